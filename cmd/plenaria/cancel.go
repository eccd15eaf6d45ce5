package main

import (
	"fmt"
	"io"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

type cancelCmd struct {
	File string `arg:"" help:"Calendar file that was published, by this program or another; - reads the standard input."`

	stampFlag
	outputFlag
}

func (cancelCmd) Help() string {
	return `The file takes back everything that the published one has: whoever imports it gets rid
of these events, or sees that they are cancelled (METHOD:CANCEL of RFC 5546). It is for
those who imported the published file. Those who were invited by mail get mails:
"plenaria invite AGENDA --take-back". To cancel one session, write status: cancelled into
the agenda and go on with "plenaria update" and "plenaria invite".

Examples:

    plenaria cancel agenda.ics -o undo.ics
    plenaria cancel agenda.ics -o undo.ics --stamp 2026-11-02T09:00:00Z`
}

func (c *cancelCmd) Run(a *app) error {
	was, err := a.published(c.File, schedule.Zone{})
	if err != nil {
		return err
	}
	if was.Invited {
		return errPrivate(c.File, "\"plenaria invite AGENDA --take-back\" cancels what it has")
	}
	stamp := c.stamp(a)
	err = c.write(a, func(w io.Writer) error {
		return ical.WriteCancel(w, was.Publication, &ical.UpdateOptions{Options: ical.Options{Stamp: stamp}})
	})
	if err != nil {
		return was.older(stamp, err)
	}
	if c.Output != "" && c.Output != stdin {
		fmt.Fprintf(a.err, "%s: takes back %s of %s\n", near(c.Output), counted(len(was.Events), "event", "events"), near(c.File))
	}
	return was.findingsOf()
}
