package ical

import (
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// An importedEvent is a VEVENT that is being made a session.
type importedEvent struct {
	c   *component
	cal *importedCalendar

	*eventFacts
	from, to stamp // as eventFacts has them, with their zones

	// overrides are the events with the same UID and a RECURRENCE-ID.
	overrides []*importedEvent
	// became is what it is now; nothing: it is not in the agenda.
	became became
	// taken is set where the event is part of another's session, or of none.
	taken bool
}

// An importedCalendar is a VCALENDAR and its zones.
type importedCalendar struct {
	c      *component
	first  int // of its events
	method string
	zones  *zoneTable
	names  map[string]*namedZone
	last   *namedZone
}

// addEvent adds an event, with what it says by itself.
func (im *importer) addEvent(cal *importedCalendar, c *component) {
	facts := c.facts
	if facts == nil {
		read := factsOf(c, &im.texts)
		facts = &read
	}
	im.events = append(im.events, importedEvent{c: c, cal: cal, eventFacts: facts, from: facts.from, to: facts.to})
	im.events[len(im.events)-1].stamps()
}

func keepFirst(kept **property, p *property) {
	if *kept == nil {
		*kept = p
	}
}

// name says which event a message is about.
func (ev *importedEvent) name() string {
	switch {
	case ev.uid != "":
		return "event " + strconv.Quote(shortText(ev.uid))
	case ev.c.first("SUMMARY") != nil:
		return "the event " + strconv.Quote(shortText(ev.c.first("SUMMARY").text()))
	}
	return "an event without a UID"
}

// maxQuoted is how much of a value a message shows.
const maxQuoted = 80

func shortText(s string) string {
	if len(s) <= maxQuoted {
		return s
	}
	return strings.ToValidUTF8(s[:maxQuoted], "") + "…"
}

// revisions takes those events out of the list that a later revision of them
// replaces, RFC 5546 §2.1.5, and gives overrides to the events they belong to.
func (im *importer) revisions() {
	var masters masterTable
	masters.uids.reserve(len(im.events))
	var overrides []*importedEvent
	for i := range im.events {
		ev := &im.events[i]
		switch {
		case ev.uid == "":
		case ev.recurrence != nil:
			overrides = append(overrides, ev)
		default:
			if i, isNew := masters.uids.add(ev.uid); isNew {
				masters.events = append(masters.events, ev)
			} else {
				masters.events[i] = im.newer(masters.events[i], ev)
			}
		}
	}
	im.override(&masters, overrides)
}

// A masterTable has the events that are no overrides, by their UIDs.
type masterTable struct {
	uids   stringTable
	events []*importedEvent // by the numbers of uids
}

// override hands overrides to their events. One without an event stays a session
// of its own, as it is for somebody who is invited to one occurrence only.
func (im *importer) override(masters *masterTable, overrides []*importedEvent) {
	type occurrence struct{ uid, id string }
	known := map[occurrence]*importedEvent{}
	for _, ev := range overrides {
		key := occurrence{ev.uid, ev.recurrence.param("TZID") + ":" + ev.recurrence.value}
		if other := known[key]; other != nil {
			ev = im.newer(other, ev)
		}
		known[key] = ev
	}
	for _, ev := range overrides {
		if i, ok := masters.uids.find(ev.uid, hashOfKey(ev.uid)); ok && !ev.taken {
			master := masters.events[i]
			master.overrides = append(master.overrides, ev)
			ev.taken = true
		}
	}
}

// newer gives the newer of two events of one UID, and takes the other one out.
// Two of the same revision that differ in their times are taken for two events of
// a program that does not know what a UID is.
func (im *importer) newer(a, b *importedEvent) *importedEvent {
	same := a.sequence == b.sequence && a.stamped == b.stamped
	if same && a.recurrence == nil && !atOneTime(a, b) {
		im.remark(b.c.pos, schedule.ErrDuplicateID,
			"%s is also another event, at another time and of no newer revision; both are imported, the second under an ID of its own", b.name())
		return a
	}
	old := a
	if b.sequence < a.sequence || b.sequence == a.sequence && b.stamped < a.stamped {
		old, b = b, a
	}
	old.taken = true
	if same && !sameProperties(a.c.props, b.c.props) {
		im.fault(old.c.pos, schedule.ErrDuplicateID,
			"%s is also another event at the same time, of the same SEQUENCE and DTSTAMP, in line %d; this one is left out", old.name(), b.c.pos.Line)
		return b
	}
	if same {
		im.remark(old.c.pos, schedule.ErrDuplicateID,
			"%s stands in line %d again, with the same revision; the last one counts, this one is left out", old.name(), b.c.pos.Line)
		return b
	}
	im.remark(old.c.pos, schedule.ErrDuplicateID,
		"%s has a newer revision, SEQUENCE %d of %s in line %d; this one, SEQUENCE %d of %s, is left out",
		old.name(), b.sequence, shortText(b.stamped), b.c.pos.Line, old.sequence, shortText(old.stamped))
	return b
}

func atOneTime(a, b *importedEvent) bool {
	return sameValue(a.start, b.start) && sameValue(a.end, b.end) && sameValue(a.duration, b.duration)
}

func sameValue(a, b *property) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.value == b.value && a.param("TZID") == b.param("TZID")
}

// became is what an event of the file is now.
type became struct {
	kind becameKind
	id   schedule.ID       // of the session
	from schedule.DateTime // of the Move
}

type becameKind uint8

const (
	becameNothing becameKind = iota // left out, or an older revision
	becameSession
	becameMove // in the Repeat of a session
	becameMany // a series that was made sessions, or an override in it
)
