package schedule

import (
	"cmp"
	"slices"
	"time"
)

// View is one slot as the clock on one wall shows it.
type View struct {
	// Slot is the slot, Index its place in Timeline.Slots.
	Slot  *Slot
	Index int
	// Start and End are what the wall shows, with clocks below 24:00: what
	// ends at midnight ends at 00:00 of the next date. An all-day item lasts
	// from Start.Date to End.Date, both included, on every wall; its clocks
	// are zero.
	Start, End DateTime
	// StartShift and EndShift are how many days Start and End are after the
	// date of the host's day that the slot belongs to: -1, 0 or +1 as a rule.
	StartShift, EndShift int
}

// ViewDay is one date of a viewer with what begins on it.
type ViewDay struct {
	Date Date
	// Items are all-day items first, then the others by instant; at one
	// instant in the programme's order.
	Items []View
}

// HostDay is one day of the host as the clock on one wall shows it.
type HostDay struct {
	// Index is the index in Agenda.Days, from 0.
	Index int
	Day   *Day
	// Opens and Closes are the day's hours: those that it declares, else from
	// the first start to the last end of its timed sessions that are not
	// cancelled, without occurrences of a series on other dates. Both are zero
	// if there is neither. Their clocks are below 24:00.
	Opens, Closes DateTime
	// OpensShift and ClosesShift are how many days they are after Day.Date.
	OpensShift, ClosesShift int
	// Declared is set if the day declares its hours.
	Declared bool
	// Items are the day's slots in the programme's order.
	Items []View
}

// Days gives the dates of a viewer in zone z on which something begins, in
// order, with every slot once: on the date of its start. What runs past the
// viewer's midnight is not listed again, and neither is an all-day item on its
// further dates. All-day items are dates and are the same in every zone.
//
// The zero Zone stands for the host: every slot is shown on the walls it was
// written on.
func (tl *Timeline) Days(z Zone) []ViewDay {
	if tl == nil || len(tl.Slots) == 0 {
		return nil
	}
	views := make([]View, len(tl.Slots))
	sorted := make([]viewKey, len(tl.Slots))
	for i := range tl.Slots {
		tl.view(&views[i], i, z)
		sorted[i] = viewKey{int32(views[i].Start.Date.day()), int32(i), startKey(&tl.Slots[i])}
	}
	if !slices.IsSortedFunc(sorted, viewKey.compare) {
		slices.SortFunc(sorted, viewKey.compare)
		views = permuted(views, sorted)
	}
	return byDate(views)
}

// viewKey orders views by date, then by instant: an overlap at midnight can
// show a date again that was over.
type viewKey struct {
	day   int32
	index int32
	start int64
}

func (a viewKey) compare(b viewKey) int {
	return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.start, b.start), cmp.Compare(a.index, b.index))
}

func permuted(views []View, order []viewKey) []View {
	sorted := make([]View, len(views))
	for i, k := range order {
		sorted[i] = views[k.index]
	}
	return sorted
}

// byDate cuts sorted views into dates.
func byDate(views []View) []ViewDay {
	n := 1
	for i := 1; i < len(views); i++ {
		if views[i].Start.Date != views[i-1].Start.Date {
			n++
		}
	}
	days := make([]ViewDay, 0, n)
	for first, i := 0, 1; i <= len(views); i++ {
		if i == len(views) || views[i].Start.Date != views[first].Start.Date {
			days = append(days, ViewDay{views[first].Start.Date, views[first:i:i]})
			first = i
		}
	}
	return days
}

// HostDays gives the host's days as a viewer in zone z sees them: always as
// many as the agenda has, also where a day has no session, with every slot
// once and in the programme's order. The zero Zone stands for the host: every
// slot is shown on the walls it was written on, and the hours on the day's.
func (tl *Timeline) HostDays(z Zone) []HostDay {
	if tl == nil || tl.Agenda == nil {
		return nil
	}
	views, ends := tl.viewsByDay(z)
	days := make([]HostDay, len(tl.Agenda.Days))
	first := 0
	for i := range days {
		d := &tl.Agenda.Days[i]
		days[i] = HostDay{Index: i, Day: d, Items: views[first:ends[i]:ends[i]]}
		first = ends[i]
		opens, closes := tl.hours(&days[i])
		if opens.IsZero() {
			continue
		}
		wall := z
		if z.IsZero() {
			wall = tl.Agenda.ZoneOf(d)
		}
		days[i].Opens, days[i].Closes = wall.Wall(opens), wall.Wall(closes)
		days[i].OpensShift = days[i].Opens.Date.DaysSince(d.Date)
		days[i].ClosesShift = days[i].Closes.Date.DaysSince(d.Date)
	}
	return days
}

