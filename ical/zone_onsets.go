package ical

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A setting is an onset that a VTIMEZONE tells, and what is shown from then on.
type setting struct {
	at   int64 // seconds since 1970-01-01T00:00Z
	part int   // index in zoneReader.parts
}

const (
	// cycleYears and cycleSeconds are the period of the calendar, and so of every
	// yearly rule.
	cycleYears   = 400
	cycleSeconds = 146097 * 86400
	// lastYear is the last of the series of package schedule.
	lastYear = 9999
	// explicitYears is how far rules that do not repeat with the calendar are
	// followed.
	explicitYears = 100
)

// makeZone makes the zone of what was read, unless it was made, or has a fault.
func (r *zoneReader) makeZone(z *readZone) {
	if z.made {
		return
	}
	z.made = true
	r.readZone = z
	if len(z.problems.Faults()) > 0 {
		return
	}
	for i := range r.parts {
		if o := &r.parts[i]; !r.pay(o.cost()) {
			r.tooMuch(o)
			return
		}
		r.parts[i].prepare(r)
	}
	settings, ok := r.expandAll(nil, time.Time{})
	if !ok {
		return
	}
	steady, end := r.steady(settings)
	if settings, ok = r.expandAll(settings, end); !ok {
		return
	}
	if len(settings) == 0 {
		r.fault(r.pos, "the VTIMEZONE %q has no onset that is not left out again", short(r.tzid))
		return
	}
	slices.SortStableFunc(settings, r.compare)
	spans := r.spans(settings)
	r.silence = r.silent(settings)
	if r.periodic() {
		spans = withHorizon(spans, steady)
	}
	zone, err := schedule.ZoneFromSpans(r.tzid, spans)
	if err != nil {
		r.fault(r.pos, "%w", err)
		return
	}
	z.zone = zone
}

// compare orders by time. At one instant STANDARD comes last, so that it counts,
// and else what stands later in the file.
func (r *zoneReader) compare(a, b setting) int {
	if c := cmp.Compare(a.at, b.at); c != 0 {
		return c
	}
	if d := r.parts[a.part].daylight; d != r.parts[b.part].daylight {
		if d {
			return -1
		}
		return +1
	}
	return cmp.Compare(a.part, b.part)
}

// cost gives what an observance costs without its onsets.
func (o *observed) cost() int {
	cost := 10 + 100*(len(o.ended)+len(o.endless)+len(o.repeat.ExceptRules)) + 4*len(o.repeat.Except)
	for _, rules := range [][]schedule.Rule{o.ended, o.endless} {
		for _, rule := range rules {
			cost += 500 * min(1, len(rule.BySetPos)) // those that give nothing are slow to find out
		}
	}
	if len(o.repeat.ExceptRules) > 0 {
		cost += 2 * maxZoneOnsets
	}
	return cost
}

// prepare leaves out rules that give nothing, and finds out whether the start is
// an onset.
func (o *observed) prepare(r *zoneReader) {
	o.clock, _ = schedule.ZoneFromSpans("TZOFFSETFROM", []schedule.Span{{Offset: o.from}})
	barren := func(rule schedule.Rule) bool {
		repeat := schedule.Repeat{Rule: rule.String()}
		_, err := repeat.From(o.start, o.clock)
		if err != nil {
			r.remark(o.pos, "RRULE:%s gives nothing after DTSTART; it is left out", rule)
		}
		return err != nil
	}
	o.ended = slices.DeleteFunc(o.ended, barren)
	o.endless = slices.DeleteFunc(o.endless, barren)
	o.startsIn = len(o.ended)+len(o.endless) == 0 || slices.ContainsFunc(o.ended, o.gives) ||
		slices.ContainsFunc(o.endless, o.gives) || slices.Contains(o.repeat.Also, o.start)
}

// gives reports whether a rule gives the start. A series has its start in any
// case; this one is empty if the rule takes it away.
func (o *observed) gives(rule schedule.Rule) bool {
	repeat := schedule.Repeat{ExceptRules: []string{rule.String()}}
	s, err := repeat.From(o.start, o.clock)
	if err != nil {
		return false
	}
	for range s.All(context.Background()) {
		return false
	}
	return true
}

