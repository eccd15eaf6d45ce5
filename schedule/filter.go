package schedule

import "slices"

// Filter chooses slots by what their sessions say. A slot passes if each field
// that is not empty has an entry that fits it. The zero Filter lets all pass.
type Filter struct {
	Tracks []ID
	// Rooms fit where a session takes place, also where its day or its parent
	// says so.
	Rooms []ID
	// People fit who has a role in the session or in one of its parts. An
	// organization fits what its people do, too.
	People []ID
	// Countries are codes of ISO 3166-1 alpha-2. They fit the countries of a
	// session, and those of its people or of their organizations.
	Countries []string
	Kinds     []Kind
}

// IsZero reports whether f lets all slots pass.
func (f Filter) IsZero() bool {
	return len(f.Tracks)+len(f.Rooms)+len(f.People)+len(f.Countries)+len(f.Kinds) == 0
}

// Keep gives a function that tells whether a slot of a's timeline passes. It is
// safe for concurrent use.
func (f Filter) Keep(a *Agenda) func(*Slot) bool {
	people := f.participants(a)
	return func(s *Slot) bool {
		return fits(f.Tracks, s.Session.Track) && fits(f.Rooms, s.Room) && fits(f.Kinds, s.Session.kind()) &&
			(len(f.People) == 0 || anyRole(s.Session, people.named)) &&
			(len(f.Countries) == 0 || anyRole(s.Session, people.from) ||
				slices.ContainsFunc(s.Session.Countries, func(code string) bool { return slices.Contains(f.Countries, code) }))
	}
}

func fits[T comparable](wanted []T, is T) bool {
	return len(wanted) == 0 || slices.Contains(wanted, is)
}

// kind gives the kind, a talk where none is set.
func (s *Session) kind() Kind {
	if s.Kind == "" {
		return Talk
	}
	return s.Kind
}

// wantedPeople are the participants who fit a filter.
type wantedPeople struct{ named, from map[ID]bool }

func (f Filter) participants(a *Agenda) wantedPeople {
	w := wantedPeople{map[ID]bool{}, map[ID]bool{}}
	countries := make(map[ID]string, len(a.Participants))
	for i := range a.Participants {
		countries[a.Participants[i].ID] = a.Participants[i].Country
	}
	for i := range a.Participants {
		p := &a.Participants[i]
		w.named[p.ID] = slices.Contains(f.People, p.ID) || p.Org != "" && slices.Contains(f.People, p.Org)
		country := p.Country
		if country == "" {
			country = countries[p.Org]
		}
		w.from[p.ID] = country != "" && slices.Contains(f.Countries, country)
	}
	return w
}

// anyRole reports whether one of some people has a role in a session or in one
// of its parts.
func anyRole(s *Session, people map[ID]bool) bool {
	has := func(r Role) bool { return people[r.Who] }
	return slices.ContainsFunc(s.Roles, has) ||
		slices.ContainsFunc(s.Parts, func(p Part) bool { return slices.ContainsFunc(p.Roles, has) })
}

// Where gives a timeline of the same agenda with the slots that keep wants. A
// parallel session whose parent is left out stands alone there.
func (tl *Timeline) Where(keep func(*Slot) bool) *Timeline {
	some := &Timeline{Agenda: tl.Agenda}
	place := make([]int, len(tl.Slots)) // in the new timeline
	for i := range tl.Slots {
		place[i] = -1
		if !keep(&tl.Slots[i]) {
			continue
		}
		s := tl.Slots[i]
		if s.Parent >= 0 {
			s.Parent = place[s.Parent]
		}
		place[i] = len(some.Slots)
		some.Slots = append(some.Slots, s)
	}
	return some
}
