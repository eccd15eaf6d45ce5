package ical

import (
	"context"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// exceptSkipped leaves out the occurrences on dates that the zone skipped, such
// as 2011-12-30 in Samoa. Their instants are those of the day after, which takes
// place too, so that a series has them once; readers would show them twice. Those
// of met take place.
func (r *recurring) exceptSkipped(until schedule.DateTime, met map[schedule.DateTime]bool) {
	z := r.master.Zone
	if r.master.AllDay() || !skipsDate(z, r.master.Start, r.last) {
		return
	}
	rule, limit := r.rule, time.Time{}
	if rule.Until.Form == schedule.UntilUTC {
		limit = unixOf(rule.Until.At)
		rule.Until.At, rule.Until.Form = z.Wall(limit).Add(day24), schedule.UntilWall
	}
	walls, err := (&schedule.Repeat{Rule: rule.String()}).From(r.start, schedule.Zone{})
	if err != nil {
		return
	}
	for o, err := range walls.All(context.Background()) {
		w := o.Start()
		if err != nil || r.isEndless() && w.Compare(until) > 0 {
			return
		}
		at, _ := z.Resolve(w, schedule.Compatible)
		if late := !limit.IsZero() && at.After(limit); !late && !met[w] && z.Lookup(w).Kind == schedule.Gap {
			r.except = append(r.except, w)
		}
	}
}

// starts gives the instants at which the occurrences of the timeline start.
func (r *recurring) starts(slots []schedule.Slot) map[int64]bool {
	if r.master.AllDay() {
		return nil
	}
	starts := make(map[int64]bool, len(r.members))
	for _, i := range r.members {
		starts[slots[i].Start.Unix()] = true
	}
	return starts
}

// gaveWay says whether an occurrence that the timeline does not have is at the
// instant of one that it has, as either of them is in a gap.
func (r *recurring) gaveWay(starts map[int64]bool, o *schedule.Occurrence) bool {
	if len(starts) == 0 {
		return false
	}
	early := o.At
	if o.Kind == schedule.Gap {
		early, _ = r.master.Zone.Resolve(o.Start(), schedule.Earlier)
	}
	return starts[o.At.Unix()] || starts[early.Unix()]
}

// skipsDate says whether a zone's clock goes on by a day or more between two
// instants.
func skipsDate(z schedule.Zone, from, to time.Time) bool {
	before := z.Offset(from)
	for s := range z.Spans(from, to) {
		if s.Offset-before >= int(day24/time.Second) {
			return true
		}
		before = s.Offset
	}
	return false
}
