package contentline_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// small cuts before nearly every event of the tests.
var small = contentline.Ahead{From: 1, Size: 180, Workers: 3}

// scanAhead is scan with ReadAhead wherever it may be, and also gives how many
// pieces were taken.
func scanAhead(r io.Reader, l *contentline.Limits, o contentline.Ahead) (out []string, pieces int) {
	s := contentline.NewScanner(r, l)
	for s.Scan() {
		out = append(out, tell(s.Line()))
		contentline.ReadAhead(s, o, tellAll, func(lines []string) {
			out = append(out, lines...)
			pieces++
		})
	}
	return append(out, tellEnd(s)...), pieces
}

// tellAll gives a worker that tells the lines of a piece.
func tellAll() func(*contentline.Scanner) []string {
	return func(s *contentline.Scanner) (out []string) {
		for s.Scan() {
			out = append(out, tell(s.Line()))
		}
		return out
	}
}

func events(n int, lines ...string) string {
	return strings.Repeat("BEGIN:VEVENT\n"+lf(lines...)+"END:VEVENT\n", n)
}

// TestReadAhead: what is read ahead is what is read one after the other, and it is
// read ahead as far as that is so.
func TestReadAhead(t *testing.T) {
	title := "SUMMARY:some words so that an event is longer than a piece"
	for _, c := range []struct {
		name   string
		in     string
		limits contentline.Limits
		least  int // pieces
		most   int
	}{
		{"all", in(events(50, title)), contentline.Limits{}, 20, 30},
		{"small events", in(events(50, "A:1")), contentline.Limits{}, 5, 12},
		{"CR LF", strings.ReplaceAll(in(events(50, title)), "\n", "\r\n"), contentline.Limits{}, 40, 50},
		{"faults in pieces", in(events(50, title, "no colon", "A\x01B:1", "END:VALARM", "X;P=\"a:\xFF")), contentline.Limits{}, 40, 50},
		{"more faults than are listed", in(events(700, title, "no colon", "C;=:1")), contentline.Limits{}, 600, 700},
		{"components inside", in(events(50, title, "BEGIN:VALARM", "ACTION:AUDIO", "END:VALARM")), contentline.Limits{}, 40, 50},
		{"of the calendar", in(strings.Repeat(events(1, title)+"X-BETWEEN:a\nBEGIN:VTODO\nEND:VTODO\n", 50)), contentline.Limits{}, 40, 50},
		{"events without an END", in(strings.Repeat("BEGIN:VEVENT\n"+title+"\n", 50)), contentline.Limits{}, 0, 0},
		{"one event without an END", in(events(20, title) + "BEGIN:VEVENT\n" + events(20, title)), contentline.Limits{}, 8, 20},
		{"lone carriage returns", in(events(20, title) + events(1, title, "A:1\rB:2") + events(20, title)), contentline.Limits{}, 8, 20},
		{"two calendars", in(events(20, title)) + in(events(20, title)), contentline.Limits{}, 8, 30},
		{"words between two calendars", in(events(20, title)) + "odd\n" + in(events(20, title)), contentline.Limits{}, 8, 30},
		{"no calendar around", events(50, title), contentline.Limits{}, 0, 0},
		{"no events", in(strings.Repeat("BEGIN:VTODO\n"+title+"\nEND:VTODO\n", 50)), contentline.Limits{}, 0, 0},
		{"BEGIN in a text", in(events(50, title, "DESCRIPTION:x\n BEGIN:VEVENT\n  END:VEVENT")), contentline.Limits{}, 40, 50},
		{"cut off", "BEGIN:VCALENDAR\n" + events(30, title) + "BEGIN:VEVENT\nA:1\n", contentline.Limits{}, 12, 20},
		{"a line too long", in(events(50, title, strings.Repeat("x", 70)+":1")), contentline.Limits{Line: 65}, 40, 50},
		{"too many lines", in(events(50, title)), contentline.Limits{Lines: 100}, 12, 20},
		{"just enough lines", in(events(50, title)), contentline.Limits{Lines: 152}, 20, 30},
		{"one line too many", in(events(50, title)), contentline.Limits{Lines: 151}, 20, 30},
		{"too many components", in(events(50, title)), contentline.Limits{Components: 20}, 6, 12},
		{"too many values", in(events(50, "A;B=1,2;C=3:"+title)), contentline.Limits{AllValues: 70}, 8, 30},
		{"too many octets", in(events(50, title)), contentline.Limits{Total: 2000}, 0, 15},
		{"too deep", in(events(20, title) + events(1, title, "BEGIN:A", "BEGIN:B", "END:B", "END:A") + events(20, title)), contentline.Limits{Depth: 3}, 10, 25},
	} {
		want := scan(strings.NewReader(c.in), &c.limits)
		for _, r := range []io.Reader{strings.NewReader(c.in), iotest.OneByteReader(strings.NewReader(c.in))} {
			got, pieces := scanAhead(r, &c.limits, small)
			compare(t, c.name, got, want)
			if pieces < c.least || pieces > c.most {
				t.Errorf("%s: %d pieces, want %d to %d", c.name, pieces, c.least, c.most)
			}
		}
	}
}

