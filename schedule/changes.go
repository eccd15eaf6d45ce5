package schedule

// ChangeKind is what sort of difference there is between two agendas. The zero
// ChangeKind is not valid.
type ChangeKind string

// The kinds of changes. A session can have several at once; those of times are
// about its own time, or, with an Occurrence, about one of its series.
const (
	// ChangeAdded and ChangeRemoved: only the later or only the earlier agenda
	// has it.
	ChangeAdded   ChangeKind = "added"
	ChangeRemoved ChangeKind = "removed"
	// ChangeCancelled: its Status has become [Cancelled]; ChangeReinstated: it
	// no longer is. ChangeStatus: tentative has become confirmed or the reverse.
	ChangeCancelled  ChangeKind = "cancelled"
	ChangeReinstated ChangeKind = "reinstated"
	ChangeStatus     ChangeKind = "status"
	// ChangeSwapped: it was moved to where another session was, which was moved
	// to where this one was; With has the other. It stands for ChangeMoved.
	ChangeSwapped ChangeKind = "swapped"
	// ChangeMoved: it starts at another wall time, and at another instant, or on
	// other dates; a timed item that has become one of whole dates is moved too.
	// Of a day: it has another date.
	ChangeMoved ChangeKind = "moved"
	// ChangeShifted: it starts at the same wall time, which is another instant:
	// it is on another wall, an offset was given, or the time-zone database has
	// changed.
	ChangeShifted ChangeKind = "shifted"
	// ChangeRezoned: its clocks are written on another wall or with another
	// offset, and it takes place when it did. Of a day or the agenda: the wall
	// of its clocks is another.
	ChangeRezoned ChangeKind = "rezoned"
	// ChangeLonger and ChangeShorter: the time from start to end, or the number
	// of dates.
	ChangeLonger  ChangeKind = "longer"
	ChangeShorter ChangeKind = "shorter"
	// ChangeSeries: its Repeat is another. What that means for occurrences is
	// told one by one.
	ChangeSeries ChangeKind = "series"
	// ChangeRelocated: it is in another room. Of a day: the room of sessions that
	// name none.
	ChangeRelocated ChangeKind = "relocated"
	// ChangeRetitled: its title, name or label, in any language.
	ChangeRetitled ChangeKind = "retitled"
	// ChangePeople: who does what. Came and Left tell who, those of parts
	// included; with neither, only their order is another.
	ChangePeople ChangeKind = "people"
	// ChangeParts: the numbered items inside it.
	ChangeParts ChangeKind = "parts"
	// ChangeNotes: the note.
	ChangeNotes ChangeKind = "notes"
	// ChangeSplit: it had no parallel sessions and has some; ChangeMerged: it
	// has none any more. With names them.
	ChangeSplit  ChangeKind = "split"
	ChangeMerged ChangeKind = "merged"
	// ChangeRegrouped: it is parallel to another session, or to none any more.
	// With names the one that it is parallel to now, else the one that it was.
	ChangeRegrouped ChangeKind = "regrouped"
	// ChangeReordered: a day or a session lists what has stayed at its time in
	// another order.
	ChangeReordered ChangeKind = "reordered"
	// ChangeHours: the declared hours of a day.
	ChangeHours ChangeKind = "hours"
	// ChangeDetails: whatever else a thing has; Fields names it.
	ChangeDetails ChangeKind = "details"
)

// Subject is what sort of thing has changed. The zero Subject is not valid.
type Subject string

// The subjects, in the order in which changes are listed.
const (
	OfAgenda      Subject = "agenda"
	OfParticipant Subject = "participant"
	OfRoom        Subject = "room"
	OfTrack       Subject = "track"
	OfDay         Subject = "day"
	OfSession     Subject = "session"
)

// Change is one difference between two agendas.
type Change struct {
	Kind ChangeKind
	Of   Subject
	// ID names the thing; empty for the agenda itself, for days, and for breaks
	// without an ID.
	ID ID
	// OldIndex and NewIndex are the places of a day, a participant, a room or a
	// track in the lists of the two agendas; -1: it is not there. Of a session
	// they are those of its day, and of what this day is in the other agenda
	// where the session is not there. Both are 0 for the agenda.
	OldIndex, NewIndex int
	// Old and New are a session's time and place before and after; nil: it is
	// not there. Of a series, they are the session's own start or one occurrence.
	// Start, End and the dates are zero where they could not be resolved.
	Old, New *Slot
	// Occurrence is set for a change of one occurrence of a series: the wall
	// start that the rule gave, before the change where there was one.
	Occurrence DateTime
	// Fields are the model's fields with a small first letter, sorted, where Kind
	// is ChangeDetails: abstract, countries, email.
	Fields []string
	// Came and Left are the people of ChangePeople, in the order of the later
	// and of the earlier session. One who does something else now is in both.
	Came, Left []Role
	// With are the other sessions of ChangeSwapped, ChangeSplit, ChangeMerged
	// and ChangeRegrouped.
	With []ID
}

// Changes is everything in which two agendas differ.
type Changes struct {
	// Old and New are what was compared.
	Old, New *Timeline
	// List is in the order of subjects, days and sessions in the order of the
	// later agenda, with what was removed behind what is left of its day.
	List []Change
	// Unchanged are the sessions in which nothing has changed, as they are in
	// the later agenda.
	Unchanged []*Slot
}

// IsEmpty reports whether there is no change.
func (c *Changes) IsEmpty() bool { return len(c.List) == 0 }

// Only gives the changes of the sessions that keep reports, in their earlier or
// in their later form, without those of other things. It serves a reader who
// wants to know of one's own sessions: where the list is empty, they are not
// affected.
func (c *Changes) Only(keep func(*Session) bool) *Changes {
	some := &Changes{Old: c.Old, New: c.New}
	kept := func(s *Slot) bool { return s != nil && keep(s.Session) }
	for _, one := range c.List {
		if one.Of == OfSession && (kept(one.Old) || kept(one.New)) {
			some.List = append(some.List, one)
		}
	}
	for _, s := range c.Unchanged {
		if kept(s) {
			some.Unchanged = append(some.Unchanged, s)
		}
	}
	return some
}

// Involves reports whether a participant has a role in s or in a part of it.
func (s *Session) Involves(who ID) bool {
	for id := range s.everybody {
		if id == who {
			return true
		}
	}
	return false
}
