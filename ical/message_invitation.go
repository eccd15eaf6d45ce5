package ical

import (
	"net/mail"
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// Message gives the mail of an invitation: the title as its Subject, the text as its
// body, its stamp as the Date. What else a Message can have, such as HTML, is the
// caller's to add. It is an Update, unless the event is new to its reader and has
// SEQUENCE 0: who was invited once, left out and is invited again gets no second
// mail with the Message-ID of the first.
func (inv *Invitation) Message() *Message {
	return &Message{
		From: inv.mailbox(inv.From), To: inv.mailbox(inv.To),
		Date: inv.Stamp, Subject: inv.Title, Text: inv.Text, Lang: inv.Lang,
		Calendar: inv.Calendar, Method: inv.Method,
		Update: inv.Sequence > 0 || !slices.Contains(inv.Changes, DifferentNew),
		made:   inv.made, parts: inv.parts,
	}
}

// mailbox gives the name of a participant in the language of the invitation.
func (inv *Invitation) mailbox(p *schedule.Participant) mail.Address {
	if p == nil {
		return mail.Address{}
	}
	return mail.Address{Name: p.Name.In(inv.Lang).Text, Address: p.Email}
}
