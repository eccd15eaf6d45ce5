package ical

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// SeriesForm is how the occurrences of a series are written.
type SeriesForm int

const (
	// SeparateEvents writes an event of its own for each occurrence, without
	// RRULE. It is the zero SeriesForm, and what all clients show alike.
	SeparateEvents SeriesForm = iota
	// RecurringEvents writes a series as one event with the RRULE of its Repeat
	// and with EXDATEs. An occurrence that was moved, that lasts longer or shorter,
	// or of which the clock shows the start or the end twice or never, is an event
	// with the same UID and a RECURRENCE-ID; the times of the latter are in UTC.
	// There is never an RDATE: occurrences that the first rule does not give are
	// events of their own, as with SeparateEvents. No DESCRIPTION of a series tells
	// the day's label and the time on the wall of the place.
	//
	// The rule is written whole, also where the timeline has only a part of the
	// series, see [schedule.Agenda.ResolveWithin]. The VTIMEZONE of an endless one
	// has the form Open if Client was asked for; its overrides are those of the
	// timeline.
	//
	// Some series are written with SeparateEvents all the same, since clients
	// would read them differently or one rule does not tell them: without a rule,
	// with FREQ=HOURLY or shorter, with several clocks a day, with an end in
	// another zone, with a first occurrence over a change of the clock, endless
	// with rules of exceptions, with a move beyond the timeline; parallel sessions
	// on another date or wall than the session that repeats; and all with the form
	// UTCTimes and with Options.Kept.
	RecurringEvents
)

// recurring is a series that is written as one event.
type recurring struct {
	master    *schedule.Slot // the session as if it did not repeat
	repeat    *schedule.Repeat
	rule      schedule.Rule
	start     schedule.DateTime // of the master, on its wall
	shift     time.Duration     // on the wall, from the start that repeats
	first     int               // the slot at which it is written
	members   map[schedule.DateTime]int
	dropped   map[schedule.DateTime]bool // not to be written
	except    []schedule.DateTime
	overrides []recurringOverride
	last      time.Time // end of the last occurrence that is known
}

// recurringOverride is an occurrence that is not as the rule says.
type recurringOverride struct {
	id   schedule.DateTime // on the wall of the series
	slot int
}

// setSeries finds the series that are written as one event.
func (e *exporter) setSeries() error {
	if e.o.Series != RecurringEvents || e.o.Form == UTCTimes {
		return nil
	}
	once, err := masters(e.tl.Agenda)
	if err != nil {
		return err
	}
	plans := recurringOf(e.tl.Agenda, once)
	for i := range e.tl.Slots {
		r := plans[e.tl.Slots[i].Session]
		switch {
		case r == nil:
		case e.kept(i):
			r.members[e.tl.Slots[i].Occurrence] = i
		default:
			r.dropped[e.tl.Slots[i].Occurrence] = true
		}
	}
	e.recurrings = map[*schedule.Slot]*recurring{}
	for _, r := range plans {
		if len(r.members) > 0 && r.compare(e.tl.Slots) {
			for _, i := range r.members {
				e.recurrings[&e.tl.Slots[i]] = r
			}
		}
	}
	return nil
}

// recurringOf gives the series of an agenda that may be written as one event, by
// their sessions; once has every session once.
func recurringOf(a *schedule.Agenda, once *schedule.Timeline) map[*schedule.Session]*recurring {
	at := make(map[*schedule.Session]*schedule.Slot, len(once.Slots))
	for i := range once.Slots {
		at[once.Slots[i].Session] = &once.Slots[i]
	}
	plans := map[*schedule.Session]*recurring{}
	plan := func(s, copied *schedule.Session, parent *schedule.Slot, repeat *schedule.Repeat) {
		if master := at[copied]; master != nil && parent != nil {
			if r := newRecurring(master, parent, repeat); r != nil {
				plans[s] = r
			}
		}
	}
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			s, copied := &a.Days[i].Sessions[j], &once.Agenda.Days[i].Sessions[j]
			if s.Repeat == nil {
				continue
			}
			plan(s, copied, at[copied], s.Repeat)
			for k := range s.Parallel {
				plan(&s.Parallel[k], &copied.Parallel[k], at[copied], s.Repeat)
			}
		}
	}
	return plans
}

