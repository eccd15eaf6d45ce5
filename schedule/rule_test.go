package schedule_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// TestParseRule reads rules with everything in them.
func TestParseRule(t *testing.T) {
	got, err := schedule.ParseRule("FREQ=YEARLY;UNTIL=20301231T235959Z;INTERVAL=2;BYMONTH=1,7;BYYEARDAY=-1,100;BYMONTHDAY=1,-1;BYDAY=MO,2TU,-1FR;BYHOUR=9;BYMINUTE=0,30;BYSECOND=60;BYSETPOS=1,-1;WKST=SU;X-A=b c")
	want := schedule.Rule{
		Freq: schedule.Yearly, Interval: 2, WeekStart: 7,
		Until:   schedule.Until{At: wall(t, "2030-12-31T23:59:59"), Form: schedule.UntilUTC},
		ByMonth: []int{1, 7}, ByYearDay: []int{-1, 100}, ByMonthDay: []int{1, -1},
		ByDay:  []schedule.NthDay{{Day: time.Monday}, {N: 2, Day: time.Tuesday}, {N: -1, Day: time.Friday}},
		ByHour: []int{9}, ByMinute: []int{0, 30}, BySecond: []int{60}, BySetPos: []int{1, -1}, Extra: []string{"X-A=b c"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("ParseRule:\n got %+v, %v\nwant %+v", got, err, want)
	}
}

// TestRuleString writes rules in the order of RFC 5545, whatever they were
// read from.
func TestRuleString(t *testing.T) {
	tests := map[string]string{
		"FREQ=DAILY":                                "FREQ=DAILY",
		"count=4;freq=weekly;interval=01":           "FREQ=WEEKLY;COUNT=4",
		"FREQ=WEEKLY;WKST=MO;BYDAY=TU,TH;":          "FREQ=WEEKLY;BYDAY=TU,TH;WKST=MO",
		"FREQ=DAILY;UNTIL=20210601":                 "FREQ=DAILY;UNTIL=20210601",
		"FREQ=DAILY;UNTIL=20210601T090000":          "FREQ=DAILY;UNTIL=20210601T090000",
		"FREQ=DAILY;UNTIL=20210601T090000Z":         "FREQ=DAILY;UNTIL=20210601T090000Z",
		"X-A=1;BYSETPOS=-1;BYDAY=+1MO;FREQ=MONTHLY": "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=-1;X-A=1",
		"FREQ=YEARLY;RSCALE=GREGORIAN":              "FREQ=YEARLY",
	}
	for text, want := range tests {
		equal(t, text, must(schedule.ParseRule(text)).String(), want)
	}
}

// TestParseRuleTellsAll gives every fault with its column.
func TestParseRuleTellsAll(t *testing.T) {
	_, err := schedule.ParseRule("FREQ=WEEKLY;BYHOUR=24;;ÑAME=1;BYMONTH=0;UNTIL=tomorrow")
	equal(t, "faults", err.Error(), `
1:13: BYHOUR=24 is not a number from 0 to 23
1:23: a part of the rule is empty; write NAME=VALUE with one semicolon between, such as FREQ=WEEKLY;COUNT=4
1:24: ÑAME is not a part of a rule; the parts are FREQ, UNTIL, COUNT, INTERVAL, WKST, BYDAY, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS
1:31: BYMONTH=0 is not a number from 1 to 12
1:41: UNTIL=tomorrow is neither YYYYMMDD nor YYYYMMDDTHHMMSS nor YYYYMMDDTHHMMSSZ`[1:])
	if !errors.Is(err, schedule.ErrRule) {
		t.Errorf("%v is not ErrRule", err)
	}
	if _, err := schedule.ParseRule(strings.Repeat("X-A=1;", 2000)); err == nil || !strings.Contains(err.Error(), "12000 bytes; the limit is 8192") {
		t.Errorf("a long rule: %v", err)
	}
}

// TestRuleCheck tells what is wrong with a rule that was not read.
func TestRuleCheck(t *testing.T) {
	r := schedule.Rule{
		Freq: 9, Interval: -1, Count: -1, WeekStart: 8, ByMonth: []int{13}, ByDay: []schedule.NthDay{{N: 54}},
		Until: schedule.Until{At: wall(t, "2021-05-25T09:00")},
	}
	equal(t, "Check", r.Check().Error(), `
FREQ=Freq(9) is not a frequency; use one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY
INTERVAL=-1 is not a number from 1 on
COUNT=-1 is not a number from 1 on
WeekStart 8 is not a day of the week from 1, Monday, to 7, Sunday
UNTIL has 2021-05-25T09:00 in the form 0; it needs a wall time and a form
BYMONTH=13 is not a number from 1 to 12
BYDAY=54SU is not a weekday with a number from 1 to 53 or -53 to -1 or none
COUNT and UNTIL exclude each other; use one of them
a numbered weekday in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY without BYWEEKNO`[1:])
	if err := (schedule.Rule{}).Check(); err == nil {
		t.Error("the zero Rule is valid")
	}
}

// TestRuleText reads what it writes.
func TestRuleText(t *testing.T) {
	var r schedule.Rule
	if err := r.UnmarshalText([]byte("FREQ=WEEKLY;BYDAY=TU")); err != nil {
		t.Fatal(err)
	}
	equal(t, "MarshalText", string(must(r.MarshalText())), "FREQ=WEEKLY;BYDAY=TU")
	if err := r.UnmarshalText([]byte("FREQ=NEVER")); err == nil {
		t.Error("FREQ=NEVER is read")
	}
}

func FuzzParseRule(f *testing.F) {
	for _, rule := range []string{
		"FREQ=WEEKLY;COUNT=4", "freq=monthly;byday=-1fr,2tu;bysetpos=-1;until=20991231t235959z;", "FREQ=YEARLY;BYWEEKNO=53,-1;WKST=SU;X-Ä=ö;",
		"FREQ=SECONDLY;INTERVAL=9223372036854775807;BYSECOND=60,0;BYYEARDAY=-366", ";;=;FREQ", "RSCALE=GREGORIAN;SKIP=OMIT;FREQ=DAILY",
	} {
		f.Add(rule)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := schedule.ParseRule(text)
		if err != nil {
			if !errors.Is(err, schedule.ErrRule) || !reflect.DeepEqual(r, schedule.Rule{}) {
				t.Fatalf("%q: %v with %+v", text, err, r)
			}
			return
		}
		if err := r.Check(); err != nil {
			t.Fatalf("%q is read, but %v", text, err)
		}
		again, err := schedule.ParseRule(r.String())
		if err != nil || again.String() != r.String() {
			t.Fatalf("%q is written as %q, which is read as %q, %v", text, r, again, err)
		}
	})
}

