package ical

import (
	"io"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// Publication is what a published calendar says of its events: the state from
// which [Update], [Invitations] and [Drift] go on. There is no other record of what
// people have been told.
type Publication struct {
	// Events are the events that have a UID, in the order of the file. Of several
	// revisions of one event it is the newest (RFC 5546 §2.1.5).
	Events []PublishedEvent
	// Problems are what was wrong with the file, sorted by position: faults where
	// an event is left out.
	Problems schedule.Problems
	// Invited is whether it is an organizer's own file, as [UpdateInvited] writes it;
	// Guests are those of it, for the next [InviteOptions].
	Invited bool
	Guests  []Guests

	file  *calendarFile
	index map[eventKey]int // of Events
	cals  []*importedCalendar
}

// PublishedEvent is one event of a file, a series as a whole, or one occurrence of
// a series.
type PublishedEvent struct {
	// UID is its UID. Recurrence is its RECURRENCE-ID as the file has it; empty: it
	// is no occurrence of a series.
	UID        string
	Recurrence string
	// Pos is where it begins in the file.
	Pos schedule.Position
	// Sequence is the SEQUENCE; 0 where there is none.
	Sequence int
	// Stamp is the DTSTAMP, Modified the LAST-MODIFIED; zero: none.
	Stamp, Modified time.Time
	// Status is the STATUS; confirmed where there is none. All events of a file
	// with METHOD:CANCEL are cancelled.
	Status schedule.Status
	// Title is the SUMMARY.
	Title string
	// Organizer is the address of the ORGANIZER, without "mailto:"; empty: none.
	Organizer string
	// Start and End are the times. An event without an end ends when it begins; one
	// of whole dates has the last date for an End. Of a series they are those of
	// the first occurrence.
	Start, End PublishedTime
	// Last is a time behind the last occurrence of a series, as far as its rules tell
	// that at a glance; zero: it is no series, or it has no end.
	Last time.Time
	// Repeats is whether it is a series.
	Repeats bool

	ev  *importedEvent
	key eventKey
}

// PublishedTime is a time of a published file.
type PublishedTime struct {
	// Wall is the time as the file has it: in UTC, on the wall of TZID, or
	// floating. Of an event of whole dates its clock is 00:00.
	Wall schedule.DateTime
	// TZID is the name of the wall; empty: the time is a date, in UTC, or floating.
	TZID string
	// Zone shows the clock of the file's VTIMEZONE, whatever any database says
	// now: it has no database. Where the file has no VTIMEZONE of that name which
	// says anything of that time, it is the zone that the name means. It is UTC for
	// a time in UTC, and zero for a date.
	Zone schedule.Zone
	// At is the instant on that clock, by RFC 5545 §3.3.5 where it shows Wall twice
	// or never; zero for a date.
	At time.Time
}

// IsDate reports whether t is a date, which is no instant.
func (t PublishedTime) IsDate() bool { return t.Zone.IsZero() }

// An eventKey tells an event from all others of a file.
type eventKey struct{ uid, recurrence string }

// Published reads a calendar that was published, by [Write] or by any other
// program. Of o count Name, Database, Limits, and for floating times Floating or
// else Zone; nil stands for the zero ImportOptions.
//
// The instants are those of the file's own VTIMEZONEs, so that it can be told later
// whether the rules have changed since. The error is as that of [Import], and so is
// what there is beside an error.
func Published(r io.Reader, o *ImportOptions) (*Publication, error) {
	options := o.withDefaults()
	f, err := readAnyCalendar(r, &options)
	if len(f.calendars) == 0 {
		return nil, err
	}
	return newPublication(f, options), err
}

// newPublication reads the events of a file.
func newPublication(f *calendarFile, o ImportOptions) *Publication {
	im := newImporter(f, o)
	im.collect()
	for _, cal := range im.cals {
		cal.ownZones(im)
	}
	p := &Publication{file: f, index: map[eventKey]int{}, cals: im.cals}
	for i := range im.events {
		if ev := &im.events[i]; ev.uid == "" {
			im.fault(ev.c.pos, schedule.ErrMissing, "%s has no UID; it cannot be told from others and is left out", ev.name())
		} else if e, ok := im.published(ev); ok {
			p.add(e)
		}
	}
	p.Problems = append(append(p.Problems, f.problems...), im.problems...)
	for _, cal := range im.cals {
		p.Problems = append(p.Problems, cal.zones.problems()...)
	}
	p.Problems.Sort()
	p.readGuestRules()
	return p
}

// add keeps an event, or the newer of two.
func (p *Publication) add(e PublishedEvent) {
	i, known := p.index[e.key]
	if !known {
		p.index[e.key] = len(p.Events)
		p.Events = append(p.Events, e)
		return
	}
	if old := &p.Events[i]; e.Sequence > old.Sequence || e.Sequence == old.Sequence && e.Stamp.After(old.Stamp) {
		p.Events[i] = e
	}
}

// find gives the event of a key; nil if there is none, or no publication.
func (p *Publication) find(key eventKey) *PublishedEvent {
	if p == nil {
		return nil
	}
	if i, ok := p.index[key]; ok {
		return &p.Events[i]
	}
	return nil
}

// ownZones gives every TZID the clock of the file's own VTIMEZONE, where that says
// something of the times that it is used for.
func (cal *importedCalendar) ownZones(im *importer) {
	for _, n := range cal.sortedZones() {
		from, to := n.window()
		own, _ := cal.zones.defined(n.tzid)
		if own != nil && !own.zone.IsZero() && own.silence.next(from).Equal(from) {
			n.zone, n.known = own.zone, true
			continue
		}
		n.zone, n.known = cal.zones.settle(n.tzid, n.p.pos, from, to)
	}
	if !im.host.IsZero() {
		return
	}
	if im.host = im.o.Zone; im.host.IsZero() {
		im.host, _ = cal.zones.calendarZone(cal.window())
	}
	if im.host.IsZero() {
		im.host = schedule.UTC()
	}
}

// published reads one event; false if it has no time.
func (im *importer) published(ev *importedEvent) (PublishedEvent, bool) {
	e := PublishedEvent{
		UID: ev.uid, Pos: im.file.position(ev.c.pos), Sequence: ev.sequence, Status: publishedStatus(ev),
		Stamp: instantOf(ev.c, "DTSTAMP"), Modified: instantOf(ev.c, "LAST-MODIFIED"), Repeats: ev.repeats, ev: ev,
	}
	if p := ev.c.first("SUMMARY"); p != nil {
		e.Title = p.text()
	}
	if p := ev.c.first("ORGANIZER"); p != nil {
		e.Organizer = userAddress(p)
	}
	if ev.recurrence != nil {
		e.Recurrence = ev.recurrence.value
	}
	e.key = eventKey{ev.uid, im.recurrenceKey(ev)}
	if ev.from.form == notAStamp && ev.recurrence != nil && e.Status == schedule.Cancelled {
		ev.start, ev.from = ev.recurrence, ev.cal.stamp(ev.recurrence) // it says no more than which
	}
	switch ev.from.form {
	case notAStamp, brokenStamp:
		im.fault(ev.c.pos, schedule.ErrMissing, "%s has no start that can be read; it is left out", ev.name())
		return e, false
	case dateStamp:
		im.publishedDates(ev, &e)
	default:
		im.publishedTimes(ev, &e)
	}
	if ev.repeats && !ev.isEndless() {
		e.Last = unixOf(schedule.DateTime{Date: ev.seriesEnd().Date.AddDays(2)})
	}
	return e, true
}

// isEndless says whether one of the rules has no end.
func (ev *importedEvent) isEndless() bool {
	for i := range ev.c.props {
		if p := &ev.c.props[i]; p.name == "RRULE" {
			if r, err := schedule.ParseRule(p.value); err == nil && r.Count == 0 && r.Until.IsZero() {
				return true
			}
		}
	}
	return false
}

func (im *importer) publishedDates(ev *importedEvent, e *PublishedEvent) {
	m := madeSession{session: &schedule.Session{}}
	im.dates(ev, &m)
	e.Start.Wall.Date, e.End.Wall.Date = m.date, m.session.Through
}

func (im *importer) publishedTimes(ev *importedEvent, e *PublishedEvent) {
	start := im.moment(ev, ev.start, ev.from)
	e.Start = im.publishedTime(ev.from, start)
	e.End = e.Start
	if ev.end == nil && ev.duration == nil {
		return
	}
	end := im.endOf(ev, start)
	if ev.to.form == notAStamp || ev.to.form == brokenStamp || ev.to.form == dateStamp {
		e.End = PublishedTime{Wall: end.wall, TZID: e.Start.TZID, Zone: e.Start.Zone, At: end.at}
		e.End.Wall = e.End.Zone.Wall(end.at)
		return
	}
	e.End = im.publishedTime(ev.to, end)
	e.End.At = end.at
}

// publishedTime gives a time as it is written and the instant that was found.
func (im *importer) publishedTime(s stamp, m moment) PublishedTime {
	t := PublishedTime{Wall: s.wall, Zone: m.zone, At: m.at}
	switch {
	case s.form == utcStamp:
		t.Zone = schedule.UTC()
	case s.name != nil:
		t.TZID = s.name.tzid
	}
	return t
}

// recurrenceKey tells occurrences apart: by the instant or the date, however that
// is written.
func (im *importer) recurrenceKey(ev *importedEvent) string {
	if ev.recurrence == nil {
		return ""
	}
	s := ev.cal.stamp(ev.recurrence)
	switch {
	case s.form == brokenStamp:
		return ev.recurrence.value
	case s.form == dateStamp:
		return s.wall.Date.String()
	case s.name != nil && !s.name.known:
		from, to := s.name.window()
		s.name.zone, s.name.known = ev.cal.zones.settle(s.name.tzid, ev.recurrence.pos, from, to)
	}
	return im.moment(ev, nil, s).at.UTC().Format(time.RFC3339)
}

// publishedStatus reads STATUS, RFC 5545 §3.8.1.11.
func publishedStatus(ev *importedEvent) schedule.Status {
	if strings.EqualFold(strings.TrimSpace(ev.cal.method), string(MethodCancel)) {
		return schedule.Cancelled
	}
	if p := ev.c.first("STATUS"); p != nil {
		switch strings.ToUpper(strings.TrimSpace(p.value)) {
		case "CANCELLED":
			return schedule.Cancelled
		case "TENTATIVE":
			return schedule.Tentative
		}
	}
	return schedule.Confirmed
}

// instantOf reads a time in UTC, such as DTSTAMP; zero if there is none.
func instantOf(c *component, name string) time.Time {
	p := c.first(name)
	if p == nil {
		return time.Time{}
	}
	if s := parseStamp(p.value); s.form == utcStamp || s.form == floating {
		return unixOf(s.wall)
	}
	return time.Time{}
}
