package render

import (
	"cmp"
	"slices"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// DriftOptions say for whom drift is told. Nil and the zero DriftOptions are ready.
type DriftOptions struct {
	// ChangesOptions are who reads, in which languages, and on which walls. With a
	// Who, sessions of others are left out, and so are other participants' clocks.
	ChangesOptions
	// Keep is what is to stay: the wall times of the agenda, whose instants are told
	// then, or the instants, for which the agenda has to say other wall times.
	Keep schedule.Keep
}

// driftTeller makes a report of drift.
type driftTeller struct {
	DriftOptions
	l      *layout
	drift  *schedule.Drift
	walls  [][]schedule.Reading // of Zones
	listed int
	titles []string // of sessions that are not listed
	report report
	byDay  map[int]int // places in report.sections
}

func newDriftTeller(d *schedule.Drift, o *DriftOptions) *driftTeller {
	t := &driftTeller{drift: d, byDay: make(map[int]int)}
	if o != nil {
		t.DriftOptions = *o
	}
	t.ChangesOptions = t.ChangesOptions.ready(d.Timeline.Agenda)
	if t.Who != "" {
		t.drift = d.Of(func(s *schedule.Session) bool { return s.Involves(t.Who) })
	}
	t.l = newLayoutOf(d.Timeline, t.Langs)
	for _, z := range t.Zones {
		t.walls = append(t.walls, t.drift.On(z, t.Keep))
	}
	return t
}

func newDriftReport(d *schedule.Drift, o *DriftOptions) *report {
	t := newDriftTeller(d, o)
	t.report.lang, t.report.colon = t.l.loc.Lang(), colon(t.l.loc)
	t.report.title = t.l.text(d.Timeline.Agenda.Title)
	if t.Who != "" {
		t.report.title += between + cmp.Or(t.l.names.people[t.Who], string(t.Who))
	}
	for i := range t.drift.Sessions {
		t.tell(i)
	}
	slices.SortStableFunc(t.report.sections, func(a, b reportSection) int { return cmp.Compare(a.day, b.day) })
	if t.Who == "" {
		t.readers()
	}
	t.close()
	return &t.report
}

// isListed says whether session i has moved, or is shown on a wall on which it is at
// another time.
func (t *driftTeller) isListed(i int) bool {
	return t.drift.Sessions[i].Moved() || slices.ContainsFunc(t.walls, func(r []schedule.Reading) bool { return r[i].Changed() })
}

// tell adds a session to its day.
func (t *driftTeller) tell(i int) {
	slot := t.drift.Sessions[i].Slot
	if !t.isListed(i) {
		t.titles = append(t.titles, t.title(slot.Session))
		return
	}
	t.listed++
	at, ok := t.byDay[slot.Day]
	if !ok {
		at = len(t.report.sections)
		t.byDay[slot.Day] = at
		t.report.sections = append(t.report.sections, reportSection{day: slot.Day, head: t.l.dayHead(slot.Day)})
	}
	s := &t.report.sections[at]
	s.items = append(s.items, reportItem{t.title(slot.Session), t.facts(i)})
}

func (t *driftTeller) title(s *schedule.Session) string {
	return cmp.Or(t.l.text(s.Title), t.l.loc.Kind(s.Kind))
}

// facts tells what has become of a session.
func (t *driftTeller) facts(i int) (facts []fact) {
	s := &t.drift.Sessions[i]
	if t.Keep == schedule.KeepWall {
		facts = t.moved(s)
	}
	var shown []schedule.Zone
	for n, z := range t.Zones {
		if z.IsZero() {
			z = s.Start.Zone
		}
		if !slices.ContainsFunc(shown, z.Equal) {
			shown = append(shown, z)
			facts = append(facts, fact{t.l.loc.City(z.String()), t.when(&t.walls[n][i])})
		}
	}
	return append(facts, t.oddities(s)...)
}

// moved tells by how much the instants have moved.
func (t *driftTeller) moved(s *schedule.SessionDrift) (facts []fact) {
	if by := s.Start.By(); by != 0 {
		facts = append(facts, fact{label: t.l.loc.Shift(int(by.Seconds()))})
	}
	if by := s.End.By() - s.Start.By(); by != 0 {
		kind := schedule.ChangeLonger
		if by < 0 {
			kind = schedule.ChangeShorter
		}
		facts = append(facts, fact{t.l.loc.Change(kind), t.l.loc.Difference(int(by.Seconds()))})
	}
	return facts
}

// when writes what a reader was told and what their clock shows now.
func (t *driftTeller) when(r *schedule.Reading) string {
	text := t.l.loc.Span(r.Then, r.ThenEnd, datefmt.Short)
	if r.Changed() {
		text += arrow + t.l.loc.Span(r.Now, r.NowEnd, datefmt.Short)
	}
	if r.OffsetThen != r.OffsetNow {
		text += " (" + t.offsets(r) + ")"
	}
	return text
}

func (t *driftTeller) offsets(r *schedule.Reading) string {
	return t.l.loc.Offset(r.OffsetThen) + arrow + t.l.loc.Offset(r.OffsetNow)
}

// oddities tells that the clock of the place shows a time of a session never or twice
// now.
func (t *driftTeller) oddities(s *schedule.SessionDrift) []fact {
	start, end := t.oddity(&s.Start), t.oddity(&s.End)
	switch {
	case start.kind == schedule.Unique:
		return t.oddFacts(end)
	case end.kind == schedule.Unique || start.kind != end.kind || start.offset != end.offset:
		return append(t.oddFacts(start), t.oddFacts(end)...)
	}
	start.said, start.shown = t.during(start.wall, end.wall), t.during(start.shows, end.shows)
	return t.oddFacts(start)
}

// odd is a wall time that its clock shows never or twice.
type odd struct {
	kind        schedule.WallKind
	wall, shows schedule.DateTime
	offset      int
	said, shown string
}

func (t *driftTeller) oddity(w *schedule.WallDrift) odd {
	at, wall := w.Now, w.Wall
	if t.Keep == schedule.KeepInstant {
		at, wall = w.Then, w.Kept()
	}
	o := odd{kind: w.Zone.Lookup(wall).Kind, wall: wall, shows: w.Zone.Wall(at), offset: w.Zone.Offset(at)}
	o.said, o.shown = t.l.loc.Clock(o.wall.Clock, 0), t.l.loc.Clock(o.shows.Clock, 0)
	return o
}

// during writes the clocks from one wall time to another.
func (t *driftTeller) during(from, to schedule.DateTime) string {
	return t.l.loc.Clocks(from.Clock, to.Clock, 0, to.Date.DaysSince(from.Date))
}

func (t *driftTeller) oddFacts(o odd) []fact {
	switch o.kind {
	case schedule.Gap:
		return []fact{{t.l.loc.Word(datefmt.WordSkipped), o.said + arrow + o.shown}}
	case schedule.Overlap:
		return []fact{{t.l.loc.Word(datefmt.WordRepeated), o.said + " (" + t.l.loc.Offset(o.offset) + ")"}}
	}
	return nil
}
