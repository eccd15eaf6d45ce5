package schedule_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// zone gives a zone of the pinned database.
func zone(t testing.TB, name string) schedule.Zone {
	t.Helper()
	z, err := schedule.ZoneIn(tzdb.Pinned(), name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// wall reads YYYY-MM-DDTHH:MM[:SS].
func wall(t testing.TB, s string) schedule.DateTime {
	t.Helper()
	w, err := schedule.ParseDateTime(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestLookup(t *testing.T) {
	tests := map[string]struct {
		zone, wall     string
		kind           schedule.WallKind
		earlier, later string
		why            string
	}{
		"no changes":            {"America/Panama", "2021-11-18T08:30", schedule.Unique, "2021-11-18T13:30:00Z", "2021-11-18T13:30:00Z", "UTC−05:00 since 1908"},
		"east":                  {"Asia/Seoul", "2021-11-18T22:30", schedule.Unique, "2021-11-18T13:30:00Z", "2021-11-18T13:30:00Z", "UTC+09:00"},
		"clock over 24":         {"America/Panama", "2021-11-18T25:30", schedule.Unique, "2021-11-19T06:30:00Z", "2021-11-19T06:30:00Z", "01:30 on the next morning"},
		"gap west":              {"America/New_York", "2026-03-08T02:30", schedule.Gap, "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z", "01:30 EST and 03:30 EDT"},
		"gap at midnight":       {"America/Santiago", "2026-09-06T00:30", schedule.Gap, "2026-09-06T03:30:00Z", "2026-09-06T04:30:00Z", "23:30 −04 the day before and 01:30 −03"},
		"gap east":              {"Europe/Berlin", "2026-03-29T02:30", schedule.Gap, "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "01:30 CET and 03:30 CEST"},
		"gap of half an hour":   {"Australia/Lord_Howe", "2026-10-04T02:15", schedule.Gap, "2026-10-03T15:15:00Z", "2026-10-03T15:45:00Z", "+11:00 and +10:30"},
		"gap of a day":          {"Pacific/Apia", "2011-12-30T12:00", schedule.Gap, "2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z", "the date line moved"},
		"overlap west":          {"America/New_York", "2026-11-01T01:30", schedule.Overlap, "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "EDT, then EST"},
		"overlap midnight":      {"America/Santiago", "2026-04-04T23:30", schedule.Overlap, "2026-04-05T02:30:00Z", "2026-04-05T03:30:00Z", "−03, then −04"},
		"overlap east":          {"Africa/Cairo", "2026-10-29T23:30", schedule.Overlap, "2026-10-29T20:30:00Z", "2026-10-29T21:30:00Z", "+03, then +02"},
		"overlap of 2 h":        {"Antarctica/Troll", "2026-10-25T02:00", schedule.Overlap, "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", "+02, then +00"},
		"negative DST":          {"Europe/Dublin", "2026-10-25T01:30", schedule.Overlap, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "winter is the mark"},
		"just before a gap":     {"Europe/Berlin", "2026-03-29T01:59:59", schedule.Unique, "2026-03-29T00:59:59Z", "2026-03-29T00:59:59Z", "the last second of CET"},
		"first after a gap":     {"Europe/Berlin", "2026-03-29T03:00", schedule.Unique, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", "the first second of CEST"},
		"just after an overlap": {"Europe/Berlin", "2026-10-25T03:00", schedule.Unique, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z", "CET alone"},
		"Monrovia's seconds":    {"Africa/Monrovia", "1971-06-01T12:00", schedule.Unique, "1971-06-01T12:44:30Z", "1971-06-01T12:44:30Z", "−00:44:30 until 1972"},
		"news of 2026":          {"America/Vancouver", "2026-12-02T09:00", schedule.Unique, "2026-12-02T16:00:00Z", "2026-12-02T16:00:00Z", "−07 for ever since 2026b"},
		"two thousand years on": {"Europe/Berlin", "4026-07-01T12:00", schedule.Unique, "4026-07-01T10:00:00Z", "4026-07-01T10:00:00Z", "the footer holds for ever"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := zone(t, tt.zone).Lookup(wall(t, tt.wall))
			earlier, later := r.Earlier.Format(time.RFC3339), r.Later.Format(time.RFC3339)
			if r.Kind != tt.kind || earlier != tt.earlier || later != tt.later {
				t.Errorf("Lookup(%s %s) = %v %s %s, want %v %s %s: %s", tt.wall, tt.zone, r.Kind, earlier, later, tt.kind, tt.earlier, tt.later, tt.why)
			}
		})
	}
}

func TestPolicies(t *testing.T) {
	tests := map[string]struct {
		zone, wall string
		want       [4]string // Compatible, Earlier, Later, Reject
	}{
		"unique":  {"Asia/Seoul", "2026-01-01T09:00", [4]string{"00:00", "00:00", "00:00", "00:00"}},
		"gap":     {"America/New_York", "2026-03-08T02:30", [4]string{"07:30", "06:30", "07:30", "skips"}},
		"overlap": {"America/New_York", "2026-11-01T01:30", [4]string{"05:30", "05:30", "06:30", "twice"}},
	}
	for name, tt := range tests {
		for i, p := range []schedule.Policy{schedule.Compatible, schedule.Earlier, schedule.Later, schedule.Reject} {
			at, err := zone(t, tt.zone).Resolve(wall(t, tt.wall), p)
			got := at.Format("15:04")
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, tt.want[i]) {
				t.Errorf("%s: Resolve(%s, policy %d) = %s, want %s", name, tt.wall, p, got, tt.want[i])
			}
		}
	}
}

func TestRejectMessages(t *testing.T) {
	_, err := zone(t, "America/Santiago").Resolve(wall(t, "2026-09-06T00:30"), schedule.Reject)
	want := "the clock skips this time: 2026-09-06T00:30 does not exist in America/Santiago, whose clock goes from UTC-04:00 to UTC-03:00 at 2026-09-06T04:00:00Z; write 2026-09-05T23:30 or 2026-09-06T01:30"
	if !errors.Is(err, schedule.ErrSkipped) || err.Error() != want {
		t.Errorf("gap:\n got %v\nwant %s", err, want)
	}
	_, err = zone(t, "Africa/Cairo").Resolve(wall(t, "2026-10-29T23:30"), schedule.Reject)
	want = "the clock shows this time twice: 2026-10-29T23:30 comes twice in Africa/Cairo, whose clock goes back from UTC+03:00 to UTC+02:00 at 2026-10-29T21:00:00Z; say which by its offset, +03:00 (the first) or +02:00"
	if !errors.Is(err, schedule.ErrRepeated) || err.Error() != want {
		t.Errorf("overlap:\n got %v\nwant %s", err, want)
	}
}

func TestPickOffset(t *testing.T) {
	tests := map[string]struct {
		zone, wall, offset, want string
		is                       error
	}{
		"first":             {"America/New_York", "2026-11-01T01:30", "-04:00", "2026-11-01T05:30:00Z", nil},
		"second":            {"America/New_York", "2026-11-01T01:30", "-05:00", "2026-11-01T06:30:00Z", nil},
		"neither":           {"America/New_York", "2026-11-01T01:30", "-06:00", "", schedule.ErrOffset},
		"none given":        {"America/New_York", "2026-11-01T01:30", "", "", schedule.ErrRepeated},
		"right and unique":  {"America/Panama", "2026-11-01T01:30", "-05:00", "2026-11-01T06:30:00Z", nil},
		"wrong and unique":  {"America/Panama", "2026-11-01T01:30", "-04:00", "", schedule.ErrOffset},
		"a gap has none":    {"America/New_York", "2026-03-08T02:30", "-05:00", "", schedule.ErrSkipped},
		"UTC is an offset":  {"Europe/London", "2026-10-25T01:30", "+00:00", "2026-10-25T01:30:00Z", nil},
		"Zulu is one, too":  {"Europe/London", "2026-10-25T01:30", "Z", "2026-10-25T01:30:00Z", nil},
		"zero is not given": {"Europe/London", "2026-10-25T01:30", "", "", schedule.ErrRepeated},
	}
	for name, tt := range tests {
		var hint schedule.Offset
		if tt.offset != "" {
			var err error
			if hint, err = schedule.ParseOffset(tt.offset); err != nil {
				t.Fatal(err)
			}
		}
		at, err := zone(t, tt.zone).Lookup(wall(t, tt.wall)).PickOffset(hint)
		if !errors.Is(err, tt.is) || err == nil && at.Format(time.RFC3339) != tt.want {
			t.Errorf("%s: PickOffset(%q) = %v, %v, want %s, %v", name, tt.offset, at, err, tt.want, tt.is)
		}
	}
}

func TestSpans(t *testing.T) {
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		zone string
		want []string
	}{
		"two changes":   {"Europe/Berlin", []string{"2025-10-26T01:00:00Z CET", "2026-03-29T01:00:00Z CEST", "2026-10-25T01:00:00Z CET"}},
		"none":          {"America/Panama", []string{"1908-04-22T05:19:36Z EST"}},
		"fixed":         {"Etc/GMT+5", []string{"ever -05"}},
		"name only":     {"America/Vancouver", []string{"2025-11-02T09:00:00Z PST", "2026-03-08T10:00:00Z PDT", "2026-11-01T09:00:00Z MST"}},
		"the far south": {"America/Santiago", []string{"2025-09-07T04:00:00Z -03", "2026-04-05T03:00:00Z -04", "2026-09-06T04:00:00Z -03"}},
	}
	for name, tt := range tests {
		var got []string
		for s := range zone(t, tt.zone).Spans(from, from.AddDate(1, 0, 0)) {
			start := "ever"
			if !s.Start.IsZero() {
				start = s.Start.Format(time.RFC3339)
			}
			got = append(got, start+" "+s.Abbr)
		}
		if strings.Join(got, ", ") != strings.Join(tt.want, ", ") {
			t.Errorf("%s: Spans(%s, 2026) = %v, want %v", name, tt.zone, got, tt.want)
		}
	}
}

func TestZoneNames(t *testing.T) {
	for _, name := range []string{"", "Local", "America/Panma"} {
		if _, err := schedule.ZoneIn(tzdb.Pinned(), name); !errors.Is(err, schedule.ErrUnknownZone) {
			t.Errorf("ZoneIn(%q) = %v, want ErrUnknownZone", name, err)
		}
	}
	if _, err := schedule.ZoneIn(tzdb.Pinned(), "America/Panma"); !strings.Contains(err.Error(), "America/Panama") {
		t.Errorf("ZoneIn(America/Panma) = %v, want America/Panama suggested", err)
	}
	if first, second := zone(t, "Asia/Seoul"), zone(t, "Asia/Seoul"); first != second {
		t.Error("two loads of one name are different zones")
	}
	if a, b := zone(t, "Asia/Calcutta"), zone(t, "Asia/Kolkata"); a == b || !a.Equal(b) || a.String() != "Asia/Calcutta" {
		t.Errorf("Asia/Calcutta and Asia/Kolkata: == %v, Equal %v, name %s; want false, true and the name as given", a == b, a.Equal(b), a)
	}
	if a, b := zone(t, "Asia/Seoul"), zone(t, "Asia/Tokyo"); a.Equal(b) {
		t.Error("Seoul equals Tokyo")
	}
	if !schedule.UTC().Equal(zone(t, "Etc/UTC")) {
		t.Error("UTC is not Etc/UTC")
	}
}

func TestZoneIsSafeForConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, name := range []string{"Asia/Tokyo", "Europe/Paris", "America/Lima"} {
				zone(t, name).Lookup(wall(t, "2026-03-29T02:30"))
			}
		})
	}
	wg.Wait()
}

// TestTimeDate shows why time.Date resolves no wall time here: it answers half
// of all gaps and overlaps otherwise than RFC 5545 §3.3.5.
func TestTimeDate(t *testing.T) {
	tests := []struct {
		zone, wall string
		date       string // what time.Date answers, on the zone's wall
		ours       string // what Compatible answers, on the zone's wall
	}{
		{"America/New_York", "2026-03-08T02:30", "2026-03-08T01:30", "2026-03-08T03:30"},
		{"America/Santiago", "2026-09-06T00:30", "2026-09-05T23:30", "2026-09-06T01:30"},
		{"Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:30", "2026-03-29T03:30"},
	}
	for _, tt := range tests {
		z, w := zone(t, tt.zone), wall(t, tt.wall)
		loc := location(t, tt.zone)
		std := time.Date(w.Date.Year, w.Date.Month, w.Date.Day, 0, 0, int(w.Clock), 0, loc)
		at, _ := z.Resolve(w, schedule.Compatible)
		if got := z.Wall(std).String(); got != tt.date {
			t.Errorf("time.Date(%s, %s) shows %s, want %s", tt.wall, tt.zone, got, tt.date)
		}
		if got := z.Wall(at).String(); got != tt.ours {
			t.Errorf("Resolve(%s, %s) shows %s, want %s", tt.wall, tt.zone, got, tt.ours)
		}
	}
}

func location(t testing.TB, name string) *time.Location {
	t.Helper()
	b, err := tzdb.Pinned().TZif(name)
	if err != nil {
		t.Fatal(err)
	}
	loc, err := time.LoadLocationFromTZData(name, b)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
