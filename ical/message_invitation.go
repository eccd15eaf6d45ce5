package ical

import (
	"net/mail"
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// Message gives the mail of an invitation, with its stamp as the Date. All of it is in
// the reader's language:
//
//   - The Subject is what it is and of what: "Invitation: Opening", "변경: 개회식". Of
//     one occurrence of a series it has the date.
//   - The Text begins with what is new, a line each; a time that has changed is told on
//     the reader's wall, as it was and as it is. Then it has the time on the reader's
//     wall and on that of the place, the room, and what else Text has.
//   - The HTML says the same as a page, with styles in its elements and nothing from
//     elsewhere.
//
// What else a Message can have is the caller's to add; Subject, Text and HTML are the
// caller's to change. It is an Update, unless the event is new to its reader, has
// SEQUENCE 0 and is no occurrence of a series: who was invited once, left out and is
// invited again, or is invited to two occurrences, gets no second mail with the
// Message-ID of the first.
//
// Of an Invitation that is not from [Invitations] the mail has no HTML, and of the
// time what is in Text.
func (inv *Invitation) Message() *Message {
	m := &Message{
		From: inv.mailbox(inv.From), To: inv.mailbox(inv.To), Date: inv.Stamp, Lang: inv.Lang,
		Calendar: inv.Calendar, Method: inv.Method,
		Update: inv.unsent || inv.Sequence > 0 || inv.Recurrence != "" || !slices.Contains(inv.Changes, DifferentNew),
		made:   inv.made, parts: inv.parts, isNew: slices.Contains(inv.Changes, DifferentNew),
	}
	if p := inv.parts; p != nil {
		m.Subject, m.Text, m.HTML = p.subject, p.text.of, p.html.of
		return m
	}
	voice := voiceIn([]schedule.Lang{inv.Lang})
	f := mailFacts{lang: voice.lang, title: inv.Title, prose: inv.Text, colon: voice.colon}
	w := mailWriter{m: &planned{method: inv.Method, changes: inv.Changes, event: &PublishedEvent{}}, f: &f, voice: &voice}
	w.place(inv.Where)
	w.changes()
	m.Subject, m.Text = f.subject(), f.plain()
	return m
}

// mailbox gives the name of a participant in the language of the invitation.
func (inv *Invitation) mailbox(p *schedule.Participant) mail.Address {
	if p == nil {
		return mail.Address{}
	}
	return mail.Address{Name: p.Name.In(inv.Lang).Text, Address: p.Email}
}
