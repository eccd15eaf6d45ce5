package datefmt

import (
	"strconv"

	"github.com/plenaria/plenaria/schedule"
)

// Clock writes a clock in 24 hours with two digits, with seconds only if it has
// any. An end may be 24:00, and a clock beyond it stands as it is: 25:30. A
// shift other than 0 is a distance in days from the date under which the clock
// is printed; it follows as a mark: 00:30⁺¹, 23:30⁻¹. Clocks are alike in all
// languages.
func (l Locale) Clock(c schedule.Clock, shift int) string {
	var b [32]byte
	return string(l.AppendClock(b[:0], c, shift))
}

// AppendClock appends what [Locale.Clock] gives.
func (l Locale) AppendClock(dst []byte, c schedule.Clock, shift int) []byte {
	return appendShift(appendClock(dst, c), shift)
}

func appendClock(dst []byte, c schedule.Clock) []byte {
	if !c.IsValid() {
		return append(dst, c.String()...)
	}
	dst = appendNumber(dst, int(c/schedule.Hour), 2)
	dst = append(dst, ':')
	dst = appendNumber(dst, int(c/schedule.Minute%60), 2)
	if sec := int(c % schedule.Minute); sec != 0 {
		dst = append(dst, ':')
		dst = appendNumber(dst, sec, 2)
	}
	return dst
}

// superscripts are the digits of a day mark.
var superscripts = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// appendShift writes a day mark: U+207A or U+207B and superscript digits.
func appendShift(dst []byte, days int) []byte {
	if days == 0 {
		return dst
	}
	sign := "⁺"
	if days < 0 {
		sign = "⁻"
	}
	dst = append(dst, sign...)
	var b [20]byte
	for _, c := range strconv.AppendInt(b[:0], int64(days), 10) {
		if c != '-' {
			dst = append(dst, superscripts[c-'0']...)
		}
	}
	return dst
}

// Clocks writes a start and an end, each as [Locale.Clock] does: "22:30 ~ 23:00"
// (ko), "22:30–23:00" (es), "23:30 – 00:30⁺¹" (en).
func (l Locale) Clocks(start, end schedule.Clock, startShift, endShift int) string {
	var b [64]byte
	return string(l.AppendClocks(b[:0], start, end, startShift, endShift))
}

// AppendClocks appends what [Locale.Clocks] gives.
func (l Locale) AppendClocks(dst []byte, start, end schedule.Clock, startShift, endShift int) []byte {
	dst = l.AppendClock(dst, start, startShift)
	dst = append(dst, l.row().clockSep...)
	return l.AppendClock(dst, end, endShift)
}

// Span writes a start and an end with their dates: "11.18. 22:30 ~ 11.19. 08:00"
// (ko, [Compact]). The date is written once if both have the same:
// "18/11, 22:30–23:00" (es, [Numeric]). Years are written only if s has them.
func (l Locale) Span(start, end schedule.DateTime, s Style) string {
	var b [160]byte
	return string(l.AppendSpan(b[:0], start, end, s))
}

// AppendSpan appends what [Locale.Span] gives.
func (l Locale) AppendSpan(dst []byte, start, end schedule.DateTime, s Style) []byte {
	row := l.row()
	dst = l.appendMoment(dst, start, s)
	if start.Date == end.Date {
		dst = append(dst, row.clockSep...)
		return appendClock(dst, end.Clock)
	}
	dst = append(dst, row.rangeSep...)
	return l.appendMoment(dst, end, s)
}

func (l Locale) appendMoment(dst []byte, w schedule.DateTime, s Style) []byte {
	dst = l.AppendDate(dst, w.Date, s)
	dst = append(dst, l.row().glue...)
	return appendClock(dst, w.Clock)
}
