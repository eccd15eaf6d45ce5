// Command redgealc prints the agenda of the 15th annual meeting of RED GEALC,
// which Panama hosted online in 2021: the host's clock and Seoul's side by
// side, then in Korean the table that was read in Seoul. It writes the meeting
// as a calendar file, too.
//
// Run it from the top of the repository:
//
//	go run ./examples/redgealc
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
	if err := run(os.Stdout, "testdata/agendas/redgealc-2021.yaml", "."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run reads an agenda file, prints its tables to w and writes its calendar
// file into a folder.
func run(w io.Writer, file, folder string) error {
	// The pinned database makes the output the same on every machine.
	agenda, err := agendafile.ReadFile(file, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		return err
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		return err
	}

	// For everyone: Panama and, as the agenda's "also" says, Seoul.
	if err := render.Text(w, timeline, &render.Options{Langs: []schedule.Lang{"en"}}); err != nil {
		return err
	}
	fmt.Fprintln(w)

	// For the ministry in Seoul: its own dates and clocks, in Korean.
	seoul, err := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	if err != nil {
		return err
	}
	korean := &render.Options{Langs: []schedule.Lang{"ko"}, Zones: []schedule.Zone{seoul}}
	if err := render.Text(w, timeline, korean); err != nil {
		return err
	}

	out := filepath.Join(folder, string(agenda.ID)+".ics")
	if err := ical.WriteFile(out, timeline, nil); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "\nThe calendar file is %s\n", out)
	return err
}
