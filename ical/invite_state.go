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
	leftProp  = "X-PLENARIA-LEFT" // an address, with the SEQUENCE of its CANCEL
)

// An inviter finds who has to be told what.
type inviter struct {
	o       InviteOptions
	tl      *schedule.Timeline
	from    *schedule.Participant
	was     *Publication // without guests; nil: none
	u       *updater
	events  []*PublishedEvent // of slots; nil: not in the file
	slots   map[string]int    // by UID
	changes map[string][]Difference
	people  []invited
	byMail  map[string]*invited
	told    map[eventGuest]*toldGuest
	order   []*toldGuest
	left    map[eventGuest]int
	voices  map[schedule.Lang]*exporter // by the reader's languages, joined
	made    map[renderedKey]*rendered
	drafts  map[draftKey]*draft
	line    lineWriter
}

// An invited is a reader with the slots that they are invited to.
type invited struct {
	who     *schedule.Participant
	address string // folded
	slots   []int
	voice   *exporter // nil: not yet known
}

type eventGuest struct{ uid, address string }

// A toldGuest is an ATTENDEE of the file.
type toldGuest struct {
	eventGuest
	event int // of was.Events
	mark  string
	p     property
}

type renderedKey struct {
	slot  int
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
		tl: tl, slots: map[string]int{}, changes: map[string][]Difference{}, byMail: map[string]*invited{},
		told: map[eventGuest]*toldGuest{}, left: map[eventGuest]int{}, voices: map[schedule.Lang]*exporter{}, made: map[renderedKey]*rendered{},
		drafts: map[draftKey]*draft{}, line: lineWriter{out: contentline.NewWriter(nil)},
	}
	if o != nil {
		v.o = *o
	}
	v.o.Series, v.o.Kept = SeparateEvents, nil
	v.o.Zones = readersZones(v.o.Zones, tl)
	if v.o.Stamp.IsZero() {
		return nil, fmt.Errorf("%w: InviteOptions.Stamp is not set; invitations need the time at which they are made", ErrUnwritable)
	}
	v.readGuests(p)
	var err error
	if v.u, err = newUpdater(v.was, tl, &v.o.UpdateOptions); err != nil {
		return nil, err
	}
	v.o.Stamp = v.u.o.Stamp
	for _, u := range v.u.list {
		v.changes[u.UID] = u.Changes
	}
	if err := v.setEvents(); err != nil {
		return nil, err
	}
	v.setPeople()
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
			if sub.name == "VEVENT" {
				sub = &component{name: sub.name, pos: sub.pos, props: sub.without([]string{"ATTENDEE", leftProp}), subs: sub.subs}
			}
			out.subs = append(out.subs, sub)
		}
		bare.calendars = append(bare.calendars, out)
	}
	v.was = newPublication(bare, (&ImportOptions{}).withDefaults())
	for i := range v.was.Events {
		e := &v.was.Events[i]
		for _, q := range p.find(e.key).ev.c.named([]string{"ATTENDEE", leftProp}) {
			key := eventGuest{e.UID, foldAddress(userAddress(&q))}
			if q.name == leftProp {
				v.left[key], _ = strconv.Atoi(q.param("SEQUENCE"))
				continue
			}
			t := &toldGuest{key, i, q.param(markParam), q}
			v.told[key], v.order = t, append(v.order, t)
		}
	}
}

// setEvents finds the event of each slot, and the organizer.
func (v *inviter) setEvents() error {
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
	v.events = make([]*PublishedEvent, len(v.tl.Slots))
	for i := range v.tl.Slots {
		if e.kept(i) {
			uid := string(appendLocal(nil, &v.tl.Slots[i])) + e.domain
			v.events[i], v.slots[uid] = v.u.is.find(eventKey{uid, ""}), i
		}
	}
	return nil
}
