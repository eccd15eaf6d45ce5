package ical

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// setPeople finds who is invited to what. Of participants with one address the
// first is the reader, and invited to what any of them is.
func (v *inviter) setPeople() {
	list := v.tl.Agenda.Participants
	slots := invitedSlots(v.tl, func(i int) bool { return v.ofSlot[i] != nil }, v.o.Guests)
	v.people = make([]*invited, 0, len(list))
	for i := range list {
		who := &list[i]
		if notAnAddress(who.Email) != "" {
			continue
		}
		address := foldAddress(who.Email)
		to := v.byMail[address]
		if to == nil {
			to = &invited{who: who, address: address}
			v.people, v.byMail[address] = append(v.people, to), to
		} else {
			to.others = append(to.others, who.ID)
		}
		to.slots = append(to.slots, slots[i]...)
		slices.Sort(to.slots)
		to.slots = slices.Compact(to.slots)
	}
	for _, to := range v.people {
		to.units = v.unitsOf(to.slots)
	}
}

// isInvited says whether one who was told of an event still is invited to it, or to
// all of its series.
func (v *inviter) isInvited(t *toldGuest) bool {
	to := v.byMail[t.address]
	return to != nil && (to.has(v.units[t.key]) || to.has(v.units[eventKey{t.key.uid, ""}]))
}

// isPart says whether one was told of an occurrence with all of its series.
func (v *inviter) isPart(t *toldGuest) bool {
	return t.key.recurrence != "" && v.told[guestKey{eventKey{t.key.uid, ""}, t.address}] != nil
}

// goneGuest gives the reader of a CANCEL, who is perhaps not in the agenda.
func (v *inviter) goneGuest(t *toldGuest) *invited {
	if to := v.byMail[t.address]; to != nil {
		return to
	}
	who := &schedule.Participant{Email: userAddress(&t.p), Name: schedule.Text{{Text: t.p.param("CN")}}}
	if lang := t.p.param("LANGUAGE"); lang != "" {
		who.Langs = []schedule.Lang{schedule.Lang(lang)}
	}
	return &invited{who: who, address: t.address}
}

// raise lets SEQUENCE be above that of a CANCEL where somebody is invited again.
func (v *inviter) raise() error {
	for _, to := range v.people {
		for _, u := range to.units {
			if v.isHost(to, u) {
				continue
			}
			above, left := v.left[eventGuest{u.key.uid, to.address}]
			if whole := v.toldWhole(u, to); whole != nil {
				above, left = max(above, whole.leftAt), true
			}
			if _, known := v.told[guestKey{u.key, to.address}]; !left || known && v.toldWhole(u, to) == nil {
				continue
			}
			if err := v.raiseUnit(u, above); err != nil {
				return err
			}
		}
	}
	return nil
}

// raiseUnit lets the SEQUENCE of a unit be above another.
func (v *inviter) raiseUnit(u *unit, above int) error {
	events := []*PublishedEvent{v.eventOf(u)}
	for _, one := range v.ownEvents(u) {
		events = append(events, v.u.is.find(one.key))
	}
	for _, e := range events {
		if e.Sequence > above {
			continue
		}
		if !writableSequence(above + 1) {
			return fmt.Errorf("%w: event %q has SEQUENCE %d; there is none after it", ErrUnwritable, e.UID, above)
		}
		e.Sequence = above + 1
		e.ev.c.replace([]string{"SEQUENCE"}, []property{{name: "SEQUENCE", value: strconv.Itoa(e.Sequence)}}, nil)
	}
	return nil
}

// voice gives the exporter that speaks the language of a reader.
func (v *inviter) voice(to *invited) *exporter {
	if to.voice != nil {
		return to.voice
	}
	langs := append(to.who.Langs[:len(to.who.Langs):len(to.who.Langs)], v.voices[""].o.Langs...)
	key := joined(langs)
	e := v.voices[key]
	if e == nil {
		o := v.o.Options
		o.Langs = langs
		e, _ = newExporter(v.tl, &o) // which has worked in another language
		v.voices[key] = e
	}
	to.voice = e
	return e
}

func joined(langs []schedule.Lang) (all schedule.Lang) {
	for _, l := range langs {
		all += l + " "
	}
	return all
}

// renderedKey tells for whom else a unit reads the same.
func (v *inviter) renderedKey(u *unit, to *invited) renderedKey {
	return renderedKey{u, v.voice(to), to.who.Zone}
}

