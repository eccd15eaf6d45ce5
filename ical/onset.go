package ical

import (
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// An onset is a moment at which the clocks of a zone are set. Its wall time is
// by the clock before, as DTSTART and RRULE have it (RFC 5545 §3.6.5).
type onset struct {
	at       int64  // seconds since 1970-01-01T00:00Z
	day      int32  // on the wall, since 1970-01-01
	year     int32  // on the wall
	clock    int32  // on the wall, seconds after midnight
	from, to int32  // seconds east of Greenwich before and after
	daylight bool   // DAYLIGHT, not STANDARD
	name     string // the abbreviation from then on
}

func newOnset(at int64, from, to int) onset {
	wall := time.Unix(at+int64(from), 0).UTC()
	clock := wall.Hour()*3600 + wall.Minute()*60 + wall.Second()
	return onset{
		at:    at,
		day:   int32((wall.Unix() - int64(clock)) / 86400),
		year:  int32(wall.Year()),
		clock: int32(clock),
		from:  int32(from),
		to:    int32(to),
	}
}

// date gives the wall's date.
func (o *onset) date() schedule.Date { return epoch.AddDays(int(o.day)) }

// same reports whether two onsets can share an observance.
func (o *onset) same(p *onset) bool {
	return o.from == p.from && o.to == p.to && o.daylight == p.daylight && o.name == p.name
}

// A watch says which changes of a zone count as onsets.
type watch struct {
	lo, hi time.Time
	// names makes a new abbreviation an onset; else it is one only if the offset
	// changes, and an onset's name is the one at the time asked or, for a later
	// onset, its first.
	names bool
	asked time.Time
}

// onsets lists the onsets from lo to hi. The first is that of the span which
// holds lo. A change of the database's mark for daylight saving time alone is
// none: nobody sees it.
func (w watch) onsets(z schedule.Zone) []onset {
	list := make([]onset, 0, w.guess(z))
	var before schedule.Span
	for s := range z.Spans(w.lo, w.hi) {
		last := len(list) - 1
		switch {
		case last < 0:
			list = append(list, w.first(z, s))
		case s.Offset != before.Offset || w.names && s.Abbr != before.Abbr:
			o := newOnset(s.Start.Unix(), before.Offset, s.Offset)
			o.name, o.daylight = s.Abbr, isDaylight(before, s)
			list = append(list, o)
		case !w.names && !s.Start.After(w.asked):
			list[last].name = s.Abbr
		}
		before = s
	}
	return list
}

// guess gives the number of onsets if the clock is set twice a year at the end.
func (w watch) guess(z schedule.Zone) int {
	if z.At(w.hi).End.IsZero() {
		return 8
	}
	return 2*(w.hi.Year()-w.lo.Year()) + 4
}

// first gives the onset of the span that holds lo. A span without a start, or
// with one before 1970 that nobody asks for, gets a start of ours, at which the
// clock does not change. So does local mean time with its seconds, which few
// readers know, if it is only what was before.
func (w watch) first(z schedule.Zone, s schedule.Span) onset {
	at, from, daylight := firstYear.Unix()-int64(s.Offset), s.Offset, s.DST
	if s.Start.After(firstYear) {
		before := z.At(s.Start.Add(-time.Second))
		at, daylight = s.Start.Unix(), isDaylight(before, s)
		if before.Offset%60 == 0 {
			from = before.Offset
		}
	}
	if seventies := int64(-s.Offset); at < seventies && seventies <= w.lo.Unix() {
		at, from = seventies, s.Offset // 1970-01-01T00:00 on the wall
	}
	o := newOnset(at, from, s.Offset)
	o.name, o.daylight = s.Abbr, daylight
	return o
}

// firstYear is where Windows begins to count, and where files of Outlook begin
// their zones.
var firstYear = time.Date(1601, time.January, 1, 0, 0, 0, 0, time.UTC)

// isDaylight reports whether a span is DAYLIGHT after the one before it. Where
// clocks go between two kinds of time, DAYLIGHT is the later clock, whatever the
// database calls it: in Dublin winter has its mark, and readers subtract what
// DAYLIGHT adds. A new standard time is STANDARD also if it is later.
func isDaylight(before, s schedule.Span) bool {
	if before.DST == s.DST || before.Offset == s.Offset {
		return s.DST
	}
	return s.Offset > before.Offset
}
