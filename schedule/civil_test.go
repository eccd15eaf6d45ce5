package schedule_test

import (
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

func TestParseDate(t *testing.T) {
	tests := map[string]struct{ in, err string }{
		"plain":        {"2021-11-18", ""},
		"leap day":     {"2024-02-29", ""},
		"no leap day":  {"2023-02-29", "not a day of the calendar"},
		"century":      {"1900-02-29", "not a day of the calendar"},
		"400 years":    {"2000-02-29", ""},
		"31 November":  {"2021-11-31", "not a day of the calendar"},
		"month 13":     {"2021-13-01", "not a day of the calendar"},
		"day 0":        {"2021-11-00", "not a day of the calendar"},
		"other order":  {"18-11-2021", "write YYYY-MM-DD"},
		"slashes":      {"2021/11/18", "write YYYY-MM-DD"},
		"one digit":    {"2021-1-8", "write YYYY-MM-DD"},
		"empty":        {"", "write YYYY-MM-DD"},
		"signs":        {"+021-11-18", "write YYYY-MM-DD"},
		"other digits": {"２０２１-11-18", "write YYYY-MM-DD"},
		"year 0":       {"0000-01-01", "not a day of the calendar"},
	}
	for name, tt := range tests {
		d, err := schedule.ParseDate(tt.in)
		switch {
		case tt.err == "" && (err != nil || d.String() != tt.in):
			t.Errorf("%s: ParseDate(%q) = %v, %v", name, tt.in, d, err)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%s: ParseDate(%q) = %v, want an error with %q", name, tt.in, err, tt.err)
		}
	}
}

// TestDates walks 800 years day by day beside the standard library.
func TestDates(t *testing.T) {
	d := schedule.Date{Year: 1700, Month: 1, Day: 1}
	first := d
	for at, n := time.Date(1700, 1, 1, 0, 0, 0, 0, time.UTC), 0; at.Year() < 2500; at, n = at.AddDate(0, 0, 1), n+1 {
		if y, m, day := at.Date(); d != (schedule.Date{Year: y, Month: m, Day: day}) || d.Weekday() != at.Weekday() {
			t.Fatalf("day %d after %s is %s %s, want %s", n, first, d.Weekday(), d, at.Format("Mon 2006-01-02"))
		}
		if d.DaysSince(first) != n || first.AddDays(n) != d || !d.IsValid() {
			t.Fatalf("%s: %d days since %s, want %d", d, d.DaysSince(first), first, n)
		}
		d = d.AddDays(1)
	}
}

func TestParseClock(t *testing.T) {
	tests := map[string]struct{ in, out, err string }{
		"plain":         {"08:30", "08:30", ""},
		"one digit":     {"8:30", "08:30", ""},
		"seconds":       {"08:30:15", "08:30:15", ""},
		"midnight":      {"00:00", "00:00", ""},
		"end of day":    {"24:00", "24:00", ""},
		"next morning":  {"25:30", "25:30", ""},
		"last":          {"47:59:59", "47:59:59", ""},
		"too late":      {"48:00", "", "hours run from 00 to 47"},
		"minute 60":     {"08:60", "", "minutes and seconds to 59"},
		"second 60":     {"08:30:60", "", "minutes and seconds to 59"},
		"dot":           {"08.30", "", "write HH:MM"},
		"no colon":      {"0830", "", "write HH:MM"},
		"am":            {"08:30am", "", "write HH:MM"},
		"empty":         {"", "", "write HH:MM"},
		"half seconds":  {"08:30:1", "", "write HH:MM"},
		"sign":          {"-8:30", "", "write HH:MM"},
		"other colon":   {"08：30", "", "write HH:MM"},
		"another digit": {"0८:30", "", "write HH:MM"},
	}
	for name, tt := range tests {
		c, err := schedule.ParseClock(tt.in)
		switch {
		case tt.err == "" && (err != nil || c.String() != tt.out):
			t.Errorf("%s: ParseClock(%q) = %v, %v, want %s", name, tt.in, c, err, tt.out)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%s: ParseClock(%q) = %v, want an error with %q", name, tt.in, err, tt.err)
		}
	}
}

func TestDateTimes(t *testing.T) {
	late, early := wall(t, "2021-11-18T25:30"), wall(t, "2021-11-19T01:30")
	if late == early || late.Compare(early) != 0 || late.Normal() != early {
		t.Errorf("%s and %s: want two values of one wall time", late, early)
	}
	if got := wall(t, "2024-02-28T23:00").Add(90 * time.Minute).String(); got != "2024-02-29T00:30" {
		t.Errorf("23:00 and 90 minutes = %s, want 2024-02-29T00:30", got)
	}
	if got := wall(t, "2021-01-01T00:00").Add(-time.Second).String(); got != "2020-12-31T23:59:59" {
		t.Errorf("a second before the year = %s, want 2020-12-31T23:59:59", got)
	}
	for _, bad := range []string{"2021-11-18", "2021-11-18 08:30", "2021-11-18T08:30Z", "2021-11-18T08:30-05:00"} {
		if w, err := schedule.ParseDateTime(bad); err == nil {
			t.Errorf("ParseDateTime(%q) = %s, want an error", bad, w)
		}
	}
}

func TestOffsets(t *testing.T) {
	tests := map[string]struct {
		in      string
		seconds int
		ok      bool
	}{
		"west":         {"-05:00", -18000, true},
		"east":         {"+05:45", 20700, true},
		"seconds":      {"-00:44:30", -2670, true},
		"zulu":         {"Z", 0, true},
		"zero":         {"+00:00", 0, true},
		"bare":         {"05:00", 0, false},
		"hours only":   {"-05", 0, false},
		"whole day":    {"+24:00", 0, false},
		"minus sign":   {"−05:00", 0, false},
		"nothing":      {"", 0, false},
		"abbreviation": {"EST", 0, false},
	}
	for name, tt := range tests {
		o, err := schedule.ParseOffset(tt.in)
		if (err == nil) != tt.ok || o.Seconds() != tt.seconds || o.IsZero() == tt.ok {
			t.Errorf("%s: ParseOffset(%q) = %v (%d s), %v", name, tt.in, o, o.Seconds(), err)
		}
	}
}
