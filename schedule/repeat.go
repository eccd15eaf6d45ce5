package schedule

import (
	"fmt"
	"slices"
)

// Repeat makes a series of a session: rules, and what differs from them. Every
// occurrence is the whole session with its parallel sessions, moved on the
// wall: a session from 09:00 to 11:00 lasts from 09:00 to 11:00 also after the
// clocks have changed. The session's own start is an occurrence too, and the
// first that COUNT counts (RFC 5545 §3.8.5.3), also where no rule gives it.
//
// [Agenda.Resolve] wants more of a Repeat than [Repeat.From] does: see there.
type Repeat struct {
	// Rule is the value of an RRULE (RFC 5545 §3.3.10) on the session's wall, see
	// [ParseRule]; empty: no rule, only Also. An UNTIL that is a date includes
	// that date.
	Rule string
	// Rules are further rules. Their occurrences are added, each wall time once.
	Rules []string
	// ExceptRules are rules of what is left out (EXRULE, RFC 2445 §4.8.5.2). Their
	// COUNT counts what they give, from the start on.
	ExceptRules []string
	// Except are the wall starts that are left out (EXDATE). One with a clock of
	// zero stands for the occurrences of its date where none starts at its
	// midnight.
	Except []DateTime
	// Moved are occurrences that are held at another time.
	Moved []Move
	// Also are further wall starts (RDATE), perhaps before the session's own.
	Also []DateTime
	// Periods are further occurrences with an end of their own (RDATE with
	// VALUE=PERIOD).
	Periods []Period
}

// Move is one occurrence of a series that was put elsewhere, or all from one on
// (RECURRENCE-ID, RFC 5545 §3.8.4.4). Of two that name one occurrence the last
// one counts.
type Move struct {
	// From identifies the occurrence: the wall start that the rule gave. One
	// with a clock of zero stands for the first occurrence of its date where none
	// starts at its midnight.
	From DateTime
	// To is the wall start at which it takes place. It is not needed, and means
	// nothing, where Cancelled is set.
	To DateTime
	// End is the wall time at which it ends, in a series of dates its last date;
	// zero: it lasts as long as the session does.
	End DateTime
	// Onward moves all later occurrences too, by as much on the wall, until the
	// next such Move (RANGE=THISANDFUTURE). A Move of a single occurrence is
	// stronger.
	Onward bool
	// Cancelled leaves it out, as one of Repeat.Except is.
	Cancelled bool
}

// Period is an occurrence with an end of its own, both on the session's wall; in
// a series of dates, its first and its last date.
type Period struct{ Start, End DateTime }

// maxRules is how many rules a series may have, of either sort.
const maxRules = 100

// From makes the series of a session that starts at a wall time in a zone; the
// zero Zone is for a start that floats (RFC 5545 §3.3.5). The error is
// [Problems] with paths such as rules[1] or moved[0].to and with the columns of
// [ParseRule]; each wraps [ErrRule], [ErrInvalid] or [ErrMissing]. A rule that
// gives no occurrence at or after the start is such a problem. A Move or an
// Except that names no occurrence is none, see [Series.Strays].
func (r *Repeat) From(start DateTime, z Zone) (*Series, error) {
	return r.from(start, z, false)
}

// FromDate makes the series of a session of whole dates. BYHOUR, BYMINUTE and
// BYSECOND are ignored (RFC 5545 §3.3.10), the clocks of all other times too.
// Its occurrences have clocks of zero and no instants.
func (r *Repeat) FromDate(start Date) (*Series, error) {
	return r.from(DateTime{Date: start}, Zone{}, true)
}

func (r *Repeat) from(start DateTime, z Zone, dates bool) (*Series, error) {
	b := builder{repeat: r, dates: dates}
	s := b.build(start, z)
	if err := b.problems.Err(); err != nil {
		b.problems.Sort()
		return nil, b.problems
	}
	return s, nil
}

// builder makes a series of a Repeat and gathers its faults.
type builder struct {
	repeat   *Repeat
	dates    bool
	maxCount int // of a rule; 0: any
	series   *Series
	problems Problems
}

