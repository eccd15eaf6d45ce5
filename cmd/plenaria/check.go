package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/plenaria/plenaria/schedule"
)

type checkCmd struct {
	Files     []string `arg:"" name:"file" help:"Agenda files; - reads the standard input."`
	NoRemarks bool     `help:"Tell faults only: what stops an export."`

	driftFlags
}

func (checkCmd) Help() string {
	return `Each finding is one line, file:line:column: path: message. A remark does not
stop an export; everything else does. The exit status is 0 if nothing was found,
1 if something was, 2 if a file cannot be read.

With --published the agenda is compared with a calendar file of it: its definitions of
zones are the record of the rules that were in force, and the time-zone database tells
those of today. The report says which sessions have moved, and which participants'
clocks show another time though the session is when it was; findings go to the error
output then. The exit status is also 1 if something has moved, or if the file has no
record of the rules for a session. "plenaria update" and "plenaria invite" then write and
send exactly what has moved. "plenaria export --readers people" records the rules for
participants' clocks.

Where rules change, a session keeps either its wall time or its instant. With --keep
instant the report is of the latter, and says what to write in the agenda for it.

Examples:

    plenaria check agenda.yaml
    plenaria check --no-remarks agendas/*.yaml
    plenaria check agenda.yaml --published agenda.ics
    plenaria check agenda.yaml --published agenda.ics --keep instant
    plenaria check agenda.yaml --published agenda.ics --who kim --lang ko`
}

func (c *checkCmd) Run(a *app) error {
	if c.Published != "" {
		return c.compare(a)
	}
	if c.isSet() {
		return errors.New("--keep, --zone, --lang, --who, --format and -o say how a comparison is told; name the file to compare with by --published")
	}
	found, unreadable := 0, 0
	for _, file := range c.Files {
		agenda, problems, err := a.parse(file)
		if err != nil {
			a.failed(err)
			unreadable++
			continue
		}
		if c.NoRemarks {
			problems = problems.Faults()
		}
		err = a.write("", func(w io.Writer) error {
			a.printProblems(w, a.paintOut, problems)
			return nil
		})
		if err != nil {
			return err
		}
		found += len(problems)
		fmt.Fprintf(a.err, "%s: %s\n", shown(file), verdict(agenda, problems))
	}
	switch {
	case unreadable > 0:
		return fmt.Errorf("%s not be read", counted(unreadable, "file could", "files could"))
	case found > 0:
		return errFindings
	}
	return nil
}

// verdict sums up what there is to say about an agenda.
func verdict(agenda *schedule.Agenda, problems schedule.Problems) string {
	if len(problems) > 0 {
		return counted(len(problems.Faults()), "fault", "faults") + ", " + counted(len(problems.Remarks()), "remark", "remarks")
	}
	sessions := 0
	for i := range agenda.Days {
		sessions += len(agenda.Days[i].Sessions)
		for j := range agenda.Days[i].Sessions {
			sessions += len(agenda.Days[i].Sessions[j].Parallel)
		}
	}
	return fmt.Sprintf("nothing to find; %s on %s", counted(sessions, "session", "sessions"), counted(len(agenda.Days), "day", "days"))
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}
