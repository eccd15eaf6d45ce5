package outbox_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// far gives the options of a client whose server answers after a while.
func far(s *faultyServer) *outbox.Server {
	server := s.server()
	server.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := s.dial(ctx, network, addr)
		return &farConn{Conn: c, away: 100 * time.Millisecond}, err
	}
	return server
}

// TestConnections: several connections send side by side. The clock of the bubble says how
// long it took; the first of them sends one mail alone, and each next one needs an answer to
// be opened.
func TestConnections(t *testing.T) {
	for connections, most := range map[int]time.Duration{0: 81 * time.Second, 2: 42 * time.Second, 8: 12 * time.Second, 1000: 5500 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			b, s := filled(t, readers(400)...), newFaultyServer(nil)
			s.offers = []string{"PIPELINING"}
			began := time.Now()
			send(t, b, far(s), &outbox.SendOptions{Connections: connections, PerConnection: 1000})
			if got := time.Since(began); got > most || got < most*9/10 {
				t.Errorf("400 mails by %d connections took %v, want at most %v and not much less", connections, got, most)
			}
			if want := min(max(connections, 1), 20); s.conns != want {
				t.Errorf("%d connections, want %d", s.conns, want)
			}
			if err := s.isTaken(b, 0); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestConnectionsOrder: a reader gets mails by one connection at a time, in the order in
// which they were added, also those that the server wants later.
func TestConnectionsOrder(t *testing.T) {
	for _, verb := range []string{"", "RCPT", "END"} {
		synctest.Test(t, func(t *testing.T) {
			var list []*ical.Message
			for i := range 30 {
				for j := range 6 {
					list = append(list, message(reader(i), fmt.Sprint("event", j), ical.MethodRequest, 0))
				}
			}
			var mu sync.Mutex
			tries, begun := 0, map[string]bool{}
			s := newFaultyServer(func(s step) string {
				mu.Lock()
				defer mu.Unlock()
				switch s.verb {
				case "DATA":
					if begun[s.to] {
						t.Errorf("two connections have mails to %s", s.to)
					}
					begun[s.to] = true
				case "END":
					delete(begun, s.to)
				}
				if tries++; s.verb == verb && tries%3 == 0 {
					return "451 later"
				}
				return ""
			})
			b := filled(t, list...)
			r := send(t, b, far(s), &outbox.SendOptions{Connections: 7, Pauses: []time.Duration{time.Minute, time.Minute, time.Minute, time.Minute, time.Minute, time.Minute}})
			if verb == "" && r.Accepted != len(list) {
				t.Errorf("%d accepted, want %d", r.Accepted, len(list))
			}
			if err := s.isTaken(b, 0); err != nil {
				t.Errorf("%s: %v", verb, err)
			}
			inOrder(t, verb, s, list)
		})
	}
}

// inOrder checks that readers got what they got in the order of a list, unless single mails
// were put off, which the next ones need not wait for.
func inOrder(t *testing.T, verb string, s *faultyServer, list []*ical.Message) {
	t.Helper()
	if verb == "END" {
		return
	}
	at := map[string]int{}
	for i, id := range s.order {
		at[strings.Trim(id, "<>")] = i + 1
	}
	last := map[string]int{}
	for _, m := range list {
		id, err := m.ID()
		if err != nil {
			t.Fatal(err)
		}
		if at[id] == 0 {
			continue
		}
		if at[id] < last[m.To.Address] {
			t.Errorf("%s: a mail to %s came before one that was added before it", verb, m.To.Address)
		}
		last[m.To.Address] = at[id]
	}
}

// TestConnectionsLimit: a server that takes three connections is sent all by three, without
// a pause, however it says so.
func TestConnectionsLimit(t *testing.T) {
	for name, script := range map[string]func(step) string{
		"greeting": func(s step) string { return or(only("CONNECT", "421 4.7.0 too many connections", fourthConn)(s), "") },
		"no word":  only("CONNECT", cut, fourthConn),
		"MAIL":     only("MAIL", "421 4.7.0 too many connections", fourthConn),
		"silence":  only("CONNECT", hang, fourthConn),
		"login":    only("EHLO", "554 5.7.1 too many connections", fourthConn),
	} {
		synctest.Test(t, func(t *testing.T) {
			b, s := filled(t, readers(200)...), newFaultyServer(script)
			began := time.Now()
			r := send(t, b, far(s), &outbox.SendOptions{Connections: 6, PerConnection: 1000, Progress: func(p outbox.Progress) {
				if p.Pause > 0 {
					t.Errorf("%s: a pause of %v, since %s", name, p.Pause, p.Reason)
				}
			}})
			if r.Accepted != 200 || s.conns > 6 {
				t.Errorf("%s: %d accepted by %d connections, want 200 by 3, and at most three that were not taken", name, r.Accepted, s.conns)
			}
			if got := time.Since(began); got > time.Minute {
				t.Errorf("%s: it took %v, want no wait for what is not taken", name, got)
			}
			if err := s.isTaken(b, 0); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

func fourthConn(s step) bool { return s.conn > 3 }

// TestConnectionsPerMinute: the limit is that of all connections together.
func TestConnectionsPerMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, s := filled(t, readers(61)...), newFaultyServer(nil)
		began := time.Now()
		send(t, b, s.server(), &outbox.SendOptions{PerMinute: 60, Connections: 5})
		if got := time.Since(began); got != time.Minute {
			t.Errorf("61 mails, 60 a minute: %v, want 1m", got)
		}
	})
}

// TestConnectionsCancelled: what the server has when the context ends is waited for on each
// connection.
func TestConnectionsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		b, s := filled(t, readers(200)...), newFaultyServer(nil)
		taken := 0
		var mu sync.Mutex
		s.script = func(s step) string {
			mu.Lock()
			defer mu.Unlock()
			if s.verb == "END" {
				if taken++; taken == 100 {
					cancel()
				}
			}
			return ""
		}
		if _, err := b.Send(ctx, far(s), &outbox.SendOptions{Connections: 6}); err == nil {
			t.Error("no error of a context that has ended")
		}
		if got := states(b); got[outbox.Accepted] < 100 || got[outbox.Accepted] > 106 {
			t.Errorf("%v, want 100 accepted and those that were on their way", got)
		}
		if err := s.isTaken(b, 0); err != nil {
			t.Error(err)
		}
	})
}
