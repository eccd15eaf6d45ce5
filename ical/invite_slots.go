package ical

import (
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// Guests are participants who are invited to sessions in which they have no role.
// They are named in no programme, as who has a role is. An ID or a country that the
// agenda does not have is nobody, so that who has left it is no longer invited;
// [schedule.Filter.Find] of a Filter with them as People tells what is wrong.
type Guests struct {
	// Who are participants; an organization stands for its people too. Countries
	// are codes of ISO 3166-1 alpha-2. With both empty, all participants. The
	// organizer is one only by ID, and then is sent mail, which has the invitations
	// come from the one whom they go to: many calendar programs do not take these.
	Who       []schedule.ID
	Countries []string
	// To are the sessions; the zero Filter: all. Breaks are never among them.
	To schedule.Filter
	// On are the dates of the host's wall on which they begin; empty: all. So of a
	// series only some occurrences can be meant.
	On []schedule.Date
}

// invitedSlots gives the slots to which each participant is invited, sorted: those
// in which they have a role, and those of the guests.
func invitedSlots(tl *schedule.Timeline, kept func(int) bool, guests []Guests) [][]int {
	list := tl.Agenda.Participants
	rules := make([]guestRule, len(guests))
	countries := map[schedule.ID]string{}
	for i := range list {
		countries[list[i].ID] = list[i].Country
	}
	for i := range rules {
		rules[i] = newGuestRule(&guests[i], tl, kept)
		rules[i].countries = countries
	}
	own := ownSlots(tl, kept)
	all := make([][]int, len(list))
	for i := range list {
		all[i] = own[list[i].ID]
		for _, rule := range rules {
			if rule.fits(&list[i]) {
				all[i] = slices.Concat(all[i], rule.slots)
			}
		}
		if len(all[i]) > 0 {
			slices.Sort(all[i])
			all[i] = slices.Compact(all[i])
		}
	}
	return all
}

// ownSlots gives the slots in which participants have a role.
func ownSlots(tl *schedule.Timeline, kept func(int) bool) map[schedule.ID][]int {
	own := map[schedule.ID][]int{}
	for i := range tl.Slots {
		if !kept(i) {
			continue
		}
		for _, r := range rolesOf(tl.Slots[i].Session) {
			own[r.Who] = append(own[r.Who], i)
		}
	}
	return own
}

// rolesOf gives the roles of a session and of its parts.
func rolesOf(s *schedule.Session) []schedule.Role {
	list := s.Roles[:len(s.Roles):len(s.Roles)]
	for i := range s.Parts {
		list = append(list, s.Parts[i].Roles...)
	}
	return list
}

// A guestRule is who are Guests, and of what.
type guestRule struct {
	*Guests
	slots     []int
	countries map[schedule.ID]string
	organizer schedule.ID
}

func newGuestRule(g *Guests, tl *schedule.Timeline, kept func(int) bool) guestRule {
	r := guestRule{Guests: g, organizer: tl.Agenda.Organizer}
	keep := g.To.Keep(tl.Agenda)
	for i := range tl.Slots {
		slot := &tl.Slots[i]
		if kept(i) && slot.Session.Kind != schedule.Break && keep(slot) && (len(g.On) == 0 || slices.Contains(g.On, dateOf(slot))) {
			r.slots = append(r.slots, i)
		}
	}
	return r
}

// dateOf gives the date on which a slot begins on the wall of its place.
func dateOf(slot *schedule.Slot) schedule.Date {
	if slot.AllDay() {
		return slot.From
	}
	return slot.Zone.Wall(slot.Start).Date
}

func (r *guestRule) fits(who *schedule.Participant) bool {
	switch {
	case slices.Contains(r.Who, who.ID):
		return true
	case who.ID == r.organizer: // who invites
		return false
	case len(r.Who)+len(r.Countries) == 0:
		return true
	}
	country := who.Country
	if country == "" {
		country = r.countries[who.Org]
	}
	return who.Org != "" && slices.Contains(r.Who, who.Org) ||
		country != "" && slices.Contains(r.Countries, country)
}
