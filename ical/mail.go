package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// mailFacts are what the mail of an invitation says, in words of its language. Text
// and page are made of them alike.
type mailFacts struct {
	lang     schedule.Lang
	kind     mailKind
	label    string     // what it is: "Invitation"
	changes  []mailNews // what is new; never empty
	agenda   string     // what it is part of
	from     string     // whose it is
	title    string
	clocks   []mailClock // the reader's first
	dates    *mailDates  // of a series
	rows     []mailRow   // further facts
	prose    string      // everything else, in paragraphs
	colon    string
	before   string // stands before what was
	whenText string // in place of clocks, of whole dates
	day      string // of one occurrence, behind the title
}

// mailKind is what a mail is about.
type mailKind int

const (
	mailNew mailKind = iota
	mailChange
	mailCancel
)

// A mailClock is when something is on one wall, and when it was if that is another
// time.
type mailClock struct {
	city, offset string
	now, was     mailSpan
}

// A mailNews is a change: a sentence, or what has changed and how.
type mailNews struct {
	text, how string
	shown     bool // how is told by the table too
}

// wall names the wall: its city, and its offset there.
func (c *mailClock) wall() string { return strings.TrimSpace(c.city + " " + c.offset) }

// A mailSpan is a date and clocks; both days are in the clock where they differ. Short
// is all of it with the date abbreviated.
type mailSpan struct{ date, clock, short string }

func (s mailSpan) String() string { return strings.TrimSpace(s.date + " " + s.clock) }

// A mailRow is a fact with its label, and what it was before if that is known.
type mailRow struct{ label, now, was string }

// mailDates are the next dates of a series, on each of the walls.
type mailDates struct {
	label string
	rule  string // in words; empty: there are none in this language
	walls []string
	list  [][]string
	more  int
}

// maxMailDates is how many dates of a series a mail tells.
const maxMailDates = 12

// mailFacts gives what the mail of a message says.
func (v *inviter) mailFacts(m *planned, d *draft) *mailFacts {
	voice := &v.voices[""].voice
	texts := &v.voices[""].texts
	if m.unit != nil {
		voice, texts = &v.voice(m.to).voice, &v.voice(m.to).texts
	}
	f := &mailFacts{
		lang: d.lang, title: d.title, prose: d.text, colon: voice.colon, before: voice.locale.Word(datefmt.WordBefore),
		agenda: texts.in(v.tl.Agenda.Title).Text, from: texts.in(v.from.Name).Text,
	}
	if m.unit != nil && !m.unit.isSeries() { // the clock is told above
		f.prose = textIn(v.untimed(m), "DESCRIPTION")
	}
	w := &mailWriter{v: v, m: m, f: f, voice: voice, spoken: d.lang == v.voices[""].voice.lang}
	w.times()
	w.place(d.where)
	w.changes()
	return f
}

// untimed gives what is said of a message without the clocks.
func (v *inviter) untimed(m *planned) *component {
	e := v.voice(m.to)
	e.untimed = true
	c := described("VEVENT", e, func() { v.describeUnit(m.unit, e, v.seriesOf(m)) })
	e.untimed = false
	return c
}

func (v *inviter) seriesOf(m *planned) *recurring {
	if m.unit.isSeries() || m.unit.series != nil {
		return v.recurring(m.unit, m.to)
	}
	return nil
}

// A mailWriter puts facts into words.
type mailWriter struct {
	v      *inviter
	m      *planned
	f      *mailFacts
	voice  *voice
	spoken bool // the file, which knows what was, is in the reader's language
}

// times tells when it is and was.
func (w *mailWriter) times() {
	now, was := w.v.timesOf(w.m), w.v.formerTimesOf(w.m)
	switch {
	case now.IsZero():
	case w.m.unit != nil && w.m.unit.isSeries():
		w.dates()
	case now.AllDay():
		w.f.whenText = w.voice.locale.DateRange(now.From, now.Through, datefmt.Full)
		if w.m.event.Recurrence != "" || w.m.unit != nil && w.m.unit.series != nil {
			w.f.day = w.voice.locale.Date(now.From, datefmt.Short)
		}
	default:
		for _, z := range w.walls(&now.Slot) {
			c := mailClock{city: w.voice.locale.City(z.String()), offset: w.voice.locale.Offset(z.Offset(now.Start)), now: w.span(z, now)}
			if w.m.method == MethodRequest && !was.IsZero() && !was.AllDay() && (!was.Start.Equal(now.Start) || !was.End.Equal(now.End)) {
				c.was = w.span(z, was)
			}
			if c.city == c.offset { // UTC
				c.offset = ""
			}
			w.f.clocks = append(w.f.clocks, c)
		}
		if w.m.event.Recurrence != "" || w.m.unit != nil && w.m.unit.series != nil {
			w.f.day = w.voice.locale.Date(w.walls(&now.Slot)[0].Wall(now.Start).Date, datefmt.Short)
		}
	}
}

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
	if was := v.was.find(m.unit.key); was != nil {
		return publishedTimes(was)
	}
	master := v.was.find(eventKey{m.unit.key.uid, ""})
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

