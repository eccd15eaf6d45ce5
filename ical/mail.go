package ical

import (
	"slices"
	"strings"

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

// A mailNews is a change: a sentence, or what has changed and how.
type mailNews struct {
	text, how string
	shown     bool // how is told by the table too
}

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
	before := w.m.before(w.v)
	was := before.find(w.m.unit.key)
	if was == nil {
		was = before.find(eventKey{w.m.unit.key.uid, ""})
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
		was := w.m.before(w.v).find(w.m.event.key)
		if w.m.event.Status == schedule.Tentative || was != nil && was.Status == schedule.Tentative {
			n = mailNews{text: l.Change(schedule.ChangeStatus), how: l.Status(w.m.event.Status)}
		}
	case DifferentDelegate:
		n = mailNews{text: l.Word(datefmt.WordDeclined), how: w.declined()}
	case DifferentTitle:
		n = mailNews{text: l.Change(schedule.ChangeRetitled), how: fromTo(w.former("SUMMARY"), w.f.title)}
	}
	return n
}

// declined names those who have declined, with their addresses.
func (w *mailWriter) declined() string {
	var names []string
	for _, who := range w.m.declined {
		name := who.who.Email
		if own := flatText(w.v.voice(w.m.to).texts.in(who.who.Name).Text); own != "" {
			name = own + " <" + name + ">"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}
