package schedule_test

import (
	"fmt"

	"github.com/plenaria/plenaria/schedule"
)

// What an organizer asks for, by names, becomes a smaller timeline.
func ExampleFilter() {
	agenda := filterable()
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		panic(err)
	}
	filter, err := schedule.Filter{Rooms: []schedule.ID{"Side Room"}}.Find(agenda)
	if err != nil {
		panic(err)
	}
	for _, slot := range timeline.Where(filter.Keep(agenda)).Slots {
		fmt.Println(slot.Session.ID)
	}
	_, err = schedule.Filter{People: []schedule.ID{"kin"}}.Find(agenda)
	fmt.Println(err)
	// Output:
	// a
	// people[0]: no person "kin"; did you mean "kim"? people are "kim", "mois", "ana"
}
