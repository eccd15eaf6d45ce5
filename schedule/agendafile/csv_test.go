package agendafile_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// programme is what the tables of the tests are merged into.
const programme = head + `days:
- date: 2026-07-10
  sessions:
  - {id: open, at: 09:00-09:30, kind: ceremony, title: {en: Opening, ko: 개회}, room: a, roles: [{speaker: kim}, {chair: oas}, {speaker: oas}]}
  - {at: 09:30-09:45, kind: break, title: {en: Break}}
  - id: round
    at: 10:00-11:00
    title: {en: Round table}
    abstract: {en: About tables}
    parallel:
    - {id: left, title: {en: Left}, room: a, countries: [PA, KR]}
    - {id: right, title: {en: Right}, room: b, at: 10:00-10:30}
- date: 2026-07-11
  sessions:
  - {id: trip, all-day: true, through: 2026-07-12, title: {en: Trip}}
  - {id: flight, at: 18:05, until: 2026-07-13T01:10, until-zone: Asia/Seoul, title: {en: Flight}}
`

func writeCSV(t testing.TB, a *schedule.Agenda) string {
	t.Helper()
	var b strings.Builder
	if err := agendafile.WriteCSV(&b, a); err != nil {
		t.Fatalf("WriteCSV: %v", err)
	}
	return b.String()
}

func TestWriteCSV(t *testing.T) {
	want := "\ufeff" + `id,parent,day,start,end,zone,kind,status,room,track,title_en,title_ko,note_en,note_ko,speakers,moderators,panelists,chairs,countries,link
open,,1,09:00,09:30,,ceremony,,a,,Opening,개회,,,kim; oas,,,oas,,
#1.2,,1,09:30,09:45,,break,,,,Break,,,,,,,,,
round,,1,10:00,11:00,,,,,,Round table,,,,,,,,,
left,round,1,,,,,,a,,Left,,,,,,,,PA; KR,
right,round,1,10:00,10:30,,,,b,,Right,,,,,,,,,
trip,,2,,2026-07-12,,,,,,Trip,,,,,,,,,
flight,,2,18:05,2026-07-13T01:10,,,,,,Flight,,,,,,,,,
`
	if diff := cmp.Diff(want, writeCSV(t, read(t, programme))); diff != "" {
		t.Errorf("WriteCSV (-want +got):\n%s", diff)
	}
}

