package ical

import (
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// event writes the VEVENT of slot i. It says when, what and where in the order
// of RFC 5545 §3.8; parameters come sorted by name, as a golang-ical tree has
// them.
func (e *exporter) event(i int) {
	slot := &e.tl.Slots[i]
	e.s.Begin("VEVENT")
	e.s.Name("UID")
	e.uidValue(slot)
	e.stamps(slot)
	e.when(slot, wallsOf(slot))
	e.contents(i)
	e.s.End("VEVENT")
}

// contents writes all of the VEVENT of slot i but which it is and when.
func (e *exporter) contents(i int) {
	slot := &e.tl.Slots[i]
	session := slot.Session
	title := e.title(session)
	e.textLine("SUMMARY", title)
	e.describe(i, wallsOf(slot))
	e.where(slot)
	e.categories(session)
	e.links(session)
	e.rawText("STATUS", statusOf(session.Status))
	e.rawText("TRANSP", transparency(slot))
	e.organizer()
	e.parent(slot)
	e.alarms(slot, title)
}

// stamps writes DTSTAMP, SEQUENCE and LAST-MODIFIED.
func (e *exporter) stamps(slot *schedule.Slot) {
	e.rawText("DTSTAMP", e.stamp)
	r := e.revision(slot)
	e.s.Name("SEQUENCE")
	e.rawLine(strconv.AppendInt(e.scratch[:0], int64(r.Sequence), 10))
	switch {
	case r.Modified.IsZero():
	case r.Modified.Equal(e.o.Stamp):
		e.rawText("LAST-MODIFIED", e.stamp)
	default:
		e.instantLine("LAST-MODIFIED", r.Modified)
	}
}

// title is what the session is called: a session without a title, which only a
// break may be, has the name of its kind.
func (e *exporter) title(s *schedule.Session) schedule.Translation {
	t := e.texts.in(s.Title)
	switch {
	case t.Text != "":
		return t
	case s.Kind == schedule.Break:
		return schedule.Translation{Lang: e.voice.lang, Text: e.voice.kind(schedule.Break)}
	}
	return schedule.Translation{Text: string(s.ID)}
}

// statusOf gives the STATUS, RFC 5545 §3.8.1.11.
func statusOf(s schedule.Status) string {
	switch s {
	case schedule.Tentative:
		return "TENTATIVE"
	case schedule.Cancelled:
		return "CANCELLED"
	}
	return "CONFIRMED"
}

// transparency gives the TRANSP, RFC 5545 §3.8.2.7: breaks, items of whole days
// and cancelled sessions leave people's time free.
func transparency(slot *schedule.Slot) string {
	if isFree(slot) {
		return "TRANSPARENT"
	}
	return "OPAQUE"
}

func isFree(slot *schedule.Slot) bool {
	return slot.Session.Kind == schedule.Break || slot.Session.Status == schedule.Cancelled || slot.AllDay()
}

// categories writes the track, the kind and the countries, RFC 5545 §3.8.1.2.
// A talk is what a session is if nobody says more, and no category.
func (e *exporter) categories(s *schedule.Session) {
	e.prose.reset()
	e.category(e.tracks[s.Track])
	if s.Kind != "" && s.Kind != schedule.Talk {
		e.category(schedule.Translation{Lang: e.voice.lang, Text: e.voice.kind(s.Kind)})
	}
	for _, code := range s.Countries {
		e.category(e.land(code))
	}
	e.prose.list(e.s, "CATEGORIES")
}

func (e *exporter) category(t schedule.Translation) {
	if t.Text != "" {
		e.prose.text(t)
	}
}

// land names a country: as the delegation that the agenda has of it, else in
// the English of the time-zone database's table, else by its code.
func (e *exporter) land(code string) schedule.Translation {
	name, ok := e.lands[code]
	if ok {
		return name
	}
	name.Text = code
	if c, ok := tzdb.Pinned().Country(code); ok {
		name = schedule.Translation{Lang: "en", Text: c.Name}
	}
	for i := range e.tl.Agenda.Participants {
		p := &e.tl.Agenda.Participants[i]
		if p.Kind == schedule.Delegation && strings.EqualFold(p.Country, code) {
			name = e.people[p.ID].name
			break
		}
	}
	e.lands[code] = name
	return name
}

// organizer writes the ORGANIZER.
func (e *exporter) organizer() {
	if e.host == nil {
		return
	}
	e.s.Name("ORGANIZER")
	e.s.Param("CN", e.host.name.Text)
	if e.host.name.Lang != "" {
		e.s.Param("LANGUAGE", string(e.host.name.Lang))
	}
	e.s.Raw(e.host.uri)
	e.s.EndLine()
}

// parent writes RELATED-TO (RFC 5545 §3.8.4.5) of a parallel session, if the
// session that it is parallel in is in the file too.
func (e *exporter) parent(slot *schedule.Slot) {
	if p := e.parentOf(slot); p != nil {
		e.s.Name("RELATED-TO")
		e.s.Param("RELTYPE", "PARENT")
		e.uidValue(p)
	}
}

func (e *exporter) parentOf(slot *schedule.Slot) *schedule.Slot {
	if slot.Parent < 0 || slot.Parent >= len(e.tl.Slots) || !e.kept(slot.Parent) {
		return nil
	}
	return &e.tl.Slots[slot.Parent]
}

// alarms writes a VALARM (RFC 5545 §3.6.6) for each lead time.
func (e *exporter) alarms(slot *schedule.Slot, title schedule.Translation) {
	if isFree(slot) {
		return
	}
	for _, lead := range e.o.Alarms {
		e.s.Begin("VALARM")
		e.rawText("ACTION", "DISPLAY")
		e.textLine("DESCRIPTION", title)
		e.s.Name("TRIGGER")
		e.rawLine(appendDuration(e.scratch[:0], -lead))
		e.s.End("VALARM")
	}
}
