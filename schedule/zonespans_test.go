package schedule_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func utcTime(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// copySpans gives a zone's spans, beginning with one that is open to the past,
// up to the end of the one that holds until.
func copySpans(z schedule.Zone, until time.Time) []schedule.Span {
	first := z.At(until.AddDate(-2000, 0, 0))
	spans := []schedule.Span{first}
	for last := first; !last.End.IsZero() && !last.End.After(until); {
		last = z.At(last.End)
		spans = append(spans, last)
	}
	return spans
}

// TestZoneFromSpansCopies: a copy answers as its original, also beyond its
// horizon, and so far that it repeats several times.
func TestZoneFromSpansCopies(t *testing.T) {
	until := time.Date(2510, time.June, 1, 0, 0, 0, 0, time.UTC)
	names := tzdb.Pinned().Names()
	step := 1
	if testing.Short() {
		step = 20
	}
	for i := 0; i < len(names); i += step {
		z := zone(t, names[i])
		c, err := schedule.ZoneFromSpans(names[i], copySpans(z, until))
		if err != nil {
			t.Errorf("%s: %v", names[i], err)
			continue
		}
		for _, year := range []int{1800, 1969, 2026, 2087, 2110, 2300, 2508, 2510, 2511, 2909, 3310, 9000} {
			from := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
			for s := range z.Spans(from, from.AddDate(2, 0, 0)) {
				for _, at := range []time.Time{s.Start, s.Start.Add(-time.Second), s.Start.Add(time.Hour)} {
					if s.Start.IsZero() {
						continue
					}
					if got, want := c.At(at), z.At(at); got != want {
						t.Errorf("%s at %s: %v, want %v", names[i], at, got, want)
					}
					wall := z.Wall(at)
					if got, want := c.Lookup(wall), z.Lookup(wall); got.Kind != want.Kind || got.Earlier != want.Earlier || got.Later != want.Later || got.Onset != want.Onset {
						t.Errorf("%s at %s: %v, want %v", names[i], wall, got, want)
					}
				}
			}
		}
	}
}

func TestZoneFromSpansRefuses(t *testing.T) {
	span := func(start, end string, offset int) schedule.Span {
		return schedule.Span{Start: utcTime(t, start), End: utcTime(t, end), Offset: offset}
	}
	const a, b = "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"
	many := make([]schedule.Span, 257)
	for i := range many {
		at := utcTime(t, a).AddDate(i, 0, 0)
		many[i] = schedule.Span{Start: at, End: at.AddDate(1, 0, 0), Abbr: fmt.Sprint(i)}
	}
	many[0].Start, many[256].End = time.Time{}, time.Time{}
	tests := map[string]struct {
		name  string
		spans []schedule.Span
		want  string
	}{
		"no name":         {"", []schedule.Span{span("", "", 0)}, "a zone needs a name"},
		"none":            {"X", nil, "there are none"},
		"begins":          {"X", []schedule.Span{span(a, "", 0)}, "span 0: the first one has a Start"},
		"hole":            {"X", []schedule.Span{span("", a, 0), span(b, "", 1)}, "span 1: it begins at 2021-01-01T00:00:00Z, where the one before ends at 2020-01-01T00:00:00Z"},
		"after for ever":  {"X", []schedule.Span{span("", "", 0), span("", "", 1)}, "span 1: it begins at no time"},
		"backwards":       {"X", []schedule.Span{span("", b, 0), span(b, a, 1)}, "span 1: it ends at 2020-01-01T00:00:00Z, not after it begins"},
		"a day off":       {"X", []schedule.Span{span("", "", 86400)}, "an offset of 86400 s is not less than a day"},
		"a day off, west": {"X", []schedule.Span{span("", "", -86400)}, "an offset of -86400 s"},
		"too far":         {"X", []schedule.Span{{End: time.Date(100_000, 1, 1, 0, 0, 0, 0, time.UTC)}, {Start: time.Date(100_000, 1, 1, 0, 0, 0, 0, time.UTC)}}, "the years from -9999 to 99999"},
		"kinds":           {"X", many, "span 256: it is of the 257th kind"},
		"no period":       {"X", []schedule.Span{span("", a, 0), span(a, b, 1)}, "no span begins 400 years before it"},
		"period, no change": {"X", []schedule.Span{span("", "1621-01-01T00:00:00Z", 0), span("1621-01-01T00:00:00Z", a, 1), span(a, "2020-06-01T00:00:00Z", 0),
			span("2020-06-01T00:00:00Z", b, 1)}, "where the clock would not change"},
	}
	for name, tt := range tests {
		z, err := schedule.ZoneFromSpans(tt.name, tt.spans)
		if !errors.Is(err, schedule.ErrSpans) || !strings.Contains(err.Error(), tt.want) || !z.IsZero() {
			t.Errorf("%s: %v, %v, want %s", name, z, err, tt.want)
		}
	}
}

func ExampleZoneFromSpans() {
	moved := time.Date(2021, time.November, 18, 5, 0, 0, 0, time.UTC)
	z, err := schedule.ZoneFromSpans("Test/Moved", []schedule.Span{
		{End: moved, Offset: -5 * 3600, Abbr: "-05"},
		{Start: moved, Offset: -4 * 3600, Abbr: "-04"},
	})
	fmt.Println(z.Wall(moved.Add(-time.Second)), z.Wall(moved), err)
	// Output: 2021-11-17T23:59:59 2021-11-18T01:00 <nil>
}
