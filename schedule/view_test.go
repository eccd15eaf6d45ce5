package schedule_test

import (
	"slices"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// gealc is a hybrid meeting in Panama, read in Seoul fourteen hours ahead.
func gealc(t testing.TB) *schedule.Agenda {
	first := day("2021-11-18", item("opening", "08:30-09:00"), item("panama", "09:30-10:30"), item("lunch", "12:00-13:30"), item("late", "16:45-17:05"))
	first.Opens, first.Closes = clock("08:30"), clock("18:00")
	second := day("2021-11-19", item("oas", "08:00-10:00"), item("end", "15:00-16:00"))
	second.Opens, second.Closes = clock("08:00"), clock("16:00")
	return agenda(t, "America/Panama", first, second)
}

func TestHostDays(t *testing.T) {
	tests := map[string]struct {
		agenda *schedule.Agenda
		zone   string // "": the host's walls
		want   string
	}{
		"Panama on its own wall": {gealc(t), "America/Panama", `
2021-11-18 2021-11-18T08:30–2021-11-18T18:00: opening 08:30 09:00, panama 09:30 10:30, lunch 12:00 13:30, late 16:45 17:05
2021-11-19 2021-11-19T08:00–2021-11-19T16:00: oas 08:00 10:00, end 15:00 16:00
`},
		"Panama in Seoul: a host's day on two dates": {gealc(t), "Asia/Seoul", `
2021-11-18 2021-11-18T22:30–2021-11-19T08:00+1: opening 22:30 23:00, panama 23:30 00:30+1, lunch 02:00+1 03:30+1, late 06:45+1 07:05+1
2021-11-19 2021-11-19T22:00–2021-11-20T06:00+1: oas 22:00 00:00+1, end 05:00+1 06:00+1
`},
		"Seoul in Honolulu: the day before": {
			agenda(t, "Asia/Seoul", day("2018-06-18", item("a", "09:00-10:00"), item("b", "18:30-19:30"))), "Pacific/Honolulu", `
2018-06-18 2018-06-17T14:00–2018-06-18T00:30: a 14:00-1 15:00-1, b 23:30-1 00:30
`},
		"Los Angeles in Auckland": {
			agenda(t, "America/Los_Angeles", day("2016-05-18", item("keynote", "10:00-12:00"), item("party", "19:00-22:00"))), "Pacific/Auckland", `
2016-05-18 2016-05-19T05:00–2016-05-19T17:00+1: keynote 05:00+1 07:00+1, party 14:00+1 17:00+1
`},
		"a day that has nothing is a day": {
			agenda(t, "America/Panama", day("2021-11-18"), day("2021-11-19", item("x", "10:00-11:00"))), "Asia/Seoul", `
2021-11-18 –: 
2021-11-19 2021-11-20T00:00–2021-11-20T01:00+1: x 00:00+1 01:00+1
`},
		"hours that are longer than the sessions, past midnight": {
			func() *schedule.Agenda {
				d := day("2021-11-18", item("x", "19:00-20:00"))
				d.Opens, d.Closes = clock("18:00"), clock("02:00")
				return agenda(t, "America/Panama", d)
			}(), "America/Panama", `
2021-11-18 2021-11-18T18:00–2021-11-19T02:00+1: x 19:00 20:00
`},
		"hours that begin in a gap are shown after it": {
			func() *schedule.Agenda {
				d := day("2026-03-29", item("x", "09:00-10:00"))
				d.Opens, d.Closes = clock("02:30"), clock("24:00")
				return agenda(t, "Europe/Berlin", d)
			}(), "", `
2026-03-29 2026-03-29T03:30–2026-03-30T00:00+1: x 09:00 10:00
`},
		"cancelled sessions do not make hours, the programme's order stays": {
			agenda(t, "America/Panama", day("2021-11-18",
				item("second", "10:00-11:00"), item("first", "09:00-10:00"),
				with(item("off", "20:00-21:00"), func(s *schedule.Session) { s.Status = schedule.Cancelled }))), "America/Panama", `
2021-11-18 2021-11-18T09:00–2021-11-18T11:00: second 10:00 11:00, first 09:00 10:00, off 20:00 21:00
`},
		"the host's column of a trip: everything on its own wall": {
			agenda(t, "Europe/Zurich",
				day("2026-07-08", item("geneva", "10:00-11:00")),
				schedule.Day{Date: date("2026-07-11"), Zone: zone(t, "Europe/Belgrade"), Sessions: []schedule.Session{
					with(item("flight", "18:05-21:50"), func(s *schedule.Session) { s.EndZone = zone(t, "Africa/Cairo") })}},
				schedule.Day{Date: date("2026-07-13"), Zone: zone(t, "Africa/Cairo"), Sessions: []schedule.Session{item("forum", "10:00-11:00")}}), "", `
2026-07-08 2026-07-08T10:00–2026-07-08T11:00: geneva 10:00 11:00
2026-07-11 2026-07-11T18:05–2026-07-11T20:50: flight 18:05 21:50
2026-07-13 2026-07-13T10:00–2026-07-13T11:00: forum 10:00 11:00
`},
		"the same trip in Seoul": {
			agenda(t, "Europe/Zurich",
				schedule.Day{Date: date("2026-07-11"), Zone: zone(t, "Europe/Belgrade"), Sessions: []schedule.Session{
					with(item("flight", "18:05-21:50"), func(s *schedule.Session) { s.EndZone = zone(t, "Africa/Cairo") })}}), "Asia/Seoul", `
2026-07-11 2026-07-12T01:05–2026-07-12T03:50+1: flight 01:05+1 03:50+1
`},
		"clocks across a change stay the host's": {
			agenda(t, "Europe/Berlin",
				day("2026-03-28", item("sat", "09:00-18:00")), day("2026-03-29", item("sun", "09:00-18:00"))), "Asia/Seoul", `
2026-03-28 2026-03-28T17:00–2026-03-29T02:00+1: sat 17:00 02:00+1
2026-03-29 2026-03-29T16:00–2026-03-30T01:00+1: sun 16:00 01:00+1
`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var z schedule.Zone
			if test.zone != "" {
				z = zone(t, test.zone)
			}
			equal(t, "HostDays("+test.zone+")", hostDays(resolve(t, test.agenda, schedule.Compatible).HostDays(z)), test.want)
		})
	}
}

