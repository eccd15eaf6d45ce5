package agendafile_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// TestReadSessions reads the sessions of one day, 2026-07-10 in Panama.
func TestReadSessions(t *testing.T) {
	cairo, belgrade, newYork := zone(t, "Africa/Cairo"), zone(t, "Europe/Belgrade"), zone(t, "America/New_York")
	tests := map[string]struct {
		sessions string
		want     []schedule.Session
	}{
		"a range": {
			`- {id: s, at: 08:30-09:00, title: T}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("08:30"), End: clock("09:00")}},
		},
		"a clock is text whether YAML 1.1 takes it for a number or not": {
			`- {id: 010, at: 22:30, for: 45m, title: 1.20, note: no}`,
			[]schedule.Session{{ID: "010", Title: en("1.20"), Note: en("no"), Start: clock("22:30"), End: clock("23:15")}},
		},
		"seconds, one digit for the hour, hours past midnight": {
			`- {id: s, at: "8:30:15-25:00", title: T}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("08:30:15"), End: clock("25:00")}},
		},
		"an end before the start is kept as it is written": {
			`- {id: s, at: 23:30-00:30, title: T}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("23:30"), End: clock("00:30")}},
		},
		"a chain begins where the one above ends": {
			"- {id: a, at: 09:00-09:40, title: A}\n- {id: b, for: 50m, title: B}\n- {for: 1h30m, kind: break, title: C}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("09:00"), End: clock("09:40")},
				{ID: "b", Title: en("B"), Start: clock("09:40"), End: clock("10:30")},
				{Kind: schedule.Break, Title: en("C"), Start: clock("10:30"), End: clock("12:00")},
			},
		},
		"a chain may end where the next pinned session starts": {
			"- {id: a, at: 09:00-09:40, title: A}\n- {id: b, for: 20m, title: B}\n- {id: c, at: 10:00-11:00, title: C}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("09:00"), End: clock("09:40")},
				{ID: "b", Title: en("B"), Start: clock("09:40"), End: clock("10:00")},
				{ID: "c", Title: en("C"), Start: clock("10:00"), End: clock("11:00")},
			},
		},
		"a chain goes past midnight": {
			"- {id: a, at: 23:30-00:30, title: A}\n- {id: b, for: 45m, title: B}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("23:30"), End: clock("00:30")},
				{ID: "b", Title: en("B"), Start: clock("24:30"), End: clock("25:15")},
			},
		},
		"a chain after a whole round of the clock": {
			"- {id: a, at: 09:00-09:00, title: A}\n- {id: b, for: 1h, title: B}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("09:00"), End: clock("09:00")},
				{ID: "b", Title: en("B"), Start: clock("33:00"), End: clock("34:00")},
			},
		},
		"pinned sessions may overlap, also after a chain": {
			"- {id: a, at: 09:00-09:30, title: A}\n- {id: b, for: 1h, title: B}\n- {id: c, at: 11:00-12:00, title: C}\n- {id: d, at: 11:30-12:00, title: D}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("09:00"), End: clock("09:30")},
				{ID: "b", Title: en("B"), Start: clock("09:30"), End: clock("10:30")},
				{ID: "c", Title: en("C"), Start: clock("11:00"), End: clock("12:00")},
				{ID: "d", Title: en("D"), Start: clock("11:30"), End: clock("12:00")},
			},
		},
		"an all-day item is not part of the chain": {
			"- {id: a, at: 09:00-10:00, title: A}\n- {id: d, all-day: true, title: D}\n- {id: b, for: 1h, title: B}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("09:00"), End: clock("10:00")},
				{ID: "d", Title: en("D"), Through: date(2026, 7, 10)},
				{ID: "b", Title: en("B"), Start: clock("10:00"), End: clock("11:00")},
			},
		},
		"a chain after a flight is on the wall where it landed": {
			"- {id: f, zone: Europe/Belgrade, at: 18:05, until: 21:50, until-zone: Africa/Cairo, title: F}\n- {id: bus, for: 40m, title: B}",
			[]schedule.Session{
				{ID: "f", Title: en("F"), Start: clock("18:05"), End: clock("21:50"), Zone: belgrade, EndZone: cairo},
				{ID: "bus", Title: en("B"), Start: clock("21:50"), End: clock("22:30"), Zone: cairo},
			},
		},
		"a chained session may be on a wall of its own": {
			"- {id: a, at: 09:00-10:00, title: A}\n- {id: b, for: 30m, zone: Asia/Seoul, title: B}",
			[]schedule.Session{
				{ID: "a", Title: en("A"), Start: clock("09:00"), End: clock("10:00")},
				{ID: "b", Title: en("B"), Start: clock("24:00"), End: clock("24:30"), Zone: zone(t, "Asia/Seoul")},
			},
		},
		"for is time that passes, also between zones": {
			"- {id: f, zone: Europe/Belgrade, at: 18:05, for: 2h45m, until-zone: Africa/Cairo, title: F}",
			[]schedule.Session{{ID: "f", Title: en("F"), Start: clock("18:05"), End: clock("21:50"), Zone: belgrade, EndZone: cairo}},
		},
		"a flight over the date line lands before it starts": {
			"- {id: f, zone: Asia/Seoul, at: 20:00, for: 11h, until-zone: America/New_York, title: F}",
			[]schedule.Session{{ID: "f", Title: en("F"), Start: clock("20:00"), End: clock("18:00"), EndDate: date(2026, 7, 10),
				Zone: zone(t, "Asia/Seoul"), EndZone: newYork}},
		},
		"an end on a date": {
			"- {id: s, at: 10:00, until: 2026-07-12T14:00, title: T}",
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("10:00"), End: clock("14:00"), EndDate: date(2026, 7, 12)}},
		},
		"a length beyond the clocks of the day": {
			"- {id: s, at: 10:00, for: 50h, title: T}",
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("10:00"), End: clock("12:00"), EndDate: date(2026, 7, 12)}},
		},
		"whole dates": {
			"- {id: s, all-day: true, through: 2026-07-15, kind: visit, title: T}",
			[]schedule.Session{{ID: "s", Kind: schedule.Visit, Title: en("T"), Through: date(2026, 7, 15)}},
		},
		"all fields": {
			`- id: s
  at: 08:30-09:00
  kind: keynote
  status: tentative
  title: {ko: 기조, en: Keynote}
  abstract: {en: About}
  note: Bring water
  room: a
  track: t
  countries: [NO, PA]
  link: https://example.org/s
  stream: https://example.org/live
  speakers: [kim, oas]
  chairs: [oas]
  parts: [One, {title: {ko: 둘}, for: 10m, speakers: [kim], note: N}]`,
			[]schedule.Session{{
				ID: "s", Kind: schedule.Keynote, Status: schedule.Tentative, Start: clock("08:30"), End: clock("09:00"),
				Title:    schedule.Text{{Lang: "ko", Text: "기조"}, {Lang: "en", Text: "Keynote"}},
				Abstract: en("About"), Note: en("Bring water"), Room: "a", Track: "t", Countries: []string{"NO", "PA"},
				Link: "https://example.org/s", StreamURL: "https://example.org/live",
				Roles: []schedule.Role{{Who: "kim", As: schedule.Speaker}, {Who: "oas", As: schedule.Speaker}, {Who: "oas", As: schedule.Chair}},
				Parts: []schedule.Part{{Title: en("One")}, {
					Title: schedule.Text{{Lang: "ko", Text: "둘"}}, Note: en("N"), Length: 10 * time.Minute,
					Roles: []schedule.Role{{Who: "kim", As: schedule.Speaker}},
				}},
			}},
		},
		"roles in the order of the file": {
			`- {id: s, at: 08:30-09:00, title: T, moderators: [oas], speakers: [kim]}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("08:30"), End: clock("09:00"),
				Roles: []schedule.Role{{Who: "oas", As: schedule.Moderator}, {Who: "kim", As: schedule.Speaker}}}},
		},
		"roles that take turns": {
			`- {id: s, at: 08:30-09:00, title: T, roles: [{speaker: kim}, {interpreter: oas}, {speaker: oas}]}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("08:30"), End: clock("09:00"), Roles: []schedule.Role{
				{Who: "kim", As: schedule.Speaker}, {Who: "oas", As: schedule.Interpreter}, {Who: "oas", As: schedule.Speaker}}}},
		},
		"parallel sessions have their parent's clocks or their own": {
			`- id: s
  at: 13:00-15:00
  title: T
  parallel:
    - {id: p, room: a, title: P}
    - {id: q, room: b, title: Q, for: 30m}
    - {id: r, room: b, title: R, at: 14:00-15:00}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("13:00"), End: clock("15:00"), Parallel: []schedule.Session{
				{ID: "p", Room: "a", Title: en("P")},
				{ID: "q", Room: "b", Title: en("Q"), Start: clock("13:00"), End: clock("13:30")},
				{ID: "r", Room: "b", Title: en("R"), Start: clock("14:00"), End: clock("15:00")},
			}}},
		},
		"a series": {
			`- id: s
  at: 09:00-10:00
  title: T
  repeat: {rule: FREQ=WEEKLY;COUNT=4, except: [2026-07-17], moved: {2026-07-24: 2026-07-25T10:00}, also: [2026-08-05, 2026-08-06T11:30]}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("09:00"), End: clock("10:00"), Repeat: &schedule.Repeat{
				Rule:   "FREQ=WEEKLY;COUNT=4",
				Except: []schedule.DateTime{{Date: date(2026, 7, 17), Clock: clock("09:00")}},
				Moved: []schedule.Move{{From: schedule.DateTime{Date: date(2026, 7, 24), Clock: clock("09:00")},
					To: schedule.DateTime{Date: date(2026, 7, 25), Clock: clock("10:00")}}},
				Also: []schedule.DateTime{{Date: date(2026, 8, 5), Clock: clock("09:00")}, {Date: date(2026, 8, 6), Clock: clock("11:30")}},
			}}},
		},
		"a series with ends, onward, cancelled, and more rules": {
			`- id: s
  at: 09:00-10:00
  title: T
  repeat:
    rules: [FREQ=WEEKLY;UNTIL=20261231, "FREQ=MONTHLY;COUNT=2"]
    except-rules: [FREQ=YEARLY;COUNT=3]
    moved:
      2026-07-17: 2026-07-18T10:00/2026-07-18T12:00
      2026-07-24: cancelled
      2026-07-31: {to: 2026-08-01T11:00, onward: true}
      2026-08-28: {to: cancelled, onward: true}
    periods: [2026-09-01/2026-09-01T18:00, 2026-09-02T08:30/2026-09-02T09:00]`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("09:00"), End: clock("10:00"), Repeat: &schedule.Repeat{
				Rules:       []string{"FREQ=WEEKLY;UNTIL=20261231", "FREQ=MONTHLY;COUNT=2"},
				ExceptRules: []string{"FREQ=YEARLY;COUNT=3"},
				Moved: []schedule.Move{
					{From: wall("2026-07-17T09:00"), To: wall("2026-07-18T10:00"), End: wall("2026-07-18T12:00")},
					{From: wall("2026-07-24T09:00"), Cancelled: true},
					{From: wall("2026-07-31T09:00"), To: wall("2026-08-01T11:00"), Onward: true},
					{From: wall("2026-08-28T09:00"), Cancelled: true, Onward: true},
				},
				Periods: []schedule.Period{
					{Start: wall("2026-09-01T09:00"), End: wall("2026-09-01T18:00")},
					{Start: wall("2026-09-02T08:30"), End: wall("2026-09-02T09:00")},
				},
			}}},
		},
		"a series of whole days": {
			`- id: s
  all-day: true
  title: T
  repeat: {rule: FREQ=WEEKLY;COUNT=4, moved: {2026-07-17: 2026-07-18/2026-07-19}}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Through: date(2026, 7, 10), Repeat: &schedule.Repeat{
				Rule:  "FREQ=WEEKLY;COUNT=4",
				Moved: []schedule.Move{{From: wall("2026-07-17T00:00"), To: wall("2026-07-18T00:00"), End: wall("2026-07-19T00:00")}},
			}}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := read(t, head+"days:\n- date: 2026-07-10\n  sessions:\n"+indent(tt.sessions, "  "))
			if diff := cmp.Diff(tt.want, a.Days[0].Sessions, compare); diff != "" {
				t.Errorf("Read(%s) (-want +got):\n%s", tt.sessions, diff)
			}
		})
	}
}

