package ical

import (
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// zoneHints are what a calendar tells about its place beside its TZIDs.
type zoneHints struct {
	calendarName string // X-WR-TIMEZONE, else X-LIC-LOCATION; empty: none
	calendarAt   contentline.Pos
	home         string // the zone of the database that it means; empty: none
	territory    string // ISO 3166-1 code; empty: none
}

// readHints finds them. The country is that of the calendar's zone, else that of
// the first LANGUAGE with one, such as es-PA, in the calendar or its first
// components.
func readHints(t *zoneTable, calendar *component) zoneHints {
	var h zoneHints
	for _, name := range []string{"X-WR-TIMEZONE", "X-LIC-LOCATION"} {
		for i := range calendar.props {
			if p := &calendar.props[i]; p.name == name && h.calendarName == "" {
				h.calendarName, h.calendarAt = textOf(p.value), p.pos
			}
		}
	}
	if names := t.named(h.calendarName, ""); len(names) > 0 && !names[0].hint {
		h.home = names[0].zone.String()
		h.territory = t.db.CountryOf(h.home)
	}
	if h.territory == "" {
		h.territory = languageCountry(calendar)
	}
	return h
}

// hintedComponents is how many components are searched for a LANGUAGE.
const hintedComponents = 100

func languageCountry(calendar *component) string {
	if country := regionIn(calendar.props); country != "" {
		return country
	}
	for _, c := range calendar.subs[:min(hintedComponents, len(calendar.subs))] {
		if country := regionIn(c.props); country != "" {
			return country
		}
	}
	return ""
}

// regionIn gives the country of the first LANGUAGE parameter that has one.
func regionIn(props []property) string {
	for i := range props {
		for _, p := range props[i].params {
			if p.name != "LANGUAGE" || len(p.values) == 0 {
				continue
			}
			parts := strings.Split(p.values[0], "-")
			if last := parts[len(parts)-1]; len(parts) > 1 && len(last) == 2 {
				return strings.ToUpper(last)
			}
		}
	}
	return ""
}

// territoryOf gives the country for a VTIMEZONE, nil for none: that of its own
// hints, else the calendar's.
func (t *zoneTable) territoryOf(z *readZone) string {
	if z != nil {
		for _, hint := range z.hints {
			if name := t.hinted(hint); name != "" {
				return t.db.CountryOf(name)
			}
		}
	}
	return t.territory
}

// hinted gives the name of the database that a hint has; empty: none.
func (t *zoneTable) hinted(hint string) string {
	for _, c := range append(t.byDatabase(bare(hint), ""), t.byPath(bare(hint), "")...) {
		return c.zone.String()
	}
	return ""
}
