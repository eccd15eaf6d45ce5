package ical_test

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// A VTIMEZONE for a week of April 2027, in the form that all clients read. In
// that time Chile's rule, "Sunday from the 2nd on", is the first Sunday.
func ExampleWriteTimezone() {
	santiago, err := schedule.ZoneIn(tzdb.Pinned(), "America/Santiago")
	if err != nil {
		fmt.Println(err)
		return
	}
	var b bytes.Buffer
	err = ical.WriteTimezone(&b, santiago, &ical.TimezoneOptions{
		From: time.Date(2027, time.April, 5, 12, 0, 0, 0, time.UTC),
		To:   time.Date(2027, time.April, 9, 22, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(strings.ReplaceAll(b.String(), "\r\n", "\n"))
	// Output:
	// BEGIN:VTIMEZONE
	// TZID:America/Santiago
	// BEGIN:STANDARD
	// DTSTART:20260405T000000
	// TZOFFSETFROM:-0300
	// TZOFFSETTO:-0400
	// TZNAME:-04
	// RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU
	// END:STANDARD
	// BEGIN:DAYLIGHT
	// DTSTART:20260906T000000
	// TZOFFSETFROM:-0400
	// TZOFFSETTO:-0300
	// TZNAME:-03
	// RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1SU
	// END:DAYLIGHT
	// END:VTIMEZONE
}

// The open form is right for ever, and asks more of its reader.
func ExampleWriteTimezone_open() {
	santiago, err := schedule.ZoneIn(tzdb.Pinned(), "America/Santiago")
	if err != nil {
		fmt.Println(err)
		return
	}
	var b bytes.Buffer
	err = ical.WriteTimezone(&b, santiago, &ical.TimezoneOptions{
		Form: ical.Open,
		From: time.Date(2027, time.April, 5, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "RRULE:") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	// Output:
	// RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8
	// RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8
}
