package ical_test

import (
	"bytes"
	"fmt"
	"net/mail"
	"os"
	"strings"

	"github.com/plenaria/plenaria/ical"
)

// An invitation as an .eml file, up to its body.
func ExampleMessage() {
	m := &ical.Message{
		From:    mail.Address{Name: "Summit office", Address: "agenda@example.org"},
		To:      mail.Address{Name: "김민지", Address: "kim@example.org"},
		Subject: "Invitation: Opening, 1 September, 9:30 in Seoul",
		Text:    "You are invited to the opening.",
		Calendar: []byte(strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20260701T120000Z
DTSTART:20260901T003000Z
DTEND:20260901T013000Z
SUMMARY:Opening
ORGANIZER:mailto:agenda@example.org
ATTENDEE;RSVP=TRUE:mailto:kim@example.org
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")),
	}
	var eml bytes.Buffer
	if _, err := m.WriteTo(&eml); err != nil {
		fmt.Println(err)
	}
	header, _, _ := strings.Cut(eml.String(), "\r\n\r\n")
	fmt.Println(strings.ReplaceAll(header, "\r\n", "\n"))

	m.To.Address = "kim@example.org\r\nBcc: all@example.org"
	if _, err := m.WriteTo(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Date: Wed, 01 Jul 2026 12:00:00 +0000
	// From: "Summit office" <agenda@example.org>
	// To: =?UTF-8?B?6rmA66+87KeA?= <kim@example.org>
	// Subject: Invitation: Opening, 1 September, 9:30 in Seoul
	// Message-ID: <pw4uvtbvjv77ia2l5evhs3hsfngorhw3@example.org>
	// MIME-Version: 1.0
	// Content-Type: multipart/mixed; boundary="=_fxsp6prufu4pfcyjjdak2qltqhgiqizt"
	// to: address "kim@example.org\r\nBcc: all@example.org" has before its @ what an address cannot have unquoted
}
