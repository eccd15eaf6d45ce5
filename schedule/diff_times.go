package schedule

import (
	"cmp"
	"maps"
	"slices"
)

// times compares when a session is.
func (d *differ) times(one Change, p, q *sighting) {
	if !p.known || !q.known {
		d.tell(one, ChangeMoved, p.known != q.known || !p.saysTimeOf(q))
		return
	}
	if p.Repeat == nil && q.Repeat == nil {
		d.ownTime(one, p, q, true)
		return
	}
	origin := [2]int64{p.walls.start.seconds(), q.walls.start.seconds()}
	if d.sameDates(p, q) {
		origin[1] = origin[0] // the series begins elsewhere, its occurrences stay
	} else {
		d.ownTime(one, p, q, !p.slot.Zone.Equal(q.slot.Zone))
	}
	d.tell(one, ChangeSeries, !p.Repeat.same(q.Repeat))
	d.occurrences(one, p, q, origin)
}

// saysTimeOf compares the fields of times, where these are faulty.
func (p *sighting) saysTimeOf(q *sighting) bool {
	return p.Start == q.Start && p.End == q.End && p.EndDate == q.EndDate && p.Through == q.Through &&
		p.Offset == q.Offset && p.EndOffset == q.EndOffset && p.slot.Zone.Equal(q.slot.Zone) && p.slot.EndZone.Equal(q.slot.EndZone)
}

// atTimeOf reports whether the walls show the same at both.
func (p *sighting) atTimeOf(q *sighting) bool {
	return p.known == q.known && p.walls.start.Compare(q.walls.start) == 0 && p.walls.end.Compare(q.walls.end) == 0
}

// sameDates reports whether a series that begins at another time has no fewer
// of its occurrences where they were than it has moved along with its beginning.
func (d *differ) sameDates(p, q *sighting) bool {
	if p.walls.start.Compare(q.walls.start) == 0 {
		return false
	}
	common := func(origin [2]int64) (n int) {
		old := d.old.occurrences(p, origin[0])
		for at := range d.new.occurrences(q, origin[1]) {
			if old[at] != nil {
				n++
			}
		}
		return n
	}
	stay := common([2]int64{})
	return stay > 0 && stay >= common([2]int64{p.walls.start.seconds(), q.walls.start.seconds()})
}

// ownTime compares the own times of two sessions. In a series, what the
// time-zone database shifts is told of each occurrence.
func (d *differ) ownTime(one Change, p, q *sighting, shifts bool) {
	a, b := p.slot, q.slot
	if p.IsAllDay() || q.IsAllDay() {
		both := p.IsAllDay() && q.IsAllDay()
		d.tell(one, ChangeMoved, !both || p.walls.start.Date != q.walls.start.Date)
		if both {
			d.length(one, datesFrom(p.walls), datesFrom(q.walls))
		}
		return
	}
	told := len(d.changes.List)
	sameWall := p.walls.start.Compare(q.walls.start) == 0
	same := sameWall && a.Zone.Equal(b.Zone)
	if !a.Start.IsZero() && !b.Start.IsZero() {
		same = a.Start.Equal(b.Start)
		d.length(one, int64(a.Length()), int64(b.Length()))
	} else {
		d.length(one, p.walls.length(), q.walls.length())
	}
	longer := slices.Clone(d.changes.List[told:])
	d.changes.List = d.changes.List[:told]
	d.tell(one, ChangeMoved, !same && !sameWall)
	d.tell(one, ChangeShifted, !same && sameWall && shifts)
	d.changes.List = append(d.changes.List, longer...)
	otherWall := !sameWall || !a.Zone.Equal(b.Zone) || !a.EndZone.Equal(b.EndZone) || p.offsets() != q.offsets()
	d.tell(one, ChangeRezoned, told == len(d.changes.List) && same && otherWall)
}

// offsets gives the offsets that a session says itself.
func (p *sighting) offsets() [2]Offset {
	if p.parent >= 0 && p.inheritsClocks() {
		return [2]Offset{}
	}
	return [2]Offset{p.Offset, p.EndOffset}
}

func datesFrom(w walls) int64 { return w.end.Date.day() - w.start.Date.day() }

func (w walls) length() int64 { return w.end.seconds() - w.start.seconds() }

func (d *differ) length(one Change, before, after int64) {
	d.tell(one, ChangeLonger, after > before)
	d.tell(one, ChangeShorter, after < before)
}

