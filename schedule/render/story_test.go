package render_test

import (
	"bytes"
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestStory: what the versions 1.1 and 1.2 of the meeting of RED GEALC change, as the
// head of each file tells it, in Korean and in Spanish.
func TestStory(t *testing.T) {
	read := func(version string) *schedule.Agenda {
		a, err := agendafile.ReadFile("../../testdata/story/redgealc-"+version+".yaml", &agendafile.Options{Zones: tzdb.Pinned()})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	versions := []*schedule.Agenda{read("1.0"), read("1.1"), read("1.2")}
	for i, name := range []string{"story-1.1", "story-1.2"} {
		for _, lang := range []schedule.Lang{"ko", "es"} {
			var b bytes.Buffer
			err := render.ChangesText(&b, schedule.Diff(versions[i], versions[i+1]), &render.ChangesOptions{Langs: []schedule.Lang{lang}})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+"."+string(lang)+".txt", b.String())
		}
	}
}
