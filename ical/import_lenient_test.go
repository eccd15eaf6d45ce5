package ical_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestImportRuleWithBlanks: some programs write blanks into rules, which are left
// out and told.
func TestImportRuleWithBlanks(t *testing.T) {
	im, err := ical.Import(strings.NewReader(strings.Join([]string{"BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Standup",
		"DTSTART:20150703T100000Z", "DTEND:20150703T103000Z", "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO, TU, FR ", "END:VEVENT", "END:VCALENDAR"}, "\n")),
		&ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	tl, err := im.Agenda.Resolve(schedule.Compatible)
	if err != nil {
		t.Fatal(err)
	}
	var starts []string
	for _, s := range tl.Slots {
		starts = append(starts, s.Start.Format(time.DateOnly))
	}
	if got, want := strings.Join(starts, " "), "2015-07-03 2015-07-06 2015-07-07 2015-07-10"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if p := im.Problems.Remarks(); len(p) != 1 || p[0].Pos.Line != 7 || !errors.Is(p[0], schedule.ErrRule) || len(im.Problems) != 1 {
		t.Errorf("%v, want one remark on line 7", im.Problems)
	}
}
