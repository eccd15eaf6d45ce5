package ical_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
)

// outlookTimezone is how Outlook writes a clock that has no name.
const outlookTimezone = `BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
`

func ExampleReadTimezone() {
	zone, problems, err := ical.ReadTimezone(strings.NewReader(outlookTimezone), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(zone, len(problems))
	for s := range zone.Spans(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)) {
		fmt.Println(zone.Wall(s.Start), s.Abbr)
	}
	// Output:
	// Customized Time Zone 0
	// 2025-11-02T01:00 -05
	// 2026-03-08T03:00 -04
	// 2026-11-01T01:00 -05
}

func TestReadTimezoneErrors(t *testing.T) {
	tests := map[string]struct {
		text string
		want error
		says string
	}{
		"none":    {"BEGIN:VCALENDAR\nEND:VCALENDAR\n", ical.ErrTimezone, "there is none"},
		"empty":   {"", ical.ErrNoCalendar, ""},
		"cut off": {strings.TrimSuffix(outlookTimezone, "END:VTIMEZONE\n"), ical.ErrTruncated, ""},
		"broken": {strings.Replace(outlookTimezone, "TZOFFSETTO:-0400", "TZOFFSETTO:soon", 1), ical.ErrTimezone,
			`f.ics:12:1: malformed VTIMEZONE: TZOFFSETTO "soon" is no offset`},
	}
	for name, tt := range tests {
		z, _, err := ical.ReadTimezone(strings.NewReader(tt.text), &ical.DecodeOptions{Name: "f.ics"})
		if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || !z.IsZero() {
			t.Errorf("%s: %v, %v, want %v with %q", name, z, err, tt.want, tt.says)
		}
	}
	text := "BEGIN:VCALENDAR\n" + strings.Replace(outlookTimezone, "DTSTART:1601", "DTSTART;TZID=X:1601", 1) + "END:VCALENDAR\n"
	z, problems, err := ical.ReadTimezone(strings.NewReader(text), &ical.DecodeOptions{Name: "f.ics"})
	if err != nil || z.IsZero() || !strings.HasPrefix(problems.Error(), "f.ics:5:1: remark: malformed VTIMEZONE: DTSTART with a TZID") {
		t.Errorf("%v, %v, %v, want a remark on line 5", z, problems, err)
	}
}
