package ical

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A yearly rule that holds in 28 years without an exception to the leap years
// has met all 14 kinds of year, so it holds for ever if the zone's own rule is
// yearly, as the footer of a TZif file is (RFC 9636 §3.3).
const kindsOfYear = 28

// shortestRun is the number of years in a row for which a rule that ended is
// worth an RRULE with UNTIL.
const shortestRun = 4

// planOpen finds the open form, see [Open].
func planOpen(z schedule.Zone, lo time.Time) (*timezone, error) {
	// The first years are those after a turn of centuries: 2101 to 2128, and a
	// day more, as years on the wall begin and end at other times.
	tail := (max(lo.Year(), 2000)/100+1)*100 + 1
	hi := time.Date(tail+kindsOfYear, time.January, 2, 0, 0, 0, 0, time.UTC)
	t := &timezone{zone: z, watch: watch{lo: lo, hi: hi, names: true}}
	list := t.onsets(z)
	t.count = len(list)
	for int(list[len(list)-1].year) >= tail+kindsOfYear {
		list = list[:len(list)-1]
	}
	taken := make([]bool, len(list))
	alike := make([]onset, 0, len(list))
	for i := range list {
		if taken[i] {
			continue
		}
		alike = alike[:0]
		for j := i; j < len(list); j++ {
			if !taken[j] && list[i].same(&list[j]) {
				alike, taken[j] = append(alike, list[j]), true
			}
		}
		if err := t.observe(alike, tail); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(t.list, func(a, b observance) int { return cmp.Compare(a.at, b.at) })
	t.needStandard()
	return t, nil
}

// observe finds the observances of onsets that are alike.
func (t *timezone) observe(list []onset, tail int) error {
	n := len(list)
	for n > 0 && int(list[n-1].year) >= tail {
		n--
	}
	if n < len(list) {
		rule, ok := forever(list[n:])
		if !ok {
			return fmt.Errorf("%w for zone %s: no yearly rule of RFC 5545 tells its clock on %v and in the %d years from then on", ErrInexact, t.zone, list[n].date(), kindsOfYear)
		}
		for n > 0 && rule.run(list[n-1:n+1]) == 2 {
			n--
		}
		t.follow(rule, list[n:])
	}
	t.past(list[:n])
	return nil
}

// forever finds the rule that names the onsets of all kinds of year.
func forever(list []onset) (yearly, bool) {
	var room [mostRules]yearly
	for _, r := range appendAll(room[:0], list[0].date()) {
		if len(list) == kindsOfYear && r.run(list) == kindsOfYear {
			return r, true
		}
	}
	return yearly{}, false
}

// follow adds the observance of a rule without end. A rule that overflows its
// month gets one for each of the two months.
func (t *timezone) follow(rule yearly, list []onset) {
	over := rule.overflow()
	if over == 0 {
		t.list = append(t.list, observance{onset: list[0], rule: rule.recurrence()})
		return
	}
	first := recurrence{month: rule.month, weekday: rule.weekday, low: rule.day, high: daysIn(rule.month)}
	second := recurrence{month: rule.month + 1, weekday: rule.weekday, low: 1, high: over}
	for _, c := range []recurrence{first, second} {
		i := slices.IndexFunc(list, func(o onset) bool { return o.date().Month == c.month })
		t.list = append(t.list, observance{onset: list[i], rule: c})
	}
}

// past adds the observances of onsets that no rule without end names.
func (t *timezone) past(list []onset) {
	var dates []onset
	for len(list) > 0 {
		n, rule := 0, yearly{}
		if len(list) >= shortestRun && list[shortestRun-1].year == list[0].year+shortestRun-1 {
			rule, n = longest(list)
		}
		if n < shortestRun {
			dates = append(dates, list[0])
			list = list[1:]
			continue
		}
		c := rule.recurrence()
		// A day more, as dateutil takes the digits of UNTIL for local time.
		c.until = list[n-1].at + 86400
		t.list = append(t.list, observance{onset: list[0], rule: c})
		list = list[n:]
	}
	switch len(dates) {
	case 0:
	case 1:
		t.list = append(t.list, observance{onset: dates[0]})
	default:
		t.list = append(t.list, observance{onset: dates[0], dates: dates})
	}
}
