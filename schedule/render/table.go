package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// table is a programme laid out in cells, before any notation.
type table struct {
	title    string
	dates    string // from the first to the last date
	zones    string // the walls, where all sections have the same
	sections []section
}

// section is a day of the host or a date of the reader.
type section struct {
	head    string
	zones   string // the walls, where sections differ
	columns []string
	rows    [][]cell
}

// cell is the lines of one cell.
type cell []string

// between parts zones, and a room from a track.
const between = " · "

// layout is what the making of one table knows.
type layout struct {
	Options
	tl    *schedule.Timeline
	loc   datefmt.Locale
	names names
	views hostViews
	style datefmt.Style // of dates in headings of sections
	dated bool          // a column of dates stands before a single column of clocks
}

// newTable lays out a timeline.
func newTable(tl *schedule.Timeline, o *Options) *table {
	l := &layout{Options: o.ready(tl.Agenda), tl: tl, style: datefmt.Short}
	l.loc = datefmt.For(l.Langs...)
	l.names = newNames(tl.Agenda, l.Langs)
	l.views = hostViews{tl, make(map[schedule.Zone][]schedule.HostDay)}
	if l.loc.Lang() == "ko" {
		l.style = datefmt.Compact
	}
	l.dated = len(l.Zones) == 1 && !l.Zones[0].IsZero()
	t := &table{title: l.text(tl.Agenda.Title), dates: l.allDates()}
	if l.By == ByDate {
		t.sections = l.dateSections()
	} else {
		t.sections = l.hostSections()
	}
	t.shareZones()
	return t
}

func (l *layout) text(t schedule.Text) string { return t.In(l.Langs...).Text }

// allDates says from when to when the agenda lasts: by the host's days, or by
// the reader's dates where the table shows these.
func (l *layout) allDates() string {
	var z schedule.Zone
	if l.dated || l.By == ByDate {
		z = l.Zones[0]
	}
	first, last := l.tl.Dates(z)
	if first.IsZero() {
		return ""
	}
	return l.loc.DateRange(first, last, datefmt.Long)
}

// shareZones moves the line of zones to the top when all sections have it.
func (t *table) shareZones() {
	if len(t.sections) == 0 {
		return
	}
	first := t.sections[0].zones
	if slices.ContainsFunc(t.sections, func(s section) bool { return s.zones != first }) {
		return
	}
	t.zones = first
	for i := range t.sections {
		t.sections[i].zones = ""
	}
}

// hostSections makes a section a day of the host, and one a date on which nothing but
// occurrences of series takes place. A day whose sessions are all left out, by the
// options or from the timeline, has none.
func (l *layout) hostSections() []section {
	var sections []section
	for _, b := range hostBlocks(l.tl) {
		d := &l.tl.Agenda.Days[b.day]
		walls := l.walls(l.tl.Agenda.ZoneOf(d))
		days := make([]schedule.HostDay, len(walls))
		for n, z := range walls {
			days[n] = l.views.block(&b, z)
		}
		if s := l.hostSection(walls, days); len(s.rows) > 0 || !b.stray && len(d.Sessions) == 0 {
			sections = append(sections, s)
		}
	}
	return sections
}

// walls gives the zones of the columns on one of the host's days: no wall
// twice.
func (l *layout) walls(host schedule.Zone) []schedule.Zone {
	var walls []schedule.Zone
	for _, z := range l.Zones {
		if z.IsZero() {
			z = host
		}
		if !slices.ContainsFunc(walls, z.Equal) {
			walls = append(walls, z)
		}
	}
	return walls
}

func (l *layout) hostSection(walls []schedule.Zone, days []schedule.HostDay) section {
	day := days[0].Day
	s := section{head: l.hostHead(walls, days)}
	s.zones = l.zonesLine(walls, instantOf(walls[0], days[0].Items, day.Date))
	if !timed(days[0].Items) {
		walls = walls[:1] // one column says "all day" as well as many
	}
	s.columns = l.columns(walls)
	shown := schedule.Date{}
	for n := range days[0].Items {
		v := &days[0].Items[n]
		if l.hidden(v) {
			continue
		}
		var row []cell
		if l.dated {
			row = append(row, l.dateCell(v.Start.Date, &shown))
		}
		for c := range walls {
			row = append(row, l.clocks(&days[c].Items[n], day.Date))
		}
		s.rows = append(s.rows, append(row, l.programme(v), l.notes(v.Slot.Session)))
	}
	return s
}

