package ical

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// The bounds of what one file may cost beside its VTIMEZONEs.
const (
	maxZoneProblems = 1000
	// maxZoneGuesses is for how many TZIDs hints are followed, zones matched and
	// suggestions made. Files have a handful.
	maxZoneGuesses = 500
)

// zoneOptions say how the zones of a file are found. The zero value is ready.
type zoneOptions struct {
	file string         // name of the file in positions; empty: none
	db   *tzdb.Database // nil: [tzdb.Newest]
}

// A zoneTable finds the zones of a calendar's TZIDs. It is not safe for
// concurrent use.
type zoneTable struct {
	file      string
	db        *tzdb.Database
	reader    *zoneReader
	timezones map[string][]*readZone // by their TZIDs, see zoneKey
	unnamed   []*readZone            // that no TZID can name
	zoneHints
	settled  map[string]*ZoneChoice
	list     []*ZoneChoice
	found    schedule.Problems     // of TZIDs
	more     int                   // problems of TZIDs that are not in found
	spelling map[string]string     // of names in small letters
	offsets  map[int]schedule.Zone // that are never set
}

// newZoneTable reads the VTIMEZONEs of a calendar and what else it tells about
// its zones.
func newZoneTable(o zoneOptions, calendar *component) *zoneTable {
	t := &zoneTable{
		file: o.file, db: o.db, timezones: map[string][]*readZone{},
		settled: map[string]*ZoneChoice{}, offsets: map[int]schedule.Zone{},
	}
	if t.db == nil {
		t.db = tzdb.Newest()
	}
	t.reader = newZoneReader(o.file)
	for _, c := range calendar.subs {
		if c.name == "VTIMEZONE" {
			t.add(t.reader.readParts(c))
		}
	}
	t.zoneHints = readHints(t, calendar)
	return t
}

// add keeps a VTIMEZONE.
func (t *zoneTable) add(z *readZone) {
	if z.tzid == "" {
		t.unnamed = append(t.unnamed, z)
		return
	}
	key := zoneKey(z.tzid)
	t.timezones[key] = append(t.timezones[key], z)
}

// defined gives the VTIMEZONE of a TZID. Of several, which RFC 5545 §3.6.5 does
// not allow, it is the first that can be used. It is nil if there is none.
func (t *zoneTable) defined(tzid string) (first *readZone, others []*readZone) {
	all := t.timezones[zoneKey(tzid)]
	for i, z := range all {
		t.reader.makeZone(z)
		if !z.zone.IsZero() {
			return z, all[i+1:]
		}
	}
	if len(all) > 0 {
		first = all[0]
	}
	return first, nil
}

// zoneKey makes TZIDs equal that are meant to be.
func zoneKey(tzid string) string { return strings.ToLower(bare(tzid)) }

// settle gives the zone of a TZID as the parameter has it, for times from an
// instant to another, and false if it means nothing. The first call for a TZID
// decides, as ZoneChoice says; at is the place of a problem with it.
func (t *zoneTable) settle(tzid string, at contentline.Pos, from, to time.Time) (schedule.Zone, bool) {
	c := t.settled[tzid]
	if c == nil {
		c = t.choose(tzid, at, from, to)
		t.settled[tzid] = c
		t.list = append(t.list, c)
	}
	return c.Zone, c.From != ZoneUnknown
}

// calendarZone settles the X-WR-TIMEZONE of the calendar, or else its
// X-LIC-LOCATION; false if there is none or if it means nothing. The table never
// uses it for floating times.
func (t *zoneTable) calendarZone(from, to time.Time) (schedule.Zone, bool) {
	if t.calendarName == "" {
		return schedule.Zone{}, false
	}
	return t.settle(t.calendarName, t.calendarAt, from, to)
}

// choices tells what was settled, in the order of the first calls.
func (t *zoneTable) choices() []ZoneChoice {
	list := make([]ZoneChoice, len(t.list))
	for i, c := range t.list {
		list[i] = *c
	}
	return list
}

// problems tells what is wrong with the VTIMEZONEs and the TZIDs, sorted by
// position. What is wrong with a VTIMEZONE is a fault only if a TZID needed it.
func (t *zoneTable) problems() schedule.Problems {
	ps := slices.Clone(t.found)
	more := t.more
	needed := map[string]bool{}
	for _, c := range t.list {
		needed[zoneKey(c.TZID)] = c.From == ZoneUnknown
	}
	take := func(list []*readZone, needed bool) {
		for _, z := range list {
			for _, p := range z.problems {
				p.Remark = p.Remark || !needed
				ps = append(ps, p)
			}
		}
	}
	for key, list := range t.timezones {
		take(list, needed[key])
	}
	take(t.unnamed, false)
	ps.Sort()
	if len(ps) > maxZoneProblems {
		more += len(ps) - maxZoneProblems
		ps = ps[:maxZoneProblems]
	}
	if more > 0 {
		last := ps[len(ps)-1]
		last.Err = fmt.Errorf("%w: %d more problems with time zones; only the first %d are told", ErrTimezone, more, maxZoneProblems)
		ps = append(ps, last)
	}
	return ps
}

