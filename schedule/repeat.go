package schedule

import (
	"slices"
	"time"

	"github.com/teambition/rrule-go"
)

// Repeat makes a series of a session: a rule, and what differs from it. Every
// occurrence is the whole session with its parallel sessions, moved on the
// wall: a session from 09:00 to 11:00 lasts from 09:00 to 11:00 also after the
// clocks have changed. Wall starts with a clock of zero stand for the one
// occurrence of their date where none starts at its midnight.
type Repeat struct {
	// Rule is the value of an RRULE (RFC 5545 §3.3.10) on the session's wall;
	// empty: no rule, only Also. It needs FREQ of DAILY, WEEKLY, MONTHLY or
	// YEARLY and either COUNT or UNTIL, and gives at most 1,000 occurrences
	// within a hundred years. The session's own start has to be the first of
	// them. An UNTIL that is a date includes that date.
	Rule string
	// Except are the wall starts that are left out (EXDATE).
	Except []DateTime
	// Moved are occurrences that start at another wall time.
	Moved []Move
	// Also are further wall starts (RDATE).
	Also []DateTime
}

// Move is one occurrence of a series that was put elsewhere.
type Move struct{ From, To DateTime }

// The bounds of series. They keep a small file from becoming a large timeline.
const (
	maxOccurrences    = 1000    // of one series
	maxAllOccurrences = 100_000 // of an agenda
	maxRuleDays       = 36_525  // that one rule reaches, a hundred years
	maxAllRuleDays    = 10_000_000
)

// seriesBudget is what the series of an agenda have used so far, and its days
// by date, to which occurrences belong.
type seriesBudget struct {
	occurrences, days int
	byDate            map[Date][]int
}

// occurrence is one item of a series: the wall start that the rule gave, and
// the one at which it takes place.
type occurrence struct{ id, at DateTime }

// occurrences lists a series in the order in which it takes place; nil if
// there is a fault.
func (r *resolver) occurrences(it item, w walls) []occurrence {
	path := it.path() + ".repeat"
	faults := len(r.problems)
	starts := r.starts(it, w.start.Normal(), path)
	if len(r.problems) > faults {
		return nil
	}
	all := make([]occurrence, len(starts))
	for i, start := range starts {
		all[i] = occurrence{start, start}
	}
	r.except(it, all, path)
	r.move(it, all, path)
	all = slices.DeleteFunc(all, func(o occurrence) bool { return o.at.IsZero() })
	if len(r.problems) > faults {
		return nil
	}
	if len(all) == 0 {
		r.fault(path+".except", ErrRule, "leaves no occurrence; cancel the session instead")
	}
	slices.SortStableFunc(all, func(a, b occurrence) int { return a.at.Compare(b.at) })
	r.series.occurrences += len(all)
	return all
}

// starts gives the wall starts of the rule, or the session's own without one,
// together with Also: sorted, each once (RFC 5545 §3.8.5.2).
func (r *resolver) starts(it item, start DateTime, path string) []DateTime {
	starts := []DateTime{start}
	if it.Repeat.Rule != "" {
		var err error
		if starts, err = r.expand(it, start); err != nil {
			r.report(path+".rule", err)
			return nil
		}
	}
	for i, also := range it.Repeat.Also {
		if r.occursAt(it, also, indexed(path+".also", i)) {
			starts = append(starts, also.Normal())
		}
	}
	slices.SortFunc(starts, DateTime.Compare)
	starts = slices.Compact(starts)
	if len(starts) > maxOccurrences || r.series.occurrences+len(starts) > maxAllOccurrences {
		r.fault(path, ErrRule, "more than %d occurrences, or %d in the whole agenda; list fewer", maxOccurrences, maxAllOccurrences)
	}
	return starts
}

// occursAt reports whether a wall time can be the start of an occurrence.
func (r *resolver) occursAt(it item, w DateTime, path string) bool {
	switch {
	case w.IsZero():
		r.fault(path, ErrMissing, "no wall time; write YYYY-MM-DDTHH:MM")
	case !w.IsValid():
		r.fault(path, ErrInvalid, "%s is not a wall time; write YYYY-MM-DDTHH:MM", w)
	case it.IsAllDay() && w.Clock != 0:
		r.fault(path, ErrRule, "%s has a clock, but the session lasts whole days; write a date", w)
	default:
		return true
	}
	return false
}

// except marks the occurrences that are left out by a zero time.
func (r *resolver) except(it item, all []occurrence, path string) {
	for i, w := range it.Repeat.Except {
		if o := r.named(all, w, indexed(path+".except", i)); o != nil {
			o.at = DateTime{}
		}
	}
}

func (r *resolver) move(it item, all []occurrence, path string) {
	for i, m := range it.Repeat.Moved {
		at := indexed(path+".moved", i)
		o := r.named(all, m.From, at+".from")
		if r.occursAt(it, m.To, at+".to") && o != nil {
			o.at = m.To.Normal()
		}
	}
}

