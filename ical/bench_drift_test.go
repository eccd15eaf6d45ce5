package ical_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// BenchmarkDrift compares agendas of which half has moved with what was published.
func BenchmarkDrift(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		days := map[string][]schedule.Session{}
		for i := range n {
			day := [2]string{"2026-10-07", "2026-12-02"}[i%2]
			days[day] = append(days[day], talk(schedule.ID(fmt.Sprint("s", i)), "09:00", "10:00"))
		}
		then := edition{version: "2025c", place: "America/Vancouver", days: days}
		file, now := []byte(then.written(b)), edition{place: "America/Vancouver", days: days}.agenda(b)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p, err := ical.Published(bytes.NewReader(file), importOptions())
				if err != nil {
					b.Fatal(err)
				}
				if d, err := ical.Drift(p, now, nil); err != nil || len(d.Sessions) != n {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/session")
		})
	}
}
