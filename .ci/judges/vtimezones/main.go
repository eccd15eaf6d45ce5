// Command vtimezones writes what the judges of VTIMEZONE need, into a folder:
//
//	go run ./.ci/judges/vtimezones sweeps.tsv folder
//
// folder/tzif holds the TZif file of every zone name of the pinned database, the
// source of all true answers. For each line of sweeps.tsv, a name, a form and
// the dates from and to (exclusive), folder/NAME.ics holds one VTIMEZONE for
// every name, made by [ical.WriteTimezone]; folder/NAME.none lists the names for
// which there is none, as their times are written in UTC.
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: vtimezones sweeps.tsv folder")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(table, folder string) error {
	sweeps, err := readSweeps(table)
	if err != nil {
		return err
	}
	if err := writeTZif(filepath.Join(folder, "tzif")); err != nil {
		return err
	}
	for _, s := range sweeps {
		if err := s.write(folder); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// A sweep is a line of the table.
type sweep struct {
	name    string
	options ical.TimezoneOptions
}

func readSweeps(table string) ([]sweep, error) {
	f, err := os.Open(table)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.FieldsPerRecord = '\t', 4
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	sweeps := make([]sweep, len(rows))
	for i, row := range rows {
		if sweeps[i], err = parse(row); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", table, i+1, err)
		}
	}
	return sweeps, nil
}

func parse(row []string) (sweep, error) {
	forms := map[string]ical.Form{"client": ical.Client, "open": ical.Open, "full": ical.Full}
	form, ok := forms[row[1]]
	if !ok {
		return sweep{}, fmt.Errorf("%q is no form", row[1])
	}
	from, err := time.Parse(time.DateOnly, row[2])
	if err != nil {
		return sweep{}, err
	}
	to, err := time.Parse(time.DateOnly, row[3])
	return sweep{row[0], ical.TimezoneOptions{Form: form, From: from, To: to}}, err
}

func writeTZif(folder string) error {
	db := tzdb.Pinned()
	for _, name := range db.Names() {
		data, err := db.TZif(name)
		if err != nil {
			return err
		}
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// write writes the files of one sweep.
func (s *sweep) write(folder string) error {
	var calendar, none bytes.Buffer
	calendar.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//plenaria//judges//EN\r\n")
	for _, name := range tzdb.Pinned().Names() {
		zone, err := schedule.ZoneIn(tzdb.Pinned(), name)
		if err != nil {
			return err
		}
		err = ical.WriteTimezone(&calendar, zone, &s.options)
		if errors.Is(err, ical.ErrNoTimezone) {
			fmt.Fprintln(&none, name)
		} else if err != nil {
			return err
		}
	}
	calendar.WriteString("END:VCALENDAR\r\n")
	path := filepath.Join(folder, s.name)
	return errors.Join(
		os.WriteFile(path+".ics", calendar.Bytes(), 0o644),
		os.WriteFile(path+".none", none.Bytes(), 0o644))
}
