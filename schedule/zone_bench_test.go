package schedule_test

import (
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// BenchmarkResolve shows the budget of 60 ns and no allocation a wall time.
func BenchmarkResolve(b *testing.B) {
	for _, name := range []string{"America/Panama", "Asia/Seoul", "America/New_York", "Africa/Cairo", "Africa/Casablanca"} {
		z, w := zone(b, name), wall(b, "2026-11-18T08:30")
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := z.Resolve(w, schedule.Compatible); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCompile shows what a zone costs before its first use.
func BenchmarkCompile(b *testing.B) {
	for _, name := range []string{"America/Panama", "America/New_York", "Africa/Casablanca"} {
		tzif, err := tzdb.Pinned().TZif(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := schedule.ZoneFromTZif(name, tzif); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
