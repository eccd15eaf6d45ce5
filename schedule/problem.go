package schedule

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The kinds of problems, for [errors.Is], beside [ErrUnknownZone],
// [ErrSkipped], [ErrRepeated] and [ErrOffset].
var (
	// ErrUnknownID: an ID names nothing in the agenda.
	ErrUnknownID = errors.New("unknown ID")
	// ErrDuplicateID: two things of one sort have one ID.
	ErrDuplicateID = errors.New("duplicate ID")
	// ErrMissing: what is required is not there.
	ErrMissing = errors.New("missing")
	// ErrInvalid: a value is outside its range or its vocabulary.
	ErrInvalid = errors.New("invalid value")
	// ErrBackwards: an end at or before its start.
	ErrBackwards = errors.New("ends before it starts")
	// ErrClash: a room or a person in two places at once.
	ErrClash = errors.New("two places at once")
	// ErrOutside: a session outside the declared hours of its day.
	ErrOutside = errors.New("outside the declared hours")
	// ErrLength: an item that is very long or very short.
	ErrLength = errors.New("unusual length")
	// ErrShift: the difference between two zones changes during the event.
	ErrShift = errors.New("the clocks change during the event")
	// ErrSkippedDate: a date that its zone left out altogether, as Samoa did
	// with 2011-12-30.
	ErrSkippedDate = errors.New("skipped date")
	// ErrRule: a recurrence rule that is wrong or that is not supported.
	ErrRule = errors.New("recurrence rule")
)

// Position is a place in a file. Line and Column count from 1, Column in
// characters; the zero Position is not in a file.
type Position struct {
	File         string
	Line, Column int
}

// IsZero reports whether p is not set.
func (p Position) IsZero() bool { return p == Position{} }

// String gives file:line:column, without what is not set, and "" for the zero
// Position.
func (p Position) String() string {
	parts := make([]string, 0, 3)
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Line > 0 {
		parts = append(parts, strconv.Itoa(p.Line))
		if p.Column > 0 {
			parts = append(parts, strconv.Itoa(p.Column))
		}
	}
	return strings.Join(parts, ":")
}

// Compare orders by file, line and column.
func (p Position) Compare(o Position) int {
	return cmp.Or(cmp.Compare(p.File, o.File), cmp.Compare(p.Line, o.Line), cmp.Compare(p.Column, o.Column))
}

// Problem is one thing that is wrong, or worth a second look, at one place of
// an agenda.
type Problem struct {
	// Path is the place in the model, in its fields' names with a small first
	// letter: days[0].sessions[2].room, participants[4].langs[0],
	// days[1].sessions[0].parallel[1].roles[0].who. Empty: the whole agenda.
	Path string
	// Pos is the place in the file, zero if there is none.
	Pos Position
	// Remark is set for what does not stop an export; else it is a fault.
	Remark bool
	// Err says what was found, what was expected and how to mend it, and wraps
	// one of the sentinels of this package.
	Err error
}

// Error gives "position: path: message", without what is not set, and with
// "remark: " before the message of a remark.
func (p Problem) Error() string {
	var b strings.Builder
	for _, s := range []string{p.Pos.String(), p.Path} {
		if s != "" {
			b.WriteString(s + ": ")
		}
	}
	if p.Remark {
		b.WriteString("remark: ")
	}
	if p.Err != nil {
		b.WriteString(p.Err.Error())
	}
	return b.String()
}

// Unwrap gives Err.
func (p Problem) Unwrap() error { return p.Err }

// compare orders by position, then by path with its indices as numbers, then
// faults before remarks, then by message.
func (p Problem) compare(o Problem) int {
	if c := cmp.Or(p.Pos.Compare(o.Pos), comparePaths(p.Path, o.Path)); c != 0 {
		return c
	}
	if p.Remark != o.Remark {
		if o.Remark {
			return -1
		}
		return +1
	}
	return strings.Compare(p.Error(), o.Error())
}

// Problems is a list of problems, sorted by position and path. As an error it
// is one problem a line.
type Problems []Problem

// Error gives one problem a line, without a newline at the end.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives every problem, so that [errors.Is] finds the sentinels of all.
func (ps Problems) Unwrap() []error {
	errs := make([]error, len(ps))
	for i, p := range ps {
		errs[i] = p
	}
	return errs
}

// Sort sorts by position, then by path with its indices as numbers, so that
// days[2] is before days[10]; at one place faults are before remarks.
func (ps Problems) Sort() { slices.SortStableFunc(ps, Problem.compare) }

// Faults gives the problems that stop an export, nil if there are none.
func (ps Problems) Faults() Problems { return ps.only(false) }

// Remarks gives the problems that do not stop an export, nil if there are none.
func (ps Problems) Remarks() Problems { return ps.only(true) }

func (ps Problems) only(remarks bool) (some Problems) {
	for _, p := range ps {
		if p.Remark == remarks {
			some = append(some, p)
		}
	}
	return some
}

// Err gives the faults as an error, and nil if there are none: remarks are not
// errors.
func (ps Problems) Err() error {
	if faults := ps.Faults(); len(faults) > 0 {
		return faults
	}
	return nil
}

// comparePaths orders paths by bytes, but runs of digits by their number.
func comparePaths(a, b string) int {
	for a != "" && b != "" {
		na, nb := leadingDigits(a), leadingDigits(b)
		if na > 0 && nb > 0 {
			if c := compareDigits(a[:na], b[:nb]); c != 0 {
				return c
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func leadingDigits(s string) (n int) {
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

func compareDigits(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// kindError is a message of its own words that belongs to some of the kinds.
type kindError struct {
	kinds []error
	text  string
}

func (e *kindError) Error() string   { return e.text }
func (e *kindError) Unwrap() []error { return e.kinds }

// errorf makes an error that reads as formatted and wraps kind.
func errorf(kind error, format string, args ...any) error {
	return &kindError{[]error{kind}, fmt.Sprintf(format, args...)}
}
