package ical_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/teambition/rrule-go"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

var recurringOptions = ical.Options{Series: ical.RecurringEvents}

// onDays makes an agenda in a zone with sessions on one date.
func onDay(zoneName, on string, sessions ...schedule.Session) *schedule.Agenda {
	a := one(sessions...)
	a.Zone, a.Days[0].Date = zone(zoneName), date(on)
	return a
}

func repeats(r schedule.Repeat) func(*schedule.Session) {
	return func(s *schedule.Session) { s.Repeat = &r }
}

// whenLines are the lines of a file that say which event it is and when.
func whenLines(t *testing.T, file string) string {
	var lines []string
	for _, event := range readCalendar(t, file).of("VEVENT") {
		lines = append(lines, event.named("UID", "RECURRENCE-ID", "DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "RELATED-TO")...)
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

// TestRecurringEvents has the lines of series that are one event, by hand.
func TestRecurringEvents(t *testing.T) {
	for _, c := range []struct {
		name   string
		agenda *schedule.Agenda
		want   string
	}{
		{"a rule, nothing more; UNTIL in UTC", onDay("America/Santiago", "2021-05-25",
			talk("w", "09:00", "11:00", repeats(schedule.Repeat{Rule: "FREQ=WEEKLY;UNTIL=20210615"}))), `
UID:w@agenda
DTSTART;TZID=America/Santiago:20210525T090000
DTEND;TZID=America/Santiago:20210525T110000
RRULE:FREQ=WEEKLY;UNTIL=20210616T035959Z
`},
		{"left out, cancelled, moved, and one more that the rule does not give", onDay("America/Santiago", "2021-05-25",
			talk("w", "09:00", "11:00", repeats(schedule.Repeat{
				Rule: "FREQ=WEEKLY;COUNT=5", Except: []schedule.DateTime{dateTime("2021-06-01T09:00")},
				Moved: []schedule.Move{
					{From: dateTime("2021-06-08T09:00"), To: dateTime("2021-06-09T10:00")},
					{From: dateTime("2021-06-15T09:00"), Cancelled: true},
					{From: dateTime("2021-06-22T09:00"), To: dateTime("2021-06-22T09:00"), End: dateTime("2021-06-22T12:30")},
				},
				Also: []schedule.DateTime{dateTime("2021-07-01T09:00")},
			}))), `
UID:w@agenda
DTSTART;TZID=America/Santiago:20210525T090000
DTEND;TZID=America/Santiago:20210525T110000
RRULE:FREQ=WEEKLY;COUNT=5
EXDATE;TZID=America/Santiago:20210601T090000,20210615T090000

UID:w@agenda
RECURRENCE-ID;TZID=America/Santiago:20210608T090000
DTSTART;TZID=America/Santiago:20210609T100000
DTEND;TZID=America/Santiago:20210609T120000

UID:w@agenda
RECURRENCE-ID;TZID=America/Santiago:20210622T090000
DTSTART;TZID=America/Santiago:20210622T090000
DTEND;TZID=America/Santiago:20210622T123000

UID:w-20210701T0900@agenda
DTSTART;TZID=America/Santiago:20210701T090000
DTEND;TZID=America/Santiago:20210701T110000
`},
		{"over a gap: the override is in UTC", onDay("America/Santiago", "2026-09-05",
			talk("n", "00:30", "02:30", repeats(schedule.Repeat{Rule: "FREQ=DAILY;COUNT=3"}))), `
UID:n@agenda
DTSTART;TZID=America/Santiago:20260905T003000
DTEND;TZID=America/Santiago:20260905T023000
RRULE:FREQ=DAILY;COUNT=3

UID:n@agenda
RECURRENCE-ID;TZID=America/Santiago:20260906T003000
DTSTART:20260906T043000Z
DTEND:20260906T053000Z
`},
		{"in an overlap, and an hour longer over it", onDay("Europe/Berlin", "2026-10-23",
			talk("o", "02:30", "02:45", repeats(schedule.Repeat{Rule: "FREQ=DAILY;COUNT=3"})),
			talk("p", "22:00", "28:00", repeats(schedule.Repeat{Rule: "FREQ=DAILY;COUNT=3"}))), `
UID:o@agenda
DTSTART;TZID=Europe/Berlin:20261023T023000
DTEND;TZID=Europe/Berlin:20261023T024500
RRULE:FREQ=DAILY;COUNT=3

UID:o@agenda
RECURRENCE-ID;TZID=Europe/Berlin:20261025T023000
DTSTART:20261025T003000Z
DTEND:20261025T004500Z

UID:p@agenda
DTSTART;TZID=Europe/Berlin:20261023T220000
DTEND;TZID=Europe/Berlin:20261024T040000
RRULE:FREQ=DAILY;COUNT=3

UID:p@agenda
RECURRENCE-ID;TZID=Europe/Berlin:20261024T220000
DTSTART;TZID=Europe/Berlin:20261024T220000
DTEND;TZID=Europe/Berlin:20261025T040000
`},
		{"a date that the zone skipped: it is that after it, once", onDay("Pacific/Apia", "2011-12-28",
			talk("a", "09:00", "10:00", repeats(schedule.Repeat{Rule: "FREQ=DAILY;COUNT=5"}))), `
UID:a@agenda
DTSTART;TZID=Pacific/Apia:20111228T090000
DTEND;TZID=Pacific/Apia:20111228T100000
RRULE:FREQ=DAILY;COUNT=5
EXDATE;TZID=Pacific/Apia:20111230T090000
`},
		{"a date that the zone skipped is that after it, where that is left out", onDay("Pacific/Apia", "2011-12-28",
			talk("a", "09:00", "10:00", repeats(schedule.Repeat{Rule: "FREQ=DAILY;INTERVAL=2;UNTIL=20120102"}))), `
UID:a@agenda
DTSTART;TZID=Pacific/Apia:20111228T090000
DTEND;TZID=Pacific/Apia:20111228T100000
RRULE:FREQ=DAILY;UNTIL=20120102T095959Z;INTERVAL=2

UID:a@agenda
RECURRENCE-ID;TZID=Pacific/Apia:20111230T090000
DTSTART:20111230T190000Z
DTEND:20111230T200000Z
`},
		{"the last date of UNTIL is the one that the zone skipped", onDay("Pacific/Apia", "2011-12-28",
			talk("a", "09:00", "10:00", repeats(schedule.Repeat{Rule: "FREQ=DAILY;UNTIL=20111230T190000Z"}))), `
UID:a@agenda
DTSTART;TZID=Pacific/Apia:20111228T090000
DTEND;TZID=Pacific/Apia:20111228T100000
RRULE:FREQ=DAILY;UNTIL=20111230T190000Z
EXDATE;TZID=Pacific/Apia:20111230T090000
`},
		{"whole dates", onDay("Asia/Seoul", "2026-09-04", schedule.Session{
			ID: "v", Title: text("en", "Visit"), Through: date("2026-09-05"),
			Repeat: &schedule.Repeat{Rule: "FREQ=WEEKLY;UNTIL=20260925", Except: []schedule.DateTime{dateTime("2026-09-11T00:00")},
				Moved: []schedule.Move{{From: dateTime("2026-09-18T00:00"), To: dateTime("2026-09-19T00:00")}}},
		}), `
UID:v@agenda
DTSTART;VALUE=DATE:20260904
DTEND;VALUE=DATE:20260906
RRULE:FREQ=WEEKLY;UNTIL=20260925
EXDATE;VALUE=DATE:20260911

UID:v@agenda
RECURRENCE-ID;VALUE=DATE:20260918
DTSTART;VALUE=DATE:20260919
DTEND;VALUE=DATE:20260921
`},
		{"parallel sessions are series too, with their own clocks", onDay("Asia/Seoul", "2026-09-04",
			talk("p", "09:00", "12:00", repeats(schedule.Repeat{Rule: "FREQ=WEEKLY;UNTIL=20260911T090000"}), func(s *schedule.Session) {
				s.Parallel = []schedule.Session{{ID: "q", Title: text("en", "Q")}, talk("r", "10:00", "11:00")}
			})), `
UID:p@agenda
DTSTART;TZID=Asia/Seoul:20260904T090000
DTEND;TZID=Asia/Seoul:20260904T120000
RRULE:FREQ=WEEKLY;UNTIL=20260911T000000Z

UID:q@agenda
DTSTART;TZID=Asia/Seoul:20260904T090000
DTEND;TZID=Asia/Seoul:20260904T120000
RRULE:FREQ=WEEKLY;UNTIL=20260911T000000Z
RELATED-TO;RELTYPE=PARENT:p@agenda

UID:r@agenda
DTSTART;TZID=Asia/Seoul:20260904T100000
DTEND;TZID=Asia/Seoul:20260904T110000
RRULE:FREQ=WEEKLY;UNTIL=20260911T010000Z
RELATED-TO;RELTYPE=PARENT:p@agenda
`},
		{"without a rule: events of their own", onDay("Asia/Seoul", "2026-09-04",
			talk("w", "09:00", "10:00", repeats(schedule.Repeat{Also: []schedule.DateTime{dateTime("2026-09-06T09:00")}}))), `
UID:w-20260904T0900@agenda
DTSTART;TZID=Asia/Seoul:20260904T090000
DTEND;TZID=Asia/Seoul:20260904T100000

UID:w-20260906T0900@agenda
DTSTART;TZID=Asia/Seoul:20260906T090000
DTEND;TZID=Asia/Seoul:20260906T100000
`},
		{"two clocks a day: events of their own", onDay("Asia/Seoul", "2026-09-04",
			talk("w", "09:00", "10:00", repeats(schedule.Repeat{Rule: "FREQ=DAILY;BYHOUR=9,14;COUNT=2"}))), `
UID:w-20260904T0900@agenda
DTSTART;TZID=Asia/Seoul:20260904T090000
DTEND;TZID=Asia/Seoul:20260904T100000

UID:w-20260904T1400@agenda
DTSTART;TZID=Asia/Seoul:20260904T140000
DTEND;TZID=Asia/Seoul:20260904T150000
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := "\n" + strings.TrimSpace(whenLines(t, write(t, c.agenda, &recurringOptions))) + "\n"
			if diff := gocmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestEndlessSeries: an endless series is written whole, though the timeline is
// a part of it, and its VTIMEZONE has no end.
func TestEndlessSeries(t *testing.T) {
	a := onDay("America/Santiago", "2021-05-25", talk("w", "09:00", "11:00", repeats(schedule.Repeat{
		Rule: "FREQ=WEEKLY", Except: []schedule.DateTime{dateTime("2021-06-08T09:00"), dateTime("2030-01-01T09:00")},
	})))
	tl, err := a.ResolveWithin(schedule.Compatible, date("2021-05-25"), date("2021-06-30"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := ical.Write(&b, tl, &recurringOptions); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(`UID:w@agenda
DTSTART;TZID=America/Santiago:20210525T090000
DTEND;TZID=America/Santiago:20210525T110000
RRULE:FREQ=WEEKLY
EXDATE;TZID=America/Santiago:20210608T090000,20300101T090000
`, whenLines(t, b.String())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !strings.Contains(b.String(), "RRULE:FREQ=YEARLY;BYMONTH=9") {
		t.Errorf("the VTIMEZONE ends with the timeline:\n%s", b.String())
	}
}

// TestRecurringEventsLeaveOut: what the options do not want is left out of the
// series.
func TestRecurringEventsLeaveOut(t *testing.T) {
	a := onDay("Asia/Seoul", "2026-09-04", talk("w", "09:00", "10:00", repeats(schedule.Repeat{Rule: "FREQ=DAILY;COUNT=4"})))
	o := recurringOptions
	o.Keep = func(s *schedule.Slot) bool { return s.Start.UTC().Day() != 5 }
	if got := whenLines(t, write(t, a, &o)); !strings.Contains(got, "EXDATE;TZID=Asia/Seoul:20260905T090000\n") {
		t.Errorf("the 5th is not left out:\n%s", got)
	}
	o = recurringOptions
	o.Form = ical.UTCTimes
	if got := whenLines(t, write(t, a, &o)); strings.Contains(got, "RRULE") {
		t.Errorf("a series in UTC:\n%s", got)
	}
}

// expand gives the instants of all events of a file, as a reader does that knows
// RRULE, EXDATE and RECURRENCE-ID: with rrule-go on the wall, and each wall time
// resolved by itself.
func expand(t *testing.T, file string) []string {
	t.Helper()
	type span struct{ from, to time.Time }
	all := map[string]span{} // by UID and RECURRENCE-ID
	calendar := readCalendar(t, file)
	read := func(line string) (wall, at time.Time) {
		p := readProperty(line)
		if at, err := time.Parse("20060102T150405Z", p.value); err == nil {
			return at, at
		}
		layout := "20060102T150405"
		if p.param("VALUE") == "DATE" {
			layout = "20060102"
		}
		wall = must(time.Parse(layout, p.value))
		if p.param("TZID") == "" {
			return wall, wall
		}
		return wall, resolveWall(p.param("TZID"), wall)
	}
	var overrides []*component
	for _, event := range calendar.of("VEVENT") {
		uid := event.value("UID")
		start, from := read(event.named("DTSTART")[0])
		_, to := read(event.named("DTEND")[0])
		rules := event.named("RRULE")
		switch {
		case len(event.named("RECURRENCE-ID")) > 0:
			overrides = append(overrides, event)
			continue
		case len(rules) == 0:
			all[uid] = span{from, to}
			continue
		}
		tzid := readProperty(event.named("DTSTART")[0]).param("TZID")
		for _, wall := range expandRule(t, strings.TrimPrefix(rules[0], "RRULE:"), start, tzid) {
			at := wall
			if tzid != "" {
				at = resolveWall(tzid, wall)
			}
			all[uid+" "+wall.Format(time.DateTime)] = span{at, at.Add(to.Sub(from))}
		}
		for _, line := range event.named("EXDATE") {
			p := readProperty(line)
			for value := range strings.SplitSeq(p.value, ",") {
				wall, _ := read(line[:len(line)-len(p.value)] + value)
				key := uid + " " + wall.Format(time.DateTime)
				if _, ok := all[key]; !ok {
					t.Errorf("%s names no occurrence", line)
				}
				delete(all, key)
			}
		}
	}
	for _, event := range overrides {
		wall, _ := read(event.named("RECURRENCE-ID")[0])
		key := event.value("UID") + " " + wall.Format(time.DateTime)
		if _, ok := all[key]; !ok {
			t.Errorf("an override of %s, which there is not", key)
		}
		_, from := read(event.named("DTSTART")[0])
		_, to := read(event.named("DTEND")[0])
		all[key] = span{from, to}
	}
	var lines []string
	for key, s := range all {
		id, _, _ := strings.Cut(key, "@")
		id, _, _ = strings.Cut(id, "-")
		lines = append(lines, fmt.Sprintf("%s %s %s", s.from.Format(time.RFC3339), s.to.Format(time.RFC3339), id))
	}
	slices.Sort(lines)
	return lines
}

// slotInstants gives the instants of a timeline.
func slotInstants(tl *schedule.Timeline) (lines []string) {
	for i := range tl.Slots {
		lines = append(lines, tl.Slots[i].Start.Format(time.RFC3339)+" "+tl.Slots[i].End.Format(time.RFC3339))
	}
	slices.Sort(lines)
	return lines
}

// importedInstants gives the instants of what Import makes of a file.
func importedInstants(t *testing.T, file string) []string {
	t.Helper()
	im, err := ical.Import(strings.NewReader(file), &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	return slotInstants(timeline(t, im.Agenda))
}

// expandRule expands a rule on the wall.
func expandRule(t *testing.T, rule string, start time.Time, tzid string) []time.Time {
	t.Helper()
	option := must(rrule.StrToROption(rule))
	option.Dtstart = start
	if !option.Until.IsZero() && tzid != "" {
		w := zone(tzid).Wall(option.Until)
		option.Until = time.Date(w.Date.Year, w.Date.Month, w.Date.Day, 0, 0, int(w.Clock), 0, time.UTC)
	}
	return must(rrule.NewRRule(*option)).All()
}

// resolveWall resolves a wall time that was read as UTC.
func resolveWall(tzid string, wall time.Time) time.Time {
	w := schedule.UTC().Wall(wall)
	return must(zone(tzid).Resolve(w, schedule.Compatible))
}

// TestRecurringEventsSayTheSame expands random series that are written as one
// event, and wants the instants of events of their own.
func TestRecurringEventsSayTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	rules := 0
	for range 150 {
		zoneName := pick("America/Santiago", "Europe/Berlin", "Asia/Seoul", "America/Havana", "Africa/Cairo", "UTC", "Australia/Lord_Howe")
		on := must(schedule.ParseDate(pick("2026-03-01", "2026-04-01", "2026-08-30", "2026-10-20")))
		hour := schedule.Clock(r.IntN(24)) * schedule.Hour
		s := talk("s", "00:00", "00:00")
		s.Start, s.End = hour+30*schedule.Minute*schedule.Clock(r.IntN(2)), hour+schedule.Clock(1+r.IntN(10))*schedule.Hour
		start := schedule.DateTime{Date: on, Clock: s.Start}
		repeat := schedule.Repeat{Rule: pick("FREQ=DAILY;COUNT=20", "FREQ=WEEKLY;COUNT=9", "FREQ=DAILY;INTERVAL=3;UNTIL=20261130", "FREQ=MONTHLY;COUNT=5", "FREQ=WEEKLY;UNTIL=20261101T120000Z")}
		if r.IntN(3) == 0 {
			repeat.Rules = []string{"FREQ=DAILY;INTERVAL=5;COUNT=4"}
		}
		if r.IntN(3) == 0 {
			repeat.ExceptRules = []string{"FREQ=DAILY;INTERVAL=4;COUNT=3"}
		}
		series := must(repeat.From(start, zone(zoneName)))
		for i := range 10 {
			w := schedule.DateTime{Date: on.AddDays(i + 1), Clock: s.Start}
			if !series.Has(w) || r.IntN(3) > 0 {
				continue
			}
			to := w.Add(time.Duration(1+r.IntN(300)) * time.Minute)
			repeat.Moved = append(repeat.Moved, schedule.Move{From: w, To: to, Cancelled: r.IntN(4) == 0, Onward: r.IntN(6) == 0})
		}
		s.Repeat = &repeat
		a := onDay(zoneName, on.String(), s)
		tl, err := a.Resolve(schedule.Compatible)
		if err != nil {
			continue // a move of what is left out, two at once
		}
		var one, many strings.Builder
		if err := cmp.Or(ical.Write(&one, tl, &recurringOptions), ical.Write(&many, tl, nil)); err != nil {
			t.Fatal(err)
		}
		rules += strings.Count(one.String(), "\r\nRRULE:FREQ=DAILY") + strings.Count(one.String(), "\r\nRRULE:FREQ=WEEKLY") + strings.Count(one.String(), "\r\nRRULE:FREQ=MONTHLY")
		if diff := gocmp.Diff(slotInstants(tl), importedInstants(t, one.String())); diff != "" {
			t.Fatalf("%+v from %s in %s, read again (-timeline +imported):\n%s\n%s", repeat, start, zoneName, diff, whenLines(t, one.String()))
		}
		if diff := gocmp.Diff(expand(t, many.String()), expand(t, one.String())); diff != "" {
			t.Fatalf("%+v from %s in %s (-separate +recurring):\n%s\n%s", repeat, start, zoneName, diff, whenLines(t, one.String()))
		}
	}
	if rules < 60 {
		t.Errorf("only %d series were written as one event", rules)
	}
}

// TestRecurringEventsOverSkippedDates expands series over dates that a zone
// skipped, and wants the instants of the timeline, each once, by whatever reader.
func TestRecurringEventsOverSkippedDates(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	exceptions := 0
	for range 300 {
		place := [][2]string{{"Pacific/Apia", "2011-12-27"}, {"Pacific/Kwajalein", "1993-08-18"}, {"Pacific/Kiritimati", "1994-12-28"}, {"Pacific/Fakaofo", "2011-12-27"}}[r.IntN(4)]
		clock := schedule.Clock(r.IntN(24)) * schedule.Hour
		s := talk("s", "00:00", "00:00")
		s.Start, s.End = clock, clock+schedule.Hour/2
		repeat := schedule.Repeat{Rule: []string{"FREQ=DAILY;COUNT=9", "FREQ=DAILY;INTERVAL=3;COUNT=4", "FREQ=DAILY;INTERVAL=2;UNTIL=20120103", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA;COUNT=9"}[r.IntN(4)]}
		on := date(place[1])
		series, err := repeat.From(schedule.DateTime{Date: on, Clock: clock}, zone(place[0]))
		if err != nil || place[1] < "2000" && strings.Contains(repeat.Rule, "UNTIL") {
			continue
		}
		for i := range 6 {
			if w := (schedule.DateTime{Date: on.AddDays(i + 1), Clock: clock}); series.Has(w) && r.IntN(4) == 0 {
				repeat.Except = append(repeat.Except, w)
			} else if series.Has(w) && r.IntN(6) == 0 {
				repeat.Moved = append(repeat.Moved, schedule.Move{From: w, To: w.Add(24 * time.Hour * time.Duration(1+r.IntN(2)))})
			}
		}
		s.Repeat = &repeat
		for _, policy := range []schedule.Policy{schedule.Compatible, schedule.Earlier} {
			tl, err := onDay(place[0], place[1], s).Resolve(policy)
			if err != nil {
				continue // two at once, a rule that does not give the start
			}
			var one strings.Builder
			if err := ical.Write(&one, tl, &recurringOptions); err != nil {
				t.Fatal(err)
			}
			exceptions += strings.Count(one.String(), "EXDATE") - min(1, len(repeat.Except))
			want := slotInstants(tl)
			if diff := gocmp.Diff(want, importedInstants(t, one.String())); diff != "" {
				t.Fatalf("%+v from %s in %s, read again (-timeline +imported):\n%s\n%s", repeat, on, place[0], diff, whenLines(t, one.String()))
			}
			got := expand(t, one.String())
			for i := range got {
				got[i] = got[i][:strings.LastIndex(got[i], " ")]
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%+v from %s in %s (-timeline +expanded):\n%s\n%s", repeat, on, place[0], diff, whenLines(t, one.String()))
			}
		}
	}
	if exceptions < 20 {
		t.Errorf("only %d series had an EXDATE of their own", exceptions)
	}
}

// TestRecurringEventsReadAgain: what Import makes of a series is written as the
// same bytes.
func TestRecurringEventsReadAgain(t *testing.T) {
	file := write(t, onDay("America/Santiago", "2021-05-25", talk("w", "09:00", "11:00", repeats(schedule.Repeat{
		Rule: "FREQ=WEEKLY;COUNT=5", Except: []schedule.DateTime{dateTime("2021-06-01T09:00")},
		Moved: []schedule.Move{
			{From: dateTime("2021-06-08T09:00"), To: dateTime("2021-06-09T10:00")},
			{From: dateTime("2021-06-22T09:00"), To: dateTime("2021-06-22T09:00"), End: dateTime("2021-06-22T12:30")},
		},
	}))), &recurringOptions)
	im, err := ical.Import(strings.NewReader(file), &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(file, write(t, im.Agenda, &recurringOptions)); diff != "" {
		t.Errorf("written again (-first +second):\n%s", diff)
	}
}
