package ical_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
)

func TestMessageItem(t *testing.T) {
	stamp := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	one := func(changes string) func(*ical.Message) {
		return func(m *ical.Message) { m.Calendar = objectOf("REQUEST", changes) }
	}
	second := strings.SplitAfter(string(objectOf("REQUEST", "RECURRENCE-ID:20260908T003000Z\n")), "METHOD:REQUEST\r\n")[1]
	second = strings.TrimSuffix(second, "END:VCALENDAR\r\n")
	both := func(first string) func(*ical.Message) {
		return func(m *ical.Message) {
			m.Calendar = []byte(strings.Replace(string(objectOf("REQUEST", first)), "END:VCALENDAR", second+"END:VCALENDAR", 1))
		}
	}
	tests := map[string]struct {
		change func(*ical.Message)
		want   ical.MessageItem
	}{
		"the first":                   {func(m *ical.Message) { m.Update = false }, ical.MessageItem{New: true}},
		"an update":                   {func(m *ical.Message) { m.Update = true }, ical.MessageItem{}},
		"an occurrence in UTC":        {one("RECURRENCE-ID:20260901T003000Z\n"), ical.MessageItem{Recurrences: []string{"20260901T003000Z"}}},
		"an occurrence on a wall":     {one("RECURRENCE-ID;TZID=Asia/Seoul:20260901T093000\n"), ical.MessageItem{Recurrences: []string{"Asia/Seoul:20260901T093000"}}},
		"a series and one of its own": {both(""), ical.MessageItem{}},
		"two occurrences":             {both("RECURRENCE-ID:20260901T003000Z\n"), ical.MessageItem{Recurrences: []string{"20260901T003000Z", "20260908T003000Z"}}},
	}
	for name, test := range tests {
		m := invitation(func(m *ical.Message) { m.Update = true }, test.change)
		test.want.Method, test.want.UID, test.want.Sequence, test.want.Stamp = ical.MethodRequest, "opening@example.org", 2, stamp
		got, err := m.Item()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

// TestInvitationItem: what is known of an invitation is what one reads in its object; it is
// new to whom it says so.
func TestInvitationItem(t *testing.T) {
	file := ""
	for i, r := range seriesRevisions(t) {
		o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(time.Duration(i-200) * 24 * time.Hour)), Guests: r.guests}
		o.Series = ical.RecurringEvents
		var list []ical.Invitation
		list, file = invite(t, file, r.agenda, o)
		for _, inv := range list {
			m := inv.Message()
			anew := &ical.Message{From: m.From, To: m.To, Subject: m.Subject, Text: m.Text, Calendar: m.Calendar, Update: true}
			got, want := must(m.Item()), must(anew.Item())
			want.New = slices.Contains(inv.Changes, ical.DifferentNew)
			if diff := cmp.Diff(want, got); diff != "" || got.UID != inv.UID || got.Sequence != inv.Sequence || len(got.Recurrences) > 0 != (inv.Recurrence != "") {
				t.Errorf("%s: %s: -anew +kept:\n%s", r.name, m.Subject, diff)
			}
		}
	}
}
