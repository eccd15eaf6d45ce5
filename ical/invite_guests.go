package ical

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// guestsProp stands in an organizer's file once for each [Guests], and once with the
// value guestsNone where there are none: so it tells such a file from others.
const (
	guestsProp    = "X-PLENARIA-GUESTS"
	guestsNone    = "NONE"
	guestsInvited = "INVITED"
)

// property notes who are guests, and of what. Parameters are sorted by name.
func (g *Guests) property() property {
	p := property{name: guestsProp, value: guestsInvited}
	addParam(&p, "COUNTRY", g.Countries)
	var on []string
	for _, d := range g.On {
		on = append(on, d.String())
	}
	addParam(&p, "ON", on)
	addParam(&p, "TO-COUNTRY", g.To.Countries)
	addParam(&p, "TO-KIND", g.To.Kinds)
	addParam(&p, "TO-PERSON", g.To.People)
	addParam(&p, "TO-ROOM", g.To.Rooms)
	addParam(&p, "TO-TRACK", g.To.Tracks)
	addParam(&p, "WHO", g.Who)
	return p
}

func addParam[T ~string](p *property, name string, list []T) {
	if len(list) > 0 {
		p.params = append(p.params, param{name, stringsOf[string](list)})
	}
}

// stringsOf gives strings as those of another type.
func stringsOf[Is, Was ~string](list []Was) (all []Is) {
	for _, s := range list {
		all = append(all, Is(s))
	}
	return all
}

// readGuestRules reads what UpdateInvited has noted of the guests.
func (p *Publication) readGuestRules() {
	for _, c := range p.file.calendars {
		for _, q := range c.named([]string{guestsProp}) {
			p.Invited = true
			if strings.EqualFold(q.value, guestsNone) {
				continue
			}
			p.Guests = append(p.Guests, Guests{
				On:  datesOf(q.list("ON")),
				Who: stringsOf[schedule.ID](q.list("WHO")), Countries: q.list("COUNTRY"),
				To: schedule.Filter{
					Countries: q.list("TO-COUNTRY"), Kinds: stringsOf[schedule.Kind](q.list("TO-KIND")), People: stringsOf[schedule.ID](q.list("TO-PERSON")),
					Rooms: stringsOf[schedule.ID](q.list("TO-ROOM")), Tracks: stringsOf[schedule.ID](q.list("TO-TRACK")),
				},
			})
		}
	}
}

// datesOf reads dates. What is none is the zero date, on which nothing takes place.
func datesOf(list []string) (all []schedule.Date) {
	for _, s := range list {
		d, _ := schedule.ParseDate(s)
		all = append(all, d)
	}
	return all
}

// list gives all values of the parameters of a name.
func (p *property) list(name string) (all []string) {
	for i := range p.params {
		if p.params[i].name == name {
			all = append(all, p.params[i].values...)
		}
	}
	return all
}

// noteGuests writes the rules into the organizer's file.
func (v *inviter) noteGuests() {
	first := v.u.calendars[0]
	for i := range v.o.Guests {
		first.props = append(first.props, v.o.Guests[i].property())
	}
	if len(v.o.Guests) == 0 {
		first.props = append(first.props, property{name: guestsProp, value: guestsNone})
	}
}
