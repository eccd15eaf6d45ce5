package ical

import "github.com/plenaria/plenaria/schedule"

// A person is a participant as a description says it: "Kim Min-ji (MOIS)".
type person struct {
	name  schedule.Translation
	label string // the name, and the organization of whoever has one
}

// A host is the organizer as ORGANIZER says it.
type host struct {
	name schedule.Translation
	uri  string
}

// setPeople makes ready what all participants are called, and the organizer.
func (e *exporter) setPeople() error {
	list := e.tl.Agenda.Participants
	e.people = make(map[schedule.ID]*person, len(list))
	for i := range list {
		name := orID(e.texts.in(list[i].Name), list[i].ID)
		e.people[list[i].ID] = &person{name, name.Text}
	}
	for i := range list {
		if org := e.people[list[i].Org]; org != nil && list[i].Org != "" {
			e.people[list[i].ID].label += " (" + org.name.Text + ")"
		}
		if list[i].ID == e.tl.Agenda.Organizer {
			e.setHost(&list[i])
		}
	}
	return nil
}

// setHost sets the organizer. There is none without an address: a calendar user
// is one, RFC 5545 §3.3.3.
func (e *exporter) setHost(p *schedule.Participant) {
	if p.Email == "" {
		return
	}
	e.host = &host{e.people[p.ID].name, mailto(p.Email)}
	e.host.name.Text = typographic(e.host.name.Text)
}

// setTracks makes ready what the tracks are called.
func (e *exporter) setTracks() error {
	list := e.tl.Agenda.Tracks
	e.tracks = make(map[schedule.ID]schedule.Translation, len(list))
	for i := range list {
		e.tracks[list[i].ID] = orID(e.texts.in(list[i].Name), list[i].ID)
	}
	return nil
}

// orID gives an ID in place of a name that is not stated.
func orID(name schedule.Translation, id schedule.ID) schedule.Translation {
	if name.Text == "" {
		name.Text = string(id)
	}
	return name
}
