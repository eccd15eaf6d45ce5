package outbox_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

var methodLetters = map[byte]ical.Method{'R': ical.MethodRequest, 'C': ical.MethodCancel, 'D': ical.MethodDeclineCounter}

// letters makes a mail to a reader of a letter for its method, those of the occurrences
// that it is about, and its SEQUENCE: "R0", "Ca2", "Rab1". One with a minus has an older
// DTSTAMP.
func letters(t *testing.T, to, word string) *ical.Message {
	t.Helper()
	word, older := strings.CutSuffix(word, "-")
	digits := strings.TrimLeft(word, "RCDab")
	sequence, err := strconv.Atoi(digits)
	if err != nil {
		t.Fatal(err)
	}
	m := message(to, "opening", methodLetters[word[0]], sequence)
	m.Update = word[0] != 'R' || sequence > 0
	var ids []string
	for _, letter := range strings.TrimSuffix(word[1:], digits) {
		ids = append(ids, map[rune]string{'a': "20260908T003000Z", 'b': "20260915T003000Z"}[letter])
	}
	if len(ids) > 0 {
		m = about(m, ids...)
	}
	if older {
		m.Calendar = bytes.Replace(m.Calendar, []byte("DTSTAMP:20260701T12"), []byte("DTSTAMP:20260701T11"), 1)
	}
	return m
}

// What a server does in a run of sending, by a word: its answer at a step.
var runs = map[string][2]string{
	"send":   {},
	"later":  {"RCPT", "451 later"},
	"refuse": {"RCPT", "550 no"},
	"half":   {"DATA", cut},
	"body":   {"BODY", cut},      // and the client cannot know how far it came
	"lost":   {"END", commitCut}, // and the mail is taken
	"421":    {"END", "421 closing"},
	"retry":  {},
}

