package ical

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// An emission is what an emitter calls on a sink.
type emission func(s sink)

func inEvent(f emission) emission {
	return func(s sink) {
		s.Begin("VCALENDAR")
		s.Begin("VEVENT")
		f(s)
		s.End("VEVENT")
		s.End("VCALENDAR")
	}
}

func oneLine(name string, f emission) emission {
	return func(s sink) { s.Name(name); f(s); s.EndLine() }
}

// stream writes an emission to a Writer, viaTree to a tree and Encode.
func stream(f emission) (string, error) {
	var b strings.Builder
	w := contentline.NewWriter(&b)
	f(w)
	err := w.Flush()
	return b.String(), err
}

func viaTree(f emission) (string, error) {
	t := newTreeSink()
	f(t)
	cal, err := t.calendar()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = Encode(&b, cal)
	return b.String(), err
}

func TestTreeSink(t *testing.T) {
	s := newTreeSink()
	s.Begin("VCALENDAR")
	oneLine("VERSION", func(s sink) { s.Raw("2.0") })(s)
	s.Begin("VTIMEZONE")
	s.Begin("STANDARD")
	s.End("STANDARD")
	s.Begin("DAYLIGHT")
	s.End("DAYLIGHT")
	s.End("VTIMEZONE")
	s.Begin("VEVENT")
	oneLine("SUMMARY", func(s sink) { s.Param("LANGUAGE", "es"); s.Text("Apertura; Panamá,\r\n18") })(s)
	oneLine("CATEGORIES", func(s sink) { s.Text("a, b"); s.Raw(","); s.Text("c") })(s)
	oneLine("DTSTART", func(s sink) { s.Param("TZID", "America/Panama"); s.RawBytes([]byte("20211118T083000")) })(s)
	oneLine("ATTENDEE", func(s sink) { s.Param("MEMBER", "mailto:a@x"); s.Param("member", "b^n"); s.Raw("mailto:c@x") })(s)
	for _, name := range []string{"VALARM", "X-OTHER"} {
		s.Begin(name)
		s.End(name)
	}
	s.End("VEVENT")
	for _, name := range []string{"VTODO", "VJOURNAL", "VFREEBUSY"} {
		s.Begin(name)
		s.End(name)
	}
	s.End("VCALENDAR")
	got, err := s.calendar()
	if err != nil {
		t.Fatal(err)
	}

	property := func(name, value string, params map[string][]string) ics.BaseProperty {
		return ics.BaseProperty{IANAToken: name, Value: value, ICalParameters: params}
	}
	none := map[string][]string{}
	zone := &ics.VTimezone{}
	zone.Components = []ics.Component{&ics.Standard{}, &ics.Daylight{}}
	event := &ics.VEvent{}
	event.Properties = []ics.IANAProperty{
		{BaseProperty: property("SUMMARY", "Apertura; Panamá,\n18", map[string][]string{"LANGUAGE": {"es"}})},
		{BaseProperty: property("CATEGORIES", `a\, b,c`, none)},
		{BaseProperty: property("DTSTART", "20211118T083000", map[string][]string{"TZID": {"America/Panama"}})},
		{BaseProperty: property("ATTENDEE", "mailto:c@x", map[string][]string{"MEMBER": {"mailto:a@x", "b^^n"}})},
	}
	event.Components = []ics.Component{&ics.VAlarm{}, &ics.GeneralComponent{Token: "X-OTHER"}}
	want := &ics.Calendar{
		CalendarProperties: []ics.CalendarProperty{{BaseProperty: property("VERSION", "2.0", none)}},
		Components:         []ics.Component{zone, event, &ics.VTodo{}, &ics.VJournal{}, &ics.VBusy{}},
	}
	exported := cmp.FilterPath(func(p cmp.Path) bool {
		field, ok := p.Last().(cmp.StructField)
		return ok && field.Name()[0] >= 'a'
	}, cmp.Ignore())
	if diff := cmp.Diff(want, got, exported); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
}

// TestTreeSinkValues streams every kind of value both ways.
func TestTreeSinkValues(t *testing.T) {
	for _, c := range valueCases {
		name, valueType, _ := strings.Cut(c.property, ";")
		f := inEvent(oneLine(name, func(s sink) {
			for p := range strings.SplitSeq(valueType, ";") {
				if k, v, ok := strings.Cut(p, "="); ok {
					s.Param(k, v)
				}
			}
			s.Raw(c.wire)
		}))
		want, err := stream(f)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got, err := viaTree(f); err != nil || got != want {
			t.Errorf("%s: via the tree %q, %v; want %q", c.name, got, err, want)
		}
	}
}

