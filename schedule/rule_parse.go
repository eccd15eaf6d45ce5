package schedule

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxRuleText is how many bytes a rule may have. Every list with all of its
// values takes less.
const maxRuleText = 8192

// ParseRule reads the value of an RRULE, such as FREQ=WEEKLY;BYDAY=TU,TH. It
// takes small letters, parts in any order, a semicolon at the end, and RSCALE
// and SKIP (RFC 7529) where they change nothing: GREGORIAN and OMIT.
//
// The error is [Problems]: everything that RFC 5545 §3.3.10 does not allow, each
// with the column of its part, counted in characters, in line 1, and wrapping
// [ErrRule]. The rule is then zero. It is no error that a rule never gives an
// occurrence; [Repeat.From] tells that.
func ParseRule(text string) (Rule, error) {
	if len(text) > maxRuleText {
		return Rule{}, Problems{{Err: errorf(ErrRule, "a rule of %d bytes; the limit is %d", len(text), maxRuleText)}}
	}
	p := ruleParser{column: map[string]int{}}
	at := 0
	for part := range strings.SplitSeq(strings.TrimSuffix(text, ";"), ";") {
		p.part(part, 1+utf8.RuneCountInString(text[:at]))
		at += len(part) + 1
	}
	if len(p.faults) == 0 {
		for _, f := range p.rule.combinations() {
			p.fault(max(1, p.column[f.part]), f.err)
		}
	}
	if err := p.faults.Err(); err != nil {
		return Rule{}, err
	}
	return p.rule, nil
}

// ruleParser gathers a rule and its faults.
type ruleParser struct {
	rule   Rule
	column map[string]int // of the parts that were read
	faults Problems
}

func (p *ruleParser) fault(column int, err error) {
	p.faults = append(p.faults, Problem{Pos: Position{Line: 1, Column: column}, Err: err})
}

// part reads NAME=VALUE.
func (p *ruleParser) part(part string, column int) {
	name, value, ok := strings.Cut(part, "=")
	name = strings.ToUpper(name)
	switch {
	case part == "":
		p.fault(column, errorf(ErrRule, "a part of the rule is empty; write NAME=VALUE with one semicolon between, such as FREQ=WEEKLY;COUNT=4"))
		return
	case !ok || name == "" || value == "":
		p.fault(column, errorf(ErrRule, "%q is not a part of a rule; write NAME=VALUE, such as FREQ=WEEKLY;COUNT=4", part))
		return
	}
	if strings.HasPrefix(name, "X-") {
		p.rule.Extra = append(p.rule.Extra, part)
		return
	}
	if p.column[name] > 0 {
		p.fault(column, errorf(ErrRule, "%s is there twice; put all its values into one part", name))
		return
	}
	p.column[name] = column
	if err := p.value(name, value); err != nil {
		p.fault(column, err)
	}
}

// value reads the value of one part.
func (p *ruleParser) value(name, value string) (err error) {
	r := &p.rule
	switch name {
	case "FREQ":
		r.Freq = Freq(max(0, slices.Index(freqNames, strings.ToUpper(value))))
		if r.Freq == 0 {
			err = errorf(ErrRule, "FREQ=%s is not a frequency; use one of %s", value, frequencyList())
		}
	case "INTERVAL":
		r.Interval, err = positive(name, value)
	case "COUNT":
		r.Count, err = positive(name, value)
	case "UNTIL":
		r.Until, err = parseUntil(value)
	case "WKST":
		day := slices.Index(weekdayNames, strings.ToUpper(value))
		if day < 0 {
			return errorf(ErrRule, "WKST=%s is not a weekday; use one of %s", value, strings.Join(weekdayNames, ", "))
		}
		r.WeekStart = (day+6)%7 + 1
	case "BYDAY":
		r.ByDay, err = parseDays(value)
	case "RSCALE":
		if !strings.EqualFold(value, "GREGORIAN") {
			err = errorf(ErrRule, "RSCALE=%s counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is", value)
		}
	case "SKIP":
		if !strings.EqualFold(value, "OMIT") {
			err = errorf(ErrRule, "SKIP=%s moves dates that a month does not have (RFC 7529), which is not supported; only SKIP=OMIT is", value)
		}
	default:
		err = p.list(name, value)
	}
	return err
}

// positive reads a number from 1 on. Where an int has 32 bits, a larger one is
// read as the largest.
func positive(name, value string) (int, error) {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 1 || value[0] == '+' {
		return 0, errorf(ErrRule, "%s=%s is not a number from 1 on", name, value)
	}
	return int(min(n, math.MaxInt)), nil
}

// list reads a list of numbers, each once. Of a whole content line, such as
// RRULE:FREQ=DAILY, it says that only the value is wanted.
func (p *ruleParser) list(name, value string) error {
	i := slices.IndexFunc(ruleParts, func(part rulePart) bool { return part.name == name })
	if before, _, ok := strings.Cut(name, ":"); i < 0 && ok {
		return errorf(ErrRule, "%s: is not a part of a rule; leave it out and begin with FREQ=", before)
	}
	if i < 0 {
		return errorf(ErrRule, "%s is not a part of a rule; the parts are %s", name, partList())
	}
	part := &ruleParts[i]
	list := part.list(&p.rule)
	for word := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(word)
		signed := word != "" && (word[0] == '+' || word[0] == '-')
		if err != nil || !part.has(n) || signed && !part.negative {
			return errorf(ErrRule, "%s=%s is not a number from %s", name, word, part.numbers())
		}
		if !slices.Contains(*list, n) {
			*list = append(*list, n)
		}
	}
	return nil
}

// parseDays reads the list of BYDAY, such as MO,-1FR.
func parseDays(value string) (days []NthDay, err error) {
	for word := range strings.SplitSeq(value, ",") {
		cut := max(0, len(word)-2)
		day := NthDay{Day: time.Weekday(slices.Index(weekdayNames, strings.ToUpper(word[cut:])))}
		if day.Day < 0 {
			return nil, errorf(ErrRule, "BYDAY=%s is not a weekday; use %s, or 2TU for the second Tuesday", word, strings.Join(weekdayNames, ", "))
		}
		if cut > 0 {
			n, err := strconv.Atoi(word[:cut])
			if err != nil || n == 0 || n < -53 || n > 53 {
				return nil, errorf(ErrRule, "BYDAY=%s: the number is from 1 to 53 or from -53 to -1", word)
			}
			day.N = n
		}
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days, nil
}

// parseUntil reads a date, a wall time or a time in UTC.
func parseUntil(value string) (Until, error) {
	bad := errorf(ErrRule, "UNTIL=%s is neither YYYYMMDD nor YYYYMMDDTHHMMSS nor YYYYMMDDTHHMMSSZ", value)
	text, utc := strings.CutSuffix(strings.ToUpper(value), "Z")
	day, clock, timed := strings.Cut(text, "T")
	if len(day) != 8 || timed && len(clock) != 6 || utc && !timed {
		return Until{}, bad
	}
	d, ok := digits(day)
	c, okClock := digits(clock)
	if !ok || timed && !okClock {
		return Until{}, bad
	}
	u := Until{DateTime{Date: Date{d / 10000, time.Month(d / 100 % 100), d % 100}}, UntilDate}
	hour, minute, second := Clock(c/10000), Clock(c/100%100), Clock(c%100)
	if !u.At.Date.IsValid() || hour > 23 || minute > 59 || second > 60 {
		return Until{}, bad
	}
	u.At.Clock = hour*Hour + minute*Minute + min(second, 59)
	switch {
	case utc:
		u.Form = UntilUTC
	case timed:
		u.Form = UntilWall
	}
	return u, nil
}
