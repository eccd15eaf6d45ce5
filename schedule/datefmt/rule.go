package datefmt

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// Rule writes a recurrence rule as a phrase: "every second Tuesday until June
// 30", "cada 2 semanas, los martes, hasta el 30 de junio", "6월 30일까지 2주마다
// 화요일". What the rule leaves open is that of the start of its series, which
// may be zero: then it stays open, "every 2 weeks". The year of an end is left
// out where it is the start's. Nothing of the rule is left out, except parts
// whose names begin with X-.
//
// There are phrases in English, Spanish and Korean; other languages get the
// English one. A rule that is not valid, see [schedule.Rule.Check], gives "".
func (l Locale) Rule(r schedule.Rule, start schedule.DateTime) string {
	if r.Check() != nil {
		return ""
	}
	p := newPhrase(l, r, start)
	switch code, _, _ := strings.Cut(string(l.Lang()), "-"); code {
	case "es":
		return p.spanish()
	case "ko":
		return p.korean()
	case "en":
		return p.english()
	}
	p.Locale = Locale{}
	return p.english()
}

// phrase is a rule that is to be put into words. Its lists are in order.
type phrase struct {
	Locale
	schedule.Rule
	start schedule.DateTime
	// plain are the weekdays without a number, from the first day of the week
	// on, nth those with one.
	plain []time.Weekday
	nth   []schedule.NthDay
	// clocks are the times of day, where they are few and known.
	clocks []schedule.Clock
}

// fewClocks is how many times of day are listed one by one.
const fewClocks = 10

func newPhrase(l Locale, r schedule.Rule, start schedule.DateTime) *phrase {
	p := &phrase{Locale: l, Rule: r, start: start}
	for _, list := range []*[]int{&p.ByMonth, &p.ByWeekNo, &p.ByYearDay, &p.ByMonthDay, &p.ByHour, &p.ByMinute, &p.BySecond, &p.BySetPos} {
		*list = inOrder(*list)
	}
	p.Interval = max(1, p.Interval)
	p.fill()
	p.splitDays()
	p.findClocks()
	p.simplify()
	return p
}

// inOrder sorts numbers, those from the end last, and drops repeated ones.
func inOrder(list []int) []int {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b int) int {
		if (a < 0) != (b < 0) {
			return b - a
		}
		return a - b
	})
	return slices.Compact(sorted)
}

// fill takes from the start what the rule leaves open (RFC 5545 §3.3.10).
func (p *phrase) fill() {
	d := p.start.Date
	if !d.IsValid() || len(p.ByDay)+len(p.ByMonthDay)+len(p.ByYearDay) > 0 {
		return
	}
	switch {
	case p.Freq == schedule.Weekly, len(p.ByWeekNo) > 0:
		p.ByDay = []schedule.NthDay{{Day: d.Weekday()}}
	case p.Freq == schedule.Yearly && len(p.ByMonth) == 0:
		p.ByMonth, p.ByMonthDay = []int{int(d.Month)}, []int{d.Day}
	case p.Freq == schedule.Yearly, p.Freq == schedule.Monthly:
		p.ByMonthDay = []int{d.Day}
	}
}

// splitDays orders the weekdays and parts them.
func (p *phrase) splitDays() {
	for i := range 7 {
		day := time.Weekday((p.weekStart() + i) % 7)
		if slices.Contains(p.ByDay, schedule.NthDay{Day: day}) {
			p.plain = append(p.plain, day)
		}
	}
	for _, d := range p.ByDay {
		if d.N != 0 && !slices.Contains(p.nth, d) {
			p.nth = append(p.nth, d)
		}
	}
}

// weekStart gives the first day of the week as [time.Weekday] counts.
func (p *phrase) weekStart() int {
	if p.WeekStart == 0 {
		return int(time.Monday)
	}
	return p.WeekStart % 7
}

// findClocks lists the times of day, where all of their parts are known.
func (p *phrase) findClocks() {
	if p.Freq > schedule.Daily || len(p.ByHour)+len(p.ByMinute)+len(p.BySecond) == 0 {
		return
	}
	own := p.start.Clock
	part := func(list []int, n int) []int {
		if len(list) == 0 && p.start.Date.IsValid() {
			return []int{n}
		}
		return list
	}
	hours := part(p.ByHour, int(own/schedule.Hour%24))
	minutes := part(p.ByMinute, int(own/schedule.Minute%60))
	seconds := part(p.BySecond, int(own%60))
	if n := len(hours) * len(minutes) * len(seconds); n == 0 || n > fewClocks {
		return
	}
	for _, h := range hours {
		for _, m := range minutes {
			for _, s := range seconds {
				p.clocks = append(p.clocks, schedule.Clock(h)*schedule.Hour+schedule.Clock(m)*schedule.Minute+schedule.Clock(min(s, 59)))
			}
		}
	}
	p.clocks = slices.Compact(p.clocks)
}