func TestDays(t *testing.T) {
	allDay := func(id schedule.ID, through string) schedule.Session {
		return schedule.Session{ID: id, Title: in("en", string(id)), Through: date(through)}
	}
	tests := map[string]struct {
		agenda *schedule.Agenda
		zone   string
		want   string
	}{
		"Panama in Seoul: two days on three dates": {gealc(t), "Asia/Seoul", `
2021-11-18: opening 22:30 23:00, panama 23:30 00:30+1
2021-11-19: lunch 02:00+1 03:30+1, late 06:45+1 07:05+1, oas 22:00 00:00+1
2021-11-20: end 05:00+1 06:00+1
`},
		"Zurich in Seoul: by instant, not by the host's order": {
			agenda(t, "Europe/Zurich",
				day("2024-09-10", item("b", "14:00-15:00"), item("a", "09:00-10:00"), item("dinner", "19:00-22:00"), item("late", "25:30-26:00")),
				day("2024-09-11", item("c", "00:30-01:00"), item("d", "09:00-10:00"))), "Asia/Seoul", `
2024-09-10: a 16:00 17:00, b 21:00 22:00
2024-09-11: dinner 02:00+1 05:00+1, c 07:30 08:00, late 08:30+1 09:00+1, d 16:00 17:00
`},
		"all-day items come first, once, and never shift": {
			agenda(t, "Asia/Seoul",
				day("2024-09-10", item("a", "09:00-10:00"), allDay("visit", "2024-09-12")),
				day("2024-09-12", allDay("target", "2024-09-12"))), "Pacific/Honolulu", `
2024-09-09: a 14:00-1 15:00-1
2024-09-10: visit 2024-09-10..2024-09-12
2024-09-12: target 2024-09-12..2024-09-12
`},
		"at one instant in the programme's order": {
			agenda(t, "Asia/Seoul", day("2024-09-10",
				with(item("parent", "09:00-10:00"), func(s *schedule.Session) { s.Parallel = []schedule.Session{{ID: "z"}, {ID: "a"}} }),
				item("same", "09:00-09:30"))), "Asia/Seoul", `
2024-09-10: parent 09:00 10:00, z 09:00 10:00, a 09:00 10:00, same 09:00 09:30
`},
		// St. John's put its clock back at 00:01, to 23:01 of the date before.
		"a date that the viewer's clock shows again is one day": {
			agenda(t, "Etc/UTC", day("2006-10-28", item("saturday", "12:00-13:00")),
				day("2006-10-29", item("sunday", "02:30:30-02:45"), item("again", "02:45-03:15"), item("after", "12:00-13:00"))), "America/St_Johns", `
2006-10-28: saturday 09:30 10:30, again 23:15-1 23:45-1
2006-10-29: sunday 00:00:30 23:15-1, after 08:30 09:30
`},
		"every item on its own wall": {
			agenda(t, "Europe/Belgrade", day("2026-07-11",
				with(item("flight", "18:05-21:50"), func(s *schedule.Session) { s.EndZone = zone(t, "Africa/Cairo") }),
				with(item("call", "01:00-02:00"), func(s *schedule.Session) { s.Zone = zone(t, "Asia/Seoul") }))), "", `
2026-07-11: call 01:00 02:00, flight 18:05 21:50
`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var z schedule.Zone
			if test.zone != "" {
				z = zone(t, test.zone)
			}
			equal(t, "Days("+test.zone+")", dates(resolve(t, test.agenda, schedule.Compatible).Days(z)), test.want)
		})
	}
}

