package ical_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// apart tells what could not be compared, and what could.
func apart(d *schedule.Drift) (lines []string) {
	for _, a := range d.Apart {
		name := a.Title
		if a.Slot != nil {
			name = string(a.Slot.Session.ID)
		}
		lines = append(lines, fmt.Sprint(name, ": ", a.Why))
	}
	for _, s := range d.Sessions {
		lines = append(lines, fmt.Sprint(s.Slot.Session.ID, ": ", s.Start.By()))
	}
	slices.Sort(lines)
	return lines
}

// cairo is an agenda of summer 2023 under the rules of a release.
func cairo(version string, sessions ...schedule.Session) edition {
	return edition{version: version, place: "Africa/Cairo", days: map[string][]schedule.Session{"2023-05-10": sessions}}
}

// TestDriftApart: what is no drift is told apart from it.
func TestDriftApart(t *testing.T) {
	cancelled := func(s *schedule.Session) { s.Status = schedule.Cancelled }
	inPanama := func(s *schedule.Session) { s.Zone, s.EndZone = zone("America/Panama"), schedule.Zone{} }
	then := cairo("2022g", talk("a", "09:00", "10:00"), talk("gone", "10:00", "11:00"), talk("later", "11:00", "12:00"),
		talk("longer", "12:00", "13:00"), talk("off", "13:00", "14:00"), talk("was-off", "14:00", "15:00", cancelled),
		talk("rezoned", "15:00", "16:00"), talk("fair", "00:00", "00:00", func(s *schedule.Session) { s.Through = date("2023-05-11") }))
	now := cairo("", talk("a", "09:00", "10:00"), talk("new", "10:00", "11:00"), talk("later", "11:30", "12:00"),
		talk("longer", "12:00", "13:30"), talk("off", "13:00", "14:00", cancelled), talk("was-off", "14:00", "15:00"),
		talk("rezoned", "15:00", "16:00", inPanama), talk("fair", "00:00", "00:00", func(s *schedule.Session) { s.Through = date("2023-05-11") }))
	want := []string{"Talk gone: gone", "a: -1h0m0s", "later: edited", "longer: edited", "new: new", "rezoned: edited", "was-off: -1h0m0s"}
	if diff := cmp.Diff(want, apart(drift(t, then.written(t), now.agenda(t)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	none, err := ical.Drift(nil, now.agenda(t), nil)
	if err != nil || len(none.Sessions) > 0 || len(none.Apart) != 6 || !none.IsEmpty() {
		t.Errorf("of nothing that was published: %v, %v", apart(none), err)
	}
	for name, a := range map[string]*schedule.Agenda{"no agenda": nil, "no zone": {Days: []schedule.Day{{Date: date("2023-05-10")}}}} {
		if _, err := ical.Drift(nil, a, nil); err == nil {
			t.Errorf("%s is no error", name)
		}
	}
}

// TestDriftRecord: where a file says which rules were in force, and where it does not.
func TestDriftRecord(t *testing.T) {
	then, now := cairo("2022g", talk("a", "09:00", "10:00")), cairo("", talk("a", "09:00", "10:00"))
	plain := then.written(t)
	from, to := strings.Index(plain, "BEGIN:VTIMEZONE"), strings.Index(plain, "BEGIN:VEVENT")
	utc := ical.Options{Stamp: stampOne, Form: ical.UTCTimes}
	madeBy := func(start, end string) string {
		return file(event("UID:a@agenda", "DTSTAMP:20230101T000000Z", start, end, "SUMMARY:Talk a")...)
	}
	old := strings.Join(oldCairo, "\r\n") + "\r\n"
	named := func(tzid string) string {
		return strings.ReplaceAll(plain, "Africa/Cairo", tzid)
	}
	for name, c := range map[string]struct{ file, want string }{
		"a VTIMEZONE":               {plain, "a: -1h0m0s"},
		"none":                      {plain[:from] + plain[to:], "a: no record"},
		"one that is silent then":   {plain[:from] + strings.Replace(plain[from:to], "DTSTART:", "DTSTART:2023051", 1) + plain[to:], "a: no record"},
		"UTC, and it is there":      {madeBy("DTSTART:20230510T060000Z", "DTEND:20230510T070000Z"), "a: 0s"},
		"UTC, and it is not":        {madeBy("DTSTART:20230510T070000Z", "DTEND:20230510T080000Z"), "a: no record"},
		"UTC, and a VTIMEZONE":      {strings.Replace(madeBy("DTSTART:20230510T070000Z", "DTEND:20230510T080000Z"), "BEGIN:VEVENT", old+"BEGIN:VEVENT", 1), "a: -1h0m0s"},
		"UTC, a VTIMEZONE, edited":  {strings.Replace(madeBy("DTSTART:20230510T073000Z", "DTEND:20230510T080000Z"), "BEGIN:VEVENT", old+"BEGIN:VEVENT", 1), "a: edited"},
		"all in UTC":                {write(t, then.agenda(t), &utc), "a: no record"},
		"floating":                  {madeBy("DTSTART:20230510T090000", "DTEND:20230510T100000"), "a: no record"},
		"dates":                     {madeBy("DTSTART;VALUE=DATE:20230510", "DTEND;VALUE=DATE:20230511"), "a: edited"},
		"an old name of the zone":   {named("Egypt"), "a: -1h0m0s"},
		"a name of Windows":         {named("Egypt Standard Time"), "a: -1h0m0s"},
		"a name that is near":       {named("Africa/Cairo2"), "a: no record"},
		"a VTIMEZONE of later":      {strings.Replace(madeBy("DTSTART:20230510T070000Z", "DTEND:20230510T080000Z"), "BEGIN:VEVENT", strings.Replace(old, "DTSTART:1970", "DTSTART:2024", 1)+"BEGIN:VEVENT", 1), "a: no record"},
		"floating, own zone":        {strings.Replace(madeBy("DTSTART:20230510T090000", "DTEND:20230510T100000"), "BEGIN:VEVENT", "X-WR-TIMEZONE:Own/Clock\r\n"+strings.NewReplacer("Africa/Cairo", "Own/Clock", "+0200", "+0300").Replace(old)+"BEGIN:VEVENT", 1), "a: no record"},
		"a name of nothing":         {named("Nowhere/Special"), "a: no record"},
		"other letters":             {named("africa/cairo"), "a: -1h0m0s"},
		"the VTIMEZONE of a reader": {write(t, edition{version: "2022g", place: "America/Panama", days: then.days}.agenda(t), &ical.Options{Zones: []schedule.Zone{release(t, "2022g", "Africa/Cairo")}}), "a: edited"},
	} {
		if diff := cmp.Diff([]string{c.want}, apart(drift(t, c.file, now.agenda(t)))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

// TestDriftSeries: the occurrences of a series, as events of their own and as one
// event. Egypt's summer time began on 28 April 2023.
func TestDriftSeries(t *testing.T) {
	weekly := talk("weekly", "09:00", "10:00", func(s *schedule.Session) {
		s.Repeat = &schedule.Repeat{
			Rule: "FREQ=WEEKLY;COUNT=6", Except: []schedule.DateTime{dateTime("2023-05-03T09:00")},
			Moved: []schedule.Move{{From: dateTime("2023-05-10T09:00"), To: dateTime("2023-05-11T14:00")}},
		}
		s.Parallel = []schedule.Session{talk("beside", "09:15", "09:45")}
	})
	days := map[string][]schedule.Session{"2023-04-12": {weekly}}
	then, now := edition{version: "2022g", place: "Africa/Cairo", days: days}, edition{place: "Africa/Cairo", days: days}
	want := []string{ // 12, 19, 26 April; 11 and 17 May
		"beside: -1h0m0s", "beside: -1h0m0s", "beside: 0s", "beside: 0s", "beside: 0s",
		"weekly: -1h0m0s", "weekly: -1h0m0s", "weekly: 0s", "weekly: 0s", "weekly: 0s",
	}
	for _, form := range []ical.SeriesForm{ical.SeparateEvents, ical.RecurringEvents} {
		file := write(t, then.agenda(t), &ical.Options{Stamp: stampOne, Series: form})
		if strings.Contains(file, "RRULE:FREQ=WEEKLY;COUNT=6") != (form == ical.RecurringEvents) {
			t.Errorf("form %d:\n%s", form, file)
		}
		if diff := cmp.Diff(want, apart(drift(t, file, now.agenda(t)))); diff != "" {
			t.Errorf("form %d: -want +got:\n%s", form, diff)
		}
		other := weekly
		other.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=4", Moved: []schedule.Move{{From: dateTime("2023-05-03T09:00"), To: dateTime("2023-05-03T11:00")}}}
		other.Parallel = nil
		changed := func(s schedule.Session) string {
			d := drift(t, file, edition{place: "Africa/Cairo", days: map[string][]schedule.Session{"2023-04-12": {s}}}.agenda(t))
			return strings.Join(apart(d), "\n")
		}
		told := changed(other)
		if n := strings.Count(told, "weekly: 0s"); n != 3 || strings.Contains(told, "-1h") {
			t.Errorf("form %d, with another rule:\n%s", form, told)
		}
		other.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=4"} // 3 May had been left out
		if told := changed(other); strings.Contains(told, "-1h") || strings.Count(told, "weekly: 0s") != 3 {
			t.Errorf("form %d, with one more:\n%s", form, told)
		}
		other.End += schedule.Hour
		if told := changed(other); strings.Contains(told, "weekly: 0s") || !strings.Contains(told, "weekly: edited") {
			t.Errorf("form %d, longer:\n%s", form, told)
		}
	}
}

// TestDriftForeignSeries: an RDATE, and an EXDATE in UTC, as other programs write them.
func TestDriftForeignSeries(t *testing.T) {
	before := file(append(slices.Clone(oldCairo), event("UID:weekly@agenda", "DTSTAMP:20230101T000000Z",
		"DTSTART;TZID=Africa/Cairo:20230426T090000", "DTEND;TZID=Africa/Cairo:20230426T100000", "SUMMARY:Weekly",
		"RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20230503T070000Z", "RDATE;TZID=Africa/Cairo:20230520T090000")...)...)
	weekly := talk("weekly", "09:00", "10:00", func(s *schedule.Session) {
		s.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=3", Also: []schedule.DateTime{dateTime("2023-05-20T09:00")}}
	})
	now := edition{place: "Africa/Cairo", days: map[string][]schedule.Session{"2023-04-26": {weekly}}}
	want := []string{"weekly: -1h0m0s", "weekly: -1h0m0s", "weekly: 0s", "weekly: edited"}
	if diff := cmp.Diff(want, apart(drift(t, before, now.agenda(t)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestDriftInvitedSeries: in the organizer's own file a series is one event.
func TestDriftInvitedSeries(t *testing.T) {
	weekly := talk("weekly", "09:00", "10:00", func(s *schedule.Session) {
		s.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=4", Moved: []schedule.Move{{From: dateTime("2023-05-03T09:00"), To: dateTime("2023-05-04T09:00")}}}
		s.Roles = []schedule.Role{{Who: "r0", As: schedule.Speaker}}
	})
	agenda := func(version string) *schedule.Agenda {
		a := edition{version: version, place: "Africa/Cairo", readers: []string{"Asia/Seoul"}, days: map[string][]schedule.Session{"2023-04-19": {weekly}}}.agenda(t)
		a.Participants[0].Email, a.Organizer = "r0@example.org", "r0"
		return a
	}
	_, file := invite(t, "", agenda("2022g"), ical.InviteOptions{UpdateOptions: at(stampOne)})
	want := []string{"weekly: -1h0m0s", "weekly: -1h0m0s", "weekly: 0s", "weekly: 0s"}
	if diff := cmp.Diff(want, apart(drift(t, file, agenda("")))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestDriftUTC: UTC has never had other rules, and needs no record.
func TestDriftUTC(t *testing.T) {
	e := edition{place: "UTC", days: map[string][]schedule.Session{"2023-05-10": {talk("a", "09:00", "10:00")}}}
	d := drift(t, e.written(t), e.agenda(t))
	if _, recorded := d.Then(zone("UTC")); !recorded || len(d.Sessions) != 1 {
		t.Errorf("%v", apart(d))
	}
	if told := apart(drift(t, e.written(t), edition{place: "UTC", days: map[string][]schedule.Session{"2023-05-10": {talk("a", "09:30", "10:00")}}}.agenda(t))); told[0] != "a: edited" {
		t.Errorf("%v", told)
	}
}

// TestDriftForeign: an agenda that was imported knows the events of its file by the
// IDs that it gave them.
func TestDriftForeign(t *testing.T) {
	before := file(append(slices.Clone(oldCairo), event("UID:{0A1B}-long uid of another program", "DTSTAMP:20230101T000000Z",
		"DTSTART;TZID=Africa/Cairo:20230510T090000", "DTEND;TZID=Africa/Cairo:20230510T100000", "SUMMARY:One")...)...)
	im := imported(t, before, nil)
	im.Agenda.Zone = zone("Africa/Cairo")
	for i := range im.Agenda.Days {
		for j := range im.Agenda.Days[i].Sessions {
			s := &im.Agenda.Days[i].Sessions[j]
			s.Zone, s.EndZone = schedule.Zone{}, schedule.Zone{}
		}
	}
	id := im.Agenda.Days[0].Sessions[0].ID
	if diff := cmp.Diff([]string{string(id) + ": -1h0m0s"}, apart(drift(t, before, im.Agenda))); diff != "" || !strings.HasPrefix(string(id), "event-") {
		t.Errorf("-want +got:\n%s", diff)
	}
}