// TestSuperseded: words are mails, each a batch of its own, and runs of sending.
func TestSuperseded(t *testing.T) {
	tests := []struct{ reason, words, want string }{
		{"an update goes in the place of the invitation that waits", "R0 later R1 send", "R1"},
		{"so it does when nothing was ever sent", "R0 R1 R2 send", "R2"},
		{"of what was never told there is nothing to cancel", "R0 later C1 send", ""},
		{"nor when nothing was ever sent", "R0 C1 send", ""},
		{"nor when it was updated meanwhile", "R0 later R1 later C2 send", ""},
		{"a connection that was cut before the end of a mail leaves it unsent", "R0 half C1 send", ""},
		{"where its end is on the way nobody knows", "R0 body C1 send", "R0 C1"},
		{"a server that says no behind it has said so", "R0 421 C1 send", ""},
		{"what is known is cancelled, and not updated before", "R0 send R1 later C2 send", "R0 C2"},
		{"what is known is updated once", "R0 send R1 later R2 later R3 send", "R0 R3"},
		{"what was perhaps accepted is sent again, and cancelled", "R0 lost C1 send", "R0 R0 C1"},
		{"so it is when a later try was deferred", "R0 lost later C1 send", "R0 R0 C1"},
		{"so it is when a later try was refused", "R0 lost refuse C1 send", "R0 C1"},
		{"an update does not replace what was perhaps accepted", "R0 lost R1 send", "R0 R0 R1"},
		{"an update that was perhaps accepted stays before a CANCEL", "R0 send R1 lost C2 send", "R0 R1 R1 C2"},
		{"a CANCEL that was perhaps accepted may not have come", "R0 send C1 lost R2 C3 send", "R0 C1 C1 C3"},
		{"what was refused was not told", "R0 refuse C1 retry", ""},
		{"what was refused is not sent behind what is newer", "R0 refuse R1 send retry", "R1"},
		{"a refused update leaves what was told before", "R0 send R1 refuse C2 retry", "R0 C2"},
		{"who is invited again was told nothing", "R0 C1 R2 send", "R2"},
		{"and is invited and left out once more", "R0 C1 R2 C3 send", ""},
		{"so it is with runs between", "R0 later C1 send R2 later C3 send", ""},
		{"who knows of it and is left out and invited again gets an update", "R0 send C1 later R2 send", "R0 R2"},
		{"and left out in the end, a CANCEL", "R0 send C1 later R2 C3 send", "R0 C3"},
		{"who got a CANCEL has nothing to cancel", "R0 send C1 send R2 C3 send", "R0 C1"},
		{"one CANCEL is enough", "R0 send C1 later C2 send", "R0 C2"},
		{"whoever was invited elsewhere is told that it is cancelled", "R1 later C2 send", "C2"},
		{"also when nothing else is in the outbox", "C2 send", "C2"},
		{"and when a CANCEL was replaced meanwhile", "C1 later R2 C3 send", "C3"},
		{"an occurrence does not replace its series", "R0 later Ra1 send", "R0 Ra1"},
		{"nor another occurrence", "R0 send Ra1 later Rb1 send", "R0 Ra1 Rb1"},
		{"but itself", "R0 send Ra1 later Ra2 send", "R0 Ra2"},
		{"a series replaces its occurrences", "R0 send Ra1 Cb1 later R2 send", "R0 R2"},
		{"an occurrence of a series that waits is cancelled behind it", "R0 later Ca1 send", "R0 Ca1"},
		{"and its update is not sent", "R0 send Ra1 later Ca2 send", "R0 Ca2"},
		{"a series that was never told takes its occurrences along", "R0 Ra1 Cb1 C2 send", ""},
		{"a mail about two occurrences stays for one of them", "R0 send Rab1 later Ra2 send", "R0 Rab1 Ra2"},
		{"but not for both", "R0 send Rab1 later Ra2 Rb2 send", "R0 Ra2 Rb2"},
		{"nor for another about both", "R0 send Rab1 later Rab2 send", "R0 Rab2"},
		{"an older revision replaces nothing", "R0 send R3 later R2 send", "R0 R3 R2"},
		{"nor one with an older DTSTAMP", "R0 send R2 later R2- send", "R0 R2 R2-"},
		{"nor an older series, though its SEQUENCE is higher", "R0 send Ra1 later R2- send", "R0 Ra1 R2-"},
		{"what was refused is nothing to cancel, by an older one neither", "R0 refuse C0- send", ""},
		{"an older CANCEL cancels out nothing", "R0 R3 C2 send", "R3 C2"},
		{"what is no invitation stays", "R0 send D1 later R2 send", "R0 D1 R2"},
	}
	for _, test := range tests {
		t.Run(test.words, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "box")
				if got := playWords(t, dir, strings.Fields(test.words)); got != test.want {
					t.Errorf("%s: the reader gets %q, want %q", test.reason, got, test.want)
				}
				silent(t, dir)
			})
		})
	}
}

// playWords gives what one reader gets. Mails to another reader are there all the time.
func playWords(t *testing.T, dir string, words []string) string {
	t.Helper()
	names := map[string]string{} // of mails, by Message-ID
	var all []string
	var before []outbox.Mail
	for _, word := range words {
		b := open(t, dir)
		if diff := cmp.Diff(before, slices.Collect(b.Mails())); diff != "" {
			t.Errorf("before %s: the outbox is another when it is opened again (-before +after):\n%s", word, diff)
		}
		if say, run := runs[word]; run {
			for _, id := range playRun(t, b, say, word == "retry") {
				if name := names[id]; name != "" {
					all = append(all, name)
				}
			}
		} else {
			m := letters(t, reader(0), word)
			id, err := m.ID()
			if err != nil {
				t.Fatal(err)
			}
			names["<"+id+">"] = word
			add(t, b, m, message(reader(1), word, ical.MethodRequest, 0))
		}
		before = slices.Collect(b.Mails())
		b.Close()
	}
	return strings.Join(all, " ")
}

