package ical_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// exampleTimeline is a conference of two items, hosted on Panama's clock.
func exampleTimeline() *schedule.Timeline {
	panama, err := schedule.ZoneIn(tzdb.Pinned(), "America/Panama")
	if err != nil {
		panic(err)
	}
	agenda := &schedule.Agenda{
		ID: "meeting", Domain: "2021.example.org", Zone: panama,
		Title: schedule.Text{{Lang: "en", Text: "Annual meeting"}, {Lang: "ko", Text: "연례회의"}},
		Langs: []schedule.Lang{"en", "ko"},
		Days: []schedule.Day{{
			Date: schedule.Date{Year: 2021, Month: time.November, Day: 18},
			Sessions: []schedule.Session{{
				ID:    "opening",
				Title: schedule.Text{{Lang: "en", Text: "Opening; welcome"}, {Lang: "ko", Text: "개회식"}},
				Start: 8*schedule.Hour + 30*schedule.Minute, End: 9 * schedule.Hour,
			}, {
				Kind:  schedule.Break,
				Start: 9 * schedule.Hour, End: 9*schedule.Hour + 15*schedule.Minute,
			}},
		}},
	}
	tl, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		panic(err)
	}
	return tl
}

// printLines prints the content lines of a file, unfolded.
func printLines(file string) {
	file = strings.ReplaceAll(file, "\r\n ", "")
	fmt.Print(strings.ReplaceAll(file, "\r\n", "\n"))
}

// printEvents prints the events alone.
func printEvents(file string) { printLines(file[strings.Index(file, "BEGIN:VEVENT"):]) }

func ExampleWrite() {
	// Without options: every default, and the same bytes at any time.
	var file strings.Builder
	if err := ical.Write(&file, exampleTimeline(), nil); err != nil {
		fmt.Println(err)
	}
	printLines(file.String())
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//plenaria//plenaria//EN
	// CALSCALE:GREGORIAN
	// UID:meeting@2021.example.org
	// NAME;LANGUAGE=en:Annual meeting
	// X-WR-CALNAME:Annual meeting
	// DESCRIPTION;LANGUAGE=en:November 18\, 2021 (Panama)
	// X-WR-CALDESC:November 18\, 2021 (Panama)
	// X-WR-TIMEZONE:America/Panama
	// REFRESH-INTERVAL;VALUE=DURATION:PT4H
	// X-PUBLISHED-TTL:PT4H
	// BEGIN:VTIMEZONE
	// TZID:America/Panama
	// BEGIN:STANDARD
	// DTSTART:19700101T000000
	// TZOFFSETFROM:-0500
	// TZOFFSETTO:-0500
	// TZNAME:EST
	// END:STANDARD
	// END:VTIMEZONE
	// BEGIN:VEVENT
	// UID:opening@2021.example.org
	// DTSTAMP:19700101T000000Z
	// SEQUENCE:0
	// DTSTART;TZID=America/Panama:20211118T083000
	// DTEND;TZID=America/Panama:20211118T090000
	// SUMMARY;LANGUAGE=en:Opening\; welcome
	// DESCRIPTION;LANGUAGE=en:Local time: Thursday\, November 18\, 2021\, 08:30 – 09:00 (Panama UTC−05:00)
	// STATUS:CONFIRMED
	// TRANSP:OPAQUE
	// END:VEVENT
	// BEGIN:VEVENT
	// UID:break-20211118T0900@2021.example.org
	// DTSTAMP:19700101T000000Z
	// SEQUENCE:0
	// DTSTART;TZID=America/Panama:20211118T090000
	// DTEND;TZID=America/Panama:20211118T091500
	// SUMMARY;LANGUAGE=en:Break
	// DESCRIPTION;LANGUAGE=en:Local time: Thursday\, November 18\, 2021\, 09:00 – 09:15 (Panama UTC−05:00)
	// CATEGORIES;LANGUAGE=en:Break
	// STATUS:CONFIRMED
	// TRANSP:TRANSPARENT
	// END:VEVENT
	// END:VCALENDAR
}

// A file in Korean and UTC, as of a given time, for people who need no breaks.
func ExampleOptions() {
	var file strings.Builder
	err := ical.Write(&file, exampleTimeline(), &ical.Options{
		Stamp:      time.Date(2021, time.November, 1, 9, 0, 0, 0, time.UTC),
		Langs:      []schedule.Lang{"ko", "en"},
		Form:       ical.UTCTimes,
		OmitBreaks: true,
	})
	if err != nil {
		fmt.Println(err)
	}
	printEvents(file.String())
	// Output:
	// BEGIN:VEVENT
	// UID:opening@2021.example.org
	// DTSTAMP:20211101T090000Z
	// SEQUENCE:0
	// LAST-MODIFIED:20211101T090000Z
	// DTSTART:20211118T133000Z
	// DTEND:20211118T140000Z
	// SUMMARY;LANGUAGE=ko:개회식
	// DESCRIPTION;LANGUAGE=ko:현지 시간: 2021년 11월 18일 목요일 08:30 ~ 09:00 (파나마 UTC−05:00)
	// STATUS:CONFIRMED
	// TRANSP:OPAQUE
	// END:VEVENT
	// END:VCALENDAR
}

// The opening was changed for the second time; everything else as before.
func ExampleRevision() {
	published := time.Date(2021, time.November, 15, 9, 0, 0, 0, time.UTC)
	cal, err := ical.Calendar(exampleTimeline(), &ical.Options{
		Stamp: published,
		Revisions: map[string]ical.Revision{
			"opening@2021.example.org":             {Sequence: 2, Modified: published},
			"break-20211118T0900@2021.example.org": {Modified: published.AddDate(0, 0, -14)},
		},
	})
	if err != nil {
		fmt.Println(err)
	}
	for _, e := range cal.Events() {
		for _, name := range []string{"UID", "SEQUENCE", "LAST-MODIFIED"} {
			for _, p := range e.Properties {
				if p.IANAToken == name {
					fmt.Println(name, p.Value)
				}
			}
		}
	}
	// Output:
	// UID opening@2021.example.org
	// SEQUENCE 2
	// LAST-MODIFIED 20211115T090000Z
	// UID break-20211118T0900@2021.example.org
	// SEQUENCE 0
	// LAST-MODIFIED 20211101T090000Z
}

func ExampleCalendar() {
	cal, err := ical.Calendar(exampleTimeline(), nil)
	if err != nil {
		fmt.Println(err)
	}
	cal.Events()[0].SetProperty("PRIORITY", "1") // what the library does not say
	cal.Components = cal.Components[:2]          // the VTIMEZONE and the opening
	var file strings.Builder
	if err := ical.Encode(&file, cal); err != nil {
		fmt.Println(err)
	}
	printEvents(file.String())
	// Output:
	// BEGIN:VEVENT
	// UID:opening@2021.example.org
	// DTSTAMP:19700101T000000Z
	// SEQUENCE:0
	// DTSTART;TZID=America/Panama:20211118T083000
	// DTEND;TZID=America/Panama:20211118T090000
	// SUMMARY;LANGUAGE=en:Opening\; welcome
	// DESCRIPTION;LANGUAGE=en:Local time: Thursday\, November 18\, 2021\, 08:30 – 09:00 (Panama UTC−05:00)
	// STATUS:CONFIRMED
	// TRANSP:OPAQUE
	// PRIORITY:1
	// END:VEVENT
	// END:VCALENDAR
}
