package schedule

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// rule is a recurrence rule as RFC 5545 §3.3.10 writes it, with both ends.
type rule struct {
	text            string
	freq            string
	interval, count int
	weekStart       time.Weekday
	by              map[string][]int
	byDay           []dayOfPeriod
	// from is where the expansion begins: the session's start, or the start of
	// its week; until is its last wall time.
	from, until DateTime
}

// dayOfPeriod is a weekday, or the nth of its month or year; n is 0 for every.
type dayOfPeriod struct {
	n   int
	day time.Weekday
}

const maxRuleText = 1000

// frequencies are the ones that a series of an agenda can have.
var frequencies = []string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}

// weekdays are the names in the order of [time.Weekday].
var weekdays = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// byParts are the lists of numbers, with the frequencies that may have them.
var byParts = map[string]struct {
	low, high int
	negative  bool
	with      string
}{
	"BYMONTH":    {1, 12, false, "DAILY WEEKLY MONTHLY YEARLY"},
	"BYMONTHDAY": {1, 31, true, "DAILY MONTHLY YEARLY"},
	"BYYEARDAY":  {1, 366, true, "YEARLY"},
	"BYWEEKNO":   {1, 53, true, "YEARLY"},
	"BYHOUR":     {0, 23, false, "DAILY WEEKLY MONTHLY YEARLY"},
	"BYMINUTE":   {0, 59, false, "DAILY WEEKLY MONTHLY YEARLY"},
	"BYSECOND":   {0, 59, false, "DAILY WEEKLY MONTHLY YEARLY"},
	"BYSETPOS":   {1, 366, true, "WEEKLY MONTHLY YEARLY"},
}

// parseRule reads a rule for a session that starts at start.
func parseRule(text string, start DateTime, allDay bool, zone Zone) (*rule, error) {
	rl := &rule{text: text, interval: 1, weekStart: time.Monday, by: map[string][]int{}, from: start}
	if len(text) > maxRuleText {
		return nil, errorf(ErrRule, "a rule of %d characters; the limit is %d", len(text), maxRuleText)
	}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(strings.TrimSuffix(strings.ToUpper(text), ";"), ";") {
		name, value, ok := strings.Cut(part, "=")
		if !ok || seen[name] {
			return nil, rl.errorf("%q is not one NAME=VALUE a part, such as FREQ=WEEKLY;COUNT=4", part)
		}
		seen[name] = true
		if err := rl.part(name, value, zone); err != nil {
			return nil, err
		}
	}
	if err := rl.bounds(seen, start); err != nil {
		return nil, err
	}
	if err := rl.combination(allDay); err != nil {
		return nil, err
	}
	rl.normalize(start)
	return rl, nil
}

// errorf makes an error that begins with the rule.
func (rl *rule) errorf(format string, args ...any) error {
	return errorf(ErrRule, "%q: "+format, append([]any{rl.text}, args...)...)
}

// part reads one part of the rule.
func (rl *rule) part(name, value string, zone Zone) (err error) {
	switch name {
	case "FREQ":
		if !slices.Contains(frequencies, value) {
			return rl.errorf("FREQ=%s is not supported; use one of %s", value, strings.Join(frequencies, ", "))
		}
		rl.freq = value
	case "INTERVAL":
		rl.interval, err = rl.number(name, value, 1, 1000)
	case "COUNT":
		rl.count, err = rl.number(name, value, 1, maxOccurrences)
	case "UNTIL":
		rl.until, err = rl.readUntil(value, zone)
	case "WKST":
		day := slices.Index(weekdays, value)
		if day < 0 {
			return rl.errorf("WKST=%s is not a weekday; use one of %s", value, strings.Join(weekdays, ", "))
		}
		rl.weekStart = time.Weekday(day)
	case "BYDAY":
		return rl.days(value)
	default:
		return rl.list(name, value)
	}
	return err
}

func (rl *rule) number(name, value string, low, high int) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < low || n > high {
		return 0, rl.errorf("%s=%s is not a number from %d to %d", name, value, low, high)
	}
	return n, nil
}

// list reads a list of numbers. Duplicates are dropped: rrule-go would give an
// occurrence for each.
func (rl *rule) list(name, value string) error {
	limits, ok := byParts[name]
	if !ok {
		return rl.errorf("%s is not supported", name)
	}
	for word := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(word)
		size := n
		if limits.negative && n < 0 {
			size = -n
		}
		if err != nil || size < limits.low || size > limits.high {
			return rl.errorf("%s=%s is not a number from %d to %d", name, word, limits.low, limits.high)
		}
		if !slices.Contains(rl.by[name], n) {
			rl.by[name] = append(rl.by[name], n)
		}
	}
	return nil
}

