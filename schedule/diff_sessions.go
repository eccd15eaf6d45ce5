package schedule

import (
	"cmp"
	"slices"
)

// days compares the days themselves.
func (d *differ) days() {
	a, b := d.old.tl.Agenda, d.new.tl.Agenda
	for j := range b.Days {
		i := d.newDays[j]
		one := Change{Of: OfDay, OldIndex: i, NewIndex: j}
		if i < 0 {
			d.tell(one, ChangeAdded, true)
			continue
		}
		p, q := &a.Days[i], &b.Days[j]
		d.tell(one, ChangeMoved, p.Date != q.Date)
		d.tell(one, ChangeHours, p.Opens != q.Opens || p.Closes != q.Closes)
		d.tell(one, ChangeRezoned, !(p.Zone.IsZero() && q.Zone.IsZero()) && !a.ZoneOf(p).Equal(b.ZoneOf(q)))
		d.tell(one, ChangeRelocated, p.Room != q.Room)
		d.tell(one, ChangeRetitled, !p.Label.same(q.Label))
	}
	for i, j := range d.oldDays {
		d.tell(Change{Of: OfDay, OldIndex: i, NewIndex: -1}, ChangeRemoved, j < 0)
	}
	d.reordered()
}

// sessions compares the sessions, those of each day and then those that were
// removed from it; at the end those of removed days.
func (d *differ) sessions() {
	removed := make([][]int, len(d.newDays)+1)
	for i, j := range d.oldSessions {
		if j < 0 {
			day := d.oldDays[d.old.all[i].day]
			if day < 0 {
				day = len(d.newDays)
			}
			removed[day] = append(removed[day], i)
		}
	}
	j := 0
	for day := range removed {
		for ; j < len(d.new.all) && d.new.all[j].day == day; j++ {
			d.session(j)
		}
		for _, i := range removed[day] {
			one := d.change(&d.old.all[i], nil)
			d.tell(one, ChangeRemoved, true)
		}
	}
}

// change begins a change of a session; one of the two may be nil.
func (d *differ) change(old, new *sighting) Change {
	one := Change{Of: OfSession}
	if old != nil {
		one.ID, one.Old, one.OldIndex, one.NewIndex = old.ID, old.slot, old.day, d.oldDays[old.day]
	}
	if new != nil {
		one.ID, one.New, one.NewIndex = new.ID, new.slot, new.day
		if old == nil {
			one.OldIndex = d.newDays[new.day]
		}
	}
	return one
}

// session tells what has become of the session j of the later agenda.
func (d *differ) session(j int) {
	i, q := d.newSessions[j], &d.new.all[j]
	if i < 0 {
		d.tell(d.change(nil, q), ChangeAdded, true)
		return
	}
	p, told := &d.old.all[i], len(d.changes.List)
	one := d.change(p, q)
	d.status(one, p.Status, q.Status)
	timed := len(d.changes.List)
	d.times(one, p, q)
	sameTime := timed == len(d.changes.List)
	d.tell(one, ChangeRelocated, p.slot.Room != q.slot.Room)
	d.tell(one, ChangeRetitled, !p.Title.same(q.Title))
	d.people(one, p.Session, q.Session)
	d.tell(one, ChangeParts, !slices.EqualFunc(p.Parts, q.Parts, Part.same))
	d.tell(one, ChangeNotes, !p.Note.same(q.Note))
	d.family(one, p, q)
	d.sessionDetails(one, p, q, sameTime)
	if told == len(d.changes.List) {
		d.changes.Unchanged = append(d.changes.Unchanged, q.slot)
	}
}

func (d *differ) status(one Change, p, q Status) {
	p, q = cmp.Or(p, Confirmed), cmp.Or(q, Confirmed)
	switch {
	case p == q:
	case q == Cancelled:
		d.tell(one, ChangeCancelled, true)
	case p == Cancelled:
		d.tell(one, ChangeReinstated, true)
	default:
		d.tell(one, ChangeStatus, true)
	}
}