// viewsByDay gives the views of all slots grouped by host day, and where each
// group ends.
func (tl *Timeline) viewsByDay(z Zone) (views []View, ends []int) {
	ends = make([]int, len(tl.Agenda.Days))
	for i := range tl.Slots {
		ends[tl.Slots[i].Day]++
	}
	sum := 0
	for i, n := range ends {
		ends[i] = sum // the start of the group, until it is filled
		sum += n
	}
	views = make([]View, sum)
	for i := range tl.Slots {
		day := tl.Slots[i].Day
		tl.view(&views[ends[day]], i, z)
		ends[day]++
	}
	return views, ends
}

// hours gives the instants of a day's hours and sets Declared.
func (tl *Timeline) hours(h *HostDay) (opens, closes time.Time) {
	if h.Day.declaresHours() {
		h.Declared = true
		return h.Day.hours(tl.Agenda.ZoneOf(h.Day))
	}
	for i := range h.Items {
		s := h.Items[i].Slot
		if s.AllDay() || s.Session.Status == Cancelled || tl.HostDate(h.Items[i].Index) != h.Day.Date {
			continue
		}
		if opens.IsZero() || s.Start.Before(opens) {
			opens = s.Start
		}
		if s.End.After(closes) {
			closes = s.End
		}
	}
	return opens, closes
}

// HostDate gives the host's date that the slot i belongs to: that of its Day or, for an
// occurrence of a series on a date that is no day of the agenda, that date. What begins
// at 24:00 or later belongs to the date before, and what is parallel to its parent's.
func (tl *Timeline) HostDate(i int) Date {
	for tl.Slots[i].Parent >= 0 {
		i = tl.Slots[i].Parent
	}
	return tl.Agenda.hostDate(&tl.Slots[i])
}

// hostDate is HostDate of a slot without a parent.
func (a *Agenda) hostDate(s *Slot) Date {
	switch {
	case s.Occurrence.IsZero():
		return a.Days[s.Day].Date
	case s.AllDay():
		return s.From
	}
	return s.Zone.Wall(s.Start).Date.AddDays(-int(s.Session.Start / Midnight24))
}

func (d *Day) declaresHours() bool { return d.Opens != 0 || d.Closes != 0 }

// wallHours gives the declared hours on the day's wall.
func (d *Day) wallHours() (opens, closes DateTime) {
	opens, closes = DateTime{d.Date, d.Opens}, DateTime{d.Date, d.Closes}
	if closes.Compare(opens) <= 0 {
		closes.Date = closes.Date.AddDays(1)
	}
	return opens, closes
}

// hours gives the declared hours as instants. They are a frame for people, so
// a gap or an overlap is settled as Compatible does.
func (d *Day) hours(z Zone) (opens, closes time.Time) {
	from, to := d.wallHours()
	opens, _ = z.Resolve(from, Compatible)
	closes, _ = z.Resolve(to, Compatible)
	return opens, closes
}

// view fills in the view of the slot i.
func (tl *Timeline) view(v *View, i int, z Zone) {
	s := &tl.Slots[i]
	v.Slot, v.Index = s, i
	switch {
	case s.AllDay():
		v.Start.Date, v.End.Date = s.From, s.Through
	case z.IsZero():
		v.Start, v.End = s.Zone.Wall(s.Start), s.EndZone.Wall(s.End)
	default:
		v.Start, v.End = z.Wall(s.Start), z.Wall(s.End)
	}
	day := tl.Agenda.Days[s.Day].Date.day()
	v.StartShift, v.EndShift = int(v.Start.Date.day()-day), int(v.End.Date.day()-day)
}
