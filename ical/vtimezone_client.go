package ical

import (
	"math"
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
	if !t.pair(list, n) {
		t.each(list[:n])
	}
	return t
}

// each gives every onset an observance of its own.
func (t *timezone) each(list []onset) {
	t.list = make([]observance, len(list))
	for i, o := range list {
		t.list[i].onset = o
	}
	t.needStandard()
}

// pair looks for one STANDARD and one DAYLIGHT with a plain rule each that are
// exact from lo to hi, where the first n onsets of list are. One is the way back
// to the clock of the first onset, the other the way there.
func (t *timezone) pair(list []onset, n int) bool {
	if n < 3 {
		return false
	}
	there, ok1 := t.season(list[1:], n-1, math.MinInt64)
	back, ok2 := t.season(list[2:], n-2, list[0].at)
	if !ok1 || !ok2 || there.from != back.to || there.to != back.from || back.before.at > t.lo.Unix() {
		return false
	}
	first := back.before
	first.name = t.name(list[:n])
	list[1].name = t.name(list[1:n])
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
	before   onset // by the rule, in the year before the first
}

// season finds the plain rule that every second one of the first n onsets
// follows, and that names no other day before hi. Of two such rules it takes the
// one that says nothing wrong of the time since since; of two such rules, the one
// that holds longer.
func (t *timezone) season(list []onset, n int, since int64) (season, bool) {
	s := season{from: list[0].from, to: list[0].to}
	series := make([]onset, 0, 16)
	for i := 0; i < len(list) && list[i].from == s.from && list[i].to == s.to; i += 2 {
		series = append(series, list[i])
	}
	year, clock, inside := int(list[0].year), list[0].clock, (n+1)/2
	best, room := 0, [2]yearly{}
	for _, r := range appendPlain(room[:0], list[0].date()) {
		run := r.run(series)
		next := instant(r.in(year+run), clock, s.from)
		if run < inside || run == inside && next < t.hi.Unix() {
			continue
		}
		before := newOnset(instant(r.in(year-1), clock, s.from), int(s.from), int(s.to))
		if before.at >= since {
			run += len(series) // comes first
		}
		if run > best {
			s.rule, s.before, best = r, before, run
		}
	}
	return s, best > 0
}

// name gives the abbreviation of every second onset from the first on: the one
// in force last at the first event.
func (t *timezone) name(list []onset) string {
	name := list[0].name
	for i := 2; i < len(list) && list[i].at <= t.asked.Unix(); i += 2 {
		name = list[i].name
	}
	return name
}

// instant gives the seconds since 1970-01-01T00:00Z at which a wall with that
// offset shows a clock on a day, counted from 1970-01-01.
func instant(day int, clock, offset int32) int64 {
	return int64(day)*86400 + int64(clock) - int64(offset)
}
