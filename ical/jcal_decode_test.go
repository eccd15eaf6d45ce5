package ical

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
)

// TestDecodeJSONProperties has properties that RFC 7265 does not allow, the
// content line that is read from each, none if it is left out, and what is said
// of it. The property begins in line 3, column 1 of its text.
func TestDecodeJSONProperties(t *testing.T) {
	for _, c := range []struct{ name, json, line, problems string }{
		{"capital letters", `["SUMMARY",{"Language":"en"},"TEXT","x"]`, "SUMMARY;LANGUAGE=en:x", `
3:2: remark: property name "SUMMARY"; jCal has names in small letters
3:13: remark: parameter name "Language"; jCal has names in small letters
3:30: remark: type name "TEXT"; jCal has names in small letters`},
		{"no name", `["a b",{},"text","x"]`, "", `
3:2: property name "a b"; a name has letters, digits and hyphens only. It is left out`},
		{"a name that would open a component", `["begin",{},"text","VEVENT"]`, "", `
3:2: BEGIN as a property; it is left out`},
		{"a name that would end one", `["end",{},"text","VEVENT"]`, "", `
3:2: END as a property; it is left out`},
		{"two texts of a property that nobody knows, which could not be told from one", `["x-a",{},"text","a","b"]`, "X-A;VALUE=TEXT:a", `
3:22: the string "b" where the end of X-A (which has one value) should be; it is left out`},
		{"a name that is a number", `[7,{},"text","x"]`, "", `
3:2: "7" where the name of a property should be; it is left out`},
		{"a property that is an object", `{"summary":"x"}`, "", `
3:1: an object where a property (an array) should be; it is left out`},
		{"parameters in an array", `["summary",[],"text","x"]`, "SUMMARY:x", `
3:12: an array where the parameters of SUMMARY (an object) should be; it is left out`},
		{"no type", `["summary",{},null,"x"]`, "", `
3:15: "null" where the type of the values should be; it is left out`},
		{"no value", `["summary",{},"text"]`, "", `
3:1: SUMMARY without a value; it is left out`},
		{"no type and no value", `["summary",{}]`, "", `
3:1: a property of 2 elements; one has a name, parameters, a type and values. It is left out`},
		{"null is no value", `["summary",{},"text",null]`, "", `
3:22: "null" where a value of type text should be; it is left out`},
		{"an object is no text", `["summary",{},"text",{"a":[1,{"b":null}]}]`, "", `
3:22: an object where a value of type text should be; it is left out`},
		{"two values of what has one", `["summary",{},"text","a","b"]`, "SUMMARY:a", `
3:26: the string "b" where the end of SUMMARY (which has one value) should be; it is left out`},
		{"one value of a list is wrong", `["categories",{},"text","a",null,"b"]`, "CATEGORIES:a,b", `
3:29: "null" where a value of type text should be; it is left out`},
		{"the type as a parameter", `["dtstart",{"value":"DATE"},"date","2026-01-01"]`, "DTSTART;VALUE=DATE:20260101", `
3:13: parameter value of DTSTART; jCal has the type behind the parameters. It is left out`},
		{"a parameter twice", `["summary",{"language":"en","language":"es"},"text","x"]`, "SUMMARY;LANGUAGE=es:x", `
3:29: parameter LANGUAGE of SUMMARY stands here again; the last one counts`},
		{"parameters that are no strings", `["attendee",{"rsvp":true,"x-n":7,"x-no":null},"cal-address","mailto:a@b"]`, "ATTENDEE;RSVP=TRUE;X-N=7:mailto:a@b", `
3:21: remark: TRUE as the value of parameter RSVP; it is a string
3:32: remark: 7 as the value of parameter X-N; it is a string
3:41: "null" where the value of parameter X-NO (a string) should be; it is left out`},
		{"dates without hyphens", `["dtstart",{},"date-time","20260517T120000Z"]`, "DTSTART:20260517T120000Z", `
3:27: remark: "20260517T120000Z" as date-time; jCal has hyphens and colons in it, as in 2026-05-17T12:00:00 or 2026-05-17T12:00:00Z`},
		{"what JavaScript writes", `["dtstart",{},"date-time","2026-05-17T12:00:00.000Z"]`, "DTSTART:20260517T120000Z", `
3:27: remark: "2026-05-17T12:00:00.000Z" has parts of a second, which iCalendar has not; they are left out`},
		{"parts of a second that count", `["dtstart",{},"date-time","2026-05-17T12:00:00.5"]`, "DTSTART:2026-05-17T12:00:00.5", `
3:27: "2026-05-17T12:00:00.5" is no date-time, which is like 2026-05-17T12:00:00 or 2026-05-17T12:00:00Z; it is kept as it stands`},
		{"an offset, which iCalendar has not", `["dtstart",{},"date-time","2026-05-17T12:00:00+09:00"]`, "DTSTART:2026-05-17T12:00:00+09:00", `
3:27: "2026-05-17T12:00:00+09:00" is no date-time, which is like 2026-05-17T12:00:00 or 2026-05-17T12:00:00Z; it is kept as it stands`},
		{"a number as a string", `["priority",{},"integer","5"]`, "PRIORITY:5", `
3:26: remark: string "5" as a value of type integer; read as it stands in an iCalendar file`},
		{"a text as a number", `["summary",{},"text",2026]`, "SUMMARY:2026", `
3:22: remark: number "2026" as a value of type text`},
		{"an integer with an exponent", `["priority",{},"integer",1e1]`, "PRIORITY:10", ""},
		{"a float with an exponent", `["geo",{},"float",[1.5E1,-2.5e-3]]`, "GEO:15;-0.0025", ""},
		{"a fraction of an integer", `["priority",{},"integer",1.5]`, "PRIORITY:1.5", `
3:26: "1.5" is no integer; it is kept as it stands`},
		{"a number beyond all floats", `["geo",{},"float",[1e999999999,2]]`, "GEO:1e999999999;2", `
3:20: "1e999999999" is no float; it is kept as it stands`},
		{"a position with one part", `["geo",{},"float",[1]]`, "", `
3:19: a value of GEO with 1 parts of 2; it is left out`},
		{"a position with three parts", `["geo",{},"float",[1,2,3]]`, "GEO:1;2", `
3:24: "3" where a part of the value of GEO should be; it is left out`},
		{"a position as it stands in an iCalendar file", `["geo",{},"float","1.5;2"]`, "GEO:1.5;2", `
3:19: remark: string "1.5;2" as a value of type float; read as it stands in an iCalendar file`},
		{"a period in one string", `["freebusy",{},"period","2026-05-17T12:00:00Z/PT1H"]`, "FREEBUSY:20260517T120000Z/PT1H", `
3:25: remark: "2026-05-17T12:00:00Z/PT1H" as a period; jCal has an array of its start and its end`},
		{"a period without an end", `["freebusy",{},"period",["2026-05-17T12:00:00Z"]]`, "", `
3:25: a value of FREEBUSY with 1 parts of 2; it is left out`},
		{"a rule in one string", `["rrule",{},"recur","FREQ=DAILY"]`, "RRULE:FREQ=DAILY", `
3:21: remark: string "FREQ=DAILY" as a value of type recur; read as it stands in an iCalendar file`},
		{"a rule with a part twice", `["rrule",{},"recur",{"freq":"DAILY","freq":"WEEKLY"}]`, "RRULE:FREQ=WEEKLY", `
3:37: rule part FREQ stands here again; the last one counts`},
		{"a rule with odd values", `["rrule",{},"recur",{"freq":"DAILY","count":"3","byday":"MO,TU","until":"20260517","interval":1.5,"x":"a;b","y":{},"z":[]}]`,
			"RRULE:FREQ=DAILY;COUNT=3;BYDAY=MO,TU;UNTIL=20260517", `
3:45: remark: string "3" in rule part COUNT; jCal has a number
3:57: remark: "MO,TU" in rule part BYDAY; jCal has an array of the values
3:73: remark: "20260517" as until; jCal has hyphens and colons in it, as in 2026-05-17 or 2026-05-17T12:00:00Z
3:95: "1.5" in rule part INTERVAL, which has whole numbers; it is left out
3:103: "a;b" as the value of rule part X; it is left out
3:113: an object where the value of rule part Y should be; it is left out
3:116: rule part Z without a value; it is left out`},
		{"an empty rule", `["rrule",{},"recur",{}]`, "", `
3:21: a rule without parts; it is left out`},
		{"a status in one string", `["request-status",{},"text","2.0;Success"]`, `REQUEST-STATUS:2.0\;Success`, ""},
		{"a line break in a URI", `["url",{},"uri","https://example.org/\r\nDTSTART:x"]`, "URL:https://example.org/ DTSTART:x", `
3:17: remark: line break in a value of type uri; read as a space`},
		{"all kinds of line breaks in a text", `["summary",{},"text","a\nb\r\nc\rd\\r\ne"]`, `SUMMARY:a\nb\nc\nd\\r\ne`, ""},
		{"control characters", `["summary",{},"text","a\u0000b\u001Fc\u007fd\te"]`, "SUMMARY:a b c d\te", `
3:24: remark: control character U+0000, which iCalendar cannot hold; read as a space
3:31: remark: control character U+001F, which iCalendar cannot hold; read as a space
3:38: remark: control character U+007F, which iCalendar cannot hold; read as a space`},
		{"a tab in a string, which JSON does not allow", "[\"summary\",{},\"text\",\"a\tb\"]", "SUMMARY:a\tb", `
3:24: remark: control character U+0009; a JSON string has it as \u0009`},
		{"not UTF-8", "[\"summary\",{},\"text\",\"é\xff\xe9\"]", "SUMMARY:é\uFFFD\uFFFD", `
3:24: 0xFF is not UTF-8; read as U+FFFD
3:25: 0xE9 is not UTF-8; read as U+FFFD`},
		{"a surrogate pair", `["summary",{},"text","\uD83D\uDE00"]`, "SUMMARY:😀", ""},
		{"halves of surrogate pairs", `["summary",{},"text","\uD83D x\uDE00\uD83Dy"]`, "SUMMARY:\uFFFD x\uFFFD\uFFFDy", `
3:23: \uD83D is half of a surrogate pair; read as U+FFFD
3:31: \uDE00 is half of a surrogate pair; read as U+FFFD
3:37: \uD83D is half of a surrogate pair; read as U+FFFD`},
		{"all escapes", `["summary",{},"text","\"\\\/\u00e9\u00C9"]`, `SUMMARY:"\\/éÉ`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal, problems, err := DecodeJSON(strings.NewReader(jcalBefore+c.json+jcalBehind), nil)
			if err != nil {
				t.Fatal(err)
			}
			var told strings.Builder
			for _, p := range problems {
				fmt.Fprintf(&told, "\n%v", p)
			}
			if diff := cmp.Diff(c.problems, told.String()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			want := strings.Replace(eventOf(c.line), "\r\n\r\n", "\r\n", 1)
			if diff := cmp.Diff(want, unfold(encode(t, cal))); diff != "" {
				t.Errorf("calendar (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDecodeJSONStructure has texts that are JSON and hardly jCal.
func TestDecodeJSONStructure(t *testing.T) {
	const calendar = "BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n"
	const event = "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n"
	for _, c := range []struct{ name, json, content, problems string }{
		{"a byte order mark", "\uFEFF" + `["vcalendar",[],[]]`, "", ""},
		{"an event without a calendar", `["vevent",[["uid",{},"text","a"]],[]]`, event, `
1:2: remark: "VEVENT" outside of a calendar; read as if it stood in one`},
		{"capital letters", `["VCALENDAR",[],[]]`, "", `
1:2: remark: component name "VCALENDAR"; jCal has names in small letters`},
		{"no components", `["vcalendar",[]]`, "", `
1:16: remark: a component of 2 elements; it has three, its name, its properties and its components`},
		{"a fourth element", `["vcalendar",[],[],{}]`, "", `
1:20: an object where the end of the component should be; it is left out`},
		{"properties that are none", `["vcalendar",7,[["vevent",[["uid",{},"text","a"]],[]]]]`, event, `
1:14: "7" where an array of properties should be; it is left out`},
		{"components that are none", `["vcalendar",[],[7,["vevent",[["uid",{},"text","a"]],[]],[8,[],[]],["a b",[],[]],[]]]`, event, `
1:18: "7" where a component (an array) should be; it is left out
1:59: "8" where the name of a component should be; it is left out
1:69: component name "a b"; a name has letters, digits and hyphens only. It is left out`},
		{"an event in an event", `["vcalendar",[],[["vevent",[["uid",{},"text","a"]],[["vevent",[],[]],["valarm",[],[]]]]]]`,
			"BEGIN:VEVENT\r\nUID:a\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\n", `
1:54: "VEVENT" inside of "VEVENT", where it cannot stand; it is left out`},
		{"a calendar in a calendar", `["vcalendar",[],[["vcalendar",[],[["vevent",[],[]]]]]]`, "", `
1:19: "VCALENDAR" inside of "VCALENDAR", where it cannot stand; it is left out`},
		{"two calendars", `[["vcalendar",[],[["vevent",[["uid",{},"text","a"]],[]]]],["vcalendar",[],[]],["vevent",[],[]]]`, event, `
1:60: the array has 2 more calendars after the first; they are left out, DecodeAllJSON reads them`},
		{"something behind the calendar", "[\"vcalendar\",[],[]]\n{}", "", `
2:1: an object behind the calendar; it and all up to the end is left out`},
		{"lines that end in CR LF and CR", "[\"vcalendar\",\r\n[],\r[],7]", "", `
3:4: "7" where the end of the component should be; it is left out`},
	} {
		t.Run(c.name, func(t *testing.T) {
			cal, problems, err := DecodeJSON(strings.NewReader(c.json), nil)
			if err != nil {
				t.Fatal(err)
			}
			var told strings.Builder
			for _, p := range problems {
				fmt.Fprintf(&told, "\n%v", p)
			}
			if diff := cmp.Diff(c.problems, told.String()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(fmt.Sprintf(calendar, c.content), encode(t, cal)); diff != "" {
				t.Errorf("calendar (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeAllJSON(t *testing.T) {
	const text = `[["vcalendar",[["prodid",{},"text","1"]],[]],["vcalendar",[["prodid",{},"text","2"]],[]]]`
	calendars, problems, err := DecodeAllJSON(strings.NewReader(text), nil)
	if err != nil || len(problems) > 0 || len(calendars) != 2 {
		t.Fatalf("%d calendars, %v, %v", len(calendars), problems, err)
	}
	if got := calendars[1].CalendarProperties[0].Value; got != "2" {
		t.Errorf("PRODID of the second is %q", got)
	}
	calendars, problems, err = DecodeAllJSON(strings.NewReader(`[["vevent",[],[]],["vtodo",[],[["valarm",[],[]]]],["vcalendar",[],[]]]`), nil)
	if err != nil || len(problems) != 2 || len(calendars) != 3 {
		t.Fatalf("components without a calendar: %d calendars, %v, %v", len(calendars), problems, err)
	}
	for i, want := range []string{"VEVENT", "VALARM", ""} {
		if got := encode(t, calendars[i]); !strings.Contains(got, want) || i == 2 && got != "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" {
			t.Errorf("calendar %d:\n%s", i, got)
		}
	}
}

// TestDecodeJSONErrors has inputs that cannot be trusted as a whole.
func TestDecodeJSONErrors(t *testing.T) {
	small := &DecodeOptions{Name: "a.json", Limits: Limits{Depth: 3, Components: 4, Lines: 3, Total: 300}}
	for _, c := range []struct {
		name, json string
		kind       error
		want       string
	}{
		{"empty", " \n", ErrNoCalendar, "a.json:1:1: the input is empty"},
		{"an iCalendar file", "BEGIN:VCALENDAR\r\n", ErrNoCalendar, `a.json:1:1: no calendar: "BEGIN"; jCal begins with ["vcalendar"`},
		{"an object", "{}", ErrNoCalendar, `a.json:1:1: no calendar: an object`},
		{"an empty array", "[]", ErrNoCalendar, "a.json:1:3: no calendar in the input"},
		{"another component", `["valarm",[],[]]`, ErrNoCalendar, "a.json:1:17: no calendar in the input"},
		{"the end in a string", `["vcalendar",[["prodid`, ErrTruncated, "a.json:1:16: the input ends inside the string"},
		{"the end in an escape", `["vcalendar",[["prodid\`, ErrTruncated, "a.json:1:16: the input ends inside the string"},
		{"the end behind a comma", `["vcalendar",`, ErrTruncated, "a.json:1:14: the input ends where"},
		{"the end of an array is missing", `["vcalendar",[],[]`, ErrTruncated, `a.json:1:19: the input ends where a comma or ']' should be`},
		{"a comma too many", `["vcalendar",[],[],]`, ErrSyntax, `a.json:1:20: "]" where a value should be; this is no JSON`},
		{"a comma too few", `["vcalendar" []]`, ErrSyntax, `a.json:1:14: an array where a comma or ']' should be`},
		{"no JSON escape", `["vcalendar",[["summary",{},"text","\x"]],[]]`, ErrSyntax, `a.json:1:37: "\\x" is no escape of JSON`},
		{"no number", `["vcalendar",[["priority",{},"integer",01]],[]]`, ErrSyntax, `a.json:1:40: "01" where a number should be`},
		{"no word", `["vcalendar",[["priority",{},"integer",NaN]],[]]`, ErrSyntax, `a.json:1:40: "NaN" where a value should be`},
		{"a member without a name", `["vcalendar",[["summary",{1:2},"text","x"]],[]]`, ErrSyntax, `a.json:1:27:`},
		{"a member without a value", `["vcalendar",[["summary",{"a"},"text","x"]],[]]`, ErrSyntax, `a.json:1:30: "}" where a colon`},
		{"components too deep", `["vcalendar",[],[["vevent",[],[["a",[],[["b",[],[]]]]]]]]`, ErrLimit, "a.json:1:42: components nest deeper than 3"},
		{"too many components", `["vcalendar",[],[["a",[],[]],["a",[],[]],["a",[],[]],["a",[],[]]]]`, ErrLimit, "a.json:1:55: more than 4 components"},
		{"too many properties", `["vcalendar",[["a",{},"text","x"],["a",{},"text","x"],["a",{},"text","x"],["a",{},"text","x"]],[]]`, ErrLimit, "a.json:1:75: more than 3 properties"},
		{"JSON too deep", `["vcalendar",[["a",[[[[[[[[[[[[[[]]]]]]]]]]]]]]],[]]`, ErrLimit, "nest deeper than 10"},
		{"too long", `["vcalendar",[["a",{},"text","` + strings.Repeat("x", 300) + `"]],[]]`, ErrLimit, "a.json:1:301: the input has more than 300 octets"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := DecodeJSON(strings.NewReader(c.json), small)
			if !errors.Is(err, c.kind) || !strings.Contains(fmt.Sprint(err), c.want) {
				t.Errorf("error %v, want %v with %q", err, c.kind, c.want)
			}
		})
	}
	fail := errors.New("disk on fire")
	_, _, err := DecodeJSON(io.MultiReader(strings.NewReader(`["vcalendar",[],`), iotest.ErrReader(fail)), nil)
	if !errors.Is(err, fail) {
		t.Errorf("error %v, want that of the reader", err)
	}
}

// TestDecodeJSONCutOff cuts a calendar off after each octet: there is always an
// error, and never a piece of a component.
func TestDecodeJSONCutOff(t *testing.T) {
	whole := "[\"vcalendar\",[[\"version\",{},\"text\",\"2.0\"]],[[\"vevent\",[[\"uid\",{\"x\":[\"é\"]},\"text\",\"a\"],[\"geo\",{},\"float\",[1,-2.5e1]]],[]]]]"
	for n := range len(whole) {
		cal, _, err := DecodeJSON(strings.NewReader(whole[:n]), nil)
		if err == nil {
			t.Fatalf("no error of %s", whole[:n])
		}
		if cal == nil {
			continue
		}
		got, full := encode(t, cal), n > strings.Index(whole, "]]],[]]")+len("]]],[]]")-1
		if strings.Contains(got, "VEVENT") != full {
			t.Fatalf("of %s:\n%s", whole[:n], got)
		}
	}
}

// TestDecodeJSONLimits leaves out a property that is too long or has too many
// parameter values, and reads on.
func TestDecodeJSONLimits(t *testing.T) {
	const text = `["vcalendar",[["a",{},"text","%s"],["b",{"x":["1","2"]},"text","1"],["c",{"x":["1","2"],"y":"3"},"text","1"]],[]]`
	cal, problems, err := DecodeJSON(strings.NewReader(fmt.Sprintf(text, strings.Repeat("x", 100))), &DecodeOptions{Limits: Limits{Line: 100, Values: 2}})
	if err != nil {
		t.Fatal(err)
	}
	const want = "1:15: a property of more than 100 octets, A; it is left out\n1:167: a property of more than 2 parameter values, C; it is left out"
	if diff := cmp.Diff(want, problems.Error()); diff != "" || !errors.Is(problems, ErrLimit) {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("BEGIN:VCALENDAR\r\nB;VALUE=TEXT;X=1,2:1\r\nEND:VCALENDAR\r\n", encode(t, cal)); diff != "" {
		t.Errorf("calendar (-want +got):\n%s", diff)
	}
}

// TestDecodeJSONHostile has inputs that are made to cost much.
func TestDecodeJSONHostile(t *testing.T) {
	const n = 1 << 18
	in := func(property string) string { return jcalBefore + property + jcalBehind }
	for name, text := range map[string]string{
		"arrays in arrays":                strings.Repeat("[", n),
		"components in components":        strings.Repeat(`["a",[],[`, n/8),
		"objects in objects":              in(`["a",{"b":` + strings.Repeat(`{"c":`, n/4)),
		"fine: a long number":             in(`["geo",{},"float",[` + strings.Repeat("1", n) + `,2]]`),
		"a long exponent":                 in(`["geo",{},"float",[1e` + strings.Repeat("9", n) + `,2]]`),
		"a parameter again and again":     in(`["a",{` + strings.Repeat(`"b":"c",`, n/8) + `"b":"c"},"text","x"]`),
		"fine: parameters of many names":  in(`["a",{` + names(20_000) + `"b":"c"},"text","x"]`),
		"rule parts of many names":        in(`["rrule",{},"recur",{` + names(20_000) + `"freq":"DAILY"}]`),
		"a fault in each value":           in(`["exdate",{},"date"` + strings.Repeat(`,"x"`, n/4) + `]`),
		"a fault in each of many lines":   in(strings.Repeat("[7]\n,", n/8) + `["a",{},"text","x"]`),
		"fine: escapes":                   in(`["summary",{},"text","` + strings.Repeat(`\u0041`, n/8) + `"]`),
		"halves of surrogate pairs":       in(`["summary",{},"text","` + strings.Repeat(`\uD800`, n/8) + `"]`),
		"a string that is never closed":   in(`["summary",{},"text",` + strings.Repeat(`"`, n-1)),
		"escapes that are never closed":   in(`["summary",{},"text","` + strings.Repeat(`\"`, n)),
		"blanks":                          strings.Repeat(" \n", n),
		"one octet over and over, no NUL": strings.Repeat("\x00", n),
	} {
		cal, problems, err := DecodeJSON(strings.NewReader(text), nil)
		if fine := err == nil && len(problems) == 0; fine != strings.HasPrefix(name, "fine: ") {
			t.Errorf("%s: %v, %d problems", name, err, len(problems))
		}
		if len(problems) > maxFaults+1 {
			t.Errorf("%s: %d problems", name, len(problems))
		}
		if cal != nil {
			encode(t, cal)
		}
	}
}

// names gives n members of an object of different names.
func names(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"x%d":"v",`, i)
	}
	return b.String()
}

// FuzzDecodeJSON: what is said has its place inside the text; what is read can
// be written, also as jCal, which is then read without an error to the same
// calendar; what is no JSON is an error.
func FuzzDecodeJSON(f *testing.F) {
	for _, line := range []string{
		`["summary",{"language":"es"},"text","a, b\n"]`, `["geo",{},"float",[1.5,-2e3]]`, `["x-a",{"b":["c","d"]},"unknown","\u00e9\\,"]`,
		`["freebusy",{},"period",["2026-05-17T12:00:00Z","PT1H"],"x/y"]`, `["rrule",{},"recur",{"freq":"DAILY","until":"2026-05-17","byday":["MO"]}]`,
		`["request-status",{},"text",["2.0","x"]]`, `["exdate",{},"date","2026-05-17","x"]`, `["tzoffsetto",{},"utc-offset","-05:00"]`, `["x",{},"time","12:00:00"]`,
		`["x",{},"x-thing",[true,1,"a"],null]`,
	} {
		f.Add([]byte(jcalBefore + line + jcalBehind))
	}
	rich, err := os.ReadFile("testdata/rich.ko.ics")
	if err != nil {
		f.Fatal(err)
	}
	cal, _, err := Decode(bytes.NewReader(rich), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(encodeJSON(f, cal)))
	f.Add([]byte(`[["vcalendar",[],[]],["vevent",[],[["valarm",[],[]]]]]`))
	f.Add([]byte("\uFEFF [\"vcalendar\",\r\n[],\r[[\"VEVENT\",[[\"a\\u0000\x00\xff\",{},\"\",0.1e-1]],[-0,true,null,{\"\":{}}]]]]x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		calendars, problems, err := DecodeAllJSON(bytes.NewReader(text), nil)
		lines := bytes.Count(text, []byte{'\n'}) + bytes.Count(text, []byte{'\r'}) + 1
		for _, p := range problems {
			if p.Pos.Line < 1 || p.Pos.Line > lines || p.Pos.Column < 1 || p.Pos.Column > utf8.RuneCount(text)+1 || p.Err == nil {
				t.Fatalf("%v", p)
			}
		}
		if err == nil && len(problems) == 0 && !json.Valid(text) && !bytes.HasPrefix(text, []byte("\uFEFF")) {
			t.Fatal("no JSON, and nothing was said")
		}
		if json.Valid(text) && (errors.Is(err, ErrSyntax) || errors.Is(err, ErrTruncated)) {
			t.Fatalf("JSON, but %v", err)
		}
		var problem schedule.Problem
		if err != nil && !errors.As(err, &problem) {
			t.Fatalf("error %v has no position", err)
		}
		for _, cal := range calendars {
			written := encode(t, cal)
			again, _, err := DecodeJSON(strings.NewReader(encodeJSON(t, cal)), nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(written, encode(t, again)); diff != "" {
				t.Fatalf("(-first +again):\n%s", diff)
			}
		}
	})
}
