package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// A replyInbox reads answers into a list.
type replyInbox struct {
	*app
	agenda  *schedule.Agenda
	list    *ical.Responses
	titles  *replyTable
	options ical.ApplyOptions

	counts map[ical.Outcome]int
	toDo   int  // what needs a person
	failed bool // something could not be read
}

// readAll reads files and folders.
func (in *replyInbox) readAll(names []string) {
	in.counts = map[ical.Outcome]int{}
	for _, name := range names {
		if name == stdin {
			in.read(name, in.in, false)
			continue
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			in.folder(name)
			continue
		}
		in.file(name, false)
	}
}

// folder reads what is in a folder. Of a Maildir, tmp has mails that are not whole
// yet; names that begin with a dot or with dovecot are those of programs.
func (in *replyInbox) folder(name string) {
	err := filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			in.fails(hinted(err))
		case d.IsDir() && path != name && d.Name() == "tmp":
			return fs.SkipDir
		case d.Type().IsRegular() && !strings.HasPrefix(d.Name(), ".") && !strings.HasPrefix(d.Name(), "dovecot"):
			in.file(path, true)
		}
		return nil
	})
	if err != nil {
		in.fails(err)
	}
}

func (in *replyInbox) file(name string, among bool) {
	f, err := os.Open(name)
	if err != nil {
		in.fails(hinted(err))
		return
	}
	defer f.Close()
	in.read(name, f, among)
}

func (in *replyInbox) fails(err error) {
	in.app.failed(err)
	in.failed = true
}

// read reads an input. Among others, a file that is no mail is only remarked.
func (in *replyInbox) read(name string, r io.Reader, among bool) {
	replies, problems, err := ical.ReadReply(bufio.NewReader(r), &ical.ReplyOptions{Name: near(name), Floating: in.agenda.Zone, Database: in.db})
	for i := range replies {
		in.take(&replies[i])
	}
	for _, p := range problems.Faults() {
		if p.Remark = errors.Is(p.Err, ical.ErrAutomatic); !p.Remark {
			in.toDo++
		}
		in.printProblems(in.err, in.paintErr, schedule.Problems{p})
	}
	switch {
	case err == nil:
	case among && errors.Is(err, ical.ErrNoCalendar):
		fmt.Fprintf(in.err, "%s %s is no mail and no calendar file\n", in.paintErr.warn("remark:"), near(name))
	default:
		in.fails(err)
	}
}

// take takes a reply into the list and tells what an organizer has to know of it.
func (in *replyInbox) take(r *ical.Reply) {
	outcome := in.list.Apply(r, &in.options)
	in.counts[outcome]++
	if text := outcomeText(outcome, r, in.titles.title(&ical.Response{UID: r.UID, Title: r.Title})); text != "" {
		in.toDo++
		in.printProblems(in.err, in.paintErr, schedule.Problems{{Pos: r.Pos, Err: errors.New(text)}})
	}
}

// said puts an answer into words.
func said(a ical.Answer) string {
	switch a {
	case ical.AnswerAccepted:
		return "has accepted"
	case ical.AnswerDeclined:
		return "has declined"
	case ical.AnswerTentative:
		return "perhaps comes to"
	case ical.AnswerDelegated:
		return "sends somebody else to"
	}
	return "has written about"
}

// outcomeText tells what needs a person; empty: nothing.
func outcomeText(outcome ical.Outcome, r *ical.Reply, title string) string {
	text := fmt.Sprintf("%s %s %q", r.Attendee.Address, said(r.Answer), title)
	switch outcome {
	case ical.OutcomeStale:
		return text + " as it was before a change; ask what they say to it now"
	case ical.OutcomeNotDelegated:
		return text + " (" + shortList(r.DelegatedTo) + "), and not all of them can come for them: nobody comes who is invited anyway, organizes it or has no address for mail, and not more than three; ask who comes"
	case ical.OutcomeUninvited:
		return text + " and is not invited to it"
	case ical.OutcomeForeign:
		return text + ", which is not of this agenda (UID " + r.UID + ")"
	case ical.OutcomeSender:
		return text + " in a mail from " + r.Mail.From.Address + ", which was not taken; if that is right, give --any-sender"
	case ical.OutcomeRefresh:
		return fmt.Sprintf("%s asks for the invitation to %q again; plenaria invite --again %s sends it", r.Attendee.Address, title, r.Attendee.Address)
	}
	return ""
}

// shortList gives the first of many.
func shortList(list []string) string {
	const most = 4
	if len(list) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
	}
	return strings.Join(list, ", ")
}

// report sums up what came.
func (in *replyInbox) report() {
	fresh := in.counts[ical.OutcomeApplied] + in.counts[ical.OutcomeProposed] + in.counts[ical.OutcomeStale] + in.counts[ical.OutcomeUninvited] + in.counts[ical.OutcomeNotDelegated]
	known := in.counts[ical.OutcomeDuplicate] + in.counts[ical.OutcomeOlder]
	if fresh+known+in.toDo == 0 {
		return
	}
	text := counted(fresh, "new answer", "new answers")
	if known > 0 {
		text += fmt.Sprintf(", %d known before", known)
	}
	if in.toDo > 0 {
		text += ", " + counted(in.toDo, "thing needs you", "things need you")
	}
	fmt.Fprintln(in.err, text)
}
