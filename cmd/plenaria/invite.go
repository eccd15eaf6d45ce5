package main

import (
	"errors"
	"fmt"
	"net/mail"
	"os"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
	"github.com/plenaria/plenaria/schedule"
)

type inviteCmd struct {
	File      string          `arg:"" help:"Agenda file; - reads the standard input."`
	From      string          `help:"Organizer, such as \"Agenda <agenda@example.org>\": answers go there. It is needed, each time, if the agenda names no organizer with an address; if it does, this can be no other address." placeholder:"ADDRESS"`
	Guests    []string        `help:"Invite these too: people or organizations (id or name), countries (KR), or all; with \" to \" only to some sessions. It stays so the next time; none ends it." placeholder:"WHO,..[ to NAME=VALUE,..]" sep:"none"`
	Published string          `help:"The organizer's own file: who was told what. It is written anew each time, and private. Without it: AGENDA.invited.ics beside the agenda, which is begun if it is not there." placeholder:"FILE.ics" type:"path"`
	Anew      bool            `help:"Begin the organizer's own file anew though it is lost and mails of earlier invitations are there: everybody is invited as if for the first time. A calendar that has a later version of a session may take no notice."`
	Replies   string          `help:"Response list of \"plenaria replies\", whose answers are noted in the organizer's own file. Without it: AGENDA.replies.csv beside the agenda, if it is there." placeholder:"FILE" type:"path"`
	Again     []schedule.ID   `help:"Send their invitations once more to these people, by id, name or address: who has lost them, or asks for them." placeholder:"WHO" sep:"none"`
	Series    bool            `help:"Invite to a series with one mail, where calendar programs read its rule alike. It stays so the next time. Without it, each occurrence is an invitation of its own." xor:"series"`
	NoSeries  bool            `help:"Go back from --series: the invitation to a series is cancelled, and there is one to each occurrence to come, to be answered anew." xor:"series"`
	Lang      []schedule.Lang `help:"Language of what is printed, such as ko; without it, the agenda's first. Mails are in the languages of their readers." placeholder:"LANG" sep:","`
	TakeBack  bool            `help:"Take all invitations back: as if the agenda had no sessions."`
	DryRun    bool            `short:"n" help:"Write and send nothing; print who gets what. So does a run that has no place for the mails."`

	Output      string `short:"o" help:"Write each mail as a file into this folder, which is new or empty." placeholder:"DIR" type:"path" xor:"to" group:"mail"`
	Mbox        string `help:"Write all mails into this new mbox file; - is the standard output." placeholder:"FILE" type:"path" xor:"to" group:"mail"`
	Outbox      string `help:"Put all mails into this outbox, from which they are sent; with --smtp it is AGENDA.outbox beside the agenda. Without --smtp, \"plenaria send\" sends them." placeholder:"DIR" type:"path" group:"mail"`
	ReplyTo     string `help:"Where answers of people go that are no answers of calendars." placeholder:"ADDRESS" group:"mail"`
	Unsubscribe string `help:"Where one asks for no more mail, https: or mailto:, for the List-Unsubscribe of each mail." placeholder:"ADDRESS" group:"mail"`

	smtpFlags
	stampFlag
}

func (inviteCmd) Help() string {
	return `Everybody with an address gets an invitation to each session in which they have a role,
in their language and on their own clock, as a mail that calendar programs show buttons
for (RFC 5546, RFC 6047). The next time those get mails for whom something has changed,
and nobody else: an update, or a cancellation. What they were told is in the organizer's
own file, which is written together with the mails; it has everybody's address. Keep it:
where it is lost and earlier mails lie beside it, nobody is invited anew without --anew.

With --smtp the mails are sent. Nothing is lost, and nothing that the server has confirmed
is sent again: the same command goes on where the last run has ended, and "plenaria send"
shows what waits.

Who organizes gets no mail to sessions of their own: calendar programs take no invitation
from the one to whom it goes. "plenaria export --each" writes a calendar file for them.

The exit status is 0 if all is well, 1 if the agenda has faults, a mail was refused, or a
dry run finds something to tell, 2 if something could not be read, written or sent: also
if that file has faults.

Examples:

    plenaria invite agenda.yaml
    plenaria invite agenda.yaml -o mails
    plenaria invite agenda.yaml -o mails --guests KR --guests "all to kind=keynote"
    plenaria invite agenda.yaml --smtp mail.example.org --smtp-user agenda@example.org
    plenaria invite agenda.yaml -o mails --take-back`
}

func (c *inviteCmd) Run(a *app) error {
	r, err := c.prepare(a)
	if r != nil && r.box != nil {
		defer r.box.Close()
	}
	if err != nil {
		return err
	}
	done := a.working("inviting to " + shown(c.File))
	err = r.deliver(c)
	done()
	if err != nil {
		return r.was.older(r.o.Stamp, err)
	}
	if err := r.report(c); err != nil {
		return err
	}
	switch {
	case len(r.rows) > 0 && c.isDry():
		return errFindings
	case c.Smtp != "" && !c.isDry():
		if err := c.send(a, r.box, c.outbox()); err != nil {
			return err
		}
	}
	return nil
}

