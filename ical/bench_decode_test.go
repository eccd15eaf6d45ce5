package ical

import (
	"bufio"
	"bytes"
	"fmt"
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

// A readyProperty has the strings of a property.
type readyProperty struct {
	name, value string
	params      []string // the names
	values      [][]string
}

// readyEvents gives the strings of the events of a tree.
func readyEvents(cal *ics.Calendar) (events [][]readyProperty) {
	for _, c := range cal.Components {
		var e []readyProperty
		for _, p := range c.UnknownPropertiesIANAProperties() {
			r := readyProperty{name: p.IANAToken, value: p.Value}
			for name, values := range p.ICalParameters {
				r.params, r.values = append(r.params, name), append(r.values, values)
			}
			e = append(e, r)
		}
		events = append(events, e)
	}
	return events
}

// treeOf builds a tree of ready strings, and does nothing else: what any reader
// that gives such a tree must do at least.
func treeOf(events [][]readyProperty, n int) *ics.Calendar {
	cal := &ics.Calendar{}
	for i := range n {
		ready := events[i%len(events)]
		e := &ics.VEvent{}
		e.Properties = make([]ics.IANAProperty, len(ready))
		for i := range ready {
			r, p := &ready[i], &e.Properties[i]
			p.IANAToken, p.Value = r.name, r.value
			p.ICalParameters = make(map[string][]string, len(r.params))
			for j, name := range r.params {
				p.ICalParameters[name] = r.values[j]
			}
		}
		cal.Components = append(cal.Components, e)
	}
	return cal
}

// BenchmarkRead compares scanning with a bare line scan, and Decode with the
// parser of golang-ical and with the building of the tree alone, on the same file
// and in one run.
func BenchmarkRead(b *testing.B) {
	file := benchFile(b, benchEvents)
	few, _, err := Decode(bytes.NewReader(benchFile(b, 16)), nil)
	if err != nil {
		b.Fatal(err)
	}
	ready := readyEvents(few) // few, so that they burden the collector little
	benchReaders(b, len(file), []benchReader{
		{"bare lines", func() error { _, err := bareLines(bytes.NewReader(file)); return err }},
		{"scan", func() error { _, err := scanAll(bytes.NewReader(file), nil); return err }},
		{"decode", func() error { _, _, err := Decode(bytes.NewReader(file), nil); return err }},
		{"tree alone", func() error { treeOf(ready, benchEvents); return nil }},
		{"golang-ical/parse", func() error { _, err := ics.ParseCalendar(bytes.NewReader(file)); return err }},
	})
}

// BenchmarkDecodeSlope shows that time and memory are linear in the events.
func BenchmarkDecodeSlope(b *testing.B) {
	benchSlope(b, func(file []byte) error { _, _, err := Decode(bytes.NewReader(file), nil); return err })
}

// A benchReader reads the file of a benchmark once.
type benchReader struct {
	name string
	run  func() error
}

// benchReaders measures readers of one file of size octets.
func benchReaders(b *testing.B, size int, readers []benchReader) {
	for _, r := range readers {
		b.Run(r.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if err := r.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchSlope measures what reads files of more and more events.
func benchSlope(b *testing.B, read func(file []byte) error) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		file := benchFile(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := read(file); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/event")
		})
	}
}
