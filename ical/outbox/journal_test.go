package outbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// TestJournalCut cuts the journal at every octet: only the mail whose line was cut
// before its Message-ID ended is sent again, and later runs read the journal.
func TestJournalCut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(3)...)
	send(t, b, newFaultyServer(nil).server(), nil)
	b.Close()
	journal, err := os.ReadFile(filepath.Join(dir, "journal.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(journal) + 1 {
		writeFile(t, filepath.Join(dir, "journal.tsv"), string(journal[:n])) // nothing else in the folder changes
		noted := 0
		for line := range bytes.Lines(journal[:n]) {
			if bytes.Contains(line, []byte("\taccepted\t")) && bytes.Contains(line, []byte(">")) {
				noted++
			}
		}
		b, s := open(t, dir), newFaultyServer(nil)
		if got, want := states(b), [4]int{3 - noted, noted, 0}; got != want {
			t.Errorf("cut at %d: %v, want %v", n, got, want)
		}
		r := send(t, b, s.server(), nil)
		if r.Accepted != 3-noted || len(s.taken) != 3-noted {
			t.Errorf("cut at %d: %d were sent, want %d", n, len(s.taken), 3-noted)
		}
		b.Close()
		b = open(t, dir)
		if got, want := states(b), [4]int{0, 3, 0}; got != want {
			t.Errorf("cut at %d, opened again: %v, want %v", n, got, want)
		}
		b.Close()
	}
}

// TestDamaged: a line that nobody can read is told with its place, not passed over.
func TestDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(2)...)
	send(t, b, newFaultyServer(nil).server(), nil)
	b.Close()
	tests := map[string]struct{ file, old, new, want string }{
		"event":          {"journal.tsv", "\taccepted\t", "\tacepted\t", `journal.tsv:2: event "acepted"`},
		"time":           {"journal.tsv", "T", "X", "journal.tsv:1: parsing time"},
		"no angle":       {"journal.tsv", "<", "", "journal.tsv:1: Message-ID"},
		"words only":     {"journal.tsv", "20", "hello\n20", "journal.tsv:1: 1 fields"},
		"an evil reader": {"000001/list.tsv", "\tp0@example.org", "\tp0@example.org> SIZE=1", `list.tsv:2: "p0@example.org> SIZE=1"`},
		"no place":       {"000001/list.tsv", "\np", "\n-5\tp", "list.tsv"},
		"a huge mail":    {"000001/list.tsv", "\t1", "\t100000000001", "list.tsv:2: "},
		"twice":          {"000001/list.tsv", "<", "<", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := copyOf(t, dir)
			file := filepath.Join(dir, filepath.FromSlash(test.file))
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(file, 0o600); err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(string(text), test.old, test.new, 1)
			if name == "twice" {
				lines := strings.SplitAfter(string(text), "\n")
				changed, test.want = lines[0]+lines[1]+lines[1], "list.tsv:3: Message-ID"
			}
			writeFile(t, file, changed)
			b, err := outbox.Open(dir)
			if err == nil {
				b.Close()
			}
			if changed != string(text) && (err == nil || !strings.Contains(filepath.ToSlash(fmt.Sprint(err)), test.want)) {
				t.Errorf("Open: %v, want %q in it", err, test.want)
			}
			if _, err := os.Stat(filepath.Join(dir, "lock")); err != nil {
				t.Error(err)
			}
		})
	}
	if err := os.Remove(filepath.Join(dir, "000001", "list.tsv")); err != nil {
		t.Fatal(err)
	}
	if _, err := outbox.Open(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a list: %v", err)
	}
}

// TestSupersededCut cuts the journal at every octet behind a run in which one reader got
// an update in the place of the invitation, and another nothing: no later run sends what
// was superseded, unless the cut has taken away that the server did not want it.
func TestSupersededCut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(2)...)
	send(t, b, newFaultyServer(only("RCPT", "451 later", everyTime)).server(), &outbox.SendOptions{Pauses: []time.Duration{}})
	update, cancel := message(reader(0), "opening", ical.MethodRequest, 1), message(reader(1), "opening", ical.MethodCancel, 1)
	add(t, b, update, cancel)
	send(t, b, newFaultyServer(nil).server(), nil)
	b.Close()
	journal, err := os.ReadFile(filepath.Join(dir, "journal.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	from := bytes.Index(journal, []byte("\tsuperseded\t"))
	if from < 0 || bytes.Count(journal, []byte("\tsuperseded\t")) != 2 || bytes.Count(journal, []byte("\tneedless\t")) != 1 {
		t.Fatalf("the journal has not 2 lines of what is superseded and 1 of what is needless:\n%s", journal)
	}
	for n := from; n <= len(journal); n++ {
		writeFile(t, filepath.Join(dir, "journal.tsv"), string(journal[:n])) // nothing else in the folder changes
		b, s := open(t, dir), newFaultyServer(nil)
		send(t, b, s.server(), nil)
		id, _ := update.ID()
		if len(s.order) > 1 || len(s.order) == 1 && s.order[0] != "<"+id+">" {
			t.Errorf("cut at %d: %q was sent, want the update or nothing", n, s.order)
		}
		if got, want := states(b), [4]int{0, 1, 0, 3}; got != want {
			t.Errorf("cut at %d: %v, want %v", n, got, want)
		}
		b.Close()
		silent(t, dir)
	}
}
