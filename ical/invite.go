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
	// is required. Kept is not used.
	UpdateOptions
	// Guests are invited beside those who have a role in a session or in one of its
	// parts, who are always invited. The organizer's file notes them, see
	// [Publication]: who is left out the next time is no longer invited.
	Guests []Guests
	// Answers are what people have answered; nil: what the organizer's file says.
	// [UpdateInvited] writes them as the PARTSTAT of whom they are from, if they are
	// answers to the event as it is now, see Response.Current. Whom somebody sends is
	// invited in their place, also if that answer was to an older revision: see the
	// package's Delegates.
	Answers *Responses
	// Again are replies of who asks for an invitation once more, OutcomeRefresh of
	// [Responses.Apply]. They get it as it is, with the same SEQUENCE and Stamp for its
	// DTSTAMP (RFC 5546 §3.2.6), of a series all of it, and of what is cancelled or gone
	// the CANCEL. Who was never invited, or is left out, gets nothing.
	Again []Reply
	// Unsent are messages of earlier times that their readers have not got, since they
	// wait in an outbox, where a newer one takes their place: see its Box.Unsent. Who has
	// not got an invitation gets another one instead of a change of it, of a series all of
	// it; who has not got a change is told all that has changed since the last message
	// that they have got. The organizer's file is the same with or without.
	Unsent []Unsent
}

