package ical_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestInviteHost: an organizer with a role is an ATTENDEE who comes, and is sent nothing;
// unless as a guest by name, and then also what changes.
func TestInviteHost(t *testing.T) {
	opening := func(a *schedule.Agenda) *schedule.Session { return sessionOf(t, a, "opening") }
	named := []ical.Guests{{Who: []schedule.ID{"panama"}, To: schedule.Filter{People: []schedule.ID{"panama"}}}}
	for _, c := range []struct {
		name  string
		steps []hostStep
	}{
		{"a life", []hostStep{
			{"invited", func(*schedule.Agenda) {}, nil, nil, []string{"ACCEPTED"}},
			{"moved", func(a *schedule.Agenda) { opening(a).Start = clock("08:35") }, nil, nil, []string{"ACCEPTED"}},
			{"cancelled", func(a *schedule.Agenda) { opening(a).Status = schedule.Cancelled }, nil, nil, []string{"ACCEPTED"}},
			{"without the organizer", func(a *schedule.Agenda) { a.Days[0].Sessions[0].Parts, opening(a).Roles = nil, nil }, nil, nil, nil},
			{"with them again", func(*schedule.Agenda) {}, nil, nil, []string{"ACCEPTED"}},
			{"gone", func(a *schedule.Agenda) { a.Days[0].Sessions = a.Days[0].Sessions[1:] }, nil, nil, nil},
			{"there again", func(*schedule.Agenda) {}, nil, nil, []string{"ACCEPTED"}},
		}},
		{"a guest by name", []hostStep{
			{"invited", func(*schedule.Agenda) {}, nil, nil, []string{"ACCEPTED"}},
			{"named", func(*schedule.Agenda) {}, named, []string{"agenda REQUEST opening 0 [new] es"}, []string{"ACCEPTED?"}},
			{"not named any more, and moved: what they have is kept right", func(a *schedule.Agenda) { opening(a).Start = clock("08:35") }, nil,
				[]string{"agenda REQUEST opening 1 [time] es"}, []string{"NEEDS-ACTION?"}},
			{"without the organizer", func(a *schedule.Agenda) { a.Days[0].Sessions[0].Parts, opening(a).Roles = nil, nil }, nil,
				[]string{"agenda CANCEL opening 2 [gone] es"}, nil},
			{"with them again", func(*schedule.Agenda) {}, nil, nil, []string{"ACCEPTED"}},
		}},
		{"of whom others have the address", []hostStep{
			{"a speaker", func(a *schedule.Agenda) {
				for i := range a.Participants {
					if p := &a.Participants[i]; p.ID == "luz" {
						p.Email = "AGENDA@redgealc-2021.example.org"
					}
				}
				s := opening(a)
				s.Roles = append(s.Roles, schedule.Role{Who: "luz", As: schedule.Speaker})
			}, nil, nil, []string{"ACCEPTED"}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := ""
			for i, s := range c.steps {
				o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(0, 0, i)), Guests: s.guests}
				a := changed(storyOne(t), s.change)
				list, after := invite(t, file, a, o)
				list = slices.DeleteFunc(list, func(m ical.Invitation) bool {
					return !strings.EqualFold(m.To.Email, "agenda@redgealc-2021.example.org") || !strings.HasPrefix(m.UID, "opening@")
				})
				if got := summary(list); !slices.Equal(got, s.want) {
					t.Errorf("%s: got %q, want %q", s.reason, got, s.want)
				}
				var noted []string
				for _, e := range readCalendar(t, after).of("VEVENT") {
					for _, line := range e.named("ATTENDEE") {
						if p := readProperty(line); strings.EqualFold(p.value, "mailto:agenda@redgealc-2021.example.org") && strings.HasPrefix(e.value("UID"), "opening@") {
							noted = append(noted, p.param("PARTSTAT")+strings.Repeat("?", strings.Count(p.param("RSVP"), "TRUE")))
						}
					}
				}
				if diff := cmp.Diff(s.noted, noted); diff != "" {
					t.Errorf("%s: the file: -want +got:\n%s", s.reason, diff)
				}
				o.Stamp = o.Stamp.Add(1)
				if again, same := invite(t, after, a, o); len(again) > 0 || same != after {
					t.Errorf("%s: once more: %q\n%s", s.reason, summary(again), cmp.Diff(after, same))
				}
				file = after
			}
		})
	}
}

type hostStep struct {
	reason string
	change func(*schedule.Agenda)
	guests []ical.Guests
	want   []string // messages to the organizer about the opening
	noted  []string // PARTSTAT in the file, with ? if an answer is asked for
}

// TestInviteHostSeries: as TestInviteHost, of a series of which the organizer is a speaker:
// all of it, and the occurrence that is moved.
func TestInviteHostSeries(t *testing.T) {
	a := weekly(t, func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	})
	a.Organizer = "son"
	o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}
	o.Series = ical.RecurringEvents
	list, file := invite(t, "", a, o)
	if got, want := seriesSummary(t, list), []string{"diaz REQUEST webinar 0 [new] es +1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, e := range readCalendar(t, file).of("VEVENT") {
		if diff := cmp.Diff([]string{"son ACCEPTED", "diaz NEEDS-ACTION?"}, attendeesIn(e)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", recurrenceInstant(e), diff)
		}
	}
	if rows := ical.NewResponses(published(t, file)).List(); rows[0].Answer != "" || rows[1].Answer != ical.AnswerAccepted || !rows[1].Current {
		t.Errorf("the list says %+v", rows[:2])
	}
	a.Organizer = "diaz" // the former one was sent nothing, which is known of them; the new one has the invitations of before
	list, _ = invite(t, file, a, o)
	if got, want := seriesSummary(t, list), []string{"son REQUEST webinar 0 [new] ko +1", "diaz REQUEST webinar 0 [details] es +1"}; !slices.Equal(got, want) {
		t.Errorf("of another organizer: got %q, want %q", got, want)
	}
}

// TestInviteHostAddress: an organizer to whom no mail can go is invited to nothing, also
// by name; what is wrong is told by the first mail.
func TestInviteHostAddress(t *testing.T) {
	a := changed(storyOne(t), func(a *schedule.Agenda) {
		for i := range a.Participants {
			if p := &a.Participants[i]; p.ID == "panama" {
				p.Email = "agenda @example.org"
			}
		}
	})
	list, _ := invite(t, "", a, ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{Who: []schedule.ID{"panama"}}}})
	if len(list) != 10 {
		t.Errorf("%d messages, want 10: %v", len(list), summary(list))
	}
	if _, err := list[0].Message().WriteTo(io.Discard); err == nil {
		t.Error("there is a mail from nobody")
	}
}
