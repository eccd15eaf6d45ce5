package ical_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// A file of some calendar program.
const forum = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
X-WR-CALNAME:Regional forum
X-WR-TIMEZONE:America/Lima
BEGIN:VEVENT
UID:opening@forum.example.org
DTSTAMP:20270101T000000Z
SEQUENCE:3
DTSTART:20270310T140000Z
DTEND:20270310T153000Z
SUMMARY:Opening
LOCATION:Auditorio
ATTENDEE;CN=Rosa Quispe;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:rosa@example.org
X-ROOM-SETUP:theatre
END:VEVENT
END:VCALENDAR
`

// A calendar of any program becomes an agenda on the host's wall.
func ExampleImport() {
	im, err := ical.Import(strings.NewReader(forum), &ical.ImportOptions{Name: "forum.ics", Database: tzdb.Pinned()})
	if err != nil {
		fmt.Println(err)
		return
	}
	a := im.Agenda
	fmt.Println(a.Title.Original(), "in", a.Zone)
	for _, day := range a.Days {
		for _, s := range day.Sessions {
			fmt.Println(day.Date, s.Start, s.End, s.Title.Original(), "in", s.Room, s.Roles)
		}
	}
	for _, l := range im.Lost() {
		fmt.Println(l.Pos, l.Property, l.Param)
	}
	// Output:
	// Regional forum in America/Lima
	// 2027-03-10 09:00 10:30 Opening in auditorio [{rosa chair}]
	// forum.ics:14:1 ATTENDEE PARTSTAT
	// forum.ics:15:1 X-ROOM-SETUP
}

// What the agenda has no place for is in the file that is written back; what was
// not changed stays as it is.
func ExampleOptions_kept() {
	im, err := ical.Import(strings.NewReader(forum), &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		fmt.Println(err)
		return
	}
	opening := &im.Agenda.Days[0].Sessions[0]
	opening.Start, opening.End = 10*schedule.Hour, 11*schedule.Hour
	tl, err := im.Agenda.Resolve(schedule.Reject)
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	if err := ical.Write(&b, tl, &ical.Options{Kept: im}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprint(os.Stdout, strings.ReplaceAll(b.String(), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//example//calendar//EN
	// X-WR-CALNAME:Regional forum
	// X-WR-TIMEZONE:America/Lima
	// BEGIN:VEVENT
	// UID:opening@forum.example.org
	// DTSTAMP:20270101T000000Z
	// SEQUENCE:4
	// DTSTART:20270310T150000Z
	// DTEND:20270310T160000Z
	// SUMMARY:Opening
	// LOCATION:Auditorio
	// ATTENDEE;CN=Rosa Quispe;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:rosa@example.or
	//  g
	// X-ROOM-SETUP:theatre
	// END:VEVENT
	// END:VCALENDAR
}

// One occurrence of a series without an end is moved. The timeline is of any dates,
// since a series is written whole.
func ExampleOptions_kept_series() {
	const file = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//calendar//EN
X-WR-TIMEZONE:Asia/Seoul
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20270101T000000Z
DTSTART;TZID=Asia/Seoul:20270104T090000
DTEND;TZID=Asia/Seoul:20270104T100000
RRULE:FREQ=WEEKLY
SUMMARY:Weekly
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
`
	im, err := ical.Import(strings.NewReader(file), &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		fmt.Println(err)
		return
	}
	day := schedule.Date{Year: 2027, Month: 3, Day: 1}
	repeat := im.Agenda.Days[0].Sessions[0].Repeat
	repeat.Moved = append(repeat.Moved, schedule.Move{
		From: schedule.DateTime{Date: day, Clock: 9 * schedule.Hour},
		To:   schedule.DateTime{Date: day.AddDays(1), Clock: 15 * schedule.Hour},
	})
	tl, err := im.Agenda.ResolveWithin(schedule.Reject, day, day)
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	if err := ical.Write(&b, tl, &ical.Options{Kept: im}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprint(os.Stdout, strings.ReplaceAll(b.String(), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//example//calendar//EN
	// X-WR-TIMEZONE:Asia/Seoul
	// BEGIN:VTIMEZONE
	// TZID:Asia/Seoul
	// BEGIN:STANDARD
	// DTSTART:19881009T030000
	// TZOFFSETFROM:+1000
	// TZOFFSETTO:+0900
	// TZNAME:KST
	// END:STANDARD
	// END:VTIMEZONE
	// BEGIN:VEVENT
	// UID:weekly@example.org
	// DTSTAMP:20270101T000000Z
	// DTSTART;TZID=Asia/Seoul:20270104T090000
	// DTEND;TZID=Asia/Seoul:20270104T100000
	// RRULE:FREQ=WEEKLY
	// SUMMARY:Weekly
	// CLASS:PRIVATE
	// END:VEVENT
	// BEGIN:VEVENT
	// UID:weekly@example.org
	// DTSTAMP:20270101T000000Z
	// SEQUENCE:1
	// RECURRENCE-ID;TZID=Asia/Seoul:20270301T090000
	// DTSTART;TZID=Asia/Seoul:20270302T150000
	// DTEND;TZID=Asia/Seoul:20270302T160000
	// SUMMARY:Weekly
	// CLASS:PRIVATE
	// END:VEVENT
	// END:VCALENDAR
}
