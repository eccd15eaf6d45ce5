package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

type updateCmd struct {
	File        string `arg:"" help:"Agenda file; - reads the standard input."`
	Published   string `help:"Calendar file as it was published. Without it: the file of -o, which is begun if it is not there." placeholder:"OLD.ics" type:"path"`
	DropRemoved bool   `help:"Leave out at once what is no longer in the agenda. Without it, it stays there as cancelled until it would have ended."`
	DryRun      bool   `short:"n" help:"Write nothing; tell what would change."`

	stampFlag
	calendarFlags
	filterFlags
	outputFlag
}

func (updateCmd) Help() string {
	return `The new file has the revisions that follow from the old one (RFC 5546): SEQUENCE is one
higher for what takes place at another time, in another place, or is cancelled; what is as
it was keeps its revision. So calendar programs that know the old file take the changes,
and the same agenda gives the same bytes again. The old file may be of another program.
Give the flags that it was written with: another language or other filters are changes.

What has changed is told on the standard output, or on the error output where the file
goes to the standard output. The exit status is 0 if all is well, 1 if the agenda or the
published file has faults, or if --dry-run finds changes, 2 if something could not be read
or written.

Examples:

    plenaria update agenda.yaml -o agenda.ics
    plenaria update agenda.yaml -o agenda.ics --dry-run
    plenaria update agenda.yaml --published agenda-1.0.ics -o agenda-1.1.ics
    plenaria update agenda.yaml -o ko.ics --lang ko --stamp 2026-11-02T09:00:00Z`
}

func (c *updateCmd) Run(a *app) error {
	if c.Published == stdin && c.File == stdin {
		return errors.New("the standard input can be only one of the agenda and the published file")
	}
	tl, err := a.timeline(c.File, c.filterFlags)
	if err != nil {
		return err
	}
	was, err := c.published(a, tl.Agenda.Zone)
	if err != nil {
		return err
	}
	o := c.options(tl, c.stamp(a))
	if o.Zones, err = c.readers(a, tl.Agenda); err != nil {
		return err
	}
	a.missingLangs(tl.Agenda, c.Lang)
	done := a.working("updating " + shown(c.File))
	var text bytes.Buffer
	list, err := ical.Update(&text, was.Publication, tl.Timeline, &ical.UpdateOptions{Options: *o, DropRemoved: c.DropRemoved})
	done()
	if err != nil {
		return was.older(c.stamp(a), err)
	}
	if err := c.save(a, was, text.Bytes()); err != nil {
		return err
	}
	if err := c.report(a, tl.Agenda, was, text.Bytes(), list); err != nil {
		return err
	}
	if c.DryRun && len(list) > 0 {
		return errFindings
	}
	return was.findingsOf()
}

// published reads the old file.
func (c *updateCmd) published(a *app, zone schedule.Zone) (was *published, err error) {
	toFile := c.Output != "" && c.Output != stdin
	switch {
	case c.Published != "":
		was, err = a.published(c.Published, zone)
	case toFile:
		was, err = a.publishedIfThere(c.Output, zone)
	default:
		return nil, errors.New("which file is to be updated? name it with -o, or with --published if it is to stay as it is")
	}
	if err == nil && was.Publication != nil && was.Invited {
		return nil, errPrivate(was.name, "\"plenaria invite\" goes on with it")
	}
	return was, err
}

// save writes the new file, unless it is there already.
func (c *updateCmd) save(a *app, was *published, text []byte) error {
	if c.DryRun || c.Output == was.name && bytes.Equal(was.text, text) {
		return nil
	}
	return c.write(a, func(w io.Writer) error { _, err := w.Write(text); return err })
}

// report tells what has changed.
func (c *updateCmd) report(a *app, agenda *schedule.Agenda, was *published, text []byte, list []ical.Updated) error {
	is, err := ical.Published(bytes.NewReader(text), &ical.ImportOptions{Zone: agenda.Zone, Database: a.db})
	if err != nil {
		return err
	}
	name := near(c.Output)
	print := func(w io.Writer) error {
		if was.Publication == nil {
			_, err := fmt.Fprintf(w, "%s: first version, %s\n", name, counted(len(is.Events), "event", "events"))
			return err
		}
		newEventTable(agenda, c.Lang, is, was.Publication).print(w, list)
		_, err := fmt.Fprintf(w, "%s: %s\n", name, sumOf(list, len(is.Events)))
		return err
	}
	a.otherFlags(list, len(is.Events))
	if name == "" || name == stdin {
		name = near(was.name)
		if !c.DryRun {
			return print(a.err)
		}
	}
	return a.write("", print)
}

// otherFlags says so if the old file seems to be in another language.
func (a *app) otherFlags(list []ical.Updated, events int) {
	titles := 0
	for _, u := range list {
		if slices.Contains(u.Changes, ical.DifferentTitle) {
			titles++
		}
	}
	if titles == events && events > 2 {
		fmt.Fprintf(a.err, "%s every title is another; was the file written with another --lang?\n", a.paintErr.warn("remark:"))
	}
}

// sumOf says how many events have changed.
func sumOf(list []ical.Updated, events int) string {
	if len(list) == 0 {
		return "nothing has changed in " + counted(events, "event", "events")
	}
	gone := 0
	for _, u := range list {
		if len(u.Changes) == 1 && u.Changes[0] == ical.DifferentGone {
			gone++ // it is no longer in the file
		}
	}
	return counted(len(list), "event has changed", "events have changed") + fmt.Sprintf(", %d as before", events+gone-len(list))
}
