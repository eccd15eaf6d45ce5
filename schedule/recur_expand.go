package schedule

import (
	"math/bits"
	"sync"
	"time"
)

// expansion is a rule compiled for one start. Nothing in it changes, so that
// any number of cursors can run over it at once.
//
// The engine is our own; rrule-go is what the tests compare it with. Around
// rrule-go there would have to be a rewriting of the rule for each of its known
// defects, a guard against the rules on which it does not return, and no way to
// begin in the middle: it counts days one by one from the start, in
// a zone that may skip midnights. Sets of days as bits, made period by period on
// a wall clock that never changes, need none of that.
//
// Wall times are seconds since 1970-01-01T00:00 on the wall, days are days since
// 1970-01-01.
type expansion struct {
	freq     Freq
	interval int64
	start    int64
	// origin is period 0, the one with the start: a year, a month counted from
	// year 0, the first day of a week, a day, or the wall second at which an hour,
	// a minute or a second begins.
	origin int64
	// cycle is after how many periods that count the calendar repeats.
	cycle  int64
	days   dayRule
	anyDay bool
	clocks clocks // of a day, or of an hour, a minute or a second
	setPos []int  // where periods have more than one day
	limits clockLimits
	// run are the days of several weeks, from the first day of one that counts on,
	// where all weeks are alike.
	run      dayBits
	runWeeks int64
	// count is COUNT, 0 without. more of them are from begin on: where the start
	// counts by itself, it is not among these.
	count, more int
	begin       int64
	// last is the last wall time that can count, exact the one after which
	// each has to be compared with until, an instant, in zone.
	last, exact, until int64
	zone               Zone
	end                func() int64 // the last wall time with COUNT
}

// clockLimits are the hours, minutes and seconds that the periods of a rule may
// begin in, if they are shorter than a day.
type clockLimits struct{ hours, minutes, seconds uint64 }

const (
	hourSeconds   = 3600
	minuteSeconds = 60
	// maxInterval is more seconds than the calendar has, so that a longer
	// interval is as good as this one.
	maxInterval = 1 << 40
	// lastSecond is 9999-12-31T23:59:59, the last wall time there is.
	lastSecond = 253402300799
	lastDay    = lastSecond / daySeconds
	maxRun     = int64(64 * len(dayBits{}))
	maxYear    = 9999
)

// cycles are how many periods make the 400 years after which the calendar
// repeats, weekdays included.
var cycles = []int64{
	Yearly: 400, Monthly: 4800, Weekly: 20871, Daily: 146097,
	Hourly: 146097 * 24, Minutely: 146097 * 1440, Secondly: 146097 * daySeconds,
}

// newExpansion compiles a rule that has passed its checks. For dates the parts
// about clocks are ignored, as RFC 5545 §3.3.10 wants. The start counts as the
// first occurrence, also where the rule does not give it, unless the rule is one
// of exceptions.
func newExpansion(r *Rule, start int64, z Zone, dates, exceptions bool) *expansion {
	if dates {
		bare := *r
		bare.ByHour, bare.ByMinute, bare.BySecond = nil, nil, nil
		r = &bare
	}
	w := wallOf(start)
	x := &expansion{
		freq: r.Freq, interval: r.periods(), start: start, count: r.Count, more: r.Count, begin: start,
		days: newDayRule(r, w.Date), zone: z, last: lastSecond, exact: lastSecond,
	}
	if !exceptions {
		x.begin, x.more = start+1, r.Count-1
	}
	x.cycle = cycles[r.Freq] / gcd(cycles[r.Freq], x.interval)
	x.anyDay = x.days.anyDay()
	x.setOrigin(w)
	x.setClocks(r, w.Clock)
	x.setUntil(r.Until)
	x.setRun()
	if !x.possible() {
		x.clocks.n = 0
	}
	x.end = sync.OnceValue(x.findEnd)
	return x
}

// setOrigin finds period 0.
func (x *expansion) setOrigin(w DateTime) {
	switch x.freq {
	case Yearly:
		x.origin = int64(w.Date.Year)
		if len(x.days.weeks) > 0 {
			x.origin = x.days.weekYearOf(w.Date)
		}
	case Monthly:
		x.origin = int64(w.Date.Year)*12 + int64(w.Date.Month) - 1
	case Weekly:
		x.origin = w.Date.day() - int64(w.Date.Weekday()-x.days.weekStart+7)%7
	case Daily:
		x.origin = w.Date.day()
	default:
		x.origin = x.start - floorMod(x.start, x.unit())
	}
}

// weekYearOf gives the year whose weeks a date belongs to.
func (d *dayRule) weekYearOf(date Date) int64 {
	day, year := date.day(), date.Year
	if day < d.weekOne(year) {
		year--
	} else if day >= d.weekOne(year+1) {
		year++
	}
	return int64(year)
}

