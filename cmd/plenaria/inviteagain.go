package main

import (
	"net/mail"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// askedAgain puts people into words of the library: as if they had asked for each
// event of the organizer's file.
func (r *inviteRun) askedAgain(who []schedule.ID) (list []ical.Reply, err error) {
	if len(who) == 0 || r.was.Publication == nil {
		return nil, nil
	}
	addresses, err := addressesOf(r.agenda, who)
	for i := range r.was.Events {
		for _, address := range addresses {
			list = append(list, ical.Reply{Method: ical.MethodRefresh, UID: r.was.Events[i].UID, Attendee: mail.Address{Address: address}})
		}
	}
	return list, err
}

// addressesOf gives the addresses, in small letters, of people by id, name or address.
func addressesOf(agenda *schedule.Agenda, who []schedule.ID) (list []string, err error) {
	for _, name := range who {
		if strings.Contains(string(name), "@") {
			list = append(list, strings.ToLower(string(name)))
			continue
		}
		found, err := schedule.Filter{People: []schedule.ID{name}}.Find(agenda)
		if err != nil {
			return nil, wrongFilter(err)
		}
		for _, p := range agenda.Participants {
			if slices.Contains(found.People, p.ID) && p.Email != "" {
				list = append(list, strings.ToLower(p.Email))
			}
		}
	}
	return list, nil
}
