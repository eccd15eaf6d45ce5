package schedule

import (
	"slices"
	"strings"
)

// Find gives the filter with the agenda's own IDs and codes for what people
// write: IDs and codes in any case, and names in any of the agenda's languages.
// Of several things of one name all are meant.
//
// The error is [Problems]: every entry that the agenda does not have, with what
// was perhaps meant, by the field of the filter. They wrap [ErrUnknownID], those
// of kinds [ErrInvalid].
func (f Filter) Find(a *Agenda) (Filter, error) {
	c := newChecker(a)
	tracks, rooms := newFinder("track", "tracks"), newFinder("room", "rooms")
	people := newFinder("person", "people")
	for i := range a.Tracks {
		tracks.add(a.Tracks[i].ID, a.Tracks[i].Name)
	}
	for i := range a.Rooms {
		rooms.add(a.Rooms[i].ID, a.Rooms[i].Name)
	}
	for i := range a.Participants {
		people.add(a.Participants[i].ID, a.Participants[i].Name)
	}
	found := Filter{
		Tracks: tracks.find(c, "tracks", f.Tracks),
		Rooms:  rooms.find(c, "rooms", f.Rooms),
		People: people.find(c, "people", f.People),
	}
	found.Countries = findCountries(c, f.Countries)
	for i, k := range f.Kinds {
		k = Kind(strings.ToLower(string(k)))
		oneOf(c, indexed("kinds", i), "", k, sessionKinds)
		found.Kinds = append(found.Kinds, k)
	}
	return found, c.problems.Err()
}

// finder knows the things of one sort by what people call them.
type finder struct {
	*idSet
	called map[string][]ID // by name or ID in lower case
	words  []ID            // IDs and names, to guess among
}

func newFinder(name, plural string) *finder {
	return &finder{idSet: newIDSet(name, plural), called: map[string][]ID{}}
}

func (f *finder) add(id ID, name Text) {
	f.ids = append(f.ids, id)
	f.call(string(id), id)
	for _, tr := range name {
		f.call(tr.Text, id)
	}
}

func (f *finder) call(word string, id ID) {
	key := strings.ToLower(strings.TrimSpace(word))
	if key == "" || slices.Contains(f.called[key], id) {
		return
	}
	f.called[key] = append(f.called[key], id)
	f.words = append(f.words, ID(word))
}

// find replaces what people write by IDs.
func (f *finder) find(c *checker, field string, wanted []ID) (ids []ID) {
	for i, id := range wanted {
		named := f.called[strings.ToLower(strings.TrimSpace(string(id)))]
		if len(named) == 0 {
			c.fault(indexed(field, i), ErrUnknownID, "no %s %q%s", f.name, shortened(string(id)), f.hint(id))
		}
		ids = append(ids, named...)
	}
	return ids
}

// hint says what there is instead.
func (f *finder) hint(id ID) string {
	known := &idSet{name: f.name, plural: f.plural, ids: f.words}
	near := known.nearest(id)
	if near != "" && len(f.ids) > maxListed || near != "" && !slices.Contains(f.ids, near) {
		return "; did you mean \"" + string(near) + "\"?"
	}
	return (&checker{guesses: 1}).candidates(f.idSet, id)
}

// findCountries holds codes against those that the agenda has.
func findCountries(c *checker, wanted []string) (codes []string) {
	set := newIDSet("session or person of country", "countries")
	for code := range c.agenda.countries() {
		set.ids = append(set.ids, ID(code))
	}
	slices.Sort(set.ids)
	for i, w := range wanted {
		if code := strings.ToUpper(w); slices.Contains(set.ids, ID(code)) {
			codes = append(codes, code)
			continue
		}
		hint := c.candidates(set, ID(w))
		if code := c.countryOf(w); slices.Contains(set.ids, ID(code)) {
			hint = "; did you mean \"" + code + "\"?"
		}
		c.fault(indexed("countries", i), ErrUnknownID, "no %s %q%s", set.name, shortened(w), hint)
	}
	return codes
}

// countryOf guesses the code of a country by its name; "" if it cannot.
func (c *checker) countryOf(name string) string {
	for _, zone := range c.db.Suggest(name) {
		return c.db.CountryOf(zone)
	}
	return ""
}

// countries gives the codes of the countries of sessions and participants.
func (a *Agenda) countries() map[string]bool {
	codes := map[string]bool{}
	add := func(s *Session) {
		for _, code := range s.Countries {
			codes[code] = true
		}
	}
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			s := &a.Days[i].Sessions[j]
			add(s)
			for k := range s.Parallel {
				add(&s.Parallel[k])
			}
		}
	}
	for i := range a.Participants {
		if code := a.Participants[i].Country; code != "" {
			codes[code] = true
		}
	}
	return codes
}
