package ical

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/plenaria/plenaria/schedule"
)

// A placeTable has the rooms, by what LOCATION says.
type placeTable struct {
	index map[string]int32
	list  []schedule.Room
	ids   idMaker
}

// where is what an event says about its place.
type where struct {
	location, geo, apple *property
	room                 *property // an ATTENDEE that is a room, where nothing else has a name
}

// place sets the room of a session. What is an address of the web is no room but
// where one joins.
func (im *importer) setPlace(ev *importedEvent, s *schedule.Session, w *where) {
	switch {
	case w.location != nil:
		name := ev.text(w.location, &im.texts)
		if isLink(name) {
			im.setStream(s, name, w.location)
		} else if name != "" {
			s.Room = im.room(name, w)
		}
	case w.apple != nil && w.apple.param("X-TITLE") != "":
		s.Room = im.room(w.apple.param("X-TITLE"), w)
	default:
		if w.room = ev.c.room(); w.room != nil && w.room.commonName() != "" {
			s.Room = im.room(w.room.commonName(), w)
		}
	}
	if s.Room == "" && w.geo != nil {
		im.lose(w.geo, "", "a position without a LOCATION")
	}
}

// room gives the first ATTENDEE that is a room, RFC 5545 §3.2.3; nil if there is none.
func (c *component) room() *property {
	for i := range c.props {
		if p := &c.props[i]; p.name == "ATTENDEE" && strings.EqualFold(p.param("CUTYPE"), "ROOM") {
			return p
		}
	}
	return nil
}

// room finds or makes a room of a name.
func (im *importer) room(location string, w *where) schedule.ID {
	t := &im.places
	if i, ok := t.index[location]; ok {
		im.samePosition(&t.list[i], w)
		return t.list[i].ID
	}
	if t.index == nil {
		t.index = map[string]int32{}
	}
	room := schedule.Room{Geo: position(w)}
	name := location
	if w.apple != nil {
		name, room.Address = splitPlace(location, w.apple)
	}
	p := w.location
	if p == nil {
		p = w.apple
	}
	if p == nil {
		p = w.room
	}
	room.Name = im.langs.text(im.langs.of(p), name)
	room.ID = t.ids.unique(schedule.ID(slug(name)))
	if w.geo != nil && room.Geo == nil {
		im.remark(w.geo.pos, schedule.ErrInvalid, "GEO is %q, which is no latitude;longitude; it is left out", shortText(w.geo.value))
	}
	t.index[location] = int32(len(t.list))
	t.list = append(t.list, room)
	return room.ID
}

// samePosition takes a position for a room that had none, and tells one that
// differs.
func (im *importer) samePosition(room *schedule.Room, w *where) {
	if w.geo == nil && w.apple == nil {
		return
	}
	switch g := position(w); {
	case g == nil:
	case room.Geo == nil:
		room.Geo = g
	case *room.Geo != *g && w.geo != nil:
		im.lose(w.geo, "", "another position of one room")
	}
}

// splitPlace parts a LOCATION into the name and the address that
// X-APPLE-STRUCTURED-LOCATION has apart.
func splitPlace(location string, apple *property) (name, address string) {
	title, address := apple.param("X-TITLE"), apple.param("X-ADDRESS")
	if title == "" || address == "" || len(location) < len(title)+len(address) {
		return location, ""
	}
	name, rest := location[:len(location)-len(address)], location[len(location)-len(address):]
	trimmed := strings.TrimRight(name, ", \n")
	if typographic(rest) == typographic(address) && typographic(trimmed) == typographic(title) && trimmed != name {
		return trimmed, rest
	}
	return location, ""
}

// position reads GEO (RFC 5545 §3.8.1.6), or the geo: URI of Apple (RFC 5870).
func position(w *where) *schedule.Geo {
	if w.geo != nil {
		lat, lon, _ := strings.Cut(w.geo.value, ";")
		return geoOf(lat, lon)
	}
	if w.apple != nil {
		if uri, ok := strings.CutPrefix(w.apple.value, "geo:"); ok {
			uri, _, _ = strings.Cut(uri, ";")
			lat, lon, _ := strings.Cut(uri, ",")
			return geoOf(lat, lon)
		}
	}
	return nil
}

func geoOf(lat, lon string) *schedule.Geo {
	y, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	x, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	if err1 != nil || err2 != nil || !(y >= -90 && y <= 90 && x >= -180 && x <= 180) {
		return nil
	}
	return &schedule.Geo{Lat: y, Lon: x}
}

// isLink says whether a text is an address of the web.
func isLink(s string) bool {
	return (hasPrefixFold(s, "https://") || hasPrefixFold(s, "http://")) && isURI(s)
}

// isURI says whether a text is an absolute reference, RFC 3986 §4.3.
func isURI(s string) bool {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "" || u.Path != "")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// setStream sets where one joins a session, unless that is known.
func (im *importer) setStream(s *schedule.Session, link string, p *property) {
	switch {
	case s.StreamURL != "" && s.StreamURL != link && uri(link) != s.StreamURL:
		im.lose(p, "", "a second link to join")
	case !isURI(link):
		im.lose(p, "", "not a whole address of the web")
	case s.StreamURL == "":
		s.StreamURL = link
	}
}
