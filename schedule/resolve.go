package schedule

import (
	"errors"
	"fmt"
	"time"
)

// Errors about wall times that do not name one instant.
var (
	// ErrSkipped is wrapped where a clock jumps over the wall time.
	ErrSkipped = errors.New("the clock skips this time")
	// ErrRepeated is wrapped where a clock shows the wall time twice.
	ErrRepeated = errors.New("the clock shows this time twice")
	// ErrOffset is wrapped where an offset does not belong to the wall time.
	ErrOffset = errors.New("the offset does not fit")
)

// Policy chooses the instant of a wall time that is in a gap or an overlap.
type Policy int

// The policies. In a gap, the earlier reading uses the offset after the onset
// and the later one the offset before it, so that the earlier reading shows
// the wall time before the gap and the later one the time after it.
const (
	// Compatible takes the later reading in a gap and the first in an overlap,
	// as RFC 5545 §3.3.5 and Temporal's "compatible" do. It is the zero Policy.
	Compatible Policy = iota
	// Earlier takes the earlier reading in both.
	Earlier
	// Later takes the later reading in both.
	Later
	// Reject gives an error in both.
	Reject
)

// WallKind tells how many instants a wall time names.
type WallKind int

// The kinds of wall times.
const (
	// Unique names one instant. It is the zero WallKind.
	Unique WallKind = iota
	// Gap names none: the clock jumps over it.
	Gap
	// Overlap names two: the clock is put back over it.
	Overlap
)

// String gives "unique", "gap" or "overlap".
func (k WallKind) String() string {
	switch k {
	case Unique:
		return "unique"
	case Gap:
		return "gap"
	case Overlap:
		return "overlap"
	}
	return fmt.Sprintf("WallKind(%d)", int(k))
}

// Resolution is the fact about one wall time in one zone, before any policy.
type Resolution struct {
	Wall DateTime
	Zone Zone
	Kind WallKind
	// Earlier and Later are the two readings as instants in UTC; equal when
	// Kind is Unique.
	Earlier, Later time.Time
	// Before and After are the offsets on either side of the onset in seconds
	// east of Greenwich; equal when Kind is Unique.
	Before, After int
	// Onset is the instant of the change in UTC; zero when Kind is Unique.
	Onset time.Time
}

// daySeconds bounds the distance of any clock from UTC (RFC 9636 §3.2 wants
// less than 26 hours; [parseTZif] wants less than a day).
const daySeconds = 86400

// Lookup tells the fact about a wall time: whether it names one instant, none
// or two, and which.
func (z Zone) Lookup(wall DateTime) Resolution {
	c := z.clock()
	local, shift := c.foldWall(wall)
	found, last := c.holding(local)
	if found >= 0 && found == last {
		off := c.offset(found)
		t := time.Unix(local-off+shift, 0).UTC()
		return Resolution{wall, z, Unique, t, t, int(off), int(off), time.Time{}}
	}
	if found < 0 {
		last = c.gap(local)
		found = last - 1
	}
	return c.changed(z, wall, local, shift, found, last)
}

// foldWall gives the wall second to look up in the table, and what to add to
// its instants. A wall second is less than a day away from its instant, so a
// day more keeps the spans on both sides inside the table.
func (c *zone) foldWall(wall DateTime) (local, shift int64) {
	local = wall.seconds()
	_, shift = c.fold(local + daySeconds)
	return local - shift, shift
}

// holding gives the first and the last span whose clock shows a wall second;
// −1 if none does.
func (c *zone) holding(local int64) (first, last int) {
	first, last = -1, -1
	for i := c.find(local - daySeconds); i < len(c.spans) && c.spans[i].start <= local+daySeconds; i++ {
		t := local - c.offset(i)
		if t >= c.spans[i].start && t < c.end(i) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// gap gives the span whose onset jumps over a wall second.
func (c *zone) gap(local int64) int {
	for i := c.find(local-daySeconds) + 1; i < len(c.spans); i++ {
		if local >= c.spans[i].start+c.offset(i-1) && local < c.spans[i].start+c.offset(i) {
			return i
		}
	}
	panic("schedule: a wall time without a span in zone " + c.name)
}

// changed describes a gap or an overlap between the spans before and after.
func (c *zone) changed(z Zone, wall DateTime, local, shift int64, before, after int) Resolution {
	b, a := c.offset(before), c.offset(after)
	r := Resolution{
		Wall: wall, Zone: z, Kind: Overlap,
		Earlier: time.Unix(local-b+shift, 0).UTC(),
		Later:   time.Unix(local-a+shift, 0).UTC(),
		Before:  int(b), After: int(a),
		Onset: time.Unix(c.spans[after].start+shift, 0).UTC(),
	}
	if a > b {
		r.Kind = Gap
		r.Earlier, r.Later = r.Later, r.Earlier
	}
	return r
}

// Resolve gives the instant of a wall time in UTC. With [Reject] the error
// wraps [ErrSkipped] or [ErrRepeated]; with the other policies there is none.
func (z Zone) Resolve(wall DateTime, p Policy) (time.Time, error) {
	c := z.clock()
	local, shift := c.foldWall(wall)
	if i, last := c.holding(local); i >= 0 && i == last {
		return time.Unix(local-c.offset(i)+shift, 0).UTC(), nil
	}
	return z.Lookup(wall).Pick(p)
}

// Pick applies a policy.
func (r Resolution) Pick(p Policy) (time.Time, error) {
	switch {
	case r.Kind == Unique || p == Earlier:
		return r.Earlier, nil
	case p == Later:
		return r.Later, nil
	case p == Reject:
		return time.Time{}, r.err()
	case r.Kind == Gap:
		return r.Later, nil
	}
	return r.Earlier, nil
}

// PickOffset takes the reading with the given offset. A zero Offset settles
// nothing: it is Pick(Reject). An offset that no reading of an overlap, or not
// the only reading, has gives an error that wraps [ErrOffset]; in a gap the
// error wraps [ErrSkipped], as no clock shows that time with any offset.
func (r Resolution) PickOffset(o Offset) (time.Time, error) {
	switch {
	case o.IsZero(), r.Kind == Gap:
		return r.Pick(Reject)
	case o.Seconds() == r.Before:
		return r.Earlier, nil
	case o.Seconds() == r.After:
		return r.Later, nil
	case r.Kind == Unique:
		return time.Time{}, fmt.Errorf("%w: at %s %s is UTC%s, not UTC%s", ErrOffset, r.Wall, r.Zone, offsetText(r.Before), o)
	}
	return time.Time{}, fmt.Errorf("%w: at %s %s is UTC%s, then UTC%s, never UTC%s",
		ErrOffset, r.Wall, r.Zone, offsetText(r.Before), offsetText(r.After), o)
}

// err tells a gap or an overlap, its onset and both readings.
func (r Resolution) err() error {
	onset := r.Onset.Format("2006-01-02T15:04:05Z")
	before, after := offsetText(r.Before), offsetText(r.After)
	if r.Kind == Gap {
		return fmt.Errorf("%w: %s does not exist in %s, whose clock goes from UTC%s to UTC%s at %s; write %s or %s",
			ErrSkipped, r.Wall, r.Zone, before, after, onset, r.Zone.Wall(r.Earlier), r.Zone.Wall(r.Later))
	}
	return fmt.Errorf("%w: %s comes twice in %s, whose clock goes back from UTC%s to UTC%s at %s; say which by its offset, %s (the first) or %s",
		ErrRepeated, r.Wall, r.Zone, before, after, onset, before, after)
}

func offsetText(seconds int) string { return Offset{int32(seconds), true}.String() }
