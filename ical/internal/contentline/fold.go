package contentline

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// fold ends the physical line and begins its continuation, RFC 5545 §3.1.
func (w *Writer) fold() {
	if len(w.buf) >= flushAt {
		w.drainBut(w.col) // fillBlank may fold this line anew
	}
	w.buf = append(w.buf, crlfSpace...)
	w.col = 1
}

const crlfSpace = "\r\n "

// foldBefore folds where next does not fit any more, or as many octets earlier
// as it takes to keep an escape pair or a grapheme in one piece.
func (w *Writer) foldBefore(next rune) {
	last := w.buf[len(w.buf)-1]
	if next < utf8.RuneSelf && last != '\\' {
		w.fold()
		return
	}
	line := w.physical()
	var kept [maxOctets]byte
	n := copy(kept[:], line[foldPoint(line, next):])
	w.buf, w.col = w.buf[:len(w.buf)-n], w.col-n
	w.fold()
	w.buf = append(w.buf, kept[:n]...)
	w.col += n
}

// physical is the physical line in hand without the blank of a fold, or the
// name's first letter.
func (w *Writer) physical() []byte { return w.buf[len(w.buf)-w.col+1:] }

// fillBlank folds the end of a value anew where its last physical line is
// nothing but blanks, which readers that trim lines take for an empty line: the
// text before the blanks comes along, if that is not more than a line.
func (w *Writer) fillBlank() {
	blanks := w.physical()
	if len(blanks) == 0 || len(bytes.TrimLeft(blanks, " ")) > 0 {
		return
	}
	before := w.buf[:len(w.buf)-w.col-len("\r\n")]
	line := before[bytes.LastIndexByte(before, '\n')+2:] // as physical has it
	text := bytes.TrimRight(line, " ")
	last, n := utf8.DecodeLastRune(text)
	cut := foldPoint(text[:len(text)-n], last)
	if cut == 0 || len(line)-cut+len(blanks) >= maxOctets {
		return
	}
	var kept [2 * maxOctets]byte
	n = copy(kept[:], line[cut:])
	n += copy(kept[n:], blanks)
	w.buf = append(w.buf[:len(before)-len(line)+cut], crlfSpace...)
	w.buf = append(w.buf, kept[:n]...)
	w.col = 1 + n
}

// foldPoint returns the last index in line, not 0, where a fold separates
// nothing that belongs together, given that next follows; len(line) if none.
func foldPoint(line []byte, next rune) int {
	for end := len(line); end > 0; {
		before, n := utf8.DecodeLastRune(line[:end])
		if !joined(line[:end], before, next) {
			return end
		}
		end, next = end-n, before
	}
	return len(line)
}

const (
	zwj       = '\u200D'
	hangulGA  = '가' // the first precomposed syllable
	hangulHIH = '힣' // the last
)

// joined says whether a fold between before, the last rune of line, and after
// would separate what belongs together. It knows combining marks, variation
// selectors, conjoining jamo, ZWJ sequences, skin tones, tags and flags: the
// parts of UAX #29 that need no table beyond package unicode.
func joined(line []byte, before, after rune) bool {
	switch {
	case before == '\\' || before == '^':
		return oddRun(line, before)
	case before == zwj && after >= utf8.RuneSelf:
		return true
	case after < 0x300 || hangulGA <= after && after <= hangulHIH || '一' <= after && after <= '鿿':
		return false
	case after == zwj, '\u1160' <= after && after <= '\u11FF', '\uD7B0' <= after && after <= '\uD7FB':
		return true
	case '🏻' <= after && after <= '🏿', 0xE0020 <= after && after <= 0xE007F:
		return true
	case regional(before) && regional(after):
		return oddRun(line, 0)
	}
	return unicode.Is(unicode.M, after)
}

// oddRun says whether line ends in an odd number of r, the lead of an escape
// pair; r = 0 counts regional indicators, of which two make a flag.
func oddRun(line []byte, r rune) bool {
	odd := false
	for len(line) > 0 {
		last, n := utf8.DecodeLastRune(line)
		if last != r && !(r == 0 && regional(last)) {
			break
		}
		line, odd = line[:len(line)-n], !odd
	}
	return odd
}

func regional(r rune) bool { return '🇦' <= r && r <= '🇿' }