// simplify takes the frequency in which people would say the same. Positions
// count in a period and so keep their frequency.
func (p *phrase) simplify() {
	if p.Interval > 1 || len(p.BySetPos) > 0 || p.Freq > schedule.Daily {
		return
	}
	others := len(p.ByMonthDay) + len(p.ByYearDay) + len(p.ByWeekNo) + len(p.nth)
	switch {
	case len(p.plain) > 0 && others == 0:
		p.Freq = schedule.Weekly
	case p.Freq == schedule.Daily && len(p.ByMonthDay) > 0, p.Freq == schedule.Monthly, p.Freq == schedule.Yearly && others == len(p.ByMonthDay):
		if len(p.ByMonthDay)+len(p.nth) == 0 {
			return
		}
		p.Freq = schedule.Monthly
		if len(p.ByMonth) > 0 {
			p.Freq = schedule.Yearly
		}
	}
}

// limited reports whether the parts about days limit periods that are shorter.
func (p *phrase) limited() bool { return p.Freq >= schedule.Daily }

// hasDays reports whether anything says which days.
func (p *phrase) hasDays() bool {
	return len(p.plain)+len(p.nth)+len(p.ByMonthDay)+len(p.ByYearDay)+len(p.ByWeekNo) > 0
}

// onlyPlain reports whether weekdays without numbers are all there is to pick
// from.
func (p *phrase) onlyPlain() bool {
	return len(p.plain) > 0 && len(p.nth)+len(p.ByMonthDay)+len(p.ByYearDay)+len(p.ByWeekNo)+len(p.ByHour)+len(p.ByMinute)+len(p.BySecond) == 0 &&
		(p.Freq == schedule.Monthly || p.Freq == schedule.Weekly || p.Freq == schedule.Yearly && len(p.ByMonth) == 0)
}

// workdays reports whether the plain weekdays are Monday to Friday.
func (p *phrase) workdays() bool {
	return len(p.plain) == 5 && !slices.Contains(p.plain, time.Saturday) && !slices.Contains(p.plain, time.Sunday)
}

// weekMatters reports whether another first day of the week gives other
// occurrences, and it is not Monday.
func (p *phrase) weekMatters() bool {
	if p.weekStart() == int(time.Monday) {
		return false
	}
	weekly := p.Rule.Freq == schedule.Weekly && (p.Interval > 1 && len(p.plain) != 1 || len(p.BySetPos) > 0)
	return weekly || len(p.ByWeekNo) > 0
}

// run is consecutive numbers.
type run struct{ low, high int }

// runs puts three and more consecutive numbers together.
func runs(list []int) (all []run) {
	for i := 0; i < len(list); {
		n := 1
		for i+n < len(list) && list[i+n] == list[i]+n && list[i] > -1 {
			n++
		}
		if n < 3 {
			n = 1
		}
		all = append(all, run{list[i], list[i+n-1]})
		i += n
	}
	return all
}

// numbers writes numbers, and runs of them, with a mark between.
func numbers(list []int, to string) (words []string) {
	for _, r := range runs(list) {
		word := strconv.Itoa(r.low)
		if r.high != r.low {
			word += to + strconv.Itoa(r.high)
		}
		words = append(words, word)
	}
	return words
}

// clockWords writes the times of day.
func (p *phrase) clockWords() (words []string) {
	for _, c := range p.clocks {
		words = append(words, p.Clock(c, 0))
	}
	return words
}

// monthNames names the months.
func (p *phrase) monthNames() (names []string) {
	for _, m := range p.ByMonth {
		names = append(names, p.row().months[wide][m-1])
	}
	return names
}

// dayNames names weekdays.
func (p *phrase) dayNames(days []time.Weekday) (names []string) {
	for _, d := range days {
		names = append(names, p.row().days[wide][d])
	}
	return names
}

// enumerate joins words as "A, B and C".
func enumerate(words []string, last string) string {
	n := len(words) - 1
	if n <= 0 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n], ", ") + last + words[n]
}

// endDate writes the date of an UNTIL, without the year if it is the start's.
func (p *phrase) endDate(monthDay string) string {
	d := p.Until.At.Normal().Date
	if d.Year == p.start.Date.Year {
		return string(p.row().appendPattern(nil, monthDay, d))
	}
	return p.Date(d, Long)
}

// endClock writes the clock of an UNTIL that has one.
func (p *phrase) endClock() string {
	if p.Until.Form == schedule.UntilDate {
		return ""
	}
	text := p.Clock(p.Until.At.Normal().Clock, 0)
	if p.Until.Form == schedule.UntilUTC {
		text += " UTC"
	}
	return text
}

// oneDate gives the date of a rule that has one a year, in a leap year.
func (p *phrase) oneDate() (d schedule.Date, ok bool) {
	if p.Freq != schedule.Yearly || len(p.ByMonth) != 1 || len(p.ByMonthDay) != 1 || p.ByMonthDay[0] < 0 || len(p.ByYearDay) > 0 {
		return d, false
	}
	return schedule.Date{Year: 2000, Month: time.Month(p.ByMonth[0]), Day: p.ByMonthDay[0]}, true
}
