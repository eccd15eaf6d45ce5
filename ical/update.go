package ical

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/atomicfile"
)

// UpdateOptions say how the next version of a published file is written.
type UpdateOptions struct {
	// Options are those of the file. Stamp is the time of this update: it is
	// required, and not before the Stamp of any event that changes. Sequence and
	// Revisions count for events that are new.
	Options
	// DropRemoved leaves out at once what is no longer in the agenda. Else it stays
	// with STATUS:CANCELLED until Stamp is behind its end, so that subscribers see
	// that it was cancelled and do not wonder where it is.
	DropRemoved bool
}

// Updated is an event that differs from what was published.
type Updated struct {
	// UID and Recurrence are those of [PublishedEvent], Sequence is its new one.
	UID, Recurrence string
	Sequence        int
	// Title is what it is called now, or was called last.
	Title string
	// Changes are what is different, sorted as the constants are; never empty.
	Changes []Difference
}

// Update writes the next version of a calendar file: the timeline, as [Write] does,
// with the revisions that follow from what was published:
//
//   - SEQUENCE is one higher where an event takes place at another time, in another
//     place, or where its status is another (RFC 5546 §2.1.4). Times are compared
//     as instants, each by the VTIMEZONE of its file: so it is also higher where
//     only the rules of a zone have changed.
//   - DTSTAMP and LAST-MODIFIED are the Stamp where an event differs in anything.
//     Else the event is as it was, and so is the LAST-MODIFIED of the calendar if
//     nothing at all is different.
//   - An event that is no longer there stays, cancelled, see
//     UpdateOptions.DropRemoved. An occurrence of a series does not: the series
//     tells that it is gone.
//
// So the same timeline gives the same bytes again, whatever the Stamp. UIDs never
// change: they are those of the exporter. A nil publication has no events; then
// Update writes what Write does. It gives the events that differ, in the order of
// the file. The same agenda with Options.Kept goes back into the file of another
// program.
//
// Errors are those of Write; of the output it wrote some, if any, see [UpdateFile].
func Update(w io.Writer, p *Publication, tl *schedule.Timeline, o *UpdateOptions) ([]Updated, error) {
	u, err := newUpdater(p, tl, o)
	if err != nil {
		return nil, err
	}
	u.modified()
	out := contentline.NewWriter(w)
	for _, c := range u.calendars {
		writeComponent(out, c)
	}
	if err := out.Flush(); err != nil {
		if errors.Is(err, ErrUnwritable) {
			err = errors.Join(export(contentline.NewWriter(io.Discard), tl, &u.o.Options), err) // names the sessions
		}
		return nil, err
	}
	return u.list, nil
}

// UpdateFile writes what [Update] writes to a file as [WriteFile] does. It may be
// the file that was published.
func UpdateFile(name string, p *Publication, tl *schedule.Timeline, o *UpdateOptions) (list []Updated, err error) {
	err = atomicfile.Write(name, func(w io.Writer) error {
		list, err = Update(w, p, tl, o)
		return err
	})
	return list, err
}

// An updater makes the next version of a file.
type updater struct {
	o         UpdateOptions
	was       *Publication // nil: none
	is        *Publication // of calendars
	calendars []*component
	list      []Updated
	lost      map[string]int // by UID, the highest SEQUENCE of occurrences that lost their own event
}

func newUpdater(p *Publication, tl *schedule.Timeline, o *UpdateOptions) (*updater, error) {
	u := &updater{was: p}
	if o != nil {
		u.o = *o
	}
	if p != nil && u.o.Stamp.IsZero() {
		return nil, fmt.Errorf("%w: UpdateOptions.Stamp is not set; an update needs the time at which it is made", ErrUnwritable)
	}
	u.o.Stamp = u.o.Stamp.Truncate(time.Second)
	if err := u.describe(tl); err != nil {
		return nil, err
	}
	u.setLost()
	for i := range u.is.Events {
		if err := u.revise(&u.is.Events[i]); err != nil {
			return nil, err
		}
	}
	if err := u.cancelRemoved(); err != nil {
		return nil, err
	}
	return u, nil
}

// describe makes the calendar of the timeline, and reads it as a publication.
func (u *updater) describe(tl *schedule.Timeline) error {
	made := &componentSink{}
	if u.o.Kept != nil {
		if err := export(made, tl, &u.o.Options); err != nil {
			return err
		}
	} else {
		e, err := newExporter(tl, &u.o.Options)
		if err != nil {
			return err
		}
		u.widen(e)
		if err := e.export(made); err != nil {
			return err
		}
	}
	u.calendars = made.done
	u.is = newPublication(&calendarFile{calendars: made.done}, (&ImportOptions{}).withDefaults())
	return nil
}

