package ical

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// A peopleTable has the participants, by the addresses that calendar users have
// (RFC 5545 §3.3.3). It shares nothing with the rest of an importer, which goes on
// with other things meanwhile.
type peopleTable struct {
	lossList
	langs langTable // of names
	list  chunked[calendarUser]
	// ids has one ID for each of them, in their order: a number is that of the
	// participant and of the ID. Most are found by the ID that their address would
	// give them, so that they take one table and not two.
	ids idMaker
	// others are the addresses of those who have another ID since that one was
	// taken, with their numbers.
	others  stringTable
	numbers []int32
	roles   []schedule.Role // of which those of sessions are cut
	events  int32           // how many there were
	// hosts counts the events of each organizer.
	hosts map[int32]int
	order []int32 // of hosts

	// What finish makes of them.
	participants []schedule.Participant
	organizer    schedule.ID
}

// A calendarUser is a participant, of whom a file says no more than this.
type calendarUser struct {
	address string // as the file has it
	name    schedule.Text
	listed  int32 // the number of the event by which it has a role, the last of them
	mail    bool  // address is a mail address
	group   bool
	named   bool // by a CN, and not by the address
}

// finish makes the participants of all.
func (t *peopleTable) finish() {
	if t.list.n == 0 {
		return
	}
	list := make([]schedule.Participant, t.list.n)
	for i := range list {
		who, p := t.list.at(i), &list[i]
		p.ID, p.Name = t.id(int32(i)), who.name
		if who.mail {
			p.Email = who.address
		}
		if who.group {
			p.Kind = schedule.Organization
		}
	}
	t.participants = list
	if i := t.host(); i >= 0 {
		t.organizer = t.id(i)
	}
}

// reset empties the table.
func (t *peopleTable) reset(o *ImportOptions) {
	*t = peopleTable{}
	t.langs.init(o.Langs)
}

// rolesOfAll is rolesOf for all events that are not part of another's.
func (t *peopleTable) rolesOfAll(events []importedEvent) [][]schedule.Role {
	t.ids.used.reserve(attendees(events))
	roles := make([][]schedule.Role, 0, len(events))
	for i := range events {
		if !events[i].taken {
			roles = append(roles, t.rolesOf(&events[i]))
		}
	}
	return roles
}

// attendees counts the ATTENDEEs of events.
func attendees(events []importedEvent) (n int) {
	for i := range events {
		n += events[i].attendees
	}
	return n
}

// rolesOf adds the people of an event, and gives the roles that they have in it.
func (t *peopleTable) rolesOf(ev *importedEvent) []schedule.Role {
	roles := t.roleRoom()
	t.events++
	for i := range ev.c.props {
		switch p := &ev.c.props[i]; p.name {
		case "ORGANIZER":
			t.addHost(p)
		case "ATTENDEE":
			roles = t.attendee(p, roles)
		}
	}
	return t.cutRoles(roles)
}

// addHost adds the organizer of an event.
func (t *peopleTable) addHost(p *property) {
	i := t.participant(p)
	if i < 0 {
		return
	}
	if t.hosts == nil {
		t.hosts = map[int32]int{}
	}
	if t.hosts[i] == 0 {
		t.order = append(t.order, i)
	}
	t.hosts[i]++
}

// host gives the participant who organizes most events; -1 if there is none.
func (t *peopleTable) host() int32 {
	best := int32(-1)
	for _, i := range t.order {
		if best < 0 || t.hosts[i] > t.hosts[best] {
			best = i
		}
	}
	return best
}

