package schedule

import (
	"slices"
	"strconv"
)

// resolver makes the slots of an agenda and gathers what is in the way.
type resolver struct {
	agenda   *Agenda
	policy   Policy
	window   dateWindow
	slots    []Slot
	places   []place // where the session of each slot is listed
	problems Problems
	series   seriesBudget
	// anyhow settles what the policy and the offsets of sessions leave open.
	anyhow bool
}

// place is where a session is listed: its indices in Days, in Sessions and in
// Parallel, the last one -1 for a session that is listed in its day.
type place struct{ day, session, parallel int }

// path gives the place as [Problem.Path] has it.
func (p place) path() string {
	s := indexed(indexed("days", p.day)+".sessions", p.session)
	if p.parallel >= 0 {
		s = indexed(s+".parallel", p.parallel)
	}
	return s
}

// indexed gives list[i].
func indexed(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// item is a session together with what it inherits.
type item struct {
	place
	*Session
	date          Date
	zone, endZone Zone
	room          ID
	// skipped is set where the zone has no such date, which is told once.
	skipped bool
	// series is set for the occurrences of a series.
	series bool
}

func resolve(a *Agenda, p Policy) *resolver { return resolveWithin(a, p, dateWindow{}) }

func resolveWithin(a *Agenda, p Policy, w dateWindow) *resolver {
	r := &resolver{agenda: a, policy: p, window: w}
	r.resolve()
	return r
}

func (r *resolver) resolve() {
	a := r.agenda
	if a == nil {
		r.fault("", ErrMissing, "there is no agenda")
		return
	}
	if a.Zone.IsZero() {
		r.fault("zone", ErrMissing, "no zone; name the host's, such as America/Panama")
	}
	n := 0
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			n += 1 + len(a.Days[i].Sessions[j].Parallel)
		}
	}
	r.slots, r.places = make([]Slot, 0, n), make([]place, 0, n)
	for i := range a.Days {
		r.day(i)
	}
	r.problems.Sort()
	r.problems = slices.CompactFunc(r.problems, func(a, b Problem) bool { return a.compare(b) == 0 })
}

func (r *resolver) fault(path string, kind error, format string, args ...any) {
	r.report(path, errorf(kind, format, args...))
}

func (r *resolver) report(path string, err error) {
	r.problems = append(r.problems, Problem{Path: path, Err: err})
}

func (r *resolver) day(i int) {
	d := &r.agenda.Days[i]
	zone := r.agenda.ZoneOf(d)
	if d.Date.IsZero() {
		r.fault(indexed("days", i)+".date", ErrMissing, "no date; write the host's, such as 2021-11-18")
		return
	}
	if !d.Date.IsValid() {
		r.fault(indexed("days", i)+".date", ErrInvalid, "%s is not a day of the calendar", d.Date)
		return
	}
	skipped := false
	if r.policy == Reject && !zone.IsZero() {
		if err := skippedDate(zone, d.Date); err != nil {
			r.report(indexed("days", i)+".date", err)
			skipped = true
		}
	}
	for j := range d.Sessions {
		s := &d.Sessions[j]
		it := item{place{i, j, -1}, s, d.Date, zone, zone, d.Room, skipped, s.Repeat != nil}
		it.own()
		r.session(it)
	}
}

// own lets what the session says itself replace what it inherits.
func (it *item) own() {
	s := it.Session
	if !s.Zone.IsZero() {
		it.skipped = it.skipped && s.Zone.Equal(it.zone)
		it.zone, it.endZone = s.Zone, s.Zone
	}
	if !s.EndZone.IsZero() {
		it.endZone = s.EndZone
	}
	if s.Room != "" {
		it.room = s.Room
	}
}

// session makes the slots of a listed session and of those parallel to it.
func (r *resolver) session(it item) {
	for k := range it.Parallel {
		r.single(it, k)
	}
	w, ok := r.walls(it)
	if it.Repeat == nil {
		r.once(it, w, ok, 0, DateTime{})
		return
	}
	if !ok {
		return
	}
	for _, o := range r.occurrences(it, w) {
		shift := o.at.seconds() - w.start.seconds()
		r.once(it, o.walls(w, shift), true, shift, o.id)
	}
}

// once makes the slots of one occurrence, moved on the wall by shift seconds.
// Where the clocks of the parent are faulty, parallel sessions with clocks of
// their own are resolved all the same, so that their faults show too.
func (r *resolver) once(it item, w walls, ok bool, shift int64, id DateTime) {
	parent := -1
	if ok && r.slot(it, w.shift(shift), -1, id) {
		parent = len(r.slots) - 1
	}
	for k := range it.Parallel {
		r.parallel(it, k, parent, shift, id)
	}
}

// parallel makes the slot of one parallel session.
func (r *resolver) parallel(it item, k, parent int, shift int64, id DateTime) {
	s := &it.Parallel[k]
	p := item{place{it.day, it.place.session, k}, s, it.date, it.zone, it.zone, it.room, it.skipped, it.series}
	p.own()
	if !s.inheritsClocks() {
		if w, ok := r.walls(p); ok {
			r.slot(p, w.shift(shift), parent, id)
		}
	} else if parent >= 0 {
		slot := r.slots[parent]
		slot.Session, slot.Parent, slot.Room = s, parent, p.room
		r.slots, r.places = append(r.slots, slot), append(r.places, p.place)
	}
}

// single refuses what a parallel session cannot have.
func (r *resolver) single(it item, k int) {
	s := &it.Parallel[k]
	if len(s.Parallel) > 0 {
		r.fault(place{it.day, it.place.session, k}.path()+".parallel", ErrInvalid, "a parallel session has no parallel ones of its own; list them beside it")
	}
	if s.Repeat != nil {
		r.fault(place{it.day, it.place.session, k}.path()+".repeat", ErrRule, "a parallel session repeats with its parent; list a series of its own in the day")
	}
}

// inheritsClocks reports whether a parallel session takes its time from its
// parent.
func (s *Session) inheritsClocks() bool {
	return s.Start == 0 && s.End == 0 && s.Through.IsZero()
}

// slot appends the slot of an item at w, unless there is a fault.
func (r *resolver) slot(it item, w walls, parent int, id DateTime) bool {
	s := Slot{
		Day: it.day, Session: it.Session, Parent: parent, Occurrence: id,
		Zone: it.zone, EndZone: it.endZone, Room: it.room,
	}
	if it.IsAllDay() {
		s.From, s.Through = w.start.Date, w.end.Date
	} else if !r.instants(&s, it, w) {
		return false
	}
	if parent >= 0 {
		s.Day = r.slots[parent].Day
	} else if it.series {
		s.Day = r.dayOf(it, w.start)
	}
	r.slots, r.places = append(r.slots, s), append(r.places, it.place)
	return true
}
