package ical

import (
	"bytes"
	"io"
	"net/mail"
	"sync"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// Message is a mail with a calendar object for one reader, RFC 6047 (iMIP): the
// text, the same as HTML and the object as alternatives of each other, and the
// object once more as an attachment, as clients need it to show their buttons.
//
//	multipart/mixed
//	    multipart/alternative
//	        text/plain; charset=UTF-8
//	        text/html; charset=UTF-8
//	        text/calendar; charset=UTF-8; method=REQUEST
//	    application/ics; name="invite.ics"
//
// A METHOD:PUBLISH is in the attachment only, since Outlook shows it as raw lines
// in the body.
//
// The zero Message is not valid: it needs From, To, Subject, Text and Calendar.
// The same Message gives the same bytes on every machine, with CR LF line ends, in
// ASCII, in lines of at most 998 octets, and none of them begins with "From ". No
// value can begin a header or a line of its own. Only an address with letters beyond ASCII
// stands in its header in UTF-8 (RFC 6532), and such a mail needs servers with SMTPUTF8.
type Message struct {
	// From is the sender, which should be the ORGANIZER: replies of calendars go
	// there. To is the reader; Calendar has the same address as an ATTENDEE if it
	// asks for something (REQUEST, ADD, CANCEL). Addresses are such as
	// [CheckAddress] takes; names are in any script, or empty.
	From, To mail.Address
	// ReplyTo is where replies of people go; zero: to From.
	ReplyTo mail.Address
	// Date is written in whole seconds of UTC, in the years 1900 to 9999; zero: the
	// DTSTAMP of Calendar.
	Date time.Time
	// Subject is one line; line breaks and other white space are one space each.
	Subject string
	// Text is the body in plain text, HTML the same as a page; empty: none. Their
	// line ends may be of any kind.
	Text, HTML string
	// Lang is the language of Subject, Text and HTML; empty: not stated.
	Lang schedule.Lang
	// Calendar is the calendar object (RFC 5546 §3): one VCALENDAR with a METHOD,
	// all of whose items have one UID. It is sent octet for octet.
	Calendar []byte
	// Method must be the METHOD of Calendar; empty: whichever that is.
	Method Method
	// Update is set for all messages about a UID to one reader but the first: they
	// name the first one as what they reply to, so that clients show them as one
	// thread.
	Update bool
	// Unsubscribe is an address, https: or mailto:, for the List-Unsubscribe of
	// RFC 2369; empty: none. OneClick promises that a POST to it is enough (RFC
	// 8058); it needs https:.
	Unsubscribe string
	OneClick    bool

	made  madeCalendar
	parts *mailParts
	isNew bool // it is an Invitation of somebody who was told nothing before
}

// WriteTo writes the message as a mail, which is what an .eml file holds and an
// SMTP server takes after DATA. If the message has faults nothing is written, and
// the error is a [schedule.Problems] with the field of each; they wrap
// [ErrUnwritable] or [schedule.ErrMissing].
func (m *Message) WriteTo(w io.Writer) (int64, error) {
	f := m.facts()
	if err := f.problems.Err(); err != nil {
		return 0, err
	}
	b := mailBuffers.Get().(*[]byte)
	*b = f.appendMail((*b)[:0])
	n, err := w.Write(*b)
	mailBuffers.Put(b)
	return int64(n), err
}

// WriteMbox writes the message as an entry of an mbox file, RFC 4155, with LF line
// ends: entries are written one behind the other. Errors are those of WriteTo.
//
// The sender of the separator line is From, its time that of the message. No line
// of a message needs the escape of "From ", so that every dialect of mbox is read
// back as it was.
func (m *Message) WriteMbox(w io.Writer) error {
	f := m.facts()
	if err := f.problems.Err(); err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString("From " + m.From.Address + " " + f.date.Format(time.ANSIC) + "\n")
	b.Write(bytes.ReplaceAll(f.appendMail(nil), []byte("\r\n"), []byte("\n")))
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// ID gives the Message-ID without its angle brackets. It is made of the UID and the
// reader, and for an Update also of METHOD, RECURRENCE-ID, SEQUENCE and DTSTAMP: a
// message that is sent again has the same one. Errors are those of WriteTo.
func (m *Message) ID() (string, error) {
	f := m.facts()
	return f.own, f.problems.Err()
}

// mailBuffers are for mails that are written one after another.
var mailBuffers = sync.Pool{New: func() any { return new([]byte) }}