// Invitations gives the messages that tell everybody with an address what is new
// for them since the organizer's own file was written: an invitation to each
// session of theirs, a change of it, or that it is cancelled. A nil publication
// stands for a first time. An agenda without days takes all invitations back. Who
// is meant by a wrong ID is nobody, and a wrong address is told by the mail:
// [schedule.Agenda.Check] finds both before anything is sent.
//
//   - Who has no address that mail can have, see [CheckAddress], gets nothing, and is not in
//     the organizer's file: so they are invited when it is mended.
//   - Who has a role, or is among the guests, gets METHOD:REQUEST in their own
//     language, with the time on their own wall in the text. They are the only
//     ATTENDEE, but for whom they send and for whom they come, so that nobody learns the
//     address of anybody else.
//   - The organizer is not invited to their own sessions: an ATTENDEE of the organizer's
//     file with PARTSTAT=ACCEPTED, and no message. So is who else has that address. For
//     their calendar there is [Packs]; see also [Guests].
//   - What has changed for them is another REQUEST, with a higher SEQUENCE if time,
//     place or status have changed (RFC 5546 §3.2.2). What reads the same as the
//     last time is not sent again.
//   - Who is no longer invited, and everybody who was invited to what is cancelled
//     or gone, gets METHOD:CANCEL (RFC 5546 §3.2.5). Of what is gone the texts are
//     in the language of the organizer's file.
//   - Nothing is sent about what is over at Stamp, unless it was moved there and its
//     reader knows of a later time.
//   - With [RecurringEvents] a series is one event with one UID. Who is invited to
//     all of it gets it as a whole; later one message with a RECURRENCE-ID for each
//     occurrence that has changed, or a CANCEL of it if it is left out (RFC 5546
//     §3.2.5). Of more than three, and when the series itself is another or what was
//     left out takes place again, the whole is sent anew. Who is invited to some
//     occurrences only, see Guests.On, gets just those, each with its RECURRENCE-ID.
//
// Each message is made when it is asked for. They come in the order of the
// participants, and then of delegates who are none, for each in the order of the
// programme; what readers are no longer invited to comes last. An error ends them.
func Invitations(p *Publication, tl *schedule.Timeline, o *InviteOptions) iter.Seq2[Invitation, error] {
	return func(yield func(Invitation, error) bool) {
		v, err := newInviter(p, tl, o)
		if err != nil {
			yield(Invitation{}, err)
			return
		}
		for _, to := range v.people {
			for _, m := range v.messagesTo(to) {
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
	unit     *unit           // nil: it is gone
	sequence int
	changes  []Difference
	declined []*invited // whom the reader has sent
	past     *past      // what to knows, if the last message about it was not sent; nil: all of it
}

// plan gives a message about a unit of the timeline.
func (v *inviter) plan(to *invited, u *unit, method Method) planned {
	e := v.eventOf(u)
	m := planned{to: to, method: method, event: e, unit: u, sequence: e.Sequence, changes: v.changesTo(e)}
	switch {
	case u.slot < 0:
		m.changes = []Difference{DifferentGone}
	case u.series != nil && e.Recurrence == "": // its series says more than of this one
		m.changes = []Difference{DifferentTime}
	case len(m.changes) == 0 || slices.Contains(m.changes, DifferentNew):
		m.changes = []Difference{DifferentDetails}
	}
	v.recall(&m)
	return m
}

// planAgain plans the message to one who has asked for it.
func (v *inviter) planAgain(to *invited, u *unit, t *toldGuest) planned {
	m := v.plan(to, u, MethodRequest)
	if m.event.Status == schedule.Cancelled {
		m.method = MethodCancel
	}
	if v.knows(t, u, to) {
		m.changes = []Difference{DifferentNothing}
	}
	return m
}

// planDeclined plans the message to one whose delegate has declined (RFC 5546 §4.2.7).
func (v *inviter) planDeclined(to *invited, u *unit, t *toldGuest) planned {
	m := v.plan(to, u, MethodRequest)
	if t == nil || v.knows(t, u, to) {
		m.changes = nil
	}
	if m.declined == nil {
		m.declined = v.declined(to, u)
	}
	if !slices.Contains(m.changes, DifferentDelegate) {
		m.changes = append(slices.Clip(m.changes), DifferentDelegate)
	}
	return m
}

// askedAgain gives who has asked for what once more.
func askedAgain(list []Reply) map[eventGuest]bool {
	asked := map[eventGuest]bool{}
	for i := range list {
		asked[eventGuest{list[i].UID, cleanAddress(list[i].Attendee.Address)}] = true
	}
	return asked
}

// messagesTo gives the messages to one who is in the agenda.
func (v *inviter) messagesTo(to *invited) (list []planned) {
	for _, u := range to.units {
		if v.isHost(to, u) {
			continue
		}
		e := v.eventOf(u)
		t, known := v.told[guestKey{u.key, to.address}]
		known = known && !t.isHost()
		cancelled := e.Status == schedule.Cancelled
		if whole := v.toldWhole(u, to); whole != nil && !whole.taken { // of which they are left some
			whole.taken = true
			list = append(list, v.cancel(whole))
		}
		asks := v.again[eventGuest{u.key.uid, to.address}]
		delegate := (!known || t.forwarded) && v.mayHave(to, u) // of whom the file knows nothing
		if old := v.was.find(e.key); cancelled && !asks && !delegate && old != nil && old.Status == schedule.Cancelled || v.isOverFor(to, u) || !known && cancelled && !delegate {
			continue // they know, or need not
		}
		switch {
		case delegate && cancelled:
			list = append(list, v.plan(to, u, MethodCancel))
		case !known:
			m := v.plan(to, u, MethodRequest)
			m.changes = []Difference{DifferentNew}
			list = append(list, m)
		case asks:
			list = append(list, v.planAgain(to, u, t))
		case cancelled:
			list = append(list, v.plan(to, u, MethodCancel))
		case len(v.declined(to, u)) > 0:
			list = append(list, v.planDeclined(to, u, t))
		case u.isSeries():
			list = append(list, v.seriesMessages(to, u, t)...)
		case !v.knows(t, u, to):
			list = append(list, v.plan(to, u, MethodRequest))
		}
	}
	return list
}

// toldWhole gives what one who is invited to an occurrence was told of all of its
// series; nil: nothing, or nothing that is not taken back.
func (v *inviter) toldWhole(u *unit, to *invited) *toldGuest {
	if u.series == nil {
		return nil
	}
	t := v.told[guestKey{u.series.key, to.address}]
	if t == nil || t.mark == markGone || t.event.isOver(v.o.Stamp) {
		return nil
	}
	return t
}

// gone gives the messages about what readers are no longer invited to.
func (v *inviter) gone() (list []planned) {
	for _, t := range v.order {
		knows := t.event.Status == schedule.Cancelled || t.mark == markGone
		if t.event.isOver(v.o.Stamp) || t.taken || v.isInvited(t) || v.isPart(t) || t.isHost() {
			continue
		}
		if asks := v.again[eventGuest{t.key.uid, t.address}]; asks || !knows {
			m := v.cancel(t)
			if knows {
				m.changes = []Difference{DifferentNothing}
			}
			list = append(list, m)
		}
	}
	return list
}

// cancel gives the CANCEL to one who is no longer invited.
func (v *inviter) cancel(t *toldGuest) planned {
	m := planned{to: v.goneGuest(t), method: MethodCancel, changes: []Difference{DifferentGone}, event: t.event, sequence: t.leftAt}
	if u, ok := v.units[t.key]; ok {
		m.event, m.unit = v.eventOf(u), u
	}
	return m
}

// setLeftAt finds the SEQUENCE of the CANCEL to one who is no longer invited.
func (v *inviter) setLeftAt(t *toldGuest) {
	now, was := v.u.is.find(t.key), t.event
	if now == nil {
		now = v.u.is.find(eventKey{t.key.uid, ""})
	}
	t.leftAt = was.Sequence + 1
	if was.Status == schedule.Cancelled {
		t.leftAt = was.Sequence
	}
	if now != nil && now.Sequence > was.Sequence {
		t.leftAt = now.Sequence
	}
}

func textIn(c *component, name string) string {
	if p := c.first(name); p != nil {
		return p.text()
	}
	return ""
}

// timezones gives the VTIMEZONEs that events need, as the organizer's file has them.
func (v *inviter) timezones(events []*component, m *planned) (list []*component) {
	files := []*component{v.u.calendars[0]}
	if m.unit == nil {
		files = append([]*component{m.event.ev.cal.c}, files...)
	}
	seen := map[string]bool{}
	for _, c := range events {
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
	}
	return list
}

// body gives what a message says: in the reader's language, or of what is gone as
// it was in the organizer's file.
func (v *inviter) body(m *planned) *component {
	if m.unit != nil {
		return v.rendered(m.unit, m.to).c
	}
	return &component{props: m.event.ev.c.without(slices.Concat(revisionProps, []string{"UID", attendeeHere}))}
}
