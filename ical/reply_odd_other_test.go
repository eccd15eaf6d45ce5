package ical_test

import (
	"fmt"
	"strings"
)

// bounce makes a report that a mail did not arrive, RFC 3464.
func bounce(status string, parts ...string) string {
	return strings.Replace(mailOf("Content-Type: multipart/report; report-type=delivery-status; boundary=b\nAuto-Submitted: auto-replied", joinParts("b", append([]string{
		"Content-Type: text/plain\n\nYour message could not be delivered.", "Content-Type: message/delivery-status\n\n" + status,
	}, parts...)...)), "Kim <kim@example.org>", "Mail Delivery System <MAILER-DAEMON@example.net>", 1)
}

const failedStatus = "Reporting-MTA: dns; mx.example.net\n\nOriginal-Recipient: rfc822;Kim@example.org\nFinal-Recipient: rfc822; kim@host.example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n"

// oddWithout are mails without a reply, which are told as what they are.
func oddWithout() []oddMail {
	invitationPart := "Content-Type: message/rfc822\n\n" + mailOf("Content-Type: text/calendar; method=REQUEST", saying("REQUEST", "ATTENDEE:mailto:kim@example.org"))
	from := func(who, mail string) string { return strings.Replace(mail, "Kim <kim@example.org>", who, 1) }
	return []oddMail{
		{"by-hand", "somebody types an answer", mailOf("Content-Type: text/plain", "I will be there!\n"), "!by hand"},
		{"by-hand-html", "somebody types an answer in HTML", multi("alternative", "Content-Type: text/plain\n\nYes", "Content-Type: text/html\n\n<b>Yes</b>"), "!by hand"},
		{"by-hand-with-picture", "a photograph of a signed form", multi("mixed", textPart, "Content-Type: image/jpeg; name=form.jpg\nContent-Transfer-Encoding: base64\n\n/9j/"), "!by hand"},
		{"by-hand-empty", "a mail without a body", mailOf("", ""), "!by hand"},
		{"by-hand-quoting", "somebody answers below the invitation, which is attached", multi("mixed", "Content-Type: text/plain\n\nYes!", "Content-Type: text/calendar; method=REQUEST\n\n"+saying("REQUEST", "ATTENDEE:mailto:kim@example.org")), "REQUEST kim"},
		{"away", "somebody is away, RFC 3834", mailOf("Auto-Submitted: auto-replied", "I am on leave."), "!automatic"},
		{"away-exchange", "Exchange says that somebody is away", mailOf("Auto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "I am on leave."), "!automatic"},
		{"away-old", "an older program says it by its own field", mailOf("X-Autoreply: yes", "I am on leave."), "!automatic"},
		{"away-precedence", "another one by Precedence", mailOf("Precedence: auto_reply", "I am on leave."), "!automatic"},
		{"away-null-path", "a mail that nobody can answer is of a program", mailOf("Return-Path: <>", "I am on leave."), "!automatic"},
		{"not-automatic", "Auto-Submitted: no is written by hand", mailOf("Auto-Submitted: no", "Yes"), "!by hand"},
		{"ticket", "an automatic acknowledgement with a comment in its field", mailOf("Auto-Submitted: auto-generated; owner=\"x\"", "Ticket 5 was opened."), "!automatic"},
		{"bounce", "a mail of ours did not arrive", bounce(failedStatus), "!undelivered"},
		{"bounce-with-invitation", "with the invitation in it, which is no reply", bounce(failedStatus, invitationPart), "!undelivered"},
		{"bounce-with-headers", "with the header of the invitation only", bounce(failedStatus, "Content-Type: text/rfc822-headers\n\nFrom: agenda@example.org\nContent-Type: text/calendar"), "!undelivered"},
		{"bounce-of-reply", "with a reply in it that was not ours: that would be told by its own mail", bounce(failedStatus, "Content-Type: message/rfc822\n\n"+calendarMail(accepted)), "!undelivered"},
		{"bounce-of-many", "to a hundred and twenty addresses at once", bounce("Reporting-MTA: dns; x\n\n" + strings.Repeat("Final-Recipient: rfc822; a@example.org\nAction: failed\n\n", 120)), "!undelivered"},
		{"bounce-crlf", "the same with CR LF", strings.ReplaceAll(bounce(failedStatus, ""), "\n", "\r\n"), "!undelivered"},
		{"delayed", "a mail of ours is late, which is no failure", bounce(strings.Replace(failedStatus, "failed", "delayed", 1)), "!automatic"},
		{"delivered", "a mail of ours has arrived", bounce(strings.Replace(failedStatus, "failed", "delivered", 1)), "!automatic"},
		{"bounce-no-status", "a report without the part that says what has happened", strings.Replace(bounce(""), "message/delivery-status", "text/plain", 1), "!automatic"},
		{"bounce-international", "a report in UTF-8, RFC 6533", strings.Replace(bounce(strings.Replace(failedStatus, "rfc822;Kim", "utf-8;김", 1)), "message/delivery-status", "message/global-delivery-status", 1), "!undelivered"},
		{"bounce-qmail", "a server without reports says it in words", from("MAILER-DAEMON@example.net", mailOf("Return-Path: <>", "Hi. This is the qmail-send program. <kim@example.org>: no such user.")), "!undelivered"},
		{"bounce-exim", "another one by a field", from("Mail Delivery System <Mailer-Daemon@example.net>", mailOf("X-Failed-Recipients: kim@example.org", "could not be delivered")), "!undelivered"},
		{"bounce-postmaster", "a postmaster writes", from("postmaster@example.org", mailOf("", "550 no such user")), "!undelivered"},
		{"read", "somebody has read it, RFC 8098", mailOf("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", joinParts("b", textPart, "Content-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed")), "!automatic"},
		{"deleted-unread", "somebody has deleted it", mailOf("Content-Type: multipart/report; boundary=b; report-type=\"disposition-notification\"", joinParts("b", textPart, "Content-Type: message/disposition-notification\n\nDisposition: automatic-action/MDN-sent-automatically; deleted")), "!automatic"},
		{"winmail", "Outlook's own format, in which the answer is", multi("mixed", textPart, "Content-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: base64\n\neJ8+IgAAAAA="), "!unreadable"},
		{"winmail-unsaid", "the same by its name alone", multi("mixed", textPart, "Content-Type: application/octet-stream; name=\"WINMAIL.DAT\"\nContent-Transfer-Encoding: base64\n\neJ8+IgAAAAA="), "!unreadable"},
		{"winmail-and-object", "with the object beside it, which is read", multi("mixed", calendarPart(accepted), "Content-Type: application/ms-tnef; name=\"winmail.dat\"\n\nx"), "kim ACCEPTED"},
		{"pgp-encrypted", "encrypted with PGP", mailOf("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b", joinParts("b", "Content-Type: application/pgp-encrypted\n\nVersion: 1", "Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----")), "!unreadable"},
		{"smime-encrypted", "encrypted by S/MIME", mailOf("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64", "MIAGCSqG"), "!unreadable"},
		{"smime-opaque", "signed by S/MIME as a whole", mailOf("Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64", "MIAGCSqG"), "!unreadable"},
		{"spam-report", "a complaint about a mail, RFC 5965", mailOf("Content-Type: multipart/report; report-type=feedback-report; boundary=b\nAuto-Submitted: auto-generated", joinParts("b", textPart, "Content-Type: message/feedback-report\n\nFeedback-Type: abuse")), "!automatic"},
		{"publish", "a calendar that somebody publishes", mailOf("Content-Type: text/calendar; method=PUBLISH", saying("PUBLISH", "DTSTART:20260901T003000Z")), "PUBLISH"},
	}
}

// oddLarge are mails that are made to cost much.
func oddLarge() []oddMail {
	object := func(n int, line func(int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i) + "\n")
		}
		return calendarMail(saying("REPLY", strings.TrimSuffix(b.String(), "\n")))
	}
	return []oddMail{
		{"attendees-20000", "twenty thousand answers in one event", object(20_000, func(i int) string { return fmt.Sprintf("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a%d@example.org", i) }), "10000 replies; !limit"},
		{"attendees-unanswered", "twenty thousand who have not answered", object(20_000, func(i int) string { return fmt.Sprintf("ATTENDEE:mailto:a%d@example.org", i) }), "10000 replies; !limit"},
		{"line-17mb", "a line of 17 MB in an object", object(1, func(int) string {
			return "COMMENT:" + strings.Repeat("a", 17<<20) + "\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"
		}), "kim ACCEPTED; !limit"},
		{"mail-33mb", "a mail of 33 MB", mailOf("", strings.Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", 33<<14)), "!limit"},
		{"boundaries-200000", "boundaries with nothing between them", multi("mixed", repeated(200_000, "")...), "!limit"},
		{"open-quotes", "a Content-Type of quotes", mailOf("Content-Type: text/calendar; a="+strings.Repeat("\"", 60_000), accepted), "kim ACCEPTED"},
		{"continued-parameters", "ten thousand pieces of one parameter", mailOf("Content-Type: text/calendar; method=REPLY"+pieces(10_000), accepted), "kim ACCEPTED; ?syntax"},
		{"components-deep", "a hundred components in one another", calendarMail(strings.Replace(accepted, "END:VEVENT", strings.Repeat("BEGIN:X\r\n", 100)+strings.Repeat("END:X\r\n", 100)+"END:VEVENT", 1)), "!limit"},
		{"encoded-words-5000", "a name of five thousand encoded words", strings.Replace(calendarMail(accepted), "From: Kim", "From: "+strings.Repeat("=?utf-8?q?a?= ", 4000), 1), "kim ACCEPTED"},
	}
}

func pieces(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ";x*%d=a", i)
	}
	return b.String()
}

