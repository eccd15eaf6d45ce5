package schedule_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// series makes a session of an hour that repeats.
func series(id schedule.ID, clocks string, r schedule.Repeat) schedule.Session {
	return with(item(id, clocks), func(s *schedule.Session) { s.Repeat = &r })
}

// walls reads wall times and dates.
func walls(list string) (all []schedule.DateTime) {
	for w := range strings.FieldsSeq(list) {
		if len(w) == len("2021-05-25") {
			w += "T00:00"
		}
		all = append(all, must(schedule.ParseDateTime(w)))
	}
	return all
}

// TestRules checks expansion on the wall. The rules and what they mean are
// those of the examples of RFC 5545 §3.8.5.3, on other dates.
func TestRules(t *testing.T) {
	tests := map[string]struct {
		start string // on the wall of Santiago, whose midnight is skipped in September
		rule  string
		want  string
	}{
		"daily over a skipped midnight":                {"2026-09-04T10:00", "FREQ=DAILY;COUNT=4", "2026-09-04T10:00 2026-09-05T10:00 2026-09-06T10:00 2026-09-07T10:00"},
		"weekly on Sundays over the same":              {"2026-08-30T10:00", "FREQ=WEEKLY;COUNT=3", "2026-08-30T10:00 2026-09-06T10:00 2026-09-13T10:00"},
		"the first Sunday of the month":                {"2026-08-02T10:00", "FREQ=MONTHLY;BYDAY=1SU;COUNT=3", "2026-08-02T10:00 2026-09-06T10:00 2026-10-04T10:00"},
		"the last working day":                         {"2021-05-31T09:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2021-05-31T09:00 2021-06-30T09:00 2021-07-30T09:00"},
		"until a date includes it":                     {"2021-05-25T09:00", "FREQ=WEEKLY;UNTIL=20210608", "2021-05-25T09:00 2021-06-01T09:00 2021-06-08T09:00"},
		"until a wall time includes it":                {"2021-05-25T09:00", "FREQ=WEEKLY;UNTIL=20210601T090000", "2021-05-25T09:00 2021-06-01T09:00"},
		"until an instant: 13Z is 09 here":             {"2021-05-25T09:00", "FREQ=WEEKLY;UNTIL=20210601T130000Z", "2021-05-25T09:00 2021-06-01T09:00"},
		"until a second before":                        {"2021-05-25T09:00", "FREQ=WEEKLY;UNTIL=20210601T125959Z", "2021-05-25T09:00"},
		"every other week":                             {"2021-05-25T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4", "2021-05-25T09:00 2021-05-27T09:00 2021-06-08T09:00 2021-06-10T09:00"},
		"weeks that begin on Sunday":                   {"2021-05-25T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=3", "2021-05-25T09:00 2021-06-06T09:00 2021-06-08T09:00"},
		"weeks that begin on Monday":                   {"2021-05-25T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO;COUNT=3", "2021-05-25T09:00 2021-05-30T09:00 2021-06-08T09:00"},
		"leap days":                                    {"2024-02-29T09:00", "FREQ=YEARLY;COUNT=2", "2024-02-29T09:00 2028-02-29T09:00"},
		"the 31st where there is one":                  {"2021-05-31T09:00", "FREQ=MONTHLY;COUNT=3", "2021-05-31T09:00 2021-07-31T09:00 2021-08-31T09:00"},
		"a value that is given twice":                  {"2021-05-25T09:00", "FREQ=DAILY;BYHOUR=9,9;COUNT=2", "2021-05-25T09:00 2021-05-26T09:00"},
		"two clocks a day":                             {"2021-05-25T09:00", "FREQ=DAILY;BYHOUR=9,14;COUNT=3", "2021-05-25T09:00 2021-05-25T14:00 2021-05-26T09:00"},
		"a week of the year, on its day":               {"2021-05-25T09:00", "FREQ=YEARLY;BYWEEKNO=21;COUNT=2", "2021-05-25T09:00 2022-05-24T09:00"},
		"the last of a week's days":                    {"2021-05-27T09:00", "FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=-1;COUNT=2", "2021-05-27T09:00 2021-06-03T09:00"},
		"the second of a week's days, from the second": {"2021-05-27T09:00", "FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=2;COUNT=2", "2021-05-27T09:00 2021-06-03T09:00"},
		"small letters and a semicolon":                {"2021-05-25T09:00", "freq=daily;count=2;", "2021-05-25T09:00 2021-05-26T09:00"},
		"a century ago, in its own weekday":            {"1921-05-24T09:00", "FREQ=WEEKLY;COUNT=2", "1921-05-24T09:00 1921-05-31T09:00"},
		"over the year 2100, no leap year":             {"2096-02-29T09:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", "2096-02-29T09:00 2104-02-29T09:00"},
	}
	z := zone(t, "America/Santiago")
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			start := wall(t, test.start)
			s := series("s", "00:00-24:00", schedule.Repeat{Rule: test.rule})
			s.Start, s.End = start.Clock, start.Clock+schedule.Hour
			tl := resolve(t, agenda(t, "America/Santiago", schedule.Day{Date: start.Date, Sessions: []schedule.Session{s}}), schedule.Compatible)
			var got []string
			for i := range tl.Slots {
				slot := &tl.Slots[i]
				if want := must(z.Resolve(slot.Occurrence, schedule.Compatible)); !slot.Start.Equal(want) || slot.Length() != time.Hour {
					t.Errorf("occurrence %s is at %s for %s", slot.Occurrence, slot.Start, slot.Length())
				}
				got = append(got, slot.Occurrence.String())
			}
			equal(t, test.rule, strings.Join(got, " "), test.want)
		})
	}
}

