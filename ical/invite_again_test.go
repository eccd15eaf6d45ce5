package ical_test

import (
	"net/mail"
	"slices"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestInviteAgainCancelled: who asks for what is cancelled, or gone, gets the CANCEL with
// the SEQUENCE that it has (RFC 5546 §3.2.6); who is left out or was never invited, nothing.
func TestInviteAgainCancelled(t *testing.T) {
	asks := func(list ...string) (all []ical.Reply) {
		for i := 0; i < len(list); i += 2 {
			all = append(all, ical.Reply{Method: ical.MethodRefresh, UID: list[i] + "@redgealc-2021.example.org", Attendee: mail.Address{Address: list[i+1] + "@example.org"}})
		}
		return all
	}
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	o.Stamp = stampTwo
	_, second := invite(t, first, storyTwo(t), o)
	nothing := changed(storyTwo(t), func(a *schedule.Agenda) { a.Days = nil })
	_, none := invite(t, second, nothing, o)
	for _, c := range []struct {
		name, file string
		agenda     *schedule.Agenda
		asks       []ical.Reply
		want       []string
	}{
		{"what is cancelled", second, storyTwo(t), asks("regional-2", "bob"), []string{"bob CANCEL regional-2 1 [nothing] en"}},
		{"what is cancelled right now", first, storyTwo(t), asks("regional-2", "bob"), nil},
		{"what is gone", none, nothing, asks("korea", "kim"), []string{"kim CANCEL korea 2 [nothing] es"}},
		{"what they are left out of", second, storyTwo(t), asks("knowledge", "bob"), nil},
		{"what they were never invited to", second, storyTwo(t), asks("keynote", "kim"), nil},
	} {
		o := ical.InviteOptions{UpdateOptions: at(stampThree), Again: c.asks}
		list, after := invite(t, c.file, c.agenda, o)
		if c.file == first { // the one mail that everybody gets, and no second
			list = slices.DeleteFunc(list, func(m ical.Invitation) bool { return m.UID != c.asks[0].UID })
			c.want, after = []string{"bob CANCEL regional-2 1 [status] en"}, first
		}
		if got := summary(list); !slices.Equal(got, c.want) || after != c.file {
			t.Errorf("%s: got %q, want %q; the file is as before: %t", c.name, got, c.want, after == c.file)
		}
	}
}

// TestInvitePastOccurrence: as TestInvitePast, for one occurrence of a series of which
// its readers were told as a whole.
func TestInvitePastOccurrence(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}
	o.Series = ical.RecurringEvents
	_, file := invite(t, "", weekly(t), o)
	earlier := weekly(t, func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-15T09:00"), To: dateTime("2021-06-09T09:00")}}
	})
	o.Stamp = time.Date(2021, 6, 10, 0, 0, 0, 0, time.UTC)
	list, after := invite(t, file, earlier, o)
	want := []string{"son REQUEST webinar 1 [time] ko", "diaz REQUEST webinar 1 [time] es"}
	if got := summary(list); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if list, again := invite(t, after, earlier, o); list != nil || again != after {
		t.Errorf("once more: %v", summary(list))
	}
	o.Stamp = time.Date(2021, 6, 16, 0, 0, 0, 0, time.UTC) // the occurrence is over at both times
	if list, _ := invite(t, file, earlier, o); list != nil {
		t.Errorf("what is over is told: %v", summary(list))
	}
}
