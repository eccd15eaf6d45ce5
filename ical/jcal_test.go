package ical

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
)

// decode reads a file that has no problems.
func decode(t testing.TB, file string) *ics.Calendar {
	t.Helper()
	cal, problems, err := Decode(strings.NewReader(file), nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("Decode: %v, %v", err, problems)
	}
	return cal
}

func encodeJSON(t testing.TB, cal *ics.Calendar) string {
	t.Helper()
	var b strings.Builder
	if err := EncodeJSON(&b, cal); err != nil {
		t.Fatalf("EncodeJSON: %v", err)
	}
	if !json.Valid([]byte(b.String())) {
		t.Fatalf("EncodeJSON gives no JSON:\n%s", b.String())
	}
	return b.String()
}

// decodeJSON reads a text that has no problems.
func decodeJSON(t testing.TB, text string) *ics.Calendar {
	t.Helper()
	cal, problems, err := DecodeJSON(strings.NewReader(text), nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("DecodeJSON: %v, %v", err, problems)
	}
	return cal
}

// eventOf gives a file of one event of one content line.
func eventOf(line string) string {
	return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + line + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
}

// jcalBefore and jcalBehind stand around a property in jCal.
const (
	jcalBefore = "[\"vcalendar\",[],[\n[\"vevent\",[\n"
	jcalBehind = "\n],[]]\n]]\n"
)

