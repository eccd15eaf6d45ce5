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
	var addresses []string
	for _, name := range who {
		if strings.Contains(string(name), "@") {
			addresses = append(addresses, string(name))
			continue
		}
		found, err := schedule.Filter{People: []schedule.ID{name}}.Find(r.agenda)
		if err != nil {
			return nil, wrongFilter(err)
		}
		for _, p := range r.agenda.Participants {
			if slices.Contains(found.People, p.ID) && p.Email != "" {
				addresses = append(addresses, p.Email)
			}
		}
	}
	for i := range r.was.Events {
		for _, address := range addresses {
			list = append(list, ical.Reply{Method: ical.MethodRefresh, UID: r.was.Events[i].UID, Attendee: mail.Address{Address: strings.ToLower(address)}})
		}
	}
	return list, nil
}
