package main

import (
	"errors"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// declineFlags say which proposals are declined, and where the mails go.
type declineFlags struct {
	Decline []schedule.ID `help:"Decline what these people have proposed, by id, name or address; a mail tells them (RFC 5546 §3.2.8)." placeholder:"WHO" sep:"none" group:"decline"`
	Event   []string      `help:"Decline only what they have proposed for this session, by its id or by the UID of its event; without it, all that is open." placeholder:"ID" sep:"none" group:"decline"`
	Because string        `help:"What that mail says beside it." placeholder:"TEXT" group:"decline"`
	Output  string        `short:"o" help:"Write each mail as a file into this folder, which is new or empty." placeholder:"DIR" type:"path" xor:"to" group:"decline"`
	Mbox    string        `help:"Write all mails into this new mbox file." placeholder:"FILE" type:"path" xor:"to" group:"decline"`
	Outbox  string        `help:"Put all mails into this outbox, from which \"plenaria send\" sends them." placeholder:"DIR" type:"path" xor:"to" group:"decline"`
}

// A declinedProposal is a mail to one who has proposed something.
type declinedProposal struct {
	to   ical.Invitation // whom, and of what
	mail *ical.Message
}

// settle declines proposals, and puts the mails and the list in their places.
func (c *repliesCmd) settle(in *replyInbox, record *published, f *responseFile) error {
	if err := c.checkDecline(); err != nil {
		return err
	}
	mails, err := c.decline(in, record)
	if err != nil {
		return err
	}
	text, err := f.textOf(in.list)
	if err != nil || c.DryRun {
		return err
	}
	each := func(add func(*ical.Invitation, *ical.Message) error) error {
		for i := range mails {
			if err := in.stopped(); err != nil {
				return err
			}
			if err := add(&mails[i].to, mails[i].mail); err != nil {
				return unmailable(mails[i].mail.To.Address, err)
			}
		}
		return nil
	}
	defer in.carefully()()
	switch {
	case len(mails) == 0:
		return f.save(text, func() error { return nil })
	case c.Outbox != "":
		return declineToOutbox(c.Outbox, each, f.name, text)
	case c.Output != "":
		return f.save(text, func() error { return toFolder(c.Output, each) })
	}
	return f.save(text, func() error { return in.toMbox(c.Mbox, each) })
}

func (c *repliesCmd) checkDecline() error {
	place := c.Output + c.Mbox + c.Outbox
	switch {
	case len(c.Decline) == 0 && (len(c.Event) > 0 || place+c.Because != ""):
		return errors.New("--event, --because and mails are for those whose proposals are declined; name them with --decline WHO")
	case len(c.Decline) > 0 && place == "" && !c.DryRun:
		return errors.New("who has proposed something has to be told that it is declined; give -o DIR, --mbox FILE or --outbox DIR for the mails")
	case c.Mbox == stdin:
		return errors.New("the standard output has the answers; name a file with --mbox")
	}
	return nil
}

// decline declines what is open of the people who are named.
func (c *repliesCmd) decline(in *replyInbox, record *published) (mails []declinedProposal, err error) {
	addresses, err := addressesOf(in.agenda, c.Decline)
	if err != nil {
		return nil, err
	}
	stamp := c.stamp(in.app)
	for _, address := range addresses {
		before := len(mails)
		var others []string
		for _, r := range in.list.List() {
			switch {
			case r.Address != address || r.Proposal == nil || isSettled(&r):
				continue
			case len(c.Event) > 0 && !slices.ContainsFunc(c.Event, func(id string) bool { return in.titles.titles.isOf(id, r.UID) }):
				id, _, _ := strings.Cut(r.UID, "@")
				others = append(others, id)
				continue
			}
			from := in.organizerOf(record, r.UID)
			object, err := in.list.Decline(&r, &ical.DeclineOptions{Stamp: stamp, Organizer: from, Comment: c.Because})
			if err != nil {
				return nil, err
			}
			mails = append(mails, in.declined(&r, from, stamp, c.Because, object))
		}
		switch {
		case len(mails) == before && len(others) > 0:
			return nil, fmt.Errorf("%s has proposed nothing that is open for %s, but for %s", address, strings.Join(c.Event, ", "), strings.Join(others, ", "))
		case len(mails) == before:
			return nil, fmt.Errorf("%s has proposed nothing that is open; \"plenaria replies\" without --decline shows what is", address)
		}
	}
	return mails, nil
}

// organizerOf gives who has invited to an event.
func (in *replyInbox) organizerOf(record *published, uid string) (from mail.Address) {
	for i := range record.Events {
		if e := &record.Events[i]; e.UID == uid && e.Organizer != "" {
			from.Address = e.Organizer
		}
	}
	for _, p := range in.agenda.Participants {
		if p.ID == in.agenda.Organizer && strings.EqualFold(p.Email, from.Address) {
			from.Name = p.Name.In(in.agenda.Langs...).Text
		}
	}
	return from
}

// declined makes the mail to one who has proposed something, in their language and on
// their clock.
func (in *replyInbox) declined(r *ical.Response, from mail.Address, stamp time.Time, because string, object []byte) declinedProposal {
	who := &schedule.Participant{Email: r.Address, Name: schedule.Text{{Text: r.Name}}}
	for i := range in.agenda.Participants {
		if p := &in.agenda.Participants[i]; strings.EqualFold(p.Email, r.Address) {
			who = p
			break
		}
	}
	t := newReplyTable(in.agenda, slices.Concat(who.Langs, in.agenda.Langs), nil)
	c, zone := r.Proposal, t.zone(r)
	city := " (" + t.loc.City(zone.String()) + ")"
	lines := []string{t.loc.Word(datefmt.WordNotTaken), "", t.title(r)}
	if r.Start != (ical.EventTime{}) {
		lines = append(lines, t.when(r.Start, r.End, zone)+city)
	}
	if c.Start != (ical.EventTime{}) {
		lines = append(lines, t.loc.Word(datefmt.WordProposal)+": "+t.when(c.Start, c.End, zone)+city)
	}
	if c.Place != "" {
		lines = append(lines, t.loc.Word(datefmt.WordProposal)+": "+printable(c.Place))
	}
	if because != "" {
		lines = append(lines, "", because)
	}
	return declinedProposal{
		ical.Invitation{To: who, UID: r.UID, Method: ical.MethodDeclineCounter},
		&ical.Message{
			From: from, To: mail.Address{Name: who.Name.In(t.langs...).Text, Address: r.Address}, Date: stamp,
			Subject: t.loc.Word(datefmt.WordProposal) + ": " + t.title(r), Text: strings.Join(lines, "\n") + "\n",
			Calendar: object, Method: ical.MethodDeclineCounter, Update: true,
		},
	}
}

// declineToOutbox puts all mails and the list in their places, or none of it.
func declineToOutbox(name string, each eachMail, list, text string) error {
	box, err := outbox.Open(name)
	if err != nil {
		return err
	}
	defer box.Close()
	batch, err := box.Begin()
	if err != nil {
		return unwritten(name, err)
	}
	defer batch.Cancel()
	if err := each(func(_ *ical.Invitation, m *ical.Message) error { _, err := batch.Add(m); return err }); err != nil {
		return unwritten(name, err)
	}
	return unwritten(list, batch.Commit(list, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }))
}
