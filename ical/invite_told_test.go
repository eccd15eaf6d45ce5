package ical_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestAnswerToWhatWasTold: SEQUENCE goes up for the sake of somebody else, and who was
// not told of that changes their mind, by the SEQUENCE that they have. An answer in the
// organizer's file must not be taken for a later one.
func TestAnswerToWhatWasTold(t *testing.T) {
	keynote := schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote}}
	invited := func(who ...schedule.ID) ical.InviteOptions {
		return ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{Who: who, To: keynote}}}
	}
	series := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}
	series.Series = ical.RecurringEvents
	leftOut := weekly(t, func(r *schedule.Repeat) { r.Except = []schedule.DateTime{dateTime("2021-06-15T09:00")} })
	for name, c := range map[string]struct {
		who, uid  string
		revisions []*schedule.Agenda
		options   []ical.InviteOptions
		sequence  int // of the event in the end
	}{
		"another guest is invited again": {"eva", "keynote@redgealc-2021.example.org",
			[]*schedule.Agenda{storyOne(t), storyOne(t), storyOne(t)},
			[]ical.InviteOptions{invited("bob", "eva"), invited("eva"), invited("bob", "eva")}, 2},
		"an occurrence is left out": {"son", "webinar@webinar-2021.example.org",
			[]*schedule.Agenda{weekly(t), leftOut, leftOut}, []ical.InviteOptions{series, series, series}, 1},
	} {
		file := ""
		for i, a := range c.revisions {
			o := c.options[i]
			o.Stamp = o.Stamp.AddDate(0, 0, i)
			_, file = invite(t, file, a, o)
			if i == 0 {
				file = strings.ReplaceAll(file, "PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED")
			}
		}
		e := readCalendar(t, file).event(t, c.uid)
		if got := must(strconv.Atoi(e.value("SEQUENCE"))); got != c.sequence {
			t.Errorf("%s: SEQUENCE is %d, want %d", name, got, c.sequence)
		}
		list := ical.NewResponses(published(t, file))
		declines := repliesOf(t, calendarLines(strings.Join([]string{"METHOD:REPLY", "BEGIN:VEVENT", "UID:" + c.uid, "DTSTAMP:20211010T100000Z",
			"SEQUENCE:0", "ATTENDEE;PARTSTAT=DECLINED:mailto:" + c.who + "@example.org", "END:VEVENT"}, "\n")))
		if got := list.Apply(&declines[0], nil); got != ical.OutcomeApplied {
			t.Errorf("%s: the answer of %s is %s, want %s", name, c.who, got, ical.OutcomeApplied)
		}
		last := len(c.options) - 1
		o := c.options[last]
		o.Stamp, o.Answers = o.Stamp.AddDate(0, 0, last+1), list
		messages, file := invite(t, file, c.revisions[last], o)
		if len(messages) > 0 {
			t.Errorf("%s: an answer makes messages: %v", name, summary(messages))
		}
		lines := readCalendar(t, file).event(t, c.uid).named("ATTENDEE")
		if !slices.ContainsFunc(lines, func(line string) bool {
			p := readProperty(line)
			return strings.HasPrefix(p.value, "mailto:"+c.who+"@") && p.param("PARTSTAT") == "DECLINED"
		}) {
			t.Errorf("%s: the organizer's file does not say that %s has declined: %q", name, c.who, lines)
		}
	}
}

// TestMailsOfTwoOccurrences: who is first invited to two occurrences of one series gets
// two mails, and no server and no outbox takes the second for the first.
func TestMailsOfTwoOccurrences(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0)), Guests: []ical.Guests{{
		Who: []schedule.ID{"ana"}, On: []schedule.Date{date("2021-06-08"), date("2021-06-15")},
	}}}
	o.Series = ical.RecurringEvents
	list, _ := invite(t, "", weekly(t), o)
	ids := map[string]string{}
	for i := range list {
		id, err := list[i].Message().ID()
		if other, known := ids[id]; err != nil || known {
			t.Errorf("%s of %q has the Message-ID of %s, %v", list[i].To.ID, list[i].Recurrence, other, err)
		}
		ids[id] = string(list[i].To.ID) + " of " + list[i].Recurrence
	}
	if len(list) != 4 {
		t.Errorf("%d messages, want 4: %v", len(list), summary(list))
	}
}

