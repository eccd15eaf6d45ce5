package schedule_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

func TestResolve(t *testing.T) {
	type days = []schedule.Day
	seoul, cairo := zone(t, "Asia/Seoul"), zone(t, "Africa/Cairo")
	tests := map[string]struct {
		zone   string
		days   days
		policy schedule.Policy
		want   string
	}{
		"a morning, and an evening that ends on the next date": {
			"America/Panama",
			days{day("2021-11-18", item("opening", "08:30-09:00"), item("reception", "23:30-00:30"))},
			schedule.Reject, `
0 opening 2021-11-18T13:30Z 2021-11-18T14:00Z
0 reception 2021-11-19T04:30Z 2021-11-19T05:30Z
`},
		"clocks beyond 24:00 stay in their day": {
			"America/Panama",
			days{
				day("2021-11-18", item("gala", "23:30-24:30"), item("night", "25:30-26:00"), item("on", "24:00-02:00")),
				day("2021-11-19", item("next", "08:00-09:00")),
			},
			schedule.Reject, `
0 gala 2021-11-19T04:30Z 2021-11-19T05:30Z
0 night 2021-11-19T06:30Z 2021-11-19T07:00Z
0 on 2021-11-19T05:00Z 2021-11-19T07:00Z
1 next 2021-11-19T13:00Z 2021-11-19T14:00Z
`},
		"the first minute of the first day and the last of the last": {
			"Europe/Zurich",
			days{day("2024-05-01", item("first", "00:00-00:30")), day("2024-05-02", item("last", "22:00-24:00"), item("whole", "00:00-24:00"))},
			schedule.Reject, `
0 first 2024-04-30T22:00Z 2024-04-30T22:30Z
1 last 2024-05-02T20:00Z 2024-05-02T22:00Z
1 whole 2024-05-01T22:00Z 2024-05-02T22:00Z
`},
		"a clock that ends where it starts ends a day later": {
			"America/Panama",
			days{day("2021-11-18", item("hackathon", "09:00-09:00"))},
			schedule.Reject, `
0 hackathon 2021-11-18T14:00Z 2021-11-19T14:00Z
`},
		"an end date": {
			"America/Panama",
			days{day("2021-11-18", with(item("long", "09:00-17:00"), func(s *schedule.Session) { s.EndDate = date("2021-11-20") }))},
			schedule.Reject, `
0 long 2021-11-18T14:00Z 2021-11-20T22:00Z
`},
		"a flight lands on another wall: Belgrade UTC+2, Cairo UTC+3": {
			"Europe/Belgrade",
			days{day("2026-07-11", with(item("flight", "18:05-21:50"), func(s *schedule.Session) { s.EndZone = cairo }))},
			schedule.Reject, `
0 flight 2026-07-11T16:05Z 2026-07-11T18:50Z
`},
		"a flight over the date line lands before it took off, on the clock": {
			"Asia/Seoul",
			days{day("2026-07-01", with(item("east", "20:00-14:00"), func(s *schedule.Session) { s.EndZone = zone(t, "America/Los_Angeles") }))},
			schedule.Reject, `
0 east 2026-07-01T11:00Z 2026-07-01T21:00Z
`},
		"the same flight says its date": {
			"Asia/Seoul",
			days{day("2026-07-01", with(item("east", "20:00-14:00"), func(s *schedule.Session) {
				s.EndZone, s.EndDate = zone(t, "America/Los_Angeles"), date("2026-07-01")
			}))},
			schedule.Reject, `
0 east 2026-07-01T11:00Z 2026-07-01T21:00Z
`},
		"an end of 24:00 and more counts from the day's date, on its wall": {
			"Asia/Seoul",
			days{day("2026-07-01",
				with(item("midnight", "10:00-24:00"), func(s *schedule.Session) { s.EndZone = zone(t, "America/Los_Angeles") }),
				with(item("later", "20:00-25:30"), func(s *schedule.Session) { s.EndZone = zone(t, "America/Los_Angeles") }))},
			schedule.Reject, `
0 midnight 2026-07-01T01:00Z 2026-07-02T07:00Z
0 later 2026-07-01T11:00Z 2026-07-02T08:30Z
`},
		"a flight westward lands two dates later": {
			"America/Los_Angeles",
			days{day("2026-07-01", with(item("west", "23:30-05:10"), func(s *schedule.Session) { s.EndZone = seoul }))},
			schedule.Reject, `
0 west 2026-07-02T06:30Z 2026-07-02T20:10Z
`},
		"another name of the same zone is the same wall": {
			"Asia/Kolkata",
			days{day("2026-07-01", with(item("talk", "09:00-09:00"), func(s *schedule.Session) { s.EndZone = zone(t, "Asia/Calcutta") }))},
			schedule.Reject, `
0 talk 2026-07-01T03:30Z 2026-07-02T03:30Z
`},
		"days and sessions on walls of their own": {
			"Europe/Zurich",
			days{
				day("2026-07-08", item("geneva", "10:00-11:00")),
				{Date: date("2026-07-12"), Zone: cairo, Sessions: []schedule.Session{
					item("cairo", "10:00-11:00"),
					with(item("call", "18:00-19:00"), func(s *schedule.Session) { s.Zone = seoul }),
				}},
			},
			schedule.Reject, `
0 geneva 2026-07-08T08:00Z 2026-07-08T09:00Z
1 cairo 2026-07-12T07:00Z 2026-07-12T08:00Z
1 call 2026-07-12T09:00Z 2026-07-12T10:00Z
`},
		"all-day items are dates, also where midnight does not exist": {
			"America/Santiago",
			days{day("2026-09-06", with(schedule.Session{ID: "visit"}, func(s *schedule.Session) { s.Through = date("2026-09-08") }))},
			schedule.Reject, `
0 visit 2026-09-06..2026-09-08
`},
		"parallel sessions follow their parent": {
			"America/Panama",
			days{day("2021-11-18", with(item("thematic", "13:30-15:30"), func(s *schedule.Session) {
				s.Parallel = []schedule.Session{{ID: "t1"}, item("t2", "14:00-15:00"), {ID: "t3", Through: date("2021-11-18")}}
			}), item("closing", "15:30-16:00"))},
			schedule.Reject, `
0 thematic 2021-11-18T18:30Z 2021-11-18T20:30Z
0 t1 2021-11-18T18:30Z 2021-11-18T20:30Z of thematic
0 t2 2021-11-18T19:00Z 2021-11-18T20:00Z of thematic
0 t3 2021-11-18..2021-11-18 of thematic
0 closing 2021-11-18T20:30Z 2021-11-18T21:00Z
`},
		"a conference across a change of the clocks": {
			"Europe/Berlin",
			days{
				day("2026-03-28", item("saturday", "09:00-18:00"), item("party", "22:00-04:00")),
				day("2026-03-29", item("sunday", "09:00-18:00")),
			},
			schedule.Reject, `
0 saturday 2026-03-28T08:00Z 2026-03-28T17:00Z
0 party 2026-03-28T21:00Z 2026-03-29T02:00Z
1 sunday 2026-03-29T07:00Z 2026-03-29T16:00Z
`},
		"a gap and an overlap, compatible: after the gap, first": {
			"Europe/Berlin",
			days{day("2026-03-29", item("gap", "02:30-04:00")), day("2026-10-25", item("overlap", "02:30-04:00"))},
			schedule.Compatible, `
0 gap 2026-03-29T01:30Z 2026-03-29T02:00Z
1 overlap 2026-10-25T00:30Z 2026-10-25T03:00Z
`},
		"a gap and an overlap, later": {
			"Europe/Berlin",
			days{day("2026-10-25", item("overlap", "02:30-04:00"))},
			schedule.Later, `
0 overlap 2026-10-25T01:30Z 2026-10-25T03:00Z
`},
		"offsets settle an overlap, each end for itself": {
			"Europe/Berlin",
			days{day("2026-10-25", with(item("night", "02:15-02:45"), func(s *schedule.Session) {
				s.Offset, s.EndOffset = must(schedule.ParseOffset("+02:00")), must(schedule.ParseOffset("+01:00"))
			}))},
			schedule.Reject, `
0 night 2026-10-25T00:15Z 2026-10-25T01:45Z
`},
		"a date that the zone skipped, compatible: a day later": {
			"Pacific/Apia",
			days{day("2011-12-30", item("lost", "10:00-11:00"))},
			schedule.Compatible, `
0 lost 2011-12-30T20:00Z 2011-12-30T21:00Z
`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tl := resolve(t, agenda(t, test.zone, test.days...), test.policy)
			equal(t, "slots", slots(tl), test.want)
		})
	}
}

