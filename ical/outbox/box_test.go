package outbox_test

import (
	"errors"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

func TestLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "box")
	b := open(t, dir)
	if _, err := outbox.Open(dir); !errors.Is(err, outbox.ErrLocked) {
		t.Errorf("a second Open: %v, want %v", err, outbox.ErrLocked)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Close(); err != nil {
		t.Error(err)
	}
}

// TestAddTwice: a Message-ID is added once, in a batch, in an outbox, and for ever.
func TestAddTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	again := func(when string) {
		t.Helper()
		batch, err := b.Begin()
		if err != nil {
			t.Fatal(err)
		}
		defer batch.Cancel()
		if added, err := batch.Add(readers(1)[0]); err != nil || added {
			t.Errorf("%s: Add = %v, %v, want false", when, added, err)
		}
	}
	batch, err := b.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, false} {
		if added, err := batch.Add(readers(1)[0]); err != nil || added != want {
			t.Errorf("Add %d = %v, %v, want %v", i+1, added, err, want)
		}
	}
	if err := batch.Commit("", nil); err != nil {
		t.Fatal(err)
	}
	again("waiting")
	send(t, b, newFaultyServer(nil).server(), nil)
	again("accepted")
	b.Close()
	b = open(t, dir)
	again("accepted in an earlier run")
	b.Close()
	if err := os.RemoveAll(filepath.Join(dir, "000001")); err != nil {
		t.Fatal(err)
	}
	b = open(t, dir)
	again("accepted, and deleted since")
}

// TestInjection: no address and no name becomes a line, a command or a header.
func TestInjection(t *testing.T) {
	evil := []string{
		"kim@example.org\r\nRCPT TO:<all@example.org>", "kim@example.org> SIZE=1", "kim@example.org\nBcc: all@example.org",
		"kim@example.org ORCPT=rfc822;all@example.org", "<kim@example.org", "kim\x00@example.org", "kim@example.org\r\n.\r\nMAIL FROM:<x@example.org>", `"kim lee"@example.org`,
	}
	b := filled(t)
	batch, err := b.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range evil {
		m := message("kim@example.org", "opening", ical.MethodRequest, 0)
		m.To.Address = address
		if added, err := batch.Add(m); err == nil || added {
			t.Errorf("a mail to %q was added", address)
		}
		m = message("kim@example.org", "opening", ical.MethodRequest, 0)
		m.From.Address = address
		if added, err := batch.Add(m); err == nil || added {
			t.Errorf("a mail from %q was added", address)
		}
	}
	m := message("kim@example.org", "opening", ical.MethodRequest, 0)
	m.To.Name, m.From.Name = evil[0], "x\r\n.\r\nMAIL FROM:<x@example.org>"
	m.Subject, m.Text = "a\r\n.\r\nRSET\r\n", "text\r\n.\r\nMAIL FROM:<x@example.org>\r\n.\n.\n..\n"
	if added, err := batch.Add(m); err != nil || !added {
		t.Fatalf("Add = %v, %v", added, err)
	}
	if err := batch.Commit("", nil); err != nil {
		t.Fatal(err)
	}
	s := newFaultyServer(nil)
	send(t, b, s.server(), nil)
	want := []string{"EHLO localhost", "MAIL FROM:<agenda@example.org>", "RCPT TO:<kim@example.org>", "DATA", "QUIT", ""}
	if got := strings.Join(s.commands, ""); got != strings.Join(want, "\r\n") {
		t.Errorf("the server got the commands %q, want %q", got, want)
	}
	if err := s.isTaken(b, 0); err != nil {
		t.Error(err)
	}
}

// TestOctets: the server gets what WriteTo writes, and the mbox has it too.
func TestOctets(t *testing.T) {
	m := message("kim@example.org", "opening", ical.MethodRequest, 0)
	m.Text = ".\n..\nFrom here\n" + strings.Repeat("x", 5000)
	var want strings.Builder
	if _, err := m.WriteTo(&want); err != nil {
		t.Fatal(err)
	}
	b, s := filled(t, m), newFaultyServer(nil)
	send(t, b, s.server(), nil)
	if got := s.texts[0]; got != want.String() {
		t.Errorf("the server got\n%q, want\n%q", got, want.String())
	}
	if _, err := mail.ReadMessage(strings.NewReader(s.texts[0])); err != nil {
		t.Error(err)
	}
}

// TestChanged: a mail that somebody has changed in the mbox is not sent.
func TestChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(2)...)
	b.Close()
	name := filepath.Join(dir, "000001", "mails.mbox")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	for what, changed := range map[string]string{
		"a header came in": strings.Replace(string(text), "Subject:", "Status: R\nSubject:", 1),
		"cut off":          string(text[:len(text)/3]),
		"gone":             "",
	} {
		writeFile(t, name, changed)
		b, s := open(t, dir), newFaultyServer(nil)
		if _, err := b.Send(t.Context(), s.server(), nil); !errors.Is(err, outbox.ErrChanged) || len(s.taken) != 0 {
			t.Errorf("%s: %v, %d mails sent, want %v", what, err, len(s.taken), outbox.ErrChanged)
		}
		b.Close()
	}
}

// TestCommit: the batch and the state file, both or neither, with what fails in
// write.
func TestCommit(t *testing.T) {
	dir := t.TempDir()
	state := filepath.Join(dir, "told.ics")
	b := open(t, filepath.Join(dir, "box"))
	commit := func(n int, write func(io.Writer) error) error {
		t.Helper()
		batch, err := b.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range readers(n) {
			if _, err := batch.Add(m); err != nil {
				t.Fatal(err)
			}
		}
		return batch.Commit(state, write)
	}
	has := func(text string, mails int) {
		t.Helper()
		if got, _ := os.ReadFile(state); string(got) != text {
			t.Errorf("the state file has %q, want %q", got, text)
		}
		if got := states(b); got != [4]int{mails, 0, 0} {
			t.Errorf("%v mails, want %d waiting", got, mails)
		}
	}
	bad := errors.New("bad")
	half := func(w io.Writer) error { return errors.Join(put("half")(w), bad) }
	if err := commit(3, half); !errors.Is(err, bad) {
		t.Errorf("Commit gives %v, want %v", err, bad)
	}
	has("", 0)
	if err := commit(3, put("one")); err != nil {
		t.Fatal(err)
	}
	has("one", 3)
	if err := commit(5, half); !errors.Is(err, bad) {
		t.Errorf("Commit gives %v, want %v", err, bad)
	}
	has("one", 3)
	if err := commit(5, put("two")); err != nil {
		t.Fatal(err)
	}
	has("two", 5)
	if err := commit(5, put("three")); err != nil { // nothing new
		t.Fatal(err)
	}
	has("three", 5)
	b.Close()
	b = open(t, filepath.Join(dir, "box"))
	has("three", 5)
}