// named finds the occurrence that w stands for, among sorted ones.
func (r *resolver) named(all []occurrence, w DateTime, path string) *occurrence {
	i, found := slices.BinarySearchFunc(all, w, func(o occurrence, w DateTime) int { return o.id.Compare(w) })
	if !found && w.Clock == 0 && i < len(all) && all[i].id.Date == w.Date {
		found = i+1 == len(all) || all[i+1].id.Date != w.Date
	}
	switch {
	case !found:
		r.fault(path, ErrRule, "no occurrence starts at %s%s", w, nearOccurrences(all, i))
	case all[i].at.IsZero():
		r.fault(path, ErrRule, "the occurrence at %s is left out", w)
	default:
		return &all[i]
	}
	return nil
}

// nearOccurrences tells the occurrences on both sides of the index i.
func nearOccurrences(all []occurrence, i int) string {
	near := all[max(0, i-1):min(len(all), i+1)]
	if len(near) == 0 {
		return ""
	}
	text := "; the nearest is " + near[0].id.String()
	if len(near) > 1 {
		text = "; the nearest are " + near[0].id.String() + " and " + near[1].id.String()
	}
	return text
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

// expand lists the wall starts that a rule gives, the session's own first.
func (r *resolver) expand(it item, start DateTime) ([]DateTime, error) {
	rule, err := parseRule(it.Repeat.Rule, start, it.IsAllDay(), it.zone)
	if err != nil {
		return nil, err
	}
	if r.series.days > maxAllRuleDays {
		return nil, errorf(ErrRule, "the rules of this agenda reach over more than %d days together; list the occurrences", maxAllRuleDays)
	}
	starts, err := rule.expand(start)
	last := rule.until.Date
	if rule.count > 0 && err == nil {
		last = starts[len(starts)-1].Date
	}
	r.series.days += last.DaysSince(start.Date)
	return starts, err
}

// expand lists the wall starts from start on. It runs rrule-go on a wall clock that never changes, UTC, since it loses
// days in zones whose midnight is skipped. It is run in an equal year of the
// calendar's 400-year cycle near the year 9999, where it ends: it would scan
// that far for a rule without any further occurrence. A new RRule is made for
// each use, since its iterators write to it.
func (rl *rule) expand(start DateTime) ([]DateTime, error) {
	cycle := (9799 - start.Date.Year) / 400 * 400
	engine, err := rrule.NewRRule(rl.option(cycle))
	if err != nil {
		return nil, errorf(ErrRule, "%q: %v", rl.text, err)
	}
	var starts []DateTime
	next := engine.Iterator()
	for t, ok := next(); ok; t, ok = next() {
		w := wallOf(t.AddDate(-cycle, 0, 0).Unix())
		if w.Compare(start) < 0 {
			continue
		}
		starts = append(starts, w)
		if len(starts) == rl.count || len(starts) > maxOccurrences || starts[0] != start {
			break
		}
	}
	return starts, rl.judge(starts, start)
}

// judge tells what is wrong with the wall starts that a rule gave.
func (rl *rule) judge(starts []DateTime, start DateTime) error {
	switch {
	case len(starts) == 0:
		return errorf(ErrRule, "%q gives no occurrence at or after the session's start, %s", rl.text, start)
	case starts[0] != start:
		return errorf(ErrRule, "%q gives %s first, not the session's start, %s; begin the series where its rule does", rl.text, starts[0], start)
	case len(starts) > maxOccurrences:
		return errorf(ErrRule, "%q gives more than %d occurrences; use a nearer UNTIL", rl.text, maxOccurrences)
	case len(starts) < rl.count:
		return errorf(ErrRule, "%q gives only %d occurrences in a hundred years, the last at %s; use UNTIL", rl.text, len(starts), starts[len(starts)-1])
	}
	return nil
}

// option says the rule in rrule-go's words, some years later. COUNT is not
// among them: occurrences are counted from the session's start on.
func (rl *rule) option(years int) rrule.ROption {
	days := []rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}
	opt := rrule.ROption{
		Freq: map[string]rrule.Frequency{
			"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY,
		}[rl.freq],
		Dtstart: inCycle(rl.from, years), Until: inCycle(rl.until, years),
		Interval: rl.interval, Wkst: days[rl.weekStart],
		Bysetpos: rl.by["BYSETPOS"], Bymonth: rl.by["BYMONTH"], Bymonthday: rl.by["BYMONTHDAY"],
		Byyearday: rl.by["BYYEARDAY"], Byweekno: rl.by["BYWEEKNO"],
		Byhour: rl.by["BYHOUR"], Byminute: rl.by["BYMINUTE"], Bysecond: rl.by["BYSECOND"],
	}
	for _, d := range rl.byDay {
		opt.Byweekday = append(opt.Byweekday, days[d.day].Nth(d.n))
	}
	return opt
}

// inCycle makes a time in UTC of a wall time, some years later.
func inCycle(w DateTime, years int) time.Time {
	w = w.Normal()
	return time.Date(w.Date.Year+years, w.Date.Month, w.Date.Day, 0, 0, int(w.Clock), 0, time.UTC)
}
