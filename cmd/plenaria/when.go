package main

import (
	"fmt"
	"io"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

type whenCmd struct {
	File string          `arg:"" help:"Agenda file; - reads the standard input."`
	At   time.Time       `help:"Instant to look at, such as 2026-11-18T10:00:00-05:00; without it, now by the machine's clock." format:"2006-01-02T15:04:05Z07:00" placeholder:"RFC3339"`
	Zone string          `help:"Show the clock of this place, such as Asia/Seoul; without it, the host's." placeholder:"ZONE"`
	Lang []schedule.Lang `help:"Language, such as ko; several, best first." placeholder:"LANG" sep:","`

	filterFlags
}

func (whenCmd) Help() string {
	return `Examples:

    plenaria when agenda.yaml
    plenaria when agenda.yaml --zone Asia/Seoul --lang ko
    plenaria when agenda.yaml --at 2026-11-18T10:00:00-05:00 --room plenary`
}

func (c *whenCmd) Run(a *app) error {
	tl, err := a.timeline(c.File, c.filterFlags)
	if err != nil {
		return err
	}
	zone := tl.Agenda.Zone
	if c.Zone != "" && c.Zone != host {
		if zone, err = a.zone(c.Zone); err != nil {
			return err
		}
	}
	at := c.At
	if at.IsZero() {
		at = a.now()
	}
	a.missingLangs(tl.Agenda, c.Lang)
	return a.write("", func(w io.Writer) error {
		newBoard(w, tl.some(), zone, at, c.Lang).print(a.paintOut)
		return nil
	})
}

// board is what hangs at the door: what is on and what is next.
type board struct {
	w     io.Writer
	tl    *schedule.Timeline
	zone  schedule.Zone
	at    time.Time
	langs []schedule.Lang
	loc   datefmt.Locale
}

func newBoard(w io.Writer, tl *schedule.Timeline, z schedule.Zone, at time.Time, langs []schedule.Lang) *board {
	if len(langs) == 0 {
		langs = tl.Agenda.Langs[:min(1, len(tl.Agenda.Langs))]
	}
	return &board{w, tl, z, at, langs, datefmt.For(langs...)}
}

func (b *board) print(p paint) {
	now := b.zone.Wall(b.at)
	fmt.Fprintln(b.w, p.bold(b.text(b.tl.Agenda.Title)))
	fmt.Fprintf(b.w, "%s, %s · %s\n", b.loc.Date(now.Date, datefmt.Full), b.loc.Clock(minutes(now.Clock), 0),
		b.loc.Zone(b.zone.String(), b.zone.Offset(b.at)))
	b.list(p, datefmt.WordNow, b.tl.On(b.at))
	b.list(p, datefmt.WordNext, b.tl.Next(b.at))
}

func (b *board) text(t schedule.Text) string { return t.In(b.langs...).Text }

// list writes slots below a heading, a dash if there are none.
func (b *board) list(p paint, heading datefmt.Word, slots []*schedule.Slot) {
	fmt.Fprintf(b.w, "\n%s\n", p.bold(b.loc.Word(heading)))
	if len(slots) == 0 {
		fmt.Fprintln(b.w, "—")
		return
	}
	rows := make([][]string, len(slots))
	for i, s := range slots {
		title := b.text(s.Session.Title)
		if title == "" {
			title = b.loc.Kind(s.Session.Kind)
		}
		if s.Parent >= 0 {
			title = "  " + title
		}
		rows[i] = []string{b.clocks(s), title, b.room(s.Room)}
	}
	columns(b.w, rows)
}

// clocks writes when a slot is, with its date if it is more than a day away.
func (b *board) clocks(s *schedule.Slot) string {
	if s.AllDay() {
		return b.loc.Word(datefmt.WordAllDay)
	}
	today := b.zone.Wall(b.at).Date
	start, end := b.zone.Wall(s.Start), b.zone.Wall(s.End)
	if away := start.Date.DaysSince(today); away < -1 || away > 1 {
		return b.loc.Span(start, end, datefmt.Short)
	}
	return b.loc.Clocks(start.Clock, end.Clock, start.Date.DaysSince(today), end.Date.DaysSince(today))
}

func (b *board) room(id schedule.ID) string {
	for i := range b.tl.Agenda.Rooms {
		if r := &b.tl.Agenda.Rooms[i]; r.ID == id {
			return b.text(r.Name)
		}
	}
	return ""
}
