package render

import (
	"html/template"
	"strconv"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// htmlClocks is when a session is, in one column.
type htmlClocks struct {
	Class, City string
	Times       template.HTML
}

// clocksKey tells apart what clocksOf gives in one section.
type clocksKey struct{ start, end int64 }

// clocksOf writes when a slot is in each of the columns of a section. Sessions
// at the same time share what it gives.
func (m *htmlMaker) clocksOf(s *schedule.Slot, columns []htmlColumn, under schedule.Date) []htmlClocks {
	key := clocksKey{s.Start.Unix(), s.End.Unix()}
	cells, known := m.times[key]
	if known && !s.AllDay() {
		return cells
	}
	cells = make([]htmlClocks, len(columns))
	for i := range columns {
		c := &columns[i]
		cells[i] = htmlClocks{Class: c.Class, City: c.City}
		switch {
		case !s.AllDay():
			cells[i].Times = m.timesIn(c.Zone, s, under)
		case i == 0: // one column says it as well as many
			cells[i].Times = template.HTML(appendText(nil, m.wholeDays(s))) // #nosec: escaped
		}
	}
	if !s.AllDay() {
		m.times[key] = cells
	}
	return cells
}

// timesIn writes the start and the end of a slot on the clock of a zone.
func (m *htmlMaker) timesIn(z schedule.Zone, s *schedule.Slot, under schedule.Date) template.HTML {
	start, end := z.Wall(s.Start), z.Wall(s.End)
	first, last := under, under
	if m.page.Dated { // the column of dates says the start's
		first, last = start.Date, start.Date
		if end.Date == last.AddDays(1) && end.Clock <= start.Clock {
			last = end.Date
		}
	}
	b := m.appendTime(m.buffer[:0], start, z.Offset(s.Start), first)
	b = append(appendText(append(b, "<i>"...), m.sep), "</i>"...)
	b = m.appendTime(b, end, z.Offset(s.End), last)
	m.buffer = b
	return template.HTML(b) // #nosec: every text in it is escaped
}

// appendTime appends one clock: for machines, for people, and with a mark where
// the date is another than that of the section.
func (m *htmlMaker) appendTime(b []byte, wall schedule.DateTime, offset int, under schedule.Date) []byte {
	b = append(appendText(append(b, `<time datetime="`...), wall.String()+offsetOf(offset)), `">`...)
	b = append(appendText(b, m.loc.Clock(wall.Clock, 0)), "</time>"...)
	days := wall.Date.DaysSince(under)
	if days == 0 {
		return b
	}
	b = append(appendText(append(b, `<sup role="img" title="`...), m.dateName(wall.Date)), `">`...)
	return append(appendText(b, shiftMark(days)), "</sup>"...)
}

// wholeDays says on which dates an item of whole days is.
func (m *htmlMaker) wholeDays(s *schedule.Slot) string {
	if s.From == s.Through || m.page.Timed {
		return m.loc.Word(datefmt.WordAllDay)
	}
	return m.loc.DateRange(s.From, s.Through, m.style)
}

// shiftMark writes a distance in days: +1, −1.
func shiftMark(days int) string {
	if days < 0 {
		return "−" + strconv.Itoa(-days)
	}
	return "+" + strconv.Itoa(days)
}
