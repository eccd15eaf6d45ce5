package main

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/site"
)

// siteFlags say how a site is made.
type siteFlags struct {
	Base     string          `help:"Address at which it will be found, such as https://example.org/agenda/; subscribing to calendars from the page needs it." placeholder:"URL"`
	Lang     []schedule.Lang `help:"Languages of the pages, the first that of index.html; without it, those of the agenda." placeholder:"LANG" sep:","`
	Zone     []string        `help:"Clocks that every page shows, such as Asia/Seoul; \"host\" is the host's own. Without it: the host's and those of the agenda's \"also\"." placeholder:"ZONE" sep:","`
	NoBreaks bool            `help:"Leave breaks out."`
	Stamp    time.Time       `help:"When the agenda was last settled, such as 2026-11-02T09:00:00Z." format:"2006-01-02T15:04:05Z07:00" placeholder:"RFC3339"`

	filterFlags
}

// build makes the site of an agenda file.
func (f *siteFlags) build(a *app, file string, o site.Options) (*site.Site, error) {
	tl, err := a.timeline(file, f.filterFlags)
	if err != nil {
		return nil, err
	}
	if o.Zones, err = a.zoneList(f.Zone); err != nil {
		return nil, err
	}
	o.Langs, o.Keep, o.OmitBreaks = f.Lang, tl.keep, f.NoBreaks
	o.Calendar = ical.Options{Stamp: f.Stamp, Part: tl.part}
	if o.Base == "" {
		o.Base = f.Base
	}
	defer a.working("making the site of " + shown(file))()
	return site.Build(tl.Timeline, &o)
}

type siteCmd struct {
	File   string `arg:"" help:"Agenda file; - reads the standard input."`
	Output string `short:"o" required:"" help:"Folder to write; it is made if need be." placeholder:"DIR"`

	siteFlags
}

func (siteCmd) Help() string {
	return `Writes a page in each language, calendar files of all sessions and of each track,
room, country and person, and the agenda as JSON. The folder works from a disk and
on any web server. Files whose contents stay are not touched; those of an earlier
build that are not needed any more are removed; others never are.

Examples:

    plenaria site agenda.yaml -o public
    plenaria site agenda.yaml -o public --base https://example.org/agenda/ --lang ko,en`
}

func (c *siteCmd) Run(a *app) error {
	s, err := c.build(a, c.File, site.Options{})
	if err != nil {
		return err
	}
	defer a.carefully()() // it is quick, and ends
	report, err := s.Write(c.Output)
	if err != nil {
		return unwritten(c.Output, err)
	}
	for _, name := range report.Kept {
		fmt.Fprintf(a.err, "%s %s is not needed any more, but was changed by somebody; it stays\n",
			a.paintErr.warn("remark:"), filepath.Join(c.Output, filepath.FromSlash(name)))
	}
	fmt.Fprintf(a.err, "%s: %s written, %d unchanged, %d removed\n", c.Output,
		counted(len(report.Written), "file", "files"), len(report.Unchanged), len(report.Removed))
	return nil
}
