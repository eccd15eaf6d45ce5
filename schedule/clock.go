package schedule

import (
	"fmt"
	"time"
)

// Clock is what a wall clock shows, in seconds after the midnight that begins
// its [Day]. Its range is 0 to 47:59:59: a clock of 24:00 or more is on the
// morning after, and still belongs to the day before that midnight. The zero
// Clock is midnight.
type Clock int32

// Lengths of clocks in seconds.
const (
	Minute Clock = 60
	Hour   Clock = 60 * Minute
	// Midnight24 is the midnight that ends a day.
	Midnight24 Clock = 24 * Hour
	clockEnd   Clock = 48 * Hour
)

// ParseClock reads HH:MM or HH:MM:SS with hours 00 to 47. A single digit for
// the hour is accepted.
func ParseClock(s string) (Clock, error) {
	text := s
	if len(text) > 1 && text[1] == ':' {
		text = "0" + text
	}
	if (len(text) != 5 && len(text) != 8) || text[2] != ':' {
		return 0, fmt.Errorf("%q is not a clock; write HH:MM, such as 08:30", s)
	}
	h, ok1 := digits(text[0:2])
	m, ok2 := digits(text[3:5])
	sec, ok3 := 0, true
	if len(text) == 8 {
		sec, ok3 = digits(text[6:8])
		ok3 = ok3 && text[5] == ':'
	}
	if !ok1 || !ok2 || !ok3 {
		return 0, fmt.Errorf("%q is not a clock; write HH:MM, such as 08:30", s)
	}
	if h > 47 || m > 59 || sec > 59 {
		return 0, fmt.Errorf("%q is not a clock: hours run from 00 to 47, minutes and seconds to 59", s)
	}
	return Clock(h)*Hour + Clock(m)*Minute + Clock(sec), nil
}

// IsValid reports whether c is within 0 and 47:59:59.
func (c Clock) IsValid() bool { return c >= 0 && c < clockEnd }

// String gives HH:MM, or HH:MM:SS when there are seconds; "25:30" for half
// past one on the next morning.
func (c Clock) String() string {
	return string(c.append(make([]byte, 0, 8)))
}

// append writes what String gives.
func (c Clock) append(b []byte) []byte {
	if !c.IsValid() {
		return fmt.Appendf(b, "Clock(%d)", int32(c))
	}
	b = append2(b, int(c/Hour))
	b = append2(append(b, ':'), int(c/Minute%60))
	if s := c % 60; s != 0 {
		b = append2(append(b, ':'), int(s))
	}
	return b
}

// MarshalText writes what [Clock.String] gives, and fails for an invalid clock.
func (c Clock) MarshalText() ([]byte, error) {
	if !c.IsValid() {
		return nil, fmt.Errorf("%d seconds are not a clock; the range is 0 to %d", int32(c), int32(clockEnd-1))
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads what [ParseClock] reads.
func (c *Clock) UnmarshalText(b []byte) (err error) {
	*c, err = ParseClock(string(b))
	return err
}

// DateTime is a wall time: a date and the clock on the wall of some place that
// it does not name. The zero DateTime is not set and not valid. A clock of
// 24:00 or more is a wall time of a later date; == tells 2021-11-18T25:30 from
// 2021-11-19T01:30, [DateTime.Compare] does not.
type DateTime struct {
	Date  Date
	Clock Clock
}

// ParseDateTime reads YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SS, with the hours
// of [ParseClock].
func ParseDateTime(s string) (DateTime, error) {
	if len(s) < 16 || s[10] != 'T' {
		return DateTime{}, fmt.Errorf("%q is not a wall time; write YYYY-MM-DDTHH:MM", s)
	}
	d, err := ParseDate(s[:10])
	if err != nil {
		return DateTime{}, err
	}
	c, err := ParseClock(s[11:])
	if err != nil {
		return DateTime{}, err
	}
	return DateTime{d, c}, nil
}

// IsZero reports whether w is not set.
func (w DateTime) IsZero() bool { return w == DateTime{} }

// IsValid reports whether both parts are valid.
func (w DateTime) IsValid() bool { return w.Date.IsValid() && w.Clock.IsValid() }

// Normal gives the same wall time with a clock below 24:00.
func (w DateTime) Normal() DateTime { return wallOf(w.seconds()) }

// Add gives the wall time that a clock without changes shows d later. It is
// arithmetic on the wall, not on instants.
func (w DateTime) Add(d time.Duration) DateTime {
	return wallOf(w.seconds() + int64(d/time.Second))
}

// Compare gives -1, 0 or +1 as w is before, the same as or after o on one wall.
func (w DateTime) Compare(o DateTime) int {
	a, b := w.seconds(), o.seconds()
	switch {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// seconds counts the wall's seconds since 1970-01-01T00:00 on the same wall.
func (w DateTime) seconds() int64 { return w.Date.day()*86400 + int64(w.Clock) }

func wallOf(sec int64) DateTime {
	day := floorDiv(sec, 86400)
	return DateTime{dateOfDay(day), Clock(sec - day*86400)}
}

// String gives YYYY-MM-DDTHH:MM, with seconds when there are any, and "" for
// the zero DateTime.
func (w DateTime) String() string {
	if w.IsZero() {
		return ""
	}
	b := make([]byte, 0, 19)
	if !w.Date.IsZero() {
		b = w.Date.append(b)
	}
	return string(w.Clock.append(append(b, 'T')))
}

// MarshalText writes what [DateTime.String] gives.
func (w DateTime) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads what [ParseDateTime] reads; an empty text gives the zero
// DateTime.
func (w *DateTime) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*w = DateTime{}
		return nil
	}
	*w, err = ParseDateTime(string(b))
	return err
}
