package schedule

import (
	"context"
	"math"
	"slices"
)

// The bounds of the series of an agenda. They keep a small file from becoming a
// large timeline.
const (
	maxOccurrences    = 1000    // of one series
	maxAllOccurrences = 100_000 // of an agenda
	maxSeriesDays     = 36_525  // that one series reaches, a hundred years
)

// dateWindow limits the series of an agenda to dates on their own walls; zero:
// no limit.
type dateWindow struct{ from, through Date }

func (w dateWindow) isZero() bool { return w == dateWindow{} }

// ResolveWithin does what [Agenda.Resolve] does, but takes only the occurrences
// of series that start from one date to another, both included, each on the wall
// of its session. So a series may be endless, and may be longer than a timeline
// can be: what counts is how many occurrences are within. Windows side by side
// have together what one window has. Sessions that do not repeat are all there.
//
// For the dates of a viewer elsewhere take a window that begins a day earlier and
// ends a day later, and leave out with [Timeline.Where] what that viewer's wall does
// not show on them.
func (a *Agenda) ResolveWithin(p Policy, from, through Date) (*Timeline, error) {
	w := dateWindow{from, through}
	if !from.IsValid() || !through.IsValid() || through.Compare(from) < 0 {
		return nil, Problems{{Err: errorf(ErrInvalid, "%q to %q are no dates to resolve between", from, through)}}
	}
	r := resolveWithin(a, p, w)
	if err := r.problems.Err(); err != nil {
		return nil, err
	}
	return &Timeline{a, r.inOrder()}, nil
}

// seriesBudget is what the series of an agenda have used so far, and its days
// by date, to which occurrences belong.
type seriesBudget struct {
	occurrences int
	byDate      map[Date][]int
}

// occurrence is one item of a series: the wall start that the rule gave, the one
// at which it takes place, and its own end, if it has one.
type occurrence struct {
	id, at, end DateTime
	moved       bool
}

// walls gives the walls of an occurrence of a session that is at w, before they
// are moved by shift.
func (o *occurrence) walls(w walls, shift int64) walls {
	if !o.end.IsZero() {
		w.end = wallOf(o.end.seconds() - shift)
	}
	return w
}

// occurrences lists a series in the order in which it takes place; nil if there
// is a fault.
func (r *resolver) occurrences(it item, w walls) []occurrence {
	path := it.path() + ".repeat"
	faults := len(r.problems)
	b := builder{repeat: it.Repeat, dates: it.IsAllDay(), maxCount: maxOccurrences}
	s := b.build(w.start, it.zone)
	for _, p := range b.problems {
		r.report(path+"."+p.Path, p.Err)
	}
	if len(b.problems) > 0 {
		return nil
	}
	r.checkEnds(s, it, path)
	if len(r.problems) > faults {
		return nil
	}
	low, high := r.between()
	starts := r.starts(s, low, high, path)
	r.checkNames(s, it, starts, path)
	all := r.items(s, it, low, high, path)
	if len(r.problems) > faults {
		return nil
	}
	if len(all) == 0 && r.window.isZero() {
		r.fault(path+".except", ErrRule, "leaves no occurrence; cancel the session instead")
	}
	r.series.occurrences += len(all)
	return all
}

// between gives the wall seconds of the window.
func (r *resolver) between() (low, high int64) {
	if r.window.isZero() {
		return math.MinInt64, math.MaxInt64
	}
	return r.window.from.day() * daySeconds, (r.window.through.day() + 1) * daySeconds
}

// checkEnds checks what an agenda wants of rules: that the first gives the
// session's own start, and, without a window, that all of them end.
func (r *resolver) checkEnds(s *Series, it item, path string) {
	horizon := wallOf(s.start).Date.AddDays(maxSeriesDays)
	start := wallOf(s.start)
	for i, x := range s.rules {
		at := path + ".rule"
		if it.Repeat.Rule == "" {
			at = indexed(path+".rules", i)
		} else if i > 0 {
			at = indexed(path+".rules", i-1)
		}
		if first, _ := newCursor(x, s.start).next(); i == 0 && first != s.start {
			r.fault(at, ErrRule, "gives %s first, not the session's start, %s; begin the series where its rule does", wallOf(first), start)
		}
		switch {
		case !r.window.isZero():
		case x.count == 0 && x.last == lastSecond:
			r.fault(at, ErrRule, "the series has no end; give its rule COUNT or UNTIL, or take a window of dates with ResolveWithin")
		case x.count == 0 && x.last > horizon.day()*daySeconds+daySeconds:
			r.fault(at, ErrRule, "UNTIL is more than a hundred years after the session's start, %s; use a nearer one", start)
		case x.count > 0:
			r.checkCount(x, at, (horizon.day()+1)*daySeconds)
		}
	}
}

