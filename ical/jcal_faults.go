package ical

import (
	"bytes"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// maxFaults are told one by one.
const maxFaults = 1000

// faults collects what is wrong with a text, with the places.
type faults struct {
	file string
	list schedule.Problems
	more int
	last int // offset of the last of those
	// Offsets hardly decrease, so that positions cost one pass over the text in
	// all: those behind mark, which goes from property to property, are found
	// from there or from the last one.
	begin int // offset of the property in hand
	mark  textPlace
	seen  textPlace
}

// A textPlace is an offset in a text with its position.
type textPlace struct{ offset, line, column int }

// leftOut reports a fault, by which something is lost.
func (t *jsonText) leftOut(at int, format string, args ...any) {
	t.report(at, false, ErrSyntax, format, args...)
}

// repaired reports a fault, by which nothing is lost.
func (t *jsonText) repaired(at int, format string, args ...any) {
	t.report(at, true, ErrSyntax, format, args...)
}

func (t *jsonText) report(at int, repaired bool, kind error, format string, args ...any) {
	if t.full() {
		t.more++
		t.last = at
		return
	}
	err := contentline.Errorf(kind, format, args...)
	t.list = append(t.list, schedule.Problem{Pos: t.pos(at), Remark: repaired, Err: err})
}

// full says whether what is wrong is counted only.
func (t *jsonText) full() bool { return len(t.list) == maxFaults }

// told gives how much has been reported, the error that ends the reading
// counted.
func (t *jsonText) told() int {
	n := len(t.list) + t.more
	if t.err != nil {
		n++
	}
	return n
}

// problems gives what was wrong, sorted.
func (t *jsonText) problems() schedule.Problems {
	ps := t.list
	if t.more > 0 {
		ps = append(ps, schedule.Problem{Pos: t.pos(t.last), Err: contentline.Errorf(ErrSyntax,
			"the last of %d more faults; only the first %d are told one by one", t.more, maxFaults)})
	}
	ps.Sort()
	return ps
}

// pos gives the position of an offset.
func (t *jsonText) pos(at int) schedule.Position {
	t.mark.advance(t.buf, t.begin)
	if t.seen.offset < t.mark.offset || at < t.seen.offset {
		t.seen = t.mark
	}
	if at < t.seen.offset {
		t.seen = textPlace{}
	}
	t.seen.advance(t.buf, at)
	return schedule.Position{File: t.file, Line: t.seen.line + 1, Column: t.seen.column + 1}
}

// advance goes forward to an offset. A byte order mark has no column.
func (p *textPlace) advance(text []byte, to int) {
	for ; p.offset < to; p.offset++ {
		switch c := text[p.offset]; {
		case c == '\n', c == '\r' && !bytes.HasPrefix(text[p.offset+1:], []byte{'\n'}):
			p.line, p.column = p.line+1, 0
		case c&0xC0 != 0x80 && !(c == byteOrderMark[0] && p.offset == 0):
			p.column++
		}
	}
}

const byteOrderMark = "\uFEFF"
