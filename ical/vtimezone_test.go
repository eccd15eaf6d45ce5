package ical

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func written(t testing.TB, z schedule.Zone, o TimezoneOptions) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTimezone(&b, z, &o); err != nil {
		t.Fatalf("WriteTimezone(%s, %+v): %v", z, o, err)
	}
	return b.Bytes()
}

// clientWindows are spans of files, each for a reason.
var clientWindows = [][2]string{
	{"2021-11-18", "2021-11-20"}, // the agenda of the example
	{"2024-01-01", "2026-12-31"}, // years in which many zones changed their rules
	{"2026-07-08", "2026-07-16"}, // Cuba and western Canada just before a change
	{"2026-10-01", "2026-12-02"}, // and during it
	{"2007-03-01", "2007-03-02"}, // new rules in North America
	{"2011-12-20", "2012-01-10"}, // Apia skips a day
	{"2016-05-01", "2016-05-02"}, // Caracas sets its standard time
	{"2029-04-01", "2029-04-30"}, // Santiago's rule is no first Sunday
	{"2027-01-10", "2028-11-30"}, // a leap year at the end
	{"1972-01-01", "1972-01-31"}, // Monrovia's seconds
	{"2086-01-01", "2086-12-31"}, // the last onset that Gaza's data list
	{"2100-02-01", "2100-03-31"}, // no leap year
}

func TestClientFormIsExact(t *testing.T) {
	for _, name := range zoneNames(t) {
		z, tr := pinnedZone(t, name), truthOf(t, name)
		for _, w := range clientWindows {
			from, to := day(w[0]), day(w[1])
			text := written(t, z, TimezoneOptions{From: from, To: to})
			tr.judge(t, text, from.AddDate(-1, 0, 0), to.AddDate(1, 0, 0), false)
			for _, bad := range []string{"RDATE", "UNTIL", "BYMONTHDAY"} {
				if bytes.Contains(text, []byte(bad)) {
					t.Errorf("%s for %v has %s, which Outlook does not read", name, w, bad)
				}
			}
		}
	}
}

func TestOpenFormIsExact(t *testing.T) {
	from := day("2020-01-02")
	for _, name := range zoneNames(t) {
		text := written(t, pinnedZone(t, name), TimezoneOptions{Form: Open, From: from})
		truthOf(t, name).judge(t, text, from.AddDate(0, 0, -1), day("2103-01-01"), true)
	}
}

func TestOpenFormBeginsADayBefore(t *testing.T) {
	for _, name := range []string{"America/New_York", "Europe/Berlin", "Australia/Sydney", "Africa/Cairo"} {
		tr := truthOf(t, name)
		for _, o := range tr.onsets[len(tr.onsets)-4:] {
			from := time.Unix(o+3600, 0)
			text := written(t, pinnedZone(t, name), TimezoneOptions{Form: Open, From: from})
			tr.judge(t, text, from.AddDate(0, 0, -1), from.AddDate(0, 0, 7), true)
		}
	}
}

func TestFullFormIsExact(t *testing.T) {
	early := day("1968-01-02")
	for _, name := range zoneNames(t) {
		z, tr := pinnedZone(t, name), truthOf(t, name)
		_, offset := tr.at(0)
		tr.judge(t, written(t, z, TimezoneOptions{Form: Full}), time.Unix(int64(-offset), 0), day("2038-01-01"), true)
		tr.judge(t, written(t, z, TimezoneOptions{Form: Full, From: early}), early.AddDate(0, 0, -1), day("1980-01-01"), true)
	}
}