// TestEveryItemOnce: whoever looks, there are as many host days as days, no
// phantom date, and every slot is shown once, by instant inside its date.
func TestEveryItemOnce(t *testing.T) {
	a := gealc(t)
	a.Days[1].Sessions = append(a.Days[1].Sessions, item("night", "25:30-26:00"), schedule.Session{ID: "all", Through: date("2021-11-21")})
	tl := resolve(t, a, schedule.Reject)
	for _, name := range []string{"Pacific/Kiritimati", "Pacific/Apia", "Pacific/Auckland", "Asia/Kathmandu", "Europe/Zurich", "America/St_Johns", "America/Panama", "Pacific/Honolulu", "Etc/GMT+12"} {
		z := zone(t, name)
		host := tl.HostDays(z)
		if len(host) != len(a.Days) {
			t.Errorf("%s: %d host days, want %d", name, len(host), len(a.Days))
		}
		var seen []int
		for _, d := range host {
			for _, v := range d.Items {
				seen = append(seen, v.Index)
			}
		}
		if !slices.Equal(seen, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
			t.Errorf("%s: host days show the slots %v, want each once in order", name, seen)
		}
		seen = nil
		for i, d := range tl.Days(z) {
			if len(d.Items) == 0 {
				t.Errorf("%s: %s has no items", name, d.Date)
			}
			for _, v := range d.Items {
				seen = append(seen, v.Index)
				if v.Start.Date != d.Date || v.Slot != &tl.Slots[v.Index] {
					t.Errorf("%s: slot %d of %s is under %s", name, v.Index, v.Start, d.Date)
				}
			}
			if i > 0 && d.Date.Compare(tl.Days(z)[i-1].Date) <= 0 {
				t.Errorf("%s: %s is not after the date above it", name, d.Date)
			}
		}
		slices.Sort(seen)
		if !slices.Equal(seen, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
			t.Errorf("%s: dates show the slots %v, want each once", name, seen)
		}
	}
}

func TestViewsOfNothing(t *testing.T) {
	var none *schedule.Timeline
	empty := resolve(t, agenda(t, "America/Panama"), schedule.Reject)
	for name, tl := range map[string]*schedule.Timeline{"nil": none, "empty": empty} {
		if d, h := tl.Days(schedule.UTC()), tl.HostDays(schedule.UTC()); len(d)+len(h) != 0 {
			t.Errorf("%s timeline: Days %v, HostDays %v; want none", name, d, h)
		}
	}
}
