package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// stays says whether an event that is no longer in the agenda stays in the file.
func (u *updater) stays(e *PublishedEvent) bool {
	return !u.o.DropRemoved && !e.isOver(u.o.Stamp)
}

// isOver says whether an event has ended by t.
func (e *PublishedEvent) isOver(t time.Time) bool {
	switch {
	case e.Repeats:
		return !e.Last.IsZero() && !e.Last.After(t)
	case e.End.IsDate(): // on the wall where that date lasts longest
		return !unixOf(schedule.DateTime{Date: e.End.Wall.Date.AddDays(1)}).Add(12 * time.Hour).After(t)
	}
	return !e.End.At.After(t)
}

// cancelRemoved adds the events that are no longer in the agenda.
func (u *updater) cancelRemoved() error {
	if u.was == nil {
		return nil
	}
	for i := range u.was.Events {
		old := &u.was.Events[i]
		if u.is.find(old.key) != nil || u.is.find(eventKey{old.UID, ""}) != nil {
			continue
		}
		if !u.stays(old) {
			if old.Status != schedule.Cancelled {
				u.told(old, []Difference{DifferentGone})
			}
			continue
		}
		gone := old
		if old.Status != schedule.Cancelled {
			gone = cancelledEvent(old)
			if err := u.restamp(gone, old, []Difference{DifferentStatus, DifferentGone}); err != nil {
				return err
			}
		}
		u.append(gone)
	}
	return nil
}

// cancelledEvent gives a copy of an event that is cancelled. It takes nobody's time
// and rings nobody's alarm.
func cancelledEvent(old *PublishedEvent) *PublishedEvent {
	e, ev := *old, *old.ev
	c := &component{name: old.ev.c.name, props: slices.Clone(old.ev.c.props)}
	c.replace([]string{"STATUS"}, []property{{name: "STATUS", value: "CANCELLED"}}, nil)
	if c.first("TRANSP") != nil {
		c.replace([]string{"TRANSP"}, []property{{name: "TRANSP", value: "TRANSPARENT"}}, nil)
	}
	ev.c, e.ev, e.Status = c, &ev, schedule.Cancelled
	return &e
}

// append adds an event of the published file at the end, with the VTIMEZONEs that
// it needs.
func (u *updater) append(e *PublishedEvent) {
	first := u.calendars[0]
	for i := range e.ev.c.props {
		tzid := e.ev.c.props[i].param("TZID")
		if tzid == "" || timezoneOf(first, tzid) >= 0 {
			continue
		}
		if at := timezoneOf(e.ev.cal.c, tzid); at >= 0 {
			behind := slices.IndexFunc(first.subs, func(c *component) bool { return c.name != "VTIMEZONE" })
			if behind < 0 {
				behind = len(first.subs)
			}
			first.subs = slices.Insert(first.subs, behind, e.ev.cal.c.subs[at])
		}
	}
	first.subs = append(first.subs, e.ev.c)
}

// modified lets the calendar be as old as it was if nothing is different.
func (u *updater) modified() {
	if u.was == nil || len(u.was.file.calendars) != len(u.calendars) {
		return
	}
	name := []string{"LAST-MODIFIED"}
	for i, c := range u.calendars {
		old := u.was.file.calendars[i]
		if !sameProperties(old.without(name), c.without(name)) || !sameComponents(old.subs, c.subs) {
			return
		}
	}
	for i, c := range u.calendars {
		c.replace(name, u.was.file.calendars[i].named(name), nil)
	}
}
