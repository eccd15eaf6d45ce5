package ical

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// settled reads a calendar and settles one TZID for times of 2026, or for others.
func settled(t *testing.T, calendar, tzid string, years ...int) (ZoneChoice, schedule.Problems) {
	t.Helper()
	root, err := components(strings.NewReader("BEGIN:VCALENDAR\n" + calendar + "\nEND:VCALENDAR\n"))
	if err != nil {
		t.Fatal(err)
	}
	from, to := 2026, 2026
	if len(years) == 2 {
		from, to = years[0], years[1]
	}
	table := newZoneTable(zoneOptions{file: "f.ics", db: tzdb.Pinned()}, root.subs[0])
	z, ok := table.settle(tzid, contentline.Pos{Line: 7, Column: 9}, noon(from, 3, 1), noon(to, 11, 30))
	choices := table.choices()
	if len(choices) != 1 || choices[0].Zone != z || ok != (choices[0].From != ZoneUnknown) || ok == z.IsZero() {
		t.Fatalf("settle = %v, %t; choices = %+v", z, ok, choices)
	}
	if again, _ := table.settle(tzid, contentline.Pos{}, noon(1900, 1, 1), noon(1900, 1, 2)); again != z || len(table.choices()) != 1 {
		t.Errorf("asked again, %q is %v", tzid, again)
	}
	return choices[0], table.problems()
}

func noon(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
}

