package datefmt

import "strings"

// Offset writes a distance from UTC in seconds, positive east of Greenwich:
// "UTC−05:00" with U+2212, "UTC+05:45", with seconds only if it has any. No
// distance is "UTC" alone, as CLDR's format for zero offsets has it. Offsets are
// alike in all languages.
func (l Locale) Offset(seconds int) string {
	var b [32]byte
	return string(l.AppendOffset(b[:0], seconds))
}

// AppendOffset appends what [Locale.Offset] gives.
func (l Locale) AppendOffset(dst []byte, seconds int) []byte {
	dst = append(dst, "UTC"...)
	if seconds == 0 {
		return dst
	}
	dst, seconds = appendSign(dst, seconds)
	dst = appendNumber(dst, seconds/3600, 2)
	dst = append(dst, ':')
	dst = appendNumber(dst, seconds/60%60, 2)
	if seconds%60 != 0 {
		dst = append(dst, ':')
		dst = appendNumber(dst, seconds%60, 2)
	}
	return dst
}

// appendSign writes "+" or U+2212 and gives n without its sign.
func appendSign(dst []byte, n int) ([]byte, int) {
	if n < 0 {
		return append(dst, "−"...), -n
	}
	return append(dst, '+'), n
}

// Difference writes how far one clock is ahead of another, in seconds: "+14 h",
// "−2 h 30 min", "+14시간" (ko). None is "±0 h".
func (l Locale) Difference(seconds int) string {
	var b [64]byte
	return string(l.AppendDifference(b[:0], seconds))
}

// AppendDifference appends what [Locale.Difference] gives.
func (l Locale) AppendDifference(dst []byte, seconds int) []byte {
	if seconds == 0 {
		dst = append(dst, "±"...)
		return appendNumbered(dst, l.pick(units[0]), 0)
	}
	dst, seconds = appendSign(dst, seconds)
	first := true
	for i, n := range [...]int{seconds / 3600, seconds / 60 % 60, seconds % 60} {
		if n == 0 {
			continue
		}
		if !first && l.spaced() {
			dst = append(dst, ' ')
		}
		dst, first = appendNumbered(dst, l.pick(units[i]), n), false
	}
	return dst
}

// Shift writes by how many seconds something takes place later, or if negative
// earlier, than was said: "1 h earlier", "30 min más tarde", "1시간 앞당겨짐". None is
// "±0 h".
func (l Locale) Shift(seconds int) string {
	row := later
	if seconds < 0 {
		row = earlier
	}
	by := l.Difference(seconds)
	if seconds == 0 {
		return by
	}
	by = strings.TrimLeft(by, "+−")
	return strings.Replace(l.pick(row), "#", by, 1)
}

// spaced reports whether the language parts words by spaces.
func (l Locale) spaced() bool { return l.Lang() != "ja" && l.Lang() != "zh" }
