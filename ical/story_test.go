package ical_test

import (
	"os"
	"path/filepath"
	"slices"
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
// rooms and with the addresses of some who take part.
func storyOne(t testing.TB) *schedule.Agenda {
	t.Helper()
	a := redgealc(t)
	a.Rooms = []schedule.Room{{ID: "r1", Name: text("es", "Sala 1", "ko", "1회의실")}, {ID: "r2", Name: text("es", "Sala 2", "ko", "2회의실")}}
	guest := func(id schedule.ID, name, country, email, at string, langs ...schedule.Lang) {
		a.Participants = append(a.Participants, schedule.Participant{ID: id, Name: text("es", name), Country: country, Email: email, Zone: zone(at), Langs: langs})
	}
	guest("kim", "Kim Min-ji", "KR", "kim@example.org", "Asia/Seoul", "ko")
	guest("ana", "Ana Pérez", "PA", "ana@example.org", "America/Panama", "es")
	guest("luz", "Luz Díaz", "CL", "luz@example.org", "America/Santiago", "es")
	guest("bob", "Bob Rolle", "BS", "bob@example.org", "America/Nassau", "en")
	guest("eva", "Eva Tamm", "EE", "eva@example.org", "Europe/Tallinn", "en")
	roles := map[schedule.ID][]schedule.Role{
		"korea":            {{Who: "kim", As: schedule.Speaker}, {Who: "ana", As: schedule.Chair}},
		"keynote":          {{Who: "luz", As: schedule.Speaker}},
		"panama":           {{Who: "ana", As: schedule.Speaker}},
		"knowledge":        {{Who: "bob", As: schedule.Speaker}, {Who: "luz", As: schedule.Moderator}},
		"regional-2":       {{Who: "bob", As: schedule.Speaker}},
		"revitalization":   {{Who: "eva", As: schedule.Panelist}},
		"digital-identity": {{Who: "kim", As: schedule.Moderator}},
		"closing":          {{Who: "eva", As: schedule.Chair}},
	}
	for id, list := range roles {
		s := sessionOf(t, a, id)
		s.Roles = append(slices.Clone(s.Roles), list...)
	}
	sessionOf(t, a, "korea").Room = "r1"
	return a
}

// storyTwo is version 1.1.
func storyTwo(t testing.TB) *schedule.Agenda {
	t.Helper()
	a := storyOne(t)
	a.Revision = "1.1"
	later := sessionOf(t, a, "keynote")
	later.Start, later.End = clock("11:45"), clock("12:15")
	sessionOf(t, a, "panama").Title = text("es", "Panamá digital", "ko", "파나마 디지털")
	replaced := sessionOf(t, a, "knowledge")
	for i := range replaced.Roles {
		if replaced.Roles[i].Who == "bob" {
			replaced.Roles[i].Who = "eva"
		}
	}
	sessionOf(t, a, "regional-2").Status = schedule.Cancelled
	one, other := sessionOf(t, a, "revitalization"), sessionOf(t, a, "digital-identity")
	one.Start, one.End, other.Start, other.End = other.Start, other.End, one.Start, one.End
	a.Days[1].Sessions = append(a.Days[1].Sessions, talk("workshop", "16:30", "17:30", func(s *schedule.Session) {
		s.Title, s.Roles = text("es", "Taller"), []schedule.Role{{Who: "luz", As: schedule.Speaker}}
	}))
	sessionOf(t, a, "korea").Room = "r2"
	return a
}

// storyThree is version 1.2: what was cancelled takes place after all, and the
// session with past chairs is no longer there.
func storyThree(t testing.TB) *schedule.Agenda {
	t.Helper()
	a := storyTwo(t)
	a.Revision = "1.2"
	sessionOf(t, a, "regional-2").Status = schedule.Confirmed
	day := &a.Days[1]
	day.Sessions = slices.DeleteFunc(day.Sessions, func(s schedule.Session) bool { return s.ID == "past-chairs" })
	return a
}

func redgealc(t testing.TB) *schedule.Agenda {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "testdata", "agendas", "redgealc-2021.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	a, err := agendafile.Read(file, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
