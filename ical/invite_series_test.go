package ical_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// A seriesRevision is a version of an agenda, who are guests, and who is told what.
type seriesRevision struct {
	name   string
	agenda *schedule.Agenda
	guests []ical.Guests
	want   []string
}

// seriesRevisions are those of a weekly series. Two are invited to all of it, and Ana
// mostly to June 8.
func seriesRevisions(t *testing.T) []seriesRevision {
	june := func(day string) schedule.DateTime { return dateTime("2021-06-" + day) }
	moved := schedule.Move{From: june("01T09:00"), To: june("02T10:00"), End: june("02T12:00")}
	twice := schedule.Move{From: june("01T09:00"), To: june("02T11:00"), End: june("02T13:00")}
	later := func(a *schedule.Agenda) {
		s := sessionOf(t, a, "webinar")
		s.Start, s.End = clock("10:00"), clock("12:00")
	}
	ana := []ical.Guests{{Who: []schedule.ID{"ana"}, On: []schedule.Date{date("2021-06-08")}}}
	everything := []ical.Guests{{Who: []schedule.ID{"ana"}}}
	return []seriesRevision{
		{"published", weekly(t), ana, []string{
			"son REQUEST webinar 0 [new] ko", "diaz REQUEST webinar 0 [new] es", "ana REQUEST webinar 0 [new] es of 20210608T090000",
		}},
		{"June 1 is a day later", weekly(t, func(r *schedule.Repeat) { r.Moved = []schedule.Move{moved} }), ana, []string{
			"son REQUEST webinar 1 [time] ko of 20210601T090000", "diaz REQUEST webinar 1 [time] es of 20210601T090000",
		}},
		{"June 1 is another hour later", weekly(t, func(r *schedule.Repeat) { r.Moved = []schedule.Move{twice} }), ana, []string{
			"son REQUEST webinar 2 [time] ko of 20210601T090000", "diaz REQUEST webinar 2 [time] es of 20210601T090000",
		}},
		{"June 1 is as the rule says", weekly(t), ana, []string{
			"son REQUEST webinar 3 [time] ko of 20210601T090000", "diaz REQUEST webinar 3 [time] es of 20210601T090000",
		}},
		{"June 1 is a day later after all", weekly(t, func(r *schedule.Repeat) { r.Moved = []schedule.Move{moved} }), ana, []string{
			"son REQUEST webinar 4 [time] ko of 20210601T090000", "diaz REQUEST webinar 4 [time] es of 20210601T090000",
		}},
		{"June 15 is left out", weekly(t, func(r *schedule.Repeat) {
			r.Moved, r.Except = []schedule.Move{moved}, []schedule.DateTime{june("15T09:00")}
		}), ana, []string{
			"son CANCEL webinar 4 [gone] ko of 20210615T090000", "diaz CANCEL webinar 4 [gone] es of 20210615T090000",
		}},
		{"all begin an hour later, so that Ana's is another occurrence", changed(weekly(t, func(r *schedule.Repeat) {
			r.Moved, r.Except = []schedule.Move{moved}, []schedule.DateTime{june("15T10:00")}
			r.Moved[0].From = june("01T10:00")
		}), later), ana, []string{
			"son REQUEST webinar 5 [time] ko +1", "diaz REQUEST webinar 5 [time] es +1",
			"ana REQUEST webinar 5 [new] es of 20210608T100000", "ana CANCEL webinar 5 [gone] es of 20210608T090000",
		}},
		{"June 1 is again on its day", changed(weekly(t, func(r *schedule.Repeat) { r.Except = []schedule.DateTime{june("15T10:00")} }), later), ana, []string{
			"son REQUEST webinar 6 [time] ko of 20210601T100000", "diaz REQUEST webinar 6 [time] es of 20210601T100000",
		}},
		{"June 15 takes place after all", changed(weekly(t), later), ana, []string{
			"son REQUEST webinar 7 [time] ko", "diaz REQUEST webinar 7 [time] es",
		}},
		{"nothing", changed(weekly(t), later), ana, nil},
		{"Ana is invited to all", changed(weekly(t), later), everything, []string{"ana REQUEST webinar 7 [new] es"}},
		{"Ana is again invited to June 8 alone", changed(weekly(t), later), ana, []string{
			"ana CANCEL webinar 8 [gone] es", "ana REQUEST webinar 9 [new] es of 20210608T100000",
		}},
		{"four are moved: the whole anew", changed(weekly(t, func(r *schedule.Repeat) {
			for _, day := range []string{"08", "15", "22", "29"} {
				r.Moved = append(r.Moved, schedule.Move{From: june(day + "T10:00"), To: june(day + "T11:00")})
			}
		}), later), ana, []string{
			"son REQUEST webinar 9 [time] ko +4", "diaz REQUEST webinar 9 [time] es +4", "ana REQUEST webinar 10 [time] es of 20210608T100000",
		}},
		{"it does not take place", changed(weekly(t), func(a *schedule.Agenda) { a.Days = nil }), nil, []string{
			"son CANCEL webinar 10 [gone] es", "diaz CANCEL webinar 10 [gone] es", "ana CANCEL webinar 11 [gone] es of 20210608T100000",
		}},
	}
}

