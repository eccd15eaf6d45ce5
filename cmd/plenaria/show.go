package main

import (
	"bytes"
	"io"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
)

type showCmd struct {
	File     string          `arg:"" help:"Agenda file; - reads the standard input."`
	Zone     []string        `help:"Show the clock of this place, such as Asia/Seoul; several stand side by side, and \"host\" is the host's own. Without it: the host's and those of the agenda's \"also\"." placeholder:"ZONE" sep:","`
	Lang     []schedule.Lang `help:"Language, such as ko; several, best first. Without it: the agenda's first." placeholder:"LANG" sep:","`
	By       string          `help:"Gather by the host's days or by the dates of the first zone: host, date." enum:"host,date" default:"host" placeholder:"host"`
	Format   string          `help:"text, markdown, csv, json or html (one page that needs nothing else)." enum:"text,markdown,csv,json,html" default:"text" placeholder:"text"`
	NoBreaks bool            `help:"Leave breaks out."`
	Width    int             `help:"Where text breaks the lines of the programme, in characters." default:"60" placeholder:"60"`

	filterFlags
	outputFlag
}

func (showCmd) Help() string {
	return `Examples:

    plenaria show agenda.yaml
    plenaria show agenda.yaml --zone Asia/Seoul --lang ko
    plenaria show agenda.yaml --zone host --zone Asia/Seoul --by date
    plenaria show agenda.yaml --person kim --format csv -o kim.csv`
}

func (c *showCmd) Run(a *app) error {
	tl, err := a.timeline(c.File, c.filterFlags)
	if err != nil {
		return err
	}
	o := &render.Options{Langs: c.Lang, OmitBreaks: c.NoBreaks, Width: c.Width}
	if o.Zones, err = a.zoneList(c.Zone); err != nil {
		return err
	}
	if c.By == "date" {
		o.By = render.ByDate
	}
	a.missingLangs(tl.Agenda, c.Lang)
	defer a.working("printing " + shown(c.File))()
	return c.write(a, func(w io.Writer) error {
		if c.Format == "html" {
			return page(w, tl, o)
		}
		return c.renderer()(w, tl.some(), o)
	})
}

// page writes a page that carries its calendar file.
func page(w io.Writer, tl *selection, o *render.Options) error {
	var calendar bytes.Buffer
	err := ical.Write(&calendar, tl.Timeline, &ical.Options{Langs: o.Langs, OmitBreaks: o.OmitBreaks, Keep: tl.keep, Part: tl.part})
	if err != nil {
		return err
	}
	return render.HTML(w, tl.Timeline, &render.HTMLOptions{Options: *o, Keep: tl.keep, Calendar: calendar.Bytes()})
}

// renderer gives the function of the format.
func (c *showCmd) renderer() func(io.Writer, *schedule.Timeline, *render.Options) error {
	switch c.Format {
	case "markdown":
		return render.Markdown
	case "csv":
		return render.CSV
	case "json":
		return render.JSON
	}
	return render.Text
}