// isDry reports whether nothing is to be written.
func (c *inviteCmd) isDry() bool {
	return c.DryRun || c.Output == "" && c.Mbox == "" && c.outbox() == ""
}

// outbox names the outbox; empty: the mails go elsewhere.
func (c *inviteCmd) outbox() string {
	if c.Outbox == "" && c.Smtp != "" {
		return orBeside("", c.File, ".outbox")
	}
	return c.Outbox
}

// prepare reads all that there is, and refuses what cannot be.
func (c *inviteCmd) prepare(a *app) (*inviteRun, error) {
	if err := c.checkFlags(a); err != nil {
		return nil, err
	}
	agenda, err := a.agenda(c.File)
	if err != nil {
		return nil, err
	}
	r := &inviteRun{app: a, agenda: agenda}
	if err := r.setOrganizer(c.From); err != nil {
		return nil, err
	}
	if _, err := os.Stat(c.outbox()); err == nil { // first: opening settles what a former run has begun
		if err := r.openBox(c); err != nil {
			return nil, err
		}
	}
	if r.was, err = c.record(a, agenda.Zone); err != nil {
		return r, err
	}
	if err := r.sameOrganizer(); err != nil {
		return r, err
	}
	if r.o.Guests, err = guestList(agenda, c.Guests); err != nil {
		return r, err
	}
	if len(c.Guests) == 0 && r.was.Publication != nil {
		r.o.Guests = r.was.Guests
	}
	if c.Series || !c.NoSeries && r.was.invitedToSeries() {
		r.o.Series = ical.RecurringEvents
	}
	if name := orBeside(c.Replies, c.File, responsesExt); c.File != stdin || c.Replies != "" {
		if r.o.Answers, err = a.answers(name, c.Replies != ""); err != nil {
			return r, err
		}
	}
	if r.o.Again, err = r.askedAgain(c.Again); err != nil {
		return r, err
	}
	r.titles = titlesOf(agenda)
	r.o.Stamp = c.stamp(a)
	if err := r.resolve(c); err != nil {
		return r, err
	}
	if err := r.openBox(c); err != nil || r.box == nil {
		return r, err
	}
	r.o.Unsent, err = r.box.Unsent(&ical.ImportOptions{Zone: agenda.Zone, Database: a.db})
	return r, err
}

// openBox opens the outbox, if the mails go there and it is not open yet.
func (r *inviteRun) openBox(c *inviteCmd) (err error) {
	if name := c.outbox(); name != "" && !c.isDry() && r.box == nil {
		r.box, err = outbox.Open(name)
	}
	return err
}

// resolve finds what there is to invite to.
func (r *inviteRun) resolve(c *inviteCmd) (err error) {
	if r.tl, err = r.agenda.Resolve(schedule.Reject); err != nil {
		return err
	}
	if err := r.beginsAnew(c); err != nil {
		return err
	}
	if c.TakeBack {
		r.agenda.Days = nil
		r.tl, err = r.agenda.Resolve(schedule.Reject)
	}
	return err
}

// checkFlags refuses what cannot be before anything is read.
func (c *inviteCmd) checkFlags(a *app) error {
	switch {
	case c.Outbox != "" && c.Output+c.Mbox != "", c.Smtp != "" && c.Output+c.Mbox != "":
		return errors.New("mails go to one place: -o, --mbox, or an outbox and from there to --smtp")
	case c.File == stdin && c.Smtp != "" && c.Outbox == "":
		return errors.New("name the outbox with --outbox, since the agenda comes from the standard input")
	case c.File == stdin && c.Published == "":
		return errors.New("name the organizer's own file with --published, since the agenda comes from the standard input")
	case c.Published == stdin:
		return errors.New("the organizer's own file is read and written; it cannot be the standard input")
	}
	if c.ReplyTo != "" {
		if _, err := mail.ParseAddress(c.ReplyTo); err != nil {
			return fmt.Errorf("--reply-to %q is no address, such as agenda@example.org", c.ReplyTo)
		}
	}
	if c.Smtp == "" {
		return nil
	}
	_, err := c.server(a)
	return err
}

// record reads the organizer's own file.
func (c *inviteCmd) record(a *app, zone schedule.Zone) (*published, error) {
	name := orBeside(c.Published, c.File, recordExt)
	was, err := a.publishedIfThere(name, zone)
	if err == nil && was.Publication == nil && c.Published != "" {
		fmt.Fprintf(a.err, "%s there is no %s yet; it is begun, as if nobody had been invited before\n", a.paintErr.warn("remark:"), near(name))
	}
	if err == nil && was.faults > 0 {
		return nil, fmt.Errorf("%s has faults, so that it does not tell any more who was told what; people would get invitations that their calendars take for older ones. Mend it, or take a copy of it", near(name))
	}
	if err == nil && was.Publication != nil && !was.Invited {
		return nil, fmt.Errorf("%s is a calendar file for all; who was invited stands in a file of its own. Name another, or none, to begin one", near(name))
	}
	return was, err
}
