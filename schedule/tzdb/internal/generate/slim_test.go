package main

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

var (
	lmt = localTime{-17762, false, "LMT"}
	est = localTime{-18000, false, "EST"}
	edt = localTime{-14400, true, "EDT"}
	cst = localTime{-21600, false, "CST"}
)

// newYork has changes that nothing needs: one without effect in 1900, those
// which the footer says as well, and types that no change uses.
func newYork(t *testing.T) *zone {
	at := func(s string) int64 { return instant(t, s) }
	return &zone{
		version: '2',
		types:   []localTime{lmt, est, cst, edt, est},
		changes: []change{
			{at("1883-11-18T17:00:00Z"), 1},
			{at("1900-01-01T05:00:00Z"), 4},
			{at("2006-04-02T07:00:00Z"), 3}, // by the rules before 2007
			{at("2006-10-29T06:00:00Z"), 1},
			{at("2007-03-11T07:00:00Z"), 3},
			{at("2007-11-04T06:00:00Z"), 1},
			{at("2008-03-09T07:00:00Z"), 3},
		},
		footer: "EST5EDT,M3.2.0,M11.1.0",
	}
}

func TestSlim(t *testing.T) {
	got, err := slim(newYork(t))
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) int64 { return instant(t, s) }
	want := &zone{
		version: '2',
		types:   []localTime{lmt, est, edt},
		changes: []change{
			{at("1883-11-18T17:00:00Z"), 1},
			{at("2006-04-02T07:00:00Z"), 2},
			{at("2006-10-29T06:00:00Z"), 1},
			{at("2007-03-11T07:00:00Z"), 2},
		},
		footer: "EST5EDT,M3.2.0,M11.1.0",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("slim = %+v\nwant %+v", got, want)
	}
	if _, err := verify("Test/New_York", newYork(t).bytes(), got.bytes()); err != nil {
		t.Error(err)
	}
}

// TestSlimKeeps: what looks superfluous but is not.
func TestSlimKeeps(t *testing.T) {
	at := func(s string) int64 { return instant(t, s) }
	tests := []struct {
		reason  string
		z       zone
		changes int
	}{
		{"no footer, so the last change says all", zone{version: '2', types: []localTime{lmt, est}, changes: []change{{at("1883-11-18T17:00:00Z"), 1}}}, 1},
		{"a change without effect, from which the footer holds", zone{version: '2', types: []localTime{est, edt},
			changes: []change{{at("2030-01-01T05:00:00Z"), 0}}, footer: "EST5EDT,M3.2.0,M11.1.0"}, 1},
		{"an explicit year without summer time", zone{version: '2', types: []localTime{cst, est, edt},
			changes: []change{{at("2026-11-01T06:00:00Z"), 1}, {at("2028-03-12T07:00:00Z"), 2}}, footer: "EST5EDT,M3.2.0,M11.1.0"}, 2},
		{"nothing", zone{version: '2', types: []localTime{est}, changes: []change{{at("1900-01-01T00:00:00Z"), 0}}, footer: "EST5"}, 0},
	}
	for _, tt := range tests {
		s, err := slim(&tt.z)
		if err != nil || len(s.changes) != tt.changes {
			t.Errorf("%s: %+v, %v, want %d changes", tt.reason, s, err, tt.changes)
			continue
		}
		if _, err := verify("Test", tt.z.bytes(), s.bytes()); err != nil {
			t.Errorf("%s: %v", tt.reason, err)
		}
	}
}

// TestVerifyNotices makes slim files wrong in each way that matters.
func TestVerifyNotices(t *testing.T) {
	tests := map[string]func(z *zone){
		"a change too late by a second": func(z *zone) { z.changes[1].at++ },
		"a change is missing":           func(z *zone) { z.changes = append(z.changes[:1:1], z.changes[2:]...) },
		"a change too many is dropped":  func(z *zone) { z.changes = z.changes[:len(z.changes)-1] },
		"another footer":                func(z *zone) { z.footer = "EST5EDT,M3.2.0,M11.2.0" },
		"another hour in the footer":    func(z *zone) { z.footer = "EST5EDT,M3.2.0/3,M11.1.0" },
		"another abbreviation":          func(z *zone) { z.types[2].abbr = "EWT" },
		"another first type":            func(z *zone) { z.types[0] = est },
		"summer time not marked":        func(z *zone) { z.types[2].dst = false },
	}
	for fault, spoil := range tests {
		s, err := slim(newYork(t))
		if err != nil {
			t.Fatal(err)
		}
		spoil(s)
		if _, err := verify("Test/New_York", newYork(t).bytes(), s.bytes()); err == nil {
			t.Errorf("%s: verified", fault)
		}
	}
}

// TestSlimPinned makes the pinned zones with yearly rules fat, with their onsets
// until 2037 written out as zic -b fat does, and slim again: the same bytes.
func TestSlimPinned(t *testing.T) {
	db, zones := tzdb.Pinned(), 0
	for _, name := range db.Names() {
		thin, err := db.TZif(name)
		if err != nil {
			t.Fatal(err)
		}
		fat := fatten(t, thin)
		if db.Canonical(name) != name || len(fat) == len(thin) {
			continue
		}
		got, probes, err := slimFile(name, fat)
		if err != nil || probes == 0 {
			t.Errorf("%s: %v after %d instants", name, err, probes)
			continue
		}
		if !bytes.Equal(got, thin) {
			t.Errorf("%s: %d bytes, want the %d pinned ones", name, len(got), len(thin))
		}
		zones++
	}
	if zones < 100 {
		t.Errorf("%d zones have yearly rules, want more than 100", zones)
	}
}

func fatten(t *testing.T, thin []byte) []byte {
	z, err := parseTZif(thin)
	if err != nil {
		t.Fatal(err)
	}
	footer, err := parseFooter(z.footer)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range footer.onsets(1990, 2037) {
		if n := len(z.changes); n > 0 && o.at > z.changes[n-1].at {
			z.changes = append(z.changes, change{o.at, z.use(o.to)})
		}
	}
	return z.bytes()
}

func TestParseTZifRefuses(t *testing.T) {
	good := newYork(t).bytes()
	unsorted := newYork(t)
	unsorted.changes[1].at = unsorted.changes[0].at
	noType := newYork(t)
	noType.changes[1].to = 9
	version1 := bytes.Clone(good)
	version1[4] = 0
	tests := []struct {
		data []byte
		want string
	}{
		{nil, "not a TZif file (RFC 9636): it does not start with a TZif header"},
		{good[:len(good)-1], "TZif file without the footer that version 2 needs (RFC 9636 §3.3)"},
		{good[:100], "TZif file cut off: its header announces 109 bytes, 5 follow"},
		{version1, "version 1 file: it has no footer"},
		{unsorted.bytes(), "change 1: unsorted or of unknown type"},
		{noType.bytes(), "change 1: unsorted or of unknown type"},
	}
	for _, tt := range tests {
		if _, err := parseTZif(tt.data); err == nil || err.Error() != tt.want {
			t.Errorf("parseTZif(%d bytes): %v, want %s", len(tt.data), err, tt.want)
		}
	}
}
