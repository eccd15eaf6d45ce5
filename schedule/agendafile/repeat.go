package agendafile

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

var repeatKeys = &keys{
	what:  "a repetition",
	known: []string{"rule", "except", "moved", "also"},
	meant: map[string]string{
		"rrule": "rule", "exdate": "except", "exceptions": "except", "rdate": "also", "plus": "also", "move": "moved",
	},
}

// repeat reads what makes a series of the session v of the day of a date. A
// date without a clock has the clock of v.
func (rd *reader) repeat(s *spot, date schedule.Date, v *schedule.Session) *schedule.Repeat {
	f, ok := rd.fields(s, repeatKeys)
	if !ok {
		return nil
	}
	clock := v.Start
	if !v.Through.IsZero() {
		clock = 0
	}
	wall := func(text string) (schedule.DateTime, error) { return parseWall(text, clock) }
	r := &schedule.Repeat{Rule: rd.str(f, "rule")}
	for _, s := range rd.items(f, "except", "dates") {
		r.Except = append(r.Except, parsedAt(rd, s, wall))
	}
	for s := range rd.named(f, "moved", "dates") {
		name := &spot{up: s.up, key: s.key, name: s.name, node: s.name}
		from := parsedAt(rd, name, wall)
		r.Moved = append(r.Moved, schedule.Move{From: from, To: parsedAt(rd, s, wall)})
	}
	for _, s := range rd.items(f, "also", "dates") {
		r.Also = append(r.Also, parsedAt(rd, s, wall))
	}
	return r
}

// parseWall reads a date or a wall time; a date gets the clock.
func parseWall(text string, clock schedule.Clock) (schedule.DateTime, error) {
	if strings.Contains(text, "T") {
		return schedule.ParseDateTime(text)
	}
	d, err := schedule.ParseDate(text)
	if err != nil {
		return schedule.DateTime{}, err
	}
	return schedule.DateTime{Date: d, Clock: clock}, nil
}
