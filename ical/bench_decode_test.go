package ical

import (
	"bufio"
	"bytes"
	"io"
	"testing"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/benchfile"
	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// benchFile is the file of BenchmarkWrite: 10,000 events in 12.7 MB.
func benchFile(b *testing.B, events int) []byte {
	b.Helper()
	var file bytes.Buffer
	if err := benchfile.Write(&file, benchfile.Events(events)); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}

func scanAll(r io.Reader, l *contentline.Limits) (lines int, err error) {
	s := contentline.NewScanner(r, l)
	for s.Scan() {
		lines++
	}
	return lines, s.Err()
}

// bareLines finds the physical lines and does nothing else: what any reader of
// lines must do at least.
func bareLines(r io.Reader) (lines int, err error) {
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		if _, err := in.ReadSlice('\n'); err != nil {
			if err == io.EOF {
				err = nil
			}
			return lines, err
		}
		lines++
	}
}

// BenchmarkRead compares scanning with a bare line scan, and Decode with the
// parser of golang-ical, on the same file and in one run.
func BenchmarkRead(b *testing.B) {
	file := benchFile(b, benchEvents)
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"bare lines", func() error { _, err := bareLines(bytes.NewReader(file)); return err }},
		{"scan", func() error { _, err := scanAll(bytes.NewReader(file), nil); return err }},
		{"decode", func() error { _, _, err := Decode(bytes.NewReader(file), nil); return err }},
		{"golang-ical/parse", func() error { _, err := ics.ParseCalendar(bytes.NewReader(file)); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
