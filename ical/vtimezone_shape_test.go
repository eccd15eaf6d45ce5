package ical

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// shapeOf names the shape of a client form.
func shapeOf(text []byte) string {
	parts, rules := bytes.Count(text, []byte("DTSTART")), bytes.Count(text, []byte("RRULE"))
	switch {
	case parts == 1 && rules == 0:
		return "single"
	case parts == 2 && rules == 2:
		return "pair"
	case rules == 0:
		return "each"
	}
	return "odd"
}

// wantShape finds the shape by trying all rules that a client knows.
func (tr truth) wantShape(lo, hi time.Time) string {
	var there, back []int64 // every second change of the offset
	for _, o := range tr.onsets {
		_, before := tr.at(o - 1)
		if _, after := tr.at(o); o > lo.Unix() && o < hi.Unix() && before != after {
			there, back = back, append(there, o)
		}
	}
	switch {
	case len(there)+len(back) == 0:
		return "single"
	case len(there) > 0 && len(back) > 0 && tr.hasRule(there, lo, hi) && tr.hasRule(back, lo, hi):
		return "pair"
	}
	return "each"
}

// hasRule reports whether one n-th or last weekday of one month names these
// onsets and no other day from lo to hi, in clocks set by one and the same step.
func (tr truth) hasRule(onsets []int64, lo, hi time.Time) bool {
	_, from := tr.at(onsets[0] - 1)
	_, to := tr.at(onsets[0])
	wall := time.Unix(onsets[0]+int64(from), 0).UTC()
	for _, nth := range []string{"1", "2", "3", "4", "-1"} {
		first := wall.AddDate(-2, 0, 1-wall.Day())
		first = first.AddDate(0, 0, int(wall.Weekday()-first.Weekday()+7)%7)
		p := readPart{dtstart: first, from: from, rrule: map[string]string{
			"BYMONTH": first.Format("1"), "BYDAY": nth + twoLetters(wall),
		}}
		var named []int64
		for _, w := range p.days(hi.AddDate(1, 0, 0)) {
			if at := w.Unix() - int64(from); at > lo.Unix() && at < hi.Unix() {
				named = append(named, at)
			}
		}
		if slices.Equal(named, onsets) && !slices.ContainsFunc(onsets, func(o int64) bool {
			_, before := tr.at(o - 1)
			_, after := tr.at(o)
			return before != from || after != to
		}) {
			return true
		}
	}
	return false
}

// shapes counts the zones of release 2026f that have each shape, as wantShape
// finds it. Most zones are single; "each" are those whose rules changed at about
// that time, and those whose rule is not a plain one then.
var shapes = map[[2]string]map[string]int{
	{"2021-11-18", "2021-11-20"}: {"single": 362, "pair": 196, "each": 22},
	{"2024-01-01", "2026-12-31"}: {"single": 373, "pair": 176, "each": 31},
	{"2026-07-08", "2026-07-16"}: {"single": 379, "pair": 188, "each": 13},
	{"2029-04-01", "2029-04-30"}: {"single": 390, "pair": 180, "each": 10},
}

func TestClientFormHasThePlainestShape(t *testing.T) {
	names := zoneNames(t)
	for _, w := range clientWindows {
		from, to := day(w[0]), day(w[1])
		got := map[string]int{}
		for _, name := range names {
			text := written(t, pinnedZone(t, name), TimezoneOptions{From: from, To: to})
			shape, want := shapeOf(text), truthOf(t, name).wantShape(from.AddDate(-1, 0, 0), to.AddDate(1, 0, 0))
			if shape != want {
				t.Errorf("%s for %v is written as %s, it could be %s:\n%s", name, w, shape, want, text)
			}
			got[shape]++
		}
		if want, pinned := shapes[w]; pinned && !testing.Short() && !maps.Equal(got, want) {
			t.Errorf("shapes for %v: %v, want %v", w, got, want)
		}
	}
}

// TestZonesWithoutRule names the zones that have no rule in July 2026, and why.
func TestZonesWithoutRule(t *testing.T) {
	want := map[string]string{
		"Africa/Casablanca":   "Ramadan, then +00 for ever",
		"Africa/El_Aaiun":     "Ramadan, then +00 for ever",
		"America/Edmonton":    "-06 for ever since March 2026",
		"America/Havana":      "-04 until November 2027",
		"America/Inuvik":      "-06 for ever since March 2026",
		"America/Rainy_River": "-05 for ever since March 2026",
		"America/Vancouver":   "-07 for ever since March 2026",
		"America/Winnipeg":    "-05 for ever since March 2026",
		"America/Yellowknife": "-06 for ever since March 2026",
		"Canada/Central":      "Winnipeg",
		"Canada/Mountain":     "Edmonton",
		"Canada/Pacific":      "Vancouver",
		"Cuba":                "Havana",
	}
	for _, name := range tzdb.Pinned().Names() {
		z := pinnedZone(t, name)
		if isUTC(z) {
			continue
		}
		text := written(t, z, clientSpan("2026-07-08", "2026-07-16"))
		if why, each := want[name]; each != (shapeOf(text) == "each") {
			t.Errorf("%s is written as %s (%q):\n%s", name, shapeOf(text), why, text)
		}
	}
}

// TestOpenFormNeedsFewRules wants the form that clients read from nearly all
// zones once no rule is about to change: one part that is never set, or a pair
// of plain rules.
func TestOpenFormNeedsFewRules(t *testing.T) {
	special := map[string]string{
		"Africa/Cairo": "an October that ends in November", "Egypt": "Cairo",
		"America/Nuuk": "Saturdays from the 24th on", "America/Godthab": "Nuuk", "America/Scoresbysund": "as Nuuk",
		"America/Santiago": "Sundays from the 2nd on", "Chile/Continental": "Santiago",
		"Asia/Jerusalem": "Fridays from the 23rd on", "Asia/Tel_Aviv": "Jerusalem", "Israel": "Jerusalem",
		"Asia/Gaza": "the moon", "Asia/Hebron": "the moon",
	}
	for _, name := range zoneNames(t) {
		text := written(t, pinnedZone(t, name), openSpan("2029-01-01"))
		shape := shapeOf(text)
		plain := (shape == "single" || shape == "pair") && !bytes.Contains(text, []byte("BYMONTHDAY")) && !bytes.Contains(text, []byte("UNTIL"))
		if why, is := special[name]; is == plain {
			t.Errorf("%s is written as %s (%q):\n%s", name, shape, why, text)
		}
	}
}
