package render

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// htmlSession is what the page says of a session.
type htmlSession struct {
	N        int    // its place among the page's sessions and in the calendar file
	ID       string // of its place on the page
	Class    string
	Title    htmlText
	Break    bool
	Status   string
	Dates    string // of an all-day item of several dates
	From     string // of an all-day item, for the script, and its last date
	Through  string
	Parts    []htmlPart
	Roles    []htmlRole
	Kind     string
	Room     htmlText
	Track    htmlText
	Walls    string // the clocks of a flight
	Abstract htmlText
	Note     htmlText
	Link     string
	Stream   string
	LinkWord, WatchWord,
	ParallelWord string
	Parallel []htmlRow

	// What the filters ask for: IDs and codes, parted by spaces.
	TrackID, RoomID, People, Countries string
}

type htmlPart struct {
	Mark   string
	Title  htmlText
	People []htmlText
	Note   htmlText
}

type htmlRole struct {
	Name   string
	People []htmlText
}

// session gathers what there is to say of the slot i.
func (m *htmlMaker) session(i int) htmlSession {
	slot := &m.tl.Slots[i]
	x := slot.Session
	s := htmlSession{
		N: m.row[i], ID: anchor(slot), Break: x.Kind == schedule.Break,
		Class: "k-" + kindOf(x), Title: m.html(x.Title), Abstract: m.html(x.Abstract), Note: m.html(x.Note),
		Track: m.html(m.tracks[x.Track]), Link: safeURL(x.Link), Stream: safeURL(x.StreamURL),
		LinkWord: m.loc.Word(datefmt.WordLink), WatchWord: m.loc.Word(datefmt.WordWatch),
		TrackID: string(x.Track), RoomID: string(slot.Room), People: m.peopleIDs(x), Countries: m.countriesOf(x),
	}
	if room := m.rooms[slot.Room]; room != nil && (!s.Break || x.Room != "") { // nobody asks where a day's break is
		s.Room = m.html(room.Name)
	}
	if s.Title.Text == "" {
		s.Title = htmlText{Text: m.loc.Kind(x.Kind)}
	} else if x.Kind != "" && x.Kind != schedule.Talk && !s.Break && !sameWords(s.Title.Text, m.loc.Kind(x.Kind)) {
		s.Kind = m.loc.Kind(x.Kind)
	}
	if x.Status != "" && x.Status != schedule.Confirmed {
		s.Status = m.loc.Status(x.Status)
		s.Class += " " + statusOf(x)
	}
	s.From, s.Through = slot.From.String(), slot.Through.String()
	if slot.AllDay() && slot.From != slot.Through && m.page.Timed {
		s.Dates = m.loc.DateRange(slot.From, slot.Through, m.style)
	}
	s.Walls = m.ownWalls(&schedule.View{Slot: slot})
	s.Parts, s.Roles = m.htmlParts(x.Parts), m.htmlRoles(x.Roles)
	if n := len(x.Parallel); n > 0 {
		s.ParallelWord = m.loc.Parallel(n)
	}
	return s
}

// sameWords reports whether a title says no more than its kind: 기조 연설, 기조연설.
func sameWords(title, kind string) bool {
	bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	return strings.EqualFold(bare(title), bare(kind))
}

func (m *htmlMaker) htmlParts(parts []schedule.Part) []htmlPart {
	list := make([]htmlPart, len(parts))
	for i := range parts {
		p := &parts[i]
		list[i] = htmlPart{m.loc.Mark(i+1, datefmt.Circled), m.html(p.Title), m.peopleNames(p.Roles, ""), m.html(p.Note)}
		switch {
		case list[i].Title.Text == "" && len(list[i].People) == 1: // it is called by whoever gives it
			list[i].Title, list[i].People = list[i].People[0], nil
		case list[i].Note.Text != "" && list[i].Title.Text != "": // as in the other renderers
			list[i].People = nil
		}
	}
	return list
}

func (m *htmlMaker) htmlRoles(roles []schedule.Role) []htmlRole {
	var list []htmlRole
	for _, as := range roleOrder {
		if who := m.peopleNames(roles, as); len(who) > 0 {
			list = append(list, htmlRole{m.loc.Role(as, len(who)), who})
		}
	}
	return list
}

