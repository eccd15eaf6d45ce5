package ical_test

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestInviteDelegatesSeries: delegates of a series as a whole, and of one occurrence. What
// their calendars show in the end is what that of who sends them shows, or that occurrence.
func TestInviteDelegatesSeries(t *testing.T) {
	moved := func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	}
	later := func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}, {From: dateTime("2021-06-08T09:00"), To: dateTime("2021-06-09T10:00")}}
	}
	const june8 = "RECURRENCE-ID:20210608T130000Z"
	for _, c := range []struct {
		name  string
		steps []delegateStep
		shown map[string]int // how many occurrences calendars show in the end
	}{
		{"all of it", []delegateStep{
			{reason: "sent", forwarded: "son sub", replies: []string{"son DELEGATED sub, 0 at 1"}, days: 1, file: []string{"son DELEGATED to sub", "diaz NEEDS-ACTION?", "sub NEEDS-ACTION for son?"}},
			{reason: "one occurrence is moved", agenda: weekly(t, moved), days: 2,
				want: []string{"son REQUEST webinar 1 [time] ko of 20210601T090000", "diaz REQUEST webinar 1 [time] es of 20210601T090000", "sub REQUEST webinar 1 [time] ko of 20210601T090000"},
				told: []string{"son DELEGATED to sub; sub NEEDS-ACTION for son?", "diaz NEEDS-ACTION?", "sub NEEDS-ACTION for son?; son DELEGATED to sub"},
				file: []string{"son DELEGATED to sub", "diaz NEEDS-ACTION?", "sub NEEDS-ACTION for son?", "son DELEGATED to sub", "diaz NEEDS-ACTION?", "sub NEEDS-ACTION for son?"}},
			{reason: "the delegate declines", replies: []string{"sub DECLINED, 0 at 2"}, days: 3, want: []string{"son REQUEST webinar 0 [delegate] ko +1"}},
			{reason: "taken back", replies: []string{"son ACCEPTED, 0 at 3"}, days: 4, want: []string{"sub CANCEL webinar 1 [gone] ko"}},
		}, map[string]int{"son": 6, "diaz": 6, "sub": 0}},
		{"one occurrence", []delegateStep{
			{reason: "sent", replies: []string{"son DELEGATED sub, 0 at 1 " + june8}, days: 1, file: []string{"son NEEDS-ACTION?", "diaz NEEDS-ACTION?", "sub NEEDS-ACTION for son?"}},
			{reason: "the delegate has lost it", again: "sub", days: 2, want: []string{"sub REQUEST webinar 0 [nothing] ko of 20210608T090000"}, told: []string{"sub NEEDS-ACTION for son?; son DELEGATED to sub"}},
			{reason: "another occurrence is moved", agenda: weekly(t, moved), days: 3,
				want: []string{"son REQUEST webinar 1 [time] ko of 20210601T090000", "diaz REQUEST webinar 1 [time] es of 20210601T090000"}},
			{reason: "the delegate declines", replies: []string{"sub DECLINED, 0 at 2 " + june8}, days: 4, want: []string{"son REQUEST webinar 0 [delegate] ko of 20210608T090000"},
				told: []string{"son NEEDS-ACTION?; sub DECLINED for son?"}},
			{reason: "and comes after all", replies: []string{"sub ACCEPTED, 0 at 3 " + june8}, days: 5},
			{reason: "it is moved", agenda: weekly(t, later), days: 6,
				want: []string{"son REQUEST webinar 1 [time] ko of 20210608T090000", "diaz REQUEST webinar 1 [time] es of 20210608T090000", "sub REQUEST webinar 1 [time] ko of 20210608T090000"},
				told: []string{"son DELEGATED to sub; sub NEEDS-ACTION for son?", "diaz NEEDS-ACTION?", "sub NEEDS-ACTION for son?; son DELEGATED to sub"}},
		}, map[string]int{"son": 6, "diaz": 6, "sub": 1}},
		{"one occurrence, taken back", []delegateStep{
			{reason: "sent", replies: []string{"son DELEGATED sub, 0 at 1 " + june8}, days: 1},
			{reason: "taken back", replies: []string{"son ACCEPTED, 0 at 2 " + june8}, days: 2, want: []string{"sub CANCEL webinar 1 [gone] ko of 20210608T090000"},
				file: []string{"son NEEDS-ACTION?", "diaz NEEDS-ACTION?", "sub left 1"}},
		}, map[string]int{"son": 6, "sub": 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &delegateStory{t: t, uid: "webinar@webinar-2021.example.org", options: ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}, agenda: weekly(t),
				list: &ical.Responses{}, start: stampOne.AddDate(-1, 0, 0), calendars: map[string]*attendee{}}
			d.options.Series = ical.RecurringEvents
			list, first := invite(t, "", d.agenda, d.options)
			for i := range list {
				d.calendar(strings.TrimSuffix(list[i].To.Email, "@example.org")).take(&list[i])
			}
			d.file = first
			for i := range c.steps {
				d.run(&c.steps[i])
			}
			for who, n := range c.shown {
				if got := d.calendar(who).instants(); len(got) != n {
					t.Errorf("the calendar of %s shows %d occurrences, want %d: %q", who, len(got), n, got)
				}
			}
		})
	}
}

