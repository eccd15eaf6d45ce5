package schedule_test

import (
	"fmt"
	"testing"

	"github.com/plenaria/plenaria/schedule"
)

// conference makes an agenda of some days of twenty slots, each with a plenary
// and parallel sessions, in all n sessions with rooms and two people each.
func conference(t testing.TB, n, days int) *schedule.Agenda {
	a := agenda(t, "Europe/Berlin")
	for i := range 40 {
		a.Rooms = append(a.Rooms, schedule.Room{ID: schedule.ID(fmt.Sprint("r", i)), Name: in("en", "room")})
	}
	for i := range 2 * n {
		a.Participants = append(a.Participants, schedule.Participant{ID: schedule.ID(fmt.Sprint("p", i)), Name: in("en", "person")})
	}
	width := (n + 20*days - 1) / (20 * days) // sessions at one time
	for d := range days {
		day := schedule.Day{Date: date("2026-03-25").AddDays(d), Opens: clock("08:00"), Closes: clock("20:00")}
		for slot := range 20 {
			start := clock("08:00") + schedule.Clock(slot)*30*schedule.Minute
			var s schedule.Session
			for k := range width {
				one := schedule.Session{
					ID: schedule.ID(fmt.Sprintf("s%d-%d-%d", d, slot, k)), Room: a.Rooms[k%40].ID,
					Title: schedule.Text{{Lang: "en", Text: "A talk"}, {Lang: "ko", Text: "발표"}},
				}
				for i := range 2 {
					one.Roles = append(one.Roles, schedule.Role{Who: a.Participants[(d*40+slot*2+k*80+i)%(2*n)].ID, As: schedule.Speaker})
				}
				if k == 0 {
					one.Start, one.End = start, start+25*schedule.Minute
					s = one
				} else {
					s.Parallel = append(s.Parallel, one)
				}
			}
			day.Sessions = append(day.Sessions, s)
		}
		a.Days = append(a.Days, day)
	}
	return a
}

// latinAmerica are zones of the 33 states of Latin America and the Caribbean.
var latinAmerica = []string{
	"America/Antigua", "America/Argentina/Buenos_Aires", "America/Barbados", "America/La_Paz", "America/Sao_Paulo", "America/Nassau",
	"America/Belize", "America/Santiago", "America/Bogota", "America/Costa_Rica", "America/Havana", "America/Dominica", "America/Santo_Domingo",
	"America/Guayaquil", "America/Grenada", "America/Guatemala", "America/Guyana", "America/Tegucigalpa", "America/Port-au-Prince",
	"America/Jamaica", "America/St_Kitts", "America/St_Lucia", "America/Mexico_City", "America/Managua", "America/Panama", "America/Lima",
	"America/Asuncion", "America/Paramaribo", "America/El_Salvador", "America/Port_of_Spain", "America/Montevideo", "America/St_Vincent", "America/Caracas",
}

func BenchmarkTimeline(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		a := conference(b, n, 5)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				resolve(b, a, schedule.Compatible)
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		a := conference(b, n, 5)
		if err := a.Check().Err(); err != nil && n < 5000 {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.Check()
			}
		})
	}
}

// BenchmarkClashes is Check where everything clashes with everything.
func BenchmarkClashes(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		a := conference(b, n, 5)
		for i := range a.Days {
			for j := range a.Days[i].Sessions {
				s := &a.Days[i].Sessions[j]
				s.Start, s.End, s.Room = clock("08:00"), clock("20:00"), "r0"
				for k := range s.Parallel {
					s.Parallel[k].Room = "r1"
				}
			}
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.Check()
			}
		})
	}
}

// BenchmarkDays33 shows one timeline to 33 countries.
func BenchmarkDays33(b *testing.B) {
	var zones []schedule.Zone
	for _, name := range latinAmerica {
		zones = append(zones, zone(b, name))
	}
	for _, n := range []int{60, 10000} {
		tl := resolve(b, conference(b, n, 3), schedule.Compatible)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, z := range zones {
					tl.Days(z)
				}
			}
		})
	}
}

func BenchmarkHostDays33(b *testing.B) {
	var zones []schedule.Zone
	for _, name := range latinAmerica {
		zones = append(zones, zone(b, name))
	}
	tl := resolve(b, conference(b, 60, 3), schedule.Compatible)
	b.ReportAllocs()
	for b.Loop() {
		for _, z := range zones {
			tl.HostDays(z)
		}
	}
}