func TestTreeSinkErrors(t *testing.T) {
	for _, c := range []struct {
		name string
		emit emission
		want string
		kind error
	}{
		{"nothing", func(sink) {}, "no place in a golang-ical tree: no VCALENDAR was begun", errTree},
		{"no calendar", func(s sink) { s.Begin("VEVENT"); s.End("VEVENT") },
			"no place in a golang-ical tree: VEVENT outside of the one VCALENDAR", errTree},
		{"two calendars", func(s sink) {
			for range 2 {
				s.Begin("VCALENDAR")
				s.End("VCALENDAR")
			}
		}, "no place in a golang-ical tree: VCALENDAR outside of the one VCALENDAR", errTree},
		{"calendar in a calendar", inEvent(func(s sink) { s.Begin("VCALENDAR"); s.End("VCALENDAR") }),
			"no place in a golang-ical tree: VCALENDAR inside VCALENDAR", errTree},
		{"property after a component", inEvent(func(s sink) { s.Begin("VALARM"); s.End("VALARM"); oneLine("UID", func(s sink) { s.Text("x") })(s) }),
			"no place in a golang-ical tree: UID after a sub-component; write a component's properties first", errTree},
		{"parameter twice", inEvent(oneLine("X", func(s sink) { s.Param("A", "1"); s.Param("B", "2"); s.Param("A", "3") })),
			"no place in a golang-ical tree: X has A twice", errTree},
		{"separator in a text", inEvent(oneLine("SUMMARY", func(s sink) { s.Raw("a,b") })),
			`no place in a golang-ical tree: SUMMARY:a,b; golang-ical keeps the value unescaped and cannot tell it from a\,b`, errTree},
		{"open line", func(s sink) { s.Begin("VCALENDAR"); s.Name("X") },
			"VCALENDAR/X: content line calls out of order: Flush in an open line; call EndLine first", contentline.ErrMisuse},
		{"what the Writer refuses", inEvent(oneLine("URL", func(s sink) { s.Raw("a\nb") })),
			`VCALENDAR/VEVENT[0]/URL: not writable as iCalendar: line break ('\n') at byte 1; only TEXT and parameter values can hold one`, ErrUnwritable},
	} {
		_, err := viaTree(c.emit)
		if err == nil || err.Error() != c.want || !errors.Is(err, c.kind) {
			t.Errorf("%s: error\n %v\nwant\n %s", c.name, err, c.want)
		}
	}
}

// A program is bytes that say which calls to make on a sink; any bytes are one.
// The calls are those of a decent emitter: balanced, properties first, parameters
// sorted, raw pieces only as separators or in properties that are not TEXT.
type program []byte

func (p program) emit(s sink) {
	s.Begin("VCALENDAR")
	p.component(s, 1)
	s.End("VCALENDAR")
}

// next takes a number below n from the program.
func (p *program) next(n int) int {
	if len(*p) == 0 {
		return 0
	}
	b := (*p)[0]
	*p = (*p)[1:]
	return int(b) % n
}

var programWords = []string{"a", ",", ";", `\`, "^", `"`, "\n", "\r\n", "한", "\u0301", "n", "'", ":", " ", "long enough to fold somewhere ", "N"}

func (p *program) word() string {
	var b strings.Builder
	for range p.next(9) {
		b.WriteString(programWords[p.next(len(programWords))])
	}
	return b.String()
}

func (p *program) component(s sink, depth int) {
	for range p.next(4) {
		p.property(s)
	}
	if depth == 4 {
		return
	}
	for range p.next(4) {
		name := []string{"VEVENT", "VTIMEZONE", "STANDARD", "VALARM", "X-OTHER", "vevent"}[p.next(6)]
		s.Begin(name)
		p.component(s, depth+1)
		s.End(name)
	}
}

var programProperties = []struct{ name, valueType, separators string }{
	{"SUMMARY", "", ""},
	{"summary", "", ""},
	{"CATEGORIES", "", ","},
	{"REQUEST-STATUS", "", ";"},
	{"X-UNKNOWN", "", ",;"},
	{"X-UNKNOWN", "TEXT", ""},
	{"X-UNKNOWN", "URI", "raw"},
	{"URL", "", "raw"},
	{"CONFERENCE", "", "raw"},
	{"DESCRIPTION", "text", "raw"},
	{"GEO", "", "raw"},
}

func (p *program) property(s sink) {
	kind := programProperties[p.next(len(programProperties))]
	s.Name(kind.name)
	for _, name := range []string{"A", "B", "B"} {
		s.Param(name, p.word())
	}
	if kind.valueType != "" {
		s.Param("VALUE", kind.valueType)
	}
	for range p.next(5) {
		switch {
		case kind.separators == "raw":
			s.Raw(strings.NewReplacer("\r", "", "\n", "").Replace(p.word()))
		case kind.separators != "" && p.next(2) == 1:
			i := p.next(len(kind.separators))
			s.Raw(kind.separators[i : i+1])
		default:
			s.Text(p.word())
		}
	}
	s.EndLine()
}

func checkSameBytes(t *testing.T, p program) {
	t.Helper()
	want, err := stream(p.emit)
	if err != nil {
		t.Fatalf("stream: %v", err)
	}
	got, err := viaTree(p.emit)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Fatalf("via the tree: %v (-stream +tree):\n%s", err, diff)
	}
}

// TestTreeSinkSameBytes runs random programs on both sinks.
func TestTreeSinkSameBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(5545, 6868))
	for range 2_000 {
		p := make(program, random.IntN(400))
		for i := range p {
			p[i] = byte(random.Uint32())
		}
		checkSameBytes(t, p)
	}
}

// TestTreeSinkParameterCase: names of one list are compared without regard to
// case, but only within a line.
func TestTreeSinkParameterCase(t *testing.T) {
	f := inEvent(func(s sink) {
		oneLine("X", func(s sink) { s.Param("p", "1") })(s)
		oneLine("X", func(s sink) { s.Param("P", "2"); s.Param("p", "3") })(s)
	})
	want, err := stream(f)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := viaTree(f); err != nil || got != want {
		t.Errorf("via the tree %q, %v; want %q", got, err, want)
	}
}

func FuzzTreeSink(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x03\x02\x04\x01\x03\x03\x08\x01\x01\x03\x01\x01\x03\x01\x01"))
	f.Add([]byte(strings.Repeat("\x01\x04\x02\x07\x09\x05", 60)))
	f.Fuzz(func(t *testing.T, p []byte) { checkSameBytes(t, p) })
}
