package tzdb_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

func load(t *testing.T, db *tzdb.Database, name string) *time.Location {
	t.Helper()
	data, err := db.TZif(name)
	if err != nil {
		t.Fatal(err)
	}
	loc, err := time.LoadLocationFromTZData(name, data)
	if err != nil {
		t.Fatalf("package time cannot read %s: %v", name, err)
	}
	return loc
}

func offset(loc *time.Location, at time.Time) time.Duration {
	_, seconds := at.In(loc).Zone()
	return time.Duration(seconds) * time.Second
}

func TestPinnedVersion(t *testing.T) {
	if got := tzdb.Pinned().Version(); got != "2026f" {
		t.Errorf("Version() = %q, want 2026f", got)
	}
	if got := tzdb.Pinned().Source(); got != "pinned" {
		t.Errorf("Source() = %q, want pinned", got)
	}
}

// TestPinnedNames: 447 zones and 151 links, the names of tzdata.zi of 2026f.
func TestPinnedNames(t *testing.T) {
	db := tzdb.Pinned()
	names := db.Names()
	if len(names) != 598 || !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != 598 {
		t.Errorf("%d names, want 598, sorted and distinct", len(names))
	}
	links := 0
	for _, name := range names {
		load(t, db, name)
		if db.Canonical(name) != name {
			links++
		}
		if strings.HasPrefix(name, "posix/") || strings.HasPrefix(name, "right/") || name == "localtime" {
			t.Errorf("%s is no name of the database", name)
		}
	}
	if links != 151 {
		t.Errorf("%d links, want 151", links)
	}
	for _, name := range []string{"America/Panama", "Asia/Seoul", "America/Coyhaique", "America/Ciudad_Juarez", "US/Eastern", "EST", "Factory", "UTC"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s is missing", name)
		}
	}
}

// TestPinnedIsSlim: version 2 or later, and no explicit changes that the footer
// says as well. New York's fat file has 3552 bytes.
func TestPinnedIsSlim(t *testing.T) {
	for _, name := range tzdb.Pinned().Names() {
		data, err := tzdb.Pinned().TZif(name)
		if err != nil {
			t.Fatal(err)
		}
		if data[4] < '2' || data[4] > '4' || len(data) > 3000 {
			t.Errorf("%s: version %q, %d bytes", name, data[4], len(data))
		}
	}
	if data, _ := tzdb.Pinned().TZif("America/New_York"); len(data) > 2000 || !strings.HasSuffix(string(data), "\nEST5EDT,M3.2.0,M11.1.0\n") {
		t.Errorf("America/New_York has %d bytes and ends in %q", len(data), data[len(data)-30:])
	}
}

// TestCanaries asks one offset that each release has changed. So the data has
// the release it states, with all those before it.
func TestCanaries(t *testing.T) {
	tests := []struct {
		version, zone, at string
		want              time.Duration
	}{
		{"2023a", "Africa/Cairo", "2023-05-10T00:00:00Z", 3 * time.Hour},
		{"2023d", "America/Scoresbysund", "2024-03-31T01:30:00Z", -1 * time.Hour},
		{"2024a", "Asia/Almaty", "2024-03-10T00:00:00Z", 5 * time.Hour},
		{"2024b", "Asia/Choibalsan", "1983-03-31T16:30:00Z", 9 * time.Hour},
		{"2025a", "America/Asuncion", "2025-06-01T00:00:00Z", -3 * time.Hour},
		{"2025b", "Asia/Tehran", "1978-11-10T20:00:00Z", 3*time.Hour + 30*time.Minute},
		{"2025b", "Iran", "1978-11-10T20:00:00Z", 3*time.Hour + 30*time.Minute},
		{"2025c", "America/Tijuana", "1970-04-26T10:30:00Z", -7 * time.Hour},
		{"2026a", "Europe/Chisinau", "2022-03-27T00:30:00Z", 2 * time.Hour},
		{"2026b", "America/Vancouver", "2026-11-01T09:30:00Z", -7 * time.Hour},
		{"2026c", "America/Edmonton", "2026-11-01T08:30:00Z", -6 * time.Hour},
		{"2026c", "Africa/Casablanca", "2026-12-02T14:00:00Z", 0},
		{"2026d", "America/Inuvik", "2026-11-01T08:30:00Z", -6 * time.Hour},
		{"2026e", "America/Winnipeg", "2026-11-01T07:30:00Z", -5 * time.Hour},
		{"2026f", "America/Havana", "2026-11-01T05:30:00Z", -4 * time.Hour},
		{"any", "America/Panama", "2021-11-18T13:30:00Z", -5 * time.Hour},
		{"any", "Asia/Seoul", "2021-11-18T13:30:00Z", 9 * time.Hour},
	}
	for _, tt := range tests {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := offset(load(t, tzdb.Pinned(), tt.zone), at); got != tt.want {
			t.Errorf("%s: %s at %s is %v from UTC, want %v", tt.version, tt.zone, tt.at, got, tt.want)
		}
	}
}

