package ical

import (
	"fmt"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// checkOptions finds options that no file can have.
func (e *exporter) checkOptions() error {
	if !e.o.Stamp.IsZero() && !writableYear(e.o.Stamp) {
		return fmt.Errorf("%w: Options.Stamp is %s; years run from 1 to 9999", ErrUnwritable, e.o.Stamp)
	}
	if !writableSequence(e.o.Sequence) {
		return fmt.Errorf("%w: Options.Sequence is %d; a SEQUENCE is 0 to 2147483647", ErrUnwritable, e.o.Sequence)
	}
	for uid, r := range e.o.Revisions {
		if !writableSequence(r.Sequence) || !r.Modified.IsZero() && !writableYear(r.Modified) {
			return fmt.Errorf("%w: Options.Revisions[%q] is %d, %s; a SEQUENCE is 0 to 2147483647, years run from 1 to 9999",
				ErrUnwritable, uid, r.Sequence, r.Modified)
		}
	}
	return nil
}

// checkSlots finds slots that no VEVENT can hold. Agenda.Resolve makes hardly
// any such; a timeline made or changed by hand may have them.
func (e *exporter) checkSlots() error {
	var all schedule.Problems
	for i := range e.tl.Slots {
		if e.tl.Slots[i].Session == nil {
			return fmt.Errorf("%w: slot %d has no session; make timelines with Agenda.Resolve", ErrUnwritable, i)
		}
		if !e.kept(i) {
			continue
		}
		if err := checkSlot(&e.tl.Slots[i]); err != nil {
			all = append(all, e.problem(i, err))
		}
	}
	return all.Err()
}

func checkSlot(slot *schedule.Slot) error {
	if slot.AllDay() {
		if !slot.From.IsValid() || !slot.Through.AddDays(1).IsValid() || slot.Through.Compare(slot.From) < 0 {
			return fmt.Errorf("%w: dates from %s through %s; an all-day event ends on the day it begins or later, before 9999-12-31",
				ErrUnwritable, slot.From, slot.Through)
		}
		return nil
	}
	switch {
	case slot.Zone.IsZero() || slot.EndZone.IsZero():
		return fmt.Errorf("%w: no zone", ErrUnwritable)
	case !writableDay(slot.Start) || !writableDay(slot.End):
		return fmt.Errorf("%w: from %s to %s; years run from 1 to 9999", ErrUnwritable, slot.Start, slot.End)
	case !slot.End.After(slot.Start): // RFC 5545 §3.8.2.2
		return fmt.Errorf("%w: ends at %s and begins at %s; an event ends after it begins", ErrUnwritable, slot.End, slot.Start)
	}
	return nil
}

func writableYear(t time.Time) bool { return firstSecond <= t.Unix() && t.Unix() <= lastSecond }

// The years 1 to 9999 of UTC, as [time.Time.Unix] counts.
const (
	firstSecond = -62_135_596_800
	lastSecond  = 253_402_300_799
)

// writableDay says whether t can be written on the wall of every zone.
func writableDay(t time.Time) bool {
	return writableYear(t.Add(-24*time.Hour)) && writableYear(t.Add(24*time.Hour))
}

func writableSequence(n int) bool { return n >= 0 && int64(n) <= 1<<31-1 }
