package ical

import (
	"fmt"
	"io"
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// ReadTimezone reads a VTIMEZONE component, RFC 5545 §3.6.5, as a zone whose name
// is the TZID: one alone, as [WriteTimezone] writes it, or the first of a
// calendar. The zone has no database, and tells what the clock does at all times:
//
//   - Onsets are on the local clock of TZOFFSETFROM, also where a DTSTART has a
//     TZID or a Z. A DTSTART that its RRULE does not give is no onset, as in files
//     of Outlook, which count from 1601.
//   - Rules without an end hold for ever.
//   - Before the first onset the clock shows that onset's TZOFFSETFROM, since RFC
//     5545 says nothing of that time, and the file nothing else.
//
// Problems are those of the lines and of the component: remarks for what is odd,
// faults, which wrap [ErrTimezone] or [ErrLimit], for what has no meaning. With a
// fault there is no zone. Rules that set the clock more often than weekly, and
// more than 100,000 onsets, are such faults.
//
// The error is as that of [Import]; it wraps ErrTimezone where there is no
// VTIMEZONE or only one with a fault. A nil o stands for the zero DecodeOptions.
func ReadTimezone(r io.Reader, o *DecodeOptions) (schedule.Zone, schedule.Problems, error) {
	if o == nil {
		o = &DecodeOptions{}
	}
	f, err := readCalendarFile(r, &ImportOptions{Name: o.Name, Limits: o.Limits})
	problems := f.problems
	for _, calendar := range f.calendars {
		for _, c := range calendar.subs {
			if c.name != "VTIMEZONE" || err != nil {
				continue
			}
			if calendar.pos == c.pos { // no calendar is missing around it
				begin := f.position(c.pos)
				problems = slices.DeleteFunc(problems, func(p schedule.Problem) bool { return p.Remark && p.Pos == begin })
			}
			z := newZoneReader(o.Name).readTimezone(c)
			problems = append(problems, z.problems...)
			problems.Sort()
			if z.zone.IsZero() {
				err = fmt.Errorf("%w: %w", ErrTimezone, z.problems.Err())
			}
			return z.zone, problems, err
		}
	}
	if err == nil {
		err = fmt.Errorf("%w: there is none", ErrTimezone)
	}
	return schedule.Zone{}, problems, err
}
