package ical

import (
	"fmt"
	"slices"
)

// timezones makes sure that the calendars have a VTIMEZONE for every zone that is
// named by what is written anew. That of the file stays, if it says the same about
// all the times that it is used for now.
func (k *keeper) timezones(calendars []*component) error {
	for _, u := range k.uses {
		name := k.is.file.tzid(u.zone)
		if name != u.zone.String() && !k.agrees(0, name, u) {
			k.rename(name, u.zone.String())
			name = u.zone.String()
		}
		for i, c := range calendars {
			if !c.names(name) {
				continue
			}
			if err := k.timezone(c, i, name, u); err != nil {
				return fmt.Errorf("zone %s: %w", u.zone, err)
			}
		}
	}
	return nil
}

// timezone puts a VTIMEZONE into a calendar, unless the one there will do.
func (k *keeper) timezone(c *component, calendar int, name string, u zoneUse) error {
	if old := k.im.cals[calendar].names[name]; old != nil && !old.from.IsZero() {
		from, to := old.window()
		if from.Before(u.from) {
			u.from = from
		}
		if to.After(u.to) {
			u.to = to
		}
	}
	at := timezoneOf(c, name)
	if at >= 0 && k.agrees(calendar, name, u) {
		return nil
	}
	made := &componentSink{}
	if err := emitTimezone(made, u.zone, k.o.Form, u.from, u.to); err != nil {
		return err
	}
	c.subs = slices.Clone(c.subs)
	if at >= 0 {
		c.subs[at] = made.done[0]
		return nil
	}
	at = 0
	for i, sub := range c.subs {
		if sub.name == "VTIMEZONE" {
			at = i + 1
		}
	}
	c.subs = slices.Insert(c.subs, at, made.done...)
	return nil
}

// agrees says whether the VTIMEZONE of a calendar says what a zone does, for the
// times of a use.
func (k *keeper) agrees(calendar int, name string, u zoneUse) bool {
	c := k.im.cals[calendar].c
	at := timezoneOf(c, name)
	if at < 0 {
		return false
	}
	z, ok := newZoneTable(zoneOptions{db: k.im.o.Database}, c).settle(name, c.subs[at].pos, u.from, u.to)
	return ok && z.Equal(u.zone)
}

// rename calls a zone by its own name in all times that were written anew.
func (k *keeper) rename(from, to string) {
	for _, c := range k.anew {
		for i := range c.props {
			p := &c.props[i]
			if p.param("TZID") == from && (slices.Contains(whenProps, p.name) || p.name == "RECURRENCE-ID") {
				p.params = setParam(p.params, "TZID", to)
			}
		}
	}
}

// names says whether a time in a component is on the wall of a TZID.
func (c *component) names(tzid string) bool {
	for i := range c.props {
		if c.props[i].param("TZID") == tzid {
			return true
		}
	}
	return slices.ContainsFunc(c.subs, func(sub *component) bool { return sub.names(tzid) })
}
