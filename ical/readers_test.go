package ical_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// timezones gives the TZIDs that a file defines.
func timezones(t testing.TB, file string) (ids []string) {
	t.Helper()
	for _, c := range readCalendar(t, file).of("VTIMEZONE") {
		ids = append(ids, c.value("TZID"))
	}
	return ids
}

// TestReadersZones: which VTIMEZONEs are written for readers.
func TestReadersZones(t *testing.T) {
	a := one(talk("a", "09:00", "10:00"))
	fair := one(talk("fair", "00:00", "00:00", func(s *schedule.Session) { s.Through = date("2021-11-19") }))
	zones := []schedule.Zone{zone("Asia/Seoul"), zone("America/Panama"), schedule.UTC(), zone("Europe/Madrid"), {}, zone("Asia/Seoul")}
	for name, c := range map[string]struct {
		a    *schedule.Agenda
		o    ical.Options
		want []string
	}{
		"the host's first, each once, no UTC": {a, ical.Options{Zones: zones}, []string{"America/Panama", "Asia/Seoul", "Europe/Madrid"}},
		"open":                                {a, ical.Options{Zones: zones, Form: ical.Open}, []string{"America/Panama", "Asia/Seoul", "Europe/Madrid"}},
		"all in UTC":                          {a, ical.Options{Zones: zones, Form: ical.UTCTimes}, nil},
		"nothing has a clock":                 {fair, ical.Options{Zones: zones}, nil},
		"nothing is kept":                     {a, ical.Options{Zones: zones, Keep: func(*schedule.Slot) bool { return false }}, nil},
		"none":                                {a, ical.Options{}, []string{"America/Panama"}},
	} {
		if diff := cmp.Diff(c.want, timezones(t, write(t, c.a, &c.o))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

// TestReadersZonesSpan: the VTIMEZONE of a reader is right at all events, also
// those of a host's zone that is used at some only.
func TestReadersZonesSpan(t *testing.T) {
	a := one(talk("a", "09:00", "10:00"))
	a.Days = append(a.Days, schedule.Day{Date: date("2024-07-10"), Zone: zone("Europe/Madrid"), Sessions: []schedule.Session{talk("b", "09:00", "10:00")}})
	file := write(t, a, &ical.Options{Zones: []schedule.Zone{zone("Europe/Madrid"), zone("America/Mexico_City")}})
	for _, part := range strings.Split(file, "BEGIN:VTIMEZONE")[1:] {
		text, _, _ := strings.Cut(part, "END:VTIMEZONE")
		z, _, err := ical.ReadTimezone(strings.NewReader("BEGIN:VTIMEZONE"+text+"END:VTIMEZONE\r\n"), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []time.Time{ // Mexico City had its last summer time in 2022
			time.Date(2021, 11, 18, 14, 0, 0, 0, time.UTC), time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC), time.Date(2024, 7, 10, 7, 0, 0, 0, time.UTC),
		} {
			if want := zone(z.String()).Offset(at); z.Offset(at) != want {
				t.Errorf("%s at %s: offset %d, want %d", z, at, z.Offset(at), want)
			}
		}
	}
}

// TestReadersZonesInvited: the organizer's own file has the zones of all readers,
// and is the same again, in whatever order they are.
func TestReadersZonesInvited(t *testing.T) {
	a := storyOne(t)
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", a, o)
	want := []string{"America/Panama"}
	seen := map[string]bool{"America/Panama": true}
	for _, p := range a.Participants {
		if z := p.Zone.String(); p.Email != "" && z != "" && !seen[z] {
			want, seen[z] = append(want, z), true
		}
	}
	slices.Sort(want[1:])
	if diff := cmp.Diff(want, timezones(t, first)); diff != "" || len(want) < 3 {
		t.Errorf("-want +got:\n%s", diff)
	}
	o.Stamp = stampTwo
	slices.Reverse(a.Participants)
	if _, second := invite(t, first, a, o); cmp.Diff(timezones(t, first), timezones(t, second)) != "" {
		t.Errorf("with the people in another order there are %v", timezones(t, second))
	}
}