// TestSettleName: what a TZID means without a VTIMEZONE.
func TestSettleName(t *testing.T) {
	const panama, german = "X-WR-TIMEZONE:America/Panama", "X-WR-CALNAME;LANGUAGE=de-AT:Wien"
	tests := map[string]struct {
		calendar, tzid string
		zone           string // empty: unknown
		from           ZoneSource
		problem        string
	}{
		"name":                      {"", "America/Lima", "America/Lima", ZoneByName, ""},
		"link, as it is written":    {"", "Asia/Calcutta", "Asia/Calcutta", ZoneByName, ""},
		"small letters":             {"", "america/lima", "America/Lima", ZoneByName, `7:9: remark: unknown time zone: TZID "america/lima" is the name America/Lima`},
		"a blank for a low line":    {"", "America/New York", "America/New_York", ZoneByName, "in another spelling"},
		"quotes and blanks":         {"", ` "Europe/Paris" `, "Europe/Paris", ZoneByName, ""},
		"UTC":                       {"", "UTC", "UTC", ZoneByName, ""},
		"Mozilla":                   {"", "/mozilla.org/20070129_1/America/Lima", "America/Lima", ZoneByName, ""},
		"Mozilla, three parts":      {"", "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", ZoneByName, ""},
		"softwarestudio":            {"", "/softwarestudio.org/Olson_20011030_5/America/New_York", "America/New_York", ZoneByName, ""},
		"freeassociation":           {"", "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin", ZoneByName, ""},
		"freeassociation, one part": {"", "/freeassociation.sourceforge.net/Tzfile/Japan", "Japan", ZoneByName, ""},
		"a slash before":            {"", "/Europe/Stockholm", "Europe/Stockholm", ZoneByName, ""},
		"posix":                     {"", "posix/Europe/Vaduz", "Europe/Vaduz", ZoneByName, ""},
		"tzone UTC":                 {"", "tzone://Microsoft/Utc", "UTC", ZoneByName, ""},
		"tzone custom":              {"", "tzone://Microsoft/Custom", "", 0, `7:9: unknown time zone: no time zone is known as "tzone://Microsoft/Custom", and the file has no VTIMEZONE for it`},
		"Windows":                   {"", "SA Pacific Standard Time", "America/Bogota", ZoneByWindows, ""},
		"Windows in Panama":         {panama, "SA Pacific Standard Time", "America/Panama", ZoneByWindows, ""},
		"Windows, no row for PA":    {panama, "Romance Standard Time", "Europe/Paris", ZoneByWindows, ""},
		"Windows in Austria":        {german, "W. Europe Standard Time", "Europe/Vienna", ZoneByWindows, ""},
		"Windows, small letters":    {"", "korea standard time", "Asia/Seoul", ZoneByWindows, ""},
		"Windows, numbered":         {"", "Eastern Standard Time 1", "America/New_York", ZoneByWindows, ""},
		"label":                     {"", "(UTC-05:00) Bogota, Lima, Quito", "America/Bogota", ZoneByLabel, ""},
		"label in Peru":             {"X-WR-TIMEZONE:America/Lima", "(UTC-05:00) Bogota, Lima, Quito, Rio Branco", "America/Lima", ZoneByLabel, ""},
		"label with slashes":        {"", "(GMT-05.00) Bogota / Lima / Quito / Rio Branco", "America/Bogota", ZoneByLabel, ""},
		"label with slashes, Peru":  {"X-WR-TIMEZONE:America/Lima", "(GMT-05.00) Bogota / Lima / Quito / Rio Branco", "America/Lima", ZoneByLabel, ""},
		"label with a point":        {"", "(GMT+09.00) Seoul", "Asia/Seoul", ZoneByLabel, ""},
		"label of an older offset":  {"", "(UTC+02:00) Istanbul", "Europe/Istanbul", ZoneByLabel, ""},
		"label of another offset":   {"", "(UTC-08:00) Seoul", "", 0, "no time zone is known"},
		"label without an offset":   {"", "Kuala Lumpur, Singapore", "Asia/Kuala_Lumpur", ZoneByLabel, ""},
		"label of two clocks":       {"", "London, Tokyo", "", 0, "did you mean Europe/London, Asia/Tokyo"},
		"US label":                  {"", "(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", ZoneByLabel, ""},
		"US label, and":             {"", "(UTC-08:00) Pacific Time (US and Canada)", "America/Los_Angeles", ZoneByLabel, ""},
		"label, accents":            {"", "(UTC-03:00) Brasília", "America/Sao_Paulo", ZoneByLabel, ""},
		"label, Africa":             {"", "(UTC+01:00) West Central Africa", "Africa/Lagos", ZoneByLabel, ""},
		"label of Lotus":            {"", "Western/Central Europe", "Europe/Berlin", ZoneByLabel, ""},
		"label, UTC":                {"", "(UTC) Coordinated Universal Time", "Etc/UTC", ZoneByLabel, ""},
		"label, GMT":                {"", "(GMT) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin", ZoneByLabel, ""},
		"label, one place unknown":  {"", "Seoul, Nowhereville", "", 0, "did you mean Asia/Seoul"},
		"offset of 15 hours":        {"", "GMT+15:00", "", 0, "no time zone is known"},
		"offset":                    {"", "GMT-0500", "Etc/GMT+5", ZoneByOffset, ""},
		"offset of an hour":         {"", "UTC+3", "Etc/GMT-3", ZoneByOffset, ""},
		"offset in parentheses":     {"", "(GMT +01:00)", "Etc/GMT-1", ZoneByOffset, ""},
		"offset of half an hour":    {"", "UTC+05:30", "UTC+05:30", ZoneByOffset, ""},
		"Etc, the sign reversed":    {"", "Etc/GMT-2", "Etc/GMT-2", ZoneByName, ""},
		"one city":                  {"", "Seoul", "", 0, "did you mean Asia/Seoul; its times are read as floating"},
		"abbreviation":              {"", "KST", "", 0, "did you mean Asia/Seoul"},
		"a country":                 {"", "Europe/Germany", "", 0, "did you mean Europe/Berlin, Europe/Busingen"},
		"custom, no VTIMEZONE":      {"", "Customized Time Zone", "", 0, "no time zone is known"},
		"custom_ alone is a hint":   {"", "custom_America/Lima", "", 0, "did you mean America/Lima"},
		"the machine's":             {"", "Local", "", 0, "no time zone is known"},
		"nobody's":                  {"", "Factory", "", 0, "no time zone is known"},
		"empty":                     {"", "", "", 0, `no time zone is known as ""`},
		"long":                      {"", strings.Repeat("America/", 100) + "Lima", "", 0, "no time zone is known"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c, problems := settled(t, tt.calendar, tt.tzid)
			if c.Zone.String() != tt.zone || c.From != tt.from || c.TZID != tt.tzid || c.Reason == "" {
				t.Errorf("%+v, want %s by %s", c, tt.zone, tt.from)
			}
			if tt.problem == "" && len(problems) > 0 || tt.problem != "" && !strings.Contains(problems.Error(), tt.problem) {
				t.Errorf("problems %v, want %q", problems, tt.problem)
			}
			if tt.zone == "" && (len(problems.Faults()) != 1 || !errors.Is(problems, schedule.ErrUnknownZone)) {
				t.Errorf("problems %v, want one fault that wraps ErrUnknownZone", problems)
			}
		})
	}
}

