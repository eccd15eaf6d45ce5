package render_test

import (
	"os"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// Two versions of an agenda: the keynote is half an hour later, and somebody
// else gives it.
func ExampleChangesText() {
	panama, err := schedule.ZoneIn(tzdb.Pinned(), "America/Panama")
	if err != nil {
		panic(err)
	}
	seoul, err := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	if err != nil {
		panic(err)
	}
	version := func(revision string, start schedule.Clock, speaker schedule.ID) *schedule.Agenda {
		return &schedule.Agenda{
			ID: "meeting", Title: schedule.Text{{Lang: "en", Text: "Meeting"}}, Zone: panama,
			Also: []schedule.Zone{seoul}, Langs: []schedule.Lang{"en"}, Revision: revision,
			Participants: []schedule.Participant{
				{ID: "kim", Name: schedule.Text{{Lang: "en", Text: "Kim"}}},
				{ID: "ana", Name: schedule.Text{{Lang: "en", Text: "Ana"}}},
			},
			Days: []schedule.Day{{Date: schedule.Date{Year: 2021, Month: 11, Day: 18}, Sessions: []schedule.Session{{
				ID: "keynote", Title: schedule.Text{{Lang: "en", Text: "Keynote"}},
				Start: start, End: start + 30*schedule.Minute, Roles: []schedule.Role{{Who: speaker, As: schedule.Speaker}},
			}}}},
		}
	}
	changes := schedule.Diff(version("1", 9*schedule.Hour, "kim"), version("2", 9*schedule.Hour+30*schedule.Minute, "ana"))
	if err := render.ChangesText(os.Stdout, changes, nil); err != nil {
		panic(err)
	}
	// Output:
	// Meeting
	// Version 1 → 2
	//
	// Thursday, November 18
	//
	// Keynote
	//   Moved (Panama): Thu, Nov 18, 09:00 – 09:30 → Thu, Nov 18, 09:30 – 10:00
	//   Moved (Seoul): Thu, Nov 18, 23:00 – 23:30 → Thu, Nov 18, 23:30 – Fri, Nov 19, 00:00
	//   No longer taking part: Kim (Speaker)
	//   New participants: Ana (Speaker)
}
