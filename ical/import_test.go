package ical_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// calendarOf makes a file of the lines of a calendar.
func calendarOf(lines string) string {
	return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//test//EN\n" + strings.Trim(lines, "\n") + "\nEND:VCALENDAR\n"
}

// eventOf makes a file of the lines of one event in Panama.
func eventOf(lines string) string {
	return calendarOf("X-WR-TIMEZONE:America/Panama\nBEGIN:VEVENT\nUID:talk@example.org\nDTSTAMP:20211101T000000Z\nSUMMARY:Talk\n" +
		strings.Trim(lines, "\n") + "\nEND:VEVENT")
}

func importOptions() *ical.ImportOptions {
	return &ical.ImportOptions{Name: "in.ics", Database: tzdb.Pinned()}
}

func imported(t testing.TB, file string, o *ical.ImportOptions) *ical.Imported {
	t.Helper()
	if o == nil {
		o = importOptions()
	}
	im, err := ical.Import(strings.NewReader(file), o)
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// programme lists an agenda, a line a session: when, and what else is asked for.
func programme(a *schedule.Agenda, more ...func(*schedule.Session) string) string {
	var b strings.Builder
	list := func(indent string, d *schedule.Day, s *schedule.Session) {
		fmt.Fprintf(&b, "%s%s %s %s", indent, d.Date, s.ID, timesOf(s))
		for _, f := range more {
			fmt.Fprintf(&b, " %s", f(s))
		}
		b.WriteByte('\n')
	}
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			s := &a.Days[i].Sessions[j]
			list("", &a.Days[i], s)
			for k := range s.Parallel {
				list("  ", &a.Days[i], &s.Parallel[k])
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// timesOf writes the times of a session: start-end, with what is not the rule.
func timesOf(s *schedule.Session) string {
	if s.IsAllDay() {
		return "through " + s.Through.String()
	}
	text := s.Start.String() + s.Offset.String() + "-" + s.End.String() + s.EndOffset.String()
	if !s.EndDate.IsZero() {
		text += " of " + s.EndDate.String()
	}
	if !s.Zone.IsZero() {
		text += " " + s.Zone.String()
	}
	if !s.EndZone.IsZero() {
		text += " → " + s.EndZone.String()
	}
	return text
}

// told lists problems without their texts: position and sentinel.
func told(ps schedule.Problems) string {
	kinds := []struct {
		err  error
		name string
	}{
		{ical.ErrSyntax, "syntax"}, {schedule.ErrInvalid, "invalid"}, {schedule.ErrMissing, "missing"}, {schedule.ErrBackwards, "backwards"},
		{schedule.ErrLength, "length"}, {schedule.ErrSkipped, "skipped"}, {schedule.ErrDuplicateID, "duplicate"}, {schedule.ErrRule, "rule"},
		{ical.ErrNotRepresented, "not represented"}, {schedule.ErrUnknownZone, "zone"}, {ical.ErrTimezone, "vtimezone"}, {schedule.ErrTooMany, "too many"},
	}
	var list []string
	for _, p := range ps {
		text := fmt.Sprintf("%d", p.Pos.Line)
		if p.Remark {
			text += " remark"
		}
		name := "?"
		for _, k := range kinds {
			if isKind(p, k.err) {
				name = k.name
			}
		}
		list = append(list, text+" "+name)
	}
	return strings.Join(list, ", ")
}

// TestImportTimes reads single events. Lines of problems count from the file's
// first; the event's own begin in line 9.
func TestImportTimes(t *testing.T) {
	for name, row := range map[string]struct {
		reason, lines, want, told string
	}{
		"in the host's zone": {"the plain case",
			"DTSTART;TZID=America/Panama:20211118T083000\nDTEND;TZID=America/Panama:20211118T090000",
			"2021-11-18 talk 08:30-09:00", ""},
		"past midnight": {"a session stays in the day it begins in",
			"DTSTART;TZID=America/Panama:20211118T233000\nDTEND;TZID=America/Panama:20211119T003000",
			"2021-11-18 talk 23:30-00:30", ""},
		"until midnight": {"24:00, since 00:00 to 00:00 is not set",
			"DTSTART;TZID=America/Panama:20211118T000000\nDTEND;TZID=America/Panama:20211119T000000",
			"2021-11-18 talk 00:00-24:00", ""},
		"two days long": {"a clock tells no second day",
			"DTSTART;TZID=America/Panama:20211118T083000\nDTEND;TZID=America/Panama:20211120T090000",
			"2021-11-18 talk 08:30-09:00 of 2021-11-20", ""},
		"midnight to midnight, two days": {"an end of 24:00 with its date, as zero clocks are not set",
			"DTSTART;TZID=America/Panama:20211118T000000\nDTEND;TZID=America/Panama:20211120T000000",
			"2021-11-18 talk 00:00-24:00 of 2021-11-19", ""},
		"in UTC": {"UTC is nobody's wall: the host's is shown",
			"DTSTART:20211118T133000Z\nDTEND:20211118T140000Z",
			"2021-11-18 talk 08:30-09:00", ""},
		"in UTC, the day before at the host": {"the day is the host's",
			"DTSTART:20211119T033000Z\nDTEND:20211119T040000Z",
			"2021-11-18 talk 22:30-23:00", ""},
		"in UTC, with a TZID": {"RFC 5545 §3.2.19 forbids both; the Z counts, told once for the TZID",
			"DTSTART;TZID=Asia/Seoul:20211118T133000Z\nDTEND;TZID=Asia/Seoul:20211118T140000Z",
			"2021-11-18 talk 08:30-09:00", "9 remark invalid"},
		"in UTC, with two TZIDs": {"each is told",
			"DTSTART;TZID=Asia/Seoul:20211118T133000Z\nDTEND;TZID=Asia/Tokyo:20211118T140000Z",
			"2021-11-18 talk 08:30-09:00", "9 remark invalid, 10 remark invalid"},
		"an end and a length": {"RFC 5545 §3.6.1 forbids both; DTEND counts",
			"DTSTART:20211118T133000Z\nDURATION:PT2H\nDTEND:20211118T140000Z",
			"2021-11-18 talk 08:30-09:00", "10 remark syntax"},
		"an end and a length, of dates": {"so does it of dates",
			"DTSTART;VALUE=DATE:20211118\nDTEND;VALUE=DATE:20211120\nDURATION:P1D",
			"2021-11-18 talk through 2021-11-19", "11 remark syntax"},
		"in another zone": {"a zone of its own, in the day that its own wall shows",
			"DTSTART;TZID=Asia/Seoul:20211119T090000\nDTEND;TZID=Asia/Seoul:20211119T100000",
			"2021-11-19 talk 09:00-10:00 Asia/Seoul", ""},
		"in another zone, one date": {"Lima has the host's clock but another name",
			"DTSTART;TZID=America/Lima:20211118T090000\nDTEND;TZID=America/Lima:20211118T100000",
			"2021-11-18 talk 09:00-10:00 America/Lima", ""},
		"a flight": {"start and end on different walls",
			"DTSTART;TZID=America/Panama:20211118T090000\nDTEND;TZID=America/Santiago:20211118T173000",
			"2021-11-18 talk 09:00-17:30 → America/Santiago", ""},
		"a flight over the date line": {"Seoul to Los Angeles lands before it leaves, on the wall; Seoul is not the host, whose day is the 17th",
			"DTSTART;TZID=Asia/Seoul:20211118T200000\nDTEND;TZID=America/Los_Angeles:20211118T140000",
			"2021-11-18 talk 20:00-14:00 Asia/Seoul → America/Los_Angeles", ""},
		"a date": {"RFC 5545 §3.6.1: without DTEND one day",
			"DTSTART;VALUE=DATE:20211118", "2021-11-18 talk through 2021-11-18", ""},
		"dates": {"DTEND is exclusive", "DTSTART;VALUE=DATE:20211118\nDTEND;VALUE=DATE:20211120",
			"2021-11-18 talk through 2021-11-19", ""},
		"dates by DURATION": {"P2D are two dates", "DTSTART;VALUE=DATE:20211118\nDURATION:P2D",
			"2021-11-18 talk through 2021-11-19", ""},
		"a date without VALUE=DATE": {"eight digits are a date", "DTSTART:20211118\nDTEND:20211119",
			"2021-11-18 talk through 2021-11-18", ""},
		"a date with a Z": {"a date is in no zone", "DTSTART:20211118Z\nDTEND:20211119Z", "2021-11-18 talk through 2021-11-18", ""},
		"weeks behind the T of DURATION": {"not in the grammar, but plain", "DTSTART;VALUE=DATE:20211118\nDURATION:PT1W",
			"2021-11-18 talk through 2021-11-24", ""},
		"a date that ends on itself": {"what many programs write for one day",
			"DTSTART;VALUE=DATE:20211118\nDTEND;VALUE=DATE:20211118", "2021-11-18 talk through 2021-11-18", ""},
		"dates backwards": {"one day, told", "DTSTART;VALUE=DATE:20211118\nDTEND;VALUE=DATE:20211101",
			"2021-11-18 talk through 2021-11-18", "10 remark backwards"},
		"Outlook's whole day": {"midnight to midnight with Microsoft's mark",
			"DTSTART;TZID=America/Panama:20211118T000000\nDTEND;TZID=America/Panama:20211119T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
			"2021-11-18 talk through 2021-11-18", ""},
		"floating": {"RFC 5545 §3.3.5 form 1: on the host's wall, told",
			"DTSTART:20211118T083000\nDTEND:20211118T090000", "2021-11-18 talk 08:30-09:00", "9 remark missing"},
		"DURATION": {"PT1H30M", "DTSTART;TZID=America/Panama:20211118T083000\nDURATION:PT1H30M", "2021-11-18 talk 08:30-10:00", ""},
		"DURATION of a day over a change": {"RFC 5545 §3.3.6: P1D is the next day at the same clock, though 25 hours pass",
			"DTSTART;TZID=Europe/Madrid:20211030T120000\nDURATION:P1D", "2021-10-30 talk 12:00-12:00 Europe/Madrid", ""},
		"DURATION of hours over a change": {"PT24H are 24 hours that pass, and the clock was put back",
			"DTSTART;TZID=Europe/Madrid:20211030T120000\nDURATION:PT24H", "2021-10-30 talk 12:00-11:00 Europe/Madrid", ""},
		"DURATION of a day and hours": {"first the day on the wall, then the hours",
			"DTSTART;TZID=Europe/Madrid:20211030T010000\nDURATION:P1DT3H", "2021-10-30 talk 01:00-03:00 of 2021-10-31 Europe/Madrid", ""},
		"negative DURATION": {"an end before the start is left out", "DTSTART;TZID=America/Panama:20211118T083000\nDURATION:-PT1H",
			"2021-11-18 talk 08:30-08:31", "10 remark backwards"},
		"DURATION zero": {"no item of an agenda has no length", "DTSTART;TZID=America/Panama:20211118T083000\nDURATION:PT0S",
			"2021-11-18 talk 08:30-08:31", "10 remark length"},
		"DTEND before DTSTART": {"told", "DTSTART;TZID=America/Panama:20211118T083000\nDTEND;TZID=America/Panama:20211118T080000",
			"2021-11-18 talk 08:30-08:31", "10 remark backwards"},
		"no end": {"RFC 5545 §3.6.1: it has no length", "DTSTART;TZID=America/Panama:20211118T083000",
			"2021-11-18 talk 08:30-08:31", "9 remark length"},
		"no start":       {"left out", "DTEND;TZID=America/Panama:20211118T083000", "", "5 missing"},
		"a broken start": {"left out", "DTSTART:yesterday\nDTEND:20211118T083000Z", "", "9 invalid"},
		"a broken end":   {"the start stands", "DTSTART:20211118T133000Z\nDTEND:later", "2021-11-18 talk 08:30-08:31", "10 remark invalid"},
		"a 30th of February": {"no day of the calendar", "DTSTART:20210230T083000Z\nDTEND:20210230T090000Z", "",
			"9 invalid"},
		"an extended form": {"what some programs write", "DTSTART:2021-11-18T13:30:00Z\nDTEND:2021-11-18T14:00Z",
			"2021-11-18 talk 08:30-09:00", ""},
		"a leap second": {"RFC 5545 §3.3.12: read as 59", "DTSTART:20161231T235960Z\nDTEND:20170101T000500Z",
			"2016-12-31 talk 18:59:59-19:05", ""},
		"in a gap": {"RFC 5545 §3.3.5: with the offset before the gap",
			"DTSTART;TZID=America/New_York:20210314T023000\nDTEND;TZID=America/New_York:20210314T040000",
			"2021-03-14 talk 03:30-04:00 America/New_York", "9 remark skipped"},
		"in an overlap": {"RFC 5545 §3.3.5: the first of the two",
			"DTSTART;TZID=America/New_York:20211107T013000\nDTEND;TZID=America/New_York:20211107T030000",
			"2021-11-07 talk 01:30-04:00-03:00 America/New_York", ""},
		"ends in an overlap, in UTC": {"the second 01:30 of New York; the day is that of its own wall, also where Panama has the one before",
			"DTSTART;TZID=America/New_York:20211107T003000\nDURATION:PT2H",
			"2021-11-07 talk 00:30-01:30-05:00 America/New_York", ""},
		"the last day of the year 9999": {"east of Greenwich its date is beyond all calendars; Write refuses it too",
			"DTSTART:99991231T235900Z\nDTEND:99991231T235959Z", "", "9 invalid"},
		"the day before it": {"every clock has a date for it", "DTSTART:99991230T225900Z\nDTEND:99991230T225959Z",
			"9999-12-30 talk 17:59-17:59:59", ""},
		"an unknown zone": {"read as a floating time", "DTSTART;TZID=Mars/Olympus:20211118T083000\nDTEND;TZID=Mars/Olympus:20211118T090000",
			"2021-11-18 talk 08:30-09:00", "9 zone"},
		"a Windows zone": {"SA Pacific Standard Time is Panama's too, and the file is of Panama",
			"DTSTART;TZID=SA Pacific Standard Time:20211118T083000\nDTEND;TZID=SA Pacific Standard Time:20211118T090000",
			"2021-11-18 talk 08:30-09:00", ""},
	} {
		t.Run(name, func(t *testing.T) {
			im := imported(t, eventOf(row.lines), nil)
			if got := programme(im.Agenda); got != row.want {
				t.Errorf("%s:\n got %q\nwant %q", row.reason, got, row.want)
			}
			if got := told(im.Problems); got != row.told {
				t.Errorf("%s: problems %q, want %q\n%v", row.reason, got, row.told, im.Problems)
			}
			if _, err := im.Agenda.Resolve(schedule.Reject); err != nil {
				t.Errorf("%s: cannot be resolved: %v", row.reason, err)
			}
		})
	}
}

// TestImportOptions changes what is read of one event.
func TestImportOptions(t *testing.T) {
	const late = "DTSTART;TZID=America/Panama:20211119T013000\nDTEND;TZID=America/Panama:20211119T030000"
	const abroad = "DTSTART;TZID=Asia/Seoul:20211119T090000\nDTEND;TZID=Asia/Seoul:20211119T100000" // the 18th in Panama
	const floating = "DTSTART:20211118T083000\nDTEND:20211118T090000"
	for name, row := range map[string]struct {
		lines  string
		change func(*ical.ImportOptions)
		want   string
	}{
		"Zone": {late, func(o *ical.ImportOptions) { o.Zone = zone("Asia/Seoul") },
			"2021-11-19 talk 01:30-03:00 America/Panama"},
		"Dawn": {late, func(o *ical.ImportOptions) { o.Dawn = 4 * schedule.Hour },
			"2021-11-18 talk 25:30-03:00"},
		"Floating": {floating, func(o *ical.ImportOptions) { o.Floating = zone("Asia/Seoul") },
			"2021-11-18 talk 08:30-09:00 Asia/Seoul"},
		"Length":  {"DTSTART:20211118T133000Z", func(o *ical.ImportOptions) { o.Length = time.Hour }, "2021-11-18 talk 08:30-09:30"},
		"From":    {late, func(o *ical.ImportOptions) { o.From = date("2021-11-20") }, ""},
		"Through": {late, func(o *ical.ImportOptions) { o.Through = date("2021-11-18") }, ""},
		"within":  {late, func(o *ical.ImportOptions) { o.From, o.Through = date("2021-11-19"), date("2021-11-19") }, "2021-11-19 talk 01:30-03:00"},
		"within, another wall": {abroad, func(o *ical.ImportOptions) { o.From, o.Through = date("2021-11-18"), date("2021-11-18") },
			"2021-11-19 talk 09:00-10:00 Asia/Seoul"},
		"after, another wall": {abroad, func(o *ical.ImportOptions) { o.From = date("2021-11-19") }, ""},
		"Dawn, another wall": {"DTSTART;TZID=Asia/Seoul:20211119T010000\nDTEND;TZID=Asia/Seoul:20211119T020000",
			func(o *ical.ImportOptions) { o.Dawn = 4 * schedule.Hour }, "2021-11-18 talk 25:00-02:00 Asia/Seoul"},
		"none, nil":    {"DTSTART:20211118T133000Z\nDURATION:PT1H", nil, "2021-11-18 talk 08:30-09:30"},
		"Dawn, by day": {"DTSTART:20211118T133000Z\nDURATION:PT1H", func(o *ical.ImportOptions) { o.Dawn = 4 * schedule.Hour }, "2021-11-18 talk 08:30-09:30"},
	} {
		t.Run(name, func(t *testing.T) {
			var o *ical.ImportOptions
			if row.change != nil {
				o = importOptions()
				row.change(o)
			}
			im, err := ical.Import(strings.NewReader(eventOf(row.lines)), o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, programme(im.Agenda)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func isKind(p schedule.Problem, kind error) bool { return errors.Is(p, kind) }
