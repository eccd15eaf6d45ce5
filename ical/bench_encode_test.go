package ical

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/benchfile"
)

const benchEvents = 10_000

// golangBenchEvent makes the same event as golang-ical has it.
func golangBenchEvent(e *benchfile.Event) *ics.VEvent {
	v := ics.NewEvent(e.UID)
	v.SetProperty(ics.ComponentPropertyDtstamp, benchfile.Stamp)
	v.SetProperty(ics.ComponentPropertyDtStart, e.Start, ics.WithTZID(benchfile.Zone))
	v.SetProperty(ics.ComponentPropertyDtEnd, e.End, ics.WithTZID(benchfile.Zone))
	v.SetSummary(e.Summary)
	v.SetDescription(e.Description)
	v.SetLocation(e.Location)
	for _, a := range e.Attendees {
		v.AddAttendee(a.Address, ics.WithCN(a.Name), ics.ParticipationStatus(a.Status), ics.ParticipationRole(a.Role), ics.WithRSVP(true))
	}
	return v
}

func benchTree(events []benchfile.Event) *ics.Calendar {
	cal := &ics.Calendar{}
	cal.SetVersion("2.0")
	for i := range events {
		cal.AddVEvent(golangBenchEvent(&events[i]))
	}
	return cal
}

// streamGolangICal writes event by event with golang-ical, the least it can do:
// no tree of the calendar, through a buffer.
func streamGolangICal(out *bytes.Buffer, events []benchfile.Event) error {
	config := &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}
	out.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for i := range events {
		if err := golangBenchEvent(&events[i]).SerializeTo(out, config); err != nil {
			return err
		}
		if out.Len() > 64<<10 {
			out.Reset()
		}
	}
	out.WriteString("END:VCALENDAR\r\n")
	return nil
}

// BenchmarkWrite compares the content line writer and Encode with golang-ical on
// the same 10,000 events, all in one run, so that the ratios mean something.
func BenchmarkWrite(b *testing.B) {
	events := benchfile.Events(benchEvents)
	var size bytes.Buffer
	if err := benchfile.Write(&size, events); err != nil {
		b.Fatal(err)
	}
	cal := benchTree(events)
	var buf bytes.Buffer
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"contentline", func() error { return benchfile.Write(io.Discard, events) }},
		{"golang-ical/stream", func() error { buf.Reset(); return streamGolangICal(&buf, events) }},
		{"golang-ical/build+Serialize", func() error { _ = benchTree(events).Serialize(ics.WithNewLineWindows); return nil }},
		{"tree/Encode", func() error { return Encode(io.Discard, cal) }},
		{"tree/golang-ical", func() error { return cal.SerializeTo(io.Discard, ics.WithNewLineWindows) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(size.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if err := c.run(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWriteSlope shows that the time is linear in the number of events.
func BenchmarkWriteSlope(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		events := benchfile.Events(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := benchfile.Write(io.Discard, events); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/event")
		})
	}
}
