package agendafile_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

func write(t testing.TB, a *schedule.Agenda) string {
	t.Helper()
	var b strings.Builder
	if err := agendafile.Write(&b, a); err != nil {
		t.Fatalf("Write: %v", err)
	}
	return b.String()
}

// TestWriteSources pins the written form of the agendas of the source
// documents, and that reading it gives the same.
func TestWriteSources(t *testing.T) {
	names, err := filepath.Glob("../../testdata/agendas/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no agendas: %v", err)
	}
	for _, name := range names {
		a, err := agendafile.ReadFile(name, options(""))
		if err != nil {
			t.Fatal(err)
		}
		text := write(t, a)
		b := read(t, text)
		if diff := cmp.Diff(a, b, compare); diff != "" {
			t.Errorf("%s: Read(Write(a)) (-a +got):\n%s", name, diff)
		}
		if again := write(t, b); again != text {
			t.Errorf("%s: Write gives other bytes the second time:\n%s", name, cmp.Diff(text, again))
		}
	}
}

// TestWriteForm pins the written form of everything that the format has.
func TestWriteForm(t *testing.T) {
	text, err := os.ReadFile("testdata/form.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a, problems := agendafile.Parse(strings.NewReader(string(text)), options("form.yaml"))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/form.out.yaml", write(t, a))
}

// TestWriteQuotes writes titles that YAML 1.1 or 1.2 takes for something else.
func TestWriteQuotes(t *testing.T) {
	tests := map[string]string{ // title → as it is written
		"Opening":                 `Opening`,
		"개회사 및 축사":                `개회사 및 축사`,
		"Panama's transformation": `Panama's transformation`,
		"15th meeting":            `15th meeting`,
		"a-b_c (d) \"e\"":         `a-b_c (d) "e"`,
		"BEG → CAI":               `BEG → CAI`,
		"64% done":                `64% done`,
		"":                        `""`,
		"NO":                      `"NO"`,
		"on":                      `"on"`,
		"y":                       `"y"`,
		"Null":                    `"Null"`,
		"~":                       `"~"`,
		"22:30":                   `"22:30"`,
		"010":                     `"010"`,
		"1.2":                     `"1.2"`,
		"1_000":                   `"1_000"`,
		"+34 600":                 `"+34 600"`,
		"0x1F":                    `"0x1F"`,
		"2021-11-18":              `"2021-11-18"`,
		"2021-11-18 08:30:00 Z":   `"2021-11-18 08:30:00 Z"`,
		".inf":                    `".inf"`,
		"Serbia: a visit":         `"Serbia: a visit"`,
		"what #1":                 `"what #1"`,
		"one, two":                `"one, two"`,
		"[a]":                     `"[a]"`,
		"why:":                    `"why:"`,
		" a":                      `" a"`,
		"a\tb":                    `"a\tb"`,
		"tail\n":                  `"tail\n"`,
		"bell\a":                  `"bell\x07"`,
		"a\u2028b":                `"a\u2028b"`,
		"<<":                      `"<<"`,
		"=":                       `"="`,
		"c:\\d":                   `c:\d`,
	}
	for title, want := range tests {
		a := &schedule.Agenda{ID: "x", Title: schedule.Text{{Lang: "en", Text: title}}, Langs: []schedule.Lang{"en"}}
		line := strings.Split(write(t, a), "\n")[2]
		if line != "title: "+want {
			t.Errorf("title %q is written as %s, want %s", title, line, "title: "+want)
		}
	}
}

// TestWriteThenRead writes random agendas, reads them, and writes them again.
func TestWriteThenRead(t *testing.T) {
	n := 250
	if testing.Short() {
		n = 100
	}
	for seed := range n {
		g := &generator{Rand: rand.New(rand.NewPCG(uint64(seed), 0)), t: t}
		a := g.agenda()
		text := write(t, a)
		b, problems := agendafile.Parse(strings.NewReader(text), options("a.yaml"))
		if diff := cmp.Diff(a, b, compare); diff != "" {
			t.Fatalf("seed %d: Read(Write(a)) (-a +got):\n%s\n%v\n%s", seed, diff, problems, text)
		}
		if again := write(t, b); again != text {
			t.Fatalf("seed %d: Write gives other bytes the second time:\n%s", seed, cmp.Diff(text, again))
		}
		for i, line := range strings.Split(text, "\n") {
			if strings.TrimRight(line, " ") != line {
				t.Fatalf("seed %d: line %d ends with a space: %q", seed, i+1, line)
			}
		}
	}
}

// TestWriteLongTexts keeps lines within what Read accepts.
func TestWriteLongTexts(t *testing.T) {
	for _, unit := range []string{"x", "a b ", "발표 ", "\n", "a\nb ", "\\"} {
		a := &schedule.Agenda{ID: "x", Title: en(strings.Repeat(unit, 1_200_000/len(unit))), Langs: []schedule.Lang{"en"}}
		b, problems := agendafile.Parse(strings.NewReader(write(t, a)), options("a.yaml"))
		if b == nil || b.Title.Original() != a.Title.Original() {
			t.Errorf("a title of 1.2 MB of %q is not read again: %v", unit, problems)
		}
	}
}

