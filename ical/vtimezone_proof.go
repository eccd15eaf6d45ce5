package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// This file checks what the others have found, so it shares no code with them:
// it reads the lines as a calendar client would, and expands the rules day by
// day.

// A proof holds what the lines say.
type proof struct {
	lines  []line
	end    int64 // of what is expanded
	claims []claim
}

// A claim is what the lines say of one moment: the offset before it, and the
// offset and the name from then on.
type claim struct {
	at       int64 // seconds since 1970-01-01T00:00Z
	from, to int
	name     int // index of the line; −1: none
}

// unknown is no offset: that before lo is not compared.
const unknown = math.MinInt

// prove compares what the lines say with the zone's data, from lo to hi.
func (t *timezone) prove(lines []line) error {
	p := &proof{lines: lines, end: t.hi.Unix(), claims: make([]claim, 0, t.count+8)}
	if err := p.expand(); err != nil {
		return fmt.Errorf("%w for zone %s: %w", ErrInexact, t.zone, err)
	}
	rest, before := p.claims, unknown
	c := claim{at: math.MinInt64, from: unknown, to: unknown, name: -1} // in force
	for s := range t.zone.Spans(t.lo, t.hi) {
		start, end := t.lo.Unix(), p.end
		if s.Start.After(t.lo) {
			start = s.Start.Unix()
		}
		if !s.End.IsZero() {
			end = min(end, s.End.Unix())
		}
		for len(rest) > 0 && rest[0].at <= start {
			c, rest = rest[0], rest[1:]
		}
		if !t.agree(p, c, s) || c.at == start && before != unknown && c.from != before {
			return t.differ(p, start, c, before, s)
		}
		for len(rest) > 0 && rest[0].at < end {
			if c, rest = rest[0], rest[1:]; !t.agree(p, c, s) || c.from != s.Offset {
				return t.differ(p, c.at, c, s.Offset, s)
			}
		}
		before = s.Offset
	}
	return nil
}

// agree reports whether a claim says what the data say from its onset on.
func (t *timezone) agree(p *proof, c claim, s schedule.Span) bool {
	return c.to == s.Offset && (!t.names || p.name(c) == s.Abbr)
}

func (t *timezone) differ(p *proof, at int64, c claim, before int, s schedule.Span) error {
	says := "nothing"
	if c.to != unknown {
		says = fmt.Sprintf("%d s, then %d s (%s)", c.from, c.to, p.name(c))
	}
	if before == unknown {
		before = s.Offset
	}
	return fmt.Errorf("%w for zone %s: at %s it would say %s; the data say %d s, then %d s (%s)",
		ErrInexact, t.zone, utcText(at), says, before, s.Offset, s.Abbr)
}

func (p *proof) name(c claim) string {
	if c.name < 0 {
		return ""
	}
	return p.lines[c.name].text
}

