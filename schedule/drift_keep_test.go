package schedule_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// drifted gives the drift of an agenda since a former release of the database.
func drifted(t testing.TB, release, yaml string) *schedule.Drift {
	t.Helper()
	a, problems := agendafile.Parse(strings.NewReader("plenaria: 1\nid: d\ntitle: D\nlanguages: [en]\n"+yaml), &agendafile.Options{Zones: tzdb.Pinned()})
	if a == nil { // a gap or an overlap is no reason not to go on
		t.Fatal(problems)
	}
	db, err := tzdb.Dir("../testdata/tzdata/" + release)
	if err != nil {
		t.Fatal(err)
	}
	then, err := schedule.ZoneIn(db, a.Zone.String())
	if err != nil {
		t.Fatal(err)
	}
	d, err := schedule.DriftOf(a, []schedule.ClockRecord{{Zone: a.Zone, Then: then}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	// Vancouver's winter was −08 and is −07: its clock shows an hour more.
	vancouver = "zone: America/Vancouver\ndays:\n  - date: 2026-12-02\n    sessions:\n"
	// Mexico's summer was −05 and is −06: its clock shows an hour less.
	mexico = "zone: America/Mexico_City\ndays:\n  - date: 2023-05-10\n    sessions:\n"
	// The day after Egypt's summer time of 2023 began, and the one on which it ended.
	cairo = "zone: Africa/Cairo\ndays:\n  - date: 2023-10-26\n    sessions:\n"
)

// TestKeepInstants: the clocks that a session has to say so that it stays at its
// instant.
func TestKeepInstants(t *testing.T) {
	tests := map[string]struct {
		release, days, session string
		want                   string
	}{
		"an hour later":             {"2025c", vancouver, "{id: a, at: 09:00-10:00, title: A}", "09:00-10:00 → 10:00-11:00"},
		"an hour earlier":           {"2022e", mexico, "{id: a, at: 09:00-10:00, title: A}", "09:00-10:00 → 08:00-09:00"},
		"up to midnight":            {"2025c", vancouver, "{id: a, at: 22:00-23:00, title: A}", "22:00-23:00 → 23:00-24:00"},
		"over midnight":             {"2025c", vancouver, "{id: a, at: 22:30-23:30, title: A}", "22:30-23:30 → 23:30-00:30"},
		"beyond midnight":           {"2025c", vancouver, "{id: a, at: 23:30-00:30, title: A}", "23:30-00:30 → 24:30-25:30"},
		"in the night of its day":   {"2025c", vancouver, "{id: a, at: 24:30-25:30, title: A}", "24:30-25:30 → 25:30-26:30"},
		"out of the night":          {"2022e", mexico, "{id: a, at: 24:30-25:30, title: A}", "24:30-25:30 → 23:30-24:30"},
		"days long":                 {"2025c", vancouver, "{id: a, at: 23:00, until: 2026-12-05T23:30, title: A}", "23:00-23:30 → 24:00-00:30 end 2026-12-06"},
		"a flight":                  {"2025c", vancouver, "{id: a, at: 12:00-15:00, until-zone: Asia/Seoul, title: A}", "12:00-15:00 → 13:00-15:00"},
		"into an overlap, first":    {"2022g", cairo, "{id: a, at: 22:00-22:30, title: A}", "22:00-22:30 → 23:00-23:30 offset +03:00 end offset +03:00"},
		"into an overlap, second":   {"2022g", cairo, "{id: a, at: 23:15-24:30, title: A}", "23:15-24:30 → 23:15-24:30 offset +02:00"},
		"out of an overlap":         {"2025c", strings.Replace(vancouver, "12-02", "11-01", 1), "{id: a, at: 01:30-04:00, title: A}", "01:30-04:00 → 01:30-05:00"},
		"parallel with its parent":  {"2025c", vancouver, "{id: a, at: 09:00-10:00, title: A, parallel: [{id: b, title: B}]}", "09:00-10:00 → 10:00-11:00"},
		"parallel of its own":       {"2025c", vancouver, "{id: a, at: 09:00-10:00, title: A, parallel: [{id: b, at: 09:15-09:45, title: B}]}", "09:00-10:00 → 10:00-11:00; 09:15-09:45 → 10:15-10:45"},
		"some of a series":          {"2025c", strings.Replace(vancouver, "12-02", "10-25", 1), "{id: a, at: 09:00-10:00, title: A, repeat: {rule: FREQ=WEEKLY;COUNT=3}}", "2026-11-01T09:00 → 2026-11-01T10:00; 2026-11-08T09:00 → 2026-11-08T10:00"},
		"of a series, moved before": {"2025c", vancouver, "{id: a, at: 09:00-10:00, title: A, repeat: {rule: FREQ=WEEKLY;COUNT=2, moved: {2026-12-09: 2026-12-10T14:00}}}", "2026-12-02T09:00 → 2026-12-02T10:00; 2026-12-09T09:00 → 2026-12-10T15:00"},
		"no clock has changed":      {"2025c", strings.Replace(vancouver, "12-02", "09-02", 1), "{id: a, at: 09:00-10:00, title: A}", ""},
		"what is cancelled":         {"2025c", vancouver, "{id: a, at: 09:00-10:00, title: A, status: cancelled}", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := drifted(t, tt.release, tt.days+"      - "+tt.session+"\n")
			before := fmt.Sprintf("%+v", d.Timeline.Agenda.Days)
			a, list, err := d.KeepInstants()
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range list {
				got = append(got, r.String())
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if fmt.Sprintf("%+v", d.Timeline.Agenda.Days) != before {
				t.Error("the agenda itself is another")
			}
			keptInstants(t, d, a)
		})
	}
}

// keptInstants: resolved by the strictest policy, everything is at the instant that
// was published.
func keptInstants(t *testing.T, d *schedule.Drift, a *schedule.Agenda) {
	t.Helper()
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, s := range d.Sessions {
		want = append(want, fmt.Sprint(s.Slot.Session.ID, s.Slot.Occurrence, s.Start.Then, s.End.Then))
	}
	for _, s := range tl.Slots {
		if s.Session.Status != schedule.Cancelled {
			got = append(got, fmt.Sprint(s.Session.ID, s.Occurrence, s.Start, s.End))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("instants: -want +got:\n%s", diff)
	}
}

// TestKeepInstantsDays: what comes before the midnight of its day goes to the day
// before, if there is one.
func TestKeepInstantsDays(t *testing.T) {
	const early = "      - {id: night, at: 00:30-01:30, title: Night, parallel: [{id: beside, at: 00:45-01:15, title: Beside}]}\n      - {id: noon, at: 12:00-13:00, title: Noon}\n"
	d := drifted(t, "2022e", mexico+early)
	a, list, err := d.KeepInstants()
	if err == nil || !errors.Is(err, schedule.ErrMissing) || !strings.Contains(err.Error(), "days[0].sessions[0]: ") || !strings.Contains(err.Error(), "2023-05-09T23:30") {
		t.Errorf("without a day before it: %v", err)
	}
	if len(list) != 1 || a.Days[0].Sessions[1].Start != 11*schedule.Hour || a.Days[0].Sessions[0].Start != 30*schedule.Minute {
		t.Errorf("the others are %v", list)
	}
	d = drifted(t, "2022e", strings.Replace(mexico, "  - date", "  - {date: 2023-05-09, sessions: [{id: day, at: 09:00-10:00, title: Day}]}\n  - date", 1)+early)
	a, list, err = d.KeepInstants()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range list {
		got = append(got, r.Path+" "+r.String())
	}
	want := []string{
		"days[0].sessions[0] 09:00-10:00 → 08:00-09:00",
		"days[1].sessions[0] 00:30-01:30 → 23:30-00:30 on 2023-05-09",
		"days[1].sessions[0].parallel[0] 00:45-01:15 → 23:45-00:15 on 2023-05-09",
		"days[1].sessions[1] 12:00-13:00 → 11:00-12:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if ids := []schedule.ID{a.Days[0].Sessions[0].ID, a.Days[0].Sessions[1].ID, a.Days[1].Sessions[0].ID}; !slices.Equal(ids, []schedule.ID{"day", "night", "noon"}) {
		t.Errorf("the days have %v", ids)
	}
	keptInstants(t, d, a)
}

// TestDriftOfSettles: what Check finds is no reason not to compare.
func TestDriftOfSettles(t *testing.T) {
	// On 28 April 2023 Cairo's clock went from 00:00 to 01:00.
	d := drifted(t, "2022g", strings.Replace(cairo, "10-26", "04-28", 1)+"      - {id: a, at: 00:15-00:45, title: A}\n")
	s := d.Sessions[0]
	if s.Start.KindNow != schedule.Gap || s.Start.Wall.Clock != 15*schedule.Minute || s.Start.By() != 0 || s.End.By() != 0 {
		t.Errorf("inside the gap: %+v", s)
	}
	d = drifted(t, "2022g", strings.Replace(cairo, "10-26", "04-28", 1)+"      - {id: a, at: 00:45-01:15, title: A}\n")
	if s := d.Sessions[0]; s.Start.By() != 0 || s.Slot.Length().Minutes() != 30 || s.End.By() != 0 {
		t.Errorf("from the gap to behind it: %+v", s)
	}
	// On 26 April 2024 it did so again, by both rules.
	a := d.Timeline.Agenda
	a.Days[0].Date = schedule.Date{Year: 2024, Month: 4, Day: 26}
	if d, err := schedule.DriftOf(a, []schedule.ClockRecord{{Zone: a.Zone, Then: a.Zone}}); err != nil || d.Sessions[0].Start.Wall.Clock != 45*schedule.Minute {
		t.Errorf("in a gap then and now: %+v, %v", d, err)
	}
	if _, err := schedule.DriftOf(nil, nil); err == nil {
		t.Error("no agenda is no error")
	}
}
