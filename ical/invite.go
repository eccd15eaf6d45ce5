package ical

import (
	"io"
	"iter"
	"slices"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// InviteOptions say who is invited.
type InviteOptions struct {
	// UpdateOptions are those of the organizer's own file, see [UpdateInvited]. Stamp
	// is required. Series and Kept are not used: every occurrence of a series is an
	// event with a UID of its own.
	UpdateOptions
	// Guests are invited beside those who have a role in a session or in one of its
	// parts, who are always invited. The organizer's file notes them, see
	// [Publication]: who is left out the next time is no longer invited.
	Guests []Guests
	// Answers are what people have answered; nil: what the organizer's file says.
	// [UpdateInvited] writes them as the PARTSTAT of whom they are from, if they are
	// answers to the event as it is now; see Response.Current.
	Answers *Responses
}

// Invitations gives the messages that tell everybody with an address what is new
// for them since the organizer's own file was written: an invitation to each
// session of theirs, a change of it, or that it is cancelled. A nil publication
// stands for a first time. An agenda without days takes all invitations back.
//
//   - Who has a role, or is among the guests, gets METHOD:REQUEST in their own
//     language, with the time on their own wall in the text. They are the only
//     ATTENDEE, so that nobody learns the address of anybody else.
//   - What has changed for them is another REQUEST, with a higher SEQUENCE if time,
//     place or status have changed (RFC 5546 §3.2.2). What reads the same as the
//     last time is not sent again.
//   - Who is no longer invited, and everybody who was invited to what is cancelled
//     or gone, gets METHOD:CANCEL (RFC 5546 §3.2.5). Of what is gone the texts are
//     in the language of the organizer's file.
//   - Nothing is sent about what is over at Stamp.
//
// Each message is made when it is asked for. They come in the order of the
// participants, for each in the order of the programme. An error ends them.
func Invitations(p *Publication, tl *schedule.Timeline, o *InviteOptions) iter.Seq2[Invitation, error] {
	return func(yield func(Invitation, error) bool) {
		v, err := newInviter(p, tl, o)
		if err != nil {
			yield(Invitation{}, err)
			return
		}
		for i := range v.people {
			for _, m := range v.messagesTo(&v.people[i]) {
				if !yield(v.message(&m)) {
					return
				}
			}
		}
		for _, m := range v.gone() {
			if !yield(v.message(&m)) {
				return
			}
		}
	}
}

// UpdateInvited writes the organizer's own file: what [Update] writes, with an
// ATTENDEE for everybody who is invited, and a note of what they were told. It is
// the state from which the next [Invitations] go on, and not for publication, as
// it has everybody's address. It is to be written when the messages of the same
// publication, timeline and options are sent.
func UpdateInvited(w io.Writer, p *Publication, tl *schedule.Timeline, o *InviteOptions) ([]Updated, error) {
	v, err := newInviter(p, tl, o)
	if err != nil {
		return nil, err
	}
	v.record()
	v.u.was = p
	v.noteGuests()
	v.u.modified()
	out := contentline.NewWriter(w)
	for _, c := range v.u.calendars {
		writeComponent(out, c)
	}
	return v.u.list, out.Flush()
}

// A planned message is one that is not made yet.
type planned struct {
	to       *invited
	method   Method
	event    *PublishedEvent // as it is now; of what is gone as it was
	slot     int             // -1: it is gone
	sequence int
	changes  []Difference
}

// messagesTo gives the messages to one who is in the agenda.
func (v *inviter) messagesTo(to *invited) (list []planned) {
	for _, i := range to.slots {
		e := v.events[i]
		was, known := v.told[eventGuest{e.UID, to.address}]
		cancelled := e.Status == schedule.Cancelled
		if old := v.was.find(e.key); cancelled && old != nil && old.Status == schedule.Cancelled {
			continue // they know
		}
		if e.isOver(v.o.Stamp) || !known && cancelled || known && was.mark == v.mark(i, to) {
			continue
		}
		m := planned{to, MethodRequest, e, i, e.Sequence, v.changes[e.UID]}
		if cancelled {
			m.method = MethodCancel
		}
		switch {
		case !known:
			m.changes = []Difference{DifferentNew}
		case len(m.changes) == 0 || slices.Contains(m.changes, DifferentNew):
			m.changes = []Difference{DifferentDetails}
		}
		list = append(list, m)
	}
	return list
}

// gone gives the messages about what readers are no longer invited to.
func (v *inviter) gone() (list []planned) {
	for _, t := range v.order {
		was := &v.was.Events[t.event]
		if v.isInvited(t) || t.mark == markGone || was.Status == schedule.Cancelled || was.isOver(v.o.Stamp) {
			continue // they know, or need not
		}
		m := planned{to: v.goneGuest(t), method: MethodCancel, slot: -1, changes: []Difference{DifferentGone}}
		m.event, m.sequence = was, v.leftAt(t)
		if i, ok := v.slots[m.event.UID]; ok {
			m.event, m.slot = v.events[i], i
		}
		list = append(list, m)
	}
	return list
}

// leftAt gives the SEQUENCE of the CANCEL to one who is no longer invited.
func (v *inviter) leftAt(t *toldGuest) int {
	was := &v.was.Events[t.event]
	if now := v.u.is.find(was.key); now != nil && now.Sequence > was.Sequence {
		return now.Sequence
	}
	if was.Status == schedule.Cancelled {
		return was.Sequence
	}
	return was.Sequence + 1
}

func textIn(c *component, name string) string {
	if p := c.first(name); p != nil {
		return p.text()
	}
	return ""
}

// timezones gives the VTIMEZONEs that an event needs, as the organizer's file has
// them.
func (v *inviter) timezones(c *component, m *planned) (list []*component) {
	files := []*component{v.u.calendars[0]}
	if m.slot < 0 {
		files = append([]*component{m.event.ev.cal.c}, files...)
	}
	seen := map[string]bool{}
	for i := range c.props {
		tzid := c.props[i].param("TZID")
		if tzid == "" || seen[tzid] {
			continue
		}
		seen[tzid] = true
		for _, file := range files {
			if at := timezoneOf(file, tzid); at >= 0 {
				list = append(list, file.subs[at])
				break
			}
		}
	}
	return list
}

// body gives what a message says: in the reader's language, or of what is gone as
// it was in the organizer's file.
func (v *inviter) body(m *planned) *component {
	if m.slot >= 0 {
		return v.rendered(m.slot, m.to).c
	}
	return &component{props: m.event.ev.c.without(slices.Concat(revisionProps, []string{"UID"}))}
}
