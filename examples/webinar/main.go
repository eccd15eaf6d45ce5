// Command webinar prints a two-hour webinar between Chile and Korea on both
// clocks and in both languages, and writes it as a calendar file. Santiago
// changes its clocks twice a year, on dates of its own: in May 2021 it was
// thirteen hours behind Seoul.
//
// Run it from the top of the repository:
//
//	go run ./examples/webinar
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	if err := run(os.Stdout, "testdata/agendas/webinar-2021.yaml", "."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints the webinar in each of its languages and writes its calendar file
// into a folder, with Spanish texts where there are any.
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
	out := filepath.Join(folder, string(agenda.ID)+".ics")
	if err := ical.WriteFile(out, timeline, &ical.Options{Langs: []schedule.Lang{"es"}}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "The calendar file is %s\n", out)
	return err
}