// TestInviteDelegateDeclined: who has sent somebody is told by name that they have
// declined, also where others in the same language have sent others.
func TestInviteDelegateDeclined(t *testing.T) {
	a := changed(storyOne(t), func(a *schedule.Agenda) {
		for i := range a.Participants { // all mails are on one clock
			a.Participants[i].Zone = schedule.Zone{}
		}
		s := sessionOf(t, a, "keynote")
		s.Roles = append(s.Roles, schedule.Role{Who: "ana", As: schedule.Chair})
	})
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", a, o)
	o.Answers = ical.NewResponses(published(t, first))
	for _, r := range repliesOf(t, says("REPLY", "keynote", "luz", sending("sub"), 0, 0), says("REPLY", "keynote", "ana", sending("two"), 0, 0),
		says("REPLY", "keynote", "sub", `DECLINED;CN="Sub Ito"`, 0, 1), says("REPLY", "keynote", "two", "DECLINED", 0, 1)) {
		r.UID = "keynote@redgealc-2021.example.org"
		o.Answers.Apply(&r, nil)
	}
	list, file := invite(t, first, a, o)
	got := map[string]string{}
	for i := range list {
		m := list[i].Message()
		if _, err := m.WriteTo(io.Discard); err != nil {
			t.Error(err)
		}
		got[list[i].To.Email], _, _ = strings.Cut(m.Text, "\n")
		if as := readProperty(readCalendar(t, string(list[i].Calendar)).of("VEVENT")[0].named("ATTENDEE")[1]).param("ROLE"); (list[i].To.ID == "ana") != (as == "CHAIR") {
			t.Errorf("who comes for %s has the ROLE %s", list[i].To.ID, as)
		}
	}
	if diff := cmp.Diff(map[string]string{"luz@example.org": "Rechazado: Sub Ito <sub@example.org>", "ana@example.org": "Rechazado: two@example.org"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !strings.Contains(strings.ReplaceAll(file, "\r\n ", ""), "ATTENDEE;CN=Sub Ito;DELEGATED-FROM=\"mailto:luz@example.org\";LANGUAGE=es;PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT;RSVP=TRUE;") {
		t.Errorf("the file does not have the delegate:\n%s", file)
	}
	// Luz has not got that when the session has another title.
	o.Stamp, o.Unsent = o.Stamp.Add(time.Hour), []ical.Unsent{{UID: "keynote@redgealc-2021.example.org", Address: "luz@example.org", Since: published(t, first)}}
	sessionOf(t, a, "keynote").Title = schedule.Text{{Lang: "es", Text: "Otro título"}}
	list, _ = invite(t, file, a, o)
	for i := range list {
		want := []ical.Difference{ical.DifferentTitle}
		if list[i].To.ID == "luz" {
			want = append(want, ical.DifferentDelegate)
		}
		if text := list[i].Message().Text; !slices.Equal(list[i].Changes, want) || strings.Contains(text, "Rechazado: Sub Ito") != (list[i].To.ID == "luz") {
			t.Errorf("to %s: %v, want %v:\n%s", list[i].To.Email, list[i].Changes, want, text)
		}
	}
}

// TestInviteDelegatesOlderFile: the file of a version that noted only to whom somebody
// delegates has no ATTENDEE of these. Nobody is sent anything for that alone.
func TestInviteDelegatesOlderFile(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	unfolded := strings.ReplaceAll(first, "\r\n ", "")
	before, _, _ := strings.Cut(unfolded, ":mailto:luz@example.org")
	begin := strings.LastIndex(before, "PARTSTAT=NEEDS-ACTION")
	older := unfolded[:begin] + `DELEGATED-TO="mailto:sub@example.org";PARTSTAT=DELEGATED` + unfolded[begin+len("PARTSTAT=NEEDS-ACTION"):]
	list, file := invite(t, older, storyOne(t), o)
	if len(list) > 0 || strings.Count(strings.ReplaceAll(file, "\r\n ", ""), ":mailto:sub@example.org\r\n") != 1 {
		t.Errorf("%v\n%s", summary(list), file)
	}
	list, _ = invite(t, older, storyTwo(t), ical.InviteOptions{UpdateOptions: o.UpdateOptions})
	if !slices.Contains(summary(list), "sub REQUEST keynote 1 [time] es") {
		t.Errorf("it is moved, and the delegate is not told: %v", summary(list))
	}
}
