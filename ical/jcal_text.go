package ical

import (
	"bytes"
	"fmt"
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