func indent(text, by string) string {
	return by + strings.ReplaceAll(text, "\n", "\n"+by) + "\n"
}

// TestReadChangingClocks reads lengths over the night in which New York's clock
// is put back from 02:00 to 01:00.
func TestReadChangingClocks(t *testing.T) {
	tests := map[string]struct {
		sessions string
		want     []schedule.Session
	}{
		"an hour more passes": {
			"- {id: s, at: 23:00, for: 8h, title: T}",
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("23:00"), End: clock("30:00")}},
		},
		"an end in the overlap gets its offset": {
			"- {id: s, at: 24:30, for: 1h30m, title: T}",
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("24:30"), End: clock("25:00"), EndOffset: offset("-05:00")}},
		},
		"and so does the start that follows it": {
			"- {id: s, at: 24:30, for: 1h, title: T}\n- {id: u, for: 1h, title: U}",
			[]schedule.Session{
				{ID: "s", Title: en("T"), Start: clock("24:30"), End: clock("25:30"), EndOffset: offset("-04:00")},
				{ID: "u", Title: en("U"), Start: clock("25:30"), Offset: offset("-04:00"), End: clock("01:30"), EndDate: date(2026, 11, 1), EndOffset: offset("-05:00")},
			},
		},
		"a hint settles a pinned start": {
			`- {id: s, at: 25:30, for: 1h, offset: "-05:00", title: T}`,
			[]schedule.Session{{ID: "s", Title: en("T"), Start: clock("25:30"), Offset: offset("-05:00"), End: clock("26:30")}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(head, "America/Panama", "America/New_York", 1)
			a, problems := agendafile.Parse(strings.NewReader(text+"days:\n- date: 2026-10-31\n  sessions:\n"+indent(tt.sessions, "  ")), options("a.yaml"))
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, a.Days[0].Sessions, compare); diff != "" {
				t.Errorf("Read(%s) (-want +got):\n%s", tt.sessions, diff)
			}
		})
	}
}