// TestWriteRefuses names everything that a file cannot hold.
func TestWriteRefuses(t *testing.T) {
	bad := schedule.DateTime{Date: date(2026, 2, 30)}
	a := &schedule.Agenda{
		ID: "a\xff", Langs: []schedule.Lang{"en", "x y"}, Title: schedule.Text{{Lang: "en", Text: "A"}, {Lang: "en", Text: "B"}},
		Also:         []schedule.Zone{{}},
		Participants: []schedule.Participant{{ID: "k", Kind: "robot"}, {ID: "k"}},
		Rooms:        []schedule.Room{{ID: schedule.ID(strings.Repeat("r", 1001)), Geo: &schedule.Geo{Lat: 91}}},
		Days: []schedule.Day{{Date: date(2026, 13, 1), Closes: -1, Sessions: []schedule.Session{{
			Kind: "nap", Status: "maybe", Start: 48 * schedule.Hour, Title: schedule.Text{{Text: "no language"}},
			Roles:    []schedule.Role{{Who: "k", As: "king"}},
			Parts:    []schedule.Part{{Length: 1500 * time.Millisecond}},
			Parallel: []schedule.Session{{EndDate: date(2026, 1, 1)}},
			Repeat: &schedule.Repeat{Except: []schedule.DateTime{bad}, Moved: []schedule.Move{
				{From: schedule.DateTime{Date: date(2026, 1, 1)}, To: schedule.DateTime{Date: date(2026, 1, 2)}},
				{From: schedule.DateTime{Date: date(2026, 1, 1)}, To: schedule.DateTime{Date: date(2026, 1, 3)}, End: bad},
				{From: schedule.DateTime{Date: date(2026, 1, 2)}, To: bad, Cancelled: true}},
				ExceptRules: []string{"\xff"}, Periods: []schedule.Period{{Start: bad, End: bad}}},
		}}}},
	}
	var b strings.Builder
	err := agendafile.Write(&b, a)
	want := []string{
		`also[0]: a zone that is not set cannot stand in a list`,
		`days[0].closes: -1 seconds are not a clock from 00:00 to 47:59:59`,
		`days[0].date: 2026-13-01 is not a day of the calendar`,
		`days[0].sessions[0].kind: "nap" is not one of ["talk" "keynote" "panel" "ceremony" "break" "workshop" "visit" "meeting" "travel" "social" "milestone" "registration"]`,
		`days[0].sessions[0].parallel[0].endDate: an end date without clocks of its own`,
		`days[0].sessions[0].parts[0].length: 1.5s is not whole seconds, up to 2400 hours`,
		`days[0].sessions[0].repeat.exceptRules[0]: "\xff" is not UTF-8`,
		`days[0].sessions[0].repeat.except[0]: 2026-02-30 0 s is not a wall time`,
		`days[0].sessions[0].repeat.moved[1].end: 2026-02-30 0 s is not a wall time`,
		`days[0].sessions[0].repeat.moved[1].from: 2026-01-01T00:00 is moved twice`,
		`days[0].sessions[0].repeat.periods[0].end: 2026-02-30 0 s is not a wall time`,
		`days[0].sessions[0].repeat.periods[0].start: 2026-02-30 0 s is not a wall time`,
		`days[0].sessions[0].roles[0].as: "king" is not one of ["speaker" "moderator" "panelist" "chair" "interpreter" "attendee"]`,
		`days[0].sessions[0].start: 172800 seconds are not a clock from 00:00 to 47:59:59`,
		`days[0].sessions[0].status: "maybe" is not one of ["confirmed" "tentative" "cancelled"]`,
		`days[0].sessions[0].title[0].lang: "" is not the tag of a language; write a BCP 47 tag, such as es, pt-BR or zh-Hant`,
		`id: "a\xff" is not UTF-8`,
		`langs[1]: "x y" is not the tag of a language; write a BCP 47 tag, such as es, pt-BR or zh-Hant`,
		`participants[0].kind: "robot" is not one of ["person" "organization" "delegation"]`,
		`participants[1].id: the ID "k" is here twice, and a file has it as a key`,
		`rooms[0].geo: [91, 0] is no place on Earth`,
		`rooms[0].id: an ID of 1001 bytes is longer than 1000`,
		`title[1].lang: a second text in "en"`,
	}
	if err == nil || !errors.Is(err, schedule.ErrInvalid) {
		t.Fatalf("Write: %v, want an error that is schedule.ErrInvalid", err)
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("Write (-want +got):\n%s", diff)
	}
	if b.Len() > 0 {
		t.Errorf("Write wrote %q in spite of the error", b.String())
	}
}

// TestWriteFails gives on the error of the writer.
func TestWriteFails(t *testing.T) {
	broken := errors.New("broken")
	if err := agendafile.Write(failing{broken}, &schedule.Agenda{}); !errors.Is(err, broken) {
		t.Errorf("Write = %v, want %v", err, broken)
	}
	if err := agendafile.WriteCSV(failing{broken}, &schedule.Agenda{}); !errors.Is(err, broken) {
		t.Errorf("WriteCSV = %v, want %v", err, broken)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
