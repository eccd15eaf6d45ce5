package ical

import (
	"fmt"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// slip is how far apart two zones may set their clocks and still mean the same
// change. Windows sets clocks at 23:59:59 where the law says midnight, and
// programs mistake the clock before for the one after, or write UTC.
const slip = 15 * time.Hour

// differ gives the first instant from one to another, both included, at which two
// zones show different clocks, of those at which the second says anything; ok is
// false if there is none. A difference that lasts no longer than slip is none.
// With names their abbreviations count too.
func differ(a, b schedule.Zone, mute silence, from, to time.Time, names bool) (at time.Time, ok bool) {
	for at = from; ; {
		x, y := a.At(at), b.At(at)
		end := x.End
		if end.IsZero() || !y.End.IsZero() && y.End.Before(end) {
			end = y.End
		}
		if x.Offset != y.Offset || names && x.Abbr != y.Abbr {
			start := x.Start
			if y.Start.After(start) {
				start = y.Start
			}
			lasts := start.IsZero() || end.IsZero() || end.Sub(start) > slip
			if told := mute.next(at); lasts && !told.After(to) && (end.IsZero() || told.Before(end)) {
				return told, true
			}
		}
		if end.IsZero() || end.After(to) {
			return time.Time{}, false
		}
		at = end
	}
}

// A match looks for a zone of the database that behaves as one of the file does
// from a year before the times in question to a year after them.
type match struct {
	table    *zoneTable
	zone     *readZone
	from, to time.Time
	first    schedule.Zone // that agrees in its offsets
}

// match finds it in the order that ZoneChoice tells.
func (t *zoneTable) match(zone *readZone, territory string, from, to time.Time) (candidate, bool) {
	if !zone.silence.next(from).Equal(from) {
		return candidate{}, false
	}
	m := match{table: t, zone: zone, from: from.AddDate(-1, 0, 0), to: to.AddDate(1, 0, 0)}
	found := m.any(t.likely(territory))
	if found.IsZero() && m.first.IsZero() {
		m.any(t.db.Names())
	}
	if found.IsZero() {
		found = m.first
	}
	if found.IsZero() {
		return candidate{}, false
	}
	return candidate{zone: found, from: ZoneByMatch, reason: fmt.Sprintf(
		"the file's VTIMEZONE shows the same clock as %s from %s to %s", found, m.from.Format(time.DateOnly), m.to.Format(time.DateOnly))}, true
}

// likely gives the names of zones that a file is likely to mean.
func (t *zoneTable) likely(territory string) []string {
	names := []string{t.home}
	if c, ok := t.db.Country(territory); ok {
		names = append(names, c.Zones...)
	}
	for _, windows := range tzdb.WindowsNames() {
		if zone, ok := t.db.WindowsZone(windows, ""); ok {
			names = append(names, zone)
		}
	}
	return names
}

// any gives the first zone that agrees in abbreviations too.
func (m *match) any(names []string) schedule.Zone {
	for _, name := range names {
		if m.table.db.Check(name) != nil {
			continue // no place
		}
		z, err := m.table.zone(name)
		if err != nil {
			continue
		}
		if _, differs := differ(z, m.zone.zone, m.zone.silence, m.from, m.to, false); differs {
			continue
		}
		if m.first.IsZero() {
			m.first = z
		}
		if _, differs := differ(z, m.zone.zone, m.zone.silence, m.from, m.to, true); !differs {
			return z
		}
	}
	return schedule.Zone{}
}
