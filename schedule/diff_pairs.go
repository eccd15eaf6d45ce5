package schedule

import (
	"cmp"
	"slices"
)

// none makes a list of n places of which none has a partner.
func none(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (d *differ) pair(i, j int) { d.oldSessions[i], d.newSessions[j] = j, i }

// pairSessions pairs the sessions that have an ID.
func (d *differ) pairSessions() {
	d.oldSessions, d.newSessions = none(len(d.old.all)), none(len(d.new.all))
	pairBy(d, func(s *sighting, _ *edition) (ID, bool) { return s.ID, s.ID != "" })
}

// pairBy pairs the sessions that have no partner yet and have one key, the
// first with the first.
func pairBy[K comparable](d *differ, key func(*sighting, *edition) (K, bool)) {
	waiting := make(map[K][]int)
	for i := range d.old.all {
		if k, ok := key(&d.old.all[i], d.old); ok && d.oldSessions[i] < 0 {
			waiting[k] = append(waiting[k], i)
		}
	}
	for j := range d.new.all {
		k, ok := key(&d.new.all[j], d.new)
		if queue := waiting[k]; ok && d.newSessions[j] < 0 && len(queue) > 0 {
			d.pair(queue[0], j)
			waiting[k] = queue[1:]
		}
	}
}

// dayVote is how many sessions two days have in common.
type dayVote struct {
	old, new             int
	votes                int
	sameLabel, otherDate bool
}

// compare orders the likeliest first. Among votes that exclude each other it
// is the same in both directions of time.
func (a dayVote) compare(b dayVote) int {
	label := func(v dayVote) int { return map[bool]int{true: 0, false: 1}[v.sameLabel] }
	date := func(v dayVote) int { return map[bool]int{true: 1, false: 0}[v.otherDate] }
	return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(label(a), label(b)), cmp.Compare(date(a), date(b)),
		cmp.Compare(a.old+a.new, b.old+b.new), cmp.Compare(a.old, b.old))
}

// pairDays pairs days by date where both agendas have the same dates; else by
// the sessions in common, so that a meeting that was put off keeps its days,
// then by label and by date.
func (d *differ) pairDays() {
	a, b := d.old.tl.Agenda.Days, d.new.tl.Agenda.Days
	d.oldDays, d.newDays = none(len(a)), none(len(b))
	byDate := func(x *Day) (Date, bool) { return x.Date, true }
	if slices.Equal(datesOf(a), datesOf(b)) {
		pairDaysBy(d, byDate)
		return
	}
	for _, v := range d.dayVotes() {
		d.pairDay(v.old, v.new)
	}
	pairDaysBy(d, func(x *Day) (string, bool) { return x.Label.Original(), !x.Label.IsZero() })
	pairDaysBy(d, byDate)
}

func (d *differ) pairDay(i, j int) {
	if d.oldDays[i] < 0 && d.newDays[j] < 0 {
		d.oldDays[i], d.newDays[j] = j, i
	}
}

func datesOf(days []Day) []Date {
	dates := make([]Date, len(days))
	for i := range days {
		dates[i] = days[i].Date
	}
	slices.SortFunc(dates, Date.Compare)
	return dates
}

func (d *differ) dayVotes() []dayVote {
	a, b := d.old.tl.Agenda.Days, d.new.tl.Agenda.Days
	count := make(map[[2]int]int)
	for i, j := range d.oldSessions {
		if j >= 0 {
			count[[2]int{d.old.all[i].day, d.new.all[j].day}]++
		}
	}
	var votes []dayVote
	for pair, n := range count {
		p, q := &a[pair[0]], &b[pair[1]]
		votes = append(votes, dayVote{pair[0], pair[1], n, p.Label.same(q.Label), p.Date != q.Date})
	}
	slices.SortFunc(votes, dayVote.compare)
	return votes
}

func pairDaysBy[K comparable](d *differ, key func(*Day) (K, bool)) {
	a, b := d.old.tl.Agenda.Days, d.new.tl.Agenda.Days
	waiting := make(map[K][]int)
	for i := range a {
		if k, ok := key(&a[i]); ok && d.oldDays[i] < 0 {
			waiting[k] = append(waiting[k], i)
		}
	}
	for j := range b {
		k, ok := key(&b[j])
		if queue := waiting[k]; ok && d.newDays[j] < 0 && len(queue) > 0 {
			d.pairDay(queue[0], j)
			waiting[k] = queue[1:]
		}
	}
}

// breakKey is what tells a session without an ID from others: its day and its
// parent, as the later agenda counts them, and some of its looks.
type breakKey struct {
	day, parent int
	start, end  Clock
	title       string
}

// pairBreaks pairs sessions without an ID: those that are alike, then those of
// one title, then those of one start.
func (d *differ) pairBreaks() {
	key := func(s *sighting, e *edition) (breakKey, bool) {
		k := breakKey{day: s.day, parent: s.parent, start: s.Start, end: s.End, title: s.Title.Original()}
		if e == d.old {
			k.day = d.oldDays[s.day]
			if s.parent >= 0 {
				k.parent = d.oldSessions[s.parent]
			}
		}
		return k, s.ID == "" && k.day >= 0 && (s.parent < 0) == (k.parent < 0)
	}
	pairBy(d, key)
	pairBy(d, func(s *sighting, e *edition) (breakKey, bool) {
		k, ok := key(s, e)
		k.start, k.end = 0, 0
		return k, ok
	})
	pairBy(d, func(s *sighting, e *edition) (breakKey, bool) {
		k, ok := key(s, e)
		k.end, k.title = 0, ""
		return k, ok
	})
}
