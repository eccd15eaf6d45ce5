package outbox_test

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

var sizes = []int{100, 1000, 10_000}

// letter gives mails of 10 kB.
func letter(i int) *ical.Message {
	m := message(reader(i), "opening", ical.MethodRequest, 0)
	m.Text = strings.Repeat("What this session is about, in a sentence.\n", 190)
	return m
}

// BenchmarkAdd adds one batch; neither the time for one mail nor the memory that it
// keeps may grow.
func BenchmarkAdd(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint("mails", n), func(b *testing.B) {
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				box := open(b, filepath.Join(b.TempDir(), "box"))
				fill(b, box, n)
				runtime.GC()
				runtime.ReadMemStats(&after)
				box.Close()
			}
			perMail(b, n)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "live-B/mail")
		})
	}
}

func fill(b *testing.B, box *outbox.Box, n int) {
	batch, err := box.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		if _, err := batch.Add(letter(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := batch.Commit("", nil); err != nil {
		b.Fatal(err)
	}
}

func perMail(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/mail")
}

// BenchmarkSend sends all mails of an outbox to a server in the same process, over
// loopback, each noted on the disk.
func BenchmarkSend(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint("mails", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "box")
			box := open(b, dir)
			fill(b, box, n)
			box.Close()
			addr := newFaultyServer(nil).listen(b)
			for b.Loop() {
				b.StopTimer()
				box, err := outbox.Open(copyOf(b, dir))
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if r, err := box.Send(b.Context(), &outbox.Server{Addr: addr}, nil); err != nil || r.Accepted != n {
					b.Fatal(r.Accepted, err)
				}
				box.Close()
			}
			perMail(b, n)
		})
	}
}

// BenchmarkOpen opens an outbox all of whose mails are accepted.
func BenchmarkOpen(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint("mails", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "box")
			box := open(b, dir)
			fill(b, box, n)
			send(b, box, newFaultyServer(nil).server(), nil)
			box.Close()
			for b.Loop() {
				if err := open(b, dir).Close(); err != nil {
					b.Fatal(err)
				}
			}
			perMail(b, n)
		})
	}
}

// BenchmarkSendFar sends to a server whose answers take 50 ms, by several connections, each
// mail noted on the disk.
func BenchmarkSendFar(b *testing.B) {
	const mails = 200
	for _, connections := range []int{1, 2, 4, 8, 16} {
		b.Run(fmt.Sprint("connections", connections), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "box")
			box := open(b, dir)
			fill(b, box, mails)
			box.Close()
			s := newFaultyServer(nil)
			s.offers = []string{"PIPELINING"}
			addr := s.listen(b)
			dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
				c, err := (&net.Dialer{}).DialContext(ctx, network, addr)
				return &farConn{Conn: c, away: 50 * time.Millisecond}, err
			}
			for b.Loop() {
				b.StopTimer()
				box, err := outbox.Open(copyOf(b, dir))
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if r, err := box.Send(b.Context(), &outbox.Server{Addr: addr, Dial: dial}, &outbox.SendOptions{Connections: connections}); err != nil || r.Accepted != mails {
					b.Fatal(r.Accepted, err)
				}
				box.Close()
			}
			perMail(b, mails)
		})
	}
}
