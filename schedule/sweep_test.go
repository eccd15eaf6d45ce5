package schedule_test

import (
	"slices"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

var (
	sweepFrom = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	sweepTo   = time.Date(2101, 1, 1, 0, 0, 0, 0, time.UTC)
)

// oracle reads a zone through the standard library: only its answer to "which
// offset at this instant", never its own ideas of wall times.
type oracle struct {
	loc     *time.Location
	offsets []int // every offset the zone ever has
}

func newOracle(t testing.TB, name string) *oracle {
	o := &oracle{loc: location(t, name)}
	for at := sweepFrom.AddDate(-1, 0, 0); at.Before(sweepTo.AddDate(1, 0, 0)); at = at.Add(5 * 24 * time.Hour) {
		o.learn(o.at(at))
	}
	return o
}

func (o *oracle) learn(offset int) {
	if !slices.Contains(o.offsets, offset) {
		o.offsets = append(o.offsets, offset)
	}
}

func (o *oracle) at(t time.Time) int {
	_, offset := t.In(o.loc).Zone()
	return offset
}

// instants gives every instant at which the clock shows the wall second, by
// trying each offset that the zone ever has.
func (o *oracle) instants(wall int64) (at []int64) {
	for _, offset := range o.offsets {
		if t := wall - int64(offset); o.at(time.Unix(t, 0)) == offset {
			at = append(at, t)
		}
	}
	slices.Sort(at)
	return at
}

// TestSweep asks, for every zone name and every onset of 1900 to 2100, for the
// walls on both sides of the onset, a second before and after each, and in the
// middle of gap or overlap, and compares with the oracle.
func TestSweep(t *testing.T) {
	names, asked, onsets := tzdb.Pinned().Names(), 0, 0
	for i, name := range names {
		if testing.Short() && i%20 != 0 {
			continue
		}
		z, o := zone(t, name), newOracle(t, name)
		for s := range z.Spans(sweepFrom, sweepTo) {
			o.learn(s.Offset)
		}
		for s := range z.Spans(sweepFrom, sweepTo) {
			checkSpan(t, z, o, s)
			if s.Start.IsZero() || s.Start.Before(sweepFrom) {
				continue
			}
			onsets++
			before, on := z.Offset(s.Start.Add(-time.Second)), s.Start.Unix()
			a, b := on+int64(before), on+int64(s.Offset)
			for _, w := range []int64{a - 1, a, a + 1, b - 1, b, b + 1, (a + b) / 2} {
				checkWall(t, z, o, w)
				asked++
			}
		}
	}
	t.Logf("%d names, %d onsets, %d walls", len(names), onsets, asked)
	if onsets < len(names) && !testing.Short() {
		t.Errorf("only %d onsets in %d zones", onsets, len(names))
	}
}

// checkSpan compares a span with the oracle at its edges and within.
func checkSpan(t *testing.T, z schedule.Zone, o *oracle, s schedule.Span) {
	t.Helper()
	from, to := s.Start, s.End
	if from.Before(sweepFrom) {
		from = sweepFrom
	}
	if to.IsZero() || to.After(sweepTo) {
		to = sweepTo
	}
	for at := from; at.Before(to); at = at.Add(11 * 24 * time.Hour) {
		if got := o.at(at); got != s.Offset {
			t.Fatalf("%s at %s: offset %d, want %d", z, at, s.Offset, got)
		}
	}
	if last := to.Add(-time.Second); o.at(last) != s.Offset {
		t.Fatalf("%s at %s: offset %d, want %d", z, last, s.Offset, o.at(last))
	}
}

// checkWall compares Lookup of a wall second with the oracle.
func checkWall(t *testing.T, z schedule.Zone, o *oracle, wall int64) {
	t.Helper()
	at := time.Unix(wall, 0).UTC()
	w := schedule.DateTime{Date: schedule.DateOf(at), Clock: schedule.Clock(wall - at.Truncate(24*time.Hour).Unix())}
	r, want := z.Lookup(w), o.instants(wall)
	ok := false
	switch len(want) {
	case 0:
		ok = r.Kind == schedule.Gap && r.Earlier.Before(r.Onset) && !r.Later.Before(r.Onset) &&
			o.at(r.Onset.Add(-time.Second)) == r.Before && o.at(r.Onset) == r.After &&
			r.Later.Unix() == wall-int64(r.Before) && r.Earlier.Unix() == wall-int64(r.After)
	case 1:
		ok = r.Kind == schedule.Unique && r.Earlier.Unix() == want[0] && r.Later.Equal(r.Earlier)
	case 2:
		ok = r.Kind == schedule.Overlap && r.Earlier.Unix() == want[0] && r.Later.Unix() == want[1] &&
			r.Earlier.Before(r.Onset) && !r.Later.Before(r.Onset)
	}
	if !ok {
		t.Fatalf("%s: Lookup(%s) = %+v, want instants %v", z, w, r, want)
	}
}

func FuzzResolveWall(f *testing.F) {
	names := tzdb.Pinned().Names()
	for i := range names {
		f.Add(uint16(i), int64(1772953200)) // 2026-03-08T07:00Z, New York's gap
	}
	for _, at := range []int64{-2208988800, 0, 1325239200, 4102444800, 253402300799} {
		f.Add(uint16(7), at)
	}
	f.Fuzz(func(t *testing.T, n uint16, sec int64) {
		sec %= 250_000_000_000 // to the year 9892
		z := zone(t, names[int(n)%len(names)])
		at := time.Unix(sec, 0).UTC()
		w := z.Wall(at)
		r := z.Lookup(w)
		if r.Kind == schedule.Gap {
			t.Fatalf("%s shows %s at %s, which Lookup calls a gap", z, w, at)
		}
		if !r.Earlier.Equal(at) && !r.Later.Equal(at) {
			t.Fatalf("%s shows %s at %s, Lookup gives %s and %s", z, w, at, r.Earlier, r.Later)
		}
		offset, _ := schedule.OffsetOf(z.Offset(at))
		if got, err := r.PickOffset(offset); err != nil || !got.Equal(at) {
			t.Fatalf("%s: PickOffset(%s, %s) = %s, %v, want %s", z, w, offset, got, err, at)
		}
		if s := z.At(at); !s.Start.IsZero() && s.Start.After(at) || !s.End.IsZero() && !s.End.After(at) {
			t.Fatalf("%s: At(%s) = %+v", z, at, s)
		}
	})
}
