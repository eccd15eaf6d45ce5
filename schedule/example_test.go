package schedule_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// A meeting on Panama's wall, read in Seoul: the host's day is on two dates.
func Example() {
	panama, _ := schedule.ZoneIn(tzdb.Pinned(), "America/Panama")
	seoul, _ := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	agenda := &schedule.Agenda{
		ID:    "redgealc-2021",
		Title: schedule.Text{{Lang: "es", Text: "XV Reunión Anual de la Red GEALC"}},
		Zone:  panama,
		Days: []schedule.Day{{
			Date:  schedule.Date{Year: 2021, Month: 11, Day: 18},
			Label: schedule.Text{{Lang: "es", Text: "Día 1"}, {Lang: "ko", Text: "1일차"}},
			Opens: 8*schedule.Hour + 30*schedule.Minute, Closes: 18 * schedule.Hour,
			Sessions: []schedule.Session{{
				ID:    "opening",
				Title: schedule.Text{{Lang: "es", Text: "Apertura"}, {Lang: "ko", Text: "개회사"}},
				Start: 8*schedule.Hour + 30*schedule.Minute, End: 9 * schedule.Hour,
			}, {
				ID:    "panama",
				Title: schedule.Text{{Lang: "es", Text: "Panamá digital"}, {Lang: "ko", Text: "파나마의 디지털 전환"}},
				Start: 9*schedule.Hour + 30*schedule.Minute, End: 10*schedule.Hour + 30*schedule.Minute,
			}},
		}},
	}
	if err := agenda.Check().Err(); err != nil {
		fmt.Println(err)
		return
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range timeline.HostDays(seoul) {
		fmt.Printf("%s (%s ~ %s)\n", day.Day.Label.In("ko").Text, day.Opens, day.Closes)
		for _, v := range day.Items {
			fmt.Printf("%s%+d-%s%+d %s\n", v.Start.Clock, v.StartShift, v.End.Clock, v.EndShift, v.Slot.Session.Title.In("ko").Text)
		}
	}
	// Output:
	// 1일차 (2021-11-18T22:30 ~ 2021-11-19T08:00)
	// 22:30+0-23:00+0 개회사
	// 23:30+0-00:30+1 파나마의 디지털 전환
}

func ExampleText_In() {
	title := schedule.Text{{Lang: "es", Text: "Apertura"}, {Lang: "en", Text: "Opening"}, {Lang: "ko", Text: "개회사"}}
	for _, lang := range []schedule.Lang{"ko", "en-GB", "es-MX", "de"} {
		t := title.In(lang)
		fmt.Printf("%s reads %s: %s\n", lang, t.Lang, t.Text)
	}
	// Output:
	// ko reads ko: 개회사
	// en-GB reads en: Opening
	// es-MX reads es: Apertura
	// de reads es: Apertura
}

func ExampleAgenda_Check() {
	berlin, _ := schedule.ZoneIn(tzdb.Pinned(), "Europe/Berlin")
	agenda := &schedule.Agenda{
		ID: "retreat", Title: schedule.Text{{Lang: "de", Text: "Klausur"}}, Zone: berlin,
		Rooms: []schedule.Room{{ID: "saal", Name: schedule.Text{{Lang: "de", Text: "Saal"}}}},
		Days: []schedule.Day{{
			Date: schedule.Date{Year: 2026, Month: 3, Day: 29},
			Sessions: []schedule.Session{
				{ID: "walk", Title: schedule.Text{{Lang: "de", Text: "Nachtwanderung"}}, Start: 2*schedule.Hour + 30*schedule.Minute, End: 5 * schedule.Hour},
				{ID: "talk", Title: schedule.Text{{Lang: "de", Text: "Vortrag"}}, Start: 9 * schedule.Hour, End: 23 * schedule.Hour, Room: "sal"},
			},
		}},
	}
	problems := agenda.Check()
	fmt.Println(problems)
	fmt.Println("skipped:", errors.Is(problems, schedule.ErrSkipped))
	fmt.Println("stops an export:", problems.Err() != nil)
	// Output:
	// days[0].sessions[0].start: the clock skips this time: 2026-03-29T02:30 does not exist in Europe/Berlin, whose clock goes from UTC+01:00 to UTC+02:00 at 2026-03-29T01:00:00Z; write 2026-03-29T01:30 or 2026-03-29T03:30
	// days[0].sessions[1].end: remark: lasts 14h0m0s, 2026-03-29T09:00 in Europe/Berlin to 2026-03-29T23:00 in Europe/Berlin; is the end on the right date?
	// days[0].sessions[1].room: no room "sal"; did you mean "saal"? rooms are "saal"
	// skipped: true
	// stops an export: true
}

func ExampleAgenda_Resolve() {
	seoul, _ := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	angeles, _ := schedule.ZoneIn(tzdb.Pinned(), "America/Los_Angeles")
	agenda := &schedule.Agenda{Zone: seoul, Days: []schedule.Day{{
		Date: schedule.Date{Year: 2026, Month: 7, Day: 1},
		Sessions: []schedule.Session{
			{ID: "flight", Kind: schedule.Travel, Start: 20 * schedule.Hour, End: 14 * schedule.Hour, EndZone: angeles},
			{ID: "late", Start: 25*schedule.Hour + 30*schedule.Minute, End: 26 * schedule.Hour},
			{ID: "visit", Through: schedule.Date{Year: 2026, Month: 7, Day: 3}},
		},
	}}}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range timeline.Slots {
		s := &timeline.Slots[i]
		if s.AllDay() {
			fmt.Println(s.Session.ID, s.From, s.Through)
			continue
		}
		fmt.Println(s.Session.ID, s.Start.Format("Jan 2 15:04Z"), s.Length())
	}
	// Output:
	// flight Jul 1 11:00Z 10h0m0s
	// late Jul 1 16:30Z 30m0s
	// visit 2026-07-01 2026-07-03
}

func ExampleTimeline_Days() {
	panama, _ := schedule.ZoneIn(tzdb.Pinned(), "America/Panama")
	seoul, _ := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	agenda := &schedule.Agenda{Zone: panama, Days: []schedule.Day{{
		Date: schedule.Date{Year: 2021, Month: 11, Day: 18},
		Sessions: []schedule.Session{
			{ID: "opening", Start: 8*schedule.Hour + 30*schedule.Minute, End: 9 * schedule.Hour},
			{ID: "closing", Start: 17 * schedule.Hour, End: 18 * schedule.Hour},
		},
	}}}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, day := range timeline.Days(seoul) {
		for _, v := range day.Items {
			fmt.Println(day.Date, v.Start.Clock, v.Slot.Session.ID)
		}
	}
	// Output:
	// 2021-11-18 22:30 opening
	// 2021-11-19 07:00 closing
}

func ExampleRepeat() {
	santiago, _ := schedule.ZoneIn(tzdb.Pinned(), "America/Santiago")
	first := schedule.Date{Year: 2021, Month: 5, Day: 25}
	agenda := &schedule.Agenda{Zone: santiago, Days: []schedule.Day{{
		Date: first,
		Sessions: []schedule.Session{{
			ID: "webinar", Start: 9 * schedule.Hour, End: 11 * schedule.Hour,
			Repeat: &schedule.Repeat{
				Rule:   "FREQ=WEEKLY;COUNT=4",
				Except: []schedule.DateTime{{Date: first.AddDays(7), Clock: 9 * schedule.Hour}},
				Moved: []schedule.Move{{
					From: schedule.DateTime{Date: first.AddDays(14), Clock: 9 * schedule.Hour},
					To:   schedule.DateTime{Date: first.AddDays(15), Clock: 10 * schedule.Hour},
				}},
			},
		}},
	}}}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range timeline.Slots {
		s := &timeline.Slots[i]
		fmt.Println(s.Occurrence, "is at", s.Zone.Wall(s.Start))
	}
	// Output:
	// 2021-05-25T09:00 is at 2021-05-25T09:00
	// 2021-06-08T09:00 is at 2021-06-09T10:00
	// 2021-06-15T09:00 is at 2021-06-15T09:00
}

func ExampleProblem() {
	p := schedule.Problem{
		Path: "days[1].sessions[3].room",
		Pos:  schedule.Position{File: "agenda.yaml", Line: 41, Column: 13},
		Err:  fmt.Errorf(`no room "B2"; rooms are "A", "B1": %w`, schedule.ErrUnknownID),
	}
	fmt.Println(p)
	// Output:
	// agenda.yaml:41:13: days[1].sessions[3].room: no room "B2"; rooms are "A", "B1": unknown ID
}

// Every Tuesday over the change of the clocks in Santiago, a week left out and one
// moved; then a window fifty years on.
func ExampleRepeat_From() {
	zone, err := schedule.ZoneIn(tzdb.Pinned(), "America/Santiago")
	if err != nil {
		fmt.Println(err)
		return
	}
	wall := func(month time.Month, day int, c schedule.Clock) schedule.DateTime {
		return schedule.DateTime{Date: schedule.Date{Year: 2026, Month: month, Day: day}, Clock: c}
	}
	weekly := schedule.Repeat{
		Rule:   "FREQ=WEEKLY",
		Except: []schedule.DateTime{wall(9, 1, 9*schedule.Hour)},
		Moved:  []schedule.Move{{From: wall(9, 15, 9*schedule.Hour), To: wall(9, 16, 10*schedule.Hour)}},
	}
	s, err := weekly.From(wall(8, 25, 9*schedule.Hour), zone)
	if err != nil {
		fmt.Println(err)
		return
	}
	from := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	for o, err := range s.Between(context.Background(), from, from.AddDate(0, 2, -10)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(o.Start(), o.At.Format("2006-01-02T15:04Z"))
	}
	for o, err := range s.Between(context.Background(), from.AddDate(50, 0, 0), from.AddDate(50, 0, 7)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(o.Start())
	}
	// Output:
	// 2026-08-25T09:00 2026-08-25T13:00Z
	// 2026-09-08T09:00 2026-09-08T12:00Z
	// 2026-09-16T10:00 2026-09-16T13:00Z
	// 2076-08-04T09:00
}
