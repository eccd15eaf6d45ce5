package tzdb

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// zoneinfo writes a zoneinfo directory. Contents that name a pinned zone after
// "=" stand for its TZif file.
func zoneinfo(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if zone, ok := strings.CutPrefix(text, "="); ok {
			data, err := Pinned().TZif(zone)
			if err != nil {
				t.Fatal(err)
			}
			text = string(data)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// release2030 is the least that a complete directory holds.
func release2030() map[string]string {
	return map[string]string{
		"tzdata.zi":            "# version 2030a\n# ddeps x\nR d 1916 o - Jun 14 23s 1 S\nZ America/Panama -5 - EST\n-5 - EST\nZone Asia/Seoul 9 - KST\nL Asia/Seoul ROK\nLink ROK Korea\nL No/File Gone\nZ Not/Installed 0 - X\n",
		"America/Panama":       "=America/Panama",
		"Asia/Seoul":           "=Asia/Seoul",
		"posix/America/Panama": "=America/Panama",
		"right/America/Panama": "=America/Panama",
		"Custom/Lab":           "=Asia/Tokyo",
		"iso3166.tab":          "# comment\nKR\tKorea (South)\nPA\tPanama\n",
		"zone.tab":             "# comment\nPA\t+0858-07932\tAmerica/Panama\nKR\t+3733+12658\tAsia/Seoul\tremark\nKR\t+0000+00000\tNot/Here\n",
	}
}

func TestDir(t *testing.T) {
	dir := zoneinfo(t, release2030())
	db, err := Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if db.Version() != "2030a" || db.Source() != "directory: "+dir {
		t.Errorf("Version, Source = %q, %q", db.Version(), db.Source())
	}
	// Custom/Lab is in no release; Gone and Not/Installed have no files; ROK and
	// Korea have none of their own.
	if got, want := db.Names(), []string{"America/Panama", "Asia/Seoul", "Korea", "ROK"}; !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
	if !db.Same("Korea", "Asia/Seoul") || db.Canonical("Korea") != "Asia/Seoul" {
		t.Errorf("Canonical(Korea) = %q, want Asia/Seoul", db.Canonical("Korea"))
	}
	if c, ok := db.Country("KR"); !ok || c.Name != "Korea (South)" || !slices.Equal(c.Zones, []string{"Asia/Seoul"}) {
		t.Errorf("Country(KR) = %v, %v", c, ok)
	}
	if got := len(db.Countries()); got != 2 {
		t.Errorf("%d countries, want those of the directory, 2", got)
	}
	for name, says := range map[string]string{
		"Europe/Rome": "in tz database 2030a (directory: " + dir + "), which lacks it; the pinned one, " + Pinned().Version() + ", has it: use that one",
		"Europe/Roma": "in tz database 2030a; did you mean Europe/Rome?",
	} {
		if err := db.Check(name); !errors.Is(err, ErrUnknownZone) || !strings.Contains(err.Error(), says) {
			t.Errorf("Check(%s) = %v, want one that says %s", name, err, says)
		}
	}
}

// TestDirDoesNotChange: an upgrade of the files while the program runs does not
// mix releases.
func TestDirDoesNotChange(t *testing.T) {
	dir := zoneinfo(t, release2030())
	db, err := Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := db.TZif("Asia/Seoul")
	if err := os.WriteFile(filepath.Join(dir, "Asia/Seoul"), []byte("new"), 0o666); err != nil {
		t.Fatal(err)
	}
	if after, err := db.TZif("Asia/Seoul"); err != nil || !slices.Equal(before, after) {
		t.Errorf("TZif(Asia/Seoul) = %q, %v after a change of the file", after, err)
	}
}

// TestDirWithoutIndex: +VERSION tells the version, files are the names, the
// pinned links hold where files are equal, countries are the pinned ones.
func TestDirWithoutIndex(t *testing.T) {
	db, err := Dir(zoneinfo(t, map[string]string{
		"+VERSION":         "2030a\n",
		"Asia/Kolkata":     "=Asia/Kolkata",
		"Asia/Calcutta":    "=Asia/Kolkata",
		"America/New_York": "=America/New_York",
		"US/Eastern":       "=America/Chicago", // differs, so is no link
		"Custom/Lab":       "=Asia/Tokyo",
		"posix/Asia/Seoul": "=Asia/Seoul",
		"right/Asia/Seoul": "=Asia/Seoul",
		"localtime":        "=Asia/Seoul",
		"posixrules":       "=America/New_York",
		"README":           "text",
		".hidden":          "=Asia/Seoul",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"America/New_York", "Asia/Calcutta", "Asia/Kolkata", "Custom/Lab", "US/Eastern"}
	if got := db.Names(); !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
	if !db.Same("Asia/Calcutta", "Asia/Kolkata") || db.Same("US/Eastern", "America/New_York") {
		t.Error("links are not those of equal files")
	}
	if got := db.CountryOf("Asia/Kolkata"); got != "IN" {
		t.Errorf("CountryOf(Asia/Kolkata) = %q, want IN", got)
	}
}

func TestDirRefuses(t *testing.T) {
	leap := func(files map[string]string) {
		data, _ := Pinned().TZif("Asia/Seoul")
		data[31] = 1 // leapcnt
		files["Asia/Seoul"] = string(data)
	}
	tests := []struct {
		reason string
		change func(files map[string]string)
		is     error
		want   string
	}{
		{"empty directory", func(files map[string]string) { clear(files) }, ErrNoVersion,
			"no time-zone database of a known version: neither tzdata.zi nor +VERSION can be read"},
		{"no version line", func(files map[string]string) { files["tzdata.zi"] = "Z A 0 - X\n" }, ErrNoVersion,
			`no time-zone database of a known version: tzdata.zi starts with "Z A 0 - X" instead of "# version" and a version`},
		{"unknown version", func(files map[string]string) { files["tzdata.zi"] = "# version unknown\n" }, ErrNoVersion,
			`no time-zone database of a known version: the version stated is "unknown"`},
		{"empty tzdata.zi", func(files map[string]string) { files["tzdata.zi"] = "" }, ErrNoVersion,
			`no time-zone database of a known version: tzdata.zi starts with "" instead of "# version" and a version`},
		{"version only", func(files map[string]string) { files["tzdata.zi"] = "# version 2030a\n" }, nil,
			"no zones: a database needs at least one"},
		{"no TZif file", func(files map[string]string) { files["Asia/Seoul"] = "text" }, nil,
			`zone "Asia/Seoul": not a TZif file (RFC 9636): it does not start with a TZif header`},
		{"leap seconds", leap, nil,
			`zone "Asia/Seoul": its instants count leap seconds (a file of the right/ tree); plenaria counts POSIX time`},
	}
	for _, tt := range tests {
		files := release2030()
		tt.change(files)
		dir := zoneinfo(t, files)
		_, err := Dir(dir)
		want := `time-zone directory "` + dir + `": ` + tt.want
		if err == nil || err.Error() != want || tt.is != nil && !errors.Is(err, tt.is) {
			t.Errorf("%s: %v, want %s", tt.reason, err, want)
		}
	}
	if _, err := Dir(filepath.Join(t.TempDir(), "missing")); !errors.Is(err, ErrNoVersion) {
		t.Errorf("Dir of a missing directory: %v, want ErrNoVersion", err)
	}
}

func TestFindSystem(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	unversioned := zoneinfo(t, map[string]string{"Asia/Seoul": "=Asia/Seoul"})
	good := zoneinfo(t, release2030())
	dir, version, err := findSystem([]string{missing, unversioned, good})
	if dir != good || version != "2030a" || err != nil {
		t.Errorf("findSystem = %q, %q, %v, want %q, 2030a", dir, version, err, good)
	}
	_, _, err = findSystem([]string{missing, unversioned})
	want := "no time-zone database of a known version on this machine: none of " + missing + ", " + unversioned + " states one"
	if !errors.Is(err, ErrNoVersion) || err.Error() != want {
		t.Errorf("findSystem: %v, want %s", err, want)
	}
}

// TestSystem holds on every machine: a database of known version, or the reason.
func TestSystem(t *testing.T) {
	db, err := System()
	if err != nil {
		if !errors.Is(err, ErrNoVersion) {
			t.Error(err)
		}
		return
	}
	if dir, ok := strings.CutPrefix(db.Source(), "system: "); !ok || !slices.Contains(systemPlaces(), dir) {
		t.Errorf("Source() = %q", db.Source())
	}
	if err := db.Check("America/Panama"); err != nil {
		t.Error(err)
	}
}

func TestNewer(t *testing.T) {
	tests := []struct {
		system, pinned string
		want           bool
	}{
		{"2026g", "2026f", true},
		{"2027a", "2026f", true},
		{"2026f", "2026f", false}, // equal: pinned, the same on every machine
		{"2026e", "2026f", false},
		{"2025c", "2026f", false},
		{"nonsense", "2026f", false},
	}
	for _, tt := range tests {
		if got := newer(tt.system, tt.pinned); got != tt.want {
			t.Errorf("newer(%q, %q) = %v, want %v", tt.system, tt.pinned, got, tt.want)
		}
	}
}

func TestNewestOf(t *testing.T) {
	place := func(version string) string {
		files := release2030()
		files["tzdata.zi"] = strings.Replace(files["tzdata.zi"], "2030a", version, 1)
		return zoneinfo(t, files)
	}
	newerPlace := place("2030a")
	broken := zoneinfo(t, map[string]string{"tzdata.zi": "# version 2030a\n"})
	tests := []struct {
		reason, dir, version, source string
	}{
		{"newer", newerPlace, "2030a", "system: " + newerPlace},
		{"equal", place(pinnedVersion), pinnedVersion, "pinned"},
		{"older", place("2020a"), pinnedVersion, "pinned"},
		{"newer but unreadable", broken, pinnedVersion, "pinned"},
		{"none", filepath.Join(t.TempDir(), "missing"), pinnedVersion, "pinned"},
	}
	for _, tt := range tests {
		db := newestOf([]string{tt.dir})
		if db.Version() != tt.version || db.Source() != tt.source {
			t.Errorf("%s: %s from %s, want %s from %s", tt.reason, db.Version(), db.Source(), tt.version, tt.source)
		}
	}
	if first, second := Newest(), Newest(); first != second {
		t.Errorf("Newest is decided twice: %s, %s", first.Source(), second.Source())
	}
}

// TestPinnedVersionAgrees: the generated constant is the version of the data.
func TestPinnedVersionAgrees(t *testing.T) {
	if got := Pinned().Version(); got != pinnedVersion {
		t.Errorf("pinned.bin has %s, pinned_version.go %s", got, pinnedVersion)
	}
}

func BenchmarkLoadPinned(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		unpackPinned()
	}
}
