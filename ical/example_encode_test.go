package ical_test

import (
	"fmt"
	"os"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical"
)

// A calendar built with golang-ical, written so that every client reads the
// attendee's name and address.
func ExampleEncode() {
	cal := ics.NewCalendarFor("example.org")
	event := cal.AddEvent("opening@example.org")
	event.SetSummary("Apertura; Panamá, 18 de noviembre")
	event.AddAttendee("kim@example.org", ics.WithCN(`Kim, "Min" Ji`))

	var file strings.Builder
	if err := ical.Encode(&file, cal); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	fmt.Print(strings.ReplaceAll(file.String(), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//example.org//Golang ICS Library
	// BEGIN:VEVENT
	// UID:opening@example.org
	// SUMMARY:Apertura\; Panamá\, 18 de noviembre
	// ATTENDEE;CN="Kim, ^'Min^' Ji":mailto:kim@example.org
	// END:VEVENT
	// END:VCALENDAR
}

// What cannot be written is refused, with its place.
func ExampleEncode_refused() {
	cal := ics.NewCalendar()
	cal.AddEvent("first@example.org")
	cal.AddEvent("second@example.org").SetURL("https://example.org/\nATTENDEE:mailto:guest@example.org")
	fmt.Println(ical.Encode(os.Stdout, cal))
	// Output:
	// VCALENDAR/VEVENT[1]/URL: not writable as iCalendar: line break ('\n') at byte 20; only TEXT and parameter values can hold one
}
