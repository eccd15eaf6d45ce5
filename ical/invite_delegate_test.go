package ical_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
)

// TestInviteDelegated: the organizer's file says to whom somebody has delegated (RFC 5545
// §3.2.5), and of these those who can come; with and without the response list, also when
// the session is moved. The writing of an address breaks no file.
func TestInviteDelegated(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	list := ical.NewResponses(published(t, first))
	reply := repliesOf(t, calendarLines(strings.Join([]string{"METHOD:REPLY", "BEGIN:VEVENT", "UID:keynote@redgealc-2021.example.org", "DTSTAMP:20211002T100000Z", "SEQUENCE:0",
		`ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:sub@example.org","mailto:a%22;B=^'c@example.org":mailto:luz@example.org`, "END:VEVENT"}, "\n")))
	if got := list.Apply(&reply[0], nil); got != ical.OutcomeNotDelegated {
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
	if got := line(noted); !strings.Contains(got, `;DELEGATED-TO="mailto:sub@example.org";`) || !strings.Contains(got, ";PARTSTAT=DELEGATED;") {
		t.Errorf("the file says %q", got)
	}
	for i, want := range list.List() {
		got := ical.NewResponses(published(t, noted)).List()[i]
		if got.Address != want.Address || got.Invited != want.Invited || strings.Join(got.DelegatedFrom, " ") != strings.Join(want.DelegatedFrom, " ") {
			t.Errorf("read again: %s is invited: %s, for %q; want %s, %s, %q", got.Address, got.Invited, got.DelegatedFrom, want.Address, want.Invited, want.DelegatedFrom)
		}
		if want.Answer == ical.AnswerDelegated && (len(want.DelegatedTo) != 2 || !slices.Equal(got.DelegatedTo, []string{"sub@example.org"})) {
			t.Errorf("%s sends %q, and the file says %q", want.Address, want.DelegatedTo, got.DelegatedTo)
		}
	}
	o.Answers = nil
	if messages, again := invite(t, noted, storyOne(t), o); len(messages) > 0 || again != noted {
		t.Errorf("without the list: %v, %q", summary(messages), line(again))
	}
	o.Stamp = stampTwo
	if _, moved := invite(t, noted, storyTwo(t), o); !strings.Contains(line(moved), `;DELEGATED-TO="mailto:sub@example.org";`) {
		t.Errorf("the session is moved, and the file says %q", line(moved))
	}
}
