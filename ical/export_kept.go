package ical

import (
	"fmt"
	"slices"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// A keeper writes an agenda back into the file that it comes from. It describes
// the agenda as it was imported and as it is now, and writes anew what differs.
type keeper struct {
	o       Options
	tl      *schedule.Timeline
	im      *importer // of the file, made again
	was, is keptSide
	fresh   *exporter // of sessions that are new
	uses    []zoneUse // of what is written anew
	anew    []*component
	changed bool
}

// A keptSide is the agenda at one time, every session of it once.
type keptSide struct {
	*exporter
	slots    map[schedule.ID]int
	sessions map[schedule.ID]*schedule.Session // with their Repeat
	guests   map[schedule.ID]*schedule.Participant
}

// exportKept describes a timeline to a sink as the file has it.
func exportKept(s sink, tl *schedule.Timeline, o *Options) error {
	k, err := newKeeper(tl, o)
	if err != nil {
		return err
	}
	calendars := make([]*component, len(k.im.cals))
	for i, cal := range k.im.cals {
		calendars[i] = k.calendar(cal, i == 0)
	}
	for _, u := range k.fresh.zones {
		k.use(u.zone, u.from, u.to)
	}
	if err := k.timezones(calendars); err != nil {
		return err
	}
	if _, stream := s.(*contentline.Writer); !stream && len(calendars) > 1 {
		return fmt.Errorf("%w: the file has %d calendars, and jCal and trees have one; Write writes them all", ErrUnwritable, len(calendars))
	}
	for _, c := range calendars {
		writeComponent(s, c)
	}
	return s.Err()
}

func newKeeper(tl *schedule.Timeline, o *Options) (*keeper, error) {
	if tl == nil || tl.Agenda == nil {
		_, err := newExporter(tl, o)
		return nil, err
	}
	k := &keeper{o: *o, tl: tl, im: newImporter(o.Kept.file, o.Kept.options)}
	k.im.run()
	words := k.im.words()
	if len(k.o.Langs) == 0 {
		k.o.Langs = append(k.im.voiceLangs(), tl.Agenda.Langs...)
	}
	plain := k.o
	plain.Kept, plain.Keep, plain.OmitBreaks, plain.Series = nil, nil, false, SeparateEvents
	var err error
	if k.was, err = newKeptSide(k.im.agenda, &plain, words); err != nil {
		return nil, err
	}
	if k.is, err = newKeptSide(tl.Agenda, &plain, words); err != nil {
		return nil, err
	}
	k.is.take(tl)
	plain.Keep = func(slot *schedule.Slot) bool {
		_, known := words.uids[slot.Session.ID]
		return !known && k.keeps(slot)
	}
	if k.fresh, err = newExporter(tl, &plain); err == nil {
		k.fresh.file = words
	}
	return k, err
}

func newKeptSide(a *schedule.Agenda, o *Options, words *fileWords) (side keptSide, err error) {
	once, err := masters(a)
	if err != nil {
		return side, err
	}
	side = keptSide{slots: map[schedule.ID]int{}, sessions: sessionsOf(a), guests: map[schedule.ID]*schedule.Participant{}}
	for i := range a.Participants {
		side.guests[a.Participants[i].ID] = &a.Participants[i]
	}
	if side.exporter, err = newExporter(once, o); err != nil {
		return side, err
	}
	side.file = words
	for i := range once.Slots {
		side.slots[once.Slots[i].Session.ID] = i
	}
	return side, nil
}

// take takes the instants of a timeline for those sessions that are no series,
// since its policy may be another, and leaves out those that it does not have.
func (side *keptSide) take(tl *schedule.Timeline) {
	there := map[schedule.ID]bool{}
	for i := range tl.Slots {
		from := &tl.Slots[i]
		there[from.Session.ID] = true
		if j, ok := side.slots[from.Session.ID]; ok && from.Occurrence.IsZero() {
			to := &side.tl.Slots[j]
			to.Start, to.End, to.StartKind, to.EndKind = from.Start, from.End, from.StartKind, from.EndKind
		}
	}
	for id, s := range side.sessions {
		if s.Repeat == nil && !there[id] {
			delete(side.slots, id)
		}
	}
}

// keeps says whether the options have a slot written.
func (k *keeper) keeps(slot *schedule.Slot) bool {
	if k.o.OmitBreaks && slot.Session.Kind == schedule.Break {
		return false
	}
	return k.o.Keep == nil || k.o.Keep(slot)
}

// calendar gives a calendar of the file as it is now; the first has what is new.
func (k *keeper) calendar(cal *importedCalendar, first bool) *component {
	out := &component{name: vcalendar, props: slices.Clone(cal.c.props)}
	events := k.im.events[cal.first:] // of this calendar and those behind it
	for _, sub := range cal.c.subs {
		if sub.name != "VEVENT" {
			out.subs = append(out.subs, sub)
			continue
		}
		out.subs = append(out.subs, k.event(&events[0])...)
		events = events[1:]
	}
	if !first {
		return out
	}
	for i := range k.tl.Slots {
		if k.fresh.kept(i) {
			made := &componentSink{}
			k.fresh.s = made
			k.fresh.event(i)
			out.subs = append(out.subs, made.done...)
			k.changed = true
		}
	}
	k.header(out)
	return out
}

// headerProps are the properties of a calendar that follow the agenda.
var headerProps = []string{"NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "X-WR-TIMEZONE", "URL"}

// header brings the properties of the calendar up to date. What the file does not
// say it is not made to say, unless the agenda did not say it then.
func (k *keeper) header(out *component) {
	was, is := described(vcalendar, k.was.exporter, k.was.header), described(vcalendar, k.is.exporter, k.is.header)
	for i, name := range headerProps {
		one := []string{name}
		before, after := was.named(one), is.named(one)
		if sameProperties(before, after) || len(out.named(one)) == 0 && len(before) > 0 {
			continue
		}
		if name == "DESCRIPTION" || name == "X-WR-CALDESC" {
			if !sameProperties(out.named(one), before) {
				continue // the file's own words
			}
		}
		out.replace(one, out.spoken(before, after), append([]string{"VERSION", "PRODID", "CALSCALE", "METHOD", "UID"}, headerProps[:i]...))
		k.changed = true
	}
	if modified := []string{"LAST-MODIFIED"}; k.changed && !k.o.Stamp.IsZero() && len(out.named(modified)) > 0 {
		out.replace(modified, []property{{name: "LAST-MODIFIED", value: stampText(k.o.Stamp)}}, nil)
	}
}

// event gives what became of an event of the file: nothing, itself, or itself
// with what has changed and with overrides that are new.
func (k *keeper) event(ev *importedEvent) []*component {
	c, b := ev.c, ev.became
	switch b.kind {
	case becameNothing:
		return []*component{c}
	case becameMany:
		return nil
	}
	i, ok := k.is.slots[b.id]
	j, was := k.was.slots[b.id]
	if !ok || !was || !k.keeps(&k.is.tl.Slots[i]) {
		k.changed = true
		return nil
	}
	if b.kind == becameMove {
		return k.move(c, b, j, i)
	}
	return k.session(c, b.id, j, i)
}

// session gives the event of a session, whose slots are was and is.
func (k *keeper) session(c *component, id schedule.ID, was, is int) []*component {
	before := described("VEVENT", k.was.exporter, func() { k.was.master(was, nil); k.was.contents(was) })
	repeat := k.is.sessions[id].Repeat
	after := described("VEVENT", k.is.exporter, func() { k.is.master(is, k.cancelledAnew(id)); k.is.contents(is) })
	out := k.merge(c, before, after, id, is, whenProps)
	all := []*component{out}
	if repeat != nil {
		all = append(all, k.newMoves(out, id, is)...)
	}
	return all
}

// master writes when a session is, with its series.
func (side *keptSide) master(i int, cancelled []schedule.DateTime) {
	slot := &side.tl.Slots[i]
	if r := side.sessions[slot.Session.ID].Repeat; r != nil {
		side.series(slot, r, cancelled)
	} else {
		side.when(slot, wallsOf(slot))
	}
}