// TestInviteSeries: exactly the messages that each revision needs. What the calendars
// of the readers show then is what a fresh export of the agenda has for them.
func TestInviteSeries(t *testing.T) {
	calendars := map[string]*attendee{}
	file := ""
	for i, r := range seriesRevisions(t) {
		o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(time.Duration(i-200) * 24 * time.Hour)), Guests: r.guests}
		o.Series = ical.RecurringEvents
		list, after := invite(t, file, r.agenda, o)
		if diff := cmp.Diff(r.want, seriesSummary(t, list)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", r.name, diff)
		}
		if r.want == nil && after != file {
			t.Errorf("%s: the file is another", r.name)
		}
		file = after
		for i := range list {
			email := list[i].To.Email
			if calendars[email] == nil {
				calendars[email] = newAttendee(t)
			}
			calendars[email].take(&list[i])
		}
		for who, calendar := range calendars {
			if diff := cmp.Diff(r.instantsFor(t, who), calendar.instants()); diff != "" {
				t.Errorf("%s: what %s has: -want +got:\n%s", r.name, who, diff)
			}
		}
		o.Stamp = o.Stamp.Add(time.Hour)
		if list, again := invite(t, file, r.agenda, o); list != nil || again != file {
			t.Errorf("%s, once more: %v; -before +after:\n%s", r.name, seriesSummary(t, list), cmp.Diff(file, again))
		}
	}
}

