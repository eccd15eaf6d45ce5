package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/plenaria/plenaria/ical/outbox"
)

type sendCmd struct {
	Outbox string `arg:"" help:"Folder in which \"plenaria invite\" has put mails." type:"path"`

	smtpFlags
}

func (sendCmd) Help() string {
	return `Mails that wait are sent; what a server has accepted is never sent again. So it can be run
again at any time: after a cut connection, a full mailbox, a stop with Ctrl-C. Without
--smtp it prints what waits and what was refused. "plenaria invite --smtp" does all of this
by itself.

A mail that waits is not sent any more when a newer one about the same event to the same
person waits behind it, or when what it invites to was cancelled meanwhile.

The exit status is 0 if nothing is left, 1 if mails were refused, or without --smtp if
some are left, 2 if mails wait that could not be sent.

Examples:

    plenaria send agenda.outbox
    plenaria send agenda.outbox --smtp mail.example.org --smtp-user agenda@example.org
    plenaria send agenda.outbox --smtp mail.example.org --retry-refused`
}

func (c *sendCmd) Run(a *app) error {
	box, err := openOutbox(c.Outbox)
	if err != nil {
		return err
	}
	defer box.Close()
	if c.Smtp != "" {
		return c.send(a, box, c.Outbox)
	}
	counts := map[outbox.State]int{}
	err = a.write("", func(w io.Writer) error {
		var left []outbox.Mail
		for m := range box.Mails() {
			if counts[m.State]++; m.State == outbox.Waiting || m.State == outbox.Refused {
				left = append(left, m)
			}
		}
		columns(w, mailRows(left))
		text := fmt.Sprintf("%s: %d accepted, %d refused, %d waiting", near(c.Outbox), counts[outbox.Accepted], counts[outbox.Refused], counts[outbox.Waiting])
		if n := counts[outbox.Superseded]; n > 0 {
			text += fmt.Sprintf(", %d superseded by newer ones", n)
		}
		_, err := fmt.Fprintln(w, text)
		return err
	})
	if err == nil && counts[outbox.Refused]+counts[outbox.Waiting] > 0 {
		err = errFindings
	}
	return err
}

// openOutbox opens an outbox that is there.
func openOutbox(name string) (*outbox.Box, error) {
	switch info, err := os.Stat(name); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no outbox %s; \"plenaria invite\" with --smtp or --outbox makes one", near(name))
	case err == nil && !info.IsDir():
		return nil, fmt.Errorf("%s is a file; an outbox is a folder", near(name))
	}
	return outbox.Open(name)
}
