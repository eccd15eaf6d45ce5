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
	"os"
	"path/filepath"

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
	Means []string // what each file is: new, update, reschedule, cancel; null: not told
	// Answers are the PARTSTATs that the reader answers each file with; empty or null:
	// none.
	Answers []string
	Want    []string // rows
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
	jobs, err := s.jobs(folder, timelines)
	if err != nil {
		return nil, err
	}
	for _, who := range s.readers(timelines) {
		name := s.name + "-" + string(who.ID)
		if jobs[who.Email] == nil {
			return nil, fmt.Errorf("no message to %s", who.Email)
		}
		s.expect(jobs[who.Email], timelines, who)
		if err := s.fresh(filepath.Join(folder, "fresh", name), timelines, who); err != nil {
			return nil, err
		}
	}
	var list []*job
	for _, who := range s.readers(timelines) {
		list = append(list, jobs[who.Email])
	}
	return list, nil
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

// jobs writes the messages of all versions, one after the other, as an organizer
// sends them, and gives them by address.
func (s *story) jobs(folder string, timelines []*schedule.Timeline) (map[string]*job, error) {
	jobs := map[string]*job{}
	var state *ical.Publication
	for i, tl := range timelines {
		o := &ical.InviteOptions{UpdateOptions: s.options(i), Guests: s.guests}
		for m, err := range ical.Invitations(state, tl, o) {
			if err != nil {
				return nil, err
			}
			if err := s.add(folder, jobs, i, &m); err != nil {
				return nil, err
			}
		}
		var b bytes.Buffer
		_, err := ical.UpdateInvited(&b, state, tl, o)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, s.name, s.versions[i].name+".ics"), b.Bytes(), 0o644)
		}
		if err == nil {
			state, err = ical.Published(&b, nil)
		}
		if err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// add writes one message.
func (s *story) add(folder string, jobs map[string]*job, version int, m *ical.Invitation) error {
	j := jobs[m.To.Email]
	if j == nil {
		j = &job{Name: s.name + "-" + string(m.To.ID), Address: m.To.Email}
		for _, v := range s.versions {
			j.Steps = append(j.Steps, &step{Name: v.name})
		}
		jobs[m.To.Email] = j
	}
	st := j.Steps[version]
	path := filepath.Join(folder, s.name, string(m.To.ID), fmt.Sprintf("%s-%02d", st.Name, len(st.Files)+1))
	st.Files, st.Sent = append(st.Files, path), append(st.Sent, sent{m.UID, m.Recurrence, m.Sequence, m.Method})
	var mail bytes.Buffer
	_, err := m.Message().WriteTo(&mail)
	return errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755),
		os.WriteFile(path+".ics", m.Calendar, 0o644), os.WriteFile(path+".eml", mail.Bytes(), 0o644))
}