// newRecurring gives a series that repeats with parent; nil if one rule does not
// tell it to every client.
func newRecurring(master, parent *schedule.Slot, repeat *schedule.Repeat) *recurring {
	rule, err := schedule.ParseRule(repeat.Rule)
	if err != nil || rule.Freq > schedule.Daily || len(rule.ByHour) > 1 || len(rule.ByMinute) > 1 || len(rule.BySecond) > 1 {
		return nil
	}
	r := &recurring{
		master: master, repeat: repeat, rule: rule,
		members: map[schedule.DateTime]int{}, dropped: map[schedule.DateTime]bool{},
	}
	if master.AllDay() != parent.AllDay() {
		return nil
	}
	if master.AllDay() {
		r.start = schedule.DateTime{Date: master.From}
		return r
	}
	w, from := wallsOf(master), wallsOf(parent).start
	r.start, r.shift = w.start, wallLength(from, w.start)
	steady := master.StartKind == schedule.Unique && master.EndKind == schedule.Unique && w.before == w.after
	clocks := len(rule.ByHour)+len(rule.ByMinute)+len(rule.BySecond) > 0
	switch {
	case !steady, !master.Zone.Equal(master.EndZone), !master.Zone.Equal(parent.Zone):
		return nil
	case r.shift != 0 && (from.Date != w.start.Date || clocks):
		return nil
	}
	if r.shift != 0 && !rule.Until.IsZero() && rule.Until.Form != schedule.UntilDate {
		r.rule.Until.At = rule.Until.At.Add(r.shift)
	}
	return r
}

// isEndless says whether the rule has no end.
func (r *recurring) isEndless() bool { return r.rule.Count == 0 && r.rule.Until.IsZero() }

// seriesOf gives the occurrences of a Repeat with the clock of the master.
func (r *recurring) seriesOf(repeat *schedule.Repeat, start schedule.DateTime) (*schedule.Series, error) {
	if r.master.AllDay() {
		return repeat.FromDate(start.Date)
	}
	return repeat.From(start, r.master.Zone)
}

// compare compares what the rule gives with what is in the timeline, and says
// whether the series can be written as one event.
func (r *recurring) compare(slots []schedule.Slot) bool {
	if r.isEndless() && len(r.repeat.ExceptRules) > 0 {
		return false
	}
	until := r.reach()
	moves, ok := r.takesPlace(until)
	if !ok {
		return false
	}
	plain, err := r.seriesOf(&schedule.Repeat{Rule: r.rule.String()}, r.start)
	if err != nil {
		return false
	}
	given, met := map[schedule.DateTime]int{}, map[schedule.DateTime]bool{}
	starts := r.starts(slots)
	for o, err := range plain.All(context.Background()) {
		if err != nil || r.isEndless() && o.Start().Compare(until) > 0 {
			break
		}
		id := o.Start().Add(-r.shift)
		i, there := r.members[id]
		move, takes := moves[id]
		switch {
		case there:
			given[id] = i
			if !r.isPlain(&slots[i], o.Start()) {
				r.overrides = append(r.overrides, recurringOverride{o.Start(), i})
			}
		case !takes || r.dropped[id] || r.gaveWay(starts, &o):
			r.except = append(r.except, o.Start())
		case move >= 0:
			return false
		}
		if r.last = o.At.Add(r.length()); o.Kind == schedule.Gap {
			met[o.Start()] = true
		}
	}
	r.exceptSkipped(until, met)
	slices.SortFunc(r.except, schedule.DateTime.Compare)
	r.members, r.first = given, math.MaxInt
	for _, i := range given {
		r.first = min(r.first, i)
	}
	return len(given) > 0
}

// reach gives a wall time behind all occurrences of the timeline, and behind all
// that are left out or moved, as the rule gave them.
func (r *recurring) reach() (last schedule.DateTime) {
	later := func(id schedule.DateTime) {
		if own := (schedule.DateTime{Date: id.Date.AddDays(1), Clock: id.Clock}); last.IsZero() || own.Compare(last) > 0 {
			last = own
		}
	}
	for id := range r.members {
		later(id)
	}
	for _, w := range r.repeat.Except {
		later(w)
	}
	for _, m := range r.repeat.Moved {
		later(m.From)
	}
	return last
}

// takesPlace gives the moves of all occurrences that take place, by the wall time
// that their rule gave; -1 for none.
func (r *recurring) takesPlace(until schedule.DateTime) (map[schedule.DateTime]int, bool) {
	whole, err := r.seriesOf(r.repeat, r.start.Add(-r.shift))
	if err != nil {
		return nil, false
	}
	moves := map[schedule.DateTime]int{}
	for o, err := range whole.All(context.Background()) {
		if err != nil {
			return nil, false
		}
		if moves[o.ID()] = o.Move; r.isEndless() && o.ID().Compare(until) > 0 && o.Move < 0 {
			break
		}
	}
	return moves, true
}

// isPlain says whether a slot is what readers make of the rule. They keep the
// length of the first occurrence, as it passes (RFC 5545 §3.8.5.3).
func (r *recurring) isPlain(slot *schedule.Slot, id schedule.DateTime) bool {
	if r.master.AllDay() {
		return slot.From == id.Date && slot.Through.DaysSince(slot.From) == r.master.Through.DaysSince(r.master.From)
	}
	return slot.StartKind == schedule.Unique && slot.EndKind == schedule.Unique &&
		slot.Zone.Equal(r.master.Zone) && slot.Zone.Wall(slot.Start) == id && slot.Length() == r.length()
}

func (r *recurring) length() time.Duration {
	if r.master.AllDay() {
		return 0
	}
	return r.master.Length()
}
