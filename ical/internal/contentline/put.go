package contentline

import "unicode/utf8"

// An encoding says what becomes of each byte of a value.
type encoding struct {
	lead  byte      // first octet of an escape pair
	class [256]byte // plain, multi, refused, or the second octet of the pair
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

func newEncoding(lead byte, special, second string) encoding {
	e := encoding{lead: lead}
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
	}
	return e
}

// put encodes, folds and copies s.
func put[T string | []byte](w *Writer, e *encoding, s T) {
	for i := 0; ; {
		j := run(e, s, i, min(len(s), i+maxOctets-w.col))
		w.buf = append(w.buf, s[i:j]...)
		w.col += j - i
		if i = j; i == len(s) || w.err != nil {
			return
		}
		switch c := e.class[s[i]]; c {
		case plain:
			w.foldBefore(rune(s[i]))
		case multi:
			r, n := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			if n == 1 {
				w.refuse(s[i], i)
				return
			}
			w.foldBefore(r)
		case refused:
			w.refuse(s[i], i)
			return
		default:
			w.pair(e.lead, c)
			i += breakLen(s[i:])
		}
	}
}

// run returns the end of the longest piece of s[i:end] that is copied as it is:
// plain octets and whole, valid runes.
func run[T string | []byte](e *encoding, s T, i, end int) int {
	for i < end {
		switch e.class[s[i]] {
		case plain:
			i++
		case multi:
			n := runeLen(s, i, end)
			if n == 0 {
				return i
			}
			i += n
		default:
			return i
		}
	}
	return i
}

// runeLen returns the length of the rune of several octets that begins at s[i],
// or 0 when it is invalid or not whole before end.
func runeLen[T string | []byte](s T, i, end int) int {
	switch c := s[i]; {
	case 0xE1 <= c && c <= 0xEC && i+3 <= end: // most of the BMP, Hangul up to U+CFFF
		if s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
			return 3
		}
	case 0xC2 <= c && c <= 0xDF && i+2 <= end:
		if s[i+1]&0xC0 == 0x80 {
			return 2
		}
	default:
		if _, n := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, end)])); n > 1 {
			return n
		}
	}
	return 0
}

// breakLen returns the octets at the start of s that one escape pair stands for:
// 2 for CR LF, else 1.
func breakLen[T string | []byte](s T) int {
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

// ascii writes names and punctuation, which need no check.
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
