package ical_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// jsonOf gives a file as jCal.
func jsonOf(t testing.TB, file string) string {
	t.Helper()
	cal, _, err := ical.Decode(strings.NewReader(file), nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ical.EncodeJSON(&b, cal); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestImportJSON: jCal gives the agenda that the same calendar gives as content
// lines, whatever stands before its bracket.
func TestImportJSON(t *testing.T) {
	for _, name := range []string{"google", "outlook", "apple", "pretalx"} {
		file := clientFile(t, name)
		text := jsonOf(t, file)
		want := imported(t, file, nil)
		for before, text := range map[string]string{"nothing": text, "a mark and blanks": "\uFEFF \r\n\t" + text, "a list": "[" + text + "]"} {
			got := imported(t, text, nil)
			if diff := cmp.Diff(want.Agenda, got.Agenda, cmpopts.EquateComparable(schedule.Zone{}, schedule.Offset{})); diff != "" {
				t.Errorf("%s with %s before it: -file +jCal:\n%s", name, before, diff)
			}
		}
	}
}

// TestImportJSONTwo: all calendars of a list are imported, as those of a file are.
func TestImportJSONTwo(t *testing.T) {
	first, second := jsonOf(t, clientFile(t, "google")), jsonOf(t, clientFile(t, "apple"))
	if !json.Valid([]byte(first)) {
		t.Fatal(first)
	}
	im := imported(t, "["+first+","+second+"]", nil)
	want := imported(t, clientFile(t, "google")+clientFile(t, "apple"), nil)
	same(t, "agenda", programme(im.Agenda), programme(want.Agenda))
}

// TestImportJSONProblems: what is wrong with jCal has its place in the text; what
// is cut off is an error, beside what was read.
func TestImportJSONProblems(t *testing.T) {
	const event = `["vcalendar",[["version",{},"text","2.0"]],[["vevent",[["uid",{},"text","a"],["dtstart",{},"date-time","2026-05-04T09:00:00Z"]` + "\n" +
		`,["summary",{},"text"],["duration",{},"duration","PT1H"]],[]]]`
	im := imported(t, event+"]", nil)
	if !slices.ContainsFunc(im.Problems, func(p schedule.Problem) bool { return p.Pos.Line == 2 && !p.Remark }) {
		t.Errorf("problems: %v, want a fault in line 2", im.Problems)
	}
	im, err := ical.Import(strings.NewReader(event), nil)
	if !errors.Is(err, ical.ErrTruncated) || im == nil || len(im.Agenda.Days) != 1 {
		t.Errorf("cut off: %v, %v", im, err)
	}
	if im, err := ical.Import(strings.NewReader("[1]"), nil); im != nil || !errors.Is(err, ical.ErrNoCalendar) && !errors.Is(err, ical.ErrSyntax) {
		t.Errorf("no jCal: %v, %v", im, err)
	}
}

// TestImportJSONKept: an agenda of jCal is written back as what it came from.
func TestImportJSONKept(t *testing.T) {
	text := jsonOf(t, clientFile(t, "google"))
	im := imported(t, text, nil)
	tl, err := im.Agenda.Resolve(schedule.Compatible)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ical.WriteJSON(&b, tl, &ical.Options{Kept: im}); err != nil {
		t.Fatal(err)
	}
	same(t, "written back", b.String(), text)
}

// TestDecodeNamesJSON: jCal where content lines were wanted is named.
func TestDecodeNamesJSON(t *testing.T) {
	_, _, err := ical.Decode(strings.NewReader(`["vcalendar",[],[]]`), nil)
	if !errors.Is(err, ical.ErrNoCalendar) || !strings.Contains(err.Error(), "DecodeJSON") {
		t.Errorf("%v", err)
	}
}

// TestPublishedJSON: the state can be jCal too.
func TestPublishedJSON(t *testing.T) {
	want, err := ical.Published(strings.NewReader(clientFile(t, "google")), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ical.Published(strings.NewReader(jsonOf(t, clientFile(t, "google"))), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Events) != len(want.Events) || len(got.Events) == 0 {
		t.Errorf("%d events, want %d", len(got.Events), len(want.Events))
	}
	for i := range got.Events {
		if g, w := got.Events[i], want.Events[i]; g.UID != w.UID || !g.Start.At.Equal(w.Start.At) || g.Sequence != w.Sequence {
			t.Errorf("event %d: %+v, want %+v", i, g, w)
		}
	}
}
