package tzdb_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

func TestCheckAccepts(t *testing.T) {
	for _, name := range []string{
		"America/Panama", "America/Argentina/Buenos_Aires", "America/Port-au-Prince",
		"Asia/Calcutta", "US/Eastern", // links
		"Cuba", "Japan", "ROK", "GB", "NZ-CHAT", "W-SU", // links that name a country
		"UTC", "Etc/UTC", "UCT", "Zulu", "GMT", "Etc/GMT", "GMT0", "GMT+0", "GMT-0", "Etc/GMT+0", "Greenwich",
	} {
		if err := tzdb.Pinned().Check(name); err != nil {
			t.Errorf("Check(%q) = %v, want nil", name, err)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	tests := []struct{ name, want string }{
		{"", `time zone "" is not a place but an empty name: write the place where the clock hangs, such as America/Panama, or UTC`},
		{"Local", `time zone "Local" is not a place but a setting of the machine that reads it, so that every reader gets other times: write a place, such as America/Panama`},
		{"Factory", `time zone "Factory" is not a place but the name of a clock that nobody has set: write a place, such as America/Panama`},
		{"Z", `time zone "Z" is not a place but the mark of UTC at the end of a time: write UTC`},

		{"EST", `time zone "EST" is not a place but an abbreviation, and as a zone it never changes to summer time: write a place, such as America/Panama or America/New_York`},
		{"est", `time zone "est" is not a place but an abbreviation, and as a zone it never changes to summer time: write a place, such as America/Panama or America/New_York`},
		{"MST", `time zone "MST" is not a place but an abbreviation, and as a zone it never changes to summer time: write a place, such as America/Phoenix or America/Denver`},
		{"HST", `time zone "HST" is not a place but an abbreviation, and as a zone it never changes to summer time: write a place, such as Pacific/Honolulu`},
		{"CET", `time zone "CET" is not a place but an abbreviation, which countries with different rules share: write a place, such as Europe/Madrid, Europe/Paris or Europe/Berlin`},
		{"WET", `time zone "WET" is not a place but an abbreviation, which countries with different rules share: write a place, such as Europe/Lisbon`},
		{"PST", `time zone "PST" is not a place but an abbreviation: write a place, such as America/Los_Angeles, America/Tijuana or Asia/Manila`},
		{"KST", `time zone "KST" is not a place but an abbreviation: write a place, such as Asia/Seoul`},
		{"CLT", `time zone "CLT" is not a place but an abbreviation: write a place, such as America/Santiago`},

		{"EST5EDT", `time zone "EST5EDT" is not a place but a rule for clocks, which a law of some place may change: write that place, such as America/New_York or America/Toronto`},
		{"CET-1CEST,M3.5.0,M10.5.0/3", `time zone "CET-1CEST,M3.5.0,M10.5.0/3" is not a place but a rule for clocks, which a law of some place may change: write that place, such as Europe/Madrid, Europe/Paris or Europe/Berlin`},
		{"KST-9", `time zone "KST-9" is not a place but a rule for clocks, which a law of some place may change: write that place, such as Asia/Seoul`},
		{"<-03>3", `time zone "<-03>3" is not a place but a rule for clocks, which a law of some place may change: write that place, such as America/Panama`},

		{"Etc/GMT+5", `time zone "Etc/GMT+5" is not a place but a fixed offset whose sign is reversed (it means UTC−05:00): write a place, such as America/Panama (UTC−05:00 all year)`},
		{"etc/gmt+5", `time zone "etc/gmt+5" is not a place but a fixed offset whose sign is reversed (it means UTC−05:00): write a place, such as America/Panama (UTC−05:00 all year)`},
		{"Etc/UTC+9", `time zone "Etc/UTC+9" is not a place but an offset, which does not tell when clocks change: write a place, such as Asia/Seoul (UTC+09:00 all year)`},
		{"Etc/GMT-9", `time zone "Etc/GMT-9" is not a place but a fixed offset whose sign is reversed (it means UTC+09:00): write a place, such as Asia/Seoul (UTC+09:00 all year)`},
		{"Etc/GMT+12", `time zone "Etc/GMT+12" is not a place but a fixed offset whose sign is reversed (it means UTC−12:00): write a place, such as America/Panama, or UTC`},
		{"GMT+5", `time zone "GMT+5" is not a place but an offset, which does not tell when clocks change: write a place, such as Asia/Karachi (UTC+05:00 all year)`},
		{"UTC-05:00", `time zone "UTC-05:00" is not a place but an offset, which does not tell when clocks change: write a place, such as America/Panama (UTC−05:00 all year)`},
		{"UTC−3", `time zone "UTC−3" is not a place but an offset, which does not tell when clocks change: write a place, such as America/Argentina/Buenos_Aires (UTC−03:00 all year)`},
		{"+0900", `time zone "+0900" is not a place but an offset, which does not tell when clocks change: write a place, such as Asia/Seoul (UTC+09:00 all year)`},
		{"-03:30", `time zone "-03:30" is not a place but an offset, which does not tell when clocks change: write a place, such as America/Panama, or UTC`},
	}
	for _, tt := range tests {
		err := tzdb.Pinned().Check(tt.name)
		if !errors.Is(err, tzdb.ErrNotAPlace) {
			t.Errorf("Check(%q) = %v, want ErrNotAPlace", tt.name, err)
			continue
		}
		if err.Error() != tt.want {
			t.Errorf("Check(%q) =\n%s, want\n%s", tt.name, err, tt.want)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	tests := []struct{ name, want string }{
		{"America/Bogotta", `unknown time zone "America/Bogotta" in tz database 2026f; did you mean America/Bogota?`},
		{"Chile", `unknown time zone "Chile" in tz database 2026f; did you mean America/Santiago, America/Punta_Arenas or Pacific/Easter?`},
		{"New Zealand", `unknown time zone "New Zealand" in tz database 2026f; did you mean Pacific/Auckland or Pacific/Chatham?`},
		{"Xyzzy", `unknown time zone "Xyzzy" in tz database 2026f; zones are named after cities, such as America/Panama`},
		{"posix/America/Panama", `unknown time zone "posix/America/Panama" in tz database 2026f; did you mean America/Panama?`},
		{`America\Panama`, `unknown time zone "America\\Panama" in tz database 2026f; did you mean America/Panama?`},
		{"Etc/GMT-15", `unknown time zone "Etc/GMT-15" in tz database 2026f; zones are named after cities, such as America/Panama`},
		{"Etc/GMT+13", `unknown time zone "Etc/GMT+13" in tz database 2026f; zones are named after cities, such as America/Panama`},
		{"Korea Standard Time", `unknown time zone "Korea Standard Time" in tz database 2026f; it is what Windows calls Asia/Seoul and others, see Database.WindowsZone`},
		{"../x", `unknown time zone "../x": the name has '.'; names are made of ASCII letters, digits and the signs / _ - +`},
		{"/etc/passwd", `unknown time zone "/etc/passwd": the name has an empty component; names are components joined by single slashes, such as America/Panama`},
		{"a\x00b", `unknown time zone "a\x00b": the name has '\x00'; names are made of ASCII letters, digits and the signs / _ - +`},
		{"\xff", `unknown time zone "\xff": the name has '` + "\uFFFD" + `'; names are made of ASCII letters, digits and the signs / _ - +`},
		{strings.Repeat("EST/", 250), `unknown time zone "` + strings.Repeat("EST/", 16) + `"...: the name has 1000 bytes; names have at most 64`},
	}
	for _, tt := range tests {
		_, err := tzdb.Pinned().TZif(tt.name)
		for _, err := range []error{err, tzdb.Pinned().Check(tt.name)} {
			if !errors.Is(err, tzdb.ErrUnknownZone) || err.Error() != tt.want {
				t.Errorf("%.30q:\n%v, want\n%s", tt.name, err, tt.want)
			}
		}
	}
}

// TestTZifServesWhatCheckRefuses: calendar files from elsewhere use such names.
func TestTZifServesWhatCheckRefuses(t *testing.T) {
	for _, name := range []string{"EST", "MST", "HST", "CET", "MET", "EET", "WET", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "Etc/GMT+5", "Factory"} {
		if _, err := tzdb.Pinned().TZif(name); err != nil {
			t.Errorf("TZif(%q): %v", name, err)
		}
		if err := tzdb.Pinned().Check(name); !errors.Is(err, tzdb.ErrNotAPlace) {
			t.Errorf("Check(%q) = %v, want ErrNotAPlace", name, err)
		}
	}
	if _, err := tzdb.Pinned().TZif("Local"); !errors.Is(err, tzdb.ErrUnknownZone) {
		t.Errorf(`TZif("Local") = %v, want ErrUnknownZone`, err)
	}
}

// FuzzCheck: whatever the name, the answer is quick, and what is proposed is
// accepted.
func FuzzCheck(f *testing.F) {
	for _, name := range []string{"", "Local", "EST", "UTC-5", "Etc/GMT+5", "EST5EDT", "<-03>3", "America/Bogotta", "a\x00b", "\xff/\xfe", "////", "São Paulo", "KST-9KDT,J1"} {
		f.Add(name)
	}
	db := tzdb.Pinned()
	f.Fuzz(func(t *testing.T, name string) {
		err := db.Check(name)
		if err != nil && !errors.Is(err, tzdb.ErrNotAPlace) && !errors.Is(err, tzdb.ErrUnknownZone) {
			t.Errorf("Check(%q) = %v, which wraps no sentinel", name, err)
		}
		if _, known := db.TZif(name); err == nil && known != nil {
			t.Errorf("Check accepts %q, TZif says %v", name, known)
		}
		names := db.Suggest(name)
		if len(names) > 3 {
			t.Errorf("Suggest(%q) = %q, more than three", name, names)
		}
		for _, proposed := range names {
			if err := db.Check(proposed); err != nil {
				t.Errorf("Suggest(%q) proposes %q: %v", name, proposed, err)
			}
		}
	})
}
