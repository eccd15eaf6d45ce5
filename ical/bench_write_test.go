package ical_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

const largeRooms = 50

// largeAgenda is an agenda of n sessions of an hour, some of them in parallel,
// eight hours a day: titles in three languages, an abstract of some 300 octets, five people
// from organizations, a track, a link. An event of it has about 1.3 kB.
func largeAgenda(n, parallel int) *schedule.Agenda {
	a := &schedule.Agenda{
		ID: "large", Domain: "large.example.org", Zone: zone("America/Panama"),
		Title: text("en", "A large conference"), Langs: []schedule.Lang{"es", "ko", "en"},
		Organizer: "host",
		Participants: []schedule.Participant{
			{ID: "host", Kind: schedule.Organization, Name: text("es", "Autoridad de Innovación"), Email: "host@example.org"},
			{ID: "org", Kind: schedule.Organization, Name: text("ko", "행정안전부", "en", "Ministry of the Interior")},
		},
		Tracks: []schedule.Track{{ID: "security", Name: text("es", "Ciberseguridad", "ko", "사이버보안", "en", "Cybersecurity")}},
	}
	for i, name := range [...]string{"Kim, Min-ji", "José Ángel Núñez", "김민지", "Ana Pérez", "Jung Ho-seok", "Li Na", "Zoë Müller"} {
		a.Participants = append(a.Participants,
			schedule.Participant{ID: schedule.ID(fmt.Sprint("p", i)), Name: text("en", name), Org: "org"})
	}
	for i := range largeRooms {
		a.Rooms = append(a.Rooms, schedule.Room{ID: schedule.ID(fmt.Sprint("r", i)), Name: text("es", fmt.Sprintf("Centro de Convenciones, sala %d", i))})
	}
	for i := range n {
		hour, day := i/parallel%8, i/parallel/8
		if day == len(a.Days) {
			a.Days = append(a.Days, schedule.Day{Date: schedule.Date{Year: 2026, Month: 11, Day: 2}.AddDays(day)})
		}
		d := &a.Days[day]
		d.Sessions = append(d.Sessions, largeSession(i, schedule.Clock(9+hour)*schedule.Hour))
	}
	return a
}

func largeSession(i int, start schedule.Clock) schedule.Session {
	abstract := strings.Repeat("Ministras y ministros presentan sus avances, dudas; y planes. ", 3) +
		"Sala 2\n중남미 전자정부 네트워크 연례회의 발표와 토론이 이어집니다. "
	s := schedule.Session{
		ID:       schedule.ID(fmt.Sprintf("session-%05d", i)),
		Title:    text("es", fmt.Sprintf("Sesión plenaria: gobierno digital; balance (%d)", i), "ko", "전체회의: 디지털정부 협력의 미래", "en", "Plenary"),
		Abstract: text("es", fmt.Sprintf("%s%d.", abstract, i)),
		Start:    start, End: start + schedule.Hour,
		Room: schedule.ID(fmt.Sprint("r", i%largeRooms)), Track: "security",
		Link: fmt.Sprintf("https://large.example.org/programme/session-%05d", i),
	}
	kinds := [...]schedule.RoleKind{schedule.Chair, schedule.Moderator, schedule.Speaker, schedule.Speaker, schedule.Panelist}
	for j, as := range kinds {
		s.Roles = append(s.Roles, schedule.Role{Who: schedule.ID(fmt.Sprint("p", (i+j)%7)), As: as})
	}
	return s
}

func largeTimeline(t testing.TB, n int) *schedule.Timeline {
	t.Helper()
	return timeline(t, largeAgenda(n, largeRooms))
}

var largeOptions = ical.Options{Stamp: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}

// golangEvent makes an event anew from what a tree has in it, as a program that
// uses golang-ical does from its own values. They are ready here, in the very
// form that golang-ical keeps, so that only its own work is measured.
func golangEvent(from ics.Component) *ics.VEvent {
	e := &ics.VEvent{}
	for _, p := range from.UnknownPropertiesIANAProperties() {
		params := make([]ics.PropertyParameter, 0, len(p.ICalParameters))
		for name, values := range p.ICalParameters {
			params = append(params, &ics.KeyValues{Key: name, Value: values})
		}
		e.AddProperty(ics.ComponentProperty(p.IANAToken), p.Value, params...)
	}
	return e
}

func golangBuild(cal *ics.Calendar) *ics.Calendar {
	built := &ics.Calendar{CalendarProperties: cal.CalendarProperties}
	for _, c := range cal.Components {
		if e, ok := c.(*ics.VEvent); ok {
			built.AddVEvent(golangEvent(e))
		}
	}
	return built
}

// golangStream writes event by event, which spares golang-ical the tree of the
// calendar, into a buffer that is emptied now and then.
func golangStream(buf *bytes.Buffer, cal *ics.Calendar) error {
	config := &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}
	for _, c := range cal.Components {
		if e, ok := c.(*ics.VEvent); ok {
			if err := golangEvent(e).SerializeTo(buf, config); err != nil {
				return err
			}
		}
		if buf.Len() > 64<<10 {
			buf.Reset()
		}
	}
	return nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// BenchmarkWrite10000 compares Write, which begins with the agenda, with
// golang-ical, which is handed every value ready, on the same 10,000 events and
// in one run. MB/s are of each one's own output.
func BenchmarkWrite10000(b *testing.B) {
	tl := largeTimeline(b, 10_000)
	cal, err := ical.Calendar(tl, &largeOptions)
	if err != nil {
		b.Fatal(err)
	}
	var buf bytes.Buffer
	for _, c := range []struct {
		name string
		run  func(w io.Writer) error
	}{
		{"plenaria/Write", func(w io.Writer) error { return ical.Write(w, tl, &largeOptions) }},
		{"plenaria/Calendar+Encode", func(w io.Writer) error {
			cal, err := ical.Calendar(tl, &largeOptions)
			if err != nil {
				return err
			}
			return ical.Encode(w, cal)
		}},
		{"golang-ical/build+Serialize", func(w io.Writer) error {
			_, err := io.WriteString(w, golangBuild(cal).Serialize(ics.WithNewLineWindows))
			return err
		}},
		{"golang-ical/stream", func(io.Writer) error { buf.Reset(); return golangStream(&buf, cal) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var n counter
			b.ReportAllocs()
			for b.Loop() {
				if err := c.run(&n); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/float64(b.N)/1e6, "MB/op")
		})
	}
}

// BenchmarkWriteTimeline shows that time and memory are linear in the number of
// events, and that almost no memory is the writer's own.
func BenchmarkWriteTimeline(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		tl := largeTimeline(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ical.Write(io.Discard, tl, &largeOptions); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/event")
		})
	}
}

// TestWriteAllocatesNothingAnEvent compares agendas of one day, of the same
// clocks, people and rooms: four times the events must not cost an allocation
// more.
func TestWriteAllocatesNothingAnEvent(t *testing.T) {
	allocs := func(n int) float64 {
		tl := timeline(t, largeAgenda(n, n/8))
		return testing.AllocsPerRun(5, func() {
			if err := ical.Write(io.Discard, tl, &largeOptions); err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many := allocs(400), allocs(1600)
	if many > few {
		t.Errorf("1600 events took %v allocations, 400 took %v; want no more", many, few)
	}
}
