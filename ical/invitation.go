package ical

import (
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// Method is what a calendar object asks its reader to do, RFC 5546 §1.4. The zero
// Method is not valid.
type Method string

// The methods of RFC 5546.
const (
	MethodPublish        Method = "PUBLISH"
	MethodRequest        Method = "REQUEST"
	MethodReply          Method = "REPLY"
	MethodAdd            Method = "ADD"
	MethodCancel         Method = "CANCEL"
	MethodRefresh        Method = "REFRESH"
	MethodCounter        Method = "COUNTER"
	MethodDeclineCounter Method = "DECLINECOUNTER"
)

// Difference is what has changed about an event since it was published.
type Difference string

// The differences. Those of time, place and status raise SEQUENCE (RFC 5546
// §2.1.4), the others do not.
const (
	// DifferentNew: it was not in the published file, or its reader was not
	// invited to it.
	DifferentNew Difference = "new"
	// DifferentTime: it begins or ends at another instant or on another date, or
	// its rules are others.
	DifferentTime Difference = "time"
	// DifferentPlace: its room, or the position of it.
	DifferentPlace Difference = "place"
	// DifferentStatus: it is cancelled now, or no longer; tentative has become
	// confirmed or the reverse.
	DifferentStatus Difference = "status"
	// DifferentTitle: what it is called, in the language of the file.
	DifferentTitle Difference = "title"
	// DifferentDetails: something else that the file says of it.
	DifferentDetails Difference = "details"
	// DifferentDelegate: somebody whom its reader has sent has declined, so that they
	// may come themselves or send somebody else (RFC 5546 §4.2.7).
	DifferentDelegate Difference = "delegate"
	// DifferentGone: it is no longer in the agenda, or its reader is no longer
	// invited to it.
	DifferentGone Difference = "gone"
	// DifferentNothing: nothing is; its reader has asked for it once more, see
	// InviteOptions.Again.
	DifferentNothing Difference = "nothing"
)

// Invitation is one message to one participant about one event: an invitation, a
// change of it, or a cancellation. It is a value without a mail around it: RFC 6047
// says how one is mailed.
type Invitation struct {
	// To is the reader. Email is not empty. Of one who is no longer in the agenda
	// it has only the name and the address that the published file has; of a delegate
	// who is not in it also the languages and the zone of who sends them.
	To *schedule.Participant
	// From is the organizer, with an address; replies go there.
	From *schedule.Participant
	// Role is what To does in the session, or else somebody with the same address or for
	// whom they come; empty: a guest, or nothing any more.
	Role schedule.RoleKind
	// Method is MethodRequest or MethodCancel.
	Method Method
	// UID and Sequence are those of the event, Stamp is its DTSTAMP. An event has
	// one UID in all its messages, and its REQUESTs and CANCELs have a SEQUENCE that
	// never falls: so mails can be threaded by UID.
	UID      string
	Sequence int
	Stamp    time.Time
	// Recurrence is the RECURRENCE-ID as the file has it, where the message is
	// about one occurrence of a series only; empty: it is about all of the event. It
	// is set with [RecurringEvents] alone: else each occurrence has a UID of its own.
	Recurrence string
	// Lang is the language of Title, Text and Calendar where they do not quote the
	// agenda in another: the first of the reader's that there are words for.
	Lang schedule.Lang
	// Title is the SUMMARY in the reader's language.
	Title string
	// Text is the DESCRIPTION in the reader's language, plain text of several
	// lines. The time is in it on the wall of the place and on the reader's own, but
	// not of a series as a whole, which has many; the mail of [Invitation.Message] has
	// it in any case.
	Text string
	// Where is the LOCATION; empty: none.
	Where string
	// Changes are what is different, sorted as the constants are; never empty.
	Changes []Difference
	// Calendar is the calendar object (RFC 5546 §3.2): one UID, METHOD, ORGANIZER,
	// the reader as the first ATTENDEE and mostly the only one, CRLF line ends, UTF-8.
	Calendar []byte

	made   madeCalendar
	parts  *mailParts // nil: none made yet
	unsent bool       // it is not the first message about it, though perhaps the first that is sent
}
