package ical

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
)

// treeText tells a tree, one property a line; parameters sorted.
func treeText(cal *ics.Calendar) string {
	if cal == nil {
		return "no calendar\n"
	}
	var b strings.Builder
	b.WriteString("VCALENDAR\n")
	for i := range cal.CalendarProperties {
		propertyText(&b, "\t", &cal.CalendarProperties[i].BaseProperty)
	}
	componentsText(&b, "\t", cal.Components)
	return b.String()
}

func componentsText(b *strings.Builder, indent string, list []ics.Component) {
	for _, c := range list {
		fmt.Fprintf(b, "%s%s\n", indent, componentName(c))
		for _, p := range c.UnknownPropertiesIANAProperties() {
			propertyText(b, indent+"\t", &p.BaseProperty)
		}
		componentsText(b, indent+"\t", c.SubComponents())
	}
}

func propertyText(b *strings.Builder, indent string, p *ics.BaseProperty) {
	b.WriteString(indent + p.IANAToken)
	for _, name := range slices.Sorted(maps.Keys(p.ICalParameters)) {
		fmt.Fprintf(b, ";%s=%q", name, p.ICalParameters[name])
	}
	fmt.Fprintf(b, ": %q\n", p.Value)
}

// decodeClean reads a file without problems.
func decodeClean(t testing.TB, file string) *ics.Calendar {
	t.Helper()
	cal, problems, err := Decode(strings.NewReader(file), nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("Decode: error %v, problems\n%v", err, problems)
	}
	return cal
}

// event puts lines into an event of a calendar.
func eventFile(lines string) string {
	return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
}

