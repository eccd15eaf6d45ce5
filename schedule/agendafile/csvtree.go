package agendafile

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plenaria/plenaria/schedule"
)

// tree holds the sessions of an agenda where they can be moved.
type tree struct {
	days  [][]*item
	dates []schedule.Date
	byID  map[schedule.ID]*item
	// byPlace finds the sessions without an ID by where they stood: #1.3.
	byPlace map[string]*item
	// twins are the sessions without an ID by their days and clocks.
	twins map[twin][]*item
}

type twin struct {
	day        int
	start, end schedule.Clock
}

// item is a session without the parallel ones.
type item struct {
	session  schedule.Session
	parallel []*item
	parent   *item
	day      int
	row      *row
	// fresh is set for a session that the agenda does not have yet, moved for
	// one that goes to another list.
	fresh, moved bool
}

// plant takes the sessions out of an agenda.
func (t *tree) plant(a *schedule.Agenda) {
	t.byID, t.byPlace, t.twins = make(map[schedule.ID]*item), make(map[string]*item), make(map[twin][]*item)
	for d := range a.Days {
		t.dates = append(t.dates, a.Days[d].Date)
		t.days = append(t.days, t.items(a.Days[d].Sessions, nil, d, fmt.Sprintf("#%d", d+1)))
	}
}

func (t *tree) items(sessions []schedule.Session, parent *item, day int, place string) (items []*item) {
	for i := range sessions {
		it := &item{session: sessions[i], parent: parent, day: day}
		at := fmt.Sprintf("%s.%d", place, i+1)
		it.parallel = t.items(it.session.Parallel, it, day, at)
		it.session.Parallel = nil
		if it.session.ID == "" {
			t.byPlace[at] = it
			key := twin{day, it.session.Start, it.session.End}
			t.twins[key] = append(t.twins[key], it)
		} else if t.byID[it.session.ID] == nil {
			t.byID[it.session.ID] = it
		}
		items = append(items, it)
	}
	return items
}

// agenda gives a copy of a with the sessions of the tree.
func (t *tree) agenda(a *schedule.Agenda) *schedule.Agenda {
	merged := *a
	merged.Days = slices.Clone(a.Days)
	for d := range merged.Days {
		merged.Days[d].Sessions = sessionsOf(t.days[d])
	}
	return &merged
}

func sessionsOf(items []*item) (sessions []schedule.Session) {
	for _, it := range items {
		s := it.session
		s.Parallel = sessionsOf(it.parallel)
		sessions = append(sessions, s)
	}
	return sessions
}

// arrange puts the items that are new or moved into their lists: parallel ones
// at the end, others before the first session that starts later. All other
// items keep their order.
func (t *tree) arrange(rows []*row) {
	stays := func(it *item) bool { return it.moved }
	for d := range t.days {
		for _, it := range t.days[d] {
			it.parallel = slices.DeleteFunc(it.parallel, stays)
		}
		t.days[d] = slices.DeleteFunc(t.days[d], stays)
	}
	arrivals := make([][]*item, len(t.days))
	for _, r := range rows {
		switch it := r.item; {
		case it == nil || !it.moved:
		case it.parent != nil:
			it.parent.parallel = append(it.parent.parallel, it)
		default:
			arrivals[it.day] = append(arrivals[it.day], it)
		}
	}
	for d, items := range arrivals {
		t.days[d] = mergeByStart(t.days[d], items)
	}
}

// mergeByStart puts items among others without changing the order of those.
func mergeByStart(old, items []*item) []*item {
	slices.SortStableFunc(items, func(a, b *item) int { return cmp.Compare(a.start(), b.start()) })
	all := make([]*item, 0, len(old)+len(items))
	for _, it := range old {
		for len(items) > 0 && !it.session.IsAllDay() && items[0].start() < it.start() {
			all, items = append(all, items[0]), items[1:]
		}
		all = append(all, it)
	}
	return append(all, items...)
}

// start orders items; those of whole days are last.
func (it *item) start() schedule.Clock {
	if it.session.IsAllDay() {
		return 2 * schedule.Midnight24
	}
	return it.session.Start
}
