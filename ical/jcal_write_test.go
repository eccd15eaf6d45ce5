package ical_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestWriteJSON: the stream of jCal, that of the tree, and the file read and
// written as jCal are the same.
func TestWriteJSON(t *testing.T) {
	tl := timeline(t, richAgenda())
	for _, lang := range []schedule.Lang{"es", "en", "ko"} {
		o := richOptions
		o.Langs = []schedule.Lang{lang}
		var stream, tree, file bytes.Buffer
		if err := ical.WriteJSON(&stream, tl, &o); err != nil {
			t.Fatal(err)
		}
		cal, err := ical.Calendar(tl, &o)
		if err != nil {
			t.Fatal(err)
		}
		if err := ical.EncodeJSON(&tree, cal); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tree.String(), stream.String()); diff != "" {
			t.Fatalf("%s: WriteJSON and EncodeJSON (-tree +stream):\n%s", lang, diff)
		}
		again, problems, err := ical.DecodeJSON(&stream, nil)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		if err := ical.Encode(&file, again); err != nil {
			t.Fatal(err)
		}
		var written bytes.Buffer
		if err := ical.Write(&written, tl, &o); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(written.String(), file.String()); diff != "" {
			t.Errorf("%s: Write and WriteJSON (-file +jCal):\n%s", lang, diff)
		}
	}
}

func TestWriteJSONErrors(t *testing.T) {
	bad := one(talk("a", "08:30", "09:00"), talk("b", "09:00", "09:30", func(s *schedule.Session) { s.Title = text("en", "x\x00") }))
	err := ical.WriteJSON(io.Discard, timeline(t, bad), nil)
	if !errors.Is(err, ical.ErrUnwritable) || !strings.Contains(fmt.Sprint(err), `days[0].sessions[1]: session "b"`) {
		t.Errorf("error %v, want one that names session b", err)
	}
	full := errors.New("no space")
	for n := range 3 {
		if err := ical.WriteJSON(&failing{n, full}, timeline(t, richAgenda()), nil); n == 0 && !errors.Is(err, full) {
			t.Errorf("error %v, want that of the writer", err)
		}
	}
}

// failing is a writer that fails after n writes.
type failing struct {
	n   int
	err error
}

func (f *failing) Write(p []byte) (int, error) {
	if f.n--; f.n < 0 {
		return 0, f.err
	}
	return len(p), nil
}

func ExampleEncodeJSON() {
	cal, _, err := ical.Decode(strings.NewReader(`BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:opening@example.org
DTSTART;TZID=America/Panama:20211118T083000
RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20211231T133000Z
SUMMARY:Apertura\, y foto
GEO:8.983333;-79.516667
END:VEVENT
END:VCALENDAR
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := ical.EncodeJSON(os.Stdout, cal); err != nil {
		fmt.Println(err)
	}
	// Output:
	// ["vcalendar",[
	// ["version",{},"text","2.0"]
	// ],[
	// ["vevent",[
	// ["uid",{},"text","opening@example.org"],
	// ["dtstart",{"tzid":"America/Panama"},"date-time","2021-11-18T08:30:00"],
	// ["rrule",{},"recur",{"freq":"WEEKLY","byday":["TU","TH"],"until":"2021-12-31T13:30:00Z"}],
	// ["summary",{},"text","Apertura, y foto"],
	// ["geo",{},"float",[8.983333,-79.516667]]
	// ],[]]
	// ]]
}

func ExampleDecodeJSON() {
	cal, problems, err := ical.DecodeJSON(strings.NewReader(`["vcalendar", [["version", {}, "text", "2.0"]], [
  ["vevent", [
    ["uid", {}, "text", "lunch@example.org"],
    ["dtstart", {"tzid": "Asia/Seoul"}, "date-time", "20211119T120000"],
    ["categories", {}, "text", "Food, drinks", "Break"]
  ], []]
]]`), &ical.DecodeOptions{Name: "agenda.json"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(problems)
	var file strings.Builder
	if err := ical.Encode(&file, cal); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.ReplaceAll(file.String(), "\r\n", "\n"))
	// Output:
	// agenda.json:4:54: remark: "20211119T120000" as date-time; jCal has hyphens and colons in it, as in 2026-05-17T12:00:00 or 2026-05-17T12:00:00Z
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// BEGIN:VEVENT
	// UID:lunch@example.org
	// DTSTART;TZID=Asia/Seoul:20211119T120000
	// CATEGORIES:Food\, drinks,Break
	// END:VEVENT
	// END:VCALENDAR
}
