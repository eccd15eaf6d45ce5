package ical_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

func uids(t *testing.T, a *schedule.Agenda) (all []string) {
	t.Helper()
	for _, e := range readCalendar(t, write(t, a, nil)).of("VEVENT") {
		all = append(all, e.value("UID"))
	}
	return all
}

// pause makes a break without an ID.
func pause(from, to, title string, room schedule.ID) schedule.Session {
	return schedule.Session{Kind: schedule.Break, Title: text("en", title), Start: clock(from), End: clock(to), Room: room}
}

func webinar(at string, r schedule.Repeat) schedule.Session {
	return talk("webinar", at, "23:00", func(s *schedule.Session) { s.Repeat = &r })
}

func TestUIDs(t *testing.T) {
	rooms := []schedule.Room{{ID: "r1", Name: text("en", "One")}, {ID: "r2", Name: text("en", "Two")}}
	for _, c := range []struct {
		name     string
		domain   string
		sessions []schedule.Session
		want     []string
	}{
		{"id and agenda", "", []schedule.Session{talk("opening", "08:30", "09:00")}, []string{"opening@agenda"}},
		{"id and domain", "example.org", []schedule.Session{talk("opening", "08:30", "09:00")}, []string{"opening@example.org"}},
		{"TEXT is escaped", "", []schedule.Session{talk("a,b;c", "08:30", "09:00")}, []string{`a\,b\;c@agenda`}},
		{"breaks have their start, on the wall", "", []schedule.Session{
			pause("10:30", "10:45", "Coffee", ""), pause("12:00:30", "13:00", "Lunch", ""), pause("25:15", "25:30", "Tea", "")},
			[]string{"break-20211118T1030@agenda", "break-20211118T120030@agenda", "break-20211119T0115@agenda"}},
		{"breaks in rooms of their own", "", []schedule.Session{
			pause("10:30", "10:45", "Coffee", "r1"), pause("10:30", "10:45", "Coffee", "r2")},
			[]string{"break-20211118T1030-r1@agenda", "break-20211118T1030-r2@agenda"}},
		{"a break of whole days", "", []schedule.Session{{Kind: schedule.Break, Through: date("2021-11-20")}},
			[]string{"break-20211118@agenda"}},
		{"an id of its own", "", []schedule.Session{talk("lunch", "12:00", "13:00", func(s *schedule.Session) { s.Kind = schedule.Break })},
			[]string{"lunch@agenda"}},
		{"occurrences have the start that the rule gave, also when moved", "", []schedule.Session{webinar("22:00", schedule.Repeat{
			Rule: "FREQ=DAILY;COUNT=3", Moved: []schedule.Move{{From: dateTime("2021-11-19T22:00"), To: dateTime("2021-11-25T10:00")}}})},
			[]string{"webinar-20211118T2200@agenda", "webinar-20211119T2200@agenda", "webinar-20211120T2200@agenda"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := one(c.sessions...)
			a.Domain, a.Rooms = c.domain, rooms
			got := uids(t, a)
			slices.Sort(got)
			slices.Sort(c.want)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("UIDs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestUIDsStay: what an organizer changes every day does not make a new event.
func TestUIDsStay(t *testing.T) {
	agenda := func() *schedule.Agenda {
		return one(talk("a", "08:30", "09:00"), pause("09:00", "09:15", "Coffee", ""), talk("b", "09:15", "10:00"),
			pause("10:00", "10:15", "Tea", ""))
	}
	want := uids(t, agenda())
	slices.Sort(want)
	for name, edit := range map[string]func(*schedule.Agenda){
		"titles": func(a *schedule.Agenda) {
			for i := range a.Days[0].Sessions {
				a.Days[0].Sessions[i].Title = text("es", "Otro", "en", "Other")
			}
		},
		"order":  func(a *schedule.Agenda) { slices.Reverse(a.Days[0].Sessions) },
		"times":  func(a *schedule.Agenda) { a.Days[0].Sessions[0].Start = clock("08:00") },
		"days":   func(a *schedule.Agenda) { a.Days = append([]schedule.Day{{Date: date("2021-11-17")}}, a.Days...) },
		"rooms":  func(a *schedule.Agenda) { a.Rooms, a.Days[0].Room = []schedule.Room{{ID: "r"}}, "r" },
		"status": func(a *schedule.Agenda) { a.Days[0].Sessions[2].Status = schedule.Cancelled },
	} {
		t.Run(name, func(t *testing.T) {
			a := agenda()
			edit(a)
			got := uids(t, a)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("UIDs (-before +after):\n%s", diff)
			}
		})
	}
}

// TestSameUIDs: Resolve does not look at IDs; Write does.
func TestSameUIDs(t *testing.T) {
	for _, c := range []struct {
		name     string
		sessions []schedule.Session
		want     []string // in the message
	}{
		{"two sessions", []schedule.Session{talk("a", "08:00", "09:00"), talk("a", "09:00", "10:00")},
			[]string{`session "a"`, "a@agenda"}},
		{"two breaks", []schedule.Session{pause("10:00", "10:15", "Tea", ""), pause("10:00", "10:30", "Coffee", "")},
			[]string{`session "Coffee"`, "break-20211118T1000@agenda", "give each an id"}},
		{"a session and an occurrence", []schedule.Session{
			webinar("22:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=2"}), talk("webinar-20211119T2200", "08:00", "09:00")},
			[]string{"webinar-20211119T2200@agenda"}},
		{"a session and a break", []schedule.Session{pause("10:00", "10:15", "Tea", ""), talk("break-20211118T1000", "08:00", "09:00")},
			[]string{`session "break-20211118T1000"`}},
		{"all of them are told", []schedule.Session{talk("a", "08:00", "09:00"), talk("a", "09:00", "10:00"),
			talk("b", "08:00", "09:00"), talk("b", "09:00", "10:00")}, []string{`session "a"`, `session "b"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var n counter
			err := ical.Write(&n, timeline(t, one(c.sessions...)), nil)
			if !errors.Is(err, schedule.ErrDuplicateID) {
				t.Fatalf("error %v, want %v", err, schedule.ErrDuplicateID)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
			if n != 0 {
				t.Errorf("%d bytes were written before the error", n)
			}
		})
	}
	kept := &ical.Options{Keep: func(s *schedule.Slot) bool { return s.Session.Start == clock("08:00") }}
	a := one(talk("a", "08:00", "09:00"), talk("a", "09:00", "10:00"))
	if err := ical.Write(io.Discard, timeline(t, a), kept); err != nil {
		t.Errorf("what is left out has no UID: %v", err)
	}
}
