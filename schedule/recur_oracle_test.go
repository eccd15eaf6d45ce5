package schedule_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// bruteRule answers a rule by asking every day, hour, minute and second whether
// RFC 5545 §3.3.10 allows it. It has no idea of how to be fast.
type bruteRule struct {
	schedule.Rule
	start time.Time // the wall read as UTC
}

// interval gives INTERVAL.
func (b *bruteRule) interval() int { return max(1, b.Interval) }

// week gives the first day of the week with a day.
func (b *bruteRule) week(t time.Time) time.Time {
	first := time.Weekday(max(1, b.WeekStart) % 7)
	for t.Weekday() != first {
		t = t.AddDate(0, 0, -1)
	}
	return midnight(t)
}

func midnight(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

// yearAndWeek gives the year that a week belongs to, its number, and how many
// weeks that year has: week 1 is the first with four days of the year in it.
func (b *bruteRule) yearAndWeek(t time.Time) (year, number, weeks int) {
	week := b.week(t)
	year = week.AddDate(0, 0, 3).Year() // the fourth day decides
	for w := week; w.AddDate(0, 0, 3).Year() == year; w = w.AddDate(0, 0, -7) {
		number++
	}
	weeks = number - 1
	for w := week; w.AddDate(0, 0, 3).Year() == year; w = w.AddDate(0, 0, 7) {
		weeks++
	}
	return year, number, weeks
}

// period numbers the periods of the frequency.
func (b *bruteRule) period(t time.Time) int {
	switch b.Freq {
	case schedule.Yearly:
		if len(b.ByWeekNo) > 0 {
			year, _, _ := b.yearAndWeek(t)
			return year
		}
		return t.Year()
	case schedule.Monthly:
		return t.Year()*12 + int(t.Month())
	case schedule.Weekly:
		return int(b.week(t).Unix() / (7 * 86400))
	case schedule.Daily:
		return int(midnight(t).Unix() / 86400)
	case schedule.Hourly:
		return int(t.Truncate(time.Hour).Unix() / 3600)
	case schedule.Minutely:
		return int(t.Truncate(time.Minute).Unix() / 60)
	}
	return int(t.Unix())
}

// listed reports whether n, or what it is from the end of size, is in a list.
func listed(list []int, n, size int) bool {
	return slices.Contains(list, n) || slices.Contains(list, n-size-1)
}

// day reports whether the parts about days allow one.
func (b *bruteRule) day(t time.Time) bool {
	month := time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	year := time.Date(t.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	if len(b.ByMonth) > 0 && !slices.Contains(b.ByMonth, int(t.Month())) {
		return false
	}
	if len(b.ByWeekNo) > 0 {
		if _, number, weeks := b.yearAndWeek(t); !listed(b.ByWeekNo, number, weeks) {
			return false
		}
	}
	if len(b.ByYearDay) > 0 && !listed(b.ByYearDay, t.YearDay(), year) {
		return false
	}
	if len(b.ByMonthDay) > 0 && !listed(b.ByMonthDay, t.Day(), month) {
		return false
	}
	if len(b.ByDay) > 0 {
		place, size := t.Day(), month
		if b.Freq == schedule.Yearly && len(b.ByMonth) == 0 {
			place, size = t.YearDay(), year
		}
		return slices.ContainsFunc(b.ByDay, func(d schedule.NthDay) bool {
			return d.Day == t.Weekday() && (d.N == 0 || d.N == (place+6)/7 || d.N == -((size-place)/7+1))
		})
	}
	if len(b.ByYearDay) > 0 || len(b.ByMonthDay) > 0 {
		return true
	}
	return b.own(t)
}

// own reports whether the start allows a day where no part says which.
func (b *bruteRule) own(t time.Time) bool {
	switch {
	case b.Freq == schedule.Weekly, len(b.ByWeekNo) > 0:
		return t.Weekday() == b.start.Weekday()
	case b.Freq == schedule.Yearly && len(b.ByMonth) == 0:
		return t.Month() == b.start.Month() && t.Day() == b.start.Day()
	case b.Freq == schedule.Yearly, b.Freq == schedule.Monthly:
		return t.Day() == b.start.Day()
	}
	return true
}

// clock reports whether a part of a clock is allowed by its list, or, where
// there is none and the period is longer, by the start.
func (b *bruteRule) clock(longest schedule.Freq, list []int, n, own int) bool {
	if len(list) > 0 {
		return slices.Contains(list, n) || n == 59 && slices.Contains(list, 60)
	}
	return b.Freq > longest || n == own
}

// candidates gives all that the parts allow in a range of days, without
// BYSETPOS.
func (b *bruteRule) candidates(from, to time.Time) (all []time.Time) {
	for day := from; day.Before(to); day = day.AddDate(0, 0, 1) {
		if !b.day(day) {
			continue
		}
		for hour := range 24 {
			if !b.clock(schedule.Daily, b.ByHour, hour, b.start.Hour()) {
				continue
			}
			for minute := range 60 {
				if !b.clock(schedule.Hourly, b.ByMinute, minute, b.start.Minute()) {
					continue
				}
				for second := range 60 {
					t := day.Add(time.Duration(hour*3600+minute*60+second) * time.Second)
					if b.clock(schedule.Minutely, b.BySecond, second, b.start.Second()) && (b.period(t)-b.period(b.start))%b.interval() == 0 {
						all = append(all, t)
					}
				}
			}
		}
	}
	return all
}

// picked keeps what BYSETPOS picks of each period. All periods have to be
// whole.
func (b *bruteRule) picked(all []time.Time) (some []time.Time) {
	if len(b.BySetPos) == 0 {
		return all
	}
	for len(all) > 0 {
		n := 1
		for n < len(all) && b.period(all[n]) == b.period(all[0]) {
			n++
		}
		for i := range n {
			if listed(b.BySetPos, i+1, n) {
				some = append(some, all[i])
			}
		}
		all = all[n:]
	}
	return some
}

// walls gives what takes place before a day; the start counts, whether the rule
// gives it or not.
func (b *bruteRule) walls(before time.Time) (walls []time.Time) {
	// What is around makes the first and the last period whole.
	around := []int{0, 400, 31, 7, 0, 0, 0, 0}[b.Freq]
	all := b.picked(b.candidates(midnight(b.start).AddDate(0, 0, -around), before.AddDate(0, 0, around)))
	walls = []time.Time{b.start}
	for _, t := range all {
		if !t.After(b.start) || !t.Before(before) || !b.Until.IsZero() && t.After(utcOf(b.Until.At)) {
			continue
		}
		if b.Count > 0 && len(walls) == b.Count {
			break
		}
		walls = append(walls, t)
	}
	return walls
}

// randomRule makes a rule of whatever may stand together.
func randomRule(r *rand.Rand) (rule schedule.Rule, days int) {
	list := func(chance, low, high int, negative bool) (list []int) {
		if r.IntN(chance) > 0 {
			return nil
		}
		for range 1 + r.IntN(4) {
			n := low + r.IntN(high-low+1)
			if negative && r.IntN(2) == 0 {
				n = -max(1, n)
			}
			list = append(list, n)
		}
		return list
	}
	rule.Freq = schedule.Freq(1 + r.IntN(7))
	days = []int{0, 1500, 1000, 300, 150, 40, 5, 1}[rule.Freq]
	rule.Interval = []int{0, 1, 1, 2, 3, 1 + r.IntN(20)}[r.IntN(6)]
	rule.WeekStart = r.IntN(8)
	rule.ByMonth = list(4, 1, 12, false)
	if rule.Freq == schedule.Yearly {
		rule.ByWeekNo = list(4, 1, 53, true)
	}
	if rule.Freq == schedule.Yearly || rule.Freq > schedule.Daily {
		rule.ByYearDay = list(6, 1, 366, true)
	}
	if rule.Freq != schedule.Weekly {
		rule.ByMonthDay = list(4, 1, 31, true)
	}
	numbered := rule.Freq <= schedule.Monthly && len(rule.ByWeekNo) == 0 && r.IntN(2) == 0
	if r.IntN(2) == 0 {
		for range 1 + r.IntN(4) {
			d := schedule.NthDay{Day: time.Weekday(r.IntN(7))}
			if numbered && r.IntN(3) > 0 {
				d.N = 1 + r.IntN(5)
				if rule.Freq == schedule.Yearly && r.IntN(2) == 0 {
					d.N = 1 + r.IntN(53)
				}
				d.N *= 1 - 2*r.IntN(2)
			}
			rule.ByDay = append(rule.ByDay, d)
		}
	}
	rule.ByHour, rule.ByMinute, rule.BySecond = list(4, 0, 23, false), list(4, 0, 59, false), list(6, 0, 60, false)
	if setPos := list(3, 1, 5, true); rule.Check() == nil && len(setPos) > 0 {
		rule.BySetPos = setPos
		if rule.Check() != nil {
			rule.BySetPos = nil
		}
	}
	if r.IntN(4) == 0 {
		rule.Count = 1 + r.IntN(30)
	}
	return rule, days
}

// seriesWalls lists the wall times that a rule gives before a wall time, in the
// form of [bruteRule.walls]; a rule that gives nothing has only the start.
func seriesWalls(t testing.TB, rule schedule.Rule, start, before time.Time) (walls []time.Time) {
	t.Helper()
	r := schedule.Repeat{Rule: rule.String()}
	s, err := r.From(wallAt(start), schedule.Zone{})
	if err != nil {
		if !strings.Contains(err.Error(), "gives no occurrence") {
			t.Fatal(err)
		}
		return []time.Time{start}
	}
	for o, err := range s.Between(context.Background(), start, before) {
		if err != nil {
			t.Fatal(err)
		}
		walls = append(walls, utcOf(o.Start()))
	}
	return walls
}

// firstDifference tells where two lists of times part.
func firstDifference(got, want []time.Time) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return fmt.Sprintf("ends after %d; want then %s", i, wallAt(want[i]))
		case i >= len(want):
			return fmt.Sprintf("does not end after %d, gives then %s", i, wallAt(got[i]))
		case !got[i].Equal(want[i]):
			return fmt.Sprintf("number %d is %s; want %s", i, wallAt(got[i]), wallAt(want[i]))
		}
	}
	return ""
}

