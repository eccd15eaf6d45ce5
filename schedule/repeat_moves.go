package schedule

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// identify finds the wall second of the occurrence that w stands for, whether it
// is left out or not.
func (s *Series) identify(w DateTime) (int64, bool) {
	if !w.IsValid() {
		return 0, false
	}
	wall := w.seconds()
	if s.gives(wall) {
		return wall, true
	}
	if w.Clock != 0 {
		return 0, false
	}
	return s.first(wall, wall+daySeconds)
}

// gives reports whether a rule or the list gives a wall second.
func (s *Series) gives(wall int64) bool {
	if _, ok := slices.BinarySearch(s.also, wall); ok {
		return true
	}
	for _, x := range s.rules {
		if got, ok := counted(x, wall).next(); ok && got == wall {
			return true
		}
	}
	return false
}

// first gives the first wall second from low on and before high.
func (s *Series) first(low, high int64) (int64, bool) {
	bare := Series{start: s.start, zone: s.zone, rules: s.rules, also: s.also}
	return bare.ids(&guard{ctx: context.Background()}, low, high).next()
}

// except compiles what is left out.
func (b *builder) except() {
	s := b.series
	for i, w := range b.repeat.Except {
		if !b.valid(indexed("except", i), w) {
			continue
		}
		if b.dates {
			w.Clock = 0
		}
		switch id, ok := s.identify(w); {
		case !ok:
			s.strayExcept = append(s.strayExcept, i)
		case id == w.seconds():
			s.gone = append(s.gone, id)
		default:
			s.goneDays = append(s.goneDays, w.Date.day())
		}
	}
	slices.Sort(s.gone)
	slices.Sort(s.goneDays)
}

// moves compiles what was moved. The last Move of an occurrence counts.
func (b *builder) moves() {
	s := b.series
	s.parts = []part{{from: math.MinInt64, to: math.MaxInt64, length: noLength, move: -1}}
	single := map[int64]int{} // by the wall second that the rule gave
	for i, m := range b.repeat.Moved {
		path := indexed("moved", i)
		if !b.valid(path+".from", m.From) || !m.Cancelled && !b.movable(path, m) {
			continue
		}
		if b.dates {
			m.From.Clock = 0
		}
		id, ok := s.identify(m.From)
		switch {
		case !ok || s.leftOut(id):
			s.strayMoved = append(s.strayMoved, i)
		case m.Onward:
			s.parts = append(s.parts, b.part(id, i))
		default:
			single[id] = i
		}
	}
	s.parts = joinParts(s.parts)
	for id, i := range single {
		s.gone = append(s.gone, id)
		if m := b.repeat.Moved[i]; !m.Cancelled {
			p := b.part(id, i)
			s.moved = append(s.moved, instance{id, id + p.shift, p.length, int32(i)})
		}
	}
	slices.Sort(s.gone)
	slices.SortFunc(s.moved, func(a, b instance) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.id, b.id)) })
}

// movable checks where a Move leads.
func (b *builder) movable(path string, m Move) bool {
	if !b.valid(path+".to", m.To) {
		return false
	}
	if m.End.IsZero() {
		return true
	}
	if b.valid(path+".end", m.End) && b.seconds(m.End) < b.seconds(m.To) {
		b.fault(path+".end", ErrBackwards, "ends at %s, before its start at %s", m.End, m.To)
	}
	return true
}

// leftOut reports whether Except or a rule of exceptions leaves out a wall
// second that the rules give.
func (s *Series) leftOut(id int64) bool {
	bare := Series{start: s.start, zone: s.zone, also: []int64{id}, exceptRules: s.exceptRules, gone: s.gone, goneDays: s.goneDays}
	_, ok := bare.ids(&guard{ctx: context.Background()}, id, id+1).next()
	return !ok
}

// part makes what a Move does to the occurrences from id on.
func (b *builder) part(id int64, i int) part {
	m := b.repeat.Moved[i]
	p := part{from: id, length: noLength, move: int32(i), cancelled: m.Cancelled}
	if m.Cancelled {
		return p
	}
	to := b.seconds(m.To)
	p.shift = to - id
	if !m.End.IsZero() {
		p.length = b.seconds(m.End) - to
	}
	return p
}

// joinParts orders parts and lets each end where the next one begins.
func joinParts(parts []part) []part {
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.from, b.from) })
	joined := parts[:0]
	for _, p := range parts {
		if n := len(joined); n > 0 && joined[n-1].from == p.from {
			joined[n-1] = p
			continue
		}
		joined = append(joined, p)
	}
	for i := range joined {
		joined[i].to = math.MaxInt64
		if i+1 < len(joined) {
			joined[i].to = joined[i+1].from
		}
	}
	return joined
}
