package agendafile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"go.yaml.in/yaml/v4"
)

var agendaKeys = &keys{
	what: "an agenda",
	known: []string{
		"plenaria", "id", "title", "zone", "languages", "also", "organizer", "url", "domain", "revision",
		"people", "rooms", "tracks", "days",
	},
	meant: map[string]string{
		"name": "title", "timezone": "zone", "time-zone": "zone", "tz": "zone", "langs": "languages",
		"participants": "people", "speakers": "people", "version": "revision", "link": "url", "zones": "also",
	},
}

// readAgenda reads the keys of the root. The languages come first, since every
// text needs them, and the days last, since they need zones and people.
func (rd *reader) readAgenda(f *fields) {
	a := rd.agenda
	a.Langs = rd.langs(f, "languages")
	if len(a.Langs) > 0 {
		rd.original = a.Langs[0]
	}
	a.ID = rd.id(f, "id")
	a.Title = rd.text(f, "title")
	a.Zone = rd.zone(f, "zone")
	for _, s := range rd.items(f, "also", "zones") {
		a.Also = append(a.Also, rd.zoneAt(s))
	}
	a.Organizer = rd.id(f, "organizer")
	a.URL = rd.str(f, "url")
	a.Domain = rd.str(f, "domain")
	a.Revision = rd.str(f, "revision")
	rd.readPeople(f)
	rd.readRooms(f)
	rd.readTracks(f)
	for _, s := range rd.items(f, "days", "days") {
		a.Days = append(a.Days, rd.day(s))
	}
}

// named yields the pairs of a map from keys to things.
func (rd *reader) named(f *fields, key, expected string) func(yield func(*spot) bool) {
	return func(yield func(*spot) bool) {
		s, ok := f.at[key]
		if !ok {
			return
		}
		if s.node.Kind != yaml.MappingNode {
			rd.wrongKind(s, "a map from keys to "+expected)
			return
		}
		for child := range s.children {
			if !yield(child) {
				return
			}
		}
	}
}

var roomKeys = &keys{
	what:  "a room",
	known: []string{"name", "address", "geo"},
	meant: map[string]string{"title": "name", "location": "address", "coordinates": "geo", "position": "geo"},
}

func (rd *reader) readRooms(f *fields) {
	for s := range rd.named(f, "rooms", "rooms") {
		room := schedule.Room{ID: schedule.ID(s.key)}
		if extended(s, roomKeys) {
			rd.extendedRoom(s, &room)
		} else if !rd.spoiled[s.node] {
			room.Name = rd.textAt(s)
		}
		rd.agenda.Rooms = append(rd.agenda.Rooms, room)
	}
}

// extended tells a map of fields, which may be misspelt, from a map of
// languages: none of the fields is the tag of a language.
func extended(s *spot, k *keys) bool {
	if s.node.Kind != yaml.MappingNode {
		return false
	}
	for child := range s.children {
		if k.has(child.key) || len(child.key) > 3 && nearest(child.key, k.known) != "" {
			return true
		}
	}
	return false
}

func (rd *reader) extendedRoom(s *spot, room *schedule.Room) {
	f, _ := rd.fields(s, roomKeys)
	room.Name = rd.text(f, "name")
	room.Address = rd.str(f, "address")
	if geo, ok := f.at["geo"]; ok {
		room.Geo = rd.geo(geo)
	}
}

// geo reads [latitude, longitude].
func (rd *reader) geo(s *spot) *schedule.Geo {
	const expected = "[latitude, longitude] in degrees, north and east positive, such as [8.98, -79.52]"
	if s.node.Kind != yaml.SequenceNode || len(s.node.Content) != 2 {
		rd.wrongKind(s, expected)
		return nil
	}
	lat := parsedAt(rd, s.item(0), degrees(90))
	lon := parsedAt(rd, s.item(1), degrees(180))
	return &schedule.Geo{Lat: lat, Lon: lon}
}

// degrees makes a parser of decimal degrees.
func degrees(most float64) func(string) (float64, error) {
	return func(text string) (float64, error) {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || strings.ContainsAny(text, "_xXpPnN") || !(v >= -most && v <= most) {
			return 0, fmt.Errorf("%s is not a number of degrees from -%g to %g", shown(text), most, most)
		}
		return v, nil
	}
}

func (rd *reader) readTracks(f *fields) {
	for s := range rd.named(f, "tracks", "tracks") {
		track := schedule.Track{ID: schedule.ID(s.key)}
		if !rd.spoiled[s.node] {
			track.Name = rd.textAt(s)
		}
		rd.agenda.Tracks = append(rd.agenda.Tracks, track)
	}
}

var dayKeys = &keys{
	what:  "a day",
	known: []string{"date", "label", "zone", "hours", "room", "sessions"},
	meant: map[string]string{
		"day": "date", "title": "label", "name": "label", "timezone": "zone", "time-zone": "zone", "tz": "zone",
		"open": "hours", "items": "sessions", "program": "sessions", "programme": "sessions", "agenda": "sessions",
	},
}

func (rd *reader) day(s *spot) (d schedule.Day) {
	f, ok := rd.fields(s, dayKeys)
	if !ok {
		return d
	}
	d.Date = parsed(rd, f, "date", schedule.ParseDate)
	d.Label = rd.text(f, "label")
	d.Zone = rd.zone(f, "zone")
	d.Room = rd.id(f, "room")
	if hours, ok := f.at["hours"]; ok {
		d.Opens, d.Closes = rd.hours(hours)
	}
	c := &dayChain{date: d.Date, zone: d.Zone}
	if c.zone.IsZero() {
		c.zone = rd.agenda.Zone
	}
	for _, item := range rd.items(f, "sessions", "sessions") {
		d.Sessions = append(d.Sessions, rd.session(item, c, false))
	}
	return d
}

// hours reads the declared hours of a day.
func (rd *reader) hours(s *spot) (opens, closes schedule.Clock) {
	text, ok := rd.scalar(s)
	if !ok {
		return 0, 0
	}
	opens, closes, err := parseRange(text)
	switch {
	case err != nil:
		rd.faultErr(s, schedule.ErrInvalid, err)
	case opens == 0 && closes == 0:
		rd.fault(s, schedule.ErrInvalid, "%s are no hours; write 00:00-24:00 for a whole day", shown(text))
	}
	return opens, closes
}
