package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// rules is a parsed footer: a POSIX TZ string with the extensions of RFC 9636
// §3.3.1 (hours from -167 to 167).
type rules struct {
	std, dst   localTime
	yearly     bool // whether dst and the two rules exist
	start, end yearRule
	known      map[int][2]onset // by year
}

// yearRule is a date and time in each year: Mm.w.d, Jn or n, and seconds after
// local midnight.
type yearRule struct {
	kind             byte // 'M', 'J' or '0' (zero-based day of the year)
	month, week, day int
	seconds          int
}

// parser reads a TZ string from the left. The first error stays.
type parser struct {
	rest string
	err  error
}

func parseFooter(s string) (*rules, error) {
	p := &parser{rest: s}
	r := &rules{known: make(map[int][2]onset)}
	r.std.abbr = p.name()
	r.std.offset = int32(-p.seconds())
	if p.rest != "" {
		r.yearly = true
		r.dst = localTime{offset: r.std.offset + 3600, dst: true, abbr: p.name()}
		if p.rest != "" && p.rest[0] != ',' {
			r.dst.offset = int32(-p.seconds())
		}
		r.start, r.end = p.yearRule(), p.yearRule()
	}
	if p.err == nil && p.rest != "" {
		p.err = errors.New("text after the end")
	}
	if p.err != nil {
		return nil, fmt.Errorf("footer %q: %w", s, p.err)
	}
	return r, nil
}

func (p *parser) fail(what string) {
	if p.err == nil {
		p.err = fmt.Errorf("%s expected at %q", what, p.rest)
	}
}

// take removes the longest prefix made of the given characters.
func (p *parser) take(chars string) string {
	rest := strings.TrimLeft(p.rest, chars)
	taken := p.rest[:len(p.rest)-len(rest)]
	p.rest = rest
	return taken
}

func (p *parser) expect(sign string) {
	rest, ok := strings.CutPrefix(p.rest, sign)
	if !ok {
		p.fail(strconv.Quote(sign))
	}
	p.rest = rest
}

func (p *parser) name() string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	if !strings.HasPrefix(p.rest, "<") {
		return p.take(letters)
	}
	p.expect("<")
	name := p.take(letters + "+-0123456789")
	p.expect(">")
	return name
}

func (p *parser) number() int {
	n, err := strconv.Atoi(p.take("0123456789"))
	if err != nil {
		p.fail("a number")
	}
	return n
}

// seconds reads [+-]hh[:mm[:ss]].
func (p *parser) seconds() int {
	sign := 1
	switch {
	case strings.HasPrefix(p.rest, "-"):
		sign = -1
		p.expect("-")
	case strings.HasPrefix(p.rest, "+"):
		p.expect("+")
	}
	total := p.number() * 3600
	for unit := 60; strings.HasPrefix(p.rest, ":"); unit /= 60 {
		p.expect(":")
		total += p.number() * unit
	}
	return sign * total
}

func (p *parser) yearRule() yearRule {
	p.expect(",")
	r := yearRule{kind: '0', seconds: 2 * 3600}
	switch {
	case strings.HasPrefix(p.rest, "M"):
		r.kind = 'M'
		p.expect("M")
		r.month = p.number()
		p.expect(".")
		r.week = p.number()
		p.expect(".")
		r.day = p.number()
	case strings.HasPrefix(p.rest, "J"):
		r.kind = 'J'
		p.expect("J")
		r.day = p.number()
	default:
		r.day = p.number()
	}
	if strings.HasPrefix(p.rest, "/") {
		p.expect("/")
		r.seconds = p.seconds()
	}
	return r
}

// in returns the local time of the rule in a year, as seconds since 1970-01-01
// 00:00 of the local clock.
func (r yearRule) in(year int) int64 {
	day := func(month, day int) time.Time {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	}
	var date time.Time
	switch r.kind {
	case 'M':
		date = day(r.month, 1)
		date = date.AddDate(0, 0, (r.day-int(date.Weekday())+7)%7+7*(r.week-1))
		for date.Month() != time.Month(r.month) {
			date = date.AddDate(0, 0, -7) // week 5 is the last one
		}
	case 'J': // 1 to 365, 29 February is never counted
		date = time.Date(2001, 1, r.day, 0, 0, 0, 0, time.UTC)
		date = day(int(date.Month()), date.Day())
	default:
		date = day(1, 1+r.day)
	}
	return date.Unix() + int64(r.seconds)
}

// an onset is the instant at which a footer starts a local time.
type onset struct {
	at int64
	to localTime
}

// inYear returns the two onsets of a year.
func (r *rules) inYear(year int) [2]onset {
	two, ok := r.known[year]
	if !ok {
		two = [2]onset{
			{r.start.in(year) - int64(r.std.offset), r.dst},
			{r.end.in(year) - int64(r.dst.offset), r.std},
		}
		r.known[year] = two
	}
	return two
}

// onsets returns the onsets of the years from first to last, sorted.
func (r *rules) onsets(first, last int) []onset {
	var all []onset
	for year := first; r.yearly && year <= last; year++ {
		two := r.inYear(year)
		all = append(all, two[:]...)
	}
	slices.SortStableFunc(all, func(a, b onset) int { return cmp.Compare(a.at, b.at) })
	return all
}

// at returns the local time at an instant: that of the latest onset before.
func (r *rules) at(t int64) localTime {
	latest := onset{math.MinInt64, r.std}
	year := time.Unix(t, 0).UTC().Year()
	for y := year - 1; r.yearly && y <= year+1; y++ {
		for _, o := range r.inYear(y) {
			if latest.at <= o.at && o.at <= t {
				latest = o
			}
		}
	}
	return latest.to
}
