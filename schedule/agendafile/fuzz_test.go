package agendafile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// seedFiles adds the agendas of testdata.
func seedFiles(f *testing.F) {
	f.Helper()
	for _, pattern := range []string{"../../testdata/agendas/*.yaml", "../../testdata/wrong/*.yaml", "testdata/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			f.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
}

// FuzzRead reads anything: it never panics, positions lie inside the file, and
// what has no fault is written, reads back equal and is written alike again.
func FuzzRead(f *testing.F) {
	seedFiles(f)
	for _, text := range awkward {
		f.Add(head + "url: " + text)
		f.Add(head + "days:\n- date: 2026-07-10\n  sessions:\n  - {id: s, at: 09:00, for: 1h, title: {ko: " + text + "}}\n  - {id: t, for: 30m, title: T}\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, problems := agendafile.Parse(strings.NewReader(text), options("a.yaml"))
		checkPositions(t, text, problems)
		if problems.Err() != nil {
			return
		}
		out := write(t, a)
		b := read(t, out)
		if diff := cmp.Diff(a, b, compare); diff != "" {
			t.Fatalf("Read(Write(a)) (-a +got):\n%s\n%s", diff, out)
		}
		if again := write(t, b); again != out {
			t.Fatalf("Write gives other bytes the second time:\n%s", cmp.Diff(out, again))
		}
	})
}

// checkPositions looks that every problem is at a character of the file or
// right behind the end of a line.
func checkPositions(t *testing.T, text string, problems schedule.Problems) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for _, p := range problems {
		if p.Pos.Line < 1 || p.Pos.Line > len(lines) {
			t.Fatalf("%v: line %d of %d", p, p.Pos.Line, len(lines))
		}
		if width := utf8.RuneCountInString(lines[p.Pos.Line-1]); p.Pos.Column < 1 || p.Pos.Column > width+1 {
			t.Fatalf("%v: column %d of %d", p, p.Pos.Column, width)
		}
	}
}

// FuzzReadCSV merges anything into an agenda: it never panics, leaves the
// agenda alone if there is a fault, and else gives one that is written as a
// table which changes nothing when it is read again.
func FuzzReadCSV(f *testing.F) {
	f.Add("id,title_en,room\nopen,Welcome,b\n")
	f.Add("\ufeffid;day;start;end;parent;kind;title_ko\r\n#1.2;1;09:00;10:00;;break;휴식\r\nkid;;;;round;;\r\n")
	f.Add("id,day,start,end,zone,status,speakers,countries,link\nnew,2026-07-11,8:00:00,2026-07-12T01:00,Asia/Seoul,tentative,kim; oas,PA;KR,https://example.org\n")
	f.Add("id,note_en\nopen,\"'=1\n\n\"\nround,-\n")
	f.Fuzz(func(t *testing.T, table string) {
		a, before := read(t, programme), read(t, programme)
		err := agendafile.ReadCSV(strings.NewReader(table), a, options("a.csv"))
		if err != nil {
			if _, ok := errors.AsType[schedule.Problems](err); !ok {
				t.Fatalf("error is a %T", err)
			}
			if diff := cmp.Diff(before, a, compare); diff != "" {
				t.Fatalf("changed in spite of %v (-before +after):\n%s", err, diff)
			}
			return
		}
		var b strings.Builder
		if err := agendafile.WriteCSV(&b, a); err != nil {
			t.Fatalf("WriteCSV: %v", err)
		}
		again := cloneBySessions(a)
		if err := agendafile.ReadCSV(strings.NewReader(b.String()), again, options("b.csv")); err != nil {
			t.Fatalf("ReadCSV of WriteCSV: %v\n%s", err, b.String())
		}
		if diff := cmp.Diff(a, again, compare, carriageReturns); diff != "" {
			t.Fatalf("ReadCSV of WriteCSV (-a +got):\n%s\n%s", diff, b.String())
		}
	})
}

// carriageReturns ignores those that CSV does not keep before line feeds.
var carriageReturns = cmp.Comparer(func(a, b schedule.Translation) bool {
	plain := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	return a.Lang == b.Lang && plain(a.Text) == plain(b.Text)
})

// cloneBySessions copies an agenda as far as ReadCSV may change it.
func cloneBySessions(a *schedule.Agenda) *schedule.Agenda {
	c := *a
	c.Days = append([]schedule.Day(nil), a.Days...)
	for i := range c.Days {
		c.Days[i].Sessions = append([]schedule.Session(nil), a.Days[i].Sessions...)
	}
	return &c
}
