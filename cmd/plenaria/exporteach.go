package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// eachFlags say that everybody gets a file of their own.
type eachFlags struct {
	Each   bool     `help:"Write a file for each person with a role, with their sessions, in their language and on their own clock, into the folder of -o: ID.ics." group:"each"`
	Guests []string `help:"And for these, as \"plenaria invite\" has them, such as KR or \"all to kind=keynote\"." placeholder:"WHO,..[ to NAME=VALUE,..]" sep:"none" group:"each"`
}

// each writes everybody's file.
func (c *exportCmd) each(a *app, tl *selection, o *ical.Options) error {
	switch {
	case c.Output == "" || c.Output == stdin:
		return errors.New("--each writes several files; name their folder with -o")
	case tl.keep != nil || c.Format != "ical":
		return errors.New("--each takes no filters and no other --format; it writes what concerns each person")
	}
	guests, err := guestList(tl.Agenda, c.Guests)
	if err != nil {
		return err
	}
	if err := os.Mkdir(c.Output, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return unwritten(c.Output, err)
	}
	n := 0
	for p, err := range ical.Packs(tl.Timeline, &ical.InviteOptions{UpdateOptions: ical.UpdateOptions{Options: *o}, Guests: guests}) {
		if err != nil {
			return err
		}
		n++
		name := filepath.Join(c.Output, packName(p.To.ID, n))
		if err := a.write(name, func(w io.Writer) error { _, err := p.WriteTo(w); return err }); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.err, "%s: %s written\n", near(c.Output), counted(n, "file", "files"))
	return nil
}

// packName names a file by an ID, by a number where that would be another folder.
func packName(id schedule.ID, n int) string {
	name := string(id) + ".ics"
	if !filepath.IsLocal(name) || strings.ContainsAny(name, `/\:*?"<>|`) || strings.HasPrefix(name, ".") {
		name = fmt.Sprintf("person %d.ics", n)
	}
	return name
}
