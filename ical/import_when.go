package ical

import (
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// A moment is a time of a file on a wall.
type moment struct {
	wall schedule.DateTime
	zone schedule.Zone
	at   time.Time
	kind schedule.WallKind
}

// when sets the day and the times of a session; false if it has none.
func (im *importer) when(ev *importedEvent, m *madeSession) bool {
	im.oddTimes(ev)
	switch ev.from.form {
	case notAStamp:
		im.fault(ev.c.pos, schedule.ErrMissing, "%s has no DTSTART; it is left out", ev.name())
		return false
	case brokenStamp:
		im.fault(ev.start.pos, schedule.ErrInvalid, "%s begins at %q, which is no date and no time such as 20211118T083000; it is left out",
			ev.name(), shortText(ev.start.value))
		return false
	case dateStamp:
		im.dates(ev, m)
		return true
	}
	start := im.moment(ev, ev.start, ev.from)
	if from, through, ok := ev.wholeDays(start); ok {
		m.date, m.session.Through = from, through
		return true
	}
	end := im.endOf(ev, start)
	return im.place(ev, m, start, end)
}

// dates sets the dates of an all-day event. Its DTEND is exclusive, RFC 5545
// §3.6.1; without one it lasts a day.
func (im *importer) dates(ev *importedEvent, m *madeSession) {
	m.date = ev.from.wall.Date
	through := m.date
	switch {
	case ev.to.form == brokenStamp:
		im.brokenEnd(ev)
	case ev.to.form != notAStamp:
		through = ev.to.wall.Date
		if ev.to.form == dateStamp || ev.to.wall.Clock == 0 {
			through = through.AddDays(-1)
		}
	case ev.duration != nil:
		length, ok := parseSpan(ev.duration.value)
		if !ok {
			im.brokenLength(ev)
		} else if days := length.days + int((length.rest+day24-1)/day24); days > 0 {
			through = m.date.AddDays(days - 1)
		}
	}
	if through.Compare(m.date) < 0 {
		if ev.to.wall.Date != m.date { // the date itself is what many programs write for one day
			im.remark(ev.end.pos, schedule.ErrBackwards, "%s ends on %s, before it begins on %s; it is taken for one day",
				ev.name(), through, m.date)
		}
		through = m.date
	}
	if !through.IsValid() {
		through = m.date
	}
	m.session.Through = through
}

// wholeDays says whether an event with clocks is meant as one of whole dates:
// Outlook and Funambol say so beside DTSTART.
func (ev *importedEvent) wholeDays(start moment) (from, through schedule.Date, ok bool) {
	if start.wall.Clock != 0 || ev.to.form == notAStamp || ev.to.wall.Clock != 0 || ev.to.form != ev.from.form {
		return from, through, false
	}
	for i := range ev.c.props {
		switch p := &ev.c.props[i]; p.name {
		case "X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY":
			ok = ok || p.value == "TRUE" || p.value == "1"
		}
	}
	from, through = ev.from.wall.Date, ev.to.wall.Date.AddDays(-1)
	return from, through, ok && ev.from.form != utcStamp && through.Compare(from) >= 0
}

// moment resolves a time. A time in an overlap is the first one, and one in a gap
// is what the clock shows instead, RFC 5545 §3.3.5.
func (im *importer) moment(ev *importedEvent, p *property, s stamp) moment {
	m := moment{wall: s.wall, zone: im.host}
	switch s.form {
	case utcStamp:
		m.at = unixOf(s.wall)
		if ev.repeats {
			m.zone = schedule.UTC() // a rule of UTC's clock
			return m
		}
		m.wall = m.zone.Wall(m.at)
		m.kind = m.zone.Lookup(m.wall).Kind
		return m
	case zonedStamp:
		if s.name.known {
			m.zone = s.name.zone
		} else {
			m.zone = im.floatingZone()
		}
	case floating:
		m.zone = im.floatingZone()
		im.remarkFloating(ev, p)
	}
	l := m.zone.Lookup(m.wall)
	m.kind = l.Kind
	m.at, _ = l.Pick(schedule.Compatible)
	if l.Kind == schedule.Gap {
		m.wall, m.kind = m.zone.Wall(m.at), schedule.Unique
		if p != nil {
			im.remark(p.pos, schedule.ErrSkipped, "%s: %s does not exist in %s; it is read as %s, as RFC 5545 says", ev.name(), s.wall, m.zone, m.wall)
		}
	}
	return m
}

// unixOf gives the instant of a wall time in UTC.
func unixOf(w schedule.DateTime) time.Time {
	t, _ := schedule.UTC().Resolve(w, schedule.Compatible)
	return t
}

func (im *importer) floatingZone() schedule.Zone {
	if !im.o.Floating.IsZero() {
		return im.o.Floating
	}
	return im.host
}

// remarkFloating tells, once, on which wall floating times are read.
func (im *importer) remarkFloating(ev *importedEvent, p *property) {
	if im.floats || !im.o.Floating.IsZero() || p == nil {
		return
	}
	im.floats = true
	im.remark(p.pos, schedule.ErrMissing,
		"%s has a time without a zone, as it is everywhere its reader is; such times are read on the wall of %s. ImportOptions.Floating names another",
		ev.name(), im.host)
}

// onWall resolves a wall time in a zone.
func (im *importer) onWall(z schedule.Zone, w schedule.DateTime) moment {
	l := z.Lookup(w)
	at, _ := l.Pick(schedule.Compatible)
	if l.Kind == schedule.Gap {
		return moment{z.Wall(at), z, at, schedule.Unique}
	}
	return moment{w, z, at, l.Kind}
}

func (im *importer) atInstant(z schedule.Zone, at time.Time) moment {
	wall := z.Wall(at)
	return moment{wall, z, at, z.Lookup(wall).Kind}
}

// place sets the day, the clocks and the zones of a session. That of a series is not
// of the night before, so that its rule begins on its own date.
func (im *importer) place(ev *importedEvent, m *madeSession, start, end moment) bool {
	if ev.repeats {
		return im.placeFrom(0, ev, m, start, end)
	}
	return im.placeFrom(im.o.Dawn, ev, m, start, end)
}

// placeFrom is place for days that begin at dawn. A session's day is that of its own
// wall, so that its clock stands in the agenda as it does there.
func (im *importer) placeFrom(dawn schedule.Clock, ev *importedEvent, m *madeSession, start, end moment) bool {
	s := m.session
	date := start.wall.Date
	if dawn > 0 {
		date = start.zone.Wall(start.at.Add(-time.Duration(dawn) * time.Second)).Date
	}
	days := start.wall.Date.DaysSince(date)
	if days != 0 && days != 1 {
		date, days = start.wall.Date, 0
	}
	if !date.IsValid() || !end.wall.Date.IsValid() || !writableDay(start.at) || !writableDay(end.at) {
		im.fault(ev.start.pos, schedule.ErrInvalid, "%s is not in the years 1 to 9999, or is within a day of their ends, where not every clock has a date; it is left out", ev.name())
		return false
	}
	m.date, m.at = date, start.at.Unix()
	s.Start = start.wall.Clock + schedule.Clock(days)*schedule.Midnight24
	if start.zone != im.host {
		s.Zone = start.zone
	}
	if end.zone != start.zone {
		s.EndZone = end.zone
	}
	s.Offset, s.EndOffset = offsetIn(start), offsetIn(end)
	setEnd(s, date, start, end)
	return true
}

// offsetIn gives the offset that settles a time in an overlap.
func offsetIn(m moment) (o schedule.Offset) {
	if m.kind == schedule.Overlap {
		o, _ = schedule.OffsetOf(m.zone.Offset(m.at))
	}
	return o
}
