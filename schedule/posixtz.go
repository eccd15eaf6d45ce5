package schedule

import (
	"fmt"
	"strings"
	"time"
)

// yearly is the rule that a TZif footer gives for the time after the last
// onset (POSIX.1-2017 §8.3 with the extensions of RFC 9636 §3.3).
type yearly struct {
	std, dst   localType
	toDST      yearDay
	toStandard yearDay
	changes    bool // false: std for ever, the rest is zero
}

// yearDay is one POSIX rule date with its time of day.
type yearDay struct {
	form             byte // 'M': month.week.day; 'J': 1–365 without 29 February; 'N': 0–365 with it
	month, week, day int
	seconds          int64 // after midnight, −167 to 167 hours
}

// parseYearly reads a POSIX TZ string.
func parseYearly(s string) (y yearly, err error) {
	p := posixParser{s: s, all: s}
	y.std.abbr = p.name()
	y.std.offset = int32(-p.clock())
	if p.s == "" {
		return y, p.err
	}
	y.changes = true
	y.dst = localType{abbr: p.name(), dst: true, offset: y.std.offset + 3600}
	if p.s != "" && p.s[0] != ',' {
		y.dst.offset = int32(-p.clock())
	}
	y.toDST = p.rule()
	y.toStandard = p.rule()
	if p.err == nil && p.s != "" {
		p.fail()
	}
	return y, p.err
}

// posixParser eats a TZ string from the left; after an error it eats nothing.
type posixParser struct {
	s, all string
	err    error
}

func (p *posixParser) fail() {
	if p.err == nil {
		p.err = fmt.Errorf("%w: its footer %q is not a POSIX TZ string at %q", errTZif, p.all, p.s)
	}
	p.s = ""
}

func (p *posixParser) name() (name string) {
	if rest, ok := strings.CutPrefix(p.s, "<"); ok {
		name, p.s, ok = strings.Cut(rest, ">")
		if !ok || name == "" {
			p.fail()
		}
		return name
	}
	n := 0
	for n < len(p.s) && (p.s[n]|0x20 >= 'a' && p.s[n]|0x20 <= 'z') {
		n++
	}
	if n < 3 {
		p.fail()
		return ""
	}
	name, p.s = p.s[:n], p.s[n:]
	return name
}

func (p *posixParser) eat(c byte) bool {
	if p.s != "" && p.s[0] == c {
		p.s = p.s[1:]
		return true
	}
	return false
}

func (p *posixParser) number(low, high int) int {
	n := 0
	for n < len(p.s) && n < 4 && p.s[n] >= '0' && p.s[n] <= '9' {
		n++
	}
	v, ok := digits(p.s[:n])
	if !ok || v < low || v > high {
		p.fail()
		return 0
	}
	p.s = p.s[n:]
	return v
}

// clock reads [+-]h[:m[:s]] in seconds.
func (p *posixParser) clock() int64 {
	sign := int64(1)
	if p.eat('-') {
		sign = -1
	} else {
		p.eat('+')
	}
	v := int64(p.number(0, 167)) * 3600
	if p.eat(':') {
		v += int64(p.number(0, 59)) * 60
		if p.eat(':') {
			v += int64(p.number(0, 59))
		}
	}
	return sign * v
}

func (p *posixParser) rule() (d yearDay) {
	if !p.eat(',') {
		p.fail()
		return d
	}
	switch {
	case p.eat('M'):
		d.form, d.month = 'M', p.number(1, 12)
		p.dot()
		d.week = p.number(1, 5)
		p.dot()
		d.day = p.number(0, 6)
	case p.eat('J'):
		d.form, d.day = 'J', p.number(1, 365)
	default:
		d.form, d.day = 'N', p.number(0, 365)
	}
	d.seconds = 2 * 3600
	if p.eat('/') {
		d.seconds = p.clock()
	}
	return d
}

func (p *posixParser) dot() {
	if !p.eat('.') {
		p.fail()
	}
}

// in gives the rule's wall second in a year: seconds since 1970-01-01T00:00 on
// the wall in force before the onset.
func (d yearDay) in(year int) int64 {
	day := Date{year, time.January, 1}.day()
	switch d.form {
	case 'J':
		day += int64(d.day) - 1
		if d.day >= 60 && daysIn(year, time.February) == 29 {
			day++
		}
	case 'N':
		day += int64(d.day)
	case 'M':
		day = nthWeekday(year, time.Month(d.month), d.day, d.week)
	}
	return day*86400 + d.seconds
}

// nthWeekday gives the n-th such weekday of a month, 0 being Sunday, as a day
// since 1970-01-01; 5 is the last.
func nthWeekday(year int, m time.Month, weekday, n int) int64 {
	first := Date{year, m, 1}.day()
	k := (weekday-int((first+4)%7+7)%7+7)%7 + 7*(n-1)
	if k >= daysIn(year, m) {
		k -= 7
	}
	return first + int64(k)
}
