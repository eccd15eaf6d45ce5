package ical_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestImportHostile reads files that are made to cost much. Each is answered
// soon, with few problems.
func TestImportHostile(t *testing.T) {
	many := func(n int, line string) string { return strings.Repeat(line+"\n", n) }
	events := func(n int, lines func(i int) string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "BEGIN:VEVENT\nSUMMARY:E\nDTSTART:20211102T090000Z\nDTEND:20211102T100000Z\n%s\nEND:VEVENT\n", lines(i))
		}
		return calendarOf(b.String())
	}
	for name, file := range map[string]string{
		"100,000 EXDATEs":                 seriesOf("RRULE:FREQ=DAILY;COUNT=5\nEXDATE:" + strings.TrimSuffix(strings.Repeat("20211102T140000Z,", 100_000), ",")),
		"20,000 EXDATEs of no occurrence": seriesOf("RRULE:FREQ=DAILY;COUNT=5\n" + many(20_000, "EXDATE:20300102T140000Z")),
		"20,000 RDATEs":                   seriesOf(many(20_000, "RDATE:20211102T140000Z")),
		"20,000 rules":                    seriesOf(many(20_000, "RRULE:FREQ=DAILY;COUNT=2")),
		"rules without an occurrence":     seriesOf(many(100, "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")),
		"SECONDLY":                        seriesOf("RRULE:FREQ=SECONDLY"),
		"SECONDLY with a set":             seriesOf("RRULE:FREQ=SECONDLY;BYSETPOS=5;BYSECOND=1"),
		"COUNT=2147483647":                seriesOf("RRULE:FREQ=SECONDLY;COUNT=2147483647"),
		"INTERVAL=2147483647":             seriesOf("RRULE:FREQ=YEARLY;INTERVAL=2147483647"),
		"5,000 events of one UID":         events(5000, func(i int) string { return fmt.Sprint("UID:one@example.org\nSEQUENCE:", i) }),
		"5,000 events without a UID":      events(5000, func(int) string { return "X-A:b" }),
		"5,000 overrides of one": events(5000, func(i int) string {
			return "UID:one@example.org\nRECURRENCE-ID:20211102T090000Z"
		}),
		"5,000 UIDs of one left side": events(5000, func(i int) string { return fmt.Sprintf("UID:one@h%d.example.org", i) }),
		"5,000 parents in a ring": events(5000, func(i int) string {
			return fmt.Sprintf("UID:e%d@example.org\nRELATED-TO:e%d@example.org", i, (i+1)%5000)
		}),
		"20,000 attendees":    events(1, func(int) string { return "UID:a\n" + many(20_000, "ATTENDEE;CN=A:mailto:a@example.org") }),
		"20,000 TZIDs":        events(1, func(int) string { return "UID:a" }) + calendarOf(zonesOf(20_000)),
		"20,000 categories":   events(1, func(int) string { return "UID:a\nCATEGORIES:" + strings.Repeat("a,", 20_000) }),
		"a title of 1 MB":     events(1, func(int) string { return "UID:a\nDESCRIPTION:" + strings.Repeat("a\\n\\n", 200_000) }),
		"a UID of 1 MB":       events(1, func(int) string { return "UID:" + strings.Repeat("a@", 500_000) }),
		"90 components deep":  calendarOf(many(90, "BEGIN:X") + many(90, "END:X")),
		"a DURATION of years": eventOf("DTSTART:20211102T090000Z\nDURATION:P99999W"),
		"a DURATION of 10^30": eventOf("DTSTART:20211102T090000Z\nDURATION:P1000000000000000000000000000000D"),
		"the year 0000":       eventOf("DTSTART:00000101T090000Z\nDURATION:PT1H"),
		"the year 0001":       eventOf("DTSTART:00010101T000000Z\nDURATION:PT1H"),
		"the end of time":     eventOf("DTSTART:99991231T235959Z\nDURATION:P9999D"),
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan *ical.Imported, 1)
			go func() {
				im, err := ical.Import(strings.NewReader(file), importOptions())
				if err != nil {
					t.Error(err)
				}
				done <- im
			}()
			select {
			case im := <-done:
				if len(im.Problems) > 1100 {
					t.Errorf("%d problems", len(im.Problems))
				}
				if _, err := im.Agenda.Resolve(schedule.Reject); err != nil && len(im.Problems) == 0 {
					t.Errorf("not resolved, and no problem: %v", err)
				}
			case <-time.After(20 * time.Second): // a hang, not a measurement
				t.Fatal("no answer")
			}
		})
	}
}

// zonesOf makes events, each in a zone of its own that nobody knows.
func zonesOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "BEGIN:VEVENT\nUID:z%d\nSUMMARY:Z\nDTSTART;TZID=Zone %d:20211102T090000\nDURATION:PT1H\nEND:VEVENT\n", i, i)
	}
	return b.String()
}

// TestImportErrors: the error tells that the file is not whole, and what was read
// is there all the same.
func TestImportErrors(t *testing.T) {
	for name, row := range map[string]struct {
		file     string
		want     error
		sessions int // -1: no import
	}{
		"empty":           {"", ical.ErrNoCalendar, -1},
		"garbage":         {"<html></html>", ical.ErrNoCalendar, -1},
		"cut off":         {strings.TrimSuffix(eventOf("DTSTART:20211102T090000Z\nDURATION:PT1H"), "END:VCALENDAR\n"), ical.ErrTruncated, 1},
		"cut in an event": {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n", ical.ErrTruncated, 0},
		"too deep":        {calendarOf(strings.Repeat("BEGIN:X\n", 1000)), ical.ErrLimit, 0},
	} {
		t.Run(name, func(t *testing.T) {
			im, err := ical.Import(strings.NewReader(row.file), importOptions())
			if !isKind(schedule.Problem{Err: err}, row.want) {
				t.Errorf("error %v, want %v", err, row.want)
			}
			if im == nil || row.sessions < 0 {
				if im != nil || row.sessions >= 0 {
					t.Errorf("import %v", im)
				}
				return
			}
			n := 0
			for _, d := range im.Agenda.Days {
				n += len(d.Sessions)
			}
			if n != row.sessions {
				t.Errorf("%d sessions, want %d", n, row.sessions)
			}
		})
	}
}

// TestHostileImport pins what becomes of each file of the corpus. The outcomes were
// read by eye.
func TestHostileImport(t *testing.T) {
	for _, name := range ical.HostileNames(t) {
		t.Run(name, func(t *testing.T) {
			o := importOptions()
			o.Name = name + ".ics"
			im, err := ical.Import(bytes.NewReader(ical.HostileFile(t, name)), o)
			got := ""
			if err != nil {
				got = fmt.Sprintln("error:", err)
			}
			if im != nil {
				got += dump(im)
			}
			ical.CheckOutcome(t, name, "import", got)
		})
	}
}