// TestReadAheadRandom cuts odd files of events at pieces of any size.
func TestReadAheadRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(2026, 8))
	taken := 0
	for range 300 {
		var b bytes.Buffer
		b.WriteString("BEGIN:VCALENDAR\r\n")
		for range r.IntN(40) {
			b.WriteString("BEGIN:VEVENT\r\nUID:1\r\n")
			for range r.IntN(3) * r.IntN(3) {
				b.WriteString(oddPieces[r.IntN(len(oddPieces))])
			}
			b.WriteString("\r\nEND:VEVENT\r\n")
		}
		b.WriteString("END:VCALENDAR\r\n")
		for _, l := range []*contentline.Limits{nil, {Line: 60, Values: 4, Depth: 3, Components: 25, Lines: 100, Total: 3000}} {
			want := scan(bytes.NewReader(b.Bytes()), l)
			got, pieces := scanAhead(bytes.NewReader(b.Bytes()), l, contentline.Ahead{From: int64(r.IntN(200)), Size: 1 + r.IntN(300), Workers: 2 + r.IntN(3)})
			compare(t, fmt.Sprintf("%q", b.Bytes()), got, want)
			taken += pieces
		}
		if t.Failed() {
			return
		}
	}
	if taken < 500 {
		t.Errorf("only %d pieces were taken", taken)
	}
}

// TestReadAheadReaderFails: an error of the reader is the same.
func TestReadAheadReaderFails(t *testing.T) {
	text := "BEGIN:VCALENDAR\n" + events(30, "SUMMARY:some words so that an event is longer than a piece")
	broken := errors.New("connection reset")
	for _, cut := range []int{0, 1, 40, 41, 500, len(text) - 1, len(text)} {
		reader := func() io.Reader { return io.MultiReader(strings.NewReader(text[:cut]), iotest.ErrReader(broken)) }
		got, _ := scanAhead(reader(), nil, small)
		compare(t, fmt.Sprint(cut, " octets"), got, scan(reader(), nil))
	}
}

// TestReadAheadPanics: a panic of a worker is one of the caller, and no goroutine
// is left behind, neither then nor when take panics.
func TestReadAheadPanics(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, c := range []struct {
		name   string
		worker func() func(*contentline.Scanner) int
		take   func(int)
	}{
		{"worker", func() func(*contentline.Scanner) int { panic("worker") }, func(int) {}},
		{"read", func() func(*contentline.Scanner) int {
			return func(s *contentline.Scanner) int {
				for s.Scan() {
				}
				panic("read")
			}
		}, func(int) {}},
		{"take", func() func(*contentline.Scanner) int {
			return func(s *contentline.Scanner) int {
				for s.Scan() {
				}
				return 1
			}
		}, func(int) { panic("take") }},
	} {
		func() {
			defer func() {
				if r := recover(); r != c.name {
					t.Errorf("panic of %s: %v", c.name, r)
				}
			}()
			s := contentline.NewScanner(strings.NewReader(in(events(50, "SUMMARY:some words so that an event is longer than a piece"))), nil)
			for s.Scan() {
				contentline.ReadAhead(s, small, c.worker, c.take)
			}
			t.Errorf("%s: no panic", c.name)
		}()
		// A goroutine that has ended is counted until it is taken away.
		for tries := 0; runtime.NumGoroutine() > before; tries++ {
			if tries == 1000 {
				t.Errorf("%s: %d goroutines, before %d", c.name, runtime.NumGoroutine(), before)
				break
			}
			time.Sleep(time.Millisecond)
		}
	}
}
