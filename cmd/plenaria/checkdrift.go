package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/render"
)

// driftFlags say with what an agenda is compared, and for whom that is told.
type driftFlags struct {
	Published string          `help:"Calendar file as it was published: tell what changes of time-zone rules have done since." placeholder:"FILE.ics" type:"path" group:"drift"`
	Keep      string          `help:"What stays where rules have changed: wall (the time that the clock shows) or instant." enum:"wall,instant" default:"wall" placeholder:"wall" group:"drift"`
	Zone      []string        `help:"Tell times on the clock of this place, such as Asia/Seoul; several stand below each other, and \"host\" is the host's own. Without it: the host's and that of the person, or those of the agenda's \"also\"." placeholder:"ZONE" sep:"," group:"drift"`
	Lang      []schedule.Lang `help:"Language, such as ko; several, best first. Without it: the person's, or the agenda's first." placeholder:"LANG" sep:"," group:"drift"`
	Who       schedule.ID     `help:"Only what concerns this person or organization (id or name)." placeholder:"WHO" group:"drift"`
	Format    string          `help:"text, markdown or json." enum:"text,markdown,json" default:"text" placeholder:"text" group:"drift"`
	Output    string          `short:"o" help:"File to write the report to, as a whole or not at all; without it, or with -, the standard output." placeholder:"FILE" type:"path" group:"drift"`
}

// isSet says whether any flag says how a comparison is told.
func (f *driftFlags) isSet() bool {
	return f.Keep != "wall" || f.Format != "text" || len(f.Zone)+len(f.Lang) > 0 || f.Who != "" || f.Output != ""
}

// compare tells what changes of time-zone rules have done to an agenda.
func (c *checkCmd) compare(a *app) error {
	file := c.Files[0]
	switch {
	case len(c.Files) > 1:
		return errors.New("--published is of one agenda; name one file")
	case file == stdin && c.Published == stdin:
		return errors.New("the standard input can be only one of the agenda and the published file")
	}
	text, agenda, found, err := c.read(a, file)
	if err != nil {
		return err
	}
	was, err := a.published(c.Published, agenda.Zone)
	if err != nil {
		return err
	}
	o, err := c.options(a, agenda)
	if err != nil {
		return err
	}
	a.missingLangs(agenda, c.Lang)
	shownZones := slices.DeleteFunc(slices.Clone(o.Zones), schedule.Zone.IsZero)
	d, err := ical.Drift(was.Publication, agenda, &ical.DriftOptions{Zones: shownZones})
	if err != nil {
		return err
	}
	unplaced := 0
	err = a.write(c.Output, func(w io.Writer) error {
		if err := c.print(w, d, o); err != nil || o.Keep == schedule.KeepWall || c.Who != "" || c.Format != "text" {
			return err
		}
		unplaced = a.printRewritten(w, file, text, d)
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.err, "%s: %s\n", near(was.name), driftVerdict(d))
	if found || unplaced > 0 || was.faults > 0 || isDrift(d, o) {
		return errFindings
	}
	return nil
}

// read reads the agenda, and tells its findings and whether there are any. What a
// change of rules can lead to is no reason not to compare; other faults are.
func (c *checkCmd) read(a *app, file string) (text []byte, agenda *schedule.Agenda, found bool, err error) {
	if text, err = a.read(file); err != nil {
		return nil, nil, false, err
	}
	agenda, problems := agendafile.Parse(bytes.NewReader(text), &agendafile.Options{Name: shown(file), Zones: a.db})
	if c.NoRemarks {
		problems = problems.Faults()
	}
	a.printProblems(a.err, a.paintErr, problems)
	for _, p := range problems.Faults() {
		if !errors.Is(p.Err, schedule.ErrSkipped) && !errors.Is(p.Err, schedule.ErrRepeated) && !errors.Is(p.Err, schedule.ErrOffset) {
			return nil, nil, false, fmt.Errorf("%s has faults; mend them first", shown(file))
		}
	}
	return text, agenda, len(problems) > 0, nil
}

// options gives those of the report.
func (c *checkCmd) options(a *app, agenda *schedule.Agenda) (o *render.DriftOptions, err error) {
	o = &render.DriftOptions{}
	o.Langs = c.Lang
	if c.Keep == "instant" {
		o.Keep = schedule.KeepInstant
	}
	if o.Zones, err = a.zoneList(c.Zone); err != nil || c.Who == "" {
		return o, err
	}
	found, err := schedule.Filter{People: []schedule.ID{c.Who}}.Find(agenda)
	if err != nil {
		return o, wrongFilter(err)
	}
	o.Who, err = onePerson(c.Who, found)
	return o, err
}

func (c *checkCmd) print(w io.Writer, d *schedule.Drift, o *render.DriftOptions) error {
	switch c.Format {
	case "markdown":
		return render.DriftMarkdown(w, d, o)
	case "json":
		return render.DriftJSON(w, d, o)
	}
	return render.DriftText(w, d, o)
}

// printRewritten tells what to write in an agenda so that its instants stay, one place
// a line, and gives the number of sessions for which there is nothing to write.
func (a *app) printRewritten(w io.Writer, file string, text []byte, d *schedule.Drift) int {
	_, list, err := d.KeepInstants()
	paths := make([]string, len(list))
	for i, r := range list {
		if paths[i] = r.Path + ".start"; r.Old == nil {
			paths[i] = r.Path + ".repeat.moved"
		}
	}
	problems, _ := errors.AsType[schedule.Problems](err)
	for _, p := range problems {
		paths = append(paths, p.Path)
	}
	places := agendafile.Locate(text, &agendafile.Options{Name: shown(file), Zones: a.db}, paths...)
	for i, r := range list {
		if i == 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s\n", places[i], r.String())
	}
	for i := range problems {
		problems[i].Pos = places[len(list)+i]
	}
	a.printProblems(a.err, a.paintErr, problems)
	return len(problems)
}

// isDrift says whether something has moved for the reader of a report, or nobody can
// tell whether a session has.
func isDrift(d *schedule.Drift, o *render.DriftOptions) bool {
	if o.Who != "" {
		d = d.Of(func(s *schedule.Session) bool { return s.Involves(o.Who) })
	}
	switch {
	case slices.ContainsFunc(d.Apart, func(a schedule.Apart) bool { return a.Why == schedule.NoRecord }):
		return true
	case o.Who == "":
		return !d.IsEmpty()
	case slices.ContainsFunc(d.Sessions, func(s schedule.SessionDrift) bool { return s.Moved() }):
		return true
	}
	zones := o.Zones
	for i := range d.Timeline.Agenda.Participants {
		if p := &d.Timeline.Agenda.Participants[i]; p.ID == o.Who && len(zones) == 0 {
			zones = []schedule.Zone{p.Zone}
		}
	}
	return slices.ContainsFunc(zones, func(z schedule.Zone) bool { return len(d.ClockMoved(z)) > 0 })
}

// driftVerdict sums up a comparison.
func driftVerdict(d *schedule.Drift) string {
	moved, clocks := 0, 0
	for i := range d.Sessions {
		if d.Sessions[i].Moved() {
			moved++
		}
	}
	for _, c := range d.Clocks {
		if len(d.ClockMoved(c.Zone)) > 0 {
			clocks++
		}
	}
	text := fmt.Sprintf("%d of %s moved", moved, counted(len(d.Sessions), "session", "sessions"))
	if clocks > 0 {
		text += ", " + counted(clocks, "clock shows", "clocks show") + " another time"
	}
	if n := len(d.Apart); n > 0 {
		text += fmt.Sprintf(", %d not compared", n)
	}
	return text
}
