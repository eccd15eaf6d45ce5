package agendafile

import (
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"go.yaml.in/yaml/v4"
)

var repeatKeys = &keys{
	what:  "a repetition",
	known: []string{"rule", "rules", "except-rules", "except", "moved", "also", "periods"},
	meant: map[string]string{
		"rrule": "rule", "exdate": "except", "exdates": "except", "exceptions": "except", "rdate": "also", "plus": "also", "move": "moved",
		"exrule": "except-rules", "rrules": "rules", "period": "periods", "cancelled": "moved", "overrides": "moved",
	},
}

var moveKeys = &keys{
	what:  "a moved occurrence",
	known: []string{"to", "onward"},
	meant: map[string]string{"at": "to", "start": "to", "this-and-future": "onward", "range": "onward", "all": "onward"},
}

// cancelled stands where a moved occurrence has its new time.
const cancelled = "cancelled"

// series reads the wall times of a repetition.
type series struct {
	*reader
	clock schedule.Clock // of a date without a clock
	dates bool           // the session lasts whole days
}

// repeat reads what makes a series of the session v.
func (rd *reader) repeat(s *spot, v *schedule.Session) *schedule.Repeat {
	f, ok := rd.fields(s, repeatKeys)
	if !ok {
		return nil
	}
	sr := series{rd, seriesClock(v), v.IsAllDay()}
	r := &schedule.Repeat{Rule: rd.str(f, "rule"), Rules: rd.rules(f, "rules"), ExceptRules: rd.rules(f, "except-rules")}
	for _, s := range rd.items(f, "except", "dates") {
		r.Except = append(r.Except, parsedAt(rd, s, sr.wall))
	}
	for s := range rd.named(f, "moved", "dates") {
		r.Moved = append(r.Moved, sr.move(s))
	}
	for _, s := range rd.items(f, "also", "dates") {
		r.Also = append(r.Also, parsedAt(rd, s, sr.wall))
	}
	for _, s := range rd.items(f, "periods", "periods") {
		r.Periods = append(r.Periods, parsedAt(rd, s, sr.period))
	}
	return r
}

func (rd *reader) rules(f *fields, key string) (rules []string) {
	for _, s := range rd.items(f, key, "rules") {
		text, _ := rd.scalar(s)
		rules = append(rules, text)
	}
	return rules
}

// wall reads a date or a wall time; a date gets the clock of the series.
func (sr *series) wall(text string) (schedule.DateTime, error) {
	if strings.Contains(text, "T") {
		return schedule.ParseDateTime(text)
	}
	d, err := schedule.ParseDate(text)
	if err != nil {
		return schedule.DateTime{}, err
	}
	return schedule.DateTime{Date: d, Clock: sr.clock}, nil
}

// period reads a start and an end with a slash between. The end of a series of
// dates is a date; any other needs a clock, as that of the start is not its own.
func (sr *series) period(text string) (p schedule.Period, err error) {
	start, end, ok := strings.Cut(text, "/")
	if !ok {
		return p, fmt.Errorf("%s has no end; write a start and an end, such as 2026-12-10T09:00/2026-12-10T11:00", shown(text))
	}
	if p.Start, err = sr.wall(start); err != nil {
		return p, err
	}
	if !sr.dates && !strings.Contains(end, "T") {
		return p, fmt.Errorf("the end %s has no clock; write YYYY-MM-DDTHH:MM", shown(end))
	}
	p.End, err = sr.wall(end)
	return p, err
}

// move reads one of the occurrences that were moved: from: to, or from: {to: …,
// onward: true}.
func (sr *series) move(s *spot) (m schedule.Move) {
	rd := sr.reader
	name := &spot{up: s.up, key: s.key, name: s.name, node: s.name}
	m.From = parsedAt(rd, name, sr.wall)
	to := s
	if s.node.Kind == yaml.MappingNode {
		f, ok := rd.fields(s, moveKeys)
		if !ok {
			return m
		}
		m.Onward = rd.onward(f)
		if to, ok = f.at["to"]; !ok {
			rd.fault(s, schedule.ErrMissing, "there is no \"to\"; write a wall time or %s", cancelled)
			return m
		}
	}
	target := parsedAt(rd, to, sr.target)
	m.To, m.End, m.Cancelled = target.Start, target.End, target.Start.IsZero()
	return m
}

// onward reads whether a move is one of all later occurrences too.
func (rd *reader) onward(f *fields) bool {
	s, ok := f.at["onward"]
	if !ok {
		return false
	}
	text, ok := rd.scalar(s)
	if ok && text != "true" {
		rd.fault(s, schedule.ErrInvalid, "found %s; write onward: true, or leave the key out", shown(text))
	}
	return true
}

// target reads where a move leads; zero: it is cancelled.
func (sr *series) target(text string) (p schedule.Period, err error) {
	switch {
	case text == cancelled:
		return p, nil
	case strings.Contains(text, "/"):
		return sr.period(text)
	}
	if p.Start, err = sr.wall(text); err != nil {
		err = fmt.Errorf("%w, or write %s", err, cancelled)
	}
	return p, err
}

// seriesClock gives the clock that dates of a series mean.
func seriesClock(s *schedule.Session) schedule.Clock {
	if s.IsAllDay() {
		return 0
	}
	return s.Start
}
