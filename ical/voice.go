package ical

import (
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// A voice is how a file speaks where it does not quote the agenda: the words
// and formats of one language. Each text is made once; there are as many as
// the agenda has dates, clocks, zones and the like, however many events.
type voice struct {
	locale datefmt.Locale
	lang   schedule.Lang
	// join, link and the like stand before a value, with their colon.
	join, link, notes, track, countries, localTime string
	joinWord                                       string
	colon, comma                                   string                    // before a value, between values
	glue                                           string                    // between a date and its clock
	toClock, toDate                                string                    // between two clocks, two dates with clocks
	roles                                          [len(roleOrder)][2]string // before one, before several

	kinds     map[schedule.Kind]string
	dates     map[schedule.Date]string
	clocks    map[schedule.Clock]string
	places    map[zoneOffset]string
	marks     map[int]string
	parallels map[int]string
	lengths   map[time.Duration]string
}

type zoneOffset struct {
	zone   schedule.Zone
	offset int
}

// roleOrder is the order in which a description lists people.
var roleOrder = [...]schedule.RoleKind{
	schedule.Chair, schedule.Moderator, schedule.Speaker,
	schedule.Panelist, schedule.Interpreter, schedule.Attendee,
}

// voiceIn gives the voice of the first of langs that there are words for, and
// the English one if there are none.
func voiceIn(langs []schedule.Lang) voice {
	l := datefmt.For(langs...)
	v := voice{
		locale: l, lang: l.Lang(), colon: ": ", comma: ", ",
		kinds:     map[schedule.Kind]string{},
		dates:     map[schedule.Date]string{},
		clocks:    map[schedule.Clock]string{},
		places:    map[zoneOffset]string{},
		marks:     map[int]string{},
		parallels: map[int]string{},
		lengths:   map[time.Duration]string{},
	}
	switch v.lang {
	case "fr":
		v.colon = " : "
	case "ja", "zh":
		v.colon, v.comma = "：", "、"
	}
	v.setLabels()
	v.setSeparators()
	return v
}

func (v *voice) setLabels() {
	label := func(w datefmt.Word) string { return v.locale.Word(w) + v.colon }
	v.joinWord = v.locale.Word(datefmt.WordWatch)
	v.join, v.link, v.notes = label(datefmt.WordWatch), label(datefmt.WordLink), label(datefmt.WordNotes)
	v.track, v.countries = label(datefmt.WordTrack), label(datefmt.WordCountries)
	v.localTime = label(datefmt.WordLocalTime)
	for i, as := range roleOrder {
		v.roles[i] = [2]string{v.locale.Role(as, 1) + v.colon, v.locale.Role(as, 2) + v.colon}
	}
}

// setSeparators takes what stands between dates and clocks out of samples.
func (v *voice) setSeparators() {
	d := schedule.Date{Year: 2021, Month: time.November, Day: 18}
	from := schedule.DateTime{Date: d}
	to := schedule.DateTime{Date: d.AddDays(1)}
	midnight := v.locale.Clock(0, 0)
	date := func(d schedule.Date) string { return v.locale.Date(d, datefmt.Full) }
	within := func(sample, before, after string) string {
		return strings.TrimSuffix(strings.TrimPrefix(sample, before), after)
	}
	v.toClock = within(v.locale.Clocks(0, 0, 0, 0), midnight, midnight)
	v.glue = within(v.locale.Span(from, from, datefmt.Full), date(from.Date), midnight+v.toClock+midnight)
	v.toDate = within(v.locale.Span(from, to, datefmt.Full), date(from.Date)+v.glue+midnight, date(to.Date)+v.glue+midnight)
}

// role stands before the names of n people who do the same in a session.
func (v *voice) role(as, n int) string {
	if n == 1 {
		return v.roles[as][0]
	}
	return v.roles[as][1]
}

// kept gives the text of a key, which is made if it is new.
func kept[K comparable](made map[K]string, key K, text func(K) string) string {
	s, ok := made[key]
	if !ok {
		s = text(key)
		made[key] = s
	}
	return s
}

func (v *voice) kind(k schedule.Kind) string { return kept(v.kinds, k, v.locale.Kind) }

// date writes a date in full, and what parts it from a clock.
func (v *voice) date(d schedule.Date) string {
	return kept(v.dates, d, func(d schedule.Date) string { return v.locale.Date(d, datefmt.Full) + v.glue })
}

func (v *voice) clock(c schedule.Clock) string {
	return kept(v.clocks, c, func(c schedule.Clock) string { return v.locale.Clock(c, 0) })
}

// place labels a zone at an offset: " (Panama UTC−05:00)".
func (v *voice) place(z schedule.Zone, offset int) string {
	return kept(v.places, zoneOffset{z, offset}, func(k zoneOffset) string {
		return " (" + v.locale.Zone(k.zone.String(), k.offset) + ")"
	})
}

// mark is the mark of part n: ① and so on.
func (v *voice) mark(n int) string {
	return kept(v.marks, n, func(n int) string { return v.locale.Mark(n, datefmt.Circled) })
}

// parallel says how many sessions there are at one time.
func (v *voice) parallel(n int) string { return kept(v.parallels, n, v.locale.Parallel) }

// length writes how long something takes, "1 h 30 min": a difference without
// its sign.
func (v *voice) length(d time.Duration) string {
	return kept(v.lengths, d, func(d time.Duration) string {
		return strings.TrimPrefix(v.locale.Difference(int(d/time.Second)), "+")
	})
}