func TestSeries(t *testing.T) {
	tests := map[string]struct {
		agenda *schedule.Agenda
		want   string
	}{
		"left out, moved and added, in the order in which it takes place": {
			agenda(t, "America/Santiago", day("2021-05-25", series("webinar", "09:00-11:00", schedule.Repeat{
				Rule: "FREQ=WEEKLY;COUNT=4", Except: walls("2021-06-08"),
				Moved: []schedule.Move{{From: wall(t, "2021-06-15T09:00"), To: wall(t, "2021-05-28T10:00")}},
				Also:  walls("2021-07-01T09:30 2021-06-01T09:00"),
			}))), `
0 webinar 2021-05-25T13:00Z 2021-05-25T15:00Z @2021-05-25T09:00
0 webinar 2021-05-28T14:00Z 2021-05-28T16:00Z @2021-06-15T09:00
0 webinar 2021-06-01T13:00Z 2021-06-01T15:00Z @2021-06-01T09:00
0 webinar 2021-07-01T13:30Z 2021-07-01T15:30Z @2021-07-01T09:30
`},
		"a date leaves out all that starts on it": {
			agenda(t, "Asia/Seoul", day("2021-05-25", series("twice", "09:00-10:00", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=9,14;COUNT=6", Except: walls("2021-05-26")}))), `
0 twice 2021-05-25T00:00Z 2021-05-25T01:00Z @2021-05-25T09:00
0 twice 2021-05-25T05:00Z 2021-05-25T06:00Z @2021-05-25T14:00
0 twice 2021-05-27T00:00Z 2021-05-27T01:00Z @2021-05-27T09:00
0 twice 2021-05-27T05:00Z 2021-05-27T06:00Z @2021-05-27T14:00
`},
		"no rule, only further starts": {
			agenda(t, "Asia/Seoul", day("2021-05-25", series("webinar", "09:00-11:00", schedule.Repeat{Also: walls("2021-05-27T14:00")}))), `
0 webinar 2021-05-25T00:00Z 2021-05-25T02:00Z @2021-05-25T09:00
0 webinar 2021-05-27T05:00Z 2021-05-27T07:00Z @2021-05-27T14:00
`},
		"the wall clock stays across a change, the length on the wall too": {
			agenda(t, "Europe/Berlin", day("2026-03-28", series("night", "22:00-04:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=2"}))), `
0 night 2026-03-28T21:00Z 2026-03-29T02:00Z @2026-03-28T22:00
0 night 2026-03-29T20:00Z 2026-03-30T02:00Z @2026-03-29T22:00
`},
		"occurrences belong to the day of their date, before what starts later": {
			agenda(t, "Asia/Seoul",
				day("2018-06-18", series("desk", "08:30-09:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=4"}), item("a", "09:00-10:00")),
				day("2018-06-19", schedule.Session{ID: "visit", Through: date("2018-06-19")}, item("early", "07:00-08:00"), item("b", "09:00-10:00")),
				day("2018-06-20", item("c", "07:00-08:00"), item("same", "08:30-09:00"), item("later", "10:00-11:00"))), `
0 desk 2018-06-17T23:30Z 2018-06-18T00:00Z @2018-06-18T08:30
0 desk 2018-06-20T23:30Z 2018-06-21T00:00Z @2018-06-21T08:30
0 a 2018-06-18T00:00Z 2018-06-18T01:00Z
1 visit 2018-06-19..2018-06-19
1 early 2018-06-18T22:00Z 2018-06-18T23:00Z
1 desk 2018-06-18T23:30Z 2018-06-19T00:00Z @2018-06-19T08:30
1 b 2018-06-19T00:00Z 2018-06-19T01:00Z
2 c 2018-06-19T22:00Z 2018-06-19T23:00Z
2 same 2018-06-19T23:30Z 2018-06-20T00:00Z
2 desk 2018-06-19T23:30Z 2018-06-20T00:00Z @2018-06-20T08:30
2 later 2018-06-20T01:00Z 2018-06-20T02:00Z
`},
		"a session beyond 24:00 repeats in the day before": {
			agenda(t, "Asia/Seoul", day("2018-06-18", series("late", "25:30-26:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=2"})), day("2018-06-19")), `
0 late 2018-06-18T16:30Z 2018-06-18T17:00Z @2018-06-19T01:30
1 late 2018-06-19T16:30Z 2018-06-19T17:00Z @2018-06-20T01:30
`},
		"parallel sessions repeat with their parent, also when it is moved": {
			agenda(t, "Asia/Seoul", day("2018-06-18", with(series("p", "09:00-12:00", schedule.Repeat{
				Rule: "FREQ=WEEKLY;COUNT=2", Moved: []schedule.Move{{From: wall(t, "2018-06-25T00:00"), To: wall(t, "2018-06-26T10:00")}},
			}), func(s *schedule.Session) { s.Parallel = []schedule.Session{{ID: "q"}, item("r", "10:00-11:00")} }))), `
0 p 2018-06-18T00:00Z 2018-06-18T03:00Z @2018-06-18T09:00
0 q 2018-06-18T00:00Z 2018-06-18T03:00Z of p @2018-06-18T09:00
0 r 2018-06-18T01:00Z 2018-06-18T02:00Z of p @2018-06-18T09:00
0 p 2018-06-26T01:00Z 2018-06-26T04:00Z @2018-06-25T09:00
0 q 2018-06-26T01:00Z 2018-06-26T04:00Z of p @2018-06-25T09:00
0 r 2018-06-26T02:00Z 2018-06-26T03:00Z of p @2018-06-25T09:00
`},
		"parallel sessions belong to the day of their parent": {
			agenda(t, "Asia/Seoul", day("2018-06-18", parallel(series("p", "22:00-24:30", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=2"}), bare("q"), item("r", "24:00-24:30"))),
				day("2018-06-19"), day("2018-06-20")), `
0 p 2018-06-18T13:00Z 2018-06-18T15:30Z @2018-06-18T22:00
0 q 2018-06-18T13:00Z 2018-06-18T15:30Z of p @2018-06-18T22:00
0 r 2018-06-18T15:00Z 2018-06-18T15:30Z of p @2018-06-18T22:00
1 p 2018-06-19T13:00Z 2018-06-19T15:30Z @2018-06-19T22:00
1 q 2018-06-19T13:00Z 2018-06-19T15:30Z of p @2018-06-19T22:00
1 r 2018-06-19T15:00Z 2018-06-19T15:30Z of p @2018-06-19T22:00
`},
		"an all-day series": {
			agenda(t, "Asia/Seoul", day("2018-06-18", schedule.Session{ID: "v", Through: date("2018-06-19"), Repeat: &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=2"}})), `
0 v 2018-06-18..2018-06-19 @2018-06-18T00:00
0 v 2018-06-25..2018-06-26 @2018-06-25T00:00
`},
		"an offset settles the occurrences in an overlap only": {
			agenda(t, "Europe/Berlin", day("2026-10-24", with(series("n", "02:30-04:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=2"}),
				func(s *schedule.Session) { s.Offset = must(schedule.ParseOffset("+01:00")) }))), `
0 n 2026-10-24T00:30Z 2026-10-24T02:00Z @2026-10-24T02:30
0 n 2026-10-25T01:30Z 2026-10-25T03:00Z @2026-10-25T02:30
`},
		"a weekly flight lands on the date it always does": {
			agenda(t, "Asia/Seoul", day("2026-10-28", with(series("f", "20:00-14:00", schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=2"}),
				func(s *schedule.Session) { s.EndZone = zone(t, "America/Los_Angeles") }))), `
0 f 2026-10-28T11:00Z 2026-10-28T21:00Z @2026-10-28T20:00
0 f 2026-11-04T11:00Z 2026-11-04T22:00Z @2026-11-04T20:00
`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			equal(t, "slots", slots(resolve(t, test.agenda, schedule.Reject)), test.want)
		})
	}
}

// TestOneInstantOnce: what a gap puts at the instant of another occurrence is not
// there twice.
func TestOneInstantOnce(t *testing.T) {
	samoa := agenda(t, "Pacific/Apia", day("2011-12-28", series("a", "09:00-10:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=5"})))
	moved := agenda(t, "Pacific/Apia", day("2011-12-28", series("a", "09:00-10:00", schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5", Except: walls("2011-12-30T09:00"),
		Moved: []schedule.Move{{From: wall(t, "2011-12-28T09:00"), To: wall(t, "2011-12-30T09:00")}},
	})))
	twice := agenda(t, "America/New_York", day("2026-03-08", series("a", "01:30-01:45", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=1,2,3;COUNT=3"})))
	withoutThirtieth := `
0 a 2011-12-28T19:00Z 2011-12-28T20:00Z @2011-12-28T09:00
0 a 2011-12-29T19:00Z 2011-12-29T20:00Z @2011-12-29T09:00
0 a 2011-12-30T19:00Z 2011-12-30T20:00Z @2011-12-31T09:00
0 a 2011-12-31T19:00Z 2011-12-31T20:00Z @2012-01-01T09:00
`
	tests := map[string]struct {
		agenda *schedule.Agenda
		policy schedule.Policy
		want   string
	}{
		"the day that Samoa left out is that after it": {samoa, schedule.Compatible, withoutThirtieth},
		"or that before it, which is there too":        {samoa, schedule.Earlier, withoutThirtieth},
		"what was moved there stays, what the rule gives not": {moved, schedule.Compatible, `
0 a 2011-12-29T19:00Z 2011-12-29T20:00Z @2011-12-29T09:00
0 a 2011-12-30T19:00Z 2011-12-30T20:00Z @2011-12-28T09:00
0 a 2011-12-31T19:00Z 2011-12-31T20:00Z @2012-01-01T09:00
`},
		"half past two is half past three": {twice, schedule.Compatible, `
0 a 2026-03-08T06:30Z 2026-03-08T06:45Z @2026-03-08T01:30
0 a 2026-03-08T07:30Z 2026-03-08T07:45Z @2026-03-08T03:30
`},
		"half past two is half past one": {twice, schedule.Earlier, `
0 a 2026-03-08T06:30Z 2026-03-08T06:45Z @2026-03-08T01:30
0 a 2026-03-08T07:30Z 2026-03-08T07:45Z @2026-03-08T03:30
`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			equal(t, "slots", slots(resolve(t, test.agenda, test.policy)), test.want)
		})
	}
	if _, err := samoa.Resolve(schedule.Reject); !errors.Is(err, schedule.ErrSkipped) {
		t.Errorf("with Reject %v, want ErrSkipped", err)
	}
}

// TestStrayOccurrences: an occurrence on a date without a day stays with its
// series, with a shift, and does not stretch the day's hours.
func TestStrayOccurrences(t *testing.T) {
	a := agenda(t, "America/Santiago", day("2021-05-25", series("w", "09:00-11:00", schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=2"})))
	tl := resolve(t, a, schedule.Reject)
	equal(t, "HostDays", hostDays(tl.HostDays(zone(t, "Asia/Seoul"))), `
2021-05-25 2021-05-25T22:00–2021-05-26T00:00+1: w 22:00 00:00+1, w 22:00+7 00:00+8
`)
	equal(t, "Days", dates(tl.Days(zone(t, "Asia/Seoul"))), `
2021-05-25: w 22:00 00:00+1
2021-06-01: w 22:00+7 00:00+8
`)
}

func TestBadRules(t *testing.T) {
	tests := map[string]string{
		"":                         ``, // no rule at all is none
		"COUNT=2":                  `.rule: there is no FREQ; write one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY`,
		"FREQ":                     `.rule: "FREQ" is not a part of a rule; write NAME=VALUE, such as FREQ=WEEKLY;COUNT=4`,
		"RRULE:FREQ=DAILY;COUNT=2": `.rule: RRULE: is not a part of a rule; leave it out and begin with FREQ=`,
		"FREQ=A;;": `.rule: FREQ=A is not a frequency; use one of YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY
days[0].sessions[0].repeat.rule: a part of the rule is empty; write NAME=VALUE with one semicolon between, such as FREQ=WEEKLY;COUNT=4`,
		"FREQ=HOURLY;INTERVAL=24;BYHOUR=5;COUNT=2":    `.rule: "FREQ=HOURLY;INTERVAL=24;BYHOUR=5;COUNT=2" gives no occurrence at or after the start, 2021-05-25T09:00`,
		"FREQ=DAILY;FREQ=DAILY;COUNT=2":               `.rule: FREQ is there twice; put all its values into one part`,
		"FREQ=DAILY":                                  `.rule: the series has no end; give its rule COUNT or UNTIL, or take a window of dates with ResolveWithin`,
		"FREQ=DAILY;COUNT=2;UNTIL=20210601":           `.rule: COUNT and UNTIL exclude each other; use one of them`,
		"FREQ=DAILY;COUNT=0":                          `.rule: COUNT=0 is not a number from 1 on`,
		"FREQ=DAILY;COUNT=-3":                         `.rule: COUNT=-3 is not a number from 1 on`,
		"FREQ=DAILY;COUNT=four":                       `.rule: COUNT=four is not a number from 1 on`,
		"FREQ=DAILY;COUNT=1001":                       `.rule: COUNT=1001 is more than 1000; use a smaller one`,
		"FREQ=DAILY;COUNT=99999999999999999999":       `.rule: COUNT=99999999999999999999 is not a number from 1 on`,
		"FREQ=DAILY;INTERVAL=0;COUNT=2":               `.rule: INTERVAL=0 is not a number from 1 on`,
		"FREQ=MONTHLY;INTERVAL=9223372036854775807":   `.rule: the series has no end; give its rule COUNT or UNTIL, or take a window of dates with ResolveWithin`,
		"FREQ=DAILY;UNTIL=20210524":                   `.rule: UNTIL=20210524 is before the start, 2021-05-25T09:00; use a later one`,
		"FREQ=DAILY;UNTIL=22210524":                   `.rule: UNTIL is more than a hundred years after the session's start, 2021-05-25T09:00; use a nearer one`,
		"FREQ=DAILY;UNTIL=2021-06-01":                 `.rule: UNTIL=2021-06-01 is neither YYYYMMDD nor YYYYMMDDTHHMMSS nor YYYYMMDDTHHMMSSZ`,
		"FREQ=DAILY;UNTIL=20260525":                   `: gives more than 1000 occurrences; use a nearer end`,
		"FREQ=MONTHLY;BYDAY=10MO;COUNT=2":             `.rule: "FREQ=MONTHLY;BYDAY=10MO;COUNT=2" gives no occurrence at or after the start, 2021-05-25T09:00`,
		"FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO;COUNT=2":    `.rule: "FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO;COUNT=2" gives no occurrence at or after the start, 2021-05-25T09:00`,
		"FREQ=YEARLY;BYDAY=54MO;COUNT=2":              `.rule: BYDAY=54MO: the number is from 1 to 53 or from -53 to -1`,
		"FREQ=WEEKLY;BYDAY=2TU;COUNT=2":               `.rule: a numbered weekday in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY without BYWEEKNO`,
		"FREQ=WEEKLY;BYDAY=TUE;COUNT=2":               `.rule: BYDAY=TUE is not a weekday; use SU, MO, TU, WE, TH, FR, SA, or 2TU for the second Tuesday`,
		"FREQ=WEEKLY;BYDAY=;COUNT=2":                  `.rule: "BYDAY=" is not a part of a rule; write NAME=VALUE, such as FREQ=WEEKLY;COUNT=4`,
		"FREQ=WEEKLY;BYDAY=MO,;COUNT=2":               `.rule: BYDAY= is not a weekday; use SU, MO, TU, WE, TH, FR, SA, or 2TU for the second Tuesday`,
		"FREQ=WEEKLY;WKST=1;COUNT=2":                  `.rule: WKST=1 is not a weekday; use one of SU, MO, TU, WE, TH, FR, SA`,
		"FREQ=MONTHLY;BYWEEKNO=21;COUNT=2":            `.rule: BYWEEKNO does not go with FREQ=MONTHLY; use it with YEARLY`,
		"FREQ=WEEKLY;BYYEARDAY=25;COUNT=2":            `.rule: BYYEARDAY does not go with FREQ=WEEKLY; use it with YEARLY, HOURLY, MINUTELY or SECONDLY`,
		"FREQ=MONTHLY;BYSETPOS=1;COUNT=2":             `.rule: BYSETPOS picks from another list, such as BYDAY`,
		"FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2":          `.rule: BYMONTHDAY=32 is not a number from 1 to 31 or -31 to -1`,
		"FREQ=DAILY;BYHOUR=-1;COUNT=2":                `.rule: BYHOUR=-1 is not a number from 0 to 23`,
		"FREQ=YEARLY;BYEASTER=0;COUNT=2":              `.rule: BYEASTER is not a part of a rule; the parts are FREQ, UNTIL, COUNT, INTERVAL, WKST, BYDAY, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYHOUR, BYMINUTE, BYSECOND, BYSETPOS`,
		"RSCALE=CHINESE;FREQ=YEARLY;COUNT=2":          `.rule: RSCALE=CHINESE counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is`,
		"SKIP=FORWARD;FREQ=DAILY;COUNT=2":             `.rule: SKIP=FORWARD moves dates that a month does not have (RFC 7529), which is not supported; only SKIP=OMIT is`,
		"RSCALE=OMIT;FREQ=DAILY;COUNT=2":              `.rule: RSCALE=OMIT counts in another calendar (RFC 7529), which is not supported; only RSCALE=GREGORIAN is`,
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2": `.rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2" gives no occurrence at or after the start, 2021-05-25T09:00`,
		"FREQ=WEEKLY;BYDAY=WE;COUNT=2":                `.rule: gives 2021-05-26T09:00 first, not the session's start, 2021-05-25T09:00; begin the series where its rule does`,
		"FREQ=YEARLY;COUNT=200":                       `.rule: gives only 101 occurrences in a hundred years, the last at 2121-05-25T09:00; use UNTIL`,
	}
	for rule, want := range tests {
		_, err := agenda(t, "America/Santiago", day("2021-05-25", series("s", "09:00-11:00", schedule.Repeat{Rule: rule}))).Resolve(schedule.Reject)
		if want == "" {
			if err != nil {
				t.Errorf("%q: %v", rule, err)
			}
			continue
		}
		want = "days[0].sessions[0].repeat" + want
		if err == nil || err.Error() != want || !errors.Is(err, schedule.ErrRule) {
			t.Errorf("rule %q:\n got %v\nwant %s", rule, err, want)
		}
	}
}

func TestBadSeries(t *testing.T) {
	weekly := "FREQ=WEEKLY;COUNT=3"
	tests := map[string]struct {
		repeat schedule.Repeat
		want   string
	}{
		"an exception that is none": {
			schedule.Repeat{Rule: weekly, Except: walls("2021-06-02T09:00")},
			`days[0].sessions[0].repeat.except[0]: no occurrence starts at 2021-06-02T09:00; the nearest are 2021-06-01T09:00 and 2021-06-08T09:00`},
		"a clock that is not the session's": {
			schedule.Repeat{Rule: weekly, Except: walls("2021-06-08T10:00")},
			`days[0].sessions[0].repeat.except[0]: no occurrence starts at 2021-06-08T10:00; the nearest is 2021-06-08T09:00`},
		"a date without an occurrence": {
			schedule.Repeat{Rule: "FREQ=DAILY;INTERVAL=2;BYHOUR=9,14;COUNT=4", Except: walls("2021-05-26")},
			`days[0].sessions[0].repeat.except[0]: no occurrence starts at 2021-05-26T00:00; the nearest are 2021-05-25T14:00 and 2021-05-27T09:00`},
		"a long rule of exceptions": {
			schedule.Repeat{Rule: weekly, ExceptRules: []string{"FREQ=WEEKLY;COUNT=1001"}},
			`days[0].sessions[0].repeat.exceptRules[0]: COUNT=1001 is more than 1000; use a smaller one`},
		"left out and moved": {
			schedule.Repeat{Rule: weekly, Except: walls("2021-06-01"), Moved: []schedule.Move{{From: wall(t, "2021-06-01T09:00"), To: wall(t, "2021-06-02T09:00")}}},
			`days[0].sessions[0].repeat.moved[0].from: the occurrence at 2021-06-01T09:00 is left out`},
		"moved to nowhere": {
			schedule.Repeat{Rule: weekly, Moved: []schedule.Move{{From: wall(t, "2021-06-01T09:00")}}},
			`days[0].sessions[0].repeat.moved[0].to: no wall time; write YYYY-MM-DDTHH:MM`},
		"everything left out": {
			schedule.Repeat{Except: walls("2021-05-25")},
			`days[0].sessions[0].repeat.except: leaves no occurrence; cancel the session instead`},
		"a further start that is none": {
			schedule.Repeat{Also: []schedule.DateTime{{Clock: 5}}},
			`days[0].sessions[0].repeat.also[0]: T00:00:05 is not a wall time; write YYYY-MM-DDTHH:MM`},
		"too many": {
			schedule.Repeat{Rule: "FREQ=DAILY;COUNT=1000", Also: walls("2021-05-25T10:00")},
			`days[0].sessions[0].repeat: gives more than 1000 occurrences; use a nearer end`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := agenda(t, "America/Santiago", day("2021-05-25", series("s", "09:00-11:00", test.repeat))).Resolve(schedule.Reject)
			if err == nil {
				t.Fatal("no error")
			}
			equal(t, "error", err.Error(), test.want)
		})
	}
}

// TestSeriesAreBounded: a small agenda does not make a huge timeline.
func TestSeriesAreBounded(t *testing.T) {
	sessions := func(rule string, n int) *schedule.Agenda {
		d := day("2024-02-29")
		for i := range n {
			d.Sessions = append(d.Sessions, series(schedule.ID(fmt.Sprint("s", i)), "09:00-11:00", schedule.Repeat{Rule: rule}))
		}
		return agenda(t, "Asia/Seoul", d)
	}
	_, err := sessions("FREQ=DAILY;COUNT=1000", 103).Resolve(schedule.Compatible)
	if got := problems(err); len(got) != 3 || !errors.Is(err, schedule.ErrRule) {
		t.Errorf("103 series of 1000: %d problems, want 3 beyond 100,000 occurrences", len(got))
	}
}

func problems(err error) schedule.Problems {
	ps, _ := errors.AsType[schedule.Problems](err)
	return ps
}

func FuzzRule(f *testing.F) {
	f.Add("FREQ=WEEKLY;COUNT=4", "2021-05-25T09:00", false)
	f.Add("FREQ=YEARLY;BYWEEKNO=21,-1;BYDAY=MO,SU;WKST=SU;COUNT=9", "9999-12-31T23:59:59", false)
	f.Add("FREQ=MONTHLY;BYDAY=MO,-5FR;BYSETPOS=-1,366;UNTIL=20991231T235959Z", "0001-01-01T00:00", true)
	f.Add("FREQ=YEARLY;BYDAY=53SU,-53MO;BYMONTH=1,12;BYYEARDAY=366,-366;BYMONTHDAY=-31;COUNT=1000", "2024-02-29T47:59", false)
	f.Add("FREQ=WEEKLY;INTERVAL=1000;BYSETPOS=7;BYHOUR=0,23;COUNT=5", "2399-12-31T12:00", false)
	z := zone(f, "America/Santiago")
	f.Fuzz(func(t *testing.T, rule, start string, allDay bool) {
		w, err := schedule.ParseDateTime(start)
		if err != nil {
			return
		}
		s := schedule.Session{ID: "s", Start: w.Clock, End: w.Clock + 1, Repeat: &schedule.Repeat{Rule: rule}}
		if allDay {
			s.Through = w.Date
		}
		tl, err := (&schedule.Agenda{Zone: z, Days: []schedule.Day{{Date: w.Date, Sessions: []schedule.Session{s}}}}).Resolve(schedule.Compatible)
		if err != nil {
			return
		}
		for i := range tl.Slots {
			if i > 0 && tl.Slots[i].Occurrence.Compare(tl.Slots[i-1].Occurrence) <= 0 {
				t.Fatalf("%q from %s: %s after %s", rule, start, tl.Slots[i].Occurrence, tl.Slots[i-1].Occurrence)
			}
		}
		if got := tl.Slots[0].Occurrence; rule != "" && !allDay && got.Compare(w) != 0 {
			t.Fatalf("%q from %s begins at %s", rule, start, got)
		}
	})
}

// TestWindowsSideBySide: what a window has does not hang on what is in it: the
// windows of single days have together what one window has, each instant once,
// also where a gap puts an occurrence into the day after or before.
func TestWindowsSideBySide(t *testing.T) {
	moved := schedule.Repeat{
		Rule: "FREQ=DAILY", Except: walls("2011-12-30T09:00"),
		Moved: []schedule.Move{{From: wall(t, "2011-12-28T09:00"), To: wall(t, "2011-12-30T09:00")}},
	}
	tests := map[string]struct {
		zone, start, clocks string
		repeat              schedule.Repeat
	}{
		"a day that is skipped":          {"Pacific/Apia", "2011-12-28", "09:00-10:00", schedule.Repeat{Rule: "FREQ=DAILY"}},
		"moved into it":                  {"Pacific/Apia", "2011-12-28", "09:00-10:00", moved},
		"every hour of it":               {"Pacific/Apia", "2011-12-28", "09:00-09:10", schedule.Repeat{Rule: "FREQ=HOURLY"}},
		"another day that is skipped":    {"Pacific/Kwajalein", "1993-08-19", "00:00-00:10", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=0,12,23"}},
		"a midnight that is skipped":     {"America/Santiago", "2026-09-04", "00:00-00:10", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=0,1,23"}},
		"an hour that is skipped":        {"America/New_York", "2026-03-06", "01:30-01:45", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=1,2,3"}},
		"an hour that is there twice":    {"America/Santiago", "2026-04-02", "23:00-23:10", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=0,22,23"}},
		"a clock that does not change":   {"Asia/Seoul", "2026-04-02", "23:00-23:10", schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=0,22,23"}},
		"a day that is skipped and more": {"Pacific/Apia", "2011-12-28", "09:00-10:00", schedule.Repeat{Rule: "FREQ=DAILY;INTERVAL=2", Also: walls("2011-12-31T09:00")}},
	}
	for name, test := range tests {
		for _, policy := range []schedule.Policy{schedule.Compatible, schedule.Earlier, schedule.Later} {
			t.Run(fmt.Sprint(name, "/", policy), func(t *testing.T) {
				start := date(test.start)
				a := agenda(t, test.zone, day(test.start, series("a", test.clocks, test.repeat)))
				within := func(from, through schedule.Date) []string {
					tl, err := a.ResolveWithin(policy, from, through)
					if err != nil {
						t.Fatal(err)
					}
					var list []string
					for _, s := range tl.Slots {
						list = append(list, s.Start.Format(time.RFC3339)+" "+s.Occurrence.String())
					}
					return list
				}
				var days []string
				for n := range 6 {
					days = append(days, within(start.AddDays(n), start.AddDays(n))...)
				}
				slices.Sort(days)
				whole := within(start, start.AddDays(5))
				equal(t, "days", strings.Join(days, "\n"), strings.Join(whole, "\n"))
				for i := 1; i < len(days); i++ {
					if days[i][:20] == days[i-1][:20] {
						t.Errorf("twice at one instant: %s and %s", days[i-1], days[i])
					}
				}
			})
		}
	}
}
