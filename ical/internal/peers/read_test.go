package peers

import (
	"bufio"
	"bytes"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/apognu/gocal"
	ics "github.com/arran4/golang-ical"
	emersion "github.com/emersion/go-ical"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/ical/internal/benchfile"
	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

const events = 10_000

// file is the calendar that all read: 10,000 events in 12 MB.
var file = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := benchfile.Write(&b, benchfile.Events(events)); err != nil {
		panic(err)
	}
	return b.Bytes()
})

// bareLines finds the line ends and does nothing else.
func bareLines(r io.Reader) (lines int, err error) {
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		if _, err := in.ReadSlice('\n'); err == io.EOF {
			return lines, nil
		} else if err != nil {
			return lines, err
		}
		lines++
	}
}

func scan(r io.Reader) (begun int, err error) {
	s := contentline.NewScanner(r, nil)
	for s.Scan() {
		if l := s.Line(); l.Kind == contentline.Begin && l.Name == "VEVENT" {
			begun++
		}
	}
	return begun, s.Err()
}

func decode(r io.Reader) (int, error) {
	cal, _, err := ical.Decode(r, nil)
	if err != nil {
		return 0, err
	}
	return len(cal.Components), nil
}

func importAgenda(r io.Reader) (n int, err error) {
	im, err := ical.Import(r, &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		return 0, err
	}
	for _, d := range im.Agenda.Days {
		n += len(d.Sessions)
	}
	return n, nil
}

func parseGolangICal(r io.Reader) (int, error) {
	cal, err := ics.ParseCalendar(r)
	if err != nil {
		return 0, err
	}
	return len(cal.Components), nil
}

// parseGolangICalTimes also asks for start and end of each event.
func parseGolangICalTimes(r io.Reader) (n int, err error) {
	cal, err := ics.ParseCalendar(r)
	if err != nil {
		return 0, err
	}
	for _, e := range cal.Events() {
		if _, err := e.GetStartAt(); err != nil {
			return n, err
		}
		if _, err := e.GetEndAt(); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func parseEmersion(r io.Reader) (int, error) {
	cal, err := emersion.NewDecoder(r).Decode()
	if err != nil {
		return 0, err
	}
	return len(cal.Children), nil
}

func parseGocal(r io.Reader) (int, error) {
	from, to := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	c := gocal.NewParser(r)
	c.Start, c.End = &from, &to
	if err := c.Parse(); err != nil {
		return 0, err
	}
	return len(c.Events), nil
}

// readers are those who read the file, and how many of what they find there.
var readers = []struct {
	name string
	read func(io.Reader) (int, error)
	want int
}{
	{"plenaria/scan", scan, events},
	{"plenaria/Decode", decode, events},
	{"plenaria/Import", importAgenda, events},
	{"golang-ical", parseGolangICal, events},
	{"golang-ical/with times", parseGolangICalTimes, events},
	{"emersion", parseEmersion, events},
	{"gocal", parseGocal, events},
}

// TestRead: all that are compared find all events.
func TestRead(t *testing.T) {
	for _, r := range readers {
		if n, err := r.read(bytes.NewReader(file())); n != r.want || err != nil {
			t.Errorf("%s finds %d events, %v; want %d", r.name, n, err, r.want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	all := append(readers[:0:0], readers...)
	all = append(all, readers[0])
	all[len(all)-1].name, all[len(all)-1].read = "bare lines", bareLines
	for _, r := range all {
		b.Run(r.name, func(b *testing.B) {
			b.SetBytes(int64(len(file())))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.read(bytes.NewReader(file())); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
