package ical_test

import (
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
)

// TestDeclineCounter: the object names what was proposed, goes into a mail, and is
// read again.
func TestDeclineCounter(t *testing.T) {
	stamp := time.Date(2026, 8, 2, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, occurrence string
		want             []string
	}{
		{"an event", "", nil},
		{"one occurrence, on a wall", "RECURRENCE-ID;TZID=Asia/Seoul:20260901T093000", []string{"RECURRENCE-ID:20260901T003000Z"}},
		{"one of whole days", "RECURRENCE-ID;VALUE=DATE:20260901", []string{"RECURRENCE-ID;VALUE=DATE:20260901"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			counter := says("COUNTER", "opening", "kim", "TENTATIVE", 2, 0, "DTSTART:20260901T050000Z", "ORGANIZER;CN=Office:mailto:agenda@example.org", c.occurrence+"\nSUMMARY:x")
			r := repliesOf(t, strings.ReplaceAll(counter, "\r\n\r\n", "\r\n"))[0]
			object, err := ical.DeclineCounter(&r, &ical.DeclineOptions{Stamp: stamp, Comment: "no room, sorry"})
			if err != nil {
				t.Fatal(err)
			}
			got := readCalendar(t, string(object))
			want := append([]string{"UID:opening@example.org", "DTSTAMP:20260802T090000Z", "SEQUENCE:2"}, c.want...)
			want = append(want, "ORGANIZER;CN=Office:mailto:agenda@example.org", "ATTENDEE:mailto:kim@example.org", `COMMENT:no room\, sorry`)
			if diff := cmp.Diff(want, got.of("VEVENT")[0].lines); diff != "" || got.value("METHOD") != "DECLINECOUNTER" {
				t.Errorf("-want +got:\n%s", diff)
			}
			m := &ical.Message{From: mail.Address{Address: "agenda@example.org"}, To: mail.Address{Address: r.Attendee.Address}, Subject: "Opening", Text: "no", Calendar: object, Update: true}
			list, problems, err := ical.ReadReply(strings.NewReader(string(eml(t, m))), replyOptions())
			if err != nil || len(problems) > 0 || len(list) != 1 || list[0].Method != ical.MethodDeclineCounter || list[0].UID != r.UID || list[0].Comment != "no room, sorry" {
				t.Errorf("%v %v %v", list, problems, err)
			}
		})
	}
}

// TestDeclineCounterRefuses: what cannot be declined.
func TestDeclineCounterRefuses(t *testing.T) {
	counter := repliesOf(t, says("COUNTER", "opening", "kim", "TENTATIVE", 2, 0, "DTSTART:20260901T050000Z"))[0]
	answer := repliesOf(t, kimSays("opening", "ACCEPTED", 2, 0))[0]
	office := mail.Address{Address: "agenda@example.org"}
	stamp := time.Date(2026, 8, 2, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		r *ical.Reply
		o *ical.DeclineOptions
	}{
		"an answer":          {&answer, &ical.DeclineOptions{Stamp: stamp, Organizer: office}},
		"no stamp":           {&counter, &ical.DeclineOptions{Organizer: office}},
		"nobody declines":    {&counter, &ical.DeclineOptions{Stamp: stamp}},
		"no options":         {&counter, nil},
		"the zero reply":     {&ical.Reply{}, &ical.DeclineOptions{Stamp: stamp, Organizer: office}},
		"a line in a reason": {&counter, &ical.DeclineOptions{Stamp: stamp, Organizer: office, Comment: "a\x00b"}},
	} {
		if b, err := ical.DeclineCounter(c.r, c.o); err == nil || b != nil {
			t.Errorf("%s: %s", name, b)
		}
	}
}
