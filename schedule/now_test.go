package schedule_test

import (
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// TestNow looks at 2027-04-08 in UTC+9 without summer time.
func TestNow(t *testing.T) {
	h := func(n schedule.Clock) schedule.Clock { return n * schedule.Hour }
	date := schedule.Date{Year: 2027, Month: 4, Day: 8}
	a := &schedule.Agenda{ID: "n", Zone: zone(t, "Asia/Seoul"), Days: []schedule.Day{{Date: date, Sessions: []schedule.Session{
		{ID: "visit", Through: date.AddDays(1)},
		{ID: "late", Start: h(14), End: h(15)},
		{ID: "early", Start: h(9), End: h(11), Parallel: []schedule.Session{{ID: "beside"}}},
		{ID: "off", Start: h(9), End: h(11), Status: schedule.Cancelled},
		{ID: "long", Start: h(10), End: h(12)},
	}}}}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ at, on, next string }{
		"before all":                      {"2027-04-07T12:00:00+09:00", "", "early beside"},
		"an all-day item from midnight":   {"2027-04-08T00:00:00+09:00", "visit", "early beside"},
		"at the very start":               {"2027-04-08T09:00:00+09:00", "visit early beside", "long"},
		"two at once":                     {"2027-04-08T10:30:00+09:00", "visit early beside long", "late"},
		"at the very end":                 {"2027-04-08T11:00:00+09:00", "visit long", "late"},
		"in a gap":                        {"2027-04-08T12:00:00+09:00", "visit", "late"},
		"the last date of an all-day one": {"2027-04-09T23:59:59+09:00", "visit", ""},
		"after all":                       {"2027-04-10T00:00:00+09:00", "", ""},
	}
	ids := func(slots []*schedule.Slot) string {
		var list []string
		for _, s := range slots {
			list = append(list, string(s.Session.ID))
		}
		return strings.Join(list, " ")
	}
	for name, tt := range tests {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if on, next := ids(tl.On(at)), ids(tl.Next(at)); on != tt.on || next != tt.next {
			t.Errorf("%s: on %q, next %q; want %q, %q", name, on, next, tt.on, tt.next)
		}
	}
}
