package ical_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestInviteUnsent: who has not got the last message is told all that they do not know. A
// talk of Ana's is moved, and then has another title.
func TestInviteUnsent(t *testing.T) {
	move := func(a *schedule.Agenda) {
		s := sessionOf(t, a, "panama")
		s.Start, s.End = s.Start+15*schedule.Minute, s.End+15*schedule.Minute
	}
	retitle := func(a *schedule.Agenda) {
		sessionOf(t, a, "panama").Title = schedule.Text{{Lang: "es", Text: "Otro título"}}
	}
	hour := func(n int) ical.InviteOptions {
		return ical.InviteOptions{UpdateOptions: at(stampOne.Add(time.Duration(n) * time.Hour))}
	}
	_, invited := invite(t, "", storyOne(t), hour(0))
	_, moved := invite(t, invited, changed(storyOne(t), move), hour(1))
	const uid = "panama@redgealc-2021.example.org"
	with := func(since string) ical.InviteOptions {
		o := hour(2)
		o.Unsent = []ical.Unsent{{UID: uid, Address: "Ana@example.org"}, {UID: uid, Address: "kim@example.org"}}
		if since != "" {
			o.Unsent[0].Since = published(t, since)
		}
		return o
	}
	tests := map[string]struct {
		change  func(*schedule.Agenda)
		options ical.InviteOptions
		want    string // changes, and the lines of the text up to an empty one
	}{
		"she has got all": {retitle, hour(2), "[title]\n" +
			"Título: La transformación digital de Panamá → Otro título"},
		"she has not got that it was moved": {retitle, with(invited), "[time title]\n" +
			"Nuevo horario: jue, 18 nov, 09:00–09:45 → 09:15–10:00 (Panamá UTC−05:00)\n" +
			"Título: La transformación digital de Panamá → Otro título"},
		"it was moved back meanwhile":        {func(a *schedule.Agenda) { move(a); back(t, a) }, with(invited), "[details]\nHan cambiado los detalles."},
		"she has not got the invitation":     {retitle, with(""), "[new]\nLe invitamos a esta sesión."},
		"nothing is new, and what was waits": {func(*schedule.Agenda) {}, with(""), ""},
	}
	for name, test := range tests {
		a := changed(changed(storyOne(t), move), test.change)
		list, after := invite(t, moved, a, test.options)
		var got strings.Builder
		for _, inv := range list {
			if inv.To.Email != "ana@example.org" {
				continue
			}
			m := inv.Message()
			head, _, _ := strings.Cut(m.Text, "\n\n")
			fmt.Fprint(&got, inv.Changes, "\n", head)
			if item := must(m.Item()); !m.Update || item.New != strings.HasPrefix(test.want, "[new]") {
				t.Errorf("%s: update %v, new %v", name, m.Update, item.New)
			}
		}
		if diff := cmp.Diff(test.want, got.String()); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
		if _, plain := invite(t, moved, a, hour(2)); plain != after {
			t.Errorf("%s: the organizer's file is another: -without +with:\n%s", name, cmp.Diff(plain, after))
		}
	}
}

// back moves the talk back to where it was.
func back(t *testing.T, a *schedule.Agenda) {
	s := sessionOf(t, a, "panama")
	s.Start, s.End = s.Start-30*schedule.Minute, s.End-30*schedule.Minute
}

// TestInviteUnsentSeries: who has not got the invitation to a series gets another one
// instead of the change of an occurrence.
func TestInviteUnsentSeries(t *testing.T) {
	revisions := seriesRevisions(t)[:2]
	o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(-200 * 24 * time.Hour)), Guests: revisions[0].guests}
	o.Series = ical.RecurringEvents
	list, file := invite(t, "", revisions[0].agenda, o)
	o.Stamp = o.Stamp.Add(time.Hour)
	o.Unsent = []ical.Unsent{{UID: list[0].UID, Address: list[0].To.Email}}
	list, _ = invite(t, file, revisions[1].agenda, o)
	want := []string{"son REQUEST webinar 0 [new] ko +1", "diaz REQUEST webinar 1 [time] es of 20210601T090000"}
	if diff := cmp.Diff(want, seriesSummary(t, list)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
