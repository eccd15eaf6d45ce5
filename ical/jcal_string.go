package ical

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string. It is valid UTF-8, without control characters other than
// HTAB and LF, and is not changed before room is emptied.
func (t *jsonText) str() []byte {
	from := t.at + 1
	for i := from; i < len(t.buf); i++ {
		switch c := t.buf[i]; {
		case c == '"':
			t.at = i + 1
			if utf8.Valid(t.buf[from:i]) {
				return t.buf[from:i]
			}
			return t.decoded(from, i, i)
		case c == '\\' || c < ' ' || c == 0x7F:
			return t.oddString(from, i)
		}
	}
	t.fail(t.at, ErrTruncated, "the input ends inside the string that begins here; it is cut off")
	return nil
}

// oddString reads a string that has something to decode at odd.
func (t *jsonText) oddString(from, odd int) []byte {
	for i := odd; i < len(t.buf); i++ {
		switch t.buf[i] {
		case '"':
			t.at = i + 1
			return t.decoded(from, i, odd)
		case '\\':
			i++
		}
	}
	t.fail(t.at, ErrTruncated, "the input ends inside the string that begins here; it is cut off")
	return nil
}

// decoded gives what stands between two offsets in a string, of which nothing
// before odd needs decoding but perhaps invalid UTF-8.
func (t *jsonText) decoded(from, end, odd int) []byte {
	start := len(t.room)
	t.cr = -1
	for i := from; i < end && t.err == nil; {
		switch c := t.buf[i]; {
		case c == '\\':
			i += t.escape(i, end)
		case c < ' ' || c == 0x7F:
			t.repaired(i, "control character U+%04X; a JSON string has it as \\u%04X", c, c)
			t.rune(i, rune(c))
			i++
		case c < utf8.RuneSelf:
			t.room = append(t.room, c)
			i++
		default:
			r, n := utf8.DecodeRune(t.buf[i:end])
			if r == utf8.RuneError && n == 1 {
				t.leftOut(i, "0x%02X is not UTF-8; read as U+FFFD", c)
			}
			t.room = utf8.AppendRune(t.room, r)
			i += n
		}
	}
	return t.room[start:len(t.room):len(t.room)]
}

// rune appends a character that was a control character or an escape.
func (t *jsonText) rune(at int, r rune) {
	switch {
	case r == '\r':
		t.room = append(t.room, '\n')
		t.cr = len(t.room)
		return
	case r == '\n' && t.cr == len(t.room):
		return // of CR LF
	case r < ' ' && r != '\t' && r != '\n' || r == 0x7F:
		t.repaired(at, "control character U+%04X, which iCalendar cannot hold; read as a space", r)
		r = ' '
	}
	t.room = utf8.AppendRune(t.room, r)
}

// escape reads the escape at an offset and gives its length.
func (t *jsonText) escape(at, end int) int {
	const plain, means = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	c := t.buf[at+1]
	if i := bytes.IndexByte([]byte(plain), c); i >= 0 {
		t.rune(at, rune(means[i]))
		return 2
	}
	r, ok := hexRune(t.buf[at:end])
	if !ok {
		t.fail(at, ErrSyntax, "%s is no escape of JSON", shown(t.buf[at:min(at+6, end)]))
		return 2
	}
	n := 6
	if utf16.IsSurrogate(r) {
		low, _ := hexRune(t.buf[at+n : end])
		if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
			t.leftOut(at, "%s is half of a surrogate pair; read as U+FFFD", t.buf[at:at+n])
		} else {
			n += 6
		}
	}
	t.rune(at, r)
	return n
}

// hexRune reads \uXXXX at the beginning of b.
func hexRune(b []byte) (r rune, ok bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}
