package ical

import "strings"

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
	if t.room.Cap()-t.room.Len() < len(b) {
		t.room.Reset()
		t.room.Grow(textRoom)
	}
	from := t.room.Len()
	t.room.Write(b)
	return t.room.String()[from:]
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
	n := len(values)
	if len(t.lists) < n {
		t.lists = make([]string, max(listRoom, n))
	}
	list := t.lists[:n:n]
	t.lists = t.lists[n:]
	for i, v := range values {
		list[i] = t.common(v)
	}
	return list
}
