package ical

import (
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// attendees brings the ATTENDEEs of an event up to date with the roles of its
// session, and says whether any changed. Who was asked keeps what the file says
// of the answer. An event that asks nobody is not made to ask.
func (k *keeper) attendees(out *component, id schedule.ID) bool {
	was, is := k.was.sessions[id].Roles, k.is.sessions[id].Roles
	if out.first("ATTENDEE") == nil {
		return false
	}
	var list []property
	changed := false
	for i := range out.props {
		p := out.props[i]
		if p.name != "ATTENDEE" {
			continue
		}
		q, keep := k.attendee(p, was, is)
		changed = changed || !keep || !sameProperties([]property{p}, []property{q})
		if keep {
			list = append(list, q)
		}
	}
	for _, r := range is {
		who := k.is.guests[r.Who]
		if who == nil || who.Email == "" || roleOf(was, r.Who) != nil {
			continue
		}
		list, changed = append(list, k.invitation(who, r)), true
	}
	if changed {
		out.replace([]string{"ATTENDEE"}, list, nil)
	}
	return changed
}

// attendee gives an ATTENDEE as it is now; false if it is no more.
func (k *keeper) attendee(p property, was, is []schedule.Role) (property, bool) {
	who := k.im.known(&p)
	then := roleOf(was, who)
	if then == nil {
		return p, true // nobody whom the agenda has in this session
	}
	now := roleOf(is, who)
	if now == nil {
		return p, false
	}
	if now.As != then.As {
		p.params = setParam(p.params, "ROLE", attendeeRole(now.As))
	}
	before, after := k.was.guests[who], k.is.guests[who]
	if before == nil || after == nil {
		return p, true
	}
	if name := k.is.texts.in(after.Name).Text; name != k.was.texts.in(before.Name).Text {
		p.params = setParam(p.params, "CN", typographic(name))
	}
	if after.Email != before.Email && after.Email != "" {
		p.value, p.mark = mailto(after.Email), userMark{}
	}
	return p, true
}

// invitation is the ATTENDEE of somebody who is new.
func (k *keeper) invitation(who *schedule.Participant, r schedule.Role) property {
	return property{name: "ATTENDEE", value: mailto(who.Email), params: []param{
		{"CN", []string{typographic(orID(k.is.texts.in(who.Name), who.ID).Text)}},
		{"ROLE", []string{attendeeRole(r.As)}},
	}}
}

// attendeeRole gives the ROLE, RFC 5545 §3.2.16.
func attendeeRole(as schedule.RoleKind) string {
	if as == schedule.Chair {
		return "CHAIR"
	}
	return "REQ-PARTICIPANT"
}

// known gives the participant whom a property of the file names.
func (im *importer) known(p *property) schedule.ID {
	u := p.user()
	return im.people.find(&u)
}

func roleOf(roles []schedule.Role, who schedule.ID) *schedule.Role {
	i := slices.IndexFunc(roles, func(r schedule.Role) bool { return r.Who == who && who != "" })
	if i < 0 {
		return nil
	}
	return &roles[i]
}

// setParam gives the parameters with one that is set.
func setParam(params []param, name, value string) []param {
	list := slices.Clone(params)
	for i := range list {
		if list[i].name == name {
			list[i].values = []string{value}
			return list
		}
	}
	return append(list, param{name, []string{value}})
}