func (b *builder) build(start DateTime, z Zone) *Series {
	if !start.IsValid() {
		b.fault("start", ErrInvalid, "%q is not a wall time; write YYYY-MM-DDTHH:MM", start)
		return nil
	}
	s := &Series{start: b.seconds(start), zone: z}
	b.series = s
	b.rules()
	s.also = append(s.also, s.start)
	for i, w := range b.repeat.Also {
		if b.valid(indexed("also", i), w) {
			s.also = append(s.also, b.seconds(w))
		}
	}
	b.periods()
	slices.Sort(s.also)
	s.also = slices.Compact(s.also)
	if len(b.problems) == 0 {
		b.except()
		b.moves()
	}
	return s
}

// seconds gives the wall second of a time; of a date, that of its midnight.
func (b *builder) seconds(w DateTime) int64 {
	if b.dates {
		return w.Date.day() * daySeconds
	}
	return w.seconds()
}

func (b *builder) fault(path string, kind error, format string, args ...any) {
	b.problems = append(b.problems, Problem{Path: path, Err: errorf(kind, format, args...)})
}

// valid reports whether a wall time can be used.
func (b *builder) valid(path string, w DateTime) bool {
	switch {
	case w.IsZero():
		b.fault(path, ErrMissing, "no wall time; write YYYY-MM-DDTHH:MM")
	case !w.IsValid():
		b.fault(path, ErrInvalid, "%s is not a wall time; write YYYY-MM-DDTHH:MM", w)
	default:
		return true
	}
	return false
}

// rules compiles the rules of both sorts.
func (b *builder) rules() {
	r := b.repeat
	if len(r.Rules) >= maxRules || len(r.ExceptRules) > maxRules {
		b.fault("rules", ErrRule, "%d rules and %d of exceptions; at most %d are supported", len(r.Rules)+1, len(r.ExceptRules), maxRules)
		return
	}
	if r.Rule != "" {
		b.rule("rule", r.Rule, false)
	}
	for i, text := range r.Rules {
		b.rule(indexed("rules", i), text, false)
	}
	for i, text := range r.ExceptRules {
		b.rule(indexed("exceptRules", i), text, true)
	}
}

func (b *builder) rule(path, text string, exceptions bool) {
	rule, err := ParseRule(text)
	if err != nil {
		for _, p := range err.(Problems) {
			p.Path = path
			b.problems = append(b.problems, p)
		}
		return
	}
	s := b.series
	if b.dates && rule.Freq > Daily {
		b.fault(path, ErrRule, "FREQ=%s needs a start with a clock, not a date", rule.Freq)
		return
	}
	if b.maxCount > 0 && rule.Count > b.maxCount {
		b.fault(path, ErrRule, "COUNT=%d is more than %d; use a smaller one", rule.Count, b.maxCount)
		return
	}
	x := newExpansion(&rule, s.start, s.zone, b.dates, exceptions)
	if exceptions {
		s.exceptRules = append(s.exceptRules, x)
		return
	}
	s.rules = append(s.rules, x)
	if start := wallOf(s.start); !rule.Until.IsZero() && s.start > x.last {
		b.fault(path, ErrRule, "UNTIL=%s is before the start, %s; use a later one", rule.Until, start)
	} else if _, ok := newCursor(x, s.start).next(); !ok {
		b.problems = append(b.problems, Problem{Path: path, Err: barren(text, start)})
	}
}

// periods adds the further occurrences with ends.
func (b *builder) periods() {
	for i, p := range b.repeat.Periods {
		path := indexed("periods", i)
		if !b.valid(path+".start", p.Start) || !b.valid(path+".end", p.End) {
			continue
		}
		start, end := b.seconds(p.Start), b.seconds(p.End)
		if end < start || end == start && !b.dates {
			b.fault(path+".end", ErrBackwards, "ends at %s, which is not after its start at %s", p.End, p.Start)
		}
		if b.series.lengths == nil {
			b.series.lengths = map[int64]int64{}
		}
		b.series.lengths[start] = end - start
		b.series.also = append(b.series.also, start)
	}
}

// barren tells that a rule gives nothing.
func barren(text string, start DateTime) error {
	return &kindError{[]error{ErrRule, ErrBarren}, fmt.Sprintf("%q gives no occurrence at or after the start, %s", text, start)}
}
