package main

import (
	"errors"

	"github.com/plenaria/plenaria/schedule"
)

// filterFlags choose some sessions of an agenda. Flags of one name add up: any
// of them is enough; flags of different names have to hold together.
type filterFlags struct {
	Track   []schedule.ID   `help:"Only sessions of this track (id or name)." placeholder:"TRACK" sep:"none" group:"filter"`
	Room    []schedule.ID   `help:"Only sessions in this room (id or name)." placeholder:"ROOM" sep:"none" group:"filter"`
	Country []string        `help:"Only sessions about or with people of this country (code such as KR)." placeholder:"CODE" sep:"none" group:"filter"`
	Person  []schedule.ID   `help:"Only sessions in which this person or organization has a role (id or name)." placeholder:"WHO" sep:"none" group:"filter"`
	Kind    []schedule.Kind `help:"Only sessions of this kind, such as keynote or break." placeholder:"KIND" sep:"none" group:"filter"`
}

// apply leaves the chosen sessions in a timeline.
func (f filterFlags) apply(tl *schedule.Timeline) (*schedule.Timeline, error) {
	wanted := schedule.Filter{Tracks: f.Track, Rooms: f.Room, Countries: f.Country, People: f.Person, Kinds: f.Kind}
	if wanted.IsZero() {
		return tl, nil
	}
	found, err := wanted.Find(tl.Agenda)
	if err != nil {
		return nil, wrongFilter(err)
	}
	some := tl.Where(found.Keep(tl.Agenda))
	if len(some.Slots) == 0 {
		return nil, errors.New("no session is left by these filters; leave one out")
	}
	return some, nil
}

// wrongFilter makes an error of the command line of problems of a filter: it is
// not the agenda that has them.
func wrongFilter(err error) error {
	problems, ok := errors.AsType[schedule.Problems](err)
	if !ok {
		return err
	}
	var all []error
	for _, p := range problems {
		all = append(all, p.Err)
	}
	return errors.Join(all...)
}
