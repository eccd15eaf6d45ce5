package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// htmlColumn is a column of clocks: zones whose clocks show the same during
// the event. Fourteen countries have some four clocks.
type htmlColumn struct {
	Zone  schedule.Zone   // the first of them; zero: the host's, which changes from day to day
	zones []schedule.Zone // all, Zone included
	Class string
	// What the heading says in one section.
	Cities, Offset string
	Name           string // the name of Zone
}

// clockKey tells clocks apart that differ during the event.
func (m *htmlMaker) clockKey(z schedule.Zone) string { return fmt.Sprint(offsetsOf(z, m.from, m.to)) }

// several reports whether the host's days are on more than one clock.
func (m *htmlMaker) several() bool {
	a := m.tl.Agenda
	for i := range a.Days {
		if z := a.ZoneOf(&a.Days[i]); z != a.Zone && m.clockKey(z) != m.clockKey(a.Zone) {
			return true
		}
	}
	return false
}

// newColumns gathers the zones of the page into columns.
func (m *htmlMaker) newColumns() []htmlColumn {
	var columns []htmlColumn
	seen := map[string]int{}
	walls := m.Zones
	if !m.page.Timed {
		walls = walls[:1]
	}
	for _, z := range walls {
		key := "host"
		if !z.IsZero() || !m.several() {
			if z.IsZero() {
				z = m.tl.Agenda.Zone
			}
			key = m.clockKey(z)
		}
		i, ok := seen[key]
		if !ok {
			i = len(columns)
			seen[key] = i
			columns = append(columns, htmlColumn{Zone: z, Class: fmt.Sprint("c", i)})
		}
		c := &columns[i]
		if !z.IsZero() && !slices.ContainsFunc(c.zones, z.Equal) {
			c.zones = append(c.zones, z)
		}
	}
	return columns
}

// cities names the places of a column, none twice.
func (c *htmlColumn) cities(loc datefmt.Locale) string {
	var names []string
	for _, z := range c.zones {
		if name := loc.City(z.String()); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, between)
}

// on gives the columns of a section on a host's wall: no clock twice. at is
// the instant of the offsets.
func (m *htmlMaker) on(host schedule.Zone, at time.Time) []htmlColumn {
	columns := make([]htmlColumn, 0, len(m.columns))
	for _, c := range m.columns {
		if c.Zone.IsZero() {
			c.Zone, c.zones = host, []schedule.Zone{host}
		}
		key := m.clockKey(c.Zone)
		i := slices.IndexFunc(columns, func(o htmlColumn) bool { return m.clockKey(o.Zone) == key })
		if i >= 0 {
			columns[i].Class += " " + c.Class
			continue
		}
		c.Cities, c.Offset, c.Name = c.cities(m.loc), m.loc.Offset(c.Zone.Offset(at)), c.Zone.String()
		columns = append(columns, c)
	}
	return columns
}

// htmlClocks is when a session is, in one column.
type htmlClocks struct {
	Class      string
	Start, End htmlClock
	Sep        string
	AllDay     string
	City       string
}

// htmlClock is one clock: for machines, for people, and with a mark where the
// date is another than that of the section.
type htmlClock struct{ Datetime, Clock, Mark, Date string }

// clocksOf writes when a slot is in each of the columns.
func (m *htmlMaker) clocksOf(s *schedule.Slot, columns []htmlColumn, under schedule.Date) []htmlClocks {
	cells := make([]htmlClocks, len(columns))
	for i := range columns {
		c := &columns[i]
		cells[i] = htmlClocks{Class: c.Class, City: m.loc.City(c.Zone.String())}
		if s.AllDay() {
			if i == 0 { // one column says it as well as many
				cells[i].AllDay = m.wholeDays(s)
			}
			continue
		}
		cells[i].Sep = m.separator()
		cells[i].Start = m.clockOf(s.Start, c.Zone, under)
		ref := under
		if m.page.Dated { // the column of dates says the start's
			start := c.Zone.Wall(s.Start)
			cells[i].Start.Mark, ref = "", start.Date
			if end := c.Zone.Wall(s.End); end.Date == ref.AddDays(1) && end.Clock <= start.Clock {
				ref = end.Date
			}
		}
		cells[i].End = m.clockOf(s.End, c.Zone, ref)
	}
	return cells
}

// wholeDays says on which dates an item of whole days is.
func (m *htmlMaker) wholeDays(s *schedule.Slot) string {
	if s.From == s.Through || m.page.Timed {
		return m.loc.Word(datefmt.WordAllDay)
	}
	return m.loc.DateRange(s.From, s.Through, m.style)
}

func (m *htmlMaker) clockOf(t time.Time, z schedule.Zone, under schedule.Date) htmlClock {
	wall := z.Wall(t)
	c := htmlClock{Datetime: wall.String() + offsetOf(z.Offset(t)), Clock: m.loc.Clock(wall.Clock, 0)}
	if days := wall.Date.DaysSince(under); days != 0 {
		c.Mark, c.Date = shiftMark(days), m.dateName(wall.Date)
	}
	return c
}

// shiftMark writes a distance in days: +1, −1.
func shiftMark(days int) string {
	if days < 0 {
		return fmt.Sprint("−", -days)
	}
	return fmt.Sprint("+", days)
}

// offsetOf writes an offset as the datetime attribute of HTML has it, which
// knows no seconds in it.
func offsetOf(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d:%02d", sign, seconds/3600, seconds/60%60)
}

// separator parts two clocks in the page's language.
func (m *htmlMaker) separator() string {
	return strings.ReplaceAll(m.loc.Clocks(0, 0, 0, 0), "00:00", "")
}

// dateName is a date as a column of dates has it.
func (m *htmlMaker) dateName(d schedule.Date) string {
	if m.loc.Lang() == "ko" {
		return m.loc.Date(d, datefmt.CompactWeekday)
	}
	return m.loc.Date(d, datefmt.Short)
}
