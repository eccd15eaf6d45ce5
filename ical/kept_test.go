package ical_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// agendas reads the five agendas of the source documents.
func agendas(t *testing.T) map[string]*schedule.Agenda {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", "testdata", "agendas", "*.yaml"))
	if len(files) != 5 {
		t.Fatalf("%d agendas, want 5", len(files))
	}
	all := map[string]*schedule.Agenda{}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		a, err := agendafile.Read(file, &agendafile.Options{Name: name, Zones: tzdb.Pinned()})
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(name), ".yaml")] = a
	}
	all["rich"] = richAgenda()
	return all
}

// writeKept writes what was imported back.
func writeKept(t testing.TB, im *ical.Imported, o ical.Options) string {
	t.Helper()
	o.Kept = im
	return write(t, im.Agenda, &o)
}

// TestKeptRoundTrip: what Write wrote, imported and written back, is the same
// bytes.
func TestKeptRoundTrip(t *testing.T) {
	for name, a := range agendas(t) {
		for _, lang := range a.Langs {
			t.Run(name+"/"+string(lang), func(t *testing.T) {
				o := richOptions
				o.Langs = []schedule.Lang{lang}
				first := write(t, a, &o)
				im := imported(t, first, nil)
				if len(im.Problems) > 0 {
					t.Errorf("problems: %v", im.Problems)
				}
				if diff := cmp.Diff(first, writeKept(t, im, ical.Options{})); diff != "" {
					t.Errorf("-first +second:\n%s", diff)
				}
				if ps := im.Agenda.Check().Faults(); len(ps) > 0 {
					t.Errorf("the agenda has faults: %v", ps)
				}
			})
		}
	}
}

// lineDiff lists the content lines in which two files differ, in the order of the
// second: what is gone with a minus, what is new with a plus. It compares
// components of one UID and one RECURRENCE-ID.
func lineDiff(t testing.TB, before, after string) []string {
	t.Helper()
	was, is := flat(readCalendar(t, before)), flat(readCalendar(t, after))
	var diff []string
	for _, key := range was.keys {
		for _, line := range was.lines[key] {
			if !slices.Contains(is.lines[key], line) {
				diff = append(diff, "-"+key+" "+line)
			}
		}
	}
	for _, key := range is.keys {
		for _, line := range is.lines[key] {
			if !slices.Contains(was.lines[key], line) {
				diff = append(diff, "+"+key+" "+line)
			}
		}
	}
	return diff
}

type flatFile struct {
	keys  []string
	lines map[string][]string
}

func flat(c *component) flatFile {
	f := flatFile{lines: map[string][]string{}}
	var add func(path string, c *component)
	add = func(path string, c *component) {
		f.keys = append(f.keys, path)
		f.lines[path] = append(f.lines[path], c.lines...)
		for _, sub := range c.subs {
			var key strings.Builder
			key.WriteString(path + "/" + sub.name)
			for _, name := range []string{"TZID", "UID", "RECURRENCE-ID"} {
				if v := sub.value(name); v != "" {
					key.WriteString("[" + v + "]")
				}
			}
			add(key.String(), sub)
		}
	}
	add("", c)
	return f
}

func clientFile(t testing.TB, name string) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", "clients", name+".ics"))
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

// sessionOf finds a session by its ID.
func sessionOf(t testing.TB, a *schedule.Agenda, id schedule.ID) *schedule.Session {
	t.Helper()
	for i := range a.Days {
		for j := range a.Days[i].Sessions {
			s := &a.Days[i].Sessions[j]
			if s.ID == id {
				return s
			}
			for k := range s.Parallel {
				if s.Parallel[k].ID == id {
					return &s.Parallel[k]
				}
			}
		}
	}
	t.Fatalf("no session %s in\n%s", id, programme(a))
	return nil
}

// TestKeptClients: a file of another program that was not changed keeps every
// line of it, and the same components in the same order.
func TestKeptClients(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "clients", "*.ics"))
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file := clientFile(t, strings.TrimSuffix(filepath.Base(name), ".ics"))
			want, err := decodeEncode(file)
			if err != nil {
				t.Fatal(err)
			}
			got, err := decodeEncode(writeKept(t, imported(t, file, nil), ical.Options{}))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// decodeEncode brings a file into one form, by a way that knows nothing of
