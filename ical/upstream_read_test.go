package ical

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
)

// The tests in this file pin defects of golang-ical v0.3.6 that Decode goes
// around, as upstream_test.go does for Encode.

func upstreamParse(file string) (*ics.Calendar, error) {
	return ics.ParseCalendar(strings.NewReader(file))
}

// RFC 5545 §3.1: names are compared without regard to case.
func TestUpstreamCase(t *testing.T) {
	if _, err := upstreamParse("begin:vcalendar\r\nend:vcalendar\r\n"); err == nil {
		t.Error("golang-ical reads begin:vcalendar; pinned: an error")
	}
	file := eventFile("dtstart;tzid=America/Lima:20260101T090000")
	cal, err := upstreamParse(file)
	if err != nil {
		t.Fatal(err)
	}
	event := cal.Events()[0]
	if p := event.GetProperty(ics.ComponentPropertyDtStart); p != nil {
		t.Errorf("golang-ical finds %v; pinned: nothing", p)
	}
	event = decodeClean(t, file).Events()[0]
	p := event.GetProperty(ics.ComponentPropertyDtStart)
	if p == nil || p.ICalParameters["TZID"][0] != "America/Lima" {
		t.Errorf("Decode: DTSTART %v, want it with its TZID", p)
	}
}

// RFC 5545 §3.2: a backslash in a parameter means nothing.
func TestUpstreamBackslashes(t *testing.T) {
	file := eventFile(`ATTENDEE;CN=back\slash:mailto:a@x`)
	cal, err := upstreamParse(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cal.Events()[0].Properties[0].ICalParameters["CN"][0], "backslash"; got != want {
		t.Errorf("golang-ical: CN %q, pinned %q", got, want)
	}
	if got, want := decodeClean(t, file).Events()[0].Properties[0].ICalParameters["CN"][0], `back\slash`; got != want {
		t.Errorf("Decode: CN %q, want %q", got, want)
	}
	file = eventFile(`ATTENDEE;CN="end\":mailto:a@x`)
	if _, err := upstreamParse(file); err == nil {
		t.Error("golang-ical reads a quoted value that ends in a backslash; pinned: an error")
	}
	if got, want := decodeClean(t, file).Events()[0].Properties[0].ICalParameters["CN"][0], `end\`; got != want {
		t.Errorf("Decode: CN %q, want %q", got, want)
	}
}

// A file that is empty, or cut between two components, is no error.
func TestUpstreamTruncated(t *testing.T) {
	for _, c := range []struct {
		file string
		kind error
	}{
		{"", ErrNoCalendar},
		{"BEGIN:VCALENDAR\r\n", ErrTruncated},
		{"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", ErrTruncated},
	} {
		if _, err := upstreamParse(c.file); err != nil {
			t.Errorf("golang-ical of %q: %v, pinned nil", c.file, err)
		}
		if _, _, err := Decode(strings.NewReader(c.file), nil); !errors.Is(err, c.kind) {
			t.Errorf("Decode of %q: %v, want %v", c.file, err, c.kind)
		}
	}
}

// Octets before a name are passed over.
func TestUpstreamJunk(t *testing.T) {
	file := eventFile("@@@!!!SUMMARY:x")
	cal, err := upstreamParse(file)
	if err != nil || len(cal.Events()[0].Properties) != 1 {
		t.Errorf("golang-ical: %v; pinned: it reads SUMMARY", err)
	}
	_, problems, err := Decode(strings.NewReader(file), nil)
	want := `3:1: "@@@!!!SUMMARY:x" begins with no name; a content line is NAME:value. It is left out`
	if err != nil || problems.Error() != want {
		t.Errorf("Decode: %v, %v; want %s", problems, err, want)
	}
}

// Two calendars in a stream, RFC 5545 §3.4, and properties behind components are
// errors.
func TestUpstreamOrder(t *testing.T) {
	two := "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
	if _, err := upstreamParse(two); err == nil {
		t.Error("golang-ical reads two calendars; pinned: an error")
	}
	if cals, problems, err := DecodeAll(strings.NewReader(two), nil); len(cals) != 2 || len(problems) > 0 || err != nil {
		t.Errorf("DecodeAll: %d calendars, %v, %v; want 2", len(cals), problems, err)
	}
	behind := "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nX-WR-CALNAME:x\r\nEND:VCALENDAR\r\n"
	if _, err := upstreamParse(behind); err == nil {
		t.Error("golang-ical reads a property behind a component; pinned: an error")
	}
	if cal := decodeClean(t, behind); len(cal.CalendarProperties) != 1 {
		t.Errorf("Decode: %v, want X-WR-CALNAME", cal.CalendarProperties)
	}
}

// Lines are counted unfolded and without empty ones.
func TestUpstreamLineNumbers(t *testing.T) {
	file := "BEGIN:VCALENDAR\r\n\r\nBEGIN:VEVENT\r\nSUMMARY:a\r\n b\r\nATTENDEE;CN=\"x:mailto:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	_, err := upstreamParse(file)
	var malformed *ics.MalformedError
	if !errors.As(err, &malformed) || malformed.Line != 4 {
		t.Errorf("golang-ical: %v, pinned line 4", err)
	}
	_, problems, _ := Decode(strings.NewReader(file), nil)
	if len(problems) != 1 || problems[0].Pos.Line != 6 || problems[0].Pos.Column != 13 {
		t.Errorf("Decode: %v, want line 6, column 13", problems)
	}
}

// allocated gives the octets that a run allocates.
func allocated(run func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}

// Memory, and with it time, is quadratic in the parameters of a line.
func TestUpstreamQuadratic(t *testing.T) {
	file := func(n int) string { return eventFile("ATTENDEE" + strings.Repeat(";A=1", n) + ":mailto:a@x") }
	theirs := func(n int) float64 { return allocated(func() { _, _ = upstreamParse(file(n)) }) }
	ours := func(n int) float64 {
		return allocated(func() { _, _, _ = Decode(strings.NewReader(file(n)), nil) })
	}
	if got := theirs(4000) / theirs(500); got < 20 {
		t.Errorf("golang-ical: 8 times the parameters take %.1f times the memory; pinned: over 20", got)
	}
	if got := ours(80_000) / ours(10_000); got > 10 {
		t.Errorf("Decode: 8 times the parameters take %.1f times the memory; want 8, or little more", got)
	}
}