// TestInviteSharedAddress: of two with one address, however it is written, the first is
// the reader, in the roles of both.
func TestInviteSharedAddress(t *testing.T) {
	a := storyOne(t)
	for i := range a.Participants {
		if p := &a.Participants[i]; p.ID == "eva" {
			p.Email = "BOB@example.org"
		}
	}
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	list, file := invite(t, "", a, o)
	var got []string
	for i := range list {
		if m := &list[i]; m.To.ID == "bob" || m.To.ID == "eva" {
			p := readProperty(readCalendar(t, string(m.Calendar)).of("VEVENT")[0].named("ATTENDEE")[0])
			got = append(got, string(m.To.ID)+" "+string(m.Role)+" "+p.param("ROLE"))
		}
	}
	want := []string{"bob speaker REQ-PARTICIPANT", "bob panelist REQ-PARTICIPANT", "bob speaker REQ-PARTICIPANT", "bob chair CHAIR"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for i := range a.Participants {
		if p := &a.Participants[i]; p.ID == "bob" {
			p.Email = "Bob@Example.org"
		}
	}
	if list, _ = invite(t, file, a, o); len(list) > 0 {
		t.Errorf("an address in other letters makes messages: %v", summary(list))
	}
}

// TestInviteEditedFile: a file that was edited by hand has the event of a series only for
// the sake of guests, which plenaria does not write.
func TestInviteEditedFile(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}
	o.Series = ical.RecurringEvents
	_, file := invite(t, "", weekly(t), o)
	list, _ := invite(t, strings.ReplaceAll(file, "BEGIN:VEVENT", "BEGIN:VEVENT\r\nX-PLENARIA-ONLY:TRUE"), weekly(t), o)
	for i := range list {
		if list[i].Method != ical.MethodRequest {
			t.Errorf("who is invited is told %s", list[i].Method)
		}
	}
	if len(list) != 2 {
		t.Errorf("%d messages, want the series again to 2: %v", len(list), summary(list))
	}
}

// TestInvitePast: a session is moved to a time that is over when that is told. Who waits
// for it at its old time is told once, and who was not invited not at all.
func TestInvitePast(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, file := invite(t, "", storyOne(t), o)
	o.Stamp = instantLine(readCalendar(t, file).event(t, "keynote@redgealc-2021.example.org").named("DTSTART")[0]).Add(-time.Hour)
	earlier := changed(storyOne(t), func(a *schedule.Agenda) {
		s := sessionOf(t, a, "keynote")
		s.Start, s.End = clock("06:00"), clock("07:00")
	})
	o.Guests = []ical.Guests{{Who: []schedule.ID{"bob"}, To: schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote}}}}
	list, file := invite(t, file, earlier, o)
	if got, want := summary(list), []string{"luz REQUEST keynote 1 [time] es"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if list, again := invite(t, file, earlier, o); list != nil || again != file {
		t.Errorf("once more: %v", summary(list))
	}
}

// TestInviteOtherVersion: a version of plenaria that words invitations otherwise sends
// nobody a mail for that alone, and tells what has changed.
func TestInviteOtherVersion(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, file := invite(t, "", storyOne(t), o)
	mark := regexp.MustCompile(`X-PLENARIA-TOLD=[0-9a-z]+\.[1-9][0-9]*`)
	unfolded := strings.ReplaceAll(file, "\r\n ", "")
	older := mark.ReplaceAllString(unfolded, "X-PLENARIA-TOLD=abc.0")
	if n := strings.Count(older, "TOLD=abc.0"); n != 10 {
		t.Fatalf("%d marks, want 10", n)
	}
	o.Stamp = stampTwo
	list, again := invite(t, older, storyOne(t), o)
	if got := mark.FindAllString(strings.ReplaceAll(again, "\r\n ", ""), -1); len(list) > 0 || !slices.Equal(got, mark.FindAllString(unfolded, -1)) {
		t.Errorf("nothing has changed: %v; the marks are %q", summary(list), got)
	}
	list, _ = invite(t, older, storyTwo(t), o)
	want := []string{
		"kim REQUEST korea 1 [place] ko", "kim REQUEST digital-identity 1 [time] ko",
		"ana REQUEST panama 0 [title] es", "ana REQUEST korea 1 [place] es",
		"luz REQUEST keynote 1 [time] es", "luz REQUEST workshop 0 [new] es", "bob CANCEL regional-2 1 [status] en",
		"eva REQUEST knowledge 0 [new] en", "eva REQUEST revitalization 1 [time] en", "bob CANCEL knowledge 1 [gone] en",
	}
	if got := summary(list); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestInviteSeriesAnswers: a new title of a series with a moved occurrence keeps the
// answers to both, as they are.
func TestInviteSeriesAnswers(t *testing.T) {
	moved := func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	}
	o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}
	o.Series = ical.RecurringEvents
	_, file := invite(t, "", weekly(t, moved), o)
	file = strings.Replace(file, "PARTSTAT=NEEDS-ACTION", "PARTSTAT=DECLINED", 1) // of Son, to the series or to the occurrence
	file = strings.ReplaceAll(file, "PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED")
	answers := func(file, who string) map[string]string {
		all := map[string]string{}
		for _, e := range readCalendar(t, file).of("VEVENT") {
			for _, line := range e.named("ATTENDEE") {
				if p := readProperty(line); p.value == "mailto:"+who {
					all[recurrenceInstant(e)] = p.param("PARTSTAT")
				}
			}
		}
		return all
	}
	if want := answers(file, "son@example.org"); len(want) != 2 || want[""] == want["2021-06-01T13:00:00Z"] {
		t.Fatalf("the file says %v", want)
	}
	o.Stamp = o.Stamp.AddDate(0, 0, 1)
	list, _ := invite(t, file, changed(weekly(t, moved), func(a *schedule.Agenda) { sessionOf(t, a, "webinar").Title = text("ko", "웨비나") }), o)
	for i := range list {
		want := answers(file, list[i].To.Email)
		if diff := cmp.Diff(want, answers(string(list[i].Calendar), list[i].To.Email)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", list[i].To.Email, diff)
		}
	}
	if len(list) != 2 {
		t.Errorf("%d messages, want 2: %v", len(list), summary(list))
	}
}
