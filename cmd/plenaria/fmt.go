package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/plenaria/plenaria/schedule/agendafile"
)

type fmtCmd struct {
	Files []string `arg:"" name:"file" help:"Agenda files, which are rewritten; - reads the standard input and writes the standard output."`
	Check bool     `help:"Write nothing; tell which files are not in this form."`
}

func (fmtCmd) Help() string {
	return `The form is always the same, so that two versions of an agenda differ only where
their contents do. Comments stay with what they are about. A session that is chained by "for" is
written with its clocks. A session without an id
gets one made of its title; from then on it stays, also when the title changes.

Examples:

    plenaria fmt agenda.yaml
    plenaria fmt --check agendas/*.yaml`
}

func (c *fmtCmd) Run(a *app) error {
	unlike := 0
	for _, file := range c.Files {
		changed, err := c.file(a, file)
		if err != nil {
			return err
		}
		if changed {
			unlike++
		}
	}
	if c.Check && unlike > 0 {
		return errFindings
	}
	return nil
}

// file formats one file and reports whether it was in another form.
func (c *fmtCmd) file(a *app, name string) (changed bool, err error) {
	defer a.working("formatting " + shown(name))()
	text, err := a.read(name)
	if err != nil {
		return false, err
	}
	formatted, named, err := agendafile.Format(text, &agendafile.Options{Name: shown(name), Zones: a.db})
	if err != nil {
		return false, err
	}
	changed = !bytes.Equal(text, formatted)
	switch {
	case c.Check && changed:
		fmt.Fprintln(a.out, shown(name))
		return true, nil
	case c.Check, !changed && name != stdin:
		return changed, nil
	}
	for _, id := range named {
		fmt.Fprintf(a.err, "%s: new id %s\n", shown(name), id)
	}
	return changed, a.write(name, func(w io.Writer) error { _, err := w.Write(formatted); return err })
}
