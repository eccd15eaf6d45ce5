package tzdb

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPlacesExist checks every zone of the hand-written tables: an author may
// write it, and it is no link that the database might drop.
func TestPlacesExist(t *testing.T) {
	db := Pinned()
	check := func(table string, zones ...string) {
		for _, zone := range zones {
			if db.CountryOf(zone) == "" || db.codes[zone] == "" {
				t.Errorf("%s: %q is not in zone.tab", table, zone)
			}
		}
	}
	for abbr, zones := range abbreviations {
		check("abbreviation "+abbr, zones...)
	}
	for city, zone := range otherCities {
		check("city "+city, zone)
	}
	for _, zone := range placesByOffset {
		check("offset", zone)
	}
	for link, zone := range homeland {
		check("homeland of "+link, zone)
	}
	for code, zones := range largest {
		check("largest of "+code, zones...)
		for _, zone := range zones {
			if db.CountryOf(zone) != code {
				t.Errorf("largest: %s lies in %s, not %s", zone, db.CountryOf(zone), code)
			}
		}
	}
	for name, code := range otherCountries {
		if c, ok := db.Country(code); !ok || len(c.Zones) == 0 {
			t.Errorf("country %s: code %s has no zones", name, code)
		}
	}
}

// TestTablesAreFolded: a key that is not in folded form is never found.
func TestTablesAreFolded(t *testing.T) {
	for key := range otherCities {
		if fold(key) != key {
			t.Errorf("city %q folds to %q", key, fold(key))
		}
	}
	for key := range otherCountries {
		if fold(key) != key {
			t.Errorf("country %q folds to %q", key, fold(key))
		}
	}
	for key := range abbreviations {
		if strings.ToUpper(key) != key {
			t.Errorf("abbreviation %q is not in upper case", key)
		}
	}
}

// usedByPeopleOnly are abbreviations that the database has for other places.
var usedByPeopleOnly = []string{"AST Asia/Riyadh", "BST Asia/Dhaka", "GST Asia/Dubai"}

// TestAbbreviationsOfData: every alphabetic abbreviation in use is refused, and
// the places proposed for it have used it since 1970.
func TestAbbreviationsOfData(t *testing.T) {
	users := make(map[string][]string) // abbreviation to zones
	for _, zone := range Pinned().Names() {
		for abbr, year := range abbreviationsOf(t, zone) {
			if Pinned().codes[zone] != "" {
				users[abbr] = append(users[abbr], zone)
			}
			known := abbreviations[abbr] != nil || abbr == "UTC" || abbr == "GMT"
			if year >= 2026 && !known && strings.Trim(abbr, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
				t.Errorf("%s uses %s, which the table lacks", zone, abbr)
			}
		}
	}
	for abbr, zones := range abbreviations {
		for _, zone := range zones {
			if slices.Contains(usedByPeopleOnly, abbr+" "+zone) {
				continue
			}
			if len(users[abbr]) > 0 && !slices.Contains(users[abbr], zone) {
				t.Errorf("%s is proposed for %s, which it has not used", zone, abbr)
			}
		}
	}
}

// abbreviationsOf returns the last year from 1970 to 2027 in which a zone used
// each abbreviation.
func abbreviationsOf(t *testing.T, zone string) map[string]int {
	loc := locationOf(t, zone)
	used := make(map[string]int)
	for day := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2028; day = day.AddDate(0, 0, 30) {
		abbr, _ := day.In(loc).Zone()
		used[abbr] = day.Year()
	}
	return used
}

// TestPlacesByOffset: clocks there have not changed since 2020 and never will.
func TestPlacesByOffset(t *testing.T) {
	for offset, zone := range placesByOffset {
		loc := locationOf(t, zone)
		for day := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2040; day = day.AddDate(0, 0, 14) {
			if _, got := day.In(loc).Zone(); got != offset {
				t.Errorf("%s: offset %d s on %s, want %d s", zone, got, day.Format(time.DateOnly), offset)
				break
			}
		}
	}
}

// TestHomeland: the table has every link whose target lies in a country that
// the link does not.
func TestHomeland(t *testing.T) {
	db := Pinned()
	for link, zone := range homeland {
		if db.Canonical(link) == link {
			t.Errorf("%s is no link", link)
		}
		if got := db.CountryOf(link); got != db.codes[zone] || got == db.codes[db.Canonical(link)] {
			t.Errorf("CountryOf(%s) = %s; the end of its links lies in %s", link, got, db.codes[db.Canonical(link)])
		}
	}
}

func locationOf(t *testing.T, zone string) *time.Location {
	t.Helper()
	data, err := Pinned().TZif(zone)
	if err != nil {
		t.Fatal(err)
	}
	loc, err := time.LoadLocationFromTZData(zone, data)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