// TestReadCSV merges tables into the programme and looks at the sessions that
// differ from it.
func TestReadCSV(t *testing.T) {
	tests := map[string]struct {
		table string
		merge func(a *schedule.Agenda) // does to the programme what the table should
	}{
		"nothing but IDs": {
			"id\nopen\nround\n",
			func(*schedule.Agenda) {},
		},
		"empty cells say nothing": {
			"id,title_en,room,speakers,start\nopen,,,,\n",
			func(*schedule.Agenda) {},
		},
		"translations, by a sheet with semicolons": {
			"\ufeffid;title_es;title_en\r\nopen;Apertura;Opening\r\nleft;\"Izquierda; o no\";\r\n",
			func(a *schedule.Agenda) {
				add(&a.Days[0].Sessions[0].Title, "es", "Apertura")
				add(&a.Days[0].Sessions[2].Parallel[0].Title, "es", "Izquierda; o no")
			},
		},
		"a translation is replaced in its place": {
			"id,title_en\nopen,Welcome\n",
			func(a *schedule.Agenda) { a.Days[0].Sessions[0].Title[0].Text = "Welcome" },
		},
		"a bare title is in the first language": {
			"id,title\nopen,Welcome\n",
			func(a *schedule.Agenda) { a.Days[0].Sessions[0].Title[0].Text = "Welcome" },
		},
		"a minus clears": {
			"id,title_ko,room,speakers\nopen,-,-,-\n",
			func(a *schedule.Agenda) {
				s := &a.Days[0].Sessions[0]
				s.Title, s.Room, s.Roles = s.Title[:1], "", s.Roles[1:2]
			},
		},
		"clocks as a spreadsheet writes them": {
			"id,start,end\nopen,9:00:00,9:20:00\n",
			func(a *schedule.Agenda) { a.Days[0].Sessions[0].End = clock("09:20") },
		},
		"roles stay in place": {
			"id,chairs\nopen,kim\n",
			func(a *schedule.Agenda) { a.Days[0].Sessions[0].Roles[1].Who = "kim" },
		},
		"a break by its place": {
			"id,title_ko,end\n#1.2,휴식,10:00\n",
			func(a *schedule.Agenda) {
				add(&a.Days[0].Sessions[1].Title, "ko", "휴식")
				a.Days[0].Sessions[1].End = clock("10:00")
			},
		},
		"a break without ID by its clocks, twice read, once there": {
			"id,day,start,end,kind,title_ko\n,1,09:30,09:45,break,휴식\n",
			func(a *schedule.Agenda) { add(&a.Days[0].Sessions[1].Title, "ko", "휴식") },
		},
		"a new session by the number of the day": {
			"id,day,start,end,title_en\nnew,1,09:45,10:00,New\n",
			func(a *schedule.Agenda) {
				insert(&a.Days[0].Sessions, 2, schedule.Session{ID: "new", Title: en("New"), Start: clock("09:45"), End: clock("10:00")})
			},
		},
		"a new session by the date of the day, on whole dates": {
			"id,day,end,title_en\nnew,2026-07-11,2026-07-11,New\n",
			func(a *schedule.Agenda) {
				insert(&a.Days[1].Sessions, 2, schedule.Session{ID: "new", Title: en("New"), Through: date(2026, 7, 11)})
			},
		},
		"a new session behind one with the same start": {
			"id,day,start,end,title_en\nnew,1,09:00,09:10,New\n",
			func(a *schedule.Agenda) {
				insert(&a.Days[0].Sessions, 1, schedule.Session{ID: "new", Title: en("New"), Start: clock("09:00"), End: clock("09:10")})
			},
		},
		"a new parallel session before its new parent": {
			"id,parent,day,start,end,title_en\nkid,new,,,,Kid\nnew,,2,08:00,09:00,New\n",
			func(a *schedule.Agenda) {
				insert(&a.Days[1].Sessions, 1, schedule.Session{ID: "new", Title: en("New"), Start: clock("08:00"), End: clock("09:00"),
					Parallel: []schedule.Session{{ID: "kid", Title: en("Kid")}}})
			},
		},
		"a new break": {
			"id,day,start,end,kind,title_en\n,1,11:00,11:15,break,Tea\n",
			func(a *schedule.Agenda) {
				insert(&a.Days[0].Sessions, 3, schedule.Session{Kind: schedule.Break, Title: en("Tea"), Start: clock("11:00"), End: clock("11:15")})
			},
		},
		"to another day": {
			"id,day\nopen,2\n",
			func(a *schedule.Agenda) {
				insert(&a.Days[1].Sessions, 1, a.Days[0].Sessions[0])
				a.Days[0].Sessions = a.Days[0].Sessions[1:]
			},
		},
		"out of the parallel ones": {
			"id,parent,start,end\nleft,-,08:00,09:00\n",
			func(a *schedule.Agenda) {
				s := a.Days[0].Sessions[2].Parallel[0]
				s.Start, s.End = clock("08:00"), clock("09:00")
				a.Days[0].Sessions[2].Parallel = a.Days[0].Sessions[2].Parallel[1:]
				insert(&a.Days[0].Sessions, 0, s)
			},
		},
		"among the parallel ones": {
			"id,parent,start,end,room\nopen,round,-,-,-\n",
			func(a *schedule.Agenda) {
				s := a.Days[0].Sessions[0]
				s.Start, s.End, s.Room = 0, 0, ""
				a.Days[0].Sessions = a.Days[0].Sessions[1:]
				a.Days[0].Sessions[1].Parallel = append(a.Days[0].Sessions[1].Parallel, s)
			},
		},
		"whole dates get clocks": {
			"id,start,end\ntrip,10:00,11:00\n",
			func(a *schedule.Agenda) {
				s := &a.Days[1].Sessions[0]
				s.Start, s.End, s.Through = clock("10:00"), clock("11:00"), schedule.Date{}
			},
		},
		"clocks become whole dates": {
			"id,end\nround,2026-07-10\n",
			func(a *schedule.Agenda) { a.Days[0].Sessions[2].Through = date(2026, 7, 10) },
		},
		"what looks like a formula": {
			"id,title_en,note_en\nopen,'=SUM(A1),''-1\n",
			func(a *schedule.Agenda) {
				a.Days[0].Sessions[0].Title[0].Text = "=SUM(A1)"
				a.Days[0].Sessions[0].Note = en("'-1")
			},
		},
		"blank rows, short rows, spaces": {
			"id , room,kind\n\n,,\n open , b \nround\n",
			func(a *schedule.Agenda) { a.Days[0].Sessions[0].Room = "b" },
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, want := read(t, programme), read(t, programme)
			tt.merge(want)
			if err := agendafile.ReadCSV(strings.NewReader(tt.table), got, options("a.csv")); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, compare); diff != "" {
				t.Errorf("ReadCSV(%q) (-want +got):\n%s", tt.table, diff)
			}
			if err := agendafile.ReadCSV(strings.NewReader(tt.table), got, options("a.csv")); err != nil && !strings.Contains(tt.table, "#") {
				t.Fatalf("read twice: %v", err)
			}
			if diff := cmp.Diff(want, got, compare); diff != "" {
				t.Errorf("ReadCSV twice (-want +got):\n%s", diff)
			}
		})
	}
}

