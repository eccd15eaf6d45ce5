package tzdb_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

func TestWindowsZone(t *testing.T) {
	tests := []struct{ name, territory, want, why string }{
		{"SA Pacific Standard Time", "", "America/Bogota", "the world's"},
		{"SA Pacific Standard Time", "001", "America/Bogota", "the world's by its code"},
		{"SA Pacific Standard Time", "CO", "America/Bogota", "a row"},
		{"SA Pacific Standard Time", "PA", "America/Panama", "a row"},
		{"SA Pacific Standard Time", "pa", "America/Panama", "territory in lower case"},
		{"SA Pacific Standard Time", "BR", "America/Rio_Branco", "the first of two"},
		{"SA Pacific Standard Time", "KR", "America/Bogota", "no row"},
		{"sa pacific standard time", "PE", "America/Lima", "name in lower case"},
		{"Korea Standard Time", "", "Asia/Seoul", ""},
		{"W. Europe Standard Time", "AT", "Europe/Vienna", ""},
		{"India Standard Time", "", "Asia/Kolkata", "CLDR has Asia/Calcutta"},
		{"Argentina Standard Time", "AR", "America/Argentina/Buenos_Aires", "CLDR has America/Buenos_Aires"},
		{"Greenwich Standard Time", "", "Atlantic/Reykjavik", "not a link into another country"},
		{"SA Pacific Standard Time", "CA", "America/Atikokan", "CLDR has America/Coral_Harbour"},
		{"UTC", "", "Etc/UTC", ""},
		{"SA Pacific Daylight Time", "", "", "no such name"},
		{"America/Bogota", "", "", "no name of Windows"},
		{"", "", "", "no name"},
	}
	for _, tt := range tests {
		got, ok := tzdb.Pinned().WindowsZone(tt.name, tt.territory)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("WindowsZone(%q, %q) = %q, %v, want %q (%s)", tt.name, tt.territory, got, ok, tt.want, tt.why)
		}
	}
}

func TestWindowsName(t *testing.T) {
	tests := []struct{ zone, want string }{
		{"America/Panama", "SA Pacific Standard Time"},
		{"America/Bogota", "SA Pacific Standard Time"},
		{"Asia/Calcutta", "India Standard Time"},
		{"Asia/Kolkata", "India Standard Time"},
		{"Pacific/Chuuk", "West Pacific Standard Time"},
		{"US/Eastern", "Eastern Standard Time"},
		{"Europe/Zurich", "W. Europe Standard Time"},
		{"Etc/GMT+5", "SA Pacific Standard Time"},
		{"UTC", "UTC"},
		{"Etc/UTC", "UTC"},
		{"Antarctica/Troll", ""},
		{"No/Where", ""},
	}
	for _, tt := range tests {
		got, ok := tzdb.Pinned().WindowsName(tt.zone)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("WindowsName(%q) = %q, %v, want %q", tt.zone, got, ok, tt.want)
		}
	}
}

// TestWindowsTable: the pinned release has a zone for every name and territory,
// in that territory, and the name leads from it and back.
func TestWindowsTable(t *testing.T) {
	db := tzdb.Pinned()
	names := tzdb.WindowsNames()
	if len(names) != 139 {
		t.Errorf("%d names, want the 139 of CLDR 48.2", len(names))
	}
	for _, name := range names {
		world, ok := db.WindowsZone(name, "")
		if back, _ := db.WindowsName(world); !ok || back != name {
			t.Errorf("%s is %q, %v, which is %q", name, world, ok, back)
		}
		for _, c := range db.Countries() {
			zone, _ := db.WindowsZone(name, c.Code)
			if zone != world && db.CountryOf(zone) != c.Code {
				t.Errorf("%s in %s is %s, which lies in %q", name, c.Code, zone, db.CountryOf(zone))
			}
		}
	}
}

// TestWindowsZoneMissing: a database that lacks the territory's zone has the
// next or the world's, or none.
func TestWindowsZoneMissing(t *testing.T) {
	seoul, _ := tzdb.Pinned().TZif("Asia/Seoul")
	db, err := tzdb.New("test", map[string][]byte{"America/Bogota": seoul, "America/Eirunepe": seoul}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, territory, want string }{
		{"SA Pacific Standard Time", "PA", "America/Bogota"},
		{"SA Pacific Standard Time", "BR", "America/Eirunepe"},
		{"Korea Standard Time", "", ""},
	}
	for _, tt := range tests {
		if got, ok := db.WindowsZone(tt.name, tt.territory); ok != (tt.want != "") || got != tt.want {
			t.Errorf("WindowsZone(%q, %q) = %q, %v, want %q", tt.name, tt.territory, got, ok, tt.want)
		}
	}
}

func ExampleDatabase_WindowsZone() {
	db := tzdb.Pinned()
	for _, territory := range []string{"", "CO", "PA"} {
		zone, _ := db.WindowsZone("SA Pacific Standard Time", territory)
		fmt.Println(strings.TrimSpace("SA Pacific Standard Time "+territory), "→", zone)
	}
	name, _ := db.WindowsName("America/Panama")
	fmt.Println("America/Panama →", name)
	// Output:
	// SA Pacific Standard Time → America/Bogota
	// SA Pacific Standard Time CO → America/Bogota
	// SA Pacific Standard Time PA → America/Panama
	// America/Panama → SA Pacific Standard Time
}
