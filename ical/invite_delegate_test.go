package ical_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
)

// TestInviteDelegated: the organizer's file says to whom somebody has delegated (RFC 5545
// §3.2.5), with and without the response list, until the session is moved. The writing of
// an address breaks no file.
func TestInviteDelegated(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	list := ical.NewResponses(published(t, first))
	reply := repliesOf(t, calendarLines(strings.Join([]string{"METHOD:REPLY", "BEGIN:VEVENT", "UID:keynote@redgealc-2021.example.org", "DTSTAMP:20211002T100000Z", "SEQUENCE:0",
		`ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:sub@example.org","mailto:a%22;B=^'c@example.org":mailto:luz@example.org`, "END:VEVENT"}, "\n")))
	if got := list.Apply(&reply[0], nil); got != ical.OutcomeApplied {
		t.Fatalf("the answer is %s", got)
	}
	o.Answers = list
	messages, noted := invite(t, first, storyOne(t), o)
	if len(messages) > 0 {
		t.Errorf("an answer makes messages: %v", summary(messages))
	}
	line := func(file string) string {
		lines := readCalendar(t, file).event(t, "keynote@redgealc-2021.example.org").named("ATTENDEE")
		return lines[slices.IndexFunc(lines, func(s string) bool { return strings.HasSuffix(s, ":mailto:luz@example.org") })]
	}
	if got := line(noted); !strings.Contains(got, `;DELEGATED-TO="mailto:`) || !strings.Contains(got, `"mailto:sub@example.org"`) || !strings.Contains(got, ";PARTSTAT=DELEGATED;") {
		t.Errorf("the file says %q", got)
	}
	got := ical.NewResponses(published(t, noted)).List()
	want := list.List()
	for i := range want {
		if !slices.Equal(got[i].DelegatedTo, want[i].DelegatedTo) || got[i].Invited != want[i].Invited {
			t.Errorf("read again: %s delegates to %q and is invited: %s, want %q, %s", got[i].Address, got[i].DelegatedTo, got[i].Invited, want[i].DelegatedTo, want[i].Invited)
		}
	}
	o.Answers = nil
	if messages, again := invite(t, noted, storyOne(t), o); len(messages) > 0 || again != noted {
		t.Errorf("without the list: %v, %q", summary(messages), line(again))
	}
	o.Stamp = stampTwo
	if _, moved := invite(t, noted, storyTwo(t), o); strings.Contains(line(moved), "DELEGATED") {
		t.Errorf("the session is moved, and the file says %q", line(moved))
	}
}
