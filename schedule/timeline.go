package schedule

import "time"

// Timeline is an agenda whose wall times have become instants. It is made by
// [Agenda.Resolve] and safe for concurrent use as long as nobody changes it or
// its agenda.
type Timeline struct {
	// Agenda is what was resolved; it is not to be changed afterwards.
	Agenda *Agenda
	// Slots are in the programme's order: by day, then as listed, with
	// parallel sessions directly after their parent.
	Slots []Slot
}

// Slot is one session at its time, or one occurrence of a series.
type Slot struct {
	// Day is the index in Agenda.Days of the host's day it belongs to. That is
	// the day it is listed in; an occurrence of a series belongs to the day of
	// its date, if the agenda has one on the same wall.
	Day     int
	Session *Session
	// Parent is the index in Timeline.Slots of the session it is parallel to;
	// -1: none.
	Parent int
	// Occurrence is, for an item of a series, the wall start that its rule
	// gave, also where the occurrence was moved: it identifies the occurrence
	// (RECURRENCE-ID, RFC 5545 §3.8.4.4). Its clock is below 24:00, and zero
	// for an all-day item. The zero Occurrence: not a series.
	Occurrence DateTime
	// From and Through are the first and the last date of an all-day item;
	// both zero: not all-day.
	From, Through Date
	// Start and End are instants in UTC; both zero for an all-day item.
	Start, End time.Time
	// Zone and EndZone are the walls that Start and End were written on; of an
	// all-day item, the wall of its dates.
	Zone, EndZone Zone
	// StartKind and EndKind tell whether the wall times were unique, so that
	// exporters know the ones in an overlap.
	StartKind, EndKind WallKind
	// Room is where it takes place, inherited or not; empty: not stated.
	Room ID
}

// AllDay reports whether s is an item of whole dates, which has no instants.
func (s *Slot) AllDay() bool { return !s.From.IsZero() }

// Length gives the time between Start and End as it passes, also across a
// change of the clocks; zero for an all-day item.
func (s *Slot) Length() time.Duration { return s.End.Sub(s.Start) }

// Resolve finds the instants of all sessions. The policy settles starts and
// ends in a gap or an overlap that have no offset of their own. The error is
// [Problems]: every fault that stands in the way of an instant, such as an
// invalid clock, an end before its start, a rule that is not supported, and
// with [Reject] every gap and overlap. It does not look at IDs and texts; that
// is what [Agenda.Check] does. Without an error the Timeline is complete. Series
// that have no end need [Agenda.ResolveWithin].
func (a *Agenda) Resolve(p Policy) (*Timeline, error) {
	r := resolve(a, p)
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	return &Timeline{a, r.inOrder()}, nil
}

// Window gives the earliest start and the latest end of the timed slots; both
// zero if there are none.
func (tl *Timeline) Window() (from, to time.Time) {
	if tl == nil {
		return from, to
	}
	return window(tl.Slots)
}

func window(slots []Slot) (from, to time.Time) {
	for i := range slots {
		s := &slots[i]
		if s.AllDay() {
			continue
		}
		if from.IsZero() || s.Start.Before(from) {
			from = s.Start
		}
		if s.End.After(to) {
			to = s.End
		}
	}
	return from, to
}

// ZoneOf gives the wall of a day's clocks: its own zone, else the agenda's.
func (a *Agenda) ZoneOf(d *Day) Zone {
	if d.Zone.IsZero() {
		return a.Zone
	}
	return d.Zone
}
