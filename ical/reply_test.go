package ical_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func replyOptions() *ical.ReplyOptions {
	return &ical.ReplyOptions{Name: "mail", Database: tzdb.Pinned()}
}

// replyText writes all that a reply says, for people to read.
func replyText(r *ical.Reply) string {
	var b strings.Builder
	field := func(name string, v any) {
		if s := fmt.Sprint(v); s != "" && s != "[]" && s != "<nil>" {
			fmt.Fprintf(&b, " %s=%s", name, s)
		}
	}
	fmt.Fprintf(&b, "%s %s %s", r.Method, r.UID, r.Attendee.Address)
	field("cn", r.Attendee.Name)
	field("answer", r.Answer)
	if r.Recurrence != "" {
		field("recurrence", r.Recurrence+"="+timeText(r.Occurrence))
	}
	if r.ThisAndFuture {
		field("range", "future")
	}
	field("sequence", r.Sequence)
	if !r.Stamp.IsZero() {
		field("stamp", r.Stamp.Format(time.RFC3339))
	}
	field("to", r.DelegatedTo)
	field("from", r.DelegatedFrom)
	field("sentby", r.SentBy)
	field("organizer", r.Organizer.Address)
	field("start", timeText(r.Start))
	field("end", timeText(r.End))
	if p := r.Proposal; p != nil {
		field("propose", timeText(p.Start)+" to "+timeText(p.End))
		field("place", p.Place)
		if p.Repeats {
			field("repeats", "yes")
		}
	}
	if r.Comment != "" {
		field("comment", fmt.Sprintf("%q", r.Comment))
	}
	field("status", r.RequestStatus)
	if r.Title != "" {
		field("title", fmt.Sprintf("%q", r.Title))
	}
	field("pos", r.Pos)
	if r.SenderDiffers() {
		field("sender", r.Mail.From.Address)
	}
	return b.String()
}

// timeText writes the wall and the instant.
func timeText(t ical.PublishedTime) string {
	switch {
	case t.Wall.IsZero():
		return ""
	case t.IsDate():
		return t.Wall.Date.String()
	}
	s := t.Wall.String()
	if t.TZID != "" {
		s += "[" + t.TZID + "]"
	}
	return s + "/" + t.At.UTC().Format("20060102T150405Z")
}

// readReplies gives the outcome of an input as text.
func readReplies(input string, o *ical.ReplyOptions) string {
	list, problems, err := ical.ReadReply(strings.NewReader(input), o)
	var b strings.Builder
	for i := range list {
		fmt.Fprintln(&b, replyText(&list[i]))
	}
	for _, p := range problems {
		fmt.Fprintln(&b, kindName(p)+":", p)
	}
	if err != nil {
		fmt.Fprintln(&b, "error", kindName(err)+":", err)
	}
	return b.String()
}

// kindName gives the sentinel of a problem.
func kindName(err error) string {
	for name, kind := range map[string]error{
		"by hand": ical.ErrByHand, "automatic": ical.ErrAutomatic, "undelivered": ical.ErrUndelivered, "unreadable": ical.ErrUnreadable,
		"limit": ical.ErrLimit, "truncated": ical.ErrTruncated, "no calendar": ical.ErrNoCalendar, "syntax": ical.ErrSyntax,
		"missing": schedule.ErrMissing, "invalid": schedule.ErrInvalid, "duplicate": schedule.ErrDuplicateID,
		"skipped": schedule.ErrSkipped, "zone": schedule.ErrUnknownZone, "timezone": ical.ErrTimezone,
	} {
		if errors.Is(err, kind) {
			return name
		}
	}
	return "?"
}

// saying makes a calendar object with one event, of lines that are separated by
// newlines.
func saying(method, lines string) string {
	return calendarLines("METHOD:" + method + "\nBEGIN:VEVENT\nUID:opening@example.org\nDTSTAMP:20260801T100000Z\n" + lines + "\nEND:VEVENT")
}

func calendarLines(lines string) string {
	return strings.ReplaceAll("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n"+lines+"\nEND:VCALENDAR\n", "\n", "\r\n")
}

