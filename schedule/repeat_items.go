package schedule

import (
	"context"
	"math"
	"slices"
)

// items lists what takes place.
func (r *resolver) items(s *Series, it item, low, high int64, path string) (all []occurrence) {
	wideLow, wideHigh := low, high
	clash := !it.IsAllDay() && !it.zone.IsZero() && r.policy != Reject
	if clash && !r.window.isZero() {
		wideLow, wideHigh = low-it.zone.nearGap(low), high+it.zone.nearGap(high)
	}
	m := s.merge(&guard{ctx: context.Background()}, wideLow, wideHigh)
	last := instance{start: math.MinInt64, move: -1}
	inside := 0
	for i, ok := m.next(); ok && inside <= maxOccurrences; i, ok = m.next() {
		within := i.start >= low && i.start < high
		if i.start == last.start {
			if within {
				r.collision(it, max(i.move, last.move), i.start, path)
			}
			continue
		}
		if last = i; within {
			inside++
		}
		o := occurrence{id: wallOf(i.id), at: wallOf(i.start), moved: i.move >= 0}
		if i.length != noLength {
			o.end = wallOf(i.start + i.length)
		}
		all = append(all, o)
	}
	if !clash {
		return all
	}
	all = r.distinct(all, it.zone)
	return slices.DeleteFunc(all, func(o occurrence) bool { at := o.at.seconds(); return at < low || at >= high })
}

// nearGap gives how far around a wall second one looks for what a gap puts at
// the instant of another occurrence: not at all where the clock does not change.
func (z Zone) nearGap(wall int64) int64 {
	const reach = 2 * daySeconds // a gap of a day, and what is a day away from it
	c := z.clock()
	at, _ := c.fold(wall)
	if c.find(at-2*reach) == c.find(at+2*reach) {
		return 0
	}
	return reach
}

// distinct leaves out what a gap puts at the instant of another occurrence: the
// one that was moved there stays, else the one whose wall time exists, as in a
// [Series].
func (r *resolver) distinct(all []occurrence, z Zone) []occurrence {
	gone := map[DateTime]bool{}
	clock := steadyClock{zone: z}
	for i := range all {
		if _, kind := clock.instant(all[i].at.seconds()); kind != Gap {
			continue
		}
		t, _ := z.Resolve(all[i].at, r.policy)
		shown := z.Wall(t)
		_, taken := slices.BinarySearchFunc(all, shown, func(o occurrence, w DateTime) int { return o.at.Compare(w) })
		if same, _ := z.Resolve(shown, r.policy); !taken || !same.Equal(t) {
			continue
		}
		if all[i].moved {
			gone[shown] = true
		} else {
			gone[all[i].at] = true
		}
	}
	return slices.DeleteFunc(all, func(o occurrence) bool { return gone[o.at] })
}

// collision tells that two occurrences take place at once.
func (r *resolver) collision(it item, move int32, at int64, path string) {
	if move >= 0 {
		path = indexed(path+".moved", int(move)) + ".to"
	}
	r.fault(path, ErrRule, "two occurrences start at %s; leave one of them out", wallOf(at))
}
