package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// An eventTable tells of events of calendar files: when, what, why.
type eventTable struct {
	langs   []schedule.Lang
	loc     datefmt.Locale
	zone    schedule.Zone // of what is in UTC
	is, was map[eventName]*ical.PublishedEvent
}

// An eventName is how a file tells its events apart.
type eventName struct{ uid, recurrence string }

// newEventTable tells of the events of a file, and of those of the one before it, in
// a language.
func newEventTable(agenda *schedule.Agenda, langs []schedule.Lang, is, was *ical.Publication) *eventTable {
	if len(langs) == 0 {
		langs = agenda.Langs
	}
	return &eventTable{langs, datefmt.For(langs...), agenda.Zone, eventsOf(is), eventsOf(was)}
}

func eventsOf(p *ical.Publication) map[eventName]*ical.PublishedEvent {
	all := map[eventName]*ical.PublishedEvent{}
	if p == nil {
		return all
	}
	for i := range p.Events {
		e := &p.Events[i]
		all[eventName{e.UID, e.Recurrence}] = e
	}
	return all
}

// print writes a line for each event that has changed.
func (t *eventTable) print(w io.Writer, list []ical.Updated) {
	rows := make([][]string, len(list))
	for i, u := range list {
		name, when := eventName{u.UID, u.Recurrence}, ""
		if e := cmp.Or(t.is[name], t.was[name]); e != nil {
			when = t.when(e, schedule.Zone{})
		}
		rows[i] = []string{when, u.Title, t.why(u.Changes, name), fmt.Sprint("SEQUENCE ", u.Sequence)}
	}
	columns(w, rows)
}

// when writes the time of an event on a wall; with the zero Zone on that of the file.
func (t *eventTable) when(e *ical.PublishedEvent, z schedule.Zone) string {
	if e.Start.IsDate() {
		return t.loc.DateRange(e.Start.Wall.Date, e.End.Wall.Date, datefmt.Short)
	}
	wall := func(p ical.PublishedTime) schedule.DateTime {
		switch {
		case !z.IsZero():
			return z.Wall(p.At)
		case p.TZID != "":
			return p.Wall
		}
		return t.zone.Wall(p.At)
	}
	start, end := wall(e.Start), wall(e.End)
	start.Clock, end.Clock = minutes(start.Clock), minutes(end.Clock)
	text := t.loc.Span(start, end, datefmt.Short)
	if e.Repeats {
		text += " …" // and so on
	}
	return text
}

// why names the differences of an event in the words of package schedule's.
func (t *eventTable) why(list []ical.Difference, name eventName) string {
	switch {
	case len(list) != 1:
	case list[0] == ical.DifferentDetails:
		return t.loc.Word(datefmt.WordChanges)
	case list[0] == ical.DifferentNothing:
		return t.loc.Word(datefmt.WordNoChange)
	}
	var words []string
	for _, d := range list {
		word := t.loc.Change(t.kind(d, name))
		if d == ical.DifferentDelegate {
			word = t.loc.Word(datefmt.WordDeclined)
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

// kind gives the kind of a difference.
func (t *eventTable) kind(d ical.Difference, name eventName) schedule.ChangeKind {
	switch d {
	case ical.DifferentNew:
		return schedule.ChangeAdded
	case ical.DifferentTime:
		return schedule.ChangeMoved
	case ical.DifferentPlace:
		return schedule.ChangeRelocated
	case ical.DifferentTitle:
		return schedule.ChangeRetitled
	case ical.DifferentGone:
		return schedule.ChangeRemoved
	case ical.DifferentStatus:
		return statusChange(t.was[name], t.is[name])
	}
	return schedule.ChangeDetails
}

// statusChange tells what has become of an event of which the status is another.
func statusChange(was, is *ical.PublishedEvent) schedule.ChangeKind {
	switch {
	case is != nil && is.Status == schedule.Cancelled:
		return schedule.ChangeCancelled
	case is != nil && was != nil && was.Status == schedule.Cancelled:
		return schedule.ChangeReinstated
	}
	return schedule.ChangeStatus
}
