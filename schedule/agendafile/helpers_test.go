package agendafile_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// head begins the agendas of the tables.
const head = `plenaria: 1
id: x
title: X
zone: America/Panama
languages: [en, ko]
people: {kim: Kim, oas: {name: OAS, kind: organization}}
rooms: {a: Room A, b: Room B}
tracks: {t: Track}
`

// headLines is how many lines head has.
var headLines = strings.Count(head, "\n")

func options(name string) *agendafile.Options {
	return &agendafile.Options{Name: name, Zones: tzdb.Pinned()}
}

// compare tells offsets apart, whose fields go-cmp cannot see.
var compare = cmp.Comparer(func(a, b schedule.Offset) bool { return a == b })

// read reads a text without faults.
func read(t testing.TB, text string) *schedule.Agenda {
	t.Helper()
	a, err := agendafile.Read(strings.NewReader(text), options("a.yaml"))
	if err != nil {
		t.Fatalf("Read: %v\n%.2000s", err, text)
	}
	return a
}

// messages gives the faults of a text, one a line.
func messages(text string) string {
	_, problems := agendafile.Parse(strings.NewReader(text), options("a.yaml"))
	return problems.Faults().Error()
}

func zone(t testing.TB, name string) schedule.Zone {
	t.Helper()
	z, err := schedule.ZoneIn(tzdb.Pinned(), name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func date(y int, m time.Month, d int) schedule.Date { return schedule.Date{Year: y, Month: m, Day: d} }

func clock(text string) schedule.Clock {
	c, err := schedule.ParseClock(text)
	if err != nil {
		panic(err)
	}
	return c
}

func wall(text string) schedule.DateTime {
	w, err := schedule.ParseDateTime(text)
	if err != nil {
		panic(err)
	}
	return w
}

func offset(text string) schedule.Offset {
	o, err := schedule.ParseOffset(text)
	if err != nil {
		panic(err)
	}
	return o
}

func en(text string) schedule.Text { return schedule.Text{{Lang: "en", Text: text}} }

// golden compares a text with a file, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
