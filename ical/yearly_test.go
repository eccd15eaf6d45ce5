package ical

import (
	"bytes"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// TestRulesNameTheirDates takes the rules of every day of four years and
// compares each with the days that its own RRULE text gives.
func TestRulesNameTheirDates(t *testing.T) {
	step := 3
	if testing.Short() {
		step = 13
	}
	checked := map[yearly]bool{}
	for date := (schedule.Date{Year: 2025, Month: time.January, Day: 1}); date.Year < 2029; date = date.AddDays(step) {
		rules := appendAll(nil, date)
		if len(rules) == 0 || len(rules) > mostRules {
			t.Errorf("%v has %d rules", date, len(rules))
		}
		for _, r := range rules {
			if r.in(date.Year) != date.DaysSince(epoch) {
				t.Errorf("%+v does not name %v, from which it was made", r, date)
			}
			if !checked[r] && r.overflow() == 0 {
				checked[r] = true
				r.compareWithText(t)
			}
		}
	}
	if len(checked) < 100 {
		t.Errorf("only %d rules were checked", len(checked))
	}
}

// compareWithText expands the rule's RRULE as the oracle does.
func (r yearly) compareWithText(t *testing.T) {
	t.Helper()
	first := newOnset(int64(r.in(2001))*86400, 0, 0)
	var b bytes.Buffer
	b.WriteString("BEGIN:VTIMEZONE\r\n")
	for _, l := range vtimezone("", []observance{{onset: first, rule: r.recurrence()}}) {
		if l.name == "RRULE" {
			b.WriteString("BEGIN:STANDARD\r\nDTSTART:20010101T000000\r\nRRULE:" + string(l.raw) + "\r\nEND:STANDARD\r\n")
		}
	}
	b.WriteString("END:VTIMEZONE\r\n")
	days := readVTimezone(t, b.Bytes()).parts[0].days(day("2030-12-31"))
	if len(days) != 30 {
		t.Errorf("%+v gives %d days in 30 years:\n%s", r, len(days), &b)
		return
	}
	for i, d := range days {
		if got := r.in(2001 + i); int64(got)*86400 != d.Unix() {
			t.Errorf("%+v in %d is day %d, its RRULE gives %v", r, 2001+i, got, d)
		}
	}
}

func TestLongest(t *testing.T) {
	onsets := func(dates ...string) (list []onset) {
		for _, d := range dates {
			list = append(list, newOnset(day(d).Unix(), 0, 3600))
		}
		return list
	}
	tests := map[string]struct {
		list []onset
		want yearly
		n    int
	}{
		"last and fourth Sunday: the last is usual": {onsets("2024-10-27", "2026-10-25"), yearly{lastWeekday, 10, 0, time.Sunday}, 1},
		"last Sunday":   {onsets("2023-03-26", "2024-03-31", "2025-03-30"), yearly{lastWeekday, 3, 0, time.Sunday}, 3},
		"second Sunday": {onsets("2023-03-12", "2024-03-10", "2025-03-09"), yearly{weekdayFrom, 3, 8, time.Sunday}, 3},
		"1 April":       {onsets("2023-04-01", "2024-04-01", "2025-04-01"), yearly{fixedDay, 4, 1, 0}, 3},
		"Sunday from the 2nd on, in 2029 the second": {onsets("2028-04-02", "2029-04-08", "2030-04-07"), yearly{weekdayFrom, 4, 2, time.Sunday}, 3},
		"a year is missing":                          {onsets("2023-03-12", "2025-03-09"), yearly{weekdayFrom, 3, 8, time.Sunday}, 1},
		"another day ends it":                        {onsets("2023-03-12", "2024-03-10", "2025-03-10"), yearly{weekdayFrom, 3, 8, time.Sunday}, 2},
	}
	for name, tt := range tests {
		if got, n := longest(tt.list); n != tt.n || got != tt.want {
			t.Errorf("%s: longest = %+v, %d, want %+v, %d", name, got, n, tt.want, tt.n)
		}
	}
}

func TestOverflow(t *testing.T) {
	tests := []struct {
		r    yearly
		want int
	}{
		{yearly{weekdayFrom, time.October, 26, time.Friday}, 1}, // Cairo
		{yearly{weekdayFrom, time.October, 25, time.Friday}, 0},
		{yearly{weekdayFrom, time.April, 30, time.Friday}, 6},
		{yearly{weekdayFrom, time.March, 24, time.Saturday}, 0}, // Nuuk
		{yearly{lastWeekday, time.October, 0, time.Sunday}, 0},
		{yearly{fixedDay, time.October, 31, 0}, 0},
	}
	for _, tt := range tests {
		if got := tt.r.overflow(); got != tt.want {
			t.Errorf("%+v overflows by %d, want %d", tt.r, got, tt.want)
		}
	}
}