func TestSlotWalls(t *testing.T) {
	cairo := zone(t, "Africa/Cairo")
	a := agenda(t, "Europe/Berlin",
		day("2026-10-25", with(item("night", "02:30-03:30"), func(s *schedule.Session) { s.EndZone = cairo })))
	a.Days[0].Room = "plenary"
	s := resolve(t, a, schedule.Compatible).Slots[0]
	if s.Zone != a.Zone || s.EndZone != cairo || s.StartKind != schedule.Overlap || s.EndKind != schedule.Unique {
		t.Errorf("slot = %v %v, %v %v; want Europe/Berlin overlap, Africa/Cairo unique", s.Zone, s.StartKind, s.EndZone, s.EndKind)
	}
	if s.Room != "plenary" {
		t.Errorf("Room = %q, want the day's", s.Room)
	}
}

// TestResolveFaults pins what Resolve itself refuses.
func TestResolveFaults(t *testing.T) {
	offset := func(s string) schedule.Offset { return must(schedule.ParseOffset(s)) }
	tests := map[string]struct {
		zone string
		day  schedule.Day
		is   error
		want string
	}{
		"no clocks": {
			"America/Panama", day("2021-11-18", schedule.Session{ID: "x"}), schedule.ErrMissing,
			`days[0].sessions[0].start: no start and no end; for midnight to midnight write 00:00-24:00, for whole dates set the last one`},
		"a clock outside its range": {
			"America/Panama", day("2021-11-18", schedule.Session{Start: -5, End: 48 * schedule.Hour}), schedule.ErrInvalid,
			"days[0].sessions[0].end: 172800 s is not a clock; the range is 00:00 to 47:59:59\n" +
				`days[0].sessions[0].start: -5 s is not a clock; the range is 00:00 to 47:59:59`},
		"an end before its start, both beyond 24:00": {
			"America/Panama", day("2021-11-18", item("x", "25:30-25:00")), schedule.ErrBackwards,
			`days[0].sessions[0].end: ends at 2021-11-18T25:00 in America/Panama, which is not after its start at 2021-11-18T25:30 in America/Panama; a clock of 24:00 and more, or an end date, says that it ends later`},
		"an end date before the start": {
			"America/Panama", day("2021-11-18", with(item("x", "10:00-11:00"), func(s *schedule.Session) { s.EndDate = date("2021-11-17") })), schedule.ErrBackwards,
			`days[0].sessions[0].end: ends at 2021-11-17T11:00 in America/Panama, which is not after its start at 2021-11-18T10:00 in America/Panama; a clock of 24:00 and more, or an end date, says that it ends later`},
		"an end date that makes it last no time": {
			"America/Panama", day("2021-11-18", with(item("x", "10:00-10:00"), func(s *schedule.Session) { s.EndDate = date("2021-11-18") })), schedule.ErrBackwards,
			`days[0].sessions[0].end: ends at 2021-11-18T10:00 in America/Panama, which is not after its start at 2021-11-18T10:00 in America/Panama; a clock of 24:00 and more, or an end date, says that it ends later`},
		"an end date that is none": {
			"America/Panama", day("2021-11-18", with(item("x", "10:00-11:00"), func(s *schedule.Session) { s.EndDate = schedule.Date{Year: 2021, Month: 2, Day: 30} })), schedule.ErrInvalid,
			`days[0].sessions[0].endDate: 2021-02-30 is not a day of the calendar`},
		"all day through a date before it": {
			"America/Panama", day("2021-11-18", with(item("x", "10:00-11:00"), func(s *schedule.Session) { s.Through = date("2021-11-17") })), schedule.ErrBackwards,
			`days[0].sessions[0].through: lasts through 2021-11-17, which is before its day, 2021-11-18`},
		"a day without a date": {
			"America/Panama", schedule.Day{}, schedule.ErrMissing,
			`days[0].date: no date; write the host's, such as 2021-11-18`},
		"a day that is none": {
			"America/Panama", schedule.Day{Date: schedule.Date{Year: 2021, Month: 13, Day: 1}}, schedule.ErrInvalid,
			`days[0].date: 2021-13-01 is not a day of the calendar`},
		"a gap": {
			"America/New_York", day("2026-03-08", item("x", "02:30-04:00")), schedule.ErrSkipped,
			`days[0].sessions[0].start: the clock skips this time: 2026-03-08T02:30 does not exist in America/New_York, whose clock goes from UTC-05:00 to UTC-04:00 at 2026-03-08T07:00:00Z; write 2026-03-08T01:30 or 2026-03-08T03:30`},
		"an overlap, twice": {
			"America/New_York", day("2026-11-01", item("x", "01:10-01:50")), schedule.ErrRepeated,
			"days[0].sessions[0].end: the clock shows this time twice: 2026-11-01T01:50 comes twice in America/New_York, whose clock goes back from UTC-04:00 to UTC-05:00 at 2026-11-01T06:00:00Z; say which by its offset, -04:00 (the first) or -05:00\n" +
				`days[0].sessions[0].start: the clock shows this time twice: 2026-11-01T01:10 comes twice in America/New_York, whose clock goes back from UTC-04:00 to UTC-05:00 at 2026-11-01T06:00:00Z; say which by its offset, -04:00 (the first) or -05:00`},
		"an offset that the zone does not have": {
			"America/New_York", day("2026-11-02", with(item("x", "10:00-11:00"), func(s *schedule.Session) { s.Offset = offset("-04:00") })), schedule.ErrOffset,
			`days[0].sessions[0].start: the offset does not fit: at 2026-11-02T10:00 America/New_York is UTC-05:00, not UTC-04:00`},
		"a date that the zone skipped is told once": {
			"Pacific/Apia", day("2011-12-30", item("x", "10:00-11:00"), item("y", "11:00-12:00")), schedule.ErrSkippedDate,
			`days[0].date: 2011-12-30 does not exist in Pacific/Apia, where 2011-12-31 followed 2011-12-29; write one of these`},
		"a late session runs into a skipped date": {
			"Pacific/Apia", day("2011-12-29", item("x", "22:00-25:00")), schedule.ErrSkippedDate,
			`days[0].sessions[0].end: 2011-12-30 does not exist in Pacific/Apia, where 2011-12-31 followed 2011-12-29; write one of these`},
		"a parallel session has no parallel ones and no rule": {
			"America/Panama", day("2021-11-18", with(item("x", "10:00-11:00"), func(s *schedule.Session) {
				s.Parallel = []schedule.Session{{Parallel: make([]schedule.Session, 1), Repeat: &schedule.Repeat{}}}
			})), schedule.ErrRule,
			"days[0].sessions[0].parallel[0].parallel: a parallel session has no parallel ones of its own; list them beside it\n" +
				`days[0].sessions[0].parallel[0].repeat: a parallel session repeats with its parent; list a series of its own in the day`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tl, err := agenda(t, test.zone, test.day).Resolve(schedule.Reject)
			if err == nil {
				t.Fatalf("Resolve gave %d slots, want an error", len(tl.Slots))
			}
			if !errors.Is(err, test.is) {
				t.Errorf("errors.Is(err, %q) = false", test.is)
			}
			equal(t, "error", err.Error(), test.want)
		})
	}
}