// occurrences compares what takes place of a series, each occurrence by its
// distance on the wall from an origin.
func (d *differ) occurrences(one Change, p, q *sighting, origin [2]int64) {
	old, new := d.old.occurrences(p, origin[0]), d.new.occurrences(q, origin[1])
	all := make(map[int64]bool, len(old))
	for at := range old {
		all[at] = true
	}
	for at := range new {
		all[at] = true
	}
	for _, at := range slices.Sorted(maps.Keys(all)) {
		each := one
		each.Old, each.New = old[at], new[at]
		switch {
		case each.Old == nil:
			each.Occurrence = wallOf(origin[1] + at)
			d.tell(each, ChangeAdded, true)
		case each.New == nil:
			each.Occurrence = wallOf(origin[0] + at)
			d.tell(each, ChangeRemoved, true)
		default:
			each.Occurrence = wallOf(origin[0] + at)
			d.occurrence(each, origin, p.walls.length(), q.walls.length())
		}
	}
}

// occurrence compares two occurrences beyond what is told of the series.
func (d *differ) occurrence(each Change, origin [2]int64, length, newLength int64) {
	a, b := each.Old.walls(), each.New.walls()
	if each.Old.AllDay() != each.New.AllDay() {
		return // told of the session
	}
	moved := a.start.seconds()-origin[0] != b.start.seconds()-origin[1]
	d.tell(each, ChangeMoved, moved)
	d.tell(each, ChangeShifted, !moved && origin[0] == origin[1] && each.Old.Zone.Equal(each.New.Zone) && !each.Old.Start.Equal(each.New.Start))
	d.length(each, a.length()-length, b.length()-newLength)
}

// walls gives what the slot's own walls show.
func (s *Slot) walls() walls {
	if s.AllDay() {
		return walls{DateTime{Date: s.From}, DateTime{Date: s.Through}}
	}
	return walls{s.Zone.Wall(s.Start), s.EndZone.Wall(s.End)}
}

// same reports whether two series say the same. None is as one that gives no
// more than the session itself.
func (r *Repeat) same(o *Repeat) bool {
	if r == nil || o == nil {
		return r == o
	}
	return r.Rule == o.Rule && slices.Equal(r.Rules, o.Rules) && slices.Equal(r.ExceptRules, o.ExceptRules) &&
		slices.Equal(r.Except, o.Except) && slices.Equal(r.Moved, o.Moved) && slices.Equal(r.Also, o.Also) && slices.Equal(r.Periods, o.Periods)
}

// swapKey is where two sessions were that may have been swapped: when, and in
// which rooms.
type swapKey struct {
	from, to   int64
	room, next ID
}

// swaps finds pairs among the moved sessions that took each other's times:
// first those that took each other's rooms too, then others; at last those of
// different lengths that changed places within the time of both.
func (d *differ) swaps() {
	exact := func(c *Change) (mine, wanted swapKey) {
		from, to := c.Old.Start.Unix(), c.New.Start.Unix()
		return swapKey{from, to, c.Old.Room, c.New.Room}, swapKey{to, from, c.New.Room, c.Old.Room}
	}
	d.swapsBy(exact)
	d.swapsBy(func(c *Change) (mine, wanted swapKey) {
		mine, wanted = exact(c)
		return swapKey{from: mine.from, to: mine.to}, swapKey{from: wanted.from, to: wanted.to}
	})
	d.swapsBy(func(c *Change) (mine, wanted swapKey) {
		if c.New.Start.After(c.Old.Start) {
			k := swapKey{c.Old.Start.Unix(), c.New.End.Unix(), "later", ""}
			return k, swapKey{k.from, k.to, "earlier", ""}
		}
		k := swapKey{c.New.Start.Unix(), c.Old.End.Unix(), "earlier", ""}
		return k, swapKey{k.from, k.to, "later", ""}
	})
}

// swapsBy makes a swap of each two moves of which one has the key that the
// other wants, in the order of IDs, so that it is the same in both directions
// of time.
func (d *differ) swapsBy(keys func(*Change) (mine, wanted swapKey)) {
	var moves []*Change
	for i := range d.changes.List {
		c := &d.changes.List[i]
		if c.Kind == ChangeMoved && c.Of == OfSession && c.ID != "" && c.Occurrence.IsZero() && !c.Old.Start.IsZero() && !c.New.Start.IsZero() {
			moves = append(moves, c)
		}
	}
	slices.SortStableFunc(moves, func(a, b *Change) int { return cmp.Compare(a.ID, b.ID) })
	waiting := make(map[swapKey][]*Change)
	for _, c := range moves {
		mine, wanted := keys(c)
		if queue := waiting[wanted]; len(queue) > 0 {
			other := queue[0]
			waiting[wanted] = queue[1:]
			c.Kind, other.Kind = ChangeSwapped, ChangeSwapped
			c.With, other.With = []ID{other.ID}, []ID{c.ID}
		} else {
			waiting[mine] = append(waiting[mine], c)
		}
	}
}
