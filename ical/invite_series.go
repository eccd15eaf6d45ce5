package ical

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// maxSingle is how many occurrences of a series are told one by one. Of more, the
// series is sent as a whole.
const maxSingle = 3

// seriesMessages gives the messages to one who was told of a series as a whole: the
// whole again if it reads otherwise now, else the occurrences that do.
func (v *inviter) seriesMessages(to *invited, u *unit, t *toldGuest) []planned {
	list, ok := v.occurrenceMessages(to, u)
	if ok && len(list) <= maxSingle && v.knows(t, u, to) && (len(list) == 0 || v.pastOf(to, u) == nil) {
		return list
	}
	m := v.plan(to, u, MethodRequest)
	if slices.ContainsFunc(list, planned.moves) && !isRescheduled(m.changes) && !slices.Contains(m.changes, DifferentNew) {
		m.changes = []Difference{DifferentTime}
	}
	return []planned{m}
}

// moves says whether a message is about an occurrence that takes place otherwise, or
// not at all.
func (m planned) moves() bool { return m.method == MethodCancel || isRescheduled(m.changes) }

// occurrenceMessages gives the messages about single occurrences; false if they do not
// tell everything, since one that was left out takes place again.
func (v *inviter) occurrenceMessages(to *invited, u *unit) (list []planned, ok bool) {
	was, r := v.was.find(u.key), v.recurring(u, to)
	if was == nil { // the file has only events of its occurrences, though someone was told of it
		return nil, false
	}
	now := map[string]bool{}
	for _, id := range r.except {
		now[r.wallText(id)] = true
	}
	before := exceptions(was.ev.c)
	for text := range before {
		if !now[text] {
			return nil, false
		}
	}
	for _, id := range r.except {
		if gone := v.leftOut(u, r, id); !before[r.wallText(id)] && !v.isOver(gone) {
			list = append(list, v.plan(to, gone, MethodCancel))
		}
	}
	for _, one := range u.all {
		t := v.told[guestKey{one.key, to.address}]
		switch {
		case v.isOverFor(to, one):
		case len(v.declined(to, one)) > 0:
			list = append(list, v.planDeclined(to, one, t))
		case v.differs(one, to, t):
			list = append(list, v.plan(to, one, MethodRequest))
		}
	}
	slices.SortStableFunc(list, func(a, b planned) int { return cmp.Compare(a.unit.key.recurrence, b.unit.key.recurrence) })
	return list, true
}

// differs says whether one who was told of a series needs to be told of an occurrence:
// if it has an event of its own that reads otherwise, or has none any more.
func (v *inviter) differs(one *unit, to *invited, t *toldGuest) bool {
	if v.u.is.find(one.key) == nil {
		return t != nil
	}
	return t == nil || !v.knows(t, one, to)
}

// exceptions gives the occurrences that the event of a series leaves out, as they are
// written.
func exceptions(c *component) map[string]bool {
	all := map[string]bool{}
	for _, p := range c.named([]string{"EXDATE"}) {
		for text := range strings.SplitSeq(p.value, ",") {
			all[strings.TrimSuffix(strings.TrimSpace(text), "Z")] = true
		}
	}
	return all
}

// wallText gives an occurrence as EXDATE has it.
func (r *recurring) wallText(id schedule.DateTime) string {
	if r.master.AllDay() {
		return string(appendDate(nil, id.Date))
	}
	return string(appendDateTime(nil, id.Normal()))
}

// leftOut gives the unit of an occurrence that is left out: it was when the file said,
// or else when the rule says.
func (v *inviter) leftOut(u *unit, r *recurring, id schedule.DateTime) *unit {
	key := eventKey{u.key.uid, r.keyOf(id)}
	if known := v.dropped[key]; known != nil {
		return known
	}
	slot := *r.master
	slot.Parent, slot.Occurrence = -1, id.Add(-r.shift)
	was := v.was.find(key)
	switch {
	case slot.AllDay():
		length := slot.Through.DaysSince(slot.From)
		slot.From = id.Date
		slot.Through = id.Date.AddDays(length)
	case was != nil && !was.Start.IsDate():
		slot.Start, slot.End = was.Start.At, was.End.At
	default:
		slot.Start, _ = r.master.Zone.Resolve(id, schedule.Compatible)
		slot.End = slot.Start.Add(r.length())
	}
	one := &unit{key: key, slot: -1, id: id, series: u, was: &slot}
	v.dropped[key] = one
	return one
}

// recurring gives the series of a unit in the language of a reader.
func (v *inviter) recurring(u *unit, to *invited) *recurring {
	if u.series != nil {
		u = u.series
	}
	return v.voice(to).recurrings[&v.tl.Slots[u.slot]]
}

// describeUnit describes a unit to a reader, but for which event it is.
func (v *inviter) describeUnit(u *unit, e *exporter, r *recurring) {
	switch {
	case u.isSeries():
		e.untimed = true
		e.series(r.master, &schedule.Repeat{Rule: r.rule.String()}, r.except)
		e.contents(r.first)
		e.untimed = false
	case u.was != nil: // a timeline that still has it
		tl, own := *v.tl, *e
		tl.Slots = append(v.tl.Slots[:len(v.tl.Slots):len(v.tl.Slots)], *u.was)
		own.tl = &tl
		v.describeSlot(u, &own, r, len(v.tl.Slots))
	default:
		v.describeSlot(u, e, r, u.slot)
	}
}

func (v *inviter) describeSlot(u *unit, e *exporter, r *recurring, i int) {
	slot := &e.tl.Slots[i]
	if u.series != nil {
		e.recurrenceID(r.master, u.id, false)
	}
	e.when(slot, wallsOf(slot))
	e.contents(i)
}

// ownEvents gives the occurrences of a series that have events of their own.
func (v *inviter) ownEvents(u *unit) (list []*unit) {
	for _, one := range u.all {
		if v.u.is.find(one.key) != nil {
			list = append(list, one)
		}
	}
	return list
}

// writeClock writes what the clock of the place does while the series goes on.
func (r *recurring) writeClock(w io.Writer) {
	if r.master.AllDay() {
		return
	}
	to := r.last
	if r.isEndless() {
		to = r.master.Start.Add(foreseen)
	}
	fmt.Fprintln(w, r.master.Start.Unix(), r.master.End.Unix())
	for at := r.master.Start; !at.IsZero() && at.Before(to); {
		span := r.master.Zone.At(at)
		fmt.Fprintln(w, at.Unix(), span.Offset)
		at = span.End
	}
}
