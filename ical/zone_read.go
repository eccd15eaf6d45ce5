package ical

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// The most that one VTIMEZONE and all of a file may cost. The longest one that
// is known, of Casablanca from 1970 on, has 1,200 onsets.
const (
	maxZoneOnsets = 100_000
	maxFileCost   = 1_000_000 // onsets, and what costs as much
	maxZoneRules  = 50        // of one observance
)

// A readZone is what a VTIMEZONE says.
type readZone struct {
	tzid  string
	pos   contentline.Pos
	parts []observed
	hints []string // what it says of its place, the best first
	// made is whether zone and silence are; a zero zone cannot be used.
	made    bool
	zone    schedule.Zone
	silence silence
	// problems are remarks where zone is set; else some are faults.
	problems schedule.Problems
}

// A zoneReader reads the VTIMEZONEs of a file.
type zoneReader struct {
	file string
	left int // of maxFileCost
	*readZone
}

func newZoneReader(file string) *zoneReader { return &zoneReader{file: file, left: maxFileCost} }

// pay takes from what the file may cost, and reports whether there was enough.
func (r *zoneReader) pay(cost int) bool {
	r.left -= cost
	return r.left >= 0
}

// An observed is a STANDARD or DAYLIGHT that is read.
type observed struct {
	pos      contentline.Pos
	daylight bool
	name     string // the first TZNAME; empty: none
	from, to int    // seconds east of Greenwich
	hasFrom  bool
	start    schedule.DateTime
	hasStart bool
	// endless are the RRULEs without an end, ended are the others.
	endless, ended []schedule.Rule
	repeat         schedule.Repeat // RDATE, EXDATE, EXRULE
	// clock shows TZOFFSETFROM; startsIn is whether the start is an onset.
	clock    schedule.Zone
	startsIn bool
	told     bool // that it begins with another
}

// readTimezone reads a VTIMEZONE, RFC 5545 §3.6.5, and makes its zone.
func (r *zoneReader) readTimezone(c *component) *readZone {
	z := r.readParts(c)
	r.makeZone(z)
	return z
}

// readParts reads a VTIMEZONE as its clock is meant:
//
//   - DTSTART and RDATE are on the clock that TZOFFSETFROM tells, also where a
//     DTSTART has a TZID or a Z. An RDATE with a Z is in UTC; one that is a date
//     has the clock of DTSTART.
//   - A DTSTART that its RRULE does not give is no onset, as in files of Outlook,
//     which count from 1601; one without an RRULE is.
//   - An UNTIL is local or in UTC as it is written. One in UTC that is an onset's
//     local time is that onset.
//   - Before the first onset the clock shows the first onset's TZOFFSETFROM: RFC
//     5545 says nothing of that time, and it is all that the file tells.
//   - Observances may be in any order and overlap. The latest onset counts; of
//     two at one instant that of STANDARD.
//   - A TZOFFSETFROM that is missing is the offset of the other kind of time. One
//     that differs from the clock before counts as it is written.
//
// What is odd is a remark. What has no meaning is a fault, and there is no zone.
func (r *zoneReader) readParts(c *component) *readZone {
	r.readZone = &readZone{pos: c.pos}
	for i := range c.props {
		r.property(&c.props[i])
	}
	for _, sub := range c.subs {
		if sub.name == "STANDARD" || sub.name == "DAYLIGHT" {
			r.observance(sub)
		}
	}
	if r.tzid == "" {
		r.fault(c.pos, "a VTIMEZONE without a TZID; no time can name it")
	}
	if len(r.parts) == 0 && len(r.problems.Faults()) == 0 {
		r.fault(c.pos, "a VTIMEZONE has a STANDARD or DAYLIGHT that says what its clock shows; %q has none", short(r.tzid))
	}
	if len(r.problems.Faults()) == 0 {
		r.completeFrom()
	}
	return r.readZone
}

// hintNames are the properties of a VTIMEZONE that name its place, the best
// first. Only TZID-ALIAS-OF (RFC 7808 §7.2) and TZURL are of a standard.
var hintNames = []string{"X-LIC-LOCATION", "TZID-ALIAS-OF", "X-TZINFO", "X-EM-DISPLAYNAME", "TZURL"}

// property reads what stands before the observances.
func (r *zoneReader) property(p *property) {
	if p.name == "TZID" {
		if id := textOf(p.value); r.tzid == "" {
			r.tzid = id
		} else if id != r.tzid {
			r.fault(p.pos, "a second TZID, %q after %q; which STANDARD is whose cannot be told", short(id), short(r.tzid))
		}
		return
	}
	if slices.Contains(hintNames, p.name) && len(r.hints) < 2*len(hintNames) {
		r.hints = append(r.hints, hintOf(p))
	}
}

// hintOf gives what a property says of the place: of X-TZINFO:Europe/London[2024a]
// the name, of TZURL what stands before .ics.
func hintOf(p *property) string {
	hint := textOf(p.value)
	if p.name == "X-TZINFO" {
		hint, _, _ = strings.Cut(hint, "[")
	}
	if p.name == "TZURL" {
		hint = "/" + strings.TrimSuffix(hint, ".ics")
	}
	return hint
}

// textOf gives what a TEXT value means.
func textOf(wire string) string {
	return strings.TrimSpace(string(contentline.Text([]byte(wire))))
}

// completeFrom sets the TZOFFSETFROM of observances that have none.
func (r *zoneReader) completeFrom() {
	for i := range r.parts {
		if p := &r.parts[i]; !p.hasFrom {
			p.from = r.otherOffset(p)
			r.remark(p.pos, "%s without a TZOFFSETFROM, the offset before it; %s is taken", p.kind(), offsetText(p.from))
		}
	}
}

// otherOffset gives the offset of the other kind of time: of the observance that
// begins last before p, else of the first in the file.
func (r *zoneReader) otherOffset(p *observed) int {
	offset, found, last := p.to, false, schedule.DateTime{}
	for i := range r.parts {
		o := &r.parts[i]
		if o.daylight == p.daylight {
			continue
		}
		before := o.start.Compare(p.start) <= 0
		if !found || before && o.start.Compare(last) >= 0 {
			offset, found = o.to, true
		}
		if before && o.start.Compare(last) >= 0 {
			last = o.start
		}
	}
	return offset
}

func (o *observed) kind() string {
	if o.daylight {
		return "DAYLIGHT"
	}
	return "STANDARD"
}

func (r *zoneReader) fault(at contentline.Pos, format string, args ...any) {
	r.problem(at, false, ErrTimezone, format, args...)
}

func (r *zoneReader) remark(at contentline.Pos, format string, args ...any) {
	r.problem(at, true, ErrTimezone, format, args...)
}

// problem adds one, up to a hundred for one VTIMEZONE.
func (r *zoneReader) problem(at contentline.Pos, remark bool, kind error, format string, args ...any) {
	if len(r.problems) >= 100 && (remark || len(r.problems.Faults()) > 0) {
		return
	}
	r.problems = append(r.problems, schedule.Problem{
		Pos:    schedule.Position{File: r.file, Line: at.Line, Column: at.Column},
		Remark: remark,
		Err:    fmt.Errorf("%w: "+format, append([]any{kind}, args...)...),
	})
}

// short cuts a text of the file for a message.
func short(s string) string {
	runes := 0
	for i := range s {
		if runes++; runes > 60 {
			return s[:i] + "…"
		}
	}
	return s
}

// offsetText writes an offset as TZOFFSETTO has it.
func offsetText(seconds int) string { return string(appendOffset(nil, seconds)) }
