package outbox_test

import (
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
