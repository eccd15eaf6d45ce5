package schedule_test

import (
	"fmt"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// What a wall time means where clocks change: Berlin skips an hour in March and shows
// one twice in October.
func ExampleZone_Lookup() {
	berlin, err := schedule.ZoneIn(tzdb.Pinned(), "Europe/Berlin")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range []schedule.Date{{Year: 2026, Month: 3, Day: 28}, {Year: 2026, Month: 3, Day: 29}, {Year: 2026, Month: 10, Day: 25}} {
		wall := schedule.DateTime{Date: day, Clock: 2*schedule.Hour + 30*schedule.Minute}
		at, err := berlin.Resolve(wall, schedule.Compatible)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(wall, berlin.Lookup(wall).Kind, at.Format("15:04Z"), berlin.Wall(at).Clock)
	}
	// Output:
	// 2026-03-28T02:30 unique 01:30Z 02:30
	// 2026-03-29T02:30 gap 01:30Z 03:30
	// 2026-10-25T02:30 overlap 00:30Z 02:30
}

// A week in Seoul of an agenda whose series have no end: the window is a day wider on
// either side, since it is on the wall of the sessions.
func ExampleAgenda_ResolveWithin() {
	panama, err := schedule.ZoneIn(tzdb.Pinned(), "America/Panama")
	if err != nil {
		fmt.Println(err)
		return
	}
	seoul, err := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	if err != nil {
		fmt.Println(err)
		return
	}
	agenda := &schedule.Agenda{Zone: panama, Days: []schedule.Day{{
		Date: schedule.Date{Year: 2027, Month: 1, Day: 3},
		Sessions: []schedule.Session{{
			ID: "call", Start: 20 * schedule.Hour, End: 21 * schedule.Hour,
			Repeat: &schedule.Repeat{Rule: "FREQ=WEEKLY;BYDAY=SU,WE"},
		}},
	}}}
	monday := schedule.Date{Year: 2027, Month: 3, Day: 1}
	sunday := monday.AddDays(6)
	timeline, err := agenda.ResolveWithin(schedule.Compatible, monday.AddDays(-1), sunday.AddDays(1))
	if err != nil {
		fmt.Println(err)
		return
	}
	week := timeline.Where(func(s *schedule.Slot) bool {
		first, last := s.From, s.Through // of an all-day item
		if !s.AllDay() {
			first, last = seoul.Wall(s.Start).Date, seoul.Wall(s.End).Date
		}
		return first.Compare(sunday) <= 0 && last.Compare(monday) >= 0
	})
	for _, day := range week.Days(seoul) {
		for _, v := range day.Items {
			fmt.Println(day.Date, v.Start.Clock, v.Slot.Session.ID, "which is", v.Slot.Occurrence, "in Panama")
		}
	}
	// Output:
	// 2027-03-01 10:00 call which is 2027-02-28T20:00 in Panama
	// 2027-03-04 10:00 call which is 2027-03-03T20:00 in Panama
}
