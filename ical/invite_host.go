package ical

import (
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// setHostSlots finds to which slots the organizer is invited by mail: as a guest who is
// named. Nobody else with that address is.
func (v *inviter) setHostSlots() {
	v.hostAddress = foldAddress(v.from.Email)
	host := v.byMail[v.hostAddress]
	if host == nil { // no mail can go there
		return
	}
	for i := range v.o.Guests {
		g := &v.o.Guests[i]
		if slices.ContainsFunc(g.Who, func(id schedule.ID) bool { return id == host.who.ID || slices.Contains(host.others, id) }) {
			v.hostSlots = append(v.hostSlots, newGuestRule(g, v.tl, func(i int) bool { return v.ofSlot[i] != nil }).slots...)
		}
	}
}

// isHost says whether somebody is the organizer, who has a unit and is sent nothing of it.
// RFC 5546 has no message from the organizer to themselves, and calendar programs do not
// take one: Outlook shows that no answer is needed, and the event is in no calendar. Of
// what they were sent once, as a guest or by an older version, they are told changes.
func (v *inviter) isHost(to *invited, u *unit) bool {
	if to.address != v.hostAddress || v.isNamed(u) {
		return false
	}
	if whole := v.toldWhole(u, to); whole != nil && whole.mark != "" {
		return false
	}
	t := v.told[guestKey{u.key, to.address}]
	return t == nil || t.mark == ""
}

// isNamed says whether the organizer is a guest of a unit by name.
func (v *inviter) isNamed(u *unit) bool {
	return slices.Contains(v.hostSlots, u.slot) || slices.ContainsFunc(u.all, v.isNamed)
}

// isHost says whether an ATTENDEE of the file is its organizer, who was sent nothing.
func (t *toldGuest) isHost() bool {
	return t.mark == "" && t.address == foldAddress(t.event.Organizer)
}

// hostAnswer gives what the organizer's ATTENDEE says: that they come, unless they have
// answered otherwise.
func (v *inviter) hostAnswer(to *invited, u *unit) partstat {
	given := v.answerOf(to, u)
	if given.answer == "" || given.answer == string(AnswerNeedsAction) {
		given.answer = string(AnswerAccepted)
	}
	given.host = true
	return given
}