func add(t *schedule.Text, lang schedule.Lang, text string) {
	*t = append(*t, schedule.Translation{Lang: lang, Text: text})
}

func insert(list *[]schedule.Session, i int, s schedule.Session) {
	all := append([]schedule.Session(nil), (*list)[:i]...)
	*list = append(append(all, s), (*list)[i:]...)
}

// TestReadCSVFaults pins whole messages. Marks show the places.
func TestReadCSVFaults(t *testing.T) {
	tests := map[string]struct{ table, want string }{
		"empty":               {"‸", `the table is empty; it begins with a row of column names`},
		"no id":               {"‸room,title_en\na,b\n", `no column "id"; rows are told apart by it`},
		"misspelt column":     {"id,‸rom\nopen,a\n", `no column "rom"; did you mean "room"?`},
		"misspelt language":   {"id,‸title_pt_BR\nopen,a\n", `no column "title_pt_BR": "pt_BR" is not the tag of a language; did you mean "pt-BR"?`},
		"column twice":        {"id,room,‸room\nopen,a,b\n", `the column "room" is here twice`},
		"column without name": {"id,‸,room\nopen,a,b\n", `a column without a name`},
		"unknown column":      {"id,‸price\nopen,a\n", `no column "price"; write id, parent, day, start, end, zone, kind, status, room, track, title, note, speakers, moderators, panelists, chairs, countries or link`},
		"cell too many":       {"id,room\nopen,a,‸b\n", `open: a cell behind the last column ("b"); put cells that hold a "," in quotes`},
		"quote not closed":    {"id,room\nopen,\"a‸\n", `a quoted cell of the row that begins at line 2 is not closed, or goes on after its quote; write "" for a quote inside one`},
		"title twice":         {"id,title_en,‸title\nopen,a,b\n", `the column "title" is here twice`},
		"bare quote":          {"id,title_en\nopen,a ‸\"b\"\n", `a quote inside a cell without quotes; put the cell in quotes and write "" for the quote`},
		"not UTF-8":           {"id,title_es\nopen,Ma‸\xf1ana\n", `the byte 0xF1 is not UTF-8; save the file as UTF-8`},
		"id twice":            {"id,room\nopen,a\n‸open,b\n", `open.id: "open" has a row already, at line 2`},
		"no such place":       {"id,room\n‸#1.1,a\n", `#1.1.id: "#1.1" is not the place of a session without an ID; write the table anew`},
		"id cleared":          {"id,room\n‸-,a\n", `row at line 2.id: an ID cannot be cleared; leave the cell empty for a new break`},
		"new without day":     {"id,start,end,title_en\n‸new,09:00,10:00,N\n", `new.day: no day; write 1 for the first day of the agenda, or a date of it`},
		"no such day":         {"id,day\nopen,‸3\n", `open.day: no day "3"; write a number from 1 to 2, or a date that one day has`},
		"no such date":        {"id,day\nopen,‸2026-07-13\n", `open.day: no day "2026-07-13"; write a number from 1 to 2, or a date that one day has`},
		"no such parent":      {"id,parent\nopen,‸rund\n", `open.parent: no session "rund"`},
		"parallel to itself":  {"id,parent\nopen,‸open\n", `open.parent: "open" is parallel to another session itself; name that one`},
		"parallel to a child": {"id,parent\nopen,‸left\n", `open.parent: "left" is parallel to another session itself; name that one`},
		"bad clocks, Korean before": {
			"id,title_ko,start,end\nopen,개회식,‸9h,‸10.30\n",
			`open.start: "9h" is not a clock; write HH:MM, such as 08:30
open.end: "10.30" is not an end; write a clock (09:30), a wall time (2021-11-19T09:30), or a date (2021-11-19) for whole days`,
		},
		"whole dates with a start alone": {
			"id,start\ntrip,‸10:00\n",
			`trip.start: a start for an item of whole days needs an end too; write a clock into "end"`,
		},
		"words": {
			"id,kind,status,zone,countries\nopen,‸brake,‸sure,‸EST,‸PA; uk\n",
			`open.kind: no kind "brake"; did you mean "break"?
open.status: no status "sure"; write confirmed, tentative or cancelled
open.zone: time zone "EST" is not a place but an abbreviation, and as a zone it never changes to summer time: write a place, such as America/Panama or America/New_York
open.countries: no country "uk"; write a code of ISO 3166-1 in two capitals, such as PA`,
		},
		"empty place in a list": {"id,speakers\nopen,‸kim;;oas\n", `open.speakers: "kim;;oas" has an empty place in its list; write "a; b"`},
		"a fault of Check in a cell": {
			"id,speakers,room\nopen,‸kim; bob,‸c\n",
			`open.speakers: no participant "bob"; participants are "kim", "oas"
open.room: no room "c"; rooms are "a", "b"`,
		},
		"a fault of Check without a column": {
			"id,day,title_en\n‸new,1,New\n",
			`new.start: no start and no end; for midnight to midnight write 00:00-24:00, for whole dates set the last one`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a, before := read(t, programme), read(t, programme)
			err := agendafile.ReadCSV(strings.NewReader(strings.ReplaceAll(tt.table, mark, "")), a, options("a.csv"))
			want := strings.ReplaceAll(withPositions(tt.table, tt.want), "a.yaml", "a.csv")
			if got := fmt.Sprint(err); got != want {
				t.Errorf("messages differ\n got %s\nwant %s", got, want)
			}
			if diff := cmp.Diff(before, a, compare); diff != "" {
				t.Errorf("the agenda is changed in spite of the fault (-before +after):\n%s", diff)
			}
		})
	}
}

