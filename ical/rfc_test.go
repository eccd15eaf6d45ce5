package ical

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

const rfcExamples = "../testdata/rfc/"

// rfcFaults are what is wrong in the examples of the RFCs themselves: what
// Decode says of the file, and what DecodeJSON says of the values when the file
// has become jCal. All else must be read without a word.
var rfcFaults = map[string][]struct{ problem, reason string }{
	"rfc5545-3.8.5.2.ics": {{`"1997042119970526" is no date`,
		"RFC 5545 §3.8.5.2 has no comma between 19970421, at the end of a line, and 19970526"}},
	"rfc5546-4.2.1.ics": {{`"19970701T2100000Z" is no date-time`, "RFC 5546 §4.2.1 has a zero too many in a DTSTART"}},
	"rfc5546-4.2.9.ics": {{`7:28: "mailto" is no parameter; one is NAME=value. It is left out`,
		"RFC 5546 §4.2.9 has a semicolon where a colon should be, behind a parameter of an ATTENDEE"}},
	"rfc5546-4.4.5.ics": {{`7:15: "THISANDFUTURE" is no parameter; one is NAME=value. It is left out`,
		"RFC 5546 §4.4.5 has RECURRENCE-ID;THISANDFUTURE, without RANGE="}},
	"rfc5546-4.7.2.ics": {{`"199700819T220000Z" is no period`, "RFC 5546 §4.7.2 has a year of five digits in a RDATE"}},
	"rfc6868-3.2.ics": {{`string "geo:40.446816,-80.00566" is no float`,
		"RFC 6868 §3.2 has a URI as the value of GEO, which is two numbers (RFC 5545 §3.8.1.6)"}},
	"rfc7986-6.4.ics": {{`10:2: remark: an empty parameter; it is left out`, "RFC 7986 §6.4 has a semicolon before the colon"}},
	"rfc9073-7.1.ics": {
		{`26:2: "http" is no parameter; one is NAME=value. It is left out`,
			"RFC 9073 §7.1 has a semicolon where a colon should be, behind VALUE=URI"},
		{`42:2: "http" is no parameter; one is NAME=value. It is left out`, "the same again"},
	},
}

// TestRFCExamples reads every example of the RFCs that the files have, writes
// it, and reads it again, also as jCal.
func TestRFCExamples(t *testing.T) {
	files, err := filepath.Glob(rfcExamples + "*.ics")
	if err != nil || len(files) < 150 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			expectFaults(t, filepath.Base(name), examplesFaults(t, file))
		})
	}
	for name := range rfcFaults {
		if !slices.Contains(files, rfcExamples+name) {
			t.Errorf("no file %s", name)
		}
	}
}

// examplesFaults gives what is said of a file.
func examplesFaults(t *testing.T, file []byte) (said []string) {
	calendars, problems, err := DecodeAll(bytes.NewReader(file), nil)
	if want := bytes.Count(file, []byte("BEGIN:VCALENDAR")); err != nil || len(calendars) != want {
		t.Fatalf("%d calendars, want %d: %v", len(calendars), want, err)
	}
	for _, p := range problems {
		said = append(said, p.Error())
	}
	for _, cal := range calendars {
		written := encode(t, cal)
		if diff := cmp.Diff(written, encode(t, decode(t, written))); diff != "" {
			t.Errorf("written and read again:\n%s", diff)
		}
		again, problems, err := DecodeJSON(strings.NewReader(encodeJSON(t, cal)), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			said = append(said, p.Err.Error())
		}
		if diff := cmp.Diff(leveled(written), leveled(encode(t, again))); diff != "" {
			t.Errorf("written as jCal and read again:\n%s", diff)
		}
	}
	return said
}

// leveled gives the lines of a file without what jCal does not keep, see
// EncodeJSON: the order of a rule's parts, and VALUE parameters that state the
// default or that a date lacks.
func leveled(file string) []string {
	plain := strings.NewReplacer(";VALUE=DATE-TIME", "", ";VALUE=DATE", "", ";VALUE=DURATION", "", ";VALUE=URI", "", ";VALUE=TEXT", "")
	lines := strings.Split(plain.Replace(unfold(file)), "\r\n")
	for i, line := range lines {
		if rule, ok := strings.CutPrefix(line, "RRULE:"); ok {
			parts := strings.Split(rule, ";")
			slices.Sort(parts)
			lines[i] = "RRULE:" + strings.Join(parts, ";")
		}
	}
	return lines
}

