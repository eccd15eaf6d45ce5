package schedule

// edition is one of the two agendas that are compared.
type edition struct {
	tl *Timeline
	// all are the sessions in the order in which they are listed.
	all []sighting
	// slots are the places in tl.Slots of each session.
	slots    map[*Session][]int
	resolver *resolver
}

// sighting is a session where an agenda lists it.
type sighting struct {
	place
	*Session
	// parent is the place in edition.all of the session that it is parallel to;
	// -1: none.
	parent int
	// slot is its own time, which of a series is that of its start.
	slot *Slot
	// walls are its own start and end; known is not set where they are faulty.
	walls walls
	known bool
	// repeats is set for a series, and for a session parallel to one.
	repeats bool
}

func newEdition(tl *Timeline) *edition {
	if tl == nil || tl.Agenda == nil {
		tl = &Timeline{Agenda: &Agenda{}}
	}
	e := &edition{tl: tl, resolver: &resolver{agenda: tl.Agenda}, slots: make(map[*Session][]int, len(tl.Slots))}
	for i := range tl.Slots {
		s := tl.Slots[i].Session
		e.slots[s] = append(e.slots[s], i)
	}
	for i := range tl.Agenda.Days {
		e.day(i)
	}
	return e
}

func (e *edition) day(i int) {
	d := &e.tl.Agenda.Days[i]
	zone := e.tl.Agenda.ZoneOf(d)
	for j := range d.Sessions {
		s := &d.Sessions[j]
		it := item{place{i, j, -1}, s, d.Date, zone, zone, d.Room, false, s.Repeat != nil}
		it.own()
		parent := len(e.all)
		e.see(it, -1)
		for k := range s.Parallel {
			p := item{place{i, j, k}, &s.Parallel[k], d.Date, it.zone, it.zone, it.room, false, it.series}
			p.own()
			e.see(p, parent)
		}
	}
}

// see adds a session with its own time.
func (e *edition) see(it item, parent int) {
	s := sighting{place: it.place, Session: it.Session, parent: parent, repeats: it.series}
	if parent >= 0 && it.inheritsClocks() {
		p := &e.all[parent]
		s.walls, s.known = p.walls, p.known
		slot := *p.slot
		slot.Session, slot.Room = it.Session, it.room
		s.slot = &slot
	} else {
		s.walls, s.known = e.walls(it)
		s.slot = e.slot(it, s.walls, s.known)
	}
	if found := e.slots[it.Session]; !it.series && len(found) == 1 {
		s.slot = &e.tl.Slots[found[0]]
	}
	e.all = append(e.all, s)
}

// walls finds the walls of an item on a date.
func (e *edition) walls(it item) (walls, bool) {
	if !it.date.IsValid() {
		return walls{}, false
	}
	return e.resolver.walls(it)
}

// slot makes the slot of an item, without times where it has none.
func (e *edition) slot(it item, w walls, known bool) *Slot {
	r := e.resolver
	r.slots, r.places, r.problems = r.slots[:0], r.places[:0], r.problems[:0]
	if known && r.slot(it, w, -1, DateTime{}) {
		slot := r.slots[0]
		return &slot
	}
	return &Slot{Day: it.day, Session: it.Session, Parent: -1, Zone: it.zone, EndZone: it.endZone, Room: it.room}
}

// occurrences gives the slots of a session by the wall starts that their rule
// gave, in seconds after an origin.
func (e *edition) occurrences(s *sighting, origin int64) map[int64]*Slot {
	all := make(map[int64]*Slot)
	for _, i := range e.slots[s.Session] {
		slot := &e.tl.Slots[i]
		id := slot.Occurrence
		if id.IsZero() {
			id = s.walls.start
		}
		all[id.seconds()-origin] = slot
	}
	return all
}
