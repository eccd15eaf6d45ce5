package schedule

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// instance is an occurrence in wall seconds.
type instance struct {
	id, start int64
	length    int64 // on the wall; noLength: as long as the session
	move      int32 // -1: none
}

const noLength = math.MinInt64

// part is a stretch of a series: the wall times from from on and before to that
// the rules give, moved together by a THISANDFUTURE, the first part by nothing.
type part struct {
	from, to, shift int64
	length          int64
	move            int32
	cancelled       bool
}

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

// merged runs over a series in the order of the wall times at which it takes
// place.
type merged struct {
	series    *Series
	guard     *guard
	flows     []flow  // parts that have begun and not ended
	later     []*part // in the order in which they begin
	moved     []instance
	low, high int64
}

// flow is a part with its next item.
type flow struct {
	*part
	ids  *ids
	head instance
	ok   bool
}

// merge begins at the first start from low on and ends before high.
func (s *Series) merge(g *guard, low, high int64) *merged {
	m := &merged{series: s, guard: g, low: low, high: high}
	i, _ := slices.BinarySearchFunc(s.moved, low, func(it instance, low int64) int {
		if it.start < low {
			return -1
		}
		return 1
	})
	m.moved = s.moved[i:]
	for i := range s.parts {
		if p := &s.parts[i]; !p.cancelled {
			m.later = append(m.later, p)
		}
	}
	slices.SortStableFunc(m.later, func(a, b *part) int { return cmp.Compare(a.begin(), b.begin()) })
	return m
}

// begin gives a wall time before which the part has no start.
func (p *part) begin() int64 {
	if p.from == math.MinInt64 {
		return p.from
	}
	return p.from + p.shift
}

// open begins the next part that may have any in the window.
func (m *merged) open() {
	p := m.later[0]
	m.later = m.later[1:]
	f := flow{part: p, ids: m.series.ids(m.guard, max(p.from, less(m.low, p.shift)), min(p.to, less(m.high, p.shift)))}
	if f.advance(m.series); f.ok {
		m.flows = append(m.flows, f)
	}
}

// less subtracts, but leaves the ends of the range where they are.
func less(wall, shift int64) int64 {
	if wall == math.MinInt64 || wall == math.MaxInt64 {
		return wall
	}
	return wall - shift
}

// advance goes to the next item of the flow.
func (f *flow) advance(s *Series) {
	id, ok := f.ids.next()
	f.ok = ok
	f.head = instance{id, id + f.shift, f.length, f.move}
	if f.length == noLength && len(s.lengths) > 0 {
		if length, ok := s.lengths[id]; ok {
			f.head.length = length
		}
	}
}

// next gives the next item; of those that start together, those that were moved
// by themselves first.
func (m *merged) next() (instance, bool) {
	if len(m.flows) == 1 && len(m.later)+len(m.moved) == 0 {
		it := m.flows[0].head
		if m.flows[0].advance(m.series); !m.flows[0].ok {
			m.flows = nil
		}
		return it, true
	}
	it, best, ok := m.first()
	for len(m.later) > 0 && (!ok || m.later[0].begin() <= it.start) {
		m.open()
		it, best, ok = m.first()
	}
	switch {
	case best >= 0:
		m.advance(best)
	case ok:
		m.moved = m.moved[1:]
	}
	return it, ok
}

// first finds the earliest of what has begun, and its flow; -1 for one that was
// moved by itself.
func (m *merged) first() (it instance, flow int, ok bool) {
	flow = -1
	if len(m.moved) > 0 && m.moved[0].start < m.high {
		it, ok = m.moved[0], true
	}
	for i := range m.flows {
		if f := &m.flows[i]; !ok || f.head.start < it.start {
			it, flow, ok = f.head, i, true
		}
	}
	return it, flow, ok
}

// advance goes to the next item of a flow, and drops one that has ended.
func (m *merged) advance(i int) {
	if m.flows[i].advance(m.series); !m.flows[i].ok {
		m.flows = slices.Delete(m.flows, i, i+1)
	}
}
