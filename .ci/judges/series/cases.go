package main

import (
	"log"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// A series is a case: an item that recurs.
type series struct {
	name, zone string
	start      string        // the first wall time or date
	length     time.Duration // of whole days: a multiple of a day
	before     string        // the date up to which it is judged, in UTC
	schedule.Repeat
	form                 ical.Form
	exceptInUTC, idInUTC bool // EXDATE and RECURRENCE-ID as instants
}

const hour = time.Hour

var cases = []series{
	// No changes of the clock: what a rule means.
	{name: "panama-weekdays", zone: "America/Panama", start: "2026-03-03T08:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=12;BYDAY=TU,TH", Except: walls("2026-03-10T08:30", "2026-03-19T08:30"),
		Moved: []schedule.Move{move("2026-03-12T08:30", "2026-03-13T14:00"), cancel("2026-03-24T08:30")}}},
	{name: "panama-moved-before-the-first", zone: "America/Panama", start: "2026-03-03T08:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=4", Moved: []schedule.Move{move("2026-03-17T08:30", "2026-03-02T10:00")}}},
	{name: "panama-first-is-moved", zone: "America/Panama", start: "2026-03-03T08:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=4", Moved: []schedule.Move{move("2026-03-03T08:30", "2026-03-04T08:30")}}},
	{name: "panama-first-is-left-out", zone: "America/Panama", start: "2026-03-03T08:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=4", Except: walls("2026-03-03T08:30")}},
	{name: "panama-all-are-cancelled-but-one", zone: "America/Panama", start: "2026-03-03T08:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=3", Moved: []schedule.Move{cancel("2026-03-03T08:30"), cancel("2026-03-05T08:30")}}},
	{name: "panama-override-with-another-end", zone: "America/Panama", start: "2026-03-03T08:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5", Moved: []schedule.Move{{From: wall("2026-03-05T08:30"), To: wall("2026-03-05T09:00"), End: wall("2026-03-05T12:45")}}}},
	{name: "seoul-second-tuesday", zone: "Asia/Seoul", start: "2026-01-13T22:30", length: 90 * time.Minute, before: "2028-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261231T150000Z", Except: walls("2026-04-14T22:30"),
		Moved: []schedule.Move{move("2026-05-12T22:30", "2026-05-19T21:00")}}},
	{name: "seoul-overnight-and-more", zone: "Asia/Seoul", start: "2026-01-13T23:30", length: 2 * hour, before: "2028-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=MONTHLY;COUNT=6;BYMONTHDAY=-1,13", Also: walls("2026-02-01T09:00", "2026-02-15T23:30")}},
	{name: "kathmandu-last-days", zone: "Asia/Kathmandu", start: "2026-01-31T10:15", length: hour, before: "2028-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=MONTHLY;COUNT=8;BYMONTHDAY=31", Moved: []schedule.Move{move("2026-05-31T10:15", "2026-05-30T10:15")}}},
	{name: "kathmandu-exdate-and-id-in-utc", zone: "Asia/Kathmandu", start: "2026-01-05T00:15", length: hour, before: "2028-01-01", exceptInUTC: true, idInUTC: true,
		Repeat: schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=6", Except: walls("2026-01-12T00:15"), Moved: []schedule.Move{move("2026-01-26T00:15", "2026-01-26T09:00")}}},
	{name: "kathmandu-last-workday", zone: "Asia/Kathmandu", start: "2026-01-30T17:00", length: hour, before: "2028-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=MONTHLY;COUNT=9;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"}},
	{name: "utc-daily", zone: "UTC", start: "2026-03-27T23:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=6", Except: walls("2026-03-29T23:30"), Moved: []schedule.Move{move("2026-03-30T23:30", "2026-03-31T01:00")}}},

	// Across changes of the clock, at times that exist once.
	{name: "new-york-weekly", zone: "America/New_York", start: "2026-02-24T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=40;BYDAY=TU", Except: walls("2026-03-10T10:00", "2026-11-03T10:00"),
		Moved: []schedule.Move{move("2026-03-17T10:00", "2026-03-18T15:00"), cancel("2026-05-05T10:00")}}},
	{name: "new-york-until-local", zone: "America/New_York", start: "2026-02-24T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;UNTIL=20260407T100000"}},
	{name: "new-york-until-date", zone: "America/New_York", start: "2026-02-24T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;UNTIL=20260407"}},
	{name: "new-york-until-utc", zone: "America/New_York", start: "2026-02-24T21:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;UNTIL=20260408T010000Z"}},
	{name: "new-york-until-just-before", zone: "America/New_York", start: "2026-02-24T21:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;UNTIL=20260408T005959Z"}},
	{name: "new-york-onward", zone: "America/New_York", start: "2026-02-24T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=8", Moved: []schedule.Move{{From: wall("2026-03-17T10:00"), To: wall("2026-03-18T13:00"), Onward: true}}}},
	{name: "berlin-fortnightly", zone: "Europe/Berlin", start: "2026-03-02T09:00", length: 3 * hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;INTERVAL=2;COUNT=38;BYDAY=MO,SU;WKST=SU", Except: walls("2026-03-30T09:00"),
		Moved: []schedule.Move{move("2026-10-26T09:00", "2026-10-24T22:00")}}},
	{name: "berlin-six-hourly", zone: "Europe/Berlin", start: "2026-03-28T12:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=HOURLY;INTERVAL=6;COUNT=8"}},
	{name: "berlin-twice-a-day", zone: "Europe/Berlin", start: "2026-10-23T08:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=8;BYHOUR=8,16;BYMINUTE=0,30"}},
	{name: "berlin-two-rules", zone: "Europe/Berlin", start: "2026-03-23T08:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=4;BYDAY=MO", Rules: []string{"FREQ=MONTHLY;COUNT=3;BYMONTHDAY=23"}}},
	{name: "berlin-period", zone: "Europe/Berlin", start: "2026-03-27T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=4", Periods: []schedule.Period{{Start: wall("2026-04-10T14:00"), End: wall("2026-04-10T16:30")}}}},
	{name: "berlin-weeks-of-the-year", zone: "Europe/Berlin", start: "2026-01-01T18:00", length: hour, before: "2029-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=YEARLY;BYWEEKNO=1,20,53;BYDAY=TH;COUNT=9"}},
	{name: "berlin-days-of-the-year", zone: "Europe/Berlin", start: "2026-01-01T18:00", length: hour, before: "2029-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=YEARLY;BYYEARDAY=1,100,-1;COUNT=8"}},
	{name: "berlin-leap-days", zone: "Europe/Berlin", start: "2024-02-29T18:00", length: hour, before: "2041-01-01", form: ical.Open, Repeat: schedule.Repeat{
		Rule: "FREQ=YEARLY;COUNT=4"}},
	{name: "berlin-without-a-rule", zone: "Europe/Berlin", start: "2026-03-27T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Also: walls("2026-03-29T10:00", "2026-10-25T10:00")}},
	{name: "santiago-autumn", zone: "America/Santiago", start: "2026-03-31T10:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=9", Except: walls("2026-04-04T10:00"), Moved: []schedule.Move{move("2026-04-05T10:00", "2026-04-05T00:30"), cancel("2026-04-06T10:00")}}},
	{name: "cairo-fridays", zone: "Africa/Cairo", start: "2026-04-10T09:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;UNTIL=20261113T070000Z;BYDAY=FR", Except: walls("2026-04-24T09:00"), Moved: []schedule.Move{move("2026-10-30T09:00", "2026-10-30T18:00")}}},
	{name: "casablanca-ramadan", zone: "Africa/Casablanca", start: "2026-02-09T09:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=9", Except: walls("2026-02-23T09:00"), Moved: []schedule.Move{move("2026-03-23T09:00", "2026-03-22T08:00")}}},
	{name: "gaza-saturdays", zone: "Asia/Gaza", start: "2026-03-14T19:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=36", Except: walls("2026-03-28T19:00"), Moved: []schedule.Move{move("2026-10-31T19:00", "2026-11-01T07:00")}}},
	{name: "st-johns-daily", zone: "America/St_Johns", start: "2026-03-05T09:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=6", Except: walls("2026-03-08T09:30"), Moved: []schedule.Move{move("2026-03-09T09:30", "2026-03-10T20:00")}}},
	{name: "lord-howe-weekly", zone: "Australia/Lord_Howe", start: "2026-03-22T12:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=30", Except: walls("2026-04-05T12:00"), Moved: []schedule.Move{move("2026-10-04T12:00", "2026-10-05T08:00")}}},
	{name: "apia-before-and-after", zone: "Pacific/Apia", start: "2011-12-15T09:00", length: hour, before: "2012-02-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=6;BYDAY=TU,TH", Except: walls("2011-12-29T09:00"), Moved: []schedule.Move{move("2011-12-27T09:00", "2011-12-31T09:00")}}},
	{name: "havana-november", zone: "America/Havana", start: "2026-10-28T09:00", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=7", Except: walls("2026-10-31T09:00"), Moved: []schedule.Move{cancel("2026-11-01T09:00")}}},
	{name: "azores-spring", zone: "Atlantic/Azores", start: "2026-03-27T01:30", length: hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5", Moved: []schedule.Move{move("2026-03-30T01:30", "2026-03-29T23:30")}}},

	// At wall times that the clock leaves out or shows twice.
	{name: "santiago-midnight-gap", zone: "America/Santiago", start: "2026-09-03T00:30", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=6", Except: walls("2026-09-04T00:30"), Moved: []schedule.Move{cancel("2026-09-07T00:30")}}},
	{name: "santiago-overlap", zone: "America/Santiago", start: "2026-04-02T23:30", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5"}},
	{name: "havana-midnight-gap", zone: "America/Havana", start: "2026-03-06T00:15", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5"}},
	{name: "azores-midnight-gap", zone: "Atlantic/Azores", start: "2026-03-27T00:30", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5", Moved: []schedule.Move{move("2026-03-29T00:30", "2026-03-29T12:00")}}},
	{name: "azores-midnight-overlap", zone: "Atlantic/Azores", start: "2026-10-23T00:30", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5"}},
	{name: "cairo-midnight-gap", zone: "Africa/Cairo", start: "2026-04-22T00:30", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5"}},
	{name: "lord-howe-half-hour-gap", zone: "Australia/Lord_Howe", start: "2026-10-02T02:15", length: 10 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=4"}},
	{name: "new-york-gap", zone: "America/New_York", start: "2026-03-06T02:30", length: 20 * time.Minute, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5"}},
	{name: "apia-skipped-day", zone: "Pacific/Apia", start: "2011-12-28T09:00", length: hour, before: "2012-02-01", Repeat: schedule.Repeat{
		Rule: "FREQ=DAILY;COUNT=5"}},

	// Whole days.
	{name: "days-weekly", start: "2026-03-06", length: 48 * hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=6", Except: dates("2026-03-20"), Moved: []schedule.Move{
			{From: day("2026-03-27"), To: day("2026-03-25")}, cancel("2026-04-03")}}},
	{name: "days-until-a-date", start: "2026-03-06", length: 24 * hour, before: "2027-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=WEEKLY;UNTIL=20260403"}},
	{name: "days-yearly", start: "2024-02-29", length: 24 * hour, before: "2041-01-01", Repeat: schedule.Repeat{
		Rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=8", Also: dates("2025-03-01")}},
	{name: "days-easter-mondays", start: "2026-04-06", length: 24 * hour, before: "2041-01-01", Repeat: schedule.Repeat{
		Also: dates("2027-03-29", "2028-04-17")}},
}

func date(s string) schedule.Date {
	d, err := schedule.ParseDate(s)
	if err != nil {
		log.Fatal(err)
	}
	return d
}

// wall reads a wall time, or a date.
func wall(s string) schedule.DateTime {
	if len(s) == len("2026-01-01") {
		return day(s)
	}
	w, err := schedule.ParseDateTime(s)
	if err != nil {
		log.Fatal(err)
	}
	return w
}

func day(s string) schedule.DateTime { return schedule.DateTime{Date: date(s)} }

func walls(list ...string) (all []schedule.DateTime) {
	for _, s := range list {
		all = append(all, wall(s))
	}
	return all
}

func dates(list ...string) []schedule.DateTime { return walls(list...) }

func move(from, to string) schedule.Move { return schedule.Move{From: wall(from), To: wall(to)} }

func cancel(from string) schedule.Move { return schedule.Move{From: wall(from), Cancelled: true} }
