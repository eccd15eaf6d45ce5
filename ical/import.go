package ical

import (
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// ImportOptions say how a file becomes an agenda. The zero ImportOptions and nil
// are ready.
type ImportOptions struct {
	// Name is the file's name in positions, and names an agenda that has no name
	// of its own; empty: none.
	Name string
	// Zone is the host's zone. Zero: what X-WR-TIMEZONE says, else the commonest
	// TZID of the events, else UTC.
	Zone schedule.Zone
	// Floating is the wall of times that have no zone (RFC 5545 §3.3.5 form 1).
	// Zero: the host's, which is remarked once.
	Floating schedule.Zone
	// Database is where zones come from; nil: [tzdb.Newest].
	Database *tzdb.Database
	// ID is the agenda's ID. Empty: that of the calendar's UID (RFC 7986 §5.3),
	// else one made of its name.
	ID schedule.ID
	// Langs are the agenda's languages; texts without LANGUAGE are taken to be in
	// the first of them. Empty: those of the file, the commonest first, and of those
	// as common those of other texts before those of people's names; such texts
	// are in the language of their event's SUMMARY or other texts, else in the
	// first, which is remarked. In a file without any LANGUAGE they are in none.
	Langs []schedule.Lang
	// From and Through are dates on the host's wall, both included. Where one of
	// them is set, series become sessions of their own, an occurrence each, and
	// what starts outside is left out, which is remarked, also when it is written back
	// with Options.Kept: to look at a week of a calendar and keep the rest, import all
	// of it and use [schedule.Agenda.ResolveWithin]. A zero Through is a
	// year after From, a zero From a year before Through. Both zero: all events,
	// and series stay series.
	From, Through schedule.Date
	// Dawn is the clock at which a host's day begins: what starts before it
	// belongs to the day before. Zero: midnight. It is below 24:00.
	Dawn schedule.Clock
	// Length is how long an event lasts that has no length, or a negative one;
	// zero: a minute.
	Length time.Duration
	// Limits are what the file may cost; zero: the defaults.
	Limits Limits
}

// Imported is what a calendar file has become.
type Imported struct {
	// Agenda is the agenda. It is the caller's to change; see Options.Kept.
	Agenda *schedule.Agenda
	// Problems are what was wrong with the file, or had to be decided, sorted by
	// position: faults where something was left out of the agenda, remarks where
	// nothing was. After a thousand a last one tells how many more there are.
	Problems schedule.Problems
	// Zones are what became of the file's TZIDs.
	Zones []ZoneChoice

	file    *calendarFile
	options ImportOptions
	losses  [2]lossList // of what people are read from, and of all else
}

// Import reads a calendar of any program as an agenda, an iCalendar file or jCal
// (RFC 7265). See "Reading a calendar" in the package documentation for what
// becomes what. A nil o stands for the zero ImportOptions. What is wrong with the
// notation of jCal has a position; its components have none.
//
// One bad event does not spoil the file: it is left out and told in Problems. The
// agenda can be resolved, unless a problem says what stands in the way: a series
// without an end or of more than 1000 occurrences needs
// [schedule.Agenda.ResolveWithin], or ImportOptions.From.
//
// The error is not nil where the file cannot be trusted as a whole: it ends
// inside a component ([ErrTruncated]), has no calendar ([ErrNoCalendar]), goes
// beyond a limit ([ErrLimit]), or cannot be read. It is a [schedule.Problem] with
// the position. The agenda then has what was read until then, and Imported is
// nil if that is nothing.
//
// The same bytes and options give the same agenda on every machine, with however
// many goroutines the lines of a large file are read; see [Decode].
func Import(r io.Reader, o *ImportOptions) (*Imported, error) {
	options := o.withDefaults()
	f, err := readAnyCalendar(r, &options)
	if len(f.calendars) == 0 {
		return nil, err
	}
	return f.imported(options), err
}

// ImportCalendar is [Import] of a tree of golang-ical, such as [Decode] gives.
// Problems then have no positions.
func ImportCalendar(cal *ics.Calendar, o *ImportOptions) (*Imported, error) {
	if cal == nil {
		return nil, schedule.Problem{Err: contentlineError(ErrNoCalendar, "no calendar")}
	}
	options := o.withDefaults()
	return calendarFileOf(cal).imported(options), nil
}

func (o *ImportOptions) withDefaults() ImportOptions {
	var d ImportOptions
	if o != nil {
		d = *o
	}
	if d.Database == nil {
		d.Database = tzdb.Newest()
	}
	if d.Length < time.Second {
		d.Length = time.Minute
	}
	switch {
	case d.From.IsValid() && !d.Through.IsValid():
		d.Through = d.From.AddDays(365)
	case d.Through.IsValid() && !d.From.IsValid():
		d.From = d.Through.AddDays(-365)
	}
	return d
}

// windowed says whether only a window of dates is imported.
func (o *ImportOptions) windowed() bool { return o.From.IsValid() && o.Through.IsValid() }

// A calendarFile is what a file holds, as far as it was read.
type calendarFile struct {
	name      string
	calendars []*component
	problems  schedule.Problems // of the lines
}

func (f *calendarFile) position(p contentline.Pos) schedule.Position {
	if p == (contentline.Pos{}) {
		return schedule.Position{}
	}
	return schedule.Position{File: f.name, Line: p.Line, Column: p.Column}
}

// imported makes the agenda of a file.
func (f *calendarFile) imported(o ImportOptions) *Imported {
	im := newImporter(f, o)
	im.run()
	return im.result()
}

// contentlineError says what is wrong, and wraps the kind.
func contentlineError(kind error, message string) error {
	return &kindError{kind, message}
}

// A kindError is a message that wraps a sentinel without its words.
type kindError struct {
	kind    error
	message string
}

func (e *kindError) Error() string { return e.message }
func (e *kindError) Unwrap() error { return e.kind }
