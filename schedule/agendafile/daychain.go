package agendafile

import (
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// dayChain follows the sessions of one day.
type dayChain struct {
	date schedule.Date
	zone schedule.Zone // of the day
	// last is the end of the last session with clocks; not known before the
	// first. lost is set where it has a fault.
	last moment
	lost bool
	// chain names the first chained sessions since the last pinned one; more
	// counts the others.
	chain []string
	more  int
}

// of gives the chain of the sessions parallel to one: each starts with it.
func (c *dayChain) of(parent *schedule.Session) *dayChain {
	if !parent.Through.IsZero() {
		return &dayChain{date: c.date, zone: c.zone, lost: true}
	}
	return &dayChain{date: c.date, zone: c.zone, last: c.start(parent)}
}

// lose forgets the end of the last session.
func (c *dayChain) lose() { c.lost, c.chain, c.more, c.last = true, nil, 0, moment{} }

func (c *dayChain) startZone(v *schedule.Session) schedule.Zone {
	if v.Zone.IsZero() {
		return c.zone
	}
	return v.Zone
}

func (c *dayChain) endZone(v *schedule.Session) schedule.Zone {
	if v.EndZone.IsZero() {
		return c.startZone(v)
	}
	return v.EndZone
}

// start gives the start of a session of the day.
func (c *dayChain) start(v *schedule.Session) moment {
	return moment{schedule.DateTime{Date: c.date, Clock: v.Start}, c.startZone(v), v.Offset}
}

// end gives the end of a session of the day.
func (c *dayChain) end(v *schedule.Session) moment {
	w := schedule.DateTime{Date: c.date, Clock: v.End}
	if !v.EndDate.IsZero() {
		w.Date = v.EndDate
	} else if v.End <= v.Start {
		w.Date = w.Date.AddDays(1)
	}
	return moment{w, c.endZone(v), v.EndOffset}
}

// follow goes on to the end of a session, which is chained or pinned.
func (c *dayChain) follow(f *fields, v *schedule.Session, chained bool) {
	c.last, c.lost = c.end(v), false
	switch {
	case !chained:
		c.chain, c.more = nil, 0
	case len(c.chain) == maxChain:
		c.more++
	case v.ID == "" && v.Title.IsZero():
		c.chain = append(c.chain, f.at["for"].node.Value)
	default:
		c.chain = append(c.chain, nameOf(v)+" "+f.at["for"].node.Value)
	}
}

// maxChain is how many sessions of a chain a message names.
const maxChain = 5

func (c *dayChain) names() string {
	text := strings.Join(c.chain, ", ")
	if c.more > 0 {
		text += fmt.Sprintf(" and %d more", c.more)
	}
	return text
}