func TestLinks(t *testing.T) {
	tests := []struct{ name, canonical string }{
		{"Asia/Calcutta", "Asia/Kolkata"},
		{"US/Eastern", "America/New_York"},
		{"America/Buenos_Aires", "America/Argentina/Buenos_Aires"},
		{"Chile/Continental", "America/Santiago"},
		{"ROK", "Asia/Seoul"},
		{"UTC", "Etc/UTC"},
		{"America/Coral_Harbour", "America/Panama"}, // by the database, though in Canada
		{"America/Cayman", "America/Cayman"},        // a zone where backzone is built in
		{"America/Panama", "America/Panama"},
		{"EST", "EST"},
		{"No/Such", "No/Such"},
	}
	db := tzdb.Pinned()
	for _, tt := range tests {
		if got := db.Canonical(tt.name); got != tt.canonical {
			t.Errorf("Canonical(%q) = %q, want %q", tt.name, got, tt.canonical)
		}
		if !db.Same(tt.name, tt.canonical) || !db.Same(tt.canonical, tt.name) {
			t.Errorf("Same(%q, %q) = false", tt.name, tt.canonical)
		}
		if !db.Has(tt.name) {
			continue
		}
		own, _ := db.TZif(tt.name)
		target, _ := db.TZif(tt.canonical)
		if !slices.Equal(own, target) {
			t.Errorf("TZif(%q) and TZif(%q) differ", tt.name, tt.canonical)
		}
	}
	for _, pair := range [][2]string{
		{"America/Cayman", "America/Panama"}, {"UTC", "GMT"}, {"Asia/Seoul", "Asia/Tokyo"}, {"No/Such", "No/Other"},
	} {
		if db.Same(pair[0], pair[1]) {
			t.Errorf("Same(%q, %q) = true", pair[0], pair[1])
		}
	}
}

// TestResultsAreCopies: whoever writes into a result harms nobody else.
func TestResultsAreCopies(t *testing.T) {
	db := tzdb.Pinned()
	data, _ := db.TZif("America/Panama")
	names := db.Names()
	panama, _ := db.Country("PA")
	all := db.Countries()
	clear(data)
	clear(names)
	clear(panama.Zones)
	clear(all[0].Zones)
	load(t, db, "America/Panama")
	if got := db.Names()[0]; got != "Africa/Abidjan" {
		t.Errorf("Names()[0] = %q", got)
	}
	if got, _ := db.Country("PA"); !slices.Equal(got.Zones, []string{"America/Panama"}) {
		t.Errorf("Country(PA).Zones = %q", got.Zones)
	}
	if got := db.Countries()[0]; !slices.Equal(got.Zones, []string{"Europe/Andorra"}) {
		t.Errorf("Countries()[0] = %v", got)
	}
	if got := db.Suggest("Chile"); len(got) != 3 || len(db.Suggest("Chile")) != 3 {
		t.Errorf("Suggest(Chile) = %q", got)
	}
}

func TestConcurrentUse(t *testing.T) {
	panama, _ := tzdb.Pinned().TZif("America/Panama")
	db, err := tzdb.New("test", map[string][]byte{"America/Panama": panama}, map[string]string{"Here": "America/Panama"})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, db := range []*tzdb.Database{tzdb.Pinned(), tzdb.Newest(), db} {
				if got := db.Suggest("america/panama"); !slices.Equal(got, []string{"America/Panama"}) {
					t.Errorf("Suggest = %q", got)
				}
				if _, err := db.TZif("America/Panama"); err != nil {
					t.Error(err)
				}
				db.Names()
				db.Countries()
			}
		})
	}
	wg.Wait()
}

