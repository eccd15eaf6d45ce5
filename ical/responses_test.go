package ical_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// invitedFile is an organizer's own file: Kim and Lee are invited to the opening,
// which is at 09:30 in Seoul with SEQUENCE 2, Kim to the closing and to a series.
func invitedFile() string {
	return calendarLines(strings.Join([]string{
		"BEGIN:VEVENT", "UID:opening@example.org", "DTSTAMP:20260701T120000Z", "SEQUENCE:2", "DTSTART:20260901T003000Z", "DTEND:20260901T013000Z", "SUMMARY:Opening",
		"ATTENDEE;CN=Kim Min-ji;PARTSTAT=NEEDS-ACTION;X-PLENARIA-TOLD=a:mailto:kim@example.org", "ATTENDEE;CN=Lee;PARTSTAT=ACCEPTED;X-PLENARIA-TOLD=a:mailto:lee@example.org",
		"ATTENDEE;CN=Gone;PARTSTAT=ACCEPTED;X-PLENARIA-TOLD=GONE:mailto:gone@example.org", "END:VEVENT",
		"BEGIN:VEVENT", "UID:closing@example.org", "DTSTAMP:20260701T120000Z", "DTSTART;VALUE=DATE:20260903", "SUMMARY:=Closing", "ATTENDEE;CN=Kim Min-ji:mailto:kim@example.org", "END:VEVENT",
		"BEGIN:VEVENT", "UID:daily@example.org", "DTSTAMP:20260701T120000Z", "SEQUENCE:1", "DTSTART:20260901T080000Z", "DTEND:20260901T083000Z", "RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:Coffee", "ATTENDEE:mailto:kim@example.org", "END:VEVENT",
	}, "\n"))
}

func responsesOf(t testing.TB) *ical.Responses { return ical.NewResponses(published(t, invitedFile())) }

// repliesOf reads calendar objects; each is a reply or several.
func repliesOf(t testing.TB, objects ...string) (list []ical.Reply) {
	t.Helper()
	for _, object := range objects {
		some, problems, err := ical.ReadReply(strings.NewReader(object), replyOptions())
		if err != nil || len(problems.Faults()) > 0 {
			t.Fatal(problems, err)
		}
		list = append(list, some...)
	}
	return list
}

// kimSays makes a REPLY of Kim, at a minute after 10:00.
func kimSays(uid, answer string, sequence, minute int, more ...string) string {
	return says("REPLY", uid, "kim", answer, sequence, minute, more...)
}

func says(method, uid, who, answer string, sequence, minute int, more ...string) string {
	return calendarLines(fmt.Sprintf("METHOD:%s\nBEGIN:VEVENT\nUID:%s@example.org\nDTSTAMP:20260801T10%02d00Z\nSEQUENCE:%d\nATTENDEE;PARTSTAT=%s:mailto:%s@example.org\n%sEND:VEVENT",
		method, uid, minute, sequence, answer, who, strings.Join(append(more, ""), "\n")))
}

// responseLines writes a list for people to read.
func responseLines(l *ical.Responses) (lines []string) {
	for _, r := range l.List() {
		uid, _, _ := strings.Cut(r.UID, "@")
		who, _, _ := strings.Cut(r.Address, "@")
		s := fmt.Sprintf("%s %s %s %s", uid, who, r.Invited, r.Answer)
		if r.Recurrence != "" {
			s = fmt.Sprintf("%s[%s] %s %s %s", uid, r.Recurrence, who, r.Invited, r.Answer)
		}
		if r.Answer != "" && !r.Current {
			s += " stale"
		}
		if r.Comment != "" {
			s += " " + fmt.Sprintf("%q", r.Comment)
		}
		if r.Proposal != nil {
			s += fmt.Sprintf(" proposes %s to %s", r.Proposal.Start, r.Proposal.End)
		}
		lines = append(lines, s)
	}
	return lines
}