// unit gives the seconds of a period that is shorter than a day.
func (x *expansion) unit() int64 {
	switch x.freq {
	case Hourly:
		return hourSeconds
	case Minutely:
		return minuteSeconds
	}
	return 1
}

// step gives the seconds from one period shorter than a day to the next.
func (x *expansion) step() int64 { return x.interval * x.unit() }

// setClocks sorts the parts about clocks into those that give the clocks of a
// period and those that limit it. Where none gives them, the start does.
func (x *expansion) setClocks(r *Rule, c Clock) {
	part := func(from Freq, list []int, own int) []int {
		switch {
		case x.freq >= from:
			return []int{0}
		case len(list) > 0:
			return list
		}
		return []int{own}
	}
	x.clocks = newClocks(
		part(Hourly, r.ByHour, int(c/Hour)),
		part(Minutely, r.ByMinute, int(c/Minute%60)),
		part(Secondly, r.BySecond, int(c%60)))
	x.limits = clockLimits{x.limit(Hourly, r.ByHour), x.limit(Minutely, r.ByMinute), x.limit(Secondly, r.BySecond)}
	switch {
	case len(r.BySetPos) == 0:
	case x.freq >= Daily:
		x.clocks.pick(r.BySetPos)
	default:
		x.setPos = r.BySetPos
	}
}

// setRun gathers weeks, as many as a set of days holds.
func (x *expansion) setRun() {
	if x.freq != Weekly || x.setPos != nil || x.days.months != allMonths {
		return
	}
	for at := int64(0); at <= maxRun-7; at += min(7*x.interval, maxRun) {
		x.run.put(int(at), x.days.week())
		x.runWeeks++
	}
}

// limit makes a set of bits of what limits periods as short as from; all of
// them where nothing does.
func (x *expansion) limit(from Freq, list []int) (set uint64) {
	if x.freq < from || len(list) == 0 {
		return ^uint64(0)
	}
	for _, n := range list {
		set |= 1 << min(n, 59)
	}
	return set
}

// setUntil finds the last wall time. A clock that changes may show a later wall
// time before an instant than after it, so that near one the instants decide.
func (x *expansion) setUntil(u Until) {
	switch {
	case u.IsZero():
	case u.Form == UntilDate:
		x.last = u.At.Date.day()*daySeconds + daySeconds - 1
	case u.Form == UntilWall || x.zone.IsZero():
		x.last = u.At.seconds()
	default:
		x.until = u.At.seconds()
		least, most := x.zone.offsetsBefore(x.until)
		x.exact, x.last = x.until+least, x.until+most
	}
	x.last = min(x.last, lastSecond)
}

// offsetsBefore gives the least and the greatest offset of a zone at an instant
// and a day before it.
func (z Zone) offsetsBefore(unix int64) (least, most int64) {
	at := int64(z.Offset(time.Unix(unix, 0)))
	before := int64(z.Offset(time.Unix(unix-daySeconds, 0)))
	return min(at, before), max(at, before)
}

// inTime compares a wall time after exact with until.
func (x *expansion) inTime(wall int64) bool {
	t, _ := x.zone.Resolve(wallOf(wall), Compatible)
	return t.Unix() <= x.until
}

// possible reports whether any period shorter than a day can begin at a clock
// within the limits. The clocks that periods begin at differ by multiples of
// what step and day have in common.
func (x *expansion) possible() bool {
	if x.freq < Hourly || x.limits == noLimits {
		return true
	}
	common := gcd(x.step(), daySeconds)
	for at := floorMod(x.origin, common); at < daySeconds; at += common {
		if x.limits.allow(at) {
			return true
		}
	}
	return false
}

var noLimits = clockLimits{^uint64(0), ^uint64(0), ^uint64(0)}

// allow reports whether a second of the day is within the limits.
func (l clockLimits) allow(second int64) bool {
	// The parentheses count: Go ranks >> and & alike.
	return (l.hours>>(second/hourSeconds))&(l.minutes>>(second/minuteSeconds%60))&(l.seconds>>(second%60))&1 != 0
}

// after gives the first second of the day after one that is not allowed at
// which the limits could allow another; daySeconds if there is none.
func (l clockLimits) after(second int64) int64 {
	hour := second / hourSeconds
	if l.hours>>hour&1 == 0 {
		return min(hour+nextBit(l.hours, hour), 24) * hourSeconds
	}
	minute := second / minuteSeconds % 60
	if l.minutes>>minute&1 == 0 {
		return hour*hourSeconds + min(minute+nextBit(l.minutes, minute), 60)*minuteSeconds
	}
	return second/minuteSeconds*minuteSeconds + min(second%60+nextBit(l.seconds, second%60), 60)
}

// nextBit gives how far behind bit i the next one is; 64 if there is none.
func nextBit(set uint64, i int64) int64 {
	return 1 + int64(bits.TrailingZeros64(set>>(i+1)))
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
