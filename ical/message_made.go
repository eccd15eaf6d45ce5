package ical

import (
	"hash/maphash"
	"strings"
	"sync"

	"github.com/plenaria/plenaria/schedule"
)

// calendarFacts are what a mail says of its calendar object.
type calendarFacts struct {
	method               Method
	uid                  string
	recurrence, sequence string
	stamp                string // DTSTAMP
	abouts               string // see aboutOf, of each item; a line break between two
}

// aboutOf tells which part of its event an item is: its RECURRENCE-ID, with the TZID and
// a colon before it if there is one; empty: all of it.
func aboutOf(item *component) string {
	p := item.first("RECURRENCE-ID")
	if p == nil {
		return ""
	}
	value := strings.TrimSpace(p.value)
	if tzid := p.param("TZID"); tzid != "" {
		return tzid + ":" + value
	}
	return value
}

// A madeCalendar is what is known of a calendar object that was made here, so that
// its mail need not read it again.
type madeCalendar struct {
	calendarFacts
	attendee string // the only one
	lang     schedule.Lang
	sum      uint64 // of the object; 0: nothing is known
}

var calendarSeed = maphash.MakeSeed()

// isOf says whether m is known to be of these octets, for this reader.
func (m *madeCalendar) isOf(calendar []byte, to string) bool {
	return m.sum != 0 && m.attendee == to && m.sum == maphash.Bytes(calendarSeed, calendar)
}

// mailParts are the texts of a mail, as all whose mails read the same have them.
type mailParts struct {
	subject    string
	text, html mailPart
}

// setMail makes the texts of the mail.
func (p *mailParts) setMail(f *mailFacts) {
	p.subject, p.text.of, p.html.of = f.subject(), f.plain(), f.html()
}

// A mailPart is a text, and how it stands in a mail.
type mailPart struct {
	once     sync.Once
	of       string
	fits     bool // it has no faults
	encoding string
	encoded  []byte
}

// partOf gives the part that a text makes: the one that was made for all, if this is
// the same text.
func partOf(shared *mailPart, text string) *mailPart {
	if shared == nil || shared.of != text {
		return newMailPart(text)
	}
	shared.once.Do(func() {
		own := newMailPart(shared.of)
		shared.fits, shared.encoding, shared.encoded = own.fits, own.encoding, own.encoded
	})
	return shared
}

func newMailPart(text string) *mailPart {
	p := &mailPart{of: text, fits: textFault(text) == ""}
	if p.fits {
		p.encoding, p.encoded = encodedBody(canonicalLines(text))
	}
	return p
}
