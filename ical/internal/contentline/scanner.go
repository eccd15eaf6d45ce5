package contentline

import (
	"bytes"
	"io"
)

// A Scanner reads the content lines of an iCalendar stream one after the other:
//
//	s := contentline.NewScanner(in, nil)
//	for s.Scan() {
//		line := s.Line()
//		switch line.Kind {
//		case contentline.Begin: // line.Name is the component
//		case contentline.End:
//		case contentline.Property: // line.Name, line.Params, line.Value
//		}
//	}
//	err := s.Err()
//
// # What it guarantees
//
// Begin and End are balanced, and an End has the name of its Begin. All lines
// stand inside a VCALENDAR, and VCALENDAR stands inside nothing. After the last
// VCALENDAR of the stream Scan is false and Err nil.
//
// Names are in upper case and are names of RFC 5545. Values are valid UTF-8
// without control characters other than HTAB. So what was read can be written.
//
// # What it takes
//
// Physical lines end in CR LF, LF or CR. A line that begins with a space or a
// tab continues the one before, also inside a rune and after one empty line;
// other empty lines mean nothing. A byte order mark may stand before a line.
// Quoted parameter values lose their quotes, and RFC 6868 is decoded.
//
// What RFC 5545 does not allow is a [Fault]: where the meaning is plain the line
// is repaired, else it is left out, and reading goes on. A component that is not
// ended is ended with the one around it, or where a component begins that cannot
// stand inside it, such as an event in an event. Components without a VCALENDAR
// around them are given one.
//
// Reading ends with an error where it makes no sense to go on: at the end of the
// stream inside a component ([ErrTruncated]), for an input without a calendar
// ([ErrNoCalendar]), at a limit ([ErrLimit]), or if the reader fails.
//
// # Time and memory
//
// Time is linear in the octets of the input, whatever they are. Memory is that
// of the longest line, bounded by [Limits], and of the 128 heads of lines that are
// remembered, 512 octets at most each. Nothing is allocated a line.
//
// A Scanner is made by [NewScanner]; it is not safe for concurrent use.
type Scanner struct {
	in     input
	limits Limits
	line   Line
	err    error
	faults faults
	names  names

	end      int // offset of the end of the line in hand in the input
	next     int // offset of the next content line
	physical int // number of the first physical line of the line in hand
	taken    int // physical lines of the line in hand
	cursor   cursor

	content  []byte // the line in hand, unfolded
	unfolded []byte // memory for it if it has folds
	odd      bool   // content may have control characters or invalid UTF-8
	lines    int    // content lines so far

	allValues int // parameter values so far
	heads     heads
	piece     bool  // the input is a piece, see ReadAhead
	ahead     int64 // where reading ahead may be tried again
	head
	nest
}

// Kind says what a [Line] is; the zero Kind is none.
type Kind uint8

// The kinds of lines.
const (
	Property Kind = iota + 1
	Begin         // of a component
	End
)

// A Line is a content line. All byte slices belong to the Scanner and are valid
// until the next call of Scan; strings may be kept.
type Line struct {
	Kind Kind
	// Pos is where the line begins, for one that the file does not have (see
	// Implied) where the line begins that stands for it.
	Pos Pos
	// Name is the name in upper case: of the property, or of the component that
	// begins or ends.
	Name string
	// Spelling is Name as the file has it.
	Spelling []byte
	// Params are the parameters of a property, in the file's order.
	Params []Param
	// Value is the value of a property as it stands on the wire, unfolded but
	// not unescaped. See [AppendText] and [Elements].
	Value []byte
	// Head is not 0 for lines that have it in common with others of the Scanner: those
	// have the same Name and the same Params.
	Head uint32
	// Implied is set for a Begin or End that the file does not have.
	Implied bool
	// value is the offset of Value in the content line.
	value int
}

// A Param is a parameter of a property.
type Param struct {
	// Name is the name in upper case, Spelling as the file has it.
	Name     string
	Spelling []byte
	// Values has at least one value, decoded and without quotes.
	Values [][]byte
	at     int // offset of the name
}

// Param gives the first parameter of a name, which must be in upper case; nil if
// there is none.
func (l *Line) Param(name string) *Param {
	for i := range l.Params {
		if l.Params[i].Name == name {
			return &l.Params[i]
		}
	}
	return nil
}

// ParamValue gives the first value of the first parameter of a name, which must
// be in upper case; nil if there is none.
func (l *Line) ParamValue(name string) []byte {
	if p := l.Param(name); p != nil {
		return p.Values[0]
	}
	return nil
}

// NewScanner returns a Scanner of r; nil limits are the defaults.
func NewScanner(r io.Reader, l *Limits) *Scanner {
	limits := l.withDefaults()
	return &Scanner{in: newInput(r, limits.Total), limits: limits, physical: 1}
}

// Scan reads the next line for Line, and is false at the end of the stream or at
// an error, which Err tells.
func (s *Scanner) Scan() bool {
	if s.err != nil {
		return false
	}
	if s.closing > 0 || s.delayed {
		return s.pending()
	}
	for s.read() {
		if s.parse() {
			return true
		}
		if s.err != nil {
			return false
		}
	}
	return s.finish()
}

// Line gives the line that Scan read; it is overwritten by the next Scan.
func (s *Scanner) Line() *Line { return &s.line }

// Err gives the error that ended the reading, nil at the end of the stream. It
// is a [Fault], so it has a position.
func (s *Scanner) Err() error { return s.err }

// ValuePos gives the position of the octet i of the property's value.
func (s *Scanner) ValuePos(i int) Pos {
	if s.charset != utf8Only {
		i = s.asRead(i)
	}
	return s.pos(s.line.value + i)
}

