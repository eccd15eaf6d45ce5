package tzdb_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

func TestSuggest(t *testing.T) {
	tests := map[string][]struct{ name, want string }{
		"case, separators, accents": {
			{"america/panama", "America/Panama"},
			{"AMERICA/NEW YORK", "America/New_York"},
			{"America/New-York", "America/New_York"},
			{"America\\Panama", "America/Panama"},
			{"America//Panama/", "America/Panama"},
			{"America/St. Johns", "America/St_Johns"},
			{"AmericaPanama", "America/Panama"},
			{"america/buenos aires", "America/Buenos_Aires"}, // a link stays the author's
			{"right/Asia/Seoul", "Asia/Seoul"},
			{"utc", "UTC"},
		},
		"city": {
			{"Seoul", "Asia/Seoul"},
			{"Panama", "America/Panama"},
			{"Panamá", "America/Panama"},
			{"São Paulo", "America/Sao_Paulo"},
			{"Buenos Aires", "America/Argentina/Buenos_Aires"},
			{"Europe/Seoul", "Asia/Seoul"},
			{"America/Easter", "Pacific/Easter"},
			{"La Paz", "America/La_Paz"},
			{"Calcutta", "Asia/Kolkata"},
			{"Jamaica", "America/Jamaica"},
		},
		"city after which no zone is named": {
			{"Sejong", "Asia/Seoul"},
			{"세종", "Asia/Seoul"},
			{"Quito", "America/Guayaquil"},
			{"America/Brasília", "America/Sao_Paulo"},
			{"Panama City", "America/Panama"},
			{"Ciudad de México", "America/Mexico_City"},
			{"San José", "America/Costa_Rica"},
			{"Geneva", "Europe/Zurich"},
			{"Asia/Beijing", "Asia/Shanghai"},
			{"El Cairo", "Africa/Cairo"},
		},
		"country": {
			{"Chile", "America/Santiago America/Punta_Arenas Pacific/Easter"},
			{"America/Chile", "America/Santiago America/Punta_Arenas Pacific/Easter"},
			{"cl", "America/Santiago America/Punta_Arenas Pacific/Easter"},
			{"Brasil", "America/Sao_Paulo America/Fortaleza America/Manaus"},
			{"Korea (South)", "Asia/Seoul"},
			{"South Korea", "Asia/Seoul"},
			{"KR", "Asia/Seoul"},
			{"USA", "America/New_York America/Chicago America/Los_Angeles"},
			{"Trinidad & Tobago", "America/Port_of_Spain"},
			{"St Kitts and Nevis", "America/St_Kitts"},
			{"Côte d’Ivoire", "Africa/Abidjan"},
			{"cuba", "America/Havana"},
			{"iceland", "Atlantic/Reykjavik"},
		},
		"abbreviation and offset": {
			{"KST", "Asia/Seoul"},
			{"est", "America/Panama America/New_York"},
			{"UTC-5", "America/Panama"},
			{"Etc/GMT5", ""},
		},
		"spelling": {
			{"America/Bogotta", "America/Bogota"},
			{"America/Panma", "America/Panama"},
			{"Pnaama", "America/Panama"},
			{"Asia/Soeul", "Asia/Seoul"},
			{"Amerika/Lima", "America/Lima"},
			{"US/Pacific-New", "America/Los_Angeles"}, // a link dropped in 2020b
			{"Venzuela", "America/Caracas"},
		},
		"nothing near": {
			{"", ""}, {"Xyzzy", ""}, {"Local", ""}, {"/", ""}, {"../../etc/passwd", ""},
			{strings.Repeat("a", 10_000), ""},
		},
	}
	for group, rows := range tests {
		for _, tt := range rows {
			if got := tzdb.Pinned().Suggest(tt.name); !slices.Equal(got, strings.Fields(tt.want)) {
				t.Errorf("%s: Suggest(%.40q) = %q, want %q", group, tt.name, got, strings.Fields(tt.want))
			}
		}
	}
}

// TestSuggestEverySwap swaps two neighbours in every name of zone.tab and
// expects the name among the proposals.
func TestSuggestEverySwap(t *testing.T) {
	db := tzdb.Pinned()
	for _, c := range db.Countries() {
		for _, zone := range c.Zones {
			i := strings.LastIndexByte(zone, '/') + 2
			if len(zone) < 12 || zone[i] == zone[i+1] {
				continue
			}
			wrong := zone[:i] + zone[i+1:i+2] + zone[i:i+1] + zone[i+2:]
			same := func(name string) bool { return db.Same(name, zone) }
			if !slices.ContainsFunc(db.Suggest(wrong), same) {
				t.Errorf("Suggest(%q) = %q, want %s", wrong, db.Suggest(wrong), zone)
			}
		}
	}
}

func BenchmarkSuggest(b *testing.B) {
	db := tzdb.Pinned()
	for b.Loop() {
		db.Suggest("America/Bogotta")
	}
}
