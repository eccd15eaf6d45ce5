package schedule_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// recurrence is one case of the table, see testdata/recurrence/README.md.
type recurrence struct {
	name, why string
	repeat    schedule.Repeat
	start     schedule.DateTime
	zone      schedule.Zone
	dates     bool
	from      schedule.DateTime
	want, at  []string
	errors    []string
	strays    []string
}

// recurrences reads a file of the table.
func recurrences(t testing.TB, name string) (all []recurrence) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(strings.TrimSpace(string(text)), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		r := recurrence{}
		for line := range strings.SplitSeq(block, "\n") {
			key, value, _ := strings.Cut(line, " ")
			r.line(t, key, value)
		}
		if r.why == "" {
			t.Errorf("%s: %s: there is no reason", name, r.name)
		}
		all = append(all, r)
	}
	return all
}

// line reads one line of a case.
func (r *recurrence) line(t testing.TB, key, value string) {
	words := strings.Fields(value)
	switch key {
	case "==":
		r.name = value
	case "why":
		r.why = value
	case "start":
		r.dates = !strings.Contains(words[0], "T")
		r.start = r.wall(words[0])
		if len(words) > 1 {
			r.zone = zone(t, words[1])
		}
	case "rule":
		if r.repeat.Rule == "" {
			r.repeat.Rule = value
		} else {
			r.repeat.Rules = append(r.repeat.Rules, value)
		}
	case "exrule":
		r.repeat.ExceptRules = append(r.repeat.ExceptRules, value)
	case "except":
		r.repeat.Except = append(r.repeat.Except, r.walls(words)...)
	case "also":
		r.repeat.Also = append(r.repeat.Also, r.walls(words)...)
	case "period":
		p := r.walls(strings.Split(words[0], "/"))
		r.repeat.Periods = append(r.repeat.Periods, schedule.Period{Start: p[0], End: p[1]})
	case "moved", "cancelled":
		r.repeat.Moved = append(r.repeat.Moved, r.move(key, words))
	case "from":
		r.from = r.wall(words[0])
	case "want":
		r.want = append(r.want, words...)
	case "at":
		r.at = append(r.at, words...)
	case "error":
		r.errors = strings.Split(value, " ++ ")
	case "stray":
		r.strays = append(r.strays, value)
	default:
		t.Fatalf("%s: a line begins with %q", r.name, key)
	}
}

// wall reads a wall time; a date alone has the clock of the start.
func (r *recurrence) wall(text string) schedule.DateTime {
	if strings.Contains(text, "T") {
		return must(schedule.ParseDateTime(text))
	}
	return schedule.DateTime{Date: date(text), Clock: r.start.Clock}
}

func (r *recurrence) walls(words []string) (all []schedule.DateTime) {
	for _, word := range words {
		all = append(all, r.wall(word))
	}
	return all
}

func (r *recurrence) move(key string, words []string) schedule.Move {
	m := schedule.Move{From: r.wall(words[0]), Cancelled: key == "cancelled", Onward: words[len(words)-1] == "onward"}
	if !m.Cancelled {
		to := r.walls(strings.Split(words[1], "/"))
		m.To = to[0]
		if len(to) > 1 {
			m.End = to[1]
		}
	}
	return m
}

// text writes a wall time as the table does.
func (r *recurrence) text(w schedule.DateTime) string {
	if w.Clock == r.start.Clock {
		return w.Date.String()
	}
	return w.String()
}

// occurrence writes one as the table does: ID>START/END.
func (r *recurrence) occurrence(o schedule.Occurrence) string {
	s := r.text(o.Start())
	if o.ID() != o.Start() {
		s = r.text(o.ID()) + ">" + s
	}
	if !o.End().IsZero() {
		s += "/" + r.text(o.End())
	}
	return s
}

// endless reports whether the list goes on behind what is wanted.
func (r *recurrence) endless() bool { return len(r.want) > 0 && r.want[len(r.want)-1] == "..." }

func (r *recurrence) series() (*schedule.Series, error) {
	if r.dates {
		return r.repeat.FromDate(r.start.Date)
	}
	return r.repeat.From(r.start, r.zone)
}

// check compares what a series gives with what is wanted.
func (r *recurrence) check(t *testing.T) {
	s, err := r.series()
	if len(r.errors) > 0 {
		r.checkError(t, err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	items := s.All(context.Background())
	if !r.from.IsZero() {
		items = s.Between(context.Background(), must(zoneOr(r.zone).Resolve(r.from, schedule.Compatible)), utcTime(t, "9999-12-31T23:59:59Z"))
	}
	var got, at []string
	for o, err := range items {
		if err != nil {
			t.Fatal(err)
		}
		if len(got) >= len(r.want)-1 && r.endless() || len(got) > len(r.want) {
			got = append(got, "...")
			break
		}
		got = append(got, r.occurrence(o))
		at = append(at, o.At.Format("2006-01-02T15:04Z"))
		if o.At.Second() != 0 {
			at[len(at)-1] = o.At.Format(time.RFC3339)
		}
	}
	equal(t, r.repeat.Rule, strings.Join(got, "\n"), strings.Join(r.want, "\n"))
	if len(r.at) > 0 {
		equal(t, "instants", strings.Join(at, "\n"), strings.Join(r.at, "\n"))
	}
	except, moved := s.Strays()
	var strays []string
	for _, i := range except {
		strays = append(strays, "except "+strconv.Itoa(i))
	}
	for _, i := range moved {
		strays = append(strays, "moved "+strconv.Itoa(i))
	}
	equal(t, "strays", strings.Join(strays, "\n"), strings.Join(r.strays, "\n"))
}

// zoneOr gives UTC for a start that floats.
func zoneOr(z schedule.Zone) schedule.Zone {
	if z.IsZero() {
		return schedule.UTC()
	}
	return z
}

func (r *recurrence) checkError(t *testing.T, err error) {
	if err == nil {
		t.Fatalf("no error; want %q", r.errors)
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(r.errors) {
		t.Fatalf("%d problems, want %d:\n%v", len(lines), len(r.errors), err)
	}
	for i, want := range r.errors {
		if !strings.Contains(lines[i], want) {
			t.Errorf("problem %d:\n got %s\nwant %s", i, lines[i], want)
		}
	}
}

// TestRecurrence checks the table of rules. Its dates were worked out by hand
// or taken from RFC 5545, and checked by a program that shares nothing with
// this package.
func TestRecurrence(t *testing.T) {
	files := must(filepath.Glob("testdata/recurrence/*.txt"))
	n := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			for _, r := range recurrences(t, file) {
				n++
				t.Run(r.name, r.check)
			}
		})
	}
	if n < 200 || !slices.ContainsFunc(files, func(f string) bool { return strings.HasSuffix(f, "rfc5545.txt") }) {
		t.Errorf("%d cases in %v; the table is not whole", n, files)
	}
}
