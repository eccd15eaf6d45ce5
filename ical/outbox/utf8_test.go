package outbox_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// TestSMTPUTF8: only what has an address beyond ASCII asks for it, and only where it is
// offered; else that mail is refused, with a reason, and the others go on.
func TestSMTPUTF8(t *testing.T) {
	korean := func() *ical.Message {
		m := message("kim@example.org", "opening", ical.MethodRequest, 0)
		m.Calendar = []byte(strings.Replace(string(m.Calendar), "mailto:kim@", "mailto:민지@", 1))
		m.To.Address = "민지@example.org"
		return m
	}
	replies := message(reader(7), "opening", ical.MethodRequest, 0)
	replies.ReplyTo.Address = "josé@example.org"
	for _, offers := range [][]string{{"8BITMIME", "SMTPUTF8"}, {"8BITMIME", "SMTPUTF8", "PIPELINING"}, {"8BITMIME"}, nil} {
		b := filled(t, append(readers(2), korean(), replies, message(reader(8), "opening", ical.MethodRequest, 0))...)
		s := newFaultyServer(nil)
		s.offers = offers
		r := send(t, b, s.server(), nil)
		offered := slices.Contains(offers, "SMTPUTF8")
		if want := [4]int{0, 5, 0, 0}; offered && states(b) != want {
			t.Errorf("%q: %v, want %v", offers, states(b), want)
		}
		if want := [4]int{0, 3, 2, 0}; !offered && (states(b) != want || s.conns != 1 || !strings.Contains(r.Refused[0].Reason, "offers no SMTPUTF8")) {
			t.Errorf("%q: %v, want %v; %+v, %d connections", offers, states(b), want, r.Refused, s.conns)
		}
		said := strings.Join(s.commands, "")
		if n := strings.Count(said, "MAIL FROM:<agenda@example.org> BODY=8BITMIME SMTPUTF8\r\n"); offered && n != 2 || !offered && n != 0 {
			t.Errorf("%q: asked for %d times", offers, n)
		}
		if offered != strings.Contains(said, "RCPT TO:<민지@example.org>\r\n") {
			t.Errorf("%q: the server was told %q", offers, said)
		}
		if err := s.isTaken(b, 0); err != nil {
			t.Error(err)
		}
	}
}

// TestUTF8Again: the list keeps such an address.
func TestUTF8Again(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	m := message("kim@example.org", "opening", ical.MethodRequest, 0)
	m.Calendar = []byte(strings.Replace(string(m.Calendar), "mailto:kim@", "mailto:민지@", 1))
	m.To.Address = "민지@example.org"
	add(t, b, m)
	b.Close()
	for m := range open(t, dir).Mails() {
		if m.To != "민지@example.org" || m.State != outbox.Waiting {
			t.Errorf("%+v", m)
		}
	}
}
