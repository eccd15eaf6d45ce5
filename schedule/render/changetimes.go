package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// walls tells when a session was and is, one fact a wall; one of the two may be
// nil.
func (t *teller) walls(label string, before, after *schedule.Slot) []fact {
	return t.wallsWith(label, "", before, after)
}

// wallsWith does so with a remark behind the label.
func (t *teller) wallsWith(label, remark string, before, after *schedule.Slot) []fact {
	if allDay(before) || allDay(after) || len(t.Zones) == 0 {
		return []fact{{inParentheses(label, remark), t.when(before, after, schedule.Zone{})}}
	}
	var facts []fact
	var shown []schedule.Zone
	for _, z := range t.Zones {
		wall := z
		if wall.IsZero() {
			wall = cmp.Or(after, before).Zone
		}
		if slices.ContainsFunc(shown, wall.Equal) {
			continue
		}
		shown = append(shown, wall)
		facts = append(facts, fact{inParentheses(label, remark, t.city(wall)), t.when(before, after, z)})
	}
	return facts
}

// inParentheses writes remarks behind a label.
func inParentheses(label string, remarks ...string) string {
	remarks = slices.DeleteFunc(remarks, func(s string) bool { return s == "" })
	if len(remarks) == 0 {
		return label
	}
	return label + " (" + strings.Join(remarks, ", ") + ")"
}

func allDay(s *schedule.Slot) bool { return s != nil && s.Start.IsZero() }

// when writes the times on one wall: "Thu, Nov 18, 09:45 – 10:30 → …".
func (t *teller) when(before, after *schedule.Slot, z schedule.Zone) string {
	switch {
	case before == nil:
		return t.span(after, z)
	case after == nil:
		return t.span(before, z)
	}
	a, b := t.span(before, z), t.span(after, z)
	if a == b {
		return a
	}
	return a + arrow + b
}

// span writes the times of a slot on a wall; on its own if z is zero.
func (t *teller) span(s *schedule.Slot, z schedule.Zone) string {
	switch {
	case s.AllDay():
		return t.loc.DateRange(s.From, s.Through, datefmt.Short)
	case s.Start.IsZero():
		return nothing
	case z.IsZero():
		return t.loc.Span(s.Zone.Wall(s.Start), s.EndZone.Wall(s.End), datefmt.Short)
	}
	return t.loc.Span(z.Wall(s.Start), z.Wall(s.End), datefmt.Short)
}

// ownWall writes the times of a slot with its city.
func (t *teller) ownWall(s *schedule.Slot) string {
	return t.span(s, schedule.Zone{}) + " (" + t.city(s.Zone) + ")"
}

// length tells by how much a session is longer or shorter, and when it is now.
func (t *teller) length(label string, one *schedule.Change) []fact {
	if allDay(one.Old) || allDay(one.New) {
		return t.walls(label, one.Old, one.New)
	}
	by := t.loc.Difference(int((one.New.Length() - one.Old.Length()).Seconds()))
	if one.Old.Start.Equal(one.New.Start) {
		return t.wallsWith(label, by, one.Old, one.New)
	}
	return []fact{{inParentheses(label, t.occurrence(one)), by}}
}

// occurrence names one of a series by its date; "" if the change is of none.
func (t *teller) occurrence(one *schedule.Change) string {
	if one.Occurrence.IsZero() {
		return ""
	}
	return t.loc.Date(one.Occurrence.Date, datefmt.Short)
}

// place tells the room of a new session; the occurrences of a series have its.
func (t *teller) place(one *schedule.Change) []fact {
	if room := t.room(t.new, one.New); room != "" && one.Occurrence.IsZero() {
		return []fact{{t.loc.Change(schedule.ChangeRelocated), room}}
	}
	return nil
}

func (t *teller) room(l *layout, s *schedule.Slot) string {
	return cmp.Or(l.names.rooms[s.Room], string(s.Room))
}

// other tells a change of a thing that is no session.
func (t *teller) other(one *schedule.Change) string {
	a, b := t.changes.Old.Agenda, t.changes.New.Agenda
	if one.Of == schedule.OfAgenda && one.Kind == schedule.ChangeRezoned {
		return fromTo(t.city(a.Zone), t.city(b.Zone))
	}
	if one.Of != schedule.OfDay || one.OldIndex < 0 || one.NewIndex < 0 {
		return ""
	}
	p, q := &a.Days[one.OldIndex], &b.Days[one.NewIndex]
	switch one.Kind {
	case schedule.ChangeMoved:
		return fromTo(t.loc.Date(p.Date, datefmt.Day), t.loc.Date(q.Date, datefmt.Day))
	case schedule.ChangeHours:
		return fromTo(t.hours(p), t.hours(q))
	case schedule.ChangeRezoned:
		return fromTo(t.city(a.ZoneOf(p)), t.city(b.ZoneOf(q)))
	case schedule.ChangeRelocated:
		return fromTo(cmp.Or(t.old.names.rooms[p.Room], string(p.Room)), cmp.Or(t.new.names.rooms[q.Room], string(q.Room)))
	}
	return ""
}

func (t *teller) hours(d *schedule.Day) string {
	if d.Opens == 0 && d.Closes == 0 {
		return ""
	}
	return t.loc.Clocks(d.Opens, d.Closes, 0, 0)
}
