package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// setHost finds the host's zone, and the zones of all TZIDs.
func (im *importer) setHost() {
	for _, cal := range im.cals {
		for _, n := range cal.sortedZones() {
			from, to := n.window()
			n.zone, n.known = cal.zones.settle(n.tzid, n.p.pos, from, to)
		}
	}
	im.host = im.o.Zone
	for _, cal := range im.cals {
		if im.host.IsZero() {
			im.host, _ = cal.zones.calendarZone(cal.window())
		}
	}
	if im.host.IsZero() {
		im.host = im.commonest()
	}
	if im.host.IsZero() {
		im.host = schedule.UTC()
	}
	im.agenda.Zone = im.host
}

// sortedZones gives the TZIDs in the order of the file.
func (cal *importedCalendar) sortedZones() []*namedZone {
	list := make([]*namedZone, 0, len(cal.names))
	for _, n := range cal.names {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b *namedZone) int { return compareNamed(a, b) })
	return list
}

func compareNamed(a, b *namedZone) int {
	if a.p.pos.Line != b.p.pos.Line {
		return a.p.pos.Line - b.p.pos.Line
	}
	if a.p.pos.Column != b.p.pos.Column {
		return a.p.pos.Column - b.p.pos.Column
	}
	if a.tzid < b.tzid {
		return -1
	}
	return 1
}

// window gives the instants of all times that have a zone.
func (cal *importedCalendar) window() (from, to time.Time) {
	var all namedZone
	for _, n := range cal.names {
		if !n.from.IsZero() {
			all.use(n.from)
			all.use(n.to)
		}
	}
	return all.window()
}

// commonest gives the zone that most events start in; of several the first.
func (im *importer) commonest() (best schedule.Zone) {
	counts := map[schedule.Zone]int{}
	for _, cal := range im.cals {
		for _, n := range cal.sortedZones() {
			if !n.known || n.count == 0 {
				continue
			}
			counts[n.zone] += n.count
			if best.IsZero() || counts[n.zone] > counts[best] {
				best = n.zone
			}
		}
	}
	return best
}
