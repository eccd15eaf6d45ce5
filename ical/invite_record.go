package ical

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// guestLines are what the events of the organizer's file say of who is invited, by
// UID and RECURRENCE-ID.
type guestLines map[eventKey][]property

// record notes in the events of the file who has been told what.
func (v *inviter) record() {
	lines := guestLines{}
	for _, to := range v.people {
		for _, u := range to.units {
			v.recordTo(to, u, lines)
		}
	}
	left := maps.Clone(v.left)
	for _, t := range v.order {
		switch key := (eventGuest{t.key.uid, t.address}); {
		case v.isInvited(t) || t.isHost():
		case v.units[eventKey{t.key.uid, ""}] != nil || v.u.is.find(eventKey{t.key.uid, ""}) != nil:
			left[key] = max(left[key], t.leftAt)
		default: // the event is gone; should it come back, they are invited again
			p := t.p
			p.params = setParam(p.params, markParam, markGone)
			lines.add(t.key, p)
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(left), func(a, b eventGuest) int { return strings.Compare(a.address, b.address) }) {
		lines.add(eventKey{key.uid, ""}, property{name: leftProp, value: mailto(key.address),
			params: []param{{"SEQUENCE", []string{strconv.Itoa(left[key])}}}})
	}
	v.writeLines(lines)
}

func (l guestLines) add(key eventKey, p property) { l[key] = append(l[key], p) }

// recordTo notes what one reader has been told of a unit, and of a series what they
// have been told of its occurrences. An answer stays until the event takes place
// otherwise.
func (v *inviter) recordTo(to *invited, u *unit, lines guestLines) {
	e := v.eventOf(u)
	t, known := v.told[guestKey{u.key, to.address}]
	switch over := v.isOverFor(to, u); {
	case known && over:
		lines.add(u.key, t.p)
		return
	case !known && (over || e.Status == schedule.Cancelled && !v.mayHave(to, u)):
		return
	}
	if v.isHost(to, u) {
		lines.add(u.key, v.attendee(to, u.slot, v.hostAnswer(to, u), ""))
		for _, one := range v.ownEvents(u) {
			v.recordTo(to, one, lines)
		}
		return
	}
	p := v.attendee(to, u.slot, v.answerOf(to, u), v.mark(u, to))
	if at := v.toldOf(to, u); at < e.Sequence {
		p.params = slices.Insert(p.params, len(p.params)-1, param{atParam, []string{strconv.Itoa(at)}})
	}
	lines.add(u.key, p)
	for _, one := range v.ownEvents(u) {
		v.recordTo(to, one, lines)
	}
}

// toldOf gives the SEQUENCE of what one reader was told last of a unit, this time
// included.
func (v *inviter) toldOf(to *invited, u *unit) int {
	sequence := v.eventOf(u).Sequence
	if t, known := v.told[guestKey{u.key, to.address}]; known && t.at < sequence && v.knows(t, u, to) {
		return t.at
	}
	return sequence
}

// A partstat is what an ATTENDEE says of an answer; zero: there is none.
type partstat struct {
	answer string // PARTSTAT
	to     string // addresses of DELEGATED-TO, a blank between two
	from   string // addresses of DELEGATED-FROM
	host   bool   // it is the organizer's, of whom no answer is asked
}

// answerOf gives what one reader has answered, to what takes place as it is now, and for
// whom they come. Whom they send holds longer, see setDelegates.
func (v *inviter) answerOf(to *invited, u *unit) (given partstat) {
	if given, sends := v.delegated(to, u); sends {
		given.from = addressesOf(to.senders(u))
		return given
	}
	given = v.answerNow(to, u)
	if given.answer == string(AnswerDelegated) { // it is over
		given = partstat{}
	}
	given.from = addressesOf(to.senders(u))
	return given
}

func (v *inviter) answerNow(to *invited, u *unit) partstat {
	e := v.eventOf(u)
	if given := v.o.Answers.answerTo(v.answered(u, e), v.toldOf(to, u), to.address); given != (partstat{}) {
		return given
	}
	t, known := v.told[guestKey{u.key, to.address}]
	if known && !(isRescheduled(v.changesTo(e)) && !v.knows(t, u, to)) {
		return partstat{answer: t.p.param("PARTSTAT")}
	}
	return partstat{}
}

func addressesOf(list []*invited) string {
	if len(list) == 0 {
		return ""
	}
	var all []string
	for _, to := range list {
		all = append(all, to.address)
	}
	return strings.Join(all, " ")
}

// answered gives the event to which one answers: an occurrence has its own time, also
// where the event of its series stands for it.
func (v *inviter) answered(u *unit, e *PublishedEvent) *PublishedEvent {
	if u.series == nil || e.key == u.key {
		return e
	}
	own, slot := *e, &v.tl.Slots[u.slot]
	own.key, own.Repeats = u.key, false
	if slot.AllDay() {
		own.Start.Wall.Date, own.End.Wall.Date = slot.From, slot.Through
		return &own
	}
	own.Start = PublishedTime{Wall: slot.Zone.Wall(slot.Start), TZID: e.Start.TZID, Zone: slot.Zone, At: slot.Start}
	own.End = PublishedTime{Wall: slot.EndZone.Wall(slot.End), TZID: e.End.TZID, Zone: slot.EndZone, At: slot.End}
	return &own
}

// writeLines writes them into the events of the file. An occurrence that is as its
// series says, and to which some are invited who are not to all of that, gets an event
// of its own.
func (v *inviter) writeLines(lines guestLines) {
	for i := range v.u.is.Events {
		e := &v.u.is.Events[i]
		e.ev.c.props, e.ev.c.facts = append(e.ev.c.props, lines[e.key]...), nil
		delete(lines, e.key)
	}
	for _, u := range v.ofSlot {
		if u != nil && len(lines[u.key]) > 0 {
			v.writeOnly(u, lines[u.key])
			delete(lines, u.key)
		}
	}
	if len(lines) > 0 && v.was != nil {
		v.writeGone(lines)
	}
}

// writeGone writes lines into events that are in the file because they were.
func (v *inviter) writeGone(lines guestLines) {
	keys := map[eventKey]eventKey{} // by RECURRENCE-ID as it is written
	for i := range v.was.Events {
		e := &v.was.Events[i]
		keys[eventKey{e.UID, e.Recurrence}] = e.key
	}
	for _, c := range v.u.calendars {
		for i, sub := range c.subs {
			if add := lines[keys[eventKey{uidOf(sub), valueOf(sub, "RECURRENCE-ID")}]]; sub.name == "VEVENT" && len(add) > 0 {
				own := *sub
				own.props, own.facts = slices.Concat(sub.props, add), nil
				c.subs[i] = &own
			}
		}
	}
}

// writeOnly writes an event for the guests of one occurrence.
func (v *inviter) writeOnly(u *unit, guests []property) {
	e, host := v.eventOf(u), v.voices[""]
	host.reader = schedule.Zone{}
	r := host.recurrings[&v.tl.Slots[u.slot]]
	host.untimed = true
	c := described("VEVENT", host, func() { v.describeSlot(u, host, r, u.slot) })
	host.untimed = false
	c.props = slices.Concat(e.ev.c.named([]string{"UID"}), e.ev.c.named(revisionProps), c.props, []property{{name: onlyProp, value: "TRUE"}}, guests)
	first := v.u.calendars[0]
	first.subs = append(first.subs, c)
}
