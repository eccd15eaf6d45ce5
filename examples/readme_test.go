package examples_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
)

// The example of the README, line by line.
func Example() {
	panama, err := schedule.LoadZone("America/Panama")
	if err != nil {
		panic(err)
	}
	seoul, err := schedule.LoadZone("Asia/Seoul")
	if err != nil {
		panic(err)
	}
	agenda := &schedule.Agenda{
		ID:    "redgealc-2021",
		Title: schedule.Text{{Lang: "en", Text: "15th RED GEALC Annual Meeting"}},
		Zone:  panama,
		Also:  []schedule.Zone{seoul},
		Days: []schedule.Day{{
			Date: schedule.Date{Year: 2021, Month: 11, Day: 18},
			Sessions: []schedule.Session{{
				ID:    "cross-border",
				Title: schedule.Text{{Lang: "en", Text: "Digital services across borders"}},
				Start: 9*schedule.Hour + 45*schedule.Minute,
				End:   10*schedule.Hour + 30*schedule.Minute,
			}},
		}},
	}
	if err := agenda.Check().Err(); err != nil {
		panic(err)
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		panic(err)
	}
	if err := render.Text(os.Stdout, timeline, nil); err != nil {
		panic(err)
	}
	out := filepath.Join(os.TempDir(), "redgealc-2021.ics")
	if err := ical.WriteFile(out, timeline, nil); err != nil {
		panic(err)
	}
	file, err := os.Open(out)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	imported, err := ical.Import(file, &ical.ImportOptions{Name: "redgealc-2021.ics"})
	if err != nil {
		panic(err)
	}
	for _, problem := range imported.Problems {
		fmt.Println(problem)
	}
	for _, loss := range imported.Lost() {
		fmt.Println(loss)
	}
	// Output:
	// 15th RED GEALC Annual Meeting
	// November 18, 2021
	// Panama UTC−05:00 · Seoul UTC+09:00, +14 h
	//
	// Panama Thu, Nov 18, 09:45 – 10:30 · Seoul Thu, Nov 18, 23:45 – Fri, Nov 19, 00:30
	//
	// Panama         Seoul            Program                          Notes
	// ─────────────  ───────────────  ───────────────────────────────  ─────
	// 09:45 – 10:30  23:45 – 00:30⁺¹  Digital services across borders
	// redgealc-2021.ics:8:1: VCALENDAR DESCRIPTION
	// redgealc-2021.ics:9:1: VCALENDAR X-WR-CALDESC
	// redgealc-2021.ics:11:1: VCALENDAR REFRESH-INTERVAL
	// redgealc-2021.ics:12:1: VCALENDAR X-PUBLISHED-TTL
	// redgealc-2021.ics:32:1: VEVENT TRANSP
}

// TestReadme finds the example in the README, and the tables it shows in what
// the example programs print.
func TestReadme(t *testing.T) {
	readme := read(t, "../README.md")
	source := read(t, "readme_test.go")
	_, body, _ := strings.Cut(source, "func Example() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	for line := range strings.Lines(body) {
		if line = strings.TrimPrefix(line, "\t"); !strings.Contains(readme, line) {
			t.Errorf("the README's example lacks %q", line)
		}
	}
	printed := read(t, "../testdata/golden/redgealc-2021.txt")
	tables := 0
	for block := range strings.SplitSeq(readme, "```text\n") {
		table, _, found := strings.Cut(block, "```")
		if !found || tables == 0 && !strings.HasPrefix(block, "15th") {
			continue
		}
		tables++
		for line := range strings.Lines(table) {
			if line != "…\n" && !strings.Contains(printed, line) {
				t.Errorf("the README shows a line that nothing prints: %q", line)
			}
		}
	}
	if tables != 2 {
		t.Errorf("the README shows %d tables, want 2", tables)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
