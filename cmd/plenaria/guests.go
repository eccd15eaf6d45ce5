package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// nobody is what --guests says to end the invitations of guests.
const nobody = "none"

// guestList reads what --guests says.
func guestList(agenda *schedule.Agenda, rules []string) (list []ical.Guests, err error) {
	var faults []error
	for _, rule := range rules {
		if strings.TrimSpace(rule) == nobody {
			continue
		}
		g, err := guestsOf(agenda, rule)
		if err != nil {
			faults = append(faults, fmt.Errorf("--guests %q: %w", rule, err))
		}
		list = append(list, g)
	}
	if len(list) > 0 && len(list) < len(rules) {
		faults = append(faults, errors.New("--guests none goes with no other --guests"))
	}
	return list, errors.Join(faults...)
}

// guestsOf reads a rule, such as "KR, kim" or "all to kind=keynote, room=Sala 1": who,
// by id, name or code of a country in capital letters, and to what.
func guestsOf(agenda *schedule.Agenda, rule string) (g ical.Guests, err error) {
	names, sessions, _ := strings.Cut(rule, " to ")
	who, all := guestNames(names)
	if who.IsZero() != all {
		return g, errors.New("name people, organizations or codes of countries such as KR; or all, and nobody beside")
	}
	if err := addSessions(&g, sessions); err != nil {
		return g, err
	}
	who, errWho := who.Find(agenda)
	g.Who, g.Countries = who.People, who.Countries
	to, errTo := g.To.Find(agenda)
	g.To = to
	return g, errors.Join(wrongFilter(errWho), wrongFilter(errTo))
}

func guestNames(text string) (who schedule.Filter, all bool) {
	for _, word := range entries(text) {
		switch {
		case word == "all":
			all = true
		case len(word) == 2 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "":
			who.Countries = append(who.Countries, word)
		default:
			who.People = append(who.People, schedule.ID(word))
		}
	}
	return who, all
}

// addSessions says to what guests are invited.
func addSessions(g *ical.Guests, text string) error {
	for _, word := range entries(text) {
		name, value, _ := strings.Cut(word, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch name {
		case "track":
			g.To.Tracks = append(g.To.Tracks, schedule.ID(value))
		case "room":
			g.To.Rooms = append(g.To.Rooms, schedule.ID(value))
		case "kind":
			g.To.Kinds = append(g.To.Kinds, schedule.Kind(value))
		case "person":
			g.To.People = append(g.To.People, schedule.ID(value))
		case "country":
			g.To.Countries = append(g.To.Countries, value)
		case "on":
			date, err := schedule.ParseDate(value)
			if err != nil {
				return err
			}
			g.On = append(g.On, date)
		default:
			return fmt.Errorf("%q tells no sessions; write track=, room=, kind=, person=, country= or on= (a date) behind \"to\"", word)
		}
	}
	return nil
}

// entries gives what stands between commas.
func entries(text string) (list []string) {
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			list = append(list, word)
		}
	}
	return list
}
