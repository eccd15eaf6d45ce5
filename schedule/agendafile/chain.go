package agendafile

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// times reads when a session is. The clocks of one with a fault are left out
// by making it an item of the whole day, so that no further fault is seen in
// clocks that nobody wrote.
func (rd *reader) times(f *fields, v *schedule.Session, c *dayChain, parallel bool) {
	has := func(key string) bool { return f.at[key] != nil }
	ok := false
	switch {
	case has("all-day") || has("through"):
		ok = rd.allDay(f, v, c)
	case has("at"):
		ok = rd.pinned(f, v, c, parallel)
	case has("for"):
		ok = rd.chained(f, v, c, parallel)
	case has("until"):
		rd.fault(f.at["until"], schedule.ErrMissing, "\"until\" has no start; write at: HH:MM beside it")
	case parallel:
		return
	default:
		rd.log.addf(rd.pos(f.node), f.spot, schedule.ErrMissing,
			"no time; write at: 08:30-09:00, for: 45m (from the end of the one above), or all-day: true")
	}
	if !ok {
		v.Through = c.date
		if !parallel {
			c.lose()
		}
	}
}

// allDay reads an item of whole dates.
func (rd *reader) allDay(f *fields, v *schedule.Session, c *dayChain) bool {
	s, ok := f.at["all-day"]
	if !ok {
		rd.fault(f.at["through"], schedule.ErrMissing, "\"through\" ends an item of whole days; write all-day: true beside it")
		return false
	}
	if text, ok := rd.scalar(s); !ok || text != "true" {
		if ok {
			rd.fault(s, schedule.ErrInvalid, "found %s; write all-day: true, or leave the key out", shown(text))
		}
		return false
	}
	for _, key := range []string{"at", "for", "until", "until-zone", "offset", "until-offset"} {
		if clock := f.at[key]; clock != nil {
			rd.fault(clock, schedule.ErrInvalid, "an item of whole days has no clocks; leave out %q or \"all-day\"", key)
			ok = false
		}
	}
	v.Through = c.date
	if s, through := f.at["through"]; through {
		v.Through = parsedAt(rd, s, schedule.ParseDate)
		ok = ok && !rd.spoiled[s.node]
	}
	return ok
}

// pinned reads "at" with an end, with "for" or with "until".
func (rd *reader) pinned(f *fields, v *schedule.Session, c *dayChain, parallel bool) bool {
	if !rd.start(f, v) {
		return false
	}
	if !parallel {
		rd.overrun(f, v, c)
	}
	if !rd.end(f, v, c) {
		return false
	}
	if !parallel {
		c.follow(f, v, false)
	}
	return true
}

// start reads "at": a range, or a start if something else tells the end.
func (rd *reader) start(f *fields, v *schedule.Session) bool {
	s := f.at["at"]
	text, ok := rd.scalar(s)
	if !ok {
		return false
	}
	start, err := schedule.ParseClock(text)
	isRange := strings.Contains(text, "-")
	switch alone := f.at["for"] == nil && f.at["until"] == nil; {
	case !rd.oneEnd(f, isRange):
		return false
	case alone && err == nil:
		rd.fault(s, schedule.ErrMissing, "no end; write at: %s-HH:MM, or add for or until", text)
		return false
	case alone || isRange:
		start, v.End, err = parseRange(text)
	}
	v.Start = start
	if err != nil {
		rd.faultErr(s, schedule.ErrInvalid, err)
	}
	return err == nil
}

// oneEnd reports that two keys tell an end.
func (rd *reader) oneEnd(f *fields, isRange bool) bool {
	length, until := f.at["for"], f.at["until"]
	switch {
	case length != nil && until != nil:
		rd.fault(until, schedule.ErrInvalid, "\"for\" and \"until\" both tell the end; leave one out")
	case isRange && length != nil:
		rd.fault(length, schedule.ErrInvalid, "\"at\" tells the end already; leave out \"for\"")
	case isRange && until != nil:
		rd.fault(until, schedule.ErrInvalid, "\"at\" tells the end already; leave out \"until\"")
	default:
		return true
	}
	return false
}

