package ical

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
)

// TestDecodeEncodeValues: each kind of value is written as it was read.
func TestDecodeEncodeValues(t *testing.T) {
	for _, c := range valueCases {
		file := eventFile(c.property + ":" + c.wire)
		want := strings.NewReplacer("summary", "SUMMARY", ";value=", ";VALUE=").Replace(file)
		if got := unfold(encode(t, decodeClean(t, file))); got != want {
			t.Errorf("%s: encoded\n%s\nwant\n%s", c.name, got, want)
		}
	}
}

// TestDecodeEncodeLists: what golang-ical's parser loses, see TestLostInParsing.
func TestDecodeEncodeLists(t *testing.T) {
	for _, line := range []string{
		`CATEGORIES:Food\, drinks,Music`,
		`CATEGORIES:a\\,b\\\,c`,
		`RESOURCES:Easel\, large;small,Projector`,
		`X-FOO:a\;b\,c;d`,
		`REQUEST-STATUS:2.8;Success\; ignored;RRULE`,
		`LOCATION-TYPE:a\,b,c`,
	} {
		file := eventFile(line)
		want := strings.ReplaceAll(file, "large;small", `large\;small`)
		if got := encode(t, decodeClean(t, file)); got != want {
			t.Errorf("%s: encoded\n%s", line, got)
		}
	}
}

// normal makes the names of a tree upper case, as Decode does, and puts no event
// or zone into another component, where Decode would end that.
func normal(cal *ics.Calendar) {
	upper := func(p *ics.BaseProperty) {
		p.IANAToken = strings.ToUpper(p.IANAToken)
		for name, values := range p.ICalParameters {
			delete(p.ICalParameters, name)
			p.ICalParameters[strings.ToUpper(name)] = values
		}
	}
	for i := range cal.CalendarProperties {
		upper(&cal.CalendarProperties[i].BaseProperty)
	}
	var each func(list []ics.Component, inner string)
	each = func(list []ics.Component, inner string) {
		for i, c := range list {
			name := strings.ToUpper(componentName(c))
			if strings.HasPrefix(name, "V") && name != "VALARM" {
				name = inner + name
			}
			n := newNode(name)
			n.base.Properties, n.base.Components = c.UnknownPropertiesIANAProperties(), c.SubComponents()
			list[i], c = n.self, n.self
			props := c.UnknownPropertiesIANAProperties()
			for j := range props {
				upper(&props[j].BaseProperty)
			}
			each(c.SubComponents(), "X-")
		}
	}
	each(cal.Components, "")
}

// checkDecodeEncode: a tree that a program makes is read as it was from what
// Encode writes of it, and the bytes of the stream are read to the same bytes.
func checkDecodeEncode(t *testing.T, p program) {
	t.Helper()
	sink := newTreeSink()
	p.emit(sink)
	cal, err := sink.calendar()
	if err != nil {
		t.Fatal(err)
	}
	normal(cal)
	file := encode(t, cal)
	got := decodeClean(t, file)
	made := strings.ReplaceAll(treeText(cal), `\r\n`, `\n`) // each kind of line break is one
	if diff := cmp.Diff(made, treeText(got)); diff != "" {
		t.Fatalf("tree read from\n%s(-made +read):\n%s", file, diff)
	}
	if diff := cmp.Diff(file, encode(t, got)); diff != "" {
		t.Fatalf("bytes (-written +read and written):\n%s", diff)
	}
}

// TestDecodeEncodeRandom reads random trees, which have every kind of value.
func TestDecodeEncodeRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(2445, 5545))
	for range 2_000 {
		p := make(program, random.IntN(400))
		for i := range p {
			p[i] = byte(random.Uint32())
		}
		checkDecodeEncode(t, p)
	}
}

