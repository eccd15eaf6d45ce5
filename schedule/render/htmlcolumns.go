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
	City, Name     string // of Zone
}

// clockKey tells clocks apart that differ during the event.
func (m *htmlMaker) clockKey(z schedule.Zone) string {
	key, known := m.keys[z]
	if !known {
		key = fmt.Sprint(offsetsOf(z, m.from, m.to))
		m.keys[z] = key
	}
	return key
}

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
		c.City = m.loc.City(c.Name)
		columns = append(columns, c)
	}
	return columns
}

// offsetOf writes an offset as the datetime attribute of HTML has it, which
// knows no seconds in it.
func offsetOf(seconds int) string {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	h, m := seconds/3600, seconds/60%60
	return string([]byte{sign, '0' + byte(h/10), '0' + byte(h%10), ':', '0' + byte(m/10), '0' + byte(m%10)})
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
