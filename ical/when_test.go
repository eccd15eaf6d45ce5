package ical_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

func in(from, to string) func(*schedule.Session) {
	return func(s *schedule.Session) {
		s.Zone = zone(from)
		if to != "" {
			s.EndZone = zone(to)
		}
	}
}

// TestWriteTimes has the lines that RFC 5545 §3.3.4 and §3.3.5 give for slots,
// by hand.
func TestWriteTimes(t *testing.T) {
	const day = "2021-11-18"
	for _, c := range []struct {
		name    string // and why
		date    string
		session schedule.Session
		form    ical.Form
		want    string
	}{
		{"wall time with TZID", day, talk("a", "08:30", "09:00"), ical.Client,
			"DTSTART;TZID=America/Panama:20211118T083000 DTEND;TZID=America/Panama:20211118T090000"},
		{"seconds", day, talk("a", "08:30:05", "09:00:59"), ical.Client,
			"DTSTART;TZID=America/Panama:20211118T083005 DTEND;TZID=America/Panama:20211118T090059"},
		{"past midnight", day, talk("a", "23:30", "00:30"), ical.Client,
			"DTSTART;TZID=America/Panama:20211118T233000 DTEND;TZID=America/Panama:20211119T003000"},
		{"clock beyond 24:00 is the next date", day, talk("a", "25:30", "26:00"), ical.Client,
			"DTSTART;TZID=America/Panama:20211119T013000 DTEND;TZID=America/Panama:20211119T020000"},
		{"until midnight", day, talk("a", "22:00", "24:00"), ical.Client,
			"DTSTART;TZID=America/Panama:20211118T220000 DTEND;TZID=America/Panama:20211119T000000"},
		{"over the end of the year", "2021-12-31", talk("a", "23:00", "01:00"), ical.Client,
			"DTSTART;TZID=America/Panama:20211231T230000 DTEND;TZID=America/Panama:20220101T010000"},
		{"zone of the session's own", day, talk("a", "22:30", "23:00", in("Asia/Seoul", "")), ical.Client,
			"DTSTART;TZID=Asia/Seoul:20211118T223000 DTEND;TZID=Asia/Seoul:20211118T230000"},
		{"two zones: some readers take the end to be in the start's", "2026-07-10",
			talk("a", "18:05", "21:50", in("Europe/Belgrade", "Africa/Cairo")), ical.Client,
			"DTSTART:20260710T160500Z DTEND:20260710T185000Z"},
		{"aliases of one zone are one wall", day, talk("a", "09:00", "10:00", in("Asia/Calcutta", "Asia/Kolkata")), ical.Client,
			"DTSTART;TZID=Asia/Calcutta:20211118T090000 DTEND;TZID=Asia/Calcutta:20211118T100000"},
		{"start in an overlap: readers differ", "2026-11-01", talk("a", "01:30", "03:00", in("America/New_York", "")), ical.Client,
			"DTSTART:20261101T053000Z DTEND:20261101T080000Z"},
		{"the second reading of the overlap", "2026-11-01", talk("a", "01:30", "03:00", in("America/New_York", ""),
			func(s *schedule.Session) { s.Offset = offset("-05:00") }), ical.Client,
			"DTSTART:20261101T063000Z DTEND:20261101T080000Z"},
		{"end in an overlap", "2026-11-01", talk("a", "00:30", "01:30", in("America/New_York", "")), ical.Client,
			"DTSTART:20261101T043000Z DTEND:20261101T053000Z"},
		{"start in a gap", "2026-03-08", talk("a", "02:30", "04:00", in("America/New_York", "")), ical.Client,
			"DTSTART:20260308T073000Z DTEND:20260308T080000Z"},
		{"across a change, both ends unique", "2026-11-01", talk("a", "00:30", "02:30", in("America/New_York", "")), ical.Client,
			"DTSTART;TZID=America/New_York:20261101T003000 DTEND;TZID=America/New_York:20261101T023000"},
		{"UTC form", day, talk("a", "08:30", "09:00"), ical.UTCTimes,
			"DTSTART:20211118T133000Z DTEND:20211118T140000Z"},
		{"zone UTC", day, talk("a", "08:30", "09:00", in("UTC", "")), ical.Client,
			"DTSTART:20211118T083000Z DTEND:20211118T090000Z"},
		{"zone Etc/UTC, an alias", day, talk("a", "08:30", "09:00", in("Etc/UTC", "")), ical.Client,
			"DTSTART:20211118T083000Z DTEND:20211118T090000Z"},
		{"London in winter is a place, not UTC", day, talk("a", "08:30", "09:00", in("Europe/London", "")), ical.Client,
			"DTSTART;TZID=Europe/London:20211118T083000 DTEND;TZID=Europe/London:20211118T090000"},
		{"one whole day: DTEND is exclusive", day, allDay("a", "2021-11-18"), ical.Client,
			"DTSTART;VALUE=DATE:20211118 DTEND;VALUE=DATE:20211119"},
		{"whole days over a leap day", "2024-02-28", allDay("a", "2024-02-29"), ical.Client,
			"DTSTART;VALUE=DATE:20240228 DTEND;VALUE=DATE:20240301"},
		{"dates are no instants, also in UTC form", "2021-12-31", allDay("a", "2021-12-31"), ical.UTCTimes,
			"DTSTART;VALUE=DATE:20211231 DTEND;VALUE=DATE:20220101"},
		{"early years have four digits", "0987-06-05", allDay("a", "0987-06-05"), ical.Client,
			"DTSTART;VALUE=DATE:09870605 DTEND;VALUE=DATE:09870606"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := one(c.session)
			a.Days[0].Date = date(c.date)
			event := readCalendar(t, write(t, a, &ical.Options{Form: c.form})).event(t, "a@agenda")
			got := strings.Join(event.named("DTSTART", "DTEND", "DURATION"), " ")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func allDay(id schedule.ID, through string) schedule.Session {
	return schedule.Session{ID: id, Title: text("en", "Day"), Through: date(through)}
}

// TestWriteInstants reads every start and end back with another reader of
// zones, over a year of sessions in zones that change their clocks, among them
// many starts and ends near the changes.
func TestWriteInstants(t *testing.T) {
	names := []string{"America/Panama", "Asia/Seoul", "America/Santiago", "Europe/Madrid", "Africa/Casablanca",
		"Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "America/Havana"}
	a := one()
	a.Days = nil
	for d := date("2026-01-01"); d.Year == 2026; d = d.AddDays(1) {
		day := schedule.Day{Date: d}
		for i, name := range names {
			from := schedule.Clock((d.DaysSince(date("2026-01-01"))*35+i*10)%(24*60)) * schedule.Minute
			s := schedule.Session{ID: schedule.ID(d.String() + name), Title: text("en", "x"),
				Zone: zone(name), Start: from, End: from + 50*schedule.Minute}
			if d.Weekday() == time.Sunday { // when clocks are set
				s.Start, s.End = schedule.Clock(i%4)*30*schedule.Minute, schedule.Clock(i%4+5)*30*schedule.Minute
			}
			day.Sessions = append(day.Sessions, s)
		}
		a.Days = append(a.Days, day)
	}
	tl := timeline(t, a)
	var b strings.Builder
	if err := ical.Write(&b, tl, nil); err != nil {
		t.Fatal(err)
	}
	events := readCalendar(t, b.String()).of("VEVENT")
	if len(events) != len(tl.Slots) {
		t.Fatalf("%d events for %d slots", len(events), len(tl.Slots))
	}
	inUTC := 0
	for i, e := range events {
		want := []time.Time{tl.Slots[i].Start, tl.Slots[i].End}
		var got []time.Time
		for _, line := range e.named("DTSTART", "DTEND") {
			at, err := instant(line)
			if err != nil {
				t.Error(err)
			}
			got = append(got, at)
			if strings.HasSuffix(line, "Z") {
				inUTC++
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", e.value("UID"), diff)
		}
	}
	if inUTC == 0 || inUTC > len(events)/10 {
		t.Errorf("%d of %d times are in UTC; want a few, those in gaps and overlaps", inUTC, 2*len(events))
	}
}

func TestTimezonesInUse(t *testing.T) {
	flight := talk("flight", "18:05", "21:50", in("Europe/Belgrade", "Africa/Cairo"))
	for _, c := range []struct {
		name     string
		options  ical.Options
		sessions []schedule.Session
		want     []string
	}{
		{"none for whole days", ical.Options{}, []schedule.Session{allDay("a", "2021-11-20")}, nil},
		{"none for times in UTC", ical.Options{}, []schedule.Session{flight, talk("b", "01:00", "02:00", in("UTC", ""))}, nil},
		{"none in UTC form", ical.Options{Form: ical.UTCTimes}, []schedule.Session{talk("a", "01:00", "02:00")}, nil},
		{"one for each name, as first used", ical.Options{}, []schedule.Session{
			talk("a", "01:00", "02:00", in("Asia/Seoul", "")), talk("b", "03:00", "04:00"),
			talk("c", "05:00", "06:00", in("Asia/Seoul", "")), talk("d", "03:00", "04:00", in("ROK", ""))},
			[]string{"Asia/Seoul", "America/Panama", "ROK"}},
		{"none for what is left out", ical.Options{OmitBreaks: true}, []schedule.Session{
			talk("a", "01:00", "02:00"), talk("b", "03:00", "04:00", in("Asia/Seoul", ""),
				func(s *schedule.Session) { s.Kind = schedule.Break })},
			[]string{"America/Panama"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, tz := range readCalendar(t, write(t, one(c.sessions...), &c.options)).of("VTIMEZONE") {
				got = append(got, tz.value("TZID"))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("TZIDs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestTwoZonesOfOneName: a TZID cannot stand for two clocks.
func TestTwoZonesOfOneName(t *testing.T) {
	tzif := func(name string) []byte { return must(zone(name).Database().TZif(name)) }
	mine := must(schedule.ZoneFromTZif("America/Panama", tzif("Asia/Seoul")))
	a := one(talk("a", "08:00", "09:00"), talk("b", "09:00", "10:00", func(s *schedule.Session) { s.Zone = mine }))
	err := ical.Write(&strings.Builder{}, timeline(t, a), nil)
	if err == nil || !strings.Contains(err.Error(), `two zones are named "America/Panama"`) {
		t.Errorf("got error %v", err)
	}
}
