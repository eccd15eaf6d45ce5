package outbox_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical/outbox"
)

// TestUnsent: what readers know, by the state file before the first mail that they did not
// get. Words are mails, with a state file that has the number of the batch for a title, and
// runs of sending, as in TestSuperseded.
func TestUnsent(t *testing.T) {
	for words, want := range map[string]string{
		"R0":                    "all since nothing",
		"R0 send":               "",
		"R0 R1 R2":              "all since nothing",
		"R0 later C1":           "all since nothing",
		"R0 refuse":             "all since nothing",
		"R0 lost":               "",
		"R0 send R1":            "all since 1",
		"R0 send R1 later R2":   "all since 1",
		"R0 send R1 send R2":    "all since 2",
		"R0 send R1 lost R2":    "all since 2",
		"R0 send Ra1":           "a since 1",
		"R0 send Ra1 Rb1 Ra2":   "a since 1, b since 2",
		"R0 send Ra1 Rb1 R2":    "a since 1, b since 2, all since 3",
		"R0 send Ra1 R2 send":   "",
		"R0 send Rab1":          "a since 1, b since 1",
		"R0 send C1 send R2":    "all since 2",
		"R0 send D1":            "",
		"Ra1 send R2 Ra3 later": "all since 1, a since 2",
	} {
		dir := t.TempDir()
		b := open(t, filepath.Join(dir, "box"))
		n := 0
		for word := range strings.FieldsSeq(words) {
			if say, run := runs[word]; run {
				playRun(t, b, say, false)
				continue
			}
			n++
			batch, err := b.Begin()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := batch.Add(letters(t, reader(0), word)); err != nil {
				t.Fatal(err)
			}
			if err := batch.Commit(filepath.Join(dir, "told.ics"), put(stateOf(n))); err != nil {
				t.Fatal(err)
			}
		}
		for _, when := range []string{"at once", "opened again"} {
			if got := unsent(t, b); got != want {
				t.Errorf("%s, %s: %q, want %q", words, when, got, want)
			}
			b.Close()
			b = open(t, filepath.Join(dir, "box"))
		}
		b.Close()
	}
}

func stateOf(n int) string {
	return fmt.Sprintf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//EN\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:20260901T003000Z\r\nSUMMARY:%d\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", n)
}

// unsent gives what Unsent says of the first reader.
func unsent(t *testing.T, b *outbox.Box) string {
	t.Helper()
	list, err := b.Unsent(nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, u := range list {
		if u.UID != "opening@example.org" || u.Address != reader(0) {
			t.Errorf("unsent is %+v", u)
		}
		since := "nothing"
		if u.Since != nil {
			since = u.Since.Events[0].Title
		}
		lines = append(lines, map[string]string{"": "all", "20260908T003000Z": "a", "20260915T003000Z": "b"}[u.Recurrence]+" since "+since)
	}
	return strings.Join(lines, ", ")
}

// TestUnsentWithout: where there is no state file nobody knows what readers know.
func TestUnsentWithout(t *testing.T) {
	b := filled(t, readers(1)...)
	if list, err := b.Unsent(nil); err != nil || len(list) > 0 {
		t.Errorf("%v, %v, want nothing", list, err)
	}
}

// TestStoryUnsent: the first two revisions of the meeting are told while the server says
// something else to some. In the end everybody gets what is true then, and nobody what was
// cancelled meanwhile; who knows of a session, or may, hears of its cancellation.
func TestStoryUnsent(t *testing.T) {
	tests := map[string]struct {
		says func(s step) string
		want []string
	}{
		"later to all": {only("RCPT", "451 later", everyTime), []string{"lee REQUEST", "mora REQUEST"}},
		"later to lee": {func(s step) string {
			if s.verb == "RCPT" && s.to == "lee@example.org" {
				return "451 later"
			}
			return ""
		}, []string{"kim REQUEST", "mora REQUEST", "mora REQUEST", "lee REQUEST", "kim CANCEL"}},
		"no to kim": {func(s step) string {
			if s.verb == "RCPT" && s.to == "kim@example.org" {
				return "550 no such user"
			}
			return ""
		}, []string{"lee REQUEST", "lee REQUEST", "mora REQUEST", "lee REQUEST", "mora REQUEST", "lee CANCEL"}},
		"nothing to kim": {func(s step) string {
			if s.verb == "END" && s.to == "kim@example.org" && s.nth == 1 {
				return commitCut
			}
			return ""
		}, []string{"kim REQUEST", "lee REQUEST", "lee REQUEST", "mora REQUEST", "kim REQUEST", "lee REQUEST", "mora REQUEST", "kim CANCEL", "lee CANCEL"}},
	}
	for name, test := range tests {
		o := &organizer{dir: t.TempDir(), server: newFaultyServer(test.says), options: &outbox.SendOptions{Pauses: []time.Duration{}}}
		for revision := 1; revision <= 3; revision++ {
			if revision == 3 {
				o.server.script = func(step) string { return "" }
			}
			if err := o.tell(t, revision, func() error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(test.want, o.arrived()); diff != "" {
			t.Errorf("%s: what readers get (-want +got):\n%s", name, diff)
		}
	}
}
