package ical_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// seriesOf makes a file of an event in Panama from 09:00 to 10:00 of Tuesday 2
// November 2021, and of more components.
func seriesOf(lines string, more ...string) string {
	var file strings.Builder
	file.WriteString("X-WR-TIMEZONE:America/Panama\nBEGIN:VEVENT\nUID:s@example.org\nSUMMARY:Series\n" +
		"DTSTART;TZID=America/Panama:20211102T090000\nDTEND;TZID=America/Panama:20211102T100000\n" + lines + "\nEND:VEVENT")
	for _, m := range more {
		file.WriteString("\nBEGIN:VEVENT\nUID:s@example.org\n" + m + "\nEND:VEVENT")
	}
	return calendarOf(file.String())
}

// takesPlace lists when the sessions of an agenda take place, on the walls that
// they were written on: the date in the month and the clocks, with the ID where
// it is not that of the series.
func takesPlace(t testing.TB, a *schedule.Agenda) string {
	t.Helper()
	tl, err := a.ResolveWithin(schedule.Compatible, date("2021-11-01"), date("2021-12-31"))
	if err != nil {
		return err.Error()
	}
	var list []string
	for i := range tl.Slots {
		slot := &tl.Slots[i]
		text := ""
		if slot.AllDay() {
			text = fmt.Sprintf("%02d-%02d", slot.From.Day, slot.Through.Day)
		} else {
			start, end := slot.Zone.Wall(slot.Start), slot.EndZone.Wall(slot.End)
			text = fmt.Sprintf("%02d %s-%s", start.Date.Day, start.Clock, end.Clock)
		}
		if slot.Session.ID != "s" {
			text += " " + string(slot.Session.ID)
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// TestImportSeries reads series. The lines of problems count from the first of
// the file; the event's own begin in line 10.
func TestImportSeries(t *testing.T) {
	const override = "SUMMARY:Series\nRECURRENCE-ID;TZID=America/Panama:20211109T090000\nDTSTART;TZID=America/Panama:"
	for name, row := range map[string]struct {
		reason, file, want, told string
	}{
		"RRULE": {"three Tuesdays", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3"),
			"02 09:00-10:00, 09 09:00-10:00, 16 09:00-10:00", ""},
		"two rules": {"RFC 5545 §3.8.5.3 advises against them, but they are read: their union",
			seriesOf("RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2"),
			"02 09:00-10:00, 03 09:00-10:00, 09 09:00-10:00", ""},
		"UNTIL in UTC": {"14:00Z is 09:00 in Panama", seriesOf("RRULE:FREQ=WEEKLY;UNTIL=20211109T140000Z"),
			"02 09:00-10:00, 09 09:00-10:00", ""},
		"EXDATE": {"in any zone", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20211109T140000Z"),
			"02 09:00-10:00, 16 09:00-10:00", ""},
		"EXDATE, a list with its zone": {"", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=America/Lima:20211102T090000,20211109T090000"),
			"16 09:00-10:00", ""},
		"EXDATE in UTC, with a TZID": {"RFC 5545 §3.2.19 forbids both; the Z counts, told once", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3\n" +
			"EXDATE;TZID=Asia/Seoul:20211102T140000Z,20211109T140000Z"), "16 09:00-10:00", "11 remark invalid"},
		"moved, RECURRENCE-ID in UTC with a TZID": {"so of RECURRENCE-ID",
			seriesOf("RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Series\nRECURRENCE-ID;TZID=Asia/Seoul:20211109T140000Z\nDTSTART:20211109T160000Z\nDURATION:PT1H"),
			"02 09:00-10:00, 09 11:00-12:00", "15 remark invalid"},
		"EXDATE as a date": {"of a series of times: what many programs write", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20211109"),
			"02 09:00-10:00, 16 09:00-10:00", ""},
		"EXDATE that is no occurrence": {"it changes nothing", seriesOf("RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20211110T140000Z"),
			"02 09:00-10:00, 09 09:00-10:00", ""},
		"EXRULE": {"RFC 2445 §4.8.5.2", seriesOf("RRULE:FREQ=WEEKLY;COUNT=4\nEXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"),
			"09 09:00-10:00, 23 09:00-10:00", ""},
		"RDATE": {"further times", seriesOf("RDATE;TZID=America/Panama:20211104T090000,20211105T150000"),
			"02 09:00-10:00, 04 09:00-10:00, 05 15:00-16:00", ""},
		"RDATE of periods": {"with an end, and with a length", seriesOf("RDATE;VALUE=PERIOD:20211104T140000Z/20211104T160000Z,20211105T140000Z/PT30M"),
			"02 09:00-10:00, 04 09:00-11:00, 05 09:00-09:30", ""},
		"a period backwards": {"it lasts as long as the others", seriesOf("RDATE;VALUE=PERIOD:20211104T140000Z/20211104T130000Z"),
			"02 09:00-10:00, 04 09:00-10:00", "10 backwards"},
		"a broken RDATE": {"the others stay", seriesOf("RDATE:soon,20211104T140000Z"),
			"02 09:00-10:00, 04 09:00-10:00", "10 invalid"},
		"a broken rule":                {"the event takes place once", seriesOf("RRULE:FREQ=FORTNIGHTLY"), "02 09:00-10:00", "10 rule"},
		"a rule without an occurrence": {"there is no 30 February", seriesOf("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "02 09:00-10:00", "10 rule"},
		"UNTIL before DTSTART":         {"the start counts all the same", seriesOf("RRULE:FREQ=DAILY;UNTIL=20211001T000000Z"), "02 09:00-10:00", "10 rule"},
		"one bad rule of two": {"the other stays", seriesOf("RRULE:FREQ=DAILY;UNTIL=20211001T000000Z\nRRULE:FREQ=WEEKLY;COUNT=2"),
			"02 09:00-10:00, 09 09:00-10:00", "10 rule"},
		"a start outside of the rule": {"RFC 5545 §3.8.5.3: DTSTART is the first of COUNT", seriesOf("RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3"),
			"02 09:00-10:00, 04 09:00-10:00, 11 09:00-10:00", ""},
		"a start outside, COUNT=1": {"then there is no other", seriesOf("RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=1"), "02 09:00-10:00", ""},
		"a start outside, UNTIL": {"", seriesOf("RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20211111T140000Z"),
			"02 09:00-10:00, 04 09:00-10:00, 11 09:00-10:00", ""},
		"an endless rule": {"told, as it needs a window", seriesOf("RRULE:FREQ=MONTHLY"), "02 09:00-10:00, 02 09:00-10:00", "5 remark rule"},
		"moved": {"only the time differs: a Move", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3", override+"20211110T150000\nDTEND;TZID=America/Panama:20211110T160000"),
			"02 09:00-10:00, 10 15:00-16:00, 16 09:00-10:00", ""},
		"moved, longer": {"with an end", seriesOf("RRULE:FREQ=WEEKLY;COUNT=2", override+"20211109T090000\nDTEND;TZID=America/Panama:20211109T113000"),
			"02 09:00-10:00, 09 09:00-11:30", ""},
		"moved, in another zone": {"the same instant on the wall of the series",
			seriesOf("RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Series\nRECURRENCE-ID:20211109T140000Z\nDTSTART;TZID=Asia/Seoul:20211110T010000\nDURATION:PT1H"),
			"02 09:00-10:00, 09 11:00-12:00", ""},
		"moved, RECURRENCE-ID a date": {"of a series of times",
			seriesOf("RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Series\nRECURRENCE-ID;VALUE=DATE:20211109\nDTSTART;TZID=America/Panama:20211109T110000\nDURATION:PT1H"),
			"02 09:00-10:00, 09 11:00-12:00", ""},
		"cancelled": {"RFC 5546 §3.2.5", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3", override+"20211109T090000\nDURATION:PT1H\nSTATUS:CANCELLED"),
			"02 09:00-10:00, 16 09:00-10:00", ""},
		"of another topic": {"a session of its own, told",
			seriesOf("RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Special\nRECURRENCE-ID:20211109T140000Z\nDTSTART:20211109T140000Z\nDURATION:PT2H"),
			"02 09:00-10:00, 09 09:00-11:00 s-20211109T0900", "12 remark not represented"},
		"THISANDFUTURE": {"all from one on", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3",
			"SUMMARY:Series\nRECURRENCE-ID;RANGE=THISANDFUTURE:20211109T140000Z\nDTSTART:20211109T150000Z\nDURATION:PT1H"),
			"02 09:00-10:00, 09 10:00-11:00, 16 10:00-11:00", ""},
		"THISANDFUTURE of another topic": {"its times are taken over, the rest told", seriesOf("RRULE:FREQ=WEEKLY;COUNT=3",
			"SUMMARY:Later\nRECURRENCE-ID;RANGE=THISANDFUTURE:20211109T140000Z\nDTSTART:20211109T150000Z\nDURATION:PT1H"),
			"02 09:00-10:00, 09 10:00-11:00, 16 10:00-11:00", "12 not represented"},
		"an override that is no occurrence": {"a session of its own", seriesOf("RRULE:FREQ=WEEKLY;COUNT=2",
			"SUMMARY:Series\nRECURRENCE-ID:20211110T140000Z\nDTSTART:20211110T150000Z\nDURATION:PT1H"),
			"02 09:00-10:00, 09 09:00-10:00, 10 10:00-11:00 s-20211110T0900", "15 remark rule"},
		"a cancellation of no occurrence": {"it changes nothing", seriesOf("RRULE:FREQ=WEEKLY;COUNT=2",
			"RECURRENCE-ID:20211110T140000Z\nDTSTART:20211110T150000Z\nSTATUS:CANCELLED"),
			"02 09:00-10:00, 09 09:00-10:00", "14 remark rule"},
		"an override without its series": {"as somebody has it who is invited to one occurrence",
			calendarOf("X-WR-TIMEZONE:America/Panama\nBEGIN:VEVENT\nUID:s@example.org\nSUMMARY:One\nRECURRENCE-ID:20211109T140000Z\nDTSTART:20211109T150000Z\nDURATION:PT1H\nEND:VEVENT"),
			"09 10:00-11:00 s-20211109T1400", ""},
		"two overrides of one occurrence": {"RFC 5546 §2.1.5: the higher SEQUENCE",
			seriesOf("RRULE:FREQ=WEEKLY;COUNT=2",
				"SUMMARY:Series\nRECURRENCE-ID:20211109T140000Z\nDTSTART:20211109T160000Z\nDURATION:PT1H\nSEQUENCE:2",
				"SUMMARY:Series\nRECURRENCE-ID:20211109T140000Z\nDTSTART:20211109T150000Z\nDURATION:PT1H\nSEQUENCE:1"),
			"02 09:00-10:00, 09 11:00-12:00", "20 remark duplicate"},
		"two revisions": {"the higher SEQUENCE", seriesOf("SEQUENCE:1",
			"SUMMARY:Newer\nDTSTART:20211103T140000Z\nDURATION:PT1H\nSEQUENCE:2"), "03 09:00-10:00", "5 remark duplicate"},
		"two events of one UID": {"of one revision and with another start: another event",
			seriesOf("SEQUENCE:1", "SUMMARY:Other\nDTSTART:20211103T140000Z\nDURATION:PT1H\nSEQUENCE:1"),
			"02 09:00-10:00, 03 09:00-10:00 s-2", "12 remark duplicate"},
		"nothing is left":  {"it does not take place", seriesOf("RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20211102T140000Z,20211109T140000Z"), "", "5 remark rule"},
		"blanks in a rule": {"they mean nothing", seriesOf("RRULE:FREQ=WEEKLY; COUNT=2; BYDAY=TU"), "02 09:00-10:00, 09 09:00-10:00", "10 remark rule"},
		"dates": {"an all-day series", calendarOf("BEGIN:VEVENT\nUID:s@example.org\nSUMMARY:S\nDTSTART;VALUE=DATE:20211102\nDTEND;VALUE=DATE:20211104\n" +
			"RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20211109\nEND:VEVENT"), "02-03, 16-17", ""},
		"dates, moved": {"", calendarOf("BEGIN:VEVENT\nUID:s@example.org\nSUMMARY:S\nDTSTART;VALUE=DATE:20211102\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\n" +
			"BEGIN:VEVENT\nUID:s@example.org\nSUMMARY:S\nRECURRENCE-ID;VALUE=DATE:20211109\nDTSTART;VALUE=DATE:20211110\nDTEND;VALUE=DATE:20211112\nEND:VEVENT"),
			"02-02, 10-11", ""},
		"in UTC": {"a rule of UTC's clock stays one", calendarOf("X-WR-TIMEZONE:Europe/Madrid\nBEGIN:VEVENT\nUID:s@example.org\nSUMMARY:S\n" +
			"DTSTART:20211102T090000Z\nDTEND:20211102T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT"), "02 09:00-10:00, 09 09:00-10:00", ""},
		"floating": {"on the host's wall", calendarOf("X-WR-TIMEZONE:Europe/Madrid\nBEGIN:VEVENT\nUID:s@example.org\nSUMMARY:S\n" +
			"DTSTART:20211102T090000\nDTEND:20211102T100000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20211109T090000\nEND:VEVENT"), "02 09:00-10:00", "8 remark missing"},
	} {
		t.Run(name, func(t *testing.T) {
			im := imported(t, row.file, nil)
			if got := takesPlace(t, im.Agenda); got != row.want {
				t.Errorf("%s:\n got %s\nwant %s", row.reason, got, row.want)
			}
			if got := told(im.Problems); got != row.told {
				t.Errorf("%s: problems %q, want %q\n%v", row.reason, got, row.told, im.Problems)
			}
			if ps := im.Agenda.Check().Faults(); len(ps) > 0 && row.told == "" {
				t.Errorf("faults: %v", ps)
			}
			kept, err := decodeEncode(writeKept2(t, im))
			if want, err2 := decodeEncode(row.file); err != nil || err2 != nil || kept != want {
				t.Errorf("written back:\n%s", cmp.Diff(want, kept))
			}
		})
	}
}

// writeKept2 writes what was imported back, of which a series may be endless.
func writeKept2(t testing.TB, im *ical.Imported) string {
	t.Helper()
	tl, err := im.Agenda.ResolveWithin(schedule.Compatible, date("2021-11-01"), date("2021-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := ical.Write(&b, tl, &ical.Options{Kept: im}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestImportWindow makes sessions of the occurrences in a window.
func TestImportWindow(t *testing.T) {
	o := importOptions()
	o.From, o.Through = date("2021-11-08"), date("2021-11-23")
	file := seriesOf("RRULE:FREQ=WEEKLY\nEXDATE:20211116T140000Z",
		"SUMMARY:Series\nRECURRENCE-ID:20211123T140000Z\nDTSTART:20211122T150000Z\nDURATION:PT2H",
		"SUMMARY:Special\nRECURRENCE-ID:20211130T140000Z\nDTSTART:20211112T150000Z\nDURATION:PT1H")
	im := imported(t, file, o)
	want := "2021-11-09 s-20211109T0900 09:00-10:00\n2021-11-12 s-20211130T0900 10:00-11:00\n2021-11-22 s-20211123T0900 10:00-12:00"
	if diff := cmp.Diff(want, programme(im.Agenda)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	// The same UIDs as those of the series itself.
	for _, e := range readCalendar(t, write(t, im.Agenda, nil)).of("VEVENT") {
		if uid := e.value("UID"); !strings.HasPrefix(uid, "s-202111") || !strings.HasSuffix(uid, "T0900@example.org") {
			t.Errorf("UID %s", uid)
		}
	}
	if diff := cmp.Diff(3, len(readCalendar(t, writeKept(t, im, ical.Options{})).of("VEVENT"))); diff != "" {
		t.Errorf("written back: %s", diff)
	}
}

// TestImportWindowTwice: what a file says is the same for those who read it again, also
// after a series of it was made sessions.
func TestImportWindowTwice(t *testing.T) {
	o := importOptions()
	o.From, o.Through = date("2021-11-08"), date("2021-11-17")
	im := imported(t, seriesOf("RRULE:FREQ=WEEKLY"), o)
	for range 2 {
		var uids []string
		for _, e := range readCalendar(t, writeKept(t, im, ical.Options{})).of("VEVENT") {
			uids = append(uids, e.value("UID"))
		}
		if diff := cmp.Diff([]string{"s-20211109T0900@example.org", "s-20211116T0900@example.org"}, uids); diff != "" {
			t.Errorf("written back: -want +got:\n%s", diff)
		}
	}
}

// TestImportWindowOurs: an occurrence of the day after is not past the midnight of the
// first one's day, though both have the label of that.
func TestImportWindowOurs(t *testing.T) {
	o := importOptions()
	o.From, o.Through = date("2021-11-01"), date("2021-11-04")
	im := imported(t, seriesOf("RRULE:FREQ=DAILY;COUNT=2\nDESCRIPTION:Day 1\\nLocal time: Tuesday\\, November 2\\, 2021\\, 09:00 – 10:00 (Panama UTC−05:00)"), o)
	want := "2021-11-02 s-20211102T0900 09:00-10:00\n2021-11-03 s-20211103T0900 09:00-10:00"
	if diff := cmp.Diff(want, programme(im.Agenda)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestImportOwnLists: a caller who changes one session, or the options, does not change
// another session or agenda.
func TestImportOwnLists(t *testing.T) {
	const lines = "RRULE:FREQ=WEEKLY\nDESCRIPTION;LANGUAGE=es:Palabras\\n\\nLocal time: 09:00\nCATEGORIES:Korea (South)\nATTENDEE:mailto:kim@example.org"
	o := importOptions()
	o.From, o.Through, o.Langs = date("2021-11-08"), date("2021-11-17"), []schedule.Lang{"en", "es"}
	change := func(im *ical.Imported) *schedule.Session {
		s := &im.Agenda.Days[0].Sessions[0]
		s.Title[0].Text, s.Abstract[0].Text, s.Roles[0].As, s.Countries[0] = "Changed", "Changed", schedule.Chair, "XX"
		im.Agenda.Langs[0] = "ko"
		return &im.Agenda.Days[1].Sessions[0]
	}
	im := imported(t, seriesOf(lines), o)
	other := change(im)
	if other.Title[0].Text == "Changed" || other.Abstract[0].Text == "Changed" || other.Roles[0].As == schedule.Chair || other.Countries[0] == "XX" {
		t.Errorf("the other occurrence was changed: %+v", other)
	}
	if o.Langs[0] != "en" {
		t.Errorf("the options have the languages %q", o.Langs)
	}
	apart := seriesOf(lines[len("RRULE:FREQ=WEEKLY\n"):], strings.ReplaceAll("SUMMARY:B\nDTSTART:20211103T140000Z\nDURATION:PT1H\n"+lines, "RRULE:FREQ=WEEKLY\n", ""))
	if other = change(imported(t, apart, nil)); other.Countries[0] == "XX" {
		t.Error("another session has the countries of the first")
	}
}

// TestImportLostMany: what is not listed any more is counted.
func TestImportLostMany(t *testing.T) {
	lost := imported(t, eventOf("DTSTART:20211102T090000Z\nDURATION:PT1H\n"+strings.Repeat("ATTENDEE;CUTYPE=ROOM:mailto:a@example.org\n", 100_002)), nil).Lost()
	if n := len(lost); n != 100_001 || lost[n-1].String() != "VEVENT: 2 more losses are not listed" {
		t.Errorf("%d losses, the last is %q", n, lost[n-1])
	}
}

// TestImportOddLang: a LANGUAGE that is none is told once, where it is first.
func TestImportOddLang(t *testing.T) {
	const people, title = "ATTENDEE;LANGUAGE=q_q;CN=A:mailto:a@example.org", "SUMMARY;LANGUAGE=q_q:B"
	for _, lines := range []string{people + "\n" + title, title + "\n" + people} {
		var told []int
		for _, p := range imported(t, calendarOf("BEGIN:VEVENT\nUID:a\nDTSTART:20211102T090000Z\nDURATION:PT1H\n"+lines+"\nEND:VEVENT"), nil).Problems {
			if strings.Contains(p.Error(), "q_q") {
				told = append(told, p.Pos.Line)
			}
		}
		if diff := cmp.Diff([]int{8}, told); diff != "" {
			t.Errorf("%s: lines -want +got:\n%s", lines, diff)
		}
	}
}
