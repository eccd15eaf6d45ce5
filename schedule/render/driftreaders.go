package render

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// few is how many names are listed; of more there is a number.
const few = 10

// readers adds the clocks of participants that show another time though the host's
// does not, by zones, but for those that are shown beside the sessions.
func (t *driftTeller) readers() {
	s := reportSection{head: t.l.loc.Word(datefmt.WordReadersTime)}
	for _, c := range t.drift.Clocks {
		list := t.drift.ClockMoved(c.Zone)
		if len(list) == 0 || slices.ContainsFunc(t.Zones, c.Zone.Equal) {
			continue
		}
		offsets := " (" + t.offsets(&list[0]) + ")"
		name := t.l.loc.City(c.Zone.String()) + offsets
		if who := t.peopleIn(c.Zone); who != "" {
			name += t.report.colon + who
		}
		item := reportItem{name: name}
		for i := range list {
			when := strings.TrimSuffix(t.when(&list[i]), offsets)
			item.facts = append(item.facts, fact{t.title(list[i].Session.Slot.Session), when})
		}
		s.items = append(s.items, item)
	}
	if len(s.items) > 0 {
		t.report.sections = append(t.report.sections, s)
	}
}

// peopleIn names the participants in a zone.
func (t *driftTeller) peopleIn(z schedule.Zone) string {
	var list []string
	for i := range t.l.tl.Agenda.Participants {
		if p := &t.l.tl.Agenda.Participants[i]; p.Zone.Equal(z) {
			list = append(list, t.l.names.people[p.ID])
		}
	}
	return t.some(list)
}

// some lists a few names, and counts more.
func (t *driftTeller) some(list []string) string {
	if len(list) > few {
		return itoa(len(list))
	}
	return t.l.list(list)
}

// close says what has not moved, and what could not be compared.
func (t *driftTeller) close() {
	r := &t.report
	say := func(label string, list []string) {
		if len(list) > 0 {
			r.closing = append(r.closing, label+r.colon+t.some(list))
		}
	}
	switch {
	case len(r.sections) > 0:
		r.versions = t.l.loc.Word(datefmt.WordDrift)
	case t.Who != "" && len(t.apart(schedule.NoRecord)) == 0:
		r.closing = append(r.closing, t.l.loc.Word(datefmt.WordNotAffected))
	case len(t.drift.Sessions) > 0 || len(t.drift.Apart) == 0: // else nobody can tell
		r.closing = append(r.closing, t.l.loc.Word(datefmt.WordNoDrift))
	}
	if n := len(t.titles); n > 0 && t.Who == "" {
		r.closing = append(r.closing, t.l.loc.Word(datefmt.WordUnchanged)+r.colon+itoa(n))
	} else {
		say(t.l.loc.Word(datefmt.WordUnchanged), t.titles)
	}
	for _, why := range [...]schedule.Uncompared{schedule.NotPublished, schedule.NotInAgenda, schedule.OtherWall, schedule.NoRecord} {
		say(t.why(why), t.apart(why))
	}
	say(t.why(schedule.NoRecord), t.unrecorded())
}

// why words the reason for which something is not compared.
func (t *driftTeller) why(why schedule.Uncompared) string {
	switch why {
	case schedule.NotPublished:
		return t.l.loc.Change(schedule.ChangeAdded)
	case schedule.NotInAgenda:
		return t.l.loc.Change(schedule.ChangeRemoved)
	case schedule.OtherWall:
		return t.l.loc.Word(datefmt.WordEditedSince)
	}
	return t.l.loc.Word(datefmt.WordNoRecord)
}

// apart names what is not compared for a reason.
func (t *driftTeller) apart(why schedule.Uncompared) (list []string) {
	for _, a := range t.drift.Apart {
		switch {
		case a.Why != why:
		case a.Slot != nil:
			list = append(list, t.title(a.Slot.Session))
		default:
			list = append(list, strings.TrimSpace(a.Title))
		}
	}
	return list
}

// unrecorded names the readers' zones of which there is no record.
func (t *driftTeller) unrecorded() (list []string) {
	for _, c := range t.drift.Clocks {
		if c.Then.IsZero() && (t.Who == "" || slices.ContainsFunc(t.Zones, c.Zone.Equal)) {
			list = append(list, t.l.loc.City(c.Zone.String()))
		}
	}
	return list
}
