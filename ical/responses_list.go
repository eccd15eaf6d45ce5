package ical

import (
	"cmp"
	"slices"
)

// List gives all responses, sorted by the start of the event, its UID, the
// occurrence and the address. A delegate is among them before they answer.
func (l *Responses) List() []Response {
	coming := l.delegations()
	list := make([]Response, 0, len(l.rows))
	for key, row := range l.rows {
		if r := l.response(key, row, coming); r.Invited != InvitedByNobody || row.answer != nil || row.counter != nil {
			list = append(list, r)
		}
	}
	for event, d := range coming {
		for _, address := range d.order {
			if key := (responseKey{event, address}); l.rows[key] == nil {
				list = append(list, l.response(key, &responseRow{}, coming))
			}
		}
	}
	slices.SortFunc(list, compareResponses)
	return list
}

func compareResponses(a, b Response) int {
	return cmp.Or(a.Start.compare(b.Start), cmp.Compare(a.UID, b.UID), cmp.Compare(a.Recurrence, b.Recurrence), cmp.Compare(a.Address, b.Address))
}

func (l *Responses) response(key responseKey, row *responseRow, coming delegations) Response {
	r := Response{UID: key.uid, Recurrence: key.recurrence, Address: key.address, Name: row.name, Invited: InvitedByNobody}
	e := l.event(key.eventKey)
	if e != nil {
		r.Title, r.Start, r.End, r.Revision = e.title, e.start, e.end, e.revision
	}
	from := coming.sendersOf(key)
	if l.isInvited(key) {
		r.Invited = InvitedByOrganizer
	} else if len(from) > 0 {
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
		if a.answer == AnswerDelegated && r.Invited != InvitedByNobody {
			r.NotDelegated = coming.of(key.eventKey).refused(key.address, a.to)
		}
	}
	if len(from) > 0 {
		r.DelegatedFrom = slices.Clone(from)
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
	series, e := l.rows[key.ofSeries()], l.events[key.eventKey]
	return (e == nil || e.only) && series != nil && series.invited
}

// delegations are who comes for whom, by event.
type delegations map[eventKey]*delegation

// of gives the delegation of an event.
func (all delegations) of(key eventKey) *delegation {
	if d := all[key]; d != nil {
		return d
	}
	return &delegation{}
}

// sendersOf gives for whom somebody comes, to an occurrence or to its series.
func (all delegations) sendersOf(key responseKey) []string {
	if from := all.of(key.eventKey).from[key.address]; len(from) > 0 || key.recurrence == "" {
		return from
	}
	return all.of(key.ofSeries().eventKey).from[key.address]
}

// delegations finds who comes for whom to all events.
func (l *Responses) delegations() delegations {
	all := delegations{}
	for key := range l.sends {
		l.delegation(key, all)
	}
	return all
}

// delegation adds who comes for whom to one event, of an occurrence also to its series.
func (l *Responses) delegation(key eventKey, all delegations) delegations {
	if series := (eventKey{key.uid, ""}); key != series && all[series] == nil {
		l.delegation(series, all)
	}
	if all[key] != nil || len(l.sends[key]) == 0 {
		return all
	}
	organizer := ""
	if e := l.event(key); e != nil {
		organizer = e.organizer
	}
	d := delegationOf(l.sentTo(key), func(address string) bool {
		at := responseKey{key, address}
		return l.isInvited(at) || key.recurrence != "" && all.of(at.ofSeries().eventKey).has(address)
	}, organizer)
	all[key] = &d
	return all
}

// sentTo gives whom people send to an event: by their last answers, or else by what the
// organizer's file says of their delegates.
func (l *Responses) sentTo(key eventKey) map[string][]string {
	sends := map[string][]string{}
	for address := range l.sends[key] {
		row := l.rows[responseKey{key, address}]
		if row.answer.stillSends(l.left[responseKey{eventKey{key.uid, ""}, address}]) {
			sends[address] = row.answer.to
		}
		for _, who := range row.from {
			if sender := l.rows[responseKey{key, who}]; sender == nil || sender.answer == nil {
				sends[who] = append(sends[who], address)
			}
		}
	}
	for _, list := range sends {
		slices.Sort(list)
	}
	return sends
}