// end reads "for" or "until" of a session whose start is known.
func (rd *reader) end(f *fields, v *schedule.Session, c *dayChain) bool {
	if until, ok := f.at["until"]; ok {
		return rd.until(until, v)
	}
	length, ok := f.at["for"]
	if !ok {
		return true
	}
	d := parsedAt(rd, length, parseDuration)
	if d == 0 {
		return false
	}
	end := c.start(v).after(d, c.endZone(v))
	if !end.wall.Normal().IsValid() && c.date.IsValid() {
		rd.fault(length, schedule.ErrInvalid, "the end is after the year 9999")
		return false
	}
	setEnd(v, c.date, end)
	return true
}

// setEnd puts an end into a session, in clocks of its day as far as they go.
func setEnd(v *schedule.Session, date schedule.Date, end moment) {
	clock, ok := end.clockOn(date)
	if ok && clock > v.Start {
		v.End = clock
	} else {
		w := end.wall.Normal()
		v.EndDate, v.End = w.Date, w.Clock
	}
	if v.EndOffset.IsZero() {
		v.EndOffset = end.offset
	}
}

// until reads a clock or a wall time.
func (rd *reader) until(s *spot, v *schedule.Session) bool {
	text, ok := rd.scalar(s)
	if !ok {
		return false
	}
	if !strings.Contains(text, "T") {
		v.End = parsedAt(rd, s, schedule.ParseClock)
		return !rd.spoiled[s.node]
	}
	w := parsedAt(rd, s, schedule.ParseDateTime)
	v.EndDate, v.End = w.Date, w.Clock
	return !rd.spoiled[s.node]
}

// chained reads a session that starts where the one above ends.
func (rd *reader) chained(f *fields, v *schedule.Session, c *dayChain, parallel bool) bool {
	s := f.at["for"]
	if !rd.chainStart(s, v, c) {
		return false
	}
	if !rd.end(f, v, c) {
		return false
	}
	if !parallel {
		c.follow(f, v, true)
	}
	return true
}

// chainStart takes the end of the session above as the start of v.
func (rd *reader) chainStart(s *spot, v *schedule.Session, c *dayChain) bool {
	switch {
	case c.lost:
		rd.spoil(s) // the fault is told where it is
		return false
	case !c.last.known():
		rd.fault(s, schedule.ErrMissing, "nothing above ends before this; write at: HH:MM beside \"for\"")
		c.lose()
		return false
	}
	start := c.last
	if v.Zone.IsZero() && start.zone != c.zone {
		v.Zone = start.zone
	} else if !v.Zone.IsZero() {
		start = start.in(v.Zone)
	}
	clock, ok := start.clockOn(c.date)
	if !ok {
		rd.fault(s, schedule.ErrInvalid, "the session above ends at %v, which no clock of %v shows; write at: here, or put this into a day of its own", start.wall, c.date)
		return false
	}
	v.Start = clock
	if v.Offset.IsZero() {
		v.Offset = start.offset
	}
	return true
}

// overrun reports a chain that runs past the start of a pinned session.
func (rd *reader) overrun(f *fields, v *schedule.Session, c *dayChain) {
	start := c.start(v)
	if len(c.chain) == 0 || !start.before(c.last) {
		return
	}
	s := f.at["at"]
	end := c.last.in(start.zone)
	clock := end.wall.String()
	if c, ok := end.clockOn(c.date); ok {
		clock = c.String()
	}
	rd.fault(s, schedule.ErrClash, "%s starts at %v, but the chain before it (%s) runs to %s; shorten the chain or start later",
		nameOf(v), v.Start, c.names(), clock)
}

// nameOf names a session in a message.
func nameOf(v *schedule.Session) string {
	if v.ID != "" {
		return shown(string(v.ID))
	}
	if title := v.Title.Original(); title != "" {
		return shown(title)
	}
	return "this"
}
