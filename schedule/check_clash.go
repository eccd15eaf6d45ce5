package schedule

import (
	"cmp"
	"slices"
)

// clashes finds rooms and persons that are in two places at once.
func (c *checker) clashes(r *resolver) {
	f := &clashFinder{c: c, r: r}
	f.rooms()
	f.persons()
}

// stay is the time that a room or a person is taken by a slot, in seconds
// since 1970.
type stay struct {
	who        ID
	start, end int64
	slot       int
}

func (a stay) compare(b stay) int {
	return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.start, b.start), cmp.Compare(a.slot, b.slot))
}

// clash is what was told, so that a series is told once.
type clash struct {
	session *Session
	who     ID
}

type clashFinder struct {
	c    *checker
	r    *resolver
	told map[clash]bool
}

// takesPlace reports whether a slot needs its room and its people.
func (s *Slot) takesPlace() bool {
	return !s.AllDay() && s.Session.Status != Cancelled && s.Session.Kind != Break
}

// family gives the slots parallel to the slot i.
func (r *resolver) family(i int) []Slot {
	end := i + 1
	for end < len(r.slots) && r.slots[end].Parent == i {
		end++
	}
	return r.slots[i+1 : end]
}

func (f *clashFinder) rooms() {
	f.told = map[clash]bool{}
	var stays []stay
	for i := range f.r.slots {
		s := &f.r.slots[i]
		if s.takesPlace() && s.Room != "" && !f.roomOfFamily(i) {
			stays = append(stays, stay{s.Room, s.Start.Unix(), s.End.Unix(), i})
		}
	}
	overlaps(stays, func(first, second stay) {
		at := f.r.places[second.slot].path() + ".room"
		if f.news(second) {
			f.c.fault(at, ErrClash, "room %q is taken by %s", string(first.who), f.other(first))
		}
	})
}

// roomOfFamily reports whether the room of the slot i is not its own: it has
// parallel sessions and either names no room itself or one of them is in it.
func (f *clashFinder) roomOfFamily(i int) bool {
	s, takes := &f.r.slots[i], false
	for _, child := range f.r.family(i) {
		if child.takesPlace() {
			takes = true
			if child.Room == s.Room {
				return true
			}
		}
	}
	return takes && s.Session.Room == ""
}

func (f *clashFinder) persons() {
	person := map[ID]bool{}
	for i := range f.c.agenda.Participants {
		p := &f.c.agenda.Participants[i]
		person[p.ID] = p.Kind == "" || p.Kind == Person
	}
	f.told = map[clash]bool{}
	var stays []stay
	for i := range f.r.slots {
		s := &f.r.slots[i]
		if !s.takesPlace() {
			continue
		}
		below := map[ID]bool(nil)
		if family := f.r.family(i); len(family) > 0 {
			below = rolesOf(family)
		}
		for who := range s.Session.everybody {
			if person[who] && !below[who] {
				stays = append(stays, stay{who, s.Start.Unix(), s.End.Unix(), i})
			}
		}
	}
	overlaps(stays, func(first, second stay) {
		at := f.r.places[second.slot].path() + f.r.slots[second.slot].Session.rolePath(second.who)
		if f.news(second) {
			f.c.remark(at, ErrClash, "%q is also in %s", string(first.who), f.other(first))
		}
	})
}

// rolesOf gives everybody in slots that take place.
func rolesOf(slots []Slot) map[ID]bool {
	all := map[ID]bool{}
	for i := range slots {
		if slots[i].takesPlace() {
			for who := range slots[i].Session.everybody {
				all[who] = true
			}
		}
	}
	return all
}

// everybody yields those who have a role in s or in a part of it.
func (s *Session) everybody(yield func(ID) bool) {
	for _, r := range s.Roles {
		if !yield(r.Who) {
			return
		}
	}
	for i := range s.Parts {
		for _, r := range s.Parts[i].Roles {
			if !yield(r.Who) {
				return
			}
		}
	}
}

// rolePath gives the path of a participant's first role inside s.
func (s *Session) rolePath(who ID) string {
	is := func(r Role) bool { return r.Who == who }
	if i := slices.IndexFunc(s.Roles, is); i >= 0 {
		return indexed(".roles", i) + ".who"
	}
	for k := range s.Parts {
		if i := slices.IndexFunc(s.Parts[k].Roles, is); i >= 0 {
			return indexed(indexed(".parts", k)+".roles", i) + ".who"
		}
	}
	return ".roles"
}

// overlaps tells each stay that begins while another of the same room or
// person lasts, together with the one of those that lasts longest. It takes
// the time of a sort.
func overlaps(stays []stay, tell func(first, second stay)) {
	slices.SortFunc(stays, stay.compare)
	stays = slices.Compact(stays) // a person may have two roles in a session
	var longest stay
	for i, s := range stays {
		if i == 0 || s.who != longest.who {
			longest = s
			continue
		}
		if longest.end > s.start {
			tell(longest, s)
		}
		if s.end > longest.end {
			longest = s
		}
	}
}

// news reports whether a clash was not told before for another occurrence.
func (f *clashFinder) news(s stay) bool {
	c := clash{f.r.slots[s.slot].Session, s.who}
	old := f.told[c]
	f.told[c] = true
	return !old
}

// other names the session of a stay and its time.
func (f *clashFinder) other(s stay) string {
	slot := &f.r.slots[s.slot]
	name := slot.Session.Title.Original()
	if slot.Session.ID != "" {
		name = string(slot.Session.ID)
	}
	return shortened(name) + ", " + wallRange(slot.Zone, slot.Start, slot.End)
}
