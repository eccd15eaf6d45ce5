package ical_test

import "strings"

// koreaZone is the VTIMEZONE that Outlook and Exchange write for Seoul.
const koreaZone = "BEGIN:VTIMEZONE\nTZID:Korea Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T000000\nTZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:DAYLIGHT\nEND:VTIMEZONE\n"

// clientObject makes a calendar object as a program writes it.
func clientObject(prodID, calendar, event string) string {
	return strings.ReplaceAll("BEGIN:VCALENDAR\nPRODID:"+prodID+"\nVERSION:2.0\n"+calendar+"BEGIN:VEVENT\n"+event+"\nEND:VEVENT\nEND:VCALENDAR\n", "\n", "\r\n")
}

const (
	outlookID = "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN"
	owaID     = "Microsoft Exchange Server 2010"
	seen      = "UID:opening@example.org\nDTSTAMP:20260801T100000Z\nSEQUENCE:2\nDTSTART:20260901T003000Z\nDTEND:20260901T013000Z\nSUMMARY:Opening\nORGANIZER;CN=Office:mailto:agenda@example.org\n"
)

// oddClients are answers in the forms of the programs that people have.
func oddClients() []oddMail {
	outlook := clientObject(outlookID, "METHOD:REPLY\n"+koreaZone, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org\nCLASS:PUBLIC\nCOMMENT;LANGUAGE=ko-kr:\\n\nCREATED:20260801T095900Z\n"+
		"DTEND;TZID=\"Korea Standard Time\":20260901T103000\nDTSTAMP:20260801T100000Z\nDTSTART;TZID=\"Korea Standard Time\":20260901T093000\nSEQUENCE:2\nSUMMARY;LANGUAGE=ko-kr:수락: 개회식\nTRANSP:OPAQUE\nUID:opening@example.org\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\nX-MICROSOFT-CDO-IMPORTANCE:1\nX-MS-OLK-CONFTYPE:0")
	owa := clientObject(owaID, "METHOD:COUNTER\n"+koreaZone, "ATTENDEE;PARTSTAT=TENTATIVE;CN=Kim:MAILTO:kim@example.org\nCOMMENT;LANGUAGE=en-US:After lunch?\\n\nUID:opening@example.org\nSUMMARY;LANGUAGE=en-US:New Time Proposed: Opening\n"+
		"DTSTART;TZID=Korea Standard Time:20260901T140000\nDTEND;TZID=Korea Standard Time:20260901T150000\nCLASS:PUBLIC\nPRIORITY:5\nDTSTAMP:20260801T100000Z\nTRANSP:OPAQUE\nSTATUS:TENTATIVE\nSEQUENCE:2\n"+
		"X-MS-OLK-ORIGINALSTART;TZID=Korea Standard Time:20260901T093000\nX-MS-OLK-ORIGINALEND;TZID=Korea Standard Time:20260901T103000\nX-MICROSOFT-CDO-APPT-SEQUENCE:2")
	google := clientObject("-//Google Inc//Google Calendar 70.9054//EN", "CALSCALE:GREGORIAN\nMETHOD:REPLY\n", seen+"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Kim Min-ji;X-NUM-GUESTS=0;X-RESPONSE-COMMENT=\"too early, sorry\":mailto:kim@example.org\nSTATUS:CONFIRMED")
	googleMail := func(object string) string {
		return strings.Replace(multi("mixed", "Content-Type: multipart/alternative; boundary=\"c\"\n\n"+joinParts("c",
			"Content-Type: text/plain; charset=\"UTF-8\"; format=flowed; delsp=yes\nContent-Transfer-Encoding: base64\n\n"+in64("Kim Min-ji has declined this invitation."),
			"Content-Type: text/html; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable\n\n<p style=3D\"x\">Kim Min-ji has declined</p>",
			"Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY\nContent-Transfer-Encoding: 7bit\n\n"+object),
			"Content-Type: application/ics; name=\"invite.ics\"\nContent-Disposition: attachment; filename=\"invite.ics\"\nContent-Transfer-Encoding: base64\n\n"+in64(object)),
			"Subject:", "Sender: Google Calendar <calendar-notification@example.com>\nAuto-Submitted: auto-generated\nSubject:", 1)
	}
	apple := clientObject("-//Apple Inc.//macOS 15.1//EN", "CALSCALE:GREGORIAN\nMETHOD:REPLY\n", "ATTENDEE;CUTYPE=INDIVIDUAL;EMAIL=kim@example.org;PARTSTAT=ACCEPTED:urn:uuid:8a1b4a3c-0000-4000-8000-000000000001\n"+seen+"REQUEST-STATUS:2.0;Success\nX-CALENDARSERVER-ATTENDEE-COMMENT:on my way")
	thunderbird := clientObject("-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "METHOD:REPLY\n", "CREATED:20260801T095900Z\nLAST-MODIFIED:20260801T100000Z\n"+seen+"ATTENDEE;CN=Kim;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:kim@example.org\nX-MOZ-RECEIVED-SEQUENCE:2\nX-MOZ-RECEIVED-DTSTAMP:20260701T120000Z\nTRANSP:OPAQUE")
	zimbra := clientObject("Zimbra-Calendar-Provider", "METHOD:REPLY\n", "UID:opening@example.org\nATTENDEE;CN=Kim;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE:mailto:kim@example.org\nORGANIZER;CN=Office:mailto:agenda@example.org\nSUMMARY:Tentative: Opening\nDTSTART:20260901T003000Z\nDTEND:20260901T013000Z\nSEQUENCE:0\nDTSTAMP:20260801T100000Z\nCOMMENT:may be late")
	notes := clientObject("-//Lotus Development Corporation//NONSGML Notes 9.0.1//EN_C", "METHOD:COUNTER\n", "DTSTART:20260901T050000Z\nDTEND:20260901T060000Z\nTRANSP:OPAQUE\nDTSTAMP:20260801T100000Z\nSEQUENCE:2\nATTENDEE;PARTSTAT=NEEDS-ACTION;CN=\"Kim/Org\":mailto:kim@example.org\nUID:opening@example.org\nX-LOTUS-NOTESVERSION:2\nX-LOTUS-NOTICETYPE:T")
	plain := func(prodID, attendee string) string { return clientObject(prodID, "METHOD:REPLY\n", seen+attendee) }
	return []oddMail{
		{"outlook", "Outlook for Windows: base64 in an alternative, an empty comment, Windows' zone name", multi("alternative", textPart, "Content-Type: text/calendar; charset=\"utf-8\"; method=REPLY\nContent-Transfer-Encoding: base64\n\n"+in64(outlook)), "kim ACCEPTED"},
		{"exchange", "Exchange: the mail is the calendar object, with a name", mailOf("Content-Type: text/calendar; charset=\"utf-8\"; method=REPLY; name=\"meeting.ics\"\nContent-Transfer-Encoding: 8bit\nContent-Class: urn:content-classes:calendarmessage\nMIME-Version: 1.0", outlook), "kim ACCEPTED"},
		{"owa-counter", "Outlook on the web proposes a time: MAILTO in capitals, the times before in X- properties", multi("alternative", textPart, "Content-Type: text/calendar; charset=utf-8; method=COUNTER\nContent-Transfer-Encoding: base64\n\n"+in64(owa)), "COUNTER kim TENTATIVE"},
		{"google", "Gmail: the object twice, a comment in a parameter, another Sender, Auto-Submitted", googleMail(google), "kim DECLINED"},
		{"google-counter", "Gmail proposes a time", strings.ReplaceAll(googleMail(strings.ReplaceAll(google, "METHOD:REPLY", "METHOD:COUNTER")), "method=REPLY", "method=COUNTER"), "COUNTER kim DECLINED"},
		{"apple", "Apple Calendar: a urn as the address, and EMAIL beside it", multi("alternative", textPart, calendarPart(apple)), "kim ACCEPTED"},
		{"icloud", "iCloud: a path as the address", calendarMail(strings.Replace(apple, "urn:uuid:8a1b4a3c-0000-4000-8000-000000000001", "/123456789/principal/", 1)), "kim ACCEPTED"},
		{"thunderbird", "Thunderbird: 8bit and the attachment again", multi("mixed", "Content-Type: multipart/alternative; boundary=\"c\"\n\n"+joinParts("c", textPart, "Content-Type: text/calendar; method=REPLY; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n"+thunderbird), "Content-Type: application/ics; name=\"invite.ics\"\nContent-Disposition: attachment; filename=\"invite.ics\"\nContent-Transfer-Encoding: 8bit\n\n"+thunderbird), "kim ACCEPTED"},
		{"zimbra", "Zimbra: text, HTML and object, SEQUENCE 0, whatever was sent", multi("alternative", textPart, "Content-Type: text/html\n\n<p>x</p>", "Content-Type: text/calendar; charset=utf-8; method=REPLY; name=meeting.ics\nContent-Transfer-Encoding: 7bit\n\n"+zimbra), "kim TENTATIVE"},
		{"notes-counter", "Lotus Notes proposes a time, with NEEDS-ACTION", mailOf("Content-Type: text/calendar; charset=\"us-ascii\"; method=COUNTER; name=\"c100000.ics\"", notes), "COUNTER kim NEEDS-ACTION"},
		{"kontact", "KDE Kontact: parameters over several lines, a Content-ID", mailOf("Content-Type: text/calendar;\n name=\"cal.ics\";\n method=REPLY;\n charset=\"utf-8\"\nContent-Disposition: attachment\nContent-ID: <a@b>", plain("-//K Desktop Environment//NONSGML libkcal 4.3//EN", "ATTENDEE;CN=Kim;RSVP=FALSE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;X-UID=1:mailto:kim@example.org")), "kim ACCEPTED"},
		{"evolution", "Evolution: METHOD in capitals in the header", mailOf("Content-Type: text/calendar; name=\"meeting.ics\"; charset=\"utf-8\"; METHOD=\"REPLY\"\nContent-Transfer-Encoding: 8bit", plain("-//Ximian//NONSGML Evolution Calendar//EN", "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;RSVP=TRUE;CN=Kim;LANGUAGE=en:MAILTO:kim@example.org")), "kim DECLINED"},
		{"nextcloud", "Nextcloud: the object as an attachment of a mail of the server, with Reply-To", strings.Replace(multi("mixed", textPart, "Content-Type: text/calendar; method=REPLY; name=reply.ics\nContent-Disposition: attachment; filename=reply.ics\nContent-Transfer-Encoding: base64\n\n"+in64(plain("-//Nextcloud Calendar//EN", "ATTENDEE;CN=Kim;PARTSTAT=ACCEPTED;SCHEDULE-STATUS=1.1:mailto:kim@example.org"))), "From: Kim <kim@example.org>", "From: \"Kim via Cloud\" <noreply@cloud.example>\nReply-To: kim@example.org", 1), "kim ACCEPTED by another"},
		{"sogo", "SOGo: the object in an alternative without a charset", multi("alternative", textPart, "Content-Type: text/calendar; method=REPLY\nContent-Transfer-Encoding: quoted-printable\n\n"+strings.ReplaceAll(plain("-//Inverse inc./SOGo 5.8//EN", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"), "=", "=3D")), "kim ACCEPTED"},
		{"fastmail", "Cyrus: only what it must say, and SCHEDULE-STATUS", calendarMail(clientObject("-//CyrusIMAP.org/Cyrus 3.8//EN", "METHOD:REPLY\n", "UID:opening@example.org\nDTSTAMP:20260801T100000Z\nSEQUENCE:2\nORGANIZER;SCHEDULE-STATUS=2.0:mailto:agenda@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org\nREQUEST-STATUS:2.0;Success")), "kim ACCEPTED"},
		{"proton", "Proton: signed with PGP", mailOf("Content-Type: multipart/signed; micalg=pgp-sha512; protocol=\"application/pgp-signature\"; boundary=\"b\"", joinParts("b", "Content-Type: multipart/mixed; boundary=\"c\"\n\n"+joinParts("c", textPart, calendarPart(plain("-//Proton AG//WebCalendar 5.0//EN", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"))), "Content-Type: application/pgp-signature; name=\"signature.asc\"\n\n-----BEGIN PGP SIGNATURE-----")), "kim ACCEPTED"},
		{"open-xchange", "Open-Xchange: other attendees without an answer beside Kim", calendarMail(plain("Open-Xchange", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lee@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org")), "kim ACCEPTED"},
		{"android", "a mail program of telephones: no METHOD in the object", mailOf("Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY", strings.Replace(plain("-//Phone//EN", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"), "METHOD:REPLY\r\n", "", 1)), "kim ACCEPTED; ?syntax"},
		{"webmail-korean", "a Korean webmail: all of it in EUC-KR, and the name too", strings.Replace(mailOf("Content-Type: text/calendar; charset=euc-kr; method=REPLY\nContent-Transfer-Encoding: base64", in64(strings.Replace(accepted, "ATTENDEE;", "COMMENT:\xb0\xa8\xbb\xe7\r\nATTENDEE;CN=\xb1\xe8;", 1))), "From: Kim", "From: =?ks_c_5601-1987?B?sejDzr/4?=", 1), "kim ACCEPTED"},
		{"on-behalf", "an assistant answers in Outlook: her boss is the From, she the Sender", strings.Replace(multi("alternative", textPart, calendarPart(strings.Replace(outlook, "ATTENDEE;", "ATTENDEE;SENT-BY=\"mailto:office@example.org\";", 1))), "Subject:", "Sender: Office <office@example.org>\nSubject:", 1), "kim ACCEPTED"},
		{"assistant", "an assistant answers by herself", strings.Replace(calendarMail(strings.Replace(accepted, "ATTENDEE;", "ATTENDEE;SENT-BY=\"mailto:office@example.org\";", 1)), "kim@example.org", "office@example.org", 1), "kim ACCEPTED by another"},
		{"delegation", "who sends somebody else", calendarMail(saying("REPLY", "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:lee@example.org\":mailto:kim@example.org")), "kim DELEGATED"},
		{"delegate", "the delegate tells both; only one of them has sent it", strings.Replace(calendarMail(saying("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:kim@example.org\":mailto:lee@example.org\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:lee@example.org\":mailto:kim@example.org")), "kim@example.org", "lee@example.org", 1), "lee ACCEPTED; kim DELEGATED by another"},
		{"forwarded-request", "who delegates forwards the invitation, with a copy to the organizer", multi("mixed", textPart, "Content-Type: text/calendar; method=REQUEST\n\n"+saying("REQUEST", "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:lee@example.org\":mailto:kim@example.org\nATTENDEE;RSVP=TRUE;DELEGATED-FROM=\"mailto:kim@example.org\":mailto:lee@example.org")), "REQUEST"},
		{"refresh", "the invitation again, please", mailOf("Content-Type: text/calendar; method=REFRESH", saying("REFRESH", "ATTENDEE:mailto:kim@example.org")), "REFRESH kim"},
		{"decline-counter", "the organizer's own no, in the copy of what was sent", strings.Replace(mailOf("Content-Type: text/calendar; method=DECLINECOUNTER", saying("DECLINECOUNTER", "ATTENDEE:mailto:kim@example.org")), "kim@example.org", "agenda@example.org", 1), "DECLINECOUNTER kim"},
	}
}
