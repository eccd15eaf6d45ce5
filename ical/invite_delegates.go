package ical

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// setDelegates finds who comes for whom (RFC 5546 §3.2.2.3): they are invited as those
// who send them are. It goes on until who sends them says otherwise, also when the event
// is moved or the answer was to an older revision: the delegate has it in their calendar.
func (v *inviter) setDelegates() {
	v.coming, v.sends = delegations{}, map[guestKey][]string{}
	keys, lines := v.delegatedEvents()
	forwarded := map[*toldGuest]*toldGuest{}
	for _, key := range keys {
		v.setForwarded(key, lines[key], forwarded)
	}
	for _, key := range keys {
		if u := v.units[key]; u != nil {
			v.setComing(u, lines[key])
		}
	}
	for t, first := range forwarded {
		v.setForwardedMark(t, first)
	}
}

// delegatedEvents gives the events of which a delegate is known, a series before its
// occurrences, and what the organizer's file says of these.
func (v *inviter) delegatedEvents() (keys []eventKey, lines map[eventKey][]*toldGuest) {
	lines = map[eventKey][]*toldGuest{}
	for _, t := range v.order {
		if answerOf(t.p.param("PARTSTAT")) == AnswerDelegated || t.isDelegate() {
			lines[t.key] = append(lines[t.key], t)
		}
	}
	for key := range lines {
		keys = append(keys, key)
	}
	if v.o.Answers != nil {
		for key := range v.o.Answers.sends {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b eventKey) int {
		return cmp.Or(cmp.Compare(a.uid, b.uid), cmp.Compare(a.recurrence, b.recurrence))
	})
	return slices.Compact(keys), lines
}

func (t *toldGuest) isDelegate() bool { return len(t.p.list("DELEGATED-FROM")) > 0 }

// seriesKey gives the key of all of an event.
func (k guestKey) seriesKey() guestKey { return guestKey{eventKey{k.key.uid, ""}, k.address} }

// toldBefore gives what somebody was told of an event, or else of its series; nil:
// nothing, or that it is gone.
func (v *inviter) toldBefore(key guestKey) *toldGuest {
	for _, k := range [...]guestKey{key, key.seriesKey()} {
		if t := v.told[k]; t != nil && t.mark != markGone {
			return t
		}
	}
	return nil
}

// lastAnswer gives the last answer of somebody, to whatever revision; nil: none.
func (v *inviter) lastAnswer(key guestKey) *givenAnswer {
	last := v.o.Answers.lastAnswer(responseKey{key.key, key.address})
	if t := v.told[key]; t != nil {
		if noted := fileAnswer(&t.p, t.at); noted != nil && (last == nil || last.compare(noted) < 0) {
			return noted
		}
	}
	return last
}

// sentTo gives whom people send to an event: by their last answers, or else by what the
// organizer's file says of their delegates.
func (v *inviter) sentTo(key eventKey, lines []*toldGuest) map[string][]string {
	sends := map[string][]string{}
	add := func(address string) {
		if a := v.lastAnswer(guestKey{key, address}); a.stillSends(v.left[eventGuest{key.uid, address}]) {
			sends[address] = a.to
		}
	}
	if v.o.Answers != nil {
		for address := range v.o.Answers.sends[key] {
			add(address)
		}
	}
	for _, t := range lines {
		add(t.address)
	}
	for _, t := range lines {
		for _, who := range addressesIn(&t.p, "DELEGATED-FROM") {
			if t.mark != markGone && v.lastAnswer(guestKey{key, who}) == nil && !slices.Contains(sends[who], t.address) {
				sends[who] = append(sends[who], t.address)
			}
		}
	}
	for _, list := range sends {
		slices.Sort(list)
	}
	return sends
}

// setForwarded takes those who were sent for told: who sends somebody forwards the
// invitation to them. It notes what was forwarded.
func (v *inviter) setForwarded(key eventKey, lines []*toldGuest, forwarded map[*toldGuest]*toldGuest) {
	d := delegationOf(v.sentTo(key, lines), func(address string) bool {
		return v.toldBefore(guestKey{key, address}) != nil
	}, foldAddress(v.from.Email))
	for _, address := range d.order {
		at := guestKey{key, address}
		from := v.toldBefore(guestKey{key, d.from[address][0]})
		if from == nil || v.toldBefore(at) != nil || !v.hasForwarded(at, from) {
			continue
		}
		t := &toldGuest{guestKey: at, event: from.event, mark: from.mark, at: from.at, forwarded: true, p: from.forwardedTo(address, d.from[address])}
		v.told[at], v.order, forwarded[t] = t, append(v.order, t), cmp.Or(forwarded[from], from)
	}
}

