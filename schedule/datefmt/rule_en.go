package datefmt

import (
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

var englishPeriods = [...]string{"", "year", "month", "week", "day", "hour", "minute", "second"}

// english writes the phrase in the order of English: how often, on which days,
// at which clocks, which of them, until when.
func (p *phrase) english() string {
	var b strings.Builder
	b.WriteString(p.englishEvery())
	b.WriteString(p.englishDays())
	b.WriteString(p.englishClocks())
	if len(p.BySetPos) > 0 && !p.onlyPlain() {
		b.WriteString(", but only the " + enumerate(p.englishOrdinals(p.BySetPos), " and the ") + " of these in each " + englishPeriods[p.Freq])
	}
	if !p.Until.IsZero() {
		b.WriteString(" until " + p.endDate(p.englishMonthDay()))
		if clock := p.endClock(); clock != "" {
			b.WriteString(", " + clock)
		}
	}
	switch {
	case p.Count == 1:
		b.WriteString(", once")
	case p.Count > 1:
		b.WriteString(", " + strconv.Itoa(p.Count) + " times")
	}
	if p.weekMatters() {
		b.WriteString(" (weeks begin on " + p.row().days[wide][p.weekStart()] + ")")
	}
	return b.String()
}

// englishMonthDay gives the pattern of a date without a year.
func (p *phrase) englishMonthDay() string {
	if p.Lang() == "en" {
		return "MMMM d"
	}
	return "d MMMM"
}

// englishEvery says how often.
func (p *phrase) englishEvery() string {
	if p.Freq == schedule.Weekly && len(p.BySetPos) == 0 && len(p.plain) > 0 {
		switch {
		case p.Interval == 2 && len(p.plain) == 1:
			return "every second " + p.dayNames(p.plain)[0]
		case p.Interval == 1:
			return "every " + p.englishPlain(" and ")
		}
	}
	if p.Interval == 1 {
		return "every " + englishPeriods[p.Freq]
	}
	return "every " + strconv.Itoa(p.Interval) + " " + englishPeriods[p.Freq] + "s"
}

// englishPlain names the weekdays without numbers.
func (p *phrase) englishPlain(last string) string {
	switch {
	case len(p.plain) == 7:
		return "day"
	case p.workdays():
		return "weekday"
	}
	return enumerate(p.dayNames(p.plain), last)
}

// englishDays says on which days.
func (p *phrase) englishDays() string {
	said := p.Freq == schedule.Weekly && len(p.BySetPos) == 0 && (p.Interval == 1 || p.Interval == 2 && len(p.plain) == 1)
	months := enumerate(p.monthNames(), " and ")
	if _, ok := p.oneDate(); ok {
		months = "" // said with the day
	}
	if said || !p.hasDays() {
		if months == "" {
			return ""
		}
		return " in " + months
	}
	switch {
	case months == "":
	case len(p.ByMonthDay) > 0 && len(p.ByYearDay) == 0, len(p.nth) > 0:
		months = " of " + months
	default:
		months = " in " + months
	}
	text := " " + p.englishSelection(months)
	if p.limited() {
		text = ", only" + text
	}
	return text
}

// englishSelection names the days: the first part that there is, the months,
// and what limits it.
func (p *phrase) englishSelection(months string) string {
	if p.onlyPlain() && len(p.BySetPos) > 0 {
		text := "on the " + enumerate(p.englishOrdinals(p.BySetPos), " and the ") + " " + p.englishPlain(" or ")
		if p.Freq == schedule.Yearly {
			text += " of the year"
		}
		return text + months
	}
	var parts []string
	if len(p.ByYearDay) > 0 {
		parts = append(parts, enumerate(p.englishCounted(p.ByYearDay, "day"), " and ")+" of the year")
	}
	if len(p.ByMonthDay) > 0 {
		parts = append(parts, enumerate(p.englishMonthDays(), " and "))
	}
	if len(p.ByDay) > 0 {
		parts = append(parts, p.englishWeekdays(len(parts) > 0))
	}
	text := ""
	if len(parts) > 0 {
		text = "on " + parts[0]
	}
	if len(p.ByWeekNo) > 0 {
		text = strings.TrimPrefix(text+" in "+p.englishWeeks(), " ")
	}
	text += months
	if len(parts) > 1 {
		text += " if it is " + strings.Join(parts[1:], " and ")
	}
	return text
}

// englishWeekdays names weekdays, as what is picked or as what limits.
func (p *phrase) englishWeekdays(limit bool) string {
	var words []string
	for _, d := range p.nth {
		words = append(words, "the "+englishOrdinal(d.N)+" "+p.row().days[wide][d.Day])
	}
	last := " and "
	if limit {
		last = " or "
	}
	article := ""
	switch {
	case len(p.nth) > 0 && len(p.plain) > 0:
		article = "any "
	case limit:
		article = "a "
	}
	if len(p.plain) > 0 && (p.workdays() || len(p.plain) == 7) {
		if article == "" {
			article = "any "
		}
		words = append(words, article+p.englishPlain(last))
	} else {
		for _, name := range p.dayNames(p.plain) {
			words = append(words, article+name)
		}
	}
	text := enumerate(words, last)
	if len(p.nth) > 0 && p.Freq == schedule.Yearly && len(p.ByMonth) == 0 {
		text += " of the year"
	}
	return text
}

// englishMonthDays names days of the month.
func (p *phrase) englishMonthDays() []string {
	if d, ok := p.oneDate(); ok {
		return []string{string(p.row().appendPattern(nil, p.englishMonthDay(), d))}
	}
	var words []string
	for _, r := range runs(p.ByMonthDay) {
		word := "the " + numeral(r.low)
		switch {
		case r.low < 0:
			word = "the " + englishOrdinal(r.low) + " day"
		case r.high > r.low:
			word += " to " + numeral(r.high)
		}
		words = append(words, word)
	}
	return words
}

// englishCounted writes "day 1 to 7" and "the last day".
func (p *phrase) englishCounted(list []int, what string) (words []string) {
	for _, r := range runs(list) {
		word := what + " " + strconv.Itoa(r.low)
		switch {
		case r.low < 0:
			word = "the " + englishOrdinal(r.low) + " " + what
		case r.high > r.low:
			word = what + "s " + strconv.Itoa(r.low) + " to " + strconv.Itoa(r.high)
		}
		words = append(words, word)
	}
	return words
}

func (p *phrase) englishWeeks() string {
	text := enumerate(p.englishCounted(p.ByWeekNo, "week"), " and ")
	if p.ByWeekNo[len(p.ByWeekNo)-1] < 0 {
		text += " of the year"
	}
	return text
}

// englishClocks says at which times of day, or in which hours.
func (p *phrase) englishClocks() string {
	if len(p.clocks) > 0 {
		return " at " + enumerate(p.clockWords(), " and ")
	}
	text := ""
	part := func(before, what string, list []int) {
		if len(list) == 0 {
			return
		}
		if len(list) > 1 {
			what += "s"
		}
		text += before + what + " " + enumerate(numbers(list, " to "), " and ")
	}
	switch {
	case p.Freq < schedule.Hourly || len(p.ByHour) == 0:
	case p.hasDays():
		text = " and"
	default:
		text = ", only"
	}
	part(" in the ", "hour", p.ByHour)
	part(" at ", "minute", p.ByMinute)
	part(" at ", "second", p.BySecond)
	return text
}

func (p *phrase) englishOrdinals(list []int) (words []string) {
	for _, n := range list {
		words = append(words, englishOrdinal(n))
	}
	return words
}

// englishOrdinal writes "second", "20th", "last", "second-to-last".
func englishOrdinal(n int) string {
	switch {
	case n == -1:
		return "last"
	case n < 0:
		return englishOrdinal(-n) + "-to-last"
	case n <= 5:
		return [...]string{"", "first", "second", "third", "fourth", "fifth"}[n]
	}
	return numeral(n)
}

// numeral writes "1st", "22nd", "13th".
func numeral(n int) string {
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
