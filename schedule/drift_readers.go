package schedule

import "slices"

// Keep is what a session keeps where the rules of its zone change: it cannot keep
// both. The zero Keep is KeepWall.
type Keep int

const (
	// KeepWall keeps what the agenda says, the wall time: the instant moves. It
	// suits meetings in a place.
	KeepWall Keep = iota
	// KeepInstant keeps the instant: the host's clock shows another time at it, which
	// the agenda has to say, see [Drift.KeepInstants]. It suits what people join from
	// elsewhere.
	KeepInstant
)

// Reading is a session on a reader's wall: what they were told, and what their clock
// shows now.
type Reading struct {
	Session *SessionDrift
	// Then and Now are the start, ThenEnd and NowEnd the end.
	Then, ThenEnd, Now, NowEnd DateTime
	// OffsetThen and OffsetNow are the seconds east of Greenwich of the reader's
	// clock at the start.
	OffsetThen, OffsetNow int
}

// Changed reports whether the reader's clock shows another time.
func (r *Reading) Changed() bool { return r.Then != r.Now || r.ThenEnd != r.NowEnd }

// On gives all of Sessions on the wall of a reader in zone z. The zero Zone is for
// the host: each session on the walls that it is written on. Without a record of z
// its clock is taken to have been what it is today; [Drift.Then] tells.
func (d *Drift) On(z Zone, keep Keep) []Reading {
	list := make([]Reading, len(d.Sessions))
	was, _ := d.Then(z)
	for i := range d.Sessions {
		s := &d.Sessions[i]
		start, end := s.Start.Now, s.End.Now
		if keep == KeepInstant {
			start, end = s.Start.Then, s.End.Then
		}
		from, to, wasFrom, wasTo := z, z, was, was
		if z.IsZero() {
			from, to = s.Start.Zone, s.End.Zone
			wasFrom, _ = d.Then(from)
			wasTo, _ = d.Then(to)
		}
		list[i] = Reading{
			Session: s, Then: wasFrom.Wall(s.Start.Then), ThenEnd: wasTo.Wall(s.End.Then), Now: from.Wall(start), NowEnd: to.Wall(end),
			OffsetThen: wasFrom.Offset(s.Start.Then), OffsetNow: from.Offset(start),
		}
	}
	return list
}

// Then gives the clock of a zone as it was, and false, with the clock of today, if
// there is no record of it.
func (d *Drift) Then(z Zone) (Zone, bool) {
	i := slices.IndexFunc(d.Clocks, func(c ClockRecord) bool { return c.Zone == z })
	if i < 0 {
		i = slices.IndexFunc(d.Clocks, func(c ClockRecord) bool { return !z.IsZero() && c.Zone.Equal(z) })
	}
	if i < 0 || d.Clocks[i].Then.IsZero() {
		return z, false
	}
	return d.Clocks[i].Then, true
}

// Of gives the drift of some sessions only: the others are left out of Sessions and
// Apart.
func (d *Drift) Of(keep func(*Session) bool) *Drift {
	some := *d
	some.Sessions, some.Apart = nil, nil
	for _, s := range d.Sessions {
		if keep(s.Slot.Session) {
			some.Sessions = append(some.Sessions, s)
		}
	}
	for _, a := range d.Apart {
		if a.Slot != nil && keep(a.Slot.Session) {
			some.Apart = append(some.Apart, a)
		}
	}
	return &some
}

// IsEmpty reports whether no session has moved, and no clock on record shows another
// time at any of them.
func (d *Drift) IsEmpty() bool {
	return !slices.ContainsFunc(d.Sessions, func(s SessionDrift) bool { return s.Moved() }) &&
		!slices.ContainsFunc(d.Clocks, func(c ClockRecord) bool { return len(d.ClockMoved(c.Zone)) > 0 })
}

// ClockMoved gives those of Sessions that have not moved, but take place at another
// time on the wall of a reader in zone z, whose clock has changed.
func (d *Drift) ClockMoved(z Zone) (list []Reading) {
	if _, recorded := d.Then(z); !recorded {
		return nil
	}
	for _, r := range d.On(z, KeepInstant) {
		if r.Changed() && !r.Session.Moved() {
			list = append(list, r)
		}
	}
	return list
}