// TestReadCSVNewFaults reports a fault of a session without a row if the table
// led to it, and no fault that was there before.
func TestReadCSVNewFaults(t *testing.T) {
	a := read(t, programme)
	a.Days[1].Sessions[0].Room = "attic"
	want := `a.csv: days[0].sessions[2].parallel[1].room: room "b" is taken by open, 2026-07-10T10:00 to 10:30 in America/Panama`
	if err := agendafile.ReadCSV(strings.NewReader("id,start,end,room\nopen,10:00,10:30,b\n"), a, options("a.csv")); fmt.Sprint(err) != want {
		t.Errorf("ReadCSV: %v\nwant %s", err, want)
	}
	if err := agendafile.ReadCSV(strings.NewReader("id,room\nopen,b\n"), a, options("a.csv")); err != nil {
		t.Errorf("ReadCSV: %v, want no error for the attic, which is not in the table", err)
	}
}

// TestCSVRoundTrip writes tables of the sources and of random agendas and reads
// them into the agendas they come from: nothing changes.
func TestCSVRoundTrip(t *testing.T) {
	names, err := filepath.Glob("../../testdata/agendas/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no agendas: %v", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, b := read(t, string(text)), read(t, string(text))
		table := writeCSV(t, a)
		if err := agendafile.ReadCSV(strings.NewReader(table), b, options("a.csv")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(a, b, compare); diff != "" {
			t.Errorf("%s: (-a +got)\n%s", name, diff)
		}
		if again := writeCSV(t, b); again != table {
			t.Errorf("%s: WriteCSV gives other bytes the second time", name)
		}
	}
}

// TestCSVCarriesTitles empties an agenda of its titles and notes and fills them
// from the table again, whatever characters they have.
func TestCSVCarriesTitles(t *testing.T) {
	for seed := range 200 {
		g := &generator{Rand: rand.New(rand.NewPCG(uint64(seed), 1)), t: t}
		a := read(t, programme)
		want := read(t, programme)
		for i, s := range want.Days[0].Sessions {
			s.Title = schedule.Text{{Lang: "en", Text: "T" + visible(g.string())}, {Lang: "ko", Text: visible(g.string())}}
			if s.Title[1].Text == "" {
				s.Title = s.Title[:1]
			}
			want.Days[0].Sessions[i] = s
			a.Days[0].Sessions[i].Title = en("old")
		}
		if err := agendafile.ReadCSV(strings.NewReader(writeCSV(t, want)), a, options("a.csv")); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, writeCSV(t, want))
		}
		if diff := cmp.Diff(want, a, compare); diff != "" {
			t.Fatalf("seed %d: (-want +got)\n%s", seed, diff)
		}
	}
}

