package schedule

import (
	"cmp"
	"math"
	"slices"
)

// inOrder gives the slots in the programme's order. They are listed in it
// already, but for guests: occurrences of a series that belong to another day
// than the one they are listed in. A guest goes before the first session of
// its day that starts later and is on that day's date.
func (r *resolver) inOrder() []Slot {
	if r.series.occurrences == 0 {
		return r.slots
	}
	days := make([]dayOrder, len(r.agenda.Days))
	guests := false
	for i := range r.slots {
		s := &r.slots[i]
		switch {
		case s.Parent >= 0:
		case s.Day == r.places[i].day:
			days[s.Day].listed = append(days[s.Day].listed, i)
		default:
			days[s.Day].guests = append(days[s.Day].guests, i)
			guests = true
		}
	}
	if !guests {
		return r.slots
	}
	ordered := make([]Slot, 0, len(r.slots))
	for _, d := range days {
		for _, i := range d.merge(r.agenda, r.slots) {
			ordered = r.appendFamily(ordered, i)
		}
	}
	return ordered
}

// dayOrder holds the indices of a day's slots without the parallel ones.
type dayOrder struct{ listed, guests []int }

// merge puts the guests among the listed slots.
func (d dayOrder) merge(a *Agenda, slots []Slot) []int {
	byStart := func(i, j int) int { return cmp.Compare(startKey(&slots[i]), startKey(&slots[j])) }
	slices.SortStableFunc(d.guests, byStart)
	all := make([]int, 0, len(d.listed)+len(d.guests))
	for _, i := range d.listed {
		here := a.hostDate(&slots[i]) == a.Days[slots[i].Day].Date
		for here && len(d.guests) > 0 && byStart(d.guests[0], i) < 0 {
			all, d.guests = append(all, d.guests[0]), d.guests[1:]
		}
		all = append(all, i)
	}
	return append(all, d.guests...)
}

// startKey orders slots by start, all-day items before all others.
func startKey(s *Slot) int64 {
	if s.AllDay() {
		return math.MinInt64
	}
	return s.Start.Unix()
}

// appendFamily appends the slot i and those parallel to it.
func (r *resolver) appendFamily(to []Slot, i int) []Slot {
	parent := len(to)
	to = append(to, r.slots[i])
	for i++; i < len(r.slots) && r.slots[i].Parent >= 0; i++ {
		child := r.slots[i]
		child.Parent = parent
		to = append(to, child)
	}
	return to
}
