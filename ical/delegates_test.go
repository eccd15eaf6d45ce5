package ical_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
)

// delegatesFile is an organizer's own file: Kim and Lee are invited to the opening, with
// SEQUENCE 2, and Kim to a series.
func delegatesFile(more ...string) string {
	return calendarLines(strings.Join(append([]string{
		"BEGIN:VEVENT", "UID:opening@example.org", "DTSTAMP:20260701T120000Z", "SEQUENCE:2", "DTSTART:20260901T003000Z", "DTEND:20260901T013000Z", "SUMMARY:Opening",
		"ORGANIZER:mailto:agenda@example.org", "ATTENDEE;CN=Kim;X-PLENARIA-TOLD=a:mailto:kim@example.org", "ATTENDEE;CN=Lee;X-PLENARIA-TOLD=a:mailto:lee@example.org", "END:VEVENT",
		"BEGIN:VEVENT", "UID:daily@example.org", "DTSTAMP:20260701T120000Z", "SEQUENCE:1", "DTSTART:20260901T080000Z", "DTEND:20260901T083000Z", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Coffee",
		"ORGANIZER:mailto:agenda@example.org", "ATTENDEE:mailto:kim@example.org", "END:VEVENT",
	}, more...), "\n"))
}

// sending is an answer that sends people, whole addresses or names at example.org.
func sending(to ...string) string {
	for i, who := range to {
		if !strings.Contains(who, "@") {
			who += "@example.org"
		}
		to[i] = `"mailto:` + who + `"`
	}
	return "DELEGATED;DELEGATED-TO=" + strings.Join(to, ",")
}

// delegateLines writes who is in a list for whom, and who is sent in vain.
func delegateLines(l *ical.Responses) (lines []string) {
	short := func(list []string) string { return strings.ReplaceAll(strings.Join(list, " "), "@example.org", "") }
	for _, r := range l.List() {
		line := fmt.Sprintf("%s %s %s", short([]string{r.Address}), r.Invited, r.Answer)
		if r.UID != "opening@example.org" {
			line = strings.TrimSuffix(r.UID, "@example.org") + "[" + r.Recurrence + "] " + line
		}
		if len(r.DelegatedFrom) > 0 {
			line += " for " + short(r.DelegatedFrom)
		}
		if n := len(r.NotDelegated); n > 5 {
			line += fmt.Sprint(" in vain ", n)
		} else if n > 0 {
			line += " in vain " + short(r.NotDelegated)
		}
		if r.Answer == "" && r.Invited == ical.InvitedByOrganizer {
			continue // Kim and Lee as they were
		}
		lines = append(lines, line)
	}
	return lines
}

func sendsIn(who string, minute int, to ...string) string {
	return says("REPLY", "opening", who, sending(to...), 2, minute)
}

