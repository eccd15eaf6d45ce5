package ical

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func written(t testing.TB, z schedule.Zone, o TimezoneOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTimezone(&b, z, &o); err != nil {
		t.Fatalf("WriteTimezone(%s, %+v): %v", z, o, err)
	}
	return b.Bytes()
}

// clientWindows are spans of files; the first three are those of the project's
// own demonstration.
var clientWindows = [][2]string{
	{"2021-11-18", "2021-11-20"},
	{"2024-01-01", "2026-12-31"},
	{"2026-07-08", "2026-07-16"},
	{"2007-03-01", "2007-03-02"},
	{"2011-12-20", "2012-01-10"},
	{"2029-04-01", "2029-04-30"},
	{"2026-10-01", "2026-12-02"},
	{"2027-01-10", "2028-11-30"},
	{"2016-05-01", "2016-05-02"},
	{"1972-01-01", "1972-01-31"},
	{"2086-01-01", "2086-12-31"},
	{"2100-02-01", "2100-03-31"},
}

func TestClientFormIsExact(t *testing.T) {
	for _, name := range zoneNames(t) {
		z := pinnedZone(t, name)
		tr := truthOf(t, name)
		for _, w := range clientWindows {
			from, to := day(w[0]), day(w[1])
			text := written(t, z, TimezoneOptions{From: from, To: to})
			tr.judge(t, text, from.AddDate(-1, 0, 0), to.AddDate(1, 0, 0), false)
			for _, bad := range []string{"RDATE", "UNTIL", "BYMONTHDAY"} {
				if bytes.Contains(text, []byte(bad)) {
					t.Errorf("%s for %v has %s, which Outlook does not read", name, w, bad)
				}
			}
		}
	}
}

func TestOpenFormIsExact(t *testing.T) {
	from := day("2020-01-02")
	for _, name := range zoneNames(t) {
		text := written(t, pinnedZone(t, name), TimezoneOptions{Form: Open, From: from})
		truthOf(t, name).judge(t, text, from.AddDate(0, 0, -1), day("2088-01-01"), true)
	}
}

func TestFullFormIsExact(t *testing.T) {
	for _, name := range zoneNames(t) {
		z := pinnedZone(t, name)
		text := written(t, z, TimezoneOptions{Form: Full})
		tr := truthOf(t, name)
		_, offset := tr.at(0)
		tr.judge(t, text, time.Unix(int64(max(0, -offset)), 0), day("2038-01-01"), true)
		if strings.Count(string(text), "BEGIN:STANDARD") == 0 {
			t.Errorf("%s has no STANDARD", name)
		}
	}
}
