package ical_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestImportUIDTwice: two events of one UID are two revisions of one, or two
// events of a program that does not know what a UID is.
func TestImportUIDTwice(t *testing.T) {
	const first = "BEGIN:VEVENT\nUID:talk@example.org\nDTSTAMP:20211101T000000Z\nSEQUENCE:1\nSUMMARY:Talk\nDTSTART:20211118T133000Z\nDTEND:20211118T140000Z\nEND:VEVENT\n"
	for name, row := range map[string]struct {
		from, to   string // what the second has instead
		want, told string
		fault      bool
	}{
		"another start": {"20211118T133000Z", "20211118T130000Z",
			"2021-11-18 talk-2 08:00-09:00\n2021-11-18 talk 08:30-09:00", "both are imported", false},
		"another end": {"20211118T140000Z", "20211118T150000Z",
			"2021-11-18 talk 08:30-09:00\n2021-11-18 talk-2 08:30-10:00", "both are imported", false},
		"another day": {"20211118", "20211119",
			"2021-11-18 talk 08:30-09:00\n2021-11-19 talk-2 08:30-09:00", "both are imported", false},
		"another title, so that something is lost": {"SUMMARY:Talk", "SUMMARY:Panel",
			"2021-11-18 talk 08:30-09:00", "another event at the same time", true},
		"the same": {"", "",
			"2021-11-18 talk 08:30-09:00", "again, with the same revision", false},
		"a higher SEQUENCE": {"SEQUENCE:1\nSUMMARY:Talk\nDTSTART:20211118T133000Z", "SEQUENCE:2\nSUMMARY:Talk\nDTSTART:20211118T130000Z",
			"2021-11-18 talk 08:00-09:00", "has a newer revision", false},
		"a later DTSTAMP": {"20211101T000000Z", "20211102T000000Z",
			"2021-11-18 talk 08:30-09:00", "has a newer revision", false},
	} {
		t.Run(name, func(t *testing.T) {
			im := imported(t, calendarOf("X-WR-TIMEZONE:America/Panama\n"+first+strings.ReplaceAll(first, row.from, row.to)), nil)
			if diff := cmp.Diff(row.want, strings.TrimSpace(programme(im.Agenda))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if len(im.Problems) != 1 || !strings.Contains(im.Problems[0].Error(), row.told) || im.Problems[0].Remark == row.fault {
				t.Errorf("told %q, want one problem with %q, a fault: %v", im.Problems, row.told, row.fault)
			}
		})
	}
}
