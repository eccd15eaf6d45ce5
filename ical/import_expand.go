package ical

import (
	"context"
	"slices"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// takesPlace says whether there is an occurrence at all.
func (b *seriesMaker) takesPlace() bool {
	if len(b.repeat.Except)+len(b.repeat.ExceptRules)+len(b.repeat.Moved) == 0 {
		return true
	}
	s, err := b.make()
	if err != nil {
		return true
	}
	for range s.All(context.Background()) {
		return true
	}
	b.im.remark(b.ev.c.pos, schedule.ErrRule, "%s has no occurrence that is not left out or cancelled; it is left out", b.ev.name())
	return false
}

// Most occurrences that an import makes sessions of.
const (
	maxExpanded    = 10_000  // of one series
	maxAllExpanded = 100_000 // of the file
)

// expand makes sessions of the occurrences within the window.
func (b *seriesMaker) expand() {
	s, err := b.make()
	if err != nil {
		b.im.fault(b.ev.c.pos, schedule.ErrRule, "%s: the series is left out: %s", b.ev.name(), firstOf(err))
		return
	}
	from, to := b.im.windowOf(b.dates)
	n := 0
	for o, err := range s.Between(context.Background(), from, to) {
		if n++; err != nil || n > maxExpanded || len(b.im.made) >= maxAllExpanded {
			b.im.fault(b.ev.c.pos, schedule.ErrTooMany, "%s: more than %d occurrences in the window, or %d in the file; the later ones are left out",
				b.ev.name(), maxExpanded, maxAllExpanded)
			return
		}
		b.occurrence(o)
	}
}

// occurrence makes a session of one.
func (b *seriesMaker) occurrence(o schedule.Occurrence) {
	own := *b.m.session
	m := *b.m
	m.session = &own
	if b.dates {
		m.date = o.Start().Date
		last := o.End().Date
		if o.End().IsZero() {
			last = m.date.AddDays(b.m.session.Through.DaysSince(b.m.date))
		}
		own.Through = last
	} else if !b.placeOccurrence(o, &m) {
		return
	}
	own.ID = b.occurrenceID(o.ID())
	b.im.add(m)
}

// unshare gives occurrences lists of their own: until here they share those of their
// series, and the agenda is the caller's to change.
func (im *importer) unshare() {
	if !im.o.windowed() {
		return
	}
	for i := range im.agenda.Days {
		ownLists(im.agenda.Days[i].Sessions)
	}
}

func ownLists(sessions []schedule.Session) {
	for i := range sessions {
		s := &sessions[i]
		s.Title, s.Abstract = slices.Clone(s.Title), slices.Clone(s.Abstract)
		s.Roles, s.Countries = slices.Clone(s.Roles), slices.Clone(s.Countries)
		ownLists(s.Parallel)
	}
}

func (b *seriesMaker) placeOccurrence(o schedule.Occurrence, m *madeSession) bool {
	first, last := b.im.momentsOf(b.m)
	start := b.im.onWall(b.zone, o.Start())
	end := b.im.onWall(last.zone, o.Start().Add(wallLength(first.wall, last.wall)))
	if !o.End().IsZero() {
		end = b.im.onWall(last.zone, o.End())
	}
	m.session.EndDate, m.session.Zone, m.session.EndZone = schedule.Date{}, schedule.Zone{}, schedule.Zone{}
	return b.im.placeFrom(b.im.o.Dawn, b.ev, m, start, end)
}

// windowOf gives the instants of the window, of a series of dates as the wall of
// UTC shows them.
func (im *importer) windowOf(dates bool) (from, to time.Time) {
	first := schedule.DateTime{Date: im.o.From}
	last := schedule.DateTime{Date: im.o.Through.AddDays(1)}
	if dates {
		return unixOf(first), unixOf(last)
	}
	first.Clock, last.Clock = im.o.Dawn, im.o.Dawn
	from, _ = im.host.Resolve(first, schedule.Compatible)
	to, _ = im.host.Resolve(last, schedule.Compatible)
	return from, to
}

// inWindow says whether a day is in the window, where there is one.
func (im *importer) inWindow(d schedule.Date) bool {
	return d.Compare(im.o.From) >= 0 && d.Compare(im.o.Through) <= 0
}

func wallLength(from, to schedule.DateTime) time.Duration {
	return time.Duration(wallsBetween(from, to)) * time.Second
}