// checkCount checks that all of COUNT are before a wall second.
func (r *resolver) checkCount(x *expansion, path string, before int64) {
	last := x.start
	n := 1
	for c := counted(x, x.begin); n < x.count; n++ {
		wall, ok := c.next()
		if !ok || wall >= before {
			r.fault(path, ErrRule, "gives only %d occurrences in a hundred years, the last at %s; use UNTIL", n, wallOf(last))
			return
		}
		last = wall
	}
}

// starts lists the wall starts that the rules and lists give, whether left out
// or not.
func (r *resolver) starts(s *Series, low, high int64, path string) (all []DateTime) {
	bare := Series{start: s.start, zone: s.zone, rules: s.rules, also: s.also}
	ids := bare.ids(&guard{ctx: context.Background()}, low, high)
	for wall, ok := ids.next(); ok; wall, ok = ids.next() {
		switch all = append(all, wallOf(wall)); {
		case len(all) > maxOccurrences:
			r.fault(path, ErrRule, "gives more than %d occurrences; use a nearer end", maxOccurrences)
			return all
		case r.series.occurrences+len(all) > maxAllOccurrences:
			r.fault(path, ErrRule, "the agenda has more than %d occurrences in all; use nearer ends", maxAllOccurrences)
			return all
		}
	}
	return all
}

// checkNames tells what names no occurrence.
func (r *resolver) checkNames(s *Series, it item, starts []DateTime, path string) {
	for _, i := range s.strayExcept {
		r.stray(starts, it.Repeat.Except[i], indexed(path+".except", i))
	}
	for _, i := range s.strayMoved {
		from := it.Repeat.Moved[i].From
		at := indexed(path+".moved", i) + ".from"
		if s.Has(from) {
			r.fault(at, ErrRule, "the occurrence at %s is left out", from)
		} else {
			r.stray(starts, from, at)
		}
	}
	if it.IsAllDay() {
		r.checkDates(it.Repeat, path)
	}
}

// checkDates tells what has a clock in a series of dates.
func (r *resolver) checkDates(repeat *Repeat, path string) {
	check := func(path string, w DateTime) {
		if w.Clock != 0 {
			r.fault(path, ErrRule, "%s has a clock, but the session lasts whole days; write a date", w)
		}
	}
	for i, w := range repeat.Also {
		check(indexed(path+".also", i), w)
	}
	for i, m := range repeat.Moved {
		if !m.Cancelled {
			check(indexed(path+".moved", i)+".to", m.To)
			check(indexed(path+".moved", i)+".end", m.End)
		}
	}
	for i, p := range repeat.Periods {
		check(indexed(path+".periods", i)+".start", p.Start)
		check(indexed(path+".periods", i)+".end", p.End)
	}
}

// stray tells that nothing starts at w, and the starts on both sides of it.
func (r *resolver) stray(starts []DateTime, w DateTime, path string) {
	i, _ := slices.BinarySearchFunc(starts, w, DateTime.Compare)
	near := starts[max(0, i-1):min(len(starts), i+1)]
	text := ""
	switch len(near) {
	case 1:
		text = "; the nearest is " + near[0].String()
	case 2:
		text = "; the nearest are " + near[0].String() + " and " + near[1].String()
	}
	r.fault(path, ErrRule, "no occurrence starts at %s%s", w, text)
}

// dayOf gives the host's day of an occurrence that starts at w: the day of its
// date on the same wall if there is one, else the day in which it is listed. A
// session beyond 24:00 belongs to the day before.
func (r *resolver) dayOf(it item, w DateTime) int {
	date := w.Date
	if it.Start >= Midnight24 {
		date = date.AddDays(-1)
	}
	if date == it.date {
		return it.day
	}
	if r.series.byDate == nil {
		r.series.byDate = make(map[Date][]int)
		for i := range r.agenda.Days {
			d := r.agenda.Days[i].Date
			r.series.byDate[d] = append(r.series.byDate[d], i)
		}
	}
	zone := r.agenda.ZoneOf(&r.agenda.Days[it.day])
	for _, i := range r.series.byDate[date] {
		if r.agenda.ZoneOf(&r.agenda.Days[i]).Equal(zone) {
			return i
		}
	}
	return it.day
}
