package ical

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// DriftOptions say of whom drift is to be told. The zero DriftOptions and nil are
// ready.
type DriftOptions struct {
	// Zones are zones of readers, beside those of the agenda, of its Also and of its
	// participants.
	Zones []schedule.Zone
}

// Drift tells what changes of the rules of time zones have done since a calendar was
// published: which sessions of an agenda begin or end at other instants than those
// that people were told, and which readers' clocks show another time. The rules then
// are those of the file's VTIMEZONEs, the rules now those of the agenda's zones.
//
// A session is compared with the event of its UID, or of the UID that Import makes
// its ID of. It was published on the wall that it is on now if the rules of the file
// make the same instants of the agenda's wall times as the event has. So it does not
// matter how the times were written:
//
//   - Of a time in UTC the wall is not in the file. If there is a VTIMEZONE of the
//     session's zone, for other events or by Options.Zones, it tells. Else the session
//     is compared only if it is at the same instant still, and has not moved; if it is
//     not, nobody can tell whether the rules have changed or the agenda.
//   - With a TZID of which the file has no VTIMEZONE, and where a time floats, every
//     reader has taken the rules of their own: there is no record.
//   - An event with an RRULE stands for all occurrences that it gives.
//
// A VTIMEZONE counts as a record if it says something of all the time between the
// first and the last event, and names the zone as the database or Windows do.
//
// Sessions that are new, were given another wall time, or are no longer there are in
// Drift.Apart: that is no drift, and [schedule.Diff] tells of it. Of a nil publication
// all are new. [Update] and
// [Invitations] make the same comparison, and write and send what has moved.
//
// The error is that of [schedule.DriftOf].
func Drift(p *Publication, a *schedule.Agenda, o *DriftOptions) (*schedule.Drift, error) {
	if o == nil {
		o = &DriftOptions{}
	}
	if p == nil {
		p = &Publication{}
	}
	c := &driftComparer{was: p}
	if a != nil {
		c.record(a, o.Zones)
	}
	d, err := schedule.DriftOf(a, c.clocks)
	if err != nil {
		return nil, err
	}
	c.drift, c.found = d, make([]bool, len(p.Events))
	c.domain = "@" + cmp.Or(a.Domain, string(a.ID))
	c.compare()
	return d, nil
}

// A driftComparer compares an agenda with a publication.
type driftComparer struct {
	was    *Publication
	clocks []schedule.ClockRecord
	drift  *schedule.Drift
	domain string // of UIDs, with the @
	found  []bool // of was.Events: it is of a session of the agenda
	byID   map[schedule.ID]int
	series map[int]*schedule.Series // of events that repeat; nil: not to be read
}

// record finds the clocks of all zones.
func (c *driftComparer) record(a *schedule.Agenda, readers []schedule.Zone) {
	from, to := c.was.window()
	for _, z := range slices.SortedFunc(maps.Keys(zonesOf(a, readers)), func(x, y schedule.Zone) int { return cmp.Compare(x.String(), y.String()) }) {
		c.clocks = append(c.clocks, schedule.ClockRecord{Zone: z, Then: c.was.clock(z, from, to)})
	}
}

// zonesOf gives the zones of an agenda and of readers.
func zonesOf(a *schedule.Agenda, readers []schedule.Zone) map[schedule.Zone]bool {
	all := map[schedule.Zone]bool{}
	add := func(zones ...schedule.Zone) {
		for _, z := range zones {
			if !z.IsZero() {
				all[z] = true
			}
		}
	}
	add(a.Zone)
	add(a.Also...)
	add(readers...)
	for i := range a.Participants {
		add(a.Participants[i].Zone)
	}
	for i := range a.Days {
		add(a.Days[i].Zone)
		for j := range a.Days[i].Sessions {
			s := &a.Days[i].Sessions[j]
			add(s.Zone, s.EndZone)
			for k := range s.Parallel {
				add(s.Parallel[k].Zone, s.Parallel[k].EndZone)
			}
		}
	}
	return all
}

// window gives the time from the first to the last event that has a clock; zero:
// none has.
func (p *Publication) window() (from, to time.Time) {
	for i := range p.Events {
		e := &p.Events[i]
		if e.Start.IsDate() {
			continue
		}
		if from.IsZero() || e.Start.At.Before(from) {
			from = e.Start.At
		}
		for _, end := range [...]time.Time{e.End.At, e.Last} {
			if end.After(to) {
				to = end
			}
		}
	}
	return from, to
}

// clock gives the clock of a zone by the VTIMEZONE of its name, or else by one whose
// name means it; zero if there is none that tells of the time from an instant to
// another. UTC has only one.
func (p *Publication) clock(z schedule.Zone, from, to time.Time) schedule.Zone {
	if isUTC(z) {
		return z
	}
	for _, cal := range p.cals {
		if own, _ := cal.zones.defined(z.String()); own.tells(from, to) {
			return own.zone
		}
	}
	for _, cal := range p.cals {
		for _, key := range slices.Sorted(maps.Keys(cal.zones.timezones)) {
			own, _ := cal.zones.defined(key)
			means := func(c candidate) bool { return !c.hint && c.zone.Equal(z) }
			if own.tells(from, to) && slices.ContainsFunc(cal.zones.named(own.tzid, cal.zones.territoryOf(own)), means) {
				return own.zone
			}
		}
	}
	return schedule.Zone{}
}

// tells says whether a VTIMEZONE can be used, and says something of two instants.
func (z *readZone) tells(from, to time.Time) bool {
	return z != nil && !z.zone.IsZero() && z.silence.next(from).Equal(from) && z.silence.next(to).Equal(to)
}