// days reads the list of BYDAY, such as MO,-1FR.
func (rl *rule) days(value string) error {
	for word := range strings.SplitSeq(value, ",") {
		cut := max(0, len(word)-2)
		day := dayOfPeriod{day: time.Weekday(slices.Index(weekdays, word[cut:]))}
		if day.day < 0 {
			return rl.errorf("BYDAY=%s is not a weekday; use %s, or 2TU for the second Tuesday", word, strings.Join(weekdays, ", "))
		}
		if cut > 0 {
			n, err := strconv.Atoi(word[:cut])
			if err != nil || n == 0 || n < -53 || n > 53 {
				return rl.errorf("BYDAY=%s: the number is from 1 to 53 or from -53 to -1", word)
			}
			day.n = n
		}
		if !slices.Contains(rl.byDay, day) {
			rl.byDay = append(rl.byDay, day)
		}
	}
	return nil
}

// readUntil reads a date, a wall time or an instant in UTC as the last wall
// time; a date includes its whole day.
func (rl *rule) readUntil(value string, zone Zone) (DateTime, error) {
	for _, layout := range []string{"20060102", "20060102T150405", "20060102T150405Z"} {
		t, err := time.Parse(layout, value)
		if err != nil || len(value) != len(layout) {
			continue
		}
		switch len(layout) {
		case 8:
			return DateTime{DateOf(t), Midnight24 - 1}, nil
		case 15:
			return wallOf(t.Unix()), nil
		}
		return zone.Wall(t), nil
	}
	return DateTime{}, rl.errorf("UNTIL=%s is neither YYYYMMDD nor YYYYMMDDTHHMMSS nor YYYYMMDDTHHMMSSZ", value)
}

// bounds checks that the rule has a frequency and one end, and sets until to
// the last wall time that is looked at.
func (rl *rule) bounds(seen map[string]bool, start DateTime) error {
	horizon := DateTime{start.Date.AddDays(maxRuleDays), start.Clock}
	switch {
	case !seen["FREQ"]:
		return rl.errorf("there is no FREQ; write one of %s", strings.Join(frequencies, ", "))
	case seen["COUNT"] == seen["UNTIL"]:
		return rl.errorf("an agenda has an end; give the rule either COUNT or UNTIL")
	case seen["UNTIL"] && rl.until.Compare(start) < 0:
		return rl.errorf("UNTIL is before the session's start, %s", start)
	case seen["UNTIL"] && rl.until.Compare(horizon) > 0:
		return rl.errorf("UNTIL is more than a hundred years after the session's start, %s", start)
	case seen["COUNT"]:
		rl.until = horizon
	}
	return nil
}

// combination checks what may stand together (RFC 5545 §3.3.10).
func (rl *rule) combination(allDay bool) error {
	for name := range byParts {
		if len(rl.by[name]) > 0 && !strings.Contains(byParts[name].with, rl.freq) {
			return rl.errorf("%s does not go with FREQ=%s", name, rl.freq)
		}
	}
	times := max(1, len(rl.by["BYHOUR"])) * max(1, len(rl.by["BYMINUTE"])) * max(1, len(rl.by["BYSECOND"]))
	clocks := len(rl.by["BYHOUR"]) + len(rl.by["BYMINUTE"]) + len(rl.by["BYSECOND"])
	switch {
	case allDay && clocks > 0:
		return rl.errorf("an all-day session has no clock; leave out BYHOUR, BYMINUTE and BYSECOND")
	case times > 288:
		return rl.errorf("%d clocks a day; at most 288 are supported", times)
	case len(rl.by["BYSETPOS"]) > 0 && len(rl.by) == 1 && len(rl.byDay) == 0:
		return rl.errorf("BYSETPOS picks from another list, such as BYDAY")
	}
	return rl.ordinals()
}

// ordinals checks the numbers of BYDAY.
func (rl *rule) ordinals() error {
	most := 53
	if rl.freq == "MONTHLY" || len(rl.by["BYMONTH"]) > 0 {
		most = 5
	}
	for _, d := range rl.byDay {
		switch {
		case d.n == 0:
		case rl.freq == "DAILY", rl.freq == "WEEKLY", len(rl.by["BYWEEKNO"]) > 0:
			return rl.errorf("a numbered weekday in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY without BYWEEKNO")
		case max(d.n, -d.n) > most:
			return rl.errorf("no month has %d of one weekday", max(d.n, -d.n))
		}
	}
	return nil
}

// normalize says what RFC 5545 derives from the start and rrule-go does not:
// the weekday of BYWEEKNO, and the whole first week for a WEEKLY BYSETPOS.
func (rl *rule) normalize(start DateTime) {
	weekday := start.Date.Weekday()
	alone := len(rl.byDay) == 0 && len(rl.by["BYMONTHDAY"]) == 0 && len(rl.by["BYYEARDAY"]) == 0
	weekly := rl.freq == "WEEKLY" && len(rl.by["BYSETPOS"]) > 0
	if alone && (len(rl.by["BYWEEKNO"]) > 0 || weekly) {
		rl.byDay = []dayOfPeriod{{0, weekday}}
	}
	if weekly {
		rl.from.Date = start.Date.AddDays(-int(weekday-rl.weekStart+7) % 7)
	}
}
