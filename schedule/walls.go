package schedule

import "time"

// walls are the start and the end of a session on their walls; of an all-day
// item, the first and the last date.
type walls struct{ start, end DateTime }

// shift moves both by a time on the wall.
func (w walls) shift(seconds int64) walls {
	if seconds == 0 {
		return w
	}
	return walls{wallOf(w.start.seconds() + seconds), wallOf(w.end.seconds() + seconds)}
}

// walls finds the start and the end of a session as they are written.
func (r *resolver) walls(it item) (w walls, ok bool) {
	switch {
	case it.zone.IsZero():
		return w, false // told at the agenda's zone
	case it.IsAllDay():
		return r.dates(it)
	case it.inheritsClocks():
		r.fault(it.path()+".start", ErrMissing, "no start and no end; for midnight to midnight write 00:00-24:00, for whole dates set the last one")
		return w, false
	}
	ok = r.clock(it, ".start", it.Start)
	ok = r.clock(it, ".end", it.End) && ok
	if !it.EndDate.IsZero() && !it.EndDate.IsValid() {
		r.fault(it.path()+".endDate", ErrInvalid, "%s is not a day of the calendar", it.EndDate)
		ok = false
	}
	if !ok {
		return w, false
	}
	w.start = DateTime{it.date, it.Start}
	w.end = it.wallEnd(w.start)
	if !w.end.Normal().Date.IsValid() {
		r.fault(it.path()+".end", ErrInvalid, "%s is after the year 9999", w.end)
		return w, false
	}
	return w, true
}

func (r *resolver) clock(it item, field string, c Clock) bool {
	if !c.IsValid() {
		r.fault(it.path()+field, ErrInvalid, "%d s is not a clock; the range is 00:00 to 47:59:59", int32(c))
	}
	return c.IsValid()
}

// dates finds the first and the last date of an all-day item.
func (r *resolver) dates(it item) (w walls, ok bool) {
	switch {
	case !it.Through.IsValid():
		r.fault(it.path()+".through", ErrInvalid, "%s is not a day of the calendar", it.Through)
	case it.Through.Compare(it.date) < 0:
		r.fault(it.path()+".through", ErrBackwards, "lasts through %s, which is before its day, %s", it.Through, it.date)
	default:
		return walls{DateTime{Date: it.date}, DateTime{Date: it.Through}}, true
	}
	return w, false
}

// wallEnd finds the date of a session's end: the one that is given, or the one
// on which its wall shows the clock first after the start.
func (it *item) wallEnd(start DateTime) DateTime {
	switch {
	case !it.EndDate.IsZero():
		return DateTime{it.EndDate, it.End}
	case it.End >= Midnight24:
		return DateTime{it.date, it.End}
	case it.endZone.Equal(it.zone):
		end := DateTime{it.date, it.End}
		for end.Compare(start) <= 0 {
			end.Date = end.Date.AddDays(1)
		}
		return end
	}
	return it.landing(start)
}

// landing finds the end of a session that ends on another wall. A date is
// wanted here, not an instant, so that gaps and overlaps do not matter.
func (it *item) landing(start DateTime) DateTime {
	t := it.zone.Lookup(start).Later
	end := DateTime{it.endZone.Wall(t).Date, it.End}
	if !it.endZone.Lookup(end).Later.After(t) {
		end.Date = end.Date.AddDays(1)
	}
	return end
}

// instants sets the start and the end of a timed slot.
func (r *resolver) instants(s *Slot, it item, w walls) bool {
	var ok1, ok2 bool
	s.Start, s.StartKind, ok1 = r.instant(it, ".start", it.zone, w.start, it.Offset)
	s.End, s.EndKind, ok2 = r.instant(it, ".end", it.endZone, w.end, it.EndOffset)
	if !ok1 || !ok2 {
		return false
	}
	if r.anyhow && s.StartKind == Gap && it.zone.Equal(it.endZone) && !s.End.After(s.Start) {
		s.End = s.Start.Add(time.Duration(w.end.seconds()-w.start.seconds()) * time.Second)
	}
	if !s.End.After(s.Start) {
		r.fault(it.path()+".end", ErrBackwards, "ends at %s, which is not after its start at %s; a clock of 24:00 and more, or an end date, says that it ends later",
			onWall(w.end, it.endZone), onWall(w.start, it.zone))
		return false
	}
	return true
}

// instant resolves one wall time by its offset, else by the policy. In a
// series an offset settles the occurrences in an overlap, and is not asked of
// the others.
func (r *resolver) instant(it item, field string, z Zone, w DateTime, o Offset) (t time.Time, kind WallKind, ok bool) {
	l := z.Lookup(w)
	if l.Kind == Unique && (o.IsZero() || it.series) {
		return l.Earlier, Unique, true
	}
	var err error
	if o.IsZero() {
		t, err = l.Pick(r.policy)
	} else if t, err = l.PickOffset(o); err != nil && r.anyhow {
		t, err = l.Pick(r.policy)
	}
	if err == nil {
		return t, l.Kind, true
	}
	if l.Kind == Gap {
		if date := skippedDate(z, w.Normal().Date); date != nil {
			err = date
			if it.skipped && w.Normal().Date == it.date && z.Equal(it.zone) {
				return t, Gap, false // told at the day
			}
		}
	}
	r.report(it.path()+field, err)
	return t, l.Kind, false
}

// skippedDate gives an error if the zone has no such date at all.
func skippedDate(z Zone, d Date) error {
	first := z.Lookup(DateTime{Date: d})
	if first.Kind != Gap {
		return nil
	}
	last := z.Lookup(DateTime{d, Midnight24 - 1})
	if last.Kind != Gap {
		return nil
	}
	before, after := z.Wall(first.Onset.Add(-time.Second)).Date, z.Wall(first.Onset).Date
	return &kindError{[]error{ErrSkippedDate, ErrSkipped}, d.String() + " does not exist in " + z.String() +
		", where " + after.String() + " followed " + before.String() + "; write one of these"}
}

func onWall(w DateTime, z Zone) string { return w.String() + " in " + z.String() }
