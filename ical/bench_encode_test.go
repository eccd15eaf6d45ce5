package ical

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// A benchEvent is one of 10,000 that BenchmarkWrite writes: Korean and Spanish
// titles, a description of some 300 octets, five attendees, about 1.27 kB.
type benchEvent struct {
	uid, start, end, summary, description, location string
	attendees                                       [5]benchAttendee
}

type benchAttendee struct{ address, name, role, status string }

const (
	benchEvents = 10_000
	benchStamp  = "20261101T000000Z"
	benchZone   = "America/Panama"
)

func makeBenchEvents(n int) []benchEvent {
	titles := [...]string{
		"전체회의: 디지털정부 협력의 미래, 15년의 성과",
		"Sesión plenaria: gobierno digital; balance y próximos pasos",
		"Cybersecurity panel, with questions from the floor",
	}
	description := strings.Repeat("Ministras y ministros presentan sus avances, dudas; y planes. ", 3) +
		"Sala 2\n중남미 전자정부 네트워크 연례회의 발표와 토론이 이어집니다. "
	names := [...]string{"Kim, Min-ji", "José Ángel Núñez", "김민지", "Ministry: Interior", "Ana Pérez"}
	roles := [...]string{"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "REQ-PARTICIPANT", "NON-PARTICIPANT"}
	events := make([]benchEvent, n)
	for i := range events {
		day := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC).AddDate(0, 0, i%5)
		e := &events[i]
		e.uid = fmt.Sprintf("session-%05d@example.org", i)
		e.start = day.Format("20060102T150405")
		e.end = day.Add(time.Hour).Format("20060102T150405")
		e.summary = fmt.Sprintf("%s (%d)", titles[i%len(titles)], i)
		e.description = fmt.Sprintf("%s%d.", description, i)
		e.location = "Centro de Convenciones Atlapa, sala 2"
		for j := range e.attendees {
			e.attendees[j] = benchAttendee{fmt.Sprintf("mailto:person-%d-%05d@example.org", j, i), names[j], roles[j], "NEEDS-ACTION"}
		}
	}
	return events
}

func (e *benchEvent) emit(w *contentline.Writer) {
	w.Begin("VEVENT")
	benchLine(w, "UID", e.uid)
	benchLine(w, "DTSTAMP", benchStamp)
	w.Name("DTSTART")
	w.Param("TZID", benchZone)
	w.Raw(e.start)
	w.EndLine()
	w.Name("DTEND")
	w.Param("TZID", benchZone)
	w.Raw(e.end)
	w.EndLine()
	benchLine(w, "SUMMARY", e.summary)
	benchLine(w, "DESCRIPTION", e.description)
	benchLine(w, "LOCATION", e.location)
	for i := range e.attendees {
		a := &e.attendees[i]
		w.Name("ATTENDEE")
		w.Param("CN", a.name)
		w.Param("PARTSTAT", a.status)
		w.Param("ROLE", a.role)
		w.Param("RSVP", "true")
		w.Raw(a.address)
		w.EndLine()
	}
	w.End("VEVENT")
}

func benchLine(w *contentline.Writer, name, text string) {
	w.Name(name)
	w.Text(text)
	w.EndLine()
}

// tree makes the same event as golang-ical has it.
func (e *benchEvent) tree() *ics.VEvent {
	v := ics.NewEvent(e.uid)
	v.SetProperty(ics.ComponentPropertyDtstamp, benchStamp)
	v.SetProperty(ics.ComponentPropertyDtStart, e.start, ics.WithTZID(benchZone))
	v.SetProperty(ics.ComponentPropertyDtEnd, e.end, ics.WithTZID(benchZone))
	v.SetSummary(e.summary)
	v.SetDescription(e.description)
	v.SetLocation(e.location)
	for _, a := range e.attendees {
		v.AddAttendee(a.address, ics.WithCN(a.name), ics.ParticipationStatus(a.status), ics.ParticipationRole(a.role), ics.WithRSVP(true))
	}
	return v
}

func writeBench(out io.Writer, events []benchEvent) error {
	w := contentline.NewWriter(out)
	w.Begin("VCALENDAR")
	benchLine(w, "VERSION", "2.0")
	for i := range events {
		events[i].emit(w)
	}
	w.End("VCALENDAR")
	return w.Flush()
}

func benchTree(events []benchEvent) *ics.Calendar {
	cal := &ics.Calendar{}
	cal.SetVersion("2.0")
	for i := range events {
		cal.AddVEvent(events[i].tree())
	}
	return cal
}

// streamGolangICal writes event by event with golang-ical, the least it can do:
// no tree of the calendar, through a buffer.
func streamGolangICal(out *bytes.Buffer, events []benchEvent) error {
	config := &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}
	out.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for i := range events {
		if err := events[i].tree().SerializeTo(out, config); err != nil {
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
	events := makeBenchEvents(benchEvents)
	var size bytes.Buffer
	if err := writeBench(&size, events); err != nil {
		b.Fatal(err)
	}
	cal := benchTree(events)
	var buf bytes.Buffer
	for _, c := range []struct {
		name string
		run  func() error
	}{
		{"contentline", func() error { return writeBench(io.Discard, events) }},
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
		events := makeBenchEvents(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := writeBench(io.Discard, events); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/event")
		})
	}
}
