package schedule

import (
	"slices"
	"time"
)

func (c *checker) days() {
	for i := range c.agenda.Days {
		d := &c.agenda.Days[i]
		path := indexed("days", i)
		c.text(path, ".label", d.Label, optional)
		c.zone(path, ".zone", d.Zone)
		c.refer(c.rooms, d.Room, path, ".room")
		c.order(path, i)
		c.hours(path, d)
		for j := range d.Sessions {
			at := place{i, j, -1}
			c.session(at, &d.Sessions[j], nil)
			for k := range d.Sessions[j].Parallel {
				c.session(place{i, j, k}, &d.Sessions[j].Parallel[k], &d.Sessions[j])
			}
		}
	}
}

// order remarks a day that is before the one above it, or the same.
func (c *checker) order(path string, i int) {
	if i == 0 {
		return
	}
	d, last := &c.agenda.Days[i], &c.agenda.Days[i-1]
	switch {
	case !d.Date.IsValid() || !last.Date.IsValid():
	case d.Date.Compare(last.Date) < 0:
		c.remark(path+".date", ErrBackwards, "%s is before the day above it, %s", d.Date, last.Date)
	case d.Date == last.Date && c.agenda.ZoneOf(d).Equal(c.agenda.ZoneOf(last)):
		c.remark(path+".date", ErrDuplicateID, "%s is the date of the day above it too", d.Date)
	}
}

// hours checks the clocks of a day's declared hours.
func (c *checker) hours(path string, d *Day) {
	for _, f := range []struct {
		field string
		clock Clock
	}{{".opens", d.Opens}, {".closes", d.Closes}} {
		if !f.clock.IsValid() {
			c.fault(path+f.field, ErrInvalid, "%d s is not a clock; the range is 00:00 to 47:59:59", int32(f.clock))
		}
	}
	z := c.agenda.ZoneOf(d)
	if !d.declaresHours() || !d.Date.IsValid() || !d.Opens.IsValid() || !d.Closes.IsValid() || z.IsZero() {
		return
	}
	opens, closes := d.wallHours()
	for i, w := range []DateTime{opens, closes} {
		if l := z.Lookup(w); l.Kind != Unique && skippedDate(z, w.Normal().Date) == nil {
			t, _ := l.Pick(Compatible)
			field := []string{".opens", ".closes"}[i]
			c.problems = append(c.problems, Problem{Path: path + field, Remark: true, Err: l.hoursError(t)})
		}
	}
}

// hoursError says how a declared hour in a gap or an overlap is read.
func (r Resolution) hoursError(t time.Time) error {
	if r.Kind == Gap {
		return errorf(ErrSkipped, "%s does not exist in %s; it is shown as %s", r.Wall, r.Zone, r.Zone.Wall(t))
	}
	return errorf(ErrRepeated, "%s comes twice in %s; the first is meant", r.Wall, r.Zone)
}

// sessionKinds and statuses are the vocabularies; "" is a talk, and confirmed.
var (
	sessionKinds = []Kind{Talk, Keynote, Panel, Ceremony, Break, Workshop, Visit, Meeting, Travel, Social, Milestone, Registration}
	statuses     = []Status{Confirmed, Tentative, Cancelled}
	roleKinds    = []RoleKind{Speaker, Chair, Moderator, Panelist, Interpreter, Attendee}
)

func (c *checker) session(at place, s *Session, parent *Session) {
	path := at.path()
	if s.ID != "" || s.Kind != Break {
		c.declare(c.sessions, s.ID, listedAt{place: at})
	}
	oneOf(c, path, ".kind", s.Kind, sessionKinds)
	oneOf(c, path, ".status", s.Status, statuses)
	c.text(path, ".title", s.Title, required)
	c.text(path, ".abstract", s.Abstract, optional)
	c.text(path, ".note", s.Note, optional)
	c.zone(path, ".zone", s.Zone)
	c.zone(path, ".endZone", s.EndZone)
	c.refer(c.rooms, s.Room, path, ".room")
	c.refer(c.tracks, s.Track, path, ".track")
	for i, country := range s.Countries {
		c.country(indexed(path+".countries", i), "", country)
	}
	c.uri(path, ".link", s.Link)
	c.uri(path, ".streamURL", s.StreamURL)
	c.roles(path, s.Roles)
	for i := range s.Parts {
		c.part(indexed(path+".parts", i), &s.Parts[i])
	}
	if parent != nil && s.inheritsClocks() && s.hasTimes() {
		c.remark(path, ErrInvalid, "takes its clocks from the session that it is parallel to; its zones, offsets and end date count only with clocks of its own")
	}
}

// hasTimes reports whether s has one of the fields that go with clocks.
func (s *Session) hasTimes() bool {
	return !s.Zone.IsZero() || !s.EndZone.IsZero() || !s.Offset.IsZero() || !s.EndOffset.IsZero() || !s.EndDate.IsZero()
}

func (c *checker) part(path string, p *Part) {
	// A part without a title is called by its people.
	c.text(path, ".title", p.Title, need(len(p.Roles) == 0))
	c.text(path, ".note", p.Note, optional)
	c.roles(path, p.Roles)
	if p.Length < 0 {
		c.fault(path+".length", ErrInvalid, "lasts %s; a length is not negative", p.Length)
	}
}

func (c *checker) roles(path string, roles []Role) {
	for i, r := range roles {
		if r.Who != "" && c.people.has(r.Who) && slices.Contains(roleKinds, r.As) {
			continue
		}
		at := indexed(path+".roles", i)
		if r.Who == "" {
			c.fault(at+".who", ErrMissing, "no participant")
		}
		c.refer(c.people, r.Who, at, ".who")
		if r.As == "" {
			c.fault(at+".as", ErrMissing, "no role; use one of %s", wordList(roleKinds))
		}
		oneOf(c, at, ".as", r.As, roleKinds)
	}
}
