//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// deadly are the signals of Ctrl-C, of the end of the machine, and one that nobody hears.
var deadly = []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGKILL}

// killed runs a command in a folder and sends it a signal as soon as something holds. It
// reports whether the command was ended by that, or had ended before.
func killed(t *testing.T, folder string, signal syscall.Signal, when func() bool, args ...string) (ended bool, said string) {
	t.Helper()
	var out bytes.Buffer
	c := exec.Command("plenaria", args...)
	c.Dir, c.Stderr = folder, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- c.Wait() }()
	for {
		select {
		case err := <-done:
			return err != nil, out.String()
		case <-time.After(50 * time.Microsecond):
		}
		if when() {
			_ = c.Process.Signal(signal) // it may have ended
			return <-done != nil, out.String()
		}
	}
}

// found reports whether there is a file like a pattern that is not empty.
func found(pattern string) bool {
	list, _ := filepath.Glob(pattern)
	return slices.ContainsFunc(list, func(name string) bool { info, err := os.Stat(name); return err == nil && info.Size() > 0 })
}

// succeed runs a command that has to end well.
func succeed(t *testing.T, folder string, args ...string) {
	t.Helper()
	if out := printed(folder, append([]string{"plenaria"}, args...)); strings.Contains(out, "plenaria: ") {
		t.Fatalf("%v: %s", args, out)
	}
}

// crowded writes an agenda of many sessions with one speaker.
func crowded(t *testing.T, file, title string, sessions int) {
	t.Helper()
	var b strings.Builder
	b.WriteString("plenaria: 1\nid: crowd\ntitle: Crowd\nzone: America/Panama\nlanguages: [en]\norganizer: o\npeople:\n" +
		"  o: {name: O, kind: organization, email: o@example.org}\n  kim: {name: Kim, email: kim@example.org}\n" +
		"days:\n  - date: 2027-01-01\n    sessions:\n")
	for i := range sessions {
		fmt.Fprintf(&b, "      - {at: %02d:00, for: 1h, id: s%d, title: %s, speakers: [kim], abstract: %s}\n", i*23/sessions, i, title, strings.Repeat("about ", 100))
	}
	save(t, file, b.String())
}

func contents(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

// noTemporaries wants no half file where the command could clear up.
func noTemporaries(t *testing.T, folder string, signal syscall.Signal) {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, ".*"))
	if err != nil || signal != syscall.SIGKILL && len(list) > 0 {
		t.Errorf("%v: %v, %v are left", signal, list, err)
	}
}

// TestKilledExport ends an export as its new file is being written: the old one stays, or
// the new one is whole; the next run writes it.
func TestKilledExport(t *testing.T) {
	for _, signal := range deadly {
		folder := t.TempDir()
		agenda, out := filepath.Join(folder, "crowd.yaml"), filepath.Join(folder, "crowd.ics")
		crowded(t, agenda, "New", 200)
		succeed(t, folder, "export", "crowd.yaml", "-o", "crowd.ics")
		is, was, half := contents(t, out), "", 0
		crowded(t, agenda, "Old", 3)
		succeed(t, folder, "export", "crowd.yaml", "-o", "crowd.ics")
		was = contents(t, out)
		crowded(t, agenda, "New", 200)
		for try := 0; half == 0; try++ {
			if try == 100 {
				t.Fatalf("%v: in %d runs there was never half a file", signal, try)
			}
			ended, said := killed(t, folder, signal, func() bool { return found(filepath.Join(folder, ".crowd.ics.*")) }, "export", "crowd.yaml", "-o", "crowd.ics")
			switch got := contents(t, out); {
			case got == was && ended:
				half++
			case got != is:
				t.Fatalf("%v: the file has %d octets, neither the old %d nor the new %d: %s", signal, len(got), len(was), len(is), said)
			}
			noTemporaries(t, folder, signal)
			save(t, out, was)
		}
		succeed(t, folder, "export", "crowd.yaml", "-o", "crowd.ics")
		if contents(t, out) != is {
			t.Errorf("%v: the next run has not written the new file", signal)
		}
	}
}

// A mailing is a folder with the second version of an agenda, whose first has put forty
// invitations into an outbox.
type mailing struct {
	folder string
	first  string // the organizer's file of the first version
}

func newMailing(t *testing.T) *mailing {
	t.Helper()
	m := &mailing{folder: t.TempDir()}
	crowded(t, m.file("crowd.yaml"), "One", 40)
	succeed(t, m.folder, "invite", "crowd.yaml", "--outbox", "box", "--stamp", "2026-01-01T00:00:00Z")
	m.first = contents(t, m.file("crowd.invited.ics"))
	crowded(t, m.file("crowd.yaml"), "Two", 40)
	return m
}