// TestInviteSeriesDetails: another speaker of a series is no other time, also where an
// occurrence was moved and so is told anew.
func TestInviteSeriesDetails(t *testing.T) {
	moved := func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	}
	o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(-200 * 24 * time.Hour))}
	o.Series = ical.RecurringEvents
	_, first := invite(t, "", weekly(t, moved), o)
	o.Stamp = o.Stamp.Add(time.Hour)
	list, _ := invite(t, first, changed(weekly(t, moved), func(a *schedule.Agenda) {
		s := sessionOf(t, a, "webinar")
		s.Roles = append(s.Roles, schedule.Role{Who: "ana", As: schedule.Chair})
	}), o)
	want := []string{"son REQUEST webinar 0 [details] ko +1", "diaz REQUEST webinar 0 [details] es +1", "ana REQUEST webinar 0 [new] es +1"}
	if diff := cmp.Diff(want, seriesSummary(t, list)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// instantsFor gives the instants of the agenda that concern somebody.
func (r *seriesRevision) instantsFor(t *testing.T, who string) (lines []string) {
	for _, line := range slotInstants(timeline(t, r.agenda)) {
		if who != "ana@example.org" || len(r.guests) > 0 && r.guests[0].On == nil || strings.HasPrefix(line, "2021-06-08") {
			lines = append(lines, line)
		}
	}
	return lines
}

// changed gives an agenda after a change.
func changed(a *schedule.Agenda, change func(*schedule.Agenda)) *schedule.Agenda {
	change(a)
	return a
}

// TestInviteSeriesFile: what the organizer's file says of a series of which one
// occurrence was moved, and one has a guest of its own. An answer to the series stays,
// as the series is the same.
func TestInviteSeriesFile(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(-200 * 24 * time.Hour)), Guests: []ical.Guests{{Who: []schedule.ID{"ana"}, On: []schedule.Date{date("2021-06-08")}}}}
	o.Series = ical.RecurringEvents
	_, first := invite(t, "", weekly(t), o)
	o.Stamp = o.Stamp.Add(time.Hour)
	_, second := invite(t, strings.ReplaceAll(first, "PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED"), weekly(t, func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	}), o)
	var got []string
	for _, e := range readCalendar(t, second).of("VEVENT") {
		got = append(got, strings.Join(e.named("RECURRENCE-ID", "SEQUENCE", "DTSTART", "RRULE", "X-PLENARIA-ONLY"), " "))
		for _, line := range e.named("ATTENDEE") {
			p := readProperty(line)
			got = append(got, "  "+p.value+" "+p.param("PARTSTAT"))
		}
	}
	if diff := cmp.Diff([]string{
		"SEQUENCE:0 DTSTART;TZID=America/Santiago:20210525T090000 RRULE:FREQ=WEEKLY;COUNT=6",
		"  mailto:son@example.org ACCEPTED", "  mailto:diaz@example.org ACCEPTED",
		"SEQUENCE:1 RECURRENCE-ID;TZID=America/Santiago:20210601T090000 DTSTART;TZID=America/Santiago:20210602T100000",
		"  mailto:son@example.org NEEDS-ACTION", "  mailto:diaz@example.org NEEDS-ACTION",
		"SEQUENCE:0 RECURRENCE-ID;TZID=America/Santiago:20210608T090000 DTSTART;TZID=America/Santiago:20210608T090000 X-PLENARIA-ONLY:TRUE",
		"  mailto:ana@example.org ACCEPTED",
	}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestInviteSeriesStatus: a series that is cancelled is one CANCEL to each, and one
// REQUEST to each when it takes place after all.
func TestInviteSeriesStatus(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(-200 * 24 * time.Hour))}
	o.Series = ical.RecurringEvents
	move := func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	}
	cancelled := changed(weekly(t, move), func(a *schedule.Agenda) { sessionOf(t, a, "webinar").Status = schedule.Cancelled })
	son, file := newAttendee(t), ""
	for i, r := range []seriesRevision{
		{"published", weekly(t, move), nil, []string{"son REQUEST webinar 0 [new] ko +1", "diaz REQUEST webinar 0 [new] es +1"}},
		{"cancelled", cancelled, nil, []string{"son CANCEL webinar 1 [status] ko", "diaz CANCEL webinar 1 [status] es"}},
		{"and again", cancelled, nil, nil},
		{"after all", weekly(t, move), nil, []string{"son REQUEST webinar 2 [status] ko +1", "diaz REQUEST webinar 2 [status] es +1"}},
	} {
		o.Stamp = o.Stamp.Add(time.Hour)
		list, after := invite(t, file, r.agenda, o)
		if diff := cmp.Diff(r.want, seriesSummary(t, list)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", r.name, diff)
		}
		file = after
		if len(list) > 0 {
			son.take(&list[0])
		}
		want := r.instantsFor(t, "son")
		if i == 1 || i == 2 {
			want = nil
		}
		if diff := cmp.Diff(want, son.instants()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", r.name, diff)
		}
	}
}

