package ical_test

import (
	"bytes"
	"fmt"
	"log"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// The calendar was published in January 2023, when Egypt had no summer time. In March
// it was decided to bring it back.
func ExampleDrift() {
	before, err := schedule.ZoneFromSpans("Africa/Cairo", []schedule.Span{{Offset: 2 * 3600, Abbr: "EET"}})
	if err != nil {
		log.Fatal(err)
	}
	agenda := &schedule.Agenda{
		ID: "forum", Title: schedule.Text{{Lang: "en", Text: "Forum"}}, Zone: before, Langs: []schedule.Lang{"en"},
		Days: []schedule.Day{{Date: schedule.Date{Year: 2023, Month: time.May, Day: 10}, Sessions: []schedule.Session{
			{ID: "opening", Title: schedule.Text{{Lang: "en", Text: "Opening"}}, Start: 9 * schedule.Hour, End: 10 * schedule.Hour},
		}}},
	}
	tl, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer
	if err := ical.Write(&file, tl, &ical.Options{Stamp: time.Date(2023, time.January, 9, 12, 0, 0, 0, time.UTC)}); err != nil {
		log.Fatal(err)
	}

	// The same agenda, read when the database has the new rules.
	if agenda.Zone, err = schedule.ZoneIn(tzdb.Pinned(), "Africa/Cairo"); err != nil {
		log.Fatal(err)
	}
	published, err := ical.Published(&file, &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		log.Fatal(err)
	}
	drift, err := ical.Drift(published, agenda, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range drift.Sessions {
		fmt.Println(s.Slot.Session.ID, s.Start.Wall, "was", s.Start.Then.Format(time.RFC3339), "and is", s.Start.Now.Format(time.RFC3339), s.Start.By())
	}
	kept, rewritten, err := drift.KeepInstants()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("to keep the instant:", rewritten[0].String(), "on", kept.Days[0].Date)
	// Output:
	// opening 2023-05-10T09:00 was 2023-05-10T07:00:00Z and is 2023-05-10T06:00:00Z -1h0m0s
	// to keep the instant: 09:00-10:00 → 10:00-11:00 on 2023-05-10
}
