package ical

import (
	"fmt"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A zoneUse is a zone that the file names by TZID, and the time it is used in.
type zoneUse struct {
	zone     schedule.Zone
	from, to time.Time
	open     bool // some of it has no end
}

// setZones finds the zones in use, in the order of their first use.
func (e *exporter) setZones() error {
	known := map[schedule.Zone]*zoneUse{}
	for i := range e.tl.Slots {
		slot := &e.tl.Slots[i]
		if !e.kept(i) {
			continue
		}
		e.useSeries(i, known)
		if !slot.AllDay() && !e.inUTC(slot) {
			e.use(slot, known)
		}
	}
	e.useReaders(known)
	return e.checkNames()
}

// use notes that the times of a slot are written on the wall of its zone.
func (e *exporter) use(slot *schedule.Slot, known map[schedule.Zone]*zoneUse) *zoneUse {
	u := known[slot.Zone]
	if u == nil {
		u = &zoneUse{zone: slot.Zone, from: slot.Start, to: slot.End}
		known[slot.Zone] = u
		e.zones = append(e.zones, u)
	}
	if slot.Start.Before(u.from) {
		u.from = slot.Start
	}
	if slot.End.After(u.to) {
		u.to = slot.End
	}
	return u
}

// checkNames refuses zones of one name with clocks of their own: a TZID stands
// for one VTIMEZONE, RFC 5545 §3.2.19.
func (e *exporter) checkNames() error {
	names := make(map[string]bool, len(e.zones))
	for _, u := range e.zones {
		if names[u.zone.String()] {
			return fmt.Errorf("%w: two zones are named %q; load it once, from one database, and use it everywhere",
				ErrUnwritable, u.zone)
		}
		names[u.zone.String()] = true
	}
	return nil
}

// isUTC is the function of this name, asked once for each zone.
func (e *exporter) isUTC(z schedule.Zone) bool {
	is, known := e.utc[z]
	if !known {
		is = isUTC(z)
		e.utc[z] = is
	}
	return is
}

// timezones writes the VTIMEZONEs.
func (e *exporter) timezones() error {
	for _, u := range e.zones {
		form := e.o.Form
		if u.open && form == Client {
			form = Open
		}
		if err := e.timezone(u, form); err != nil {
			return fmt.Errorf("zone %s: %w", u.zone, err)
		}
	}
	return nil
}

// timezone writes a VTIMEZONE, if need be one that was made before.
func (e *exporter) timezone(u *zoneUse, form Form) error {
	if e.made == nil {
		return emitTimezone(e.s, u.zone, form, u.from, u.to)
	}
	c := e.made[u.zone]
	if c == nil {
		made := &componentSink{}
		if err := emitTimezone(made, u.zone, form, u.from, u.to); err != nil {
			return err
		}
		c = made.done[0]
		e.made[u.zone] = c
	}
	writeComponent(e.s, c)
	return nil
}
