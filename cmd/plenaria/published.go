package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// A published file is one that was written before, and what it says.
type published struct {
	*ical.Publication // nil: there is no file yet
	name              string
	text              []byte
	faults            int // what had to be left out of it, which has been told
}

// published reads a calendar file that was written before. What is wrong with it is
// told. Zone is the wall of times without one.
func (a *app) published(name string, zone schedule.Zone) (*published, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder; name a calendar file in it", near(name))
	}
	text, err := a.read(name)
	if err != nil {
		return nil, err
	}
	if isAgenda(text) {
		return nil, fmt.Errorf("%s is an agenda; name the calendar file (.ics) that was made of it", near(name))
	}
	p := &published{name: name, text: text}
	p.Publication, err = ical.Published(bytes.NewReader(text), &ical.ImportOptions{Name: near(name), Zone: zone, Database: a.db})
	if err != nil {
		return nil, err
	}
	faults := p.Problems.Faults()
	a.printProblems(a.err, a.paintErr, faults)
	p.faults = len(faults)
	return p, nil
}

// publishedIfThere is published, but a file that is not there is no error.
func (a *app) publishedIfThere(name string, zone schedule.Zone) (*published, error) {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return &published{name: name}, nil
	}
	return a.published(name, zone)
}

// stampFlag is when a file is written or a mail is sent.
type stampFlag struct {
	Stamp time.Time `help:"When this takes place, such as 2026-11-02T09:00:00Z; without it, now by the machine's clock." format:"2006-01-02T15:04:05Z07:00" placeholder:"RFC3339"`
}

// stamp gives the time in whole seconds, as files have it.
func (f stampFlag) stamp(a *app) time.Time {
	if f.Stamp.IsZero() {
		return a.now().UTC().Truncate(time.Second)
	}
	return f.Stamp
}

// older words an error for people if it is because a time is before that of the file.
func (p *published) older(stamp time.Time, err error) error {
	if p.Publication == nil || !errors.Is(err, ical.ErrUnwritable) {
		return err
	}
	for i := range p.Events {
		if at := p.Events[i].Stamp; at.After(stamp) {
			return fmt.Errorf("%s was written at %s, which is after %s; give a later --stamp, or set this machine's clock",
				near(p.name), at.Format(time.RFC3339), stamp.UTC().Format(time.RFC3339))
		}
	}
	return err
}

// near gives the name of a file as one would type it here.
func near(name string) string {
	folder, err := os.Getwd()
	if err != nil {
		return shown(name)
	}
	if short, err := filepath.Rel(folder, name); err == nil && filepath.IsLocal(short) {
		return short
	}
	return shown(name)
}

// findingsOf is the error of a command that has done its work in spite of faults.
func (p *published) findingsOf() error {
	if p.faults > 0 {
		return errFindings
	}
	return nil
}

// errPrivate says that a file is not to be given to others.
func errPrivate(name, instead string) error {
	return fmt.Errorf("%s is an organizer's own file, with the address of everybody who was invited; it is not for publication: %s", near(name), instead)
}
