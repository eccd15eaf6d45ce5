//go:build unix

package ical_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// oneSession gives a timeline, in UTC, with a title of its own.
func oneSession(t *testing.T, title string) *schedule.Timeline {
	t.Helper()
	a := &schedule.Agenda{
		ID: "file", Zone: schedule.UTC(), Title: schedule.Text{{Lang: "en", Text: "File"}},
		Days: []schedule.Day{{Date: schedule.Date{Year: 2026, Month: 3, Day: 10}, Sessions: []schedule.Session{{
			ID: "s", Title: schedule.Text{{Lang: "en", Text: title}}, Start: 9 * schedule.Hour, End: 10 * schedule.Hour,
		}}}},
	}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

func TestWriteFile(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "a.ics")
	var want bytes.Buffer
	if err := ical.Write(&want, oneSession(t, "New"), nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link.ics")
	if err := os.Symlink("a.ics", link); err != nil {
		t.Fatal(err)
	}
	if err := ical.WriteFile(link, oneSession(t, "New"), nil); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v, want 0600 as before", info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	got, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("the file has %d bytes, %v, want the %d of Write", len(got), err, want.Len())
	}
}

// TestWriteFileKeepsThePrevious writes a text that no calendar file can hold.
func TestWriteFileKeepsThePrevious(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "a.ics")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := ical.WriteFile(name, oneSession(t, "bad\x00text"), nil); err == nil {
		t.Fatal("a NUL was written")
	}
	if got, err := os.ReadFile(name); err != nil || string(got) != "old" {
		t.Errorf("the file holds %q, %v, want what it held before", got, err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, want the old file alone", left)
	}
	if err := ical.WriteFile(filepath.Join(folder, "missing", "a.ics"), oneSession(t, "A"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("into a missing folder: %v, want %v", err, os.ErrNotExist)
	}
}

// TestWriteFileThrough writes to a pipe, which a rename would destroy.
func TestWriteFileThrough(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan []byte)
	go func() {
		b, _ := os.ReadFile(pipe)
		read <- b
	}()
	if err := ical.WriteFile(pipe, oneSession(t, "Piped"), nil); err != nil {
		t.Fatal(err)
	}
	if b := <-read; !bytes.Contains(b, []byte("SUMMARY;LANGUAGE=en:Piped\r\n")) {
		t.Errorf("the pipe gave %q", b)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe became %v, %v", info.Mode(), err)
	}
}
