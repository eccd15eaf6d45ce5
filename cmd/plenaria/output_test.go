package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// full is a disk that is full after some octets.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	n := min(len(p), f.left)
	if f.left -= n; n < len(p) {
		return n, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
	}
	return n, nil
}

// TestOutputFails runs every command, and what else prints, with an output that takes
// nothing, and one that is full after the first octets: that is never a success.
func TestOutputFails(t *testing.T) {
	story := os.DirFS("../../testdata/story")
	folder := t.TempDir()
	if err := os.CopyFS(folder, story); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	for _, args := range [][]string{
		{"export", "redgealc-1.0.yaml", "-o", "told.ics"},
		{"invite", "redgealc-1.0.yaml", "-o", "mails", "--stamp", "2021-10-01T00:00:00Z"},
		{"invite", "webinar-1.0.yaml", "--outbox", "box", "--stamp", "2020-10-01T00:00:00Z"},
	} {
		if status, said := runWith(new(bytes.Buffer), args); status != clean {
			t.Fatalf("%v: %s", args, said)
		}
	}
	printing := map[string][]string{
		"new":                          {"--title", "T", "--zone", "Asia/Seoul", "--date", "2027-04-08"},
		"check":                        {"redgealc-1.0.yaml", "--published", "told.ics"},
		"show":                         {"redgealc-1.0.yaml"},
		"diff":                         {"redgealc-1.0.yaml", "redgealc-1.1.yaml"},
		"export":                       {"redgealc-1.0.yaml"},
		"update":                       {"redgealc-1.1.yaml", "-o", "told.ics", "--dry-run"},
		"cancel":                       {"told.ics"},
		"invite":                       {"redgealc-1.1.yaml", "--published", "redgealc-1.0.invited.ics", "--stamp", "2021-11-01T00:00:00Z"},
		"send":                         {"box"},
		"replies":                      {"redgealc-1.0.yaml"},
		"import":                       {"told.ics"},
		"when":                         {"redgealc-1.0.yaml"},
		"fmt":                          {"--check", "redgealc-1.0.yaml"},
		"zones":                        {"seoul"},
		"completion":                   {"bash"},
		"man":                          {},
		"--help":                       {},
		"show --help":                  {},
		"--version":                    {},
		"zones --vtimezone Asia/Seoul": {},
		"show --format html":           {"redgealc-1.0.yaml"},
	}
	for _, n := range commandNames(t) {
		if _, ok := printing[n]; !ok && n != "site" && n != "serve" { // which print nothing
			t.Errorf("no test of the output of %s", n)
		}
	}
	for name, args := range printing {
		args = append(strings.Fields(name), args...)
		for _, room := range []int{0, 10} {
			status, said := runWith(&full{left: room}, args)
			if status != failure || strings.Count(said, "plenaria: the output could not be written to the end: no space left on device\n") != 1 {
				t.Errorf("%v, %d octets: exit status %d, want %d; it says\n%s", args, room, status, failure, said)
			}
		}
	}
}

// runWith runs a command and gives its status and what it says on the error output.
func runWith(out io.Writer, args []string) (int, string) {
	var said bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &output{Writer: out}, err: &said, now: func() time.Time {
		return time.Date(2021, time.November, 18, 14, 50, 0, 0, time.UTC)
	}}
	return a.run(append([]string{"--tzdata=pinned"}, args...)), said.String()
}

func commandNames(t *testing.T) []string {
	t.Helper()
	parser, err := kong.New(new(cli), (&app{out: &output{Writer: io.Discard}}).kongOptions()...)
	if err != nil {
		t.Fatal(err)
	}
	return names(commands(parser.Model))
}

// TestDiskFull: of a file that could not be written the error says which, why, and
// what became of the one before.
func TestDiskFull(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	a := new(app)
	runsOut := func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, &fs.PathError{Op: "write", Path: filepath.Join(folder, ".a.ics.123"), Err: syscall.ENOSPC})
	}
	for _, row := range []struct{ name, before, want string }{
		{"a.ics", "", "a.ics could not be written: no space left on device"},
		{"a.ics", "old", "a.ics could not be written: no space left on device; what was there before is untouched"},
		{"missing/a.ics", "", "there is no folder missing for the output; make it first"},
	} {
		if row.before != "" {
			save(t, row.name, row.before)
		}
		if err := a.write(row.name, runsOut); err == nil || err.Error() != row.want {
			t.Errorf("%s: the error is %v, want %s", row.name, err, row.want)
		}
		if text, _ := os.ReadFile(row.name); string(text) != row.before {
			t.Errorf("%s holds %q, want %q", row.name, text, row.before)
		}
	}
}
