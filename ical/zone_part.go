package ical

import (
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// observance reads a STANDARD or DAYLIGHT.
func (r *zoneReader) observance(c *component) {
	o := observed{pos: c.pos, daylight: c.name == "DAYLIGHT"}
	hasTo := false
	for i := range c.props {
		switch p := &c.props[i]; p.name {
		case "TZOFFSETFROM":
			o.from, o.hasFrom = r.offset(p)
		case "TZOFFSETTO":
			o.to, hasTo = r.offset(p)
		case "TZNAME":
			if o.name == "" {
				o.name = textOf(p.value)
			}
		case "DTSTART":
			r.start(&o, p)
		}
	}
	if !hasTo {
		r.fault(c.pos, "%s without a TZOFFSETTO, the offset from its onset on, such as TZOFFSETTO:-0500", c.name)
	}
	for i := range c.props { // these need DTSTART and TZOFFSETFROM
		r.recurrence(&o, &c.props[i])
	}
	r.withoutStart(&o)
	r.parts = append(r.parts, o)
}

// start reads DTSTART, of which the first counts.
func (r *zoneReader) start(o *observed, p *property) {
	s := parseStamp(p.value)
	switch {
	case o.hasStart:
		return
	case s.form == brokenStamp:
		r.fault(p.pos, "DTSTART %q is no date with a time, such as 20070311T020000", short(p.value))
		return
	case s.form == utcStamp:
		r.remark(p.pos, "DTSTART %s is in UTC; RFC 5545 §3.6.5 wants the local time, and it is read as that", p.value)
	case s.form == dateStamp:
		r.remark(p.pos, "DTSTART %s is a date; it is read as its midnight", p.value)
	}
	for i := range p.params {
		if p.params[i].name == "TZID" {
			r.remark(p.pos, "DTSTART with a TZID in a VTIMEZONE, where times are local; it is left out")
		}
	}
	o.start, o.hasStart = s.wall, true
}

// withoutStart finds a DTSTART for an observance that has none.
func (r *zoneReader) withoutStart(o *observed) {
	switch {
	case o.hasStart:
	case len(o.endless)+len(o.ended) > 0:
		r.fault(o.pos, "%s with an RRULE, but without a DTSTART, whose clock it takes", o.kind())
	case len(o.repeat.Also) > 0:
		o.start = o.repeat.Also[0]
		r.remark(o.pos, "%s without a DTSTART; its first RDATE is taken", o.kind())
	default:
		o.start = firstDay
		r.remark(o.pos, "%s without a DTSTART; it holds from the beginning", o.kind())
	}
}

// firstDay is the first time that schedule has.
var firstDay = schedule.DateTime{Date: schedule.Date{Year: 1, Month: time.January, Day: 1}}

// recurrence reads what makes further onsets.
func (r *zoneReader) recurrence(o *observed, p *property) {
	switch p.name {
	case "RRULE":
		r.rule(o, p)
	case "EXRULE":
		if rule, ok := r.parseRule(o, p); ok {
			o.repeat.ExceptRules = append(o.repeat.ExceptRules, rule.String())
		}
	case "RDATE":
		o.repeat.Also = r.walls(o, p, o.repeat.Also)
	case "EXDATE":
		o.repeat.Except = r.walls(o, p, o.repeat.Except)
	}
}

func (r *zoneReader) rule(o *observed, p *property) {
	rule, ok := r.parseRule(o, p)
	if !ok {
		return
	}
	if rule.Count == 0 && rule.Until.IsZero() {
		o.endless = append(o.endless, rule)
		return
	}
	// Onsets are on the local clock, and so is an UNTIL that names one of them,
	// whatever it ends in.
	if u := &rule.Until; u.Form == schedule.UntilUTC && o.from < 0 && u.At.Clock == o.start.Clock {
		u.Form = schedule.UntilWall
		r.remark(p.pos, "UNTIL=%s has the clock of DTSTART, which is local; it is read as local too", rule.Until)
	}
	o.ended = append(o.ended, rule)
}

// parseRule reads an RRULE or EXRULE.
func (r *zoneReader) parseRule(o *observed, p *property) (schedule.Rule, bool) {
	if len(o.endless)+len(o.ended)+len(o.repeat.ExceptRules) >= maxZoneRules {
		r.problem(p.pos, false, ErrLimit, "more than %d rules of one %s", maxZoneRules, o.kind())
		return schedule.Rule{}, false
	}
	rule, err := schedule.ParseRule(strings.Join(strings.Fields(p.value), ""))
	if err != nil {
		for _, each := range err.(schedule.Problems) {
			r.problem(p.pos, false, ErrTimezone, "%s: %w", p.name, each.Err)
		}
		return rule, false
	}
	if rule.Freq > schedule.Weekly || rule.Count > maxZoneOnsets {
		r.problem(p.pos, false, ErrLimit, "%s:%s would set the clock too often; at most weekly and %d times can be read", p.name, short(p.value), maxZoneOnsets)
		return rule, false
	}
	return rule, true
}

// walls adds the times of an RDATE or EXDATE, on the clock of TZOFFSETFROM. Of
// a period it is the beginning.
func (r *zoneReader) walls(o *observed, p *property, list []schedule.DateTime) []schedule.DateTime {
	for value := range strings.SplitSeq(p.value, ",") {
		begin, _, _ := strings.Cut(strings.TrimSpace(value), "/")
		s := parseStamp(begin)
		switch {
		case s.form == brokenStamp:
			r.fault(p.pos, "%s %q is no date with a time, such as 20070311T020000", p.name, short(value))
			continue
		case len(list) >= maxZoneOnsets:
			r.problem(p.pos, false, ErrLimit, "more than %d times of %s", maxZoneOnsets, p.name)
			return list
		case s.form == utcStamp && !o.hasFrom:
			r.fault(p.pos, "%s %s is in UTC, and there is no TZOFFSETFROM that says when that is locally", p.name, short(value))
			continue
		case s.form == utcStamp:
			s.wall = s.wall.Add(time.Duration(o.from) * time.Second)
		case s.form == dateStamp:
			s.wall.Clock = o.start.Clock
		}
		list = append(list, s.wall)
	}
	return list
}

// offset reads a UTC-OFFSET (RFC 5545 §3.3.14), also without a sign and with
// colons.
func (r *zoneReader) offset(p *property) (seconds int, ok bool) {
	seconds, ok = readUTCOffset(strings.TrimSpace(p.value))
	if !ok {
		r.fault(p.pos, "%s %q is no offset, such as -0500 or +053000, of less than a day", p.name, short(p.value))
	}
	return seconds, ok
}

// readUTCOffset reads ±HHMM or ±HHMMSS. Without a sign it is east.
func readUTCOffset(s string) (seconds int, ok bool) {
	sign := 1
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	s = strings.ReplaceAll(s, ":", "")
	if len(s) != 4 && len(s) != 6 {
		return 0, false
	}
	n, err := strconv.ParseUint(s, 10, 32)
	if err != nil {
		return 0, false
	}
	if len(s) == 4 {
		n *= 100
	}
	h, m, sec := int(n/10000), int(n/100%100), int(n%100)
	return sign * (h*3600 + m*60 + sec), h < 24 && m < 60 && sec < 60
}
