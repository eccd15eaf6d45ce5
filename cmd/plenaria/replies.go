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
	"github.com/plenaria/plenaria/schedule/atomicfile"
)

type repliesCmd struct {
	File      string          `arg:"" help:"Agenda file."`
	Mail      []string        `arg:"" optional:"" help:"What came: mails (.eml, mbox), calendar files, folders of them (Maildir); - reads the standard input. With none, what the list says."`
	Published string          `help:"The organizer's own file of \"plenaria invite\". Without it: AGENDA.invited.ics beside the agenda." placeholder:"FILE.ics" type:"path"`
	List      string          `help:"Response list that is kept, .csv or .json. Without it: AGENDA.replies.csv beside the agenda. It is private." placeholder:"FILE" type:"path"`
	By        string          `help:"Gather by session or by person: session, person." enum:"session,person" default:"session" placeholder:"session"`
	Lang      []schedule.Lang `help:"Language of the table, such as ko; without it, the agenda's first." placeholder:"LANG" sep:","`
	AnySender bool            `help:"Also take an answer that came in a mail of somebody else, such as an assistant."`
	DryRun    bool            `short:"n" help:"Print, and leave the list as it is."`

	declineFlags
	stampFlag
}

func (repliesCmd) Help() string {
	return `Answers of any calendar program are taken into the list, in whatever order and however
often they come: the last one of each person for each session counts (RFC 5546). What was
read before changes nothing, so a whole mailbox can be read each time. "plenaria invite"
then knows who has answered.

Who takes up a proposal moves the session in the agenda, and invites again. With --decline
there is a mail for who has made it, and the list notes that.

The exit status is 0 if nothing is left to do, 1 if something needs a person: a proposal of
another time, an answer to a session that has changed since, of somebody who is not
invited or in a mail of somebody else, a mail that a person wrote or that was not
delivered; 2 if something could not be read or written.

Examples:

    plenaria replies agenda.yaml answers.mbox
    plenaria replies agenda.yaml ~/Maildir/.agenda --by person --lang ko
    plenaria replies agenda.yaml one.eml two.ics --list answers.json
    plenaria replies agenda.yaml
    plenaria replies agenda.yaml --decline eva --because "The hall is taken then." -o mails`
}

func (c *repliesCmd) Run(a *app) error {
	if c.File == stdin {
		return errors.New("the agenda cannot be the standard input here; its answers stand in files beside it")
	}
	agenda, err := a.agenda(c.File)
	if err != nil {
		return err
	}
	record, err := a.published(orBeside(c.Published, c.File, recordExt), agenda.Zone)
	switch {
	case err != nil:
		return err
	case !record.Invited:
		return fmt.Errorf("%s is a calendar file for all; answers are to the invitations of \"plenaria invite\", whose own file says who was invited", near(record.name))
	}
	list, was, err := a.responses(orBeside(c.List, c.File, responsesExt))
	if err != nil {
		return err
	}
	list.Invite(record.Publication)
	in := &replyInbox{app: a, agenda: agenda, list: list, titles: newReplyTable(agenda, c.Lang, nil), options: ical.ApplyOptions{AnySender: c.AnySender}}
	done := a.working("reading the answers")
	in.readAll(c.Mail)
	done()
	if err := c.settle(in, record, was); err != nil {
		return err
	}
	t := newReplyTable(agenda, c.Lang, list.List())
	if err := a.write("", func(w io.Writer) error { return t.print(w, a.paintOut, c.By == "person") }); err != nil {
		return err
	}
	in.report()
	switch {
	case in.failed:
		return errors.New("not everything could be read; what could is in the list")
	case in.toDo > 0 || t.proposals > 0:
		return errFindings
	}
	return record.findingsOf()
}

const (
	recordExt    = ".invited.ics"
	responsesExt = ".replies.csv"
)

// orBeside gives a name, or else that of a file beside the agenda.
func orBeside(name, agenda, ext string) string {
	if name != "" {
		return name
	}
	return strings.TrimSuffix(agenda, filepath.Ext(agenda)) + ext
}

// A responseFile is the file of a response list as it is.
type responseFile struct {
	name string
	text []byte
}

// responses reads a response list; if there is none, it is empty.
func (a *app) responses(name string) (*ical.Responses, *responseFile, error) {
	f := &responseFile{name: name}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return &ical.Responses{}, f, nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, nil, fmt.Errorf("%s is a folder; the response list is a file", near(name))
	}
	var err error
	if f.text, err = a.read(name); err != nil {
		return nil, nil, err
	}
	read := ical.ReadResponsesCSV
	if f.isJSON() {
		read = ical.ReadResponsesJSON
	}
	list, err := read(strings.NewReader(string(f.text)), near(name))
	return list, f, err
}

// answers reads a response list; nil if there is none, and none has to be.
func (a *app) answers(name string, named bool) (*ical.Responses, error) {
	list, f, err := a.responses(name)
	switch {
	case err != nil:
		return nil, err
	case f.text == nil && named:
		return nil, fmt.Errorf("there is no response list %s; is the name right, and the folder?", near(name))
	case f.text == nil:
		return nil, nil
	}
	return list, nil
}

func (f *responseFile) isJSON() bool { return strings.EqualFold(filepath.Ext(f.name), ".json") }

// textOf gives the list as the file is to have it.
func (f *responseFile) textOf(list *ical.Responses) (string, error) {
	write := list.WriteCSV
	if f.isJSON() {
		write = list.WriteJSON
	}
	var text strings.Builder
	err := write(&text)
	return text.String(), err
}

// save writes the list, unless the file has it already. It takes its place behind the
// mails, if there are any.
func (f *responseFile) save(text string, putMails func() error) error {
	if text == string(f.text) {
		return putMails()
	}
	return missingFolder(f.name, atomicfile.WritePrivate(f.name, func(w io.Writer) error {
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
		return putMails()
	}))
}

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

// report sums up what came.
func (in *replyInbox) report() {
	fresh := in.counts[ical.OutcomeApplied] + in.counts[ical.OutcomeProposed] + in.counts[ical.OutcomeStale] + in.counts[ical.OutcomeUninvited]
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