// TestResponsesOutcome: what becomes of replies, one after the other.
func TestResponsesOutcome(t *testing.T) {
	mailed := func(from, object string) string {
		return "From: " + from + "@example.org\nSubject: x\nContent-Type: text/calendar; method=REPLY\n\n" + object
	}
	for _, c := range []struct {
		name    string
		objects []string
		want    []ical.Outcome
		rows    []string // of the opening, and of what was answered
	}{
		{"an answer", []string{kimSays("opening", "ACCEPTED", 2, 0)}, []ical.Outcome{ical.OutcomeApplied},
			[]string{"opening kim yes ACCEPTED", "opening lee yes ACCEPTED"}},
		{"an answer to all dates", []string{kimSays("closing", "DECLINED", 0, 0)}, []ical.Outcome{ical.OutcomeApplied},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED", "closing kim yes DECLINED"}},
		{"the mail twice", []string{kimSays("opening", "ACCEPTED", 2, 0), kimSays("opening", "ACCEPTED", 2, 0)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeDuplicate},
			[]string{"opening kim yes ACCEPTED", "opening lee yes ACCEPTED"}},
		{"a change of mind", []string{kimSays("opening", "ACCEPTED", 2, 0), kimSays("opening", "DECLINED", 2, 1)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeApplied},
			[]string{"opening kim yes DECLINED", "opening lee yes ACCEPTED"}},
		{"the first mail comes last", []string{kimSays("opening", "DECLINED", 2, 1), kimSays("opening", "ACCEPTED", 2, 0)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeOlder},
			[]string{"opening kim yes DECLINED", "opening lee yes ACCEPTED"}},
		{"SEQUENCE counts before DTSTAMP", []string{kimSays("opening", "DECLINED", 2, 0), kimSays("opening", "ACCEPTED", 1, 5)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeOlder},
			[]string{"opening kim yes DECLINED", "opening lee yes ACCEPTED"}},
		{"an answer to an older revision", []string{kimSays("opening", "ACCEPTED", 1, 0)}, []ical.Outcome{ical.OutcomeStale},
			[]string{"opening kim yes ACCEPTED stale", "opening lee yes ACCEPTED"}},
		{"to an older revision at another time", []string{kimSays("opening", "ACCEPTED", 1, 0, "DTSTART:20260901T000000Z", "DTEND:20260901T010000Z")}, []ical.Outcome{ical.OutcomeStale},
			[]string{"opening kim yes ACCEPTED stale", "opening lee yes ACCEPTED"}},
		{"to an older revision that began then, but was longer", []string{kimSays("opening", "ACCEPTED", 1, 0, "DTSTART:20260901T003000Z", "DTEND:20260901T023000Z")}, []ical.Outcome{ical.OutcomeStale},
			[]string{"opening kim yes ACCEPTED stale", "opening lee yes ACCEPTED"}},
		{"to an older revision in another room only", []string{kimSays("opening", "ACCEPTED", 1, 0, "DTSTART;TZID=Asia/Seoul:20260901T093000", "DTEND;TZID=Asia/Seoul:20260901T103000")}, []ical.Outcome{ical.OutcomeApplied},
			[]string{"opening kim yes ACCEPTED", "opening lee yes ACCEPTED"}},
		{"a later answer than the file has", []string{says("REPLY", "opening", "lee", "DECLINED", 2, 0)}, []ical.Outcome{ical.OutcomeApplied},
			[]string{"opening kim yes ", "opening lee yes DECLINED"}},
		{"an answer to an older revision than the file has", []string{says("REPLY", "opening", "lee", "DECLINED", 1, 0)}, []ical.Outcome{ical.OutcomeOlder},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED"}},
		{"an event of somebody else", []string{kimSays("party", "ACCEPTED", 2, 0)}, []ical.Outcome{ical.OutcomeForeign},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED"}},
		{"somebody who is not invited", []string{says("REPLY", "opening", "eva", "ACCEPTED", 2, 0), says("REPLY", "opening", "gone", "ACCEPTED", 2, 0)}, []ical.Outcome{ical.OutcomeUninvited, ical.OutcomeUninvited},
			[]string{"opening eva no ACCEPTED", "opening gone no ACCEPTED", "opening kim yes ", "opening lee yes ACCEPTED"}},
		{"another sender", []string{mailed("eva", kimSays("opening", "ACCEPTED", 2, 0)), mailed("KIM", kimSays("opening", "ACCEPTED", 2, 0))}, []ical.Outcome{ical.OutcomeSender, ical.OutcomeApplied},
			[]string{"opening kim yes ACCEPTED", "opening lee yes ACCEPTED"}},
		{"one occurrence", []string{kimSays("daily", "ACCEPTED", 1, 0), kimSays("daily", "DECLINED", 1, 1, "RECURRENCE-ID:20260902T080000Z")}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeApplied},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED", "daily kim yes ACCEPTED", "daily[2026-09-02T08:00:00Z] kim yes DECLINED"}},
		{"who sends somebody else", []string{kimSays("opening", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 2, 0), says("REPLY", "opening", "eva", "ACCEPTED", 2, 1)},
			[]ical.Outcome{ical.OutcomeApplied, ical.OutcomeApplied},
			[]string{"opening eva delegate ACCEPTED", "opening kim yes DELEGATED", "opening lee yes ACCEPTED"}},
		{"the delegate is there first", []string{says("REPLY", "opening", "eva", "ACCEPTED;DELEGATED-FROM=\"mailto:kim@example.org\"", 2, 1), kimSays("opening", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 2, 0)},
			[]ical.Outcome{ical.OutcomeUninvited, ical.OutcomeApplied},
			[]string{"opening eva delegate ACCEPTED", "opening kim yes DELEGATED", "opening lee yes ACCEPTED"}},
		{"the delegate has not answered", []string{kimSays("daily", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 1, 0)}, []ical.Outcome{ical.OutcomeApplied},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED", "daily eva delegate ", "daily kim yes DELEGATED"}},
		{"a delegate sends somebody else", []string{kimSays("opening", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 2, 0), says("REPLY", "opening", "eva", "DELEGATED;DELEGATED-TO=\"mailto:bob@example.org\"", 2, 1), says("REPLY", "opening", "bob", "ACCEPTED", 2, 2)},
			[]ical.Outcome{ical.OutcomeApplied, ical.OutcomeApplied, ical.OutcomeApplied},
			[]string{"opening bob delegate ACCEPTED", "opening eva delegate DELEGATED", "opening kim yes DELEGATED", "opening lee yes ACCEPTED"}},
		{"who nobody has invited sends nobody", []string{says("REPLY", "opening", "eva", "DELEGATED;DELEGATED-TO=\"mailto:bob@example.org\"", 2, 1)}, []ical.Outcome{ical.OutcomeUninvited},
			[]string{"opening eva no DELEGATED", "opening kim yes ", "opening lee yes ACCEPTED"}},
		{"two send each other", []string{kimSays("opening", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 2, 0), says("REPLY", "opening", "eva", "DELEGATED;DELEGATED-TO=\"mailto:kim@example.org\"", 2, 1)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeNotDelegated},
			[]string{"opening eva delegate DELEGATED", "opening kim yes DELEGATED", "opening lee yes ACCEPTED"}},
		{"who accepts after all and still names a delegate", []string{kimSays("daily", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 1, 0), kimSays("daily", "ACCEPTED;DELEGATED-TO=\"mailto:eva@example.org\"", 1, 1)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeApplied},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED", "daily kim yes ACCEPTED"}},
		{"who comes after all needs no delegate", []string{kimSays("daily", "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\"", 1, 0), kimSays("daily", "ACCEPTED", 1, 1)}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeApplied},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED", "daily kim yes ACCEPTED"}},
		{"a proposal", []string{says("COUNTER", "opening", "kim", "TENTATIVE", 2, 0, "DTSTART;TZID=Asia/Seoul:20260901T140000", "DTEND;TZID=Asia/Seoul:20260901T150000", "COMMENT:later")}, []ical.Outcome{ical.OutcomeProposed},
			[]string{"opening kim yes TENTATIVE \"later\" proposes 2026-09-01T05:00:00Z 2026-09-01T14:00 Asia/Seoul to 2026-09-01T06:00:00Z 2026-09-01T15:00 Asia/Seoul", "opening lee yes ACCEPTED"}},
		{"a proposal without an answer", []string{says("COUNTER", "opening", "kim", "NEEDS-ACTION", 2, 0, "DTSTART:20260901T050000Z")}, []ical.Outcome{ical.OutcomeProposed},
			[]string{"opening kim yes  proposes 2026-09-01T05:00:00Z to 2026-09-01T05:00:00Z", "opening lee yes ACCEPTED"}},
		{"an answer ends a proposal", []string{kimSays("opening", "ACCEPTED", 2, 1), says("COUNTER", "opening", "kim", "TENTATIVE", 2, 0, "DTSTART:20260901T050000Z")}, []ical.Outcome{ical.OutcomeApplied, ical.OutcomeOlder},
			[]string{"opening kim yes ACCEPTED", "opening lee yes ACCEPTED"}},
		{"the invitation again", []string{says("REFRESH", "opening", "kim", "NEEDS-ACTION", 0, 0), says("REFRESH", "opening", "eva", "NEEDS-ACTION", 0, 0)}, []ical.Outcome{ical.OutcomeRefresh, ical.OutcomeUninvited},
			[]string{"opening kim yes ", "opening lee yes ACCEPTED"}},
		{"what organizers send", []string{says("DECLINECOUNTER", "opening", "kim", "ACCEPTED", 2, 0), says("ADD", "opening", "kim", "ACCEPTED", 2, 0), says("REQUEST", "opening", "kim", "ACCEPTED", 2, 0)},
			[]ical.Outcome{ical.OutcomeNoAnswer, ical.OutcomeNoAnswer, ical.OutcomeNoAnswer}, []string{"opening kim yes ", "opening lee yes ACCEPTED"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := responsesOf(t)
			var got []ical.Outcome
			for _, r := range repliesOf(t, c.objects...) {
				got = append(got, l.Apply(&r, nil))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			rest := map[string]bool{"daily kim yes ": true, "closing kim yes ": true}
			var rows []string
			for _, line := range responseLines(l) {
				if !rest[line] {
					rows = append(rows, line)
				}
			}
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			checkStored(t, l)
		})
	}
}

// checkStored writes a list and reads it again, as a table and as JSON.
func checkStored(t testing.TB, l *ical.Responses) {
	t.Helper()
	var table, object bytes.Buffer
	if err := l.WriteCSV(&table); err != nil {
		t.Fatal(err)
	}
	if err := l.WriteJSON(&object); err != nil {
		t.Fatal(err)
	}
	for _, read := range []func() (*ical.Responses, error){
		func() (*ical.Responses, error) {
			return ical.ReadResponsesCSV(bytes.NewReader(table.Bytes()), "list.csv")
		},
		func() (*ical.Responses, error) {
			return ical.ReadResponsesJSON(bytes.NewReader(object.Bytes()), "list.json")
		},
	} {
		again, err := read()
		if err != nil {
			t.Fatalf("%v\n%s", err, table.String())
		}
		if diff := cmp.Diff(l.List(), again.List()); diff != "" {
			t.Errorf("written and read -before +after:\n%s", diff)
		}
		var b bytes.Buffer
		if err := again.WriteCSV(&b); err != nil || b.String() != table.String() {
			t.Errorf("another table: %v\n%s", err, cmp.Diff(table.String(), b.String()))
		}
	}
}

// TestResponsesOrder: replies in any order give one list. All orders of small sets,
// and a thousand of a large one.
func TestResponsesOrder(t *testing.T) {
	delegated := "DELEGATED;DELEGATED-TO=\"mailto:eva@example.org\""
	sets := [][]string{
		{kimSays("opening", "ACCEPTED", 2, 0), kimSays("opening", "DECLINED", 2, 0), kimSays("opening", "TENTATIVE", 2, 0), kimSays("opening", "ACCEPTED", 1, 9)},
		{kimSays("opening", delegated, 2, 0), says("REPLY", "opening", "eva", "DELEGATED;DELEGATED-TO=\"mailto:bob@example.org\"", 2, 1), says("REPLY", "opening", "bob", "ACCEPTED", 2, 2), kimSays("opening", "DECLINED", 1, 0)},
		{says("COUNTER", "opening", "kim", "TENTATIVE", 2, 1, "DTSTART:20260901T050000Z"), says("COUNTER", "opening", "kim", "TENTATIVE", 2, 1, "DTSTART:20260901T060000Z"), kimSays("opening", "ACCEPTED", 2, 1), kimSays("opening", "ACCEPTED", 2, 0)},
		{kimSays("daily", "ACCEPTED", 1, 0), kimSays("daily", "DECLINED", 1, 1, "RECURRENCE-ID:20260902T080000Z"), kimSays("daily", "ACCEPTED", 1, 2, "RECURRENCE-ID;TZID=Asia/Seoul:20260902T170000"), kimSays("daily", delegated, 1, 2)},
	}
	var all []string
	p := published(t, invitedFile())
	for _, set := range sets {
		all = append(all, set...)
		want := ""
		permutations(repliesOf(t, set...), func(list []ical.Reply) { want = sameList(t, p, want, list) })
	}
	list := repliesOf(t, all...)
	random, want := rand.New(rand.NewPCG(5, 11)), ""
	for range 1000 {
		random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		want = sameList(t, p, want, list)
	}
}

// sameList applies replies, and compares the list with the one that is wanted.
func sameList(t *testing.T, p *ical.Publication, want string, list []ical.Reply) string {
	t.Helper()
	l := ical.NewResponses(p)
	for i := range list {
		l.Apply(&list[i], nil)
	}
	var b strings.Builder
	if err := l.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	if want != "" && b.String() != want {
		t.Fatalf("another order, another list:\n%s", cmp.Diff(want, b.String()))
	}
	return b.String()
}

// permutations calls with every order of a list.
func permutations[T any](list []T, call func([]T)) {
	var permute func(int)
	permute = func(n int) {
		if n == len(list) {
			call(list)
			return
		}
		for i := n; i < len(list); i++ {
			list[n], list[i] = list[i], list[n]
			permute(n + 1)
			list[n], list[i] = list[i], list[n]
		}
	}
	permute(0)
}

// TestResponsesInvite: a later file of the organizer.
func TestResponsesInvite(t *testing.T) {
	l := responsesOf(t)
	for _, r := range repliesOf(t, kimSays("opening", "ACCEPTED", 2, 0), kimSays("closing", "ACCEPTED", 0, 0), kimSays("daily", "DECLINED", 1, 1, "RECURRENCE-ID:20260902T080000Z")) {
		l.Apply(&r, nil)
	}
	checkStored(t, l)
	var b bytes.Buffer
	if err := l.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	stored := must(ical.ReadResponsesCSV(&b, ""))
	// The opening is an hour later, Lee is no longer invited and Eva is; the closing
	// has only another title. The series is not in the file any more.
	next := strings.NewReplacer("SEQUENCE:2", "SEQUENCE:3", "20260901T003000Z", "20260901T013000Z", "20260901T013000Z", "20260901T023000Z",
		"mailto:lee@example.org", "mailto:eva@example.org", "CN=Lee;PARTSTAT=ACCEPTED", "CN=Eva", "=Closing", "Closing", "UID:daily", "UID:other").Replace(invitedFile())
	want := []string{"opening eva yes ", "opening kim yes ACCEPTED stale", "opening lee no ACCEPTED stale", "daily kim yes ", "other kim yes ",
		"daily[2026-09-02T08:00:00Z] kim yes DECLINED", "closing kim yes ACCEPTED"}
	for _, l := range []*ical.Responses{l, stored} {
		l.Invite(published(t, next))
		if diff := cmp.Diff(want, responseLines(l)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		checkStored(t, l)
	}
}

// TestResponsesOccurrence: an occurrence that the organizer's file has has guests of
// its own; the others have those of the series, as long as that has them.
func TestResponsesOccurrence(t *testing.T) {
	file := strings.Replace(invitedFile(), "END:VCALENDAR", strings.ReplaceAll("BEGIN:VEVENT\nUID:daily@example.org\nRECURRENCE-ID:20260903T080000Z\nDTSTAMP:20260701T120000Z\nSEQUENCE:1\n"+
		"DTSTART:20260903T090000Z\nSUMMARY:Tea\nATTENDEE:mailto:eva@example.org\nEND:VEVENT\nEND:VCALENDAR", "\n", "\r\n"), 1)
	l := ical.NewResponses(published(t, file))
	var got []ical.Outcome
	for _, r := range repliesOf(t, kimSays("daily", "ACCEPTED", 1, 0, "RECURRENCE-ID:20260902T080000Z"), kimSays("daily", "ACCEPTED", 1, 0, "RECURRENCE-ID:20260903T080000Z"),
		says("REPLY", "daily", "eva", "ACCEPTED", 0, 0, "RECURRENCE-ID:20260903T080000Z", "DTSTART:20260903T090000Z"), says("REPLY", "daily", "eva", "ACCEPTED", 1, 0)) {
		got = append(got, l.Apply(&r, nil))
	}
	if diff := cmp.Diff([]ical.Outcome{ical.OutcomeApplied, ical.OutcomeUninvited, ical.OutcomeApplied, ical.OutcomeUninvited}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	checkStored(t, l)
	// Kim is no longer invited to the series, and so to none of its occurrences.
	var b bytes.Buffer
	if err := l.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	stored := must(ical.ReadResponsesJSON(&b, ""))
	want := []string{"opening kim yes ", "opening lee yes ACCEPTED", "daily bob yes ", "daily eva no ACCEPTED", "daily[2026-09-02T08:00:00Z] kim no ACCEPTED",
		"closing kim yes ", "daily[2026-09-03T08:00:00Z] eva yes ACCEPTED", "daily[2026-09-03T08:00:00Z] kim no ACCEPTED"}
	for _, l := range []*ical.Responses{l, stored} {
		l.Invite(published(t, strings.Replace(file, "SUMMARY:Coffee\r\nATTENDEE:mailto:kim", "SUMMARY:Coffee\r\nATTENDEE:mailto:bob", 1)))
		if diff := cmp.Diff(want, responseLines(l)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// TestResponsesName: of one reply with two names the greater one counts, whichever
// comes first.
func TestResponsesName(t *testing.T) {
	for _, names := range [][]string{{"Eva", "Eva Tamm"}, {"Eva Tamm", "Eva"}} {
		l := responsesOf(t)
		for _, name := range names {
			r := repliesOf(t, says("REPLY", "opening", "eva", "ACCEPTED;CN="+name, 2, 0))[0]
			l.Apply(&r, nil)
		}
		if got := l.List()[0].Name; got != "Eva Tamm" {
			t.Errorf("%v: %s", names, got)
		}
	}
}

// TestResponsesCSVFormula: what a spreadsheet would run has an apostrophe before it,
// and is itself again when it is read.
func TestResponsesCSVFormula(t *testing.T) {
	for _, comment := range []string{"=1+1", "+1", "-1", "@a", "'=1", "''=1", "'tis", "＝1", "＋1", "－1", "＠a", "a=1", "\"=1\"", "a\nb", "a,b", ";=1", " =1"} {
		l := responsesOf(t)
		r := repliesOf(t, kimSays("opening", "ACCEPTED", 2, 0))[0]
		r.Comment, r.Attendee.Name = comment, comment
		l.Apply(&r, nil)
		checkStored(t, l)
		var b strings.Builder
		if err := l.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, row := range must(csv.NewReader(strings.NewReader(b.String())).ReadAll()) {
			for _, cell := range row {
				first, _ := utf8.DecodeRuneInString(cell)
				if strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
					t.Errorf("%q: the cell %q is a formula", comment, cell)
				}
				found = found || strings.TrimLeft(cell, "'") == strings.TrimLeft(strings.TrimSpace(comment), "'")
			}
		}
		if !found {
			t.Errorf("%q is nowhere in\n%s", comment, b.String())
		}
	}
}

// TestResponsesRefuses: what is no list is told, with its line.
func TestResponsesRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		kind error
		line int
	}{
		"empty":             {"", schedule.ErrMissing, 1},
		"no address":        {"uid\na\n", schedule.ErrMissing, 1},
		"unknown column":    {"uid,address,colour\na,b,red\n", schedule.ErrInvalid, 1},
		"no UID":            {"uid,address\n,b\n", schedule.ErrMissing, 2},
		"twice":             {"uid,address\na,b\na,B\n", schedule.ErrDuplicateID, 3},
		"no answer":         {"uid,address,answer\na,b,YES\n", schedule.ErrInvalid, 2},
		"no way of coming":  {"uid,address,invited\na,b,perhaps\n", schedule.ErrInvalid, 2},
		"no number":         {"uid,address,sequence\na,b,-1\n", schedule.ErrInvalid, 2},
		"no time":           {"uid,address,answered\na,b,yesterday\n", schedule.ErrInvalid, 2},
		"no time proposed":  {"uid,address,proposed_start\na,b,2026-09-01T00:00:00Z late\n", schedule.ErrInvalid, 2},
		"a cell too many":   {"uid,address\na,b,c\n", schedule.ErrInvalid, 2},
		"a quote in a cell": {"uid,address\na,b\"c\n", schedule.ErrInvalid, 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ical.ReadResponsesCSV(strings.NewReader(c.file), "list.csv")
			ps, _ := err.(schedule.Problems)
			if len(ps) != 1 || !isKind(ps[0], c.kind) || ps[0].Pos.Line != c.line {
				t.Errorf("%v, want one of %v in line %d", err, c.kind, c.line)
			}
		})
	}
	for _, file := range []string{"", "{}", "[", `[{"uid":"a"}]`, `[{"uid":"a","address":"b","colour":"red"}]`, `[{"uid":"a","address":"b","answer":"YES"}]`, `[{"uid":"a","address":"b","stamp":"now"}]`} {
		if _, err := ical.ReadResponsesJSON(strings.NewReader(file), "list.json"); err == nil {
			t.Errorf("%s was read", file)
		}
	}
}

// TestResponsesZero: a list of nothing.
func TestResponsesZero(t *testing.T) {
	var l ical.Responses
	r := repliesOf(t, kimSays("opening", "ACCEPTED", 2, 0))[0]
	if got := l.Apply(&r, nil); got != ical.OutcomeForeign {
		t.Errorf("%s, want %s", got, ical.OutcomeForeign)
	}
	if got := l.Apply(&ical.Reply{}, nil); got != ical.OutcomeNoAnswer {
		t.Errorf("the zero Reply: %s", got)
	}
	l.Invite(nil)
	checkStored(t, &l)
	if list := l.List(); len(list) != 0 {
		t.Errorf("%v", list)
	}
}

// TestInviteWithAnswers: answers stand in the organizer's file that is written next,
// unless they are to a revision that is no more.
func TestInviteWithAnswers(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	o.Answers = ical.NewResponses(published(t, first))
	for uid, answer := range map[string]string{"panama": "ACCEPTED", "keynote": "DECLINED", "korea": "TENTATIVE"} {
		for _, who := range []string{"ana", "luz"} {
			r := repliesOf(t, strings.ReplaceAll(says("REPLY", uid, who, answer, 0, 0), uid+"@example.org", uid+"@redgealc-2021.example.org"))[0]
			o.Answers.Apply(&r, nil)
		}
	}
	o.Stamp = stampTwo
	_, second := invite(t, first, storyTwo(t), o)
	// The keynote is at another time now, the korean session in another room.
	for uid, want := range map[string]string{"panama": "ACCEPTED", "keynote": "NEEDS-ACTION", "korea": "NEEDS-ACTION"} {
		for _, line := range readCalendar(t, second).event(t, uid+"@redgealc-2021.example.org").named("ATTENDEE") {
			if p := readProperty(line); p.value != "mailto:kim@example.org" && p.param("PARTSTAT") != want {
				t.Errorf("%s: %s, want %s", uid, line, want)
			}
		}
	}
}

// TestInviteAgain: who asks for an invitation gets it as it is, and nobody else.
func TestInviteAgain(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	ask := func(uid, who string) ical.Reply {
		return repliesOf(t, strings.ReplaceAll(says("REFRESH", uid, who, "NEEDS-ACTION", 0, 0), uid+"@example.org", uid+"@redgealc-2021.example.org"))[0]
	}
	o.Stamp, o.Again = stampTwo, []ical.Reply{ask("korea", "kim"), ask("closing", "kim"), ask("opening", "nobody")}
	list, second := invite(t, first, storyOne(t), o)
	if diff := cmp.Diff([]string{"kim REQUEST korea 0 [nothing] ko"}, summary(list)); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	e := readCalendar(t, string(list[0].Calendar)).of("VEVENT")[0]
	if e.value("DTSTAMP") != "20211101T120000Z" || e.value("SEQUENCE") != "0" {
		t.Errorf("%s", list[0].Calendar)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the organizer's file -before +after:\n%s", diff)
	}
	// What is new as well is told as that.
	if list, _ := invite(t, first, storyTwo(t), o); !strings.Contains(strings.Join(summary(list), "\n"), "kim REQUEST korea 1 [place] ko") {
		t.Errorf("%v", summary(list))
	}
}

// TestAnswerWithoutEnd: an answer to a lower SEQUENCE that states the start which the
// event has, and no end, is not about another length.
func TestAnswerWithoutEnd(t *testing.T) {
	for more, want := range map[string]ical.Outcome{
		"DTSTART:20260901T003000Z":                         ical.OutcomeApplied,
		"DTSTART:20260901T003000Z\nDTEND:20260901T010000Z": ical.OutcomeStale,
		"DTSTART:20260901T010000Z":                         ical.OutcomeStale,
	} {
		list := responsesOf(t)
		reply := repliesOf(t, kimSays("opening", "ACCEPTED", 1, 0, more))
		if got := list.Apply(&reply[0], nil); got != want {
			t.Errorf("%q: %s, want %s", more, got, want)
		}
	}
}
