package ical

import (
	"maps"
	"slices"
)

// A reply makes the organizer write to an address that only the reply has. So there are
// bounds; RFC 5546 §3.2.2.3 leaves it to the organizer to restrict delegation.
const (
	maxDelegates  = 3 // whom one person sends to one event; of more, nobody
	maxDelegation = 3 // how often one invitation is passed on
)

// A delegation is who comes for whom to one event, RFC 5546 §3.2.2.3. The zero delegation
// is nobody for anybody.
type delegation struct {
	from  map[string][]string // by delegate: who sends them, sorted
	to    map[string][]string // by who sends them: the delegates
	order []string            // the delegates; whom the invited send comes first
	round map[string]int      // by delegate: how often the invitation was passed on
}

// delegationOf finds who comes for whom. Sends are whom people say they send; it counts if
// they are invited, or delegates themselves. Nobody comes for others who is invited, sends
// themselves or has been sent by somebody who was invited earlier: so nobody waits for
// somebody who waits for them.
func delegationOf(sends map[string][]string, isInvited func(string) bool, organizer string) (d delegation) {
	var senders []string
	for _, who := range slices.Sorted(maps.Keys(sends)) {
		if isInvited(who) {
			senders = append(senders, who)
		}
	}
	for round := range maxDelegation {
		known := len(d.order)
		for _, who := range senders {
			for _, to := range sends[who] {
				if to != organizer && !isInvited(to) && (!d.has(to) || d.round[to] == round) && mayStandIn(to, who, sends[who]) {
					d.add(to, who, round)
				}
			}
		}
		senders = d.order[known:]
	}
	return d
}

// mayStandIn says whether an address can be that of a delegate: mail goes there, and not
// back to who sends them.
func mayStandIn(to, who string, all []string) bool {
	return len(all) <= maxDelegates && to != who && notAnAddress(to) == ""
}

func (d *delegation) add(to, who string, round int) {
	if d.from == nil {
		d.from, d.to, d.round = map[string][]string{}, map[string][]string{}, map[string]int{}
	}
	if !d.has(to) {
		d.order, d.round[to] = append(d.order, to), round
	}
	if !slices.Contains(d.to[who], to) {
		d.from[to], d.to[who] = append(d.from[to], who), append(d.to[who], to)
		slices.Sort(d.from[to])
	}
}

// has says whether somebody comes for others.
func (d *delegation) has(who string) bool { return len(d.from[who]) > 0 }

// refused gives those of whom somebody sends who do not come for them.
func (d *delegation) refused(who string, sends []string) (list []string) {
	for _, to := range sends {
		if !slices.Contains(d.to[who], to) {
			list = append(list, to)
		}
	}
	return list
}

// stillSends says whether an answer sends somebody, to whatever revision it was given. Left
// is the SEQUENCE of the last CANCEL to who has given it, 0 for none: an answer to an
// invitation before that is over.
func (a *givenAnswer) stillSends(left int) bool {
	return a != nil && a.answer == AnswerDelegated && a.sequence >= left
}
