package ical

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// ErrNotRepresented is wrapped by problems of what a file says and an agenda
// cannot.
var ErrNotRepresented = errors.New("not represented in an agenda")

// momentsOf gives the start and the end of a session that place has set.
func (im *importer) momentsOf(m *madeSession) (start, end moment) {
	s := m.session
	zone := s.Zone
	if zone.IsZero() {
		zone = im.host
	}
	landing := s.EndZone
	if landing.IsZero() {
		landing = zone
	}
	start = im.settled(zone, schedule.DateTime{Date: m.date, Clock: s.Start}, s.Offset)
	date := s.EndDate
	if date.IsZero() {
		date = endDate(m.date, s.Start, s.End, start, moment{zone: landing})
	}
	return start, im.settled(landing, schedule.DateTime{Date: date, Clock: s.End}, s.EndOffset)
}

// settled resolves a wall time by the offset that an agenda has for it.
func (im *importer) settled(z schedule.Zone, w schedule.DateTime, o schedule.Offset) moment {
	m := im.onWall(z, w.Normal())
	if !o.IsZero() {
		if at, err := z.Lookup(w).PickOffset(o); err == nil {
			m.at = at
		}
	}
	return m
}

// settle puts the rules in place, without those that the series cannot have: a
// rule without an occurrence, or one whose UNTIL is before the start, leaves an
// event that takes place once.
func (b *seriesMaker) settle() {
	for {
		b.setRules()
		s, err := b.make()
		if err == nil {
			b.dropStrays(s)
			break
		}
		if !b.dropRule(err) {
			b.im.fault(b.ev.c.pos, schedule.ErrRule, "%s: the series is left out: %s", b.ev.name(), firstOf(err))
			b.repeat = schedule.Repeat{}
			return
		}
	}
	if len(b.rules) == 1 && b.outOfRule() {
		b.beginInRule()
	}
}

// dropStrays takes out what names no occurrence: exceptions, and overrides, which
// become sessions of their own.
func (b *seriesMaker) dropStrays(s *schedule.Series) {
	except, moved := s.Strays()
	for _, i := range except {
		if p := b.exceptAt[i]; p != nil {
			b.im.lose(p, "", "no occurrence starts at "+b.repeat.Except[i].String())
		}
	}
	b.repeat.Except = without(b.repeat.Except, except)
	for _, i := range moved {
		from, m := b.repeat.Moved[i].From, b.moves[i]
		m.ov.became = became{}
		if m.own == nil {
			b.im.remark(m.ov.recurrence.pos, schedule.ErrRule, "%s: no occurrence starts at %s, so that none is cancelled", m.ov.name(), from)
			continue
		}
		b.setApart(from, *m.own)
		b.im.remark(m.ov.recurrence.pos, schedule.ErrRule, "%s: no occurrence starts at %s; the event is a session of its own", m.ov.name(), from)
	}
	b.repeat.Moved = without(b.repeat.Moved, moved)
}

// without gives a list without those at some indices, which ascend.
func without[T any](list []T, indices []int) []T {
	if len(indices) == 0 {
		return list
	}
	gone := make(map[int]bool, len(indices))
	for _, i := range indices {
		gone[i] = true
	}
	var kept []T
	for i := range list {
		if !gone[i] {
			kept = append(kept, list[i])
		}
	}
	return kept
}

// outOfRule says whether the rule does not give the start, which then is an
// occurrence all the same (RFC 5545 §3.8.5.3).
func (b *seriesMaker) outOfRule() bool {
	alone := seriesMaker{start: b.start, zone: b.zone, dates: b.dates}
	alone.repeat.ExceptRules = []string{b.repeat.Rule}
	s, err := alone.make()
	if err != nil {
		return false
	}
	for o, err := range s.All(context.Background()) {
		return err == nil && o.ID() == b.start
	}
	return false
}

// beginInRule makes the first occurrence of the rule the session's start, as an
// agenda wants it, and the event's own start a further one.
func (b *seriesMaker) beginInRule() {
	rule, err := schedule.ParseRule(b.repeat.Rule)
	if err != nil {
		return
	}
	alone := seriesMaker{start: b.start, zone: b.zone, dates: b.dates}
	alone.repeat = schedule.Repeat{Rule: b.repeat.Rule, Except: []schedule.DateTime{b.start}}
	s, err := alone.make()
	if err != nil {
		return
	}
	for o, err := range s.All(context.Background()) {
		if err != nil {
			return
		}
		b.repeat.Also = append(b.repeat.Also, b.start)
		if rule.Count > 1 { // the event's own start is the first of them
			rule.Count--
			b.repeat.Rule = rule.String()
		}
		b.moveStart(o.Start())
		return
	}
	b.repeat.Rule = "" // COUNT=1
}

// moveStart moves the session on the wall.
func (b *seriesMaker) moveStart(to schedule.DateTime) {
	s := b.m.session
	if b.dates {
		days := to.Date.DaysSince(b.start.Date)
		b.m.date, s.Through = b.m.date.AddDays(days), s.Through.AddDays(days)
	} else {
		first, last := b.im.momentsOf(b.m)
		end := b.im.onWall(last.zone, to.Add(wallLength(first.wall, last.wall)))
		s.EndDate, s.Zone, s.EndZone = schedule.Date{}, schedule.Zone{}, schedule.Zone{}
		b.im.place(b.ev, b.m, b.im.onWall(b.zone, to), end)
	}
	b.start = to
}

func (b *seriesMaker) setRules() {
	r := &b.repeat
	r.Rule, r.Rules, r.ExceptRules = "", nil, nil
	for i, line := range b.rules {
		if i == 0 {
			r.Rule = line.text
		} else {
			r.Rules = append(r.Rules, line.text)
		}
	}
	for _, line := range b.except {
		r.ExceptRules = append(r.ExceptRules, line.text)
	}
}

// make makes the series.
func (b *seriesMaker) make() (*schedule.Series, error) {
	if b.dates {
		return b.repeat.FromDate(b.start.Date)
	}
	return b.repeat.From(b.start, b.zone)
}

// dropRule leaves out the rules that problems name; false if they name none.
func (b *seriesMaker) dropRule(err error) bool {
	ps, _ := err.(schedule.Problems)
	bad := map[*property]bool{}
	for _, problem := range ps {
		if p := b.ruleAt(problem.Path); p != nil && !bad[p] {
			bad[p] = true
			b.leaveOutRule(p, problem.Err.Error())
		}
	}
	isBad := func(line ruleLine) bool { return bad[line.p] }
	b.rules, b.except = slices.DeleteFunc(b.rules, isBad), slices.DeleteFunc(b.except, isBad)
	return len(bad) > 0
}

// ruleAt gives the rule that a path of [schedule.Repeat.From] names; nil if it
// names none.
func (b *seriesMaker) ruleAt(path string) *property {
	list, i := b.rules, 0
	field, index, _ := strings.Cut(path, "[")
	if index != "" {
		i, _ = decimal(strings.TrimSuffix(index, "]"))
	}
	switch field {
	case "rule":
	case "rules":
		i++
	case "exceptRules":
		list = b.except
	default:
		return nil
	}
	if i >= len(list) {
		return nil
	}
	return list[i].p
}
