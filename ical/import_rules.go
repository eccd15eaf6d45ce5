package ical

import "github.com/plenaria/plenaria/schedule"

// leaveOutRule tells of a rule that the series does not have, and what becomes of
// the event then.
func (b *seriesMaker) leaveOutRule(p *property, why string) {
	left := "the event stays, without what the rule gives"
	if p.name == "EXRULE" {
		left = "what it leaves out takes place"
	}
	b.im.fault(p.pos, schedule.ErrRule, "%s: %s %s is left out: %s; %s", b.ev.name(), p.name, shortText(p.value), why, left)
	b.im.lose(p, "", "a rule that is left out")
}

// unread gives the rules of an event that cannot be read, such as one of another
// calendar (RFC 7529). They say something to others, also where the event's times
// are written anew.
func (c *component) unread() (rules []property) {
	for i := range c.props {
		p := &c.props[i]
		if p.name != "RRULE" && p.name != "EXRULE" {
			continue
		}
		if _, err := schedule.ParseRule(ruleText(p)); err != nil {
			rules = append(rules, *p)
		}
	}
	return rules
}