// visible leaves out the characters that Check refuses, and carriage returns,
// which CSV does not keep before line feeds.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

// TestWriteCSVGuardsFormulas keeps spreadsheets from running a title.
func TestWriteCSVGuardsFormulas(t *testing.T) {
	a := read(t, programme)
	for _, title := range []string{"=1+1", "+1", "-1", "@SUM", "\t=1", "'=1", "-", "a=1", "'a"} {
		a.Days[0].Sessions[0].Title = en(title)
		records, err := csv.NewReader(strings.NewReader(writeCSV(t, a))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		cell := records[1][10]
		if strings.ContainsAny(cell[:1], "=+-@\t\r") {
			t.Errorf("title %q is the cell %q, which a spreadsheet runs", title, cell)
		}
	}
}

func TestWriteCSVRefuses(t *testing.T) {
	a := read(t, programme)
	a.Days[0].Sessions[0].ID = "#1"
	a.Days[0].Sessions[0].Room = " a"
	a.Days[0].Sessions[0].Roles[0].Who = "a;b"
	a.Days[0].Sessions[2].Countries = []string{""}
	a.Days[1].Sessions[0].ID = "left"
	want := `days[0].sessions[0].id: "#1" begins with "#", as references to places do
days[0].sessions[0].roles[0].who: "a;b" cannot stand in a list that is joined by ";"
days[0].sessions[0].room: " a" begins or ends with a space
days[0].sessions[2].countries[0]: "" cannot stand in a list that is joined by ";"
days[1].sessions[0].id: the ID "left" is here twice, and rows are told apart by it`
	if err := agendafile.WriteCSV(&strings.Builder{}, a); fmt.Sprint(err) != want {
		t.Errorf("WriteCSV: %v\nwant %s", err, want)
	}
}

// TestReadCSVHostile bounds what tables cost, as for agenda files.
func TestReadCSVHostile(t *testing.T) {
	tests := map[string]struct {
		table string
		want  string
	}{
		"a line of 100 MB":  {"id\n" + strings.Repeat("x", 100<<20), `a.csv:2:16777214: the file is longer than 16,777,216 bytes; split the agenda, or raise MaxBytes`},
		"million columns":   {strings.Repeat("a,", 500_000), `a.csv:1:1: here the file passes 419,430 entries; split the agenda, or raise MaxBytes`},
		"100,000 columns":   {strings.Repeat("a,", 100_000) + "\nx\n", `a.csv:1:1: no column "a"; write id, parent, day, start, end, zone, kind, status, room, track, title, note, speakers, moderators, panelists, chairs, countries or link`},
		"100,000 new rows":  {"id,day\n" + strings.Repeat("x,1\n", 100_000), `a.csv:3:1: x.id: "x" has a row already, at line 2`},
		"nested for ever":   {"id,parent,day\na,b,1\nb,c,1\nc,a,1\n", `a.csv:4:3: c.parent: "a" is parallel to another session itself; name that one`},
		"an endless quote":  {"id\n\"" + strings.Repeat("x\n", 100_000), `a.csv:100001:2: a quoted cell of the row that begins at line 2 is not closed, or goes on after its quote; write "" for a quote inside one`},
		"too many problems": {"id\n" + strings.Repeat("#9.9\n", 50_000), `a.csv:2:1: #9.9.id: "#9.9" is not the place of a session without an ID; write the table anew`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			err := agendafile.ReadCSV(strings.NewReader(tt.table), read(t, programme), options("a.csv"))
			first, _, _ := strings.Cut(fmt.Sprint(err), "\n")
			if first != tt.want {
				t.Errorf("first message\n got %s\nwant %s", first, tt.want)
			}
		})
	}
}
