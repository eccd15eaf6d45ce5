package ical

import (
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
)

// The tests in this file pin defects of golang-ical v0.3.6 that Encode goes
// around. One that fails means that golang-ical has mended the defect: see
// whether the way around can go, and what Encode's documentation says of it.

// upstreamLine serializes one property with golang-ical.
func upstreamLine(t *testing.T, p ics.BaseProperty) string {
	t.Helper()
	var b strings.Builder
	config := &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}
	if err := p.SerializeTo(&b, config); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func attendee(param, value string) ics.BaseProperty {
	return ics.BaseProperty{IANAToken: "ATTENDEE", Value: "mailto:s@x", ICalParameters: map[string][]string{param: {value}}}
}

// RFC 5545 §3.1 wants CR LF.
func TestUpstreamLineEnd(t *testing.T) {
	cal := &ics.Calendar{}
	if got, want := cal.Serialize(), "BEGIN:VCALENDAR\nEND:VCALENDAR\n"; got != want {
		t.Errorf("golang-ical: %q, pinned %q", got, want)
	}
	if got, want := encode(t, cal), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"; got != want {
		t.Errorf("Encode: %q, want %q", got, want)
	}
}

// Parameter values are escaped with backslashes instead of quoted.
func TestUpstreamQuoting(t *testing.T) {
	for _, c := range []struct{ param, value, pinned, want string }{
		{"CN", "Kim, Min", `ATTENDEE;CN=Kim\, Min:mailto:s@x`, `ATTENDEE;CN="Kim, Min":mailto:s@x`},
		{"CN", "O'Brien", `ATTENDEE;CN=O\'Brien:mailto:s@x`, `ATTENDEE;CN=O'Brien:mailto:s@x`},
		{"CN", "Room: A", `ATTENDEE;CN=Room\: A:mailto:s@x`, `ATTENDEE;CN="Room: A":mailto:s@x`},
		{"CN", `a "b"`, `ATTENDEE;CN=a \"b\":mailto:s@x`, `ATTENDEE;CN=a ^'b^':mailto:s@x`},
		{"SENT-BY", "mailto:boss@x", `ATTENDEE;SENT-BY=mailto\:boss@x:mailto:s@x`, `ATTENDEE;SENT-BY="mailto:boss@x":mailto:s@x`},
	} {
		p := attendee(c.param, c.value)
		if got := upstreamLine(t, p); got != c.pinned+"\r\n" {
			t.Errorf("golang-ical: %q, pinned %q", got, c.pinned)
		}
		if got := propertyLine(t, p); got != c.want {
			t.Errorf("Encode: %q, want %q", got, c.want)
		}
	}
}

// Line breaks outside of TEXT become lines of the file.
func TestUpstreamInjection(t *testing.T) {
	for _, c := range []struct {
		name string
		p    ics.BaseProperty
		line string
	}{
		{"value", ics.BaseProperty{IANAToken: "URL", Value: "https://x/\r\nATTENDEE:mailto:evil@x"}, "ATTENDEE:mailto:evil@x"},
		{"address", ics.BaseProperty{IANAToken: "ATTENDEE", Value: "mailto:a@x\r\nATTACH:file:///x"}, "ATTACH:file:///x"},
		{"property name", ics.BaseProperty{IANAToken: "X:\r\nATTACH", Value: "v"}, "ATTACH:v"},
		{"parameter name", ics.BaseProperty{IANAToken: "X", ICalParameters: map[string][]string{"A:\r\nATTACH;B": {"c"}}}, "ATTACH;B=c:"},
	} {
		if got := upstreamLine(t, c.p); !strings.Contains(got, "\r\n"+c.line+"\r\n") {
			t.Errorf("%s: golang-ical writes %q, pinned: with the line %q", c.name, got, c.line)
		}
		if err := Encode(&strings.Builder{}, calendarOf(c.p)); err == nil {
			t.Errorf("%s: Encode = nil, want an error", c.name)
		}
	}
	p := attendee("CN", "A\r\nBEGIN:VALARM")
	if got := upstreamLine(t, p); !strings.Contains(got, "CN=A\r\nBEGIN") {
		t.Errorf("golang-ical writes %q, pinned: with a line break in CN", got)
	}
	if got, want := propertyLine(t, p), `ATTENDEE;CN="A^nBEGIN:VALARM":mailto:s@x`; got != want {
		t.Errorf("Encode: %q, want %q", got, want)
	}
}

// A bare CR, control characters and invalid UTF-8 pass.
func TestUpstreamCharacters(t *testing.T) {
	for _, value := range []string{"a\rb", "a\x00b", "a\xFFb"} {
		p := ics.BaseProperty{IANAToken: "SUMMARY", Value: value}
		if got, want := upstreamLine(t, p), "SUMMARY:"+value+"\r\n"; got != want {
			t.Errorf("golang-ical: %q, pinned %q", got, want)
		}
		if value == "a\rb" {
			if got, want := propertyLine(t, p), `SUMMARY:a\nb`; got != want {
				t.Errorf("Encode: %q, want %q", got, want)
			}
		} else if err := Encode(&strings.Builder{}, calendarOf(p)); err == nil {
			t.Errorf("Encode of %q = nil, want an error", value)
		}
	}
}

// Values that are not one TEXT are escaped as if they were.
func TestUpstreamLists(t *testing.T) {
	for _, c := range []struct{ name, wire, pinned string }{
		{"CATEGORIES", "keynote,a", `keynote\,a`},
		{"RESOURCES", "easel,projector", `easel\,projector`},
		{"REQUEST-STATUS", "2.0;Success", `2.0\;Success`},
		{"EXRULE", "FREQ=DAILY;COUNT=2", `FREQ=DAILY\;COUNT=2`},
		{"X-FOO", "a;b,c", `a\;b\,c`},
	} {
		p, err := ics.ParseProperty(ics.ContentLine(c.name + ":" + c.wire))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := upstreamLine(t, *p), c.name+":"+c.pinned+"\r\n"; got != want {
			t.Errorf("golang-ical: %q, pinned %q", got, want)
		}
		if got, want := propertyLine(t, *p), c.name+":"+c.wire; got != want {
			t.Errorf("Encode: %q, want %q", got, want)
		}
	}
}

// Parsing a list removes the difference between a separator and a comma.
func TestUpstreamFlattening(t *testing.T) {
	p, err := ics.ParseProperty(`CATEGORIES:keynote,a\,b`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "keynote,a,b"; p.Value != want {
		t.Errorf("golang-ical parses %q, pinned %q", p.Value, want)
	}
}

// The token of REFRESH-INTERVAL has its parameter in it.
func TestUpstreamRefreshInterval(t *testing.T) {
	cal := &ics.Calendar{}
	cal.SetRefreshInterval("P1D")
	if got, want := cal.CalendarProperties[0].IANAToken, "REFRESH-INTERVAL;VALUE=DURATION"; got != want {
		t.Errorf("golang-ical: token %q, pinned %q", got, want)
	}
}

// RFC 6868 is not decoded, which Encode relies on.
func TestUpstreamCircumflex(t *testing.T) {
	p, err := ics.ParseProperty(`ATTENDEE;CN=a^'b:mailto:s@x`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.ICalParameters["CN"][0], "a^'b"; got != want {
		t.Errorf("golang-ical parses %q, pinned %q", got, want)
	}
}

// Errors of the last lines are dropped.
func TestUpstreamWriteError(t *testing.T) {
	if err := (&ics.Calendar{}).SerializeTo(failing{errBroken}); err != nil {
		t.Errorf("golang-ical to a failing writer = %v, pinned nil", err)
	}
}
