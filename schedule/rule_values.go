package schedule

import (
	"strconv"
	"time"
)

// Freq is how long the periods of a rule are. The zero Freq is not set.
type Freq int

// The frequencies, from the longest period to the shortest.
const (
	Yearly Freq = iota + 1
	Monthly
	Weekly
	Daily
	Hourly
	Minutely
	Secondly
)

var freqNames = []string{"", "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"}

// String gives the name of RFC 5545, such as "WEEKLY", and "" for the zero Freq.
func (f Freq) String() string {
	if f < 0 || int(f) >= len(freqNames) {
		return "Freq(" + strconv.Itoa(int(f)) + ")"
	}
	return freqNames[f]
}

// NthDay is a weekday of a rule.
type NthDay struct {
	// N picks one of its kind in the month or year, 1 to 53 from the beginning,
	// -53 to -1 from the end; 0: every.
	N   int
	Day time.Weekday
}

// weekdayNames are the names of RFC 5545 in the order of [time.Weekday].
var weekdayNames = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// String gives the form of RFC 5545, such as TU, 2TU or -1FR.
func (d NthDay) String() string {
	name := "Weekday(" + strconv.Itoa(int(d.Day)) + ")"
	if d.Day >= 0 && int(d.Day) < len(weekdayNames) {
		name = weekdayNames[d.Day]
	}
	if d.N == 0 {
		return name
	}
	return strconv.Itoa(d.N) + name
}

// Until is the last moment of a rule, itself included. The zero Until is none.
type Until struct {
	// At is a wall time; with UntilDate its clock is zero.
	At   DateTime
	Form UntilForm
}

// UntilForm is how an UNTIL is written. The zero UntilForm is not set.
type UntilForm int

// The forms of UNTIL.
const (
	// UntilDate is a date; that whole date counts.
	UntilDate UntilForm = iota + 1
	// UntilWall is a time on the wall of the series.
	UntilWall
	// UntilUTC is a time on a clock in UTC, and so an instant. What takes place
	// at it counts, what takes place later does not.
	UntilUTC
)

// IsZero reports whether there is no such end.
func (u Until) IsZero() bool { return u == Until{} }

// String gives the form of RFC 5545, such as 20210601 or 20210601T130000Z, and
// "" for the zero Until.
func (u Until) String() string {
	if u.IsZero() {
		return ""
	}
	at := wallOf(u.At.seconds())
	t := time.Date(at.Date.Year, at.Date.Month, at.Date.Day, 0, 0, int(at.Clock), 0, time.UTC)
	switch u.Form {
	case UntilDate:
		return t.Format("20060102")
	case UntilUTC:
		return t.Format("20060102T150405Z")
	}
	return t.Format("20060102T150405")
}
