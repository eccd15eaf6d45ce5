package schedule

import "github.com/plenaria/plenaria/schedule/tzdb"

// Check tells everything that is wrong with an agenda, sorted by path: faults,
// which stop an export, and remarks, which do not. It never panics, whatever
// the agenda holds, and takes time in proportion to n log n of its size.
//
// Faults are: IDs that name nothing, are used twice, are missing or malformed;
// missing names, titles, dates and zones; values outside their range or
// vocabulary; ends at or before starts; wall times in a gap or an overlap that
// no offset settles; dates that a zone skipped; rules that are not supported;
// and two sessions in one room at once, which also means parallel sessions in
// one room.
//
// Remarks are: sessions outside their day's declared hours; a person in two
// sessions at once; changes of the clocks during the event; sessions longer
// than 12 hours or shorter than a minute; parts that are together longer than
// their session; days out of order; declared hours that begin or end in a gap
// or an overlap; and zones such as Etc/GMT+5, whose sign is reversed.
//
// Rooms and persons are compared by instants, so that sessions of different
// days and zones meet too. Breaks, all-day items and cancelled sessions take
// no place and no time. A session with parallel ones takes only a room that it
// names itself and that none of them is in; a person who has a part in one of
// them is not also counted in their parent.
func (a *Agenda) Check() Problems {
	r := resolve(a, Reject)
	if a == nil {
		return r.problems
	}
	c := newChecker(a)
	c.problems = r.problems
	c.head()
	c.participants()
	c.roomsAndTracks()
	c.days()
	c.times(r)
	c.shifts(r.slots)
	c.clashes(r)
	c.problems.Sort()
	return c.problems
}

// checker gathers the problems of one agenda.
type checker struct {
	agenda   *Agenda
	problems Problems
	db       *tzdb.Database

	people, rooms, tracks, sessions *idSet
	// guesses bounds the searches for what an unknown ID may have meant.
	guesses int
	// What was looked up before.
	countries map[string]bool
	langs     map[Lang]error
	zones     map[Zone]bool
}

func newChecker(a *Agenda) *checker {
	db := a.Zone.Database()
	if db == nil {
		db = tzdb.Pinned()
	}
	return &checker{
		agenda: a, db: db,
		people:    newIDSet("participant", "participants"),
		rooms:     newIDSet("room", "rooms"),
		tracks:    newIDSet("track", "tracks"),
		sessions:  newIDSet("session", "sessions"),
		guesses:   maxGuesses,
		countries: map[string]bool{},
		langs:     map[Lang]error{},
		zones:     map[Zone]bool{},
	}
}

func (c *checker) fault(path string, kind error, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path: path, Err: errorf(kind, format, args...)})
}

func (c *checker) remark(path string, kind error, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path: path, Remark: true, Err: errorf(kind, format, args...)})
}

// head checks the agenda's own fields.
func (c *checker) head() {
	a := c.agenda
	if a.ID == "" {
		c.fault("id", ErrMissing, "no id; UIDs are built from it, so choose one that lasts")
	} else if why := a.ID.check(); why != "" {
		c.fault("id", ErrInvalid, "%q %s", string(a.ID), why)
	}
	c.text("", "title", a.Title, required)
	c.zone("", "zone", a.Zone)
	for i, l := range a.Langs {
		c.lang(indexed("langs", i), "", l)
	}
	for i, z := range a.Also {
		if z.IsZero() {
			c.fault(indexed("also", i), ErrMissing, "no zone; name one, such as Asia/Seoul")
		}
		c.zone(indexed("also", i), "", z)
	}
	c.uri("", "url", a.URL)
	if a.Domain != "" && !isDomain(a.Domain) {
		c.fault("domain", ErrInvalid, "%q is not a domain; write one such as example.org", a.Domain)
	}
	c.line("", "revision", a.Revision)
	if len(a.Days) == 0 {
		c.remark("days", ErrMissing, "there are no days")
	}
}

func (c *checker) participants() {
	all := c.agenda.Participants
	for i := range all {
		c.declare(c.people, all[i].ID, listedAt{list: "participants", index: i})
	}
	for i := range all {
		c.participant(indexed("participants", i), &all[i])
	}
	c.refer(c.people, c.agenda.Organizer, "", "organizer")
}

// participantKinds are the kinds of participants; "" is a person.
var participantKinds = []ParticipantKind{Person, Organization, Delegation}

func (c *checker) participant(path string, p *Participant) {
	c.text(path, ".name", p.Name, required)
	oneOf(c, path, ".kind", p.Kind, participantKinds)
	if p.Country != "" {
		c.country(path, ".country", p.Country)
	}
	c.refer(c.people, p.Org, path, ".org")
	if p.Org != "" && p.Org == p.ID {
		c.fault(path+".org", ErrInvalid, "%q is its own organization; leave it out", string(p.Org))
	}
	if p.Email != "" && !isEmail(p.Email) {
		c.fault(path+".email", ErrInvalid, "%q is not an address; write one such as kim@example.org, without mailto:", p.Email)
	}
	c.zone(path, ".zone", p.Zone)
	for i, l := range p.Langs {
		c.lang(indexed(path+".langs", i), "", l)
	}
}

func (c *checker) roomsAndTracks() {
	for i := range c.agenda.Rooms {
		room := &c.agenda.Rooms[i]
		path := indexed("rooms", i)
		c.declare(c.rooms, room.ID, listedAt{list: "rooms", index: i})
		c.text(path, ".name", room.Name, required)
		c.line(path, ".address", room.Address)
		if room.Geo != nil && !room.Geo.isValid() {
			c.fault(path+".geo", ErrInvalid, "%v, %v is not a position; latitudes run from -90 to 90, longitudes from -180 to 180", room.Geo.Lat, room.Geo.Lon)
		}
	}
	for i := range c.agenda.Tracks {
		c.declare(c.tracks, c.agenda.Tracks[i].ID, listedAt{list: "tracks", index: i})
		c.text(indexed("tracks", i), ".name", c.agenda.Tracks[i].Name, required)
	}
}

// isValid reports whether g is on the globe; a NaN is not.
func (g *Geo) isValid() bool {
	return g.Lat >= -90 && g.Lat <= 90 && g.Lon >= -180 && g.Lon <= 180
}
