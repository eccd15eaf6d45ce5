package ical

// Unsent is an event, or an occurrence of a series, of which the organizer's file says that
// its reader was told, though the last message about it is not sent yet.
type Unsent struct {
	// UID and Recurrence tell which: Recurrence as [MessageItem] has it, empty for all of
	// the event. Address is that of the reader.
	UID, Recurrence, Address string
	// Since is the organizer's file as it was before the first of the messages that are
	// not sent: what the reader knows. Nil: there was none, and they know nothing.
	Since *Publication
}

type unsentKey struct{ uid, recurrence, address string }

// A past is what an organizer's file said.
type past struct {
	was  *Publication // without guests; nil: there was none
	told map[guestKey]*toldGuest
}

// readUnsent reads what readers know of that which is not sent.
func (v *inviter) readUnsent() {
	pasts := map[*Publication]*past{}
	for i := range v.o.Unsent {
		u := &v.o.Unsent[i]
		p := pasts[u.Since]
		if p == nil {
			then := &inviter{told: map[guestKey]*toldGuest{}, left: map[eventGuest]int{}}
			then.readGuests(u.Since)
			p = &past{then.was, then.told}
			pasts[u.Since] = p
		}
		v.unsent[unsentKey{u.UID, u.Recurrence, foldAddress(u.Address)}] = p
	}
}

// pastOf gives what a reader knows of a unit of which the last message is not sent; nil:
// all were.
func (v *inviter) pastOf(to *invited, u *unit) *past {
	if len(v.unsent) == 0 {
		return nil
	}
	recurrence := ""
	if u.series != nil {
		recurrence = aboutOf(v.rendered(u, to).c)
	}
	return v.unsent[unsentKey{u.key.uid, recurrence, to.address}]
}

// recall lets a REQUEST say what is new to a reader who did not get the last one: else it
// would tell the last change alone, or change what they never heard of.
func (v *inviter) recall(m *planned) {
	if m.past = v.pastOf(m.to, m.unit); m.past == nil || m.method != MethodRequest {
		return
	}
	key, series := m.unit.key, eventKey{m.unit.key.uid, ""}
	if !m.past.knew(guestKey{key, m.to.address}) && !m.past.knew(guestKey{series, m.to.address}) {
		m.changes = []Difference{DifferentNew}
		return
	}
	was := m.past.was.find(key)
	switch {
	case was != nil:
		m.changes = changesOf(was, m.event)
	case m.past.was.find(series) != nil: // an occurrence is no longer as its series
		m.changes = []Difference{DifferentTime}
	}
	if m.declined = v.declinedSince(m.to, m.unit, m.past.told); len(m.declined) > 0 {
		m.changes = append(m.changes, DifferentDelegate)
	}
	if len(m.changes) == 0 {
		m.changes = []Difference{DifferentDetails}
	}
}

// knew says whether somebody had been told of something and not yet that it is gone.
func (p *past) knew(key guestKey) bool {
	t := p.told[key]
	return t != nil && t.mark != markGone
}

// before gives the file of what the reader of a message knows.
func (m *planned) before(v *inviter) *Publication {
	if m.past != nil {
		return m.past.was
	}
	return v.was
}