// copy gives the same in a folder of its own.
func (m *mailing) copy(t *testing.T) *mailing {
	t.Helper()
	to := &mailing{t.TempDir(), m.first}
	if err := os.CopyFS(to.folder, os.DirFS(m.folder)); err != nil {
		t.Fatal(err)
	}
	return to
}

func (m *mailing) file(name string) string { return filepath.Join(m.folder, name) }

// second are the arguments that tell the second version.
func second(to, place string) []string {
	return []string{"invite", "crowd.yaml", to, place, "--stamp", "2026-02-01T00:00:00Z"}
}

// TestKilledInvite ends a run as its mails are being written: none of them counts and the
// organizer's file is as it was, or all of it is there; the next run goes on.
func TestKilledInvite(t *testing.T) {
	fresh := newMailing(t)
	whole := fresh.copy(t)
	before := printed(whole.folder, []string{"plenaria", "send", "box"})
	succeed(t, whole.folder, second("--outbox", "box")...)
	is, after := contents(t, whole.file("crowd.invited.ics")), printed(whole.folder, []string{"plenaria", "send", "box"})
	if before == after {
		t.Fatalf("the second version changes nothing in the outbox: %s", after)
	}
	for _, place := range []struct{ flag, name, half string }{
		{"--outbox", "box", "box/000002.new/mails.mbox"},
		{"-o", "mails", ".mails.*/*.eml"},
		{"--mbox", "mails.mbox", ".mails.mbox.*"},
	} {
		for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGKILL} {
			m := fresh.copy(t)
			for try := 0; ; try++ {
				if try == 20 {
					t.Fatalf("%s, %v: no run of %d was ended in the middle", place.flag, signal, try)
				}
				ended, said := killed(t, m.folder, signal, func() bool { return found(m.file(place.half)) }, second(place.flag, place.name)...)
				record, mails := contents(t, m.file("crowd.invited.ics")), printed(m.folder, []string{"plenaria", "send", "box"})
				if place.flag != "--outbox" {
					mails = before
					if list, _ := filepath.Glob(m.file(place.name)); record == is && len(list) == 0 {
						t.Fatalf("%s, %v: the organizer's file tells of mails that are not there: %s", place.flag, signal, said)
					}
				}
				isOld, isNew := record == m.first && mails == before, record == is && (mails == after || place.flag != "--outbox")
				if !isOld && !isNew {
					t.Fatalf("%s, %v: the organizer's file is the old one (%t) or the new one (%t), the outbox says\n%s\nand the command\n%s", place.flag, signal, record == m.first, record == is, mails, said)
				}
				noTemporaries(t, m.folder, signal)
				if ended && isOld {
					break
				}
				m = fresh.copy(t)
			}
			succeed(t, m.folder, second(place.flag, place.name)...)
			if contents(t, m.file("crowd.invited.ics")) != is {
				t.Errorf("%s, %v: the next run has not told the second version", place.flag, signal)
			}
		}
	}
}

// TestKilledSend ends a run as the server has taken some mails: the next one sends the
// others. The one that was on its way comes twice if nobody could wait for its answer.
func TestKilledSend(t *testing.T) {
	fresh := newMailing(t)
	for _, signal := range deadly {
		var m *mailing
		var taken func() int
		addr, said := "", ""
		for ended, try := false, 0; !ended; try++ {
			if try == 20 {
				t.Fatalf("%v: no run of %d was ended in the middle", signal, try)
			}
			m = fresh.copy(t)
			s := &mailServer{base: m.file("SERVER")}
			to, end, err := s.start()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(end)
			addr, taken = to, func() int { return strings.Count(contents(t, s.base+".log"), "\n") }
			ended, said = killed(t, m.folder, signal, func() bool { return taken() > 2 }, "send", "box", "--smtp", addr)
			ended = ended && taken() < 40
		}
		if signal != syscall.SIGKILL && !strings.Contains(said, "plenaria: stopped; the next run goes on where this one has ended\n") {
			t.Errorf("%v: it says %s", signal, said)
		}
		succeed(t, m.folder, "send", "box", "--smtp", addr)
		if n := taken(); n != 40 && (n != 41 || signal != syscall.SIGKILL) {
			t.Errorf("%v: %d mails of 40 were taken", signal, n)
		}
		if got := printed(m.folder, []string{"plenaria", "send", "box"}); got != "box: 40 accepted, 0 refused, 0 waiting" {
			t.Errorf("%v: %s", signal, got)
		}
	}
}
