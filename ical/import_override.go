package ical

import (
	"iter"
	"reflect"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// A moving is the override that a Move was made of, and the session that it would
// be by itself; nil if it is cancelled.
type moving struct {
	ov  *importedEvent
	own *madeSession
}

// override reads an event with a RECURRENCE-ID: an occurrence that was moved or
// cancelled, or one that is not like the others and becomes a session of its own.
func (b *seriesMaker) override(ov *importedEvent) {
	id := ov.cal.stamp(ov.recurrence)
	if id.form == utcStamp {
		b.im.zonedUTC(ov, ov.recurrence)
	}
	if id.name != nil {
		id.name = b.zoneOf(id.name.tzid, ov.recurrence)
	}
	if id.form == brokenStamp {
		b.im.fault(ov.recurrence.pos, schedule.ErrInvalid, "%s: RECURRENCE-ID is %q, which is no date and no time; the event is left out",
			ov.name(), shortText(ov.recurrence.value))
		return
	}
	move := schedule.Move{From: b.wall(id), Onward: strings.EqualFold(ov.recurrence.param("RANGE"), "THISANDFUTURE")}
	if status := ov.c.first("STATUS"); status != nil && hasPrefixFold(status.value, "CANCEL") || ov.cal.method == "CANCEL" {
		move.Cancelled = true
		b.addMove(move, moving{ov, nil})
		return
	}
	own := madeSession{session: &schedule.Session{ID: b.m.session.ID}, ev: ov}
	if !b.im.when(ov, &own) {
		return
	}
	b.im.describe(&own)
	own.session.Roles = b.im.people.rolesOf(ov)
	alike := b.alike(own.session)
	if (alike || move.Onward) && b.moveTo(&move, &own) {
		b.addMove(move, moving{ov, &own})
		if !alike {
			b.im.fault(ov.c.pos, ErrNotRepresented,
				"%s: from %s on the series has other texts, people or places, which an agenda cannot say; only its times are taken over",
				ov.name(), move.From)
		}
		return
	}
	b.standApart(ov, move, own)
}

func (b *seriesMaker) addMove(move schedule.Move, from moving) {
	b.repeat.Moved = append(b.repeat.Moved, move)
	b.moves = append(b.moves, from)
	from.ov.became = became{becameMove, b.m.session.ID, move.From}
}

// events gives the event of the series and the overrides that belong to it.
func (b *seriesMaker) events() iter.Seq[*importedEvent] {
	return func(yield func(*importedEvent) bool) {
		if !yield(b.ev) {
			return
		}
		for _, ov := range b.ev.overrides {
			if ov.became.kind == becameMove && !yield(ov) {
				return
			}
		}
	}
}

// standApart makes a session of its own of an override.
func (b *seriesMaker) standApart(ov *importedEvent, move schedule.Move, own madeSession) {
	if move.Onward {
		b.im.fault(ov.c.pos, ErrNotRepresented, "%s: from %s on the series is another one, which an agenda cannot say; only that occurrence is",
			ov.name(), move.From)
	}
	b.repeat.Except, b.exceptAt = append(b.repeat.Except, move.From), append(b.exceptAt, nil)
	b.setApart(move.From, own)
	b.im.remark(ov.c.pos, ErrNotRepresented, "%s: the occurrence of %s is not like the others of its series; it is a session of its own, %s",
		ov.name(), move.From, own.session.ID)
}

// setApart makes a session of its own, under the ID that Write makes of an
// occurrence.
func (b *seriesMaker) setApart(id schedule.DateTime, own madeSession) {
	own.session.ID = b.occurrenceID(id)
	b.apart = append(b.apart, own)
}

func (b *seriesMaker) occurrenceID(id schedule.DateTime) schedule.ID {
	mark := stamp{wall: id, form: floating}
	if b.dates {
		mark.form = dateStamp
	}
	return b.im.ids.unique(b.m.session.ID + schedule.ID("-"+string(appendWallMark(nil, mark))))
}

// moveTo sets where a Move goes, false if a Move cannot say it.
func (b *seriesMaker) moveTo(move *schedule.Move, own *madeSession) bool {
	s := own.session
	if s.IsAllDay() != b.dates {
		return false
	}
	master := b.m.session
	if b.dates {
		move.To = schedule.DateTime{Date: own.date}
		if s.Through.DaysSince(own.date) != master.Through.DaysSince(b.m.date) {
			move.End = schedule.DateTime{Date: s.Through}
		}
		return true
	}
	start, end := b.im.momentsOf(own)
	landing := master.EndZone
	if landing.IsZero() {
		landing = b.zone
	}
	from, until := b.im.atInstant(b.zone, start.at), b.im.atInstant(landing, end.at)
	if !b.im.onWall(b.zone, from.wall).at.Equal(start.at) || !b.im.onWall(landing, until.wall).at.Equal(end.at) {
		return false // the second time of an overlap
	}
	move.To = from.wall
	first, last := b.im.momentsOf(b.m)
	if wallsBetween(first.wall, last.wall) != wallsBetween(from.wall, until.wall) {
		move.End = until.wall
	}
	return true
}

// wallsBetween gives the seconds from one wall time to another.
func wallsBetween(a, b schedule.DateTime) int64 {
	return int64(b.Date.DaysSince(a.Date))*86400 + int64(b.Clock) - int64(a.Clock)
}

// alike says whether an occurrence differs from the others in its times only.
func (b *seriesMaker) alike(s *schedule.Session) bool {
	return sameTopic(b.m.session, s)
}

// sameTopic says whether two sessions differ in their times and IDs only.
func sameTopic(a, b *schedule.Session) bool {
	x, y := *a, *b
	for _, s := range [...]*schedule.Session{&x, &y} {
		s.ID, s.Start, s.End, s.EndDate, s.Through = "", 0, 0, schedule.Date{}, schedule.Date{}
		s.Zone, s.EndZone, s.Offset, s.EndOffset, s.Repeat = schedule.Zone{}, schedule.Zone{}, schedule.Offset{}, schedule.Offset{}, nil
		if len(s.Roles) == 0 {
			s.Roles = nil
		}
	}
	return reflect.DeepEqual(x, y)
}
