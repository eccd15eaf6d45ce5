package agendafile_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// generator makes agendas that a file can hold, most of them nonsense.
type generator struct {
	*rand.Rand
	t     testing.TB
	langs []schedule.Lang
}

// maybe is true once in n times.
func (g *generator) maybe(n int) bool { return g.IntN(n) == 0 }

func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

// some makes a list of less than n, nil if it is empty.
func some[T any](g *generator, n int, make func() T) (list []T) {
	for range g.IntN(n) {
		list = append(list, make())
	}
	return list
}

// awkward are texts that a reader of YAML may take for something else.
var awkward = []string{
	"", "no", "NO", "Y", "on", "~", "null", "true", "22:30", "08:30-09:00", "010", "1.2", "1e3", "0x1F", "2021-11-18",
	"+1", "-", "- a", "a: b", "a #b", "#a", "a:", ":a", "? a", "[a]", "{a: b}", "a, b", "&a", "*a", "!a", "|", ">", "@a", "`a`",
	"%a", "\"a\"", "'a'", "it's", "a\\b", " a", "a ", "a\nb", "a\n\n b\n", "\na", "a\n", "a\tb", "\ta", "a\r\nb", "한국어, 그리고", "개회사",
	"e\u0301", "👩‍👩‍👧", "\u2028", "\u0085", "\ufeff", "\u0000", "\u001b", "\ufffd", "\U0010ffff", "<<", "=", ".inf", "...", "---",
	"a\n  b\nc", "first line\nsecond: line\n# third", "ends with a space \nb", "=SUM(A1)", "'=1", "@x", "-", ";", "a;b", "id_ko",
}

func (g *generator) string() string {
	if g.maybe(3) {
		return pick(g, awkward...)
	}
	var b strings.Builder
	for range g.IntN(60) {
		b.WriteString(pick(g, "a", "e", "n", "S", " ", "ó", "발", "표", ", ", ": ", "-", "\"", "9", "#", "\n"))
	}
	return b.String()
}

func (g *generator) id() schedule.ID {
	return schedule.ID(pick(g, "a", "no", "010", "kim", "개회", "s-1", "x.y", "true", "2021-11-18", "e1"))
}

func (g *generator) optionalID() schedule.ID {
	if g.maybe(2) {
		return ""
	}
	return g.id()
}

func (g *generator) text() (t schedule.Text) {
	if len(g.langs) == 0 && g.maybe(2) {
		return schedule.Text{{Text: g.string()}}
	}
	langs := []schedule.Lang{"es", "en", "ko", "pt-BR", "zh-Hant", "no", "geo"}
	g.Shuffle(len(langs), func(i, j int) { langs[i], langs[j] = langs[j], langs[i] })
	for _, lang := range langs[:g.IntN(4)] {
		t = append(t, schedule.Translation{Lang: lang, Text: g.string()})
	}
	return t
}

func (g *generator) zone() schedule.Zone {
	if g.maybe(2) {
		return schedule.Zone{}
	}
	return zone(g.t, pick(g, "America/Panama", "Asia/Seoul", "America/New_York", "UTC", "Africa/Cairo", "Pacific/Apia"))
}

func (g *generator) date() schedule.Date { return date(2026, 1, 1).AddDays(g.IntN(800)) }

func (g *generator) clock() schedule.Clock {
	return schedule.Clock(pick(g, 0, g.IntN(48*3600), g.IntN(48*60)*60, g.IntN(24*4)*900))
}

func (g *generator) offset() schedule.Offset {
	if g.maybe(4) {
		return pick(g, offset("-05:00"), offset("+00:00"), offset("+09:30:15"))
	}
	return schedule.Offset{}
}

func (g *generator) wall() schedule.DateTime {
	return schedule.DateTime{Date: g.date(), Clock: g.clock()}
}

