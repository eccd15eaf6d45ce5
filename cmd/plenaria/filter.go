package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// filterFlags choose some sessions of an agenda. Flags of one name add up: any
// of them is enough; flags of different names have to hold together.
type filterFlags struct {
	Track   []schedule.ID   `help:"Only sessions of this track (id or name)." placeholder:"TRACK" sep:"none" group:"filter"`
	Room    []schedule.ID   `help:"Only sessions in this room (id or name)." placeholder:"ROOM" sep:"none" group:"filter"`
	Country []string        `help:"Only sessions about or with people of this country (code such as KR)." placeholder:"CODE" sep:"none" group:"filter"`
	Person  []schedule.ID   `help:"Only sessions in which this person or organization has a role (id or name)." placeholder:"WHO" sep:"none" group:"filter"`
	Kind    []schedule.Kind `help:"Only sessions of this kind, such as keynote or break." placeholder:"KIND" sep:"none" group:"filter"`
}

// selection is a timeline and which of its slots are wanted.
type selection struct {
	*schedule.Timeline
	keep func(*schedule.Slot) bool // nil: all
	part ical.Part                 // what the filters say
}

// some gives a timeline of nothing but the wanted slots.
func (s *selection) some() *schedule.Timeline {
	if s.keep == nil {
		return s.Timeline
	}
	return s.Where(s.keep)
}

// apply finds what is chosen.
func (f filterFlags) apply(tl *schedule.Timeline) (*selection, error) {
	wanted := schedule.Filter{Tracks: f.Track, Rooms: f.Room, Countries: f.Country, People: f.Person, Kinds: f.Kind}
	if wanted.IsZero() {
		return &selection{Timeline: tl}, nil
	}
	found, err := wanted.Find(tl.Agenda)
	if err != nil {
		return nil, wrongFilter(err)
	}
	s := &selection{tl, found.Keep(tl.Agenda), partOf(tl.Agenda, found)}
	if len(s.some().Slots) == 0 {
		return nil, errors.New("no session is left by these filters; leave one out")
	}
	return s, nil
}

// wrongFilter makes an error of the command line of problems of a filter: it is
// not the agenda that has them.
func wrongFilter(err error) error {
	problems, ok := errors.AsType[schedule.Problems](err)
	if !ok {
		return err
	}
	var all []error
	for _, p := range problems {
		all = append(all, p.Err)
	}
	return errors.Join(all...)
}

// partOf tells a calendar file of some sessions from one of all. The name is that
// of the one thing that was asked for, or the words that were.
func partOf(a *schedule.Agenda, f schedule.Filter) ical.Part {
	var ids []string
	var names []schedule.Text
	add := func(kind, id string, name schedule.Text) {
		if name.IsZero() {
			name = schedule.Text{{Text: id}}
		}
		ids, names = append(ids, kind+"-"+id), append(names, name)
	}
	for _, t := range a.Tracks {
		if slices.Contains(f.Tracks, t.ID) {
			add("track", string(t.ID), t.Name)
		}
	}
	for _, r := range a.Rooms {
		if slices.Contains(f.Rooms, r.ID) {
			add("room", string(r.ID), r.Name)
		}
	}
	for _, p := range a.Participants {
		if slices.Contains(f.People, p.ID) {
			add("person", string(p.ID), p.Name)
		}
	}
	for _, code := range f.Countries {
		add("country", code, nil)
	}
	for _, kind := range f.Kinds {
		add("kind", string(kind), nil)
	}
	part := ical.Part{ID: schedule.ID(strings.Join(ids, "-"))}
	if len(names) == 1 {
		part.Name = names[0]
		return part
	}
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = name.Original()
	}
	part.Name = schedule.Text{{Text: strings.Join(words, ", ")}}
	return part
}
