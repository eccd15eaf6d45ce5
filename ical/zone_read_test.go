package ical

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// components gives the components of a file as a tree.
func components(in io.Reader) (root *component, err error) {
	root = &component{}
	open := []*component{root}
	s := contentline.NewScanner(in, nil)
	for s.Scan() {
		line := s.Line()
		last := open[len(open)-1]
		switch line.Kind {
		case contentline.Begin:
			c := &component{name: line.Name, pos: line.Pos}
			last.subs = append(last.subs, c)
			open = append(open, c)
		case contentline.End:
			open = open[:len(open)-1]
		default:
			p := property{name: line.Name, value: string(line.Value), pos: line.Pos}
			for _, each := range line.Params {
				q := param{name: each.Name}
				for _, v := range each.Values {
					q.values = append(q.values, string(v))
				}
				p.params = append(p.params, q)
			}
			last.props = append(last.props, p)
		}
	}
	return root, s.Err()
}

// readZoneText reads the first VTIMEZONE of a text.
func readZoneText(t testing.TB, text string) *readZone {
	t.Helper()
	root, err := components(strings.NewReader("BEGIN:VCALENDAR\n" + text + "\nEND:VCALENDAR\n"))
	if err != nil {
		t.Fatal(err)
	}
	return newZoneReader("").readTimezone(root.subs[0].subs[0])
}

// TestReadTimezoneBack: what WriteTimezone writes for a zone is read as that
// zone, in the time that the form promises.
func TestReadTimezoneBack(t *testing.T) {
	utc := func(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }
	forms := []struct {
		form             Form
		from, to         time.Time // of events
		promised, beyond time.Time
	}{
		{Client, utc(2026), utc(2027), utc(2025), utc(2028)},
		{Client, utc(2009), utc(2012), utc(2008), utc(2013)},
		{Open, utc(2026), utc(2027), utc(2026).AddDate(0, 0, -1), utc(2500)},
		{Full, utc(2026), utc(2027), utc(1970).AddDate(0, 0, 1), utc(2100)},
		{Full, utc(1900), utc(2027), utc(1900).AddDate(0, 0, -1), utc(2100)},
	}
	step := 1
	if testing.Short() {
		step = 10
	}
	names := tzdb.Pinned().Names()
	for i := 0; i < len(names); i += step {
		z, err := schedule.ZoneIn(tzdb.Pinned(), names[i])
		if err != nil {
			t.Fatal(err)
		}
		if isUTC(z) {
			continue
		}
		for _, f := range forms {
			var b bytes.Buffer
			if err := WriteTimezone(&b, z, &TimezoneOptions{Form: f.form, From: f.from, To: f.to}); err != nil {
				t.Fatal(err)
			}
			got := readZoneText(t, b.String())
			if len(got.problems) > 0 || got.zone.IsZero() || got.zone.String() != names[i] {
				t.Errorf("%s, %s from %d: %q, %v", names[i], f.form, f.from.Year(), got.zone, got.problems)
				continue
			}
			sameClock(t, fmt.Sprintf("%s, %s from %d", names[i], f.form, f.from.Year()), got.zone, z, f.promised, f.beyond, f.form != Client)
		}
	}
}

// sameClock compares two zones on both sides of every change of either.
func sameClock(t *testing.T, what string, got, want schedule.Zone, from, to time.Time, abbreviations bool) {
	t.Helper()
	for _, z := range []schedule.Zone{want, got} {
		for s := range z.Spans(from, to) {
			for _, at := range []time.Time{s.Start, s.Start.Add(-time.Second)} {
				if at.Before(from) {
					at = from
				}
				if got, want := got.At(at), want.At(at); got.Offset != want.Offset || abbreviations && got.Abbr != want.Abbr {
					t.Errorf("%s: %d %s at %s, want %d %s", what, got.Offset, got.Abbr, at.UTC().Format(time.RFC3339), want.Offset, want.Abbr)
					return
				}
			}
		}
	}
}
