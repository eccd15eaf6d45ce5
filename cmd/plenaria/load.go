package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// stdin is the name of the standard input on the command line.
const stdin = "-"

// maxInput is one byte more than any reader takes, so that these can tell what
// is too large.
const maxInput = 64<<20 + 1

// read reads a file, or the standard input.
func (a *app) read(name string) ([]byte, error) {
	if name == stdin {
		return io.ReadAll(io.LimitReader(a.in, maxInput))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, hinted(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder; name an agenda file in it", name)
	}
	b, err := io.ReadAll(io.LimitReader(f, maxInput))
	return b, hinted(err)
}

// hinted words an error of the system for people.
func hinted(err error) error {
	e, ok := errors.AsType[*fs.PathError](err)
	switch {
	case !ok:
		return err
	case errors.Is(err, fs.ErrNotExist) && e.Op == "open":
		return fmt.Errorf("there is no file %s; is the name right, and the folder?", e.Path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission for %s", e.Path)
	}
	return err
}

// shown is the name of an input in messages.
func shown(name string) string {
	if name == stdin {
		return "standard input"
	}
	return name
}

// parse reads an agenda and everything there is to say about it. The error is
// that of the system.
func (a *app) parse(name string) (*schedule.Agenda, schedule.Problems, error) {
	defer a.working("reading " + shown(name))()
	text, err := a.read(name)
	if err != nil {
		return nil, nil, err
	}
	if isCalendar(text) {
		return nil, nil, fmt.Errorf("%s is a calendar file, and no agenda; \"plenaria import\" makes one of it", shown(name))
	}
	agenda, problems := agendafile.Parse(bytes.NewReader(text), &agendafile.Options{Name: shown(name), Zones: a.db})
	return agenda, problems, nil
}

// agenda reads an agenda without faults; faults are the error.
func (a *app) agenda(name string) (*schedule.Agenda, error) {
	agenda, problems, err := a.parse(name)
	if err == nil {
		err = problems.Err()
	}
	return agenda, err
}

// timeline reads an agenda, finds its instants and what the filters choose.
func (a *app) timeline(name string, f filterFlags) (*selection, error) {
	agenda, err := a.agenda(name)
	if err != nil {
		return nil, err
	}
	tl, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		return nil, err
	}
	return f.apply(tl)
}

// isCalendar and isAgenda tell what a file is that was named in the other's place.
func isCalendar(text []byte) bool {
	const begin = "BEGIN:VCALENDAR"
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), "\r\n")
	return len(text) >= len(begin) && bytes.EqualFold(text[:len(begin)], []byte(begin))
}

func isAgenda(text []byte) bool {
	return !isCalendar(text) && bytes.Contains(append([]byte("\n"), text...), []byte("\nplenaria:"))
}

// printProblems writes one problem a line.
func (a *app) printProblems(w io.Writer, p paint, problems schedule.Problems) {
	for _, problem := range problems {
		pos := problem.Pos.String()
		problem.Pos = schedule.Position{}
		if pos != "" {
			pos = p.bold(pos) + ": "
		}
		text := problem.Error()
		if problem.Remark {
			text = p.warn(text)
		}
		fmt.Fprintf(w, "%s%s\n", pos, text)
	}
}
