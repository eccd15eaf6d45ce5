package ical_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// invite gives the messages, and the organizer's file that follows.
func invite(t testing.TB, before string, a *schedule.Agenda, o ical.InviteOptions) (list []ical.Invitation, after string) {
	t.Helper()
	var p *ical.Publication
	if before != "" {
		p = published(t, before)
	}
	tl := timeline(t, a)
	for m, err := range ical.Invitations(p, tl, &o) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, m)
	}
	var b bytes.Buffer
	if _, err := ical.UpdateInvited(&b, p, tl, &o); err != nil {
		t.Fatal(err)
	}
	return list, b.String()
}

// summary is who is told what: name, method, UID, SEQUENCE, changes, language.
func summary(list []ical.Invitation) (lines []string) {
	for _, m := range list {
		who, _, _ := strings.Cut(m.To.Email, "@")
		uid, _, _ := strings.Cut(m.UID, "@")
		lines = append(lines, fmt.Sprint(who, " ", m.Method, " ", uid, " ", m.Sequence, " ", m.Changes, " ", m.Lang))
	}
	return lines
}

// TestInviteStory: exactly the messages that the three versions need.
func TestInviteStory(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	list, first := invite(t, "", storyOne(t), o)
	want := []string{
		"kim REQUEST korea 0 [new] ko", "kim REQUEST digital-identity 0 [new] ko",
		"ana REQUEST panama 0 [new] es", "ana REQUEST korea 0 [new] es",
		"luz REQUEST keynote 0 [new] es", "luz REQUEST knowledge 0 [new] es",
		"bob REQUEST knowledge 0 [new] en", "bob REQUEST regional-2 0 [new] en",
		"eva REQUEST revitalization 0 [new] en", "eva REQUEST closing 0 [new] en",
	}
	if diff := cmp.Diff(want, summary(list)); diff != "" {
		t.Errorf("1.0: -want +got:\n%s", diff)
	}
	o.Stamp = stampTwo
	list, second := invite(t, first, storyTwo(t), o)
	want = []string{
		"kim REQUEST korea 1 [place] ko", "kim REQUEST digital-identity 1 [time] ko",
		"ana REQUEST panama 0 [title] es", "ana REQUEST korea 1 [place] es",
		"luz REQUEST keynote 1 [time] es", "luz REQUEST knowledge 0 [details] es", "luz REQUEST workshop 0 [new] es",
		"bob CANCEL regional-2 1 [status] en",
		"eva REQUEST knowledge 0 [new] en", "eva REQUEST revitalization 1 [time] en",
		"bob CANCEL knowledge 1 [gone] en",
	}
	if diff := cmp.Diff(want, summary(list)); diff != "" {
		t.Errorf("1.1: -want +got:\n%s", diff)
	}
	o.Stamp = stampThree
	list, third := invite(t, second, storyThree(t), o)
	if diff := cmp.Diff([]string{"bob REQUEST regional-2 2 [status] en"}, summary(list)); diff != "" {
		t.Errorf("1.2: -want +got:\n%s", diff)
	}
	o.Stamp = stampFour
	list, fourth := invite(t, third, storyThree(t), o)
	if diff := cmp.Diff(third, fourth); diff != "" || list != nil {
		t.Errorf("once more, and there are %v; -before +after:\n%s", summary(list), diff)
	}
	// Bob is back in the session that he was taken out of with SEQUENCE 1.
	back := storyThree(t)
	s := sessionOf(t, back, "knowledge")
	s.Roles = append(s.Roles, schedule.Role{Who: "bob", As: schedule.Speaker})
	list, _ = invite(t, fourth, back, o)
	want = []string{"luz REQUEST knowledge 2 [details] es", "bob REQUEST knowledge 2 [new] en", "eva REQUEST knowledge 2 [details] en"}
	if diff := cmp.Diff(want, summary(list)); diff != "" {
		t.Errorf("invited again: -want +got:\n%s", diff)
	}
	// Nothing takes place.
	none := storyThree(t)
	none.Days = nil
	list, last := invite(t, third, none, o)
	if n := len(list); n != 11 {
		t.Errorf("%d messages take everything back, want 11: %v", n, summary(list))
	}
	for _, m := range list {
		if m.Method != ical.MethodCancel {
			t.Errorf("%s to %s", m.Method, m.To.Email)
		}
	}
	list, _ = invite(t, second, none, o)
	for _, line := range summary(list) {
		if strings.HasPrefix(line, "bob ") {
			t.Errorf("Bob is told again of what he knows to be cancelled: %s", line)
		}
	}
	if list, again := invite(t, last, none, o); list != nil || again != last {
		t.Errorf("taken back twice: %v", summary(list))
	}
}

