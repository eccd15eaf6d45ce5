package ical_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// weekly is the Korea–Chile webinar of 2021, on six Tuesdays at 09:00 in Santiago:
// May 25, June 1, 8, 15, 22 and 29. Two of its speakers have an address, and there
// is Ana, who has no role.
func weekly(t testing.TB, changes ...func(*schedule.Repeat)) *schedule.Agenda {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "testdata", "agendas", "webinar-2021.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	a, err := agendafile.Read(file, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	for i := range a.Participants {
		switch p := &a.Participants[i]; p.ID {
		case "son", "diaz":
			p.Email = string(p.ID) + "@example.org"
		}
	}
	a.Participants = append(a.Participants, schedule.Participant{
		ID: "ana", Name: text("es", "Ana Soto"), Email: "ana@example.org", Country: "ES", Zone: zone("Europe/Madrid"), Langs: []schedule.Lang{"es"},
	})
	r := schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=6"}
	for _, change := range changes {
		change(&r)
	}
	sessionOf(t, a, "webinar").Repeat = &r
	return a
}
