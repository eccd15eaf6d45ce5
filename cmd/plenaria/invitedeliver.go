package main

import (
	"bytes"
	"cmp"
	"io"
	"iter"
	"net/mail"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/atomicfile"
)

// An inviteRun is one run of the command.
type inviteRun struct {
	*app
	agenda *schedule.Agenda
	tl     *schedule.Timeline
	was    *published
	box    *outbox.Box // nil: the mails go elsewhere
	from   mail.Address
	o      ical.InviteOptions
	record []byte            // the organizer's file as it is to be
	is     *ical.Publication // what it says
	titles sessionTitles

	rows  []inviteRow // what there is to tell
	known int         // mails that the outbox had already

	replaced, needless int // mails of the outbox, and of this run, that are not sent any more
}

// deliver makes the mails, and puts them and the organizer's file in their places.
func (r *inviteRun) deliver(c *inviteCmd) error {
	var record bytes.Buffer
	if _, err := ical.UpdateInvited(&record, r.was.Publication, r.tl, &r.o); err != nil {
		return err
	}
	r.record = record.Bytes()
	is, err := ical.Published(bytes.NewReader(r.record), &ical.ImportOptions{Zone: r.agenda.Zone, Database: r.db})
	if err != nil {
		return err
	}
	r.is = is
	next, stop := iter.Pull2(ical.Invitations(r.was.Publication, r.tl, &r.o))
	defer stop()
	first, err, some := next()
	each := func(add func(*ical.Invitation, *ical.Message) error) error {
		for inv, err, ok := first, err, some; ok; inv, err, ok = next() {
			if err := cmp.Or(err, r.stopped()); err != nil {
				return err
			}
			if err := add(&inv, r.mail(c, &inv)); err != nil {
				return unmailable(inv.To.Email, err)
			}
			r.note(&inv)
		}
		return nil
	}
	if c.isDry() {
		return each(func(_ *ical.Invitation, m *ical.Message) error { _, err := m.WriteTo(io.Discard); return err })
	}
	defer r.carefully()()
	switch {
	case !some:
		return r.save(func() error { return nil })
	case r.box != nil:
		return r.toOutbox(c, each)
	case c.Output != "":
		return r.save(func() error { return toFolder(c.Output, each) })
	}
	return r.save(func() error { return r.toMbox(c.Mbox, each) })
}

// save writes the organizer's file. It takes its place behind the mails, when all of
// them are in theirs.
func (r *inviteRun) save(putMails func() error) error {
	if bytes.Equal(r.record, r.was.text) {
		return putMails()
	}
	return unwritten(r.was.name, atomicfile.WritePrivate(r.was.name, func(w io.Writer) error {
		if _, err := w.Write(r.record); err != nil {
			return err
		}
		return putMails()
	}))
}

// toOutbox puts all mails and the organizer's file in their places, or none of it.
func (r *inviteRun) toOutbox(c *inviteCmd, each eachMail) error {
	batch, err := r.box.Begin()
	if err != nil {
		return unwritten(c.outbox(), err)
	}
	defer batch.Cancel()
	err = each(func(_ *ical.Invitation, m *ical.Message) error {
		added, err := batch.Add(m)
		if err == nil && !added {
			r.known++
		}
		return err
	})
	if err != nil {
		return unwritten(c.outbox(), err)
	}
	err = batch.Commit(r.was.name, func(w io.Writer) error { _, err := w.Write(r.record); return err })
	r.replaced, r.needless = batch.Replaced, batch.Needless
	return unwritten(r.was.name, err)
}

// mail makes the mail of an invitation.
func (r *inviteRun) mail(c *inviteCmd, inv *ical.Invitation) *ical.Message {
	m := inv.Message()
	if r.from.Name != "" {
		m.From.Name = r.from.Name
	}
	if c.ReplyTo != "" {
		to, _ := mail.ParseAddress(c.ReplyTo) // which was checked
		m.ReplyTo = *to
	}
	m.Unsubscribe = c.Unsubscribe
	return m
}