// TestInvitationObject: one calendar object as RFC 5546 §3.2.2 wants it, with the
// reader's clock and language, and nobody else's address.
func TestInvitationObject(t *testing.T) {
	list, _ := invite(t, "", storyOne(t), ical.InviteOptions{UpdateOptions: at(stampOne)})
	m := list[0]
	cal := readCalendar(t, string(m.Calendar))
	if cal.value("METHOD") != "REQUEST" || len(cal.of("VEVENT")) != 1 || len(cal.of("VTIMEZONE")) != 1 {
		t.Fatalf("not one event with its zone:\n%s", m.Calendar)
	}
	e := cal.of("VEVENT")[0]
	if diff := cmp.Diff([]string{
		"UID:korea@redgealc-2021.example.org", "DTSTAMP:20211001T120000Z", "SEQUENCE:0", "DTSTART;TZID=America/Panama:20211119T080000",
		"SUMMARY;LANGUAGE=ko:한국 디지털정부 경험 발표", "STATUS:CONFIRMED",
		"ORGANIZER;CN=파나마 정부;LANGUAGE=ko:mailto:agenda@redgealc-2021.example.org",
		"ATTENDEE;CN=Kim Min-ji;LANGUAGE=ko;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:kim@example.org",
	}, e.named("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "STATUS", "ORGANIZER", "ATTENDEE")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	// 08:00 in Panama is 22:00 in Seoul.
	for _, want := range []string{"2021년 11월 19일 금요일 08:00 ~ 08:45 (파나마 UTC−05:00)\n", "2021년 11월 19일 금요일 22:00 ~ 22:45 (서울 UTC+09:00)"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the text does not say %q:\n%s", want, m.Text)
		}
	}
	if m.To.ID != "kim" || m.From.ID != "panama" || m.Role != schedule.Speaker || m.Title != "한국 디지털정부 경험 발표" || m.Where != "1회의실" {
		t.Errorf("to %s from %s as %s: %s in %s", m.To.ID, m.From.ID, m.Role, m.Title, m.Where)
	}
}

// TestInviteGuests: who is invited by country and by list.
func TestInviteGuests(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{
		{Countries: []string{"EE"}, To: schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote}}},
		{Who: []schedule.ID{"bob"}, To: schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote, schedule.Break}}},
	}}
	list, _ := invite(t, "", storyOne(t), o)
	var got []string
	for _, m := range list {
		if strings.HasPrefix(m.UID, "keynote@") {
			e := readCalendar(t, string(m.Calendar)).of("VEVENT")[0]
			got = append(got, m.To.Email+" "+readProperty(e.named("ATTENDEE")[0]).param("ROLE")+" "+string(m.Role))
		}
		if strings.HasPrefix(m.UID, "break") {
			t.Errorf("%s is invited to a break", m.To.Email)
		}
	}
	if diff := cmp.Diff([]string{"luz@example.org REQ-PARTICIPANT speaker", "bob@example.org OPT-PARTICIPANT ", "eva@example.org OPT-PARTICIPANT "}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestInviteOrganizer: who invites is no guest, unless by name.
func TestInviteOrganizer(t *testing.T) {
	for name, c := range map[string]struct {
		guests ical.Guests
		want   bool
	}{
		"all":       {ical.Guests{}, false},
		"a country": {ical.Guests{Countries: []string{"PA"}}, false},
		"by name":   {ical.Guests{Who: []schedule.ID{"panama"}}, true},
	} {
		o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{c.guests}}
		list, _ := invite(t, "", storyOne(t), o)
		got := slices.ContainsFunc(list, func(m ical.Invitation) bool { return m.To.ID == "panama" && strings.HasPrefix(m.UID, "keynote@") })
		if got != c.want {
			t.Errorf("guests by %s: the organizer is invited: %t, want %t", name, got, c.want)
		}
	}
}

// TestGuestsNoted: the organizer's file tells who are guests, and is known by it. Who
// is left out the next time is no longer invited.
func TestGuestsNoted(t *testing.T) {
	for name, want := range map[string][]ical.Guests{
		"none": nil,
		"all":  {{}},
		"two rules, with names that need quotes": {
			{Who: []schedule.ID{"bob", "a:b"}, Countries: []string{"EE", "CL"}, On: []schedule.Date{date("2021-11-18"), date("2021-11-19")}},
			{To: schedule.Filter{Tracks: []schedule.ID{"x", "y;z"}, Rooms: []schedule.ID{"r1"}, People: []schedule.ID{"kim"},
				Countries: []string{"KR"}, Kinds: []schedule.Kind{schedule.Keynote}}},
		},
	} {
		o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: want}
		_, first := invite(t, "", storyOne(t), o)
		p := published(t, first)
		if diff := cmp.Diff(want, p.Guests); diff != "" || !p.Invited {
			t.Errorf("%s: invited %t; -want +got:\n%s", name, p.Invited, diff)
		}
		o.Guests = p.Guests
		if list, again := invite(t, first, storyOne(t), o); list != nil || again != first {
			t.Errorf("%s: not the same again: %v", name, summary(list))
		}
	}
	o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{Countries: []string{"EE"}, To: schedule.Filter{Kinds: []schedule.Kind{schedule.Keynote}}}}}
	_, first := invite(t, "", storyOne(t), o)
	o.Guests = nil
	list, _ := invite(t, first, storyOne(t), o)
	if diff := cmp.Diff([]string{"eva CANCEL keynote 1 [gone] en"}, summary(list)); diff != "" {
		t.Errorf("left out: -want +got:\n%s", diff)
	}
	public, _ := next(t, "", storyOne(t), at(stampOne))
	if p := published(t, public); p.Invited || p.Events[0].Organizer != "agenda@redgealc-2021.example.org" {
		t.Errorf("the file for all is the organizer's own: %t, of %q", p.Invited, p.Events[0].Organizer)
	}
}