// TestDecodeProperty reads one line.
func TestDecodeProperty(t *testing.T) {
	none := map[string][]string{}
	for _, c := range []struct {
		name, line string
		want       ics.BaseProperty
	}{
		{"text", `SUMMARY:Lima\, Perú\; C:\\dir\nline`, ics.BaseProperty{IANAToken: "SUMMARY", ICalParameters: none, Value: "Lima, Perú; C:\\dir\nline"}},
		{"capital N", `SUMMARY:a\Nb`, ics.BaseProperty{IANAToken: "SUMMARY", ICalParameters: none, Value: "a\nb"}},
		{"backslash before anything else stays", `SUMMARY:a\b\:\"c\`, ics.BaseProperty{IANAToken: "SUMMARY", ICalParameters: none, Value: `a\b\:\"c\`}},
		{"separators in a text that nobody escaped", `SUMMARY:a,b;c`, ics.BaseProperty{IANAToken: "SUMMARY", ICalParameters: none, Value: "a,b;c"}},
		{"name in lower case", `summary:a\,b`, ics.BaseProperty{IANAToken: "SUMMARY", ICalParameters: none, Value: "a,b"}},
		{"names and values of parameters", `dtstart;tzid=america/Lima;Value=date-time:20260101T000000`, ics.BaseProperty{IANAToken: "DTSTART",
			ICalParameters: map[string][]string{"TZID": {"america/Lima"}, "VALUE": {"date-time"}}, Value: "20260101T000000"}},
		{"list", `CATEGORIES:a,b\,c,d\;e,f\\,g`, ics.BaseProperty{IANAToken: "CATEGORIES", ICalParameters: none, Value: `a,b\,c,d;e,f\\,g`}},
		{"resources", `RESOURCES:Easel\, large,Projector`, ics.BaseProperty{IANAToken: "RESOURCES", ICalParameters: none, Value: `Easel\, large,Projector`}},
		{"status", `REQUEST-STATUS:2.8;Success\; repeating event ignored;RRULE:FREQ=DAILY\,X`, ics.BaseProperty{IANAToken: "REQUEST-STATUS", ICalParameters: none,
			Value: `2.8;Success\; repeating event ignored;RRULE:FREQ=DAILY,X`}},
		{"unknown", `X-FOO:a;b\;c,d\,e\n\\`, ics.BaseProperty{IANAToken: "X-FOO", ICalParameters: none, Value: "a;b\\;c,d\\,e\n\\"}},
		{"rule", `RRULE:FREQ=WEEKLY;BYDAY=MO,TU`, ics.BaseProperty{IANAToken: "RRULE", ICalParameters: none, Value: "FREQ=WEEKLY;BYDAY=MO,TU"}},
		{"address with a backslash", `URL:https://x/a\,b`, ics.BaseProperty{IANAToken: "URL", ICalParameters: none, Value: `https://x/a\,b`}},
		{"VALUE overrides", `X-FOO;VALUE=URI:a\,b`, ics.BaseProperty{IANAToken: "X-FOO", ICalParameters: map[string][]string{"VALUE": {"URI"}}, Value: `a\,b`}},
		{"quotes", `ATTENDEE;CN="Kim, Min; a:b":mailto:kim@example.org`, ics.BaseProperty{IANAToken: "ATTENDEE",
			ICalParameters: map[string][]string{"CN": {"Kim, Min; a:b"}}, Value: "mailto:kim@example.org"}},
		{"backslashes in a parameter", `ATTENDEE;CN=back\slash;X="end\":mailto:a`, ics.BaseProperty{IANAToken: "ATTENDEE",
			ICalParameters: map[string][]string{"CN": {`back\slash`}, "X": {`end\`}}, Value: "mailto:a"}},
		{"RFC 6868, as Encode takes it", `ATTENDEE;CN=a^nb^'c^':mailto:a`, ics.BaseProperty{IANAToken: "ATTENDEE",
			ICalParameters: map[string][]string{"CN": {"a\nb\"c\""}}, Value: "mailto:a"}},
		{"circumflexes that would be one", `ATTENDEE;CN=a^^nb^^^^c^d:mailto:a`, ics.BaseProperty{IANAToken: "ATTENDEE",
			ICalParameters: map[string][]string{"CN": {"a^^nb^^^c^d"}}, Value: "mailto:a"}},
		{"list of a parameter", `ATTENDEE;MEMBER="mailto:a","mailto:b":mailto:c`, ics.BaseProperty{IANAToken: "ATTENDEE",
			ICalParameters: map[string][]string{"MEMBER": {"mailto:a", "mailto:b"}}, Value: "mailto:c"}},
		{"parameters of one name are joined", `ATTENDEE;MEMBER=a;CN=x;member=b,c:mailto:d`, ics.BaseProperty{IANAToken: "ATTENDEE",
			ICalParameters: map[string][]string{"MEMBER": {"a", "b", "c"}, "CN": {"x"}}, Value: "mailto:d"}},
		{"empty parameter value", `ATTENDEE;CN=:mailto:a`, ics.BaseProperty{IANAToken: "ATTENDEE", ICalParameters: map[string][]string{"CN": {""}}, Value: "mailto:a"}},
		{"folds", "SUMMARY:\xED\r\n \x95\x9C\r\n\t글\\\r\n n", ics.BaseProperty{IANAToken: "SUMMARY", ICalParameters: none, Value: "한글\n"}},
	} {
		cal := decodeClean(t, eventFile(c.line))
		got := cal.Components[0].UnknownPropertiesIANAProperties()
		if diff := cmp.Diff([]ics.IANAProperty{{BaseProperty: c.want}}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestDecodeKeepsItsStrings: what was read stays as it is while reading goes on,
// also where short strings share memory.
func TestDecodeKeepsItsStrings(t *testing.T) {
	var file strings.Builder
	file.WriteString("BEGIN:VCALENDAR\r\n")
	var want strings.Builder
	want.WriteString("VCALENDAR\n")
	for i := range 3000 {
		text := strings.Repeat(fmt.Sprint(i, " "), i%600)
		fmt.Fprintf(&file, "X-%d;P=%d,%s;Q=%s:%s\r\n", i, i%7, text, text, text)
		fmt.Fprintf(&want, "\tX-%d;P=[\"%d\" %q];Q=[%q]: %q\n", i, i%7, text, text, text)
	}
	file.WriteString("END:VCALENDAR\r\n")
	if got := treeText(decodeClean(t, file.String())); got != want.String() {
		t.Errorf("3000 properties are not what they were: %s", cmp.Diff(want.String(), got))
	}
}

const mixedFile = `begin:vcalendar
version:2.0
BEGIN:VTIMEZONE
TZID:X
BEGIN:STANDARD
TZOFFSETTO:-0500
END:STANDARD
BEGIN:daylight
END:DAYLIGHT
END:VTIMEZONE
PRODID:behind
BEGIN:VEVENT
UID:1
BEGIN:VALARM
ACTION:DISPLAY
BEGIN:VLOCATION
NAME:Room
END:VLOCATION
TRIGGER:-PT5M
END:VALARM
SUMMARY:behind
END:VEVENT
BEGIN:VTODO
END:VTODO
BEGIN:VJOURNAL
END:VJOURNAL
BEGIN:VFREEBUSY
END:VFREEBUSY
BEGIN:X-Unknown
X-Y:1
END:X-UNKNOWN
END:VCALENDAR
`

// TestDecodeTree has components of every type of golang-ical, and properties
// behind components.
func TestDecodeTree(t *testing.T) {
	cal := decodeClean(t, mixedFile)
	property := func(name, value string) ics.BaseProperty {
		return ics.BaseProperty{IANAToken: name, Value: value, ICalParameters: map[string][]string{}}
	}
	list := func(pairs ...string) (ps []ics.IANAProperty) {
		for i := 0; i < len(pairs); i += 2 {
			ps = append(ps, ics.IANAProperty{BaseProperty: property(pairs[i], pairs[i+1])})
		}
		return ps
	}
	base := func(ps []ics.IANAProperty, cs ...ics.Component) ics.ComponentBase {
		return ics.ComponentBase{Properties: ps, Components: cs}
	}
	location := &ics.GeneralComponent{ComponentBase: base(list("NAME", "Room")), Token: "VLOCATION"}
	alarm := &ics.VAlarm{ComponentBase: base(list("ACTION", "DISPLAY", "TRIGGER", "-PT5M"), location)}
	want := &ics.Calendar{
		CalendarProperties: []ics.CalendarProperty{{BaseProperty: property("VERSION", "2.0")}, {BaseProperty: property("PRODID", "behind")}},
		Components: []ics.Component{
			&ics.VTimezone{ComponentBase: base(list("TZID", "X"),
				&ics.Standard{ComponentBase: base(list("TZOFFSETTO", "-0500"))}, &ics.Daylight{})},
			&ics.VEvent{ComponentBase: base(list("UID", "1", "SUMMARY", "behind"), alarm)},
			&ics.VTodo{}, &ics.VJournal{}, &ics.VBusy{},
			&ics.GeneralComponent{ComponentBase: base(list("X-Y", "1")), Token: "X-UNKNOWN"},
		},
	}
	exported := cmp.FilterPath(func(p cmp.Path) bool {
		field, ok := p.Last().(cmp.StructField)
		return ok && field.Name()[0] >= 'a'
	}, cmp.Ignore())
	if diff := cmp.Diff(want, cal, exported); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
}

// TestDecodeListsHaveTheirOwnMemory: appending to one list of the tree changes
// no other.
func TestDecodeListsHaveTheirOwnMemory(t *testing.T) {
	cal := decodeClean(t, "BEGIN:VCALENDAR\nX;A=1;B=2:3\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\nEND:VCALENDAR\n")
	first := cal.Components[0].(*ics.VEvent)
	params := cal.CalendarProperties[0].ICalParameters
	_ = append(params["A"], "other")
	_ = append(first.Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: "OTHER"}})
	_ = append(first.Components[0].(*ics.VAlarm).Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: "OTHER"}})
	first.Properties[0].ICalParameters["P"] = []string{"q"}
	want := "VCALENDAR\n\tX;A=[\"1\"];B=[\"2\"]: \"3\"\n\tVEVENT\n\t\tUID;P=[\"q\"]: \"1\"\n\t\tVALARM\n\t\t\tACTION: \"AUDIO\"\n\tVEVENT\n\t\tUID: \"2\"\n"
	if diff := cmp.Diff(want, treeText(cal)); diff != "" {
		t.Errorf("after appending (-want +got):\n%s", diff)
	}
}

// TestDecodeOutcome: what is told of files that are wrong as a whole, and what
// is read of them all the same.
func TestDecodeOutcome(t *testing.T) {
	broken := errors.New("connection reset")
	for _, c := range []struct {
		name, in       string
		options        *DecodeOptions
		fails          bool // of the reader, behind in
		problems, err  string
		kind           error
		tree           string
		calendarsOfAll int
	}{
		{name: "empty", kind: ErrNoCalendar, err: "1:1: the input is empty; a calendar begins with BEGIN:VCALENDAR", tree: "no calendar\n"},
		{name: "with the file's name", in: "x", options: &DecodeOptions{Name: "guest.ics"}, kind: ErrNoCalendar,
			problems: `guest.ics:1:1: "x" outside of a calendar; it and all up to the next BEGIN is left out`,
			err:      `guest.ics:1:1: no calendar: "x" where BEGIN:VCALENDAR should be`, tree: "no calendar\n"},
		{name: "cut in an event", in: "BEGIN:VCALENDAR\nA:1\nBEGIN:VEVENT\nB:2\nEND:VEVENT\nBEGIN:VEVENT\nC:3", kind: ErrTruncated,
			err: "8:1: the input ends inside VEVENT, which begins in line 6; it is cut off", tree: "VCALENDAR\n\tA: \"1\"\n\tVEVENT\n\t\tB: \"2\"\n", calendarsOfAll: 1},
		{name: "cut in an alarm", in: "BEGIN:VCALENDAR\nA:1\nBEGIN:VEVENT\nB:2\nBEGIN:VALARM\nC:3\n", kind: ErrTruncated,
			err: "7:1: the input ends inside VALARM, which begins in line 5; it is cut off", tree: "VCALENDAR\n\tA: \"1\"\n", calendarsOfAll: 1},
		{name: "cut behind BEGIN:VCALENDAR", in: "BEGIN:VCALENDAR", kind: ErrTruncated,
			err: "2:1: the input ends inside VCALENDAR, which begins in line 1; it is cut off", tree: "VCALENDAR\n", calendarsOfAll: 1},
		{name: "two calendars", in: "BEGIN:VCALENDAR\nA:1\nEND:VCALENDAR\nBEGIN:VCALENDAR\nB:2\nEND:VCALENDAR\n", kind: nil,
			problems: "4:1: several calendars: 1 more after the first; they are left out, DecodeAll reads them",
			tree:     "VCALENDAR\n\tA: \"1\"\n", calendarsOfAll: 2},
		{name: "the second is cut off", in: "BEGIN:VCALENDAR\nA:1\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n", kind: ErrTruncated,
			problems: "4:1: several calendars: 1 more after the first; they are left out, DecodeAll reads them",
			err:      "6:1: the input ends inside VEVENT, which begins in line 5; it is cut off", tree: "VCALENDAR\n\tA: \"1\"\n", calendarsOfAll: 2},
		{name: "limit", in: "BEGIN:VCALENDAR\nA:1\nBEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", options: &DecodeOptions{Limits: Limits{Components: 2}},
			kind: ErrLimit, err: "5:1: more than 2 components; raise the limit for a larger calendar", tree: "VCALENDAR\n\tA: \"1\"\n\tVEVENT\n", calendarsOfAll: 1},
		{name: "line too long", in: "BEGIN:VCALENDAR\nA:1234567890123456\nB:1\nEND:VCALENDAR\n", options: &DecodeOptions{Limits: Limits{Line: 15}},
			problems: `2:1: a content line of more than 15 octets, which begins "A:1234567890123"; it is left out`, tree: "VCALENDAR\n\tB: \"1\"\n", calendarsOfAll: 1},
		{name: "reader fails", in: "BEGIN:VCALENDAR\nA:1\nB:2\n", fails: true, kind: broken, err: "3:1: connection reset", tree: "VCALENDAR\n\tA: \"1\"\n", calendarsOfAll: 1},
		{name: "sorted, faults and remarks", in: "BEGIN:VCALENDAR\nX;P=a;\n Q:\xE1\nY\nEND:VCALENDAR\n",
			problems: "3:2: \"Q\" is no parameter; one is NAME=value. It is left out\n3:4: remark: 0xE1 is not UTF-8; the line is read as Windows-1252\n" +
				"4:1: no colon in \"Y\"; a content line is NAME:value. It is left out",
			tree: "VCALENDAR\n\tX;P=[\"a\"]: \"á\"\n", calendarsOfAll: 1},
	} {
		read := func() *bytes.Buffer { return bytes.NewBufferString(c.in) }
		cal, problems, err := Decode(read(), c.options)
		if c.fails {
			cal, problems, err = Decode(&failingReader{read(), broken}, c.options)
		}
		if got := fmt.Sprint(err); problems.Error() != c.problems || got != c.err && (err != nil || c.err != "") || !errors.Is(err, c.kind) {
			t.Errorf("%s: problems\n%v\nerror\n%v\nwant\n%s\nerror\n%s (%v)", c.name, problems, err, c.problems, c.err, c.kind)
		}
		if diff := cmp.Diff(c.tree, treeText(cal)); diff != "" {
			t.Errorf("%s: tree (-want +got):\n%s", c.name, diff)
		}
		if all, _, _ := DecodeAll(read(), c.options); len(all) != c.calendarsOfAll {
			t.Errorf("%s: DecodeAll gives %d calendars, want %d", c.name, len(all), c.calendarsOfAll)
		}
	}
}

type failingReader struct {
	in  *bytes.Buffer
	err error
}

func (r *failingReader) Read(p []byte) (int, error) {
	if r.in.Len() == 0 {
		return 0, r.err
	}
	return r.in.Read(p)
}

func TestDecodeAll(t *testing.T) {
	cals, problems, err := DecodeAll(strings.NewReader("BEGIN:VCALENDAR\nA:1\nEND:VCALENDAR\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nB:2\nEND:VCALENDAR\n"), nil)
	if err != nil || len(problems) > 0 || len(cals) != 2 {
		t.Fatalf("%d calendars, %v, %v", len(cals), problems, err)
	}
	if got, want := treeText(cals[0])+treeText(cals[1]), "VCALENDAR\n\tA: \"1\"\nVCALENDAR\n\tB: \"2\"\n\tVEVENT\n"; got != want {
		t.Errorf("calendars\n%swant\n%s", got, want)
	}
}

// TestDecodeManyProblems: a thousand are told, and how many more there are.
func TestDecodeManyProblems(t *testing.T) {
	_, problems, err := Decode(strings.NewReader("BEGIN:VCALENDAR\n"+strings.Repeat("x\n", 5000)+"END:VCALENDAR\n"), nil)
	if err != nil || len(problems) != 1001 {
		t.Fatalf("%d problems, error %v; want 1001", len(problems), err)
	}
	want := "5001:1: the last of 4000 more faults; only the first 1000 are told one by one"
	if got := problems[1000].Error(); got != want {
		t.Errorf("the last problem is %q, want %q", got, want)
	}
}

// TestDecodeGoldens: what was written is read to the same bytes, also octet by
// octet.
func TestDecodeGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/rich.*.ics")
	zones, _ := filepath.Glob("testdata/vtimezone/*.ics")
	if files = append(files, zones...); err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(file, []byte("BEGIN:VTIMEZONE")) {
			file = slices.Concat([]byte("BEGIN:VCALENDAR\r\n"), file, []byte("END:VCALENDAR\r\n"))
		}
		cal := decodeClean(t, string(file))
		if diff := cmp.Diff(string(file), encode(t, cal)); diff != "" {
			t.Errorf("%s: decoded and encoded (-want +got):\n%s", name, diff)
		}
		pieces, _, err := Decode(iotest.OneByteReader(bytes.NewReader(file)), nil)
		if diff := cmp.Diff(treeText(cal), treeText(pieces)); err != nil || diff != "" {
			t.Errorf("%s: octet by octet, %v:\n%s", name, err, diff)
		}
	}
}
