package schedule

import (
	"slices"
	"strconv"
	"time"
)

// resolver makes the slots of an agenda and gathers what is in the way.
type resolver struct {
	agenda   *Agenda
	policy   Policy
	slots    []Slot
	places   []place // where the session of each slot is listed
	problems Problems
	series   seriesBudget
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

// walls are the start and the end of a session on their walls; of an all-day
// item, the first and the last date.
type walls struct{ start, end DateTime }

// shift moves both by a time on the wall.
func (w walls) shift(seconds int64) walls {
	if seconds == 0 {
		return w
	}
	return walls{wallOf(w.start.seconds() + seconds), wallOf(w.end.seconds() + seconds)}
}

func resolve(a *Agenda, p Policy) *resolver {
	r := &resolver{agenda: a, policy: p}
	if a == nil {
		r.fault("", ErrMissing, "there is no agenda")
		return r
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
	return r
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
		r.once(it, w, true, o.at.seconds()-w.start.seconds(), o.id)
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

// walls finds the start and the end of a session as they are written.
func (r *resolver) walls(it item) (w walls, ok bool) {
	switch {
	case it.zone.IsZero():
		return w, false // told at the agenda's zone
	case it.IsAllDay():
		return r.dates(it)
	case it.inheritsClocks():
		r.fault(it.path()+".start", ErrMissing, "no start and no end; for midnight to midnight write 00:00-24:00, for whole dates set the last one")
		return w, false
	}
	ok = r.clock(it, ".start", it.Start)
	ok = r.clock(it, ".end", it.End) && ok
	if !it.EndDate.IsZero() && !it.EndDate.IsValid() {
		r.fault(it.path()+".endDate", ErrInvalid, "%s is not a day of the calendar", it.EndDate)
		ok = false
	}
	if !ok {
		return w, false
	}
	w.start = DateTime{it.date, it.Start}
	w.end = it.wallEnd(w.start)
	if !w.end.Normal().Date.IsValid() {
		r.fault(it.path()+".end", ErrInvalid, "%s is after the year 9999", w.end)
		return w, false
	}
	return w, true
}

func (r *resolver) clock(it item, field string, c Clock) bool {
	if !c.IsValid() {
		r.fault(it.path()+field, ErrInvalid, "%d s is not a clock; the range is 00:00 to 47:59:59", int32(c))
	}
	return c.IsValid()
}

// dates finds the first and the last date of an all-day item.
func (r *resolver) dates(it item) (w walls, ok bool) {
	switch {
	case !it.Through.IsValid():
		r.fault(it.path()+".through", ErrInvalid, "%s is not a day of the calendar", it.Through)
	case it.Through.Compare(it.date) < 0:
		r.fault(it.path()+".through", ErrBackwards, "lasts through %s, which is before its day, %s", it.Through, it.date)
	default:
		return walls{DateTime{Date: it.date}, DateTime{Date: it.Through}}, true
	}
	return w, false
}

// wallEnd finds the date of a session's end: the one that is given, or the one
// on which its wall shows the clock first after the start.
func (it *item) wallEnd(start DateTime) DateTime {
	switch {
	case !it.EndDate.IsZero():
		return DateTime{it.EndDate, it.End}
	case it.End >= Midnight24:
		return DateTime{it.date, it.End}
	case it.endZone.Equal(it.zone):
		end := DateTime{it.date, it.End}
		for end.Compare(start) <= 0 {
			end.Date = end.Date.AddDays(1)
		}
		return end
	}
	return it.landing(start)
}

// landing finds the end of a session that ends on another wall. A date is
// wanted here, not an instant, so that gaps and overlaps do not matter.
func (it *item) landing(start DateTime) DateTime {
	t := it.zone.Lookup(start).Later
	end := DateTime{it.endZone.Wall(t).Date, it.End}
	if !it.endZone.Lookup(end).Later.After(t) {
		end.Date = end.Date.AddDays(1)
	}
	return end
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

// instants sets the start and the end of a timed slot.
func (r *resolver) instants(s *Slot, it item, w walls) bool {
	var ok1, ok2 bool
	s.Start, s.StartKind, ok1 = r.instant(it, ".start", it.zone, w.start, it.Offset)
	s.End, s.EndKind, ok2 = r.instant(it, ".end", it.endZone, w.end, it.EndOffset)
	if !ok1 || !ok2 {
		return false
	}
	if !s.End.After(s.Start) {
		r.fault(it.path()+".end", ErrBackwards, "ends at %s, which is not after its start at %s; a clock of 24:00 and more, or an end date, says that it ends later",
			onWall(w.end, it.endZone), onWall(w.start, it.zone))
		return false
	}
	return true
}

// instant resolves one wall time by its offset, else by the policy. In a
// series an offset settles the occurrences in an overlap, and is not asked of
// the others.
func (r *resolver) instant(it item, field string, z Zone, w DateTime, o Offset) (t time.Time, kind WallKind, ok bool) {
	l := z.Lookup(w)
	if l.Kind == Unique && (o.IsZero() || it.series) {
		return l.Earlier, Unique, true
	}
	var err error
	if o.IsZero() {
		t, err = l.Pick(r.policy)
	} else {
		t, err = l.PickOffset(o)
	}
	if err == nil {
		return t, l.Kind, true
	}
	if l.Kind == Gap {
		if date := skippedDate(z, w.Normal().Date); date != nil {
			err = date
			if it.skipped && w.Normal().Date == it.date && z.Equal(it.zone) {
				return t, Gap, false // told at the day
			}
		}
	}
	r.report(it.path()+field, err)
	return t, l.Kind, false
}

// skippedDate gives an error if the zone has no such date at all.
func skippedDate(z Zone, d Date) error {
	first := z.Lookup(DateTime{Date: d})
	if first.Kind != Gap {
		return nil
	}
	last := z.Lookup(DateTime{d, Midnight24 - 1})
	if last.Kind != Gap || !last.Onset.Equal(first.Onset) {
		return nil
	}
	before, after := z.Wall(first.Onset.Add(-time.Second)).Date, z.Wall(first.Onset).Date
	return &kindError{[]error{ErrSkippedDate, ErrSkipped}, d.String() + " does not exist in " + z.String() +
		", where " + after.String() + " followed " + before.String() + "; write one of these"}
}

func onWall(w DateTime, z Zone) string { return w.String() + " in " + z.String() }
