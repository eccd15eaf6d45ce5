package peers

import (
	"context"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// rules are compared in New York from 2026-01-05 09:00 on. Neither library is
// wrong in them.
var rules = []struct{ name, rule string }{
	{"weekly", "FREQ=WEEKLY"},
	{"BYSETPOS", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},
}

const occurrences = 10_000

var start = schedule.DateTime{Date: schedule.Date{Year: 2026, Month: time.January, Day: 5}, Clock: 9 * schedule.Hour}

func newYork(t testing.TB) schedule.Zone {
	t.Helper()
	z, err := schedule.ZoneIn(tzdb.Pinned(), "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// series parses a rule, which is part of what is measured.
func series(t testing.TB, rule string, z schedule.Zone) *schedule.Series {
	s, err := (&schedule.Repeat{Rule: rule}).From(start, z)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func theirs(t testing.TB, rule string, loc *time.Location) *rrule.RRule {
	o, err := rrule.StrToROptionInLocation(rule, loc)
	if err != nil {
		t.Fatal(err)
	}
	o.Dtstart = time.Date(2026, 1, 5, 9, 0, 0, 0, loc)
	r, err := rrule.NewRRule(*o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func location(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// first gives the first n occurrences, or fewer where the rule has no more.
func first(t testing.TB, s *schedule.Series, n int, each func(time.Time)) int {
	i := 0
	for o, err := range s.All(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		each(o.At)
		if i++; i == n {
			break
		}
	}
	return i
}

func theirFirst(r *rrule.RRule, n int, each func(time.Time)) int {
	next := r.Iterator()
	for i := range n {
		at, ok := next()
		if !ok {
			return i
		}
		each(at)
	}
	return n
}

var sink time.Time

func keep(at time.Time) { sink = at }

// TestRepeat: the first occurrences, which are compared, are the same. Far dates
// are left out: rrule-go ends after 290 years, and knows other rules of zones.
func TestRepeat(t *testing.T) {
	z, loc := newYork(t), location(t)
	for _, c := range rules {
		var ours []time.Time
		first(t, series(t, c.rule, z), 100, func(at time.Time) { ours = append(ours, at) })
		if c.name == "BYSETPOS" {
			ours = ours[1:] // the start itself, which the rule does not give
		}
		i := 0
		theirFirst(theirs(t, c.rule, loc), len(ours), func(at time.Time) {
			if !at.Equal(ours[i]) {
				t.Errorf("%s, occurrence %d: %v, rrule-go %v", c.name, i, ours[i], at)
			}
			i++
		})
	}
}

func BenchmarkRepeat(b *testing.B) {
	z, loc := newYork(b), location(b)
	for _, c := range rules {
		b.Run(c.name+"/plenaria", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if n := first(b, series(b, c.rule, z), occurrences, keep); n != occurrences {
					b.Fatal(n)
				}
			}
		})
		b.Run(c.name+"/rrule-go", func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = theirFirst(theirs(b, c.rule, loc), occurrences, keep)
			}
			b.ReportMetric(float64(n), "occurrences")
		})
	}
}

// BenchmarkRepeatFar asks for one week, 50 years after the start.
func BenchmarkRepeatFar(b *testing.B) {
	z, loc := newYork(b), location(b)
	from := time.Date(2076, 6, 1, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 7)
	b.Run("plenaria", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for _, err := range series(b, "FREQ=DAILY", z).Between(context.Background(), from, to) {
				if err != nil {
					b.Fatal(err)
				}
				n++
			}
			if n != 7 {
				b.Fatal(n)
			}
		}
	})
	b.Run("rrule-go", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if n := len(theirs(b, "FREQ=DAILY", loc).Between(from, to, true)); n != 7 {
				b.Fatal(n)
			}
		}
	})
}
