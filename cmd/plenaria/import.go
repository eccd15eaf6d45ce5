package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

type importCmd struct {
	File   string          `arg:"" help:"File to read: .ics, .json (jCal), .csv or .yaml; - reads the standard input."`
	Format string          `help:"What it is: ics, jcal, csv or yaml. Without it, what its name says." enum:",ics,jcal,csv,yaml" default:"" placeholder:"FORMAT"`
	Zone   string          `help:"Where the event takes place, such as America/Panama. A table needs it; without it a calendar's zone is the one that it names." placeholder:"ZONE"`
	From   string          `help:"First date to take; series become single sessions then." placeholder:"YYYY-MM-DD"`
	To     string          `help:"Last date to take." placeholder:"YYYY-MM-DD"`
	Lang   []schedule.Lang `help:"Languages of the agenda, that of texts without one first." placeholder:"LANG" sep:","`
	Title  string          `help:"Title of an agenda that is made of a table; without it, the file's name." placeholder:"TEXT"`
	ID     string          `name:"id" help:"Id of the agenda; without it, what the file says or its name." placeholder:"ID"`
	Into   string          `help:"Agenda file to put a table into: rows change the sessions of their ids." placeholder:"FILE"`

	outputFlag
}

func (importCmd) Help() string {
	return `What has no place in an agenda is told, and so is every decision. The exit status
is 1 if something had to be left out. A table has a row a session below the names of
its columns: day, start, end, title, and perhaps id, kind, room, track, speakers,
note, title_ko and others.

Examples:

    plenaria import invitation.ics -o agenda.yaml
    plenaria import calendar.ics --from 2027-04-01 --to 2027-04-30 --zone Asia/Seoul
    plenaria import plan.csv --zone America/Panama --title "Digital Week" -o agenda.yaml
    plenaria import translated.csv --into agenda.yaml -o agenda.yaml`
}

func (c *importCmd) Run(a *app) error {
	format, err := c.format()
	if err != nil {
		return err
	}
	from, to, err := c.dates()
	if err != nil {
		return err
	}
	text, err := a.read(c.File)
	if err != nil {
		return err
	}
	done := a.working("reading " + shown(c.File))
	agenda, found, err := c.read(a, format, text, from, to)
	done()
	if err != nil {
		return err
	}
	if err := c.write(a, func(w io.Writer) error { return agendafile.Write(w, agenda) }); err != nil {
		return err
	}
	if found {
		return errFindings
	}
	return nil
}

// format tells what the file is.
func (c *importCmd) format() (string, error) {
	if c.Format != "" {
		return c.Format, nil
	}
	switch ext := strings.ToLower(filepath.Ext(c.File)); ext {
	case ".ics", ".ical", ".ifb", ".icalendar":
		return "ics", nil
	case ".json", ".jcal":
		return "jcal", nil
	case ".csv", ".tsv", ".txt":
		return "csv", nil
	case ".yaml", ".yml":
		return "yaml", nil
	}
	return "", fmt.Errorf("what is %s? say so with --format ics, jcal, csv or yaml", shown(c.File))
}

// dates reads the two dates.
func (c *importCmd) dates() (from, to schedule.Date, err error) {
	for _, f := range []struct {
		name, text string
		date       *schedule.Date
	}{{"--from", c.From, &from}, {"--to", c.To, &to}} {
		if f.text == "" {
			continue
		}
		if *f.date, err = schedule.ParseDate(f.text); err != nil {
			return from, to, fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if !from.IsZero() && !to.IsZero() && to.Compare(from) < 0 {
		return from, to, fmt.Errorf("--to %s is before --from %s", to, from)
	}
	return from, to, nil
}

// read makes an agenda of a file. Found tells that there were faults, which have
// been told.
func (c *importCmd) read(a *app, format string, text []byte, from, to schedule.Date) (agenda *schedule.Agenda, found bool, err error) {
	switch format {
	case "ics", "jcal":
		return c.calendar(a, text, from, to)
	case "csv":
		agenda, err = c.table(a, text)
	default:
		agenda, err = agendafile.Read(bytes.NewReader(text), &agendafile.Options{Name: shown(c.File), Zones: a.db})
	}
	if err == nil {
		err = within(agenda, from, to)
	}
	return agenda, false, err
}

// within leaves the days from one date to another, the zero Date for no limit.
func within(agenda *schedule.Agenda, from, to schedule.Date) error {
	var days []schedule.Day
	for _, d := range agenda.Days {
		if (from.IsZero() || d.Date.Compare(from) >= 0) && (to.IsZero() || d.Date.Compare(to) <= 0) {
			days = append(days, d)
		}
	}
	if len(days) == 0 && len(agenda.Days) > 0 {
		return errors.New("no day is within these dates")
	}
	agenda.Days = days
	return nil
}

// table reads a table into an agenda that is there, or makes one.
func (c *importCmd) table(a *app, text []byte) (*schedule.Agenda, error) {
	o := &agendafile.Options{Name: shown(c.File), Zones: a.db}
	if c.Into != "" {
		agenda, err := a.agenda(c.Into)
		if err != nil {
			return nil, err
		}
		return agenda, agendafile.ReadCSV(bytes.NewReader(text), agenda, o)
	}
	if c.Zone == "" || c.Zone == host {
		return nil, errors.New("a table does not say where its clocks hang; give --zone, such as --zone America/Panama, or --into AGENDA")
	}
	zone, err := a.zone(c.Zone)
	if err != nil {
		return nil, err
	}
	head := &schedule.Agenda{ID: schedule.ID(c.ID), Zone: zone, Langs: c.Lang}
	if len(head.Langs) == 0 {
		head.Langs = []schedule.Lang{"en"}
	}
	title := c.Title
	if title == "" {
		title = strings.TrimSuffix(filepath.Base(c.File), filepath.Ext(c.File))
	}
	head.Title = schedule.Text{{Lang: head.Langs[0], Text: title}}
	if head.ID == "" {
		if head.ID = agendafile.NewID(title); head.ID == "" {
			head.ID = "agenda"
		}
	}
	return agendafile.NewFromCSV(bytes.NewReader(text), head, o)
}