func TestReadAgenda(t *testing.T) {
	a := read(t, `plenaria: 1
id: week
title: {es: Semana, en: Week}
zone: America/Panama
languages: [es, en]
also: [Asia/Seoul, UTC]
organizer: aig
url: https://example.org/week
domain: example.org
revision: 1.20
people:
  aig: {name: {es: Autoridad}, kind: organization, country: PA, email: a@example.org}
  kim: {name: Kim, org: aig, country: KR, zone: Asia/Seoul, languages: [ko, en]}
  "no": Nora
rooms:
  a: Sala A
  b: {es: Sala B, en: Room B}
  c: {name: {en: Hall}, address: "Calle 50, Panamá", geo: [8.98, -79.52]}
tracks: {t: {en: Open}}
days:
  - {date: 2026-11-18, label: Uno, hours: 20:00-02:00, room: a, zone: Asia/Seoul}
  - {date: 2026-11-19, hours: 22:00-26:00}
`)
	want := &schedule.Agenda{
		ID: "week", Title: schedule.Text{{Lang: "es", Text: "Semana"}, {Lang: "en", Text: "Week"}},
		Zone: zone(t, "America/Panama"), Langs: []schedule.Lang{"es", "en"},
		Also: []schedule.Zone{zone(t, "Asia/Seoul"), zone(t, "UTC")}, Organizer: "aig",
		URL: "https://example.org/week", Domain: "example.org", Revision: "1.20",
		Participants: []schedule.Participant{
			{ID: "aig", Name: schedule.Text{{Lang: "es", Text: "Autoridad"}}, Kind: schedule.Organization, Country: "PA", Email: "a@example.org"},
			{ID: "kim", Name: schedule.Text{{Lang: "es", Text: "Kim"}}, Org: "aig", Country: "KR", Zone: zone(t, "Asia/Seoul"), Langs: []schedule.Lang{"ko", "en"}},
			{ID: "no", Name: schedule.Text{{Lang: "es", Text: "Nora"}}},
		},
		Rooms: []schedule.Room{
			{ID: "a", Name: schedule.Text{{Lang: "es", Text: "Sala A"}}},
			{ID: "b", Name: schedule.Text{{Lang: "es", Text: "Sala B"}, {Lang: "en", Text: "Room B"}}},
			{ID: "c", Name: en("Hall"), Address: "Calle 50, Panamá", Geo: &schedule.Geo{Lat: 8.98, Lon: -79.52}},
		},
		Tracks: []schedule.Track{{ID: "t", Name: en("Open")}},
		Days: []schedule.Day{
			{Date: date(2026, 11, 18), Label: schedule.Text{{Lang: "es", Text: "Uno"}}, Opens: clock("20:00"), Closes: clock("02:00"), Room: "a", Zone: zone(t, "Asia/Seoul")},
			{Date: date(2026, 11, 19), Opens: clock("22:00"), Closes: clock("26:00")},
		},
	}
	if diff := cmp.Diff(want, a, compare); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

// TestReadInlinePeople reads people who stand in the lists themselves.
func TestReadInlinePeople(t *testing.T) {
	text := head + `days:
- date: 2026-07-10
  sessions:
  - {id: s, at: 09:00-10:00, title: T, speakers: [{name: Ana Pérez, country: UY}, {name: {ko: 김민지}}, kim]}
  - {id: u, at: 10:00-11:00, title: U, chairs: [{name: Ana Pérez, country: UY}], attendees: [{name: Kim}]}
`
	a := read(t, text)
	var ids []schedule.ID
	for _, p := range a.Participants[2:] {
		ids = append(ids, p.ID)
	}
	if len(ids) != 3 || ids[0] != "ana-pérez" || ids[1] != "김민지" || !strings.HasPrefix(string(ids[2]), "kim-") {
		t.Errorf("IDs of inline people = %q, want ana-pérez, 김민지 and kim- with a hash, since kim is taken", ids)
	}
	if got := a.Days[0].Sessions[1].Roles; got[0].Who != "ana-pérez" || got[1].Who != ids[2] {
		t.Errorf("Roles of the second session = %v, want the same Ana Pérez again, then %s", got, ids[2])
	}
	swapped := strings.Replace(text, "{name: Ana Pérez, country: UY}, {name: {ko: 김민지}}, kim", "{name: {ko: 김민지}}", 1)
	b := read(t, swapped)
	if got := b.Days[0].Sessions[1].Roles[1].Who; got != ids[2] {
		t.Errorf("the ID of an inline person is %q after another was removed, want %q still", got, ids[2])
	}
}

// TestReadByteOrderMark accepts what editors of Windows write.
func TestReadByteOrderMark(t *testing.T) {
	if a := read(t, "\ufeff"+strings.ReplaceAll(head, "\n", "\r\n")); a.ID != "x" {
		t.Errorf("ID = %q, want x", a.ID)
	}
}

// TestReadBracketsInTexts has more than 100,000 entries behind brackets that are
// never closed, since they are signs of a text.
func TestReadBracketsInTexts(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "days:\n- date: 2026-07-10\n  sessions:\n")
	for i := range 9_000 {
		fmt.Fprintf(&b, "  - note: see [1\n    id: s%d\n    at: 09:00-10:00\n    title: {en: A, ko: B}\n    kind: talk\n    status: tentative\n", i)
	}
	if a := read(t, b.String()); len(a.Days[0].Sessions) != 9_000 {
		t.Errorf("%d sessions, want 9,000", len(a.Days[0].Sessions))
	}
}

