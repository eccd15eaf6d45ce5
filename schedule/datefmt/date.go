package datefmt

import (
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// Style is how much of a date is written, and how. The examples are 2021-11-18
// in en, es and ko.
type Style int

// The styles. The zero Style is Full.
const (
	// Full has everything: "Thursday, November 18, 2021", "jueves, 18 de
	// noviembre de 2021", "2021년 11월 18일 목요일".
	Full Style = iota
	// Long is Full without the weekday: "November 18, 2021", "18 de noviembre
	// de 2021", "2021년 11월 18일".
	Long
	// Day heads a day of an agenda, without a year: "Thursday, November 18",
	// "jueves, 18 de noviembre", "11월 18일 목요일".
	Day
	// Short is Day abbreviated: "Thu, Nov 18", "jue, 18 nov", "11월 18일 (목)".
	Short
	// Numeric has numbers only, without a year: "11/18", "18/11", "11. 18."
	Numeric
	// NumericWeekday is Numeric with a weekday: "Thu, 11/18", "jue, 18/11",
	// "11. 18. (목)".
	NumericWeekday
	// Compact is Numeric as tables of Korean offices have it, without spaces:
	// "11.18." In other languages it is Numeric.
	Compact
	// CompactWeekday is NumericWeekday likewise: "11.18.(목)".
	CompactWeekday
	// ISO is YYYY-MM-DD in all languages (ISO 8601).
	ISO

	yearly = ISO // in locale.dates: here begin Numeric and later with a year
)

// The widths of names, in locale.months and locale.days.
const (
	wide = iota
	abbreviated
	alone // in locale.days: add to one of the others
)

// Date writes d in a style. A date that is not valid, or a style that does not
// exist, is written as ISO; the zero Date is "".
func (l Locale) Date(d schedule.Date, s Style) string {
	var b [64]byte
	return string(l.AppendDate(b[:0], d, s))
}

// AppendDate appends what [Locale.Date] gives.
func (l Locale) AppendDate(dst []byte, d schedule.Date, s Style) []byte {
	if s < 0 || s >= ISO || !d.IsValid() {
		return append(dst, d.String()...)
	}
	row := l.row()
	return row.appendPattern(dst, row.dates[s], d)
}

// Weekday names the day of the week of a valid date as it stands alone, such as
// "Thursday", or "Thu" when short. It gives "" for a date that is not valid.
func (l Locale) Weekday(d schedule.Date, short bool) string {
	if !d.IsValid() {
		return ""
	}
	width := alone + wide
	if short {
		width = alone + abbreviated
	}
	return l.row().days[width][d.Weekday()]
}

// DateRange writes the dates from first to last and says what they share only
// once where the language does so: "November 18 – 19, 2021", "18–19 de
// noviembre de 2021", "2021년 11월 18일~19일". Where the years differ a style
// without a year has them all the same. Numeric and later write both dates
// whole; ISO is as in ISO 8601, 2021-11-18/2021-11-19. Equal dates are written
// as one.
func (l Locale) DateRange(first, last schedule.Date, s Style) string {
	var b [128]byte
	return string(l.AppendDateRange(b[:0], first, last, s))
}

// AppendDateRange appends what [Locale.DateRange] gives.
func (l Locale) AppendDateRange(dst []byte, first, last schedule.Date, s Style) []byte {
	switch {
	case first == last:
		return l.AppendDate(dst, first, s)
	case s < 0 || s >= ISO || !first.IsValid() || !last.IsValid():
		dst = append(append(dst, first.String()...), '/')
		return append(dst, last.String()...)
	}
	row := l.row()
	if s >= Numeric {
		return row.appendBoth(dst, first, last, s)
	}
	halves := &row.ranges[s][difference(first, last)]
	dst = row.appendPattern(dst, halves[0], first)
	return row.appendPattern(dst, halves[1], last)
}

// difference gives the greatest part in which two dates differ (UTS #35,
// "Interval Formats"): 0 the day, 1 the month, 2 the year.
func difference(a, b schedule.Date) int {
	switch {
	case a.Year != b.Year:
		return 2
	case a.Month != b.Month:
		return 1
	}
	return 0
}

func (row *locale) appendBoth(dst []byte, first, last schedule.Date, s Style) []byte {
	if first.Year != last.Year {
		s += yearly - Numeric
	}
	dst = row.appendPattern(dst, row.dates[s], first)
	dst = append(dst, row.rangeSep...)
	return row.appendPattern(dst, row.dates[s], last)
}

// appendPattern writes a valid date by a pattern of UTS #35.
func (row *locale) appendPattern(dst []byte, pattern string, d schedule.Date) []byte {
	for i := 0; i < len(pattern); {
		c, n := pattern[i], 1
		switch {
		case c == '\'':
			n = 1 + strings.IndexByte(pattern[i+1:], '\'')
			dst = append(dst, pattern[i+1:i+n]...)
			n++
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z':
			for i+n < len(pattern) && pattern[i+n] == c {
				n++
			}
			dst = row.appendField(dst, c, n, d)
		default:
			dst = append(dst, c)
		}
		i += n
	}
	return dst
}

// appendField writes the field of a pattern letter that stands n times (UTS
// #35, "Date Field Symbol Table"). The generator admits no other letters.
func (row *locale) appendField(dst []byte, letter byte, n int, d schedule.Date) []byte {
	switch letter {
	case 'y':
		return appendNumber(dst, d.Year, n)
	case 'M':
		if n >= 3 {
			return append(dst, row.months[4-n][d.Month-1]...)
		}
		return appendNumber(dst, int(d.Month), n)
	case 'd':
		return appendNumber(dst, d.Day, n)
	}
	width := abbreviated
	if n == 4 {
		width = wide
	}
	if letter == 'c' {
		width += alone
	}
	return append(dst, row.days[width][d.Weekday()]...)
}

// appendNumber writes n >= 0 with at least digits digits; two at most are filled up.
func appendNumber(dst []byte, n, digits int) []byte {
	if digits == 2 && n < 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}
