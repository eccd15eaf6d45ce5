package ical

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// descParts are those parts of a description that Write makes of other fields
// than the texts.
type descParts uint8

const (
	partContext   descParts = 1 << iota // what a parallel session is part of
	partParallels                       // the sessions at the same time
	partTopics                          // track and countries
	partAddresses                       // links
	partClock                           // the day's label and the time on the wall
)

const allParts = partContext | partParallels | partTopics | partAddresses | partClock

// relabel puts a session of ours into the day whose label its description has,
// where its start is on the date after: it is past midnight, or on another wall.
func (im *importer) relabel() {
	days := map[string]schedule.Date{}
	for i := range im.made {
		m := &im.made[i]
		if m.label == "" || m.session.Zone != (schedule.Zone{}) {
			continue
		}
		if known, ok := days[m.label]; !ok || m.date.Compare(known) < 0 {
			days[m.label] = m.date
		}
	}
	for i := range im.made {
		m := &im.made[i]
		day, ok := days[m.label]
		if !ok || m.date == day || m.ev.repeats {
			continue
		}
		start, end := im.momentsOf(m)
		if n := start.wall.Date.DaysSince(day); n == 0 || n == 1 {
			m.date = day
			m.session.Start = start.wall.Clock + schedule.Clock(n)*schedule.Midnight24
			m.session.EndDate = schedule.Date{}
			setEnd(m.session, day, start, end)
		}
	}
}

// finishOurs takes out of the descriptions of our files what Write makes of other
// fields, so that it is not told twice, and does not go stale.
func (im *importer) finishOurs() {
	var voice *voice
	for i := range im.made {
		if im.made[i].ours {
			voice = im.made[i].voice
			break
		}
	}
	if voice == nil {
		return
	}
	im.setRevision()
	tl, err := masters(im.agenda)
	if err != nil {
		return
	}
	e, err := newExporter(tl, &Options{Langs: []schedule.Lang{voice.lang}})
	if err != nil {
		return
	}
	sessions := sessionsOf(im.agenda)
	for i := range tl.Slots {
		if s := sessions[tl.Slots[i].Session.ID]; s != nil {
			im.parts[s.ID] = e.strip(i, s)
		}
	}
}

// strip takes the generated parts out of the abstract of slot i, and says which
// they were. What would be generated but is empty counts too.
func (e *exporter) strip(i int, s *schedule.Session) (found descParts) {
	slot := &e.tl.Slots[i]
	text := s.Abstract.Original()
	for _, part := range [...]struct {
		bit   descParts
		write func()
	}{
		{partClock, func() { e.wallClock(slot, wallsOf(slot)) }},
		{partAddresses, func() { e.addresses(s) }},
		{partTopics, func() { e.topics(s) }},
		{partParallels, func() { e.parallels(i) }},
	} {
		made := e.paragraphOf(part.write)
		if rest, ok := cutParagraph(text, made, strings.CutSuffix, strings.TrimSuffix); ok {
			text, found = rest, found|part.bit
		}
	}
	made := e.paragraphOf(func() { e.context(slot) })
	if rest, ok := cutParagraph(text, made, strings.CutPrefix, strings.TrimPrefix); ok {
		text, found = rest, found|partContext
	}
	if text == "" {
		s.Abstract = nil
	} else {
		s.Abstract[0].Text = text
	}
	return found
}

// paragraphOf gives what a part of a description is.
func (e *exporter) paragraphOf(write func()) string {
	e.prose.reset()
	write()
	return strings.Join(e.prose.pieces, "")
}

// cutParagraph takes a paragraph off an end of a text.
func cutParagraph(text, paragraph string, cut func(s, p string) (string, bool), trim func(s, p string) string) (string, bool) {
	if paragraph == "" {
		return text, true
	}
	rest, ok := cut(text, paragraph)
	if !ok {
		return text, false
	}
	trimmed := trim(rest, "\n\n")
	return trimmed, rest == "" || trimmed != rest
}

// setRevision reads the revision from the description of a calendar of ours.
func (im *importer) setRevision() {
	about := im.cals[0].c.first("DESCRIPTION")
	if about == nil {
		return
	}
	text := about.text()
	if revision, ok := strings.CutPrefix(text[strings.LastIndexByte(text, '\n')+1:], "rev. "); ok {
		im.agenda.Revision = revision
	}
}

// masters gives a timeline in which every session takes place once, also one that
// is a series.
func masters(a *schedule.Agenda) (*schedule.Timeline, error) {
	once := *a
	once.Days = make([]schedule.Day, len(a.Days))
	for i := range a.Days {
		once.Days[i] = a.Days[i]
		sessions := make([]schedule.Session, len(a.Days[i].Sessions))
		for j := range sessions {
			sessions[j] = a.Days[i].Sessions[j]
			sessions[j].Repeat = nil
		}
		once.Days[i].Sessions = sessions
	}
	return once.Resolve(schedule.Compatible)
}

// sessionsOf gives all sessions by ID.
func sessionsOf(a *schedule.Agenda) map[schedule.ID]*schedule.Session {
	all := map[schedule.ID]*schedule.Session{}
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			s := &a.Days[i].Sessions[j]
			all[s.ID] = s
			for k := range s.Parallel {
				all[s.Parallel[k].ID] = &s.Parallel[k]
			}
		}
	}
	return all
}
