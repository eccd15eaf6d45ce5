package ical

import (
	"cmp"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// readersZones gives zones, and those of everybody with an address, sorted by
// their names so that the order of people does not matter.
func readersZones(zones []schedule.Zone, tl *schedule.Timeline) []schedule.Zone {
	all := slices.Clone(zones)
	if tl != nil && tl.Agenda != nil {
		for i := range tl.Agenda.Participants {
			if p := &tl.Agenda.Participants[i]; p.Email != "" && !p.Zone.IsZero() && !slices.Contains(all, p.Zone) {
				all = append(all, p.Zone)
			}
		}
	}
	slices.SortFunc(all, func(a, b schedule.Zone) int { return cmp.Compare(a.String(), b.String()) })
	return all
}

// useReaders notes that readers' zones are used whenever the file has an event.
func (e *exporter) useReaders(known map[schedule.Zone]*zoneUse) {
	if len(e.o.Zones) == 0 || e.o.Form == UTCTimes {
		return
	}
	whole, open := schedule.Slot{}, false
	cover := func(from, to time.Time) {
		if whole.Start.IsZero() || from.Before(whole.Start) {
			whole.Start = from
		}
		if to.After(whole.End) {
			whole.End = to
		}
	}
	for i := range e.tl.Slots {
		if slot := &e.tl.Slots[i]; e.kept(i) && !slot.AllDay() {
			cover(slot.Start, slot.End)
		}
	}
	for _, u := range e.zones {
		cover(u.from, u.to) // with all of a series
		open = open || u.open
	}
	for _, whole.Zone = range e.o.Zones {
		if !whole.Start.IsZero() && !whole.Zone.IsZero() && !e.isUTC(whole.Zone) {
			u := e.use(&whole, known)
			u.open = u.open || open
		}
	}
}
