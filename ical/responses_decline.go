package ical

import (
	"fmt"
	"net/mail"

	"github.com/plenaria/plenaria/schedule"
)

// Decline declines what somebody has proposed, r.Proposal of a Response of the list: it
// gives the calendar object of [DeclineCounter], and notes in the list when that was, see
// CounterProposal.Declined. Of o, Stamp and Organizer are required. The error wraps
// [schedule.ErrMissing] if the list has no such proposal, else it is that of
// DeclineCounter; the list then stays as it is.
func (l *Responses) Decline(r *Response, o *DeclineOptions) ([]byte, error) {
	row := l.rows[responseKey{eventKey{r.UID, r.Recurrence}, r.Address}]
	if row == nil || row.proposal() == nil || r.Proposal == nil || row.counter.compare(r.Proposal) != 0 {
		return nil, fmt.Errorf("%w: the list has no such proposal of %s", schedule.ErrMissing, r.Address)
	}
	counter := Reply{Method: MethodCounter, UID: r.UID, Sequence: r.Proposal.Sequence, Attendee: mail.Address{Name: r.Name, Address: r.Address}}
	var once EventTime
	if err := once.UnmarshalText([]byte(r.Recurrence)); err != nil {
		return nil, err
	}
	if counter.Occurrence.Wall = once.Wall; !once.At.IsZero() {
		counter.Occurrence.At, counter.Occurrence.Zone = once.At, schedule.UTC()
	}
	object, err := DeclineCounter(&counter, o)
	if err == nil {
		declined := *row.counter
		declined.Declined = o.Stamp.UTC()
		row.counter = &declined
	}
	return object, err
}
