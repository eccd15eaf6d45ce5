package schedule

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, without a clock and
// without a zone. The zero Date is not set and not valid.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads YYYY-MM-DD (ISO 8601, RFC 3339 full-date). The error names
// the text and the form that was expected.
func ParseDate(s string) (Date, error) {
	var d Date
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return d, fmt.Errorf("%q is not a date; write YYYY-MM-DD, such as 2021-11-18", s)
	}
	y, ok1 := digits(s[0:4])
	m, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 {
		return d, fmt.Errorf("%q is not a date; write YYYY-MM-DD, such as 2021-11-18", s)
	}
	d = Date{y, time.Month(m), day}
	if !d.IsValid() {
		return Date{}, fmt.Errorf("%q is not a day of the calendar", s)
	}
	return d, nil
}

// digits reads a run of ASCII digits.
func digits(s string) (n int, ok bool) {
	for i := range len(s) {
		c := s[i] - '0'
		if c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, len(s) > 0
}

// DateOf gives the date that a UTC clock shows at t. For a date on another
// wall use [Zone.Wall].
func DateOf(t time.Time) Date {
	y, m, d := t.UTC().Date()
	return Date{y, m, d}
}

// IsZero reports whether d is not set.
func (d Date) IsZero() bool { return d == Date{} }

// IsValid reports whether d is a day of the calendar in the years 1 to 9999.
func (d Date) IsValid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.Month >= 1 && d.Month <= 12 &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year int, m time.Month) int {
	switch m {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Compare gives -1, 0 or +1 as d is before, equal to or after o.
func (d Date) Compare(o Date) int {
	return cmp.Or(cmp.Compare(d.Year, o.Year), cmp.Compare(d.Month, o.Month), cmp.Compare(d.Day, o.Day))
}

// AddDays gives the date n days after d; n may be negative.
func (d Date) AddDays(n int) Date { return dateOfDay(d.day() + int64(n)) }

// DaysSince gives the number of days from o to d: 1 when d is the day after o.
func (d Date) DaysSince(o Date) int { return int(d.day() - o.day()) }

// Weekday gives the day of the week of a valid date.
func (d Date) Weekday() time.Weekday { return time.Weekday(((d.day()+4)%7 + 7) % 7) }

// day counts days since 1970-01-01, by the era arithmetic in which the year
// begins in March, so that a leap day is the last day of its year.
func (d Date) day() int64 {
	y, m := int64(d.Year), int64(d.Month)
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + int64(d.Day) - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// dateOfDay is the inverse of day.
func dateOfDay(n int64) Date {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d := Date{Year: int(yoe + era*400), Month: time.Month((mp+2)%12 + 1), Day: int(doy - (153*mp+2)/5 + 1)}
	if d.Month <= 2 {
		d.Year++
	}
	return d
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// String gives YYYY-MM-DD, and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.append(make([]byte, 0, 10)))
}

// append writes what String gives, a date that is set.
func (d Date) append(b []byte) []byte {
	if d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 99 || d.Day < 0 || d.Day > 99 {
		return fmt.Appendf(b, "%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
	}
	b = append2(append2(b, d.Year/100), d.Year%100)
	b = append2(append(b, '-'), int(d.Month))
	return append2(append(b, '-'), d.Day)
}

// append2 writes a number below 100 with two digits.
func append2(b []byte, n int) []byte { return append(b, '0'+byte(n/10), '0'+byte(n%10)) }

// MarshalText writes what [Date.String] gives.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads; an empty text gives the zero Date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}
