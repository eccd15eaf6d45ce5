package datefmt

import (
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

var (
	koreanEach  = [...]string{"", "매년", "매월", "매주", "매일", "매시간", "매분", "매초"}
	koreanUnits = [...]string{"", "년", "개월", "주", "일", "시간", "분", "초"}
)

// korean writes the phrase in the order of Korean: until when, how often, on
// which days, at which clocks, which of them, how many times.
func (p *phrase) korean() string {
	var words []string
	say := func(text string) {
		if text != "" {
			words = append(words, text)
		}
	}
	if !p.Until.IsZero() {
		until := p.endDate("M'월' d'일'")
		if clock := p.endClock(); clock != "" {
			until += " " + clock
		}
		say(until + "까지")
	}
	before := p.Freq == schedule.Weekly || !p.hasDays()
	if before && len(p.ByMonth) > 0 {
		say(strings.Join(p.monthNames(), ", ") + "에")
	}
	say(p.koreanEvery())
	if !before {
		say(p.koreanMonths())
	}
	say(p.koreanDays())
	say(p.koreanClocks())
	if len(p.BySetPos) > 0 && !p.onlyPlain() {
		say("중 " + strings.Join(koreanOrdinals(p.BySetPos), ", "))
	}
	text := strings.Join(words, " ")
	if p.Count > 0 {
		text += ", " + strconv.Itoa(p.Count) + "회"
	}
	if p.weekMatters() {
		text += " (한 주의 시작은 " + p.row().days[wide][p.weekStart()] + ")"
	}
	return text
}

// koreanEvery says how often.
func (p *phrase) koreanEvery() string {
	switch {
	case p.saysWeekdays() && len(p.plain) == 7:
		return koreanEach[schedule.Daily]
	case p.Interval == 1:
		return koreanEach[p.Freq]
	}
	return strconv.Itoa(p.Interval) + koreanUnits[p.Freq] + "마다"
}

// koreanMonths names the months in which days are: "6월, 7월의", but "5월" before
// what is in one month of each year.
func (p *phrase) koreanMonths() string {
	if len(p.ByMonth) == 0 {
		return ""
	}
	text := strings.Join(p.monthNames(), ", ")
	if len(p.ByMonth) == 1 && p.Freq == schedule.Yearly {
		return text
	}
	return text + "의"
}

// koreanDays says on which days.
func (p *phrase) koreanDays() string {
	if !p.hasDays() || p.saysWeekdays() && len(p.plain) == 7 {
		return ""
	}
	if p.onlyPlain() && len(p.BySetPos) > 0 {
		return p.koreanPicked()
	}
	text := p.koreanSelection()
	if p.limited() && (p.Freq == schedule.Daily || len(p.ByHour) == 0) {
		text += "에만"
	}
	return text
}

// koreanPicked says which of some weekdays: "마지막 월요일", "화요일, 목요일 중 둘째 날".
func (p *phrase) koreanPicked() string {
	picks := strings.Join(koreanOrdinals(p.BySetPos), ", ")
	switch len(p.plain) {
	case 1:
		return picks + " " + p.dayNames(p.plain)[0]
	case 7:
		return picks + " 날"
	}
	return p.koreanSelection() + " 중 " + picks + " 날"
}

// koreanSelection names the days: the first part that there is, and what
// limits it.
func (p *phrase) koreanSelection() string {
	var parts []string
	if len(p.ByYearDay) > 0 {
		parts = append(parts, "연중 "+strings.Join(koreanCounted(p.ByYearDay, "번째 날"), ", "))
	}
	if len(p.ByMonthDay) > 0 {
		parts = append(parts, strings.Join(koreanCounted(p.ByMonthDay, "일"), ", "))
	}
	if len(p.ByDay) > 0 {
		parts = append(parts, p.koreanWeekdays())
	}
	if len(parts) > 1 {
		parts = []string{parts[0] + "(" + strings.Join(parts[1:], "이며 ") + "인 경우)"}
	}
	if len(p.ByWeekNo) > 0 {
		parts = append([]string{strings.Join(koreanCounted(p.ByWeekNo, "주차"), ", ")}, parts...)
	}
	return strings.Join(parts, " ")
}

// koreanWeekdays names weekdays: "화요일, 목요일", "월~금요일", "둘째 화요일".
func (p *phrase) koreanWeekdays() string {
	var words []string
	for _, d := range p.nth {
		words = append(words, koreanOrdinal(d.N)+" "+p.row().days[wide][d.Day])
	}
	if p.workdays() {
		words = append(words, "월~금요일")
	} else {
		words = append(words, p.dayNames(p.plain)...)
	}
	text := strings.Join(words, ", ")
	if len(p.nth) > 0 && len(p.plain) > 0 {
		text = strings.Join(words[:len(p.nth)], ", ") + ", 모든 " + strings.Join(words[len(p.nth):], ", 모든 ")
	}
	return text
}

// koreanCounted writes "15일", "마지막 날", "7~13일", "20주차", "끝에서 둘째 주".
func koreanCounted(list []int, unit string) (words []string) {
	for _, r := range runs(list) {
		switch {
		case r.low < 0 && unit == "주차":
			words = append(words, koreanOrdinal(r.low)+" 주")
		case r.low < 0, r.high == r.low && unit == "번째 날":
			words = append(words, koreanOrdinal(r.low)+" 날")
		case r.high > r.low:
			words = append(words, strconv.Itoa(r.low)+"~"+strconv.Itoa(r.high)+unit)
		default:
			words = append(words, strconv.Itoa(r.low)+unit)
		}
	}
	return words
}

// koreanClocks says at which times of day, or in which hours.
func (p *phrase) koreanClocks() string {
	if len(p.clocks) > 0 {
		return strings.Join(p.clockWords(), ", ")
	}
	var words []string
	part := func(list []int, unit string) {
		if len(list) > 0 {
			words = append(words, strings.Join(numbers(list, "~"), ", ")+unit)
		}
	}
	hour := "시"
	if p.Freq >= schedule.Hourly {
		hour = "시대에만"
	}
	part(p.ByHour, hour)
	part(p.ByMinute, "분")
	part(p.BySecond, "초")
	return strings.Join(words, " ")
}

func koreanOrdinals(list []int) (words []string) {
	for _, n := range list {
		words = append(words, koreanOrdinal(n))
	}
	return words
}

// koreanOrdinal writes "둘째", "20번째", "마지막", "끝에서 둘째".
func koreanOrdinal(n int) string {
	switch {
	case n == -1:
		return "마지막"
	case n < 0:
		return "끝에서 " + koreanOrdinal(-n)
	case n <= 10:
		return [...]string{"", "첫째", "둘째", "셋째", "넷째", "다섯째", "여섯째", "일곱째", "여덟째", "아홉째", "열째"}[n]
	}
	return strconv.Itoa(n) + "번째"
}
