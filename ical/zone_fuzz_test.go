package ical

import (
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// FuzzZoneTable: whatever a file says of its zones, reading and settling them
// ends, a zone can be asked about any time, its spans are in order, and a name
// without a zone is a fault.
func FuzzZoneTable(f *testing.F) {
	for _, body := range []string{
		newYork2007("America/New_York"), newYork2007("Custom", "X-LIC-LOCATION:America/Toronto"),
		vtimezoneText(part("STANDARD", "+0100", "+0000", "DTSTART:00010101T000000", "RRULE:FREQ=SECONDLY")),
		vtimezoneText(part("STANDARD", "+0100", "+0000", "DTSTART:00010101T000000", "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z")),
		vtimezoneText(part("STANDARD", "+0100", "+0000", "DTSTART:20010101T000000", "RRULE:FREQ=YEARLY;COUNT=1000000000")),
		vtimezoneText(part("STANDARD", "+0100", "+0000", "DTSTART:20010101T000000Z", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=3", "EXRULE:FREQ=YEARLY")),
		vtimezoneText(part("STANDARD", "+235959", "-235959", "DTSTART:99991231T235959", "RDATE:00010101T000000Z,20260101/P1D")),
		vtimezoneText(part("DAYLIGHT", "", "+0100", "RDATE;VALUE=PERIOD:20260101T000000Z/PT1H", "TZNAME:A\\,B", "EXDATE:20260101")),
		"X-WR-TIMEZONE:Korea Standard Time\nX-LIC-LOCATION:Asia/Seoul", "",
	} {
		for _, tzid := range []string{"Test", "Custom", "(UTC-05:00) Bogota, Lima", "/x/America/Lima", "UTC+5:30", "Eastern"} {
			f.Add(body, tzid)
		}
	}
	db := tzdb.Pinned()
	f.Fuzz(func(t *testing.T, body, tzid string) {
		root, err := components(strings.NewReader("BEGIN:VCALENDAR\n" + body + "\nEND:VCALENDAR\n"))
		if err != nil || len(root.subs) == 0 {
			return
		}
		table := newZoneTable(zoneOptions{db: db}, root.subs[0])
		from, to := time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC), time.Date(2030, time.January, 1, 0, 0, 0, 0, time.UTC)
		names := []string{tzid}
		for key := range table.timezones {
			names = append(names, key)
		}
		for _, name := range names {
			z, ok := table.settle(name, contentline.Pos{Line: 1, Column: 1}, from, to)
			if ok == z.IsZero() || !ok && len(table.problems().Faults()) == 0 {
				t.Errorf("%q: %v, %t, %v", name, z, ok, table.problems())
			}
			if ok {
				checkZone(t, z)
			}
		}
		table.calendarZone(from, to)
	})
}

// checkZone asks a zone about many times.
func checkZone(t *testing.T, z schedule.Zone) {
	t.Helper()
	for _, year := range []int{1, 1601, 1969, 2026, 2400, 9990} {
		from := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
		last := time.Date(-20000, time.January, 1, 0, 0, 0, 0, time.UTC)
		for s := range z.Spans(from, from.AddDate(3, 0, 0)) {
			if !s.Start.IsZero() && !s.Start.After(last) || s.Offset <= -86400 || s.Offset >= 86400 {
				t.Errorf("%s: a span from %s after one from %s, offset %d", z, s.Start, last, s.Offset)
			}
			if !s.Start.IsZero() {
				last = s.Start
				z.Lookup(z.Wall(s.Start))
			}
		}
	}
}
