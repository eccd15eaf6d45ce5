// Package benchfile makes the file that benchmarks read and write: 10,000 events
// take 12 MB.
package benchfile

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// An Event has a Korean, Spanish or English title, a description of some 300
// octets and five attendees; about 1.2 kB.
type Event struct {
	UID, Start, End, Summary, Description, Location string
	Attendees                                       [5]Attendee
}

// An Attendee has the parameters CN, ROLE and PARTSTAT beside its address.
type Attendee struct{ Address, Name, Role, Status string }

// Stamp is the DTSTAMP of all events, Zone the TZID of their Start and End.
const (
	Stamp = "20261101T000000Z"
	Zone  = "America/Panama"
)

// Events makes n events in five days.
func Events(n int) []Event {
	titles := [...]string{
		"전체회의: 디지털정부 협력의 미래, 15년의 성과",
		"Sesión plenaria: gobierno digital; balance y próximos pasos",
		"Cybersecurity panel, with questions from the floor",
	}
	description := strings.Repeat("Ministras y ministros presentan sus avances, dudas; y planes. ", 3) +
		"Sala 2\n중남미 전자정부 네트워크 연례회의 발표와 토론이 이어집니다. "
	names := [...]string{"Kim, Min-ji", "José Ángel Núñez", "김민지", "Ministry: Interior", "Ana Pérez"}
	roles := [...]string{"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "REQ-PARTICIPANT", "NON-PARTICIPANT"}
	events := make([]Event, n)
	for i := range events {
		day := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC).AddDate(0, 0, i%5)
		e := &events[i]
		e.UID = fmt.Sprintf("session-%05d@example.org", i)
		e.Start = day.Format("20060102T150405")
		e.End = day.Add(time.Hour).Format("20060102T150405")
		e.Summary = fmt.Sprintf("%s (%d)", titles[i%len(titles)], i)
		e.Description = fmt.Sprintf("%s%d.", description, i)
		e.Location = "Centro de Convenciones Atlapa, sala 2"
		for j := range e.Attendees {
			e.Attendees[j] = Attendee{fmt.Sprintf("mailto:person-%d-%05d@example.org", j, i), names[j], roles[j], "NEEDS-ACTION"}
		}
	}
	return events
}

// Write writes a calendar of the events.
func Write(out io.Writer, events []Event) error {
	w := contentline.NewWriter(out)
	w.Begin("VCALENDAR")
	line(w, "VERSION", "2.0")
	for i := range events {
		events[i].emit(w)
	}
	w.End("VCALENDAR")
	return w.Flush()
}

func (e *Event) emit(w *contentline.Writer) {
	w.Begin("VEVENT")
	line(w, "UID", e.UID)
	line(w, "DTSTAMP", Stamp)
	w.Name("DTSTART")
	w.Param("TZID", Zone)
	w.Raw(e.Start)
	w.EndLine()
	w.Name("DTEND")
	w.Param("TZID", Zone)
	w.Raw(e.End)
	w.EndLine()
	line(w, "SUMMARY", e.Summary)
	line(w, "DESCRIPTION", e.Description)
	line(w, "LOCATION", e.Location)
	for i := range e.Attendees {
		a := &e.Attendees[i]
		w.Name("ATTENDEE")
		w.Param("CN", a.Name)
		w.Param("PARTSTAT", a.Status)
		w.Param("ROLE", a.Role)
		w.Param("RSVP", "true")
		w.Raw(a.Address)
		w.EndLine()
	}
	w.End("VEVENT")
}

func line(w *contentline.Writer, name, text string) {
	w.Name(name)
	w.Text(text)
	w.EndLine()
}
