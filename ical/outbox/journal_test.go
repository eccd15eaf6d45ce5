package outbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
		dir := copyOf(t, dir)
		writeFile(t, filepath.Join(dir, "journal.tsv"), string(journal[:n]))
		noted := bytes.Count(journal[:n], []byte(">"))
		b, s := open(t, dir), newFaultyServer(nil)
		if got, want := states(b), [3]int{3 - noted, noted, 0}; got != want {
			t.Errorf("cut at %d: %v, want %v", n, got, want)
		}
		r := send(t, b, s.server(), nil)
		if r.Accepted != 3-noted || len(s.taken) != 3-noted {
			t.Errorf("cut at %d: %d were sent, want %d", n, len(s.taken), 3-noted)
		}
		b.Close()
		if got, want := states(open(t, dir)), [3]int{0, 3, 0}; got != want {
			t.Errorf("cut at %d, opened again: %v, want %v", n, got, want)
		}
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
		"event":          {"journal.tsv", "\taccepted\t", "\tacepted\t", `journal.tsv:1: event "acepted"`},
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
