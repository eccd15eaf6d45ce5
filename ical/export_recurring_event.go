package ical

import "github.com/plenaria/plenaria/schedule"

// recurringEvent writes a series as one event, and what differs from it.
func (e *exporter) recurringEvent(r *recurring) {
	// No description has the clock of an occurrence: that of the series would be
	// wrong for the others, and an override with one would differ in more than time.
	e.untimed = true
	e.s.Begin("VEVENT")
	e.s.Name("UID")
	e.uidValue(r.master)
	e.stamps(r.master)
	e.series(r.master, &schedule.Repeat{Rule: r.rule.String()}, r.except)
	e.contents(r.first)
	e.s.End("VEVENT")
	for _, o := range r.overrides {
		slot := &e.tl.Slots[o.slot]
		e.s.Begin("VEVENT")
		e.s.Name("UID")
		e.uidValue(r.master)
		e.stamps(slot)
		e.recurrenceID(r.master, o.id, false)
		e.when(slot, wallsOf(slot))
		e.contents(o.slot)
		e.s.End("VEVENT")
	}
	e.untimed = false
}

// uidSlot gives the slot of which a UID is made: that of the whole series, if
// it is written as one event.
func (e *exporter) uidSlot(slot *schedule.Slot) *schedule.Slot {
	if r := e.recurrings[slot]; r != nil {
		return r.master
	}
	return slot
}

// hidden says whether slot i is written with another one.
func (e *exporter) hidden(i int) bool {
	r := e.recurrings[&e.tl.Slots[i]]
	return r != nil && i != r.first
}

// useSeries widens the time in which a zone is used to that of the series that
// is written at slot i.
func (e *exporter) useSeries(i int, known map[schedule.Zone]*zoneUse) {
	r := e.recurrings[&e.tl.Slots[i]]
	if r == nil || i != r.first || r.master.AllDay() || e.isUTC(r.master.Zone) {
		return
	}
	u := e.use(r.master, known)
	u.open = u.open || r.isEndless()
	if r.last.After(u.to) {
		u.to = r.last
	}
}
