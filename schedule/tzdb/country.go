package tzdb

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

// A Country is a row of the database's table of countries. The tables help
// people to pick a zone; they take no position on territorial claims.
type Country struct {
	Code  string   // ISO 3166-1 alpha-2, upper case
	Name  string   // usual English name, from iso3166.tab: "Korea (South)"
	Zones []string // in the order of zone.tab; empty for uninhabited territories
}

// setCountries keeps the zones that db has.
func (db *Database) setCountries(countries []release.Country) {
	db.codes = make(map[string]string, len(db.names))
	db.countries = make([]Country, 0, len(countries))
	for _, c := range countries {
		var zones []string
		for _, zone := range c.Zones {
			if db.Has(zone) {
				zones = append(zones, zone)
				db.codes[zone] = c.Code
			}
		}
		db.countries = append(db.countries, Country{c.Code, c.Name, zones})
	}
}

// Countries returns all countries and territories of iso3166.tab, sorted by
// code, with their zones from zone.tab, in which every country has zones of its
// own. (zone1970.tab joins countries whose clocks agree since 1970.)
func (db *Database) Countries() []Country {
	all := make([]Country, len(db.countries))
	for i, c := range db.countries {
		all[i] = c.clone()
	}
	return all
}

// Country returns the country of an ISO 3166-1 alpha-2 code, in either case.
func (db *Database) Country(code string) (Country, bool) {
	i, ok := slices.BinarySearchFunc(db.countries, strings.ToUpper(code), func(c Country, code string) int {
		return cmp.Compare(c.Code, code)
	})
	if !ok {
		return Country{}, false
	}
	return db.countries[i].clone(), true
}

func (c Country) clone() Country {
	c.Zones = slices.Clone(c.Zones)
	return c
}

// CountryOf returns the ISO 3166-1 code of the country in which zone lies: by
// zone.tab for zone itself, else for the place that its name means, else for the
// end of its links. It is "" for UTC, EST and unknown names.
func (db *Database) CountryOf(zone string) string {
	if !db.Has(zone) {
		return ""
	}
	return cmp.Or(db.codes[zone], db.codes[homeland[zone]], db.codes[db.Canonical(zone)])
}

// homeland gives a zone of the same country for the links whose target lies in
// another country: Iceland links to Africa/Abidjan. The source is the remarks
// "#=" and the places' names in the database's file backward.
var homeland = map[string]string{
	"Africa/Asmera":         "Africa/Asmara",
	"Africa/Timbuktu":       "Africa/Bamako",
	"America/Coral_Harbour": "America/Atikokan",
	"America/Virgin":        "America/St_Thomas",
	"Antarctica/South_Pole": "Antarctica/McMurdo",
	"Atlantic/Jan_Mayen":    "Arctic/Longyearbyen",
	"Iceland":               "Atlantic/Reykjavik",
	"Pacific/Johnston":      "Pacific/Wake",
	"Pacific/Ponape":        "Pacific/Pohnpei",
	"Pacific/Truk":          "Pacific/Chuuk",
	"Pacific/Yap":           "Pacific/Chuuk",
}
