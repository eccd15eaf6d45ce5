package ical_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestInviteDelegatesRandom: whatever people answer, and however the session changes, what
// is sent is newer than what its reader has, nothing is sent twice, the list has the
// delegates of the file, and who is an ATTENDEE of the file has the event as it is, while
// who was one has it no longer.
func TestInviteDelegatesRandom(t *testing.T) {
	for _, seed := range []uint64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 24, 276} {
		r := &randomStory{Rand: rand.New(rand.NewPCG(seed, 3)), noted: map[string]bool{}}
		r.delegateStory = delegateStory{t: t, uid: "keynote@redgealc-2021.example.org", options: ical.InviteOptions{UpdateOptions: at(stampOne)},
			list: &ical.Responses{}, start: stampOne, calendars: map[string]*attendee{}}
		r.roles, r.at = []schedule.ID{"luz", "bob"}, clock("11:30")
		var log []string
		for i := range 8 {
			log = append(log, r.step(i))
			if t.Failed() {
				t.Fatalf("seed %d:\n%s\n%s", seed, strings.Join(log, "\n"), strings.Join(attendeesIn(readCalendar(t, r.file).event(t, r.uid)), "\n"))
			}
		}
	}
}

// A randomStory is the keynote with some speakers, at some time.
type randomStory struct {
	*rand.Rand
	delegateStory
	roles  []schedule.ID
	at     schedule.Clock
	status schedule.Status
	minute int
	noted  map[string]bool // who was an ATTENDEE once
}

var randomPeople = []string{"luz", "bob", "d1", "d2", "d3", "d4", "kim"}

func (r *randomStory) step(i int) string {
	var log strings.Builder
	fmt.Fprintf(&log, "step %d:", i)
	if r.file != "" {
		r.list.Invite(published(r.t, r.file))
		for range r.IntN(4) {
			log.WriteString(" " + r.answers() + ";")
		}
	}
	log.WriteString(r.change())
	o := r.options
	o.Stamp, o.Answers = r.start.AddDate(0, 0, i), r.list
	list, after := invite(r.t, r.file, r.keynote(), o)
	for _, m := range list {
		who := strings.TrimSuffix(m.To.Email, "@example.org")
		r.calendar(who).take(&m)
		fmt.Fprintf(&log, " [%s %s %d %v]", who, m.Method, m.Sequence, m.Changes)
	}
	for _, answers := range []*ical.Responses{r.list, nil} {
		o.Answers = answers
		if again, file := invite(r.t, after, r.keynote(), o); len(again) > 0 || file != after {
			r.t.Errorf("once more, with a list %t: %v\n%s", answers != nil, summary(again), cmp.Diff(after, file))
		}
	}
	r.file = after
	r.sameDelegates("")
	r.check()
	return log.String()
}

// answers lets somebody answer, by what their calendar has, and forward what they pass on.
func (r *randomStory) answers() string {
	who := randomPeople[r.IntN(len(randomPeople))]
	sequence := 0
	if has := r.calendar(who).series[r.uid]; has != nil {
		sequence = has.newest[""].sequence
	}
	answer := []string{"ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "DELEGATED", "DELEGATED"}[r.IntN(6)]
	if has := r.calendar(who).series[r.uid]; answer == "DELEGATED" && (has == nil || has.master == nil) {
		answer = "ACCEPTED" // who has nothing forwards nothing
	}
	if answer == "DELEGATED" {
		for range 1 + r.IntN(2) {
			to := randomPeople[r.IntN(len(randomPeople))]
			answer += " " + to
			if r.calendar(who).series[r.uid] != nil && (r.calendar(to).series[r.uid] == nil || r.calendar(to).series[r.uid].newest[""].sequence < sequence) {
				r.forward(who, to)
			}
		}
	}
	r.minute++
	text := fmt.Sprintf("%s %s, %d at %d", who, answer, sequence, r.minute)
	reply := repliesOf(r.t, r.reply(text))[0]
	return text + " is " + string(r.list.Apply(&reply, nil))
}

// change changes the session, or not.
func (r *randomStory) change() string {
	switch r.IntN(8) {
	case 0:
		r.at += 60
		return " moved"
	case 1:
		r.status = schedule.Cancelled
	case 2, 3:
		r.status = schedule.Confirmed
	case 4:
		if i := r.IntN(3); i < len(r.roles) {
			r.roles = slices.Delete(slices.Clone(r.roles), i, i+1)
		}
	case 5:
		if id := schedule.ID(randomPeople[r.IntN(2)]); !slices.Contains(r.roles, id) {
			r.roles = append(slices.Clone(r.roles), id)
		}
	}
	return fmt.Sprint(" ", r.status, " ", r.roles)
}

func (r *randomStory) keynote() *schedule.Agenda {
	return changed(storyOne(r.t), func(a *schedule.Agenda) {
		a.Days = a.Days[:1]
		a.Days[0].Sessions = slices.DeleteFunc(a.Days[0].Sessions, func(s schedule.Session) bool { return s.ID != "keynote" })
		s := &a.Days[0].Sessions[0]
		s.Start, s.End, s.Status, s.Roles = r.at, r.at+1800, r.status, nil
		for _, id := range r.roles {
			s.Roles = append(s.Roles, schedule.Role{Who: id, As: schedule.Speaker})
		}
	})
}

// check compares the calendars with the file.
func (r *randomStory) check() {
	e := readCalendar(r.t, r.file).event(r.t, r.uid)
	is := map[string]bool{}
	for _, line := range e.named("ATTENDEE") {
		who := strings.TrimSuffix(strings.TrimPrefix(readProperty(line).value, "mailto:"), "@example.org")
		is[who], r.noted[who] = true, true
		has := r.calendar(who).series[r.uid]
		switch cancelled := r.status == schedule.Cancelled; {
		case has == nil:
			r.t.Errorf("%s is an ATTENDEE and has no event", who)
		case cancelled != (has.master == nil):
			r.t.Errorf("%s has the event: %t; it is cancelled: %t", who, has.master != nil, cancelled)
		case !cancelled && has.master.named("DTSTART")[0] != e.named("DTSTART")[0]:
			r.t.Errorf("%s has the event at %s, not %s", who, has.master.named("DTSTART")[0], e.named("DTSTART")[0])
		}
	}
	for who := range r.noted {
		if has := r.calendar(who).series[r.uid]; !is[who] && has != nil && has.master != nil {
			r.t.Errorf("%s is no ATTENDEE any more and still has the event", who)
		}
	}
}
