package schedule

import (
	"context"
	"slices"
)

// guard bounds an iteration.
type guard struct {
	ctx    context.Context
	looked int
	until  int // as many steps need no check
	err    error
}

// step counts one wall time, and reports whether to go on.
func (g *guard) step() bool {
	g.looked++
	return g.looked <= g.until || g.check()
}

// check asks the limits, every 1024 steps. Once they are reached, each step
// comes here.
func (g *guard) check() bool {
	switch {
	case g.err != nil:
		return false
	case g.looked > maxSeries:
		g.err = errorf(ErrTooMany, "stopped after %d wall times; use a nearer end or a window", maxSeries)
	case g.ctx.Err() != nil:
		g.err = context.Cause(g.ctx)
	default:
		g.until = min(g.looked+1023, maxSeries)
	}
	return g.err == nil
}

// source is a cursor with its next wall time.
type source struct {
	cursor *cursor
	head   int64
	ok     bool
}

func (s *source) advance() { s.head, s.ok = s.cursor.next() }

// seek goes to the first wall time from wall on. One that is far away is not
// walked to.
func (s *source) seek(wall int64) {
	for range 4 {
		if !s.ok || s.head >= wall {
			return
		}
		s.advance()
	}
	if s.ok && s.head < wall {
		*s = newSource(s.cursor.x, wall)
	}
}

// ids runs over the wall times of a series before they are moved: those of the
// rules and lists together, without those that are left out or moved.
type ids struct {
	series  *Series
	guard   *guard
	before  int64
	also    []int64
	sources []source
	except  []source
	// gone and goneDays are what is still ahead.
	gone, goneDays []int64
	whole          bool // nothing is left out or moved
}

// ids begins at the first wall time from low on and ends before high.
func (s *Series) ids(g *guard, low, high int64) *ids {
	r := &ids{
		series: s, guard: g, before: high,
		also: from(s.also, low), gone: from(s.gone, low), goneDays: from(s.goneDays, floorDiv(low, daySeconds)),
	}
	for _, x := range s.rules {
		r.sources = append(r.sources, newSource(x, low))
	}
	for _, x := range s.exceptRules {
		r.except = append(r.except, newSource(x, low))
	}
	r.whole = len(r.gone)+len(r.goneDays)+len(r.except) == 0
	return r
}

// from gives the rest of an ascending list, without what is before low.
func from(list []int64, low int64) []int64 {
	i, _ := slices.BinarySearch(list, low)
	return list[i:]
}

func newSource(x *expansion, low int64) source {
	s := source{cursor: counted(x, low)}
	s.advance()
	return s
}

// next gives the next wall time.
func (r *ids) next() (int64, bool) {
	for r.guard.step() {
		wall, ok := r.pull()
		if !ok || wall >= r.before {
			return 0, false
		}
		if r.whole || !r.isGone(wall) {
			return wall, true
		}
	}
	return 0, false
}

// pull takes the earliest of all, once.
func (r *ids) pull() (wall int64, ok bool) {
	if len(r.also) == 0 && len(r.sources) == 1 {
		s := &r.sources[0]
		if wall, ok = s.head, s.ok; ok {
			s.advance()
		}
		return wall, ok
	}
	if len(r.also) > 0 {
		wall, ok = r.also[0], true
	}
	for i := range r.sources {
		if s := &r.sources[i]; s.ok && (!ok || s.head < wall) {
			wall, ok = s.head, true
		}
	}
	if !ok {
		return 0, false
	}
	for len(r.also) > 0 && r.also[0] == wall {
		r.also = r.also[1:]
	}
	for i := range r.sources {
		if s := &r.sources[i]; s.ok && s.head == wall {
			s.advance()
		}
	}
	return wall, true
}

// isGone reports whether a wall time is left out or moved. They are asked in
// order.
func (r *ids) isGone(wall int64) bool {
	for len(r.gone) > 0 && r.gone[0] < wall {
		r.gone = r.gone[1:]
	}
	if len(r.gone) > 0 && r.gone[0] == wall {
		return true
	}
	for i := range r.except {
		s := &r.except[i]
		s.seek(wall)
		if s.ok && s.head == wall {
			return true
		}
	}
	if len(r.goneDays) == 0 {
		return false
	}
	day := floorDiv(wall, daySeconds)
	for len(r.goneDays) > 0 && r.goneDays[0] < day {
		r.goneDays = r.goneDays[1:]
	}
	return len(r.goneDays) > 0 && r.goneDays[0] == day
}
