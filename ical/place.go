package ical

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// A place is a room as the properties of an event say it.
type place struct {
	name     schedule.Translation
	location string // the name and the address
	address  string
	geo      string // latitude;longitude, RFC 5545 §3.8.1.6; empty: not known
	uri      string // geo:latitude,longitude, RFC 5870
}

// appleRadius is the radius in metres of what Apple shows on a map.
const appleRadius = "72"

// setPlaces makes the places of all rooms.
func (e *exporter) setPlaces() error {
	rooms := e.tl.Agenda.Rooms
	e.places = make(map[schedule.ID]*place, len(rooms))
	for i := range rooms {
		room := &rooms[i]
		p := &place{name: orID(e.texts.in(room.Name), room.ID), address: strings.TrimSpace(room.Address)}
		p.location = p.name.Text
		if p.address != "" {
			p.location += ", " + p.address
		}
		if g := room.Geo; g != nil {
			if !(g.Lat >= -90 && g.Lat <= 90 && g.Lon >= -180 && g.Lon <= 180) {
				return fmt.Errorf("%w: room %q is at latitude %v, longitude %v; they run from -90 to 90 and from -180 to 180",
					ErrUnwritable, room.ID, g.Lat, g.Lon)
			}
			p.geo = degrees(g.Lat) + ";" + degrees(g.Lon)
			p.uri = "geo:" + degrees(g.Lat) + "," + degrees(g.Lon)
		}
		e.places[room.ID] = p
	}
	return nil
}

// degrees gives at most the six decimals of RFC 5545 §3.8.1.6.
func degrees(d float64) string {
	s := strconv.FormatFloat(d, 'f', 6, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// where writes LOCATION and the position. An event without a room is where its
// link leads.
func (e *exporter) where(slot *schedule.Slot) {
	p := e.places[slot.Room]
	switch {
	case p != nil:
		e.textLine("LOCATION", schedule.Translation{Lang: p.name.Lang, Text: p.location})
	case slot.Session.StreamURL != "":
		e.textLine("LOCATION", schedule.Translation{Text: slot.Session.StreamURL})
	}
	if p == nil || p.geo == "" {
		return
	}
	e.rawText("GEO", p.geo)
	e.s.Name("X-APPLE-STRUCTURED-LOCATION")
	e.s.Param("VALUE", "URI")
	if p.address != "" {
		e.s.Param("X-ADDRESS", typographic(p.address))
	}
	e.s.Param("X-APPLE-RADIUS", appleRadius)
	e.s.Param("X-TITLE", typographic(p.name.Text))
	e.s.Raw(p.uri)
	e.s.EndLine()
}

// links writes URL and CONFERENCE (RFC 7986 §5.11). Few clients know
// CONFERENCE, so the link to join stands in URL and DESCRIPTION as well; the
// page of the session is the URL where there is no such link.
func (e *exporter) links(s *schedule.Session) {
	switch {
	case s.StreamURL != "":
		e.rawText("URL", uri(s.StreamURL))
	case s.Link != "":
		e.rawText("URL", uri(s.Link))
	}
	if s.StreamURL == "" {
		return
	}
	e.s.Name("CONFERENCE")
	e.s.Param("FEATURE", "AUDIO")
	e.s.Param("FEATURE", "VIDEO")
	e.s.Param("LABEL", e.voice.joinWord)
	e.s.Param("LANGUAGE", string(e.voice.lang))
	e.s.Param("VALUE", "URI")
	e.s.Raw(uri(s.StreamURL))
	e.s.EndLine()
}
