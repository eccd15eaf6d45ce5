package main

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// setOrganizer finds from whom the invitations are.
func (r *inviteRun) setOrganizer(from string) error {
	var who *schedule.Participant
	for i := range r.agenda.Participants {
		if p := &r.agenda.Participants[i]; p.ID == r.agenda.Organizer && p.ID != "" {
			who = p
		}
	}
	if from == "" {
		if who == nil || who.Email == "" {
			return errors.New("invitations come from an organizer with an address, to whom answers go; the agenda names none. Give --from ADDRESS, or write organizer: KEY into the agenda and email: into that entry of people")
		}
		return nil
	}
	address, err := mail.ParseAddress(from)
	switch {
	case err != nil:
		return fmt.Errorf("--from %q is no address, such as agenda@example.org or \"Agenda <agenda@example.org>\"", from)
	case who == nil:
		r.addOrganizer(address)
	case who.Email == "":
		who.Email = address.Address
	case !strings.EqualFold(who.Email, address.Address):
		return fmt.Errorf("--from %s: the agenda's organizer has the address %s; calendars send answers there, and take changes from nobody else", address.Address, who.Email)
	}
	r.from = *address
	return nil
}

// addOrganizer puts an organizer into an agenda that names none.
func (r *inviteRun) addOrganizer(address *mail.Address) {
	id := schedule.ID("organizer")
	for _, p := range r.agenda.Participants {
		if p.ID == id {
			id += "-"
		}
	}
	name := address.Name
	if name == "" {
		name = address.Address
	}
	r.agenda.Organizer = id
	r.agenda.Participants = append(r.agenda.Participants, schedule.Participant{ID: id, Name: schedule.Text{{Text: name}}, Kind: schedule.Organization, Email: address.Address})
}

// sameOrganizer refuses another organizer than the one who has invited so far, unless
// everything was taken back: then there is nothing to change, and invitations to the same
// events have the next SEQUENCE, RFC 5546 §3.2.2.6.
func (r *inviteRun) sameOrganizer() error {
	if r.was.Publication == nil {
		return nil
	}
	is := ""
	for i := range r.agenda.Participants {
		if p := &r.agenda.Participants[i]; p.ID == r.agenda.Organizer {
			is = p.Email
		}
	}
	for i := range r.was.Events {
		e := &r.was.Events[i]
		if was := e.Organizer; was != "" && !strings.EqualFold(was, is) && e.Status != schedule.Cancelled {
			return fmt.Errorf("%s: so far %s has invited, now it would be %s; calendars take changes from nobody else. Go on with that address; or take everything back with it (--take-back), and then invite anew with the other address and this same file, so that the new invitations count as the later ones", near(r.was.name), was, is)
		}
	}
	return nil
}
