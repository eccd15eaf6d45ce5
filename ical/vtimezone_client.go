package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// planClient finds the client form, see [Client].
func planClient(z schedule.Zone, from, to time.Time) *timezone {
	t := &timezone{zone: z, watch: watch{lo: from.AddDate(-1, 0, 0), hi: to.AddDate(1, 0, 0), asked: from}}
	ahead := t.watch
	ahead.hi = t.hi.AddDate(12, 0, 0) // what comes then tells which of two rules holds
	list := ahead.onsets(z)
	n := 1
	for n < len(list) && list[n].at < t.hi.Unix() {
		n++
	}
	t.count = n
	if n == 1 {
		list[0].daylight = false
		t.list = []observance{{onset: list[0]}}
	} else if !t.pair(list, n) {
		t.each(list[:n])
	}
	return t
}

// each gives every onset an observance of its own.
func (t *timezone) each(list []onset) {
	if !slices.ContainsFunc(list, func(o onset) bool { return !o.daylight }) {
		list[0].daylight = false // Exchange wants a STANDARD
	}
	t.list = make([]observance, len(list))
	for i, o := range list {
		t.list[i].onset = o
	}
}

// pair looks for one STANDARD and one DAYLIGHT with a plain rule each that are
// exact from lo to hi, where the first n onsets of list are.
func (t *timezone) pair(list []onset, n int) bool {
	if n < 3 || list[1].at >= t.asked.Unix() {
		return false
	}
	there, ok1 := t.season(list, n, 1)
	back, ok2 := t.season(list, n, 2)
	if !ok1 || !ok2 || there.from != back.to || there.to != back.from {
		return false
	}
	// The first onset of the way back is the one before lo. It may be a date of
	// the rule on which the clock showed the same already.
	at := instant(back.rule.in(int(list[2].year)-1), list[2].clock, back.from)
	first := newOnset(at, int(back.from), int(back.to))
	if first.at < list[0].at || first.at > t.lo.Unix() {
		return false
	}
	first.name = t.name(list[:n], 0)
	list[1].name = t.name(list[:n], 1)
	first.daylight, list[1].daylight = first.to > first.from, first.to < first.from
	t.list = []observance{
		{onset: first, rule: back.rule.recurrence()},
		{onset: list[1], rule: there.rule.recurrence()},
	}
	return true
}

// A season is one of the two times in a year at which clocks are set.
type season struct {
	from, to int32
	rule     yearly
}

// season finds the plain rule that every second onset of the first n follows,
// from the one at index i on, and that names no other day before hi. Of two such
// rules it takes the one that holds longer.
func (t *timezone) season(list []onset, n, i int) (season, bool) {
	s := season{from: list[i].from, to: list[i].to}
	series := make([]onset, 0, 16)
	inside := (n - i + 1) / 2
	for ; i < len(list) && list[i].from == s.from && list[i].to == s.to; i += 2 {
		series = append(series, list[i])
	}
	best := 0
	var room [2]yearly
	for _, r := range appendPlain(room[:0], series[0].date()) {
		run := r.run(series)
		next := instant(r.in(int(series[0].year)+run), series[0].clock, s.from)
		if run > best && run >= inside && (run > inside || next >= t.hi.Unix()) {
			s.rule, best = r, run
		}
	}
	return s, best > 0
}

// name gives the abbreviation of every second onset from the one at index i on:
// the one in force last at the first event.
func (t *timezone) name(list []onset, i int) string {
	name := list[i].name
	for i += 2; i < len(list) && list[i].at <= t.asked.Unix(); i += 2 {
		name = list[i].name
	}
	return name
}

// instant gives the seconds since 1970-01-01T00:00Z at which a wall with that
// offset shows a clock on a day, counted from 1970-01-01.
func instant(day int, clock, offset int32) int64 {
	return int64(day)*86400 + int64(clock) - int64(offset)
}