// TestEndBehindGap: an end on the same wall is found by the wall, also where
// the start is moved behind it and where the wall has another name.
func TestEndBehindGap(t *testing.T) {
	for _, name := range []string{"America/New_York", "US/Eastern"} {
		x := with(item("x", "02:30-03:15"), func(s *schedule.Session) { s.EndZone = zone(t, name) })
		_, err := agenda(t, "America/New_York", day("2026-03-08", x)).Resolve(schedule.Compatible)
		if !errors.Is(err, schedule.ErrBackwards) {
			t.Errorf("02:30, read as 03:30, to 03:15 in %s: error %v, want ErrBackwards", name, err)
		}
	}
}

func TestResolveWithoutZone(t *testing.T) {
	for name, a := range map[string]*schedule.Agenda{"nil": nil, "empty": {Days: []schedule.Day{day("2021-11-18", item("x", "10:00-11:00"))}}} {
		if _, err := a.Resolve(schedule.Compatible); !errors.Is(err, schedule.ErrMissing) {
			t.Errorf("%s agenda: error %v, want ErrMissing", name, err)
		}
	}
}

func TestWindow(t *testing.T) {
	a := agenda(t, "America/Panama",
		day("2021-11-18", item("late", "10:00-11:00"), item("early", "08:30-12:00")),
		day("2021-11-19", with(schedule.Session{ID: "all"}, func(s *schedule.Session) { s.Through = date("2021-11-25") })))
	from, to := resolve(t, a, schedule.Reject).Window()
	if got, want := from.Format(time.RFC3339)+" "+to.Format(time.RFC3339), "2021-11-18T13:30:00Z 2021-11-18T17:00:00Z"; got != want {
		t.Errorf("Window() = %s, want %s", got, want)
	}
	a.Days = a.Days[1:]
	if from, to = resolve(t, a, schedule.Reject).Window(); !from.IsZero() || !to.IsZero() {
		t.Errorf("Window() of dates alone = %v, %v; want zero times", from, to)
	}
}

// TestResolveLeavesTheAgendaAlone: resolving twice gives the same.
func TestResolveLeavesTheAgendaAlone(t *testing.T) {
	a := agenda(t, "America/Panama", day("2021-11-18", item("b", "10:00-11:00"), item("a", "08:30-12:00")))
	first := slots(resolve(t, a, schedule.Reject))
	if second := slots(resolve(t, a, schedule.Reject)); first != second {
		t.Errorf("first %s, then %s", first, second)
	}
	if got := strings.Fields(first); !slices.Contains(got, "b") || slices.Index(got, "b") > slices.Index(got, "a") {
		t.Errorf("slots are not in the programme's order:\n%s", first)
	}
}
