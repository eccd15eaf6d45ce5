package ical

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// A mailClock is when something is on one wall, and when it was if that is another
// time.
type mailClock struct {
	city, offset string
	now, was     mailSpan
}

// wall names the wall: its city, and its offset there.
func (c *mailClock) wall() string { return strings.TrimSpace(c.city + " " + c.offset) }

// A mailSpan is a date and clocks; both days are in the clock where they differ. Short
// is all of it with the date abbreviated.
type mailSpan struct{ date, clock, short string }

func (s mailSpan) String() string { return strings.TrimSpace(s.date + " " + s.clock) }

// mailTimes are the times of a slot; zero: not known.
type mailTimes struct{ schedule.Slot }

func (t mailTimes) IsZero() bool { return t.Start.IsZero() && !t.AllDay() }

// timesOf gives when the event of a message is.
func (v *inviter) timesOf(m *planned) mailTimes {
	switch {
	case m.unit == nil:
		return publishedTimes(m.event)
	case m.unit.was != nil:
		return mailTimes{*m.unit.was}
	}
	return mailTimes{v.tl.Slots[m.unit.slot]}
}

// formerTimesOf gives when it was, as the organizer's file says.
func (v *inviter) formerTimesOf(m *planned) mailTimes {
	if m.unit == nil || slices.Contains(m.changes, DifferentNew) {
		return mailTimes{}
	}
	before := m.before(v)
	if was := before.find(m.unit.key); was != nil {
		return publishedTimes(was)
	}
	master := before.find(eventKey{m.unit.key.uid, ""})
	if m.unit.series == nil || master == nil || master.Start.IsDate() {
		return mailTimes{}
	}
	at, err := time.Parse(time.RFC3339, m.unit.key.recurrence)
	if err != nil {
		return mailTimes{}
	}
	return mailTimes{schedule.Slot{Start: at, End: at.Add(master.End.At.Sub(master.Start.At)), Zone: master.Start.Zone, EndZone: master.Start.Zone}}
}

func publishedTimes(e *PublishedEvent) mailTimes {
	if e.Start.IsDate() {
		return mailTimes{schedule.Slot{From: e.Start.Wall.Date, Through: e.End.Wall.Date}}
	}
	return mailTimes{schedule.Slot{Start: e.Start.At, End: e.End.At, Zone: e.Start.Zone, EndZone: e.End.Zone}}
}

// walls gives the reader's wall, and that of the place if it shows another clock.
func (w *mailWriter) walls(slot *schedule.Slot) []schedule.Zone {
	reader, host := w.m.to.who.Zone, slot.Zone
	if w.m.unit != nil {
		host = w.v.hostZone(w.m.unit)
	}
	if reader.IsZero() || reader.Offset(slot.Start) == host.Offset(slot.Start) && reader.Offset(slot.End) == host.Offset(slot.End) {
		return []schedule.Zone{host}
	}
	return []schedule.Zone{reader, host}
}

// hostZone gives the wall of the place of a unit.
func (v *inviter) hostZone(u *unit) schedule.Zone {
	if u.was != nil {
		return u.was.Zone
	}
	return v.tl.Slots[u.slot].Zone
}

func (w *mailWriter) span(z schedule.Zone, t mailTimes) mailSpan {
	start, end := z.Wall(t.Start), z.Wall(t.End)
	short := w.voice.locale.Span(start, end, datefmt.Short)
	if start.Date == end.Date {
		return mailSpan{w.voice.locale.Date(start.Date, datefmt.Full), w.voice.locale.Clocks(start.Clock, end.Clock, 0, 0), short}
	}
	return mailSpan{"", short, short}
}

// dates tells the dates of a series that are to come.
func (w *mailWriter) dates() {
	r := w.v.recurring(w.m.unit, w.m.to)
	d := &mailDates{label: w.voice.locale.Word(datefmt.WordDates)}
	if lang := primary(w.voice.lang); lang == "en" || lang == "es" || lang == "ko" {
		d.rule = capital(w.voice.locale.Rule(r.rule, r.start))
	}
	for _, one := range w.m.unit.all {
		if w.v.isOver(one) {
			continue
		}
		if len(d.list) == maxMailDates {
			d.more++
			continue
		}
		d.list = append(d.list, w.dateRow(d, &w.v.tl.Slots[one.slot]))
	}
	w.f.dates = d
}

// capital begins a phrase that stands alone with a capital.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// dateRow tells one date of a series, on each wall.
func (w *mailWriter) dateRow(d *mailDates, slot *schedule.Slot) (row []string) {
	if slot.AllDay() {
		return []string{w.voice.locale.DateRange(slot.From, slot.Through, datefmt.Full)}
	}
	walls := w.walls(slot)
	if reader := w.m.to.who.Zone; len(walls) == 1 && !reader.IsZero() && !reader.Equal(walls[0]) {
		walls = []schedule.Zone{reader, walls[0]} // on other dates they differ, perhaps
	}
	for i, z := range walls {
		if i == len(d.walls) {
			d.walls = append(d.walls, w.voice.locale.City(z.String()))
		}
		row = append(row, w.voice.locale.Span(z.Wall(slot.Start), z.Wall(slot.End), datefmt.Short))
	}
	return row
}
