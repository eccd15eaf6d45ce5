package schedule_test

import (
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

func TestTimelineDates(t *testing.T) {
	weekly := item("a", "23:00-25:00")
	weekly.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=2"}
	wholeDays := schedule.Session{ID: "a", Through: date("2021-11-20")}
	long := item("a", "18:00-24:00")
	long.EndDate = date("2021-11-20")
	hours := day("2021-11-18", item("a", "09:00-10:00"))
	hours.Opens, hours.Closes = 9*schedule.Hour, 24*schedule.Hour
	tests := map[string]struct {
		days []schedule.Day
		zone string // "": the host
		want string
	}{
		"no days":                                {nil, "", " "},
		"days without sessions":                  {[]schedule.Day{day("2021-11-19"), day("2021-11-18")}, "Asia/Seoul", "2021-11-18 2021-11-19"},
		"past the host's midnight":               {[]schedule.Day{day("2021-11-18", item("a", "23:00-25:00"))}, "", "2021-11-18 2021-11-18"},
		"as Seoul has it":                        {[]schedule.Day{day("2021-11-18", item("a", "23:00-25:00"))}, "Asia/Seoul", "2021-11-19 2021-11-19"},
		"across Seoul's midnight":                {[]schedule.Day{day("2021-11-18", item("a", "09:30-10:30"))}, "Asia/Seoul", "2021-11-18 2021-11-19"},
		"to Seoul's midnight":                    {[]schedule.Day{day("2021-11-18", item("a", "09:30-10:00"))}, "Asia/Seoul", "2021-11-18 2021-11-18"},
		"the hours of a day count":               {[]schedule.Day{hours}, "Asia/Seoul", "2021-11-18 2021-11-19"},
		"the host's day of 24 hours is one":      {[]schedule.Day{hours}, "", "2021-11-18 2021-11-18"},
		"a series":                               {[]schedule.Day{day("2021-11-18", weekly)}, "", "2021-11-18 2021-11-25"},
		"a series in Seoul":                      {[]schedule.Day{day("2021-11-18", weekly)}, "Asia/Seoul", "2021-11-19 2021-11-26"},
		"whole days":                             {[]schedule.Day{day("2021-11-18", wholeDays)}, "Asia/Seoul", "2021-11-18 2021-11-20"},
		"an item of several days, to midnight":   {[]schedule.Day{day("2021-11-18", long)}, "", "2021-11-18 2021-11-20"},
		"an item of several days, seen in Seoul": {[]schedule.Day{day("2021-11-18", long)}, "Asia/Seoul", "2021-11-19 2021-11-21"},
	}
	for name, test := range tests {
		a := &schedule.Agenda{ID: "x", Zone: zone(t, "America/Panama"), Days: test.days}
		tl, err := a.Resolve(schedule.Reject)
		if err != nil {
			t.Fatal(err)
		}
		var z schedule.Zone
		if test.zone != "" {
			z = zone(t, test.zone)
		}
		first, last := tl.Dates(z)
		if got := first.String() + " " + last.String(); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	if first, last := (*schedule.Timeline)(nil).Dates(schedule.Zone{}); !first.IsZero() || !last.IsZero() {
		t.Errorf("no timeline: %v to %v", first, last)
	}
}
