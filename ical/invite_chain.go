package ical

import (
	"slices"
	"strings"
)

// senders gives for whom somebody comes to a unit, or to its series.
func (to *invited) senders(u *unit) []*invited {
	if u == nil || to.comes == nil {
		return nil
	}
	if from := to.comes[u]; from != nil || u.series == nil {
		return from
	}
	return to.comes[u.series]
}

// mayHave says whether somebody may have a unit from who sends them, since those were told
// of it.
func (v *inviter) mayHave(to *invited, u *unit) bool {
	return slices.ContainsFunc(to.senders(u), func(who *invited) bool {
		return v.toldBefore(guestKey{u.key, who.address}) != nil || v.mayHave(who, u)
	})
}

// sentBy gives whom somebody sends to a unit, or to its series; false: they send nobody.
func (v *inviter) sentBy(who *invited, u *unit) (to []string, sends bool) {
	if len(v.sends) == 0 {
		return nil, false
	}
	if to, sends = v.sends[guestKey{u.key, who.address}]; sends || u.series == nil || v.lastAnswer(guestKey{u.key, who.address}) != nil {
		return to, sends
	}
	to, sends = v.sends[guestKey{u.series.key, who.address}]
	return to, sends
}

// delegates gives those who come for somebody to a unit.
func (v *inviter) delegates(who *invited, u *unit) (list []*invited) {
	for _, key := range [...]eventKey{u.key, {u.key.uid, ""}} {
		for _, address := range v.coming.of(key).to[who.address] {
			list = append(list, v.byMail[address])
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}

// chain gives a reader, for whom they come and whom they send to a unit: who knows of each
// other. For others than the reader, an ATTENDEE tells of nobody else.
func (v *inviter) chain(to *invited, u *unit) []*invited {
	list := []*invited{to}
	add := func(near func(*invited) []*invited) {
		for open := near(to); len(open) > 0; open = open[1:] {
			if !slices.Contains(list, open[0]) {
				list, open = append(list, open[0]), append(open[:len(open):len(open)], near(open[0])...)
			}
		}
	}
	add(func(who *invited) []*invited { return who.senders(u) })
	add(func(who *invited) []*invited { return v.delegates(who, u) })
	return list
}

// delegated gives what an ATTENDEE says of delegates. Who sends only such as have declined
// is asked again (RFC 5546 §4.2.7).
func (v *inviter) delegated(to *invited, u *unit) (given partstat, sends bool) {
	list, sends := v.sentBy(to, u)
	if !sends {
		return given, false
	}
	coming := v.delegates(to, u)
	if len(coming) > 0 && len(coming) == len(list) && !slices.ContainsFunc(coming, func(who *invited) bool { return !v.hasDeclined(who, u) }) {
		return given, true
	}
	return partstat{answer: string(AnswerDelegated), to: strings.Join(list, " ")}, true
}

// hasDeclined says whether the last answer of a delegate is that they do not come.
func (v *inviter) hasDeclined(who *invited, u *unit) bool {
	a := v.lastAnswer(guestKey{u.key, who.address})
	if a == nil && u.series != nil {
		a = v.lastAnswer(guestKey{u.series.key, who.address})
	}
	return a != nil && a.answer == AnswerDeclined
}

// declined gives those who come for somebody to a unit and have declined since the
// organizer's file was written.
func (v *inviter) declined(who *invited, u *unit) []*invited {
	return v.declinedSince(who, u, v.told)
}

// declinedSince gives those who have declined since an organizer's file said what told has.
func (v *inviter) declinedSince(who *invited, u *unit, told map[guestKey]*toldGuest) (list []*invited) {
	if len(v.coming) == 0 {
		return nil
	}
	for _, to := range v.delegates(who, u) {
		t := told[guestKey{u.key, to.address}]
		if v.answerOf(to, u).answer == string(AnswerDeclined) && (t == nil || answerOf(t.p.param("PARTSTAT")) != AnswerDeclined) {
			list = append(list, to)
		}
	}
	return list
}
