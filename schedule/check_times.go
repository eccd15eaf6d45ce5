package schedule

import (
	"slices"
	"time"
)

// epoch is an instant for zones whose clocks never change.
var epoch = time.Unix(0, 0).UTC()

// The lengths beyond which a session is remarked, and how far after the start
// of an event changes of the clocks are looked for.
const (
	longSession  = 12 * time.Hour
	shortSession = time.Minute
	longEvent    = 10 * 366 * 24 * time.Hour
)

// times remarks sessions outside their day's hours and odd lengths; in a
// series, the first occurrence that has one.
func (c *checker) times(r *resolver) {
	days := c.declaredHours()
	var told *Session
	for i := range r.slots {
		s, at := &r.slots[i], r.places[i]
		if s.AllDay() || s.Session.Status == Cancelled || s.Session == told {
			continue
		}
		if at.parallel >= 0 && s.Session.inheritsClocks() {
			continue
		}
		n := len(c.problems)
		c.outside(at, s, days[s.Day])
		c.length(at, s)
		if len(c.problems) > n {
			told = s.Session
		}
	}
}

// dayHours are the declared hours of a day; zero if there are none.
type dayHours struct{ opens, closes time.Time }

func (c *checker) declaredHours() []dayHours {
	all := make([]dayHours, len(c.agenda.Days))
	for i := range all {
		d := &c.agenda.Days[i]
		z := c.agenda.ZoneOf(d)
		if d.declaresHours() && !z.IsZero() && d.Date.IsValid() && d.Opens.IsValid() && d.Closes.IsValid() {
			all[i].opens, all[i].closes = d.hours(z)
		}
	}
	return all
}

func (c *checker) outside(at place, s *Slot, h dayHours) {
	d := &c.agenda.Days[s.Day]
	z := c.agenda.ZoneOf(d)
	if h.opens.IsZero() || !s.Start.Before(h.opens) && !s.End.After(h.closes) {
		return
	}
	if !s.Occurrence.IsZero() && s.Zone.Wall(s.Start).Date != d.Date {
		return // an occurrence on a date that is no day of the agenda
	}
	field := ".start"
	if !s.Start.Before(h.opens) && s.Start.Before(h.closes) {
		field = ".end"
	}
	c.remark(at.path()+field, ErrOutside, "%s is outside the day's hours, %s",
		wallRange(z, s.Start, s.End), wallRange(z, h.opens, h.closes))
}

// wallRange gives "start to end in zone", the end without its date where both
// have the same.
func wallRange(z Zone, start, end time.Time) string {
	from, to := z.Wall(start), z.Wall(end)
	text := to.String()
	if from.Date == to.Date {
		text = to.Clock.String()
	}
	return from.String() + " to " + text + " in " + z.String()
}

func (c *checker) length(at place, s *Slot) {
	length := s.Length()
	switch {
	case length > longSession:
		c.remark(at.path()+".end", ErrLength, "lasts %s, %s to %s; is the end on the right date?",
			length, onWall(s.Zone.Wall(s.Start), s.Zone), onWall(s.EndZone.Wall(s.End), s.EndZone))
	case length < shortSession:
		c.remark(at.path()+".end", ErrLength, "lasts only %s", length)
	}
	var parts time.Duration
	for i := range s.Session.Parts {
		parts += max(0, min(s.Session.Parts[i].Length, longEvent))
		if parts > length {
			c.remark(at.path()+".parts", ErrLength, "last longer together than their session, which lasts %s", length)
			return
		}
	}
}

// shifts remarks changes of the clocks between the first start and the last
// end: of the host's clock, of the difference to zones that readers are shown,
// and of those participants' clocks that change on their own.
func (c *checker) shifts(slots []Slot) {
	from, to := window(slots)
	host := c.agenda.Zone
	if from.IsZero() || host.IsZero() {
		return
	}
	if last := from.Add(longEvent); to.After(last) {
		to = last
	}
	own := firstShift(UTC(), host, from, to)
	if own != nil {
		c.remark("zone", ErrShift, "the clock of %s goes from UTC%s to UTC%s at %s, during the event",
			host, offsetText(own.before), offsetText(own.after), atOnset(host, own.onset))
	}
	seen := map[Zone]bool{host: true, {}: true}
	for i, z := range c.agenda.Also {
		if !seen[z] {
			c.shift(indexed("also", i), z, firstShift(host, z, from, to))
		}
		seen[z] = true
	}
	for i := range c.agenda.Participants {
		z := c.agenda.Participants[i].Zone
		if seen[z] {
			continue
		}
		seen[z] = true
		if s := firstShift(host, z, from, to); s != nil && (own == nil || !s.onset.Equal(own.onset)) {
			c.shift(indexed("participants", i)+".zone", z, s)
		}
	}
}

// shift remarks a change of the difference between the host and zone z.
func (c *checker) shift(path string, z Zone, s *shift) {
	if s == nil {
		return
	}
	c.remark(path, ErrShift, "the difference of %s to %s goes from %s to %s at %s, during the event",
		z, c.agenda.Zone, offsetText(s.before), offsetText(s.after), atOnset(c.agenda.Zone, s.onset))
}

func atOnset(z Zone, t time.Time) string {
	return t.Format("2006-01-02T15:04:05Z") + " (" + onWall(z.Wall(t), z) + ")"
}

// shift is a change of the difference between two zones, in seconds.
type shift struct {
	onset         time.Time
	before, after int
}

// firstShift finds the first change of the difference of z to base after from
// and before to; nil if there is none.
func firstShift(base, z Zone, from, to time.Time) *shift {
	var onsets []time.Time
	for _, clock := range []Zone{base, z} {
		for s := range clock.Spans(from, to) {
			if s.Start.After(from) {
				onsets = append(onsets, s.Start)
			}
		}
	}
	slices.SortFunc(onsets, time.Time.Compare)
	before := z.Offset(from) - base.Offset(from)
	for _, t := range onsets {
		if after := z.Offset(t) - base.Offset(t); after != before {
			return &shift{t, before, after}
		}
	}
	return nil
}
