package schedule_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/teambition/rrule-go"
)

// upstream makes a rule of rrule-go on a wall read as UTC.
func upstream(t testing.TB, rule string, start time.Time) *rrule.RRule {
	t.Helper()
	option := must(rrule.StrToROption(rule))
	option.Dtstart = start
	return must(rrule.NewRRule(*option))
}

// trusted reports whether rrule-go v1.8.2 is known to answer a rule, and to
// answer it rightly. What is left out is told by [TestUpstreamDefects].
func trusted(r schedule.Rule) bool {
	days := len(r.ByDay) + len(r.ByYearDay) + len(r.ByMonthDay)
	numbered, plain := false, false
	for _, d := range r.ByDay {
		numbered, plain = numbered || d.N != 0, plain || d.N == 0
		if d.N < -4 || d.N > 4 {
			return false // panics in months
		}
	}
	switch {
	case r.Freq > schedule.Daily && (r.Interval > 1 || len(r.BySetPos) > 0):
		return false // may not return
	case r.Freq > schedule.Daily && days+len(r.ByMonth)+len(r.ByHour)+len(r.ByMinute) > 0:
		return false // walks to what limits it
	case numbered && plain:
		return false // takes both for limits
	case len(r.ByWeekNo) > 0 && (days == 0 || r.Interval > 1 || len(r.BySetPos) > 0):
		return false // all seven days, calendar years
	case r.Freq == schedule.Weekly && len(r.BySetPos) > 0:
		return false // counts from the start
	}
	return true
}

// once drops repeated values, which rrule-go answers twice, and what it cannot
// read.
func once(r schedule.Rule) schedule.Rule {
	for _, list := range []*[]int{&r.ByHour, &r.ByMinute, &r.BySecond} {
		seen := map[int]bool{}
		var unique []int
		for _, n := range *list {
			if n = min(n, 59); !seen[n] {
				seen[n] = true
				unique = append(unique, n)
			}
		}
		*list = unique
	}
	return r
}

// TestRulesAgainstUpstream compares random rules with rrule-go, where it is
// right, on a wall without changes.
func TestRulesAgainstUpstream(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	compared := 0
	for range 600 {
		rule, days := randomRule(r)
		rule = once(rule)
		start := time.Date(1995+r.IntN(30), 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(366*24)) * time.Hour)
		before := start.AddDate(0, 0, days)
		got := seriesWalls(t, rule, start, before)
		if !trusted(rule) || len(got) < 2 { // it would look for more to the year 9999
			continue
		}
		rule.Count = 0
		text := rule.String()
		want := upstream(t, text, start).Between(start, before.Add(-time.Second), true)
		if len(want) == 0 || !want[0].Equal(start) {
			want = append([]time.Time{start}, want...) // rrule-go does not count a start that the rule does not give
		}
		if len(got) < len(want) {
			want = want[:len(got)] // COUNT
		}
		compared++
		if diff := firstDifference(got, want); diff != "" {
			t.Errorf("%s from %s: %s", text, wallAt(start), diff)
		}
	}
	if compared < 150 {
		t.Errorf("only %d rules were compared", compared)
	}
}

// TestUpstreamDefects pins what rrule-go v1.8.2 does wrong, and what we answer.
// Where it fails, the defect is gone, and [trusted] may trust more.
func TestUpstreamDefects(t *testing.T) {
	tests := map[string]struct {
		start, rule string
		theirs      string
		ours        string
	}{
		"a repeated value is answered twice": {"2021-05-25T09:00", "FREQ=DAILY;BYHOUR=9,9",
			"2021-05-25T09:00 2021-05-25T09:00 2021-05-26T09:00", "2021-05-25T09:00 2021-05-26T09:00 2021-05-27T09:00"},
		"a week of the year without a day has seven": {"2021-05-25T09:00", "FREQ=YEARLY;BYWEEKNO=21",
			"2021-05-25T09:00 2021-05-26T09:00 2021-05-27T09:00", "2021-05-25T09:00 2022-05-24T09:00 2023-05-23T09:00"},
		"the years of weeks are calendar years": {"2024-01-01T09:00", "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
			"2024-01-01T09:00 2024-12-30T09:00 2028-01-03T09:00", "2024-01-01T09:00 2025-12-29T09:00 2028-01-03T09:00"},
		"the second position of the first week is lost": {"2021-05-27T09:00", "FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=2",
			"2021-06-03T09:00 2021-06-10T09:00 2021-06-17T09:00", "2021-05-27T09:00 2021-06-03T09:00 2021-06-10T09:00"},
		"a start that the rule does not give is dropped": {"2021-05-25T09:00", "FREQ=WEEKLY;BYDAY=WE",
			"2021-05-26T09:00 2021-06-02T09:00 2021-06-09T09:00", "2021-05-25T09:00 2021-05-26T09:00 2021-06-02T09:00"},
		"a date as UNTIL leaves its day out": {"2021-05-25T09:00", "FREQ=DAILY;UNTIL=20210526",
			"2021-05-25T09:00", "2021-05-25T09:00 2021-05-26T09:00"},
		"a number in a weekly BYDAY is dropped": {"2021-05-25T09:00", "FREQ=WEEKLY;BYDAY=2TU",
			"2021-05-25T09:00 2021-06-01T09:00 2021-06-08T09:00", "FREQ=MONTHLY or FREQ=YEARLY"},
		"COUNT=0 is endless": {"2021-05-25T09:00", "FREQ=DAILY;COUNT=0",
			"2021-05-25T09:00 2021-05-26T09:00 2021-05-27T09:00", "COUNT=0 is not a number"},
		"COUNT and UNTIL go together": {"2021-05-25T09:00", "FREQ=DAILY;COUNT=5;UNTIL=20210526T090000Z",
			"2021-05-25T09:00 2021-05-26T09:00", "exclude each other"},
		"BYSETPOS may be alone": {"2021-05-25T09:00", "FREQ=MONTHLY;BYSETPOS=1",
			"2021-05-25T09:00 2021-06-25T09:00 2021-07-25T09:00", "BYSETPOS picks from another list"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			start := wall(t, test.start)
			next := upstream(t, test.rule, utcOf(start)).Iterator()
			var theirs []string
			for range 3 {
				if at, ok := next(); ok {
					theirs = append(theirs, wallAt(at).String())
				}
			}
			equal(t, "rrule-go: "+test.rule, strings.Join(theirs, " "), test.theirs)
			if ours := firstWalls(test.rule, start, 3); !strings.Contains(ours, test.ours) {
				t.Errorf("%s gives %s, want %s", test.rule, ours, test.ours)
			}
		})
	}
}

