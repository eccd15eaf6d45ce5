package schedule

import (
	"cmp"
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