// rfcWithoutTime are the examples whose events have no DTSTART. RFC 5546 wants
// none in a REPLY, a REFRESH and a CANCEL, and an agenda has no place for them.
var rfcWithoutTime = []string{
	"rfc5546-4.1.3.ics", "rfc5546-4.2.2.ics", "rfc5546-4.2.5.ics", "rfc5546-4.2.6.ics", "rfc5546-4.2.9.ics", "rfc5546-4.4.10.ics",
	"rfc5546-4.4.3.ics", "rfc5546-4.4.4.ics", "rfc5546-4.7.1.ics", "rfc5546-4.7.2.ics",
}

// TestRFCExamplesImported imports every example: no event is left out but those
// that have no time.
func TestRFCExamplesImported(t *testing.T) {
	files, err := filepath.Glob(rfcExamples + "*.ics")
	if err != nil || len(files) < 150 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, path := range files {
		name := filepath.Base(path)
		imported, err := Import(strings.NewReader(readExample(t, name)), &ImportOptions{Database: tzdb.Pinned()})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		timeless := false
		for _, p := range imported.Problems {
			switch {
			case p.Remark || isRFCFault(name, p.Error()):
			case strings.Contains(p.Error(), "has no DTSTART"):
				timeless = true
			default:
				t.Errorf("%s: %v", name, p)
			}
		}
		if timeless != slices.Contains(rfcWithoutTime, name) {
			t.Errorf("%s: an event without a time: %v", name, timeless)
		}
	}
}

// isRFCFault says whether what is said of a file is about the same value, or in
// the same place, as a fault in rfcFaults.
func isRFCFault(name, said string) bool {
	for _, fault := range rfcFaults[name] {
		if place, _, _ := strings.Cut(fault.problem, " "); strings.Contains(said, place) {
			return true
		}
	}
	return false
}

func expectFaults(t *testing.T, name string, said []string) {
	t.Helper()
	want := rfcFaults[name]
	for i := range max(len(want), len(said)) {
		switch {
		case i >= len(want):
			t.Errorf("not in the list: %s", said[i])
		case i >= len(said):
			t.Errorf("not said: %s (%s)", want[i].problem, want[i].reason)
		case !strings.HasPrefix(said[i], want[i].problem):
			t.Errorf("said %s, want %s (%s)", said[i], want[i].problem, want[i].reason)
		}
	}
}

// TestRFC7265Example has the first example of RFC 7265 §B, which is the same
// calendar in both forms.
func TestRFC7265Example(t *testing.T) {
	var ours, theirs any
	if err := json.Unmarshal([]byte(encodeJSON(t, decode(t, readExample(t, "rfc7265-B.1.1.ics")))), &ours); err != nil {
		t.Fatal(err)
	}
	text := readExample(t, "rfc7265-B.1.2.json")
	if err := json.Unmarshal([]byte(text), &theirs); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(theirs, ours); diff != "" {
		t.Errorf("EncodeJSON (-RFC +ours):\n%s", diff)
	}
	want := strings.Replace(readExample(t, "rfc7265-B.1.1.ics"), "DTSTART:", "DTSTART;VALUE=DATE:", 1)
	if diff := cmp.Diff(want, encode(t, decodeJSON(t, text))); diff != "" {
		t.Errorf("DecodeJSON (-RFC +ours):\n%s", diff)
	}
}

// TestRFC7265SecondExample reads the second one. Its jCal is not quite its
// iCalendar: the period is a string, which is against §3.6.9, and §B.2.1 has the
// last Sunday of October, another start of the override and longer summaries.
func TestRFC7265SecondExample(t *testing.T) {
	cal, problems, err := DecodeJSON(strings.NewReader(readExample(t, "rfc7265-B.2.2.json")), nil)
	if err != nil {
		t.Fatal(err)
	}
	const remark = `64:11: remark: "2006-01-02T15:00:00/PT2H" as a period; jCal has an array of its start and its end`
	if diff := cmp.Diff(remark, fmt.Sprint(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	ours, theirs := sortedLines(encode(t, cal)), sortedLines(readExample(t, "rfc7265-B.2.1.ics"))
	for _, c := range []struct{ rfc, ours string }{
		{"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10"},
		{"DTSTART;TZID=US/Eastern:20060104T140000", "DTSTART;TZID=US/Eastern:20060102T140000"},
		{"SUMMARY:Event #2 bis", "SUMMARY:Event #2"},
	} {
		if i := slices.Index(theirs, c.rfc); i >= 0 {
			theirs[i] = c.ours
		} else {
			t.Errorf("§B.2.1 has no %s", c.rfc)
		}
	}
	slices.Sort(theirs)
	if diff := cmp.Diff(theirs, ours); diff != "" {
		t.Errorf("DecodeJSON (-RFC +ours):\n%s", diff)
	}
}

func readExample(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(rfcExamples + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sortedLines gives the content lines of a file, sorted.
func sortedLines(file string) []string {
	lines := strings.Split(strings.TrimSpace(unfold(file)), "\r\n")
	slices.Sort(lines)
	return lines
}
