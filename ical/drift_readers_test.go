package ical_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// readings tells what a reader was told and what their clock shows now.
func readings(list []schedule.Reading) (lines []string) {
	for _, r := range list {
		lines = append(lines, fmt.Sprintf("%s %s-%s %+d > %s-%s %+d %t", r.Session.Slot.Session.ID,
			r.Then, r.ThenEnd.Clock, r.OffsetThen/3600, r.Now, r.NowEnd.Clock, r.OffsetNow/3600, r.Changed()))
	}
	return lines
}

// panama is a meeting whose readers are in Vancouver and Seoul, in the week in which
// Vancouver would have put its clock back, and a month later.
var panama = edition{place: "America/Panama", readers: []string{"America/Vancouver", "Asia/Seoul"}, days: map[string][]schedule.Session{
	"2026-10-28": {talk("autumn", "09:00", "10:00")},
	"2026-12-02": {talk("winter", "09:00", "10:00")},
}}

// TestDriftReaders: the instants stay, and a reader's clock shows another time:
// Panama's 09:00 is 14:00Z, which was 06:00 in Vancouver in winter and now is 07:00.
func TestDriftReaders(t *testing.T) {
	then, now := panama, panama
	then.version = "2025c"
	d := drift(t, then.written(t), now.agenda(t))
	want := []string{"winter 2026-12-02T06:00-07:00 -8 > 2026-12-02T07:00-08:00 -7 true"}
	if diff := cmp.Diff(want, readings(d.ClockMoved(zone("America/Vancouver")))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, name := range []string{"Asia/Seoul", "America/Panama", "Europe/Madrid"} {
		if got := d.ClockMoved(zone(name)); got != nil {
			t.Errorf("%s: %v", name, readings(got))
		}
	}
	if moved := moved(d); moved != nil || d.IsEmpty() {
		t.Errorf("of the host %v has moved; IsEmpty is %t", moved, d.IsEmpty())
	}
	plain := drift(t, write(t, then.agenda(t), &ical.Options{Stamp: stampOne}), now.agenda(t))
	if _, recorded := plain.Then(zone("America/Vancouver")); recorded || !plain.IsEmpty() {
		t.Error("there is a record that the file does not have")
	}
}

// TestDriftOn: what everybody is told if the walls stay and if the instants stay.
// 09:00 in Vancouver was 17:00Z and is 16:00Z now.
func TestDriftOn(t *testing.T) {
	e := edition{place: "America/Vancouver", readers: []string{"America/Edmonton", "Asia/Seoul"}, days: map[string][]schedule.Session{
		"2026-12-02": {talk("a", "09:00", "10:00")}}}
	then := e
	then.version = "2025c"
	d := drift(t, then.written(t), e.agenda(t))
	for name, c := range map[string]struct {
		zone schedule.Zone
		keep schedule.Keep
		want string
	}{
		"the host, walls":    {schedule.Zone{}, schedule.KeepWall, "a 2026-12-02T09:00-10:00 -8 > 2026-12-02T09:00-10:00 -7 false"},
		"the host, instants": {schedule.Zone{}, schedule.KeepInstant, "a 2026-12-02T09:00-10:00 -8 > 2026-12-02T10:00-11:00 -7 true"},
		"Vancouver, walls":   {zone("America/Vancouver"), schedule.KeepWall, "a 2026-12-02T09:00-10:00 -8 > 2026-12-02T09:00-10:00 -7 false"},
		// Edmonton's clock has changed as Vancouver's has.
		"Edmonton, walls":    {zone("America/Edmonton"), schedule.KeepWall, "a 2026-12-02T10:00-11:00 -7 > 2026-12-02T10:00-11:00 -6 false"},
		"Edmonton, instants": {zone("America/Edmonton"), schedule.KeepInstant, "a 2026-12-02T10:00-11:00 -7 > 2026-12-02T11:00-12:00 -6 true"},
		"Seoul, walls":       {zone("Asia/Seoul"), schedule.KeepWall, "a 2026-12-03T02:00-03:00 +9 > 2026-12-03T01:00-02:00 +9 true"},
		"Seoul, instants":    {zone("Asia/Seoul"), schedule.KeepInstant, "a 2026-12-03T02:00-03:00 +9 > 2026-12-03T02:00-03:00 +9 false"},
	} {
		if diff := cmp.Diff([]string{c.want}, readings(d.On(c.zone, c.keep))); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
	if some := d.Of(func(*schedule.Session) bool { return false }); len(some.Sessions) > 0 || !some.IsEmpty() || len(d.Sessions) != 1 {
		t.Error("Of gives what is not wanted")
	}
}

// TestDriftInvitations: a new message goes to those whose clock has changed, and the
// organizer's file records the new rules. The event is as it was, and so is its
// SEQUENCE.
func TestDriftInvitations(t *testing.T) {
	invited := func(version string) *schedule.Agenda {
		e := panama
		e.version = version
		a := e.agenda(t)
		a.Organizer = "host"
		for i := range a.Participants {
			a.Participants[i].Email = string(a.Participants[i].ID) + "@example.org"
		}
		a.Participants = append(a.Participants, schedule.Participant{ID: "host", Name: text("en", "Host"), Email: "host@example.org", Zone: a.Zone})
		return a
	}
	o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{Who: []schedule.ID{"r0", "r1"}}}}
	list, first := invite(t, "", invited("2025c"), o)
	if len(list) != 4 {
		t.Fatal(summary(list))
	}
	o.Stamp = stampTwo
	list, second := invite(t, first, invited(""), o)
	if diff := cmp.Diff([]string{"r0 REQUEST winter 0 [details] es"}, summary(list)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if d := drift(t, second, invited("")); !d.IsEmpty() || drift(t, first, invited("")).IsEmpty() {
		t.Error("the next file of the organizer does not record the new rules")
	}
	if diff := cmp.Diff([]string{"America/Panama", "America/Vancouver", "Asia/Seoul"}, timezones(t, second)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	o.Stamp = stampThree
	if list, third := invite(t, second, invited(""), o); list != nil || third != second {
		t.Errorf("once more, and there are %v", summary(list))
	}
}