// TestReadSources reads the agendas of the source documents.
func TestReadSources(t *testing.T) {
	names, err := filepath.Glob("../../testdata/agendas/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no agendas: %v", err)
	}
	for _, name := range names {
		a, err := agendafile.ReadFile(name, options(""))
		if err != nil {
			t.Errorf("ReadFile(%s): %v", name, err)
		} else if len(a.Days) == 0 {
			t.Errorf("ReadFile(%s) gives no days", name)
		}
	}
}

func TestReadFileMissing(t *testing.T) {
	if _, err := agendafile.ReadFile(filepath.Join(t.TempDir(), "none.yaml"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("ReadFile of a missing file: %v, want one that is os.ErrNotExist", err)
	}
}

// TestReadGivesNothingWithFaults keeps half an agenda from being used.
func TestReadGivesNothingWithFaults(t *testing.T) {
	a, err := agendafile.Read(strings.NewReader(head+"colour: red\n"), options("a.yaml"))
	if a != nil || err == nil {
		t.Errorf("Read = %v, %v; want nil and an error", a, err)
	}
	if _, ok := errors.AsType[schedule.Problems](err); !ok || !errors.Is(err, agendafile.ErrSyntax) {
		t.Errorf("Read gives %T, want schedule.Problems that are ErrSyntax", err)
	}
	if a, problems := agendafile.Parse(strings.NewReader(head+"colour: red\n"), options("a.yaml")); a == nil || len(problems.Faults()) != 1 {
		t.Errorf("Parse = %v, %v; want what could be read, and one fault", a, problems)
	}
}