// firstWalls gives the first wall times of a rule, or its fault.
func firstWalls(rule string, start schedule.DateTime, n int) string {
	s, err := (&schedule.Repeat{Rule: rule}).From(start, schedule.Zone{})
	if err != nil {
		return err.Error()
	}
	var walls []string
	for o, err := range s.All(context.Background()) {
		if walls = append(walls, o.Start().String()); err != nil || len(walls) == n {
			break
		}
	}
	return strings.Join(walls, " ")
}

// TestUpstreamLosesDays: rrule-go counts days at midnights that a zone may
// skip.
func TestUpstreamLosesDays(t *testing.T) {
	option := must(rrule.StrToROption("FREQ=DAILY;COUNT=4"))
	option.Dtstart = time.Date(2026, 9, 4, 10, 0, 0, 0, location(t, "America/Santiago"))
	var days []string
	for _, at := range must(rrule.NewRRule(*option)).All() {
		days = append(days, at.Format("01-02"))
	}
	equal(t, "days of rrule-go in Santiago", strings.Join(days, " "), "09-04 09-05 09-05 09-07")
}

// TestUpstreamPanics: legal rules that make rrule-go panic.
func TestUpstreamPanics(t *testing.T) {
	for _, rule := range []string{
		"FREQ=MONTHLY;BYDAY=10MO", "FREQ=MONTHLY;BYDAY=53MO", "FREQ=MONTHLY;BYDAY=-6MO",
		"FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO", "FREQ=MONTHLY;INTERVAL=9223372036854775807",
	} {
		panics := func() (panics bool) {
			defer func() { panics = recover() != nil }()
			next := upstream(t, rule, time.Date(2021, 5, 25, 9, 0, 0, 0, time.UTC)).Iterator()
			next()
			next()
			return false
		}()
		if !panics {
			t.Errorf("rrule-go does not panic on %s any more", rule)
		}
	}
}

// TestUpstreamRefuses: legal rules that rrule-go does not read.
func TestUpstreamRefuses(t *testing.T) {
	for _, rule := range []string{
		"freq=daily;count=2", "FREQ=DAILY;COUNT=2;", "FREQ=MINUTELY;BYSECOND=60", "FREQ=DAILY;X-VENDOR=1", "RSCALE=GREGORIAN;FREQ=DAILY",
	} {
		option, err := rrule.StrToROption(rule)
		if err == nil {
			_, err = rrule.NewRRule(*option)
		}
		if err == nil {
			t.Errorf("rrule-go reads %s now", rule)
		}
		if _, err := schedule.ParseRule(rule); err != nil {
			t.Errorf("%s: %v", rule, err)
		}
	}
}

// hangs are legal rules on which rrule-go does not return. None gives anything.
var hangs = []string{
	"FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "FREQ=HOURLY;INTERVAL=2;BYHOUR=10",
	"FREQ=MINUTELY;INTERVAL=60;BYMINUTE=30", "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30",
}

// TestUpstreamHangs runs rrule-go in processes of their own, which end by
// themselves when a defect is gone. We tell at once that there is nothing.
func TestUpstreamHangs(t *testing.T) {
	if rule := os.Getenv("PLENARIA_HANG"); rule != "" {
		upstream(t, rule, time.Date(2021, 5, 25, 9, 0, 0, 0, time.UTC)).Iterator()()
		fmt.Println("returned")
		return
	}
	for _, rule := range hangs {
		t.Run(rule, func(t *testing.T) {
			_, err := (&schedule.Repeat{Rule: rule}).From(wall(t, "2021-05-25T09:00"), schedule.Zone{})
			if err == nil || !strings.Contains(err.Error(), "gives no occurrence") {
				t.Errorf("From: %v", err)
			}
			ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
			defer cancel()
			cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestUpstreamHangs$")
			cmd.Env = append(os.Environ(), "PLENARIA_HANG="+rule)
			if out, _ := cmd.CombinedOutput(); bytes.Contains(out, []byte("returned")) {
				t.Errorf("rrule-go returns from %s now", rule)
			}
		})
	}
}