// TestReadReplyObject: what a calendar object says, method by method.
func TestReadReplyObject(t *testing.T) {
	for _, c := range []struct{ name, input, want string }{
		{"an answer", saying("REPLY", "SEQUENCE:2\nORGANIZER:mailto:agenda@example.org\nATTENDEE;CN=Kim Min-ji;PARTSTAT=ACCEPTED:mailto:Kim@Example.org"),
			"REPLY opening@example.org kim@example.org cn=Kim Min-ji answer=ACCEPTED sequence=2 stamp=2026-08-01T10:00:00Z organizer=agenda@example.org pos=mail:5:1\n"},
		{"the times that were seen", saying("REPLY", "DTSTART;TZID=Asia/Seoul:20260901T093000\nDTEND;TZID=Asia/Seoul:20260901T103000\nATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=DECLINED sequence=0 stamp=2026-08-01T10:00:00Z start=2026-09-01T09:30[Asia/Seoul]/20260901T003000Z end=2026-09-01T10:30[Asia/Seoul]/20260901T013000Z pos=mail:5:1\n"},
		{"one occurrence", saying("REPLY", "RECURRENCE-ID;TZID=Asia/Seoul:20260901T093000\nATTENDEE;PARTSTAT=TENTATIVE:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=TENTATIVE recurrence=20260901T093000=2026-09-01T09:30[Asia/Seoul]/20260901T003000Z sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"one and all after it", saying("REPLY", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260901T003000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=ACCEPTED recurrence=20260901T003000Z=2026-09-01T00:30/20260901T003000Z range=future sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"a day of a series of dates", saying("REPLY", "RECURRENCE-ID;VALUE=DATE:20260901\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=ACCEPTED recurrence=20260901=2026-09-01 sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"comments of the standard, of Google and of Apple", saying("REPLY", "COMMENT:too early\\, sorry\nX-CALENDARSERVER-ATTENDEE-COMMENT:and far\nATTENDEE;PARTSTAT=DECLINED;X-RESPONSE-COMMENT=\"too early, sorry\":mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=DECLINED sequence=0 stamp=2026-08-01T10:00:00Z comment=\"too early, sorry\\nand far\" pos=mail:5:1\n"},
		{"who sends somebody else", saying("REPLY", "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:lee@example.org\":mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=DELEGATED sequence=0 stamp=2026-08-01T10:00:00Z to=[lee@example.org] pos=mail:5:1\n"},
		{"and the delegate, who tells both (RFC 5546 §4.2.6)", saying("REPLY",
			"ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:kim@example.org\":mailto:lee@example.org\nATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:lee@example.org\":mailto:kim@example.org"),
			"REPLY opening@example.org lee@example.org answer=ACCEPTED sequence=0 stamp=2026-08-01T10:00:00Z from=[kim@example.org] pos=mail:5:1\n" +
				"REPLY opening@example.org kim@example.org answer=DELEGATED sequence=0 stamp=2026-08-01T10:00:00Z to=[lee@example.org] pos=mail:5:1\n"},
		{"an answer for somebody", saying("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:office@example.org\":mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=ACCEPTED sequence=0 stamp=2026-08-01T10:00:00Z sentby=office@example.org pos=mail:5:1\n"},
		{"no PARTSTAT, or an unknown one, is no answer yet", saying("REPLY", "ATTENDEE;PARTSTAT=X-MAYBE:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=NEEDS-ACTION sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"those who have not answered are not told by others", saying("REPLY", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lee@example.org\nATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=ACCEPTED sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"an address of Apple's server", saying("REPLY", "ATTENDEE;EMAIL=kim@example.org;PARTSTAT=ACCEPTED:/123456/principal/"),
			"REPLY opening@example.org kim@example.org answer=ACCEPTED sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"a proposal, as Outlook makes it", saying("COUNTER", "DTSTART;TZID=Korea Standard Time:20260901T140000\nDTEND;TZID=Korea Standard Time:20260901T150000\nLOCATION:Room 2\n"+
			"X-MS-OLK-ORIGINALSTART;TZID=Korea Standard Time:20260901T093000\nX-MS-OLK-ORIGINALEND;TZID=Korea Standard Time:20260901T103000\nATTENDEE;PARTSTAT=TENTATIVE:mailto:kim@example.org\nCOMMENT:after lunch?"),
			"COUNTER opening@example.org kim@example.org answer=TENTATIVE sequence=0 stamp=2026-08-01T10:00:00Z start=2026-09-01T09:30[Korea Standard Time]/20260901T003000Z end=2026-09-01T10:30[Korea Standard Time]/20260901T013000Z " +
				"propose=2026-09-01T14:00[Korea Standard Time]/20260901T050000Z to 2026-09-01T15:00[Korea Standard Time]/20260901T060000Z place=Room 2 comment=\"after lunch?\" pos=mail:5:1\n"},
		{"a proposal of another day", saying("COUNTER", "DTSTART;VALUE=DATE:20260902\nATTENDEE:mailto:kim@example.org"),
			"COUNTER opening@example.org kim@example.org sequence=0 stamp=2026-08-01T10:00:00Z propose=2026-09-02 to 2026-09-02 pos=mail:5:1\n"},
		{"the invitation again, please", saying("REFRESH", "ATTENDEE:mailto:kim@example.org"),
			"REFRESH opening@example.org kim@example.org sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n"},
		{"the organizer says no", saying("DECLINECOUNTER", "ATTENDEE:mailto:kim@example.org\nCOMMENT:no room"),
			"DECLINECOUNTER opening@example.org kim@example.org sequence=0 stamp=2026-08-01T10:00:00Z comment=\"no room\" pos=mail:5:1\n"},
		{"the organizer adds an occurrence", saying("ADD", "SEQUENCE:4\nDTSTART:20260902T003000Z\nATTENDEE:mailto:kim@example.org\nATTENDEE:mailto:lee@example.org"),
			"ADD opening@example.org  sequence=4 stamp=2026-08-01T10:00:00Z start=2026-09-02T00:30/20260902T003000Z end=2026-09-02T00:30/20260902T003000Z pos=mail:5:1\n"},
		{"the status of a request", saying("REPLY", "REQUEST-STATUS:3.7\\;Invalid calendar user\nATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org"),
			"REPLY opening@example.org kim@example.org answer=DECLINED sequence=0 stamp=2026-08-01T10:00:00Z status=[3.7;Invalid calendar user] pos=mail:5:1\n"},
		{"two answers of one person in one file", saying("REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org") + strings.Replace(saying("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:kim@example.org"), "0801T10", "0801T11", 1),
			"REPLY opening@example.org kim@example.org answer=DECLINED sequence=0 stamp=2026-08-01T10:00:00Z pos=mail:5:1\n" +
				"REPLY opening@example.org kim@example.org answer=ACCEPTED sequence=0 stamp=2026-08-01T11:00:00Z pos=mail:15:1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readReplies(c.input, replyOptions())); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestReadReplyMessage: what Message writes is read as it was given, alone and in an
// mbox, with who has sent it.
func TestReadReplyMessage(t *testing.T) {
	for _, method := range []string{"REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER", "PUBLISH"} {
		t.Run(method, func(t *testing.T) {
			m := invitation(func(m *ical.Message) {
				m.Calendar, m.Method, m.Update = objectOf(method, ""), ical.Method(method), true
				m.From.Address, m.From.Name = "kim@example.org", "김민지"
			})
			single := eml(t, m)
			list, problems, err := ical.ReadReply(bytes.NewReader(single), replyOptions())
			if err != nil || len(problems) > 0 || len(list) != 1 {
				t.Fatalf("%d replies, %v, %v", len(list), problems, err)
			}
			r := list[0]
			id := must(m.ID())
			if string(r.Method) != method || r.UID != "opening@example.org" || r.Attendee.Address != "kim@example.org" || r.Sequence != 2 || r.SenderDiffers() {
				t.Errorf("%s", replyText(&r))
			}
			if r.Mail == nil || r.Mail.From != (m.From) || r.Mail.Subject != m.Subject || r.Mail.ID != id || len(r.Mail.InReplyTo) != 1 {
				t.Errorf("mail %+v", r.Mail)
			}
			var b bytes.Buffer
			for range 3 {
				if err := m.WriteMbox(&b); err != nil {
					t.Fatal(err)
				}
			}
			again, problems, err := ical.ReadReply(&b, replyOptions())
			if err != nil || len(problems) > 0 || len(again) != 3 {
				t.Fatalf("mbox: %d replies, %v, %v", len(again), problems, err)
			}
			if lines := bytes.Count(single, []byte("\n")) + 2; again[2].Pos.Line-again[1].Pos.Line != lines {
				t.Errorf("positions %v and %v, %d lines apart", again[1].Pos, again[2].Pos, lines)
			}
		})
	}
}

// TestReadReplyMboxBuffer: a line that begins like a separator and is none stays as it
// is, wherever the buffer ends.
func TestReadReplyMboxBuffer(t *testing.T) {
	var b strings.Builder
	const mails = 2000
	for range mails {
		b.WriteString("From kim@example.org Sat Aug  1 10:00:00 2026\n" + calendarMail(strings.Replace(accepted, "DTSTAMP", "From x Mon 10:00 is odd\r\n and goes on\r\nDTSTAMP", 1)) + "\n")
	}
	list, problems, err := ical.ReadReply(strings.NewReader(b.String()), replyOptions())
	if len(list) != mails || len(problems) != mails || err != nil {
		t.Fatalf("%d replies, %d problems, %v", len(list), len(problems), err)
	}
	for _, p := range problems {
		if !strings.Contains(p.Error(), "From x Mon 10:00 is odd") {
			t.Fatal(p)
		}
	}
}
