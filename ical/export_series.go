package ical

import (
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// series writes when a series is: the first occurrence on its wall, the rules and
// what differs from them. Cancelled are occurrences that are left out beside those
// of the Repeat. Overrides are events of their own.
func (e *exporter) series(slot *schedule.Slot, r *schedule.Repeat, cancelled []schedule.DateTime) {
	e.floats = e.file.form(slot) == floating
	start, end := seriesWalls(slot)
	e.seriesLine("DTSTART", slot, slot.Zone, start)
	e.seriesLine("DTEND", slot, slot.EndZone, end)
	rules := r.Rules
	if r.Rule != "" {
		rules = append([]string{r.Rule}, rules...)
	}
	for _, rule := range rules {
		e.rawText("RRULE", e.ruleText(rule, slot))
	}
	for _, rule := range r.ExceptRules {
		e.rawText("EXRULE", e.ruleText(rule, slot))
	}
	e.seriesList("RDATE", slot, start, r.Also)
	e.periods(slot, r.Periods)
	e.seriesList("EXDATE", slot, start, append(r.Except[:len(r.Except):len(r.Except)], cancelled...))
}

// seriesWalls gives the walls at which a session that repeats starts and ends; of
// whole dates, the first and the day after the last.
func seriesWalls(slot *schedule.Slot) (start, end schedule.DateTime) {
	if slot.AllDay() {
		return schedule.DateTime{Date: slot.From}, schedule.DateTime{Date: slot.Through.AddDays(1)}
	}
	return slot.Zone.Wall(slot.Start), slot.EndZone.Wall(slot.End)
}

// seriesLine writes a wall time of a series, which is never written in UTC: its
// rule is one of the wall.
func (e *exporter) seriesLine(name string, slot *schedule.Slot, z schedule.Zone, w schedule.DateTime) {
	e.s.Name(name)
	e.seriesValue(slot, z, w)
}

// seriesValue ends a line with a wall time of a series, in the form of its DTSTART.
func (e *exporter) seriesValue(slot *schedule.Slot, z schedule.Zone, w schedule.DateTime) {
	if slot.AllDay() {
		e.s.Param("VALUE", "DATE")
		e.rawLine(appendDate(e.scratch[:0], w.Date))
		return
	}
	e.seriesZone(z)
	e.rawLine(e.appendSeriesTime(e.scratch[:0], z, w))
}

func (e *exporter) seriesZone(z schedule.Zone) {
	if !e.floats && !e.isUTC(z) {
		e.s.Param("TZID", e.file.tzid(z))
	}
}

func (e *exporter) appendSeriesTime(b []byte, z schedule.Zone, w schedule.DateTime) []byte {
	b = appendDateTime(b, w.Normal())
	if !e.floats && e.isUTC(z) {
		b = append(b, 'Z')
	}
	return b
}

// seriesList writes a list of occurrences; nothing if there are none. A clock of
// zero stands for the clock of the series.
func (e *exporter) seriesList(name string, slot *schedule.Slot, start schedule.DateTime, list []schedule.DateTime) {
	if len(list) == 0 {
		return
	}
	e.s.Name(name)
	if slot.AllDay() {
		e.s.Param("VALUE", "DATE")
	} else {
		e.seriesZone(slot.Zone)
	}
	value := e.scratch[:0]
	for i, w := range list {
		if i > 0 {
			value = append(value, ',')
		}
		if slot.AllDay() {
			value = appendDate(value, w.Date)
			continue
		}
		if w.Clock == 0 {
			w.Clock = start.Clock
		}
		value = e.appendSeriesTime(value, slot.Zone, w)
	}
	e.rawLine(value)
}

func (e *exporter) periods(slot *schedule.Slot, list []schedule.Period) {
	if len(list) == 0 {
		return
	}
	e.s.Name("RDATE")
	e.seriesZone(slot.Zone)
	e.s.Param("VALUE", "PERIOD")
	value := e.scratch[:0]
	for i, p := range list {
		if i > 0 {
			value = append(value, ',')
		}
		value = append(e.appendSeriesTime(value, slot.Zone, p.Start), '/')
		value = e.appendSeriesTime(value, slot.Zone, p.End)
	}
	e.rawLine(value)
}

// ruleText gives a rule as a file has it: beside a DTSTART with a zone UNTIL is in
// UTC, beside one that is a date it is a date (RFC 5545 §3.3.10).
func (e *exporter) ruleText(text string, slot *schedule.Slot) string {
	r, err := schedule.ParseRule(text)
	if err != nil || r.Until.IsZero() {
		return text
	}
	u := &r.Until
	switch {
	case slot.AllDay():
		u.At.Clock, u.Form = 0, schedule.UntilDate
	case u.Form == schedule.UntilUTC:
		return text
	case u.Form == schedule.UntilDate:
		u.At.Clock = schedule.Midnight24 - 1
		fallthrough
	default:
		at, _ := slot.Zone.Resolve(u.At, schedule.Compatible)
		u.At, u.Form = schedule.UTC().Wall(at), schedule.UntilUTC
	}
	return r.String()
}

// override writes which occurrence a Move moves, and where to.
func (e *exporter) override(slot *schedule.Slot, m *schedule.Move) {
	e.floats = e.file.form(slot) == floating
	start, end := seriesWalls(slot)
	id, length := m.From, wallLength(start, end)
	if id.Clock == 0 {
		id.Clock = start.Clock
	}
	e.recurrenceID(slot, id, m.Onward)
	if m.Cancelled {
		return
	}
	switch {
	case m.End.IsZero():
		end = m.To.Add(length)
	case slot.AllDay():
		end = schedule.DateTime{Date: m.End.Date.AddDays(1)}
	default:
		end = m.End
	}
	e.seriesLine("DTSTART", slot, slot.Zone, m.To)
	e.seriesLine("DTEND", slot, slot.EndZone, end)
}

// recurrenceID writes which occurrence of a series an event is (RFC 5545
// §3.8.4.4), and whether all that follow are meant too.
func (e *exporter) recurrenceID(slot *schedule.Slot, id schedule.DateTime, onward bool) {
	e.s.Name("RECURRENCE-ID")
	if onward {
		e.s.Param("RANGE", "THISANDFUTURE")
	}
	e.seriesValue(slot, slot.Zone, id)
}

// lastOf gives a time behind the last occurrence of a series, or a while after its
// start if it has no end.
func lastOf(slot *schedule.Slot, r *schedule.Repeat) time.Time {
	start := slot.Zone.Wall(slot.Start).Date
	last := start
	later := func(d schedule.Date) {
		if d.IsValid() && d.Compare(last) > 0 {
			last = d
		}
	}
	for _, rule := range append([]string{r.Rule}, r.Rules...) {
		later(ruleEnd(rule, start))
	}
	for _, w := range r.Also {
		later(w.Date)
	}
	for _, p := range r.Periods {
		later(p.End.Date)
	}
	for i := range r.Moved {
		later(r.Moved[i].To.Date)
	}
	return unixOf(schedule.DateTime{Date: last.AddDays(2)})
}
