package agendafile

import "github.com/plenaria/plenaria/schedule"

// seriesWriter writes the wall times of a repetition. One with the clock of its
// session is a date.
type seriesWriter struct {
	clock schedule.Clock
	dates bool // the session lasts whole days
}

// repeatValue writes a repetition.
func repeatValue(r *schedule.Repeat, s *schedule.Session) value {
	if r == nil {
		return value{}
	}
	w := seriesWriter{seriesClock(s), s.IsAllDay()}
	v := value{kind: mapping}
	v.put("rule", word(r.Rule))
	v.put("rules", words(r.Rules))
	v.put("except-rules", words(r.ExceptRules))
	except, moved, also, periods := value{kind: list}, value{kind: mapping}, value{kind: list}, value{kind: list}
	for _, at := range r.Except {
		except.items = append(except.items, bare(w.wall(at)))
	}
	for _, m := range r.Moved {
		moved.pairs = append(moved.pairs, pair{key: w.wall(m.From), value: w.move(&m), bare: true})
	}
	for _, at := range r.Also {
		also.items = append(also.items, bare(w.wall(at)))
	}
	for _, p := range r.Periods {
		periods.items = append(periods.items, w.period(p.Start, p.End))
	}
	v.put("except", except.orAbsent())
	v.put("moved", moved.orAbsent())
	v.put("also", also.orAbsent())
	v.put("periods", periods.orAbsent())
	return v
}

// wall writes what [series.wall] reads.
func (w seriesWriter) wall(at schedule.DateTime) string {
	if at.Clock == w.clock {
		return at.Date.String()
	}
	return stamp(at)
}

// period writes a start and an end. Only the end of a series of dates is a
// date.
func (w seriesWriter) period(start, end schedule.DateTime) value {
	from, to := start.String(), end.String()
	if start.Clock == w.clock {
		from = start.Date.String()
	}
	if w.dates && end.Clock == 0 {
		to = end.Date.String()
	}
	return word(from + "/" + to)
}

// move writes what becomes of an occurrence.
func (w seriesWriter) move(m *schedule.Move) value {
	to := bare(w.wall(m.To))
	switch {
	case m.Cancelled:
		to = word(cancelled)
	case !m.End.IsZero():
		to = w.period(m.To, m.End)
	}
	if !m.Onward {
		return to
	}
	v := value{kind: mapping}
	v.put("to", to)
	v.put("onward", bare("true"))
	return v
}
