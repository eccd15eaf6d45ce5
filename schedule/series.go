package schedule

import (
	"context"
	"errors"
	"iter"
	"math"
	"time"
)

// Series is a [Repeat] that knows where it begins. It is made by [Repeat.From]
// and [Repeat.FromDate], never changes, and is safe for concurrent use: every
// iteration keeps its own place.
//
// An iteration is lazy and goes to its window by division, not by walking there
// from the start; only a rule with a COUNT is walked once, to find its end. It is
// in order, and gives no instant twice: where two occurrences come to one
// instant, it gives the one that was moved there, else the one whose wall time
// exists. It ends with the year 9999.
type Series struct {
	start              int64
	zone               Zone
	rules, exceptRules []*expansion
	also               []int64 // with the start, ascending
	// gone are the wall times that the rules give and that are left out or moved,
	// goneDays the days that are left out altogether; ascending.
	gone, goneDays []int64
	moved          []instance // single ones, by their new start
	parts          []part
	lengths        map[int64]int64 // of periods, by their start
	// strayExcept and strayMoved are the indices of what names no occurrence.
	strayExcept, strayMoved []int
}

// maxSeries is how many wall times one iteration looks at, those included that
// are left out.
const maxSeries = 10_000_000

// ErrBarren is wrapped, together with [ErrRule], where a rule gives nothing.
var ErrBarren = errors.New("a rule without an occurrence")

// ErrTooMany is wrapped by the error with which an iteration ends that has
// looked at 10,000,000 wall times.
var ErrTooMany = errors.New("too many occurrences")

// Occurrence is one item of a [Series]. It is small, so that it is handed over
// in registers, and works out its wall times when it is asked for them.
type Occurrence struct {
	// At is Start as an instant in UTC, by [Compatible]; zero in a series of dates
	// or without a zone.
	At time.Time
	// Kind tells whether Start is in a gap or an overlap.
	Kind WallKind
	// Move is the index of what applies to it in Repeat.Moved; -1: nothing.
	Move int
	// The wall times, in seconds since yearZero; 0: none.
	id, start, end int64
}

// yearZero is 0000-01-01T00:00, which is before all wall times.
const yearZero = -62167219200

// ID gives the wall start that identifies it: the one that the rule or the list
// gave (RECURRENCE-ID, RFC 5545 §3.8.4.4).
func (o Occurrence) ID() DateTime { return occurrenceWall(o.id) }

// Start gives the wall time at which it takes place: the ID, unless it was moved.
func (o Occurrence) Start() DateTime { return occurrenceWall(o.start) }

// End gives the wall time at which it ends, or its last date, of a [Period] or a
// [Move] that says so. Zero: it lasts as long as the session does.
func (o Occurrence) End() DateTime { return occurrenceWall(o.end) }

func occurrenceWall(second int64) DateTime {
	if second == 0 {
		return DateTime{}
	}
	return wallOf(yearZero + second)
}

// All gives every occurrence. An endless rule goes on until the caller stops, the
// context is done or a limit is reached; the last two are told by an error with
// a zero Occurrence, and end it. The error wraps the context's cause or
// [ErrTooMany].
func (s *Series) All(ctx context.Context) iter.Seq2[Occurrence, error] {
	return s.run(ctx, reach{math.MinInt64, math.MaxInt64, math.MinInt64, math.MaxInt64})
}

// Between gives the occurrences that start from from on and before to, with the
// errors of [Series.All]. In a series of dates or without a zone the wall is
// read as one in UTC.
func (s *Series) Between(ctx context.Context, from, to time.Time) iter.Seq2[Occurrence, error] {
	w := reach{from.Unix(), to.Unix(), from.Unix(), to.Unix()}
	if !s.zone.IsZero() {
		least, _ := s.zone.offsetsBefore(w.from)
		_, most := s.zone.offsetsBefore(w.to)
		w.low, w.high = w.from+least, w.to+most
	}
	return s.run(ctx, w)
}

