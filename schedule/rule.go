package schedule

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Rule is a recurrence rule (RFC 5545 §3.3.10): which wall times a series has.
// It says nothing about where it begins; that is the start of the series, which
// fills in what the rule leaves open: the month, the day, the clock.
//
// A Rule is plain data, made by hand or by [ParseRule]. The zero Rule is not
// valid: it has no frequency. Lists are sets, so that their order and repeated
// values mean nothing; an empty list is a part that is not there.
type Rule struct {
	// Freq is the length of the periods that the rule counts; required.
	Freq Freq
	// Interval is how many periods lie from one that counts to the next; 0 is 1,
	// and the largest int stands for all that it cannot hold.
	Interval int
	// Count is how many occurrences there are, the start included even if the
	// rule does not give it; 0: no such end. It excludes Until.
	Count int
	// Until is the last moment that counts; zero: no such end.
	Until Until
	// WeekStart is the first day of the week, as ISO 8601 numbers them: 1 is
	// Monday, 7 is Sunday; 0 is Monday (WKST).
	WeekStart int

	// ByMonth has months, 1 to 12.
	ByMonth []int
	// ByWeekNo has weeks of the year, 1 to 53, or -53 to -1 from its end. Week 1
	// is the first with at least four days in the year. Only with Yearly.
	ByWeekNo []int
	// ByYearDay has days of the year, 1 to 366, or -366 to -1 from its end. Not
	// with Monthly, Weekly and Daily.
	ByYearDay []int
	// ByMonthDay has days of the month, 1 to 31, or -31 to -1 from its end. Not
	// with Weekly.
	ByMonthDay []int
	// ByDay has weekdays. Those with a number need Monthly, or Yearly without
	// ByWeekNo.
	ByDay []NthDay
	// ByHour, ByMinute and BySecond have the parts of clocks: 0 to 23, to 59 and
	// to 60. Second 60 is read as 59, since wall clocks here have no leap
	// second (RFC 5545 §3.3.12).
	ByHour, ByMinute, BySecond []int
	// BySetPos picks from what a period gives, 1 to 366 from its beginning or
	// -366 to -1 from its end. It needs another list.
	BySetPos []int

	// Extra are parts with names that begin with X-, as written. They mean
	// nothing here and are kept.
	Extra []string
}

// rulePart is one of the lists of numbers.
type rulePart struct {
	name      string
	low, high int
	negative  bool
	without   []Freq // that cannot have it
	list      func(*Rule) *[]int
}

// ruleParts are the lists of numbers in the order in which rules are written.
var ruleParts = []rulePart{
	{"BYMONTH", 1, 12, false, nil, func(r *Rule) *[]int { return &r.ByMonth }},
	{"BYWEEKNO", 1, 53, true, []Freq{Monthly, Weekly, Daily, Hourly, Minutely, Secondly}, func(r *Rule) *[]int { return &r.ByWeekNo }},
	{"BYYEARDAY", 1, 366, true, []Freq{Monthly, Weekly, Daily}, func(r *Rule) *[]int { return &r.ByYearDay }},
	{"BYMONTHDAY", 1, 31, true, []Freq{Weekly}, func(r *Rule) *[]int { return &r.ByMonthDay }},
	{"BYHOUR", 0, 23, false, nil, func(r *Rule) *[]int { return &r.ByHour }},
	{"BYMINUTE", 0, 59, false, nil, func(r *Rule) *[]int { return &r.ByMinute }},
	{"BYSECOND", 0, 60, false, nil, func(r *Rule) *[]int { return &r.BySecond }},
	{"BYSETPOS", 1, 366, true, nil, func(r *Rule) *[]int { return &r.BySetPos }},
}

// has reports whether a number belongs into the list.
func (p *rulePart) has(n int) bool {
	return p.low <= n && n <= p.high || p.negative && p.low <= -n && -n <= p.high
}

func (p *rulePart) numbers() string {
	s := strconv.Itoa(p.low) + " to " + strconv.Itoa(p.high)
	if p.negative {
		s += " or -" + strconv.Itoa(p.high) + " to -" + strconv.Itoa(p.low)
	}
	return s
}

// frequencies names those that can have the list.
func (p *rulePart) frequencies() string {
	var names []string
	for f := Yearly; f <= Secondly; f++ {
		if !slices.Contains(p.without, f) {
			names = append(names, f.String())
		}
	}
	return joinOr(names)
}

// String gives the rule as RFC 5545 writes it, FREQ first, without what is not
// set. [ParseRule] reads it back.
func (r Rule) String() string {
	parts := []string{"FREQ=" + r.Freq.String()}
	put := func(name, value string, set bool) {
		if set {
			parts = append(parts, name+"="+value)
		}
	}
	put("UNTIL", r.Until.String(), !r.Until.IsZero())
	put("COUNT", strconv.Itoa(r.Count), r.Count != 0)
	put("INTERVAL", strconv.Itoa(r.Interval), r.Interval > 1 || r.Interval < 0)
	for i := range ruleParts {
		p := &ruleParts[i]
		list := *p.list(&r)
		put(p.name, joined(list, strconv.Itoa), len(list) > 0)
		if p.name == "BYMONTHDAY" {
			put("BYDAY", joined(r.ByDay, NthDay.String), len(r.ByDay) > 0)
		}
	}
	put("WKST", NthDay{Day: time.Weekday(r.WeekStart % 7)}.String(), r.WeekStart != 0)
	return strings.Join(append(parts, r.Extra...), ";")
}