// newYork2007 is how Outlook writes Eastern time, under some name.
func newYork2007(tzid string, props ...string) string {
	return "BEGIN:VTIMEZONE\nTZID:" + tzid + "\n" + strings.Join(append(props, ""), "\n") +
		part("STANDARD", "-0400", "-0500", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11") + "\n" +
		part("DAYLIGHT", "-0500", "-0400", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3") + "\nEND:VTIMEZONE"
}

// TestSettleTimezone: a VTIMEZONE against what its TZID means.
func TestSettleTimezone(t *testing.T) {
	fixed := func(tzid, offset string, props ...string) string {
		return "BEGIN:VTIMEZONE\nTZID:" + tzid + "\n" + strings.Join(append(props, ""), "\n") + part("STANDARD", offset, offset, "DTSTART:16010101T000000") + "\nEND:VTIMEZONE"
	}
	apple := "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\n" +
		part("DAYLIGHT", "+0100", "+0200", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU") + "\n" +
		part("STANDARD", "+0200", "+0100", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU") + "\nEND:VTIMEZONE"
	single := "BEGIN:VTIMEZONE\nTZID:America/New_York\n" + part("STANDARD", "+0000", "-0500", "DTSTART:20071104T020000") + "\n" +
		part("DAYLIGHT", "-0500", "-0400", "DTSTART:20080309T020000") + "\nEND:VTIMEZONE"
	const moved = "BEGIN:VTIMEZONE\nTZID:America/Panama\nBEGIN:STANDARD\nDTSTART:20260601T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:STANDARD\nEND:VTIMEZONE"
	tests := map[string]struct {
		calendar, tzid string
		years          []int
		zone           string
		from           ZoneSource
		own            bool // a zone of the file, not of the database
		reason         string
		problem        string
	}{
		"agrees with its name":            {newYork2007("America/New_York"), "America/New_York", nil, "America/New_York", ZoneByName, false, "the file's VTIMEZONE says the same", ""},
		"agrees with a link":              {newYork2007("US/Eastern"), "US/Eastern", nil, "US/Eastern", ZoneByName, false, "", ""},
		"agrees with its Windows name":    {newYork2007("Eastern Standard Time"), "Eastern Standard Time", nil, "America/New_York", ZoneByWindows, false, "", ""},
		"differs at other times only":     {newYork2007("America/New_York"), "America/New_York", []int{2008, 2025}, "America/New_York", ZoneByName, false, "", ""},
		"differs in 2006":                 {newYork2007("America/New_York"), "America/New_York", []int{2006, 2026}, "America/New_York", ZoneByFile, true, "at 2006-03-12T07:00:00Z it shows -0400, not -0500", "7:9: remark: malformed VTIMEZONE"},
		"a law that the database lacks":   {moved, "America/Panama", nil, "America/Panama", ZoneByFile, true, "at 2026-06-01T05:00:00Z it shows -0400, not -0500", "the VTIMEZONE is taken"},
		"that law, later":                 {moved, "America/Panama", []int{2025, 2025}, "America/Panama", ZoneByName, false, "", ""},
		"name in other letters":           {newYork2007("america/new_york"), "America/New_York", nil, "America/New_York", ZoneByName, false, "", ""},
		"escaped in the VTIMEZONE":        {newYork2007(`Mine\, of all`), "Mine, of all", nil, "America/New_York", ZoneByMatch, false, "", ""},
		"custom":                          {newYork2007("Customized Time Zone"), "Customized Time Zone", nil, "America/New_York", ZoneByMatch, false, "shows the same clock as America/New_York from 2025-03-01 to 2027-11-30", ""},
		"custom with X-LIC-LOCATION":      {newYork2007("Custom", "X-LIC-LOCATION:America/Toronto"), "Custom", nil, "America/Toronto", ZoneByMatch, false, "America/Toronto is a name", ""},
		"custom with TZURL":               {newYork2007("Custom", "TZURL:http://tzurl.org/zoneinfo/America/Toronto.ics"), "Custom", nil, "America/Toronto", ZoneByMatch, false, "", ""},
		"custom with X-TZINFO":            {newYork2007("Custom", "X-TZINFO:America/Toronto[2024a]"), "Custom", nil, "America/Toronto", ZoneByMatch, false, "", ""},
		"X-LIC-LOCATION that differs":     {newYork2007("Custom", "X-LIC-LOCATION:Europe/Paris"), "Custom", nil, "America/New_York", ZoneByMatch, false, "", ""},
		"custom in a calendar of Toronto": {"X-WR-TIMEZONE:America/Toronto\n" + newYork2007("Custom"), "Custom", nil, "America/Toronto", ZoneByMatch, false, "", ""},
		"custom in a calendar of Detroit": {"X-WR-TIMEZONE:America/Detroit\n" + newYork2007("Custom"), "Custom", nil, "America/Detroit", ZoneByMatch, false, "", ""},
		"custom_ with a name":             {newYork2007("custom_America/Toronto"), "custom_America/Toronto", nil, "America/Toronto", ZoneByName, false, "", ""},
		"Lotus":                           {newYork2007("Eastern"), "Eastern", nil, "America/New_York", ZoneByLabel, false, "", ""},
		"label":                           {newYork2007("(UTC-05:00) Eastern Time (US & Canada)"), "(UTC-05:00) Eastern Time (US & Canada)", nil, "America/New_York", ZoneByLabel, false, "", ""},
		"label, the second city":          {fixed("(UTC-05:00) New York\\, Lima", "-0500"), "(UTC-05:00) New York, Lima", nil, "America/Lima", ZoneByLabel, false, "", ""},
		"a country, and its clock":        {strings.ReplaceAll(apple, "Europe/Berlin", "Europe/Germany"), "Europe/Germany", nil, "Europe/Berlin", ZoneByName, false, "is near to the name Europe/Berlin", ""},
		"no clock of the world":           {fixed("Fictitious", "+0345"), "Fictitious", nil, "Fictitious", ZoneByFile, true, "no zone of the database shows", ""},
		"Windows, another clock":          {fixed("W. Europe Standard Time", "+0100"), "W. Europe Standard Time", nil, "W. Europe Standard Time", ZoneByFile, true, "differs from Europe/Berlin", "the VTIMEZONE is taken"},
		"Windows, the clock of a country": {fixed("Central Standard Time (Mexico)", "-0600"), "Central Standard Time (Mexico)", []int{2010, 2026}, "Central Standard Time (Mexico)", ZoneByFile, true, "", "the VTIMEZONE is taken"},
		"GMT that is London":              {newYork2007("GMT", "X-LIC-LOCATION:America/New_York"), "GMT", nil, "America/New_York", ZoneByMatch, false, "", ""},
		"an hour late, once a year":       {strings.ReplaceAll(newYork2007("America/New_York"), "FROM:-0400", "FROM:-0500"), "America/New_York", nil, "America/New_York", ZoneByName, false, "", "comes from TZOFFSETFROM"},
		"one second early":                {strings.ReplaceAll(strings.ReplaceAll(newYork2007("America/New_York"), "T020000", "T015959"), "T030000", "T025959"), "America/New_York", nil, "America/New_York", ZoneByName, false, "", ""},
		"before its first onset":          {single, "America/New_York", []int{2006, 2007}, "America/New_York", ZoneByName, false, "", ""},
		"long after its last onset":       {single, "America/New_York", []int{2023, 2023}, "America/New_York", ZoneByName, false, "", ""},
		"winter time missing until 1996":  {apple, "Europe/Berlin", []int{1985, 2026}, "Europe/Berlin", ZoneByName, false, "", ""},
		"empty, known by name":            {"BEGIN:VTIMEZONE\nTZID:America/Lima\nEND:VTIMEZONE", "America/Lima", nil, "America/Lima", ZoneByName, false, "cannot be used", "f.ics:2:1: remark: malformed VTIMEZONE: a VTIMEZONE has a STANDARD or DAYLIGHT"},
		"empty, not known":                {"BEGIN:VTIMEZONE\nTZID:Custom\nEND:VTIMEZONE", "Custom", nil, "", ZoneUnknown, false, "the file's VTIMEZONE for it cannot be used", "f.ics:2:1: malformed VTIMEZONE: a VTIMEZONE has a STANDARD or DAYLIGHT"},
		"two, which differ":               {fixed("Custom", "-0500") + "\n" + fixed("Custom", "-0600"), "Custom", nil, "America/Bogota", ZoneByMatch, false, "", "several VTIMEZONEs, which differ at 2026-03-01T12:00:00Z; the first is taken"},
		"two, the first broken":           {"BEGIN:VTIMEZONE\nTZID:Custom\nEND:VTIMEZONE\n" + fixed("Custom", "-0500"), "Custom", nil, "America/Bogota", ZoneByMatch, false, "", "f.ics:2:1: remark: malformed VTIMEZONE"},
		"offset":                          {fixed("GMT-0500", "-0500"), "GMT-0500", nil, "Etc/GMT+5", ZoneByOffset, false, "", ""},
		"abbreviations decide: Tokyo":     {strings.ReplaceAll(fixed("Custom", "+0900"), "TZOFFSETTO", "TZNAME:JST\nTZOFFSETTO"), "Custom", nil, "Asia/Tokyo", ZoneByMatch, false, "", ""},
		"abbreviations decide: Seoul":     {strings.ReplaceAll(fixed("Custom", "+0900"), "TZOFFSETTO", "TZNAME:KST\nTZOFFSETTO"), "Custom", nil, "Asia/Seoul", ZoneByMatch, false, "", ""},
		"the only one with such a clock":  {fixed("Custom", "+0845"), "Custom", nil, "Australia/Eucla", ZoneByMatch, false, "", ""},
		"no place at this distance":       {fixed("Custom", "-1200"), "Custom", nil, "Custom", ZoneByFile, true, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c, problems := settled(t, tt.calendar, tt.tzid, tt.years...)
			if c.Zone.String() != tt.zone || c.From != tt.from || !strings.Contains(c.Reason, tt.reason) || (tt.own && c.Zone.Database() != nil) {
				t.Errorf("%+v, want %s by %s: %s", c, tt.zone, tt.from, tt.reason)
			}
			if tt.problem == "" && len(problems) > 0 || tt.problem != "" && !strings.Contains(problems.Error(), tt.problem) {
				t.Errorf("problems %v, want %q", problems, tt.problem)
			}
			if faults := problems.Faults(); (len(faults) > 0) != (tt.zone == "") {
				t.Errorf("faults %v", faults)
			}
		})
	}
}

// TestSettleOwn: every zone of the database is settled as itself by the file that
// we write for it, and by its clock alone as one that shows the same.
func TestSettleOwn(t *testing.T) {
	step := 7
	if testing.Short() {
		step = 40
	}
	names := tzdb.Pinned().Names()
	for i := 0; i < len(names); i += step {
		z, err := schedule.ZoneIn(tzdb.Pinned(), names[i])
		if err != nil {
			t.Fatal(err)
		}
		if isUTC(z) {
			continue
		}
		var b bytes.Buffer
		if err := WriteTimezone(&b, z, &TimezoneOptions{Form: Client, From: noon(2026, 3, 1), To: noon(2026, 11, 30)}); err != nil {
			t.Fatal(err)
		}
		c, problems := settled(t, b.String(), names[i])
		if c.Zone != z || c.From != ZoneByName || len(problems) > 0 {
			t.Errorf("%s: %+v, %v", names[i], c, problems)
		}
		c, _ = settled(t, strings.ReplaceAll(b.String(), "TZID:"+names[i], "TZID:Custom"), "Custom")
		if tzdb.Pinned().Check(names[i]) == nil && c.From != ZoneByMatch {
			t.Errorf("%s under another name: %+v", names[i], c)
		}
		sameClock(t, names[i]+" under another name", c.Zone, z, noon(2026, 3, 1), noon(2026, 11, 30), false)
	}
}

// TestCalendarZone: X-WR-TIMEZONE is a zone for who asks.
func TestCalendarZone(t *testing.T) {
	tests := map[string]struct{ calendar, want string }{
		"X-WR-TIMEZONE":  {"X-LIC-LOCATION:America/Lima\nX-WR-TIMEZONE:America/Panama", "America/Panama"},
		"X-LIC-LOCATION": {"X-LIC-LOCATION:America/Lima", "America/Lima"},
		"Windows":        {"X-WR-TIMEZONE:Korea Standard Time", "Asia/Seoul"},
		"none":           {"X-WR-CALNAME:Agenda", ""},
		"unknown":        {"X-WR-TIMEZONE:Nowhere", ""},
	}
	for name, tt := range tests {
		root, err := components(strings.NewReader("BEGIN:VCALENDAR\n" + tt.calendar + "\nEND:VCALENDAR\n"))
		if err != nil {
			t.Fatal(err)
		}
		table := newZoneTable(zoneOptions{db: tzdb.Pinned()}, root.subs[0])
		z, ok := table.calendarZone(noon(2026, 1, 1), noon(2026, 2, 1))
		if z.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %t, want %q", name, z, ok, tt.want)
		}
		if told := len(table.problems()) == 1; told != (name == "unknown") {
			t.Errorf("%s: %v", name, table.problems())
		}
	}
}

// TestSettleManyUnknown: a file of nothing but unknown names costs little, and
// tells not all of them.
func TestSettleManyUnknown(t *testing.T) {
	table := newZoneTable(zoneOptions{db: tzdb.Pinned()}, &component{name: "VCALENDAR"})
	for i := range 20_000 {
		if _, ok := table.settle(fmt.Sprintf("Nowhere %dx", i), contentline.Pos{Line: i + 1, Column: 1}, noon(2026, 1, 1), noon(2026, 1, 2)); ok {
			t.Fatalf("Nowhere %d is known", i)
		}
	}
	problems := table.problems()
	if len(problems) != maxZoneProblems+1 || !strings.Contains(problems.Error(), "19000 more problems with time zones") {
		t.Errorf("%d problems, the last %v", len(problems), problems[len(problems)-1])
	}
}

// TestDiffer: the last instant counts, a difference at an onset that does not
// last does not, and neither does what a VTIMEZONE says nothing of.
func TestDiffer(t *testing.T) {
	spans := func(onset time.Time) schedule.Zone {
		z, err := schedule.ZoneFromSpans("Test", []schedule.Span{{End: onset, Offset: 0}, {Start: onset, Offset: 3600}})
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	onset := noon(2026, 6, 1)
	never := spans(noon(2090, 1, 1))
	tests := map[string]struct {
		a, b     schedule.Zone
		mute     silence
		from, to time.Time
		want     time.Time // zero: the same
	}{
		"the same":              {spans(onset), spans(onset), nil, noon(2020, 1, 1), noon(2030, 1, 1), time.Time{}},
		"one is never set":      {spans(onset), never, nil, noon(2020, 1, 1), noon(2030, 1, 1), onset},
		"at the last instant":   {spans(onset), never, nil, noon(2020, 1, 1), onset, onset},
		"a second before":       {spans(onset), never, nil, noon(2020, 1, 1), onset.Add(-time.Second), time.Time{}},
		"from the first on":     {spans(onset), never, nil, noon(2027, 1, 1), noon(2030, 1, 1), noon(2027, 1, 1)},
		"15 hours":              {spans(onset), spans(onset.Add(slip)), nil, noon(2020, 1, 1), noon(2030, 1, 1), time.Time{}},
		"a second more":         {spans(onset), spans(onset.Add(slip + time.Second)), nil, noon(2020, 1, 1), noon(2030, 1, 1), onset},
		"silent until later":    {spans(onset), never, silence{{-endOfTime, noon(2026, 7, 1).Unix()}}, noon(2020, 1, 1), noon(2030, 1, 1), noon(2026, 7, 1)},
		"silent until the end":  {spans(onset), never, silence{{-endOfTime, noon(2026, 7, 1).Unix()}}, noon(2020, 1, 1), noon(2026, 6, 30), time.Time{}},
		"silent at other times": {spans(onset), never, silence{{-endOfTime, noon(2026, 5, 1).Unix()}}, noon(2020, 1, 1), noon(2030, 1, 1), onset},
	}
	for name, tt := range tests {
		at, ok := differ(tt.a, tt.b, tt.mute, tt.from, tt.to, false)
		if !at.Equal(tt.want) || ok == tt.want.IsZero() {
			t.Errorf("%s: %s, %t, want %s", name, at, ok, tt.want)
		}
	}
}
