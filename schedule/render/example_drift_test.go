package render_test

import (
	"log"
	"os"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// British Columbia stays at its summer time in the winter of 2026.
func ExampleDriftText() {
	load := func(name string) schedule.Zone {
		z, err := schedule.ZoneIn(tzdb.Pinned(), name)
		if err != nil {
			log.Fatal(err)
		}
		return z
	}
	agenda := &schedule.Agenda{
		ID: "summit", Zone: load("America/Vancouver"), Langs: []schedule.Lang{"en", "es"}, Also: []schedule.Zone{load("America/Panama")},
		Title: schedule.Text{{Lang: "en", Text: "Pacific Summit"}, {Lang: "es", Text: "Cumbre del Pacífico"}},
		Days: []schedule.Day{{Date: schedule.Date{Year: 2026, Month: time.December, Day: 2}, Sessions: []schedule.Session{{
			ID: "opening", Title: schedule.Text{{Lang: "en", Text: "Opening"}, {Lang: "es", Text: "Apertura"}}, Start: 9 * schedule.Hour, End: 10 * schedule.Hour,
		}}}},
	}
	winter, err := schedule.ZoneFromSpans("America/Vancouver", []schedule.Span{{Offset: -8 * 3600, Abbr: "PST"}})
	if err != nil {
		log.Fatal(err)
	}
	drift, err := schedule.DriftOf(agenda, []schedule.ClockRecord{{Zone: agenda.Zone, Then: winter}, {Zone: agenda.Also[0], Then: agenda.Also[0]}})
	if err != nil {
		log.Fatal(err)
	}
	o := &render.DriftOptions{}
	o.Langs = []schedule.Lang{"es"}
	if err := render.DriftText(os.Stdout, drift, o); err != nil {
		log.Fatal(err)
	}
	// Output:
	// Cumbre del Pacífico
	// Las reglas horarias han cambiado desde la publicación.
	//
	// miércoles, 2 de diciembre
	//
	// Apertura
	//   1 h antes
	//   Vancouver: mié, 2 dic, 09:00–10:00 (UTC−08:00 → UTC−07:00)
	//   Panamá: mié, 2 dic, 12:00–13:00 → mié, 2 dic, 11:00–12:00
}
