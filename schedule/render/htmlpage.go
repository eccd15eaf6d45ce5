package render

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// htmlPage is what the template shows.
type htmlPage struct {
	Lang              string // of the page's own words
	Class             string
	Title             htmlText
	Dates, ZonesLine  string
	Organizer         *htmlText
	Revision          string
	Policy            string
	Style             template.CSS
	Script            template.JS
	StyleURL          string
	ScriptURL         string
	URL               string
	Pages             []htmlPageLink
	Feeds             []htmlFeed
	W                 map[string]string
	Filters           []htmlFilter
	Sections          []htmlSection
	Phases            []htmlPhase
	Data              htmlData
	Calendar          string
	LD                any
	Timed             bool // some session has clocks
	Notes             bool // some session has a note
	Dated             bool // a column of dates stands before a single column of clocks
	Rooms             bool // sessions take place in two rooms or more
	ByDate            bool
	Selectable        bool
	Tzdb              string
	Program, NotesTop string
	DateTop, TimeTop  string
}

// htmlText is a text with its language, where that is not the page's.
type htmlText struct {
	Text, Lang string
	Foreign    bool
}

type htmlPageLink struct {
	Lang, Name, URL string
	Here            bool
}

type htmlFeed struct {
	Name, URL, Lang string
	Subscribe       *subscription
}

// htmlPhase is a part of a day in the legend of the strips.
type htmlPhase struct{ Class, Name, Hours string }

// htmlMaker is what the making of a page knows.
type htmlMaker struct {
	layout
	o       HTMLOptions
	page    *htmlPage
	columns []htmlColumn
	people  map[schedule.ID]*schedule.Participant
	rooms   map[schedule.ID]*schedule.Room
	tracks  map[schedule.ID]schedule.Text
	// shown are the indices of the slots on the page, by which the calendar
	// file is cut; row is the place of a slot in it.
	shown []int
	row   map[int]int
	keys  map[schedule.Zone]string // see clockKey
	// times are the clocks of a section that are written already, and sep what
	// stands between two of them.
	times  map[clocksKey][]htmlClocks
	sep    string
	buffer []byte // for what is written next
	// from and to are the time of which the page carries zone data.
	from, to time.Time
}

func newHTMLPage(tl *schedule.Timeline, o *HTMLOptions) (*htmlPage, error) {
	if o == nil {
		o = &HTMLOptions{}
	}
	m := &htmlMaker{o: *o, keys: make(map[schedule.Zone]string)}
	m.layout = layout{Options: o.ready(tl.Agenda), tl: tl, style: datefmt.Short}
	m.loc = htmlLocale(m.Langs)
	m.names = newNames(tl.Agenda, m.Langs)
	m.views = hostViews{tl, make(map[schedule.Zone][]schedule.HostDay)}
	if m.loc.Lang() == "ko" {
		m.style = datefmt.Compact
	}
	m.sep = m.separator()
	m.dated = len(m.Zones) == 1 && !m.Zones[0].IsZero()
	m.choose()
	m.page = &htmlPage{Lang: m.loc.String(), W: wordsOf(m.loc)}
	m.page.Timed = slices.ContainsFunc(m.shown, func(i int) bool { return !m.tl.Slots[i].AllDay() })
	m.columns = m.newColumns()
	m.head()
	m.links()
	m.page.Sections = m.sections()
	m.page.Filters = m.filters()
	m.page.Data = m.data()
	m.page.LD = m.jsonLD()
	return m.page, m.calendar()
}

// choose finds the slots that are shown, the time they take, and what things
// are called.
func (m *htmlMaker) choose() {
	m.row = make(map[int]int, len(m.tl.Slots))
	for i := range m.tl.Slots {
		s := &m.tl.Slots[i]
		if m.OmitBreaks && s.Session.Kind == schedule.Break || m.o.Keep != nil && !m.o.Keep(s) {
			continue
		}
		m.row[i] = len(m.shown)
		m.shown = append(m.shown, i)
		m.stretch(s)
	}
	m.from, m.to = m.from.Add(-48*time.Hour), m.to.Add(48*time.Hour)
	a := m.tl.Agenda
	m.people = make(map[schedule.ID]*schedule.Participant, len(a.Participants))
	for i := range a.Participants {
		m.people[a.Participants[i].ID] = &a.Participants[i]
	}
	m.rooms = make(map[schedule.ID]*schedule.Room, len(a.Rooms))
	for i := range a.Rooms {
		m.rooms[a.Rooms[i].ID] = &a.Rooms[i]
	}
	m.tracks = make(map[schedule.ID]schedule.Text, len(a.Tracks))
	for i := range a.Tracks {
		m.tracks[a.Tracks[i].ID] = a.Tracks[i].Name
	}
}

// stretch makes the time from from to to hold a slot.
func (m *htmlMaker) stretch(s *schedule.Slot) {
	start, end := s.Start, s.End
	if s.AllDay() {
		start, end = midnight(s.From), midnight(s.Through.AddDays(1))
	}
	if m.from.IsZero() || start.Before(m.from) {
		m.from = start
	}
	if end.After(m.to) {
		m.to = end
	}
}

