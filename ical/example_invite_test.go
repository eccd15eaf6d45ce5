package ical_test

import (
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// forumAgenda is an agenda with two people who are invited by their roles.
func forumAgenda() *schedule.Agenda {
	a := one(
		talk("opening", "09:00", "09:30", func(s *schedule.Session) {
			s.Title, s.Roles = text("es", "Apertura", "ko", "개회식"), []schedule.Role{{Who: "kim", As: schedule.Speaker}, {Who: "ana", As: schedule.Chair}}
		}),
		talk("closing", "17:00", "17:30", func(s *schedule.Session) {
			s.Title, s.Roles = text("es", "Clausura", "ko", "폐회식"), []schedule.Role{{Who: "ana", As: schedule.Speaker}}
		}),
	)
	a.ID, a.Domain, a.Title, a.Langs, a.Organizer = "forum", "example.org", text("es", "Foro", "ko", "포럼"), []schedule.Lang{"es"}, "host"
	a.Participants = []schedule.Participant{
		{ID: "host", Name: text("es", "Foro"), Kind: schedule.Organization, Email: "foro@example.org"},
		{ID: "kim", Name: text("ko", "김민지"), Email: "kim@example.org", Zone: zone("Asia/Seoul"), Langs: []schedule.Lang{"ko"}},
		{ID: "ana", Name: text("es", "Ana Pérez"), Email: "ana@example.org", Zone: zone("America/Panama"), Langs: []schedule.Lang{"es"}},
	}
	return a
}

// Who is invited is told once, and then only what is new for them. The organizer's own
// file is all that is kept in between.
func ExampleInvitations() {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	send := func(before *ical.Publication, a *schedule.Agenda) string {
		tl := must(a.Resolve(schedule.Compatible))
		for m, err := range ical.Invitations(before, tl, &o) {
			if err != nil {
				fmt.Println(err)
				return ""
			}
			fmt.Println(m.To.Email, m.Method, m.UID, m.Sequence, m.Changes, m.Lang, m.Title)
		}
		var file strings.Builder
		if _, err := ical.UpdateInvited(&file, before, tl, &o); err != nil {
			fmt.Println(err)
		}
		return file.String()
	}
	file := send(nil, forumAgenda())

	fmt.Println("The opening is later, and nothing else has changed:")
	before := must(ical.Published(strings.NewReader(file), nil))
	later := forumAgenda()
	later.Days[0].Sessions[0].Start, later.Days[0].Sessions[0].End = clock("09:15"), clock("09:45")
	o.Stamp = stampTwo
	send(before, later)
	// Output:
	// kim@example.org REQUEST opening@example.org 0 [new] ko 개회식
	// ana@example.org REQUEST opening@example.org 0 [new] es Apertura
	// ana@example.org REQUEST closing@example.org 0 [new] es Clausura
	// The opening is later, and nothing else has changed:
	// kim@example.org REQUEST opening@example.org 1 [time] ko 개회식
	// ana@example.org REQUEST opening@example.org 1 [time] es Apertura
}

// The file of one person: their sessions only, in their language and on their clock.
func ExamplePacks() {
	for p, err := range ical.Packs(must(forumAgenda().Resolve(schedule.Compatible)), nil) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.To.ID, p.Lang, p.Sessions)
		var file strings.Builder
		if _, err := p.WriteTo(&file); err != nil {
			fmt.Println(err)
		}
		for line := range strings.SplitSeq(strings.ReplaceAll(file.String(), "\r\n ", ""), "\r\n") {
			if strings.HasPrefix(line, "DTSTART;") || strings.HasPrefix(line, "SUMMARY") {
				fmt.Println("  ", line)
			}
		}
	}
	// Output:
	// kim ko 1
	//    DTSTART;TZID=America/Panama:20211118T090000
	//    SUMMARY;LANGUAGE=ko:개회식
	// ana es 2
	//    DTSTART;TZID=America/Panama:20211118T090000
	//    SUMMARY;LANGUAGE=es:Apertura
	//    DTSTART;TZID=America/Panama:20211118T170000
	//    SUMMARY;LANGUAGE=es:Clausura
}

// The file that was published is all that the next version of it needs: SEQUENCE goes
// up where time, place or status are others, and nothing else is touched.
func ExampleUpdate() {
	first := must(forumAgenda().Resolve(schedule.Compatible))
	var file strings.Builder
	if err := ical.Write(&file, first, &ical.Options{Stamp: stampOne}); err != nil {
		fmt.Println(err)
		return
	}
	before := must(ical.Published(strings.NewReader(file.String()), nil))

	second := forumAgenda()
	second.Days[0].Sessions[0].Title = text("es", "Acto de apertura")
	second.Days[0].Sessions = second.Days[0].Sessions[:1]
	o := ical.UpdateOptions{Options: ical.Options{Stamp: stampTwo}}
	var next strings.Builder
	list, err := ical.Update(&next, before, must(second.Resolve(schedule.Compatible)), &o)
	if err != nil {
		fmt.Println(err)
	}
	for _, u := range list {
		fmt.Println(u.UID, u.Sequence, u.Changes)
	}
	o.Stamp = stampThree
	var again strings.Builder
	list, err = ical.Update(&again, must(ical.Published(strings.NewReader(next.String()), nil)), must(second.Resolve(schedule.Compatible)), &o)
	fmt.Println(list, err, again.String() == next.String())
	// Output:
	// opening@example.org 0 [title]
	// closing@example.org 1 [status gone]
	// [] <nil> true
}

// What a file says of its events is read with the clock of its own VTIMEZONEs.
func ExamplePublished() {
	file := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
BEGIN:VTIMEZONE
TZID:America/Asuncion
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0400
TZOFFSETTO:-0400
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20240601T120000Z
SEQUENCE:3
DTSTART;TZID=America/Asuncion:20250701T090000
DTEND;TZID=America/Asuncion:20250701T100000
SUMMARY:Apertura
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	p, err := ical.Published(strings.NewReader(file), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	e := p.Events[0]
	fmt.Println(e.UID, e.Sequence, e.Title)
	fmt.Println(e.Start.Wall, e.Start.TZID, "then:", e.Start.At)
	now, _ := zone("America/Asuncion").Resolve(e.Start.Wall, schedule.Compatible)
	fmt.Println("by the rules of today:", now)
	// Output:
	// opening@example.org 3 Apertura
	// 2025-07-01T09:00 America/Asuncion then: 2025-07-01 13:00:00 +0000 UTC
	// by the rules of today: 2025-07-01 12:00:00 +0000 UTC
}