// TestJCalProperties has content lines, and the same properties in jCal by the
// rules of RFC 7265. Both are read and written.
func TestJCalProperties(t *testing.T) {
	for _, c := range []struct{ name, line, json string }{
		{"§3.4: names in small letters", "SUMMARY:Apertura", `["summary",{},"text","Apertura"]`},
		{"§3.5: names of parameters too, their values as they are", "SUMMARY;LANGUAGE=es-PA:x", `["summary",{"language":"es-PA"},"text","x"]`},
		{"§3.5.2: several values of a parameter", `CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:tel:+1`,
			`["conference",{"feature":["AUDIO","VIDEO"]},"uri","tel:+1"]`},
		{"quotes of a parameter are not part of it", `ATTENDEE;CN="Kim, Min; ji":mailto:k@example.org`,
			`["attendee",{"cn":"Kim, Min; ji"},"cal-address","mailto:k@example.org"]`},
		{"RFC 6868 is decoded", `ATTENDEE;CN=Ana ^'Nita^' Pérez^n^^2:mailto:a@example.org`,
			`["attendee",{"cn":"Ana \"Nita\" Pérez\n^2"},"cal-address","mailto:a@example.org"]`},
		{"a parameter without a value", "SUMMARY;X-EMPTY=:x", `["summary",{"x-empty":""},"text","x"]`},
		{"§3.6.1 BINARY keeps its ENCODING", "ATTACH;ENCODING=BASE64;VALUE=BINARY:SGVsbG8=", `["attach",{"encoding":"BASE64"},"binary","SGVsbG8="]`},
		{"§3.6.2 BOOLEAN", "X-CHECKED;VALUE=BOOLEAN:TRUE", `["x-checked",{},"boolean",true]`},
		{"§3.6.3 CAL-ADDRESS", "ORGANIZER:mailto:o@example.org", `["organizer",{},"cal-address","mailto:o@example.org"]`},
		{"§3.6.4 DATE", "DTSTART;VALUE=DATE:20110517", `["dtstart",{},"date","2011-05-17"]`},
		{"§3.6.5 DATE-TIME in UTC", "DTSTART:20110517T120000Z", `["dtstart",{},"date-time","2011-05-17T12:00:00Z"]`},
		{"§3.6.5 DATE-TIME in a zone, which stays a parameter", "DTSTART;TZID=Asia/Seoul:20110517T120000",
			`["dtstart",{"tzid":"Asia/Seoul"},"date-time","2011-05-17T12:00:00"]`},
		{"§3.6.6 DURATION", "DURATION:P1DT2H3M", `["duration",{},"duration","P1DT2H3M"]`},
		{"§3.6.7 FLOAT, with the digits that it has", "X-F;VALUE=FLOAT:-1.50", `["x-f",{},"float",-1.50]`},
		{"§3.6.8 INTEGER", "PRIORITY:5", `["priority",{},"integer",5]`},
		{"§3.6.9 PERIOD of a start and a duration, and of a start and an end",
			"FREEBUSY:19970308T160000Z/PT3H,19970308T200000Z/19970308T210000Z",
			`["freebusy",{},"period",["1997-03-08T16:00:00Z","PT3H"],["1997-03-08T20:00:00Z","1997-03-08T21:00:00Z"]]`},
		{"§3.6.10 RECUR: numbers, words, arrays of them, in the order of the rule",
			"RRULE:FREQ=YEARLY;COUNT=5;BYMONTH=10;BYDAY=-1SU,2MO;BYSETPOS=-1,1;WKST=SU",
			`["rrule",{},"recur",{"freq":"YEARLY","count":5,"bymonth":10,"byday":["-1SU","2MO"],"bysetpos":[-1,1],"wkst":"SU"}]`},
		{"§3.6.10 UNTIL as a date", "RRULE:FREQ=DAILY;UNTIL=20260517", `["rrule",{},"recur",{"freq":"DAILY","until":"2026-05-17"}]`},
		{"§3.6.10 UNTIL as a time", "RRULE:FREQ=DAILY;UNTIL=20260517T120000Z", `["rrule",{},"recur",{"freq":"DAILY","until":"2026-05-17T12:00:00Z"}]`},
		{"RFC 7529: a leap month is no number", "RRULE:FREQ=YEARLY;RSCALE=HEBREW;BYMONTH=5L", `["rrule",{},"recur",{"freq":"YEARLY","rscale":"HEBREW","bymonth":"5L"}]`},
		{"§3.6.11 TEXT: no backslashes but JSON's", `DESCRIPTION:a\, b\; c\\d\nwww: "x"	y`, `["description",{},"text","a, b; c\\d\nwww: \"x\"\ty"]`},
		{"§3.6.12 TIME", "X-T;VALUE=TIME:083000", `["x-t",{},"time","08:30:00"]`},
		{"§3.6.12 TIME in UTC", "X-T;VALUE=TIME:083000Z", `["x-t",{},"time","08:30:00Z"]`},
		{"§3.6.13 URI", "URL:https://example.org/a?b=1,2;c", `["url",{},"uri","https://example.org/a?b=1,2;c"]`},
		{"§3.6.14 UTC-OFFSET", "TZOFFSETTO:-0500", `["tzoffsetto",{},"utc-offset","-05:00"]`},
		{"§3.6.14 UTC-OFFSET with seconds", "TZOFFSETFROM:+003958", `["tzoffsetfrom",{},"utc-offset","+00:39:58"]`},
		{"§3.4 a list of texts", `CATEGORIES:Food\, drinks,Music`, `["categories",{},"text","Food, drinks","Music"]`},
		{"§3.4 a list of dates", "EXDATE;VALUE=DATE:20260101,20260102", `["exdate",{},"date","2026-01-01","2026-01-02"]`},
		{"RDATE of periods", "RDATE;VALUE=PERIOD:20260101T000000Z/PT1H", `["rdate",{},"period",["2026-01-01T00:00:00Z","PT1H"]]`},
		{"§3.4.1.1 GEO", "GEO:37.386013;-122.082932", `["geo",{},"float",[37.386013,-122.082932]]`},
		{"§3.4.1.2 REQUEST-STATUS", `REQUEST-STATUS:3.1;Invalid\; value;DTSTART:96-Apr-01`, `["request-status",{},"text",["3.1","Invalid; value","DTSTART:96-Apr-01"]]`},
		{"§5: of no known type, as it stands", `X-NOTE:a\, b;c,d\n`, `["x-note",{},"unknown","a\\, b;c,d\\n"]`},
		{"§5: of a type that no RFC here has", "X-NOTE;VALUE=X-THING:a,b", `["x-note",{},"x-thing","a,b"]`},
		{"RFC 7986 §5.7: no default type, so VALUE comes back", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", `["refresh-interval",{},"duration","PT4H"]`},
		{"RFC 9074 §6.1", "ACKNOWLEDGED:20210302T151514Z", `["acknowledged",{},"date-time","2021-03-02T15:15:14Z"]`},
		{"an empty value", "SUMMARY:", `["summary",{},"text",""]`},
		{"U+2028 and beyond the BMP", "SUMMARY:a\u2028😀", `["summary",{},"text","a` + "\u2028" + `😀"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, text := eventOf(c.line), jcalBefore+c.json+jcalBehind
			if diff := cmp.Diff(text, encodeJSON(t, decode(t, file))); diff != "" {
				t.Errorf("EncodeJSON (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(unfold(file), unfold(encode(t, decodeJSON(t, text)))); diff != "" {
				t.Errorf("DecodeJSON (-want +got):\n%s", diff)
			}
		})
	}
}

// TestJCalOneWay has content lines that come back in another form of the same
// value.
func TestJCalOneWay(t *testing.T) {
	for _, c := range []struct{ name, line, json, back string }{
		{"§3.5.1: the default needs no VALUE", "DTSTART;VALUE=DATE-TIME:20110517T120000Z",
			`["dtstart",{},"date-time","2011-05-17T12:00:00Z"]`, "DTSTART:20110517T120000Z"},
		{"JSON has no plus sign and no zeros before a number", "GEO:+07.50;-0122", `["geo",{},"float",[7.50,-122]]`, "GEO:7.50;-122"},
		{"§B.1: a date without VALUE=DATE", "EXDATE:20081006,20081007", `["exdate",{},"date","2008-10-06","2008-10-07"]`, "EXDATE;VALUE=DATE:20081006,20081007"},
		{"§3.1: base 64 of what is no BINARY", "X-B;ENCODING=BASE64;X-A=1:YVwsIGI=", `["x-b",{"x-a":"1"},"unknown","a\\, b"]`, "X-B;X-A=1:a\\, b"},
		{"§3.1: base 64 of what no content line can hold", "ATTACH;ENCODING=BASE64:AAEC", `["attach",{"encoding":"BASE64"},"uri","AAEC"]`, "ATTACH;ENCODING=BASE64:AAEC"},
		{"booleans of any case", "X-B;VALUE=BOOLEAN:False", `["x-b",{},"boolean",false]`, "X-B;VALUE=BOOLEAN:FALSE"},
		{"a type of small letters", "X-B;VALUE=boolean:true", `["x-b",{},"boolean",true]`, "X-B;VALUE=BOOLEAN:TRUE"},
		{"a semicolon behind the rule", "RRULE:FREQ=DAILY;", `["rrule",{},"recur",{"freq":"DAILY"}]`, "RRULE:FREQ=DAILY"},
		{"FREQ comes first again", "RRULE:COUNT=2;FREQ=DAILY", `["rrule",{},"recur",{"count":2,"freq":"DAILY"}]`, "RRULE:FREQ=DAILY;COUNT=2"},
		{"several values of an X- property of a type", "X-D;VALUE=DATE:20260101,20260102",
			`["x-d",{},"date","2026-01-01","2026-01-02"]`, "X-D;VALUE=DATE:20260101,20260102"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := jcalBefore + c.json + jcalBehind
			if diff := cmp.Diff(text, encodeJSON(t, decode(t, eventOf(c.line)))); diff != "" {
				t.Errorf("EncodeJSON (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(eventOf(c.back), unfold(encode(t, decodeJSON(t, text)))); diff != "" {
				t.Errorf("DecodeJSON (-want +got):\n%s", diff)
			}
		})
	}
}

// TestJCalOddValues has values that are not of their type: nothing of them is
// lost, and the reader says so.
func TestJCalOddValues(t *testing.T) {
	for _, c := range []struct{ name, line, json string }{
		{"no date", "DTSTART:tomorrow", `["dtstart",{},"date-time","tomorrow"]`},
		{"a time where a date should be", "DTSTART;VALUE=DATE:20260101T000000", `["dtstart",{},"date","20260101T000000"]`},
		{"dates and times in a list", "EXDATE:20260101,20260102T000000,", `["exdate",{},"date-time","20260101","2026-01-02T00:00:00",""]`},
		{"no number", "PRIORITY:high", `["priority",{},"integer","high"]`},
		{"half a position", "GEO:1.5", `["geo",{},"float","1.5"]`},
		{"no period", "FREEBUSY:20260101T000000Z", `["freebusy",{},"period","20260101T000000Z"]`},
		{"a rule without names", "RRULE:every day", `["rrule",{},"recur","every day"]`},
		{"a rule with a part twice", "RRULE:FREQ=DAILY;COUNT=1;COUNT=2", `["rrule",{},"recur","FREQ=DAILY;COUNT=1;COUNT=2"]`},
		{"neither true nor false", "X-B;VALUE=BOOLEAN:MAYBE", `["x-b",{},"boolean","MAYBE"]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := jcalBefore + c.json + jcalBehind
			if diff := cmp.Diff(text, encodeJSON(t, decode(t, eventOf(c.line)))); diff != "" {
				t.Errorf("EncodeJSON (-want +got):\n%s", diff)
			}
			cal, problems, err := DecodeJSON(strings.NewReader(text), nil)
			if err != nil || len(problems) == 0 {
				t.Fatalf("DecodeJSON: %v, %d problems: %v", err, len(problems), problems)
			}
			if diff := cmp.Diff(eventOf(c.line), unfold(encode(t, cal))); diff != "" {
				t.Errorf("DecodeJSON (-want +got):\n%s", diff)
			}
		})
	}
}