// midnight gives the start of a date in UTC.
func midnight(d schedule.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// head fills in what is said once.
func (m *htmlMaker) head() {
	p, a := m.page, m.tl.Agenda
	p.Title = m.html(a.Title)
	p.Dates = m.allDates()
	if a.Revision != "" {
		p.Revision = strings.ReplaceAll(p.W["revision"], "#", a.Revision)
	}
	p.Policy = HTMLPolicy(&m.o)
	p.URL = absolute("", cmp.Or(m.o.URL, a.URL))
	p.Notes = slices.ContainsFunc(m.shown, func(i int) bool { return !m.tl.Slots[i].Session.Note.IsZero() })
	p.Dated, p.ByDate = m.dated && m.By == ByHost, m.By == ByDate
	p.DateTop, p.TimeTop = m.loc.Word(datefmt.WordDate), m.loc.Word(datefmt.WordTime)
	p.Program, p.NotesTop = m.loc.Word(datefmt.WordProgramme), m.loc.Word(datefmt.WordNotes)
	if who := m.people[a.Organizer]; who != nil {
		name := m.html(who.Name)
		p.Organizer = &name
	}
	for i, key := range []string{"night", "early", "work", "evening"} {
		from := dayPhases[i].from
		to := dayPhases[(i+1)%len(dayPhases)].from
		p.Phases = append(p.Phases, htmlPhase{dayPhases[i].class, p.W[key], fmt.Sprintf("%02d–%02d", from, to)})
	}
	if p.StyleURL = safeURL(m.o.StyleURL); p.StyleURL == "" {
		p.Style = template.CSS(HTMLStyle())
	}
	if p.ScriptURL = safeURL(m.o.ScriptURL); p.ScriptURL == "" {
		p.Script = template.JS(HTMLScript())
	}
	p.ZonesLine = m.zonesOfPage()
	p.Class = m.classes()
}

// classes tell the style sheet how many columns and rows there are.
func (m *htmlMaker) classes() string {
	var list []string
	if m.page.Dated {
		list = append(list, "dated")
	}
	switch n := len(m.columns); {
	case n > 5:
		list = append(list, "crowd")
	case n > 3:
		list = append(list, "many")
	}
	if len(m.shown) > 400 {
		list = append(list, "large")
	}
	return strings.Join(list, " ")
}

// zonesOfPage names the walls and how far they are from each other, where that
// does not change from day to day.
func (m *htmlMaker) zonesOfPage() string {
	at := slices.IndexFunc(m.shown, func(i int) bool { return !m.tl.Slots[i].AllDay() })
	if at < 0 || len(m.columns) > 3 || m.several() && m.Zones[0].IsZero() {
		return ""
	}
	parts := make([]string, len(m.columns))
	t := m.tl.Slots[m.shown[at]].Start
	for i := range m.columns {
		c := &m.columns[i]
		parts[i] = c.cities(m.loc) + " " + m.loc.Offset(c.Zone.Offset(t))
		if i > 0 {
			parts[i] += ", " + m.loc.Difference(c.Zone.Offset(t)-m.columns[0].Zone.Offset(t))
		}
	}
	return strings.Join(parts, between)
}

// links fills in what lies beside the page.
func (m *htmlMaker) links() {
	p, here := m.page, m.page.Lang
	if len(m.Langs) > 0 { // the page's own words may be in another one
		here = string(m.Langs[0])
	}
	for _, link := range m.o.Pages {
		if url := safeURL(link.URL); url != "" {
			p.Pages = append(p.Pages, htmlPageLink{
				Lang: string(link.Lang), Name: cmp.Or(link.Name, languageName(link.Lang)), URL: url,
				Here: strings.EqualFold(string(link.Lang), here),
			})
		}
	}
	if len(p.Pages) == 1 && p.Pages[0].Here {
		p.Pages = nil
	}
	for _, link := range m.o.Feeds {
		if url := safeURL(link.URL); url != "" {
			name := cmp.Or(link.Name, p.Title.Text)
			p.Feeds = append(p.Feeds, htmlFeed{name, url, string(link.Lang), subscribe(absolute(p.URL, url), name)})
		}
	}
	p.Selectable = m.o.Calendar != nil || safeURL(m.o.CalendarURL) != ""
}

// calendar checks the calendar file, so that nobody gets another's session.
func (m *htmlMaker) calendar() error {
	if m.o.Calendar == nil {
		return nil
	}
	n := bytes.Count(m.o.Calendar, []byte("\nBEGIN:VEVENT\r\n"))
	if n != len(m.shown) {
		return fmt.Errorf("%w: it has %d events, the page has %d sessions; write both with the same breaks and the same Keep", ErrCalendar, n, len(m.shown))
	}
	m.page.Calendar = string(m.o.Calendar)
	return nil
}

// html gives a text in the reader's language with that language, where it is
// another than the page's. An empty one says that it is not known.
func (m *htmlMaker) html(t schedule.Text) htmlText {
	tr := t.In(m.Langs...)
	return htmlText{tr.Text, string(tr.Lang), !strings.EqualFold(string(tr.Lang), m.loc.String())}
}
