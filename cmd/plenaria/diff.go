package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
)

type diffCmd struct {
	Old    string          `arg:"" help:"Agenda file as it was; - reads the standard input."`
	New    string          `arg:"" help:"Agenda file as it is now; - reads the standard input."`
	Zone   []string        `help:"Tell times on the clock of this place, such as Asia/Seoul; several stand below each other, and \"host\" is the host's own. Without it: the host's and that of the person, or those of the agenda's \"also\"." placeholder:"ZONE" sep:","`
	Lang   []schedule.Lang `help:"Language, such as ko; several, best first. Without it: the person's, or the agenda's first." placeholder:"LANG" sep:","`
	Who    schedule.ID     `help:"Only what concerns this person or organization (id or name)." placeholder:"WHO"`
	Format string          `help:"text, markdown, json or atom (a feed of one entry, which needs --stamp)." enum:"text,markdown,json,atom" default:"text" placeholder:"text"`
	Stamp  time.Time       `help:"When the new agenda was published, such as 2026-11-02T09:00:00Z." format:"2006-01-02T15:04:05Z07:00" placeholder:"RFC3339"`

	outputFlag
}

func (diffCmd) Help() string {
	return `Sessions are the same if their ids are. The exit status is 0 if nothing has changed,
1 if something has, 2 if an agenda cannot be read or has faults. With --who it is
0 if no session of that person has changed.

Examples:

    plenaria diff agenda-1.0.yaml agenda.yaml
    plenaria diff agenda-1.0.yaml agenda.yaml --zone Asia/Seoul --lang ko
    plenaria diff agenda-1.0.yaml agenda.yaml --who kim --format markdown -o kim.md
    git show HEAD~1:agenda.yaml | plenaria diff - agenda.yaml`
}

func (c *diffCmd) Run(a *app) error {
	if c.Old == stdin && c.New == stdin {
		return errors.New("the standard input can be only one of the two agendas")
	}
	if c.Format == "atom" && c.Stamp.IsZero() {
		return errors.New("a feed says when its agenda was published; give --stamp, such as --stamp 2026-11-02T09:00:00Z")
	}
	before, after, err := c.agendas(a)
	if err != nil {
		return err
	}
	o := &render.ChangesOptions{Langs: c.Lang}
	if o.Zones, err = a.zoneList(c.Zone); err != nil {
		return err
	}
	if o.Who, err = c.who(before, after); err != nil {
		return err
	}
	changes := schedule.Diff(before, after)
	a.missingLangs(after, c.Lang)
	if err := c.write(a, func(w io.Writer) error { return c.print(w, changes, o) }); err != nil {
		return err
	}
	if o.Who != "" {
		changes = changes.Only(func(s *schedule.Session) bool { return s.Involves(o.Who) })
	}
	if changes.IsEmpty() {
		return nil
	}
	return errFindings
}

// agendas reads both. Faults are told, and are no findings: these are changes.
func (c *diffCmd) agendas(a *app) (before, after *schedule.Agenda, err error) {
	faulty := 0
	read := func(name string) *schedule.Agenda {
		agenda, problems, failed := a.parse(name)
		if err = errors.Join(err, failed); len(problems.Faults()) > 0 {
			a.printProblems(a.err, a.paintErr, problems.Faults())
			faulty++
		}
		return agenda
	}
	before, after = read(c.Old), read(c.New)
	if faulty > 0 {
		err = errors.Join(err, fmt.Errorf("%s; mend them first", counted(faulty, "agenda has faults", "agendas have faults")))
	}
	return before, after, err
}

// who finds a person in the new agenda, or in the old one if they have left.
func (c *diffCmd) who(before, after *schedule.Agenda) (schedule.ID, error) {
	if c.Who == "" {
		return "", nil
	}
	wanted := schedule.Filter{People: []schedule.ID{c.Who}}
	found, err := wanted.Find(after)
	if err != nil {
		gone, missing := wanted.Find(before)
		if missing != nil {
			return "", wrongFilter(err)
		}
		found = gone
	}
	return onePerson(c.Who, found)
}

// onePerson gives the one of whom --who found.
func onePerson(who schedule.ID, found schedule.Filter) (schedule.ID, error) {
	if len(found.People) > 1 {
		return "", fmt.Errorf("--who %s: several are called so; give one of the ids %q", who, found.People)
	}
	return found.People[0], nil
}

func (c *diffCmd) print(w io.Writer, changes *schedule.Changes, o *render.ChangesOptions) error {
	switch c.Format {
	case "markdown":
		return render.ChangesMarkdown(w, changes, o)
	case "json":
		return render.ChangesJSON(w, changes, o)
	case "atom":
		return render.ChangesFeed(w, []render.Revision{{Changes: changes, Updated: c.Stamp}}, "", o)
	}
	return render.ChangesText(w, changes, o)
}