// Has reports whether w identifies an occurrence of the series, left out or not.
func (s *Series) Has(w DateTime) bool {
	_, ok := s.identify(w)
	return ok
}

// Strays gives the indices in Repeat.Except and Repeat.Moved of what names no
// occurrence and so changes nothing.
func (s *Series) Strays() (except, moved []int) { return s.strayExcept, s.strayMoved }

// reach is the instants from from on and before to, and the wall times from
// low on and before high, which have those of all these instants among them.
type reach struct{ from, to, low, high int64 }

// run resolves wall times. They are in order, and so are their instants, but for
// those in a gap: the clock moves them behind others that follow.
func (s *Series) run(ctx context.Context, w reach) iter.Seq2[Occurrence, error] {
	return func(yield func(Occurrence, error) bool) {
		g := &guard{ctx: ctx}
		f := &found{reach: w, yield: yield, last: math.MinInt64, zoned: !s.zone.IsZero()}
		m := s.merge(g, w.low, w.high)
		clock := steadyClock{zone: s.zone}
		for it, ok := m.next(); ok; it, ok = m.next() {
			unix, kind := clock.instant(it.start)
			if kind == Gap {
				f.waiting = append(f.waiting, resolved{it, unix})
			} else if len(f.waiting) > 0 && !f.release(unix) || !f.emit(it, unix, kind) {
				return
			}
		}
		if !f.release(math.MaxInt64) {
			return
		}
		if g.err != nil {
			yield(Occurrence{Move: -1}, g.err)
		}
	}
}

// resolved is an item in a gap at its instant.
type resolved struct {
	instance
	unix int64
}

// found hands over what is in the window.
type found struct {
	reach
	yield   func(Occurrence, error) bool
	last    int64 // the instant that was given last
	waiting []resolved
	zoned   bool
}

// release gives what waits for instants before unix. What waits for unix itself
// gives way, unless it was moved there.
func (f *found) release(unix int64) bool {
	for len(f.waiting) > 0 && f.waiting[0].unix <= unix {
		r := f.waiting[0]
		f.waiting = f.waiting[1:]
		if (r.unix < unix || r.move >= 0) && !f.emit(r.instance, r.unix, Gap) {
			return false
		}
	}
	return true
}

// emit gives one occurrence, if it is in the window and its instant is new.
func (f *found) emit(it instance, unix int64, kind WallKind) bool {
	if unix < f.from || unix >= f.to || unix <= f.last {
		return true
	}
	f.last = unix
	o := Occurrence{Kind: kind, Move: int(it.move), id: it.id - yearZero, start: it.start - yearZero}
	if it.length != noLength {
		o.end = o.start + it.length
	}
	if f.zoned {
		o.At = time.Unix(unix, 0).UTC()
	}
	return f.yield(o, nil)
}

// steadyClock resolves wall times that come in order. Between two changes of
// the clock, and more than a day away from both, a wall time has one instant,
// and the offset stays the same.
type steadyClock struct {
	zone      Zone
	low, high int64 // wall times with the offset
	offset    int64
}

// instant gives the instant of a wall time; without a zone, that in UTC.
func (c *steadyClock) instant(wall int64) (unix int64, kind WallKind) {
	if wall >= c.low && wall < c.high {
		return wall - c.offset, Unique
	}
	if c.zone.IsZero() {
		return wall, Unique
	}
	z := c.zone.clock()
	local, shift := z.fold(wall)
	i := z.find(local)
	low, high := z.spans[i].start+2*daySeconds, min(z.end(i), z.horizon)-2*daySeconds
	if local >= low && local < high {
		c.low, c.high, c.offset = low+shift, high+shift, z.offset(i)
		return wall - c.offset, Unique
	}
	r := c.zone.Lookup(wallOf(wall))
	t, _ := r.Pick(Compatible)
	return t.Unix(), r.Kind
}