// widen lets the VTIMEZONEs of a file cover what stays in it cancelled.
func (u *updater) widen(e *exporter) {
	if u.was == nil {
		return
	}
	there := e.uids()
	for i := range u.was.Events {
		old := &u.was.Events[i]
		if there[old.UID] || !u.stays(old) || old.Start.TZID == "" {
			continue
		}
		for _, z := range e.zones {
			if z.zone.String() == old.Start.TZID {
				z.cover(old)
			}
		}
	}
}

// cover widens the time in which a zone is used to that of an event.
func (z *zoneUse) cover(e *PublishedEvent) {
	if e.Start.At.Before(z.from) {
		z.from = e.Start.At
	}
	for _, end := range [...]time.Time{e.End.At, e.Last} {
		if end.After(z.to) {
			z.to = end
		}
	}
	z.open = z.open || e.Repeats && e.Last.IsZero()
}

// uids gives the UIDs of all events.
func (e *exporter) uids() map[string]bool {
	all := make(map[string]bool, len(e.tl.Slots))
	for i := range e.tl.Slots {
		if e.kept(i) {
			all[string(appendLocal(nil, e.uidSlot(&e.tl.Slots[i])))+e.domain] = true
		}
	}
	return all
}

// revise sets the revision of an event.
func (u *updater) revise(is *PublishedEvent) error {
	was, changes := u.was.find(is.key), []Difference{DifferentNew}
	master := u.was.find(eventKey{is.UID, ""})
	switch {
	case u.was == nil:
		return nil
	case was != nil:
		changes = changesOf(was, is)
		if _, lost := u.lost[is.UID]; lost && was.key.recurrence == "" && !slices.Contains(changes, DifferentTime) {
			changes = slices.Insert(changes, 0, DifferentTime)
		}
	case master != nil: // an occurrence is no longer as its series
		was, changes = master, []Difference{DifferentTime}
	default:
		u.told(is, changes)
		return nil
	}
	if len(changes) == 0 {
		if old := was.ev.c.named(revisionProps); !sameProperties(old, is.ev.c.named(revisionProps)) {
			is.ev.c.replace(revisionProps, old, []string{"UID"})
		}
		is.Sequence, is.Stamp, is.Modified = was.Sequence, was.Stamp, was.Modified
		return nil
	}
	return u.restamp(is, was, changes)
}

// setLost finds the series of which an occurrence that was not as its rule says has
// become so, or is gone.
func (u *updater) setLost() {
	u.lost = map[string]int{}
	if u.was == nil {
		return
	}
	for i := range u.was.Events {
		e := &u.was.Events[i]
		if sequence, known := u.lost[e.UID]; e.key.recurrence != "" && u.is.find(e.key) == nil && (!known || e.Sequence > sequence) {
			u.lost[e.UID] = e.Sequence
		}
	}
}

// least gives the SEQUENCE above which that of the next revision of an event is. That
// of a series is above those of the events that its occurrences no longer have, and
// that of an occurrence is not below that of its series: so nobody who compares an
// occurrence with what they have of it takes the newer one for stale.
func (u *updater) least(is, was *PublishedEvent) int {
	if is.key.recurrence == "" {
		return max(was.Sequence, u.lost[is.UID])
	}
	if master := u.is.find(eventKey{is.UID, ""}); master != nil {
		return max(was.Sequence, master.Sequence-1)
	}
	return was.Sequence
}

// restamp gives an event that has changed since was its next revision.
func (u *updater) restamp(is, was *PublishedEvent, changes []Difference) error {
	if u.o.Stamp.Before(was.Stamp) {
		return fmt.Errorf("%w: event %q has changed, and was published with DTSTAMP %s; UpdateOptions.Stamp is %s, which is before it",
			ErrUnwritable, is.UID, was.Stamp.Format(time.RFC3339), u.o.Stamp.UTC().Format(time.RFC3339))
	}
	sequence := was.Sequence
	if isRescheduled(changes) {
		sequence = u.least(is, was) + 1
	}
	if !writableSequence(sequence) {
		return fmt.Errorf("%w: event %q has SEQUENCE %d; there is none after it", ErrUnwritable, is.UID, sequence-1)
	}
	u.setRevision(is, sequence)
	u.told(is, changes)
	return nil
}

// setRevision writes SEQUENCE and Stamp into an event.
func (u *updater) setRevision(is *PublishedEvent, sequence int) {
	stamp := stampText(u.o.Stamp)
	for i, p := range []property{{name: "DTSTAMP", value: stamp}, {name: "SEQUENCE", value: strconv.Itoa(sequence)}, {name: "LAST-MODIFIED", value: stamp}} {
		is.ev.c.replace([]string{p.name}, []property{p}, append([]string{"UID"}, revisionProps[:i]...))
	}
	is.Sequence, is.Stamp, is.Modified = sequence, u.o.Stamp, u.o.Stamp
}

func (u *updater) told(e *PublishedEvent, changes []Difference) {
	u.list = append(u.list, Updated{UID: e.UID, Recurrence: e.Recurrence, Sequence: e.Sequence, Title: e.Title, Changes: changes})
}
