package outbox_test

import (
	"context"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// message makes the mail of a method about an event to a reader; updates have a
// SEQUENCE.
func message(to, uid string, method ical.Method, sequence int) *ical.Message {
	return &ical.Message{
		From: mail.Address{Name: "Agenda office", Address: "agenda@example.org"}, To: mail.Address{Name: "김", Address: to},
		Subject: "Opening", Text: "Opening.\n.\n", Update: sequence > 0,
		Calendar: fmt.Appendf(nil, strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//EN
METHOD:%s
BEGIN:VEVENT
UID:%s@example.org
DTSTAMP:20260701T120000Z
SEQUENCE:%d
DTSTART:20260901T003000Z
SUMMARY:Opening
ORGANIZER:mailto:agenda@example.org
ATTENDEE:mailto:%s
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n"), method, uid, sequence, to),
	}
}

// about makes a mail one about occurrences of its event alone, each by its RECURRENCE-ID.
func about(m *ical.Message, occurrences ...string) *ical.Message {
	object := string(m.Calendar)
	begin, end := strings.Index(object, "BEGIN:VEVENT"), strings.Index(object, "END:VCALENDAR")
	var items strings.Builder
	for _, id := range occurrences {
		items.WriteString(strings.Replace(object[begin:end], "DTSTART", "RECURRENCE-ID:"+id+"\r\nDTSTART", 1))
	}
	m.Calendar = []byte(object[:begin] + items.String() + object[end:])
	return m
}

// reader gives the address of the nth reader.
func reader(n int) string { return fmt.Sprintf("p%d@example.org", n) }

// readers gives an invitation to each of n readers.
func readers(n int) (list []*ical.Message) {
	for i := range n {
		list = append(list, message(reader(i), "opening", ical.MethodRequest, 0))
	}
	return list
}

func open(t testing.TB, dir string) *outbox.Box {
	t.Helper()
	b, err := outbox.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	b.Unsynced()
	return b
}

// add commits messages as one batch without a state file.
func add(t testing.TB, b *outbox.Box, messages ...*ical.Message) {
	t.Helper()
	batch, err := b.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		if added, err := batch.Add(m); err != nil || !added {
			t.Fatalf("Add(%s) = %v, %v, want true", m.To.Address, added, err)
		}
	}
	if err := batch.Commit("", nil); err != nil {
		t.Fatal(err)
	}
}

// filled opens an outbox with messages.
func filled(t testing.TB, messages ...*ical.Message) *outbox.Box {
	t.Helper()
	b := open(t, filepath.Join(t.TempDir(), "box"))
	add(t, b, messages...)
	return b
}

// copyOf copies the folder of an outbox that is closed.
func copyOf(t testing.TB, folder string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "box")
	if err := os.CopyFS(to, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return to
}

func states(b *outbox.Box) (count [4]int) {
	for m := range b.Mails() {
		count[m.State]++
	}
	return count
}

// isTaken says what is wrong when not each of the mails of an outbox that are
// accepted is at the server once, or another one is; twins may be there twice.
func (s *faultyServer) isTaken(b *outbox.Box, twins int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	accepted := 0
	for m := range b.Mails() {
		n := s.taken["<"+m.ID+">"]
		switch {
		case m.State == outbox.Accepted && n < 1:
			return fmt.Errorf("%s is accepted, but not at the server", m.To)
		case m.State != outbox.Accepted && n > 0:
			return fmt.Errorf("%s is %v, but at the server", m.To, m.State)
		case n > 2 || n == 2 && twins == 0:
			return fmt.Errorf("%s is there %d times", m.To, n)
		case n == 2:
			twins--
		}
		accepted += min(n, 1)
	}
	if len(s.taken) != accepted {
		return fmt.Errorf("%d mails are at the server, want %d", len(s.taken), accepted)
	}
	if len(s.wrong) > 0 {
		return fmt.Errorf("at the server: %q", s.wrong[:min(len(s.wrong), 3)])
	}
	return nil
}

// put gives what writes a text.
func put(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

func writeFile(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// odd says whether a reader has an odd number.
func odd(to string) bool {
	name, _, _ := strings.Cut(to, "@")
	return slices.Contains([]byte("13579"), name[max(len(name)-1, 0)])
}

func send(t testing.TB, b *outbox.Box, s *outbox.Server, o *outbox.SendOptions) outbox.Report {
	t.Helper()
	r, err := b.Send(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// complaint says what a client did that none should do.
func (s *faultyServer) complaint() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.wrong) > 0 {
		return fmt.Errorf("at the server: %q", s.wrong[:min(len(s.wrong), 3)])
	}
	return nil
}
