package render

import (
	"cmp"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// htmlData is what the page's script needs beyond the page itself.
type htmlData struct {
	Title    string              `json:"title"`
	URL      string              `json:"url,omitempty"`
	Host     string              `json:"host"`               // the agenda's zone
	Columns  []string            `json:"columns"`            // the zones of the columns; "": the day's own
	From     int64               `json:"from"`               // the zone data hold from here
	To       int64               `json:"to"`                 // to here
	Zones    htmlZones           `json:"zones"`              //
	Dates    map[string][]string `json:"dates"`              // full, in a column, in a span
	Sep      string              `json:"sep"`                // between two clocks
	Glue     string              `json:"glue"`               // between a date and a clock
	RangeSep string              `json:"rangeSep"`           // between two dates with clocks
	Hour     string              `json:"hour"`               // units behind a number
	Minute   string              `json:"minute"`             //
	Unspaced bool                `json:"unspaced,omitempty"` // no space between 2 h and 30 min
	AllDay   string              `json:"allDay"`
	Calendar string              `json:"calendar,omitempty"` // where the calendar file lies
	W        map[string]string   `json:"w"`
}

func (m *htmlMaker) data() htmlData {
	a := m.tl.Agenda
	d := htmlData{
		Title: m.page.Title.Text, URL: m.page.URL, Host: a.Zone.String(), Columns: []string{},
		Sep: m.separator(), AllDay: m.loc.Word(datefmt.WordAllDay), Dates: m.dates(), W: map[string]string{},
		Hour: m.unit(3600), Minute: m.unit(60),
	}
	d.Unspaced = !strings.Contains(m.loc.Difference(3660)[1:], m.unit(3600)+" ")
	d.Glue, d.RangeSep = m.glue()
	for _, key := range scriptWords {
		d.W[key] = m.page.W[key]
	}
	if m.o.Calendar == nil {
		d.Calendar = safeURL(m.o.CalendarURL)
	}
	var zones []schedule.Zone
	for i := range m.columns {
		d.Columns = append(d.Columns, m.columns[i].Zone.String())
		zones = append(zones, m.columns[i].zones...)
	}
	for i := range a.Days {
		zones = append(zones, a.ZoneOf(&a.Days[i]))
	}
	if !m.page.Timed {
		return d
	}
	db := cmp.Or(a.Zone.Database(), tzdb.Pinned())
	m.page.Tzdb = strings.ReplaceAll(m.page.W["tzdb"], "#", db.Version())
	d.From, d.To = m.from.Unix(), m.to.Unix()
	d.Zones = newHTMLZones(db, zones, m.from, m.to, m.loc)
	return d
}

// unit gives what follows the number of a unit.
func (m *htmlMaker) unit(seconds int) string {
	return strings.TrimPrefix(m.loc.Difference(seconds), "+1")
}

// glue gives what stands between a date and its clock, and between two of them.
func (m *htmlMaker) glue() (glue, between string) {
	first := schedule.DateTime{Date: schedule.Date{Year: 2021, Month: 11, Day: 18}, Clock: 10 * schedule.Hour}
	last := schedule.DateTime{Date: first.Date.AddDays(1), Clock: 20 * schedule.Hour}
	span := m.loc.Span(first, last, m.style)
	span = strings.TrimPrefix(span, m.loc.Date(first.Date, m.style))
	glue, span, _ = strings.Cut(span, "10:00")
	between, _, _ = strings.Cut(span, m.loc.Date(last.Date, m.style))
	return glue, between
}

// dates names each date on which something starts or ends anywhere on Earth.
func (m *htmlMaker) dates() map[string][]string {
	names := map[string][]string{}
	add := func(d schedule.Date) {
		for n := -1; n <= 1; n++ {
			day := d.AddDays(n)
			key := day.String()
			if _, ok := names[key]; ok || !day.IsValid() {
				continue
			}
			names[key] = []string{m.loc.Date(day, datefmt.Full), m.dateName(day)}
			if span := m.loc.Date(day, m.style); span != names[key][1] {
				names[key] = append(names[key], span)
			}
		}
	}
	for _, i := range m.shown {
		s := &m.tl.Slots[i]
		if s.AllDay() {
			add(s.From)
			continue
		}
		add(schedule.DateOf(s.Start))
		add(schedule.DateOf(s.End))
	}
	for day := range m.tl.Agenda.Days {
		if opens, closes := m.hoursOf(&hostBlock{day: day}); !opens.IsZero() {
			add(schedule.DateOf(opens))
			add(schedule.DateOf(closes))
		}
	}
	return names
}
