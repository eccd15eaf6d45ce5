package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// htmlSection is a day of the host or a date of the reader.
type htmlSection struct {
	P       *htmlPage
	ID      string
	Date    string // what the marks count from
	Label   htmlText
	Day     string // the date, or the hours on a single wall
	Columns []htmlColumn
	Rows    template.HTML
	Strips  *htmlStrips
	First   bool
}

// htmlRow is a row of a table: a session with those that are parallel to it.
type htmlRow struct {
	htmlSession
	Date   string // in a column of dates
	Mark   string // among parallel sessions
	Clocks []htmlClocks
}

func (m *htmlMaker) sections() []htmlSection {
	var sections []htmlSection
	if m.By == ByDate {
		sections = m.htmlDates()
	} else {
		sections = m.htmlDays()
	}
	for i := range sections {
		sections[i].First = sections[i].Strips != nil
		if sections[i].First {
			break
		}
	}
	return sections
}

// htmlDays makes a section a day of the host.
func (m *htmlMaker) htmlDays() []htmlSection {
	var sections []htmlSection
	for _, b := range hostBlocks(m.tl) {
		slots := slices.DeleteFunc(slices.Clone(b.slots), func(i int) bool { _, ok := m.row[i]; return !ok })
		if len(slots) == 0 && (b.stray || m.o.Keep != nil) {
			continue
		}
		host := m.tl.Agenda.ZoneOf(&m.tl.Agenda.Days[b.day])
		s := htmlSection{P: m.page, ID: fmt.Sprint("day-", b.day+1), Date: b.date.String()}
		if b.stray {
			s.ID = "day-" + s.Date
		}
		if n := len(sections); b.stray && n > 0 && strings.HasPrefix(sections[n-1].ID, s.ID) {
			s.ID = sections[n-1].ID + "b" // the same date on another wall
		}
		m.times = make(map[clocksKey][]htmlClocks)
		s.Columns = m.on(host, m.instant(host, slots, b.date))
		m.headOf(&s, &b)
		opens, closes := m.hoursOf(&b)
		s.Strips = m.strips(slots, s.Columns, b.date, opens, closes)
		s.Rows = m.body(m.rows(s.Columns, slots, b.date))
		sections = append(sections, s)
	}
	return sections
}

// hoursOf gives the instants of a block's hours; zero if it has none.
func (m *htmlMaker) hoursOf(b *hostBlock) (opens, closes time.Time) {
	d := m.views.block(b, schedule.UTC())
	if d.Opens.IsZero() {
		return opens, closes
	}
	return instantUTC(d.Opens), instantUTC(d.Closes)
}

// instantUTC gives the instant of a wall time in UTC, which needs no rules.
func instantUTC(w schedule.DateTime) time.Time {
	return midnight(w.Date).Add(time.Duration(w.Clock) * time.Second)
}

// headOf writes the heading of a day of the host: its label, and its date or
// its hours on a single wall.
func (m *htmlMaker) headOf(s *htmlSection, b *hostBlock) {
	view := m.views.block(b, s.Columns[0].Zone)
	s.Label = m.html(view.Day.Label)
	if s.Label.Text == "" && len(m.tl.Agenda.Days) > 1 && !b.stray {
		s.Label = htmlText{Text: m.loc.DayLabel(b.day + 1)}
	}
	s.Day = m.loc.Date(b.date, datefmt.Day)
	if m.dated && !view.Opens.IsZero() {
		s.Day = m.loc.Span(view.Opens, view.Closes, m.style)
	}
}

// instant gives the instant that the offsets of a section are told for.
func (m *htmlMaker) instant(z schedule.Zone, slots []int, d schedule.Date) time.Time {
	for _, i := range slots {
		if !m.tl.Slots[i].AllDay() {
			return m.tl.Slots[i].Start
		}
	}
	return instantOf(z, nil, d)
}

// htmlDates makes a section a date of the first column.
func (m *htmlMaker) htmlDates() []htmlSection {
	zone := m.columns[0].Zone
	if zone.IsZero() {
		zone = m.tl.Agenda.Zone
	}
	var sections []htmlSection
	for _, d := range m.tl.Days(zone) {
		var slots []int
		for n := range d.Items {
			if _, ok := m.row[d.Items[n].Index]; ok {
				slots = append(slots, d.Items[n].Index)
			}
		}
		if len(slots) == 0 {
			continue
		}
		s := htmlSection{P: m.page, ID: "date-" + d.Date.String(), Date: d.Date.String()}
		s.Day = m.loc.Date(d.Date, datefmt.Full)
		m.times = make(map[clocksKey][]htmlClocks)
		s.Columns = m.on(zone, m.instant(zone, slots, d.Date))
		s.Strips = m.strips(slots, s.Columns, d.Date, time.Time{}, time.Time{})
		s.Rows = m.body(m.rows(s.Columns, slots, d.Date))
		sections = append(sections, s)
	}
	return sections
}

// rows makes the rows of a section. A parallel session stands in its parent's
// row if that is there.
func (m *htmlMaker) rows(columns []htmlColumn, slots []int, under schedule.Date) (rows []htmlRow) {
	at := make(map[int]int, len(slots)) // of parents
	shown := ""
	for _, i := range slots {
		slot := &m.tl.Slots[i]
		if row, ok := at[slot.Parent]; ok {
			entry := m.parallelOf(i, columns, under)
			entry.Mark = m.loc.Mark(len(rows[row].Parallel)+1, datefmt.Circled)
			rows[row].Parallel = append(rows[row].Parallel, entry)
			continue
		}
		if _, ok := m.row[slot.Parent]; ok {
			if m.By == ByDate { // it starts on another date than its parent
				rows = append(rows, m.rowOf(i, columns, under, &shown))
			}
			continue
		}
		at[i] = len(rows)
		rows = append(rows, m.rowOf(i, columns, under, &shown))
	}
	return rows
}

func (m *htmlMaker) rowOf(i int, columns []htmlColumn, under schedule.Date, shown *string) htmlRow {
	slot := &m.tl.Slots[i]
	row := htmlRow{htmlSession: m.session(i), Clocks: m.clocksOf(slot, columns, under)}
	if m.page.Dated {
		date := slot.From
		if !slot.AllDay() {
			date = columns[0].Zone.Wall(slot.Start).Date
		}
		if name := m.dateName(date); name != *shown {
			row.Date, *shown = name, name
		}
	}
	return row
}

// parallelOf makes the entry of a parallel session, with clocks if they are not
// its parent's.
func (m *htmlMaker) parallelOf(i int, columns []htmlColumn, under schedule.Date) htmlRow {
	slot := &m.tl.Slots[i]
	parent := &m.tl.Slots[slot.Parent]
	row := htmlRow{htmlSession: m.session(i)}
	if !slot.Start.Equal(parent.Start) || !slot.End.Equal(parent.End) {
		row.Clocks = m.clocksOf(slot, columns, under)
	}
	return row
}

// anchor gives the id of a session's place on the page: its own, with the day
// for an occurrence of a series.
func anchor(s *schedule.Slot) string {
	if s.Session.ID == "" {
		return ""
	}
	id := "s-" + string(s.Session.ID)
	if !s.Occurrence.IsZero() {
		id += "-" + strings.NewReplacer("-", "", ":", "").Replace(s.Occurrence.String())
	}
	return id
}