// rendered gives what a reader is told of a unit.
func (v *inviter) rendered(u *unit, to *invited) *rendered {
	key := v.renderedKey(u, to)
	if r := v.made[key]; r != nil {
		return r
	}
	series := (*recurring)(nil)
	if u.isSeries() || u.series != nil {
		series = v.recurring(u, to)
	}
	e := key.voice
	e.reader = to.who.Zone
	r := &rendered{c: described("VEVENT", e, func() { v.describeUnit(u, e, series) })}
	r.mark = v.markOf(u, r.c, series)
	if len(v.made) >= maxDrafts {
		clear(v.made)
	}
	v.made[key] = r
	return r
}

// markOf gives a short word for what is said of a unit: another word if the instants
// are others by the rules of today. Which occurrences a series leaves out is told one
// by one, and no part of it.
func (v *inviter) markOf(u *unit, c *component, series *recurring) string {
	h := fnv.New64a()
	switch {
	case u.isSeries():
		c = &component{name: c.name, props: c.without([]string{"EXDATE"}), subs: c.subs}
		series.writeClock(h)
	case u.was != nil:
		fmt.Fprintln(h, u.was.Start.Unix(), u.was.End.Unix())
	default:
		fmt.Fprintln(h, v.tl.Slots[u.slot].Start.Unix(), v.tl.Slots[u.slot].End.Unix())
	}
	out := contentline.NewWriter(h)
	writeComponent(out, c)
	out.Flush() // a fault is met when the message is made
	return strconv.FormatUint(h.Sum64(), 36) + markVersion
}

// markVersion ends all marks. It is another one whenever this package says the same
// things in other words or in another order: else everybody would get all invitations
// again from the next version of plenaria. TestMarks fails where that is forgotten.
const markVersion = ".1"

// knows says whether what somebody was told is what they would be told now. Of a mark of
// another version that cannot be compared; then it is if the organizer's file tells of no
// other time, place, status or title.
func (v *inviter) knows(t *toldGuest, u *unit, to *invited) bool {
	if t.mark == v.mark(u, to) {
		return true
	}
	if t.mark == "" || t.mark == markGone || strings.HasSuffix(t.mark, markVersion) {
		return false
	}
	return !slices.ContainsFunc(v.changesTo(v.eventOf(u)), func(d Difference) bool { return d != DifferentDetails })
}

func (v *inviter) mark(u *unit, to *invited) string { return v.rendered(u, to).mark }

// role gives what a reader does in a slot, or else somebody with the same address, or for
// whom they come; empty: nothing.
func (to *invited) role(v *inviter, i int) (as schedule.RoleKind) {
	if i < 0 {
		return ""
	}
	if !slices.Contains(to.slots, i) {
		for _, who := range to.senders(v.ofSlot[i]) {
			as = cmp.Or(as, who.role(v, i))
		}
		return as
	}
	for _, r := range rolesOf(v.tl.Slots[i].Session) {
		if r.Who == to.who.ID {
			return r.As
		}
		if as == "" && slices.Contains(to.others, r.Who) {
			as = r.As
		}
	}
	return as
}

// attendeeRoleOf gives the ROLE of an ATTENDEE, RFC 5545 §3.2.16.
func attendeeRoleOf(as schedule.RoleKind) string {
	switch as {
	case "", schedule.Attendee:
		return "OPT-PARTICIPANT"
	case schedule.Chair:
		return "CHAIR"
	}
	return "REQ-PARTICIPANT"
}

// attendee gives the ATTENDEE of a reader, RFC 5545 §3.8.4.1. Parameters are
// sorted by name. No answer is NEEDS-ACTION, an empty mark none.
func (v *inviter) attendee(to *invited, slot int, answer partstat, mark string) property {
	p := property{name: "ATTENDEE", value: mailto(to.who.Email)}
	add := func(name, value string) {
		if value != "" {
			p.params = append(p.params, param{name, []string{value}})
		}
	}
	add("CN", typographic(orID(v.voice(to).texts.in(to.who.Name), to.who.ID).Text))
	if answer.from != "" {
		p.params = append(p.params, param{"DELEGATED-FROM", mailtos(strings.Fields(answer.from))})
	}
	if answer.to != "" {
		p.params = append(p.params, param{"DELEGATED-TO", mailtos(strings.Fields(answer.to))})
	}
	if len(to.who.Langs) > 0 {
		add("LANGUAGE", string(to.who.Langs[0]))
	}
	add("PARTSTAT", cmp.Or(answer.answer, string(AnswerNeedsAction)))
	add("ROLE", attendeeRoleOf(to.role(v, slot)))
	if answer.to == "" && !answer.host { // who sends somebody is not asked
		add("RSVP", "TRUE")
	}
	add(markParam, mark)
	return p
}

func mailtos(addresses []string) (list []string) {
	for _, a := range addresses {
		list = append(list, mailto(a))
	}
	return list
}
