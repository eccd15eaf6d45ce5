package ical

import (
	"fmt"
	"hash/fnv"
	"maps"
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
	slots := invitedSlots(v.tl, func(i int) bool { return v.events[i] != nil }, v.o.Guests)
	v.people = make([]invited, 0, len(list))
	for i := range list {
		who := &list[i]
		if who.Email == "" {
			continue
		}
		address := foldAddress(who.Email)
		to := v.byMail[address]
		if to == nil {
			v.people = append(v.people, invited{who: who, address: address})
			to = &v.people[len(v.people)-1]
			v.byMail[address] = to
		}
		to.slots = append(to.slots, slots[i]...)
		slices.Sort(to.slots)
		to.slots = slices.Compact(to.slots)
	}
}

// isInvited says whether one who was told of an event still is invited to it.
func (v *inviter) isInvited(t *toldGuest) bool {
	to, i := v.byMail[t.address], -1
	if n, ok := v.slots[t.uid]; ok {
		i = n
	}
	return to != nil && slices.Contains(to.slots, i)
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
	for key, sequence := range v.left {
		to, e := v.byMail[key.address], v.u.is.find(eventKey{key.uid, ""})
		if to == nil || e == nil || !slices.Contains(to.slots, v.slots[key.uid]) || e.Sequence > sequence {
			continue
		}
		if !writableSequence(sequence + 1) {
			return fmt.Errorf("%w: event %q has SEQUENCE %d; there is none after it", ErrUnwritable, e.UID, sequence)
		}
		e.Sequence = sequence + 1
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

// keyOf tells for whom else a slot reads the same.
func (v *inviter) keyOf(i int, to *invited) renderedKey {
	return renderedKey{i, v.voice(to), to.who.Zone}
}

// rendered gives what a reader is told of a slot.
func (v *inviter) rendered(i int, to *invited) *rendered {
	key := v.keyOf(i, to)
	if r := v.made[key]; r != nil {
		return r
	}
	slot, e := &v.tl.Slots[i], key.voice
	e.reader = to.who.Zone
	c := described("VEVENT", e, func() { e.when(slot, wallsOf(slot)); e.contents(i) })
	h := fnv.New64a()
	fmt.Fprintln(h, slot.Start.Unix(), slot.End.Unix())
	out := contentline.NewWriter(h)
	writeComponent(out, c)
	out.Flush() // a fault is met when the message is made
	r := &rendered{c, strconv.FormatUint(h.Sum64(), 36)}
	if len(v.made) >= maxDrafts {
		clear(v.made)
	}
	v.made[key] = r
	return r
}

func (v *inviter) mark(i int, to *invited) string { return v.rendered(i, to).mark }

// role gives what a reader does in a slot; empty: nothing.
func (to *invited) role(v *inviter, i int) schedule.RoleKind {
	if i < 0 || !slices.Contains(to.slots, i) {
		return ""
	}
	for _, r := range rolesOf(v.tl.Slots[i].Session) {
		if r.Who == to.who.ID {
			return r.As
		}
	}
	return ""
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
// sorted by name. An empty answer is NEEDS-ACTION, an empty mark none.
func (v *inviter) attendee(to *invited, slot int, answer, mark string) property {
	p := property{name: "ATTENDEE", value: mailto(to.who.Email)}
	add := func(name, value string) {
		if value != "" {
			p.params = append(p.params, param{name, []string{value}})
		}
	}
	add("CN", typographic(orID(v.voice(to).texts.in(to.who.Name), to.who.ID).Text))
	if len(to.who.Langs) > 0 {
		add("LANGUAGE", string(to.who.Langs[0]))
	}
	if answer == "" {
		answer = "NEEDS-ACTION"
	}
	add("PARTSTAT", answer)
	add("ROLE", attendeeRoleOf(to.role(v, slot)))
	add("RSVP", "TRUE")
	add(markParam, mark)
	return p
}

// record notes in the events of the file who has been told what.
func (v *inviter) record() {
	lines := map[string][]property{}
	for i := range v.people {
		v.recordTo(&v.people[i], lines)
	}
	left := maps.Clone(v.left)
	for _, t := range v.order {
		switch _, there := v.slots[t.uid]; {
		case v.isInvited(t):
		case there:
			left[t.eventGuest] = v.leftAt(t)
		default: // the event is gone; should it come back, they are invited again
			p := t.p
			p.params = setParam(p.params, markParam, markGone)
			lines[t.uid] = append(lines[t.uid], p)
		}
	}
	for _, key := range slices.SortedFunc(maps.Keys(left), func(a, b eventGuest) int { return strings.Compare(a.address, b.address) }) {
		lines[key.uid] = append(lines[key.uid], property{name: leftProp, value: mailto(key.address),
			params: []param{{"SEQUENCE", []string{strconv.Itoa(left[key])}}}})
	}
	for _, c := range v.u.calendars {
		for i, sub := range c.subs {
			if add := lines[uidOf(sub)]; sub.name == "VEVENT" && len(add) > 0 {
				own := *sub
				own.props = slices.Concat(sub.props, add)
				c.subs[i] = &own
			}
		}
	}
}

// recordTo notes what one reader has been told. An answer stays until the event
// takes place otherwise.
func (v *inviter) recordTo(to *invited, lines map[string][]property) {
	for _, i := range to.slots {
		e := v.events[i]
		was, known := v.told[eventGuest{e.UID, to.address}]
		switch {
		case known && e.isOver(v.o.Stamp):
			lines[e.UID] = append(lines[e.UID], was.p)
			continue
		case !known && (e.isOver(v.o.Stamp) || e.Status == schedule.Cancelled):
			continue
		}
		answer := ""
		if known && !isRescheduled(v.changes[e.UID]) {
			answer = was.p.param("PARTSTAT")
		}
		if given := v.o.Answers.answerTo(e, to.address); given != "" {
			answer = string(given)
		}
		lines[e.UID] = append(lines[e.UID], v.attendee(to, i, answer, v.mark(i, to)))
	}
}