// playRun sends to a server that says something to one reader, and gives the Message-IDs
// of what it took.
func playRun(t *testing.T, b *outbox.Box, say [2]string, retry bool) []string {
	t.Helper()
	s := newFaultyServer(func(s step) string {
		if s.verb == say[0] && s.to == reader(0) {
			return say[1]
		}
		return ""
	})
	_, err := b.Send(context.Background(), s.server(), &outbox.SendOptions{Pauses: []time.Duration{}, RetryRefused: retry})
	if err != nil && say[1] == "" {
		t.Fatal(err)
	}
	if err := s.complaint(); err != nil {
		t.Error(err)
	}
	return s.order
}

// silent checks that of each mail which was not sent the journal says what came in its
// place, and that another run finds nothing to do, and nothing to say.
func silent(t *testing.T, dir string) {
	t.Helper()
	journal, err := os.ReadFile(filepath.Join(dir, "journal.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, dir)
	ids := map[string]bool{}
	for m := range b.Mails() {
		ids["by <"+m.ID+">"] = true
	}
	for m := range b.Mails() {
		if m.State != outbox.Superseded {
			continue
		}
		line := fmt.Sprintf("\t%s\t<%s>\t%s\n", m.To, m.ID, m.Reason)
		if n := strings.Count(string(journal), line); n != 1 || !ids[m.Reason] && m.Reason != "it cancels what was never sent" {
			t.Errorf("the journal has %d lines of %+v, want 1 that tells why:\n%s", n, m, journal)
		}
	}
	s := newFaultyServer(nil)
	if r := send(t, b, s.server(), nil); r.Superseded != 0 || r.Accepted != 0 || s.conns != 0 {
		t.Errorf("another run: %+v, %d connections, want nothing", r, s.conns)
	}
	b.Close()
	if again, err := os.ReadFile(filepath.Join(dir, "journal.tsv")); err != nil || string(again) != string(journal) {
		t.Errorf("another run has written (-before +after):\n%s", cmp.Diff(string(journal), string(again)))
	}
}

// TestSupersededCount: a run tells what it leaves out, once.
func TestSupersededCount(t *testing.T) {
	b := filled(t, append(readers(10), message(reader(3), "opening", ical.MethodRequest, 1), message(reader(4), "opening", ical.MethodCancel, 1))...)
	if got, want := states(b), [4]int{9, 0, 0, 3}; got != want {
		t.Errorf("before: %v, want %v", got, want)
	}
	s := newFaultyServer(nil)
	if r := send(t, b, s.server(), nil); r.Superseded != 3 || r.Accepted != 9 {
		t.Errorf("%+v, want 3 superseded and 9 accepted", r)
	}
	if err := s.isTaken(b, 0); err != nil {
		t.Error(err)
	}
}

// TestSupersededFolder: when the batch of a mail is deleted that was to replace another, and was not
// sent, that one is to be sent again.
func TestSupersededFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(1)...)
	add(t, b, message(reader(0), "opening", ical.MethodCancel, 1))
	b.Close()
	if err := os.RemoveAll(filepath.Join(dir, "000002")); err != nil {
		t.Fatal(err)
	}
	if got, want := states(open(t, dir)), [4]int{1, 0, 0, 0}; got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestRefusedBefore: an occurrence is not sent before its series, which was refused and
// would undo it later; what is about something else is.
func TestRefusedBefore(t *testing.T) {
	for words, want := range map[string]string{
		"R0 refuse Ra1 send":                "",
		"R0 refuse Ra1 send retry":          "R0 Ra1",
		"R0 refuse Ra1 refuse send R2 send": "R2",
		"R0 send C1 refuse Ra2 send retry":  "R0 C1 Ra2",
		"R0 send Ra1 refuse Cb1 send retry": "R0 Cb1 Ra1",
	} {
		synctest.Test(t, func(t *testing.T) {
			if got := playWords(t, filepath.Join(t.TempDir(), "box"), strings.Fields(words)); got != want {
				t.Errorf("%s: the reader gets %q, want %q", words, got, want)
			}
		})
	}
}
