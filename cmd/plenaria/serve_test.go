package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// heard is a writer that several goroutines may use.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.String()
}

const served = `plenaria: 1
id: s
title: Served
zone: America/Panama
languages: [en]
days: [{date: 2027-04-08, sessions: [{at: 09:00-10:00, id: a, title: First title}]}]
`

// serving serves an agenda file in a folder of its own and gives the address.
func serving(t *testing.T, text string) (file, address string, out *heard) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "agenda.yaml")
	save(t, file, text)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	out = new(heard)
	a := &app{err: out, zones: zones{tzdb.Pinned()}}
	ended := make(chan error)
	ctx, stop := context.WithCancel(t.Context())
	go func() { ended <- (&serveCmd{File: file}).serve(ctx, a, listener) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	return file, "http://" + listener.Addr().String(), out
}

// save replaces a file as editors do.
func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file+".new", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 500 {
		if holds() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}

// TestServe edits an agenda while it is served: a new version shows; a broken one
// does not, and its faults are told; then the next good one shows.
func TestServe(t *testing.T) {
	file, address, out := serving(t, served)
	if status, body := get(t, address+"/"); status != 200 || !strings.Contains(body, "First title") {
		t.Fatalf("status %d, a page of %d bytes without the session", status, len(body))
	}
	if _, body := get(t, address+"/"); !strings.Contains(body, "webcal://"+strings.TrimPrefix(address, "http://")+"/agenda.ics") {
		t.Error("the page does not offer to subscribe at the server's address")
	}
	shows := func(text string) func() bool {
		return func() bool { _, body := get(t, address+"/agenda.ics"); return strings.Contains(body, text) }
	}
	save(t, file, strings.Replace(served, "First title", "Second title", 1))
	eventually(t, "the second title", shows("Second title"))

	save(t, file, strings.Replace(served, "America/Panama", "America/Panma", 1))
	eventually(t, "the fault in the terminal", func() bool { return strings.Contains(out.String(), "agenda.yaml:4:7: zone: unknown time zone") })
	if !shows("Second title")() {
		t.Error("the last good version is gone")
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	save(t, file, strings.Replace(served, "First title", "Third and last title", 1))
	eventually(t, "the third title", shows("Third and last title"))
}

// TestServeBroken starts with a faulty file: the faults are the answer until it
// is mended.
func TestServeBroken(t *testing.T) {
	file, address, _ := serving(t, strings.Replace(served, "America/Panama", "America/Panma", 1))
	if status, body := get(t, address+"/"); status != 503 || !strings.Contains(body, "did you mean America/Panama?") {
		t.Errorf("status %d, %q; want 503 and the fault", status, body)
	}
	save(t, file, served)
	eventually(t, "the mended agenda", func() bool { status, _ := get(t, address+"/"); return status == 200 })
}

// TestServeEnds ends a server while a page waits for events.
func TestServeEnds(t *testing.T) {
	_, address, _ := serving(t, served)
	res, err := http.Get(address + "/events")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if status, _ := get(t, address+"/nothing"); status != 404 {
		t.Errorf("status %d, want 404", status)
	}
}

// TestServeErrors: what has nothing to do with the agenda ends the command.
func TestServeErrors(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	file := filepath.Join(t.TempDir(), "agenda.yaml")
	save(t, file, served)
	for name, args := range map[string][]string{
		"the address is taken":  {"serve", file, "--listen", busy.Addr().String()},
		"no such file":          {"serve", file + ".missing", "--listen", "127.0.0.1:0"},
		"a flag is wrong":       {"serve", file, "--listen", "127.0.0.1:0", "--zone", "Nowhere"},
		"the standard input":    {"serve", "-"},
		"no address to listen":  {"serve", file, "--listen", "nonsense"},
		"a filter finds nobody": {"serve", file, "--listen", "127.0.0.1:0", "--person", "x"},
	} {
		out := new(heard)
		a := &app{in: strings.NewReader(""), out: &output{Writer: out}, err: out, now: time.Now}
		if status := a.run(append([]string{"--tzdata=pinned"}, args...)); status != failure {
			t.Errorf("%s: exit status %d, want %d; %s", name, status, failure, out)
		}
	}
}
