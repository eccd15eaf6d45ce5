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

// TestResponsesDecline: what is declined stays so when it is read again, from a file or
// from the mail, until they propose something else.
func TestResponsesDecline(t *testing.T) {
	stamp := time.Date(2026, 8, 2, 9, 0, 0, 0, time.UTC)
	office := mail.Address{Address: "agenda@example.org"}
	for _, c := range []struct{ name, recurrence, occurrence, want string }{
		{"an event", "", "", ""},
		{"an occurrence", "2026-09-01T00:30:00Z", "RECURRENCE-ID;TZID=Asia/Seoul:20260901T093000\n", "RECURRENCE-ID:20260901T003000Z"},
	} {
		list, err := ical.ReadResponsesCSV(strings.NewReader("uid,address,recurrence\nopening@example.org,kim@example.org,"+c.recurrence+"\n"), "list.csv")
		if err != nil {
			t.Fatal(err)
		}
		proposes := func(minute int) *ical.Reply {
			counter := says("COUNTER", "opening", "kim", "TENTATIVE", 2, minute, "DTSTART:20260901T050000Z", c.occurrence+"SUMMARY:x")
			return &repliesOf(t, counter)[0]
		}
		if got := list.Apply(proposes(0), nil); got != ical.OutcomeProposed {
			t.Fatalf("%s: %s", c.name, got)
		}
		object, err := list.Decline(&list.List()[0], &ical.DeclineOptions{Stamp: stamp, Organizer: office})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		event := readCalendar(t, string(object)).of("VEVENT")[0]
		if c.want != "" && event.lines[3] != c.want || event.value("SEQUENCE") != "2" || event.value("ATTENDEE") != "mailto:kim@example.org" {
			t.Errorf("%s: %q", c.name, event.lines)
		}
		var csv strings.Builder
		list.WriteCSV(&csv)
		if list, err = ical.ReadResponsesCSV(strings.NewReader(csv.String()), "list.csv"); err != nil {
			t.Fatal(err)
		}
		again := list.Apply(proposes(0), nil)
		if p := list.List()[0].Proposal; again != ical.OutcomeDuplicate || !p.Declined.Equal(stamp) {
			t.Errorf("%s: read again it is %s, %+v", c.name, again, p)
		}
		old := list.List()[0]
		next := list.Apply(proposes(1), nil)
		if p := list.List()[0].Proposal; next != ical.OutcomeProposed || !p.Declined.IsZero() {
			t.Errorf("%s: what they propose next is %s, %+v", c.name, next, p)
		}
		if _, err := list.Decline(&old, &ical.DeclineOptions{Stamp: stamp, Organizer: office}); err == nil {
			t.Errorf("%s: a proposal that is no more was declined", c.name)
		}
	}
}
