package ical_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/mail"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// A mailbox is an SMTP server that does with each mail what judge says of its reader: takes
// it ("250"), takes it and says nothing (""), or gives that answer to RCPT.
type mailbox struct {
	judge func(to string) string
	took  []string // Message-IDs
}

func (b *mailbox) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go b.serve(server)
	return client, nil
}

func (b *mailbox) serve(c net.Conn) {
	defer c.Close()
	in, verdict := bufio.NewReader(c), ""
	say := func(s string) { fmt.Fprint(c, s, "\r\n") }
	say("220 here")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch verb {
		case "RCPT":
			if verdict = b.judge(strings.Trim(rest, "TO:<>")); verdict != "" {
				say(verdict + " this")
				continue
			}
			say("250 fine")
		case "DATA":
			say("354 go on")
			m, err := mail.ReadMessage(bufio.NewReader(untilDot(in)))
			if err != nil {
				return
			}
			if b.took = append(b.took, strings.Trim(m.Header.Get("Message-ID"), "<>")); verdict == "" {
				return
			}
			say("250 taken")
		case "QUIT":
			return
		default:
			say("250 fine")
		}
	}
}

// untilDot reads a mail up to the line that ends it.
func untilDot(in *bufio.Reader) io.Reader {
	var text strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil || line == ".\r\n" {
			return strings.NewReader(text.String())
		}
		text.WriteString(line)
	}
}

// TestSupersededSeries: mails of a series wait, are refused and get lost on the way, each
// reader's in another way. Whenever all that is left is sent, the calendars of the readers
// show what a fresh export has, and no mail came that is stale; fewer mails came than
// without waiting.
func TestSupersededSeries(t *testing.T) {
	revisions := seriesRevisions(t)
	superseded := 0
	for seed := range uint64(16) {
		random := rand.New(rand.NewPCG(seed, 5))
		dir := t.TempDir()
		box, err := outbox.Open(filepath.Join(dir, "box"))
		if err != nil {
			t.Fatal(err)
		}
		calendars, known := map[string]*attendee{}, map[string]*ical.Invitation{}
		file := ""
		for i, r := range revisions {
			o := ical.InviteOptions{UpdateOptions: at(stampOne.Add(time.Duration(i-200) * 24 * time.Hour)), Guests: r.guests}
			o.Series = ical.RecurringEvents
			if o.Unsent, err = box.Unsent(nil); err != nil {
				t.Fatal(err)
			}
			var list []ical.Invitation
			list, file = invite(t, file, r.agenda, o)
			putIntoBox(t, box, list, known, filepath.Join(dir, "told.ics"), file)
			all := i == len(revisions)-1 || random.IntN(4) == 0
			b := &mailbox{judge: func(string) string {
				if all {
					return "250"
				}
				return []string{"250", "250", "451", "451", "451", "550", ""}[random.IntN(7)]
			}}
			for range 2 { // the second time for what was lost when the connection was cut
				report, err := box.Send(t.Context(), &outbox.Server{Addr: "mail.example.org", Security: outbox.Plaintext, Dial: b.dial},
					&outbox.SendOptions{Pauses: []time.Duration{}, RetryRefused: all})
				if err != nil && all {
					t.Fatal(err)
				}
				superseded += report.Superseded
			}
			takeMails(t, b.took, known, calendars)
			for who, calendar := range calendars {
				if diff := cmp.Diff(r.instantsFor(t, who), calendar.instants()); all && diff != "" {
					t.Errorf("%d, %s: what %s has: -want +got:\n%s", seed, r.name, who, diff)
				}
			}
		}
		if err := box.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if superseded < 32 {
		t.Errorf("%d mails were superseded in 16 runs, expected some in each", superseded)
	}
}

// putIntoBox adds invitations to an outbox, and notes them by their Message-ID.
func putIntoBox(t *testing.T, box *outbox.Box, list []ical.Invitation, known map[string]*ical.Invitation, name, file string) {
	t.Helper()
	batch, err := box.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		m := list[i].Message()
		if added, err := batch.Add(m); err != nil || !added {
			t.Fatalf("Add = %v, %v", added, err)
		}
		known[must(m.ID())] = &list[i]
	}
	if err := batch.Commit(name, func(w io.Writer) error { _, err := io.WriteString(w, file); return err }); err != nil {
		t.Fatal(err)
	}
}

// takeMails lets readers apply what came, each mail once.
func takeMails(t *testing.T, ids []string, known map[string]*ical.Invitation, calendars map[string]*attendee) {
	t.Helper()
	for _, id := range ids {
		inv := known[id]
		if inv == nil {
			continue // it came before
		}
		known[id] = nil
		if calendars[inv.To.Email] == nil {
			calendars[inv.To.Email] = newAttendee(t)
		}
		calendars[inv.To.Email].take(inv)
	}
}