// oddInputs are inputs that are no single mail.
func oddInputs() []oddMail {
	separator := "From kim@example.org Sat Aug  1 10:00:00 2026\n"
	second := strings.Replace(calendarMail(declinedObject), "Subject: Accepted", "Subject: Declined", 1)
	return []oddMail{
		{"nothing", "an empty input", "", "error no calendar"},
		{"blanks", "an input of blanks", " \n\n\t\n", "error no calendar"},
		{"garbage", "an input of octets", "\x00\x01\x02\xff\xfe", "error no calendar"},
		{"page", "a web page", "<html><body>404</body></html>\n", "error no calendar"},
		{"object", "a calendar file", accepted, "kim ACCEPTED"},
		{"object-bom", "a calendar file with a byte order mark and empty lines", "\uFEFF\r\n\r\n" + accepted, "kim ACCEPTED"},
		{"object-small", "a calendar file in small letters", strings.ToLower(accepted), "kim ACCEPTED"},
		{"object-cut", "a calendar file that was cut off", strings.TrimSuffix(accepted, "END:VCALENDAR\r\n"), "kim ACCEPTED; error truncated"},
		{"object-utf-16", "a calendar file in UTF-16", "\xff\xfeB\x00E\x00G\x00I\x00N\x00", "error no calendar"},
		{"event-file", "a file that begins with an event, and has no method", strings.TrimSuffix(accepted[strings.Index(accepted, "BEGIN:VEVENT"):], "END:VCALENDAR\r\n"), "!missing; ?syntax"},
		{"objects", "a calendar file of three answers", accepted + strings.Replace(accepted, "opening", "closing", 1) + strings.Replace(declinedObject, "opening", "daily", 1), "kim ACCEPTED; kim ACCEPTED; kim DECLINED"},
		{"mbox", "an mbox of two mails", separator + calendarMail(accepted) + "\n" + separator + second, "kim ACCEPTED; kim DECLINED"},
		{"mbox-one-bad", "an mbox with a mail by hand between two others", separator + calendarMail(accepted) + "\n" + separator + mailOf("", "Yes!") + "\n\n" + separator + second, "kim ACCEPTED; kim DECLINED; !by hand"},
		{"mbox-from-in-text", "a text with a line that begins with From, after an empty line", separator + multi("mixed", "Content-Type: text/plain\n\nI come\n\nFrom 10:30 on I have time\nand again\n", calendarPart(accepted)) + "\n" + separator + second, "kim ACCEPTED; kim DECLINED"},
		{"mbox-no-empty-line", "a separator without an empty line before it", separator + calendarMail(accepted) + separator + second, "kim ACCEPTED; kim DECLINED"},
		{"mbox-odd-separator", "a separator that says no day, behind an empty line", "From kim 10:00\n" + calendarMail(accepted) + "\nFrom kim 10:05\n" + second, "kim ACCEPTED; kim DECLINED"},
		{"mbox-quoted", "a quoted line that began with From", separator + multi("mixed", "Content-Type: text/plain\n\n>From me\n", calendarPart(accepted)), "kim ACCEPTED"},
		{"mbox-crlf", "an mbox with CR LF", strings.ReplaceAll(strings.ReplaceAll(separator+calendarMail(accepted)+"\n"+separator+second, "\r\n", "\n"), "\n", "\r\n"), "kim ACCEPTED; kim DECLINED"},
		{"mbox-empty-mails", "separators with nothing between them", strings.Repeat(separator+"\n", 3) + separator + second, "kim DECLINED"},
		{"mbox-no-mail", "a separator and nothing behind it", separator, "error no calendar"},
		{"mbox-header-only", "an mbox that ends in a header", separator + "From: kim@example.org\nSubject: x", "!by hand"},
		{"mail-named-object", "a mail whose first field could be a line of a calendar", "BEGIN: x\n" + calendarMail(accepted), "kim ACCEPTED"},
	}
}
