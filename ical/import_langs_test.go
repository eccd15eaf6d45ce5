package ical_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// spokenFile makes a file of the lines of the calendar and of events, each with
// the lines of its texts.
func spokenFile(head string, events ...string) string {
	var b strings.Builder
	b.WriteString(head)
	for i, lines := range events {
		b.WriteString("\nBEGIN:VEVENT\nUID:" + string(rune('a'+i)) + "\nDTSTART:20260504T090000Z\nDURATION:PT1H\n" + lines + "\nEND:VEVENT")
	}
	return calendarOf(b.String())
}

// TestImportSettlesLangs: in an agenda with languages every text is in one: its
// event's, or the commonest of the file, which is told.
func TestImportSettlesLangs(t *testing.T) {
	const guess = "remark: 1 event has no LANGUAGE; its texts are taken to be in "
	for name, row := range map[string]struct {
		reason, file string
		langs        []schedule.Lang
		want         []string // in the dump
		told         string
	}{
		"none": {"texts without a language stay so where no text has one", spokenFile("NAME:Week", "SUMMARY:Opening"), nil,
			[]string{`languages []`, `title [{"" "Week"}]`, `title [{"" "Opening"}]`}, ""},
		"the event's own": {"a text is in the language of its SUMMARY", spokenFile("NAME;LANGUAGE=en:Week",
			"SUMMARY;LANGUAGE=en:A", "SUMMARY;LANGUAGE=en:B", "SUMMARY;LANGUAGE=ko:개회사\nDESCRIPTION:환영"), nil,
			[]string{`languages ["en" "ko"]`, `abstract [{"ko" "환영"}]`}, ""},
		"the event's other": {"a SUMMARY without is in the language of its DESCRIPTION", spokenFile("NAME;LANGUAGE=en:Week",
			"SUMMARY;LANGUAGE=en:A", "SUMMARY;LANGUAGE=en:B", "SUMMARY:개회사\nDESCRIPTION;LANGUAGE=ko:환영"), nil,
			[]string{`title [{"ko" "개회사"}]`}, ""},
		"the commonest": {"a guess, which is told", spokenFile("NAME:Semana",
			"SUMMARY;LANGUAGE=es:A", "SUMMARY;LANGUAGE=es:B", "SUMMARY;LANGUAGE=en:C", "SUMMARY:D\nLOCATION:Sala"), nil,
			[]string{`languages ["es" "en"]`, `title [{"es" "Semana"}]`, `title [{"es" "D"}]`, `room sala [{"es" "Sala"}]`}, guess + `"es"`},
		"two languages": {"a text beside one of the only language has another", spokenFile("NAME:Week\nNAME;LANGUAGE=en:Week in English",
			"SUMMARY;LANGUAGE=en:A", "SUMMARY;LANGUAGE=es:B"), nil,
			[]string{`title [{"es" "Week"} {"en" "Week in English"}]`}, ""},
		"no language left": {"told, and left out", spokenFile("NAME:Week\nNAME;LANGUAGE=en:Week in English", "SUMMARY;LANGUAGE=en:A"), nil,
			[]string{`title [{"en" "Week in English"}]`}, `Week has no LANGUAGE, and all languages of the file have a text of their own; it is left out`},
		"chosen": {"no guess is told", spokenFile("NAME:Week", "SUMMARY:A\nATTENDEE:mailto:kim@example.org", "SUMMARY;LANGUAGE=es:B", "DESCRIPTION:C"),
			[]schedule.Lang{"ko"}, []string{`languages ["ko"]`, `title [{"ko" "Week"}]`, `title [{"ko" "A"}]`, `participant kim [{"ko" "kim"}]`, `title [{"ko" "c"}]`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := importOptions()
			o.Langs = row.langs
			im := imported(t, row.file, o)
			got := dump(im)
			for _, want := range row.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s: no %s in\n%s", row.reason, want, got)
				}
			}
			if told := strings.Contains(got, "LANGUAGE"); told != (row.told != "") || !strings.Contains(got, row.told) {
				t.Errorf("told %t, want %q, in\n%s", told, row.told, got)
			}
			if err := agendafile.Write(io.Discard, im.Agenda); err != nil {
				t.Errorf("as an agenda file: %v", err)
			}
			if again := writeKept(t, im, ical.Options{}); again != strings.ReplaceAll(row.file, "\n", "\r\n") {
				t.Errorf("written back:\n%s", again)
			}
		})
	}
}

// TestImportFitsAgendaFile: what Import makes of a client's file an agenda file
// can hold.
func TestImportFitsAgendaFile(t *testing.T) {
	for _, pattern := range []string{"testdata/clients/*.ics", "testdata/hostile/*.ics"} {
		files, _ := filepath.Glob(pattern)
		if len(files) == 0 {
			t.Fatal(pattern)
		}
		for _, name := range files {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			im, _ := ical.Import(bytes.NewReader(file), importOptions())
			if im == nil {
				continue
			}
			if err := agendafile.Write(io.Discard, im.Agenda); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
