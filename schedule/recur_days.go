package schedule

import (
	"math/bits"
	"slices"
	"time"
)

// dayRule is what a rule says about days. RFC 5545 §3.3.10 has a table of parts
// that expand or limit; for days both come to the same, as every part is a set
// of days and what is wanted is what they have in common.
type dayRule struct {
	months uint16 // bit m: month m may have days
	// monthDays and fromEnd have bit d for the dth day of the month, counted
	// from either end; both empty: any.
	monthDays, fromEnd uint64
	weekdays           uint8 // bit of the [time.Weekday]
	nth                []NthDay
	byWeekday          bool // whether weekdays and nth say anything
	perYear            bool // nth counts in the year, else in the month
	yearDays           []int
	weeks              []int
	weekStart          time.Weekday
}

const (
	allMonths = 1<<13 - 2
	// everySeventh has one bit a week.
	everySeventh uint64 = 1 | 1<<7 | 1<<14 | 1<<21 | 1<<28 | 1<<35 | 1<<42 | 1<<49 | 1<<56 | 1<<63
)

// newDayRule compiles the parts about days. Where none of them says which day,
// the start does (RFC 5545 §3.3.10: "information, not contained in the rule ...
// derived from" DTSTART).
func newDayRule(r *Rule, start Date) dayRule {
	d := dayRule{months: allMonths, weekStart: r.weekStart(), yearDays: r.ByYearDay, weeks: r.ByWeekNo}
	if len(r.ByMonth) > 0 {
		d.months = 0
		for _, m := range r.ByMonth {
			d.months |= 1 << m
		}
	}
	for _, n := range r.ByMonthDay {
		d.monthDay(n)
	}
	for _, day := range r.ByDay {
		d.weekday(day)
	}
	d.perYear = len(d.nth) > 0 && r.Freq == Yearly && len(r.ByMonth) == 0
	if len(r.ByMonthDay) > 0 || len(r.ByDay) > 0 || len(r.ByYearDay) > 0 {
		return d
	}
	switch {
	case r.Freq == Weekly, len(r.ByWeekNo) > 0:
		d.weekday(NthDay{Day: start.Weekday()})
	case r.Freq == Yearly && len(r.ByMonth) == 0:
		d.months = 1 << start.Month
		d.monthDay(start.Day)
	case r.Freq == Yearly, r.Freq == Monthly:
		d.monthDay(start.Day)
	}
	return d
}

func (d *dayRule) monthDay(n int) {
	if n > 0 {
		d.monthDays |= 1 << n
	} else {
		d.fromEnd |= 1 << -n
	}
}

func (d *dayRule) weekday(day NthDay) {
	d.byWeekday = true
	if day.N == 0 {
		d.weekdays |= 1 << day.Day
	} else {
		d.nth = append(d.nth, day)
	}
}

// anyDay reports whether every day will do.
func (d *dayRule) anyDay() bool {
	return d.months == allMonths && d.monthDays|d.fromEnd == 0 && !d.byWeekday && len(d.yearDays) == 0
}

// weekly gives the wanted weekdays as a pattern of days, the first of which is
// the weekday first.
func (d *dayRule) weekly(first int) uint64 {
	week := uint64(d.weekdays)
	return (week>>first | week<<(7-first)) & 0x7f * everySeventh
}

// week gives the wanted days of a week, bit 0 being the one it starts with.
func (d *dayRule) week() uint64 { return d.weekly(int(d.weekStart)) & (1<<7 - 1) }

// nthOf gives the place of a numbered weekday among n days, the first of which
// is the weekday first; negative or from n on if there is none.
func nthOf(day NthDay, first, n int) int {
	if day.N > 0 {
		return (int(day.Day)-first+7)%7 + 7*(day.N-1)
	}
	last := (first + n - 1) % 7
	return n - 1 - (last-int(day.Day)+7)%7 + 7*(day.N+1)
}

// month gives the wanted days of a month of n days, whose first day is the
// weekday first; bit 0 is the first day.
func (d *dayRule) month(m time.Month, n, first int) uint64 {
	if d.months>>m&1 == 0 {
		return 0
	}
	days := uint64(1)<<n - 1
	if d.monthDays|d.fromEnd != 0 {
		days &= d.monthDays>>1 | bits.Reverse64(d.fromEnd)>>(63-n)
	}
	if d.byWeekday && !d.perYear {
		wanted := d.weekly(first)
		for _, day := range d.nth {
			if i := nthOf(day, first, n); i >= 0 && i < n {
				wanted |= 1 << i
			}
		}
		days &= wanted
	}
	return days
}

// year gives the wanted days of a year, whose first day is the weekday first,
// without ByWeekNo.
func (d *dayRule) year(leap bool, first int) (days dayBits) {
	n, like := 365, 2023
	if leap {
		n, like = 366, 2024
	}
	at := 0
	for m := time.January; m <= time.December; m++ {
		length := daysIn(like, m)
		days.put(at, d.month(m, length, (first+at)%7))
		at += length
	}
	if d.perYear {
		wanted := d.numbered(first, n)
		days.and(&wanted)
	}
	if len(d.yearDays) > 0 {
		wanted := d.yearly(n)
		days.and(&wanted)
	}
	return days
}

// numbered gives the wanted weekdays of a year of n days, counted in the year.
func (d *dayRule) numbered(first, n int) (days dayBits) {
	for w := range days {
		days[w] = d.weekly((first + 64*w) % 7)
	}
	for _, day := range d.nth {
		if i := nthOf(day, first, n); i >= 0 && i < n {
			days.put(i, 1)
		}
	}
	return days
}

// yearly gives the days of ByYearDay in a year of n days.
func (d *dayRule) yearly(n int) (days dayBits) {
	for _, i := range d.yearDays {
		if i < 0 {
			i += n + 1
		}
		if i >= 1 && i <= n {
			days.put(i-1, 1)
		}
	}
	return days
}

// has reports whether one day is wanted, without ByWeekNo and numbers in the
// year.
func (d *dayRule) has(day int64) bool {
	date := dateOfDay(day)
	n := daysIn(date.Year, date.Month)
	first := (int(date.Weekday()) + 36 - date.Day) % 7
	if d.month(date.Month, n, first)>>(date.Day-1)&1 == 0 {
		return false
	}
	if len(d.yearDays) == 0 {
		return true
	}
	length := daysOfYear(date.Year)
	i := int(day - yearStart(date.Year))
	return slices.Contains(d.yearDays, i+1) || slices.Contains(d.yearDays, i-length)
}

// weekOne gives the first day of week 1 of a year: the week with its 4th of
// January has four days in it.
func (d *dayRule) weekOne(year int) int64 {
	fourth := Date{year, time.January, 4}
	return fourth.day() - int64(fourth.Weekday()-d.weekStart+7)%7
}

// weekYear gives the wanted days of the weeks of a year, bit 0 being the first
// day of week 1. They can be in the year before and in the one after.
func (d *dayRule) weekYear(year int) (first int64, days dayBits) {
	first = d.weekOne(year)
	weeks := int(d.weekOne(year+1)-first) / 7
	for _, n := range d.weeks {
		if n < 0 {
			n += weeks + 1
		}
		if n >= 1 && n <= weeks {
			days.put(7*(n-1), 1<<7-1)
		}
	}
	for i := days.next(0); i >= 0; i = days.next(i + 1) {
		if !d.has(first + int64(i)) {
			days[i/64] &^= 1 << (i % 64)
		}
	}
	return first, days
}

func yearStart(year int) int64 { return Date{year, time.January, 1}.day() }

func daysOfYear(year int) int { return 337 + daysIn(year, time.February) }
