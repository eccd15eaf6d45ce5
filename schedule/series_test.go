package schedule_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// restless are zones with gaps and overlaps at midnight, of half an hour, of
// two hours and of a whole day.
var restless = []string{
	"America/Santiago", "America/Havana", "Atlantic/Azores", "America/New_York", "Europe/Madrid", "Africa/Cairo",
	"Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia", "Africa/Casablanca",
}

// randomSeries makes a series of random rules, exceptions, further starts and
// moves near one of the changes of a zone.
func randomSeries(t testing.TB, r *rand.Rand) (repeat schedule.Repeat, start schedule.DateTime, z schedule.Zone) {
	z = zone(t, restless[r.IntN(len(restless))])
	start = z.Wall(time.Date(2011, 12, 1+r.IntN(40), r.IntN(24), 30*r.IntN(2), 0, 0, time.UTC))
	if r.IntN(2) == 0 {
		start = z.Wall(time.Date(2025, time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), 30*r.IntN(2), 0, 0, time.UTC))
	}
	rule, _ := randomRule(r)
	for rule.Freq > schedule.Hourly {
		rule, _ = randomRule(r)
	}
	rule.BySecond, rule.ByMinute = nil, []int{0, 30}
	repeat.Rule = rule.String()
	more := []string{"FREQ=DAILY;BYHOUR=0,1,2,3,23;BYMINUTE=0,30", "FREQ=HOURLY", "FREQ=MINUTELY;INTERVAL=30", "FREQ=WEEKLY;COUNT=60"}
	if r.IntN(2) == 0 {
		repeat.Rules = []string{more[r.IntN(len(more))]}
	}
	if r.IntN(4) == 0 {
		repeat.ExceptRules = []string{"FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=1,2"}
	}
	near := func() schedule.DateTime { return start.Add(time.Duration(r.IntN(2*24*200)) * 30 * time.Minute) }
	for range r.IntN(4) {
		repeat.Except = append(repeat.Except, near())
		repeat.Also = append(repeat.Also, near())
	}
	for range r.IntN(5) {
		from := near()
		if len(repeat.Also) > 0 && r.IntN(2) == 0 {
			from = repeat.Also[0]
		}
		repeat.Moved = append(repeat.Moved, schedule.Move{
			From: from, To: from.Add(time.Duration(r.IntN(200)-100) * 30 * time.Minute), Onward: r.IntN(2) == 0, Cancelled: r.IntN(4) == 0,
		})
	}
	return repeat, start, z
}

// collect takes what a series gives in a window, up to a number.
func collect(t testing.TB, s *schedule.Series, from, to time.Time, limit int) (all []schedule.Occurrence) {
	t.Helper()
	for o, err := range s.Between(context.Background(), from, to) {
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, o); len(all) == limit {
			break
		}
	}
	return all
}

