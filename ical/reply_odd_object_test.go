package ical_test

import (
	"fmt"
	"strings"
)

// oddObjects are calendar objects that are odd in a mail that is not.
func oddObjects() []oddMail {
	with := func(old, value string) string { return calendarMail(strings.Replace(accepted, old, value, 1)) }
	event := func(lines string) string { return calendarMail(saying("REPLY", lines)) }
	kim := "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"
	return []oddMail{
		{"no-method-at-all", "no METHOD in the object nor in the header", mailOf("Content-Type: text/calendar", strings.Replace(accepted, "METHOD:REPLY\r\n", "", 1)), "!missing"},
		{"unknown-method", "a METHOD that is none", mailOf("Content-Type: text/calendar", strings.Replace(accepted, "METHOD:REPLY", "METHOD:ANSWER", 1)), "!invalid"},
		{"method-small", "METHOD in small letters", with("METHOD:REPLY", "method:reply "), "kim ACCEPTED"},
		{"method-in-event", "METHOD in the event instead of the calendar: that of the header counts", calendarMail(strings.Replace(strings.Replace(accepted, "METHOD:REPLY\r\n", "", 1), "UID", "METHOD:REPLY\r\nUID", 1)), "kim ACCEPTED; ?syntax"},
		{"method-last", "METHOD behind the event", calendarMail(strings.Replace(strings.Replace(accepted, "METHOD:REPLY\r\n", "", 1), "END:VCALENDAR", "METHOD:REPLY\r\nEND:VCALENDAR", 1)), "kim ACCEPTED"},
		{"no-uid", "no UID, so that nobody knows what is answered", with("UID:opening@example.org\r\n", ""), "!missing"},
		{"empty-uid", "an empty UID", with("UID:opening@example.org", "UID: "), "!missing"},
		{"no-attendee", "no ATTENDEE, so that nobody knows who answers", with(kim+"\r\n", ""), "!missing"},
		{"empty-attendee", "an ATTENDEE without an address", with(kim, "ATTENDEE;PARTSTAT=ACCEPTED:"), "!missing"},
		{"mailto-only", "an ATTENDEE that is mailto: and no more", with(kim, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:"), "!missing"},
		{"attendee-bare", "an address without mailto:", with("mailto:", ""), "kim ACCEPTED"},
		{"attendee-brackets", "an address in angle brackets", with("mailto:kim@example.org", "mailto:<kim@example.org>"), "kim ACCEPTED"},
		{"attendee-blanks", "blanks around the address", with("mailto:kim@example.org", "mailto: kim@example.org "), "kim ACCEPTED"},
		{"attendee-escaped", "an address in percent signs", with("kim@", "%6Bim%40"), "kim ACCEPTED"},
		{"attendee-query", "an address with a subject", with("mailto:kim@example.org", "mailto:kim@example.org?subject=x"), "kim ACCEPTED"},
		{"attendee-invalid", "what Outlook writes where it has no address", with("mailto:kim@example.org", "invalid:nomail"), "invalid:nomail ACCEPTED by another"},
		{"attendee-twice", "the same answer in two lines", with(kim, kim+"\r\n"+kim), "kim ACCEPTED"},
		{"attendee-contradicts", "one person accepts and declines", with(kim, kim+"\r\n"+strings.Replace(kim, "ACCEPTED", "DECLINED", 1)), "kim ACCEPTED; !duplicate"},
		{"attendees-many", "somebody answers for all", event(kim + "\nATTENDEE;PARTSTAT=ACCEPTED:mailto:lee@example.org"), "kim ACCEPTED; lee ACCEPTED by another"},
		{"counter-of-many", "a proposal with all who are invited: its sender proposes", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART:20260901T050000Z\nATTENDEE:mailto:lee@example.org\nATTENDEE:mailto:kim@example.org")), "COUNTER kim"},
		{"counter-of-others", "a proposal with attendees of whom none has sent it", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART:20260901T050000Z\nATTENDEE:mailto:lee@example.org\nATTENDEE:mailto:eva@example.org")), "!invalid"},
		{"counter-no-time", "a proposal without a time", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "LOCATION:Room 2\nATTENDEE:mailto:kim@example.org")), "COUNTER kim"},
		{"counter-bad-time", "a proposal at a time that is none", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART:tomorrow\nATTENDEE:mailto:kim@example.org")), "COUNTER kim; ?invalid"},
		{"counter-unknown-zone", "a proposal in a zone that nobody knows", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART;TZID=Moon/Copernicus:20260901T140000\nATTENDEE:mailto:kim@example.org")), "COUNTER kim; !zone"},
		{"counter-floating", "a proposal on whatever wall", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART:20260901T140000\nATTENDEE:mailto:kim@example.org")), "COUNTER kim; ?missing"},
		{"counter-gap", "a proposal at a time that the clock leaves out", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART;TZID=Europe/Madrid:20260329T023000\nATTENDEE:mailto:kim@example.org")), "COUNTER kim; ?skipped"},
		{"counter-series", "a proposal of a series", mailOf("Content-Type: text/calendar; method=COUNTER", saying("COUNTER", "DTSTART:20260901T050000Z\nRRULE:FREQ=WEEKLY\nATTENDEE:mailto:kim@example.org")), "COUNTER kim"},
		{"no-partstat", "no PARTSTAT", with(";PARTSTAT=ACCEPTED", ""), "kim NEEDS-ACTION"},
		{"partstat-small", "the answer in small letters", with("ACCEPTED", "accepted"), "kim ACCEPTED"},
		{"partstat-quoted", "the answer in quotes", with("PARTSTAT=ACCEPTED", "PARTSTAT=\"ACCEPTED\""), "kim ACCEPTED"},
		{"partstat-todo", "an answer that only to-dos have", with("ACCEPTED", "COMPLETED"), "kim NEEDS-ACTION"},
		{"partstat-twice", "two answers in one line", with("PARTSTAT=ACCEPTED", "PARTSTAT=ACCEPTED;PARTSTAT=DECLINED"), "kim ACCEPTED"},
		{"delegated-to-nobody", "who delegates, and does not say to whom", with("ACCEPTED", "DELEGATED"), "kim DELEGATED"},
		{"delegated-to-1000", "who delegates to a thousand", with("ACCEPTED", "DELEGATED;DELEGATED-TO=\"mailto:a@example.org\""+strings.Repeat(",\"mailto:b@example.org\"", 1000)), "kim DELEGATED"},
		{"no-dtstamp", "no DTSTAMP: the date of the mail counts", with("DTSTAMP:20260801T100000Z\r\n", ""), "kim ACCEPTED; ?missing"},
		{"dtstamp-local", "a DTSTAMP without a Z is taken for UTC", with("20260801T100000Z", "20260801T100000"), "kim ACCEPTED"},
		{"dtstamp-garbage", "a DTSTAMP that is none", with("20260801T100000Z", "soon"), "kim ACCEPTED; ?missing"},
		{"dtstamp-year-1", "a DTSTAMP at the beginning of time", with("20260801T100000Z", "00010101T000000Z"), "kim ACCEPTED; ?missing"},
		{"dtstamp-year-9999", "a DTSTAMP at its end", with("20260801T100000Z", "99991231T235959Z"), "kim ACCEPTED"},
		{"sequence-negative", "a negative SEQUENCE", with("DTSTAMP", "SEQUENCE:-1\r\nDTSTAMP"), "kim ACCEPTED; ?invalid"},
		{"sequence-huge", "a SEQUENCE that would be later than all to come", with("DTSTAMP", "SEQUENCE:99999999999999999999\r\nDTSTAMP"), "kim ACCEPTED; ?invalid"},
		{"sequence-word", "a SEQUENCE in words", with("DTSTAMP", "SEQUENCE:two\r\nDTSTAMP"), "kim ACCEPTED; ?invalid"},
		{"recurrence-garbage", "a RECURRENCE-ID that is no time", with("DTSTAMP", "RECURRENCE-ID:first\r\nDTSTAMP"), "kim ACCEPTED; ?invalid"},
		{"recurrence-before", "RANGE=THISANDPRIOR, which RFC 5545 has given up", with("DTSTAMP", "RECURRENCE-ID;RANGE=THISANDPRIOR:20260902T003000Z\r\nDTSTAMP"), "kim ACCEPTED"},
		{"todo", "an answer about a to-do", calendarMail(strings.ReplaceAll(accepted, "VEVENT", "VTODO")), "!invalid"},
		{"freebusy", "an answer about when somebody is free", calendarMail(strings.ReplaceAll(accepted, "VEVENT", "VFREEBUSY")), "!invalid"},
		{"zone-only", "an object with a zone and no event", calendarMail(calendarLines("METHOD:REPLY\nBEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE")), "!missing"},
		{"event-in-event", "an event in an event is an event behind it", calendarMail(strings.Replace(accepted, "UID", "BEGIN:VEVENT\r\nUID", 1)), "kim ACCEPTED; !missing; !syntax"},
		{"no-end", "an event without an END", with("END:VEVENT\r\n", ""), "kim ACCEPTED; !syntax"},
		{"no-calendar-around", "an event without a calendar: the header has the method", calendarMail("BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260801T100000Z\r\n" + kim + "\r\nEND:VEVENT\r\n"), "kim ACCEPTED; ?syntax ×2"},
		{"no-colon-in-line", "a line without a colon", with("DTSTAMP", "nonsense\r\nDTSTAMP"), "kim ACCEPTED; !syntax"},
		{"folded-everywhere", "a fold between all characters of the answer", with("PARTSTAT=ACCEPTED", "P\r\n A\r\n R\r\n T\r\n S\r\n T\r\n A\r\n T\r\n =\r\n A\r\n C\r\n C\r\n E\r\n P\r\n T\r\n E\r\n D"), "kim ACCEPTED"},
		{"unfolded-by-gateway", "a gateway has broken a long line without the blank", with("ATTENDEE;", "ATTENDEE;CN=Kim;ROLE=REQ-\r\nPARTICIPANT;"), "!missing; !syntax"},
		{"lines-injected", "a comment that would like to be an ATTENDEE", with("DTSTAMP", "COMMENT:x\\nATTENDEE\\;PARTSTAT=DECLINED:mailto:lee@example.org\r\nDTSTAMP"), "kim ACCEPTED"},
		{"cn-injected", "a name with line breaks, RFC 6868", with("PARTSTAT", "CN=\"Kim^nATTENDEE:mailto:lee@example.org\";PARTSTAT"), "kim ACCEPTED"},
		{"zone-of-100000", "a VTIMEZONE that sets the clock every week since 1601", calendarMail(calendarLines("METHOD:REPLY\n" + costlyZone("x") + "BEGIN:VEVENT\nUID:a\nDTSTAMP:20260801T100000Z\nDTSTART;TZID=x:20260901T090000\n" + kim + "\nEND:VEVENT")), "kim ACCEPTED"},
		{"zones-of-30", "thirty such VTIMEZONEs: no answer needs so many, and four are read", calendarMail(calendarLines("METHOD:REPLY\n" + costlyEvents(30))), "30 replies; !limit ×26; !zone ×26"},
		{"html-in-comment", "markup in a comment stays text", with("DTSTAMP", "COMMENT:<script>alert(1)</script>\r\nDTSTAMP"), "kim ACCEPTED"},
		{"attachment-in-object", "an ATTACH of a path is not opened", with("DTSTAMP", "ATTACH:file:///etc/passwd\r\nDTSTAMP"), "kim ACCEPTED"},
	}
}

// costlyZone is a VTIMEZONE with an onset a week, for many years.
func costlyZone(name string) string {
	return "BEGIN:VTIMEZONE\nTZID:" + name + "\nBEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=WEEKLY\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0901\nEND:STANDARD\nEND:VTIMEZONE\n"
}

func costlyEvents(n int) string {
	var zones, events strings.Builder
	for i := range n {
		zones.WriteString(costlyZone(fmt.Sprint("x", i)))
		fmt.Fprintf(&events, "BEGIN:VEVENT\nUID:a%d\nDTSTAMP:20260801T100000Z\nDTSTART;TZID=x%d:20260901T090000\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org\nEND:VEVENT\n", i, i)
	}
	return zones.String() + strings.TrimSuffix(events.String(), "\n")
}
