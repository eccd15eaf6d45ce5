package ical_test

import (
	"fmt"
	"io"
	"maps"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// A delegateStep is what comes in, and the next run of invitations.
type delegateStep struct {
	reason    string
	replies   []string // about the event of the case: "luz DELEGATED sub, 0 at 1" with SEQUENCE and minute
	forwarded string   // "luz sub": one gives the other what they have
	agenda    *schedule.Agenda
	days      int      // after the first run
	again     string   // who asks for the event once more
	want      []string // the messages
	told      []string // who is an ATTENDEE in them, of those about the event
	file      []string // and in the organizer's file; nil: not looked at
}

// A delegateStory is an organizer with a list, and the calendars of all.
type delegateStory struct {
	t         *testing.T
	uid       string
	options   ical.InviteOptions
	agenda    *schedule.Agenda
	list      *ical.Responses
	file      string
	start     time.Time
	calendars map[string]*attendee
}

func (d *delegateStory) run(s *delegateStep) {
	t := d.t
	t.Helper()
	from, to, _ := strings.Cut(s.forwarded, " ")
	for who := range strings.FieldsSeq(to) {
		d.forward(from, who)
	}
	d.list.Invite(published(t, d.file))
	for _, reply := range s.replies {
		r := repliesOf(t, d.reply(reply))[0]
		if got := d.list.Apply(&r, nil); got != ical.OutcomeApplied && got != ical.OutcomeStale && got != ical.OutcomeNotDelegated {
			t.Errorf("%s: the reply %q is %s", s.reason, reply, got)
		}
	}
	if s.agenda != nil {
		d.agenda = s.agenda
	}
	o := d.options
	o.Stamp, o.Answers = d.start.AddDate(0, 0, s.days), d.list
	if s.again != "" {
		o.Again = []ical.Reply{{Method: ical.MethodRefresh, UID: d.uid, Attendee: mail.Address{Address: s.again + "@example.org"}}}
	}
	list, after := invite(t, d.file, d.agenda, o)
	if diff := cmp.Diff(s.want, seriesSummary(t, list)); diff != "" {
		t.Errorf("%s: messages: -want +got:\n%s", s.reason, diff)
	}
	var told []string
	for i := range list {
		m := &list[i]
		d.calendar(strings.TrimSuffix(m.To.Email, "@example.org")).take(m)
		if e := readCalendar(t, string(m.Calendar)).of("VEVENT")[0]; m.UID == d.uid {
			told = append(told, strings.Join(attendeesIn(e), "; "))
		}
		if _, err := m.Message().WriteTo(io.Discard); err != nil {
			t.Errorf("%s: the mail: %v", s.reason, err)
		}
	}
	if diff := cmp.Diff(s.told, told); diff != "" && s.told != nil {
		t.Errorf("%s: ATTENDEEs of messages: -want +got:\n%s", s.reason, diff)
	}
	var noted []string
	for _, e := range readCalendar(t, after).of("VEVENT") {
		if e.value("UID") == d.uid {
			noted = append(noted, attendeesIn(e)...)
		}
	}
	if diff := cmp.Diff(s.file, noted); diff != "" && s.file != nil {
		t.Errorf("%s: the file: -want +got:\n%s", s.reason, diff)
	}
	d.file, o.Again = after, nil
	d.sameDelegates(s.reason)
	for _, answers := range []*ical.Responses{d.list, nil, ical.NewResponses(published(t, after))} {
		o.Stamp, o.Answers = o.Stamp.Add(time.Hour), answers
		if again, file := invite(t, d.file, d.agenda, o); len(again) > 0 || file != d.file {
			t.Errorf("%s: once more, with a list %t: %v\n%s", s.reason, answers != nil, seriesSummary(t, again), cmp.Diff(d.file, file))
		}
	}
}

// sameDelegates looks that the list, with the file that was written, has the delegates of
// that file.
func (d *delegateStory) sameDelegates(reason string) {
	d.t.Helper()
	var noted, listed []string
	for _, e := range readCalendar(d.t, d.file).of("VEVENT") {
		for _, line := range e.named("ATTENDEE") {
			if p := readProperty(line); p.param("DELEGATED-FROM") != "" && p.param("X-PLENARIA-TOLD") != "GONE" {
				noted = append(noted, e.value("UID")+" "+recurrenceInstant(e)+" "+p.value)
			}
		}
	}
	d.list.Invite(published(d.t, d.file))
	for _, r := range d.list.List() {
		if r.Invited == ical.InvitedByDelegation {
			listed = append(listed, r.UID+" "+r.Recurrence+" mailto:"+r.Address)
		}
	}
	slices.Sort(noted)
	slices.Sort(listed)
	if diff := cmp.Diff(noted, listed); diff != "" {
		d.t.Errorf("%s: delegates -in the file +in the list:\n%s", reason, diff)
	}
}

// reply makes the REPLY of "luz DELEGATED sub bob, 0 at 1 RECURRENCE-ID:…".
func (d *delegateStory) reply(s string) string {
	d.t.Helper()
	says, revision, _ := strings.Cut(s, ", ")
	words := strings.Fields(says)
	answer := words[1]
	if answer == "DELEGATED" {
		answer = sending(slices.Clone(words[2:])...)
	}
	sequence, minute, more := 0, 0, ""
	fmt.Sscanf(revision, "%d at %d %s", &sequence, &minute, &more)
	lines := []string{"METHOD:REPLY", "BEGIN:VEVENT", "UID:" + d.uid, fmt.Sprintf("DTSTAMP:20211002T10%02d00Z", minute), fmt.Sprint("SEQUENCE:", sequence),
		"ATTENDEE;PARTSTAT=" + answer + ":mailto:" + words[0] + "@example.org", more, "END:VEVENT"}
	return calendarLines(strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n"))
}

// calendar gives the calendar of somebody.
func (d *delegateStory) calendar(who string) *attendee {
	if d.calendars[who] == nil {
		d.calendars[who] = newAttendee(d.t)
	}
	return d.calendars[who]
}

// forward gives somebody the event that another has.
func (d *delegateStory) forward(from, to string) {
	has := d.calendar(from).series[d.uid]
	if has == nil {
		d.t.Fatalf("%s has no event to forward", from)
	}
	d.calendar(to).series[d.uid] = &attendedEvent{has.master, maps.Clone(has.ones), maps.Clone(has.newest)}
}

// attendeesIn writes the ATTENDEEs of an event: "luz DELEGATED to sub", with "?" if an
// answer is asked for and "@1" for what they were told of.
func attendeesIn(e *component) (list []string) {
	short := strings.NewReplacer("mailto:", "", "@example.org", "", ",", " ", `"`, "").Replace
	for _, line := range e.named("ATTENDEE", "X-PLENARIA-LEFT") {
		p := readProperty(line)
		s := short(p.value) + " " + p.param("PARTSTAT")
		if strings.HasPrefix(line, "X-") {
			s = short(p.value) + " left " + p.param("SEQUENCE")
		}
		if from := p.param("DELEGATED-FROM"); from != "" {
			s += " for " + short(from)
		}
		if to := p.param("DELEGATED-TO"); to != "" {
			s += " to " + short(to)
		}
		if p.param("RSVP") == "TRUE" {
			s += "?"
		}
		if at := p.param("X-PLENARIA-AT"); at != "" {
			s += " @" + at
		}
		list = append(list, s)
	}
	return list
}

func withDays(n int, a *schedule.Agenda) *schedule.Agenda {
	a.Days = a.Days[:n]
	return a
}

// TestInviteDelegates: what delegates are sent, and who is told of them.
func TestInviteDelegates(t *testing.T) {
	keynoteMoved := []string{
		"kim REQUEST korea 1 [place] ko", "kim REQUEST digital-identity 1 [time] ko", "ana REQUEST panama 0 [title] es", "ana REQUEST korea 1 [place] es",
		"luz REQUEST keynote 1 [time] es", "luz REQUEST knowledge 0 [details] es", "luz REQUEST workshop 0 [new] es", "bob CANCEL regional-2 1 [status] en",
		"eva REQUEST knowledge 0 [new] en", "eva REQUEST revitalization 1 [time] en",
	}
	const gone = "bob CANCEL knowledge 1 [gone] en"
	moved := func(more ...string) []string { return slices.Concat(keynoteMoved, more) }
	cancelled := func() *schedule.Agenda {
		return changed(storyTwo(t), func(a *schedule.Agenda) { sessionOf(t, a, "keynote").Status = schedule.Cancelled })
	}
	for _, c := range []struct {
		name, uid string
		steps     []delegateStep
	}{
		{"a life", "keynote", []delegateStep{
			{reason: "who sends somebody forwards the invitation, and nobody is told", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1"}, days: 1,
				file: []string{"luz DELEGATED to sub", "sub NEEDS-ACTION for luz?"}},
			{reason: "the delegate answers", replies: []string{"sub ACCEPTED, 0 at 2"}, days: 2, file: []string{"luz DELEGATED to sub", "sub ACCEPTED for luz?"}},
			{reason: "it is moved: both are told, and the delegate is asked", agenda: storyTwo(t), days: 31, want: moved("sub REQUEST keynote 1 [time] es", gone),
				told: []string{"luz DELEGATED to sub; sub NEEDS-ACTION for luz?", "sub NEEDS-ACTION for luz?; luz DELEGATED to sub"},
				file: []string{"luz DELEGATED to sub", "sub NEEDS-ACTION for luz?"}},
			{reason: "the delegate has lost it", again: "sub", days: 32, want: []string{"sub REQUEST keynote 1 [nothing] es"},
				told: []string{"sub NEEDS-ACTION for luz?; luz DELEGATED to sub"}},
			{reason: "who has sent them comes after all", replies: []string{"luz ACCEPTED, 1 at 3"}, days: 33, want: []string{"sub CANCEL keynote 2 [gone] es"},
				told: []string{"sub NEEDS-ACTION?"}, file: []string{"luz ACCEPTED?", "sub left 2"}},
			{reason: "and sends them again: what was forwarded is older than the CANCEL", replies: []string{"luz DELEGATED sub, 1 at 4"}, days: 34,
				want: []string{"sub REQUEST keynote 3 [new] es"}, told: []string{"sub NEEDS-ACTION for luz?; luz DELEGATED to sub"},
				file: []string{"luz DELEGATED to sub @1", "sub NEEDS-ACTION for luz?", "sub left 2"}},
			{reason: "it is cancelled", agenda: cancelled(), days: 35, want: []string{"luz CANCEL keynote 4 [status] es", "sub CANCEL keynote 4 [status] es"}},
			{reason: "and takes place", agenda: storyTwo(t), days: 36, want: []string{"luz REQUEST keynote 5 [status] es", "sub REQUEST keynote 5 [status] es"},
				told: []string{"luz DELEGATED to sub; sub NEEDS-ACTION for luz?", "sub NEEDS-ACTION for luz?; luz DELEGATED to sub"}},
		}},
		{"the organizer learns of it late, with a move", "keynote", []delegateStep{
			{reason: "who has it from another is told of the move", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1", "sub ACCEPTED, 0 at 2"}, agenda: storyTwo(t), days: 31,
				want: moved("sub REQUEST keynote 1 [time] es", gone), file: []string{"luz DELEGATED to sub", "sub NEEDS-ACTION for luz?"}},
		}},
		{"the organizer learns of it after the move", "keynote", []delegateStep{
			{reason: "it is moved", agenda: storyTwo(t), days: 31, want: moved(gone)},
			{reason: "who has the older revision from another is told", replies: []string{"luz DELEGATED sub, 0 at 1"}, days: 32,
				want: []string{"sub REQUEST keynote 1 [new] es"}, file: []string{"luz DELEGATED to sub", "sub NEEDS-ACTION for luz?"}},
		}},
		{"who has sent somebody is left out", "knowledge", []delegateStep{
			{reason: "and so is the delegate, who has it from them alone", forwarded: "bob sub", replies: []string{"bob DELEGATED sub, 0 at 1"}, agenda: storyTwo(t), days: 31,
				want: moved(gone, "sub CANCEL knowledge 1 [gone] en"), file: []string{"luz NEEDS-ACTION?", "eva NEEDS-ACTION?", "bob left 1", "sub left 1"}},
			{reason: "and invited anew, which is not what they sent somebody to", agenda: changed(storyTwo(t), func(a *schedule.Agenda) {
				s := sessionOf(t, a, "knowledge")
				s.Roles = append(s.Roles, schedule.Role{Who: "bob", As: schedule.Speaker})
			}), days: 32, want: []string{"luz REQUEST knowledge 2 [details] es", "bob REQUEST knowledge 2 [new] en", "eva REQUEST knowledge 2 [details] en"},
				file: []string{"luz NEEDS-ACTION?", "bob NEEDS-ACTION?", "eva NEEDS-ACTION?", "bob left 1", "sub left 1"}},
		}},
		{"what was gone takes place after all", "keynote", []delegateStep{
			{reason: "sent, and declined", forwarded: "luz sub two", replies: []string{"luz DELEGATED sub, 0 at 1", "sub DECLINED, 0 at 2"}, days: 1, want: []string{"luz REQUEST keynote 0 [delegate] es"}},
			{reason: "gone", agenda: changed(storyOne(t), func(a *schedule.Agenda) {
				a.Days[0].Sessions = slices.DeleteFunc(a.Days[0].Sessions, func(s schedule.Session) bool { return s.ID == "keynote" })
			}), days: 2, want: []string{"luz CANCEL keynote 1 [gone] es", "sub CANCEL keynote 1 [gone] es"}},
			{reason: "there again, for both", agenda: storyOne(t), days: 3, want: []string{"luz REQUEST keynote 2 [status] es", "sub REQUEST keynote 2 [status] es"},
				told: []string{"luz NEEDS-ACTION?; sub NEEDS-ACTION for luz?", "sub NEEDS-ACTION for luz?; luz NEEDS-ACTION?"}, file: []string{"luz NEEDS-ACTION?", "sub NEEDS-ACTION for luz?"}},
		}},
		{"an answer that is none", "keynote", []delegateStep{
			{reason: "sent", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1"}, days: 1},
			{reason: "takes it back too", replies: []string{"luz NEEDS-ACTION, 0 at 2"}, days: 2, want: []string{"sub CANCEL keynote 1 [gone] es"}, file: []string{"luz NEEDS-ACTION?", "sub left 1"}},
		}},
		{"one for two", "knowledge", []delegateStep{
			{reason: "both send the same", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1", "bob DELEGATED sub, 0 at 1"}, days: 1,
				file: []string{"luz DELEGATED to sub", "bob DELEGATED to sub", "sub NEEDS-ACTION for bob luz?"}},
			{reason: "one of them is left out: the delegate stays, and knows nothing of the other", agenda: storyTwo(t), days: 31,
				want: moved("sub REQUEST knowledge 0 [details] es", gone), file: []string{"luz DELEGATED to sub", "eva NEEDS-ACTION?", "sub NEEDS-ACTION for luz?", "bob left 1"}},
		}},
		{"another delegate", "keynote", []delegateStep{
			{reason: "the first", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1"}, days: 1},
			{reason: "the first is told that somebody else comes", forwarded: "luz two", replies: []string{"luz DELEGATED two, 0 at 2"}, days: 2,
				want: []string{"sub CANCEL keynote 1 [gone] es"}, file: []string{"luz DELEGATED to two", "two NEEDS-ACTION for luz?", "sub left 1"}},
		}},
		{"the delegate declines", "keynote", []delegateStep{
			{reason: "who has sent them is asked again (RFC 5546 §4.2.7)", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1", "sub DECLINED, 0 at 2"}, days: 1,
				want: []string{"luz REQUEST keynote 0 [delegate] es"}, told: []string{"luz NEEDS-ACTION?; sub DECLINED for luz?"},
				file: []string{"luz NEEDS-ACTION?", "sub DECLINED for luz?"}},
			{reason: "the delegate comes after all", replies: []string{"sub ACCEPTED, 0 at 3"}, days: 2, file: []string{"luz DELEGATED to sub", "sub ACCEPTED for luz?"}},
			{reason: "declines once more, and the title is another", replies: []string{"sub DECLINED, 0 at 4"}, days: 3,
				agenda: changed(storyOne(t), func(a *schedule.Agenda) { sessionOf(t, a, "keynote").Title = text("es", "Clave") }),
				want:   []string{"luz REQUEST keynote 0 [title delegate] es", "sub REQUEST keynote 0 [title] es"}},
			{reason: "another is sent", forwarded: "luz two", replies: []string{"luz DELEGATED two, 0 at 5"}, days: 4, want: []string{"sub CANCEL keynote 1 [gone] es"},
				file: []string{"luz DELEGATED to two", "two NEEDS-ACTION for luz?", "sub left 1"}},
		}},
		{"one of two delegates declines", "keynote", []delegateStep{
			{reason: "who has sent them is told, and the other still comes", forwarded: "luz sub two", replies: []string{"luz DELEGATED sub two, 0 at 1", "sub DECLINED, 0 at 2"}, days: 1,
				want: []string{"luz REQUEST keynote 0 [delegate] es"}, told: []string{"luz DELEGATED to sub two; sub DECLINED for luz?; two NEEDS-ACTION for luz?"}},
			{reason: "neither delegate knows of the other", agenda: storyTwo(t), days: 31, want: moved("sub REQUEST keynote 1 [time] es", "two REQUEST keynote 1 [time] es", gone),
				told: []string{"luz DELEGATED to sub two; sub NEEDS-ACTION for luz?; two NEEDS-ACTION for luz?", "sub NEEDS-ACTION for luz?; luz DELEGATED to sub", "two NEEDS-ACTION for luz?; luz DELEGATED to two"}},
		}},
		{"a delegate who is in the agenda", "keynote", []delegateStep{
			{reason: "is sent their own language and clock", forwarded: "luz kim", replies: []string{"luz DELEGATED kim, 0 at 1"}, days: 1,
				file: []string{"kim NEEDS-ACTION for luz?", "luz DELEGATED to kim"}},
			{reason: "beside what they are invited to", agenda: storyTwo(t), days: 31, want: slices.Insert(moved(gone), 0, "kim REQUEST keynote 1 [time] ko"),
				told: []string{"kim NEEDS-ACTION for luz?; luz DELEGATED to kim", "luz DELEGATED to kim; kim NEEDS-ACTION for luz?"}},
			{reason: "and has a role in it then", agenda: changed(storyTwo(t), func(a *schedule.Agenda) {
				s := sessionOf(t, a, "keynote")
				s.Roles = append(s.Roles, schedule.Role{Who: "kim", As: schedule.Speaker})
			}), days: 32, want: []string{"kim REQUEST keynote 1 [details] ko", "luz REQUEST keynote 1 [details] es"},
				told: []string{"kim NEEDS-ACTION?", "luz DELEGATED to kim"}, file: []string{"kim NEEDS-ACTION?", "luz DELEGATED to kim"}},
		}},
		{"passed on", "keynote", []delegateStep{
			{reason: "a delegate sends another", forwarded: "luz sub two", replies: []string{"luz DELEGATED sub, 0 at 1", "sub DELEGATED two, 0 at 2"}, days: 1,
				file: []string{"luz DELEGATED to sub", "sub DELEGATED for luz to two", "two NEEDS-ACTION for sub?"}},
			{reason: "all three are told", agenda: storyTwo(t), days: 31, want: moved("sub REQUEST keynote 1 [time] es", "two REQUEST keynote 1 [time] es", gone),
				told: []string{"luz DELEGATED to sub; sub DELEGATED for luz to two; two NEEDS-ACTION for sub?", "sub DELEGATED for luz to two; luz DELEGATED to sub; two NEEDS-ACTION for sub?",
					"two NEEDS-ACTION for sub?; sub DELEGATED for luz to two; luz DELEGATED to sub"}},
			{reason: "the first takes it back, so that neither comes", replies: []string{"luz TENTATIVE, 1 at 3"}, days: 32,
				want: []string{"sub CANCEL keynote 2 [gone] es", "two CANCEL keynote 2 [gone] es"}},
		}},
		{"all is taken back", "keynote", []delegateStep{
			{reason: "a delegate is noted", forwarded: "luz sub", replies: []string{"luz DELEGATED sub, 0 at 1"}, days: 1},
			{reason: "what is gone is told to them", agenda: withDays(0, storyOne(t)), days: 2, want: []string{
				"ana CANCEL panama 1 [gone] es", "luz CANCEL keynote 1 [gone] es", "sub CANCEL keynote 1 [gone] es", "kim CANCEL korea 1 [gone] es", "ana CANCEL korea 1 [gone] es",
				"luz CANCEL knowledge 1 [gone] es", "bob CANCEL knowledge 1 [gone] es", "eva CANCEL revitalization 1 [gone] es", "bob CANCEL regional-2 1 [gone] es",
				"kim CANCEL digital-identity 1 [gone] es", "eva CANCEL closing 1 [gone] es"}},
		}},
		{"hostile", "keynote", []delegateStep{
			{reason: "nobody is sent", replies: []string{"luz DELEGATED luz agenda@redgealc-2021.example.org a@[127.0.0.1], 0 at 1"}, days: 1, file: []string{"luz DELEGATED?"}},
			{reason: "four are nobody", replies: []string{"luz DELEGATED a b c d, 0 at 2"}, days: 2, file: []string{"luz DELEGATED?"}},
			{reason: "and are told nothing", agenda: storyTwo(t), days: 31, want: moved(gone), told: []string{"luz DELEGATED?"}},
		}},
		{"who is invited anyway", "knowledge", []delegateStep{
			{reason: "has their own invitation", replies: []string{"luz DELEGATED bob, 0 at 1"}, days: 1, file: []string{"luz DELEGATED to bob", "bob NEEDS-ACTION?"}},
			{reason: "and comes for the other when they have it no longer", agenda: storyTwo(t), days: 31,
				want: []string{"kim REQUEST korea 1 [place] ko", "kim REQUEST digital-identity 1 [time] ko", "ana REQUEST panama 0 [title] es", "ana REQUEST korea 1 [place] es",
					"luz REQUEST keynote 1 [time] es", "luz REQUEST knowledge 0 [details] es", "luz REQUEST workshop 0 [new] es", "bob REQUEST knowledge 0 [details] en", "bob CANCEL regional-2 1 [status] en",
					"eva REQUEST knowledge 0 [new] en", "eva REQUEST revitalization 1 [time] en"},
				file: []string{"luz DELEGATED to bob", "bob NEEDS-ACTION for luz?", "eva NEEDS-ACTION?"}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &delegateStory{t: t, uid: c.uid + "@redgealc-2021.example.org", options: ical.InviteOptions{UpdateOptions: at(stampOne)}, agenda: storyOne(t), list: &ical.Responses{}, start: stampOne, calendars: map[string]*attendee{}}
			list, first := invite(t, "", d.agenda, d.options)
			for i := range list {
				d.calendar(strings.TrimSuffix(list[i].To.Email, "@example.org")).take(&list[i])
			}
			d.file = first
			for i := range c.steps {
				d.run(&c.steps[i])
			}
		})
	}
}
