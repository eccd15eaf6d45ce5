package schedule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
)

// told writes changes, one a line.
func told(c *schedule.Changes) string {
	var b strings.Builder
	for _, one := range c.List {
		fmt.Fprintf(&b, "%s %s", one.Kind, one.Of)
		switch {
		case one.ID != "":
			fmt.Fprintf(&b, " %s", one.ID)
		case one.Of == schedule.OfSession:
			slot := one.New
			if slot == nil {
				slot = one.Old
			}
			fmt.Fprintf(&b, " (%s)", slot.Session.Title.Original())
		case one.Of == schedule.OfDay:
			fmt.Fprintf(&b, " %d → %d", one.OldIndex, one.NewIndex)
		}
		for _, part := range []struct {
			format string
			show   bool
			value  any
		}{
			{" at %v", !one.Occurrence.IsZero(), one.Occurrence}, {" %v", len(one.Fields) > 0, one.Fields},
			{" with %v", len(one.With) > 0, one.With}, {" +%v", len(one.Came) > 0, one.Came}, {" -%v", len(one.Left) > 0, one.Left},
		} {
			if part.show {
				fmt.Fprintf(&b, part.format, part.value)
			}
		}
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestDiff(t *testing.T) {
	speaks := func(s schedule.Session, who ...schedule.ID) schedule.Session {
		for _, id := range who {
			s.Roles = append(s.Roles, schedule.Role{Who: id, As: schedule.Speaker})
		}
		return s
	}
	inRoom := func(s schedule.Session, room schedule.ID) schedule.Session { s.Room = room; return s }
	parallel := func(s schedule.Session, more ...schedule.Session) schedule.Session { s.Parallel = more; return s }
	bare := func(id schedule.ID) schedule.Session { return schedule.Session{ID: id, Title: in("en", string(id))} }
	pause := func(clocks string) schedule.Session {
		s := item("", clocks)
		s.Kind, s.Title = schedule.Break, in("en", "Break")
		return s
	}
	inZone := func(s schedule.Session, name string) schedule.Session { s.Zone = zone(t, name); return s }
	days := func(sessions ...schedule.Session) []schedule.Day {
		return []schedule.Day{day("2026-11-18", sessions...)}
	}
	repeat := func(s schedule.Session, rule string, except ...string) schedule.Session {
		s.Repeat = &schedule.Repeat{Rule: rule}
		for _, w := range except {
			s.Repeat.Except = append(s.Repeat.Except, dateTime(w))
		}
		return s
	}
	tests := map[string]struct {
		before, after []schedule.Day
		want          string
	}{
		"nothing":            {days(item("a", "09:00-10:00")), days(item("a", "09:00-10:00")), ""},
		"later, and as long": {days(item("a", "09:00-10:00")), days(item("a", "09:15-10:15")), "moved session a"},
		"later, and shorter": {days(item("a", "09:00-10:00")), days(item("a", "09:15-10:00")), "moved session a\nshorter session a"},
		"across midnight":    {days(item("a", "23:00-23:30")), days(item("a", "24:30-25:00")), "moved session a"},
		"25:00 on the day before, or 01:00 on the next, is the same time of another day": {
			[]schedule.Day{day("2026-11-18", item("a", "25:00-26:00")), day("2026-11-19", item("b", "09:00-10:00"))},
			[]schedule.Day{day("2026-11-18"), day("2026-11-19", item("a", "01:00-02:00"), item("b", "09:00-10:00"))}, "details session a [day]"},
		"to another day": {
			[]schedule.Day{day("2026-11-18", item("a", "09:00-10:00"), item("b", "10:00-11:00")), day("2026-11-19", item("c", "09:00-10:00"))},
			[]schedule.Day{day("2026-11-18", item("a", "09:00-10:00")), day("2026-11-19", item("c", "09:00-10:00"), item("b", "10:00-11:00"))}, "moved session b"},
		"a day put off": {
			[]schedule.Day{day("2026-11-18", item("a", "09:00-10:00")), day("2026-11-19", item("b", "09:00-10:00"))},
			[]schedule.Day{day("2026-11-19", item("a", "09:00-10:00")), day("2026-11-20", item("b", "09:00-10:00"))},
			"moved day 0 → 0\nmoved day 1 → 1\nmoved session a\nmoved session b"},
		"the same instant on another wall":   {days(item("a", "09:00-10:00")), days(inZone(item("a", "15:00-16:00"), "Europe/Madrid")), "rezoned session a"},
		"the same clock on another wall":     {days(item("a", "09:00-10:00")), days(inZone(item("a", "09:00-10:00"), "Europe/Madrid")), "shifted session a"},
		"another name of the zone is none":   {days(inZone(item("a", "09:00-10:00"), "Asia/Calcutta")), days(inZone(item("a", "09:00-10:00"), "Asia/Kolkata")), ""},
		"clocks become whole days":           {days(item("a", "09:00-10:00")), days(schedule.Session{ID: "a", Title: in("en", "a"), Through: date("2026-11-18")}), "moved session a"},
		"faulty clocks are compared as such": {days(item("a", "09:00-10:00")), days(with(item("a", "09:00-10:00"), func(s *schedule.Session) { s.Start = -1 })), "moved session a"},
		"swapped": {days(item("a", "09:00-10:00"), item("b", "10:00-11:00")), days(item("b", "09:00-10:00"), item("a", "10:00-11:00")),
			"swapped session b with [a]\nswapped session a with [b]"},
		"swapped, of different lengths": {days(item("a", "09:00-09:30"), item("b", "09:30-10:15")), days(item("b", "09:00-09:45"), item("a", "09:45-10:15")),
			"swapped session b with [a]\nswapped session a with [b]"},
		"three in a circle are no swap": {days(item("a", "09:00-10:00"), item("b", "10:00-11:00"), item("c", "11:00-12:00")),
			days(item("b", "09:00-10:00"), item("c", "10:00-11:00"), item("a", "11:00-12:00")), "moved session b\nmoved session c\nmoved session a"},
		"the swapped one is the one in the room": {
			days(inRoom(item("a", "09:00-10:00"), "r1"), inRoom(item("b", "09:00-10:00"), "r2"), inRoom(item("c", "10:00-11:00"), "r2"), inRoom(item("d", "10:00-11:00"), "r1")),
			days(inRoom(item("a", "10:00-11:00"), "r1"), inRoom(item("b", "10:00-11:00"), "r2"), inRoom(item("c", "09:00-10:00"), "r2"), inRoom(item("d", "09:00-10:00"), "r1")),
			"swapped session a with [d]\nswapped session b with [c]\nswapped session c with [b]\nswapped session d with [a]"},
		"people": {days(speaks(item("a", "09:00-10:00"), "kim", "lee")), days(speaks(item("a", "09:00-10:00"), "lee", "ana")),
			"people session a +[{ana speaker}] -[{kim speaker}]"},
		"another order of people": {days(speaks(item("a", "09:00-10:00"), "kim", "lee")), days(speaks(item("a", "09:00-10:00"), "lee", "kim")), "people session a"},
		"a room that the day had": {[]schedule.Day{{Date: date("2026-11-18"), Room: "r", Sessions: []schedule.Session{item("a", "09:00-10:00")}}},
			[]schedule.Day{{Date: date("2026-11-18"), Room: "r", Sessions: []schedule.Session{inRoom(item("a", "09:00-10:00"), "r")}}}, ""},
		"split": {days(inRoom(item("p", "09:00-10:00"), "r")), days(parallel(inRoom(item("p", "09:00-10:00"), "r"), inRoom(bare("q"), "s"))),
			"split session p with [q]\nadded session q"},
		"merged": {days(parallel(item("p", "09:00-10:00"), bare("q"), bare("r"))), days(item("p", "09:00-10:00")),
			"merged session p with [q r]\nremoved session q\nremoved session r"},
		"a session of its own becomes a parallel one": {days(item("p", "09:00-10:00"), item("q", "09:00-10:00")), days(parallel(item("p", "09:00-10:00"), bare("q"))),
			"split session p with [q]\nregrouped session q with [p]"},
		"breaks without an ID: one moved, one renamed, one gone": {days(pause("09:00-09:15"), pause("11:00-11:15"), pause("13:00-13:15")),
			days(pause("09:00-09:15"), with(pause("13:00-13:15"), func(s *schedule.Session) { s.Title = in("en", "Lunch") })),
			"retitled session (Lunch)\nremoved session (Break)"},
		"another order in the list": {days(item("a", "09:00-10:00"), item("b", "09:00-10:00"), item("c", "10:00-11:00")), days(item("b", "09:00-10:00"), item("a", "09:00-10:00"), item("c", "10:00-11:00")), "reordered day 0 → 0"},
		"removed ones stand behind what is left of their day": {
			[]schedule.Day{day("2026-11-18", item("a", "09:00-10:00"), item("b", "10:00-11:00")), day("2026-11-19", item("c", "09:00-10:00"))},
			[]schedule.Day{day("2026-11-18", item("b", "10:00-11:10")), day("2026-11-19", item("d", "09:00-10:00"), item("c", "09:00-10:10"))},
			"longer session b\nremoved session a\nadded session d\nlonger session c"},
		"two sessions of one ID, a fault":       {days(item("a", "09:00-10:00"), item("a", "10:00-11:00")), days(item("a", "09:00-10:00"), item("a", "10:15-11:15")), "moved session a"},
		"a series at another clock is one move": {days(repeat(item("a", "09:00-10:00"), "FREQ=WEEKLY;COUNT=3")), days(repeat(item("a", "10:00-11:00"), "FREQ=WEEKLY;COUNT=3")), "moved session a"},
		"a series that begins a week later keeps its dates": {days(repeat(item("a", "09:00-10:00"), "FREQ=WEEKLY;COUNT=4")),
			[]schedule.Day{day("2026-11-25", repeat(item("a", "09:00-10:00"), "FREQ=WEEKLY;COUNT=3"))},
			"moved day 0 → 0\nseries session a\nremoved session a at 2026-11-18T09:00"},
		"one of a series is left out": {days(repeat(item("a", "09:00-10:00"), "FREQ=WEEKLY;COUNT=3")),
			days(repeat(item("a", "09:00-10:00"), "FREQ=WEEKLY;COUNT=3", "2026-11-25T09:00")), "series session a\nremoved session a at 2026-11-25T09:00"},
		"a series becomes one session": {days(repeat(item("a", "09:00-10:00"), "FREQ=WEEKLY;COUNT=2")), days(item("a", "09:00-10:00")), "series session a\nremoved session a at 2026-11-25T09:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a, b := agenda(t, "America/Panama", test.before...), agenda(t, "America/Panama", test.after...)
			c := schedule.Diff(a, b)
			if diff := cmp.Diff(test.want, told(c)); diff != "" {
				t.Errorf("Diff (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(mirror(c), sortedLines(told(schedule.Diff(b, a)))); diff != "" && !strings.Contains(test.want, "at 2026") {
				t.Errorf("the way back (-mirrored +got):\n%s", diff)
			}
		})
	}
}

// TestDiffNothing compares with agendas that are not there.
func TestDiffNothing(t *testing.T) {
	a := agenda(t, "America/Panama", day("2026-11-18", item("a", "09:00-10:00")))
	if c := schedule.Diff(nil, nil); !c.IsEmpty() {
		t.Errorf("nil to nil: %s", told(c))
	}
	if got, want := kindsOf(schedule.Diff(nil, a)), "added details retitled rezoned"; got != want {
		t.Errorf("nil to an agenda: %s, want %s", got, want)
	}
	if got, want := kindsOf(schedule.Diff(a, nil)), "details removed retitled rezoned"; got != want {
		t.Errorf("an agenda to nil: %s, want %s", got, want)
	}
}

// TestDiffDatabase compares an agenda of Vancouver before and after release
// 2026b of the time-zone database, in which it stays at UTC−07:00.
func TestDiffDatabase(t *testing.T) {
	onset := utcTime(t, "2026-11-01T09:00:00Z")
	old := must(schedule.ZoneFromSpans("America/Vancouver", []schedule.Span{
		{End: onset, Offset: -7 * 3600, Abbr: "PDT", DST: true}, {Start: onset, Offset: -8 * 3600, Abbr: "PST"},
	}))
	weekly := item("weekly", "09:00-10:00")
	weekly.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=3"}
	edition := func(z schedule.Zone) *schedule.Agenda {
		a := agenda(t, "America/Panama", day("2026-10-20", item("before", "09:00-10:00"), weekly),
			day("2026-12-02", item("after", "09:00-10:00"), with(item("dates", "09:00-10:00"), func(s *schedule.Session) { s.Through = date("2026-12-03") })))
		a.Zone = z
		return a
	}
	a, b := edition(old), edition(zone(t, "America/Vancouver"))
	c := schedule.Diff(a, b)
	want := "shifted session weekly at 2026-11-03T09:00\nshifted session after"
	if got := told(c); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := c.List[1].New.Start.Sub(c.List[1].Old.Start).String(); got != "-1h0m0s" {
		t.Errorf("shifted by %s, want -1h0m0s", got)
	}
	if len(c.Unchanged) != 2 || c.Unchanged[0].Session.ID != "before" || c.Unchanged[1].Session.ID != "dates" {
		t.Errorf("%d unchanged, want before and dates", len(c.Unchanged))
	}
}

func TestDiffTimelines(t *testing.T) {
	gap := agenda(t, "America/New_York", day("2026-03-08", item("a", "02:30-04:30")))
	earlier, later := must(gap.Resolve(schedule.Earlier)), must(gap.Resolve(schedule.Later))
	if got, want := told(schedule.DiffTimelines(earlier, later)), "shifted session a\nshorter session a"; got != want {
		t.Errorf("of two policies: %q, want %q", got, want)
	}
	if got := told(schedule.DiffTimelines(later, later)); got != "" {
		t.Errorf("of one timeline: %q, want nothing", got)
	}
	if c := schedule.DiffTimelines(nil, nil); !c.IsEmpty() {
		t.Errorf("of none: %q", told(c))
	}
}

func TestChangesOnly(t *testing.T) {
	speaks := func(id schedule.ID, clocks string, who schedule.ID) schedule.Session {
		s := item(id, clocks)
		s.Parts = []schedule.Part{{Title: in("en", "part"), Roles: []schedule.Role{{Who: who, As: schedule.Speaker}}}}
		return s
	}
	a := agenda(t, "America/Panama", day("2026-11-18", speaks("a", "09:00-10:00", "kim"), speaks("b", "10:00-11:00", "lee"), speaks("c", "11:00-12:00", "ana")))
	b := agenda(t, "America/Panama", day("2026-11-18", speaks("a", "09:15-10:00", "kim"), speaks("b", "10:00-11:00", "kim"), speaks("c", "11:00-12:00", "ana")))
	b.URL = "https://example.org"
	c := schedule.Diff(a, b)
	for who, want := range map[schedule.ID]string{
		"kim": "moved session a\nshorter session a\npeople session b +[{kim speaker}] -[{lee speaker}]\nparts session b",
		"lee": "people session b +[{kim speaker}] -[{lee speaker}]\nparts session b",
		"ana": "", "nobody": "",
	} {
		mine := c.Only(func(s *schedule.Session) bool { return s.Involves(who) })
		if got := told(mine); got != want || mine.IsEmpty() != (want == "") {
			t.Errorf("%s: %s, want %s", who, got, want)
		}
		if unchanged := map[schedule.ID]int{"ana": 1}[who]; len(mine.Unchanged) != unchanged {
			t.Errorf("%s: %d unchanged, want %d", who, len(mine.Unchanged), unchanged)
		}
	}
}

// BenchmarkDiff shows the slope: 100, 1,000 and 10,000 sessions, every second of
// which has swapped its time with another, half the others a new title.
func BenchmarkDiff(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		before, after := conference(b, n, 5), conference(b, n, 5)
		for i := range after.Days {
			sessions := after.Days[i].Sessions
			for j := 0; j+1 < len(sessions); j += 2 {
				p, q := &sessions[j], &sessions[j+1]
				p.Start, p.End, q.Start, q.End = q.Start, q.End, p.Start, p.End
				p.Title = in("en", "Another talk")
			}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				schedule.Diff(before, after)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/session")
		})
	}
}