// choose settles a TZID.
func (t *zoneTable) choose(tzid string, at contentline.Pos, from, to time.Time) *ZoneChoice {
	if to.Before(from) {
		to = from
	}
	defined, others := t.defined(tzid)
	names := t.named(tzid, t.territoryOf(defined))
	if defined == nil || defined.zone.IsZero() {
		return t.chooseName(tzid, at, names, defined)
	}
	t.ambiguous(defined, others, at, from, to)
	for _, c := range names {
		if _, differs := differ(c.zone, defined.zone, defined.silence, from, to, false); !differs {
			return t.agreed(tzid, at, c)
		}
	}
	for _, hint := range defined.hints {
		for _, c := range t.named(hint, t.territoryOf(defined)) {
			if _, differs := differ(c.zone, defined.zone, defined.silence, from, to, false); !differs {
				return &ZoneChoice{tzid, c.zone, ZoneByMatch, "the file's VTIMEZONE says that " + c.reason + ", and shows its clock"}
			}
		}
	}
	if !t.tired() && (len(names) == 0 || names[0].hint || names[0].from > ZoneByWindows) {
		if c, ok := t.match(defined, t.territoryOf(defined), from, to); ok {
			return &ZoneChoice{tzid, c.zone, c.from, c.reason}
		}
	}
	return t.ownClock(tzid, at, names, defined, from, to)
}

// tired reports whether there were so many TZIDs that no more guesses are made.
func (t *zoneTable) tired() bool { return len(t.list) >= maxZoneGuesses }

// agreed takes what the name means, as the VTIMEZONE says the same.
func (t *zoneTable) agreed(tzid string, at contentline.Pos, c candidate) *ZoneChoice {
	if c.odd {
		t.problem(at, true, schedule.ErrUnknownZone, "TZID %s", c.reason)
	}
	return &ZoneChoice{tzid, c.zone, c.from, c.reason + "; the file's VTIMEZONE says the same"}
}

// chooseName takes what the name means, without a VTIMEZONE.
func (t *zoneTable) chooseName(tzid string, at contentline.Pos, names []candidate, broken *readZone) *ZoneChoice {
	without := "the file has no VTIMEZONE for it"
	if broken != nil {
		without = "the file's VTIMEZONE for it cannot be used"
	}
	if len(names) > 0 && !names[0].hint {
		c := names[0]
		if c.odd {
			t.problem(at, true, schedule.ErrUnknownZone, "TZID %s", c.reason)
		}
		return &ZoneChoice{tzid, c.zone, c.from, c.reason + "; " + without}
	}
	reason := fmt.Sprintf("no time zone is known as %q, and %s", short(tzid), without)
	t.problem(at, false, schedule.ErrUnknownZone, "%s%s; its times are read as floating", reason, didYouMean(names))
	return &ZoneChoice{TZID: tzid, Reason: reason}
}

// didYouMean proposes up to three zones.
func didYouMean(names []candidate) string {
	var b strings.Builder
	for i, c := range names[:min(3, len(names))] {
		fmt.Fprintf(&b, "%s%s", []string{"; did you mean ", ", ", " or "}[i], c.zone)
	}
	return b.String()
}

// ownClock takes the VTIMEZONE itself.
func (t *zoneTable) ownClock(tzid string, at contentline.Pos, names []candidate, defined *readZone, from, to time.Time) *ZoneChoice {
	zone := defined.zone
	c := &ZoneChoice{tzid, zone, ZoneByFile, "no zone of the database shows the clock of the file's VTIMEZONE"}
	if len(names) == 0 || names[0].hint {
		return c
	}
	other := names[0].zone
	when, _ := differ(other, zone, defined.silence, from, to, false)
	c.Reason = fmt.Sprintf("the file's VTIMEZONE differs from %s of the database: at %s it shows %s, not %s",
		other, when.UTC().Format(time.RFC3339), offsetText(zone.Offset(when)), offsetText(other.Offset(when)))
	t.problem(at, true, ErrTimezone, "TZID %q: %s; the VTIMEZONE is taken", short(tzid), c.Reason)
	return c
}

// ambiguous tells that there are several VTIMEZONEs which differ.
func (t *zoneTable) ambiguous(z *readZone, others []*readZone, at contentline.Pos, from, to time.Time) {
	for _, other := range others {
		t.reader.makeZone(other)
		if other.zone.IsZero() {
			continue
		}
		if when, differs := differ(z.zone, other.zone, other.silence, from, to, false); differs {
			t.problem(at, true, ErrTimezone, "TZID %q has several VTIMEZONEs, which differ at %s; the first is taken",
				short(z.tzid), when.UTC().Format(time.RFC3339))
			return
		}
	}
}

// problem adds one; of many only how many they are.
func (t *zoneTable) problem(at contentline.Pos, remark bool, kind error, format string, args ...any) {
	if len(t.found) >= maxZoneProblems {
		t.more++
		return
	}
	t.found = append(t.found, schedule.Problem{
		Pos:    schedule.Position{File: t.file, Line: at.Line, Column: at.Column},
		Remark: remark,
		Err:    fmt.Errorf("%w: "+format, append([]any{kind}, args...)...),
	})
}