// TestSeriesProperties checks random series in restless zones: the instants
// ascend, each is that of its wall time, and a window has what the whole has in
// it.
func TestSeriesProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 11))
	made, gaps, moved := 0, 0, 0
	for range 400 {
		repeat, start, z := randomSeries(t, r)
		s, err := repeat.From(start, z)
		if err != nil {
			if !errors.Is(err, schedule.ErrBarren) {
				t.Fatalf("%+v: %v", repeat, err)
			}
			continue
		}
		made++
		first := must(z.Resolve(start, schedule.Compatible))
		begin, end := first.AddDate(0, 0, -60), first.AddDate(0, 0, 200)
		whole := collect(t, s, begin, end, 1<<30)
		for i, o := range whole {
			if want := must(z.Resolve(o.Start(), schedule.Compatible)); !o.At.Equal(want) {
				t.Fatalf("%+v from %s: %s is at %s, want %s", repeat, start, o.Start(), o.At, want)
			}
			if i > 0 && !o.At.After(whole[i-1].At) {
				t.Fatalf("%+v from %s in %s: %s comes after %s", repeat, start, z, o.At, whole[i-1].At)
			}
			if o.Kind == schedule.Gap {
				gaps++
			}
			if o.Move >= 0 {
				moved++
			}
		}
		for range 10 {
			from := begin.Add(time.Duration(r.IntN(260*48)) * 30 * time.Minute)
			to := from.Add(time.Duration(r.IntN(20*48)) * 30 * time.Minute)
			want := slices.DeleteFunc(slices.Clone(whole), func(o schedule.Occurrence) bool {
				return o.At.Before(from) || !o.At.Before(to) || !o.At.Before(end)
			})
			if got := collect(t, s, from, minTime(to, end), 1<<30); !slices.Equal(got, want) {
				t.Fatalf("%+v from %s in %s, window %s to %s:\n got %v\nwant %v", repeat, start, z, from, to, got, want)
			}
		}
	}
	if made < 200 || gaps < 20 || moved < 100 {
		t.Errorf("%d series, %d occurrences in gaps, %d moved; too few", made, gaps, moved)
	}
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// TestSeriesConcurrently iterates over one series from many goroutines, with
// windows that need the end of a COUNT. It is there for the race detector.
func TestSeriesConcurrently(t *testing.T) {
	r := schedule.Repeat{
		Rule: "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1,2;COUNT=200", Rules: []string{"FREQ=YEARLY;BYWEEKNO=1,-1"},
		ExceptRules: []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=MO,TU;COUNT=20"}, Except: walls("2021-06-08T09:00"),
	}
	s := must(r.From(wall(t, "2021-05-25T09:00"), zone(t, "America/Santiago")))
	want := collect(t, s, utcTime(t, "2021-01-01T00:00:00Z"), utcTime(t, "2060-01-01T00:00:00Z"), 1<<30)
	s = must(r.From(wall(t, "2021-05-25T09:00"), zone(t, "America/Santiago")))
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			from := utcTime(t, "2021-01-01T00:00:00Z").AddDate(i, 0, 0)
			got := collect(t, s, from, utcTime(t, "2060-01-01T00:00:00Z"), 1<<30)
			rest := slices.DeleteFunc(slices.Clone(want), func(o schedule.Occurrence) bool { return o.At.Before(from) })
			if !slices.Equal(got, rest) {
				t.Errorf("from %s: %d occurrences, want %d", from, len(got), len(rest))
			}
		})
	}
	group.Wait()
}

// TestSeriesEnds: an iteration ends when its context does, and when it has
// looked at the documented number of wall times.
func TestSeriesEnds(t *testing.T) {
	stop := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	secondly := schedule.Repeat{Rule: "FREQ=SECONDLY"}
	s := must(secondly.From(wall(t, "2021-05-25T09:00"), zone(t, "Asia/Seoul")))
	n := 0
	var last error
	for o, err := range s.All(ctx) {
		if n++; n == 5000 {
			cancel(stop)
		}
		if last = err; err != nil && o != (schedule.Occurrence{Move: -1}) {
			t.Errorf("the error comes with %+v", o)
		}
	}
	if !errors.Is(last, stop) || n > 7000 {
		t.Errorf("%d occurrences, then %v; want %v soon after 5000", n, last, stop)
	}

	hidden := schedule.Repeat{Rule: "FREQ=SECONDLY", ExceptRules: []string{"FREQ=SECONDLY"}}
	s = must(hidden.From(wall(t, "2021-05-25T09:00"), schedule.Zone{}))
	n = 0
	for _, err := range s.All(context.Background()) {
		n++
		last = err
	}
	if n != 1 || !errors.Is(last, schedule.ErrTooMany) {
		t.Errorf("a series that is left out whole gives %d and %v; want ErrTooMany", n, last)
	}
}

// TestManyMoves: moves of all later occurrences do not cost more than what they
// give, wherever the window is.
func TestManyMoves(t *testing.T) {
	r := schedule.Repeat{Rule: "FREQ=DAILY"}
	start := wall(t, "2021-05-25T09:00")
	for i := range 5000 {
		from := schedule.DateTime{Date: start.Date.AddDays(i), Clock: start.Clock}
		r.Moved = append(r.Moved, schedule.Move{From: from, To: from.Add(time.Duration(i%7) * time.Hour), Onward: true})
	}
	s := must(r.From(start, zone(t, "Asia/Seoul")))
	got := collect(t, s, utcTime(t, "2030-01-01T00:00:00Z"), utcTime(t, "2030-01-08T00:00:00Z"), 1<<30)
	if len(got) != 7 {
		t.Fatalf("%d occurrences in a week, want 7", len(got))
	}
	for _, o := range got {
		if o.Start() != o.ID().Add(time.Duration(o.Move%7)*time.Hour) || r.Moved[o.Move].From != o.ID() {
			t.Errorf("%s is at %s by move %d", o.ID(), o.Start(), o.Move)
		}
	}
}
