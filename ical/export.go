package ical

import (
	"errors"
	"fmt"
	"io"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// Write writes a timeline as an iCalendar file, a VEVENT for each slot. See the
// package documentation for what is written and why. A nil o stands for the
// zero Options.
//
// It streams: beyond the agenda's lists of participants, rooms and tracks and
// the UIDs of series and of breaks without an ID, memory does not grow with the
// number of events.
//
// What is known before the first byte is told before it: a missing agenda, UIDs
// that would be the same, two zones of one name, options out of range. A text
// that iCalendar cannot carry is met on the way; the error then wraps
// [ErrUnwritable], names all sessions that have one, and what was written is no
// whole calendar. [WriteFile] leaves no such piece behind.
func Write(w io.Writer, tl *schedule.Timeline, o *Options) error {
	out := contentline.NewWriter(w)
	if err := export(out, tl, o); err != nil {
		return err
	}
	return out.Flush()
}

// Calendar gives the calendar that [Write] writes as a golang-ical tree, from
// the same description of each event: [Encode] of it gives the bytes of Write.
// Errors are those of Write.
func Calendar(tl *schedule.Timeline, o *Options) (*ics.Calendar, error) {
	tree := newTreeSink()
	if err := export(tree, tl, o); err != nil {
		return nil, err
	}
	return tree.calendar()
}

// export describes a timeline to a sink.
func export(s sink, tl *schedule.Timeline, o *Options) error {
	if o != nil && o.Kept != nil {
		return exportKept(s, tl, o)
	}
	e, err := newExporter(tl, o)
	if err != nil {
		return err
	}
	return e.export(s)
}

// export describes the whole calendar.
func (e *exporter) export(s sink) error {
	e.s = s
	s.Begin(vcalendar)
	e.header()
	if err := e.timezones(); err != nil {
		return err
	}
	if s.Err() != nil {
		return fmt.Errorf("agenda %q: %w", e.tl.Agenda.ID, s.Err())
	}
	for i := range e.tl.Slots {
		if !e.kept(i) {
			continue
		}
		if e.occurrence(i); s.Err() != nil {
			return e.explain(s.Err())
		}
	}
	s.End(vcalendar)
	return s.Err()
}

// occurrence writes the event of slot i, or at the first one of a series that
// is one event all of it.
func (e *exporter) occurrence(i int) {
	switch r := e.recurrings[&e.tl.Slots[i]]; {
	case r == nil:
		e.event(i)
	case i == r.first:
		e.recurringEvent(r)
	}
}

// An exporter describes one timeline to one sink.
type exporter struct {
	s      sink
	tl     *schedule.Timeline
	o      Options
	texts  chooser
	voice  voice
	people map[schedule.ID]*person
	places map[schedule.ID]*place
	tracks map[schedule.ID]schedule.Translation
	host   *host                           // nil: none with an address
	lands  map[string]schedule.Translation // names of countries, by code
	zones  []*zoneUse
	domain string                 // right side of UIDs, with the @
	file   *fileWords             // of an agenda that was imported; nil: of none
	floats bool                   // the series in hand floats
	stamp  string                 // DTSTAMP
	utc    map[schedule.Zone]bool // which zones are UTC
	// recurrings are the series that are written as one event, by their slots.
	recurrings map[*schedule.Slot]*recurring
	untimed    bool                         // a description is of more than one time
	reader     schedule.Zone                // of whom a description is for; zero: of everybody
	only       []bool                       // slots that are exported, as far as Keep lets them; nil: all
	made       map[schedule.Zone]*component // VTIMEZONEs that were made; nil: none are kept
	// scratch holds a value, prose a DESCRIPTION while it is put together.
	scratch []byte
	prose   prose
	ranks   []int // of the roles of a session, in roleOrder
}

// newExporter prepares an export and finds what is wrong before it begins.
func newExporter(tl *schedule.Timeline, o *Options) (*exporter, error) {
	if tl == nil || tl.Agenda == nil {
		return nil, fmt.Errorf("%w: no timeline; make it with Agenda.Resolve", ErrUnwritable)
	}
	a := tl.Agenda
	e := &exporter{tl: tl, o: o.withDefaults(a)}
	e.texts.langs = e.o.Langs
	e.voice = voiceIn(e.o.Langs)
	e.lands = map[string]schedule.Translation{}
	e.stamp = stampText(e.o.Stamp)
	e.utc = map[schedule.Zone]bool{}
	for _, step := range [...]func() error{
		e.checkOptions, e.setPeople, e.setTracks, e.setPlaces, e.checkSlots, e.setSeries, e.setDomain, e.checkUIDs, e.setZones,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// kept says whether slot i is exported.
func (e *exporter) kept(i int) bool {
	slot := &e.tl.Slots[i]
	if e.only != nil && !e.only[i] {
		return false
	}
	if e.o.OmitBreaks && slot.Session.Kind == schedule.Break {
		return false
	}
	return e.o.Keep == nil || e.o.Keep(slot)
}

// explain makes the error of an event that cannot be written one that names
// every session of which the same is true. Errors of the output stay alone.
func (e *exporter) explain(err error) error {
	if !errors.Is(err, ErrUnwritable) && !errors.Is(err, errTree) {
		return err
	}
	var all schedule.Problems
	for i := range e.tl.Slots {
		if !e.kept(i) {
			continue
		}
		alone := contentline.NewWriter(io.Discard)
		e.s = alone
		e.event(i)
		if alone.Err() != nil {
			all = append(all, e.problem(i, alone.Err()))
		}
	}
	if len(all) == 0 { // what only a tree cannot hold
		return err
	}
	return all.Err()
}

// problem says that slot i has a fault.
func (e *exporter) problem(i int, err error) schedule.Problem {
	slot := &e.tl.Slots[i]
	name := string(slot.Session.ID)
	if name == "" {
		name = e.texts.in(slot.Session.Title).Text
	}
	return schedule.Problem{
		Path: e.path(slot.Session),
		Err:  fmt.Errorf("session %q: %w", name, err),
	}
}

// path finds a session in the agenda: days[0].sessions[2].parallel[1].
func (e *exporter) path(s *schedule.Session) string {
	for i := range e.tl.Agenda.Days {
		day := &e.tl.Agenda.Days[i]
		for j := range day.Sessions {
			listed := &day.Sessions[j]
			if listed == s {
				return fmt.Sprintf("days[%d].sessions[%d]", i, j)
			}
			for k := range listed.Parallel {
				if &listed.Parallel[k] == s {
					return fmt.Sprintf("days[%d].sessions[%d].parallel[%d]", i, j, k)
				}
			}
		}
	}
	return ""
}
