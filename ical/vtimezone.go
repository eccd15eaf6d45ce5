package ical

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// Form is the way in which a file tells readers what the clocks of its zones
// do. All forms give the same instants; they differ in how much of RFC 5545 a
// reader must know, and in the time for which the file is right.
type Form int

const (
	// Client is for files that people open in their calendars. The VTIMEZONE is
	// right from a year before the file's first event to a year after its last
	// one, and uses only what every known client reads:
	//
	//   - one STANDARD and one DAYLIGHT, each with an RRULE of a month and the
	//     n-th or last weekday in it, such as FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU,
	//     if such a pair is exact;
	//   - one STANDARD without RRULE, if the clock is not set in this time;
	//   - else one STANDARD or DAYLIGHT without RRULE for each time the clock is
	//     set, the first of them more than a year before the first event.
	//
	// It never has an RDATE, an UNTIL or a BYMONTHDAY, which Outlook does not
	// read. A change of the abbreviation alone is left out; TZNAME is then the
	// one at the first event. Times before and after do not count.
	Client Form = iota
	// Open is for events that recur without end. The VTIMEZONE is right from a
	// day before the file's first event on, for ever, as far as the database
	// can tell: Gaza's and Hebron's clocks follow the moon until 2086, onset by
	// onset, and a yearly rule after that. It needs the whole of RFC 5545
	// §3.6.5: RRULE with BYMONTHDAY and UNTIL, and RDATE.
	Open
	// Full is Open from 1970-01-01 on, or from a day before the first event if
	// that is earlier.
	Full
	// UTCTimes has no VTIMEZONE: all times of the file are in UTC, such as
	// 20211118T133000Z. No reader can get them wrong; but a series goes wrong
	// when clocks are set, and people see no zone.
	UTCTimes
)

// String gives "client", "open", "full" or "utc".
func (f Form) String() string {
	switch f {
	case Client:
		return "client"
	case Open:
		return "open"
	case Full:
		return "full"
	case UTCTimes:
		return "utc"
	}
	return "Form(" + strconv.Itoa(int(f)) + ")"
}

var (
	// ErrNoTimezone says that times are written in UTC and need no VTIMEZONE:
	// the zone is UTC or GMT, or the form is [UTCTimes].
	ErrNoTimezone = errors.New("no VTIMEZONE for times in UTC")
	// ErrInexact says that no VTIMEZONE was found that agrees with the data of
	// the zone, so that none was written.
	ErrInexact = errors.New("no exact VTIMEZONE")
)

// TimezoneOptions says what [WriteTimezone] writes. The zero value is ready.
type TimezoneOptions struct {
	// Form is Client, Open or Full. The zero value is Client.
	Form Form
	// From and To are the earliest start and the latest end of the events that
	// the VTIMEZONE is for, in the years 1603 to 9799. A zero From is 1 January
	// of the year in which the zone's database was released, so 2026 for 2026f;
	// a zero To is a year after From. Open and Full do not use To.
	From, To time.Time
}

// WriteTimezone writes one VTIMEZONE component, RFC 5545 §3.6.5, whose TZID is
// the name of the zone as the author gave it. It expands what it is about to
// write and compares it with the zone's own data first: where an error is not of
// w, nothing has been written.
//
// The error wraps [ErrNoTimezone] for UTC and GMT under any of their names, and
// [ErrInexact] if no VTIMEZONE tells exactly what the zone's clock does, which no
// zone of the database needs. A nil o stands for the zero value.
func WriteTimezone(w io.Writer, z schedule.Zone, o *TimezoneOptions) error {
	if o == nil {
		o = &TimezoneOptions{}
	}
	from, to := o.From, o.To
	if from.IsZero() {
		from = time.Date(releaseYear(z), time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	if to.IsZero() {
		to = from.UTC().AddDate(1, 0, 0)
	}
	lines := contentline.NewWriter(w)
	if err := emitTimezone(lines, z, o.Form, from, to); err != nil {
		return err
	}
	return lines.Flush()
}

// releaseYear gives the year of the zone's database by its version.
func releaseYear(z schedule.Zone) int {
	for _, db := range []*tzdb.Database{z.Database(), tzdb.Pinned()} {
		if db == nil || len(db.Version()) < 4 {
			continue
		}
		if year, err := strconv.Atoi(db.Version()[:4]); err == nil && year >= 1990 && year <= 9000 {
			return year
		}
	}
	return 1970
}

// emitTimezone sends the VTIMEZONE of a zone to s, for events from the instant
// from to the instant to. The error wraps [ErrNoTimezone] or [ErrInexact] as
// that of [WriteTimezone] does; s has got nothing then.
func emitTimezone(s sink, z schedule.Zone, form Form, from, to time.Time) error {
	t, err := plan(z, form, from.UTC(), to.UTC())
	if err != nil {
		return err
	}
	return t.emit(s)
}

// A timezone is a VTIMEZONE and what it promises.
type timezone struct {
	watch
	zone  schedule.Zone
	list  []observance
	count int // onsets found, about
}

// emit sends the component to s, if it is right.
func (t *timezone) emit(s sink) error {
	lines := vtimezone(t.zone.String(), t.list)
	if err := t.prove(lines); err != nil {
		return err
	}
	emit(s, lines)
	return s.Err()
}

// plan finds the observances of a zone.
func plan(z schedule.Zone, form Form, from, to time.Time) (*timezone, error) {
	switch {
	case z.IsZero():
		return nil, fmt.Errorf("%w: the zone is not set", ErrInexact)
	case form == UTCTimes:
		return nil, fmt.Errorf("%w: form utc has none for %s; use Client, Open or Full", ErrNoTimezone, z)
	case isUTC(z):
		return nil, fmt.Errorf("%w: those of %s are written with a Z and without TZID", ErrNoTimezone, z)
	case from.Year() < 1603 || to.Year() > 9799:
		return nil, fmt.Errorf("%w for zone %s: events from %d to %d; the years from 1603 to 9799 can be written", ErrInexact, z, from.Year(), to.Year())
	case to.Before(from):
		return nil, fmt.Errorf("%w for zone %s: the events begin on %s and end before, on %s", ErrInexact, z, from.Format(time.DateOnly), to.Format(time.DateOnly))
	}
	switch form {
	case Client:
		return planClient(z, from, to), nil
	case Open:
		return planOpen(z, from.AddDate(0, 0, -1))
	case Full:
		return planOpen(z, full(z, from))
	}
	return nil, fmt.Errorf("%w for zone %s: %s is no form; use Client, Open or Full", ErrInexact, z, form)
}

// needStandard makes the first observance STANDARD if none is: Exchange wants
// one, and a clock that is never set shows standard time.
func (t *timezone) needStandard() {
	if !slices.ContainsFunc(t.list, func(o observance) bool { return !o.daylight }) {
		t.list[0].daylight = false
	}
}

// full gives the beginning of the full form: 1970-01-01T00:00 on the wall.
func full(z schedule.Zone, from time.Time) time.Time {
	lo := z.Lookup(schedule.DateTime{Date: epoch}).Earlier
	if day := from.AddDate(0, 0, -1); day.Before(lo) {
		return day
	}
	return lo
}

// isUTC reports whether z is UTC or GMT itself: fixed at no offset, and no
// place. Times in it are written in UTC.
func isUTC(z schedule.Zone) bool {
	s := z.At(time.Unix(0, 0))
	place := strings.Contains(z.String(), "/") && !strings.HasPrefix(z.String(), "Etc/")
	return s.Start.IsZero() && s.End.IsZero() && s.Offset == 0 && !place && (s.Abbr == "UTC" || s.Abbr == "GMT")
}
