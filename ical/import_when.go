package ical

import (
	"strings"
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

func (im *importer) brokenEnd(ev *importedEvent) {
	im.remark(ev.end.pos, schedule.ErrInvalid, "%s ends at %q, which is no date and no time; it is taken to have no end",
		ev.name(), shortText(ev.end.value))
}

func (im *importer) brokenLength(ev *importedEvent) {
	im.remark(ev.duration.pos, schedule.ErrInvalid, "%s lasts %q, which is no length such as PT1H30M; it is taken to have none",
		ev.name(), shortText(ev.duration.value))
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

// endOf finds the end of a timed event, by DTEND or DURATION.
func (im *importer) endOf(ev *importedEvent, start moment) moment {
	var end moment
	switch {
	case ev.to.form == brokenStamp:
		im.brokenEnd(ev)
		return im.noLength(start)
	case ev.to.form == dateStamp:
		// A date where a time belongs: the midnight that begins it, since DTEND
		// is exclusive.
		end = im.onWall(start.zone, ev.to.wall)
	case ev.to.form != notAStamp:
		end = im.moment(ev, ev.end, ev.to)
	case ev.duration != nil:
		length, ok := parseSpan(ev.duration.value)
		if !ok {
			im.brokenLength(ev)
			return im.noLength(start)
		}
		end = im.after(start, length)
	default:
		return im.noEnd(ev, start)
	}
	if end.at.After(start.at) {
		return end
	}
	return im.backwards(ev, start, end)
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

// after gives the end of what begins at start and lasts length: the days are
// counted on the wall, the rest is time that passes, RFC 5545 §3.3.6.
func (im *importer) after(start moment, length span) moment {
	at := start.at
	if length.days != 0 {
		wall := schedule.DateTime{Date: start.wall.Date.AddDays(length.days), Clock: start.wall.Clock}
		if !wall.Date.IsValid() {
			return start
		}
		at = im.onWall(start.zone, wall).at
	}
	return im.atInstant(start.zone, at.Add(length.rest))
}

func (im *importer) atInstant(z schedule.Zone, at time.Time) moment {
	wall := z.Wall(at)
	return moment{wall, z, at, z.Lookup(wall).Kind}
}

// lengthText writes a length: 1h30m, 1m.
func lengthText(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	return strings.Replace(s, "h0m", "h", 1)
}

// noLength gives an event the length of those that have none.
func (im *importer) noLength(start moment) moment {
	return im.atInstant(start.zone, start.at.Add(im.o.Length))
}

// noEnd is for an event without DTEND and DURATION, which has no length (RFC 5545
// §3.6.1).
func (im *importer) noEnd(ev *importedEvent, start moment) moment {
	im.remark(ev.start.pos, schedule.ErrLength, "%s has no end; an agenda has no items without a length, so it lasts %s", ev.name(), lengthText(im.o.Length))
	return im.noLength(start)
}

func (im *importer) backwards(ev *importedEvent, start, end moment) moment {
	p := ev.end
	if p == nil {
		p = ev.duration
	}
	if end.at.Equal(start.at) {
		im.remark(p.pos, schedule.ErrLength, "%s ends when it begins, %s; an agenda has no items without a length, so it lasts %s",
			ev.name(), start.wall, lengthText(im.o.Length))
	} else {
		im.remark(p.pos, schedule.ErrBackwards, "%s ends at %s in %s, before it begins at %s in %s; its end is left out, and it lasts %s",
			ev.name(), end.wall, end.zone, start.wall, start.zone, lengthText(im.o.Length))
	}
	return im.noLength(start)
}

// place sets the day, the clocks and the zones of a session. Its day is that of
// its own wall, so that its clock stands in the agenda as it does there.
func (im *importer) place(ev *importedEvent, m *madeSession, start, end moment) bool {
	s := m.session
	date := start.wall.Date
	if im.o.Dawn > 0 && !ev.repeats {
		date = start.zone.Wall(start.at.Add(-time.Duration(im.o.Dawn) * time.Second)).Date
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

// setEnd writes the end as an agenda does: a clock, and its date only where it is
// not the one that follows from the clock.
func setEnd(s *schedule.Session, day schedule.Date, start, end moment) {
	date, clock := end.wall.Date, end.wall.Clock
	if clock == 0 {
		date, clock = date.AddDays(-1), schedule.Midnight24
	}
	s.End = clock
	if date != endDate(day, s.Start, clock, start, end) {
		s.EndDate = date
	}
}

// endDate gives the date of an end of which only the clock is told, see
// schedule.Session.End.
func endDate(day schedule.Date, begins, ends schedule.Clock, start, end moment) schedule.Date {
	switch {
	case ends >= schedule.Midnight24:
		return day
	case end.zone.Equal(start.zone):
		for ends <= begins {
			day, begins = day.AddDays(1), begins-schedule.Midnight24
		}
		return day
	}
	leaves := start.zone.Lookup(start.wall).Later
	date := end.zone.Wall(leaves).Date
	if !end.zone.Lookup(schedule.DateTime{Date: date, Clock: ends}).Later.After(leaves) {
		date = date.AddDays(1)
	}
	return date
}
