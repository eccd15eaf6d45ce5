package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// zoneSearch finds zones by what people call them.
type zoneSearch struct {
	db   *tzdb.Database
	at   time.Time // for offsets
	lang schedule.Lang
}

func (s *zoneSearch) locale() datefmt.Locale { return datefmt.For(s.lang) }

// joinWords makes one query of the words of a command line.
func joinWords(words []string) string { return strings.TrimSpace(strings.Join(words, " ")) }

// find gives the names of zones, the best kind of match alone: the name itself,
// an offset, a country, a name of Windows, a part of a name or of a city in any
// language, and else what the database suggests.
func (s *zoneSearch) find(words []string) []string {
	query := joinWords(words)
	if query == "" {
		return s.places()
	}
	if s.db.Has(query) {
		return []string{query}
	}
	for _, by := range []func(string) []string{s.byOffset, s.byCountry, s.byWindows, s.byPart, s.db.Suggest} {
		if found := by(query); len(found) > 0 {
			return found
		}
	}
	return nil
}

// places gives the zones that an author may name, without links.
func (s *zoneSearch) places() (names []string) {
	for _, name := range s.db.Names() {
		if s.db.Canonical(name) == name && s.db.Check(name) == nil {
			names = append(names, name)
		}
	}
	return names
}

var offsetPattern = regexp.MustCompile(`(?i)^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?$`)

// byOffset gives the places whose clock has an offset at the instant.
func (s *zoneSearch) byOffset(query string) (names []string) {
	m := offsetPattern.FindStringSubmatch(query)
	if m == nil {
		return nil
	}
	h, _ := strconv.Atoi(m[2])
	min, _ := strconv.Atoi(m[3]) // none: 0
	offset := h*3600 + min*60
	if m[1] != "+" {
		offset = -offset
	}
	for _, name := range s.places() {
		if z, err := schedule.ZoneIn(s.db, name); err == nil && z.Offset(s.at) == offset {
			names = append(names, name)
		}
	}
	return names
}

// byCountry gives the zones of a country by its code or its English name.
func (s *zoneSearch) byCountry(query string) []string {
	if c, ok := s.db.Country(query); ok {
		return c.Zones
	}
	for _, c := range s.db.Countries() {
		if fold(c.Name) == fold(query) {
			return c.Zones
		}
	}
	return nil
}

// byWindows gives the zones of a name of Windows, that of the world first.
func (s *zoneSearch) byWindows(query string) (names []string) {
	for _, windows := range tzdb.WindowsNames() {
		if !strings.EqualFold(windows, query) {
			continue
		}
		if zone, ok := s.db.WindowsZone(windows, ""); ok {
			names = append(names, zone)
		}
		for _, name := range s.places() {
			if w, ok := s.db.WindowsName(name); ok && w == windows && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// cityLangs are the languages in which cities are looked up.
var cityLangs = [...]schedule.Lang{"en", "es", "pt", "fr", "ko", "ja", "zh", "de", "nl"}

// byPart gives the places of whose name, city, country or name of Windows a word
// begins with the query.
func (s *zoneSearch) byPart(query string) (names []string) {
	query = fold(query)
	for _, name := range s.places() {
		windows, _ := s.db.WindowsName(name)
		texts := []string{name, s.country(name), windows}
		for _, lang := range cityLangs {
			texts = append(texts, datefmt.For(lang).City(name))
		}
		if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(" "+fold(text), " "+query) }) {
			names = append(names, name)
		}
	}
	return names
}

// fold makes texts comparable: small letters without accents, and spaces for what
// parts words.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("/_-(", r):
			return ' '
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(strings.TrimSpace(s))))
}

// country names the country of a zone; "" if it has none.
func (s *zoneSearch) country(zone string) string {
	c, _ := s.db.Country(s.db.CountryOf(zone))
	return c.Name
}

// links lists the other names of a zone.
func (s *zoneSearch) links(zone string) string {
	var names []string
	for _, name := range s.db.Names() {
		if name != zone && s.db.Same(name, zone) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