// ParamPos gives the position of a parameter of the line in hand.
func (s *Scanner) ParamPos(p *Param) Pos { return s.pos(p.at) }

// read makes the next content line that is not empty the one in hand, false if
// there is none.
func (s *Scanner) read() bool {
	for s.err == nil {
		s.leaveLine()
		whole := s.unfoldBuffered()
		if !whole {
			s.in.skipMarks()
			if _, more := s.in.peek(0); !more {
				s.stopped()
				return false
			}
			if whole = s.unfold(); s.stopped() {
				return false
			}
		}
		if len(s.content) > 0 && s.counted() && whole {
			return true
		}
	}
	return false
}

// leaveLine goes behind the line in hand.
func (s *Scanner) leaveLine() {
	s.in.consume(s.next)
	s.physical += s.taken
	s.end, s.next, s.taken, s.cursor = 0, 0, 0, cursor{}
}

// stopped says whether the stream failed, and makes that the error.
func (s *Scanner) stopped() bool {
	err := s.in.failed()
	switch err {
	case nil:
		return false
	case errTotal:
		err = errorf(ErrLimit, "the input has more than %d octets; raise the limit for a larger calendar", s.limits.Total)
	}
	s.failAt(s.pos(0), err)
	return true
}

// counted counts the line in hand.
func (s *Scanner) counted() bool {
	if s.lines == s.limits.Lines {
		return s.fail(ErrLimit, "more than %d content lines; raise the limit for a larger calendar", s.limits.Lines)
	}
	s.lines++
	return true
}

// unfold makes the content line at the beginning of the input the one in hand.
// It is false for one longer than the limit, of which content is a piece.
func (s *Scanner) unfold() bool {
	p := s.in.physical(0, s.limits.Line)
	from, lines, more := s.in.continuation(p.next)
	s.content, s.end, s.next, s.taken, s.odd = s.in.text(0, p.end), p.end, p.next, 1, p.odd
	if more && p.ok {
		s.unfolded = append(s.unfolded[:0], s.content...)
		for more && p.ok {
			s.taken += lines
			if p = s.in.physical(from, s.limits.Line); p.ok {
				s.unfolded = append(s.unfolded, s.in.text(from, p.end)...)
				from, lines, more = s.in.continuation(p.next)
			}
			s.odd = s.odd || p.odd
		}
		s.content, s.end, s.next = s.unfolded, p.end, p.next
	}
	if p.ok && p.end <= s.limits.Line {
		return true
	}
	s.tooLong(p.ok)
	return false
}

// unfoldBuffered is unfold for a line that is in the buffer with what follows it,
// whose octets are as they should be, and that has no byte order mark and no empty
// line before a fold: for nearly all. It is false for others, and then has done nothing.
func (s *Scanner) unfoldBuffered() bool {
	b := s.in.buf[s.in.start:]
	end, next := lineEnd(b, 0)
	if next == 0 || b[0] == byteOrderMark[0] {
		return false
	}
	content, taken := b[:end], 1
	for b[next] == ' ' || b[next] == '\t' {
		if taken == 1 {
			s.unfolded = append(s.unfolded[:0], content...)
		}
		from := next + 1
		if end, next = lineEnd(b, from); next == 0 {
			return false
		}
		s.unfolded = append(s.unfolded, b[from:end]...)
		content = s.unfolded
		taken++
	}
	if c := b[next]; c == '\r' || c == '\n' || end > s.limits.Line {
		return false
	}
	s.content, s.end, s.next, s.taken, s.odd = content, end, next, taken, false
	return true
}

// lineEnd gives where the text ends that begins at from, and where the next
// physical line begins; 0 unless all of the text is clean, and an octet of the
// next line is there.
func lineEnd(b []byte, from int) (end, next int) {
	end = from + cleanLen(b[from:])
	next = end + 1
	if end < len(b) && b[end] == '\r' {
		next++
	}
	if next >= len(b) || b[next-1] != '\n' {
		return end, 0
	}
	return end, next
}

// tooLong leaves out the line in hand; whole says that its end was found.
func (s *Scanner) tooLong(whole bool) {
	begin := s.in.text(0, s.limits.Line) // not more, which depends on what is buffered
	if i := bytes.IndexAny(begin, "\r\n"); i >= 0 {
		begin = begin[:i]
	}
	s.report(0, false, ErrLimit, "a content line of more than %d octets, which begins %v; it is left out", s.limits.Line, excerpt(begin))
	for !whole {
		s.in.consume(s.next)
		p := s.in.physical(0, fullBuffer)
		s.next, whole = p.next, p.ok
		if from, lines, more := s.in.continuation(p.next); more && p.ok {
			s.next, whole = from, false
			s.taken += lines
		}
	}
}

// finish is the end of the stream.
func (s *Scanner) finish() bool {
	switch {
	case s.err != nil, s.piece:
	case len(s.open) == 1 && s.implied:
		s.closing, s.after.Pos = 1, s.pos(0)
		return s.pending()
	case len(s.open) > 0:
		last := s.open[len(s.open)-1]
		s.fail(ErrTruncated, "the input ends inside %s, which begins in line %d; it is cut off", short(last.name), last.line)
	case s.calendars == 0 && !s.stray.seen:
		s.fail(ErrNoCalendar, "the input is empty; a calendar begins with BEGIN:VCALENDAR")
	case s.calendars == 0:
		s.failAt(s.stray.pos, errorf(ErrNoCalendar, "no calendar: %s where BEGIN:VCALENDAR should be%s", s.stray.text, s.stray.hint))
	}
	return false
}
