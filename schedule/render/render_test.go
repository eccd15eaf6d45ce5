package render_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// timeline reads and resolves an agenda.
func timeline(t testing.TB, yaml string) *schedule.Timeline {
	t.Helper()
	a, err := agendafile.Read(strings.NewReader(yaml), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

// fileTimeline does so with an agenda of testdata/agendas.
func fileTimeline(t testing.TB, name string) *schedule.Timeline {
	t.Helper()
	b, err := os.ReadFile("../../testdata/agendas/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return timeline(t, string(b))
}

func zones(t testing.TB, names ...string) []schedule.Zone {
	t.Helper()
	list := make([]schedule.Zone, len(names))
	for i, name := range names {
		if name == "" {
			continue
		}
		z, err := schedule.ZoneIn(tzdb.Pinned(), name)
		if err != nil {
			t.Fatal(err)
		}
		list[i] = z
	}
	return list
}

// TestPressRelease compares the Korean table with the document that the
// meeting's first readers in Seoul had.
func TestPressRelease(t *testing.T) {
	var b bytes.Buffer
	o := &render.Options{Langs: []schedule.Lang{"ko"}, Zones: zones(t, "Asia/Seoul")}
	if err := render.Markdown(&b, fileTimeline(t, "redgealc-2021.yaml"), o); err != nil {
		t.Fatal(err)
	}
	golden, err := os.ReadFile("../../testdata/golden/redgealc-press-release.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := rows(string(golden))
	if diff := cmp.Diff(want, rows(b.String())); diff != "" {
		t.Errorf("the table is not the document's (-document +ours):\n%s", diff)
	}
	if len(want) != 2+8+10 {
		t.Errorf("the document's two days have 8 and 10 rows, the golden file has %d lines", len(want))
	}
	if heads := "| 일자 | 시간 | 주요 일정 | 비고 |\n"; strings.Count(b.String(), heads) != 2 {
		t.Errorf("not headed %q on both days:\n%s", heads, b.String())
	}
}

// rows gives the headings of days and the rows of a table, with one space
// between words, whether it is the golden file or Markdown.
func rows(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		line = strings.NewReplacer("<br>", " ", "## ", "", "\\~", "~").Replace(line)
		switch {
		case strings.HasPrefix(line, "|---"), strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "| "):
			line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "| "), "|")
		case !strings.Contains(line, "|") && !strings.Contains(line, "일차"):
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.Join(strings.Fields(cells[i]), " ")
		}
		row := strings.Join(cells, " | ")
		if row != "일자 | 시간 | 주요 일정 | 비고" { // Markdown repeats the headings for each day
			list = append(list, row)
		}
	}
	return list
}

const small = `
plenaria: 1
id: small
title: {en: Small, ko: 작은 회의}
zone: America/Panama
languages: [en, ko]
also: [Asia/Seoul]
people:
  kim: {name: {en: Kim, ko: 김}}
  lee: {name: Lee}
rooms: {a: Hall A, b: "Hall | *B*", c: Hall C}
days:
  - date: 2026-03-10
    hours: 08:00-18:00
    room: a
    sessions:
      - {at: 09:00-10:00, id: one, title: {en: One, ko: 하나}, speakers: [kim], parts: [{title: First, speakers: [lee]}], note: "note, with comma"}
      - {at: 10:00-10:15, kind: break, title: Break}
      - at: 10:15-11:00
        id: two
        title: Two
        parallel:
          - {id: two-a, room: c, title: A, speakers: [kim, lee]}
          - {id: two-b, room: b, title: B, status: tentative}
      - {id: late, at: 23:30-25:30, title: Late, status: cancelled}
      - {id: all, all-day: true, through: 2026-03-11, title: Fair}
`

