package ical

import (
	"cmp"
	"slices"
)

// List gives all responses, sorted by the start of the event, its UID, the
// occurrence and the address. A delegate is among them before they answer.
func (l *Responses) List() []Response {
	delegates := l.delegates()
	list := make([]Response, 0, len(l.rows))
	for key, row := range l.rows {
		list = append(list, l.response(key, row, delegates))
	}
	for key := range delegates {
		if l.rows[key] == nil {
			list = append(list, l.response(key, &responseRow{}, delegates))
		}
	}
	slices.SortFunc(list, compareResponses)
	return list
}

func compareResponses(a, b Response) int {
	return cmp.Or(a.Start.compare(b.Start), cmp.Compare(a.UID, b.UID), cmp.Compare(a.Recurrence, b.Recurrence), cmp.Compare(a.Address, b.Address))
}

func (l *Responses) response(key responseKey, row *responseRow, delegates map[responseKey]bool) Response {
	r := Response{UID: key.uid, Recurrence: key.recurrence, Address: key.address, Name: row.name, Invited: InvitedByNobody}
	e := l.event(key.eventKey)
	if e != nil {
		r.Title, r.Start, r.End, r.Revision = e.title, e.start, e.end, e.revision
	}
	if l.isInvited(key) {
		r.Invited = InvitedByOrganizer
	} else if delegates[key] || delegates[key.ofSeries()] {
		r.Invited = InvitedByDelegation
	}
	if a := row.answer; a != nil {
		if r.Name == "" {
			r.Name = a.name
		}
		r.Answer, r.Sequence, r.Stamp, r.Comment, r.SentBy = a.answer, a.sequence, a.stamp, a.comment, a.sentBy
		r.AnsweredStart, r.AnsweredEnd = a.start, a.end
		r.DelegatedTo, r.DelegatedFrom = slices.Clone(a.to), slices.Clone(a.from)
		r.Current = e != nil && !a.isStale(row.toldOf(e))
	}
	if c := row.proposal(); c != nil {
		counter := *c
		r.Proposal = &counter
	}
	return r
}

func (k responseKey) ofSeries() responseKey {
	return responseKey{eventKey{k.uid, ""}, k.address}
}

// isInvited says whether the organizer has invited somebody, to the occurrence or to
// the series.
func (l *Responses) isInvited(key responseKey) bool {
	if row := l.rows[key]; row != nil && row.invited {
		return true
	}
	series := l.rows[key.ofSeries()]
	return l.events[key.eventKey] == nil && series != nil && series.invited
}

// delegates gives those whom somebody sends who was invited, or was sent.
func (l *Responses) delegates() map[responseKey]bool {
	found := map[responseKey]bool{}
	var open []responseKey
	for key := range l.sends {
		if l.isInvited(key) {
			open = append(open, key)
		}
	}
	for len(open) > 0 {
		key := open[len(open)-1]
		open = open[:len(open)-1]
		for _, address := range l.rows[key].answer.to {
			to := responseKey{key.eventKey, address}
			if found[to] || l.isInvited(to) {
				continue
			}
			if found[to] = true; l.sends[to] {
				open = append(open, to)
			}
		}
	}
	return found
}
