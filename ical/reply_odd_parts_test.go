package ical_test

import (
	"fmt"
	"strings"
)

// oddStructures are mails whose parts are arranged in odd ways.
func oddStructures() []oddMail {
	attached := func(kind, name, object string) string {
		return fmt.Sprintf("Content-Type: %s; name=\"%s\"\nContent-Disposition: attachment; filename=\"%s\"\n\n%s", kind, name, name, object)
	}
	nested := func(depth int, inner string) string {
		for i := range depth {
			inner = fmt.Sprintf("Content-Type: multipart/mixed; boundary=n%d\n\n%s", i, joinParts(fmt.Sprintf("n%d", i), inner))
		}
		return mailOf(strings.Replace(inner, "\n\n", "\n\n", 1), "")
	}
	asMail := func(object string) string { return "Content-Type: message/rfc822\n\n" + calendarMail(object) }
	return []oddMail{
		{"calendar-first", "the object before the text", multi("alternative", calendarPart(accepted), textPart), "kim ACCEPTED"},
		{"only-attached", "an attachment without an alternative", multi("mixed", textPart, attached("text/calendar", "reply.ics", accepted)), "kim ACCEPTED"},
		{"application-ics", "application/ics, which has no method", multi("mixed", textPart, attached("application/ics", "invite.ics", accepted)), "kim ACCEPTED"},
		{"octet-stream", "a name that ends in .ics is all that tells", multi("mixed", textPart, attached("application/octet-stream", "Reply.ICS", accepted)), "kim ACCEPTED"},
		{"octet-stream-unnamed", "no name either: it begins like a calendar", multi("mixed", textPart, "Content-Type: application/octet-stream\n\n"+accepted), "kim ACCEPTED"},
		{"text-plain", "the object sent as text", mailOf("Content-Type: text/plain", accepted), "kim ACCEPTED"},
		{"no-type", "no Content-Type at all", mailOf("", accepted), "kim ACCEPTED"},
		{"text-before-object", "text in the same part before the object: it is a text, and the object in it is quoted", mailOf("", "See below.\n\n"+accepted), "!by hand"},
		{"calendar-with-a-preface", "a calendar part that begins with a line of a mailing list", calendarMail("[list] \n" + accepted), "kim ACCEPTED; !syntax"},
		{"calendar-with-a-footer", "a mailing list appends its footer", calendarMail(accepted + "_______________\nlist@example.org\n"), "kim ACCEPTED; !syntax"},
		{"x-vcalendar", "the type of vCalendar 1.0", mailOf("Content-Type: text/x-vcalendar; name=a.vcs", accepted), "kim ACCEPTED"},
		{"twice", "the object as an alternative and attached is one reply", multi("mixed", calendarPart(accepted), attached("application/ics", "invite.ics", accepted)), "kim ACCEPTED"},
		{"twice-and-odd", "what is odd about an object that stands there twice is told once", multi("mixed", calendarPart(strings.Replace(accepted, "UID", "COMMENT:a\x01b\r\nUID", 1)), attached("application/ics", "invite.ics", strings.Replace(accepted, "UID", "COMMENT:a\x01b\r\nUID", 1))), "kim ACCEPTED; ?syntax"},
		{"twice-reordered", "the attachment was written anew, and says the same", multi("mixed", calendarPart(accepted), attached("application/ics", "invite.ics", strings.Replace(accepted, "VERSION:2.0\r\nPRODID:-//example//EN\r\n", "PRODID:-//other//EN\r\nVERSION:2.0\r\n", 1))), "kim ACCEPTED"},
		{"twice-and-different", "the attachment says the opposite", multi("mixed", calendarPart(accepted), attached("application/ics", "invite.ics", declinedObject)), "kim ACCEPTED; !duplicate"},
		{"two-replies", "answers about two events, a part each", multi("mixed", calendarPart(accepted), calendarPart(strings.Replace(declinedObject, "opening", "closing", 1))), "kim ACCEPTED; kim DECLINED"},
		{"two-calendars", "two objects in one part, which no standard allows, with different methods", calendarMail(accepted + strings.Replace(saying("COUNTER", "DTSTART:20260901T050000Z\nATTENDEE:mailto:kim@example.org"), "opening", "closing", 1)), "kim ACCEPTED; COUNTER kim; ?syntax"},
		{"two-events", "two events of one object", calendarMail(calendarLines("METHOD:REPLY\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20260801T100000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTAMP:20260801T100000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org\nEND:VEVENT")), "kim ACCEPTED; kim DECLINED"},
		{"series-and-occurrence", "an answer to a series, and another to one day of it", calendarMail(calendarLines("METHOD:REPLY\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20260801T100000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20260902T003000Z\nDTSTAMP:20260801T100000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org\nEND:VEVENT")), "kim ACCEPTED; kim DECLINED"},
		{"forwarded-as-attachment", "a mail in a mail: who forwards it is the sender", strings.Replace(multi("mixed", textPart, asMail(accepted)), "From: Kim <kim@example.org>", "From: office@example.org", 1), "kim ACCEPTED by another"},
		{"mail-in-mail-in-mail", "forwarded twice", multi("mixed", "Content-Type: message/rfc822\n\n"+mailOf("Content-Type: multipart/mixed; boundary=c", joinParts("c", asMail(accepted)))), "kim ACCEPTED"},
		{"encoded-mail-in-mail", "a mail in base64, which RFC 2046 forbids", multi("mixed", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"+in64(calendarMail(accepted))), "kim ACCEPTED; ?syntax"},
		{"digest", "a digest, whose parts are mails without saying so", multi("digest", "Content-Type: message/rfc822\n\n"+calendarMail(accepted)), "kim ACCEPTED"},
		{"related", "an HTML mail with images", multi("related", "Content-Type: multipart/alternative; boundary=c\n\n"+joinParts("c", textPart, calendarPart(accepted)), "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="), "kim ACCEPTED"},
		{"smime-detached", "signed by S/MIME, with the text readable", mailOf("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b", joinParts("b", calendarPart(accepted), "Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMIAGCSqG")), "kim ACCEPTED"},
		{"unknown-multipart", "a multipart that nobody knows is multipart/mixed", multi("x-stuff", calendarPart(accepted)), "kim ACCEPTED"},
		{"nested-25", "parts in parts, as gateways wrap them", nested(25, calendarPart(accepted)), "kim ACCEPTED"},
		{"nested-100", "more parts in parts than a gateway makes", nested(100, calendarPart(accepted)), "!limit"},
		{"nested-1000", "parts in a thousand parts", nested(1000, calendarPart(accepted)), "!limit"},
		{"nested-same-boundary", "a part in a part of the same boundary: the outer one is cut where the inner one begins", multi("mixed", "Content-Type: multipart/alternative; boundary=b\n\n"+joinParts("b", calendarPart(accepted))), "kim ACCEPTED; ?syntax"},
		{"mails-in-mails-1000", "a mail in a thousand mails", strings.Repeat("Content-Type: message/rfc822\n\n", 1000) + calendarMail(accepted), "!limit"},
		{"parts-900", "many parts, the object last", multi("mixed", append(repeated(900, textPart), calendarPart(accepted))...), "kim ACCEPTED"},
		{"parts-2000", "too many parts; the object before them is read", multi("mixed", append([]string{calendarPart(accepted)}, repeated(2000, textPart)...)...), "kim ACCEPTED; !limit"},
		{"calendars-100", "a hundred different objects in one mail", multi("mixed", numbered(100)...), strings.Repeat("kim ACCEPTED; ", 20) + "!limit"},
		{"empty-calendar", "a calendar part without anything", multi("mixed", textPart, "Content-Type: text/calendar; method=REPLY\n\n"), "!no calendar"},
		{"empty-body", "no body at all", mailOf("Content-Type: text/calendar; method=REPLY", ""), "!no calendar"},
		{"partial", "a mail that was cut into several", mailOf("Content-Type: message/partial; id=\"a@b\"; number=1; total=2", accepted[:200]), "!unreadable"},
		{"external-body", "a mail that says where its body is", mailOf("Content-Type: message/external-body; access-type=URL; URL=\"https://example.org/a.ics\"", "Content-Type: text/calendar\n\n"), "!by hand"},
		{"jcal", "the object as JSON, of which mails know nothing", mailOf("Content-Type: application/calendar+json; method=REPLY", `["vcalendar",[],[]]`), "!by hand"},
		{"html-with-a-calendar", "an HTML page that shows an object", mailOf("Content-Type: text/html", "<pre>BEGIN:VCALENDAR</pre>"), "!by hand"},
		{"zip", "an object in an archive is not looked for", multi("mixed", textPart, "Content-Type: application/zip; name=reply.zip\nContent-Transfer-Encoding: base64\n\nUEsDBA=="), "!by hand"},
	}
}

func repeated(n int, part string) (list []string) {
	for range n {
		list = append(list, part)
	}
	return list
}

func numbered(n int) (list []string) {
	for i := range n {
		list = append(list, calendarPart(strings.Replace(accepted, "UID:opening", fmt.Sprint("UID:opening", i), 1)))
	}
	return list
}

// oddBoundaries are mails in which parts do not begin or end as they should.
func oddBoundaries() []oddMail {
	of := func(typ, body string) string { return mailOf("Content-Type: "+typ, body) }
	whole := joinParts("b", textPart, calendarPart(accepted))
	return []oddMail{
		{"no-last-boundary", "the mail ends before its last boundary", of("multipart/mixed; boundary=b", strings.TrimSuffix(whole, "--b--\n")), "kim ACCEPTED; ?syntax"},
		{"cut-in-object", "the mail ends in the object", of("multipart/mixed; boundary=b", whole[:strings.Index(whole, "END:VEVENT")]), "!truncated; ?syntax"},
		{"cut-behind-event", "the mail ends behind the event: what was said is whole", of("multipart/mixed; boundary=b", whole[:strings.Index(whole, "END:VCALENDAR")]), "kim ACCEPTED; !truncated; ?syntax"},
		{"no-boundary-parameter", "a multipart without a boundary: the first line that could be one is", of("multipart/mixed", whole), "kim ACCEPTED; ?syntax"},
		{"wrong-boundary", "the header names another boundary than the parts have", of("multipart/mixed; boundary=other", whole), "kim ACCEPTED; ?syntax"},
		{"empty-boundary", "the boundary is empty", of("multipart/mixed; boundary=\"\"", whole), "kim ACCEPTED; ?syntax"},
		{"no-parts", "a multipart that is a text", of("multipart/mixed; boundary=b", "Kim has accepted.\n"), "!by hand; ?syntax"},
		{"multipart-is-object", "a multipart that is the object itself", of("multipart/alternative; boundary=b", accepted), "kim ACCEPTED; ?syntax"},
		{"long-boundary", "a boundary of more than the 70 characters that RFC 2046 allows", of("multipart/mixed; boundary="+strings.Repeat("x", 200), joinParts(strings.Repeat("x", 200), calendarPart(accepted))), "kim ACCEPTED"},
		{"boundary-of-5000", "a boundary of 5,000 characters is none", of("multipart/mixed; boundary="+strings.Repeat("x", 5000), joinParts(strings.Repeat("x", 5000), calendarPart(accepted))), "!by hand; ?syntax"},
		{"boundary-with-blanks", "blanks behind boundaries, which gateways add", of("multipart/mixed; boundary=\"b\"", strings.ReplaceAll(whole, "--b\n", "--b  \t\n")), "kim ACCEPTED"},
		{"boundary-quoted-oddly", "a boundary with characters that need quotes, without them", of("multipart/mixed; boundary=a=b?c", joinParts("a=b?c", calendarPart(accepted))), "kim ACCEPTED"},
		{"boundary-prefix", "the boundary of the inner part begins with that of the outer", of("multipart/mixed; boundary=b", joinParts("b", "Content-Type: multipart/alternative; boundary=bb\n\n"+joinParts("bb", calendarPart(accepted)), textPart)), "kim ACCEPTED"},
		{"boundary-in-text", "a text with a line that begins like a boundary", of("multipart/mixed; boundary=b", joinParts("b", "Content-Type: text/plain\n\n--broken\n--b c\n", calendarPart(accepted))), "kim ACCEPTED"},
		{"preamble-and-epilogue", "text before and behind the parts is not read", of("multipart/mixed; boundary=b", "This is a message in MIME format.\n\n"+joinParts("b", calendarPart(accepted))+"\n"+declinedObject), "kim ACCEPTED"},
		{"no-line-before-parts", "the first boundary is the first line", of("multipart/mixed; boundary=b", strings.TrimPrefix(whole, "\n")), "kim ACCEPTED"},
		{"part-without-header", "a part without a header: a text, which is an object", of("multipart/mixed; boundary=b", joinParts("b", "\n"+accepted)), "kim ACCEPTED"},
		{"part-without-empty-line", "a part without a header and without the line that ends it", of("multipart/mixed; boundary=b", joinParts("b", accepted)), "kim ACCEPTED; ?syntax"},
		{"header-runs-into-object", "no empty line between the header of a part and the object", of("multipart/mixed; boundary=b", joinParts("b", "Content-Type: text/calendar; method=REPLY\n"+accepted)), "kim ACCEPTED; ?syntax"},
		{"mail-header-runs-into-object", "no empty line behind the header of the mail", strings.Replace(calendarMail(accepted), "\n\nBEGIN", "\nBEGIN", 1), "kim ACCEPTED; ?syntax"},
		{"mail-header-runs-into-parts", "the first boundary is where the header should end", strings.Replace(multi("mixed", calendarPart(accepted)), "\n\n--b", "\n--b", 1), "kim ACCEPTED; ?syntax"},
		{"crlf", "all lines end in CR LF, as on the wire", strings.ReplaceAll(strings.ReplaceAll(multi("mixed", textPart, calendarPart(accepted)), "\r\n", "\n"), "\n", "\r\n"), "kim ACCEPTED"},
		{"cr-alone", "all lines end in CR, as on old computers of Apple", strings.ReplaceAll(strings.ReplaceAll(multi("mixed", textPart, calendarPart(accepted)), "\r\n", "\n"), "\n", "\r"), "kim ACCEPTED"},
		{"crcrlf", "lines that end in CR CR LF, by a careless conversion", strings.ReplaceAll(strings.ReplaceAll(multi("mixed", textPart, calendarPart(accepted)), "\r\n", "\n"), "\n", "\r\r\n"), "kim ACCEPTED"},
		{"mixed-line-ends", "CR LF in the header, LF in the parts", strings.Replace(multi("mixed", calendarPart(strings.ReplaceAll(accepted, "\r", ""))), "\n", "\r\n", 4), "kim ACCEPTED"},
		{"blank-lines-doubled", "an empty line behind every line: the header ends after its first", strings.ReplaceAll(calendarMail(strings.ReplaceAll(accepted, "\r", "")), "\n", "\n\n"), "!by hand"},
		{"blank-header-line", "a header line with blanks only is no end of the header", strings.Replace(calendarMail(accepted), "To:", " \nTo:", 1), "kim ACCEPTED"},
		{"boundary-commented", "a comment in the Content-Type", of("multipart/mixed (produced by x); boundary=b", whole), "kim ACCEPTED"},
		{"type-without-subtype", "a Content-Type of one word", of("calendar", accepted), "kim ACCEPTED"},
	}
}
