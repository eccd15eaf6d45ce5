package tzdb_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestLatinAmerica: the zones of the 33 states of Latin America and the
// Caribbean, with their offsets in hours in January and July of 2027.
func TestLatinAmerica(t *testing.T) {
	type offsets struct{ january, july float64 }
	tests := map[string]map[offsets]string{
		"AG": {{-4, -4}: "America/Antigua"},
		"AR": {{-3, -3}: "America/Argentina/Buenos_Aires America/Argentina/Cordoba America/Argentina/Salta America/Argentina/Jujuy America/Argentina/Tucuman America/Argentina/Catamarca America/Argentina/La_Rioja America/Argentina/San_Juan America/Argentina/Mendoza America/Argentina/San_Luis America/Argentina/Rio_Gallegos America/Argentina/Ushuaia"},
		"BB": {{-4, -4}: "America/Barbados"},
		"BO": {{-4, -4}: "America/La_Paz"},
		"BR": {
			{-2, -2}: "America/Noronha",
			{-3, -3}: "America/Sao_Paulo America/Belem America/Fortaleza America/Recife America/Araguaina America/Maceio America/Bahia America/Santarem",
			{-4, -4}: "America/Manaus America/Cuiaba America/Campo_Grande America/Porto_Velho America/Boa_Vista",
			{-5, -5}: "America/Rio_Branco America/Eirunepe",
		},
		"BS": {{-5, -4}: "America/Nassau"},
		"BZ": {{-6, -6}: "America/Belize"},
		"CL": {{-3, -4}: "America/Santiago", {-3, -3}: "America/Punta_Arenas America/Coyhaique", {-5, -6}: "Pacific/Easter"},
		"CO": {{-5, -5}: "America/Bogota"},
		"CR": {{-6, -6}: "America/Costa_Rica"},
		"CU": {{-4, -4}: "America/Havana"},
		"DM": {{-4, -4}: "America/Dominica"},
		"DO": {{-4, -4}: "America/Santo_Domingo"},
		"EC": {{-5, -5}: "America/Guayaquil", {-6, -6}: "Pacific/Galapagos"},
		"GD": {{-4, -4}: "America/Grenada"},
		"GT": {{-6, -6}: "America/Guatemala"},
		"GY": {{-4, -4}: "America/Guyana"},
		"HN": {{-6, -6}: "America/Tegucigalpa"},
		"HT": {{-5, -4}: "America/Port-au-Prince"},
		"JM": {{-5, -5}: "America/Jamaica"},
		"KN": {{-4, -4}: "America/St_Kitts"},
		"LC": {{-4, -4}: "America/St_Lucia"},
		"MX": {
			{-6, -6}: "America/Mexico_City America/Merida America/Monterrey America/Chihuahua America/Bahia_Banderas",
			{-5, -5}: "America/Cancun",
			{-6, -5}: "America/Matamoros America/Ojinaga",
			{-7, -6}: "America/Ciudad_Juarez",
			{-7, -7}: "America/Mazatlan America/Hermosillo",
			{-8, -7}: "America/Tijuana",
		},
		"NI": {{-6, -6}: "America/Managua"},
		"PA": {{-5, -5}: "America/Panama"},
		"PE": {{-5, -5}: "America/Lima"},
		"PY": {{-3, -3}: "America/Asuncion"},
		"SR": {{-3, -3}: "America/Paramaribo"},
		"SV": {{-6, -6}: "America/El_Salvador"},
		"TT": {{-4, -4}: "America/Port_of_Spain"},
		"UY": {{-3, -3}: "America/Montevideo"},
		"VC": {{-4, -4}: "America/St_Vincent"},
		"VE": {{-4, -4}: "America/Caracas"},
	}
	if len(tests) != 33 {
		t.Fatalf("%d states in the table, want 33", len(tests))
	}
	db := tzdb.Pinned()
	for code, groups := range tests {
		var want []string
		for hours, zones := range groups {
			for zone := range strings.FieldsSeq(zones) {
				want = append(want, zone)
				loc := load(t, db, zone)
				january := offset(loc, time.Date(2027, 1, 15, 0, 0, 0, 0, time.UTC)).Hours()
				july := offset(loc, time.Date(2027, 7, 15, 0, 0, 0, 0, time.UTC)).Hours()
				if got := (offsets{january, july}); got != hours {
					t.Errorf("%s: %v hours, want %v", zone, got, hours)
				}
			}
		}
		country, ok := db.Country(code)
		if got := slices.Sorted(slices.Values(country.Zones)); !ok || !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("Country(%q).Zones = %q, want %q", code, country.Zones, want)
		}
	}
}

func TestCountry(t *testing.T) {
	tests := []struct{ code, name, zones string }{
		{"PA", "Panama", "America/Panama"},
		{"pa", "Panama", "America/Panama"},
		{"KR", "Korea (South)", "Asia/Seoul"},
		{"CL", "Chile", "America/Santiago America/Coyhaique America/Punta_Arenas Pacific/Easter"}, // order of zone.tab
		{"CI", "Côte d’Ivoire", "Africa/Abidjan"},
		{"KY", "Cayman Islands", "America/Cayman"}, // zone1970.tab would say America/Panama
		{"BV", "Bouvet Island", ""},
	}
	for _, tt := range tests {
		got, ok := tzdb.Pinned().Country(tt.code)
		if !ok || got.Code != strings.ToUpper(tt.code) || got.Name != tt.name || !slices.Equal(got.Zones, strings.Fields(tt.zones)) {
			t.Errorf("Country(%q) = %v, %v, want %q %q", tt.code, got, ok, tt.name, tt.zones)
		}
	}
	for _, code := range []string{"", "XX", "P", "PAN", "Panama"} {
		if got, ok := tzdb.Pinned().Country(code); ok {
			t.Errorf("Country(%q) = %v, want none", code, got)
		}
	}
}

// TestCountries: 249 rows in iso3166.tab, 418 in zone.tab.
func TestCountries(t *testing.T) {
	countries, zones := tzdb.Pinned().Countries(), 0
	for _, c := range countries {
		zones += len(c.Zones)
		for _, zone := range c.Zones {
			if got := tzdb.Pinned().CountryOf(zone); got != c.Code {
				t.Errorf("CountryOf(%q) = %q, want %q", zone, got, c.Code)
			}
		}
	}
	byCode := func(a, b tzdb.Country) int { return strings.Compare(a.Code, b.Code) }
	if len(countries) != 249 || zones != 418 || !slices.IsSortedFunc(countries, byCode) {
		t.Errorf("%d countries with %d zones, want 249 with 418, sorted", len(countries), zones)
	}
}

func TestCountryOf(t *testing.T) {
	tests := []struct{ zone, want string }{
		{"America/Panama", "PA"},
		{"Asia/Calcutta", "IN"},
		{"US/Eastern", "US"},
		{"Europe/Bratislava", "SK"}, // links to Europe/Prague, yet is in zone.tab
		{"Iceland", "IS"},           // links to Africa/Abidjan
		{"America/Coral_Harbour", "CA"},
		{"UTC", ""},
		{"EST", ""},
		{"Etc/GMT+5", ""},
		{"No/Such", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := tzdb.Pinned().CountryOf(tt.zone); got != tt.want {
			t.Errorf("CountryOf(%q) = %q, want %q", tt.zone, got, tt.want)
		}
	}
}
