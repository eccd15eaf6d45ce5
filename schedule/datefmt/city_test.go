package datefmt

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func TestCity(t *testing.T) {
	tests := []struct {
		lang       schedule.Lang
		zone, want string
		because    string
	}{
		{"en", "America/Panama", "Panama", "last part of the name"},
		{"es", "America/Panama", "Panamá", "CLDR"},
		{"es-MX", "America/Panama", "Panamá", "inherited from es"},
		{"pt-PT", "Asia/Tokyo", "Tóquio", "inherited from pt"},
		{"ko", "America/Panama", "파나마", "CLDR"},
		{"ja", "America/Panama", "パナマ", "CLDR"},
		{"ko", "Asia/Seoul", "서울", "CLDR"},
		{"es", "Asia/Seoul", "Seúl", "CLDR"},
		{"de", "America/New_York", "New York", "spaces for _"},
		{"en", "America/Sao_Paulo", "São Paulo", "CLDR"},
		{"en", "Asia/Calcutta", "Kolkata", "old spelling"},
		{"ko", "Asia/Calcutta", "콜카타", "old spelling"},
		{"ko", "ROK", "서울", "a country's name"},
		{"fr", "US/Eastern", "New York", "a region's name"},
		{"en", "America/Montreal", "Montreal", "a place of its own, though a link to Toronto"},
		{"ko", "America/Montreal", "Montreal", "CLDR has no Korean for it"},
		{"es", "Europe/Belgrade", "Belgrado", "CLDR"},
		{"es", "Africa/Cairo", "El Cairo", "CLDR"},
		{"en", "America/Argentina/Buenos_Aires", "Buenos Aires", "three parts"},
		{"en", "America/Indiana/Knox", "Knox, Indiana", "CLDR"},
		{"en", "Mars/Olympus_Mons", "Olympus Mons", "unknown"},
		{"en", "EST", "EST", "a clock and not Panama"},
		{"en", "UTC", "UTC", "no city"},
		{"en", "", "", "nothing"},
		{"en", "a/", "", "nothing after the slash"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).City(tt.zone); got != tt.want {
			t.Errorf("%s: City(%q) = %q, want %q (%s)", tt.lang, tt.zone, got, tt.want, tt.because)
		}
	}
}

func TestZone(t *testing.T) {
	tests := []struct {
		lang   schedule.Lang
		zone   string
		offset int
		want   string
	}{
		{"en", "America/Panama", -5 * 3600, "Panama UTC−05:00"},
		{"ko", "Asia/Seoul", 9 * 3600, "서울 UTC+09:00"},
		{"es", "Europe/London", 0, "Londres UTC"},
		{"es", "UTC", 0, "UTC"},
		{"es", "Etc/GMT+5", -5 * 3600, "UTC−05:00"}, // its sign is the other way round
		{"en", "EST", -5 * 3600, "EST UTC−05:00"},
	}
	for _, tt := range tests {
		if got := For(tt.lang).Zone(tt.zone, tt.offset); got != tt.want {
			t.Errorf("%s: Zone(%q, %d) = %q, want %q", tt.lang, tt.zone, tt.offset, got, tt.want)
		}
	}
}

// TestCityOfEveryZone: every zone of the pinned database has a readable city in
// every locale, and East Asian ones have it in their own script if CLDR has it.
func TestCityOfEveryZone(t *testing.T) {
	for _, zone := range tzdb.Pinned().Names() {
		for i := range locales {
			city := Locale{uint8(i)}.City(zone)
			if city == "" || strings.ContainsAny(city, "_|/") {
				t.Errorf("%s: City(%s) = %q", locales[i].tag, zone, city)
			}
		}
	}
}

// TestCityTable: the table is in order, its lines have a column a locale, and
// its zones and aliases are names of the pinned database.
func TestCityTable(t *testing.T) {
	db := tzdb.Pinned()
	var names []string
	for _, line := range cities {
		f := strings.Split(line, "|")
		if len(f) != 1+len(locales) {
			t.Errorf("%q has %d columns, want %d", line, len(f)-1, len(locales))
		}
		names = append(names, f[0])
		if !db.Has(f[0]) {
			t.Errorf("%s is not in the database", f[0])
		}
	}
	if !slices.IsSorted(names) {
		t.Error("cities are not in order")
	}
	for i, row := range zoneAliases {
		if i > 0 && zoneAliases[i-1][0] >= row[0] {
			t.Errorf("zoneAliases: %s comes after %s", row[0], zoneAliases[i-1][0])
		}
		if db.Has(row[0]) && !db.Has(row[1]) {
			t.Errorf("%s is an alias of %s, which is not in the database", row[0], row[1])
		}
	}
}
