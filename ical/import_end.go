package ical

import (
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

func (im *importer) brokenEnd(ev *importedEvent) {
	im.remark(ev.end.pos, schedule.ErrInvalid, "%s ends at %q, which is no date and no time; it is taken to have no end",
		ev.name(), shortText(ev.end.value))
}

func (im *importer) brokenLength(ev *importedEvent) {
	im.remark(ev.duration.pos, schedule.ErrInvalid, "%s lasts %q, which is no length such as PT1H30M; it is taken to have none",
		ev.name(), shortText(ev.duration.value))
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
