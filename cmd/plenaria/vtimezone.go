package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// writeVTimezones writes the VTIMEZONEs of the zones named, or of all.
func (c *zonesCmd) writeVTimezones(a *app) error {
	if c.From > c.To {
		return fmt.Errorf("--from %d is after --to %d", c.From, c.To)
	}
	names := c.Query
	if len(names) == 0 {
		names = a.db.Names()
	}
	if c.Output == "" {
		if len(names) != 1 {
			return errors.New("several zones are several files; name their folder with -o")
		}
		return a.write("", func(w io.Writer) error { return c.vtimezone(a, w, names[0]) })
	}
	if err := os.MkdirAll(c.Output, 0o777); err != nil {
		return unwritten(c.Output, err)
	}
	defer a.working("writing zones")()
	written, without := 0, 0
	for _, name := range names {
		file := filepath.Join(c.Output, strings.ReplaceAll(name, "/", "__")+".ics")
		err := a.write(file, func(w io.Writer) error { return c.vtimezone(a, w, name) })
		switch {
		case errors.Is(err, ical.ErrNoTimezone):
			without++
		case err != nil:
			return err
		default:
			written++
		}
	}
	fmt.Fprintf(a.err, "%s in %s; %s of UTC, which needs none\n", counted(written, "zone", "zones"), c.Output, counted(without, "name", "names"))
	return nil
}

// vtimezone writes a calendar with nothing but the VTIMEZONE of a zone.
func (c *zonesCmd) vtimezone(a *app, w io.Writer, name string) error {
	z, err := schedule.ZoneIn(a.db, name)
	if err != nil {
		return err
	}
	var component strings.Builder
	err = ical.WriteTimezone(&component, z, &ical.TimezoneOptions{
		Form: formOf(c.Form),
		From: time.Date(c.From, time.January, 1, 0, 0, 0, 0, time.UTC),
		To:   time.Date(c.To+1, time.January, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	_, err = io.WriteString(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//plenaria//plenaria//EN\r\n"+component.String()+"END:VCALENDAR\r\n")
	return err
}
