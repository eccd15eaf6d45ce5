package render

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// hostBlock is what stands under one heading of the host: one of the agenda's days, or a
// date that is none with the occurrences of series that take place on it.
type hostBlock struct {
	day   int // index in Agenda.Days; of a date, that of the day in which its series are listed
	date  schedule.Date
	stray bool  // no day of the agenda
	slots []int // indices in Timeline.Slots
}

// wallDate is a date on a wall.
type wallDate struct {
	date schedule.Date
	zone schedule.Zone
}

// hostBlocks gives all days of an agenda, in their order, and each other date before the
// first day that is later. A day's slots are in the programme's order, those of a date by
// their start.
func hostBlocks(tl *schedule.Timeline) []hostBlock {
	days := make([]hostBlock, len(tl.Agenda.Days))
	for i := range days {
		days[i] = hostBlock{day: i, date: tl.Agenda.Days[i].Date}
	}
	var stray []hostBlock
	at := make(map[wallDate]int)
	for i := range tl.Slots {
		b := &days[tl.Slots[i].Day]
		if date := tl.HostDate(i); date != b.date {
			on := wallDate{date, tl.Agenda.ZoneOf(&tl.Agenda.Days[b.day])}
			n, ok := at[on]
			if !ok {
				n = len(stray)
				at[on], stray = n, append(stray, hostBlock{day: b.day, date: date, stray: true})
			}
			b = &stray[n]
		}
		b.slots = append(b.slots, i)
	}
	if len(stray) == 0 {
		return days
	}
	slices.SortStableFunc(stray, func(a, b hostBlock) int { return a.date.Compare(b.date) })
	blocks := make([]hostBlock, 0, len(days)+len(stray))
	for _, d := range days {
		for len(stray) > 0 && stray[0].date.Compare(d.date) < 0 {
			blocks, stray = append(blocks, stray[0].sorted(tl)), stray[1:]
		}
		blocks = append(blocks, d)
	}
	for _, s := range stray {
		blocks = append(blocks, s.sorted(tl))
	}
	return blocks
}

// sorted gives a block with its slots by their start, parallel ones behind their parent.
func (b hostBlock) sorted(tl *schedule.Timeline) hostBlock {
	type key struct {
		start         int64
		parent, index int
	}
	of := func(i int) key {
		parent := i
		if p := tl.Slots[i].Parent; p >= 0 {
			parent = p
		}
		s := &tl.Slots[parent]
		if s.AllDay() {
			return key{math.MinInt64, parent, i}
		}
		return key{s.Start.Unix(), parent, i}
	}
	slices.SortFunc(b.slots, func(i, j int) int {
		x, y := of(i), of(j)
		return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(x.parent, y.parent), cmp.Compare(x.index, y.index))
	})
	return b
}

// hostViews projects the host's days into zones, each zone once.
type hostViews struct {
	tl    *schedule.Timeline
	cache map[schedule.Zone][]schedule.HostDay
}

// day gives one of the host's days on a wall.
func (h hostViews) day(i int, z schedule.Zone) schedule.HostDay {
	days, ok := h.cache[z]
	if !ok {
		days = h.tl.HostDays(z)
		h.cache[z] = days
	}
	return days[i]
}

// block gives what stands under a heading on a wall. A date that is no day has the index
// -1, and the hours of what takes place on it.
func (h hostViews) block(b *hostBlock, z schedule.Zone) schedule.HostDay {
	d := h.day(b.day, z)
	items := make([]schedule.View, len(b.slots))
	for n, i := range b.slots {
		of := h.day(h.tl.Slots[i].Day, z).Items
		at, _ := slices.BinarySearchFunc(of, i, func(v schedule.View, i int) int { return cmp.Compare(v.Index, i) })
		items[n] = of[at]
	}
	d.Items = items
	if !b.stray {
		return d
	}
	d = schedule.HostDay{Index: -1, Day: &schedule.Day{Date: b.date, Zone: d.Day.Zone}, Items: items}
	if opens, closes := hoursOf(items); !opens.IsZero() {
		d.Opens, d.Closes = z.Wall(opens), z.Wall(closes)
		d.OpensShift, d.ClosesShift = d.Opens.Date.DaysSince(b.date), d.Closes.Date.DaysSince(b.date)
	}
	return d
}

// hoursOf gives the first start and the last end of what takes place.
func hoursOf(items []schedule.View) (opens, closes time.Time) {
	for i := range items {
		s := items[i].Slot
		if s.AllDay() || s.Session.Status == schedule.Cancelled {
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
