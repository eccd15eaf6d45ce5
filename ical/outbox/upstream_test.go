package outbox_test

import (
	"net/smtp"
	"slices"
	"strings"
	"testing"
)

// TestUpstreamMail: net/smtp asks for SMTPUTF8 for any mail, wherever that is offered.
// A server on the way that does not have it may then refuse what is ASCII. If this
// fails, its Mail can be used.
func TestUpstreamMail(t *testing.T) {
	s := newFaultyServer(nil)
	s.offers = []string{"SMTPUTF8", "8BITMIME"}
	conn, err := s.dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	c, err := smtp.NewClient(conn, "mail.example.org")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Mail("agenda@example.org"); err != nil {
		t.Fatal(err)
	}
	c.Close()
	want := "MAIL FROM:<agenda@example.org> BODY=8BITMIME SMTPUTF8\r\n"
	if s.mu.Lock(); !slices.Contains(s.commands, want) {
		t.Errorf("net/smtp says %q, expected %q", s.commands, want)
	}
	s.mu.Unlock()

	b, s := filled(t, readers(1)...), newFaultyServer(nil)
	s.offers = []string{"SMTPUTF8", "8BITMIME"}
	send(t, b, s.server(), nil)
	if said := strings.Join(s.commands, ""); !strings.Contains(said, "MAIL FROM:<agenda@example.org>\r\n") {
		t.Errorf("an outbox says %q", said)
	}
}