func TestNew(t *testing.T) {
	panama, _ := tzdb.Pinned().TZif("America/Panama")
	given := slices.Clone(panama)
	db, err := tzdb.New("2030a", map[string][]byte{"America/Panama": given, "Test/Place": given},
		map[string]string{"Test/Old": "Test/Older", "Test/Older": "Test/Place"})
	if err != nil {
		t.Fatal(err)
	}
	clear(given)
	if got, want := db.Names(), []string{"America/Panama", "Test/Old", "Test/Older", "Test/Place"}; !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
	if db.Version() != "2030a" || db.Source() != "given: 2030a" {
		t.Errorf("Version, Source = %q, %q", db.Version(), db.Source())
	}
	if !db.Same("Test/Old", "Test/Place") || db.Same("Test/Place", "America/Panama") {
		t.Error("Same does not follow the links given")
	}
	if data, err := db.TZif("Test/Old"); err != nil || !slices.Equal(data, panama) {
		t.Errorf("TZif(Test/Old) = %q, %v", data, err)
	}
	if got := db.CountryOf("America/Panama"); got != "PA" {
		t.Errorf("CountryOf(America/Panama) = %q, want PA", got)
	}
	if c, ok := db.Country("KR"); !ok || len(c.Zones) != 0 {
		t.Errorf("Country(KR) = %v, %v, want no zones: the database has none", c, ok)
	}
	if err := db.Check("Asia/Seoul"); !errors.Is(err, tzdb.ErrUnknownZone) {
		t.Errorf("Check(Asia/Seoul) = %v, want ErrUnknownZone", err)
	}
}

func TestNewRefuses(t *testing.T) {
	panama, _ := tzdb.Pinned().TZif("America/Panama")
	leap := slices.Clone(panama)
	leap[31] = 1 // leapcnt of the first header
	badIndex := slices.Clone(panama)
	badIndex[slices.Index(badIndex[44:], 'T')+44+44+2*8] = 9 // a type that does not exist
	tests := []struct {
		reason  string
		version string
		tzif    map[string][]byte
		links   map[string]string
		want    string
	}{
		{"no zones", "v", nil, nil,
			`time-zone database "v": no zones: a database needs at least one`},
		{"no version", "", map[string][]byte{"A": panama}, nil,
			`time-zone database "": version "" is not a word such as 2026f`},
		{"version of two lines", "2026f\nX", map[string][]byte{"A": panama}, nil,
			`time-zone database "2026f\nX": version "2026f\nX" is not a word such as 2026f`},
		{"everything at once, sorted", "v",
			map[string][]byte{"../up": panama, "B": []byte("TZif"), "C": panama[:60], "D": panama},
			map[string]string{"D": "B", "E": "F", "F": "E", "G": "Nowhere"},
			`time-zone database "v": zone name "../up" has '.'; names are made of ASCII letters, digits and the signs / _ - +
zone "B": not a TZif file (RFC 9636): it does not start with a TZif header
zone "C": TZif file cut off before its second header
"D" is both a zone and a link to "B": keep one of them
link "E": its target "F" leads to no zone of this database
link "F": its target "E" leads to no zone of this database
link "G": its target "Nowhere" leads to no zone of this database`},
		{"leap seconds", "v", map[string][]byte{"A": leap}, nil,
			`time-zone database "v": zone "A": its instants count leap seconds (a file of the right/ tree); plenaria counts POSIX time`},
		{"malformed contents", "v", map[string][]byte{"A": badIndex}, nil,
			`time-zone database "v": zone "A": malformed time zone information (RFC 9636)`},
	}
	for _, tt := range tests {
		db, err := tzdb.New(tt.version, tt.tzif, tt.links)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, %v, want\n%s", tt.reason, db, err, tt.want)
		}
	}
}

func BenchmarkTZif(b *testing.B) {
	db := tzdb.Pinned()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := db.TZif("US/Eastern"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	db := tzdb.Pinned()
	b.ReportAllocs()
	for b.Loop() {
		if err := db.Check("America/Panama"); err != nil {
			b.Fatal(err)
		}
	}
}
