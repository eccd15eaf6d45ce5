package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A unit is what a message is about: an event, a series as a whole, or one occurrence
// of a series.
type unit struct {
	key    eventKey
	slot   int               // of a series the one at which it is written; -1: none any more
	id     schedule.DateTime // of an occurrence: which it is, on the wall of its series
	series *unit             // of an occurrence: what it is one of
	all    []*unit           // of a series: its occurrences
	was    *schedule.Slot    // of an occurrence that has no slot: when it was
}

func (u *unit) isSeries() bool { return u.all != nil }

// setUnits finds the units of the timeline.
func (v *inviter) setUnits() {
	e := v.voices[""]
	v.units, v.ofSlot = map[eventKey]*unit{}, make([]*unit, len(v.tl.Slots))
	for i := range v.tl.Slots {
		if !e.kept(i) {
			continue
		}
		slot := &v.tl.Slots[i]
		u := &unit{key: eventKey{string(appendLocal(nil, e.uidSlot(slot))) + e.domain, ""}, slot: i}
		if r := e.recurrings[slot]; r != nil {
			u = v.occurrence(u, r, i)
		}
		v.ofSlot[i], v.units[u.key] = u, u
	}
}

// occurrence gives the unit of an occurrence, and adds it to that of its series.
func (v *inviter) occurrence(whole *unit, r *recurring, i int) *unit {
	if known := v.units[whole.key]; known != nil {
		whole = known
	}
	whole.slot = r.first
	v.units[whole.key] = whole
	id := v.tl.Slots[i].Occurrence.Add(r.shift)
	u := &unit{key: eventKey{whole.key.uid, r.keyOf(id)}, slot: i, id: id, series: whole}
	whole.all = append(whole.all, u)
	return u
}

// keyOf tells an occurrence from others as a file that is read does.
func (r *recurring) keyOf(id schedule.DateTime) string {
	if r.master.AllDay() {
		return id.Date.String()
	}
	at, _ := r.master.Zone.Resolve(id, schedule.Compatible)
	return at.UTC().Format(time.RFC3339)
}

// unitsOf gives what somebody is invited to by slots: a series as a whole, if it is
// all of it, in the order of the programme.
func (v *inviter) unitsOf(slots []int) (list []*unit) {
	in := map[*unit]int{}
	for _, i := range slots {
		if u := v.ofSlot[i]; u.series != nil {
			in[u.series]++
		}
	}
	for _, i := range slots {
		switch u := v.ofSlot[i]; {
		case u.series == nil || in[u.series] < len(u.series.all):
			list = append(list, u)
		case i == u.series.slot:
			list = append(list, u.series)
		}
	}
	return list
}

// eventOf gives the event of the file that a unit is: of an occurrence that is as its
// series says, the series.
func (v *inviter) eventOf(u *unit) *PublishedEvent {
	if e := v.u.is.find(u.key); e != nil || u.series == nil {
		return e
	}
	return v.u.is.find(u.series.key)
}

// isOver says whether a unit has ended by the Stamp.
func (v *inviter) isOver(u *unit) bool {
	slot := u.was
	switch {
	case u.series == nil:
		return v.eventOf(u).isOver(v.o.Stamp)
	case slot == nil:
		slot = &v.tl.Slots[u.slot]
	}
	e := PublishedEvent{End: PublishedTime{At: slot.End, Zone: slot.EndZone}}
	if slot.AllDay() {
		e.End = PublishedTime{Wall: schedule.DateTime{Date: slot.Through}}
	}
	return e.isOver(v.o.Stamp)
}

// isOverFor says whether a unit has ended, also by what its reader was told: of an
// occurrence perhaps with all of its series. What was moved into the past while they
// wait for it is not over for them.
func (v *inviter) isOverFor(to *invited, u *unit) bool {
	if !v.isOver(u) {
		return false
	}
	if t := v.told[guestKey{u.key, to.address}]; t != nil {
		return t.event.isOver(v.o.Stamp)
	}
	if !to.has(u.series) || v.told[guestKey{u.series.key, to.address}] == nil {
		return true
	}
	return v.isOver(v.leftOut(u.series, v.recurring(u, to), u.id)) // when it would be
}

// changesTo gives what the updater says of an event.
func (v *inviter) changesTo(e *PublishedEvent) []Difference {
	return v.changes[eventKey{e.UID, e.Recurrence}]
}

// has says whether somebody is invited to a unit; not if it is nil.
func (to *invited) has(u *unit) bool { return u != nil && slices.Contains(to.units, u) }