// expand finds the claims before the end, in order.
func (p *proof) expand() error {
	begin := 0
	for i, l := range p.lines {
		switch {
		case l.name == "BEGIN":
			begin = i + 1
		case l.name == "END" && l.text != "VTIMEZONE":
			if err := p.part(begin, i); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(p.claims, func(a, b claim) int { return cmp.Compare(a.at, b.at) })
	for i := 1; i < len(p.claims); i++ {
		if p.claims[i].at == p.claims[i-1].at {
			return fmt.Errorf("two observances begin at %s", utcText(p.claims[i].at))
		}
	}
	return nil
}

// part adds the claims of the STANDARD or DAYLIGHT of some lines.
func (p *proof) part(begin, end int) error {
	c := claim{name: -1}
	var start int64                        // on the wall
	for i, l := range p.lines[begin:end] { // what the other lines need
		switch l.name {
		case "DTSTART":
			start = readWall(l.raw)
		case "TZOFFSETFROM":
			c.from = readOffset(l.raw)
		case "TZOFFSETTO":
			c.to = readOffset(l.raw)
		case "TZNAME":
			c.name = begin + i
		}
	}
	found, listed := false, false
	add := func(wall int64) {
		c.at = wall - int64(c.from)
		found = found || wall == start
		p.claims = append(p.claims, c)
	}
	for _, l := range p.lines[begin:end] {
		switch l.name {
		case "RDATE":
			listed = true
			add(readWall(l.raw))
		case "RRULE":
			listed = true
			readRule(l.raw).expand(start, c.from, p.end, add)
		}
	}
	if !listed {
		add(start)
	}
	if !found {
		return fmt.Errorf("DTSTART, %s on the wall, is not one of the onsets of its RRULE or RDATE", utcText(start))
	}
	return nil
}

// A byDay is an RRULE with FREQ=YEARLY as its text has it.
type byDay struct {
	month   int
	weekday int // 0 Sunday to 6, −1: any
	nth     int // of these weekdays in the month, from its end if negative; 0: any
	days    uint32
	until   int64
}

// expand adds the wall times of the rule from start on, each day being tried.
func (r byDay) expand(start int64, from int, end int64, add func(wall int64)) {
	first := time.Unix(start, 0).UTC()
	clock := int64(first.Hour()*3600 + first.Minute()*60 + first.Second())
	for year := first.Year(); ; year++ {
		day := time.Date(year, time.Month(r.month), 1, 0, 0, 0, 0, time.UTC)
		next := time.Date(year, time.Month(r.month+1), 1, 0, 0, 0, 0, time.UTC)
		length := int(next.Unix()-day.Unix()) / 86400
		weekday := int(day.Weekday())
		wall := day.Unix() + clock - 86400
		for n := range length {
			wall += 86400
			if at := wall - int64(from); at >= end || at > r.until {
				return
			}
			if wall >= start && r.has(n, length, (weekday+n)%7) {
				add(wall)
			}
		}
	}
}

// has reports whether the day after n others of a month of some length, which is
// such a weekday, is in the rule.
func (r byDay) has(n, length, weekday int) bool {
	switch {
	case r.weekday >= 0 && r.weekday != weekday, r.days != 0 && r.days>>(n+1)&1 == 0:
		return false
	case r.nth > 0:
		return n/7+1 == r.nth
	case r.nth < 0:
		return (length-1-n)/7+1 == -r.nth
	}
	return true
}

func readRule(b []byte) byDay {
	r := byDay{weekday: -1, until: math.MaxInt64}
	for part := range bytes.SplitSeq(b, []byte(";")) {
		key, value, _ := bytes.Cut(part, []byte("="))
		switch string(key) {
		case "BYMONTH":
			r.month = readInt(value)
		case "BYDAY":
			at := len(value) - 2
			r.weekday = strings.Index("SUMOTUWETHFRSA", string(value[at:])) / 2
			r.nth = readInt(value[:at])
		case "BYMONTHDAY":
			for day := range bytes.SplitSeq(value, []byte(",")) {
				r.days |= 1 << readInt(day)
			}
		case "UNTIL":
			r.until = readWall(value)
		}
	}
	return r
}

// readWall reads a DATE-TIME as if it were in UTC.
func readWall(b []byte) int64 {
	return time.Date(readInt(b[:4]), time.Month(readInt(b[4:6])), readInt(b[6:8]),
		readInt(b[9:11]), readInt(b[11:13]), readInt(b[13:15]), 0, time.UTC).Unix()
}

// readOffset reads a UTC-OFFSET in seconds.
func readOffset(b []byte) int {
	seconds := readInt(b[1:3])*3600 + readInt(b[3:5])*60
	if len(b) == 7 {
		seconds += readInt(b[5:])
	}
	if b[0] == '-' {
		return -seconds
	}
	return seconds
}

func readInt(b []byte) int {
	n, sign := 0, 1
	for _, c := range b {
		if c == '-' {
			sign = -1
			continue
		}
		n = n*10 + int(c-'0')
	}
	return n * sign
}

func utcText(sec int64) string { return time.Unix(sec, 0).UTC().Format(time.RFC3339) }
