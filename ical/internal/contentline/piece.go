package contentline

import (
	"errors"
	"io"
)

// What a Scanner does for ReadAhead: the one whose stream is read ahead, and those
// that read its pieces.

// errOutside ends the reading of a piece in which a calendar begins or ends.
var errOutside = errors.New("not inside of the calendar that is open")

// betweenComponents says whether the line in hand ended a component that stands in
// a calendar of the file.
func (s *Scanner) betweenComponents() bool {
	return len(s.open) == 1 && s.line.Kind == End && !s.implied && s.closing == 0 && !s.delayed && !s.piece && s.err == nil && s.in.err == nil
}

// read64 is how many octets came from the reader, offset how many of them are
// before the line in hand.
func (s *Scanner) read64() int64 { return s.limits.Total - s.in.left }
func (s *Scanner) offset() int64 { return s.read64() - int64(s.in.buffered()) }

// beginPiece makes the Scanner one of a piece, whose first physical line has a
// number, inside a calendar.
func (s *Scanner) beginPiece(l Limits, calendar opened, text []byte, line int) {
	s.in, s.limits, s.piece = input{buf: text, err: io.EOF}, l, true
	s.err, s.faults = nil, faults{}
	s.end, s.next, s.physical, s.taken, s.cursor = 0, 0, line, 0, cursor{}
	s.lines, s.allValues = 0, 0
	s.nest = nest{open: append(s.open[:0], calendar)}
}

// A reading is what a piece adds to the Scanner whose stream it is of.
type reading struct {
	whole                        bool // it ended as it began, and without an error
	last                         int  // number of the physical line behind it
	lines, allValues, components int
	faults                       faults
}

// endPiece tells how the piece was read.
func (s *Scanner) endPiece() reading {
	whole := s.err == nil && len(s.open) == 1 && s.closing == 0 && !s.delayed && s.in.buffered() == 0
	return reading{whole, s.physical, s.lines, s.allValues, s.components, s.faults}
}

// join adds the reading of the piece that follows the line in hand; it is false, and
// nothing is added, if the Scanner would have read otherwise.
func (s *Scanner) join(r *reading) bool {
	l := &s.limits
	if !r.whole || s.lines+r.lines > l.Lines || s.allValues+r.allValues > l.AllValues || s.components+r.components > l.Components {
		return false
	}
	s.physical, s.lines, s.allValues, s.components = r.last, s.lines+r.lines, s.allValues+r.allValues, s.components+r.components
	for _, f := range r.faults.list {
		s.faults.add(f)
	}
	if r.faults.more > 0 { // then a thousand are listed by now
		s.faults.more += r.faults.more
		s.faults.last = r.faults.last
	}
	return true
}
