package schedule

import (
	"fmt"
	"time"
)

// Offset is a distance from UTC as a document states it, positive east of
// Greenwich. The zero Offset is not set, which is not +00:00.
type Offset struct {
	seconds int32
	set     bool
}

// OffsetOf makes an Offset of seconds east of Greenwich. Its range is a day,
// exclusive, on either side, as in RFC 5545 §3.3.14.
func OffsetOf(seconds int) (Offset, error) {
	if seconds <= -86400 || seconds >= 86400 {
		return Offset{}, fmt.Errorf("an offset of %d s is not less than a day", seconds)
	}
	return Offset{int32(seconds), true}, nil
}

// ParseOffset reads ±HH:MM or ±HH:MM:SS, and "Z" as +00:00.
func ParseOffset(s string) (Offset, error) {
	if s == "Z" {
		return Offset{set: true}, nil
	}
	if len(s) < 6 || s[0] != '+' && s[0] != '-' {
		return Offset{}, fmt.Errorf("%q is not an offset; write ±HH:MM, such as -05:00", s)
	}
	c, err := ParseClock(s[1:])
	if err != nil || c >= Midnight24 {
		return Offset{}, fmt.Errorf("%q is not an offset; write ±HH:MM, such as -05:00", s)
	}
	if s[0] == '-' {
		c = -c
	}
	return Offset{int32(c), true}, nil
}

// IsZero reports whether o is not set.
func (o Offset) IsZero() bool { return !o.set }

// Seconds gives the seconds east of Greenwich.
func (o Offset) Seconds() int { return int(o.seconds) }

// Duration gives the distance from UTC.
func (o Offset) Duration() time.Duration { return time.Duration(o.seconds) * time.Second }

// String gives ±HH:MM, with seconds when there are any, and "" for the zero
// Offset.
func (o Offset) String() string {
	if !o.set {
		return ""
	}
	sign, c := "+", Clock(o.seconds)
	if c < 0 {
		sign, c = "-", -c
	}
	return sign + c.String()
}
