package schedule

import (
	"slices"
	"strings"
)

// Rewritten is a session, or one occurrence of a series, that says other clocks so
// that it stays at its instant.
type Rewritten struct {
	// Path is its place in the agenda before, such as days[0].sessions[2]; of an
	// occurrence that of its series.
	Path string
	// Drift is why.
	Drift *SessionDrift
	// Old and New are the session before and after. Of an occurrence they are nil,
	// and Move is how the series says it; else Move is zero.
	Old, New *Session
	Move     Move
	// Date is the date of its day, if that is another one now; zero: it is not.
	Date Date
}

// String tells the change: "09:00-10:00 → 10:00-11:00". Offsets and dates that are
// said now stand behind it.
func (r *Rewritten) String() string {
	if r.Old == nil {
		text := r.Move.From.String() + " → " + r.Move.To.String()
		if !r.Move.End.IsZero() {
			text += " until " + r.Move.End.String()
		}
		return text
	}
	text := []string{r.Old.Start.String() + "-" + r.Old.End.String(), "→", r.New.Start.String() + "-" + r.New.End.String()}
	add := func(before, after string) {
		if after != "" {
			text = append(text, before+after)
		}
	}
	add("offset ", r.New.Offset.String())
	add("end ", r.New.EndDate.String())
	add("end offset ", r.New.EndOffset.String())
	add("on ", r.Date.String())
	return strings.Join(text, " ")
}

// KeepInstants gives a copy of the agenda in which everything that has moved says the
// wall time that its clock shows today at the instant that was published, and lists
// what it has rewritten, in the agenda's order.
//
// A session stays in its host's day where its clock allows: what comes to half past
// one in the night is at 25:30. What comes before the midnight that begins its day
// goes to the day before, if the agenda has that date on the same wall. An occurrence
// of a series is moved by its Repeat, so that the series and all UIDs stay. A break
// without an ID gets another UID, as it does whenever it is moved. Declared hours of
// days are left to the host: [Agenda.Check] tells of sessions outside of them.
//
// The copy is resolved and compared before it is given. The error is [Problems]: each
// session for which no clocks were found. Those are as they were in the copy.
func (d *Drift) KeepInstants() (*Agenda, []Rewritten, error) {
	k := &keeper{drift: d, agenda: d.Timeline.Agenda, drifts: map[*Session][]*SessionDrift{}}
	for i := range d.Sessions {
		if s := &d.Sessions[i]; s.Moved() {
			k.drifts[s.Slot.Session] = append(k.drifts[s.Slot.Session], s)
		}
	}
	k.days = make([][]keptSession, len(k.agenda.Days))
	for i := range k.agenda.Days {
		for j := range k.agenda.Days[i].Sessions {
			k.session(i, j)
		}
	}
	a := k.assemble()
	k.prove(a)
	k.problems.Sort()
	return a, k.list, k.problems.Err()
}

// keeper makes the copy.
type keeper struct {
	drift    *Drift
	agenda   *Agenda
	drifts   map[*Session][]*SessionDrift // what has moved
	days     [][]keptSession
	list     []Rewritten
	problems Problems
	origins  map[*Session]*Session
}

// keptSession is a copy of a session and what it is a copy of.
type keptSession struct {
	Session
	origin *Session
}

func (k *keeper) fault(path, format string, args ...any) {
	k.problems = append(k.problems, Problem{Path: path, Err: errorf(ErrMissing, format, args...)})
}

// session copies a session that is listed in a day.
func (k *keeper) session(day, j int) {
	d := &k.agenda.Days[day]
	origin := &d.Sessions[j]
	s := keptSession{*origin, origin}
	s.Parallel = slices.Clone(origin.Parallel)
	path := place{day, j, -1}.path()
	target, date := day, d.Date
	switch drifts := k.drifts[origin]; {
	case len(drifts) == 0:
	case origin.Repeat != nil:
		s.Repeat = k.repeat(path, origin, drifts, d.Date)
	default:
		target = k.dayFor(day, drifts[0].Start.Kept())
		date = k.agenda.Days[target].Date
		k.rewrite(path, &s.Session, origin, drifts[0], date, d.Date)
	}
	for n := range s.Parallel {
		p := &origin.Parallel[n]
		if drifts := k.drifts[p]; len(drifts) > 0 && origin.Repeat == nil && !p.inheritsClocks() {
			k.rewrite(place{day, j, n}.path(), &s.Parallel[n], p, drifts[0], date, d.Date)
		}
	}
	if target > day {
		k.days[target] = slices.Insert(k.days[target], 0, s)
	} else {
		k.days[target] = append(k.days[target], s)
	}
}

// dayFor gives the day that can hold a start: that of the session, else the one of
// its date on the same wall, if there is one.
func (k *keeper) dayFor(day int, start DateTime) int {
	zone := k.agenda.ZoneOf(&k.agenda.Days[day])
	other := slices.IndexFunc(k.agenda.Days, func(d Day) bool { return d.Date == start.Date && k.agenda.ZoneOf(&d).Equal(zone) })
	if other < 0 || clockOn(k.agenda.Days[day].Date, start).IsValid() {
		return day
	}
	return other
}