// TestResponsesDelegates: who comes for whom, and who is sent in vain: RFC 5546 §3.2.2.3.
func TestResponsesDelegates(t *testing.T) {
	const applied, vain, uninvited = ical.OutcomeApplied, ical.OutcomeNotDelegated, ical.OutcomeUninvited
	thousand := make([]string, 1000)
	for i := range thousand {
		thousand[i] = fmt.Sprint("x", i)
	}
	for _, c := range []struct {
		name    string
		replies []string
		want    []ical.Outcome
		rows    []string
	}{
		{"one", []string{sendsIn("kim", 0, "eva")}, []ical.Outcome{applied}, []string{"eva delegate  for kim", "kim yes DELEGATED"}},
		{"three", []string{sendsIn("kim", 0, "eva", "bob", "ana")}, []ical.Outcome{applied},
			[]string{"ana delegate  for kim", "bob delegate  for kim", "eva delegate  for kim", "kim yes DELEGATED"}},
		{"four are too many", []string{sendsIn("kim", 0, "eva", "bob", "ana", "zoe")}, []ical.Outcome{vain}, []string{"kim yes DELEGATED in vain ana bob eva zoe"}},
		{"a thousand, of whom a hundred are read", []string{sendsIn("kim", 0, thousand...)}, []ical.Outcome{vain}, []string{"kim yes DELEGATED in vain 100"}},
		{"themselves", []string{sendsIn("kim", 0, "KIM")}, []ical.Outcome{vain}, []string{"kim yes DELEGATED in vain kim"}},
		{"the organizer", []string{sendsIn("kim", 0, "Agenda")}, []ical.Outcome{vain}, []string{"kim yes DELEGATED in vain agenda"}},
		{"who is invited anyway", []string{sendsIn("kim", 0, "lee")}, []ical.Outcome{vain}, []string{"kim yes DELEGATED in vain lee"}},
		{"who is invited anyway, and another", []string{sendsIn("kim", 0, "lee", "eva")}, []ical.Outcome{vain}, []string{"eva delegate  for kim", "kim yes DELEGATED in vain lee"}},
		{"to where no mail goes", []string{sendsIn("kim", 0, "a%22;b@example.org"), sendsIn("lee", 0, "a@[127.0.0.1]")}, []ical.Outcome{vain, vain},
			[]string{`kim yes DELEGATED in vain a";b`, "lee yes DELEGATED in vain a@[127.0.0.1]"}},
		{"nobody is named", []string{says("REPLY", "opening", "kim", "DELEGATED", 2, 0)}, []ical.Outcome{applied}, []string{"kim yes DELEGATED"}},
		{"passed on three times, and a fourth time in vain",
			[]string{sendsIn("kim", 0, "d1"), sendsIn("d1", 1, "d2"), sendsIn("d2", 2, "d3"), sendsIn("d3", 3, "d4"), says("REPLY", "opening", "d4", "ACCEPTED", 2, 4)},
			[]ical.Outcome{applied, applied, applied, vain, uninvited},
			[]string{"d1 delegate DELEGATED for kim", "d2 delegate DELEGATED for d1", "d3 delegate DELEGATED for d2 in vain d4", "d4 no ACCEPTED", "kim yes DELEGATED"}},
		{"back to who was invited", []string{sendsIn("kim", 0, "eva"), sendsIn("eva", 1, "kim")}, []ical.Outcome{applied, vain},
			[]string{"eva delegate DELEGATED for kim in vain kim", "kim yes DELEGATED"}},
		{"in a circle of delegates", []string{sendsIn("kim", 0, "eva"), sendsIn("eva", 1, "bob"), sendsIn("bob", 2, "eva")}, []ical.Outcome{applied, applied, vain},
			[]string{"bob delegate DELEGATED for eva in vain eva", "eva delegate DELEGATED for kim", "kim yes DELEGATED"}},
		{"one for two", []string{sendsIn("kim", 0, "eva"), sendsIn("lee", 0, "eva"), says("REPLY", "opening", "eva", "ACCEPTED", 2, 1)}, []ical.Outcome{applied, applied, applied},
			[]string{"eva delegate ACCEPTED for kim lee", "kim yes DELEGATED", "lee yes DELEGATED"}},
		{"who comes for another anyway", []string{sendsIn("kim", 0, "eva"), sendsIn("lee", 0, "bob"), sendsIn("eva", 1, "bob")}, []ical.Outcome{applied, applied, vain},
			[]string{"bob delegate  for lee", "eva delegate DELEGATED for kim in vain bob", "kim yes DELEGATED", "lee yes DELEGATED"}},
		{"taken back", []string{sendsIn("kim", 0, "eva"), kimSays("opening", "ACCEPTED", 2, 1), says("REPLY", "opening", "eva", "ACCEPTED", 2, 2)}, []ical.Outcome{applied, applied, uninvited},
			[]string{"eva no ACCEPTED", "kim yes ACCEPTED"}},
		{"another in the place of the first", []string{sendsIn("kim", 0, "eva"), sendsIn("kim", 1, "bob")}, []ical.Outcome{applied, applied}, []string{"bob delegate  for kim", "kim yes DELEGATED"}},
		{"by who nobody has invited", []string{sendsIn("eva", 0, "eva", "bob")}, []ical.Outcome{uninvited}, []string{"eva no DELEGATED"}},
		{"to a series, and from there to one occurrence",
			[]string{says("REPLY", "daily", "kim", sending("eva"), 1, 0), says("REPLY", "daily", "eva", sending("bob"), 1, 1, "RECURRENCE-ID:20260902T080000Z"),
				says("REPLY", "daily", "bob", "ACCEPTED", 1, 2, "RECURRENCE-ID:20260902T080000Z"), says("REPLY", "daily", "bob", "ACCEPTED", 1, 2)},
			[]ical.Outcome{applied, applied, applied, uninvited},
			[]string{"daily[] bob no ACCEPTED", "daily[] eva delegate  for kim", "daily[] kim yes DELEGATED",
				"daily[2026-09-02T08:00:00Z] bob delegate ACCEPTED for eva", "daily[2026-09-02T08:00:00Z] eva delegate DELEGATED for kim"}},
		{"to one occurrence who has the series", []string{says("REPLY", "daily", "kim", sending("eva"), 1, 0), kimSays("daily", sending("eva"), 1, 1, "RECURRENCE-ID:20260902T080000Z")},
			[]ical.Outcome{applied, vain}, []string{"daily[] eva delegate  for kim", "daily[] kim yes DELEGATED", "daily[2026-09-02T08:00:00Z] kim yes DELEGATED in vain eva"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ical.NewResponses(published(t, delegatesFile()))
			var got []ical.Outcome
			list := repliesOf(t, c.replies...)
			for i := range list {
				got = append(got, l.Apply(&list[i], nil))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("outcomes: -want +got:\n%s", diff)
			}
			if diff := cmp.Diff(c.rows, delegateLines(l)); diff != "" {
				t.Errorf("rows: -want +got:\n%s", diff)
			}
			back := ical.NewResponses(published(t, delegatesFile()))
			for i := range list {
				back.Apply(&list[len(list)-1-i], nil)
			}
			if diff := cmp.Diff(l.List(), back.List()); diff != "" {
				t.Errorf("in the other order: -want +got:\n%s", diff)
			}
			if c.name != "the organizer" { // whom the list does not know
				checkStored(t, l)
			}
		})
	}
}