// TestFormsOfCustomRules writes zones with rules that no place has yet. A form
// is exact or refused, and refused only if no RRULE lists the rule's days.
func TestFormsOfCustomRules(t *testing.T) {
	tests := []struct {
		name, footer string
		refused      bool // by Open; Client never does
	}{
		{"no change", "<+05>-5", false},
		{"Europe", "CET-1CEST,M3.5.0,M10.5.0/3", false},
		{"negative daylight saving", "IST-1GMT0,M10.5.0,M3.5.0/1", false},
		{"days before the last Sunday", "XST3XDT,M3.5.0/-50,M10.5.0/-1", false},
		{"days after the fourth Thursday", "XST-2XDT,M4.5.5/0,M10.4.4/50", false},
		{"crosses from April into May", "XST-2XDT,M4.5.5/72,M10.4.4/50", false},
		{"crosses from August back into July", "XST-2XDT,M4.5.5,M8.1.1/-48", false},
		{"crosses from August into September from the 29th on", "XST-2XDT,M4.5.5,M8.5.0/96", false},
		{"fixed dates", "XST-2XDT,J60,J300", false},
		{"last Sunday of February", "XST3XDT,M10.2.0/0,M2.5.0/0", false},
		{"crosses the end of February", "XST3XDT,M10.2.0/0,M2.5.0/72", true},
		{"a day of the year that leap years move", "XST3XDT,99,J300", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tzif := footerTZif(tt.footer)
			z, err := schedule.ZoneFromTZif("Custom/Zone", tzif)
			if err != nil {
				t.Fatal(err)
			}
			tr := newTruth(t, "Custom/Zone", tzif, 2020, 2060)
			var b bytes.Buffer
			switch err := WriteTimezone(&b, z, &TimezoneOptions{Form: Open, From: day("2025-01-01")}); {
			case tt.refused && (!errors.Is(err, ErrInexact) || b.Len() > 0):
				t.Errorf("Open: error %v after %d bytes, want ErrInexact", err, b.Len())
			case !tt.refused && err != nil:
				t.Errorf("Open: %v", err)
			case !tt.refused:
				tr.judge(t, b.Bytes(), day("2025-01-01"), day("2060-01-01"), true)
			}
			for year := 2022; year < 2058; year++ {
				from := time.Date(year, time.Month(year%12+1), 10, 0, 0, 0, 0, time.UTC)
				text := written(t, z, TimezoneOptions{From: from, To: from})
				tr.judge(t, text, from.AddDate(-1, 0, 0), from.AddDate(1, 0, 0), true)
			}
		})
	}
}

// TestFixedDatesAtNewYear has years that begin on the wall before or after they
// do in UTC, where package time is wrong and cannot be the judge.
func TestFixedDatesAtNewYear(t *testing.T) {
	tests := map[string][]string{ // by footer
		"XST-12XDT,J1/0,J182/0": {"DTSTART:20250101T000000", "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1\r", "DTSTART:20240701T000000", "RRULE:FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1\r"},
		"XST11XDT,J91,J365/22":  {"DTSTART:20240401T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1\r", "DTSTART:20241231T220000", "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31\r"},
	}
	for footer, lines := range tests {
		z, err := schedule.ZoneFromTZif("Custom/Zone", footerTZif(footer))
		if err != nil {
			t.Fatal(err)
		}
		text := written(t, z, TimezoneOptions{Form: Open, From: day("2024-12-20")})
		for _, line := range lines {
			if bytes.Count(text, []byte(line)) != 1 {
				t.Errorf("%s: %q is not in\n%s", footer, line, text)
			}
		}
	}
}

