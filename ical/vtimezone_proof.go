package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// This file checks what the others have found, so it shares no code with them:
// it reads the lines as a calendar client would, and expands the rules day by
// day.

// A claim is what the lines say of one moment: the offset before it, and the
// offset and the name from then on.
type claim struct {
	at       int64 // seconds since 1970-01-01T00:00Z
	from, to int
	name     string
}

// prove compares what the lines say with the zone's data, from lo to hi.
func (t *timezone) prove(lines []line) error {
	claims, err := expand(lines, t.hi.Unix())
	if err != nil {
		return fmt.Errorf("%w for zone %s: %w", ErrInexact, t.zone, err)
	}
	if err := t.proveSpans(claims); err != nil {
		return err
	}
	for _, c := range claims {
		if c.at <= t.lo.Unix() || c.at >= t.hi.Unix() {
			continue
		}
		s := t.zone.At(time.Unix(c.at, 0))
		if before := t.zone.Offset(time.Unix(c.at-1, 0)); before != c.from || s.Offset != c.to || t.names && s.Abbr != c.name {
			return t.differ(c.at, c, before, s.Offset, s.Abbr)
		}
	}
	return nil
}

// proveSpans checks that each span begins as the lines say.
func (t *timezone) proveSpans(claims []claim) error {
	next := 0
	for s := range t.zone.Spans(t.lo, t.hi) {
		start := t.lo.Unix()
		if s.Start.After(t.lo) {
			start = s.Start.Unix()
		}
		for next < len(claims) && claims[next].at <= start {
			next++
		}
		c := claim{name: "nothing"}
		if next > 0 {
			c = claims[next-1]
		}
		if next == 0 || c.to != s.Offset || t.names && c.name != s.Abbr {
			return t.differ(start, c, s.Offset, s.Offset, s.Abbr)
		}
	}
	return nil
}

func (t *timezone) differ(at int64, c claim, from, to int, name string) error {
	return fmt.Errorf("%w for zone %s: at %s it would say %d to %d s (%s), the data say %d to %d s (%s)",
		ErrInexact, t.zone, utcText(at), c.from, c.to, c.name, from, to, name)
}

// expand gives the claims of the lines before an instant, in order.
func expand(lines []line, end int64) (claims []claim, err error) {
	claims = make([]claim, 0, 64)
	begin := 0
	for i, l := range lines {
		switch {
		case l.name == "BEGIN":
			begin = i + 1
		case l.name == "END" && l.text != "VTIMEZONE":
			if claims, err = expandPart(claims, lines[begin:i], end); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(claims, func(a, b claim) int { return cmp.Compare(a.at, b.at) })
	for i := 1; i < len(claims); i++ {
		if claims[i].at == claims[i-1].at {
			return nil, fmt.Errorf("two observances begin at %s", utcText(claims[i].at))
		}
	}
	return claims, nil
}

// expandPart appends the claims of one STANDARD or DAYLIGHT.
func expandPart(claims []claim, part []line, end int64) ([]claim, error) {
	var c claim
	var start int64          // on the wall
	for _, l := range part { // names and offsets are needed for all that follows
		switch l.name {
		case "DTSTART":
			start = readWall(l.raw)
		case "TZOFFSETFROM":
			c.from = readOffset(l.raw)
		case "TZOFFSETTO":
			c.to = readOffset(l.raw)
		case "TZNAME":
			c.name = l.text
		}
	}
	found, listed := false, false
	add := func(wall int64) {
		c.at = wall - int64(c.from)
		found = found || wall == start
		claims = append(claims, c)
	}
	for _, l := range part {
		switch l.name {
		case "RDATE":
			listed = true
			add(readWall(l.raw))
		case "RRULE":
			listed = true
			readRule(l.raw).expand(start, c.from, end, add)
		}
	}
	if !listed {
		add(start)
	}
	if !found {
		return nil, fmt.Errorf("the onset of DTSTART, %s on the wall, is not one of its RRULE or RDATE", utcText(start))
	}
	return claims, nil
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
		length := day.AddDate(0, 1, -1).Day()
		weekday := int(day.Weekday())
		for n := range length {
			wall := day.Unix() + int64(n)*86400 + clock
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
