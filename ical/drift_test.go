package ical_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// release gives a zone as a former release of the database had it, see
// testdata/tzdata.
func release(t testing.TB, version, name string) schedule.Zone {
	t.Helper()
	db, ok := releases[version]
	if !ok {
		var err error
		if db, err = tzdb.Dir("../testdata/tzdata/" + version); err != nil {
			t.Fatal(err)
		}
		releases[version] = db
	}
	z, err := schedule.ZoneIn(db, name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

var releases = map[string]*tzdb.Database{}

// An edition is an agenda under the rules of a release; "" is the pinned one.
type edition struct {
	version, place string
	readers        []string
	days           map[string][]schedule.Session
}

func (e edition) zone(t testing.TB, name string) schedule.Zone {
	if e.version == "" {
		return zone(name)
	}
	return release(t, e.version, name)
}

func (e edition) agenda(t testing.TB) *schedule.Agenda {
	a := one()
	a.Zone, a.Days = e.zone(t, e.place), nil
	for i, name := range e.readers {
		id := schedule.ID(fmt.Sprint("r", i))
		a.Participants = append(a.Participants, schedule.Participant{ID: id, Name: text("en", string(id)), Zone: e.zone(t, name)})
	}
	for _, d := range slices.Sorted(maps.Keys(e.days)) {
		a.Days = append(a.Days, schedule.Day{Date: date(d), Sessions: e.days[d]})
	}
	return a
}

// zones gives the zones of the readers.
func (e edition) zones(t testing.TB) (list []schedule.Zone) {
	for _, name := range e.readers {
		list = append(list, e.zone(t, name))
	}
	return list
}

// written gives the calendar file with the rules of the edition.
func (e edition) written(t testing.TB) string {
	return write(t, e.agenda(t), &ical.Options{Stamp: stampOne, Zones: e.zones(t)})
}

func drift(t testing.TB, file string, a *schedule.Agenda) *schedule.Drift {
	t.Helper()
	d, err := ical.Drift(published(t, file), a, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// moved tells what has moved: ID, wall, the instants, and what the wall was and is
// where it is not unique.
func moved(d *schedule.Drift) (lines []string) {
	for _, s := range d.Sessions {
		if !s.Moved() {
			continue
		}
		lines = append(lines, string(s.Slot.Session.ID)+movedWall(&s.Start)+movedWall(&s.End))
	}
	return lines
}

func movedWall(w *schedule.WallDrift) string {
	text := fmt.Sprintf(" %s %s>%s", w.Wall.String()[11:16], w.Then.Format("02T15:04"), w.Now.Format("02T15:04"))
	if w.KindThen != schedule.Unique || w.KindNow != schedule.Unique {
		text += fmt.Sprintf("(%s>%s)", w.KindThen, w.KindNow)
	}
	return text
}

// TestDriftHistory: what real changes of rules have done to an agenda.
func TestDriftHistory(t *testing.T) {
	nine := func(id schedule.ID) []schedule.Session { return []schedule.Session{talk(id, "09:00", "10:00")} }
	for name, c := range map[string]struct {
		then string // release
		now  string
		e    edition
		want []string
	}{
		// Summer time was brought back from Friday 28 April to Thursday 26 October: +3
		// instead of +2. On 28 April the clock went from 00:00 to 01:00: 00:30 has become
		// 01:30, which is the instant that 00:30 was; its end at 02:00 is an hour earlier.
		// On 26 October it went from 24:00 to 23:00: 23:30 comes twice.
		"Cairo 2023": {"2022g", "", edition{place: "Africa/Cairo", days: map[string][]schedule.Session{
			"2023-04-27": {talk("before", "09:00", "10:00"), talk("night", "24:30", "26:00")},
			"2023-05-10": nine("summer"),
			"2023-10-26": {talk("late", "23:30", "23:45")},
			"2023-11-15": nine("winter"),
		}}, []string{
			"night 00:30 27T22:30>27T22:30(unique>gap) 02:00 28T00:00>27T23:00",
			"summer 09:00 10T07:00>10T06:00 10:00 10T08:00>10T07:00",
			"late 23:30 26T21:30>26T20:30(unique>overlap) 23:45 26T21:45>26T20:45(unique>overlap)",
		}},
		// There was no summer time any more: −6 instead of −5 from 2 April to 29 October
		// 2023. 01:30 of that last day came twice, and was published in UTC.
		"Mexico 2022": {"2022e", "", edition{place: "America/Mexico_City", days: map[string][]schedule.Session{
			"2022-10-20": nine("autumn"),
			"2023-03-15": nine("winter"),
			"2023-05-10": nine("summer"),
			"2023-10-29": {talk("twice", "01:30", "03:00")},
		}}, []string{
			"summer 09:00 10T14:00>10T15:00 10:00 10T15:00>10T16:00",
			"twice 01:30 29T06:30>29T07:30(overlap>unique) 03:00 29T09:00>29T09:00",
		}},
		// Summer time stayed: −3 instead of −4 from 23 March 2025 on.
		"Asunción 2025": {"2024b", "", edition{place: "America/Asuncion", days: map[string][]schedule.Session{
			"2025-03-12": nine("summer"),
			"2025-05-14": nine("winter"),
		}}, []string{"winter 09:00 14T13:00>14T12:00 10:00 14T14:00>14T13:00"}},
		// Two days before it, the beginning of summer time was put off from 26 March to
		// 21 April: +2 instead of +3.
		"Beirut 2023, there": {"", "2023b", beirut, []string{"week 09:00 05T06:00>05T07:00 10:00 05T07:00>05T08:00"}},
		// Four days later that was taken back.
		"Beirut 2023, back":           {"2023b", "", beirut, []string{"week 09:00 05T07:00>05T06:00 10:00 05T08:00>05T07:00"}},
		"Beirut 2023, there and back": {"", "", beirut, nil},
		// Both stay at the summer time of 2026: −7 instead of −8, −6 instead of −7. 01:30
		// of 1 November came twice; the second was meant, by its offset, which the clock
		// no longer has.
		"Vancouver 2026": {"2025c", "", edition{place: "America/Vancouver", days: map[string][]schedule.Session{
			"2026-10-07": nine("autumn"),
			"2026-11-01": {talk("second", "01:30", "03:00", func(s *schedule.Session) { s.Offset = offset("-08:00") })},
			"2026-12-02": nine("winter"),
		}}, []string{
			"second 01:30 01T09:30>01T08:30(overlap>unique) 03:00 01T11:00>01T10:00",
			"winter 09:00 02T17:00>02T16:00 10:00 02T18:00>02T17:00",
		}},
		"Edmonton 2026": {"2025c", "", edition{place: "America/Edmonton", days: map[string][]schedule.Session{
			"2026-10-07": nine("autumn"), "2026-12-02": nine("winter"),
		}}, []string{"winter 09:00 02T16:00>02T15:00 10:00 02T17:00>02T16:00"}},
		"Panama": {"2025c", "", edition{place: "America/Panama", days: map[string][]schedule.Session{"2026-12-02": nine("a")}}, nil},
		"Seoul":  {"2022e", "", edition{place: "Asia/Seoul", days: map[string][]schedule.Session{"2023-05-10": nine("a")}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			then, now := c.e, c.e
			then.version, now.version = c.then, c.now
			d := drift(t, then.written(t), now.agenda(t))
			if diff := cmp.Diff(c.want, moved(d)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if len(d.Apart) > 0 || d.IsEmpty() != (c.want == nil) {
				t.Errorf("apart are %v; IsEmpty is %t", d.Apart, d.IsEmpty())
			}
			driftUpdates(t, then, now, d)
		})
	}
}

var beirut = edition{place: "Asia/Beirut", days: map[string][]schedule.Session{
	"2023-03-22": {talk("before", "09:00", "10:00")},
	"2023-04-05": {talk("week", "09:00", "10:00")},
	"2023-04-26": {talk("after", "09:00", "10:00")},
}}

// driftUpdates: the update that follows raises SEQUENCE of what has moved, of nothing
// else, and leaves no drift.
func driftUpdates(t *testing.T, then, now edition, d *schedule.Drift) {
	t.Helper()
	var want []string
	for _, s := range d.Sessions {
		if s.Moved() {
			want = append(want, fmt.Sprint(s.Slot.Session.ID, " 1 [time]"))
		}
	}
	after := now.agenda(t)
	for i := range after.Days {
		for j := range after.Days[i].Sessions {
			after.Days[i].Sessions[j].Offset = schedule.Offset{} // that of Vancouver fits no longer
		}
	}
	o := at(stampTwo)
	o.Langs = nil
	updated, told := next(t, then.written(t), after, o)
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("the update: -want +got:\n%s", diff)
	}
	if d := drift(t, updated, now.agenda(t)); !d.IsEmpty() {
		t.Errorf("after the update there is still %v", moved(d))
	}
	o.Stamp = stampThree
	if again, told := next(t, updated, after, o); again != updated {
		t.Errorf("another update tells %v", told)
	}
}

// TestDriftThereAndBack: the decisions of Lebanon in the order in which they came.
func TestDriftThereAndBack(t *testing.T) {
	var file string
	for i, c := range []struct {
		version string
		stamp   time.Time
		told    []string
		start   string
	}{
		{"", stampOne, nil, "2023-04-05T06:00:00Z"},
		{"2023b", stampTwo, []string{"week 1 [time]"}, "2023-04-05T07:00:00Z"},
		{"", stampThree, []string{"week 2 [time]"}, "2023-04-05T06:00:00Z"},
		{"", stampFour, nil, "2023-04-05T06:00:00Z"},
	} {
		e := beirut
		e.version = c.version
		o := at(c.stamp)
		before := file
		var told []string
		if file, told = next(t, before, e.agenda(t), o); i > 0 {
			if diff := cmp.Diff(c.told, told); diff != "" {
				t.Errorf("%d: -want +got:\n%s", i, diff)
			}
		}
		if got := published(t, file).Events[1].Start.At.UTC().Format(time.RFC3339); got != c.start {
			t.Errorf("%d: it starts at %s, want %s", i, got, c.start)
		}
		if i == 3 && file != before {
			t.Error("nothing has changed, and the file has")
		}
	}
	if got := strings.Count(file, "SEQUENCE:0"); got != 2 {
		t.Errorf("%d events are at SEQUENCE 0, want the 2 that never moved", got)
	}
}
