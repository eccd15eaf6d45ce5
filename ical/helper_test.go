package ical_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// zone gives a zone of the pinned database.
func zone(name string) schedule.Zone {
	z, err := schedule.ZoneIn(tzdb.Pinned(), name)
	if err != nil {
		panic(err)
	}
	return z
}

// text makes a text of languages and texts in turn.
func text(pairs ...string) (t schedule.Text) {
	for i := 0; i+1 < len(pairs); i += 2 {
		t = append(t, schedule.Translation{Lang: schedule.Lang(pairs[i]), Text: pairs[i+1]})
	}
	return t
}

func date(s string) schedule.Date         { return must(schedule.ParseDate(s)) }
func clock(s string) schedule.Clock       { return must(schedule.ParseClock(s)) }
func dateTime(s string) schedule.DateTime { return must(schedule.ParseDateTime(s)) }
func offset(s string) schedule.Offset     { return must(schedule.ParseOffset(s)) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// one makes an agenda in Panama of the given sessions on 2021-11-18.
func one(sessions ...schedule.Session) *schedule.Agenda {
	return &schedule.Agenda{
		ID: "agenda", Title: text("en", "Agenda"), Zone: zone("America/Panama"), Langs: []schedule.Lang{"en"},
		Days: []schedule.Day{{Date: date("2021-11-18"), Sessions: sessions}},
	}
}

// talk makes a session; changes are applied to it.
func talk(id schedule.ID, from, to string, changes ...func(*schedule.Session)) schedule.Session {
	s := schedule.Session{ID: id, Title: text("en", "Talk "+string(id)), Start: clock(from), End: clock(to)}
	for _, change := range changes {
		change(&s)
	}
	return s
}

// timeline resolves an agenda that has no faults.
func timeline(t testing.TB, a *schedule.Agenda) *schedule.Timeline {
	t.Helper()
	tl, err := a.Resolve(schedule.Compatible)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

func write(t testing.TB, a *schedule.Agenda, o *ical.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := ical.Write(&b, timeline(t, a), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A property is a content line as this test reads it, by RFC 5545 §3.1.
type property struct {
	name   string
	params []string // NAME=value
	value  string
}

func (p property) param(name string) string {
	for _, param := range p.params {
		if value, ok := strings.CutPrefix(param, name+"="); ok {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

// unfold gives the content lines of a file.
func unfold(file string) []string {
	lines := strings.Split(strings.ReplaceAll(file, "\r\n ", ""), "\r\n")
	return lines[:len(lines)-1]
}

// readProperty splits a line; a colon or a semicolon in quotes does not count.
func readProperty(line string) (p property) {
	quoted, from := false, 0
	for i, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted || r != ';' && r != ':':
			continue
		default:
			if p.name == "" {
				p.name = line[from:i]
			} else {
				p.params = append(p.params, line[from:i])
			}
			from = i + 1
			if r == ':' {
				p.value = line[from:]
				return p
			}
		}
	}
	return p
}

// A component is what stands between a BEGIN and its END.
type component struct {
	name  string
	lines []string
	subs  []*component
}

// readCalendar reads a file of one VCALENDAR.
func readCalendar(t testing.TB, file string) *component {
	t.Helper()
	root := &component{}
	open := []*component{root}
	for _, line := range unfold(file) {
		c := open[len(open)-1]
		if name, ok := strings.CutPrefix(line, "BEGIN:"); ok {
			sub := &component{name: name}
			c.subs, open = append(c.subs, sub), append(open, sub)
		} else if name, ok := strings.CutPrefix(line, "END:"); ok {
			if name != c.name {
				t.Fatalf("END:%s closes %s", name, c.name)
			}
			open = open[:len(open)-1]
		} else {
			c.lines = append(c.lines, line)
		}
	}
	if len(open) != 1 || len(root.subs) != 1 || root.subs[0].name != "VCALENDAR" || len(root.lines) > 0 {
		t.Fatalf("not one VCALENDAR:\n%s", file)
	}
	return root.subs[0]
}

// of gives the components of a name inside c.
func (c *component) of(name string) (subs []*component) {
	for _, sub := range c.subs {
		if sub.name == name {
			subs = append(subs, sub)
		}
	}
	return subs
}

// named gives the lines of properties of some names, in the file's order.
func (c *component) named(names ...string) (lines []string) {
	for _, line := range c.lines {
		if slices.Contains(names, readProperty(line).name) {
			lines = append(lines, line)
		}
	}
	return lines
}

// value gives the value of the first property of a name.
func (c *component) value(name string) string {
	for _, line := range c.named(name) {
		return readProperty(line).value
	}
	return ""
}

// event reads the VEVENT with a UID.
func (c *component) event(t testing.TB, uid string) *component {
	t.Helper()
	for _, e := range c.of("VEVENT") {
		if e.value("UID") == uid {
			return e
		}
	}
	t.Fatalf("no event %s", uid)
	return nil
}

// instant reads a DATE-TIME as RFC 5545 §3.3.5 says, by the standard library's
// reading of the pinned zone. A wall time that names two instants, or none, is
// an error: readers differ about them.
func instant(line string) (time.Time, error) {
	p := readProperty(line)
	if strings.HasSuffix(p.value, "Z") {
		return time.Parse("20060102T150405Z", p.value)
	}
	tzif, err := tzdb.Pinned().TZif(p.param("TZID"))
	if err != nil {
		return time.Time{}, err
	}
	loc, err := time.LoadLocationFromTZData("", tzif)
	if err != nil {
		return time.Time{}, err
	}
	wall, err := time.Parse("20060102T150405", p.value)
	if err != nil {
		return time.Time{}, err
	}
	var found []time.Time
	for offset := -16 * 3600; offset <= 16*3600; offset += 60 {
		at := wall.Add(-time.Duration(offset) * time.Second)
		if _, is := at.In(loc).Zone(); is == offset {
			found = append(found, at)
		}
	}
	if len(found) != 1 {
		return time.Time{}, fmt.Errorf("%s is %d instants: %v", line, len(found), found)
	}
	return found[0], nil
}