func TestRuleAcrossNewYearIsRefused(t *testing.T) {
	z, err := schedule.ZoneFromTZif("Custom/Zone", footerTZif("XST3XDT,M6.2.0/0,M12.5.0/72"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = WriteTimezone(&b, z, &TimezoneOptions{Form: Open})
	want := "no exact VTIMEZONE for zone Custom/Zone: no yearly rule of RFC 5545 tells its clock on 2101-12-28 and in the 28 years from then on"
	if !errors.Is(err, ErrInexact) || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes were written", b.Len())
	}
}

func TestTimezoneNames(t *testing.T) {
	tests := map[string]struct {
		zone     string
		from     string
		form     Form
		want     []string // every TZNAME
		unwanted string
	}{
		"Vancouver before PDT is renamed MST":       {"America/Vancouver", "2027-04-01", Client, []string{"MST"}, "PDT"},
		"Vancouver at a time with PDT":              {"America/Vancouver", "2026-07-01", Client, []string{"PST", "PDT"}, "MST"},
		"Vancouver after the change of name":        {"America/Vancouver", "2026-12-01", Client, []string{"MST"}, ""},
		"the open form has both names":              {"America/Vancouver", "2026-07-01", Open, []string{"PDT", "MST"}, "PST"},
		"abbreviations that are numbers are TZNAME": {"America/Sao_Paulo", "2026-07-01", Client, []string{"-03"}, ""},
	}
	for name, tt := range tests {
		from := day(tt.from)
		text := string(written(t, pinnedZone(t, tt.zone), TimezoneOptions{Form: tt.form, From: from, To: from}))
		for _, want := range tt.want {
			if !strings.Contains(text, "\r\nTZNAME:"+want+"\r\n") {
				t.Errorf("%s: no TZNAME:%s in\n%s", name, want, text)
			}
		}
		if tt.unwanted != "" && strings.Contains(text, "TZNAME:"+tt.unwanted) {
			t.Errorf("%s: TZNAME:%s in\n%s", name, tt.unwanted, text)
		}
	}
}

func TestTimezoneDefaults(t *testing.T) {
	tzif, err := tzdb.Pinned().TZif("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	later, err := tzdb.New("2031b", map[string][]byte{"America/New_York": tzif}, nil)
	if err != nil {
		t.Fatal(err)
	}
	unnumbered, err := tzdb.New("draft", map[string][]byte{"America/New_York": tzif}, nil)
	if err != nil {
		t.Fatal(err)
	}
	inDatabase := func(db *tzdb.Database) schedule.Zone {
		z, err := schedule.ZoneIn(db, "America/New_York")
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	bare, err := schedule.ZoneFromTZif("America/New_York", tzif)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		zone     schedule.Zone
		given    *TimezoneOptions
		from, to string
	}{
		"nil options":               {inDatabase(tzdb.Pinned()), nil, "2026-01-01", "2027-01-01"},
		"zero options":              {inDatabase(tzdb.Pinned()), &TimezoneOptions{}, "2026-01-01", "2027-01-01"},
		"another release":           {inDatabase(later), nil, "2031-01-01", "2032-01-01"},
		"a version without a year":  {inDatabase(unnumbered), nil, "2026-01-01", "2027-01-01"},
		"a zone without a database": {bare, nil, "2026-01-01", "2027-01-01"},
		"only From":                 {bare, &TimezoneOptions{From: day("2005-03-01")}, "2005-03-01", "2006-03-01"},
		"another clock": {bare, &TimezoneOptions{From: day("2005-03-01").In(time.FixedZone("", 9*3600))},
			"2005-03-01", "2006-03-01"},
	}
	for name, tt := range tests {
		want := written(t, tt.zone, TimezoneOptions{From: day(tt.from), To: day(tt.to)})
		var got bytes.Buffer
		if err := WriteTimezone(&got, tt.zone, tt.given); err != nil || got.String() != string(want) {
			t.Errorf("%s: got %v\n%swant that of %s to %s\n%s", name, err, &got, tt.from, tt.to, want)
		}
	}
}

func TestTimezoneErrors(t *testing.T) {
	panama := pinnedZone(t, "America/Panama")
	tests := map[string]struct {
		zone schedule.Zone
		o    TimezoneOptions
		kind error
		want string
	}{
		"UTC":     {schedule.UTC(), TimezoneOptions{}, ErrNoTimezone, "no VTIMEZONE for times in UTC: those of UTC are written with a Z and without TZID"},
		"GMT":     {pinnedZone(t, "Etc/Greenwich"), TimezoneOptions{Form: Open}, ErrNoTimezone, "no VTIMEZONE for times in UTC: those of Etc/Greenwich are written with a Z and without TZID"},
		"in UTC":  {panama, TimezoneOptions{Form: UTCTimes}, ErrNoTimezone, "no VTIMEZONE for times in UTC: form utc has none for America/Panama; use Client, Open or Full"},
		"no zone": {schedule.Zone{}, TimezoneOptions{}, ErrInexact, "no exact VTIMEZONE: the zone is not set"},
		"no form": {panama, TimezoneOptions{Form: 7}, ErrInexact, "no exact VTIMEZONE for zone America/Panama: Form(7) is no form; use Client, Open or Full"},
		"backwards": {panama, TimezoneOptions{From: day("2026-02-01"), To: day("2026-01-01")}, ErrInexact,
			"no exact VTIMEZONE for zone America/Panama: the events begin on 2026-02-01 and end before, on 2026-01-01"},
		"too early": {panama, TimezoneOptions{From: day("1602-12-31")}, ErrInexact,
			"no exact VTIMEZONE for zone America/Panama: events from 1602 to 1603; the years from 1603 to 9799 can be written"},
		"too late": {panama, TimezoneOptions{From: day("2026-01-01"), To: day("9800-01-01")}, ErrInexact,
			"no exact VTIMEZONE for zone America/Panama: events from 2026 to 9800; the years from 1603 to 9799 can be written"},
	}
	for name, tt := range tests {
		var b bytes.Buffer
		err := WriteTimezone(&b, tt.zone, &tt.o)
		if !errors.Is(err, tt.kind) || err.Error() != tt.want || b.Len() > 0 {
			t.Errorf("%s: error %q after %d bytes, want %q", name, err, b.Len(), tt.want)
		}
	}
}

// TestTimezoneAtTheEnds writes the first and the last years that are allowed.
func TestTimezoneAtTheEnds(t *testing.T) {
	for _, name := range []string{"America/New_York", "Asia/Seoul", "Asia/Manila", "America/Anchorage", "Africa/Cairo"} {
		z := pinnedZone(t, name)
		for _, form := range []Form{Client, Open, Full} {
			for _, o := range []TimezoneOptions{
				{Form: form, From: day("1603-01-01"), To: day("1603-01-01")},
				{Form: form, From: day("9799-12-31"), To: day("9799-12-31")},
				{Form: form, From: day("1603-01-01"), To: day("9799-12-31")},
			} {
				if text := written(t, z, o); !bytes.Contains(text, []byte("BEGIN:STANDARD")) {
					t.Errorf("%s, %+v: no STANDARD in\n%s", name, o, text)
				}
			}
		}
	}
}

func TestIsUTC(t *testing.T) {
	var names []string
	for _, name := range tzdb.Pinned().Names() {
		if isUTC(pinnedZone(t, name)) {
			names = append(names, name)
		}
	}
	// Those of the files etcetera and backward of the database. Places that keep
	// UTC, such as Abidjan, Reykjavik and Danmarkshavn, are not among them.
	want := "Etc/GMT Etc/GMT+0 Etc/GMT-0 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu " +
		"GMT GMT+0 GMT-0 GMT0 Greenwich UCT UTC Universal Zulu"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("zones of UTC\n got %s\nwant %s", got, want)
	}
	shifted, err := schedule.ZoneFromTZif("UTC", footerTZif("UTC-5"))
	if err != nil {
		t.Fatal(err)
	}
	if isUTC(shifted) {
		t.Error("a zone called UTC that is five hours east is taken for UTC")
	}
}

func TestFormString(t *testing.T) {
	for form, want := range map[Form]string{Client: "client", Open: "open", Full: "full", UTCTimes: "utc", -1: "Form(-1)"} {
		if got := form.String(); got != want {
			t.Errorf("Form(%d).String() = %q, want %q", int(form), got, want)
		}
	}
}
