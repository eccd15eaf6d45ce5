package outbox_test

import (
	"context"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical/outbox"
)

// TestPerMinute: the clock of the bubble says how long it took, exactly.
func TestPerMinute(t *testing.T) {
	for perMinute, want := range map[int]time.Duration{0: 0, 60: 9 * time.Second, 6: 90 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			b, s := filled(t, readers(10)...), newFaultyServer(nil)
			began := time.Now()
			send(t, b, s.server(), &outbox.SendOptions{PerMinute: perMinute})
			if got := time.Since(began); got != want {
				t.Errorf("10 mails, %d a minute: %v, want %v", perMinute, got, want)
			}
		})
	}
}

func TestPerConnection(t *testing.T) {
	for n, want := range map[int]int{1: 10, 3: 4, 10: 1, 0: 1} {
		b, s := filled(t, readers(10)...), newFaultyServer(nil)
		send(t, b, s.server(), &outbox.SendOptions{PerConnection: n})
		if s.conns != want {
			t.Errorf("10 mails, %d on a connection: %d connections, want %d", n, s.conns, want)
		}
	}
}

// A farConn is a connection on which each answer takes a while.
type farConn struct {
	net.Conn
	away  time.Duration
	asked bool
}

func (c *farConn) Write(p []byte) (int, error) {
	c.asked = true
	return c.Conn.Write(p)
}

func (c *farConn) Read(p []byte) (int, error) {
	if c.asked {
		c.asked = false
		time.Sleep(c.away)
	}
	return c.Conn.Read(p)
}

// TestPipelining: a server that offers it is waited for twice for a mail, not four
// times.
func TestPipelining(t *testing.T) {
	for offers, want := range map[string]time.Duration{"PIPELINING": 2200 * time.Millisecond, "SIZE": 4200 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			b, s := filled(t, readers(10)...), newFaultyServer(nil)
			s.offers = []string{offers}
			server := s.server()
			server.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
				c, err := s.dial(ctx, network, addr)
				return &farConn{Conn: c, away: 100 * time.Millisecond}, err
			}
			began := time.Now()
			send(t, b, server, nil)
			if got := time.Since(began); got != want { // EHLO and QUIT too
				t.Errorf("%s: 10 mails took %v, want %v", offers, got, want)
			}
			if err := s.isTaken(b, 0); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPipeliningRefused: the connection is as good as before when a reader is refused
// whose mail was announced already, with or without its text being asked for.
func TestPipeliningRefused(t *testing.T) {
	for _, eager := range []bool{false, true} {
		b, s := filled(t, readers(10)...), newFaultyServer(only("RCPT", "550 no such user", oddReaders))
		s.offers, s.eager = []string{"PIPELINING"}, eager
		send(t, b, s.server(), nil)
		if err := s.isTaken(b, 0); err != nil || s.conns != 1 || len(s.order) != 5 {
			t.Errorf("eager %v: %d connections, %d mails, %v, want 1 and 5", eager, s.conns, len(s.order), err)
		}
	}
}

// TestPauses: when a greylisted mail is tried again, and what the caller is told
// meanwhile.
func TestPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := filled(t, readers(2)...)
		began := time.Now()
		var tries []time.Duration
		s := newFaultyServer(func(s step) string {
			if s.verb == "RCPT" && s.to == reader(0) {
				tries = append(tries, time.Since(began))
				return "450 4.2.0 greylisted"
			}
			return ""
		})
		var events []string
		r := send(t, b, s.server(), &outbox.SendOptions{Progress: func(p outbox.Progress) {
			if p.Mail != nil {
				events = append(events, p.Mail.To+" "+p.Mail.State.String())
			} else {
				events = append(events, "pause "+p.Pause.String())
			}
		}})
		want := []time.Duration{0, time.Minute, 3 * time.Minute, 7 * time.Minute, 15 * time.Minute}
		if diff := cmp.Diff(want, tries); diff != "" {
			t.Errorf("tried at (-want +got):\n%s", diff)
		}
		put := "p0@example.org waiting"
		wantEvents := []string{put, "p1@example.org accepted", "pause 1m0s", put, "pause 2m0s", put, "pause 4m0s", put, "pause 8m0s", put}
		if diff := cmp.Diff(wantEvents, events); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
		if len(r.Waiting) != 1 || r.Waiting[0].Reason != "450 4.2.0 greylisted" {
			t.Errorf("waiting: %v", r.Waiting)
		}
	})
}

// TestReason: a server's words are one line for the journal and for a terminal,
// however they are.
func TestReason(t *testing.T) {
	for said, want := range map[string]string{
		"550-no\r\n550 such user":               "550 no such user",
		"550 \x1b[31mred\x07 \u202e\xff tab\t!": `550 \x1b[31mred\a \u202e` + "\ufffd tab !",
		"550 " + strings.Repeat("x", 1000):      "550 " + strings.Repeat("x", 396) + " …",
	} {
		b, s := filled(t, readers(1)...), newFaultyServer(only("RCPT", said, everyTime))
		r := send(t, b, s.server(), nil)
		if len(r.Refused) != 1 || r.Refused[0].Reason != want {
			t.Errorf("%q: %+v, want %q", said, r.Refused, want)
		}
	}
}
