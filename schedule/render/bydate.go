package render

import (
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// dateSections makes a section a date of the first zone.
func (l *layout) dateSections() []section {
	l.dated = false
	walls := l.walls(l.tl.Agenda.Zone)
	others := make([]map[int]schedule.View, len(walls))
	for c, z := range walls[1:] {
		others[c+1] = byIndex(l.tl.Days(z))
	}
	var sections []section
	for _, d := range l.tl.Days(walls[0]) {
		s := section{head: l.loc.Date(d.Date, datefmt.Full), columns: l.columns(walls)}
		s.zones = l.zonesLine(walls, instantOf(walls[0], d.Items, d.Date))
		for n := range d.Items {
			v := &d.Items[n]
			if l.hidden(v) {
				continue
			}
			row := []cell{l.clocks(v, d.Date)}
			for _, other := range others[1:] {
				o := other[v.Index]
				row = append(row, l.clocks(&o, d.Date))
			}
			s.rows = append(s.rows, append(row, l.programme(v), l.notes(v.Slot.Session)))
		}
		if len(s.rows) > 0 {
			sections = append(sections, s)
		}
	}
	return sections
}

func byIndex(days []schedule.ViewDay) map[int]schedule.View {
	m := make(map[int]schedule.View)
	for _, d := range days {
		for _, v := range d.Items {
			m[v.Index] = v
		}
	}
	return m
}