// joinOr joins names as "A, B or C".
func joinOr(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

func joined[T any](list []T, text func(T) string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = text(v)
	}
	return strings.Join(texts, ",")
}

// MarshalText writes what [Rule.String] gives.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what [ParseRule] reads.
func (r *Rule) UnmarshalText(b []byte) (err error) {
	*r, err = ParseRule(string(b))
	return err
}

// Check tells what is wrong with the rule by itself. The error is [Problems]
// without positions; each wraps [ErrRule].
func (r Rule) Check() error {
	var ps Problems
	for _, f := range append(r.ranges(), r.combinations()...) {
		ps = append(ps, Problem{Err: f.err})
	}
	return ps.Err()
}

// partFault is what is wrong with one part of a rule; the name may be that of
// a part that is not there.
type partFault struct {
	part string
	err  error
}

func faulty(part, format string, args ...any) partFault {
	return partFault{part, errorf(ErrRule, format, args...)}
}

// ranges checks every value by itself.
func (r *Rule) ranges() (faults []partFault) {
	if r.Freq < 0 || r.Freq > Secondly {
		faults = append(faults, faulty("FREQ", "FREQ=%s is not a frequency; use one of %s", r.Freq, frequencyList()))
	}
	if r.Interval < 0 {
		faults = append(faults, faulty("INTERVAL", "INTERVAL=%d is not a number from 1 on", r.Interval))
	}
	if r.Count < 0 {
		faults = append(faults, faulty("COUNT", "COUNT=%d is not a number from 1 on", r.Count))
	}
	if r.WeekStart < 0 || r.WeekStart > 7 {
		faults = append(faults, faulty("WKST", "WeekStart %d is not a day of the week from 1, Monday, to 7, Sunday", r.WeekStart))
	}
	if u := r.Until; !u.IsZero() && (!u.At.IsValid() || u.Form < UntilDate || u.Form > UntilUTC) {
		faults = append(faults, faulty("UNTIL", "UNTIL has %s in the form %d; it needs a wall time and a form", u.At, u.Form))
	}
	for i := range ruleParts {
		p := &ruleParts[i]
		for _, n := range *p.list(r) {
			if !p.has(n) {
				faults = append(faults, faulty(p.name, "%s=%d is not a number from %s", p.name, n, p.numbers()))
			}
		}
	}
	for _, d := range r.ByDay {
		if d.Day < 0 || d.Day > 6 || d.N < -53 || d.N > 53 {
			faults = append(faults, faulty("BYDAY", "BYDAY=%s is not a weekday with a number from 1 to 53 or -53 to -1 or none", d))
		}
	}
	return faults
}

// combinations checks what may stand together (RFC 5545 §3.3.10).
func (r *Rule) combinations() (faults []partFault) {
	if r.Freq == 0 {
		faults = append(faults, faulty("FREQ", "there is no FREQ; write one of %s", frequencyList()))
	}
	if r.Count != 0 && !r.Until.IsZero() {
		faults = append(faults, faulty("COUNT", "COUNT and UNTIL exclude each other; use one of them"))
	}
	lists := len(r.ByDay)
	for i := range ruleParts {
		p := &ruleParts[i]
		n := len(*p.list(r))
		if p.name != "BYSETPOS" {
			lists += n
		}
		if n > 0 && slices.Contains(p.without, r.Freq) {
			faults = append(faults, faulty(p.name, "%s does not go with FREQ=%s; use it with %s", p.name, r.Freq, p.frequencies()))
		}
	}
	if len(r.BySetPos) > 0 && lists == 0 {
		faults = append(faults, faulty("BYSETPOS", "BYSETPOS picks from another list, such as BYDAY"))
	}
	numbered := slices.ContainsFunc(r.ByDay, func(d NthDay) bool { return d.N != 0 })
	if numbered && (r.Freq > Monthly || len(r.ByWeekNo) > 0) {
		faults = append(faults, faulty("BYDAY", "a numbered weekday in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY without BYWEEKNO"))
	}
	return faults
}

func frequencyList() string { return strings.Join(freqNames[1:], ", ") }

// partList names the parts of RFC 5545 §3.3.10.
func partList() string {
	names := []string{"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYDAY"}
	for i := range ruleParts {
		names = append(names, ruleParts[i].name)
	}
	return strings.Join(names, ", ")
}

// periods gives the interval, which is 1 where none is set. The largest int stands
// for all that it cannot hold: with 32 bits, that is less than the calendar has
// seconds.
func (r *Rule) periods() int64 {
	if r.Interval == math.MaxInt {
		return maxInterval
	}
	return min(max(1, int64(r.Interval)), maxInterval)
}

// weekStart gives the first day of the week.
func (r *Rule) weekStart() time.Weekday {
	if r.WeekStart == 0 {
		return time.Monday
	}
	return time.Weekday(r.WeekStart % 7)
}
