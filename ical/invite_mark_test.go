package ical_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// markVersionOf finds the version that ends a mark, and with it each line of the golden file.
var markVersionOf = regexp.MustCompile(`(?m)\.[0-9]+$`)

// TestMarks: what a mark is made of is worded as it was. Else everybody would be sent all
// of their invitations again by the next version of plenaria, unless the version of the
// marks says that they cannot be compared. So -update writes other marks only under
// another version.
func TestMarks(t *testing.T) {
	name := filepath.Join("testdata", "marks.golden")
	_, file := invite(t, "", storyOne(t), ical.InviteOptions{UpdateOptions: at(stampOne)})
	got := marksIn(t, file)
	o := ical.InviteOptions{UpdateOptions: at(stampOne.AddDate(-1, 0, 0))}
	o.Series = ical.RecurringEvents
	_, file = invite(t, "", weekly(t, func(r *schedule.Repeat) {
		r.Moved = []schedule.Move{{From: dateTime("2021-06-01T09:00"), To: dateTime("2021-06-02T10:00")}}
	}), o)
	got += marksIn(t, file)
	update := flag.Lookup("update").Value.String() == "true"
	golden, err := os.ReadFile(name)
	if err != nil && !update {
		t.Fatal(err)
	}
	want := string(golden)
	if got == want {
		return
	}
	isOther := want == "" || markVersionOf.FindString(got) != markVersionOf.FindString(want)
	switch {
	case !isOther:
		t.Errorf("invitations are worded otherwise, so that everybody would get all of theirs again: raise markVersion in invite_people.go, then run with -update\n-want +got:\n%s", cmp.Diff(want, got))
	case !update:
		t.Errorf("markVersion is another one; run with -update\n-want +got:\n%s", cmp.Diff(want, got))
	default:
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// marksIn gives the marks of an organizer's file, a line each.
func marksIn(t *testing.T, file string) string {
	t.Helper()
	var lines []string
	for _, e := range readCalendar(t, file).of("VEVENT") {
		for _, line := range e.named("ATTENDEE") {
			p := readProperty(line)
			if p.param("X-PLENARIA-TOLD") == "" { // the organizer
				continue
			}
			lines = append(lines, strings.Join([]string{p.value, e.value("UID") + recurrenceInstant(e), p.param("X-PLENARIA-TOLD")}, " "))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}
