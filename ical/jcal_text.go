package ical

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// A jsonText is a JSON text that is read from its beginning to its end, RFC
// 8259. The first error of its syntax sticks and ends the reading; what is
// wrong inside of a string is told, and reading goes on.
type jsonText struct {
	buf   []byte
	at    int // offset of the next octet
	depth int // of open arrays and objects
	most  int // of them
	room  []byte
	cr    int // length of room behind a carriage return
	err   error
	faults
}

// peek gives the octet that the next token begins with, 0 at the end.
func (t *jsonText) peek() byte {
	for t.at < len(t.buf) {
		switch c := t.buf[t.at]; c {
		case ' ', '\t', '\r', '\n':
			t.at++
		default:
			return c
		}
	}
	return 0
}

// ended says whether nothing is left.
func (t *jsonText) ended() bool { return t.peek() == 0 && t.at == len(t.buf) }

// fail ends the reading at an offset.
func (t *jsonText) fail(at int, kind error, format string, args ...any) {
	if t.err == nil {
		t.err = schedule.Problem{Pos: t.pos(at), Err: contentline.Errorf(kind, format, args...)}
	}
}

// unexpected ends the reading at the next token.
func (t *jsonText) unexpected(wanted string) {
	if t.ended() {
		t.fail(t.at, ErrTruncated, "the input ends where %s should be; it is cut off", wanted)
		return
	}
	t.fail(t.at, ErrSyntax, "%s where %s should be; this is no JSON", t.token(), wanted)
}

// token shows the next token in a message.
func (t *jsonText) token() string {
	b := t.buf[t.at:min(t.at+maxShown*utf8.UTFMax, len(t.buf))]
	switch t.peek() {
	case '[':
		return "an array"
	case '{':
		return "an object"
	case '"':
		if i := bytes.IndexByte(b[1:], '"'); i >= 0 {
			b = b[:i+2]
		}
		return "the string " + shown(bytes.Trim(b, `"`)).String()
	}
	if i := bytes.IndexAny(b, ",:]} \t\r\n"); i >= 0 {
		b = b[:max(i, 1)]
	}
	return shown(b).String()
}

// maxShown is how many characters of the input a message shows.
const maxShown = 40

// shown is a piece of the input in a message: quoted and short.
type shown []byte

func (s shown) String() string {
	if utf8.RuneCount(s) > maxShown {
		return fmt.Sprintf("%.*q…", maxShown, []byte(s))
	}
	return fmt.Sprintf("%q", []byte(s))
}

// enter opens an array or an object.
func (t *jsonText) enter() bool {
	if t.depth == t.most {
		t.fail(t.at, ErrLimit, "arrays and objects nest deeper than %d; no calendar program does that", t.most)
		return false
	}
	t.depth++
	t.at++
	return true
}

// array reads the array that is next; each reads one element.
func (t *jsonText) array(each func(i int)) {
	if !t.enter() {
		return
	}
	for i := 0; t.err == nil && (i > 0 || t.peek() != ']'); i++ {
		each(i)
		if t.err != nil || !t.comma(']') {
			break
		}
	}
	t.leave()
}

// object reads the object that is next; each reads the value of one member.
func (t *jsonText) object(each func(at int, name []byte)) {
	if !t.enter() {
		return
	}
	for i := 0; t.err == nil && (i > 0 || t.peek() != '}'); i++ {
		if t.peek() != '"' {
			t.unexpected("the name of a member")
			break
		}
		at := t.at
		name := t.str()
		if t.err == nil && t.peek() != ':' {
			t.unexpected("a colon")
		}
		if t.err != nil {
			break
		}
		t.at++
		t.peek()
		if each(at, name); t.err != nil || !t.comma('}') {
			break
		}
	}
	t.leave()
}

// comma goes over the comma behind an element, and is false at the end of the
// list.
func (t *jsonText) comma(end byte) bool {
	switch t.peek() {
	case ',':
		t.at++
		t.peek()
		return true
	case end:
		return false
	}
	t.unexpected(fmt.Sprintf("a comma or %q", end))
	return false
}

// leave goes over the end of a list.
func (t *jsonText) leave() {
	t.depth--
	if t.err == nil {
		t.at++
	}
}

// skip goes over any value.
func (t *jsonText) skip() {
	switch c := t.peek(); {
	case c == '[':
		t.array(func(int) { t.skip() })
	case c == '{':
		t.object(func(int, []byte) { t.skip() })
	case c == '"':
		t.str()
	case c == '-' || '0' <= c && c <= '9':
		t.number()
	default:
		t.word()
	}
}

// word reads true, false or null.
func (t *jsonText) word() string {
	for _, word := range [...]string{"true", "false", "null"} {
		if bytes.HasPrefix(t.buf[t.at:], []byte(word)) {
			t.at += len(word)
			return word
		}
	}
	t.unexpected("a value")
	return ""
}

// number reads a number, RFC 8259 §6.
func (t *jsonText) number() []byte {
	from, b := t.at, t.buf
	i := from
	if b[i] == '-' {
		i++
	}
	whole := digits(b[i:])
	ok := whole == 1 || whole > 1 && b[i] != '0'
	i += whole
	if i < len(b) && b[i] == '.' {
		n := digits(b[i+1:])
		ok, i = ok && n > 0, i+1+n
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		n := digits(b[i:])
		ok, i = ok && n > 0, i+n
	}
	if !ok {
		t.unexpected("a number")
	}
	t.at = i
	return b[from:i]
}

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
