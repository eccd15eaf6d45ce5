package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/plenaria/plenaria/schedule/atomicfile"
)

// output is the standard output. Its first error stays, and is that of the command
// whatever becomes of it on the way: see app.run.
type output struct {
	io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.Writer.Write(p)
	if err != nil {
		o.err = fmt.Errorf("the output could not be written to the end: %w", cmp.Or(ofSystem(err), err))
	}
	return n, o.err
}

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
		return b.Flush()
	}
	defer a.carefully()()
	return unwritten(name, atomicfile.Write(name, func(w io.Writer) error { return write(stoppable{&a.interrupts, w}) }))
}

// unwritten words the error of writing a file as a whole for people.
func unwritten(name string, err error) error {
	reason := ofSystem(err)
	switch {
	case errors.Is(err, errStopped):
		return errStopped
	case reason == nil:
		return err
	case errors.Is(reason, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s for the output; make it first", filepath.Dir(name))
	}
	text := ""
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		text = "; what was there before is untouched"
	}
	return fmt.Errorf("%s could not be written: %w%s", near(name), reason, text)
}

// ofSystem gives what the system said of a file, without the name of a temporary one;
// nil if the error is another.
func ofSystem(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok { // of os.Rename
		return e.Err
	}
	return nil
}
