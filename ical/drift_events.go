package ical

import (
	"context"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// compare takes what cannot be compared out of the drift.
func (c *driftComparer) compare() {
	var kept []schedule.SessionDrift
	why := map[*schedule.Slot]schedule.Uncompared{}
	for _, a := range c.drift.Apart {
		why[a.Slot] = a.Why
	}
	for _, s := range c.drift.Sessions {
		if reason := c.uncompared(&s); reason != "" {
			why[s.Slot] = reason
		} else {
			kept = append(kept, s)
		}
	}
	c.drift.Sessions, c.drift.Apart = kept, nil
	for i := range c.drift.Timeline.Slots {
		s := &c.drift.Timeline.Slots[i]
		c.event(s) // what is cancelled or of dates is there too
		if reason := why[s]; reason != "" {
			c.drift.Apart = append(c.drift.Apart, schedule.Apart{Why: reason, Slot: s})
		}
	}
	for i := range c.was.Events {
		if e := &c.was.Events[i]; !c.found[i] && e.Status != schedule.Cancelled {
			c.drift.Apart = append(c.drift.Apart, schedule.Apart{Why: schedule.NotInAgenda, Title: e.Title})
		}
	}
}

// uncompared says why a session cannot be compared; empty: it can.
func (c *driftComparer) uncompared(s *schedule.SessionDrift) schedule.Uncompared {
	i := c.event(s.Slot)
	if i < 0 {
		return schedule.NotPublished
	}
	e := &c.was.Events[i]
	_, starts := c.drift.Then(s.Start.Zone)
	_, ends := c.drift.Then(s.End.Zone)
	switch {
	case e.Start.IsDate():
		return schedule.OtherWall
	case e.Start.isFree() || e.End.isFree():
		return schedule.NoRecord
	case c.same(i, s):
		return ""
	case (!starts || !ends) && !e.onKnownWall():
		return schedule.NoRecord
	}
	return schedule.OtherWall
}

// isFree says whether the file does not say which instant a time is: it floats, or
// its TZID has no VTIMEZONE.
func (t *PublishedTime) isFree() bool {
	return t.Zone.Database() != nil || t.TZID == "" && !isUTC(t.Zone)
}

// onKnownWall says whether it was published on the wall of a zone whose name means
// something.
func (e *PublishedEvent) onKnownWall() bool {
	if e.Start.TZID == "" {
		return false
	}
	names := e.ev.cal.zones.named(e.Start.TZID, "")
	return len(names) > 0 && !names[0].hint
}

// event finds the event of a slot: its own, that of its series, or an override in
// that; -1: it was not published.
func (c *driftComparer) event(s *schedule.Slot) int {
	i := c.find(eventKey{string(appendLocal(nil, s)) + c.domain, ""}, schedule.ID(appendLocal(nil, s)))
	if i < 0 && !s.Occurrence.IsZero() {
		uid := string(s.Session.ID) + c.domain
		if i = c.find(eventKey{uid, ""}, s.Session.ID); i >= 0 {
			uid = c.was.Events[i].UID
		}
		if j := c.find(eventKey{uid, c.recurrence(s).UTC().Format(time.RFC3339)}, ""); j >= 0 {
			return j
		}
	}
	return i
}

// recurrence gives the instant that identifies an occurrence of a series: that of the
// wall time that its rule gave, for a parallel session with clocks that of its own.
func (c *driftComparer) recurrence(s *schedule.Slot) time.Time {
	zone, _ := c.drift.Then(s.Zone)
	wall := s.Occurrence
	if s.Parent >= 0 && !s.AllDay() {
		if parent := c.drift.Timeline.Slots[s.Parent].Session; s.Session.Start != 0 || s.Session.End != 0 {
			wall = wall.Add(time.Duration(s.Session.Start-parent.Start) * time.Second)
		}
	}
	at, _ := zone.Resolve(wall, schedule.Compatible)
	return at
}

// find gives the event of a key, or of the ID that Import makes of its UID.
func (c *driftComparer) find(key eventKey, id schedule.ID) int {
	i, ok := c.was.index[key]
	if !ok {
		if c.byID == nil {
			c.byID = c.was.importedIDs()
		}
		if i, ok = c.byID[id]; !ok || id == "" {
			return -1
		}
	}
	c.found[i] = true
	return i
}

// importedIDs gives the events by the IDs that Import gives them.
func (p *Publication) importedIDs() map[schedule.ID]int {
	var events []importedEvent
	var of []int
	for i := range p.Events {
		if e := &p.Events[i]; e.ev.recurrence == nil {
			events, of = append(events, *e.ev), append(of, i)
		}
	}
	var m idMaker
	m.setDomain(events)
	ids := make(map[schedule.ID]int, len(events))
	for i := range events {
		ids[m.session(&events[i])] = of[i]
	}
	return ids
}

// same says whether the rules then make of a session what was published.
func (c *driftComparer) same(i int, s *schedule.SessionDrift) bool {
	e := &c.was.Events[i]
	if !e.Repeats {
		return e.Start.At.Equal(s.Start.Then) && e.End.At.Equal(s.End.Then)
	}
	series, known := c.series[i]
	if !known {
		if c.series == nil {
			c.series = map[int]*schedule.Series{}
		}
		series = e.series()
		c.series[i] = series
	}
	return series != nil && takesPlace(series, s.Start.Then) && e.End.At.Sub(e.Start.At) == s.End.Then.Sub(s.Start.Then)
}

// takesPlace says whether an occurrence of a series begins at an instant.
func takesPlace(s *schedule.Series, at time.Time) bool {
	for _, err := range s.Between(&stepContext{context.Background(), maxZoneOnsets}, at, at.Add(time.Second)) {
		return err == nil
	}
	return false
}

// series gives the occurrences of an event by its rules; nil if these cannot be read.
func (e *PublishedEvent) series() *schedule.Series {
	var r schedule.Repeat
	for i := range e.ev.c.props {
		switch p := &e.ev.c.props[i]; p.name {
		case "RRULE":
			r.Rules = append(r.Rules, p.value)
		case "EXRULE":
			r.ExceptRules = append(r.ExceptRules, p.value)
		case "EXDATE":
			r.Except = append(r.Except, e.walls(p)...)
		case "RDATE":
			r.Also = append(r.Also, e.walls(p)...)
		}
	}
	s, err := r.From(e.Start.Zone.Wall(e.Start.At), e.Start.Zone)
	if err != nil {
		return nil
	}
	return s
}

// walls gives the times of a list on the wall of a series.
func (e *PublishedEvent) walls(p *property) (list []schedule.DateTime) {
	for element := range contentline.Elements([]byte(p.value), ',') {
		from, _, _ := strings.Cut(strings.TrimSpace(string(element)), "/")
		switch s := parseStamp(from); s.form {
		case utcStamp:
			list = append(list, e.Start.Zone.Wall(unixOf(s.wall)))
		case floating, dateStamp:
			list = append(list, s.wall)
		}
	}
	return list
}
