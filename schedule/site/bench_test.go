package site_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/site"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// large makes the timeline of a meeting of n sessions in 12 rooms, with 600
// people and 40 zones, whose clocks are 40 columns.
func large(b *testing.B, n int) *schedule.Timeline {
	b.Helper()
	en := func(what string, i int) schedule.Text {
		return schedule.Text{{Lang: "en", Text: fmt.Sprint(what, " ", i+1)}, {Lang: "ko", Text: fmt.Sprint("행사 ", i+1)}}
	}
	id := func(what string, i int) schedule.ID { return schedule.ID(fmt.Sprint(what, "-", i)) }
	a := &schedule.Agenda{ID: "large", Title: en("Meeting", 0), Langs: []schedule.Lang{"en", "ko"}, Zone: schedule.UTC(), Domain: "large.example.org"}
	for _, name := range tzdb.Pinned().Names() {
		if z, err := schedule.ZoneIn(tzdb.Pinned(), name); err == nil && len(a.Also) < 40 && tzdb.Pinned().CountryOf(name) != "" && len(name)%3 == 0 {
			a.Also = append(a.Also, z)
		}
	}
	for i := range 12 {
		a.Rooms = append(a.Rooms, schedule.Room{ID: id("room", i), Name: en("Room", i)})
	}
	for i := range 600 {
		a.Participants = append(a.Participants, schedule.Participant{ID: id("person", i), Name: en("Person", i), Country: "KR"})
	}
	for from := 0; from < n; from += 334 {
		d := schedule.Day{Date: schedule.Date{Year: 2027, Month: 6, Day: 14}.AddDays(from / 334)}
		for i := from; i < min(from+334, n); i++ {
			start := 8*schedule.Hour + schedule.Clock((i-from)/12)*20*schedule.Minute
			d.Sessions = append(d.Sessions, schedule.Session{
				ID: id("session", i), Title: en("On the state of the digital administration, part", i), Start: start, End: start + 20*schedule.Minute,
				Room: id("room", i%12), Roles: []schedule.Role{{Who: id("person", i%600), As: schedule.Speaker}, {Who: id("person", i*7%600), As: schedule.Chair}},
			})
		}
		a.Days = append(a.Days, d)
	}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		b.Fatal(err)
	}
	return tl
}

// BenchmarkBuild: the time is linear in the sessions.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{500, 1000, 2000, 4000} {
		tl := large(b, n)
		b.Run(fmt.Sprint("site ", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := site.Build(tl, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("page ", n), func(b *testing.B) {
			for b.Loop() {
				if err := render.HTML(io.Discard, tl, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
