package site

import (
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// groups are the slots that the calendar files of parts have, as indices in the
// timeline, by the kind of the file and the ID in it. They are what a
// [schedule.Filter] for each would choose, found in one walk: with a walk for each
// file the time would grow with the square of the agenda.
type groups map[group][]int

type group struct{ kind, id string }

func (b *builder) groups() groups {
	g := groups{}
	people := make(map[schedule.ID]*schedule.Participant, len(b.tl.Agenda.Participants))
	for i := range b.tl.Agenda.Participants {
		people[b.tl.Agenda.Participants[i].ID] = &b.tl.Agenda.Participants[i]
	}
	for i := range b.tl.Slots {
		s := &b.tl.Slots[i]
		if !b.o.Keep(s) || b.o.OmitBreaks && s.Session.Kind == schedule.Break {
			continue
		}
		g.add(feedTrack, string(s.Session.Track), i)
		g.add(feedRoom, string(s.Room), i)
		for _, code := range s.Session.Countries {
			g.add(feedCountry, code, i)
		}
		g.roles(people, s.Session.Roles, i)
		for j := range s.Session.Parts {
			g.roles(people, s.Session.Parts[j].Roles, i)
		}
	}
	return g
}

// roles adds a slot to the files of people, of their organizations and of their
// countries.
func (g groups) roles(people map[schedule.ID]*schedule.Participant, roles []schedule.Role, slot int) {
	for _, r := range roles {
		p := people[r.Who]
		if p == nil {
			continue
		}
		country := p.Country
		if org := people[p.Org]; country == "" && org != nil {
			country = org.Country
		}
		g.add(feedPerson, string(p.ID), slot)
		g.add(feedPerson, string(p.Org), slot)
		g.add(feedCountry, country, slot)
	}
}

// add adds a slot once; slots come in their order.
func (g groups) add(kind, id string, slot int) {
	slots := g[group{kind, id}]
	if id != "" && (len(slots) == 0 || slots[len(slots)-1] != slot) {
		g[group{kind, id}] = append(slots, slot)
	}
}

// part gives a timeline of some slots, as [schedule.Timeline.Where] does.
func part(tl *schedule.Timeline, slots []int) *schedule.Timeline {
	some := &schedule.Timeline{Agenda: tl.Agenda, Slots: make([]schedule.Slot, len(slots))}
	for i, slot := range slots {
		s := tl.Slots[slot]
		if s.Parent >= 0 {
			parent, kept := slices.BinarySearch(slots, s.Parent)
			if s.Parent = -1; kept {
				s.Parent = parent
			}
		}
		some.Slots[i] = s
	}
	return some
}
