// Command story writes stories for the judges of invitations, into a folder:
//
//	go run ./.ci/judges/story folder
//
// A story is an agenda in several versions. For each of its readers there are, of
// each version, the messages that [ical.Invitations] gives, as they are sent:
// folder/STORY/WHO/VERSION-NN.ics is the calendar object, the .eml beside it the
// mail with it. folder/jobs.json lists them, and what the reader's calendar must
// have after each version; that comes from the timelines alone.
// folder/STORY/VERSION.ics is the organizer's own file. folder/fresh has a
// calendar of each reader as [ical.Update] writes it, and what is expected of that.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// A job is what one reader gets, in order.
type job struct {
	Name    string // STORY-WHO
	Address string
	Steps   []*step

	answered int
}

// Sent is what a file is about.
type sent struct {
	UID, Recurrence string
	Sequence        int

	method ical.Method
}

// A step is what is sent of one version, and what the calendar has then.
type step struct {
	Name  string
	Files []string // without .ics and .eml
	Sent  []sent   // of each file
	Means []string // what each file is: new, delegate, update, reschedule, cancel; null: not told
	// Answers are the PARTSTATs that the reader answers each file with; empty or null:
	// none.
	Answers []string
	Want    []string // rows
	// Partstats are the answers that stand in the calendar of who has given those, in
	// the order of Want: what was said last, unless time, place or status changed since.
	// Null: not told.
	Partstats []string
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: story folder")
	}
	var jobs []*job
	for i := range stories {
		list, err := write(os.Args[1], &stories[i])
		if err != nil {
			log.Fatalf("%s: %v", stories[i].name, err)
		}
		jobs = append(jobs, list...)
	}
	text, err := json.MarshalIndent(jobs, "", " ")
	if err := errors.Join(err, os.WriteFile(filepath.Join(os.Args[1], "jobs.json"), text, 0o644)); err != nil {
		log.Fatal(err)
	}
}

// write writes the files of one story.
func write(folder string, s *story) ([]*job, error) {
	timelines, err := s.read()
	if err != nil {
		return nil, err
	}
	w := &writer{story: s, folder: folder, readers: s.readers(timelines), byMail: map[string]*job{}, answers: &ical.Responses{}}
	var jobs []*job
	for _, who := range w.readers {
		j := &job{Name: s.name + "-" + string(who.ID), Address: who.Email}
		jobs, w.byMail[who.Email] = append(jobs, j), j
	}
	for i := range timelines {
		if err := w.send(timelines[:i+1]); err != nil {
			return nil, err
		}
	}
	for _, who := range w.readers {
		if err := s.fresh(filepath.Join(folder, "fresh", s.name+"-"+string(who.ID)), timelines, who); err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// read resolves the versions.
func (s *story) read() (list []*schedule.Timeline, err error) {
	for i := range s.versions {
		agenda, err := agendafile.ReadFile(s.versions[i].file, &agendafile.Options{Zones: tzdb.Pinned()})
		if err != nil {
			return nil, err
		}
		timeline, err := agenda.Resolve(schedule.Reject)
		if err != nil {
			return nil, err
		}
		list = append(list, timeline)
	}
	return list, nil
}

// A writer writes the messages of one version after the other.
type writer struct {
	*story
	folder  string
	readers []*schedule.Participant
	byMail  map[string]*job
	state   *ical.Publication // nil: nothing was sent
	answers *ical.Responses
}

// send writes the messages of the last of some versions, as an organizer sends them
// who has read all answers.
func (w *writer) send(timelines []*schedule.Timeline) error {
	i := len(timelines) - 1
	for _, j := range w.byMail {
		j.Steps = append(j.Steps, &step{Name: w.versions[i].name})
	}
	o := &ical.InviteOptions{UpdateOptions: w.options(i), Guests: w.guests, Answers: w.answers}
	for m, err := range ical.Invitations(w.state, timelines[i], o) {
		if err == nil {
			err = w.add(&m)
		}
		if err != nil {
			return err
		}
	}
	var b bytes.Buffer
	_, err := ical.UpdateInvited(&b, w.state, timelines[i], o)
	if err == nil {
		err = os.WriteFile(filepath.Join(w.folder, w.name, w.versions[i].name+".ics"), b.Bytes(), 0o644)
	}
	if err == nil {
		w.state, err = ical.Published(&b, nil)
	}
	if err != nil {
		return err
	}
	w.answers.Invite(w.state)
	for _, who := range w.readers {
		j := w.byMail[who.Email]
		w.expect(j, timelines, who)
		w.answer(j)
	}
	return w.delegate(i)
}

// delegate tells the organizer who sends whom, or comes after all.
func (w *writer) delegate(version int) error {
	address := func(id schedule.ID) string {
		for _, who := range w.readers {
			if who.ID == id {
				return who.Email
			}
		}
		return ""
	}
	for _, d := range w.sends {
		var event *ical.PublishedEvent
		for i := range w.state.Events {
			if e := &w.state.Events[i]; strings.HasPrefix(e.UID, string(d.session)+"@") {
				event = e
			}
		}
		r := &ical.Reply{
			Method: ical.MethodReply, UID: event.UID, Sequence: event.Sequence, Stamp: w.versions[version].stamp.Add(time.Hour),
			Attendee: mail.Address{Address: address(d.from)}, Answer: ical.AnswerDelegated, DelegatedTo: []string{address(d.to)},
		}
		if version > 0 {
			r.Answer, r.DelegatedTo = ical.AnswerAccepted, nil
		}
		if outcome := w.answers.Apply(r, nil); version < 2 && outcome != ical.OutcomeApplied {
			return fmt.Errorf("%s sends %s to %s: %s", d.from, d.to, d.session, outcome)
		}
	}
	return nil
}

// add writes one message.
func (w *writer) add(m *ical.Invitation) error {
	j := w.byMail[m.To.Email]
	if j == nil {
		return fmt.Errorf("a message to %s, who is invited to nothing", m.To.Email)
	}
	st := j.Steps[len(j.Steps)-1]
	path := filepath.Join(w.folder, w.name, string(m.To.ID), fmt.Sprintf("%s-%02d", st.Name, len(st.Files)+1))
	st.Files, st.Sent = append(st.Files, path), append(st.Sent, sent{m.UID, m.Recurrence, m.Sequence, m.Method})
	var eml bytes.Buffer
	_, err := m.Message().WriteTo(&eml)
	return errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path+".ics", m.Calendar, 0o644), os.WriteFile(path+".eml", eml.Bytes(), 0o644))
}

// answer tells the organizer what a reader says to the last version. Those to single
// occurrences are left out.
func (w *writer) answer(j *job) {
	st := j.Steps[len(j.Steps)-1]
	for i, m := range st.Sent {
		if st.Answers[i] != "" && m.Recurrence == "" {
			w.answers.Apply(&ical.Reply{
				Method: ical.MethodReply, UID: m.UID, Sequence: m.Sequence, Stamp: w.versions[len(j.Steps)-1].stamp.Add(time.Hour),
				Attendee: mail.Address{Address: j.Address}, Answer: ical.Answer(st.Answers[i]),
			}, nil)
		}
	}
}
