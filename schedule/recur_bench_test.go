package schedule_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// benchRules are compared with rrule-go in one run.
var benchRules = map[string]string{
	"weekly":   "FREQ=WEEKLY;BYDAY=TU,TH",
	"bySetPos": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,1",
}

// The start of the benchmarks, in New York: rrule-go counts days in the zone, we
// on the wall.
var benchStart = schedule.DateTime{Date: schedule.Date{Year: 1990, Month: 1, Day: 2}, Clock: 9 * schedule.Hour}

// BenchmarkSeries takes 10,000 occurrences as instants, in UTC and in a zone
// with changes.
func BenchmarkSeries(b *testing.B) {
	for _, name := range []string{"weekly", "bySetPos"} {
		for _, zoneName := range []string{"UTC", "America/New_York"} {
			z, loc := zone(b, zoneName), location(b, zoneName)
			b.Run(name+" in "+strings.TrimPrefix(zoneName, "America/")+"/plenaria", func(b *testing.B) {
				b.ReportAllocs()
				s := must((&schedule.Repeat{Rule: benchRules[name]}).From(benchStart, z))
				for b.Loop() {
					n := 0
					for range s.All(context.Background()) {
						if n++; n == 10_000 {
							break
						}
					}
				}
			})
			b.Run(name+" in "+strings.TrimPrefix(zoneName, "America/")+"/rrule-go", func(b *testing.B) {
				b.ReportAllocs()
				rule := upstream(b, benchRules[name], must(z.Resolve(benchStart, schedule.Compatible)).In(loc))
				for b.Loop() {
					next := rule.Iterator()
					for range 10_000 {
						next()
					}
				}
			})
		}
	}
}

// BenchmarkFarWindow takes the occurrences of one week 50 years after the start.
func BenchmarkFarWindow(b *testing.B) {
	z := zone(b, "America/New_York")
	from := time.Date(2040, 3, 5, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 7)
	rules := map[string]string{"daily": "FREQ=DAILY", "weekly": benchRules["weekly"], "bySetPos": benchRules["bySetPos"]}
	for _, name := range []string{"daily", "weekly", "bySetPos"} {
		b.Run(name+"/plenaria", func(b *testing.B) {
			b.ReportAllocs()
			s := must((&schedule.Repeat{Rule: rules[name]}).From(benchStart, z))
			for b.Loop() {
				for range s.Between(context.Background(), from, to) {
				}
			}
		})
		b.Run(name+"/rrule-go-UTC", func(b *testing.B) {
			b.ReportAllocs()
			rule := upstream(b, rules[name], utcOf(benchStart))
			for b.Loop() {
				rule.Between(from, to, true)
			}
		})
	}
}
