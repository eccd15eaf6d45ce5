package ical_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestImportPeopleOrder: participants stand in the order of the file, those of overrides
// behind the others, and those of an event that is left out do not stand there, also
// where they would take an ID from another.
func TestImportPeopleOrder(t *testing.T) {
	const rest = "\nSUMMARY:S\nDURATION:PT1H\nEND:VEVENT\n"
	im := imported(t, calendarOf("BEGIN:VEVENT\nUID:left-out\nDTSTART:soon\nATTENDEE:mailto:kim@left.example.org\nATTENDEE:mailto:eva@example.org"+rest+
		"BEGIN:VEVENT\nUID:s\nDTSTART:20211102T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nATTENDEE:mailto:lee@example.org"+rest+
		"BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20211103T090000Z\nDTSTART:20211103T100000Z\nATTENDEE:mailto:kim@override.example.org\nATTENDEE:mailto:lee@example.org"+rest+
		"BEGIN:VEVENT\nUID:t\nDTSTART:20211102T120000Z\nATTENDEE:mailto:kim@last.example.org"+rest), nil)
	want := "lee lee@example.org, kim kim@last.example.org, kim-2 kim@override.example.org; lee; kim; kim-2 lee"
	if diff := cmp.Diff(want, peopleOf(im.Agenda)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
