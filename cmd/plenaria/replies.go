package main

import (
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
    plenaria replies agenda.yaml --decline eva --because "The hall is taken then." -o mails
    plenaria replies agenda.yaml --decline eva --event closing --outbox agenda.outbox`
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
	return unwritten(f.name, atomicfile.WritePrivate(f.name, func(w io.Writer) error {
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
		return putMails()
	}))
}
