package schedule

import (
	"cmp"
	"slices"
)

// Diff tells what has changed from one agenda to another: everything but what
// has no effect. Participants, rooms, tracks and sessions are paired by their
// IDs; days by the sessions that they have in common, else by date; breaks
// without an ID by day, clocks and title. It takes time in proportion to the
// size of both agendas, but for sorting.
//
// Instants are found as [Compatible] finds them, so that agendas with faults
// can be compared too; [DiffTimelines] takes those of two timelines. Where the
// agendas have their zones from two databases, sessions that these put at
// different instants are shifted.
//
// No change is: a value that was inherited and is now written out, such as the
// room of a day; another name of the same zone; the order of participants,
// rooms, tracks and of translations other than the first; fields that do not
// count, such as the clocks of all-day items. A nil agenda has nothing.
func Diff(before, after *Agenda) *Changes {
	return DiffTimelines(resolvable(before), resolvable(after))
}

// resolvable makes a timeline of what can be resolved.
func resolvable(a *Agenda) *Timeline {
	if a == nil {
		a = &Agenda{}
	}
	r := resolve(a, Compatible)
	return &Timeline{a, r.inOrder()}
}

// DiffTimelines tells what [Diff] tells, by the instants of two timelines. A
// session without a slot is compared by what it says. A nil timeline has
// nothing.
func DiffTimelines(before, after *Timeline) *Changes {
	d := &differ{old: newEdition(before), new: newEdition(after)}
	d.changes = &Changes{Old: d.old.tl, New: d.new.tl}
	d.head()
	d.participants()
	d.rooms()
	d.tracks()
	d.pairSessions()
	d.pairDays()
	d.pairBreaks()
	d.days()
	d.sessions()
	d.swaps()
	return d.changes
}

// differ compares two editions of an agenda.
type differ struct {
	old, new *edition
	changes  *Changes
	// dayPair gives, for each day of one edition, that of the other; -1: none.
	oldDays, newDays []int
	// sessionPair does so for sightings.
	oldSessions, newSessions []int
}

func (d *differ) add(c Change) { d.changes.List = append(d.changes.List, c) }

// head compares the agendas' own fields.
func (d *differ) head() {
	a, b := d.old.tl.Agenda, d.new.tl.Agenda
	one := Change{Of: OfAgenda}
	d.tell(one, ChangeRetitled, !a.Title.same(b.Title))
	d.tell(one, ChangeRezoned, !a.Zone.Equal(b.Zone))
	var f fieldList
	f.add("also", !slices.EqualFunc(a.Also, b.Also, Zone.Equal))
	f.add("domain", a.Domain != b.Domain)
	f.add("id", a.ID != b.ID)
	f.add("langs", !slices.Equal(a.Langs, b.Langs))
	f.add("organizer", a.Organizer != b.Organizer)
	f.add("revision", a.Revision != b.Revision)
	f.add("url", a.URL != b.URL)
	d.details(one, f)
}

// tell adds a change of a kind to a thing, if there is one.
func (d *differ) tell(one Change, kind ChangeKind, differs bool) {
	if differs {
		one.Kind = kind
		d.add(one)
	}
}

// fieldList gathers the names of fields that differ.
type fieldList []string

func (f *fieldList) add(name string, differs bool) {
	if differs {
		*f = append(*f, name)
	}
}

func (d *differ) details(one Change, f fieldList) {
	if len(f) > 0 {
		one.Kind, one.Fields = ChangeDetails, f
		d.add(one)
	}
}

func (d *differ) participants() {
	a, b := d.old.tl.Agenda.Participants, d.new.tl.Agenda.Participants
	compareLists(d, OfParticipant, a, b, func(p *Participant) ID { return p.ID }, func(one Change, p, q *Participant) {
		d.tell(one, ChangeRetitled, !p.Name.same(q.Name))
		var f fieldList
		f.add("country", p.Country != q.Country)
		f.add("email", p.Email != q.Email)
		f.add("kind", cmp.Or(p.Kind, Person) != cmp.Or(q.Kind, Person))
		f.add("langs", !slices.Equal(p.Langs, q.Langs))
		f.add("org", p.Org != q.Org)
		f.add("zone", !p.Zone.Equal(q.Zone))
		d.details(one, f)
	})
}

func (d *differ) rooms() {
	a, b := d.old.tl.Agenda.Rooms, d.new.tl.Agenda.Rooms
	compareLists(d, OfRoom, a, b, func(r *Room) ID { return r.ID }, func(one Change, p, q *Room) {
		d.tell(one, ChangeRetitled, !p.Name.same(q.Name))
		var f fieldList
		f.add("address", p.Address != q.Address)
		f.add("geo", !p.Geo.same(q.Geo))
		d.details(one, f)
	})
}

func (d *differ) tracks() {
	a, b := d.old.tl.Agenda.Tracks, d.new.tl.Agenda.Tracks
	compareLists(d, OfTrack, a, b, func(t *Track) ID { return t.ID }, func(one Change, p, q *Track) {
		d.tell(one, ChangeRetitled, !p.Name.same(q.Name))
	})
}

// compareLists tells what was added and removed, and compares the pairs.
func compareLists[T any](d *differ, of Subject, old, new []T, id func(*T) ID, compare func(one Change, p, q *T)) {
	partner := make([]int, len(new))
	removed := pairByID(old, new, id, partner)
	for j := range new {
		i := partner[j]
		one := Change{Of: of, ID: id(&new[j]), OldIndex: i, NewIndex: j}
		if i < 0 {
			one.Kind = ChangeAdded
			d.add(one)
		} else {
			compare(one, &old[i], &new[j])
		}
	}
	for _, i := range removed {
		d.add(Change{Kind: ChangeRemoved, Of: of, ID: id(&old[i]), OldIndex: i, NewIndex: -1})
	}
}

// pairByID sets the partner of each of new, -1 for none, and gives what is left
// of old. Of several with one ID, which is a fault, the first is paired with
// the first.
func pairByID[T any](old, new []T, id func(*T) ID, partner []int) (left []int) {
	waiting := make(map[ID][]int, len(old))
	for i := range old {
		waiting[id(&old[i])] = append(waiting[id(&old[i])], i)
	}
	taken := make([]bool, len(old))
	for j := range new {
		partner[j] = -1
		if queue := waiting[id(&new[j])]; len(queue) > 0 {
			partner[j], taken[queue[0]] = queue[0], true
			waiting[id(&new[j])] = queue[1:]
		}
	}
	for i := range old {
		if !taken[i] {
			left = append(left, i)
		}
	}
	return left
}

// same reports whether two texts say the same in every language, the first of
// them being the original of both.
func (t Text) same(o Text) bool {
	if slices.Equal(t, o) {
		return true
	}
	if len(t) != len(o) || len(t) == 0 || t[0] != o[0] {
		return false
	}
	byLang := func(a, b Translation) int { return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Text, b.Text)) }
	return slices.Equal(slices.SortedFunc(slices.Values(t), byLang), slices.SortedFunc(slices.Values(o), byLang))
}

func (g *Geo) same(o *Geo) bool { return g == o || g != nil && o != nil && *g == *o }
