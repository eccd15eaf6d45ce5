package outbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/outbox"
)

// What this program does when it is started again, to be killed.
const (
	childSends   = "PLENARIA_OUTBOX_SEND"   // folder, address of the server, and connections
	childCommits = "PLENARIA_OUTBOX_COMMIT" // folder

	childConnections = 4 // of one that sends by several
)

func TestMain(m *testing.M) {
	var err error
	switch {
	case os.Getenv(childSends) != "":
		f := strings.Split(os.Getenv(childSends), "|")
		err = sendAll(f[0], f[1], len(f)-1)
	case os.Getenv(childCommits) != "":
		err = commitMany(os.Getenv(childCommits))
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sendAll(dir, addr string, connections int) error {
	b, err := outbox.Open(dir)
	if err != nil {
		return err
	}
	b.Unsynced() // the system goes on
	_, err = b.Send(context.Background(), &outbox.Server{Addr: addr}, &outbox.SendOptions{Pauses: []time.Duration{1, 1}, Connections: connections})
	return errors.Join(err, b.Close())
}

// start starts this program again.
func start(t *testing.T, variable, value string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	var said bytes.Buffer
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), variable+"="+value)
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, &said
}

// TestKilledSending kills the sending process at each step of one of 1,000 mails, the
// server going on. Where the server has taken the mail already, that one may be there
// twice.
func TestKilledSending(t *testing.T) {
	steps := []string{"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "END", "taken END", "behind END", "QUIT", "behind END"}
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(1000)...)
	for i := range 50 { // a quarter of the first ones is updated, another one is cancelled
		add(t, b, message(reader(4*i), "opening", ical.MethodRequest, 1), message(reader(4*i+1), "opening", ical.MethodCancel, 1))
	}
	b.Close()
	kill, release := make(chan string), make(chan struct{})
	var mu sync.Mutex
	at, twins := 0, 0 // the step of steps that comes next
	s := newFaultyServer(func(s step) string {
		mu.Lock()
		if at == len(steps) || s.verb != "CONNECT" && s.verb != "EHLO" && s.mails < 20 || !strings.HasSuffix(steps[at], s.verb) {
			mu.Unlock()
			return ""
		}
		now := steps[at]
		at++
		mu.Unlock()
		if now == "behind END" {
			go func() { kill <- now }()
			return ""
		}
		kill <- now
		<-release
		return map[string]string{"END": cut, "taken END": commitCut}[now]
	})
	addr := s.listen(t)
	for runs := 1; ; runs++ {
		c, said := start(t, childSends, dir+"|"+addr)
		done := make(chan error, 1)
		go func() { done <- c.Wait() }()
		select {
		case step := <-kill:
			_ = c.Process.Kill()
			<-done
			if step != "behind END" {
				release <- struct{}{}
			}
			if step == "behind END" || step == "taken END" {
				twins++
			}
			continue
		case err := <-done:
			if err != nil {
				t.Fatalf("the process says %v: %s", err, said)
			}
		}
		if runs != len(steps)+1 {
			t.Errorf("%d runs, want one more than %d kills", runs, len(steps))
		}
		break
	}
	b = open(t, dir)
	if got, want := states(b), [4]int{0, 950, 0, 150}; got != want {
		t.Errorf("%v, want %v", got, want)
	}
	if err := s.isTaken(b, twins); err != nil {
		t.Error(err)
	}
}

// changed is a reader to whom each batch has an update.
const changed = "changed@example.org"

// commitMany adds batch after batch, each with a state file that has the number of the
// other readers.
func commitMany(dir string) error {
	b, err := outbox.Open(filepath.Join(dir, "box"))
	if err != nil {
		return err
	}
	count, changes := 0, 0
	for m := range b.Mails() {
		if m.To == changed {
			changes++
		} else {
			count++
		}
	}
	for {
		batch, err := b.Begin()
		if err != nil {
			return err
		}
		for range 3 {
			if _, err := batch.Add(readers(count + 1)[count]); err != nil {
				return err
			}
			count++
		}
		if _, err := batch.Add(message(changed, "opening", ical.MethodRequest, changes)); err != nil {
			return err
		}
		changes++
		if err := batch.Commit(filepath.Join(dir, "told.ics"), put(fmt.Sprint(count))); err != nil {
			return err
		}
	}
}

