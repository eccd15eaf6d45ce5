package main

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
)

// A mailCase is a message, and why it is judged.
type mailCase struct {
	*ical.Message
	why, replies string
}

// cases gives messages with what is hard in each field.
func cases() (list []mailCase) {
	for _, method := range []string{"PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"} {
		list = append(list, mailCase{Message: message(method, method, "a text", "김민지"), why: "METHOD:" + method})
	}
	update := message("REQUEST", "Moved by 15 minutes", "Later.\n", "김민지")
	update.Update, update.Calendar = true, once(object("REQUEST", 3), "20260908T003000Z")
	cancel := message("CANCEL", "Cancelled", "Not at all.\n", "김민지")
	cancel.Update, cancel.Calendar = true, once(object("CANCEL", 4), "20260915T003000Z")
	list = append(list, mailCase{update, "an update", "02.eml"}, mailCase{cancel, "a cancellation", "02.eml"})
	for _, text := range hard() {
		list = append(list, mailCase{Message: message("REQUEST", text, text, text), why: fmt.Sprintf("%.60q everywhere", text)})
	}
	bare := message("REQUEST", "Opening", "Text alone", "")
	bare.From.Name, bare.HTML, bare.Lang, bare.ReplyTo, bare.Unsubscribe, bare.OneClick = "", "", "", mail.Address{}, "", false
	beyond := message("REQUEST", "Opening", "Text", "김민지") // RFC 6531, RFC 6532
	beyond.To.Address = "민지+x@sub.example.org"
	beyond.Calendar = bytes.ReplaceAll(beyond.Calendar, []byte("kim.min-ji"), []byte("%EB%AF%BC%EC%A7%80"))
	return readers(append(list, mailCase{Message: bare, why: "nothing that is not needed"}, mailCase{Message: beyond, why: "an address in Korean"}))
}

// readers gives each message a reader of its own, so that each has a Message-ID of its
// own, but for those that reply to another.
func readers(list []mailCase) []mailCase {
	for i, c := range list {
		word := fmt.Sprintf("%02d", i+1)
		if c.replies != "" {
			word = strings.TrimSuffix(c.replies, ".eml")
		}
		c.To.Address = strings.Replace(c.To.Address, "+x", "+"+word, 1)
		c.Calendar = bytes.ReplaceAll(c.Calendar, []byte("%2Bx"), []byte("%2B"+word))
	}
	return list
}

// hard gives texts that are hard to send.
func hard() []string {
	return []string{
		"초대: 2026 디지털 정상회의 개회식 – 서울에서 9월 1일 오전 9시 30분부터 10시 30분까지",
		"Invitación: sesión de Ñuñoa, «¿qué pasó?»",
		strings.Repeat("가", 1000),
		strings.Repeat("x", 2000),
		strings.Repeat("programme of the day ", 60) + "end",
		"🏳️‍🌈 🇰🇷 é",
		`\" <x@example.org>, "y" (z); [w] \`,
		"From here\n.\n..\nFrom there",
		"a\nBcc: all@example.org\n\nbody",
		"a\r\n--=_x--\r\nContent-Type: text/html\r\n\r\n<b>",
		"=?UTF-8?B?QmNjOg==?= =?utf-8?q?",
		"a=20b =\n=3D _ ?=",
		"tab\there",
	}
}

func message(method, subject, text, name string) *ical.Message {
	return &ical.Message{
		From: mail.Address{Name: name, Address: "agenda@example.org"}, To: mail.Address{Name: name, Address: "kim.min-ji+x@sub.example.org"},
		ReplyTo: mail.Address{Name: name, Address: "help@example.org"},
		Date:    time.Date(2026, 7, 1, 21, 0, 0, 0, time.FixedZone("", 9*3600)),
		Subject: subject, Text: text, HTML: "<p>" + text + "</p>", Lang: "ko",
		Calendar: object(method, 2), Method: ical.Method(method), Unsubscribe: "https://example.org/stop?who=kim&what=all", OneClick: true,
	}
}

// once makes an object one about an occurrence alone: else an outbox would send the last of
// those to one reader only.
func once(object []byte, recurrence string) []byte {
	return bytes.Replace(object, []byte("DTSTART"), []byte("RECURRENCE-ID:"+recurrence+"\r\nDTSTART"), 1)
}

func object(method string, sequence int) []byte {
	return fmt.Appendf(nil, strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:%s
BEGIN:VEVENT
UID:opening@example.org
DTSTAMP:20260701T120000Z
SEQUENCE:%d
DTSTART:20260901T003000Z
DTEND:20260901T013000Z
SUMMARY:개회식
ORGANIZER:mailto:agenda@example.org
ATTENDEE;RSVP=TRUE:mailto:kim.min-ji%%2Bx@sub.example.org
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n"), method, sequence)
}