// TestInviteSeriesForms: series of whole dates, in UTC and with a parallel session, of
// which one occurrence with a guest of its own is left out. K has a role in all.
func TestInviteSeriesForms(t *testing.T) {
	roles := []schedule.Role{{Who: "k", As: schedule.Speaker}}
	for name, c := range map[string]struct {
		zone        string
		session     schedule.Session
		out         schedule.DateTime
		first, then []string
		subject     string
	}{
		"whole dates": {
			"America/Santiago", schedule.Session{ID: "w", Title: text("en", "W"), Through: date("2021-12-02"), Roles: roles},
			schedule.DateTime{Date: date("2021-12-08")},
			[]string{"k REQUEST w 0 [new] ko", "m REQUEST w 0 [new] es of 20211208"},
			[]string{"k CANCEL w 1 [gone] ko of 20211208", "m CANCEL w 1 [gone] es of 20211208"},
			"취소: W – 12월 8일 (수)",
		},
		"in UTC": {
			"UTC", schedule.Session{ID: "w", Title: text("en", "W"), Start: clock("20:00"), End: clock("21:00"), Roles: roles},
			dateTime("2021-12-08T20:00"),
			[]string{"k REQUEST w 0 [new] ko", "m REQUEST w 0 [new] es of 20211208T200000Z"},
			[]string{"k CANCEL w 1 [gone] ko of 20211208T200000Z", "m CANCEL w 1 [gone] es of 20211208T200000Z"},
			"취소: W – 12월 9일 (목)", // 05:00 in Seoul
		},
		"with a parallel session": {
			"America/Santiago", schedule.Session{ID: "w", Title: text("en", "W"), Start: clock("09:00"), End: clock("11:00"), Roles: roles,
				Parallel: []schedule.Session{{ID: "p", Title: text("en", "P"), Start: clock("09:30"), End: clock("10:00"), Roles: roles}}},
			dateTime("2021-12-08T09:00"),
			[]string{"k REQUEST w 0 [new] ko", "k REQUEST p 0 [new] ko", "m REQUEST w 0 [new] es of 20211208T090000", "m REQUEST p 0 [new] es of 20211208T093000"},
			[]string{"k CANCEL w 1 [gone] ko of 20211208T090000", "k CANCEL p 1 [gone] ko of 20211208T093000",
				"m CANCEL w 1 [gone] es of 20211208T090000", "m CANCEL p 1 [gone] es of 20211208T093000"},
			"취소: W – 12월 8일 (수)",
		},
	} {
		of := func(except ...schedule.DateTime) *schedule.Agenda {
			s := c.session
			s.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=4", Except: except}
			a := onDay(c.zone, "2021-12-01", s)
			a.Organizer, a.Domain = "host", "example.org"
			a.Participants = []schedule.Participant{
				{ID: "host", Name: text("en", "Host"), Email: "h@example.org"},
				{ID: "k", Name: text("ko", "김"), Email: "k@example.org", Zone: zone("Asia/Seoul"), Langs: []schedule.Lang{"ko"}},
				{ID: "m", Name: text("en", "M"), Email: "m@example.org", Zone: zone("Europe/Madrid"), Langs: []schedule.Lang{"es"}},
			}
			return a
		}
		o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{Who: []schedule.ID{"m"}, On: []schedule.Date{date("2021-12-08")}}}}
		o.Series = ical.RecurringEvents
		list, first := invite(t, "", of(), o)
		if diff := cmp.Diff(c.first, seriesSummary(t, list)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
		o.Stamp = stampTwo
		list, then := invite(t, first, of(c.out), o)
		if diff := cmp.Diff(c.then, seriesSummary(t, list)); diff != "" {
			t.Errorf("%s, one left out: -want +got:\n%s", name, diff)
		}
		if got := list[0].Message().Subject; got != c.subject {
			t.Errorf("%s: subject %q, want %q", name, got, c.subject)
		}
		for before, a := range map[string]*schedule.Agenda{first: of(), then: of(c.out)} {
			if list, again := invite(t, before, a, o); list != nil || again != before {
				t.Errorf("%s, once more: %v", name, seriesSummary(t, list))
			}
		}
	}
}
