package ical

import (
	"fmt"
	"io"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/schedule"
)

// WriteJSON writes a timeline as jCal (RFC 7265, application/calendar+json): the
// calendar that [Write] writes, in JSON. It streams as Write does, and its
// errors are those of Write. A nil o stands for the zero Options.
//
// Each property and each component stands in a line of its own, so that two
// files can be compared. See [EncodeJSON] for how values are written.
func WriteJSON(w io.Writer, tl *schedule.Timeline, o *Options) error {
	out := newJSONSink(w)
	if err := export(out, tl, o); err != nil {
		return err
	}
	return out.Flush()
}

// EncodeJSON writes a golang-ical calendar as jCal, RFC 7265. It takes the tree
// as [Encode] does and refuses the same, so [DecodeJSON] of what it writes gives
// the tree that [Decode] gives of what Encode writes.
//
// A value has the type that its VALUE parameter says, else the one that its RFC
// states as the property's default, else "unknown", as X- properties have; such
// a value stands as in an iCalendar file, with its backslashes. A value that is
// not of its type, as in DTSTART:tomorrow, is a string, as it stands.
//
// On the way to jCal and back, nothing changes but this: numbers have no plus
// sign and no zeros before them; a VALUE parameter that states the default is
// left out (RFC 7265 §3.5.1), and one that a date lacks is there (§B.1); what is
// in base 64 and no BINARY is decoded (§3.1); FREQ comes first in a rule.
func EncodeJSON(w io.Writer, cal *ics.Calendar) error {
	if cal == nil {
		return fmt.Errorf("ical: %w: the calendar is nil", ErrUnwritable)
	}
	out := newJSONSink(w)
	encodeTo(out, cal)
	return out.Flush()
}