// hidden reports what has no row of its own: breaks that are left out, and
// parallel sessions, which stand in their parent's row.
func (l *layout) hidden(v *schedule.View) bool {
	return v.Slot.Parent >= 0 || l.OmitBreaks && v.Slot.Session.Kind == schedule.Break
}

// hostHead says which day it is and what its hours are on each wall:
// "1일차 (11.18. 22:30 ~ 11.19. 08:00)".
func (l *layout) hostHead(walls []schedule.Zone, days []schedule.HostDay) string {
	day := days[0].Day
	label := l.text(day.Label)
	if days[0].Opens.IsZero() {
		date := l.loc.Date(day.Date, datefmt.Day)
		if label == "" {
			return date
		}
		return label + " (" + date + ")"
	}
	spans := make([]string, len(days))
	for c, d := range days {
		spans[c] = l.loc.Span(d.Opens, d.Closes, l.style)
		if len(days) > 1 {
			spans[c] = l.loc.City(walls[c].String()) + " " + spans[c]
		}
	}
	if label == "" && len(l.tl.Agenda.Days) > 1 && days[0].Index >= 0 {
		label = l.loc.DayLabel(days[0].Index + 1)
	}
	if label == "" {
		return strings.Join(spans, between)
	}
	return label + " (" + strings.Join(spans, between) + ")"
}

// columns gives the headings.
func (l *layout) columns(walls []schedule.Zone) []string {
	var heads []string
	if l.dated {
		heads = append(heads, l.loc.Word(datefmt.WordDate))
	}
	if len(walls) == 1 {
		heads = append(heads, l.loc.Word(datefmt.WordTime))
	} else {
		for _, z := range walls {
			heads = append(heads, l.loc.City(z.String()))
		}
	}
	return append(heads, l.loc.Word(datefmt.WordProgramme), l.loc.Word(datefmt.WordNotes))
}

// zonesLine names the walls, their offsets at an instant and how far each is
// from the first: "Panama UTC−05:00 · Seoul UTC+09:00, +14 h".
func (l *layout) zonesLine(walls []schedule.Zone, at time.Time) string {
	parts := make([]string, len(walls))
	for i, z := range walls {
		parts[i] = l.loc.Zone(z.String(), z.Offset(at))
		if i > 0 {
			parts[i] += ", " + l.loc.Difference(z.Offset(at)-walls[0].Offset(at))
		}
	}
	return strings.Join(parts, between)
}

// instantOf gives the instant that the offsets of a section are told for: its
// first timed item, or else noon.
func instantOf(z schedule.Zone, items []schedule.View, d schedule.Date) time.Time {
	for i := range items {
		if !items[i].Slot.AllDay() {
			return items[i].Slot.Start
		}
	}
	noon, _ := z.Resolve(schedule.DateTime{Date: d, Clock: 12 * schedule.Hour}, schedule.Compatible)
	return noon
}

// timed reports whether any of the items has clocks.
func timed(items []schedule.View) bool {
	return slices.ContainsFunc(items, func(v schedule.View) bool { return !v.Slot.AllDay() })
}

// dateCell writes a date where it is another than the one above.
func (l *layout) dateCell(d schedule.Date, shown *schedule.Date) cell {
	if d == *shown {
		return nil
	}
	*shown = d
	if l.loc.Lang() == "ko" {
		return cell{l.loc.Date(d, datefmt.CompactWeekday)}
	}
	return cell{l.loc.Date(d, datefmt.Short)}
}

// clocks writes when an item is, with marks where its dates are not the one
// that the rows are gathered under. A column of dates takes their place.
func (l *layout) clocks(v *schedule.View, under schedule.Date) cell {
	if v.Slot.AllDay() {
		return cell{l.loc.Word(datefmt.WordAllDay)}
	}
	start, end := v.Start.Date.DaysSince(under), v.End.Date.DaysSince(under)
	if l.dated {
		start, end = 0, v.End.Date.DaysSince(v.Start.Date)
		if end == 1 && cmp.Compare(v.End.Clock, v.Start.Clock) <= 0 {
			end = 0
		}
	}
	return cell{l.loc.Clocks(v.Start.Clock, v.End.Clock, start, end)}
}
