package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

type newCmd struct {
	File  string          `arg:"" optional:"" help:"File to write; without it, and with -, the standard output."`
	Title string          `help:"Title of the event." placeholder:"TEXT"`
	Zone  string          `help:"Where it takes place, such as America/Panama." placeholder:"ZONE"`
	Date  string          `help:"Its first day." placeholder:"YYYY-MM-DD"`
	Days  int             `help:"How many days it lasts." default:"1" placeholder:"1"`
	Lang  []schedule.Lang `help:"Its languages, the title's first, such as es,en,ko." default:"en" placeholder:"en" sep:","`
	Also  []string        `help:"Zones to show beside, such as Asia/Seoul." placeholder:"ZONE" sep:","`
	ID    string          `name:"id" help:"Short name that never changes; without it, made of the title and the year." placeholder:"ID"`
	Force bool            `help:"Write over a file that exists."`
}

func (newCmd) Help() string {
	return `On a terminal it asks for what is not given. The agenda passes "plenaria check";
the comments in it say what to change.

Examples:

    plenaria new agenda.yaml
    plenaria new --title "Digital Week" --zone America/Panama --date 2027-04-08 --days 2 --lang es,en,ko agenda.yaml`
}

// maxDays is how many days are written.
const maxDays = 60

func (c *newCmd) Run(a *app) error {
	if a.asks {
		if err := c.ask(a); err != nil {
			return err
		}
	}
	s, err := c.start(a)
	if err != nil {
		return err
	}
	text := s.text()
	if _, err := agendafile.Read(strings.NewReader(text), &agendafile.Options{Name: shown(c.File), Zones: a.db}); err != nil {
		return err // a date that the zone skips, and the like
	}
	toFile := c.File != "" && c.File != stdin
	if _, err := os.Lstat(c.File); toFile && err == nil && !c.Force {
		return fmt.Errorf("%s exists already; choose another name, or --force to write over it", c.File)
	}
	if err := a.write(c.File, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil || !toFile {
		return err
	}
	fmt.Fprintf(a.err, "wrote %s; change it with any editor, then run: plenaria check %s\n", c.File, c.File)
	return nil
}

// start checks what was given.
func (c *newCmd) start(a *app) (*starter, error) {
	var missing []string
	for _, f := range []struct{ name, value string }{{"--title", c.Title}, {"--zone", c.Zone}, {"--date", c.Date}} {
		if strings.TrimSpace(f.value) == "" {
			missing = append(missing, f.name)
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("give %s", strings.Join(missing, ", "))
	}
	if c.Days < 1 || c.Days > maxDays {
		return nil, fmt.Errorf("--days %d: an event has 1 to %d days here", c.Days, maxDays)
	}
	date, err := schedule.ParseDate(c.Date)
	if err != nil {
		return nil, fmt.Errorf("--date: %w", err)
	}
	zone, err := a.zone(c.Zone)
	if err != nil || zone.IsZero() {
		return nil, errors.Join(errors.New("--zone"), err)
	}
	if _, err := a.zoneList(c.Also); err != nil {
		return nil, err
	}
	s := &starter{title: strings.TrimSpace(c.Title), zone: c.Zone, date: date, days: c.Days, langs: c.Lang, also: c.Also, id: schedule.ID(c.ID)}
	if s.id == "" {
		s.id = agendafile.NewID(s.title)
		if s.id == "" {
			s.id = "agenda"
		}
		s.id += schedule.ID(fmt.Sprint("-", date.Year))
	}
	return s, nil
}
