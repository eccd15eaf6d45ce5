package agendafile_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// minimal is an agenda with comments to be put into its places: %s stands for
// one.
const minimal = `plenaria: 1
id: a
title: T
zone: America/Panama
languages: [en, es]
people:
  kim: {name: K}
  ana: Ana
rooms: {r: R}
also: []
days:
  - date: 2027-04-08
    sessions:
      - {at: 09:00-10:00, id: s, title: S, speakers: [kim]}
      - for: 1h
        id: t
        title: {es: T}
        parts:
          - {title: P}
          - Q
        parallel:
          - {id: u, title: U}
`

// TestFormatKeepsComments puts a comment above, then behind each line.
func TestFormatKeepsComments(t *testing.T) {
	opts := &agendafile.Options{Zones: tzdb.Pinned()}
	lines := strings.SplitAfter(minimal, "\n")
	for i := range len(lines) {
		indent := lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))]
		texts := []string{
			strings.Join(slices.Insert(slices.Clone(lines), i, indent+"# a comment\n"), ""),
			strings.Join(slices.Insert(slices.Clone(lines), i, "\n"+indent+"# a comment\n\n"), ""),
		}
		if line := strings.TrimSuffix(lines[i], "\n"); line != "" {
			behind := slices.Clone(lines)
			behind[i] = line + " # a comment\n"
			texts = append(texts, strings.Join(behind, ""))
		}
		for _, text := range texts {
			once, named, err := agendafile.Format([]byte(text), opts)
			if err != nil {
				t.Fatalf("%s\nof\n%s", err, text)
			}
			if len(named) > 0 || bytes.Count(once, []byte("# a comment")) != 1 {
				t.Errorf("%v new ids; the comment is lost, or there twice:\n%s\nof\n%s", named, once, text)
			}
			twice, _, err := agendafile.Format(once, opts)
			if diff := cmp.Diff(string(once), string(twice)); err != nil || diff != "" {
				t.Errorf("formatting again: %v, (-once +twice):\n%s", err, diff)
			}
			want, _ := agendafile.Read(strings.NewReader(text), opts)
			got, err := agendafile.Read(bytes.NewReader(once), opts)
			if err != nil || !reflect.DeepEqual(want, got) {
				t.Errorf("reading what was formatted: %v, got another agenda:\n%s\nof\n%s", err, once, text)
			}
		}
	}
}

// TestFormatLosesNothing: a comment that cannot be kept is a fault, one in a text
// is text.
func TestFormatLosesNothing(t *testing.T) {
	head := "plenaria: 1\nid: a\ntitle: T # one\nzone: America/Panama\n"
	for name, tt := range map[string]struct{ text, fault string }{
		"behind a bracket":       {"languages: [ # one\n  en]\n", "agenda:5:14: "},
		"in a text with escapes": {"revision: \"1 \\\\ # two\"\n", ""},
		"in a quoted word":       {"revision: \"1 # two\"\n", ""},
		"in lines of text":       {"days: [{date: 2027-04-08, label: \"a # two\"}]\n", ""},
		"behind a quoted word":   {"revision: '1' # two\n", ""},
		"in the midst of a list": {"languages: [en, # two\n  es]\n", ""},
	} {
		out, _, err := agendafile.Format([]byte(head+tt.text), &agendafile.Options{Zones: tzdb.Pinned()})
		switch {
		case tt.fault != "" && (out != nil || !errors.Is(err, agendafile.ErrSyntax) || !strings.HasPrefix(err.Error(), tt.fault)):
			t.Errorf("%s: got %q, %v; want a fault at %s", name, out, err, tt.fault)
		case tt.fault == "" && (err != nil || !bytes.Contains(out, []byte("# two"))):
			t.Errorf("%s: got %q, %v", name, out, err)
		}
	}
}

// TestFormatFiles: without comments Format is Read and Write.
func TestFormatFiles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/agendas/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		opts := &agendafile.Options{Name: file, Zones: tzdb.Pinned()}
		got, _, err := agendafile.Format(text, opts)
		if err != nil {
			t.Fatal(err)
		}
		a, err := agendafile.Read(bytes.NewReader(text), opts)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := agendafile.Write(&want, a); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(uncommented(want.String()), uncommented(string(got))); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", file, diff)
		}
	}
}

// uncommented drops comments and empty lines.
func uncommented(text string) (lines []string) {
	for line := range strings.SplitSeq(text, "\n") {
		line, _, _ = strings.Cut(line, " # ")
		if trimmed := strings.TrimSpace(line); trimmed != "" && trimmed[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestFormatFaults(t *testing.T) {
	text := strings.Replace(minimal, "kim]", "kin]", 1)
	out, named, err := agendafile.Format([]byte(text), &agendafile.Options{Zones: tzdb.Pinned()})
	if out != nil || named != nil || !errors.Is(err, schedule.ErrUnknownID) {
		t.Errorf("Format gave %d bytes, %v, %v; want nothing and %v", len(out), named, err, schedule.ErrUnknownID)
	}
	if _, _, err := agendafile.Format([]byte("{"), nil); !errors.Is(err, agendafile.ErrSyntax) {
		t.Errorf("Format of broken YAML gave %v, want %v", err, agendafile.ErrSyntax)
	}
}

func TestNewID(t *testing.T) {
	for name, want := range map[string]schedule.ID{
		"Opening remarks":             "opening-remarks",
		"Panama's “digital” strategy": "panamas-digital-strategy",
		"Señales: ¿Qué & cómo?":       "senales-que-como",
		"ﬁrst ½ day":                  "first-1-2-day",
		"개회사 2":                       "2",
		"개회사":                         "",
		"":                            "",
		"The quick brown fox jumps over the lazy dog again":       "the-quick-brown-fox-jumps-over-the-lazy",
		"Donaudampfschifffahrtsgesellschaftskapitänsmützenschild": "",
	} {
		if got := agendafile.NewID(name); got != want {
			t.Errorf("NewID(%q) = %q, want %q", name, got, want)
		}
	}
}
