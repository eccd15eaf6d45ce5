package ical

import (
	"errors"
	"io"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// The kinds of problems of a file that is read, for [errors.Is].
var (
	// ErrSyntax: a line that RFC 5545 does not allow. Reading goes on behind it.
	ErrSyntax = contentline.ErrSyntax
	// ErrLimit: the file is larger or deeper than [Limits] allow.
	ErrLimit = contentline.ErrLimit
	// ErrTruncated: the file ends inside a component.
	ErrTruncated = contentline.ErrTruncated
	// ErrNoCalendar: the file is empty, or no iCalendar at all.
	ErrNoCalendar = contentline.ErrNoCalendar
	// ErrSeveral: the file has several calendars where one was wanted.
	ErrSeveral = errors.New("several calendars")
)

// Limits bound what reading a file may cost. In each field zero or less stands
// for the default. A file within the default limits is decoded in some 2 GB at
// the very worst; a file of events takes five times its size.
type Limits struct {
	// Line is the most octets of one content line as it stands in the file,
	// with its folds; default 16 MiB, room for an attachment of 11 MB. A longer
	// line is left out, which is a problem but no error.
	Line int
	// Values is the most parameter values of one content line; default
	// 100,000. A line with more is left out, which is a problem but no error.
	Values int
	// AllValues is the most parameter values in all; default 10,000,000.
	AllValues int
	// Depth is how deep components nest, VCALENDAR counted; default 100. The
	// components of the RFCs nest to 4. [Encode] writes 1001.
	Depth int
	// Components is the most components in all; default 500,000.
	Components int
	// Lines is the most content lines in all; default 3,000,000, some
	// 250,000 events.
	Lines int
	// Total is the most octets in all; default 512 MiB.
	Total int64
}

// DecodeOptions say how a file is read. The zero DecodeOptions and nil are
// ready.
type DecodeOptions struct {
	// Name is the file's name in the positions of problems; empty: none.
	Name string
	// Limits are what the file may cost; zero: the defaults.
	Limits Limits
}

// Decode reads a calendar into a golang-ical tree, as that library's own parser
// does where it reads well, and beyond it:
//
//   - Names may be in any case; in the tree they are in upper case, as
//     golang-ical looks for them.
//   - Parameters are read by RFC 5545 §3.1 and RFC 6868: quotes are removed,
//     backslashes mean nothing. Of several parameters of one name the values
//     are joined.
//   - Values of several elements (CATEGORIES, RESOURCES, REQUEST-STATUS) and
//     those of unknown properties keep what they are made of; see [Encode].
//   - Properties after a component are read like those before it. Unknown
//     properties and components are kept.
//   - Every problem has the line and the column of the file.
//   - Time and memory are linear in the size of the file, whatever is in it,
//     and bounded by [Limits].
//   - A file of more than some 200 KB is read by several goroutines, GOMAXPROCS
//     of them but at most 8, which have ended when Decode returns. The result
//     is the same with any number. Only the caller's goroutine reads r.
//
// So [Encode] of the tree gives the same values, and for what Encode or [Write]
// has written, the same bytes, provided that events, zones and the like stand in
// a calendar and in nothing else. It refuses nothing that was decoded.
//
// # Problems and errors
//
// Lines that RFC 5545 does not allow are problems, in the order of the file: a
// remark where the meaning is plain and nothing was left out, else a fault, and
// reading goes on. One bad event does not spoil the file. Components that have
// no END are ended with the one around them. A file of several calendars gives
// the first; the others are a fault ([ErrSeveral]), see [DecodeAll]. After a thousand problems
// a last one tells how many more there are.
//
// The error is not nil where the file cannot be trusted as a whole: it ends
// inside a component ([ErrTruncated]), has no calendar ([ErrNoCalendar]), goes
// beyond a limit ([ErrLimit]), or cannot be read. It is a [schedule.Problem]
// with the position. The calendar then is what was read until then, of
// components only those that had ended, and nil if none began.
func Decode(r io.Reader, o *DecodeOptions) (*ics.Calendar, schedule.Problems, error) {
	d := newDecoder(r, o)
	d.first = true
	d.run()
	if len(d.calendars) == 0 {
		return nil, d.problems(), d.err()
	}
	return d.calendars[0], d.problems(), d.err()
}

// DecodeAll is [Decode] for a file of any number of calendars, one after the
// other, RFC 5545 §3.4. One that the error cut off is the last of them.
func DecodeAll(r io.Reader, o *DecodeOptions) ([]*ics.Calendar, schedule.Problems, error) {
	d := newDecoder(r, o)
	d.run()
	return d.calendars, d.problems(), d.err()
}

// A decoder builds trees of what a Scanner reads.
type decoder struct {
	in        *contentline.Scanner
	ahead     contentline.Ahead
	name      string // of the file
	first     bool   // keep the first calendar only
	calendars []*ics.Calendar
	more      int             // calendars that are not kept
	second    contentline.Pos // the first of them
	builder   builder
}

func newDecoder(r io.Reader, o *DecodeOptions) *decoder {
	if o == nil {
		o = &DecodeOptions{}
	}
	limits := contentline.Limits(o.Limits)
	return &decoder{in: contentline.NewScanner(r, &limits), name: o.Name}
}

// run reads to the end of the file.
func (d *decoder) run() {
	add := d.builder.add // made once, not for each line
	for d.in.Scan() {
		line := d.in.Line()
		if line.Kind == contentline.Begin && line.Name == vcalendar {
			d.calendar(line.Pos)
		}
		if d.more > 0 {
			continue
		}
		d.builder.line(line)
		contentline.ReadAhead(d.in, d.ahead, readTreePieces, add)
	}
	d.builder.cutOff()
}

// calendar begins a calendar in the tree.
func (d *decoder) calendar(at contentline.Pos) {
	if d.first && len(d.calendars) > 0 {
		if d.more++; d.more == 1 {
			d.second = at
		}
		return
	}
	d.builder.cal = &ics.Calendar{}
	d.calendars = append(d.calendars, d.builder.cal)
}

// problems gives what was wrong, sorted by position.
func (d *decoder) problems() schedule.Problems {
	faults := d.in.Faults()
	ps := make(schedule.Problems, 0, len(faults)+1)
	for _, f := range faults {
		ps = append(ps, schedule.Problem{Pos: d.position(f.Pos), Remark: f.Repaired, Err: f.Err})
	}
	if d.more > 0 {
		ps = append(ps, schedule.Problem{Pos: d.position(d.second), Err: severalCalendars(d.more)})
	}
	ps.Sort()
	return ps
}

// err gives the error that ended the reading.
func (d *decoder) err() error {
	if f, ok := d.in.Err().(contentline.Fault); ok {
		return schedule.Problem{Pos: d.position(f.Pos), Err: f.Err}
	}
	return d.in.Err()
}

func (d *decoder) position(p contentline.Pos) schedule.Position {
	return schedule.Position{File: d.name, Line: p.Line, Column: p.Column}
}