func (w *mailWriter) place(where string) {
	row := mailRow{label: w.voice.locale.Word(datefmt.WordRoom), now: where}
	if slices.Contains(w.m.changes, DifferentPlace) {
		row.was = w.former("LOCATION")
	}
	if row.now != "" {
		w.f.rows = append(w.f.rows, row)
	}
}

// former gives what the file said, if that is in the reader's language.
func (w *mailWriter) former(name string) string {
	if !w.spoken || w.m.unit == nil {
		return ""
	}
	was := w.v.was.find(w.m.unit.key)
	if was == nil {
		was = w.v.was.find(eventKey{w.m.unit.key.uid, ""})
	}
	if was == nil {
		return ""
	}
	return textIn(was.ev.c, name)
}

// changes tells what is new.
func (w *mailWriter) changes() {
	f := w.f
	say := func(word datefmt.Word) { f.changes = append(f.changes, mailNews{text: w.voice.locale.Word(word)}) }
	switch {
	case w.m.method == MethodCancel:
		f.kind, f.label = mailCancel, w.voice.locale.Status(schedule.Cancelled)
		if w.m.unit != nil && w.m.unit.was == nil && slices.Contains(w.m.changes, DifferentGone) {
			say(datefmt.WordNotInvited)
		} else {
			say(datefmt.WordCalledOff)
		}
	case slices.Contains(w.m.changes, DifferentNew), slices.Contains(w.m.changes, DifferentNothing):
		f.kind, f.label = mailNew, w.voice.locale.Word(datefmt.WordInvitation)
		say(datefmt.WordInvited)
	default:
		f.kind, f.label = mailChange, w.voice.locale.Word(datefmt.WordUpdate)
		for _, change := range w.m.changes {
			if news := w.change(change); news.text != "" {
				f.changes = append(f.changes, news)
			}
		}
		if len(f.changes) == 0 {
			say(datefmt.WordDetails)
		}
	}
}

// change tells one change; zero: the details say it.
func (w *mailWriter) change(d Difference) (n mailNews) {
	l := w.voice.locale
	switch d {
	case DifferentTime:
		if len(w.f.clocks) == 0 || w.f.clocks[0].was == (mailSpan{}) {
			return n
		}
		c := &w.f.clocks[0]
		n = mailNews{l.Word(datefmt.WordTimeChange), c.was.short + " → " + c.now.short, true}
		if c.was.date == c.now.date && c.now.date != "" {
			n.how = c.was.short + " → " + c.now.clock
		}
		n.how += " (" + c.wall() + ")"
	case DifferentPlace:
		n = mailNews{text: l.Word(datefmt.WordRoom), how: "–"}
		if len(w.f.rows) > 0 {
			n.how = fromTo(w.f.rows[0].was, w.f.rows[0].now)
		}
	case DifferentStatus:
		n.text = l.Change(schedule.ChangeReinstated)
		was := w.v.was.find(w.m.event.key)
		if w.m.event.Status == schedule.Tentative || was != nil && was.Status == schedule.Tentative {
			n = mailNews{text: l.Change(schedule.ChangeStatus), how: l.Status(w.m.event.Status)}
		}
	case DifferentTitle:
		n = mailNews{text: l.Change(schedule.ChangeRetitled), how: fromTo(w.former("SUMMARY"), w.f.title)}
	}
	return n
}

// fromTo tells what was, if that is known, and what is.
func fromTo(was, now string) string {
	if was == "" || was == now {
		return now
	}
	return was + " → " + now
}

// sentence tells a change in one line.
func (n mailNews) sentence(colon string) string {
	if n.how == "" {
		return n.text
	}
	return n.text + colon + n.how
}

// subject gives the Subject: what it is, and of what. Of one occurrence it tells the
// date.
func (f *mailFacts) subject() string {
	subject := f.label + f.colon + f.title
	if f.day != "" {
		subject += " – " + f.day
	}
	return subject
}

// plain gives the text of a mail.
func (f *mailFacts) plain() string {
	var b strings.Builder
	line := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
		b.WriteByte('\n')
	}
	for _, n := range f.changes {
		line(n.sentence(f.colon))
	}
	line()
	line(f.title)
	if f.whenText != "" {
		line(f.whenText)
	}
	for _, c := range f.clocks {
		line(c.now.String(), " (", c.wall(), ")")
	}
	f.plainDates(line)
	for _, r := range f.rows {
		line(r.label, f.colon, r.now)
	}
	if f.prose != "" {
		line()
		line(f.prose)
	}
	if f.agenda != "" {
		line()
		line(f.agenda, " · ", f.from)
	}
	return b.String()
}

func (f *mailFacts) plainDates(line func(...string)) {
	d := f.dates
	if d == nil {
		return
	}
	if d.rule != "" {
		line(d.rule)
	}
	line()
	for _, row := range d.list {
		parts := []string{"• "}
		for i, cell := range row {
			if i > 0 {
				parts = append(parts, " · ")
			}
			parts = append(parts, cell)
			if i < len(d.walls) {
				parts = append(parts, " (", d.walls[i], ")")
			}
		}
		line(parts...)
	}
	if d.more > 0 {
		line("… +", strconv.Itoa(d.more))
	}
	if len(f.rows) > 0 {
		line()
	}
}
