package ical

import (
	"fmt"
	"strconv"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// What the organizer's file notes beside each ATTENDEE, and of those who are no
// longer one.
const (
	markParam = "X-PLENARIA-TOLD" // what the last message said, or markGone
	markGone  = "GONE"
	atParam   = "X-PLENARIA-AT"   // the SEQUENCE that it had, where that of the event is higher by now
	leftProp  = "X-PLENARIA-LEFT" // an address, with the SEQUENCE of its CANCEL
	onlyProp  = "X-PLENARIA-ONLY" // an occurrence has an event of its own for the sake of its guests only
)

// An inviter finds who has to be told what.
type inviter struct {
	o       InviteOptions
	tl      *schedule.Timeline
	from    *schedule.Participant
	was     *Publication // without guests; nil: none
	u       *updater
	units   map[eventKey]*unit
	ofSlot  []*unit                   // nil: not in the file
	dropped map[eventKey]*unit        // occurrences that are left out
	changes map[eventKey][]Difference // by UID and RECURRENCE-ID as it is written
	people  []*invited                // who are in the agenda, then delegates who are not
	byMail  map[string]*invited
	told    map[guestKey]*toldGuest
	order   []*toldGuest
	left    map[eventGuest]int
	coming  delegations
	sends   map[guestKey][]string // of those who send others: whom that is taken of; perhaps nobody
	// The organizer: the address, and the slots of which they are a guest by name.
	hostAddress string
	hostSlots   []int
	again       map[eventGuest]bool
	unsent      map[unsentKey]*past
	voices      map[schedule.Lang]*exporter // by the reader's languages, joined
	made        map[renderedKey]*rendered
	drafts      map[draftKey]*draft
	line        lineWriter
}

// An invited is a reader with the slots that they are invited to.
type invited struct {
	who     *schedule.Participant
	others  []schedule.ID // who have the same address
	address string        // folded
	slots   []int
	units   []*unit
	comes   map[*unit][]*invited // for whom they come instead, to some of these
	voice   *exporter            // nil: not yet known
}

type eventGuest struct{ uid, address string }

// A guestKey is an event, or an occurrence of a series, and an address.
type guestKey struct {
	key     eventKey
	address string
}

// A toldGuest is an ATTENDEE of the file.
type toldGuest struct {
	guestKey
	event     *PublishedEvent // without guests
	mark      string
	at        int // the SEQUENCE of what they were told
	p         property
	leftAt    int  // SEQUENCE of a CANCEL to them
	forwarded bool // it is not in the file: who sends them has told them
	taken     bool // there is one already
}

type renderedKey struct {
	unit  *unit
	voice *exporter
	zone  schedule.Zone
}

// A rendered event is what readers of one language in one zone are told.
type rendered struct {
	c    *component
	mark string
}

func newInviter(p *Publication, tl *schedule.Timeline, o *InviteOptions) (*inviter, error) {
	v := &inviter{
		tl: tl, changes: map[eventKey][]Difference{}, byMail: map[string]*invited{}, dropped: map[eventKey]*unit{},
		told: map[guestKey]*toldGuest{}, left: map[eventGuest]int{}, voices: map[schedule.Lang]*exporter{}, made: map[renderedKey]*rendered{}, unsent: map[unsentKey]*past{},
		drafts: map[draftKey]*draft{}, line: lineWriter{out: contentline.NewWriter(nil)},
	}
	if o != nil {
		v.o = *o
	}
	v.o.Kept, v.again = nil, askedAgain(v.o.Again)
	v.o.Zones = readersZones(v.o.Zones, tl)
	if v.o.Stamp.IsZero() {
		return nil, fmt.Errorf("%w: InviteOptions.Stamp is not set; invitations need the time at which they are made", ErrUnwritable)
	}
	v.readGuests(p)
	v.readUnsent()
	var err error
	if v.u, err = newUpdater(v.was, tl, &v.o.UpdateOptions); err != nil {
		return nil, err
	}
	v.o.Stamp = v.u.o.Stamp
	for _, u := range v.u.list {
		v.changes[eventKey{u.UID, u.Recurrence}] = u.Changes
	}
	if err := v.setHost(); err != nil {
		return nil, err
	}
	v.setUnits()
	v.setPeople()
	v.setHostSlots()
	v.setDelegates()
	for _, t := range v.order {
		v.setLeftAt(t)
	}
	return v, v.raise()
}

// readGuests takes the guests out of the organizer's file, and what they were told.
func (v *inviter) readGuests(p *Publication) {
	if p == nil {
		return
	}
	bare := &calendarFile{name: p.file.name}
	for _, c := range p.file.calendars {
		out := &component{name: c.name, pos: c.pos, props: c.without([]string{guestsProp})}
		for _, sub := range c.subs {
			if sub.name == "VEVENT" && sub.first(onlyProp) != nil {
				continue
			}
			out.subs = append(out.subs, withoutGuests(sub))
		}
		bare.calendars = append(bare.calendars, out)
	}
	v.was = newPublication(bare, (&ImportOptions{}).withDefaults())
	for i := range p.Events {
		e := v.was.find(p.Events[i].key)
		if e == nil { // for the sake of its guests
			own, ev := p.Events[i], *p.Events[i].ev
			ev.c = withoutGuests(ev.c)
			own.ev, e = &ev, &own
		}
		v.readGuestsOf(e, p.Events[i].ev.c)
	}
}

// withoutGuests gives an event without those who are invited.
func withoutGuests(c *component) *component {
	if c.name != "VEVENT" {
		return c
	}
	return &component{name: c.name, pos: c.pos, props: c.without([]string{"ATTENDEE", leftProp, onlyProp}), subs: c.subs}
}

func (v *inviter) readGuestsOf(e *PublishedEvent, c *component) {
	for _, q := range c.named([]string{"ATTENDEE", leftProp}) {
		address := foldAddress(userAddress(&q))
		if q.name == leftProp {
			v.left[eventGuest{e.UID, address}], _ = strconv.Atoi(q.param("SEQUENCE"))
			continue
		}
		t := &toldGuest{guestKey: guestKey{e.key, address}, event: e, mark: q.param(markParam), at: toldAt(&q, e), p: q}
		v.told[t.guestKey], v.order = t, append(v.order, t)
	}
}

// toldAt gives the SEQUENCE of what an ATTENDEE of the file was told last. That of the
// event is higher where it went up for the sake of others: of who was invited again, or
// of a single occurrence.
func toldAt(p *property, e *PublishedEvent) int {
	if n, err := strconv.Atoi(p.param(atParam)); err == nil && n >= 0 && n < e.Sequence {
		return n
	}
	return e.Sequence
}

// setHost makes the exporter of the file, and finds the organizer.
func (v *inviter) setHost() error {
	e, err := newExporter(v.tl, &v.o.Options)
	if err != nil {
		return err
	}
	v.voices[""] = e
	for i := range v.tl.Agenda.Participants {
		if p := &v.tl.Agenda.Participants[i]; p.ID == v.tl.Agenda.Organizer && p.Email != "" {
			v.from = p
		}
	}
	if v.from == nil {
		return fmt.Errorf("%w: the agenda has no organizer with an address; invitations come from one (RFC 5546 §3.2.2)", ErrUnwritable)
	}
	return nil
}
