package ical_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// The stamps of the three revisions of the story, and of one after it.
var (
	stampOne   = time.Date(2021, 10, 1, 12, 0, 0, 0, time.UTC)
	stampTwo   = time.Date(2021, 11, 1, 12, 0, 0, 0, time.UTC)
	stampThree = time.Date(2021, 11, 10, 12, 0, 0, 0, time.UTC)
	stampFour  = time.Date(2021, 11, 11, 12, 0, 0, 0, time.UTC)
)

// storyOne is the 15th annual meeting of RED GEALC as it was published first, with
// rooms and with the addresses of some who take part. What is new in storyTwo and
// storyThree is told at the head of their files.
func storyOne(t testing.TB) *schedule.Agenda   { return story(t, "1.0") }
func storyTwo(t testing.TB) *schedule.Agenda   { return story(t, "1.1") }
func storyThree(t testing.TB) *schedule.Agenda { return story(t, "1.2") }

func story(t testing.TB, version string) *schedule.Agenda {
	t.Helper()
	name := filepath.Join("..", "testdata", "story", "redgealc-"+version+".yaml")
	a, err := agendafile.ReadFile(name, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
