package schedule

import "time"

// On gives the slots that are on at the instant t: from their start on, until
// their end. An all-day item is on while its wall shows one of its dates. What
// is cancelled is never on.
func (tl *Timeline) On(t time.Time) (on []*Slot) {
	for i := range tl.Slots {
		if s := &tl.Slots[i]; s.isOn(t) && s.Session.Status != Cancelled {
			on = append(on, s)
		}
	}
	return on
}

func (s *Slot) isOn(t time.Time) bool {
	if s.AllDay() {
		today := s.Zone.Wall(t).Date
		return s.From.Compare(today) <= 0 && today.Compare(s.Through) <= 0
	}
	return !t.Before(s.Start) && t.Before(s.End)
}

// Next gives the slots that start at the first instant after t at which any
// does, without all-day items and what is cancelled.
func (tl *Timeline) Next(t time.Time) (next []*Slot) {
	for i := range tl.Slots {
		s := &tl.Slots[i]
		if s.AllDay() || !s.Start.After(t) || s.Session.Status == Cancelled {
			continue
		}
		if len(next) > 0 && s.Start.Before(next[0].Start) {
			next = nil
		}
		if len(next) == 0 || s.Start.Equal(next[0].Start) {
			next = append(next, s)
		}
	}
	return next
}
