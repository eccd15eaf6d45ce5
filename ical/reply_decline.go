package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"net/mail"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// DeclineOptions say how a proposal is declined.
type DeclineOptions struct {
	// Stamp is when; it is required.
	Stamp time.Time
	// Organizer is who declines; zero: the ORGANIZER of the proposal.
	Organizer mail.Address
	// Comment is the reason; empty: none.
	Comment string
	// ProdID is as Options.ProdID.
	ProdID string
}

// DeclineCounter gives the calendar object with which the organizer declines what
// somebody has proposed: METHOD:DECLINECOUNTER, RFC 5546 §3.2.8, for the Calendar of
// a [Message] to r.Attendee. Who accepts a proposal changes the agenda instead, and
// sends the next [Invitations].
//
// The error wraps [ErrUnwritable] or [schedule.ErrMissing]: r is no COUNTER, nobody
// is known as the organizer, or there is no stamp.
func DeclineCounter(r *Reply, o *DeclineOptions) ([]byte, error) {
	var d DeclineOptions
	if o != nil {
		d = *o
	}
	if d.Organizer.Address == "" {
		d.Organizer = r.Organizer
	}
	switch {
	case r.Method != MethodCounter:
		return nil, fmt.Errorf("%w: a %s is not declined by DECLINECOUNTER; only a COUNTER is (RFC 5546 §3.2.8)", ErrUnwritable, cmp.Or(r.Method, "reply without a METHOD"))
	case d.Stamp.IsZero():
		return nil, fmt.Errorf("%w: DeclineOptions.Stamp is not set", schedule.ErrMissing)
	case d.Organizer.Address == "" || r.Attendee.Address == "" || r.UID == "":
		return nil, fmt.Errorf("%w: a proposal is declined by an organizer, for an attendee and a UID; one of them is not known", schedule.ErrMissing)
	}
	event := &component{name: "VEVENT", props: r.declined(&d)}
	calendar := &component{name: vcalendar, props: []property{
		{name: "VERSION", value: "2.0"}, {name: "PRODID", value: escapeText(cmp.Or(d.ProdID, defaultProdID))},
		{name: "CALSCALE", value: "GREGORIAN"}, {name: "METHOD", value: string(MethodDeclineCounter)},
	}, subs: []*component{event}}
	var b bytes.Buffer
	out := contentline.NewWriter(&b)
	writeComponent(out, calendar)
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("declining the proposal of %s: %w", r.Attendee.Address, err)
	}
	return b.Bytes(), nil
}

// declined gives the properties of the event. Times are in UTC, so that no VTIMEZONE
// is needed.
func (r *Reply) declined(d *DeclineOptions) []property {
	list := []property{
		{name: "UID", value: escapeText(r.UID)}, {name: "DTSTAMP", value: stampText(d.Stamp)}, {name: "SEQUENCE", value: strconv.Itoa(r.Sequence)},
	}
	switch t := r.Occurrence; {
	case t.Wall.IsZero():
	case t.IsDate():
		date := strings.ReplaceAll(t.Wall.Date.String(), "-", "")
		list = append(list, property{name: "RECURRENCE-ID", params: []param{{"VALUE", []string{"DATE"}}}, value: date})
	default:
		list = append(list, property{name: "RECURRENCE-ID", value: stampText(t.At)})
	}
	list = append(list, calendarUserOf("ORGANIZER", d.Organizer), calendarUserOf("ATTENDEE", r.Attendee))
	if d.Comment != "" {
		list = append(list, property{name: "COMMENT", value: escapeText(d.Comment)})
	}
	return list
}

// calendarUserOf gives a calendar user, RFC 5545 §3.3.3.
func calendarUserOf(name string, a mail.Address) property {
	p := property{name: name, value: mailto(a.Address)}
	if a.Name != "" {
		p.params = []param{{"CN", []string{typographic(a.Name)}}}
	}
	return p
}
