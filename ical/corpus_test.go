package ical

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// corpus lists the calendar files of other programs in the folder that
// PLENARIA_CORPORA names. They are not in this repository, so without the folder
// there is nothing to test.
func corpus(t *testing.T) []string {
	t.Helper()
	dir := os.Getenv("PLENARIA_CORPORA")
	if dir == "" {
		t.Skip("PLENARIA_CORPORA names no folder with calendar files")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.ics"))
	if err != nil || len(files) < 300 {
		t.Fatalf("%d calendar files in %s, %v; want 300 and more", len(files), dir, err)
	}
	slices.Sort(files)
	return files
}

// corpusName gives folder/file.
func corpusName(path string) string {
	return filepath.Base(filepath.Dir(path)) + "/" + filepath.Base(path)
}

// unknownTZIDs are the TZIDs of the corpus that mean nothing, by file, with why.
// All others are settled.
var unknownTZIDs = map[string]string{
	"calcard/008.ics tzone://Microsoft/Custom":                          "its zone was defined elsewhere, without a VTIMEZONE here",
	"node-ical/bad_custom_ms_tz.ics tzone://Microsoft/Custom":           "the same",
	"calcard/009.ics Customized Time Zone 1":                            "the same",
	"node-ical/bad_custom_ms_tz2.ics Customized Time Zone 1":            "the same",
	"calcard/107.ics CUSTOM_tzid":                                       "the same",
	"calcard/012.ics Europe/Germany":                                    "no zone; Europe/Berlin, or Europe/Busingen for a village",
	"calcard/012.ics TZID=Europe/Germany":                               "the same",
	"node-ical/germany_at_end_of_day_repeating.ics Europe/Germany":      "the same",
	"node-ical/germany_at_end_of_day_repeating.ics TZID=Europe/Germany": "the same",
	"calcard/198.ics ": "a VTIMEZONE without a TZID",
}

// TestCorpusZones: every VTIMEZONE of the corpus becomes a zone or a problem with
// its position, and every TZID is settled or a fault with its position.
func TestCorpusZones(t *testing.T) {
	timezones, tzids, unknown := 0, 0, map[string]bool{}
	for _, file := range corpus(t) {
		in, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		root, _ := components(in) // a file that is cut off has zones too
		in.Close()
		for _, calendar := range root.subs {
			c := corpusCalendar{t: t, name: corpusName(file), calendar: calendar, unknown: unknown}
			c.table = newZoneTable(zoneOptions{file: c.name, db: tzdb.Pinned()}, calendar)
			timezones += c.settleTimezones()
			tzids += c.settleNames()
		}
	}
	for name := range unknownTZIDs {
		if !unknown[name] {
			t.Errorf("%q is in the list of the unknown, but not so in the corpus", name)
		}
	}
	if timezones < 100 || tzids < 200 {
		t.Errorf("%d VTIMEZONEs and %d TZIDs; the corpus has more", timezones, tzids)
	}
	t.Logf("%d VTIMEZONEs, %d TZIDs, %d of them unknown", timezones, tzids, len(unknown))
}

// A corpusCalendar is a calendar whose zones are tried.
type corpusCalendar struct {
	t        *testing.T
	name     string
	calendar *component
	table    *zoneTable
	unknown  map[string]bool
}

// settleTimezones settles the calendar's own zones.
func (c *corpusCalendar) settleTimezones() (n int) {
	from, to := c.window()
	for _, sub := range c.calendar.subs {
		if sub.name != "VTIMEZONE" {
			continue
		}
		n++
		z := newZoneReader(c.name).readTimezone(sub)
		if z.zone.IsZero() == (len(z.problems.Faults()) == 0) {
			c.t.Errorf("%s:%d: %q is %v, with %v", c.name, sub.pos.Line, z.tzid, z.zone, z.problems)
		}
		for _, p := range z.problems {
			if p.Pos.Line == 0 || p.Pos.Column == 0 {
				c.t.Errorf("%s: a problem without a position: %v", c.name, p)
			}
		}
		if z.tzid == "" {
			continue
		}
		if zone, ok := c.table.settle(z.tzid, sub.pos, from, to); ok == (unknownTZIDs[c.name+" "+z.tzid] != "") {
			c.t.Errorf("%s:%d: %q is not settled (%v)", c.name, sub.pos.Line, z.tzid, zone)
		}
	}
	return n
}

// settleNames settles the TZIDs of the calendar's times.
func (c *corpusCalendar) settleNames() (n int) {
	from, to := c.window()
	c.each(func(p *property) {
		for _, q := range p.params {
			if q.name != "TZID" {
				continue
			}
			tzid := strings.Join(q.values, ",")
			_, ok := c.table.settle(tzid, p.pos, from, to)
			if n++; ok == (unknownTZIDs[c.name+" "+tzid] != "") {
				c.t.Errorf("%s:%d: TZID %q: settled is %t", c.name, p.pos.Line, tzid, ok)
			}
		}
	})
	faults := c.table.problems().Faults()
	for _, choice := range c.table.choices() {
		if choice.From != ZoneUnknown {
			continue
		}
		c.unknown[c.name+" "+choice.TZID] = true
		if len(faults) == 0 || faults[0].Pos.Line == 0 {
			c.t.Errorf("%s: TZID %q is unknown, and no fault with a position tells it: %v", c.name, choice.TZID, faults)
		}
	}
	return n
}

// each visits the properties of all components but VTIMEZONE.
func (c *corpusCalendar) each(visit func(p *property)) {
	var walk func(sub *component)
	walk = func(sub *component) {
		for i := range sub.props {
			visit(&sub.props[i])
		}
		for _, each := range sub.subs {
			walk(each)
		}
	}
	for _, sub := range c.calendar.subs {
		if sub.name != "VTIMEZONE" {
			walk(sub)
		}
	}
}

// window gives about the times of the calendar's events.
func (c *corpusCalendar) window() (from, to time.Time) {
	c.each(func(p *property) {
		s := parseStamp(p.value)
		if s.form == brokenStamp || p.name == "DTSTAMP" || p.name == "CREATED" || p.name == "LAST-MODIFIED" {
			return
		}
		at := time.Unix(wallSeconds(s.wall), 0).UTC()
		if from.IsZero() || at.Before(from) {
			from = at
		}
		if at.After(to) {
			to = at
		}
	})
	if from.IsZero() {
		return noon(2000, 1, 1), noon(2026, 1, 1)
	}
	return from, to
}
