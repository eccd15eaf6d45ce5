package ical_test

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// FuzzPublished: whatever was published, Published and an Update with what Import makes
// of the same file end without a panic; what Update writes is read as the same events,
// and once more it gives the same bytes.
func FuzzPublished(f *testing.F) {
	for _, pattern := range []string{"testdata/clients/*.ics", "testdata/hostile/*.ics", "testdata/*.ics", "../testdata/clients/*.ics"} {
		files, _ := filepath.Glob(filepath.FromSlash(pattern))
		for _, name := range files {
			file, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(file)
		}
	}
	f.Add([]byte(seriesOf("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=America/Panama:20211125T083000\nSEQUENCE:2147483647")))
	f.Add([]byte(eventOf("RECURRENCE-ID;RANGE=THISANDFUTURE:20211118T133000Z\nSTATUS:CANCELLED\nSEQUENCE:-1")))
	f.Fuzz(func(t *testing.T, file []byte) {
		o := importOptions()
		o.Limits = ical.Limits{Total: 1 << 20, Components: 500, Lines: 10_000}
		was, err := ical.Published(bytes.NewReader(file), o)
		if was == nil {
			if err == nil {
				t.Fatal("neither a publication nor an error")
			}
			return
		}
		im, _ := ical.Import(bytes.NewReader(file), o)
		if im == nil {
			t.Fatal("a publication and no import")
		}
		tl, err := im.Agenda.Resolve(schedule.Reject)
		if err != nil {
			return
		}
		u := ical.UpdateOptions{Options: ical.Options{Kept: im, Stamp: lastStamp(was)}, DropRemoved: true}
		var first, second strings.Builder
		if _, err := ical.Update(&first, was, tl, &u); err != nil {
			if !errors.Is(err, ical.ErrUnwritable) {
				t.Fatalf("the same again: %v", err)
			}
			return
		}
		is, err := ical.Published(strings.NewReader(first.String()), o)
		if err != nil {
			t.Fatalf("what was written is not read: %v\n%s", err, first.String())
		}
		if a, b := eventLines(was), eventLines(is); !maps.Equal(a, b) {
			t.Fatalf("-was +is:\n%s", cmp.Diff(a, b))
		}
		if list, err := ical.Update(&second, is, tl, &u); err != nil || second.String() != first.String() {
			t.Fatalf("once more: %v, %v\n%s", list, err, cmp.Diff(first.String(), second.String()))
		}
	})
}

// lastStamp gives a time behind all stamps of a publication.
func lastStamp(p *ical.Publication) time.Time {
	last := stampOne
	for _, e := range p.Events {
		if e.Stamp.After(last) {
			last = e.Stamp
		}
	}
	return last
}

// eventLines tell of the events what an update leaves as it is.
func eventLines(p *ical.Publication) map[string]string {
	lines := map[string]string{}
	for _, e := range p.Events {
		lines[e.UID+" "+e.Recurrence] = strings.Join([]string{e.Title, string(e.Status), e.Start.At.String(), e.Start.Wall.String(), e.End.At.String()}, " | ")
	}
	return lines
}