// TestDecodeAsGolangICal compares with the parser of golang-ical, which reads
// well what a program makes: nothing that it has is lost, and the same
// everywhere but for the backslashes in lists, which tell elements apart.
func TestDecodeAsGolangICal(t *testing.T) {
	random := rand.New(rand.NewPCG(5545, 2445))
	for range 1_000 {
		p := make(program, random.IntN(400))
		for i := range p {
			p[i] = byte(random.Uint32())
		}
		file, err := stream(p.emit)
		if err != nil {
			t.Fatal(err)
		}
		file = asGolangICalReads(unfold(file))
		theirs, err := ics.ParseCalendar(strings.NewReader(file))
		if err != nil {
			t.Fatalf("golang-ical reads not %v:\n%s", err, file)
		}
		ours := decodeClean(t, file)
		if diff := cmp.Diff(plainTree(theirs), plainTree(ours)); diff != "" {
			t.Fatalf("read from\n%s(-golang-ical +Decode):\n%s", file, diff)
		}
	}
}

// asGolangICalReads takes out of an unfolded file what golang-ical reads wrong:
// see TestUpstreamCase and TestUpstreamBackslashes. Events in events, which
// Decode ends, are renamed.
func asGolangICalReads(file string) string {
	var b strings.Builder
	depth := 0
	for line := range strings.Lines(strings.NewReplacer("vevent", "VEVENT", "summary", "SUMMARY").Replace(file)) {
		if strings.HasPrefix(line, "END:") {
			depth--
		}
		if depth > 1 && (strings.HasSuffix(line, ":VEVENT\r\n") || strings.HasSuffix(line, ":VTIMEZONE\r\n")) {
			line = strings.Replace(line, ":V", ":X-V", 1)
		}
		if strings.HasPrefix(line, "BEGIN:") {
			depth++
		}
		quoted := false
		head := strings.IndexFunc(line, func(r rune) bool {
			quoted = quoted != (r == '"')
			return r == ':' && !quoted
		})
		if strings.HasPrefix(line, "CONFERENCE") { // a URI, which golang-ical takes for TEXT
			head = len(line)
		}
		b.WriteString(strings.ReplaceAll(line[:head], `\`, "") + line[head:])
	}
	return b.String()
}

// plainTree is treeText without backslashes, and with RFC 6868 decoded.
func plainTree(cal *ics.Calendar) string {
	text := treeText(cal)
	return strings.ReplaceAll(strings.NewReplacer(`^^`, "^", `^n`, `\n`, `^'`, `\"`).Replace(text), `\`, "")
}

// TestDecodeEncodeGarbage: what was decoded can be encoded, whatever the
// file was, and is then read without problems.
func TestDecodeEncodeGarbage(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:X\x01\n", "END:VCALENDAR\n", "\n", "\r", " ", ":", ";", "=", ",", `"`, "^", `\`, "\x00", "\xE9", "한",
		"CATEGORIES", "SUMMARY", "X", "REQUEST-STATUS", "DTSTART", "VALUE=", "TEXT", "URI", "n"}
	for range 3_000 {
		var file strings.Builder
		for range random.IntN(50) {
			file.WriteString(pieces[random.IntN(len(pieces))])
		}
		checkDecodeGarbage(t, []byte(file.String()))
	}
}

func checkDecodeGarbage(t *testing.T, file []byte) {
	t.Helper()
	cals, _, err := DecodeAll(bytes.NewReader(file), nil)
	if err == nil && len(cals) == 0 {
		t.Fatalf("%q: neither a calendar nor an error", file)
	}
	for _, cal := range cals {
		written := encode(t, cal)
		again := decodeClean(t, written)
		if diff := cmp.Diff(treeText(cal), treeText(again)); diff != "" {
			t.Fatalf("%q: read, written and read again (-once +twice):\n%s", file, diff)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, c := range valueCases {
		f.Add([]byte(eventFile(c.property + ":" + c.wire)))
	}
	f.Add([]byte(mixedFile))
	f.Add([]byte(strings.ReplaceAll(encodedTree, "\n", "\r\n")))
	for _, file := range hostileFiles(f) {
		f.Add(slices.Clone(file))
	}
	f.Fuzz(func(t *testing.T, file []byte) { checkDecodeGarbage(t, file) })
}

func FuzzDecodeEncode(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte(strings.Repeat("\x01\x04\x02\x07\x09\x05", 60)))
	f.Fuzz(func(t *testing.T, p []byte) { checkDecodeEncode(t, p) })
}