// clockOn gives a wall time as a clock that counts from the midnight of a date.
func clockOn(d Date, w DateTime) Clock {
	return Clock(w.seconds() - d.day()*daySeconds)
}

// rewrite sets the clocks of a session.
func (k *keeper) rewrite(path string, s, origin *Session, drift *SessionDrift, date, was Date) {
	zone, endZone := drift.Start.Zone, drift.End.Zone
	start, end := drift.Start.Kept(), drift.End.Kept()
	if !clockOn(date, start).IsValid() {
		k.fault(path, "at its instant the clock shows %s, which is not on its day, %s; add a day of that date", start, was)
		return
	}
	s.Start, s.Offset = clockOn(date, start), offsetIn(zone, drift.Start)
	s.End, s.EndDate, s.EndOffset = end.Clock, Date{}, offsetIn(endZone, drift.End)
	it := item{Session: s, date: date, zone: zone, endZone: endZone}
	ends := func(c Clock) bool {
		s.End = c
		return c.IsValid() && it.wallEnd(DateTime{date, s.Start}).Normal() == end
	}
	late := clockOn(date, end)
	candidates := []Clock{end.Clock, late}
	if origin.End >= Midnight24 || s.Start >= Midnight24 || late == Midnight24 {
		candidates = []Clock{late, end.Clock}
	}
	if !origin.EndDate.IsZero() || !slices.ContainsFunc(candidates, ends) {
		s.End, s.EndDate = end.Clock, end.Date
	}
	r := Rewritten{Path: path, Drift: drift, Old: origin, New: s}
	if date != was {
		r.Date = date
	}
	k.list = append(k.list, r)
}

// offsetIn gives the offset that settles the instant then, where the clock shows its
// wall time twice today.
func offsetIn(z Zone, w WallDrift) Offset {
	if z.Lookup(w.Kept()).Kind != Overlap {
		return Offset{}
	}
	return Offset{int32(z.Offset(w.Then)), true}
}

// repeat gives a Repeat that moves the occurrences that have drifted.
func (k *keeper) repeat(path string, origin *Session, drifts []*SessionDrift, date Date) *Repeat {
	r := *origin.Repeat
	r.Moved = slices.Clone(r.Moved)
	start := DateTime{date, origin.Start}
	it := item{Session: origin, date: date, zone: drifts[0].Start.Zone, endZone: drifts[0].End.Zone}
	length := it.wallEnd(start).seconds() - start.seconds()
	for _, drift := range drifts {
		m := Move{From: drift.Slot.Occurrence, To: drift.Start.Kept(), End: drift.End.Kept()}
		if m.End.seconds()-m.To.seconds() == length {
			m.End = DateTime{} // as long as the others
		}
		if i := slices.IndexFunc(r.Moved, func(old Move) bool { return old.From == m.From && !old.Onward }); i >= 0 {
			r.Moved[i] = m
		} else {
			r.Moved = append(r.Moved, m)
		}
		k.list = append(k.list, Rewritten{Path: path, Drift: drift, Move: m})
	}
	return &r
}

// assemble makes the agenda.
func (k *keeper) assemble() *Agenda {
	a := *k.agenda
	a.Days = slices.Clone(a.Days)
	k.origins = map[*Session]*Session{}
	for i := range a.Days {
		list := make([]Session, len(k.days[i]))
		for j, s := range k.days[i] {
			list[j] = s.Session
			k.origins[&list[j]] = s.origin
			for n := range list[j].Parallel {
				k.origins[&list[j].Parallel[n]] = &s.origin.Parallel[n]
			}
		}
		a.Days[i].Sessions = list
	}
	return &a
}

// prove compares the instants of the copy with those that were published.
func (k *keeper) prove(a *Agenda) {
	tl, err := resolveAnyhow(a)
	if err != nil {
		k.problems = append(k.problems, err.(Problems)...)
		return
	}
	at := make(map[slotKey]*Slot, len(tl.Slots))
	for i := range tl.Slots {
		at[slotKey{k.origins[tl.Slots[i].Session], tl.Slots[i].Occurrence}] = &tl.Slots[i]
	}
	for i := range k.drift.Sessions {
		s := &k.drift.Sessions[i]
		now := at[slotKey{s.Slot.Session, s.Slot.Occurrence}]
		if now != nil && now.Start.Equal(s.Start.Then) && now.End.Equal(s.End.Then) {
			continue
		}
		path := pathOf(k.agenda, s.Slot.Session)
		if told := func(p Problem) bool { return strings.HasPrefix(path, p.Path) }; !slices.ContainsFunc(k.problems, told) {
			k.fault(path, "no clocks were found that keep its instant, %s", s.Start.Then.Format("2006-01-02T15:04:05Z"))
		}
	}
}

// pathOf finds a session in an agenda.
func pathOf(a *Agenda, s *Session) string {
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			listed := &a.Days[i].Sessions[j]
			if listed == s {
				return place{i, j, -1}.path()
			}
			for n := range listed.Parallel {
				if &listed.Parallel[n] == s {
					return place{i, j, n}.path()
				}
			}
		}
	}
	return ""
}
