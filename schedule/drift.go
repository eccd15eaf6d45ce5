package schedule

import (
	"slices"
	"time"
)

// Drift is what changes of the rules of time zones have done to an agenda that was
// published under other rules: the same walls, then and now. It tells facts; which
// of the two is to be kept, the wall time or the instant, is asked of its methods.
//
// [DriftOf] makes one of an agenda and a record of the rules; package ical makes one
// of a published calendar file.
type Drift struct {
	// Timeline is the agenda by the rules of today. A wall time in a gap or an
	// overlap is settled by its offset, if that still fits, and else as [Compatible]
	// says. A session that begins in a gap, and so after its end, keeps its length.
	Timeline *Timeline
	// Sessions are those that can be compared, in the programme's order, whether
	// they have moved or not. Items of whole dates have no instant, and what is
	// cancelled does not take place; neither is among them.
	Sessions []SessionDrift
	// Apart are those that cannot be compared; their order is that of the
	// programme, then that of the published file.
	Apart []Apart
	// Clocks are the zones of the agenda and of its readers, with the clocks that
	// are on record.
	Clocks []ClockRecord
}

// ClockRecord is a zone and what its clock did when the agenda was published.
type ClockRecord struct {
	// Zone is the zone by the rules of today.
	Zone Zone
	// Then shows its clock as it was; zero: there is no record of it.
	Then Zone
}

// SessionDrift is a session, or one occurrence of a series, by the rules then and
// now.
type SessionDrift struct {
	// Slot is the session in Drift.Timeline.
	Slot       *Slot
	Start, End WallDrift
}

// Moved reports whether it begins or ends at another instant.
func (s *SessionDrift) Moved() bool { return s.Start.By() != 0 || s.End.By() != 0 }

// WallDrift is one wall time by the rules then and now.
type WallDrift struct {
	// Wall is what the agenda says, with a clock below 24:00, on the wall of Zone.
	Wall DateTime
	Zone Zone
	// Then and Now are the instants in UTC, OffsetThen and OffsetNow the seconds
	// east of Greenwich at them.
	Then, Now             time.Time
	OffsetThen, OffsetNow int
	// KindThen and KindNow tell whether the clock shows Wall once, never or twice.
	// In a gap the clock shows Zone.Wall(Now) instead of Wall.
	KindThen, KindNow WallKind
}

// By gives by how much the instant has moved; negative: it is earlier now.
func (w *WallDrift) By() time.Duration { return w.Now.Sub(w.Then) }

// Kept gives the wall time that the clock shows today at the instant as it was: the
// one to write if the instant is to stay.
func (w *WallDrift) Kept() DateTime { return w.Zone.Wall(w.Then) }

// Uncompared is why something cannot be compared. The zero Uncompared is not valid.
type Uncompared string

// The reasons.
const (
	// NotPublished: it is new.
	NotPublished Uncompared = "new"
	// NotInAgenda: it was published, and is no longer in the agenda.
	NotInAgenda Uncompared = "gone"
	// OtherWall: it was published with another wall time, length or zone. That is a
	// change of the agenda, which [Diff] tells.
	OtherWall Uncompared = "edited"
	// NoRecord: nothing tells which rules of its zone were in force.
	NoRecord Uncompared = "no record"
)

// Apart is a session or a published event that cannot be compared.
type Apart struct {
	Why Uncompared
	// Slot is the session in Drift.Timeline; nil: it is no longer in the agenda.
	Slot *Slot
	// Title is what an event without a Slot was called.
	Title string
}

// DriftOf compares the walls of an agenda by the clocks of a record and by the
// agenda's own zones. A zone is found in the record by [Zone.Equal]; of one that is
// not there the rules are taken to be those of today. The record becomes
// Drift.Clocks.
//
// The error is [Problems]: what stands in the way of instants, other than gaps,
// overlaps, and offsets that do not fit.
func DriftOf(a *Agenda, record []ClockRecord) (*Drift, error) {
	d := &Drift{Clocks: record}
	var err error
	if d.Timeline, err = resolveAnyhow(a); err != nil {
		return nil, err
	}
	past, origins := d.agendaThen(a)
	then, err := resolveAnyhow(past)
	if err != nil {
		return nil, err
	}
	before := make(map[slotKey]*Slot, len(then.Slots))
	for i := range then.Slots {
		s := &then.Slots[i]
		before[slotKey{origins[s.Session], s.Occurrence}] = s
	}
	for i := range d.Timeline.Slots {
		s := &d.Timeline.Slots[i]
		was := before[slotKey{s.Session, s.Occurrence}]
		switch {
		case s.AllDay() || s.Session.Status == Cancelled:
		case was == nil: // of a series, and in a gap one of two that come together
			d.Apart = append(d.Apart, Apart{Why: OtherWall, Slot: s})
		default:
			d.Sessions = append(d.Sessions, SessionDrift{s,
				wallDrift(was.Zone, was.Start, was.StartKind, s.Zone, s.Start, s.StartKind),
				wallDrift(was.EndZone, was.End, was.EndKind, s.EndZone, s.End, s.EndKind)})
		}
	}
	return d, nil
}

// slotKey tells slots apart in two timelines of one agenda.
type slotKey struct {
	session    *Session
	occurrence DateTime
}

// resolveAnyhow finds instants also where [Check] finds gaps, overlaps and offsets.
func resolveAnyhow(a *Agenda) (*Timeline, error) {
	r := &resolver{agenda: a, policy: Compatible, anyhow: true}
	r.resolve()
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	return &Timeline{a, r.inOrder()}, nil
}

// agendaThen gives the agenda with the clocks of the record, and the sessions that
// its sessions are copies of.
func (d *Drift) agendaThen(a *Agenda) (*Agenda, map[*Session]*Session) {
	past, origins := *a, map[*Session]*Session{}
	then := func(z *Zone) { *z, _ = d.Then(*z) }
	then(&past.Zone)
	past.Days = slices.Clone(a.Days)
	var copied func(list []Session) []Session
	copied = func(list []Session) []Session {
		all := slices.Clone(list)
		for i := range all {
			origins[&all[i]] = &list[i]
			then(&all[i].Zone)
			then(&all[i].EndZone)
			all[i].Parallel = copied(all[i].Parallel)
		}
		return all
	}
	for i := range past.Days {
		then(&past.Days[i].Zone)
		past.Days[i].Sessions = copied(past.Days[i].Sessions)
	}
	return &past, origins
}

// wallDrift compares one time.
func wallDrift(then Zone, was time.Time, wasKind WallKind, now Zone, is time.Time, isKind WallKind) WallDrift {
	w := WallDrift{
		Zone: now, Then: was, Now: is, OffsetThen: then.Offset(was), OffsetNow: now.Offset(is), KindThen: wasKind, KindNow: isKind,
	}
	switch {
	case isKind != Gap:
		w.Wall = now.Wall(is)
	case wasKind != Gap:
		w.Wall = then.Wall(was)
	default: // the later reading shows it with the offset from before the gap
		w.Wall = wallOf(is.Unix() + int64(now.Offset(now.At(is).Start.Add(-time.Second))))
	}
	return w
}
