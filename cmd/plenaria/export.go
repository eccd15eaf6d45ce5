package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

type exportCmd struct {
	File   string    `arg:"" help:"Agenda file; - reads the standard input."`
	Format string    `help:"ical (.ics) or jcal (the same in JSON, RFC 7265)." enum:"ical,jcal" default:"ical" placeholder:"ical"`
	Stamp  time.Time `help:"When the agenda was last settled, such as 2026-11-02T09:00:00Z. A file that was published is not exported again, but updated: see \"plenaria update\"." format:"2006-01-02T15:04:05Z07:00" placeholder:"RFC3339"`

	calendarFlags
	eachFlags
	filterFlags
	outputFlag
}

// calendarFlags say how a calendar file is written.
type calendarFlags struct {
	Form     string          `help:"How zones are defined: client (read by every calendar program), open (for series without end), full (from 1970 on), utc (no zones)." enum:"client,open,full,utc" default:"client" placeholder:"client"`
	Lang     []schedule.Lang `help:"Language, such as ko; several, best first. Without it: the original of every text." placeholder:"LANG" sep:","`
	NoBreaks bool            `help:"Leave breaks out."`
	Series   bool            `help:"Write a series as one event with its rule, where calendar programs read that alike. Without it, every occurrence is an event of its own."`
	Readers  []string        `help:"Also define the clocks of these places, or of all \"people\" of the agenda, so that \"plenaria check --published\" can tell later whether they have changed." placeholder:"ZONE" sep:","`
	Alarm    []lead          `help:"Remind this long before each session, such as 10m, 1h or 1d." placeholder:"TIME" sep:","`
}

func (exportCmd) Help() string {
	return `Every session is an event whose clock is the host's; calendar programs show it on
their own. The same agenda gives the same file, with the same ids of events, so
that a newer file updates the calendars that have an older one.

Examples:

    plenaria export agenda.yaml -o agenda.ics
    plenaria export agenda.yaml -o kim.ics --person kim --lang ko --alarm 10m
    plenaria export agenda.yaml --no-breaks --track security > security.ics
    plenaria export course.yaml --series -o course.ics
    plenaria export agenda.yaml --each --guests KR -o packs`
}

func (c *exportCmd) Run(a *app) error {
	tl, err := a.timeline(c.File, c.filterFlags)
	if err != nil {
		return err
	}
	o := c.options(tl, c.Stamp)
	if o.Zones, err = c.readers(a, tl.Agenda); err != nil {
		return err
	}
	if len(c.Guests) > 0 && !c.Each {
		return errors.New("--guests goes with --each")
	}
	a.missingLangs(tl.Agenda, c.Lang)
	defer a.working("exporting " + shown(c.File))()
	if c.Each {
		return c.each(a, tl, o)
	}
	write := ical.Write
	if c.Format == "jcal" {
		write = ical.WriteJSON
	}
	size := 0
	err = c.write(a, func(w io.Writer) error {
		n := &counter{Writer: w}
		err := write(n, tl.Timeline, o)
		size = n.n
		return err
	})
	if err == nil && c.Format == "ical" {
		c.large(a, tl, o, size)
	}
	return err
}

// options are those of a file of some sessions.
func (f *calendarFlags) options(tl *selection, stamp time.Time) *ical.Options {
	o := &ical.Options{Form: formOf(f.Form), Langs: f.Lang, OmitBreaks: f.NoBreaks, Stamp: stamp, Keep: tl.keep, Part: tl.part}
	if f.Series {
		o.Series = ical.RecurringEvents
	}
	for _, l := range f.Alarm {
		o.Alarms = append(o.Alarms, time.Duration(l))
	}
	return o
}

// people stands for the zones of all participants on the command line.
const people = "people"

// readers gives the zones whose clocks are defined for the record.
func (f *calendarFlags) readers(a *app, agenda *schedule.Agenda) (list []schedule.Zone, err error) {
	for _, name := range f.Readers {
		if name != people {
			zone, err := a.zone(name)
			if err != nil {
				return nil, fmt.Errorf("--readers: %w", err)
			}
			list = append(list, zone)
			continue
		}
		for i := range agenda.Participants {
			list = append(list, agenda.Participants[i].Zone)
		}
	}
	slices.SortFunc(list, func(a, b schedule.Zone) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(list), nil
}

// formOf gives the form of a name of the command line.
func formOf(name string) ical.Form {
	for _, f := range []ical.Form{ical.Client, ical.Open, ical.Full} {
		if f.String() == name {
			return f
		}
	}
	return ical.UTCTimes
}

// lead is a time before a session: what time.ParseDuration reads, or days.
type lead time.Duration

func (l *lead) UnmarshalText(text []byte) error {
	const day = 24 * time.Hour
	if days, ok := strings.CutSuffix(string(text), "d"); ok {
		if n, err := strconv.ParseInt(days, 10, 16); err == nil {
			*l = lead(time.Duration(n) * day)
			return nil
		}
	}
	d, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is no length of time; write one such as 10m, 1h30m or 1d", text)
	}
	*l = lead(d)
	return nil
}
