package datefmt

import (
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

var (
	spanishPeriods = [...]string{"", "año", "mes", "semana", "día", "hora", "minuto", "segundo"}
	spanishPlurals = [...]string{"", "años", "meses", "semanas", "días", "horas", "minutos", "segundos"}
)

// spanish writes the phrase in the order of Spanish.
func (p *phrase) spanish() string {
	var b strings.Builder
	b.WriteString(p.spanishEvery())
	b.WriteString(p.spanishDays())
	b.WriteString(p.spanishClocks())
	if len(p.BySetPos) > 0 && !p.onlyPlain() {
		b.WriteString(", pero solo " + enumerate(p.spanishPicks(""), " y ") + " de ellos en cada " + spanishPeriods[p.Freq])
	}
	if !p.Until.IsZero() {
		b.WriteString(", hasta el " + p.endDate("d 'de' MMMM"))
		if clock := p.endClock(); clock != "" {
			b.WriteString(", " + clock)
		}
	}
	switch {
	case p.Count == 1:
		b.WriteString(", una vez")
	case p.Count > 1:
		b.WriteString(", " + strconv.Itoa(p.Count) + " veces")
	}
	if p.weekMatters() {
		b.WriteString(" (las semanas empiezan en " + p.row().days[wide][p.weekStart()] + ")")
	}
	return b.String()
}

// spanishEvery says how often.
func (p *phrase) spanishEvery() string {
	switch {
	case p.saysWeekdays() && p.workdays():
		return "de lunes a viernes"
	case p.saysWeekdays() && len(p.plain) < 7:
		return "todos los " + enumerate(p.spanishPlurals(p.plain), " y ")
	case p.saysWeekdays(), p.Freq == schedule.Daily && p.Interval == 1:
		return "todos los días"
	case p.Interval == 1:
		return "cada " + spanishPeriods[p.Freq]
	}
	return "cada " + strconv.Itoa(p.Interval) + " " + spanishPlurals[p.Freq]
}

// saysWeekdays reports whether a rule of each week is said by its weekdays.
func (p *phrase) saysWeekdays() bool {
	return p.Freq == schedule.Weekly && p.Interval == 1 && len(p.BySetPos) == 0 && len(p.plain) > 0
}

// spanishPlurals names weekdays in the plural: lunes, sábados.
func (p *phrase) spanishPlurals(days []time.Weekday) []string {
	names := p.dayNames(days)
	for i, name := range names {
		if !strings.HasSuffix(name, "s") {
			names[i] = name + "s"
		}
	}
	return names
}

// spanishDays says on which days.
func (p *phrase) spanishDays() string {
	months := enumerate(p.monthNames(), " y ")
	if p.saysWeekdays() || !p.hasDays() {
		switch {
		case months == "":
			return ""
		case strings.HasPrefix(p.spanishEvery(), "todos"):
			return " de " + months
		}
		return " en " + months
	}
	_, one := p.oneDate()
	switch {
	case months == "", one:
		months = ""
	case len(p.ByYearDay)+len(p.ByWeekNo) > 0:
		months = " en " + months
	default:
		months = " de " + months
	}
	if p.limited() {
		return ", solo " + p.spanishSelection(months)
	}
	return ", " + p.spanishSelection(months)
}

// spanishSelection names the days: the first part that there is, the months,
// and what limits it.
func (p *phrase) spanishSelection(months string) string {
	if p.onlyPlain() && len(p.BySetPos) > 0 {
		return p.spanishPicked() + months
	}
	var parts []string
	if len(p.ByYearDay) > 0 {
		parts = append(parts, spanishCounted(p.ByYearDay)+" del año")
	}
	if len(p.ByMonthDay) > 0 {
		parts = append(parts, p.spanishMonthDays())
	}
	if len(p.ByDay) > 0 {
		parts = append(parts, p.spanishWeekdays(len(parts) > 0))
	}
	text := ""
	switch {
	case len(p.ByWeekNo) == 0:
		text = parts[0]
	case len(parts) == 0:
		text = p.spanishWeeks("en")
	default:
		text = parts[0] + " " + p.spanishWeeks("de")
	}
	text += months
	if len(parts) > 1 {
		text += " si es " + strings.Join(parts[1:], " y ")
	}
	return text
}

// spanishPicked says which of some weekdays.
func (p *phrase) spanishPicked() string {
	what := enumerate(p.dayNames(p.plain), " o ")
	switch {
	case len(p.plain) == 7:
		what = "día"
	case p.workdays():
		what = "día laborable"
	}
	text := enumerate(p.spanishPicks(what), " y ")
	if p.Freq == schedule.Yearly {
		text += " del año"
	}
	return text
}

func (p *phrase) spanishPicks(noun string) (words []string) {
	for _, n := range p.BySetPos {
		words = append(words, spanishNth(n, noun))
	}
	return words
}

// spanishWeekdays names weekdays, as what is picked or as what limits.
func (p *phrase) spanishWeekdays(limit bool) string {
	var words []string
	for _, d := range p.nth {
		words = append(words, spanishNth(d.N, p.row().days[wide][d.Day]))
	}
	last := " y "
	switch {
	case limit && p.workdays():
		words, last = append(words, "día laborable"), " o "
	case limit:
		words, last = append(words, p.dayNames(p.plain)...), " o "
	case p.workdays() && len(p.nth) > 0:
		words = append(words, "todos los días laborables")
	case p.workdays():
		words = append(words, "de lunes a viernes")
	case len(p.plain) == 1 && len(p.ByWeekNo) == 1:
		words = append(words, "el "+p.dayNames(p.plain)[0])
	case len(p.plain) > 0 && len(p.nth) == 0:
		words = append(words, "los "+enumerate(p.spanishPlurals(p.plain), " y "))
	default:
		for _, name := range p.spanishPlurals(p.plain) {
			words = append(words, "todos los "+name)
		}
	}
	text := enumerate(words, last)
	if len(p.nth) > 0 && p.Freq == schedule.Yearly && len(p.ByMonth) == 0 {
		text += " del año"
	}
	return text
}

// spanishMonthDays names days of the month.
func (p *phrase) spanishMonthDays() string {
	if d, ok := p.oneDate(); ok {
		return "el " + string(p.row().appendPattern(nil, "d 'de' MMMM", d))
	}
	return spanishCounted(p.ByMonthDay)
}

// spanishCounted writes "el día 15", "los días 2 y 15", "el último día".
func spanishCounted(list []int) string {
	positive := list
	for i, n := range list {
		if n < 0 {
			positive = list[:i]
			break
		}
	}
	var words []string
	switch {
	case len(positive) == 1:
		words = append(words, "el día "+strconv.Itoa(positive[0]))
	case len(positive) > 1:
		words = append(words, "los días "+enumerate(numbers(positive, " a "), " y "))
	}
	for _, n := range list[len(positive):] {
		words = append(words, spanishNth(n, "día"))
	}
	return enumerate(words, " y ")
}

// spanishWeeks names weeks of the year, behind a preposition.
func (p *phrase) spanishWeeks(of string) string {
	var words []string
	positive := 0
	for _, n := range p.ByWeekNo {
		if n > 0 {
			positive++
		}
	}
	switch list := p.ByWeekNo[:positive]; {
	case positive == 1:
		words = append(words, of+" la semana "+strconv.Itoa(list[0]))
	case positive > 1:
		words = append(words, of+" las semanas "+enumerate(numbers(list, " a "), " y "))
	}
	for _, n := range p.ByWeekNo[positive:] {
		words = append(words, of+" la "+spanishFeminine(n))
	}
	text := enumerate(words, " y ")
	if positive < len(p.ByWeekNo) {
		text += " del año"
	}
	return text
}

// spanishClocks says at which times of day, or in which hours.
func (p *phrase) spanishClocks() string {
	if len(p.clocks) > 0 {
		article := " a las "
		if p.clocks[0]/schedule.Hour == 1 {
			article = " a la "
		}
		return article + enumerate(p.clockWords(), " y ")
	}
	text := ""
	part := func(one, more string, list []int) {
		switch len(list) {
		case 0:
		case 1:
			text += one + strconv.Itoa(list[0])
		default:
			text += more + enumerate(numbers(list, " a "), " y ")
		}
	}
	switch {
	case p.Freq < schedule.Hourly || len(p.ByHour) == 0:
	case p.hasDays():
		text = " y"
	default:
		text = ", solo"
	}
	part(" en la hora ", " en las horas ", p.ByHour)
	part(" en el minuto ", " en los minutos ", p.ByMinute)
	part(" en el segundo ", " en los segundos ", p.BySecond)
	return text
}

// spanishNth writes an ordinal before a masculine noun, "el segundo martes", "el
// quinto día desde el final", or without one, "el primero".
func spanishNth(n int, noun string) string {
	if noun != "" {
		noun = " " + noun
	}
	switch {
	case n == -1:
		return "el último" + noun
	case n == -2:
		return "el penúltimo" + noun
	case n == -3:
		return "el antepenúltimo" + noun
	case n < 0:
		return spanishNth(-n, strings.TrimPrefix(noun, " ")) + " desde el final"
	case n > 5:
		return "el " + strconv.Itoa(n) + ".º" + noun
	case noun == "" && (n == 1 || n == 3):
		noun = "o"
	}
	return "el " + [...]string{"", "primer", "segundo", "tercer", "cuarto", "quinto"}[n] + noun
}

// spanishFeminine names a week that is counted from the end.
func spanishFeminine(n int) string {
	switch n {
	case -1:
		return "última semana"
	case -2:
		return "penúltima semana"
	case -3:
		return "antepenúltima semana"
	}
	return strconv.Itoa(-n) + ".ª semana desde el final"
}
