package schedule

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// ErrSpans is wrapped where spans do not make a zone.
var ErrSpans = errors.New("not the spans of a zone")

// ZoneFromSpans makes a zone of the spans of its clock, under any name: for a
// zone that a calendar file defines, or one of a test. Each call makes a Zone of
// its own, which == tells from all others.
//
// The spans are in order, each begins where the one before it ends, and the
// first has a zero Start. Instants are cut to the second. Neighbours that say the
// same become one span. Offsets are less than a day.
//
// If the last End is zero, the last span lasts for ever. Else that End is the
// zone's horizon, and what the clock did in the 400 years before the horizon
// repeats after it for ever: that is the period of the calendar, and so of every
// yearly rule. One of the spans has to begin 400 years before the horizon.
//
// The error wraps [ErrSpans] and names the span at fault, from 0.
func ZoneFromSpans(name string, spans []Span) (Zone, error) {
	if name == "" {
		return Zone{}, fmt.Errorf("%w: a zone needs a name", ErrSpans)
	}
	if len(spans) == 0 {
		return Zone{}, fmt.Errorf("%w: there are none; a zone that never changes has one without Start and End", ErrSpans)
	}
	z := &zone{name: name, horizon: never, spans: make([]span, 0, len(spans)+1)}
	for i, s := range spans {
		if err := z.add(spans, i); err != nil {
			return Zone{}, fmt.Errorf("zone %s: %w: span %d: %w", name, ErrSpans, i, err)
		}
		if i == len(spans)-1 && !s.End.IsZero() {
			if err := z.repeatFrom(s.End.Unix()); err != nil {
				return Zone{}, fmt.Errorf("zone %s: %w: span %d: %w", name, ErrSpans, i, err)
			}
		}
	}
	return Zone{z}, nil
}

// add checks one of the caller's spans and appends it.
func (z *zone) add(spans []Span, i int) error {
	s, start := spans[i], int64(always)
	switch {
	case s.Offset <= -daySeconds || s.Offset >= daySeconds:
		return fmt.Errorf("an offset of %d s is not less than a day", s.Offset)
	case i == 0 && !s.Start.IsZero():
		return errors.New("the first one has a Start; what the clock showed before it is not known")
	case i > 0 && (s.Start.IsZero() || !s.Start.Equal(spans[i-1].End)):
		return fmt.Errorf("it begins at %s, where the one before ends at %s", edge(s.Start), edge(spans[i-1].End))
	case i > 0:
		start = s.Start.Unix()
	}
	if !s.End.IsZero() && s.End.Unix() <= start {
		return fmt.Errorf("it ends at %s, not after it begins", edge(s.End))
	}
	if start > always && (start < minSpanStart || start > maxSpanStart) {
		return fmt.Errorf("it begins at %s; the years from -9999 to 99999 can be used", edge(s.Start))
	}
	kind, err := z.kindOf(localType{offset: int32(s.Offset), dst: s.DST, abbr: s.Abbr})
	if err != nil {
		return err
	}
	z.push(start, kind)
	return nil
}

// The range of onsets leaves room for 400 years more and for sums of seconds.
var (
	minSpanStart = time.Date(-9999, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	maxSpanStart = time.Date(99999, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()
)

// edge writes an end of a span.
func edge(t time.Time) string {
	if t.IsZero() {
		return "no time"
	}
	return t.UTC().Format(time.RFC3339)
}

// kindOf gives the index of a local time type, which it adds if it is new.
func (z *zone) kindOf(t localType) (uint8, error) {
	i := slices.Index(z.types, t)
	if i < 0 {
		if len(z.types) > math.MaxUint8 {
			return 0, fmt.Errorf("it is of the 257th kind of time (offset, abbreviation and DST); there can be 256")
		}
		i, z.types = len(z.types), append(z.types, t)
	}
	return uint8(i), nil
}

// repeatFrom makes the 400 years before the horizon repeat after it. The span
// that begins the next period ends the table, so that the one before it has an
// end.
func (z *zone) repeatFrom(horizon int64) error {
	first := horizon - fourCenturies
	i := z.find(first)
	if len(z.spans) == 1 {
		return nil // it never changes
	}
	if z.spans[i].start != first {
		return fmt.Errorf("it ends at %s, the horizon; no span begins 400 years before it", edge(instant(horizon, 0)))
	}
	last := z.spans[len(z.spans)-1]
	if z.types[last.kind] == z.types[z.spans[i].kind] {
		return fmt.Errorf("it ends at %s, the horizon, where the clock would not change: 400 years before it, the same begins", edge(instant(horizon, 0)))
	}
	z.spans = append(z.spans, span{horizon, z.spans[i].kind})
	z.horizon = horizon
	return nil
}
