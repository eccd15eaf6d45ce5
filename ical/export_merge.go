package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// The properties that say one thing together: when one of them has to be written
// anew, all are, and none is left that says what was before.
var (
	whenProps = []string{
		"DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY",
	}
	moveProps     = []string{"RECURRENCE-ID", "DTSTART", "DTEND", "DURATION", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY"}
	descProps     = []string{"DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"}
	placeProps    = []string{"LOCATION", "GEO", "X-APPLE-STRUCTURED-LOCATION"}
	linkProps     = []string{"URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
	statusProps   = []string{"STATUS", "TRANSP"}
	categoryProps = []string{"CATEGORIES"}
)

// merge gives an event of the file with what differs between before and after.
// when are the properties of its time.
func (k *keeper) merge(c, before, after *component, id schedule.ID, slot int, when []string) *component {
	out := &component{name: c.name, pos: c.pos, props: slices.Clone(c.props), subs: c.subs}
	changed, moved := false, false
	behind := []string{"UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED"}
	for _, group := range [][]string{when, {"SUMMARY"}, descProps, placeProps, categoryProps, linkProps, statusProps, {"ORGANIZER"}, {"RELATED-TO"}} {
		a, b := before.named(group), after.named(group)
		if !sameProperties(a, b) && k.mayReplace(c, group[0], a) {
			switch group[0] {
			case "CATEGORIES":
				b = withOthers(c, a, b)
			case "DTSTART":
				b = withUnread(c, a, b)
			}
			out.replace(group, c.spoken(a, b), behind)
			changed = true
			moved = moved || isSignificant(group)
		}
		behind = append(behind, group...)
	}
	if slices.Equal(when, whenProps) && k.attendees(out, id) {
		changed = true
	}
	if sameComponents(c.subs, before.subs) {
		out.subs = after.subs
	} else {
		out.subs = renameAlarms(c.subs, before, after)
	}
	changed = changed || !sameComponents(c.subs, out.subs)
	if !changed {
		return c
	}
	if moved {
		k.useSlot(&k.is.tl.Slots[slot], k.is.sessions[id])
		k.anew = append(k.anew, out)
	}
	k.stamp(out, c, slot, moved)
	k.changed = true
	return out
}

// isSignificant says whether a change is one that those who come must learn of,
// RFC 5546 §2.1.4.
func isSignificant(group []string) bool {
	switch group[0] {
	case "DTSTART", "RECURRENCE-ID", "LOCATION", "STATUS":
		return true
	}
	return false
}

// mayReplace says whether a property follows the agenda: the organizer of an event
// that has one of its own does not.
func (k *keeper) mayReplace(c *component, name string, was []property) bool {
	if name != "ORGANIZER" {
		return true
	}
	own := c.first(name)
	if own == nil || len(was) == 0 {
		return own == nil && len(was) == 0
	}
	return strings.EqualFold(own.value, was[0].value)
}

// withOthers adds the categories that the agenda had no place for.
func withOthers(c *component, was, is []property) []property {
	known := map[string]bool{}
	for _, p := range was {
		for word := range contentline.Elements([]byte(p.value), ',') {
			known[string(contentline.Text(word))] = true
		}
	}
	var others []string
	for _, p := range c.named(categoryProps) {
		for word := range contentline.Elements([]byte(p.value), ',') {
			if !known[string(contentline.Text(word))] {
				others = append(others, string(word))
			}
		}
	}
	if len(others) == 0 {
		return is
	}
	if len(is) == 0 {
		return []property{{name: "CATEGORIES", value: strings.Join(others, ",")}}
	}
	with := slices.Clone(is)
	with[0].value += "," + strings.Join(others, ",")
	return with
}

// withUnread adds the rules that the agenda had no place for, unless its own have
// changed: then these are all.
func withUnread(c *component, was, is []property) []property {
	var rules [2][]property
	for i, list := range [...][]property{was, is} {
		for _, p := range list {
			if p.name == "RRULE" || p.name == "EXRULE" {
				rules[i] = append(rules[i], p)
			}
		}
	}
	if !sameProperties(rules[0], rules[1]) {
		return is
	}
	return append(slices.Clone(is), c.unread()...)
}

// spoken gives what is written anew without a language that the file does not
// have and that has not changed: Import had to take a text to be in some.
func (c *component) spoken(was, is []property) []property {
	is = slices.Clone(is)
	for i := range is {
		p := &is[i]
		own := c.first(p.name)
		j := slices.IndexFunc(was, func(q property) bool { return q.name == p.name })
		if own == nil || j < 0 || own.param("LANGUAGE") != "" || was[j].param("LANGUAGE") != p.param("LANGUAGE") {
			continue
		}
		p.params = slices.DeleteFunc(slices.Clone(p.params), func(q param) bool { return q.name == "LANGUAGE" })
	}
	return is
}

// renameAlarms gives the alarms of an event, of which those that showed its title
// show the new one.
func renameAlarms(alarms []*component, before, after *component) []*component {
	was, is := before.first("SUMMARY"), after.first("SUMMARY")
	if was == nil || is == nil || was.value == is.value {
		return alarms
	}
	list := slices.Clone(alarms)
	for i, alarm := range list {
		if text := alarm.first("DESCRIPTION"); text != nil && text.value == was.value {
			renamed := *alarm
			renamed.props = slices.Clone(alarm.props)
			renamed.first("DESCRIPTION").value = is.value
			list[i] = &renamed
		}
	}
	return list
}

// stamp raises the revision of an event that has changed.
func (k *keeper) stamp(out, c *component, slot int, significant bool) {
	sequence := 0
	if p := c.first("SEQUENCE"); p != nil {
		sequence, _ = strconv.Atoi(strings.TrimSpace(p.value))
	}
	r := k.is.revision(&k.is.tl.Slots[slot])
	switch _, told := k.o.Revisions[uidOf(c)]; {
	case told:
		sequence = r.Sequence
	case significant:
		sequence = max(sequence+1, r.Sequence)
	default:
		sequence = max(sequence, r.Sequence)
	}
	if writableSequence(sequence) && (sequence > 0 || c.first("SEQUENCE") != nil) {
		out.replace([]string{"SEQUENCE"}, []property{{name: "SEQUENCE", value: strconv.Itoa(sequence)}}, []string{"UID", "DTSTAMP"})
	}
	if k.o.Stamp.IsZero() {
		return
	}
	out.replace([]string{"DTSTAMP"}, []property{{name: "DTSTAMP", value: stampText(k.o.Stamp)}}, []string{"UID"})
	modified := r.Modified
	out.replace([]string{"LAST-MODIFIED"}, []property{{name: "LAST-MODIFIED", value: stampText(modified)}}, []string{"UID", "DTSTAMP", "SEQUENCE"})
}

func uidOf(c *component) string {
	if p := c.first("UID"); p != nil {
		return strings.TrimSpace(p.text())
	}
	return ""
}

// use notes that a zone is named by what is written anew.
func (k *keeper) use(z schedule.Zone, from, to time.Time) {
	if k.is.isUTC(z) {
		return
	}
	for i := range k.uses {
		u := &k.uses[i]
		if u.zone != z {
			continue
		}
		if from.Before(u.from) {
			u.from = from
		}
		if to.After(u.to) {
			u.to = to
		}
		return
	}
	k.uses = append(k.uses, zoneUse{zone: z, from: from, to: to})
}

func (k *keeper) useSlot(slot *schedule.Slot, s *schedule.Session) {
	if slot.AllDay() || s.Repeat == nil && k.is.inUTC(slot) || k.is.file.form(slot) == floating {
		return
	}
	to := slot.End
	if s.Repeat != nil {
		to = lastOf(slot, s.Repeat)
	}
	k.use(slot.Zone, slot.Start, to)
	k.use(slot.EndZone, slot.Start, to)
}

// move gives the override of an occurrence as it is now.
func (k *keeper) move(c *component, b became, was, is int) []*component {
	then, now := moveOf(k.was.sessions[b.id], b.from), moveOf(k.is.sessions[b.id], b.from)
	if then == nil || now == nil {
		k.changed = true
		return nil
	}
	before := described("VEVENT", k.was.exporter, func() { k.was.override(&k.was.tl.Slots[was], then); k.was.contents(was) })
	after := described("VEVENT", k.is.exporter, func() { k.is.override(&k.is.tl.Slots[is], now); k.is.contents(is) })
	if then.Cancelled {
		before.props, after.props = before.props[:1], after.props[:1] // it says no more than which
	}
	return []*component{k.merge(c, before, after, b.id, is, moveProps)}
}

// moveOf finds the Move of an occurrence.
func moveOf(s *schedule.Session, from schedule.DateTime) *schedule.Move {
	if s == nil || s.Repeat == nil {
		return nil
	}
	for i := range s.Repeat.Moved {
		if m := &s.Repeat.Moved[i]; m.From == from {
			return m
		}
	}
	return nil
}

// cancelledAnew gives the occurrences that were cancelled since the import.
func (k *keeper) cancelledAnew(id schedule.ID) (list []schedule.DateTime) {
	r := k.is.sessions[id].Repeat
	if r == nil {
		return nil
	}
	for i := range r.Moved {
		if m := &r.Moved[i]; m.Cancelled && moveOf(k.was.sessions[id], m.From) == nil {
			list = append(list, m.From)
		}
	}
	return list
}

// newMoves gives events for the occurrences that were moved since the import:
// the event of the series with another time.
func (k *keeper) newMoves(master *component, id schedule.ID, is int) (list []*component) {
	r := k.is.sessions[id].Repeat
	for i := range r.Moved {
		m := &r.Moved[i]
		if m.Cancelled || moveOf(k.was.sessions[id], m.From) != nil {
			continue
		}
		when := described("VEVENT", k.is.exporter, func() { k.is.override(&k.is.tl.Slots[is], m) })
		c := &component{name: master.name, props: slices.Clone(master.props), subs: master.subs}
		c.replace(whenProps, when.props, []string{"UID", "DTSTAMP"})
		k.stamp(c, master, is, true)
		k.useSlot(&k.is.tl.Slots[is], k.is.sessions[id])
		k.anew = append(k.anew, c)
		list, k.changed = append(list, c), true
	}
	return list
}
