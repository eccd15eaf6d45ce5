package ical

import (
	"strconv"
	"time"
)

// An observance is a STANDARD or DAYLIGHT part of a VTIMEZONE, RFC 5545 §3.6.5.
type observance struct {
	onset            // the first one, DTSTART
	rule  recurrence // of the others; zero: none
	dates []onset    // all, if there are others that no rule names
}

// A recurrence is the RRULE of an observance; the zero recurrence is none.
type recurrence struct {
	month   time.Month
	fixed   bool // the day of the month alone, no weekday
	weekday time.Weekday
	nth     int   // n-th such weekday of the month, −1 the last; 0: each
	low     int   // BYMONTHDAY: days low to high; 0: none
	high    int   // not below low
	until   int64 // seconds since 1970-01-01T00:00Z; 0: for ever
}

// recurrence gives the RRULE of a rule that does not overflow its month.
func (r yearly) recurrence() recurrence {
	c := recurrence{month: r.month, weekday: r.weekday, nth: r.nth()}
	switch {
	case r.form == fixedDay:
		c.fixed, c.low, c.high = true, r.day, r.day
	case c.nth == 0:
		c.low, c.high = r.day, r.day+6
	}
	return c
}

// A line is a content line before it is folded.
type line struct {
	name string
	text string // of BEGIN, END and TEXT values, unescaped
	raw  []byte // of other values
}

// vtimezone gives the lines of the component.
func vtimezone(tzid string, list []observance) []line {
	t := tape{lines: make([]line, 0, 3+8*len(list)), room: make([]byte, 0, 128*len(list))}
	t.text("BEGIN", "VTIMEZONE")
	t.text("TZID", tzid)
	for i := range list {
		t.observance(&list[i])
	}
	t.text("END", "VTIMEZONE")
	return t.lines
}

// A tape collects lines; their raw values share one array.
type tape struct {
	lines []line
	room  []byte
}

func (t *tape) text(name, s string) { t.lines = append(t.lines, line{name: name, text: s}) }

// raw adds a line of the bytes in room from start on.
func (t *tape) raw(name string, start int) {
	t.lines = append(t.lines, line{name: name, raw: t.room[start:len(t.room):len(t.room)]})
}

func (t *tape) observance(o *observance) {
	component := "STANDARD"
	if o.daylight {
		component = "DAYLIGHT"
	}
	t.text("BEGIN", component)
	t.wall("DTSTART", &o.onset)
	t.offset("TZOFFSETFROM", int(o.from))
	t.offset("TZOFFSETTO", int(o.to))
	if o.name != "" {
		t.text("TZNAME", o.name)
	}
	if o.rule.month != 0 {
		t.recurrence(o.rule)
	}
	// ical.js reads one value of a line, and forgets DTSTART where it reads
	// RDATE: one line a value, DTSTART among them.
	for i := range o.dates {
		t.wall("RDATE", &o.dates[i])
	}
	t.text("END", component)
}

func (t *tape) wall(name string, o *onset) {
	start := len(t.room)
	t.room = appendWall(t.room, o)
	t.raw(name, start)
}

func (t *tape) offset(name string, seconds int) {
	start := len(t.room)
	t.room = appendOffset(t.room, seconds)
	t.raw(name, start)
}

func (t *tape) recurrence(c recurrence) {
	start := len(t.room)
	t.room = append(t.room, "FREQ=YEARLY"...)
	t.room = append(t.room, ";BYMONTH="...)
	t.room = strconv.AppendInt(t.room, int64(c.month), 10)
	if !c.fixed {
		t.room = append(t.room, ";BYDAY="...)
		if c.nth != 0 {
			t.room = strconv.AppendInt(t.room, int64(c.nth), 10)
		}
		t.room = append(t.room, "SUMOTUWETHFRSA"[2*c.weekday:][:2]...)
	}
	if c.low != 0 {
		t.room = append(t.room, ";BYMONTHDAY="...)
	}
	for day := c.low; day != 0 && day <= c.high; day++ {
		if day > c.low {
			t.room = append(t.room, ',')
		}
		t.room = strconv.AppendInt(t.room, int64(day), 10)
	}
	if c.until != 0 {
		until := newOnset(c.until, 0, 0)
		t.room = append(t.room, ";UNTIL="...)
		t.room = append(appendWall(t.room, &until), 'Z')
	}
	t.raw("RRULE", start)
}

// appendWall writes the wall time as a DATE-TIME, RFC 5545 §3.3.5.
func appendWall(b []byte, o *onset) []byte {
	d := o.date()
	b = append2(append2(b, d.Year/100), d.Year%100)
	b = append2(append2(b, int(d.Month)), d.Day)
	return appendClock(append(b, 'T'), int(o.clock), true)
}

// appendOffset writes a UTC-OFFSET, RFC 5545 §3.3.14.
func appendOffset(b []byte, seconds int) []byte {
	if seconds < 0 {
		return appendClock(append(b, '-'), -seconds, seconds%60 != 0)
	}
	return appendClock(append(b, '+'), seconds, seconds%60 != 0)
}

func appendClock(b []byte, seconds int, full bool) []byte {
	b = append2(append2(b, seconds/3600), seconds/60%60)
	if full {
		b = append2(b, seconds%60)
	}
	return b
}

// append2 writes two digits.
func append2(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// emit sends lines to a sink.
func emit(s sink, lines []line) {
	for _, l := range lines {
		switch l.name {
		case "BEGIN":
			s.Begin(l.text)
		case "END":
			s.End(l.text)
		default:
			s.Name(l.name)
			if l.raw == nil {
				s.Text(l.text)
			} else {
				s.RawBytes(l.raw)
			}
			s.EndLine()
		}
	}
}
