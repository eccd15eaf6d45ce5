package ical

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// breakID stands in the UID of a break without an ID.
const breakID = "break"

// setDomain fixes the right side of the UIDs.
func (e *exporter) setDomain() error {
	right := cmp.Or(e.tl.Agenda.Domain, string(e.tl.Agenda.ID))
	if right == "" {
		return fmt.Errorf("%w: the agenda has neither a domain nor an id; UIDs are made of one", ErrUnwritable)
	}
	e.domain = "@" + right
	return nil
}

// checkUIDs makes sure that no two events have one UID. It compares hashes, so
// that a large agenda costs eight bytes an event, and looks closer only where
// two are equal.
func (e *exporter) checkUIDs() error {
	seed := maphash.MakeSeed()
	hashes := make([]uint64, 0, len(e.tl.Slots))
	for i := range e.tl.Slots {
		if e.kept(i) && !e.hidden(i) {
			e.scratch = appendLocal(e.scratch[:0], e.uidSlot(&e.tl.Slots[i]))
			hashes = append(hashes, maphash.Bytes(seed, e.scratch))
		}
	}
	slices.Sort(hashes)
	if n := len(hashes); len(slices.Compact(hashes)) == n {
		return nil
	}
	return e.sameUIDs()
}

// sameUIDs tells the sessions of which an earlier one has the UID.
func (e *exporter) sameUIDs() error {
	var all schedule.Problems
	first := map[string]int{}
	for i := range e.tl.Slots {
		if !e.kept(i) || e.hidden(i) {
			continue
		}
		left := string(appendLocal(nil, e.uidSlot(&e.tl.Slots[i])))
		j, twice := first[left]
		if !twice {
			first[left] = i
			continue
		}
		all = append(all, e.problem(i, e.sameUID(left, i, j)))
	}
	return all.Err()
}

func (e *exporter) sameUID(left string, i, j int) error {
	if e.tl.Slots[i].Session.ID == "" && e.tl.Slots[j].Session.ID == "" {
		return fmt.Errorf("%w: two breaks without an id begin together in one place, so that both have the UID %s; give each an id",
			schedule.ErrDuplicateID, left+e.domain)
	}
	return fmt.Errorf("%w: its UID %s is also that of session %q; change one of the ids",
		schedule.ErrDuplicateID, left+e.domain, e.tl.Slots[j].Session.ID)
}

// isDerived says whether the UID is made of more than the session's ID.
func isDerived(slot *schedule.Slot) bool {
	return slot.Session.ID == "" || !slot.Occurrence.IsZero()
}

// appendLocal appends the left side of a UID: the ID; for an occurrence of a
// series with the wall time that its rule gave, which stays when the occurrence
// is moved; for a break without an ID "break" and its wall start, and its room
// if it names one itself. Neither titles nor the order of the programme matter.
func appendLocal(b []byte, slot *schedule.Slot) []byte {
	b = append(b, cmp.Or(slot.Session.ID, breakID)...)
	if isDerived(slot) {
		b = appendMark(b, slot)
	}
	if room := ownRoom(slot); room != "" {
		b = append(append(b, '-'), room...)
	}
	return b
}

// ownRoom is the room in the UID of a break without an ID.
func ownRoom(slot *schedule.Slot) schedule.ID {
	if slot.Session.ID == "" {
		return slot.Session.Room
	}
	return ""
}

// appendMark appends what tells a slot from others of its ID: a hyphen and
// YYYYMMDD or YYYYMMDDTHHMM, with seconds if there are any.
func appendMark(b []byte, slot *schedule.Slot) []byte {
	b = append(b, '-')
	wall := slot.Occurrence
	switch {
	case slot.AllDay() && wall.IsZero():
		return appendDate(b, slot.From)
	case slot.AllDay():
		return appendDate(b, wall.Date)
	case wall.IsZero():
		wall = slot.Zone.Wall(slot.Start)
	}
	b = appendDateTime(b, wall)
	if wall.Clock%schedule.Minute == 0 {
		b = b[:len(b)-len("00")]
	}
	return b
}

// uidValue ends a line, of which name and parameters are written, with the UID
// of a slot.
func (e *exporter) uidValue(slot *schedule.Slot) {
	slot = e.uidSlot(slot)
	if uid, ok := e.file.uid(slot); ok {
		e.s.Text(uid)
		e.s.EndLine()
		return
	}
	e.s.Text(string(cmp.Or(slot.Session.ID, breakID)))
	if isDerived(slot) {
		e.scratch = appendMark(e.scratch[:0], slot)
		e.s.RawBytes(e.scratch)
	}
	if room := ownRoom(slot); room != "" {
		e.s.Raw("-")
		e.s.Text(string(room))
	}
	e.s.Text(e.domain)
	e.s.EndLine()
}

// revision is what the options say of a slot.
func (e *exporter) revision(slot *schedule.Slot) Revision {
	r := Revision{Sequence: e.o.Sequence}
	if len(e.o.Revisions) > 0 {
		slot = e.uidSlot(slot)
		e.scratch = append(appendLocal(e.scratch[:0], slot), e.domain...)
		if uid, ok := e.file.uid(slot); ok {
			e.scratch = append(e.scratch[:0], uid...)
		}
		if known, ok := e.o.Revisions[string(e.scratch)]; ok {
			r = known
		}
	}
	if r.Modified.IsZero() {
		r.Modified = e.o.Stamp
	}
	return r
}