// peopleNames gives the names of those who have a role; of all if as is empty.
func (m *htmlMaker) peopleNames(roles []schedule.Role, as schedule.RoleKind) []htmlText {
	var names []htmlText
	for _, r := range roles {
		if who := m.people[r.Who]; who != nil && (as == "" || r.As == as) {
			names = append(names, m.html(who.Name))
		}
	}
	return names
}

// everybody yields the roles of a session and of its parts.
func everybody(s *schedule.Session, yield func(schedule.Role)) {
	for _, r := range s.Roles {
		yield(r)
	}
	for i := range s.Parts {
		for _, r := range s.Parts[i].Roles {
			yield(r)
		}
	}
}

func (m *htmlMaker) peopleIDs(s *schedule.Session) string {
	var ids []string
	everybody(s, func(r schedule.Role) {
		if id := string(r.Who); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	})
	return strings.Join(ids, " ")
}

// countriesOf gives the countries of a session and of those who take part.
func (m *htmlMaker) countriesOf(s *schedule.Session) string {
	codes := slices.Clone(s.Countries)
	everybody(s, func(r schedule.Role) {
		if who := m.people[r.Who]; who != nil && who.Country != "" {
			codes = append(codes, who.Country)
		}
	})
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), " ")
}

// htmlFilter is a choice among the things that sessions have.
type htmlFilter struct {
	Key, Name, All string
	Options        []htmlOption
}

type htmlOption struct {
	Value string
	Name  htmlText
}

// filters offers what tells sessions apart: what at least two have.
func (m *htmlMaker) filters() []htmlFilter {
	used := map[string]map[string]bool{"track": {}, "room": {}, "country": {}, "person": {}}
	for _, i := range m.shown {
		slot := &m.tl.Slots[i]
		used["track"][string(slot.Session.Track)] = true
		used["room"][string(slot.Room)] = true
		everybody(slot.Session, func(r schedule.Role) { used["person"][string(r.Who)] = true })
		for code := range strings.FieldsSeq(m.countriesOf(slot.Session)) {
			used["country"][code] = true
		}
	}
	var filters []htmlFilter
	for _, f := range []struct {
		key     string
		word    datefmt.Word
		options []htmlOption
	}{
		{"track", datefmt.WordTrack, m.trackOptions(used["track"])},
		{"room", datefmt.WordRoom, m.roomOptions(used["room"])},
		{"country", datefmt.WordCountries, countryOptions(used["country"])},
		{"person", datefmt.WordParticipants, m.personOptions(used["person"])},
	} {
		if len(f.options) > 1 {
			filters = append(filters, htmlFilter{f.key, m.loc.Word(f.word), m.page.W[f.key], f.options})
		}
	}
	m.page.Rooms = len(m.roomOptions(used["room"])) > 1
	return filters
}

func (m *htmlMaker) trackOptions(used map[string]bool) (list []htmlOption) {
	for _, t := range m.tl.Agenda.Tracks {
		if used[string(t.ID)] {
			list = append(list, htmlOption{string(t.ID), m.html(t.Name)})
		}
	}
	return list
}

func (m *htmlMaker) roomOptions(used map[string]bool) (list []htmlOption) {
	for _, r := range m.tl.Agenda.Rooms {
		if used[string(r.ID)] {
			list = append(list, htmlOption{string(r.ID), m.html(r.Name)})
		}
	}
	return list
}

func (m *htmlMaker) personOptions(used map[string]bool) (list []htmlOption) {
	for i := range m.tl.Agenda.Participants {
		if p := &m.tl.Agenda.Participants[i]; used[string(p.ID)] {
			list = append(list, htmlOption{string(p.ID), m.html(p.Name)})
		}
	}
	slices.SortStableFunc(list, func(a, b htmlOption) int { return strings.Compare(a.Name.Text, b.Name.Text) })
	return list
}

// countryOptions offers codes; the script knows the countries' names.
func countryOptions(used map[string]bool) (list []htmlOption) {
	for code := range used {
		list = append(list, htmlOption{code, htmlText{Text: code}})
	}
	slices.SortFunc(list, func(a, b htmlOption) int { return strings.Compare(a.Value, b.Value) })
	return list
}
