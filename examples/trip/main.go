// Command trip prints a delegation's journey through three cities, each day on
// the wall of the city it is spent in, beside the clock of the office at home.
// The items are of whole days: these are dates, which no zone moves.
//
// Run it from the top of the repository:
//
//	go run ./examples/trip
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	if err := run(os.Stdout, "testdata/agendas/trip-2026.yaml", "."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints the journey in Korean and in English, then what the clock at home
// shows during the office hours of each city, and writes the calendar file into
// a folder.
func run(w io.Writer, file, folder string) error {
	agenda, err := agendafile.ReadFile(file, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		return err
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		return err
	}
	for _, lang := range agenda.Langs {
		if err := render.Text(w, timeline, &render.Options{Langs: []schedule.Lang{lang}}); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	if err := clocks(w, agenda, agenda.Also[0]); err != nil {
		return err
	}
	out := filepath.Join(folder, string(agenda.ID)+".ics")
	if err := ical.WriteFile(out, timeline, nil); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe calendar file is %s\n", out)
	return err
}

// clocks tells what the clock at home shows at 09:00 and at 18:00 of each day
// of the journey.
func clocks(w io.Writer, agenda *schedule.Agenda, home schedule.Zone) error {
	en := datefmt.For("en")
	for i := range agenda.Days {
		day := &agenda.Days[i]
		zone := agenda.ZoneOf(day)
		var walls [2]schedule.DateTime
		for n, clock := range []schedule.Clock{9 * schedule.Hour, 18 * schedule.Hour} {
			at, err := zone.Resolve(schedule.DateTime{Date: day.Date, Clock: clock}, schedule.Reject)
			if err != nil {
				return err
			}
			walls[n] = home.Wall(at)
		}
		fmt.Fprintf(w, "%s, %s: 09:00 – 18:00 is %s in %s\n",
			en.Date(day.Date, datefmt.Short), day.Label.In("en").Text,
			en.Clocks(walls[0].Clock, walls[1].Clock, walls[0].Date.DaysSince(day.Date), walls[1].Date.DaysSince(day.Date)),
			en.City(home.String()))
	}
	return nil
}
