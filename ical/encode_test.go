package ical

import (
	"errors"
	"io"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical/internal/benchfile"
)

func encode(t testing.TB, cal *ics.Calendar) string {
	t.Helper()
	var b strings.Builder
	if err := Encode(&b, cal); err != nil {
		t.Fatalf("Encode: %v", err)
	}
	return b.String()
}

func unfold(s string) string { return strings.ReplaceAll(s, "\r\n ", "") }

// calendarOf returns a calendar with one VEVENT of one property.
func calendarOf(p ics.BaseProperty) *ics.Calendar {
	event := &ics.VEvent{}
	event.Properties = []ics.IANAProperty{{BaseProperty: p}}
	return &ics.Calendar{Components: []ics.Component{event}}
}

// propertyLine encodes one property and returns its line, unfolded.
func propertyLine(t testing.TB, p ics.BaseProperty) string {
	t.Helper()
	s := strings.TrimPrefix(unfold(encode(t, calendarOf(p))), "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
	return strings.TrimSuffix(s, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

const encodedTree = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//plenaria//Golang ICS Library
REFRESH-INTERVAL;VALUE=DURATION:PT12H
BEGIN:VTIMEZONE
TZID:America/Panama
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:opening@example.org
DTSTART;TZID=America/Panama:20211118T083000
SUMMARY:Apertura\; Panamá\, 18
ATTENDEE;CN="Kim, Min";PARTSTAT=ACCEPTED;RSVP=true:mailto:kim@example.org
BEGIN:VALARM
TRIGGER:-PT15M
END:VALARM
BEGIN:VLOCATION
NAME:Atlapa\, sala 2
END:VLOCATION
END:VEVENT
BEGIN:VTODO
UID:todo@example.org
END:VTODO
BEGIN:VJOURNAL
UID:journal@example.org
END:VJOURNAL
BEGIN:VFREEBUSY
UID:busy@example.org
END:VFREEBUSY
END:VCALENDAR
`

func TestEncodeTree(t *testing.T) {
	cal := ics.NewCalendarFor("plenaria")
	cal.SetRefreshInterval("PT12H")
	zone := cal.AddTimezone("America/Panama")
	standard := zone.AddStandard()
	standard.SetProperty("DTSTART", "19700101T000000")
	standard.SetProperty("TZOFFSETFROM", "-0500")
	standard.SetProperty("TZOFFSETTO", "-0500")
	zone.Components = append(zone.Components, &ics.Daylight{})
	event := cal.AddEvent("opening@example.org")
	event.SetProperty(ics.ComponentPropertyDtStart, "20211118T083000", ics.WithTZID("America/Panama"))
	event.SetSummary("Apertura; Panamá, 18")
	event.AddAttendee("kim@example.org", ics.WithRSVP(true), ics.WithCN("Kim, Min"), ics.ParticipationStatusAccepted)
	alarm := event.AddAlarm()
	alarm.SetTrigger("-PT15M")
	venue := &ics.GeneralComponent{Token: "VLOCATION"}
	venue.AddProperty("NAME", "Atlapa, sala 2")
	event.Components = append(event.Components, venue)
	cal.AddTodo("todo@example.org")
	cal.AddJournal("journal@example.org")
	cal.AddBusy("busy@example.org")
	want := strings.ReplaceAll(encodedTree, "\n", "\r\n")
	if diff := cmp.Diff(want, encode(t, cal)); diff != "" {
		t.Errorf("Encode (-want +got):\n%s", diff)
	}
}

func TestEncodeParameters(t *testing.T) {
	for _, c := range []struct {
		name   string
		params map[string][]string
		want   string
	}{
		{"sorted", map[string][]string{"ROLE": {"CHAIR"}, "CN": {"Kim"}, "DIR": {"ldap://x"}}, `X;CN=Kim;DIR="ldap://x";ROLE=CHAIR:`},
		{"list", map[string][]string{"MEMBER": {"mailto:a@x", "b"}}, `X;MEMBER="mailto:a@x",b:`},
		{"empty list", map[string][]string{"P": {}}, `X;P=:`},
		{"empty value", map[string][]string{"P": {""}}, `X;P=:`},
		{"nil map", nil, `X:`},
		{"RFC 6868 of the file stays", map[string][]string{"CN": {"a^nb^'c^^d"}}, `X;CN=a^nb^'c^^d:`},
		{"plain characters are encoded", map[string][]string{"CN": {"a\nb\"c^d"}}, `X;CN=a^nb^'c^^d:`},
	} {
		if got := propertyLine(t, ics.BaseProperty{IANAToken: "X", ICalParameters: c.params}); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// foreign is a component that golang-ical does not know.
type foreign struct{ ics.VEvent }

func TestEncodeErrors(t *testing.T) {
	loop := &ics.GeneralComponent{Token: "A"}
	loop.Components = []ics.Component{loop}
	const bad = ": not writable as iCalendar: "
	for _, c := range []struct {
		name string
		cal  *ics.Calendar
		want string
	}{
		{"nil calendar", nil, "ical: not writable as iCalendar: the calendar is nil"},
		{"nil component", &ics.Calendar{Components: []ics.Component{&ics.VEvent{}, nil}},
			"VCALENDAR" + bad + "component 1 (<nil>) is nil or of a type without a name; use golang-ical's types, *ics.GeneralComponent for others"},
		{"nil event", &ics.Calendar{Components: []ics.Component{(*ics.VEvent)(nil)}},
			"VCALENDAR" + bad + "component 0 (*ics.VEvent) is nil or of a type without a name; use golang-ical's types, *ics.GeneralComponent for others"},
		{"foreign component", &ics.Calendar{Components: []ics.Component{&foreign{}}},
			"VCALENDAR" + bad + "component 0 (*ical.foreign) is nil or of a type without a name; use golang-ical's types, *ics.GeneralComponent for others"},
		{"general component without a name", &ics.Calendar{Components: []ics.Component{&ics.GeneralComponent{}}},
			"VCALENDAR" + bad + "component 0 (*ics.GeneralComponent) is nil or of a type without a name; use golang-ical's types, *ics.GeneralComponent for others"},
		{"component in itself", &ics.Calendar{Components: []ics.Component{loop}},
			"VCALENDAR/A[0]/A[0]/A[0]/…/A[0]/A[0]/A[0]/A[0]" + bad + "components nest deeper than 1000"},
		{"component name", &ics.Calendar{Components: []ics.Component{&ics.GeneralComponent{Token: "A\r\nB"}}},
			"VCALENDAR" + bad + `component name "A\r\nB"; a name has letters A-Z, digits and hyphens only`},
		{"property name", calendarOf(ics.BaseProperty{IANAToken: "A\r\nB"}),
			"VCALENDAR/VEVENT[0]" + bad + `property name "A\r\nB"; a name has letters A-Z, digits and hyphens only`},
		{"parameter name", calendarOf(ics.BaseProperty{IANAToken: "A", ICalParameters: map[string][]string{"B:\r\n": {"c"}}}),
			"VCALENDAR/VEVENT[0]/A" + bad + `parameter name "B:\r\n"; a name has letters A-Z, digits and hyphens only`},
		{"URL", calendarOf(ics.BaseProperty{IANAToken: "URL", Value: "https://x/\r\nATTENDEE:mailto:evil@x"}),
			"VCALENDAR/VEVENT[0]/URL" + bad + `line break ('\r') at byte 10; only TEXT and parameter values can hold one`},
		{"component as a property", calendarOf(ics.BaseProperty{IANAToken: "BEGIN", Value: "VALARM"}),
			"VCALENDAR/VEVENT[0]" + bad + "BEGIN as a property; use Begin and End"},
		{"control character", calendarOf(ics.BaseProperty{IANAToken: "CATEGORIES", Value: "a,b\x07"}),
			"VCALENDAR/VEVENT[0]/CATEGORIES" + bad + "control character U+0007 at byte 3; remove it, RFC 5545 §3.1 allows none but HTAB"},
		{"calendar property", &ics.Calendar{CalendarProperties: []ics.CalendarProperty{{BaseProperty: ics.BaseProperty{IANAToken: "NAME", Value: "\xFF"}}}},
			"VCALENDAR/NAME" + bad + "invalid UTF-8 (0xFF) at byte 0; RFC 5545 §3.1.4 wants UTF-8"},
	} {
		err := Encode(io.Discard, c.cal)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: error\n %v\nwant\n %s", c.name, err, c.want)
		}
		if !errors.Is(err, ErrUnwritable) {
			t.Errorf("%s: error does not wrap ErrUnwritable", c.name)
		}
	}
}

var errBroken = errors.New("disk full")

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// TestEncodeWriteError: golang-ical drops the errors of its last lines.
func TestEncodeWriteError(t *testing.T) {
	if err := Encode(failing{errBroken}, ics.NewCalendar()); !errors.Is(err, errBroken) {
		t.Errorf("Encode to a failing writer = %v, want %v", err, errBroken)
	}
}

// TestEncodeDepth: components nest as deep as golang-ical reads them.
func TestEncodeDepth(t *testing.T) {
	for depth, ok := range map[int]bool{1000: true, 1001: false} {
		cal := &ics.Calendar{}
		for range depth {
			c := &ics.GeneralComponent{Token: "A"}
			c.Components, cal.Components = cal.Components, []ics.Component{c}
		}
		if err := Encode(io.Discard, cal); (err == nil) != ok {
			t.Errorf("depth %d: Encode = %v, want success: %v", depth, err, ok)
		}
		file := "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:A\n", depth) + strings.Repeat("END:A\n", depth) + "END:VCALENDAR\n"
		if _, err := ics.ParseCalendar(strings.NewReader(file)); (err == nil) != ok {
			t.Errorf("depth %d: golang-ical reads it with %v, want success: %v", depth, err, ok)
		}
	}
}

// TestEncodeAllocations: a tree of twice the events takes no more allocations,
// but for the writer's buffer, which is full with either.
func TestEncodeAllocations(t *testing.T) {
	allocations := func(events int) float64 {
		cal := benchTree(benchfile.Events(events))
		return testing.AllocsPerRun(5, func() {
			if err := Encode(io.Discard, cal); err != nil {
				t.Error(err)
			}
		})
	}
	if few, many := allocations(200), allocations(400); many > few {
		t.Errorf("200 events take %v allocations, 400 take %v; want no more", few, many)
	}
}

// TestEncodeDeterministic: parameters are in a map.
func TestEncodeDeterministic(t *testing.T) {
	params := map[string][]string{}
	for name := range strings.FieldsSeq("A B C D E F G H I J K L M") {
		params[name] = []string{name}
	}
	cal := calendarOf(ics.BaseProperty{IANAToken: "X", ICalParameters: params})
	first := encode(t, cal)
	for range 50 {
		if got := encode(t, cal); got != first {
			t.Fatalf("Encode gives now\n%s\nand before\n%s", got, first)
		}
	}
}