// people tells who came and who left.
func (d *differ) people(one Change, p, q *Session) {
	one.Came, one.Left = rolesBeyond(q, p), rolesBeyond(p, q)
	d.tell(one, ChangePeople, len(one.Came)+len(one.Left) > 0 || !slices.Equal(p.Roles, q.Roles))
}

// rolesBeyond gives the roles in s, and in parts of it, that o has not.
func rolesBeyond(s, o *Session) (more []Role) {
	has := make(map[Role]bool)
	for r := range o.everyRole {
		has[r] = true
	}
	for r := range s.everyRole {
		if !has[r] {
			has[r] = true
			more = append(more, r)
		}
	}
	return more
}

// everyRole yields the roles in s and in its parts.
func (s *Session) everyRole(yield func(Role) bool) {
	for _, r := range s.Roles {
		if !yield(r) {
			return
		}
	}
	for i := range s.Parts {
		for _, r := range s.Parts[i].Roles {
			if !yield(r) {
				return
			}
		}
	}
}

func (p Part) same(q Part) bool {
	return p.Title.same(q.Title) && p.Note.same(q.Note) && slices.Equal(p.Roles, q.Roles) && p.Length == q.Length
}

// family compares what a session is parallel to.
func (d *differ) family(one Change, p, q *sighting) {
	one.With = idsOf(q.Parallel)
	d.tell(one, ChangeSplit, len(p.Parallel) == 0 && len(q.Parallel) > 0)
	one.With = idsOf(p.Parallel)
	d.tell(one, ChangeMerged, len(p.Parallel) > 0 && len(q.Parallel) == 0)
	before, after := -1, q.parent
	if p.parent >= 0 {
		if before = d.oldSessions[p.parent]; before < 0 {
			before = -2 // a session that was removed
		}
	}
	switch one.With = nil; {
	case after >= 0:
		one.With = idsOf([]Session{*d.new.all[after].Session})
	case p.parent >= 0:
		one.With = idsOf([]Session{*d.old.all[p.parent].Session})
	}
	d.tell(one, ChangeRegrouped, before != after)
}

func idsOf(sessions []Session) (ids []ID) {
	for i := range sessions {
		if sessions[i].ID != "" {
			ids = append(ids, sessions[i].ID)
		}
	}
	return ids
}

// sessionDetails compares the rest. The day that a session belongs to is told
// where it is not seen by its time.
func (d *differ) sessionDetails(one Change, p, q *sighting, sameTime bool) {
	var f fieldList
	f.add("abstract", !p.Abstract.same(q.Abstract))
	f.add("countries", !slices.Equal(p.Countries, q.Countries))
	f.add("day", sameTime && d.oldDays[p.day] != q.day)
	f.add("kind", cmp.Or(p.Kind, Talk) != cmp.Or(q.Kind, Talk))
	f.add("link", p.Link != q.Link)
	f.add("streamURL", p.StreamURL != q.StreamURL)
	f.add("track", p.Track != q.Track)
	d.details(one, f)
}

// reordered tells of days and of sessions with parallel ones that list what has
// stayed in another order.
func (d *differ) reordered() {
	last := make(map[[2]int]int)
	told := make(map[[2]int]bool)
	for j := range d.new.all {
		q := &d.new.all[j]
		i := d.newSessions[j]
		if i < 0 || d.oldDays[d.old.all[i].day] != q.day || !d.old.all[i].atTimeOf(q) {
			continue
		}
		list := [2]int{q.day, q.parent}
		if parent := d.old.all[i].parent; parent >= 0 && d.oldSessions[parent] != q.parent || (parent < 0) != (q.parent < 0) {
			continue
		}
		if before, ok := last[list]; ok && i < before && !told[list] {
			told[list] = true
			d.add(d.listOf(q))
		}
		last[list] = i
	}
}

// listOf begins the change of the list that a session is in.
func (d *differ) listOf(q *sighting) Change {
	one := Change{Of: OfDay, OldIndex: d.newDays[q.day], NewIndex: q.day}
	if q.parent >= 0 {
		one = d.change(&d.old.all[d.newSessions[q.parent]], &d.new.all[q.parent])
	}
	one.Kind = ChangeReordered
	return one
}
