package contentline

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// A charset says how the octets of a line that are not UTF-8 are read.
type charset uint8

const (
	utf8Only charset = iota // there are none
	latin                   // as Windows-1252, since no rune of the line is UTF-8 of several octets
	broken                  // as U+FFFD: octets of a rune are missing
)

// clean makes spaces of the control characters of the line in hand, and sees
// whether the rest is UTF-8.
func (s *Scanner) clean() {
	if n := cleanLen(s.content); n < len(s.content) {
		s.mend(n)
	}
}

// mend is clean for a line whose first fault is at first. It leaves the input as it
// is, which may be read again, see ReadAhead.
func (s *Scanner) mend(first int) {
	if s.taken == 1 { // else it was unfolded, which is a copy
		s.unfolded = append(s.unfolded[:0], s.content...)
		s.content = s.unfolded
	}
	b := s.content
	control, invalid, wrong := -1, -1, 0
	for i := first; i < len(b); i += cleanLen(b[i:]) {
		switch {
		case b[i] >= utf8.RuneSelf:
			if wrong++; wrong == 1 {
				invalid = i
			}
		case control < 0:
			control = i
			s.repaired(i, "control character U+%04X; it and others in the line are read as spaces", b[i])
			fallthrough
		default:
			b[i] = ' '
		}
		i++
	}
	if invalid >= 0 {
		s.foreign(invalid, wrong)
	}
}

// foreign decides how a line is read of which some octets, the first of them at
// an offset, are not UTF-8.
func (s *Scanner) foreign(first, wrong int) {
	for _, c := range s.content {
		if c >= utf8.RuneSelf {
			wrong--
		}
	}
	if wrong == 0 {
		s.charset = latin
		s.latin(first)
		return
	}
	s.charset = broken
	s.leftOut(first, "0x%02X is not UTF-8; it and others in the line are read as U+FFFD", s.content[first])
}

// latin reports a line that is read as Windows-1252.
func (s *Scanner) latin(first int) {
	c := s.content[first]
	for _, other := range s.content {
		if other >= utf8.RuneSelf && windows1252(other) == utf8.RuneError {
			s.leftOut(first, "0x%02X is not UTF-8; the line is read as Windows-1252, and 0x%02X, which that has not, as U+FFFD", c, other)
			return
		}
	}
	s.repaired(first, "0x%02X is not UTF-8; the line is read as Windows-1252", c)
}

// valid gives value in UTF-8.
func (s *Scanner) valid(value []byte) []byte {
	if s.charset == utf8Only {
		return value
	}
	return s.converted(value)
}

func (s *Scanner) converted(value []byte) []byte {
	if utf8.Valid(value) {
		return value
	}
	from := len(s.decoded)
	for len(value) > 0 {
		r, n := utf8.DecodeRune(value)
		if r == utf8.RuneError && n == 1 && s.charset == latin {
			r = windows1252(value[0])
		}
		s.decoded = utf8.AppendRune(s.decoded, r)
		value = value[n:]
	}
	return s.decoded[from:len(s.decoded):len(s.decoded)]
}

// foreigns is a place in a value, as it was read and in UTF-8.
type foreigns struct{ read, valid int }

// asRead gives the offset in the value as it was read of an offset in the value
// that valid has made of it. Offsets that do not decrease cost one pass in all.
func (s *Scanner) asRead(offset int) int {
	f := &s.foreigns
	if offset < f.valid {
		*f = foreigns{}
	}
	for value := s.content[s.line.value:]; f.valid < offset && f.read < len(value); {
		r, n := utf8.DecodeRune(value[f.read:])
		if r == utf8.RuneError && n == 1 && s.charset == latin {
			r = windows1252(value[f.read])
		}
		f.read += n
		f.valid += utf8.RuneLen(r)
	}
	return f.read
}

// windows1252 gives the character of an octet from 0x80, U+FFFD for the five
// that have none.
func windows1252(c byte) rune {
	if c >= 0xA0 {
		return rune(c)
	}
	return from80to9F[c-0x80]
}

var from80to9F = [32]rune([]rune("€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ"))

// cleanLen gives how much of the beginning of b is valid UTF-8 without control
// characters other than HTAB.
func cleanLen(b []byte) int {
	i := 0
	for i < len(b) {
		i += printable(b[i:])
		if i == len(b) {
			break
		}
		if b[i] == '\t' {
			i++
			continue
		}
		n := wholeRunes(b[i:])
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// printable gives how many octets at the beginning of b are printable ASCII. It
// looks at eight at once: the high bit of an octet of m is set if that octet is
// below 0x20 or above 0x7E. Carries and borrows come out of such octets only, so
// the lowest one is exact.
func printable(b []byte) int {
	i := 0
	for ; len(b)-i >= 8; i += 8 {
		x := binary.LittleEndian.Uint64(b[i:])
		if m := (x | (x + ones) | (x - ' '*ones)) & highs; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for i < len(b) && ' ' <= b[i] && b[i] <= '~' {
		i++
	}
	return i
}

// wholeRunes gives the length of the valid runes of several octets that b
// begins with.
func wholeRunes(b []byte) int {
	i := 0
	for i < len(b) && b[i] >= utf8.RuneSelf {
		c := b[i]
		if 0xE1 <= c && c <= 0xEF && c != 0xED && i+3 <= len(b) && b[i+1]&0xC0 == 0x80 && b[i+2]&0xC0 == 0x80 {
			i += 3 // U+1000 to U+CFFF, U+E000 to U+FFFF
			continue
		}
		if 0xC2 <= c && c <= 0xDF && i+2 <= len(b) && b[i+1]&0xC0 == 0x80 {
			i += 2 // U+0080 to U+07FF
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n == 1 {
			break
		}
		i += n
	}
	return i
}