// hasForwarded says whether what one who sends somebody has forwarded is what they were
// told last, and newer than a CANCEL to whom they send.
func (v *inviter) hasForwarded(at guestKey, from *toldGuest) bool {
	if at.key.recurrence != "" && from.key.recurrence == "" {
		if u := v.units[at.key]; u == nil || v.isOver(u) {
			return false
		}
	}
	a := v.lastAnswer(guestKey{at.key, from.address})
	if left, ok := v.left[eventGuest{at.key.uid, at.address}]; ok && (a == nil || a.sequence <= left) {
		return false
	}
	return a == nil || a.sequence >= from.at || !a.isStale(&respondedEvent{start: eventTime(from.event.Start), end: eventTime(from.event.End), revision: from.at})
}

// forwardedTo gives the ATTENDEE of a delegate beside that of who sends them.
func (t *toldGuest) forwardedTo(address string, from []string) property {
	p := property{name: "ATTENDEE", value: mailto(address), params: []param{{"DELEGATED-FROM", mailtos(from)}}}
	if lang := t.p.param("LANGUAGE"); lang != "" {
		p.params = append(p.params, param{"LANGUAGE", []string{lang}})
	}
	p.params = append(p.params, param{"PARTSTAT", []string{string(AnswerNeedsAction)}}, param{"ROLE", []string{t.p.param("ROLE")}}, param{"RSVP", []string{"TRUE"}}, param{markParam, []string{t.mark}})
	return p
}

// setForwardedMark notes that a delegate knows what was forwarded to them, if that is how
// the event is now. First is who was sent it by the organizer.
func (v *inviter) setForwardedMark(t, first *toldGuest) {
	to, sender, u := v.byMail[t.address], v.byMail[first.address], v.units[t.key]
	if to == nil || sender == nil || !to.has(u) {
		return
	}
	if told := v.units[first.key]; told != nil && v.knows(first, told, sender) {
		t.mark = v.mark(u, to)
	}
}

// setComing invites those who come for others to a unit.
func (v *inviter) setComing(u *unit, lines []*toldGuest) {
	sends := v.sentTo(u.key, lines)
	isInvited := func(address string) bool {
		to := v.byMail[address]
		return to != nil && (to.has(u) || to.has(u.series))
	}
	d := delegationOf(sends, isInvited, foldAddress(v.from.Email))
	for who, list := range sends {
		if !isInvited(who) && !d.has(who) || v.told[guestKey{u.key, who}] != nil && v.lastAnswer(guestKey{u.key, who}) == nil {
			continue // it is not said by them
		}
		v.sends[guestKey{u.key, who}] = slices.DeleteFunc(slices.Clone(list), func(to string) bool {
			return !slices.Contains(d.to[who], to) && (!isInvited(to) || !mayStandIn(to, who, list))
		})
	}
	for _, address := range d.order {
		v.come(address, u, d.from[address])
	}
	v.coming[u.key] = &d
}

// come invites somebody to a unit in place of others. Who is not in the agenda reads the
// language, on the clock, of who sends them.
func (v *inviter) come(address string, u *unit, from []string) {
	to := v.byMail[address]
	if to == nil {
		sender := v.byMail[from[0]].who
		to = &invited{address: address, who: &schedule.Participant{Email: address, Name: v.nameOf(guestKey{u.key, address}), Langs: sender.Langs, Zone: sender.Zone}}
		v.people, v.byMail[address] = append(v.people, to), to
	}
	if to.comes == nil {
		to.comes = map[*unit][]*invited{}
	}
	for _, who := range from {
		to.comes[u] = append(to.comes[u], v.byMail[who])
	}
	to.units = append(to.units, u)
	slices.SortStableFunc(to.units, func(a, b *unit) int { return cmp.Compare(a.slot, b.slot) })
}

// nameOf gives the name of somebody who is not in the agenda, as they have said it or as
// the organizer's file has it.
func (v *inviter) nameOf(key guestKey) schedule.Text {
	name := ""
	if t := v.told[key]; t != nil {
		name = t.p.param("CN")
	}
	if a := v.o.Answers.lastAnswer(responseKey{key.key, key.address}); a != nil {
		name = cmp.Or(a.name, name)
	}
	if name = strings.TrimSpace(name); name == "" {
		return nil
	}
	return schedule.Text{{Text: name}}
}