// TestResponsesDelegatesNoted: delegates in the organizer's file are so only as long as
// they are sent, also in a list that was kept.
func TestResponsesDelegatesNoted(t *testing.T) {
	file := strings.Replace(delegatesFile(), "ATTENDEE;CN=Kim;X", strings.ReplaceAll("ATTENDEE;DELEGATED-FROM=\"mailto:kim@example.org\";PARTSTAT=TENTATIVE:mailto:eva@example.org\n"+
		"ATTENDEE;CN=Bob;DELEGATED-FROM=\"mailto:lee@example.org\":mailto:bob@example.org\nATTENDEE;CN=Kim;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\";X", "\n", "\r\n"), 1)
	l := ical.NewResponses(published(t, file))
	// Lee's own ATTENDEE does not say it, as that of a series does not say it of an occurrence.
	if diff := cmp.Diff([]string{"bob delegate  for lee", "eva delegate TENTATIVE for kim", "kim yes DELEGATED"}, delegateLines(l)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	checkStored(t, l)
	for _, r := range repliesOf(t, says("REPLY", "opening", "lee", "ACCEPTED", 2, 0), sendsIn("kim", 0, "zoe")) {
		if got := l.Apply(&r, nil); got != ical.OutcomeApplied {
			t.Errorf("%s: %s", r.Attendee.Address, got)
		}
	}
	if diff := cmp.Diff([]string{"eva no TENTATIVE for kim", "kim yes DELEGATED", "lee yes ACCEPTED", "zoe delegate  for kim"}, delegateLines(l)); diff != "" {
		t.Errorf("sent no longer: -want +got:\n%s", diff)
	}
	checkStored(t, l)
	l.Invite(published(t, delegatesFile()))
	if diff := cmp.Diff([]string{"eva no TENTATIVE for kim", "kim yes DELEGATED", "lee yes ACCEPTED", "zoe delegate  for kim"}, delegateLines(l)); diff != "" {
		t.Errorf("a file without them: -want +got:\n%s", diff)
	}
}

// TestResponsesDelegatedMoved: who has sent somebody does so when the event is moved, and
// what they have written stays.
func TestResponsesDelegatedMoved(t *testing.T) {
	l := ical.NewResponses(published(t, delegatesFile()))
	r := repliesOf(t, says("REPLY", "opening", "kim", sending("eva"), 2, 0, "COMMENT:Eva knows more of it."))[0]
	l.Apply(&r, nil)
	moved := strings.NewReplacer("SEQUENCE:2", "SEQUENCE:3", "20260901T003000Z", "20260901T013000Z", "CN=Kim;", "CN=Kim;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\";").Replace(delegatesFile())
	l.Invite(published(t, moved))
	i := slices.IndexFunc(l.List(), func(r ical.Response) bool { return r.Address == "kim@example.org" && r.UID == "opening@example.org" })
	if got := l.List()[i]; !got.Current || got.Sequence != 3 || got.Comment != "Eva knows more of it." {
		t.Errorf("%+v", got)
	}
}

// TestResponsesDelegateRepeats: a delegate says also what who sends them has said, as in
// RFC 5546 §4.2.6. That is nothing new once it is known, and not believed before.
func TestResponsesDelegateRepeats(t *testing.T) {
	both := "From: eva@example.org\nSubject: x\nContent-Type: text/calendar; method=REPLY\n\n" + calendarLines(strings.Join([]string{
		"METHOD:REPLY", "BEGIN:VEVENT", "UID:opening@example.org", "DTSTAMP:20260801T100500Z", "SEQUENCE:2",
		`ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:kim@example.org":mailto:eva@example.org`,
		`ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:eva@example.org":mailto:kim@example.org`, "END:VEVENT"}, "\n"))
	for name, c := range map[string]struct {
		before []string
		want   []ical.Outcome
	}{
		"Kim has said it":     {[]string{sendsIn("kim", 0, "eva")}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeDuplicate}},
		"Kim has said naught": {nil, []ical.Outcome{ical.OutcomeUninvited, ical.OutcomeSender}},
		"Kim sends another":   {[]string{sendsIn("kim", 0, "bob")}, []ical.Outcome{ical.OutcomeUninvited, ical.OutcomeSender}},
	} {
		l := ical.NewResponses(published(t, delegatesFile()))
		for _, r := range repliesOf(t, c.before...) {
			l.Apply(&r, nil)
		}
		var got []ical.Outcome
		for _, r := range repliesOf(t, both) {
			got = append(got, l.Apply(&r, nil))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}
