package contentline

import (
	"math/bits"
	"unicode/utf8"
)

// An encoding says what becomes of each byte of a value.
type encoding struct {
	lead  byte      // first octet of an escape pair
	class [256]byte // plain, multi, refused, or the second octet of the pair
	// special has the printable ASCII characters that are not plain, each
	// repeated eight times; 0x7F fills up.
	special [3]uint64
}

const (
	plain   = 0 // copied
	multi   = 1 // begins or continues a rune of several octets
	refused = 2
)

var (
	raw        = newEncoding(0, "", "")
	text       = newEncoding('\\', "\\;,\r\n", `\;,nn`) // RFC 5545 §3.3.11
	paramValue = newEncoding('^', "^\"\r\n", `^'nn`)    // RFC 6868 §3.1
)

const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

func newEncoding(lead byte, special, second string) encoding {
	e := encoding{lead: lead, special: [3]uint64{0x7F * ones, 0x7F * ones, 0x7F * ones}}
	for c := range e.class {
		switch {
		case c >= utf8.RuneSelf:
			e.class[c] = multi
		case c < ' ' && c != '\t' || c == 0x7F:
			e.class[c] = refused
		}
	}
	for i := range len(special) {
		e.class[special[i]] = second[i]
		if special[i] >= ' ' {
			e.special[i] = uint64(special[i]) * ones
		}
	}
	return e
}

// put encodes, folds and copies s.
func (w *Writer) put(e *encoding, s string) {
	for w.err == nil {
		room := s[:min(len(s), maxOctets-w.col)]
		n := e.plainOctets(room)
		if n < len(room) && e.class[room[n]] <= multi {
			n += e.run(room[n:])
		}
		w.buf = append(w.buf, s[:n]...)
		w.col += n
		w.taken += n
		if s = s[n:]; s == "" {
			return
		}
		switch c := e.class[s[0]]; c {
		case plain:
			w.foldBefore(rune(s[0]))
		case multi:
			r, n := utf8.DecodeRuneInString(s)
			if n == 1 {
				w.refuse(s[0])
				return
			}
			w.foldBefore(r)
		case refused:
			w.refuse(s[0])
			return
		default:
			w.pair(e.lead, c)
			n := breakLen(s)
			s = s[n:]
			w.taken += n
		}
	}
}

// run returns how much of the start of s is copied as it is: plain octets and
// whole, valid runes.
func (e *encoding) run(s string) int {
	i := 0
	for i < len(s) {
		switch e.class[s[i]] {
		case plain:
			i += 1 + e.plainOctets(s[i+1:])
		case multi:
			n := runes(s[i:])
			if i += n; n == 0 || i < len(s) && s[i] >= utf8.RuneSelf {
				return i
			}
		default:
			return i
		}
	}
	return i
}

// plainOctets returns how many octets at the start of s are plain, HTAB not
// counted as such. It looks at eight at once: the high bit of an octet of m is
// set if that octet is below 0x20, above 0x7E or special. Carries and borrows
// come out of such octets only, so the lowest one is exact.
func (e *encoding) plainOctets(s string) int {
	i, special := 0, e.special
	for ; len(s)-i >= 8; i += 8 {
		x := octets(s[i:])
		m := x | (x + ones) | (x - ' '*ones) |
			((x ^ special[0]) - ones) | ((x ^ special[1]) - ones) | ((x ^ special[2]) - ones)
		if m&highs != 0 {
			return i + bits.TrailingZeros64(m&highs)/8
		}
	}
	for i < len(s) && e.class[s[i]] == plain {
		i++
	}
	return i
}

// octets returns the first eight octets of s; the compiler makes it one load.
func octets(s string) uint64 {
	s = s[:8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// runes returns the length of the runes of several octets that s begins with,
// up to the first octet that is ASCII, invalid or of a rune that s cuts off.
func runes(s string) int {
	i := 0
	for i < len(s) {
		switch c := s[i]; {
		case c < utf8.RuneSelf:
			return i
		case 0xE1 <= c && c <= 0xEC && i+3 <= len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80:
			i += 3 // U+1000 to U+CFFF
		case 0xC2 <= c && c <= 0xDF && i+2 <= len(s) && s[i+1]&0xC0 == 0x80:
			i += 2
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			if n == 1 {
				return i
			}
			i += n
		}
	}
	return i
}

// breakLen returns the octets at the start of s that one escape pair stands for:
// 2 for CR LF, else 1.
func breakLen(s string) int {
	if s[0] == '\r' && len(s) > 1 && s[1] == '\n' {
		return 2
	}
	return 1
}

func (w *Writer) pair(a, b byte) {
	if w.col+2 > maxOctets {
		w.fold()
	}
	w.buf = append(w.buf, a, b)
	w.col += 2
}

// ascii writes names and values that need no check.
func (w *Writer) ascii(s string) {
	for w.col+len(s) > maxOctets {
		n := maxOctets - w.col
		w.buf = append(w.buf, s[:n]...)
		s = s[n:]
		w.fold()
	}
	w.buf = append(w.buf, s...)
	w.col += len(s)
}

// octet writes punctuation.
func (w *Writer) octet(c byte) {
	if w.col == maxOctets {
		w.fold()
	}
	w.buf = append(w.buf, c)
	w.col++
}

// enclose writes s with punctuation around it.
func (w *Writer) enclose(before byte, s string, after byte) {
	if w.col+len(s)+2 > maxOctets {
		w.octet(before)
		w.ascii(s)
		w.octet(after)
		return
	}
	buf := append(w.buf, before)
	buf = append(buf, s...)
	w.buf = append(buf, after)
	w.col += len(s) + 2
}