// TestKilledCommitting kills a process that commits one batch after another: whenever
// that is, the state file says how many mails there are, and of the updates just the last
// one waits.
func TestKilledCommitting(t *testing.T) {
	dir := t.TempDir()
	before := 0
	for i := range 12 {
		c, said := start(t, childCommits, dir)
		for now := before; now == before; time.Sleep(time.Duration(i) * 300 * time.Microsecond) {
			state, _ := os.ReadFile(filepath.Join(dir, "told.ics"))
			now, _ = strconv.Atoi(string(state))
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		if said.Len() > 0 {
			t.Fatal(said)
		}
		b := open(t, filepath.Join(dir, "box"))
		count := states(b)[outbox.Waiting] - 1
		if got := states(b)[outbox.Superseded]; got != count/3-1 {
			t.Errorf("%d updates are superseded, want all but the last of %d", got, count/3)
		}
		state, _ := os.ReadFile(filepath.Join(dir, "told.ics"))
		if fmt.Sprint(count) != string(state) || count <= before {
			t.Errorf("the state file says %s, but there are %d mails, after %d before", state, count, before)
		}
		before = count
		b.Close()
	}
}

// TestCommitCutOff opens outboxes as they are when a process ends between two steps
// of Commit.
func TestCommitCutOff(t *testing.T) {
	tests := map[string]struct {
		note  bool   // the note is written
		state string // what the state file has; "-": it is not there
		want  int    // mails that wait
		err   error
	}{
		"before the note":                    {false, "old", 1, nil},
		"before the state file":              {true, "old", 1, nil},
		"behind the state file":              {true, "new", 3, nil},
		"another state file has come since":  {true, "other", 0, outbox.ErrUndecided},
		"the state file has gone since":      {true, "-", 0, outbox.ErrUndecided},
		"before the note, another has since": {false, "other", 1, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			box, state := filepath.Join(dir, "box"), filepath.Join(dir, "told.ics")
			writeFile(t, state, "older")
			b := open(t, box)
			commit(t, b, state, "old", 0, 1)
			commit(t, b, state, "new", 1, 3)
			b.Close()
			cutOff := filepath.Join(box, "000002.new")
			if err := os.Rename(filepath.Join(box, "000002"), cutOff); err != nil {
				t.Fatal(err)
			}
			if !test.note {
				if err := os.Remove(filepath.Join(cutOff, "state.tsv")); err != nil {
					t.Fatal(err)
				}
			}
			if writeFile(t, state, test.state); test.state == "-" {
				if err := os.Remove(state); err != nil {
					t.Fatal(err)
				}
			}
			moved := filepath.Join(t.TempDir(), "moved")
			if err := os.Rename(dir, moved); err != nil { // the state file is found beside it
				t.Fatal(err)
			}
			b, err := outbox.Open(filepath.Join(moved, "box"))
			if !errors.Is(err, test.err) || (err == nil) != (test.err == nil) {
				t.Fatalf("Open: %v, want %v", err, test.err)
			}
			if err != nil {
				return
			}
			defer b.Close()
			if got := states(b); got != [4]int{test.want, 0, 0} {
				t.Errorf("%v mails, want %d waiting", got, test.want)
			}
			commit(t, b, filepath.Join(moved, "told.ics"), "newer", 3, 4)
			if got := states(b); got != [4]int{test.want + 1, 0, 0} {
				t.Errorf("%v mails, want one more", got)
			}
			if left, _ := filepath.Glob(filepath.Join(moved, "box", "*.new")); len(left) > 0 {
				t.Errorf("%v is left", left)
			}
		})
	}
}

