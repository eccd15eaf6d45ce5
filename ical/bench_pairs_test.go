package ical

import (
	"bytes"
	"runtime"
	"slices"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// BenchmarkPairs measures how many times as fast as golang-ical Decode and Import
// are. A machine is not equally fast all the time, so that both are run by turns, each
// time after a collection of what the other has left; the ratio is the median of all
// turns.
func BenchmarkPairs(b *testing.B) {
	file := benchFile(b, benchEvents)
	o := &ImportOptions{Database: tzdb.Pinned()}
	for _, pair := range [...]struct {
		name         string
		ours, theirs func() error
	}{
		{"Decode", func() error { _, _, err := Decode(bytes.NewReader(file), nil); return err },
			func() error { _, err := ics.ParseCalendar(bytes.NewReader(file)); return err }},
		{"Import", func() error { _, err := Import(bytes.NewReader(file), o); return err },
			func() error { return golangRead(file) }},
	} {
		b.Run(pair.name, func(b *testing.B) {
			var ratios, ours, theirs []float64
			for range b.N {
				mine, other := timeOf(b, pair.ours), timeOf(b, pair.theirs)
				ratios, ours, theirs = append(ratios, other/mine), append(ours, mine), append(theirs, other)
			}
			b.ReportMetric(median(ratios), "times-as-fast")
			b.ReportMetric(median(ours), "ms/ours")
			b.ReportMetric(median(theirs), "ms/theirs")
		})
	}
}

// timeOf gives the milliseconds that f takes.
func timeOf(b *testing.B, f func() error) float64 {
	b.Helper()
	runtime.GC()
	start := time.Now()
	if err := f(); err != nil {
		b.Fatal(err)
	}
	return float64(time.Since(start)) / float64(time.Millisecond)
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
