package contentline

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// The kinds of faults of an input, for [errors.Is].
var (
	// ErrSyntax: a line that RFC 5545 does not allow. Reading goes on behind it.
	ErrSyntax = errors.New("malformed content line")
	// ErrLimit: more than the [Limits] allow. Reading ends, unless only a line
	// is too long.
	ErrLimit = errors.New("limit exceeded")
	// ErrTruncated: the input ends inside a component.
	ErrTruncated = errors.New("truncated")
	// ErrNoCalendar: the input is empty or no iCalendar at all.
	ErrNoCalendar = errors.New("no calendar")
)

// Pos is a place in the input: the physical line and the column, in characters,
// both from 1. A byte order mark has no column, the blank of a fold has one.
type Pos struct{ Line, Column int }

// String gives line:column.
func (p Pos) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// A Fault is one thing that is wrong with the input.
type Fault struct {
	Pos Pos
	// Repaired is set where nothing was left out: the line was read as it must
	// have been meant. Else a line, or a part of it, is missing from what the
	// Scanner gave.
	Repaired bool
	// Err says what was found and what was done, and wraps one of the kinds.
	Err error
}

// Error gives "line:column: message".
func (f Fault) Error() string { return f.Pos.String() + ": " + f.Err.Error() }

// Unwrap gives Err.
func (f Fault) Unwrap() error { return f.Err }

// kindError is a message of its own words that belongs to a kind.
type kindError struct {
	kind error
	text string
}

func (e *kindError) Error() string { return e.text }
func (e *kindError) Unwrap() error { return e.kind }

func errorf(kind error, format string, args ...any) error {
	return &kindError{kind, fmt.Sprintf(format, args...)}
}

// maxFaults are kept; of the rest only the number and the last place.
const maxFaults = 1000

// faults collects what is wrong.
type faults struct {
	list []Fault
	more int
	last Pos
}

func (fs *faults) add(f Fault) {
	if len(fs.list) < maxFaults {
		fs.list = append(fs.list, f)
		return
	}
	fs.more++
	fs.last = f.Pos
}

func (fs *faults) count() int { return len(fs.list) + fs.more }

func (fs *faults) full() bool { return len(fs.list) >= maxFaults }

// Faults gives what was wrong so far, in the order of the content lines, for one
// line as it was found; the list is not changed by later calls. After a thousand of them
// a last one tells how many more there are.
func (s *Scanner) Faults() []Fault {
	list := s.faults.list[:len(s.faults.list):len(s.faults.list)]
	if s.faults.more > 0 {
		list = append(list, Fault{Pos: s.faults.last,
			Err: errorf(ErrSyntax, "the last of %d more faults; only the first %d are told one by one", s.faults.more, maxFaults)})
	}
	return list
}

// leftOut reports a fault at an offset of the line, which loses something.
func (s *Scanner) leftOut(at int, format string, args ...any) {
	s.report(at, false, ErrSyntax, format, args...)
}

// repaired reports a fault at an offset of the line, which loses nothing.
func (s *Scanner) repaired(at int, format string, args ...any) {
	s.report(at, true, ErrSyntax, format, args...)
}

func (s *Scanner) report(at int, repaired bool, kind error, format string, args ...any) {
	f := Fault{Pos: s.pos(at), Repaired: repaired}
	if !s.faults.full() {
		f.Err = errorf(kind, format, args...)
	}
	s.faults.add(f)
}

// fail ends the reading at the line in hand.
func (s *Scanner) fail(kind error, format string, args ...any) bool {
	return s.failAt(s.pos(0), errorf(kind, format, args...))
}

func (s *Scanner) failAt(at Pos, err error) bool {
	if s.err == nil {
		s.err = Fault{Pos: at, Err: err}
	}
	return false
}

// An excerpt is a piece of the input for a message; it prints quoted and short.
type excerpt []byte

const maxExcerpt = 40 // octets

func (e excerpt) String() string {
	if len(e) <= maxExcerpt {
		return fmt.Sprintf("%q", []byte(e))
	}
	n := maxExcerpt
	for n > maxExcerpt-utf8.UTFMax && !utf8.RuneStart(e[n]) {
		n--
	}
	return fmt.Sprintf("%q…", []byte(e[:n]))
}
