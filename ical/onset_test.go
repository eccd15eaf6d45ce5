package ical

import (
	"testing"
	"time"
)

// TestDaylight pins STANDARD and DAYLIGHT against what happened there.
func TestDaylight(t *testing.T) {
	tests := []struct {
		zone, at string // an instant after the onset
		want     string
		why      string
	}{
		{"Europe/Paris", "2026-07-01", "DAYLIGHT", "summer time"},
		{"Europe/Paris", "2026-12-01", "STANDARD", "winter"},
		{"Europe/Dublin", "2026-07-01", "DAYLIGHT", "Irish Standard Time, the later clock"},
		{"Europe/Dublin", "2026-12-01", "STANDARD", "marked as daylight saving time in the database"},
		{"Africa/Casablanca", "2025-03-15", "STANDARD", "Ramadan, marked as daylight saving time"},
		{"Africa/Casablanca", "2025-07-01", "DAYLIGHT", "the later clock"},
		{"Africa/Casablanca", "2026-12-01", "STANDARD", "a new standard time, the earlier clock"},
		{"Europe/Prague", "1947-01-01", "STANDARD", "an hour earlier than standard time"},
		{"Africa/Windhoek", "1996-01-01", "DAYLIGHT", "standard time of a country with an earlier winter"},
		{"America/Caracas", "2016-06-01", "STANDARD", "a new standard time, the later clock"},
		{"Europe/Moscow", "2012-01-01", "STANDARD", "permanent summer time is a standard time"},
		{"Europe/London", "1945-06-01", "DAYLIGHT", "double summer time"},
		{"Europe/London", "1945-09-01", "DAYLIGHT", "back to single summer time"},
		{"Europe/London", "1968-12-01", "DAYLIGHT", "summer time that became standard time with the same clock and name"},
		{"Europe/London", "1971-12-01", "STANDARD", "the end of British Standard Time"},
		{"America/New_York", "1945-09-01", "DAYLIGHT", "war time is called peace time"},
		{"America/Vancouver", "2026-12-01", "STANDARD", "the same clock as a new standard time"},
	}
	for _, tt := range tests {
		at := day(tt.at)
		w := watch{lo: at.AddDate(-2, 0, 0), hi: at, names: true}
		got := "STANDARD"
		if list := w.onsets(pinnedZone(t, tt.zone)); list[len(list)-1].daylight {
			got = "DAYLIGHT"
		}
		if got != tt.want {
			t.Errorf("%s on %s is %s, want %s: %s", tt.zone, tt.at, got, tt.want, tt.why)
		}
	}
}

func TestFirstOnset(t *testing.T) {
	tests := map[string]struct {
		zone, lo string
		wall     string
		from, to int32
	}{
		"the true onset":                     {"America/New_York", "2026-07-01", "2026-03-08T02:00:00", -18000, -14400},
		"a span from before 1970":            {"America/Panama", "2026-07-01", "1970-01-01T00:00:00", -18000, -18000},
		"at lo itself":                       {"America/Panama", "1970-01-02", "1970-01-01T00:00:00", -18000, -18000},
		"before 1970 the true onset is told": {"Asia/Tokyo", "1960-01-01", "1951-09-09T01:00:00", 36000, 32400},
		"seconds of local mean time":         {"America/Panama", "1960-01-01", "1908-04-22T00:19:36", -18000, -18000},
		"Monrovia's seconds of 1972":         {"Africa/Monrovia", "2026-01-01", "1972-01-07T00:44:30", 0, 0},
		"no start":                           {"Etc/GMT-5", "1960-01-01", "1601-01-01T00:00:00", 18000, 18000},
		"no start, later":                    {"Etc/GMT-5", "2026-01-01", "1970-01-01T00:00:00", 18000, 18000},
	}
	for name, tt := range tests {
		lo := day(tt.lo)
		o := watch{lo: lo, hi: lo.Add(1)}.onsets(pinnedZone(t, tt.zone))[0]
		wall := time.Unix(o.at+int64(o.from), 0).UTC()
		if got := wall.Format("2006-01-02T15:04:05"); got != tt.wall || o.from != tt.from || o.to != tt.to {
			t.Errorf("%s: %s begins at %s from %d to %d, want %s from %d to %d", name, tt.zone, got, o.from, o.to, tt.wall, tt.from, tt.to)
		}
	}
}
