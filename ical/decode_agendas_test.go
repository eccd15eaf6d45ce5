package ical_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestDecodeAgendas: what Write writes of each agenda, in each of its languages
// and in each form, is read and written to the same bytes.
func TestDecodeAgendas(t *testing.T) {
	files, err := filepath.Glob("../testdata/agendas/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d agendas, %v", len(files), err)
	}
	for _, name := range files {
		agenda, err := agendafile.ReadFile(name, &agendafile.Options{Zones: tzdb.Pinned()})
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range agenda.Langs {
			for _, form := range []ical.Form{ical.Client, ical.Open, ical.Full} {
				o := &ical.Options{Stamp: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Langs: []schedule.Lang{lang}, Form: form}
				file := write(t, agenda, o)
				cal, problems, err := ical.Decode(bytes.NewBufferString(file), nil)
				if err != nil || len(problems) > 0 {
					t.Fatalf("%s: %v, %v", name, problems, err)
				}
				var again bytes.Buffer
				if err := ical.Encode(&again, cal); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(file, again.String()); diff != "" {
					t.Errorf("%s in %s (-written +decoded and encoded):\n%s", name, lang, diff)
				}
			}
		}
	}
}
