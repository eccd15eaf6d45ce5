package ical

import (
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// A seriesMaker makes the Repeat of a session.
type seriesMaker struct {
	im     *importer
	ev     *importedEvent
	m      *madeSession
	start  schedule.DateTime // normal
	zone   schedule.Zone     // of the start
	dates  bool              // an all-day series
	repeat schedule.Repeat
	rules  []ruleLine // of Rule and Rules
	except []ruleLine // of ExceptRules
	moves  []moving   // of repeat.Moved
	// exceptAt are the EXDATEs of repeat.Except; nil: of an override.
	exceptAt []*property
	apart    []madeSession
}

// series makes the Repeat of a session of which there are several occurrences,
// and gives it with the sessions that became others.
func (im *importer) series(ev *importedEvent, m *madeSession) *seriesMaker {
	b := &seriesMaker{im: im, ev: ev, m: m, dates: m.session.IsAllDay()}
	b.start = schedule.DateTime{Date: m.date, Clock: m.session.Start}.Normal()
	if b.zone = m.session.Zone; b.zone.IsZero() {
		b.zone = im.host
	}
	for i := range ev.c.props {
		switch p := &ev.c.props[i]; p.name {
		case "RRULE":
			b.rule(p, &b.rules)
		case "EXRULE":
			b.rule(p, &b.except)
		case "RDATE":
			b.times(p, b.also)
		case "EXDATE":
			b.times(p, func(p *property, s stamp, _ string) { b.leaveOut(p, s) })
		}
	}
	for _, ov := range ev.overrides {
		b.override(ov)
	}
	b.settle()
	return b
}

// isSeries says whether there is more than the session's own start.
func (b *seriesMaker) isSeries() bool {
	r := &b.repeat
	return r.Rule != "" || len(r.ExceptRules)+len(r.Except)+len(r.Moved)+len(r.Also)+len(r.Periods) > 0
}

// A ruleLine is an RRULE or EXRULE and its rule.
type ruleLine struct {
	p    *property
	text string
}

// rule reads RRULE or EXRULE. Blanks in it mean nothing.
func (b *seriesMaker) rule(p *property, list *[]ruleLine) {
	text := ruleText(p)
	_, err := schedule.ParseRule(text)
	if err == nil && text != p.value {
		b.im.remark(p.pos, schedule.ErrRule, "%s: blanks in %s, which are left out: %s", b.ev.name(), p.name, shortText(text))
	}
	switch {
	case err != nil:
		b.leaveOutRule(p, firstOf(err))
	case len(*list) == maxRules:
		b.leaveOutRule(p, "there are "+strconv.Itoa(maxRules)+" already")
	default:
		*list = append(*list, ruleLine{p, text})
	}
}

func ruleText(p *property) string { return strings.Join(strings.Fields(p.value), "") }

// maxRules is how many rules an event may have, of either sort.
const maxRules = 100

// firstOf gives the message of the first of several problems, without its place
// in the rule, since the whole rule is shown.
func firstOf(err error) string {
	if ps, ok := err.(schedule.Problems); ok && len(ps) > 0 {
		return ps[0].Err.Error()
	}
	return err.Error()
}

// times reads a list of dates and times, RFC 5545 §3.8.5.1 and §3.8.5.2. What
// follows a slash is the end of a period.
func (b *seriesMaker) times(p *property, take func(p *property, s stamp, end string)) {
	var n *namedZone
	if tzid := p.param("TZID"); tzid != "" {
		n = b.zoneOf(tzid, p)
	}
	for element := range contentline.Elements([]byte(p.value), ',') {
		from, end, _ := strings.Cut(strings.TrimSpace(string(element)), "/")
		if from == "" {
			continue
		}
		s := parseStamp(from)
		if s.form == brokenStamp {
			b.im.fault(p.pos, schedule.ErrInvalid, "%s: %s has %q, which is no date and no time; it is left out", b.ev.name(), p.name, shortText(from))
			continue
		}
		switch {
		case n == nil:
		case s.form == floating:
			s.form, s.name = zonedStamp, n
		case s.form == utcStamp:
			b.im.zonedUTC(b.ev, p)
		}
		take(p, s, end)
	}
}

// zoneOf settles a TZID that perhaps no DTSTART has.
func (b *seriesMaker) zoneOf(tzid string, p *property) *namedZone {
	cal := b.ev.cal
	n := cal.zone(tzid, p)
	if n.zone.IsZero() && !n.known {
		n.use(b.start)
		from, to := n.window()
		n.zone, n.known = cal.zones.settle(tzid, p.pos, from, to)
	}
	return n
}

// wall gives a time of the file on the wall of the series.
func (b *seriesMaker) wall(s stamp) schedule.DateTime {
	switch {
	case s.form == dateStamp:
		return schedule.DateTime{Date: s.wall.Date}
	case b.dates:
		return schedule.DateTime{Date: s.wall.Date}
	case s.form == utcStamp:
		return b.zone.Wall(unixOf(s.wall))
	case s.form == zonedStamp && s.name.known && s.name.zone != b.zone:
		at, _ := s.name.zone.Resolve(s.wall, schedule.Compatible)
		return b.zone.Wall(at)
	}
	return s.wall
}

func (b *seriesMaker) leaveOut(p *property, s stamp) {
	b.repeat.Except = append(b.repeat.Except, b.wall(s))
	b.exceptAt = append(b.exceptAt, p)
}

// also reads one time of an RDATE.
func (b *seriesMaker) also(p *property, s stamp, end string) {
	start := b.wall(s)
	if end == "" {
		if s.form == dateStamp && !b.dates {
			start.Clock = b.start.Clock // a date in a series of times
		}
		b.repeat.Also = append(b.repeat.Also, start)
		return
	}
	from := b.im.onWall(b.zone, start)
	until := from
	if length, ok := parseSpan(end); ok {
		until = b.im.after(from, length)
	} else if to := parseStamp(end); to.form != brokenStamp {
		to.name = s.name
		if to.form == floating && s.form == zonedStamp {
			to.form = zonedStamp
		}
		until = b.im.onWall(b.zone, b.wall(to))
	}
	if !until.at.After(from.at) {
		b.im.fault(p.pos, schedule.ErrBackwards, "%s: the period %s ends at %q, which is not after its start; it lasts as long as the others",
			b.ev.name(), start, shortText(end))
		b.repeat.Also = append(b.repeat.Also, start)
		return
	}
	b.repeat.Periods = append(b.repeat.Periods, schedule.Period{Start: start, End: until.wall})
}