// expandAll adds the onsets of what has an end, or, with an end, those of endless
// rules before it.
func (r *zoneReader) expandAll(settings []setting, end time.Time) (all []setting, ok bool) {
	for i := range r.parts {
		o := &r.parts[i]
		repeat, rules := o.repeat, o.ended
		if !end.IsZero() {
			repeat.Also, rules = nil, o.endless
			if len(rules) == 0 {
				continue
			}
		}
		for _, rule := range rules {
			repeat.Rules = append(repeat.Rules, rule.String())
		}
		if settings, ok = r.expand(settings, i, &repeat, end); !ok {
			return nil, false
		}
	}
	return settings, true
}

// expand adds the onsets of a series before the end, zero for all.
func (r *zoneReader) expand(settings []setting, part int, repeat *schedule.Repeat, end time.Time) ([]setting, bool) {
	o := &r.parts[part]
	s, err := repeat.From(o.start, o.clock)
	if err != nil {
		r.fault(o.pos, "%w", err)
		return nil, false
	}
	for x, err := range s.All(&stepContext{context.Background(), 2 * maxZoneOnsets}) {
		switch {
		case err != nil:
			r.problem(o.pos, false, ErrLimit, "%s leaves out too much of what its rules give", o.kind())
			return nil, false
		case !end.IsZero() && !x.At.Before(end):
			return settings, true
		case x.ID() == o.start && !o.startsIn:
			continue
		case len(settings) >= maxZoneOnsets || !r.pay(1):
			r.tooMuch(o)
			return nil, false
		}
		at := x.At.Unix()
		if x.At.IsZero() {
			at++ // no Span begins at the zero time, which means since ever
		}
		settings = append(settings, setting{at, part})
	}
	return settings, true
}

func (r *zoneReader) tooMuch(o *observed) {
	r.problem(o.pos, false, ErrLimit, "the VTIMEZONE sets its clock more than %d times, or all that are used together %d times", maxZoneOnsets, maxFileCost)
}

// A stepContext ends an iteration that gives nothing. A series asks its context
// once in some thousand wall times.
type stepContext struct {
	context.Context
	left int
}

func (c *stepContext) Err() error {
	if c.left -= 1024; c.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// steady gives the instant from which on only endless rules set the clock, and
// the one to which they are to be followed.
func (r *zoneReader) steady(settings []setting) (steady int64, end time.Time) {
	last, years := wallSeconds(firstDay), 1
	for _, s := range settings {
		last = max(last, s.at)
	}
	for i := range r.parts {
		o := &r.parts[i]
		for _, rule := range o.endless {
			last = max(last, wallSeconds(o.start)-int64(o.from))
			years = max(years, rule.Interval)
		}
		for _, text := range o.repeat.ExceptRules {
			rule, _ := schedule.ParseRule(text)
			last = max(last, wallSeconds(rule.Until.At)+86400, wallSeconds(o.start)+int64(rule.Count)*int64(min(max(1, rule.Interval), lastYear))*366*86400)
		}
		for _, w := range o.repeat.Except {
			last = max(last, wallSeconds(w))
		}
	}
	from := time.Unix(last, 0).UTC().AddDate(2, 0, 0)
	length := explicitYears
	if r.periodic() {
		length = cycleYears + 2*min(years, cycleYears)
	}
	year := min(from.Year()+length, lastYear)
	return from.Unix(), time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC)
}

// periodic reports whether what the endless rules give repeats with the calendar,
// every 400 years, which are 20,871 weeks.
func (r *zoneReader) periodic() bool {
	periods := map[schedule.Freq]int{schedule.Yearly: cycleYears, schedule.Monthly: 12 * cycleYears, schedule.Weekly: 20871, schedule.Daily: 146097}
	repeats := func(rule schedule.Rule) bool { return periods[rule.Freq]%max(1, rule.Interval) == 0 }
	endless := false
	for i := range r.parts {
		o := &r.parts[i]
		for _, rule := range o.endless {
			endless = true
			if !repeats(rule) {
				return false
			}
		}
		for _, text := range o.repeat.ExceptRules {
			if rule, _ := schedule.ParseRule(text); rule.Count == 0 && rule.Until.IsZero() && !repeats(rule) {
				return false
			}
		}
	}
	return endless
}

// wallSeconds gives the seconds from 1970-01-01T00:00 on a wall.
func wallSeconds(w schedule.DateTime) int64 {
	return int64(w.Date.DaysSince(epoch))*86400 + int64(w.Clock)
}