// commit adds the mails to some of the readers.
func commit(t *testing.T, b *outbox.Box, state, text string, from, to int) {
	t.Helper()
	batch, err := b.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range readers(to)[from:] {
		if _, err := batch.Add(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := batch.Commit(state, put(text)); err != nil {
		t.Fatal(err)
	}
}

// TestKilledAndCancelled kills the sending process at each step of an invitation, which is
// cancelled then: whoever has it gets a CANCEL, and nobody whom it cannot have reached.
func TestKilledAndCancelled(t *testing.T) {
	steps := map[string]string{ // what the reader gets
		"CONNECT": "", "EHLO": "", "MAIL": "R0 C1", "RCPT": "R0 C1", "DATA": "R0 C1", "END": "R0 C1", "taken": "R0 R0 C1", "RSET": "",
	}
	for at, want := range steps {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "box")
			b := open(t, dir)
			request, cancel := letters(t, reader(0), "R0"), letters(t, reader(0), "C1")
			add(t, b, request)
			b.Close()
			killed, here := make(chan struct{}), make(chan struct{})
			var once sync.Once
			s := newFaultyServer(func(s step) (say string) {
				if at == "RSET" && s.verb == "RCPT" && s.nth == 1 {
					return "451 later" // and so it says that it has not taken it
				}
				if s.verb == at || at == "taken" && s.verb == "END" {
					once.Do(func() {
						close(here)
						<-killed
						say = map[string]string{"taken": commitCut}[at]
						if say == "" {
							say = cut
						}
					})
				}
				return say
			})
			c, said := start(t, childSends, dir+"|"+s.listen(t))
			<-here
			_ = c.Process.Kill()
			_ = c.Wait()
			close(killed)
			if said.Len() > 0 {
				t.Fatal(said)
			}
			b = open(t, dir)
			add(t, b, cancel)
			send(t, b, &outbox.Server{Addr: s.listen(t)}, nil)
			var got []string
			for _, id := range s.order {
				for _, m := range []*ical.Message{request, cancel} {
					if own, _ := m.ID(); id == "<"+own+">" {
						got = append(got, map[*ical.Message]string{request: "R0", cancel: "C1"}[m])
					}
				}
			}
			if strings.Join(got, " ") != want {
				t.Errorf("the reader gets %q, want %q", got, want)
			}
			b.Close()
			silent(t, dir)
		})
	}
}

// TestKilledConnections kills the process that sends by several connections, again and
// again: all mails come, and twice only those that were on their way then.
func TestKilledConnections(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "box")
	b := open(t, dir)
	add(t, b, readers(1000)...)
	b.Close()
	var mu sync.Mutex
	taken, kill := 0, make(chan struct{}, 1)
	s := newFaultyServer(func(s step) string {
		mu.Lock()
		defer mu.Unlock()
		if s.verb == "END" {
			if taken++; taken%150 == 0 {
				select {
				case kill <- struct{}{}:
				default:
				}
			}
		}
		return ""
	})
	addr := s.listen(t)
	for kills := 0; ; {
		c, said := start(t, childSends, dir+"|"+addr+strings.Repeat("|more", childConnections-1))
		done := make(chan error, 1)
		go func() { done <- c.Wait() }()
		select {
		case <-kill:
			_ = c.Process.Kill()
			<-done
			kills++
			continue
		case err := <-done:
			if err != nil {
				t.Fatalf("the process says %v: %s", err, said)
			}
		}
		b = open(t, dir)
		if got, want := states(b), [4]int{0, 1000, 0, 0}; got != want || kills < 5 {
			t.Errorf("%v behind %d kills, want %v", got, kills, want)
		}
		if err := s.isTaken(b, kills*childConnections); err != nil {
			t.Error(err)
		}
		return
	}
}
