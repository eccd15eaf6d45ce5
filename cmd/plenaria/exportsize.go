package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// maxImport is the size of a file, in octets, over which Google Calendar does
// not import it: its help says 1 MB.
const maxImport = 1_000_000

// counter counts what is written.
type counter struct {
	io.Writer
	n int
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	c.n += n
	return n, err
}

// large says that a file is too large for some, and what smaller ones there are.
func (c *exportCmd) large(a *app, tl *selection, o *ical.Options, size int) {
	if size <= maxImport {
		return
	}
	fmt.Fprintf(a.err, "%s the file has %s; Google Calendar imports none over 1 MB\n", a.paintErr.warn("remark:"), megabytes(size))
	whole := *o
	if !c.NoBreaks {
		whole.OmitBreaks = true
		n := sizeOf(tl, &whole)
		fmt.Fprintf(a.err, "  without breaks (--no-breaks) it has %s\n", megabytes(n))
		if n <= maxImport {
			return
		}
	}
	tracks := tl.split(&whole, "track", func(s *schedule.Slot) schedule.ID { return s.Session.Track })
	rooms := tl.split(&whole, "room", func(s *schedule.Slot) schedule.ID { return s.Room })
	for _, p := range []partition{tracks, rooms} {
		if p.files > 1 {
			fmt.Fprintf(a.err, "  %s\n", p)
		}
	}
}

// partition is what becomes of a file that is written in several.
type partition struct {
	flag           string
	files, largest int
	without        int // slots that no file has
}

// split measures a file for each value that slots have.
func (s *selection) split(o *ical.Options, flag string, of func(*schedule.Slot) schedule.ID) partition {
	p := partition{flag: flag}
	var ids []schedule.ID
	for i := range s.Slots {
		slot := &s.Slots[i]
		switch {
		case s.keep != nil && !s.keep(slot), o.OmitBreaks && slot.Session.Kind == schedule.Break:
		case of(slot) == "":
			p.without++
		default:
			ids = append(ids, of(slot))
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	p.files = len(ids)
	for _, id := range ids {
		one := *o
		one.Keep = func(slot *schedule.Slot) bool { return of(slot) == id && (s.keep == nil || s.keep(slot)) }
		p.largest = max(p.largest, sizeOf(s, &one))
	}
	return p
}

// String says "a file a track (--track): 5 files of up to 0.3 MB".
func (p partition) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "a file a %s without breaks (--no-breaks --%[1]s): %d files of up to %s", p.flag, p.files, megabytes(p.largest))
	if p.without > 0 {
		fmt.Fprintf(&b, "; %s no %s", counted(p.without, "session has", "sessions have"), p.flag)
	}
	return b.String()
}

// sizeOf gives the size of a file; 0 if it cannot be written.
func sizeOf(tl *selection, o *ical.Options) int {
	n := &counter{Writer: io.Discard}
	if err := ical.Write(n, tl.Timeline, o); err != nil {
		return 0
	}
	return n.n
}

// megabytes rounds up, so that what is over a limit is never shown as at it.
func megabytes(n int) string {
	hundredths := cmp.Compare(n%10_000, 0) + n/10_000
	return fmt.Sprintf("%d.%02d MB", hundredths/100, hundredths%100)
}
