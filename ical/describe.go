package ical

import (
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// describe writes the DESCRIPTION of slot i: plain text, as HTML is shown with
// its tags by most clients. It has what no property of its own carries to every
// client: the abstract, the parts, the people, the remarks, the sessions at the
// same time, the addresses, and the clock on the host's wall, which stays true
// where an invitation is read in another zone.
func (e *exporter) describe(i int, w walls) {
	slot := &e.tl.Slots[i]
	s := slot.Session
	made, roles := e.ofFile(s)
	e.prose.reset()
	if made&partContext != 0 {
		e.context(slot)
	}
	e.paragraph(s.Abstract)
	e.parts(s.Parts)
	e.roles(roles)
	e.notes(s.Note)
	if made&partParallels != 0 {
		e.parallels(i)
	}
	if made&partTopics != 0 {
		e.topics(s)
	}
	if made&partAddresses != 0 {
		e.addresses(s)
	}
	if made&partClock != 0 {
		e.wallClock(slot, w)
	}
	e.prose.line(e.s, "DESCRIPTION")
}

// paragraph is a text of the agenda, if there is any.
func (e *exporter) paragraph(t schedule.Text) {
	if got := e.texts.in(t); got.Text != "" {
		e.prose.paragraph()
		e.prose.text(got)
	}
}

// context tells of a parallel session what it is part of.
func (e *exporter) context(slot *schedule.Slot) {
	if p := e.parentOf(slot); p != nil {
		e.prose.paragraph()
		e.prose.text(e.title(p.Session))
		e.prose.plain(" › ")
		e.prose.text(e.title(slot.Session))
	}
}

// parts lists the parts, a line each: ① title – people, 10 min (note).
func (e *exporter) parts(parts []schedule.Part) {
	if len(parts) > 0 {
		e.prose.paragraph()
	}
	for i := range parts {
		e.prose.newline()
		e.prose.plain(e.voice.mark(i + 1))
		e.part(&parts[i])
	}
}

func (e *exporter) part(part *schedule.Part) {
	parting := " "
	if title := e.texts.in(part.Title); title.Text != "" {
		e.prose.plain(parting)
		e.prose.text(title)
		parting = " – "
	}
	for i := range part.Roles {
		e.prose.plain(parting)
		e.participant(part.Roles[i].Who)
		parting = e.voice.comma
	}
	if part.Length >= time.Second {
		e.prose.plain(", ")
		e.prose.text(schedule.Translation{Lang: e.voice.lang, Text: e.voice.length(part.Length)})
	}
	if note := e.texts.in(part.Note); note.Text != "" {
		e.prose.plain(" (")
		e.prose.text(note)
		e.prose.plain(")")
	}
}

// roles lists the people, a line for each thing they do.
func (e *exporter) roles(roles []schedule.Role) {
	if len(roles) > 0 {
		e.prose.paragraph()
	}
	var count [len(roleOrder)]int
	e.ranks = e.ranks[:0]
	for i := range roles {
		rank := slices.Index(roleOrder[:], roles[i].As)
		e.ranks = append(e.ranks, rank)
		if rank >= 0 {
			count[rank]++
		} else {
			e.otherRole(&roles[i])
		}
	}
	for rank, n := range count {
		if n > 0 {
			e.prose.newline()
			e.prose.label(&e.voice, e.voice.role(rank, n))
			e.everybody(roles, rank)
		}
	}
}

// otherRole is a role that there is no word for.
func (e *exporter) otherRole(r *schedule.Role) {
	e.prose.newline()
	e.prose.plain(string(r.As))
	e.prose.plain(e.voice.colon)
	e.participant(r.Who)
}

// everybody lists those of one rank.
func (e *exporter) everybody(roles []schedule.Role, rank int) {
	first := true
	for i := range roles {
		if e.ranks[i] != rank {
			continue
		}
		if !first {
			e.prose.plain(e.voice.comma)
		}
		e.participant(roles[i].Who)
		first = false
	}
}

// participant is a name, and the organization of a person. Addresses stay out
// of what is published.
func (e *exporter) participant(id schedule.ID) {
	if p := e.people[id]; p != nil {
		e.prose.plain(p.label)
	} else {
		e.prose.plain(string(id))
	}
}

func (e *exporter) notes(t schedule.Text) {
	if note := e.texts.in(t); note.Text != "" {
		e.prose.paragraph()
		e.prose.label(&e.voice, e.voice.notes)
		e.prose.text(note)
	}
}

// parallels lists the sessions that are parallel in slot i.
func (e *exporter) parallels(i int) {
	n := 0
	for j := i + 1; j < len(e.tl.Slots) && e.tl.Slots[j].Parent == i; j++ {
		if e.kept(j) {
			n++
		}
	}
	if n == 0 {
		return
	}
	e.prose.paragraph()
	e.prose.text(schedule.Translation{Lang: e.voice.lang, Text: e.voice.parallel(n)})
	for j := i + 1; j < len(e.tl.Slots) && e.tl.Slots[j].Parent == i; j++ {
		if !e.kept(j) {
			continue
		}
		slot := &e.tl.Slots[j]
		e.prose.plain("\n• ")
		e.prose.text(e.title(slot.Session))
		if p := e.places[slot.Room]; p != nil && slot.Room != e.tl.Slots[i].Room {
			e.prose.plain(" – ")
			e.prose.text(p.name)
		}
	}
}

// topics are the track and the countries.
func (e *exporter) topics(s *schedule.Session) {
	track := e.tracks[s.Track]
	if track.Text == "" && len(s.Countries) == 0 {
		return
	}
	e.prose.paragraph()
	if track.Text != "" {
		e.prose.label(&e.voice, e.voice.track)
		e.prose.text(track)
	}
	if len(s.Countries) > 0 {
		e.prose.newline()
		e.prose.label(&e.voice, e.voice.countries)
	}
	for i, code := range s.Countries {
		if i > 0 {
			e.prose.plain(e.voice.comma)
		}
		e.prose.plain(e.land(code).Text)
	}
}

func (e *exporter) addresses(s *schedule.Session) {
	if s.StreamURL == "" && s.Link == "" {
		return
	}
	e.prose.paragraph()
	if s.StreamURL != "" {
		e.prose.label(&e.voice, e.voice.join)
		e.prose.plain(s.StreamURL)
	}
	if s.Link != "" {
		e.prose.newline()
		e.prose.label(&e.voice, e.voice.link)
		e.prose.plain(s.Link)
	}
}

// wallClock tells the day of the programme, and when it is on the wall of the
// place, with the place and its offset.
func (e *exporter) wallClock(slot *schedule.Slot, w walls) {
	if slot.AllDay() || e.untimed {
		return
	}
	e.prose.paragraph()
	if label := e.dayLabel(slot); label.Text != "" {
		e.prose.text(label)
		e.prose.newline()
	}
	e.prose.label(&e.voice, e.voice.localTime)
	if w.before == w.after && slot.Zone.Equal(slot.EndZone) {
		e.span(w.start, w.end)
		e.prose.plain(e.voice.place(slot.Zone, w.before))
	} else {
		e.moment(w.start)
		e.prose.plain(e.voice.place(slot.Zone, w.before))
		e.prose.plain(" → ")
		e.moment(w.end)
		e.prose.plain(e.voice.place(slot.EndZone, w.after))
	}
	e.readerClock(slot, w)
}

// readerClock tells the time on the wall of the reader, if it is another.
func (e *exporter) readerClock(slot *schedule.Slot, w walls) {
	z := e.reader
	if z.IsZero() || z.Offset(slot.Start) == w.before && z.Offset(slot.End) == w.after {
		return
	}
	e.prose.newline()
	e.span(z.Wall(slot.Start), z.Wall(slot.End))
	e.prose.plain(e.voice.place(z, z.Offset(slot.Start)))
}

// dayLabel is what the programme calls the day of a slot.
func (e *exporter) dayLabel(slot *schedule.Slot) schedule.Translation {
	if days := e.tl.Agenda.Days; slot.Day >= 0 && slot.Day < len(days) {
		return e.texts.in(days[slot.Day].Label)
	}
	return schedule.Translation{}
}

// span is what [datefmt.Locale.Span] gives, made of pieces that are kept.
func (e *exporter) span(start, end schedule.DateTime) {
	e.moment(start)
	if start.Date == end.Date {
		e.prose.plain(e.voice.toClock)
		e.prose.plain(e.voice.clock(end.Clock))
		return
	}
	e.prose.plain(e.voice.toDate)
	e.moment(end)
}

func (e *exporter) moment(w schedule.DateTime) {
	e.prose.plain(e.voice.date(w.Date))
	e.prose.plain(e.voice.clock(w.Clock))
}