func FuzzSeries(f *testing.F) {
	f.Add("FREQ=DAILY;COUNT=9", "", "2026-09-05T00:30", "2026-09-06T00:30", "2026-09-05T10:00", true)
	f.Add("FREQ=HOURLY;INTERVAL=7;BYDAY=SU", "FREQ=DAILY;BYHOUR=1,2", "2026-04-04T22:30", "2026-04-12T23:30", "2026-04-01T10:00", false)
	f.Add("FREQ=YEARLY;BYWEEKNO=1;UNTIL=20991231T000000Z", "FREQ=SECONDLY;BYMINUTE=3", "0001-01-01T00:00", "9999-12-31T47:59", "2400-02-29T00:00", true)
	f.Add("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=100000", "FREQ=MONTHLY;COUNT=3", "2026-08-31T23:59:59", "2030-08-31T00:00", "2026-09-28T00:00", false)
	z := zone(f, "America/Santiago")
	f.Fuzz(func(t *testing.T, rule, exrule, start, from, to string, onward bool) {
		w, err1 := schedule.ParseDateTime(start)
		a, err2 := schedule.ParseDateTime(from)
		b, err3 := schedule.ParseDateTime(to)
		if err1 != nil || err2 != nil || err3 != nil {
			return
		}
		r := schedule.Repeat{Rule: rule, Except: []schedule.DateTime{b}, Moved: []schedule.Move{{From: a, To: b, Onward: onward}}, Also: []schedule.DateTime{a}}
		if exrule != "" {
			r.ExceptRules = []string{exrule}
		}
		s, err := r.From(w, z)
		if err != nil {
			return
		}
		var last time.Time
		var all []schedule.Occurrence
		for o, err := range s.All(context.Background()) {
			if err != nil || len(all) == 200 {
				break
			}
			if !last.IsZero() && !o.At.After(last) {
				t.Fatalf("%+v from %s: %s after %s", r, w, o.At, last)
			}
			last = o.At
			all = append(all, o)
		}
		if len(all) < 2 {
			return
		}
		half := all[len(all)/2:]
		if got := collect(t, s, half[0].At, last, len(half)); !slices.Equal(got, half[:len(half)-1]) {
			t.Fatalf("%+v from %s: the window from %s has %v, want %v", r, w, half[0].At, got, half[:len(half)-1])
		}
	})
}
