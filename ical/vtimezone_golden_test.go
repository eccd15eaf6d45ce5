package ical

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestTimezoneGolden pins whole components, each read by a person against what
// is known of the place.
func TestTimezoneGolden(t *testing.T) {
	tests := []struct {
		file, zone string // file without .ics; the reason beside it
		o          TimezoneOptions
	}{
		// Never set since 1908; the span begins in 1970, without the seconds of 1908.
		{"panama-2021-client", "America/Panama", clientSpan("2021-11-18", "2021-11-19")},
		// Not set since the summer of 1988.
		{"seoul-2021-client", "Asia/Seoul", clientSpan("2021-11-18", "2021-11-19")},
		// Sundays from the 2nd on: the first Sundays, but for April 2029.
		{"santiago-2027-client", "America/Santiago", clientSpan("2027-03-01", "2027-10-31")},
		{"santiago-2029-client", "America/Santiago", clientSpan("2029-04-03", "2029-04-06")},
		{"santiago-open", "America/Santiago", openSpan("2026-07-08")},
		// The Friday after the last Thursday of October, 1 November 2030 too.
		{"cairo-2026-client", "Africa/Cairo", clientSpan("2026-07-08", "2026-07-15")},
		{"cairo-open", "Africa/Cairo", openSpan("2026-07-08")},
		// Winter has the mark of daylight saving time in the database.
		{"dublin-2026-client", "Europe/Dublin", clientSpan("2026-07-08", "2026-07-15")},
		// +00 in Ramadan until 2026, for ever since September 2026.
		{"casablanca-2026-client", "Africa/Casablanca", clientSpan("2026-02-01", "2026-03-31")},
		{"casablanca-open", "Africa/Casablanca", openSpan("2026-02-01")},
		// Half an hour; two hours.
		{"lord-howe-2026-client", "Australia/Lord_Howe", clientSpan("2026-07-08", "2026-07-15")},
		{"troll-2026-client", "Antarctica/Troll", clientSpan("2026-07-08", "2026-07-15")},
		// Summer time from March 2026 to November 2027.
		{"havana-2026-client", "America/Havana", clientSpan("2026-07-08", "2026-07-15")},
		{"havana-open", "America/Havana", openSpan("2026-07-08")},
		// The moon until 2086.
		{"gaza-open", "Asia/Gaza", openSpan("2026-07-08")},
		// 2011-12-30 is skipped.
		{"apia-2011-client", "Pacific/Apia", clientSpan("2011-12-20", "2012-01-10")},
		// 44 minutes and 30 seconds until 1972.
		{"monrovia-full", "Africa/Monrovia", TimezoneOptions{Form: Full}},
		{"monrovia-2026-client", "Africa/Monrovia", clientSpan("2026-07-08", "2026-07-15")},
		// All the rules of the United States.
		{"new-york-full", "America/New_York", TimezoneOptions{Form: Full}},
		// A change of the name alone.
		{"vancouver-open", "America/Vancouver", openSpan("2026-07-08")},
		// The day before the last Sunday of March, often the fourth Saturday.
		{"nuuk-2026-client", "America/Nuuk", clientSpan("2026-07-08", "2026-07-15")},
	}
	for _, tt := range tests {
		got := written(t, pinnedZone(t, tt.zone), tt.o)
		file := filepath.Join("testdata", "vtimezone", tt.file+".ics")
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func clientSpan(from, to string) TimezoneOptions {
	return TimezoneOptions{From: day(from), To: day(to)}
}

func openSpan(from string) TimezoneOptions { return TimezoneOptions{Form: Open, From: day(from)} }
