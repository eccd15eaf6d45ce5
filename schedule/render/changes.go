package render

import (
	"cmp"
	"slices"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// ChangesOptions say for whom changes are told. Nil and the zero
// ChangesOptions are ready.
type ChangesOptions struct {
	// Who is a participant who wants to know of their own sessions only, and to
	// be told if none of them has changed; empty: everything is told.
	Who schedule.ID
	// Langs are the reader's languages, best first; empty: those of Who, else the
	// agenda's first.
	Langs []schedule.Lang
	// Zones are the walls on which times are told, in this order. The zero Zone
	// stands for the wall that a session is written on. Empty: that wall and the
	// zone of Who, else the agenda's Also.
	Zones []schedule.Zone
}

// ready gives the options with every default filled in.
func (o *ChangesOptions) ready(a *schedule.Agenda) ChangesOptions {
	var r ChangesOptions
	if o != nil {
		r = *o
	}
	zones := a.Also
	if i := slices.IndexFunc(a.Participants, func(p schedule.Participant) bool { return p.ID == r.Who }); r.Who != "" && i >= 0 {
		if len(r.Langs) == 0 {
			r.Langs = a.Participants[i].Langs
		}
		if z := a.Participants[i].Zone; !z.IsZero() {
			zones = []schedule.Zone{z}
		}
	}
	r.Langs = (&Options{Langs: r.Langs}).ready(a).Langs
	if len(r.Zones) == 0 {
		r.Zones = append([]schedule.Zone{{}}, zones...)
	}
	return r
}

// report is what has changed, before any notation.
type report struct {
	lang     schedule.Lang
	colon    string
	title    string
	versions string
	sections []reportSection
	closing  []string
}

// reportSection is what has changed on a day; the first has no heading and what
// is not of a day.
type reportSection struct {
	day   int // as dayOf has it
	head  string
	items []reportItem
}

// reportItem is a thing with what has become of it; a day needs no name under
// its own heading.
type reportItem struct {
	name  string
	facts []fact
}

// fact is one change of a thing: "Room", "A → B".
type fact struct{ label, value string }

// teller makes a report.
type teller struct {
	ChangesOptions
	loc      datefmt.Locale
	changes  *schedule.Changes
	old, new *layout                            // for the words of both agendas
	sessions map[*layout]map[schedule.ID]string // their titles
	report   report
	byDay    map[int]int // places in report.sections
	// named is the thing whose facts are gathered, to be told under one name.
	named thing
}

// thing names what changes are of.
type thing struct {
	of       schedule.Subject
	old, new int
	id       schedule.ID
	session  *schedule.Session // one without an ID
}

func newTeller(c *schedule.Changes, o *ChangesOptions) *teller {
	r := o.ready(c.New.Agenda)
	t := &teller{ChangesOptions: r, loc: datefmt.For(r.Langs...), changes: c, byDay: make(map[int]int)}
	if r.Who != "" {
		t.changes = c.Only(func(s *schedule.Session) bool { return s.Involves(r.Who) })
	}
	t.old, t.new = newLayoutOf(c.Old, t.Langs), newLayoutOf(c.New, t.Langs)
	t.sessions = map[*layout]map[schedule.ID]string{t.old: t.old.sessionTitles(), t.new: t.new.sessionTitles()}
	return t
}

func newReport(c *schedule.Changes, o *ChangesOptions) *report {
	t := newTeller(c, o)
	t.head()
	for i := range t.changes.List {
		t.tell(&t.changes.List[i])
	}
	slices.SortStableFunc(t.report.sections, func(a, b reportSection) int { return cmp.Compare(a.day, b.day) })
	t.close()
	return &t.report
}

func newLayoutOf(tl *schedule.Timeline, langs []schedule.Lang) *layout {
	l := &layout{Options: Options{Langs: langs}, tl: tl, loc: datefmt.For(langs...), style: datefmt.Short}
	l.names = newNames(tl.Agenda, langs)
	return l
}

// head writes the title and the versions: "Version 1.0 → 1.1".
func (t *teller) head() {
	a, b := t.changes.Old.Agenda, t.changes.New.Agenda
	t.report.lang, t.report.colon = t.loc.Lang(), colon(t.loc)
	t.report.title = t.new.text(b.Title)
	if a.Revision != b.Revision {
		t.report.versions = t.loc.Word(datefmt.WordVersion) + " " + fromTo(a.Revision, b.Revision)
	}
	if t.Who != "" {
		t.report.title += between + cmp.Or(t.new.names.people[t.Who], t.old.names.people[t.Who], string(t.Who))
	}
}

// dayOf tells under which day a change is listed: that of the later agenda, or
// after these that of the earlier one; -1: none.
func (t *teller) dayOf(c *schedule.Change) int {
	switch {
	case c.Of != schedule.OfDay && c.Of != schedule.OfSession:
		return -1
	case c.NewIndex >= 0:
		return c.NewIndex
	}
	return len(t.changes.New.Agenda.Days) + c.OldIndex
}

// section gives the section of a change, with a heading if it is of a day.
func (t *teller) section(one *schedule.Change) *reportSection {
	day := t.dayOf(one)
	i, ok := t.byDay[day]
	if !ok {
		i = len(t.report.sections)
		t.byDay[day] = i
		t.report.sections = append(t.report.sections, reportSection{day: day, head: t.heading(one, day)})
	}
	return &t.report.sections[i]
}

func (t *teller) heading(one *schedule.Change, day int) string {
	if day == -1 {
		return ""
	}
	l, i := t.new, one.NewIndex
	if i < 0 {
		l, i = t.old, one.OldIndex
	}
	return l.dayHead(i)
}

// dayHead writes a day's label and date.
func (l *layout) dayHead(i int) string {
	d := &l.tl.Agenda.Days[i]
	head := l.loc.Date(d.Date, datefmt.Day)
	if label := l.text(d.Label); label != "" {
		head = label + " (" + head + ")"
	}
	return head
}

// tell adds a change to the thing it is of.
func (t *teller) tell(one *schedule.Change) {
	facts := t.facts(one)
	if len(facts) == 0 {
		return
	}
	s := t.section(one)
	at := thing{one.Of, one.OldIndex, one.NewIndex, one.ID, nil}
	if one.Of == schedule.OfSession && one.ID == "" {
		at.session = cmp.Or(one.New, one.Old).Session
	}
	if len(s.items) == 0 || at != t.named {
		t.named = at
		s.items = append(s.items, reportItem{name: t.name(one)})
	}
	last := &s.items[len(s.items)-1]
	last.facts = append(last.facts, facts...)
}

// name names the thing that a change is of, as it is called now.
func (t *teller) name(one *schedule.Change) string {
	l := t.new
	if one.NewIndex < 0 || one.Of == schedule.OfSession && one.New == nil {
		l = t.old
	}
	switch one.Of {
	case schedule.OfParticipant:
		return cmp.Or(l.names.people[one.ID], string(one.ID))
	case schedule.OfRoom:
		return cmp.Or(l.names.rooms[one.ID], string(one.ID))
	case schedule.OfTrack:
		return cmp.Or(l.names.tracks[one.ID], string(one.ID))
	case schedule.OfDay:
		return ""
	case schedule.OfSession:
		return cmp.Or(l.text(cmp.Or(one.New, one.Old).Session.Title), t.loc.Kind(cmp.Or(one.New, one.Old).Session.Kind))
	}
	return t.report.title
}

// close says what is not affected.
func (t *teller) close() {
	switch {
	case t.Who != "" && len(t.report.sections) == 0:
		t.report.closing = append(t.report.closing, t.loc.Word(datefmt.WordNotAffected))
	case len(t.report.sections) == 0:
		t.report.closing = append(t.report.closing, t.loc.Word(datefmt.WordNoChange))
	}
	if n := len(t.changes.Unchanged); n > 0 {
		t.report.closing = append(t.report.closing, t.labelled(datefmt.WordUnchanged, t.unchanged(n)))
	}
}

// unchanged names a reader's own sessions that stay as they are, and else says
// how many these are.
func (t *teller) unchanged(n int) string {
	if t.Who == "" {
		return itoa(n)
	}
	list := make([]string, n)
	for i, s := range t.changes.Unchanged {
		list[i] = t.new.text(s.Session.Title)
	}
	return t.new.list(list)
}

func (t *teller) labelled(w datefmt.Word, value string) string {
	return t.loc.Word(w) + colon(t.loc) + value
}