func (g *generator) agenda() *schedule.Agenda {
	g.langs = pick(g, nil, []schedule.Lang{"es"}, []schedule.Lang{"en", "ko"})
	a := &schedule.Agenda{
		ID: g.optionalID(), Title: g.text(), Zone: g.zone(), Langs: g.langs, URL: g.string(), Domain: g.string(),
		Organizer: g.optionalID(), Revision: g.string(),
		Days: some(g, 4, g.day),
	}
	for _, z := range some(g, 3, g.zone) {
		if !z.IsZero() {
			a.Also = append(a.Also, z)
		}
	}
	seen := map[schedule.ID]bool{}
	for range g.IntN(4) {
		id := g.id()
		if seen[id] {
			continue
		}
		seen[id] = true
		a.Participants = append(a.Participants, schedule.Participant{
			ID: id, Name: g.text(), Kind: pick(g, "", schedule.Person, schedule.Delegation), Country: pick(g, "", "NO", "KR"),
			Org: g.optionalID(), Email: g.string(), Zone: g.zone(), Langs: some(g, 2, func() schedule.Lang { return "no" }),
		})
		a.Rooms = append(a.Rooms, schedule.Room{ID: id, Name: g.text(), Address: g.string(),
			Geo: pick(g, nil, &schedule.Geo{Lat: g.Float64()*180 - 90, Lon: -179.125})})
		a.Tracks = append(a.Tracks, schedule.Track{ID: id, Name: g.text()})
	}
	return a
}

func (g *generator) day() schedule.Day {
	d := schedule.Day{Date: g.date(), Label: g.text(), Zone: g.zone(), Room: g.optionalID()}
	if g.maybe(2) {
		d.Opens, d.Closes = g.clock(), g.clock()
	}
	d.Sessions = some(g, 6, func() schedule.Session { return g.session(d.Date, false) })
	return d
}

func (g *generator) session(day schedule.Date, parallel bool) schedule.Session {
	s := schedule.Session{
		ID: g.optionalID(), Kind: pick(g, "", schedule.Talk, schedule.Break, schedule.Milestone), Status: pick(g, "", schedule.Confirmed, schedule.Cancelled),
		Title: g.text(), Note: g.text(), Zone: g.zone(), Room: g.optionalID(), Track: g.optionalID(),
		Countries: some(g, 3, func() string { return pick(g, "NO", "PA", "KR") }), Link: g.string(), StreamURL: g.string(),
		Roles: some(g, 5, g.role),
	}
	if g.maybe(4) {
		s.Abstract = g.text()
		s.Parts = some(g, 4, func() schedule.Part {
			return schedule.Part{Title: g.text(), Note: g.text(), Roles: some(g, 3, g.role), Length: time.Duration(g.IntN(3)*g.IntN(9999)) * time.Second}
		})
	}
	switch {
	case g.maybe(5):
		s.Through = pick(g, day, g.date())
	case parallel && g.maybe(2):
	default:
		s.Start, s.End, s.EndZone = g.clock(), g.clock(), g.zone()
		s.Offset, s.EndOffset = g.offset(), g.offset()
		if g.maybe(5) && (!parallel || s.Start != 0 || s.End != 0) {
			s.EndDate = g.date()
		}
	}
	if g.maybe(5) {
		s.Repeat = g.repeat(&s)
	}
	if !parallel && g.maybe(4) {
		s.Parallel = some(g, 3, func() schedule.Session { return g.session(day, true) })
	}
	return s
}

func (g *generator) role() schedule.Role {
	return schedule.Role{Who: g.id(), As: pick(g, schedule.Speaker, schedule.Chair, schedule.Attendee)}
}

func (g *generator) repeat(s *schedule.Session) *schedule.Repeat {
	wall := func() schedule.DateTime {
		w := g.wall()
		if g.maybe(2) {
			w.Clock = s.Start
		}
		return w
	}
	rule := func() string { return pick(g, "FREQ=DAILY;UNTIL=20261231", "FREQ=WEEKLY;COUNT=4", g.string()) }
	r := &schedule.Repeat{
		Rule: pick(g, "", "FREQ=WEEKLY;COUNT=4"), Rules: some(g, 2, rule), ExceptRules: some(g, 2, rule),
		Except: some(g, 3, wall), Also: some(g, 3, wall),
		Periods: some(g, 2, func() schedule.Period { return schedule.Period{Start: wall(), End: wall()} }),
	}
	for range g.IntN(2) {
		m := schedule.Move{From: wall(), Onward: g.maybe(2), Cancelled: g.maybe(3)}
		if !m.Cancelled {
			m.To = wall()
			m.End = pick(g, schedule.DateTime{}, wall())
		}
		r.Moved = append(r.Moved, m)
	}
	return r
}
