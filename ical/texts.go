package ical

import (
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// texts makes strings of the octets of a file. Most share memory, and short ones
// that come again are kept once: they cost little to make, and next to nothing to
// collect, since such memory has no pointers.
type texts struct {
	room  strings.Builder // of which strings are cut
	seen  [512]string
	lists []string // of which lists are cut
}

const (
	textRoom  = 16 << 10 // octets
	listRoom  = 256      // strings
	commonLen = 32       // octets
)

// keep gives a string of b.
func (t *texts) keep(b []byte) string {
	if len(b) > textRoom/8 {
		return string(b)
	}
	from := t.need(len(b))
	t.room.Write(b)
	return t.room.String()[from:]
}

// text gives what a TEXT means, see [contentline.AppendText].
func (t *texts) text(value string) string {
	i := strings.IndexByte(value, '\\')
	if i < 0 {
		return value
	}
	if len(value) > textRoom/8 {
		return string(contentline.AppendText(nil, []byte(value)))
	}
	from := t.need(len(value))
	for ; i >= 0 && i+1 < len(value); i = strings.IndexByte(value, '\\') {
		t.room.WriteString(value[:i])
		if c, escaped := contentline.Unescape(value[i+1]); escaped {
			t.room.WriteByte(c)
		} else {
			t.room.WriteString(value[i : i+2])
		}
		value = value[i+2:]
	}
	t.room.WriteString(value)
	return t.room.String()[from:]
}

// need makes room for n octets, and gives where they will begin.
func (t *texts) need(n int) (from int) {
	if t.room.Cap()-t.room.Len() < n {
		t.room.Reset()
		t.room.Grow(textRoom)
	}
	return t.room.Len()
}

// common gives a string that may come again.
func (t *texts) common(b []byte) string {
	if len(b) == 0 || len(b) > commonLen {
		return t.keep(b)
	}
	slot := &t.seen[(uint(b[0])*5^uint(b[len(b)-1])*3^uint(b[len(b)/2])*7^uint(len(b))*17)%uint(len(t.seen))]
	if *slot != string(b) {
		*slot = t.keep(b)
	}
	return *slot
}

// list gives the values of a parameter, in a list of its own.
func (t *texts) list(values [][]byte) []string {
	list := t.newList(len(values))
	for i, v := range values {
		list[i] = t.common(v)
	}
	return list
}

// copyList gives a list of its own of the same strings.
func (t *texts) copyList(values []string) []string {
	list := t.newList(len(values))
	copy(list, values)
	return list
}

func (t *texts) newList(n int) []string {
	if len(t.lists) < n {
		t.lists = make([]string, max(listRoom, n))
	}
	list := t.lists[:n:n]
	t.lists = t.lists[n:]
	return list
}
