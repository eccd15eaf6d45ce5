// Command training prints a course in Seoul that fourteen countries of Latin
// America and the Caribbean attend, with the clock of each of them, and writes
// it as a calendar file.
//
// Run it from the top of the repository:
//
//	go run ./examples/training
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	if err := run(os.Stdout, "testdata/agendas/training-2018.yaml", "."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints the course on the host's wall, then every country's clock, and
// writes the calendar file into a folder.
func run(w io.Writer, file, folder string) error {
	agenda, err := agendafile.ReadFile(file, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		return err
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		return err
	}
	if err := render.Text(w, timeline, &render.Options{Zones: []schedule.Zone{{}}}); err != nil {
		return err
	}
	fmt.Fprintln(w)
	if err := clocks(w, agenda); err != nil {
		return err
	}
	out := filepath.Join(folder, string(agenda.ID)+".ics")
	if err := ical.WriteFile(out, timeline, nil); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe calendar file is %s\n", out)
	return err
}

// clocks prints what the delegations' clocks show while Seoul's runs from
// 09:00 to 18:00 on the first day; ⁻¹ is the date before.
func clocks(w io.Writer, agenda *schedule.Agenda) error {
	en, date := datefmt.For("en"), agenda.Days[0].Date
	hours := []schedule.Clock{9 * schedule.Hour, 12 * schedule.Hour, 15 * schedule.Hour, 18 * schedule.Hour}
	row(w, "", en.City(agenda.Zone.String()), "", hours, make([]int, len(hours)))
	for i := range agenda.Participants {
		p := &agenda.Participants[i]
		if p.Kind != schedule.Delegation {
			continue
		}
		shown, shifts := make([]schedule.Clock, len(hours)), make([]int, len(hours))
		var difference int
		for n, hour := range hours {
			at, err := agenda.Zone.Resolve(schedule.DateTime{Date: date, Clock: hour}, schedule.Reject)
			if err != nil {
				return err
			}
			wall := p.Zone.Wall(at)
			shown[n], shifts[n] = wall.Clock, wall.Date.DaysSince(date)
			difference = p.Zone.Offset(at) - agenda.Zone.Offset(at)
		}
		row(w, p.Name.In("en").Text, en.City(p.Zone.String()), en.Difference(difference), shown, shifts)
	}
	return nil
}

// row prints one line of clocks.
func row(w io.Writer, country, city, difference string, shown []schedule.Clock, shifts []int) {
	var line strings.Builder
	fmt.Fprintf(&line, "%-12s %-14s %6s", country, city, difference)
	for n := range shown {
		fmt.Fprintf(&line, "  %-7s", datefmt.For("en").Clock(shown[n], shifts[n]))
	}
	fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
}
