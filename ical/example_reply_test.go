package ical_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
)

// An answer that came by mail, and the list that it goes into.
func ExampleReadReply() {
	organizersFile := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20260701T120000Z
SEQUENCE:1
DTSTART:20260901T003000Z
DTEND:20260901T013000Z
SUMMARY:Opening
ATTENDEE;CN=Kim Min-ji:mailto:kim@example.org
ATTENDEE;CN=Ana Pérez:mailto:ana@example.org
END:VEVENT
END:VCALENDAR
`
	received := `From: =?EUC-KR?B?sei5zsH2?= <kim@example.org>
Subject: Accepted: Opening
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Kim Min-ji has accepted.
--b
Content-Type: text/calendar; charset=utf-8; method=REPLY
Content-Transfer-Encoding: quoted-printable

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.com//EN
METHOD:REPLY
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20260801T100000Z
SEQUENCE:1
ATTENDEE;PARTSTAT=3DACCEPTED:mailto:kim@example.org
COMMENT:=EC=98=A8=EB=9D=BC=EC=9D=B8=EC=9C=BC=EB=A1=9C
END:VEVENT
END:VCALENDAR
--b--
`
	published, err := ical.Published(strings.NewReader(organizersFile), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	list := ical.NewResponses(published)
	replies, problems, err := ical.ReadReply(strings.NewReader(received), nil)
	if err != nil || len(problems) > 0 {
		fmt.Println(problems, err)
	}
	for _, r := range replies {
		fmt.Println(r.Mail.From.Name, r.Answer, r.UID, list.Apply(&r, nil))
	}
	for _, r := range list.List() {
		fmt.Printf("%s: %s (%s%q)\n", r.Title, r.Name, r.Answer, r.Comment)
	}

	replies, problems, err = ical.ReadReply(strings.NewReader("From: ana@example.org\nSubject: Re: Opening\n\nI will be there!\n"), nil)
	fmt.Println(len(replies), problems, err)
	// Output:
	// 김민지 ACCEPTED opening@example.org applied
	// Opening: Ana Pérez ("")
	// Opening: Kim Min-ji (ACCEPTED"온라인으로")
	// 0 1: the mail "Re: Opening" from ana@example.org has no calendar object; somebody has to read it <nil>
}

// Somebody proposes another time, and the organizer says no.
func ExampleDeclineCounter() {
	proposed := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.com//EN
METHOD:COUNTER
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20260801T100000Z
SEQUENCE:1
DTSTART;TZID=Asia/Seoul:20260901T140000
DTEND;TZID=Asia/Seoul:20260901T150000
ORGANIZER;CN=Summit office:mailto:agenda@example.org
ATTENDEE;CN=Kim Min-ji:mailto:kim@example.org
END:VEVENT
END:VCALENDAR
`
	replies, problems, err := ical.ReadReply(strings.NewReader(proposed), nil)
	if err != nil || len(problems) > 0 {
		fmt.Println(problems, err)
	}
	p := replies[0].Proposal
	fmt.Println(p.Start.Wall, p.Start.Zone, "is", p.Start.At.UTC())

	object, err := ical.DeclineCounter(&replies[0], &ical.DeclineOptions{Stamp: time.Date(2026, 8, 2, 9, 0, 0, 0, time.UTC), Comment: "The hall is taken then."})
	fmt.Println(strings.ReplaceAll(string(object), "\r\n", "\n"), err)
	// Output:
	// 2026-09-01T14:00 Asia/Seoul is 2026-09-01 05:00:00 +0000 UTC
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//plenaria//plenaria//EN
	// CALSCALE:GREGORIAN
	// METHOD:DECLINECOUNTER
	// BEGIN:VEVENT
	// UID:opening@example.org
	// DTSTAMP:20260802T090000Z
	// SEQUENCE:1
	// ORGANIZER;CN=Summit office:mailto:agenda@example.org
	// ATTENDEE;CN=Kim Min-ji:mailto:kim@example.org
	// COMMENT:The hall is taken then.
	// END:VEVENT
	// END:VCALENDAR
	//  <nil>
}

// The list as a table; =2+2 is no formula in it.
func ExampleResponses_WriteCSV() {
	list, err := ical.ReadResponsesCSV(strings.NewReader("uid,address,name,answer,comment\nopening@example.org,kim@example.org,Kim,ACCEPTED,=2+2\n"), "list.csv")
	if err != nil {
		fmt.Println(err)
		return
	}
	list.WriteCSV(os.Stdout)
	// Output:
	// title,start,end,name,address,invited,answer,current,answered,comment,delegated_to,delegated_from,not_delegated,sent_by,proposed_start,proposed_end,proposed_place,proposed_comment,proposed,proposed_sequence,proposal_declined,uid,recurrence,revision,sequence,answered_start,answered_end
	// ,,,Kim,kim@example.org,yes,ACCEPTED,yes,,'=2+2,,,,,,,,,,,,opening@example.org,,0,0,,
}
