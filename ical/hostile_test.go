package ical

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The corpus of testdata/hostile has files that are odd or wrong, one defect
// each. NAME.txt says of NAME.ics why it is there, and then in sections what
// comes of it:
//
//	A byte order mark before the calendar.
//	-- decode --
//	VCALENDAR
//	…
//
// A test writes its own section with -update, and leaves the others as they are.

const hostileFolder = "testdata/hostile"

// hostileNames gives the names of the corpus, without .ics.
func hostileNames(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(hostileFolder, "*.ics"))
	if err != nil || len(names) < 60 {
		t.Fatalf("%d files in %s, %v; want 60 or more", len(names), hostileFolder, err)
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(filepath.Base(name), ".ics")
	}
	return names
}

// hostileFiles gives the files of the corpus.
func hostileFiles(t testing.TB) (files [][]byte) {
	t.Helper()
	for _, name := range hostileNames(t) {
		files = append(files, hostileFile(t, name))
	}
	return files
}

func hostileFile(t testing.TB, name string) []byte {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(hostileFolder, name+".ics"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// checkOutcome compares a section of NAME.txt with what came of NAME.ics.
func checkOutcome(t *testing.T, name, section, got string) {
	t.Helper()
	path := filepath.Join(hostileFolder, name+".txt")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, want, after := cutSection(string(text), section)
	if strings.TrimSpace(before) == "" {
		t.Errorf("%s does not say why it is there", path)
	}
	if *update && got != want {
		if err := os.WriteFile(path, []byte(before+heading(section)+got+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s of %s (-want +got); -update rewrites it:\n%s", section, name, diff)
	}
}

func heading(section string) string { return "-- " + section + " --\n" }

// cutSection gives the text of a section, and what stands before and after it.
func cutSection(text, section string) (before, in, after string) {
	before, in, _ = strings.Cut(text, heading(section))
	if i := strings.Index("\n"+in, "\n-- "); i >= 0 {
		in, after = in[:i], in[i:]
	}
	return before, in, after
}

// TestHostileDecode pins problems, error and tree of each file; of several
// calendars all trees.
func TestHostileDecode(t *testing.T) {
	for _, name := range hostileNames(t) {
		t.Run(name, func(t *testing.T) {
			file := hostileFile(t, name)
			cal, problems, err := Decode(bytes.NewReader(file), nil)
			var b strings.Builder
			if len(problems) > 0 {
				fmt.Fprintln(&b, problems)
			}
			if err != nil {
				fmt.Fprintln(&b, "error:", err)
			}
			b.WriteString(treeText(cal))
			if all, _, _ := DecodeAll(bytes.NewReader(file), nil); len(all) > 1 {
				for _, cal := range all[1:] {
					b.WriteString(treeText(cal))
				}
			}
			checkOutcome(t, name, "decode", b.String())
			checkDecodeGarbage(t, file)
		})
	}
}
