// Command replies prints what [ical.ReadReply] reads in the answers of one story:
//
//	go run ./.ci/judges/replies mails story/1.0.ics story/1.1.ics...
//
// The calendar files are the organizer's own, of one version each; the answers to
// version 1.0 are mails/STORY-WHO.1.0-N.eml. Printed is a line for each mail, with
// address, UID, RECURRENCE-ID, SEQUENCE, answer and what [ical.Responses.Apply]
// says, and in the end a line "list" for each of the responses to what still takes
// place, with address, UID, occurrence and answer; not of the organizer, who has sent no
// mail. Problems are warnings.
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: replies mails story/VERSION.ics...")
	}
	list := &ical.Responses{}
	for _, name := range os.Args[2:] {
		if err := take(list, os.Args[1], name); err != nil {
			log.Fatal(err)
		}
	}
	for _, r := range list.List() {
		if r.Answer != "" && r.Invited == ical.InvitedByOrganizer && !r.Stamp.IsZero() {
			fmt.Printf("list\t%s\t%s\t%s\t%s\n", r.Address, r.UID, r.Recurrence, r.Answer)
		}
	}
}

// take invites to a version and applies the answers to it.
func take(list *ical.Responses, folder, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	state, err := ical.Published(file, nil)
	if err != nil {
		return err
	}
	list.Invite(state)
	story, version := filepath.Base(filepath.Dir(name)), strings.TrimSuffix(filepath.Base(name), ".ics")
	mails, err := filepath.Glob(filepath.Join(folder, story+"-*."+version+"-*.eml"))
	slices.Sort(mails)
	for _, mail := range mails {
		err = errors.Join(err, show(list, mail))
	}
	return err
}

// show prints what is in a mail.
func show(list *ical.Responses, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	replies, problems, err := ical.ReadReply(file, &ical.ReplyOptions{Name: filepath.Base(name)})
	warn(problems)
	for i := range replies {
		r := &replies[i]
		fmt.Printf("%s\t%s\t%s\t%d\t%s\t%s\n", r.Attendee.Address, r.UID, r.Recurrence, r.Sequence, r.Answer, list.Apply(r, nil))
	}
	return err
}

func warn(problems schedule.Problems) {
	for _, p := range problems {
		fmt.Printf("warning\t%v\n", p)
	}
}
