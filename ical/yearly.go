package ical

import (
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A yearly rule names one day of each year: what an RRULE with FREQ=YEARLY
// can say of a zone (RFC 5545 §3.3.10). The zero rule names none.
type yearly struct {
	form    yearlyForm
	month   time.Month
	day     int          // 1 to 31; lastWeekday does not use it
	weekday time.Weekday // fixedDay does not use it
}

type yearlyForm uint8

const (
	// weekdayFrom is the first such weekday from a day of the month on. It is
	// the n-th weekday of the month if the day is 1, 8, 15 or 22. It may lie in
	// the next month: Cairo's Friday after the last Thursday of October.
	weekdayFrom yearlyForm = iota + 1
	lastWeekday
	fixedDay
)

// in gives the rule's day in a year, counted from 1970-01-01.
func (r yearly) in(year int) int {
	switch {
	case r.form == fixedDay:
		return dayNumber(year, r.month, r.day)
	case r.form == weekdayFrom:
		return onOrAfter(dayNumber(year, r.month, r.day), r.weekday)
	case r.month == time.December:
		return onOrAfter(dayNumber(year, time.December, 25), r.weekday)
	}
	return onOrAfter(dayNumber(year, r.month+1, 1)-7, r.weekday)
}

// nth gives 1 to 4 for the n-th weekday of the month, −1 for the last, and 0
// for a rule that BYDAY alone cannot say.
func (r yearly) nth() int {
	switch {
	case r.form == lastWeekday:
		return -1
	case r.form == weekdayFrom && r.day%7 == 1 && r.day <= 22:
		return r.day/7 + 1
	}
	return 0
}

// run counts the onsets from the first on that r names, one in each year, at
// the clock of the first.
func (r yearly) run(list []onset) int {
	for i := range list {
		o := &list[i]
		if o.clock != list[0].clock || o.year != list[0].year+int32(i) || r.in(int(o.year)) != int(o.day) {
			return i
		}
	}
	return len(list)
}

// appendPlain appends the rules that all clients read and that name a date: the
// last weekday of the month, or the n-th, or both.
func appendPlain(rules []yearly, d schedule.Date) []yearly {
	if last := (yearly{lastWeekday, d.Month, 0, d.Weekday()}); last.in(d.Year) == d.DaysSince(epoch) {
		rules = append(rules, last)
	}
	if d.Day <= 28 {
		rules = append(rules, yearly{weekdayFrom, d.Month, (d.Day-1)/7*7 + 1, d.Weekday()})
	}
	return rules
}

// mostRules is how many rules name one date.
const mostRules = 10

// appendAll appends every rule that names a date, the plainer before the others.
func appendAll(rules []yearly, d schedule.Date) []yearly {
	rules = appendPlain(rules, d)
	if d.Month != time.February || d.Day != 29 {
		rules = append(rules, yearly{fixedDay, d.Month, d.Day, 0})
	}
	for i := range 7 {
		first := d.AddDays(-i)
		r := yearly{weekdayFrom, first.Month, first.Day, d.Weekday()}
		if r.nth() == 0 && !r.leaps() {
			rules = append(rules, r)
		}
	}
	return rules
}

// leaps reports whether the days from which the rule takes one are other days
// of the month in leap years, or of two years, so that no RRULE lists them.
func (r yearly) leaps() bool {
	return r.month == time.February && r.day > 22 || r.month == time.December && r.day > 25
}

// longest gives the rule that names most of the first onsets, and how many.
func longest(list []onset) (best yearly, n int) {
	var room [mostRules]yearly
	for _, r := range appendAll(room[:0], list[0].date()) {
		if k := r.run(list); k > n && r.overflow() == 0 {
			best, n = r, k
		}
	}
	return best, n
}

// overflow gives how many of the seven days from r.day on are in the next month.
func (r yearly) overflow() int {
	if r.form != weekdayFrom {
		return 0
	}
	return max(0, r.day+6-daysIn(r.month))
}

// daysIn gives the days of a month, of February those of a common year.
func daysIn(m time.Month) int {
	return dayNumber(1970, m, 1)*-1 + dayNumber(1970+int(m)/12, m%12+1, 1)
}

var epoch = schedule.Date{Year: 1970, Month: time.January, Day: 1}

func dayNumber(year int, m time.Month, day int) int {
	return schedule.Date{Year: year, Month: m, Day: day}.DaysSince(epoch)
}

// onOrAfter gives the first such weekday from a day on.
func onOrAfter(day int, w time.Weekday) int {
	thursday := ((day-int(w)+4)%7 + 7) % 7 // days since the last such weekday; 1970-01-01 was a Thursday
	return day + (7-thursday)%7
}
