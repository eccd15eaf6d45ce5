package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// status runs a program and wants an exit status: "status 2 plenaria check".
// What it printed is there for stdout and stderr.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// crowd writes an agenda of so many sessions, each with 600 letters of abstract:
// "crowd N file". Every tenth is a break; of the others every third has no track.
func crowd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: crowd N file")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var b strings.Builder
	b.WriteString("plenaria: 1\nid: crowd\ntitle: Crowd\nzone: America/Panama\nlanguages: [en]\n" +
		"rooms: {a: A, b: B, c: C, d: D}\ntracks: {x: X, y: Y}\ndays:\n")
	for i := range n {
		const day = 80
		if i%day == 0 {
			fmt.Fprintf(&b, "  - date: 2027-%02d-%02d\n    sessions:\n", 1+i/day/28, 1+i/day%28)
		}
		track := [...]string{"track: x, ", "track: y, ", ""}[i%3]
		kind := "talk"
		if i%10 == 0 {
			kind, track = "break", ""
		}
		fmt.Fprintf(&b, "      - {at: %02d:00, for: 1h, id: s%d, kind: %s, room: %c, %stitle: Session, abstract: %s}\n",
			i%day/4, i, kind, 'a'+i%4, track, strings.Repeat("about ", 100))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o666))
}