// attendee adds an ATTENDEE to the roles of a session. Rooms and things are no
// participants; neither is who has declined or is only kept informed.
func (t *peopleTable) attendee(p *property, roles []schedule.Role) []schedule.Role {
	as := schedule.Attendee
	for i := range p.params {
		v := p.params[i].values[0]
		switch p.params[i].name {
		case "CUTYPE":
			if strings.EqualFold(v, "ROOM") || strings.EqualFold(v, "RESOURCE") {
				t.lose(p, "CUTYPE", "a room or a thing is no participant")
				return roles
			}
		case "ROLE":
			if strings.EqualFold(v, "CHAIR") {
				as = schedule.Chair
			} else if strings.EqualFold(v, "NON-PARTICIPANT") {
				t.lose(p, "ROLE", "who is only kept informed takes no part")
				return roles
			}
		case "PARTSTAT":
			if strings.EqualFold(v, "DECLINED") {
				t.lose(p, "PARTSTAT", "who has declined takes no part")
				return roles
			}
		}
	}
	i := t.participant(p)
	if i < 0 {
		return roles
	}
	who := t.list.at(int(i))
	if who.listed == t.events {
		return roles
	}
	who.listed = t.events
	return append(roles, schedule.Role{Who: t.id(i), As: as})
}

// participant finds or makes the participant of a calendar user; -1 if the value
// is empty.
func (t *peopleTable) participant(p *property) int32 {
	u := p.user()
	if u.address == "" {
		t.lose(p, "", "a calendar user without an address")
		return -1
	}
	i, isNew := t.number(&u)
	who := t.list.at(int(i))
	if !isNew {
		if !who.named {
			t.rename(who, p, &u)
		}
		return i
	}
	if who.mail = u.mail; !u.mail {
		t.lose(p, "", "the address is no mail address")
	}
	who.group = strings.EqualFold(p.param("CUTYPE"), "GROUP")
	if t.rename(who, p, &u); !who.named {
		local, _, _ := strings.Cut(u.address, "@")
		who.name = t.langs.text("", local)
	}
	return i
}

// number finds or makes the participant of an address.
func (t *peopleTable) number(u *user) (i int32, isNew bool) {
	if i, isNew = t.ids.used.addHashed(u.base, u.hash); !isNew {
		if t.has(i, u) {
			return i, false
		}
		k, another := t.others.add(u.folded)
		if !another {
			return t.numbers[k], false
		}
		i = int32(t.list.n)
		t.numbers = append(t.numbers, i)
		t.ids.unique(schedule.ID(u.base))
	}
	t.list.add().address = u.address
	return i, true
}

// has says whether a participant has an address.
func (t *peopleTable) has(i int32, u *user) bool {
	return foldAddress(t.list.at(int(i)).address) == u.folded
}

// id gives the ID of a participant.
func (t *peopleTable) id(i int32) schedule.ID { return schedule.ID(*t.ids.used.keys.at(int(i))) }

// find gives the ID of the participant of an address; empty if there is none.
func (t *peopleTable) find(u *user) schedule.ID {
	i, ok := t.ids.used.find(u.base, u.hash)
	if ok && !t.has(i, u) {
		if i, ok = t.others.find(u.folded, hashOfKey(u.folded)); ok {
			i = t.numbers[i]
		}
	}
	if !ok {
		return ""
	}
	return t.id(i)
}

// rename gives a participant the name of a CN, unless that is the address.
func (t *peopleTable) rename(who *calendarUser, p *property, u *user) {
	name := p.commonName()
	if name == "" || (!u.mail || strings.IndexByte(name, '@') >= 0) && strings.EqualFold(name, u.address) {
		return
	}
	who.named = true
	who.name = t.langs.text(t.langs.of(p), name)
}

// roleRoom gives room for roles of a session, which cutRoles cuts off. More of them
// than there is room for take memory of their own.
func (t *peopleTable) roleRoom() []schedule.Role {
	if cap(t.roles) < rolesLeft {
		t.roles = make([]schedule.Role, 0, propertyRoom)
	}
	return t.roles[:0]
}

// rolesLeft is how few roles there may be room for.
const rolesLeft = 16

func (t *peopleTable) cutRoles(roles []schedule.Role) []schedule.Role {
	n := len(roles)
	if n == 0 {
		return nil
	}
	if &roles[0] == &t.roles[:1][0] {
		t.roles = t.roles[n:n]
	}
	return roles[:n:n]
}
