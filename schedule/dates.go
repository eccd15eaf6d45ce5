package schedule

import "time"

// Dates gives the first and the last date of the programme as the wall of zone
// z shows them: of the hours of all days and of everything that takes place.
// What ends at midnight ends on the date before.
//
// The zero Zone stands for the host, whose days have their dates also where a
// session runs past midnight; only items of several dates and occurrences of
// series reach beyond them. The host's dates are also given where nothing has
// a time yet. Both dates are zero if there are no days.
func (tl *Timeline) Dates(z Zone) (first, last Date) {
	if tl == nil || tl.Agenda == nil {
		return first, last
	}
	var r dateRange
	if !z.IsZero() {
		r = tl.readerDates(z)
	}
	if r.first.IsZero() {
		r = tl.hostDates()
	}
	return r.first, r.last
}

// dateRange is the dates from first to last; both zero: none yet.
type dateRange struct{ first, last Date }

func (r *dateRange) include(d Date) {
	if r.first.IsZero() || d.Compare(r.first) < 0 {
		r.first = d
	}
	if r.last.IsZero() || d.Compare(r.last) > 0 {
		r.last = d
	}
}

// span includes the dates that a wall shows from start to end.
func (r *dateRange) span(z Zone, start, end time.Time) {
	r.include(z.Wall(start).Date)
	if last := end.Add(-time.Second); last.After(start) {
		r.include(z.Wall(last).Date)
	}
}

func (tl *Timeline) hostDates() dateRange {
	var r dateRange
	for i := range tl.Agenda.Days {
		r.include(tl.Agenda.Days[i].Date)
	}
	for i := range tl.Slots {
		s := &tl.Slots[i]
		switch {
		case s.AllDay():
			r.include(s.From)
			r.include(s.Through)
		case !s.Session.EndDate.IsZero():
			r.span(s.EndZone, s.Start, s.End)
		case !s.Occurrence.IsZero():
			r.include(s.Zone.Wall(s.Start).Date)
		}
	}
	return r
}

func (tl *Timeline) readerDates(z Zone) dateRange {
	var r dateRange
	for i := range tl.Agenda.Days {
		d := &tl.Agenda.Days[i]
		if d.declaresHours() {
			opens, closes := d.hours(tl.Agenda.ZoneOf(d))
			r.span(z, opens, closes)
		}
	}
	for i := range tl.Slots {
		s := &tl.Slots[i]
		if s.AllDay() {
			r.include(s.From)
			r.include(s.Through)
		} else {
			r.span(z, s.Start, s.End)
		}
	}
	return r
}