// agendas.
func decodeEncode(file string) (string, error) {
	cal, _, err := ical.Decode(strings.NewReader(file), nil)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = ical.Encode(&b, cal)
	return b.String(), err
}

func tallerEvent(sign, id, line string) string {
	return sign + "/VEVENT[0f5d8a52-0000-4a6e-8c11-example00001][" + id + "] " + line
}

func outlookEvent(sign, line string) string {
	return sign + "/VEVENT[040000008200E00074C5B7101A82E00800000000104F6A7AC31EDD010000000000000000100000005D2C2B6A7F7C4A4EB3C4D5E6F7A8B9C0] " + line
}

// TestKeptEdits: what is written back differs in what was edited and in what
// hangs on it, in nothing else.
func TestKeptEdits(t *testing.T) {
	stamp := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, row := range map[string]struct {
		file    string
		edit    func(t *testing.T, a *schedule.Agenda)
		options ical.Options
		want    []string
	}{
		"nothing": {file: "google", edit: func(*testing.T, *schedule.Agenda) {}},
		"a stamp alone changes nothing": {file: "google", edit: func(*testing.T, *schedule.Agenda) {},
			options: ical.Options{Stamp: stamp, Sequence: 7}},
		"time": {
			file: "google",
			edit: func(t *testing.T, a *schedule.Agenda) {
				s := sessionOf(t, a, "4qk1s8v0d3example")
				s.Start, s.End = clock("10:00"), clock("11:00")
			},
			want: []string{
				"-/VEVENT[4qk1s8v0d3example@calendar.example.com] DTSTART:20270310T140000Z",
				"-/VEVENT[4qk1s8v0d3example@calendar.example.com] DTEND:20270310T153000Z",
				"-/VEVENT[4qk1s8v0d3example@calendar.example.com] SEQUENCE:2",
				"+/VEVENT[4qk1s8v0d3example@calendar.example.com] DTSTART:20270310T150000Z",
				"+/VEVENT[4qk1s8v0d3example@calendar.example.com] DTEND:20270310T160000Z",
				"+/VEVENT[4qk1s8v0d3example@calendar.example.com] SEQUENCE:3",
			},
		},
		"time, with a stamp": {
			file: "google",
			edit: func(t *testing.T, a *schedule.Agenda) {
				sessionOf(t, a, "7m2example").Through = date("2027-03-11")
			},
			options: ical.Options{Stamp: stamp, Revisions: map[string]ical.Revision{"7m2example@calendar.example.com": {Sequence: 9}}},
			want: []string{
				"-/VEVENT[7m2example@calendar.example.com] DTEND;VALUE=DATE:20270313",
				"-/VEVENT[7m2example@calendar.example.com] DTSTAMP:20270101T101500Z",
				"-/VEVENT[7m2example@calendar.example.com] LAST-MODIFIED:20261215T090000Z",
				"-/VEVENT[7m2example@calendar.example.com] SEQUENCE:0",
				"+/VEVENT[7m2example@calendar.example.com] DTEND;VALUE=DATE:20270312",
				"+/VEVENT[7m2example@calendar.example.com] DTSTAMP:20270101T000000Z",
				"+/VEVENT[7m2example@calendar.example.com] LAST-MODIFIED:20270101T000000Z",
				"+/VEVENT[7m2example@calendar.example.com] SEQUENCE:9",
			},
		},
		"time of a zone that the file has": {
			file: "apple",
			edit: func(t *testing.T, a *schedule.Agenda) {
				sessionOf(t, a, "0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001").End = clock("12:30")
			},
			want: []string{
				"-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] DTEND;TZID=Europe/Madrid:20270512T120000",
				"-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] SEQUENCE:1",
				"+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] DTEND;TZID=Europe/Madrid:20270512T123000",
				"+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] SEQUENCE:2",
			},
		},
		"a floating time": {
			file: "apple",
			edit: func(t *testing.T, a *schedule.Agenda) {
				sessionOf(t, a, "0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00002").End = clock("22:30")
			},
			want: []string{
				"-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00002] DTEND:20270512T230000",
				"-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00002] SEQUENCE:0",
				"+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00002] DTEND:20270512T223000",
				"+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00002] SEQUENCE:1",
			},
		},
		"title, abstract, status": {
			file: "outlook",
			edit: func(t *testing.T, a *schedule.Agenda) {
				s := &a.Days[0].Sessions[0]
				s.Title[0].Text, s.Abstract[0].Text, s.Status = "Planung II", "Ohne Unterlagen.", schedule.Tentative
			},
			want: []string{
				outlookEvent("-", "DESCRIPTION:Bitte Unterlagen mitbringen.\\n\\n"),
				outlookEvent("-", "SEQUENCE:0"),
				outlookEvent("-", "SUMMARY;LANGUAGE=de:Planung"),
				outlookEvent("-", "X-ALT-DESC;FMTTYPE=text/html:<html><body>Bitte Unterlagen mitbringen.</body></html>"),
				outlookEvent("+", "DESCRIPTION:Ohne Unterlagen."),
				outlookEvent("+", "SEQUENCE:1"),
				outlookEvent("+", "SUMMARY;LANGUAGE=de:Planung II"),
				outlookEvent("+", "STATUS:TENTATIVE"),
			},
		},
		"the rule of a series": {
			file: "outlook",
			edit: func(_ *testing.T, a *schedule.Agenda) {
				a.Days[0].Sessions[0].Repeat.Rule = "FREQ=WEEKLY;COUNT=4"
			},
			want: []string{
				outlookEvent("-", "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO"),
				outlookEvent("-", "SEQUENCE:0"),
				outlookEvent("+", "RRULE:FREQ=WEEKLY;COUNT=4"),
				outlookEvent("+", "SEQUENCE:1"),
			},
		},
		"guests": {
			file: "google",
			edit: func(t *testing.T, a *schedule.Agenda) {
				a.Participants = append(a.Participants, schedule.Participant{ID: "ada", Name: text("", "Ada"), Email: "ada@example.org"})
				sessionOf(t, a, "4qk1s8v0d3example").Roles = []schedule.Role{{Who: "ada", As: schedule.Chair}}
			},
			want: []string{
				"-/VEVENT[4qk1s8v0d3example@calendar.example.com] ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Rosa Quispe;X-NUM-GUESTS=0:mailto:rosa@example.org",
				"-/VEVENT[4qk1s8v0d3example@calendar.example.com] DESCRIPTION:Opening of the forum.\\n\\nWith an interpreter.",
				"+/VEVENT[4qk1s8v0d3example@calendar.example.com] ATTENDEE;CN=Ada;ROLE=CHAIR:mailto:ada@example.org",
				"+/VEVENT[4qk1s8v0d3example@calendar.example.com] DESCRIPTION:Opening of the forum.\\n\\nWith an interpreter.\\n\\nChair: Ada",
			},
		},
		"a room": {
			file: "apple",
			edit: func(_ *testing.T, a *schedule.Agenda) { a.Rooms[0].Name[0].Text = "Palacio" },
			want: []string{
				`-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] LOCATION:Palacio de Congresos\nCalle Mayor 1\, Madrid`,
				`-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="Calle Mayor 1, Madrid";X-APPLE-RADIUS=70.5;X-TITLE=Palacio de Congresos:geo:40.417000,-3.703000`,
				"-/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] SEQUENCE:1",
				`+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] LOCATION:Palacio\, Calle Mayor 1\, Madrid`,
				`+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] GEO:40.417;-3.703`,
				`+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="Calle Mayor 1, Madrid";X-APPLE-RADIUS=72;X-TITLE=Palacio:geo:40.417,-3.703`,
				"+/VEVENT[0B7C2F5E-2D6A-4F0B-9C3E-EXAMPLE00001] SEQUENCE:2",
			},
		},
		"the agenda's title": {
			file: "google",
			edit: func(_ *testing.T, a *schedule.Agenda) { a.Title[0].Text = "Forum" },
			want: []string{"- X-WR-CALNAME:Regional forum", "+ X-WR-CALNAME:Forum"},
		},
		"a session less, one more": {
			file: "pretalx",
			edit: func(_ *testing.T, a *schedule.Agenda) {
				a.Days[0].Sessions[0] = talk("extra", "12:00", "13:00", func(s *schedule.Session) { s.Title = text("", "Extra") })
			},
			want: []string{
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] UID:pretalx-example-2027-DEF456@pretalx.example.com",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] DTSTAMP:20270701T100000Z",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] DTSTART;TZID=Europe/Berlin:20270910T100000",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] DTEND;TZID=Europe/Berlin:20270910T110000",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] LOCATION:Saal 1",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] SUMMARY:Opening",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] STATUS:CANCELLED",
				"-/VEVENT[pretalx-example-2027-DEF456@pretalx.example.com] URL:https://pretalx.example.com/example-2027/talk/DEF456/",
				"+/VTIMEZONE[Europe/Berlin] TZID:Europe/Berlin",
				"+/VTIMEZONE[Europe/Berlin]/DAYLIGHT DTSTART:20260329T020000",
				"+/VTIMEZONE[Europe/Berlin]/DAYLIGHT TZOFFSETFROM:+0100",
				"+/VTIMEZONE[Europe/Berlin]/DAYLIGHT TZOFFSETTO:+0200",
				"+/VTIMEZONE[Europe/Berlin]/DAYLIGHT TZNAME:CEST",
				"+/VTIMEZONE[Europe/Berlin]/DAYLIGHT RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
				"+/VTIMEZONE[Europe/Berlin]/STANDARD DTSTART:20261025T030000",
				"+/VTIMEZONE[Europe/Berlin]/STANDARD TZOFFSETFROM:+0200",
				"+/VTIMEZONE[Europe/Berlin]/STANDARD TZOFFSETTO:+0100",
				"+/VTIMEZONE[Europe/Berlin]/STANDARD TZNAME:CET",
				"+/VTIMEZONE[Europe/Berlin]/STANDARD RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
				"+/VEVENT[extra@pretalx.example.com] UID:extra@pretalx.example.com",
				"+/VEVENT[extra@pretalx.example.com] DTSTAMP:19700101T000000Z",
				"+/VEVENT[extra@pretalx.example.com] SEQUENCE:0",
				"+/VEVENT[extra@pretalx.example.com] DTSTART;TZID=Europe/Berlin:20270910T120000",
				"+/VEVENT[extra@pretalx.example.com] DTEND;TZID=Europe/Berlin:20270910T130000",
				"+/VEVENT[extra@pretalx.example.com] SUMMARY:Extra",
				`+/VEVENT[extra@pretalx.example.com] DESCRIPTION;LANGUAGE=en:Local time: Friday\, September 10\, 2027\, 12:00 – 13:00 (Berlin UTC+02:00)`,
				"+/VEVENT[extra@pretalx.example.com] STATUS:CONFIRMED",
				"+/VEVENT[extra@pretalx.example.com] TRANSP:OPAQUE",
			},
		},
		"an occurrence is moved, another is no longer": {
			file: "thunderbird",
			edit: func(t *testing.T, a *schedule.Agenda) {
				r := a.Days[0].Sessions[0].Repeat
				r.Moved = []schedule.Move{{From: dateTime("2027-04-27T09:00"), To: dateTime("2027-04-27T15:00")}}
			},
			want: []string{
				tallerEvent("-", "20270420T090000", `CREATED:20270301T120000Z`),
				tallerEvent("-", "20270420T090000", `LAST-MODIFIED:20270302T120000Z`),
				tallerEvent("-", "20270420T090000", `DTSTAMP:20270302T120000Z`),
				tallerEvent("-", "20270420T090000", `UID:0f5d8a52-0000-4a6e-8c11-example00001`),
				tallerEvent("-", "20270420T090000", `SUMMARY:Taller`),
				tallerEvent("-", "20270420T090000", `CATEGORIES:Taller,Datos abiertos`),
				tallerEvent("-", "20270420T090000", `DESCRIPTION;ALTREP="data:text/html,Traer%20port%C3%A1til":Traer portátil`),
				tallerEvent("-", "20270420T090000", `RECURRENCE-ID;TZID=/mozilla.org/20070129_1/America/Santiago:20270420T090000`),
				tallerEvent("-", "20270420T090000", `DTSTART;TZID=/mozilla.org/20070129_1/America/Santiago:20270421T110000`),
				tallerEvent("-", "20270420T090000", `DTEND;TZID=/mozilla.org/20070129_1/America/Santiago:20270421T123000`),
				tallerEvent("+", "20270427T090000", `CREATED:20270301T120000Z`),
				tallerEvent("+", "20270427T090000", `LAST-MODIFIED:20270302T120000Z`),
				tallerEvent("+", "20270427T090000", `DTSTAMP:20270302T120000Z`),
				tallerEvent("+", "20270427T090000", `UID:0f5d8a52-0000-4a6e-8c11-example00001`),
				tallerEvent("+", "20270427T090000", `SEQUENCE:1`),
				tallerEvent("+", "20270427T090000", `SUMMARY:Taller`),
				tallerEvent("+", "20270427T090000", `CATEGORIES:Taller,Datos abiertos`),
				tallerEvent("+", "20270427T090000", `RECURRENCE-ID;TZID=/mozilla.org/20070129_1/America/Santiago:20270427T090000`),
				tallerEvent("+", "20270427T090000", `DTSTART;TZID=/mozilla.org/20070129_1/America/Santiago:20270427T150000`),
				tallerEvent("+", "20270427T090000", `DTEND;TZID=/mozilla.org/20070129_1/America/Santiago:20270427T163000`),
				tallerEvent("+", "20270427T090000", `DESCRIPTION;ALTREP="data:text/html,Traer%20port%C3%A1til":Traer portátil`),
				tallerEvent("+", "20270427T090000", `X-MOZ-GENERATION:2`),
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			im := imported(t, clientFile(t, row.file), nil)
			before := writeKept(t, im, ical.Options{})
			row.edit(t, im.Agenda)
			after := writeKept(t, im, row.options)
			if diff := cmp.Diff(row.want, lineDiff(t, before, after), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestKeptEndless: a series without an end is written back whole from a timeline of
// any window, and an occurrence that is moved is a revision of its own (RFC 5546
// §2.1.4).
func TestKeptEndless(t *testing.T) {
	file := strings.ReplaceAll(clientFile(t, "outlook"), ";COUNT=3;", ";")
	im := imported(t, file, nil)
	within := func(from, through string) string {
		tl, err := im.Agenda.ResolveWithin(schedule.Compatible, date(from), date(through))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := ical.Write(&b, tl, &ical.Options{Kept: im}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	before := within("1999-01-01", "1999-01-01")
	want, err := decodeEncode(file)
	if got, err2 := decodeEncode(before); err != nil || err2 != nil || got != want {
		t.Errorf("a window without an occurrence: %v %v\n%s", err, err2, cmp.Diff(want, got))
	}
	r := im.Agenda.Days[0].Sessions[0].Repeat
	r.Moved = []schedule.Move{{From: dateTime("2027-04-05T10:00"), To: dateTime("2027-04-06T11:00")}}
	diff := strings.Join(lineDiff(t, before, within("1999-01-01", "1999-01-01")), "\n")
	for _, want := range []string{"T100000] RECURRENCE-ID;", "T100000] SEQUENCE:1", ":20270406T110000"} {
		if !strings.Contains(diff, want) {
			t.Errorf("no %q in\n%s", want, diff)
		}
	}
	if strings.Contains("\n"+diff, "\n-") {
		t.Errorf("something is gone:\n%s", diff)
	}
}

// TestKeptOurs: in a file of ours, what the description tells of the time follows
// the time, also in a language that the caller does not name.
func TestKeptOurs(t *testing.T) {
	o := richOptions
	o.Langs = []schedule.Lang{"ko"}
	first := write(t, richAgenda(), &o)
	im := imported(t, first, nil)
	s := sessionOf(t, im.Agenda, "opening")
	s.Start, s.End = clock("08:45"), clock("09:15")
	im.Agenda.Tracks[0].Name[0].Text = "보안"
	want := []string{
		"-/VEVENT[opening@cumbre-2026.example.org] SEQUENCE:1",
		"-/VEVENT[opening@cumbre-2026.example.org] DTSTART;TZID=America/Santiago:20260904T083000",
		"-/VEVENT[opening@cumbre-2026.example.org] DTEND;TZID=America/Santiago:20260904T090000",
		`-/VEVENT[opening@cumbre-2026.example.org] DESCRIPTION;LANGUAGE=ko:환영사와 축사.\n\n① 주최국 정부\, 10분\n② 대한민국 – 김민지 (행정안전부) (온라인)\n\n의장: Ana Pérez\n발표자: Autoridad de Innovación\, 김민지 (행정안전부)\n\n비고: 시간 엄수\n\n온라인 참여: https://meet.example.org/opening?pwd=a\,b\;c\n링크: https://example.org/cumbre-2026/opening\n\n1일차\n현지 시간: 2026년 9월 4일 금요일 08:30 ~ 09:00 (산티아고 UTC−04:00)`,
		`-/VEVENT[t1@cumbre-2026.example.org] CATEGORIES:사이버보안,칠레,Uruguay`,
		"+/VEVENT[opening@cumbre-2026.example.org] SEQUENCE:2",
		"+/VEVENT[opening@cumbre-2026.example.org] DTSTART;TZID=America/Santiago:20260904T084500",
		"+/VEVENT[opening@cumbre-2026.example.org] DTEND;TZID=America/Santiago:20260904T091500",
		`+/VEVENT[opening@cumbre-2026.example.org] DESCRIPTION;LANGUAGE=ko:환영사와 축사.\n\n① 주최국 정부\, 10분\n② 대한민국 – 김민지 (행정안전부) (온라인)\n\n의장: Ana Pérez\n발표자: Autoridad de Innovación\, 김민지 (행정안전부)\n\n비고: 시간 엄수\n\n온라인 참여: https://meet.example.org/opening?pwd=a\,b\;c\n링크: https://example.org/cumbre-2026/opening\n\n1일차\n현지 시간: 2026년 9월 4일 금요일 08:45 ~ 09:15 (산티아고 UTC−04:00)`,
		`+/VEVENT[t1@cumbre-2026.example.org] CATEGORIES:보안,칠레,Uruguay`,
	}
	if diff := cmp.Diff(want, lineDiff(t, first, writeKept(t, im, ical.Options{}))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// clientInstants are the starts and ends of every event of the files of clients,
// worked out by hand.
var clientInstants = map[string]string{
	// Lima is UTC-5 all year. The second event is of dates.
	"google": "2027-03-10T14:00:00Z 2027-03-10T15:30:00Z",
	// Monday 29 March is the day after the clocks went forward: UTC+2.
	"outlook":  "2027-03-29T08:00:00Z 2027-03-29T09:30:00Z, 2027-04-05T08:00:00Z 2027-04-05T09:30:00Z, 2027-04-12T08:00:00Z 2027-04-12T09:30:00Z",
	"exchange": "2027-04-02T06:00:00Z 2027-04-02T07:00:00Z",
	// Madrid in May is UTC+2; the dinner floats, and so is on Madrid's wall.
	"apple": "2027-05-12T08:30:00Z 2027-05-12T10:00:00Z, 2027-05-12T19:00:00Z 2027-05-12T21:00:00Z",
	// Santiago is UTC-4 from Sunday 4 April 2027 on. The 13th is left out, the
	// 20th moved; UNTIL is the 27th at 09:00.
	"thunderbird": "2027-04-06T13:00:00Z 2027-04-06T14:30:00Z, 2027-04-21T15:00:00Z 2027-04-21T16:30:00Z, 2027-04-27T13:00:00Z 2027-04-27T14:30:00Z",
	"zimbra":      "2027-03-05T13:00:00Z 2027-03-05T14:00:00Z",
	// New York is UTC-5 until 14 March 2027, then UTC-4.
	"lotus":   "2027-03-08T14:00:00Z 2027-03-08T15:00:00Z, 2027-03-15T13:00:00Z 2027-03-15T14:30:00Z",
	"indico":  "2027-06-01T07:00:00Z 2027-06-01T08:30:00Z, 2027-06-01T08:30:00Z 2027-06-01T09:00:00Z",
	"pretalx": "2027-09-10T08:00:00Z 2027-09-10T09:00:00Z, 2027-09-10T21:30:00Z 2027-09-10T22:15:00Z",
}

// TestImportInstants: the export of an import has the instants that the file has,
// written with the file and without it.
func TestImportInstants(t *testing.T) {
	for name, want := range clientInstants {
		t.Run(name, func(t *testing.T) {
			im := imported(t, clientFile(t, name), nil)
			if got := instantsOf(t, write(t, im.Agenda, nil)); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
			again := imported(t, writeKept(t, im, ical.Options{}), nil)
			if got := instantsOf(t, write(t, again.Agenda, nil)); got != want {
				t.Errorf("written back:\n got %s\nwant %s", got, want)
			}
		})
	}
}

// instantsOf lists the starts and ends of the events of a file, by start. Events
// of dates have none.
func instantsOf(t testing.TB, file string) string {
	t.Helper()
	var list []string
	for _, e := range readCalendar(t, file).of("VEVENT") {
		if strings.Contains(e.named("DTSTART")[0], "VALUE=DATE") {
			continue
		}
		start, err1 := instant(e.named("DTSTART")[0])
		end, err2 := instant(e.named("DTEND")[0])
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		list = append(list, start.Format(time.RFC3339)+" "+end.Format(time.RFC3339))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// TestKeptSeveral: a file of several calendars is written back as one, but not in
// a form that has one calendar only.
func TestKeptSeveral(t *testing.T) {
	first := eventOf("DTSTART:20211118T133000Z\nDTEND:20211118T140000Z")
	second := strings.ReplaceAll(first, "talk@", "second@")
	im := imported(t, first+second, nil)
	if got, want := programme(im.Agenda), "2021-11-18 talk 08:30-09:00\n2021-11-18 second 08:30-09:00"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got := strings.ReplaceAll(writeKept(t, im, ical.Options{}), "\r\n", "\n"); got != first+second {
		t.Errorf("written back:\n%s", cmp.Diff(first+second, got))
	}
	tl, o := timeline(t, im.Agenda), &ical.Options{Kept: im}
	if err := ical.WriteJSON(&bytes.Buffer{}, tl, o); !errors.Is(err, ical.ErrUnwritable) {
		t.Errorf("WriteJSON: %v", err)
	}
	if _, err := ical.Calendar(tl, o); !errors.Is(err, ical.ErrUnwritable) {
		t.Errorf("Calendar: %v", err)
	}
}

// TestImportCalendar: a decoded tree gives the agenda that its file gives.
func TestImportCalendar(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "clients", "*.ics"))
	for _, name := range files {
		file := clientFile(t, strings.TrimSuffix(filepath.Base(name), ".ics"))
		cal, _, err := ical.Decode(strings.NewReader(file), nil)
		if err != nil {
			t.Fatal(err)
		}
		im, err := ical.ImportCalendar(cal, importOptions())
		if err != nil {
			t.Fatal(err)
		}
		want := imported(t, file, nil)
		if diff := cmp.Diff(programme(want.Agenda, dumpSession), programme(im.Agenda, dumpSession)); diff != "" {
			t.Errorf("%s: -file +tree:\n%s", name, diff)
		}
		if len(want.Lost()) != len(im.Lost()) {
			t.Errorf("%s: %d lost in the tree, %d in the file", name, len(im.Lost()), len(want.Lost()))
		}
	}
	ring := &ics.GeneralComponent{Token: "X-RING"}
	ring.Components = []ics.Component{nil, ring, ring}
	if im, err := ical.ImportCalendar(&ics.Calendar{Components: []ics.Component{ring, nil}}, nil); err != nil || len(im.Lost()) != 1 {
		t.Errorf("a ring: %v", err)
	}
	if _, err := ical.ImportCalendar(nil, nil); !errors.Is(err, ical.ErrNoCalendar) {
		t.Errorf("nil: %v", err)
	}
}