// wallAt reads a time in UTC as a wall time.
func wallAt(t time.Time) schedule.DateTime {
	return schedule.DateTime{Date: schedule.DateOf(t), Clock: schedule.Clock(t.Hour()*3600 + t.Minute()*60 + t.Second())}
}

// utcOf reads a wall time as one in UTC.
func utcOf(w schedule.DateTime) time.Time {
	return time.Date(w.Date.Year, w.Date.Month, w.Date.Day, 0, 0, int(w.Clock), 0, time.UTC)
}

// TestRulesAgainstBruteForce compares random rules with the walk over
// everything. The starts are spread over years of all kinds.
func TestRulesAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	given := 0
	for range 600 {
		rule, days := randomRule(r)
		start := time.Date(1995+r.IntN(30), 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(r.IntN(366*86400)) * time.Second)
		if r.IntN(2) == 0 {
			start = start.Truncate(time.Hour)
		}
		if r.IntN(5) == 0 && rule.Count == 0 {
			rule.Until = schedule.Until{At: wallAt(start.AddDate(0, 0, r.IntN(days)).Truncate(time.Hour)), Form: schedule.UntilWall}
			if utcOf(rule.Until.At).Before(start) {
				rule.Until = schedule.Until{}
			}
		}
		before := midnight(start).AddDate(0, 0, days)
		b := bruteRule{rule, start}
		want := b.walls(before)
		got := seriesWalls(t, rule, start, before)
		given += len(got)
		if diff := firstDifference(got, want); diff != "" {
			t.Errorf("%s from %s before %s: %s", rule, wallAt(start), wallAt(before), diff)
		}
	}
	if given < 15_000 {
		t.Errorf("the rules gave only %d occurrences; they test too little", given)
	}
}