// TestInviteAnswers: an answer in the organizer's file stays, until the time is
// another. A message that changes something else has it too, as a client takes the
// event of a message in the place of its own.
func TestInviteAnswers(t *testing.T) {
	o := ical.InviteOptions{UpdateOptions: at(stampOne)}
	_, first := invite(t, "", storyOne(t), o)
	answered := strings.ReplaceAll(first, "PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED")
	o.Stamp = stampTwo
	list, second := invite(t, answered, storyTwo(t), o)
	told := map[string]string{}
	for _, m := range list {
		who, _, _ := strings.Cut(m.To.Email, "@")
		uid, _, _ := strings.Cut(m.UID, "@")
		told[who+" "+uid] = readProperty(readCalendar(t, string(m.Calendar)).of("VEVENT")[0].named("ATTENDEE")[0]).param("PARTSTAT")
	}
	if diff := cmp.Diff(map[string]string{
		"kim korea": "NEEDS-ACTION", "kim digital-identity": "NEEDS-ACTION", "ana panama": "ACCEPTED", "ana korea": "NEEDS-ACTION",
		"luz keynote": "NEEDS-ACTION", "luz knowledge": "ACCEPTED", "luz workshop": "NEEDS-ACTION", "bob regional-2": "NEEDS-ACTION",
		"eva knowledge": "NEEDS-ACTION", "eva revitalization": "NEEDS-ACTION", "bob knowledge": "NEEDS-ACTION",
	}, told); diff != "" {
		t.Errorf("what the messages say: -want +got:\n%s", diff)
	}
	for uid, want := range map[string]string{"panama": "ACCEPTED", "keynote": "NEEDS-ACTION", "closing": "ACCEPTED"} {
		e := readCalendar(t, second).event(t, uid+"@redgealc-2021.example.org")
		if got := readProperty(e.named("ATTENDEE")[0]).param("PARTSTAT"); got != want {
			t.Errorf("%s: %s, want %s", uid, got, want)
		}
	}
}

// TestInviteErrors: nobody can be invited by nobody, or at no time.
func TestInviteErrors(t *testing.T) {
	for want, change := range map[string]func(*schedule.Agenda, *ical.InviteOptions){
		"no organizer": func(a *schedule.Agenda, _ *ical.InviteOptions) { a.Organizer = "" },
		"Stamp":        func(_ *schedule.Agenda, o *ical.InviteOptions) { *o = ical.InviteOptions{} },
	} {
		a, o := storyOne(t), ical.InviteOptions{UpdateOptions: at(stampOne)}
		change(a, &o)
		for _, err := range ical.Invitations(nil, timeline(t, a), &o) {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", want, err)
			}
		}
	}
}

// TestWriteCancel: everything that was ever published is taken back.
func TestWriteCancel(t *testing.T) {
	first, _ := next(t, "", storyTwo(t), at(stampOne))
	o := at(stampTwo)
	var b bytes.Buffer
	if err := ical.WriteCancel(&b, published(t, first), &o); err != nil {
		t.Fatal(err)
	}
	before, cal := readCalendar(t, first), readCalendar(t, b.String())
	if cal.value("METHOD") != "CANCEL" || len(cal.of("VEVENT")) != len(before.of("VEVENT")) {
		t.Errorf("not all events:\n%s", b.String())
	}
	for _, e := range cal.of("VEVENT") {
		want := "1"
		if strings.HasPrefix(e.value("UID"), "regional-2@") {
			want = "0" // it was cancelled
		}
		if e.value("STATUS") != "CANCELLED" || e.value("SEQUENCE") != want {
			t.Errorf("%s: %s %s", e.value("UID"), e.value("STATUS"), e.value("SEQUENCE"))
		}
	}
}

// TestInvitationsMemory: what is kept while messages are made does not grow with
// them. A message and its mail are some 10 kB.
func TestInvitationsMemory(t *testing.T) {
	tl, o := timeline(t, congress(1000)), invitedTo(true)
	live := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	count, before, after := 0, 0, 0
	for m, err := range ical.Invitations(nil, tl, &o) {
		if err == nil {
			_, err = m.Message().WriteTo(io.Discard)
		}
		if err != nil {
			t.Fatal(err)
		}
		switch count++; count {
		case 1000:
			before = live()
		case 5000:
			after = live()
		}
	}
	if grown := after - before; count != 6000 || grown > 200_000 {
		t.Errorf("of %d messages, 4,000 leave %d kB behind", count, grown/1000)
	}
	runtime.KeepAlive(tl)
}
