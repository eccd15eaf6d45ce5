package ical

import (
	"net/mail"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// Answer is what somebody who is invited says, the PARTSTAT of RFC 5545 §3.2.12.
// The zero Answer is none.
type Answer string

// The answers. Whatever else a PARTSTAT says counts as AnswerNeedsAction, as RFC
// 5545 §3.2.12 wants.
const (
	// AnswerNeedsAction: no answer yet.
	AnswerNeedsAction Answer = "NEEDS-ACTION"
	AnswerAccepted    Answer = "ACCEPTED"
	AnswerDeclined    Answer = "DECLINED"
	AnswerTentative   Answer = "TENTATIVE"
	// AnswerDelegated: somebody else is to come, see Reply.DelegatedTo.
	AnswerDelegated Answer = "DELEGATED"
)

// Reply is what one calendar object says for one person about one event, or about
// one occurrence of a series (RFC 5546 §3.2).
//
// Method tells what it is. Only the first three are said by somebody who is
// invited, and can be applied to [Responses]:
//
//	REPLY           an answer: who, and Answer
//	COUNTER         a proposal of other times: Proposal, perhaps with an Answer
//	REFRESH         who has lost the invitation asks for it again
//	DECLINECOUNTER  the organizer says no to a COUNTER
//	REQUEST, ADD    the organizer invites, or adds occurrences to a series; who
//	                delegates forwards the REQUEST, and says so in a REPLY too
//	CANCEL, PUBLISH the organizer cancels, or tells
//
// The zero Reply is not valid.
type Reply struct {
	Method Method
	// UID is the event's. Recurrence is the RECURRENCE-ID as the object has it;
	// empty: all of the event. Occurrence is the same as a time. ThisAndFuture is
	// whether it is about the later occurrences too (RANGE, RFC 5545 §3.2.13).
	UID           string
	Recurrence    string
	Occurrence    PublishedTime
	ThisAndFuture bool
	// Sequence is the SEQUENCE of the revision that is answered; 0 where there is
	// none.
	Sequence int
	// Stamp is when it was said: the DTSTAMP, or the Date of the mail if the object
	// has none; zero: neither.
	Stamp time.Time
	// Attendee is who says it: the address in small letters, and the CN. It is
	// zero where an object of an organizer has several or none.
	Attendee mail.Address
	// Organizer is to whom; zero: not stated.
	Organizer mail.Address
	// Answer is the PARTSTAT. It is never empty in a REPLY.
	Answer Answer
	// DelegatedTo and DelegatedFrom are addresses: who is to come instead, and who
	// was invited in the first place (RFC 5545 §3.2.4, §3.2.5).
	DelegatedTo, DelegatedFrom []string
	// SentBy is the address of who acts for Attendee (RFC 5545 §3.2.18); empty:
	// not stated. Anybody can write this.
	SentBy string
	// Comment is what was written beside the answer: COMMENT, and what Google and
	// Apple have instead of it; lines end in LF. Empty: nothing.
	Comment string
	// Start and End are the times of the event as the object has them, which is the
	// revision that was seen; zero: not stated. Of a COUNTER they are those which it
	// asks to change, and stated by Outlook only.
	Start, End PublishedTime
	// Proposal is what a COUNTER proposes; nil in all others.
	Proposal *Proposal
	// Title is the SUMMARY, to which programs add such as "Accepted: ".
	Title string
	// RequestStatus are the REQUEST-STATUS (RFC 5545 §3.8.8.3), such as
	// "3.7;Invalid calendar user".
	RequestStatus []string
	// Mail is the mail that it came in; nil: it was a file of its own.
	Mail *ReceivedMail
	// Pos is where the event begins; in a mail that was encoded, where the part
	// with the calendar object does.
	Pos schedule.Position
}

// Proposal is what a COUNTER proposes instead.
type Proposal struct {
	// Start and End are the times; zero: no others.
	Start, End PublishedTime
	// Place is the LOCATION; empty: not stated.
	Place string
	// Repeats is whether it proposes a series.
	Repeats bool
}

// ReceivedMail is what the header of a mail says. Nothing of it is proved.
type ReceivedMail struct {
	// From is the first address of From, Sender that of Sender; zero: none.
	// Addresses are in small letters.
	From, Sender mail.Address
	Subject      string
	// Date is zero where there is none that can be read.
	Date time.Time
	// ID is the Message-ID, InReplyTo the mails that it replies to, without angle
	// brackets. Those of [Message] are in [Message.ID].
	ID        string
	InReplyTo []string
}

// SenderDiffers reports whether a mail answers in the name of somebody who is
// neither its From nor its Sender, RFC 6047 §3. It is false where there is no mail,
// and for what an organizer sends.
func (r *Reply) SenderDiffers() bool {
	if r.Mail == nil || !r.Method.isOfAttendee() {
		return false
	}
	address := foldAddress(r.Attendee.Address)
	return address == "" || foldAddress(r.Mail.From.Address) != address && foldAddress(r.Mail.Sender.Address) != address
}

// isOfAttendee says whether it is said by who is invited.
func (m Method) isOfAttendee() bool {
	return m == MethodReply || m == MethodCounter || m == MethodRefresh
}

// methodOf reads a METHOD; empty if RFC 5546 does not know it.
func methodOf(value string) Method {
	for _, m := range methods {
		if strings.EqualFold(strings.TrimSpace(value), string(m)) {
			return m
		}
	}
	return ""
}

// answerOf reads a PARTSTAT, RFC 5545 §3.2.12.
func answerOf(value string) Answer {
	a := Answer(strings.ToUpper(strings.TrimSpace(value)))
	switch a {
	case AnswerAccepted, AnswerDeclined, AnswerTentative, AnswerDelegated:
		return a
	}
	return AnswerNeedsAction
}
