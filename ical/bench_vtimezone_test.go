package ical

import (
	"io"
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// BenchmarkTimezones writes the VTIMEZONEs of all zone names of the pinned
// database once per op, the zones being compiled already. The budget is 60 ms.
func BenchmarkTimezones(b *testing.B) {
	var zones []schedule.Zone
	for _, name := range tzdb.Pinned().Names() {
		if z := pinnedZone(b, name); !isUTC(z) {
			zones = append(zones, z)
		}
	}
	span := TimezoneOptions{From: day("2026-07-08"), To: day("2026-07-16")}
	for _, form := range []Form{Client, Open, Full} {
		o := span
		o.Form = form
		b.Run(form.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, z := range zones {
					if err := WriteTimezone(io.Discard, z, &o); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(len(zones)), "zones/op")
		})
	}
}
