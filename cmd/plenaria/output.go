package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/plenaria/plenaria/schedule/atomicfile"
)

// outputFlag is where the result goes.
type outputFlag struct {
	Output string `short:"o" help:"File to write, as a whole or not at all; without it, or with -, the standard output." placeholder:"FILE" type:"path"`
}

// write writes the result.
func (o outputFlag) write(a *app, write func(io.Writer) error) error { return a.write(o.Output, write) }

// write writes to a file, or to the standard output.
func (a *app) write(name string, write func(io.Writer) error) error {
	if name == "" || name == stdin {
		b := bufio.NewWriter(a.out)
		if err := write(b); err != nil {
			return err
		}
		if err := b.Flush(); err != nil {
			return fmt.Errorf("the output could not be written: %w", err)
		}
		return nil
	}
	return missingFolder(name, atomicfile.Write(name, write))
}

// missingFolder words the error of writing a file for people.
func missingFolder(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s for the output; make it first", filepath.Dir(name))
	}
	return err
}