// TestJCalRoundTrip reads our own files, makes jCal of them, and has the same
// octets in the end.
func TestJCalRoundTrip(t *testing.T) {
	files, err := filepath.Glob("testdata/*.ics")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := encode(t, decodeJSON(t, encodeJSON(t, decode(t, string(file))))); got != string(file) {
			t.Errorf("%s: %s", name, cmp.Diff(string(file), got))
		}
	}
}

// TestDefaultTypes compares the table of jCal's types with that of the forms of
// values in a golang-ical tree, which was made for another purpose.
func TestDefaultTypes(t *testing.T) {
	noDefault := map[string]bool{"REFRESH-INTERVAL": true, "SOURCE": true, "IMAGE": true, "CONFERENCE": true, "LINK": true, "STYLED-DESCRIPTION": true}
	for name, f := range forms {
		valueType := defaultType(name)
		switch {
		case strings.HasPrefix(name, "X-") || noDefault[name]:
			if valueType != typeUnknown {
				t.Errorf("%s is %s, want unknown", name, valueType)
			}
		case (f == formAsIs) == (valueType == typeText) || valueType == typeUnknown:
			t.Errorf("%s is %s, but its form is %d", name, valueType, f)
		}
	}
}

func TestEncodeJSONRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		cal  *ics.Calendar
		want string
	}{
		"nil":               {nil, "the calendar is nil"},
		"control character": {calendarOf(ics.BaseProperty{IANAToken: "SUMMARY", Value: "a\x00b"}), "VCALENDAR/VEVENT[0]/SUMMARY: not writable as iCalendar: control character U+0000"},
		"invalid UTF-8":     {calendarOf(ics.BaseProperty{IANAToken: "SUMMARY", Value: "a\xff"}), "invalid UTF-8"},
		"a line break":      {calendarOf(ics.BaseProperty{IANAToken: "URL", Value: "a\r\nb"}), "line break"},
		"no name":           {calendarOf(ics.BaseProperty{IANAToken: "A B", Value: "x"}), `property name "A B"`},
		"a nil component":   {&ics.Calendar{Components: []ics.Component{nil}}, "component 0"},
	} {
		var b bytes.Buffer
		if err := EncodeJSON(&b, c.cal); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", name, err, c.want)
		}
	}
}
