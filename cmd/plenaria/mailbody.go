package main

import (
	"html"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// dress gives a mail what somebody reads of it before any calendar program does: a
// subject and first lines that say what has changed, when and where it is, and all of
// it as a page too.
func (r *inviteRun) dress(m *ical.Message, inv *ical.Invitation) {
	t := *r.told
	t.loc = datefmt.For(inv.Lang)
	top := []string{r.agenda.Title.In(inv.Lang).Text}
	if !slices.Contains(inv.Changes, ical.DifferentNew) {
		m.Subject = t.whyTold(inv) + ": " + inv.Title
		top = append(top, t.changeLines(inv, r.zoneOf(inv.To))...)
	}
	if e := r.eventIn(inv); e != nil {
		top = append(top, t.whenLines(e, r.zoneOf(inv.To))...)
		if rule := r.ruleOf(inv.UID); e.Repeats && rule != nil {
			top = append(top, t.loc.Rule(*rule, e.Start.Wall)+" ("+t.loc.City(e.Start.TZID)+")")
		}
	}
	if inv.Where != "" {
		top = append(top, t.loc.Word(datefmt.WordRoom)+": "+inv.Where)
	}
	m.Text = strings.Join(slices.Concat([]string{inv.Title}, top), "\n") + "\n\n" + inv.Text
	m.HTML = mailPage(inv, top)
}

// whyTold is what has become of a session for a reader: who is told that it is gone need
// not know whether it has left the agenda, but whether others meet.
func (t *eventTable) whyTold(inv *ical.Invitation) string {
	name := eventName{inv.UID, inv.Recurrence}
	if inv.Changes[0] == ical.DifferentGone && t.is[name] == nil {
		return t.loc.Change(schedule.ChangeCancelled)
	}
	return t.why(inv.Changes, name)
}

// changeLines tell what was and what is.
func (t *eventTable) changeLines(inv *ical.Invitation, z schedule.Zone) (lines []string) {
	name := eventName{inv.UID, inv.Recurrence}
	was, is := t.was[name], t.is[name]
	for _, d := range inv.Changes {
		word := t.whyTold(&ical.Invitation{UID: inv.UID, Recurrence: inv.Recurrence, Changes: []ical.Difference{d}})
		switch {
		case d == ical.DifferentTime && was != nil && is != nil:
			lines = append(lines, word+": "+t.when(was, z)+" → "+t.when(is, z))
		case d == ical.DifferentPlace, d == ical.DifferentTitle, d == ical.DifferentDetails: // which stand below
		case !slices.Contains(lines, word):
			lines = append(lines, word)
		}
	}
	return lines
}

// whenLines give the time on the reader's wall, and on the host's if that is another.
func (t *eventTable) whenLines(e *ical.PublishedEvent, reader schedule.Zone) []string {
	if e.Start.IsDate() {
		return []string{t.loc.DateRange(e.Start.Wall.Date, e.End.Wall.Date, datefmt.Full)}
	}
	line := func(z schedule.Zone) string {
		start, end := z.Wall(e.Start.At), z.Wall(e.End.At)
		start.Clock, end.Clock = minutes(start.Clock), minutes(end.Clock)
		return t.loc.Span(start, end, datefmt.Full) + " (" + t.loc.Zone(z.String(), z.Offset(e.Start.At)) + ")"
	}
	lines := []string{line(reader)}
	if host := line(t.zone); host != lines[0] && t.zone.Offset(e.Start.At) != reader.Offset(e.Start.At) {
		lines = append(lines, host)
	}
	return lines
}

// mailPage writes a mail as a page.
func mailPage(inv *ical.Invitation, top []string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"" + html.EscapeString(string(inv.Lang)) + "\">\n<body>\n<h2>" + html.EscapeString(inv.Title) + "</h2>\n")
	paragraph := func(text string) {
		if text = strings.TrimSpace(text); text != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n") + "</p>\n")
		}
	}
	paragraph(strings.Join(top, "\n"))
	for text := range strings.SplitSeq(inv.Text, "\n\n") {
		paragraph(text)
	}
	b.WriteString("</body>\n</html>\n")
	return b.String()
}

// eventIn gives the event of a message: as the organizer's file has it, or had it, or
// else as the message has it.
func (r *inviteRun) eventIn(inv *ical.Invitation) *ical.PublishedEvent {
	name := eventName{inv.UID, inv.Recurrence}
	if e := r.told.is[name]; e != nil {
		return e
	}
	if inv.Recurrence != "" {
		p, err := ical.Published(strings.NewReader(string(inv.Calendar)), &ical.ImportOptions{Zone: r.agenda.Zone, Database: r.db})
		if err == nil && len(p.Events) == 1 {
			return &p.Events[0]
		}
	}
	return r.told.was[name]
}

// zoneOf gives the zone of a reader, else the host's.
func (r *inviteRun) zoneOf(who *schedule.Participant) schedule.Zone {
	if who.Zone.IsZero() {
		return r.agenda.Zone
	}
	return who.Zone
}

// ruleOf gives the rule of a series whose session the UID names; nil if it is not one
// rule alone.
func (r *inviteRun) ruleOf(uid string) *schedule.Rule {
	id, _, _ := strings.Cut(uid, "@")
	for i := range r.tl.Slots {
		s := r.tl.Slots[i].Session
		if string(s.ID) != id || s.Repeat == nil || len(s.Repeat.Rules)+len(s.Repeat.ExceptRules) > 0 {
			continue
		}
		if rule, err := schedule.ParseRule(s.Repeat.Rule); err == nil {
			return &rule
		}
	}
	return nil
}