func TestCSV(t *testing.T) {
	tests := map[string]struct {
		o    *render.Options
		want []string
	}{
		"the host's walls": {nil, []string{
			"day,date,start,end_date,end,zone,id,kind,status,title,people,room,note",
			`1,2026-03-10,09:00,2026-03-10,10:00,America/Panama,one,talk,confirmed,One,Kim; Lee,Hall A,"note, with comma"`,
			"1,2026-03-10,10:00,2026-03-10,10:15,America/Panama,,break,confirmed,Break,,Hall A,",
			"1,2026-03-10,10:15,2026-03-10,11:00,America/Panama,two,talk,confirmed,Two,,Hall A,",
			"1,2026-03-10,10:15,2026-03-10,11:00,America/Panama,two-a,talk,confirmed,A,Kim; Lee,Hall C,",
			"1,2026-03-10,10:15,2026-03-10,11:00,America/Panama,two-b,talk,tentative,B,,Hall | *B*,",
			"1,2026-03-10,23:30,2026-03-11,01:30,America/Panama,late,talk,cancelled,Late,,Hall A,",
			"1,2026-03-10,,2026-03-11,,America/Panama,all,talk,confirmed,Fair,,Hall A,",
		}},
		"two zones, no breaks, Korean": {&render.Options{Zones: zones(t, "Asia/Seoul", "America/New_York"), OmitBreaks: true, Langs: []schedule.Lang{"ko"}}, []string{
			"day,date,start,end_date,end,zone,id,kind,status,title,people,room,note",
			`1,2026-03-10,23:00,2026-03-11,00:00,Asia/Seoul,one,talk,confirmed,하나,김; Lee,Hall A,"note, with comma"`,
			"1,2026-03-11,00:15,2026-03-11,01:00,Asia/Seoul,two,talk,confirmed,Two,,Hall A,",
			"1,2026-03-11,00:15,2026-03-11,01:00,Asia/Seoul,two-a,talk,confirmed,A,김; Lee,Hall C,",
			"1,2026-03-11,00:15,2026-03-11,01:00,Asia/Seoul,two-b,talk,tentative,B,,Hall | *B*,",
			"1,2026-03-11,13:30,2026-03-11,15:30,Asia/Seoul,late,talk,cancelled,Late,,Hall A,",
			"1,2026-03-10,,2026-03-11,,Asia/Seoul,all,talk,confirmed,Fair,,Hall A,",
			`1,2026-03-10,10:00,2026-03-10,11:00,America/New_York,one,talk,confirmed,하나,김; Lee,Hall A,"note, with comma"`,
			"1,2026-03-10,11:15,2026-03-10,12:00,America/New_York,two,talk,confirmed,Two,,Hall A,",
			"1,2026-03-10,11:15,2026-03-10,12:00,America/New_York,two-a,talk,confirmed,A,김; Lee,Hall C,",
			"1,2026-03-10,11:15,2026-03-10,12:00,America/New_York,two-b,talk,tentative,B,,Hall | *B*,",
			"1,2026-03-11,00:30,2026-03-11,02:30,America/New_York,late,talk,cancelled,Late,,Hall A,",
			"1,2026-03-10,,2026-03-11,,America/New_York,all,talk,confirmed,Fair,,Hall A,",
		}},
	}
	tl := timeline(t, small)
	for name, tt := range tests {
		var b bytes.Buffer
		if err := render.CSV(&b, tl, tt.o); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Join(tt.want, "\n")+"\n", b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if _, err := csv.NewReader(&b).ReadAll(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCSVFormulas: what spreadsheets would take for a formula has an apostrophe before
// it; dates, clocks and the number of a day are none.
func TestCSVFormulas(t *testing.T) {
	tl := timeline(t, `plenaria: 1
id: f
title: F
zone: America/Panama
languages: [en]
rooms: {hall: "-1.OG"}
people: {kim: {name: "+Kim"}, lee: {name: "=Lee"}}
days:
  - date: 2026-03-10
    sessions:
      - {at: 09:00-10:00, id: one, title: "=1+1", speakers: [kim, lee], room: hall, note: "@all"}
      - {at: 23:00-25:30, id: two, title: "'=1", speakers: [lee], note: "+1 day"}
      - {at: 10:00-11:00, id: three, title: "1+1=2", note: "see -1"}
`)
	var b bytes.Buffer
	if err := render.CSV(&b, tl, &render.Options{Zones: zones(t, "Asia/Seoul")}); err != nil {
		t.Fatal(err)
	}
	want := `day,date,start,end_date,end,zone,id,kind,status,title,people,room,note
1,2026-03-10,23:00,2026-03-11,00:00,Asia/Seoul,one,talk,confirmed,'=1+1,'+Kim; =Lee,'-1.OG,'@all
1,2026-03-11,13:00,2026-03-11,15:30,Asia/Seoul,two,talk,confirmed,''=1,'=Lee,,'+1 day
1,2026-03-11,00:00,2026-03-11,01:00,Asia/Seoul,three,talk,confirmed,1+1=2,,,see -1
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const smallText = `Small
March 10 – 11, 2026
Panama UTC−05:00 · Seoul UTC+09:00, +14 h

Panama Tue, Mar 10, 08:00 – 18:00 · Seoul Tue, Mar 10, 22:00 – Wed, Mar 11, 08:00

Panama           Seoul              Program                                  Notes
───────────────  ─────────────────  ───────────────────────────────────────  ────────────────
09:00 – 10:00    23:00 – 00:00⁺¹    One                                      note, with comma
                                    ① First (Lee)
                                    (Speaker: Kim)
                                    Hall A
10:00 – 10:15    00:00⁺¹ – 00:15⁺¹  Break
                                    Hall A
10:15 – 11:00    00:15⁺¹ – 01:00⁺¹  Two
                                    ① A (Kim, Lee, Hall C), ② B [Tentative]
                                    (Hall | *B*)
                                    Hall A
23:30 – 01:30⁺¹  13:30⁺¹ – 15:30⁺¹  Late [Canceled]
                                    Hall A
All day          All day            Fair (Tue, Mar 10 – Wed, Mar 11)
                                    Hall A
`

func TestText(t *testing.T) {
	var b bytes.Buffer
	if err := render.Text(&b, timeline(t, small), &render.Options{Width: 40}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(smallText, b.String()); diff != "" {
		t.Errorf("Text (-want +got):\n%s", diff)
	}
}

// TestGroupings shows the same evening under the host's day and under the
// reader's dates.
func TestGroupings(t *testing.T) {
	const night = `
plenaria: 1
id: night
title: Night
zone: America/Panama
languages: [en]
days:
  - {date: 2026-03-10, sessions: [{at: 08:00-09:00, id: a, title: A}, {at: 21:00-22:00, id: b, title: B}]}
  - {date: 2026-03-11, sessions: [{at: 08:00-09:00, id: c, title: C}]}
`
	tests := map[string]struct {
		by   render.Grouping
		zone []string
		want []string
	}{
		"host, with marks": {render.ByHost, []string{"", "Pacific/Auckland"}, []string{
			"## Day 1 (Panama Tue, Mar 10, 08:00 – 22:00 · Auckland Wed, Mar 11, 02:00 – 16:00)",
			"| 08:00 – 09:00 | 02:00⁺¹ – 03:00⁺¹ | A |  |", "| 21:00 – 22:00 | 15:00⁺¹ – 16:00⁺¹ | B |  |",
			"## Day 2 (Panama Wed, Mar 11, 08:00 – 09:00 · Auckland Thu, Mar 12, 02:00 – 03:00)",
			"| 08:00 – 09:00 | 02:00⁺¹ – 03:00⁺¹ | C |  |",
		}},
		"host, one zone, with dates": {render.ByHost, []string{"Asia/Seoul"}, []string{
			"## Day 1 (Tue, Mar 10, 22:00 – Wed, Mar 11, 12:00)",
			"| Tue, Mar 10 | 22:00 – 23:00 | A |  |", "| Wed, Mar 11 | 11:00 – 12:00 | B |  |",
			"## Day 2 (Wed, Mar 11, 22:00 – 23:00)",
			"| Wed, Mar 11 | 22:00 – 23:00 | C |  |",
		}},
		"dates": {render.ByDate, []string{"Asia/Seoul", ""}, []string{
			"## Tuesday, March 10, 2026", "| 22:00 – 23:00 | 08:00 – 09:00 | A |  |",
			"## Wednesday, March 11, 2026", "| 11:00 – 12:00 | 21:00⁻¹ – 22:00⁻¹ | B |  |", "| 22:00 – 23:00 | 08:00 – 09:00 | C |  |",
		}},
	}
	for name, tt := range tests {
		var b bytes.Buffer
		o := &render.Options{By: tt.by, Zones: zones(t, tt.zone...)}
		if err := render.Markdown(&b, timeline(t, night), o); err != nil {
			t.Fatal(err)
		}
		var got []string
		for line := range strings.Lines(b.String()) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "## ") || strings.Contains(line, ":00") && strings.HasPrefix(line, "|") {
				got = append(got, line)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestFlight(t *testing.T) {
	const flight = `
plenaria: 1
id: flight
title: Flight
zone: Europe/Belgrade
also: [Asia/Seoul]
languages: [en]
days:
  - date: 2026-07-10
    sessions:
      - {at: 18:05, until: 21:50, until-zone: Africa/Cairo, kind: travel, id: f, title: BEG → CAI}
`
	var b bytes.Buffer
	if err := render.Markdown(&b, timeline(t, flight), nil); err != nil {
		t.Fatal(err)
	}
	want := "| 18:05 – 20:50 | 01:05⁺¹ – 03:50⁺¹ | BEG → CAI<br>18:05 Belgrade → 21:50 Cairo |  |"
	if !strings.Contains(b.String(), want) {
		t.Errorf("no line %q in\n%s", want, b.String())
	}
}

func TestMarkdownEscapes(t *testing.T) {
	const odd = `
plenaria: 1
id: odd
title: "# A *b* _c_ [d](e) <f> | g & h"
zone: Asia/Seoul
languages: [en]
days: [{date: 2026-03-10, sessions: [{at: 08:00-09:00, id: a, title: "a|b", note: "x\ny"}]}]
`
	var b bytes.Buffer
	if err := render.Markdown(&b, timeline(t, odd), nil); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`# # A \*b\* \_c\_ \[d\](e) &lt;f&gt; \| g &amp; h`, `| a\|b | x<br>y |`} {
		if !strings.Contains(b.String(), want+"\n") {
			t.Errorf("no line with %q in\n%s", want, b.String())
		}
	}
}

// TestColumnsAlign measures the cells of every line before each column, for
// each language of the table, in whichever environment the test runs.
func TestColumnsAlign(t *testing.T) {
	for _, lang := range []schedule.Lang{"ko", "ja", "zh", "es", "en"} {
		var b bytes.Buffer
		o := &render.Options{Langs: []schedule.Lang{lang}, Zones: zones(t, "Asia/Seoul")}
		if err := render.Text(&b, fileTimeline(t, "redgealc-2021.yaml"), o); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		for i, line := range lines {
			if !strings.HasPrefix(line, "─") {
				continue
			}
			third := displaywidth.String(line[:strings.LastIndex(line[:strings.LastIndex(line, "  ")], "  ")]) + 2
			for _, row := range lines[i+1:] {
				if row == "" {
					break
				}
				if at := cellAt(row, third); at == "" || strings.HasPrefix(at, " ") {
					t.Errorf("%s: no programme in column %d of %q", lang, third, row)
				}
			}
		}
	}
}

// cellAt gives what stands at a terminal cell of a line; "" if a wide
// character covers it and begins before it.
func cellAt(line string, cell int) string {
	for i := range line {
		if displaywidth.String(line[:i]) == cell {
			return line[i:]
		}
	}
	return ""
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := render.JSON(&b, timeline(t, small), &render.Options{Langs: []schedule.Lang{"ko"}}); err != nil {
		t.Fatal(err)
	}
	var indented, compact bytes.Buffer
	if err := render.JSON(&compact, timeline(t, small), &render.Options{Langs: []schedule.Lang{"ko"}, Compact: true}); err != nil {
		t.Fatal(err)
	}
	if err := json.Indent(&indented, compact.Bytes(), "", "  "); err != nil || indented.String() != b.String() || bytes.Count(compact.Bytes(), []byte("\n")) != 1 {
		t.Errorf("Compact is another object, or not one line: %v\n%s", err, compact.String())
	}
	var got struct {
		Plenaria int
		Zones    []string
		Days     []struct {
			Day      int
			Opens    string
			Sessions []struct {
				ID, Parent, Start, End, From, Through, Status string
				Title                                         struct{ Lang, Text string }
				Walls                                         []struct{ Zone, Start, End string }
				People                                        []struct{ Name, Role string }
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Plenaria != 1 || len(got.Days) != 1 || got.Days[0].Day != 1 || got.Days[0].Opens != "2026-03-10T08:00" || len(got.Days[0].Sessions) != 7 {
		t.Fatalf("JSON = %s", b.String())
	}
	one, child, all := got.Days[0].Sessions[0], got.Days[0].Sessions[3], got.Days[0].Sessions[6]
	if one.Start != "2026-03-10T09:00:00-05:00" || one.Title.Lang != "ko" || one.Title.Text != "하나" || one.People[0].Name != "김" || one.Walls[1].End != "2026-03-11T00:00" {
		t.Errorf("first session = %+v", one)
	}
	if child.Parent != "two" || child.Start != "2026-03-10T10:15:00-05:00" || child.Title.Lang != "en" {
		t.Errorf("parallel session = %+v", child)
	}
	if all.Start != "" || all.From != "2026-03-10" || all.Through != "2026-03-11" || len(all.Walls) != 0 {
		t.Errorf("all-day session = %+v", all)
	}
}

// full is a writer that takes some bytes and no more.
type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		n := f.room
		f.room = 0
		return n, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	tl := timeline(t, small)
	renderers := map[string]func(*full) error{
		"Text":     func(w *full) error { return render.Text(w, tl, nil) },
		"Markdown": func(w *full) error { return render.Markdown(w, tl, nil) },
		"CSV":      func(w *full) error { return render.CSV(w, tl, nil) },
		"JSON":     func(w *full) error { return render.JSON(w, tl, nil) },
	}
	for name, write := range renderers {
		for _, room := range []int{0, 10, 200} {
			if err := write(&full{room}); !errors.Is(err, errFull) {
				t.Errorf("%s on a writer of %d bytes: %v, want %v", name, room, err, errFull)
			}
		}
	}
}

// TestAllDates looks at the line below the title: from when to when it lasts.
func TestAllDates(t *testing.T) {
	const begin = "plenaria: 1\nid: x\ntitle: X\nzone: America/Panama\nlanguages: [en]\ndays:\n"
	tests := map[string]struct {
		days string
		o    render.Options
		want string
	}{
		"the host's days, what runs past midnight is of its day": {
			"- {date: 2026-03-10, sessions: [{at: 23:00-25:30, id: a, title: A}]}\n- {date: 2026-03-11}\n",
			render.Options{}, "March 10 – 11, 2026"},
		"one other wall: its dates": {
			"- {date: 2026-03-10, hours: 08:30-18:00, sessions: [{at: 08:30-09:00, id: a, title: A}]}\n",
			render.Options{Zones: zones(t, "Asia/Seoul")}, "March 10 – 11, 2026"},
		"what ends at the reader's midnight ends on the date before": {
			"- {date: 2026-03-10, sessions: [{at: 08:30-10:00, id: a, title: A}]}\n",
			render.Options{Zones: zones(t, "Asia/Seoul")}, "March 10, 2026"},
		"by the dates of the first wall": {
			"- {date: 2026-03-10, sessions: [{at: 12:00-13:00, id: a, title: A}]}\n",
			render.Options{By: render.ByDate, Zones: zones(t, "Asia/Seoul", "")}, "March 11, 2026"},
		"side by side: the host's": {
			"- {date: 2026-03-10, sessions: [{at: 12:00-13:00, id: a, title: A}]}\n",
			render.Options{Zones: zones(t, "Asia/Seoul", "")}, "March 10, 2026"},
		"a series lasts to its last occurrence": {
			"- {date: 2026-03-10, sessions: [{at: 12:00-13:00, id: a, title: A, repeat: {rule: FREQ=WEEKLY;COUNT=3}}]}\n",
			render.Options{}, "March 10 – 24, 2026"},
		"an item of several days": {
			"- {date: 2026-03-10, sessions: [{at: 18:00, until: 2026-03-13T00:00, id: a, title: A}]}\n",
			render.Options{}, "March 10 – 12, 2026"},
		"whole days are the same everywhere": {
			"- {date: 2026-03-10, sessions: [{all-day: true, through: 2026-03-12, id: a, title: A}]}\n",
			render.Options{Zones: zones(t, "Asia/Seoul")}, "March 10 – 12, 2026"},
		"no sessions yet": {
			"- {date: 2026-03-10}\n- {date: 2026-03-12}\n",
			render.Options{Zones: zones(t, "Asia/Seoul")}, "March 10 – 12, 2026"},
	}
	for name, tt := range tests {
		var b bytes.Buffer
		if err := render.Text(&b, timeline(t, begin+tt.days), &tt.o); err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(b.String(), "\n")[1]; got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
