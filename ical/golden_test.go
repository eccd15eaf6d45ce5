package ical_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// updating reads -update, which the package's own tests define.
func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

var richOptions = ical.Options{
	Stamp: time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC),
	Langs: []schedule.Lang{"es", "en"}, Source: "https://example.org/agenda.ics",
	Sequence: 1, Alarms: []time.Duration{15 * time.Minute},
}

// richAgenda has one of everything that an event can say.
func richAgenda() *schedule.Agenda {
	a := &schedule.Agenda{
		ID: "cumbre-2026", Domain: "cumbre-2026.example.org", URL: "https://example.org/cumbre-2026", Revision: "2.0",
		Title: text("es", "Cumbre digital 2026", "en", "Digital summit 2026", "ko", "2026 디지털 정상회의"),
		Zone:  zone("America/Santiago"), Langs: []schedule.Lang{"es", "en", "ko"}, Organizer: "aig",
		Participants: []schedule.Participant{
			{ID: "aig", Kind: schedule.Organization, Name: text("es", "Autoridad de Innovación", "en", "Innovation Authority"), Email: "agenda@example.org"},
			{ID: "mois", Kind: schedule.Organization, Name: text("ko", "행정안전부", "en", "Ministry of the Interior and Safety"), Country: "KR"},
			{ID: "kim", Name: text("en", "Kim Min-ji", "ko", "김민지"), Org: "mois", Email: "kim@example.org"},
			{ID: "perez", Name: text("es", "Ana Pérez")},
			{ID: "cl", Kind: schedule.Delegation, Name: text("es", "Chile", "ko", "칠레"), Country: "CL"},
		},
		Rooms: []schedule.Room{
			{ID: "plenary", Name: text("es", "Salón Plenario", "en", "Plenary Hall", "ko", "전체회의장"), Address: "Av. Libertador 1, Santiago",
				Geo: &schedule.Geo{Lat: -33.4489, Lon: -70.6693}},
			{ID: "s1", Name: text("es", "Sala 1")},
		},
		Tracks: []schedule.Track{{ID: "security", Name: text("es", "Ciberseguridad", "en", "Cybersecurity", "ko", "사이버보안")}},
	}
	a.Days = []schedule.Day{richFirstDay(), richSecondDay()}
	return a
}

func richFirstDay() schedule.Day {
	opening := talk("opening", "08:30", "09:00", func(s *schedule.Session) {
		s.Kind = schedule.Ceremony
		s.Title = text("es", "Apertura", "en", "Opening", "ko", "개회식")
		s.Abstract = text("es", "Palabras de bienvenida; saludos, y una foto.", "en", "Words of welcome.", "ko", "환영사와 축사.")
		s.Note = text("es", "Se ruega puntualidad", "en", "Please be on time", "ko", "시간 엄수")
		s.Parts = []schedule.Part{
			{Title: text("es", "Gobierno anfitrión", "en", "Host government", "ko", "주최국 정부"), Length: 10 * time.Minute},
			{Title: text("es", "Corea", "en", "Korea", "ko", "대한민국"), Roles: []schedule.Role{{Who: "kim", As: schedule.Speaker}},
				Note: text("es", "en línea", "en", "online", "ko", "온라인")},
		}
		s.Roles = []schedule.Role{{Who: "aig", As: schedule.Speaker}, {Who: "kim", As: schedule.Speaker}, {Who: "perez", As: schedule.Chair}}
		s.StreamURL, s.Link = "https://meet.example.org/opening?pwd=a,b;c", "https://example.org/cumbre-2026/opening"
	})
	themes := talk("themes", "10:00", "11:30", func(s *schedule.Session) {
		s.Title = text("es", "Sesiones temáticas", "en", "Thematic sessions", "ko", "주제별 세션")
		s.Parallel = []schedule.Session{
			{ID: "t1", Title: text("es", "Ciberseguridad", "en", "Cybersecurity", "ko", "사이버보안"), Room: "s1", Track: "security", Countries: []string{"CL", "UY"}},
			{ID: "t2", Title: text("es", "Datos abiertos", "en", "Open data", "ko", "데이터개방"), Status: schedule.Tentative,
				Roles: []schedule.Role{{Who: "cl", As: schedule.Panelist}, {Who: "mois", As: schedule.Panelist}}},
		}
	})
	return schedule.Day{
		Date: date("2026-09-04"), Label: text("es", "Día 1", "en", "Day 1", "ko", "1일차"), Room: "plenary",
		Sessions: []schedule.Session{
			opening,
			{Kind: schedule.Break, Title: text("es", "Pausa", "en", "Break", "ko", "휴식"), Start: clock("09:45"), End: clock("10:00")},
			themes,
			talk("reception", "23:30", "00:30", func(s *schedule.Session) {
				s.Kind, s.Title = schedule.Social, text("es", "Recepción", "en", "Reception", "ko", "환영 만찬")
			}),
			{ID: "visit", Kind: schedule.Visit, Title: text("es", "Visita", "en", "Visit", "ko", "방문"), Through: date("2026-09-06")},
			talk("seoul", "09:00", "10:00", func(s *schedule.Session) {
				s.Zone, s.Room = zone("Asia/Seoul"), ""
				s.Title = text("es", "Enlace con Seúl", "en", "Link to Seoul", "ko", "서울 연결")
			}),
			talk("flight", "18:05", "21:50", func(s *schedule.Session) {
				s.Kind, s.Zone, s.EndZone = schedule.Travel, zone("America/Santiago"), zone("America/Lima")
				s.Title = text("es", "Vuelo SCL → LIM")
			}),
		},
	}
}

func richSecondDay() schedule.Day {
	return schedule.Day{
		Date: date("2027-04-03"), Sessions: []schedule.Session{
			talk("overlap", "23:30", "25:00", func(s *schedule.Session) { // 23:00–24:00 comes twice
				s.Title, s.Offset = text("es", "Cambio de hora", "en", "The clocks go back"), offset("-04:00")
			}),
			talk("cancelled", "12:00", "13:00", func(s *schedule.Session) {
				s.Title, s.Status = text("es", "Cancelada", "en", "Cancelled"), schedule.Cancelled
			}),
			talk("webinar", "09:00", "10:00", func(s *schedule.Session) {
				s.Title = text("es", "Seminario", "en", "Webinar")
				s.Repeat = &schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=2",
					Moved: []schedule.Move{{From: dateTime("2027-04-10T09:00"), To: dateTime("2027-04-11T11:00")}}}
			}),
		},
	}
}

// TestGolden keeps a file with one of everything, in three languages. It was
// read by eye against the RFCs, and by other programs.
func TestGolden(t *testing.T) {
	for _, lang := range []schedule.Lang{"es", "en", "ko"} {
		t.Run(string(lang), func(t *testing.T) {
			o := richOptions
			o.Langs = []schedule.Lang{lang}
			got := write(t, richAgenda(), &o)
			name := filepath.Join("testdata", "rich."+string(lang)+".ics")
			if updating() {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got); -update rewrites it:\n%s", name, diff)
			}
		})
	}
}
