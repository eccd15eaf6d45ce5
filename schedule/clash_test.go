package schedule_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
)

// in puts a session into a room, with speakers.
func at(s schedule.Session, room schedule.ID, speakers ...schedule.ID) schedule.Session {
	s.Room = room
	for _, who := range speakers {
		s.Roles = append(s.Roles, schedule.Role{Who: who, As: schedule.Speaker})
	}
	return s
}

func parallel(s schedule.Session, others ...schedule.Session) schedule.Session {
	s.Parallel = others
	return s
}

// bare makes a parallel session that takes its clocks from its parent.
func bare(id schedule.ID) schedule.Session {
	return schedule.Session{ID: id, Title: in("en", string(id))}
}

func TestClashes(t *testing.T) {
	kind := func(s schedule.Session, k schedule.Kind) schedule.Session { s.Kind = k; return s }
	status := func(s schedule.Session, st schedule.Status) schedule.Session { s.Status = st; return s }
	inZone := func(s schedule.Session, name string) schedule.Session { s.Zone = zone(t, name); return s }
	tests := map[string]struct {
		days []schedule.Day
		want string
	}{
		"one after the other": {[]schedule.Day{day("2021-11-18", at(item("a", "09:00-10:00"), "s1", "kim"), at(item("b", "10:00-11:00"), "s1", "kim"))}, ``},
		"a room twice": {[]schedule.Day{day("2021-11-18", at(item("a", "09:00-10:00"), "s1"), at(item("b", "09:59-11:00"), "s1"))}, `
days[0].sessions[1].room: room "s1" is taken by a, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"a person twice is a remark, an organization nothing": {[]schedule.Day{day("2021-11-18", at(item("a", "09:00-10:00"), "s1", "kim", "oas"), at(item("b", "09:30-11:00"), "s2", "oas", "kim"))}, `
days[0].sessions[1].roles[1].who: remark: "kim" is also in a, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"two roles in one session are one place, a part counts": {[]schedule.Day{day("2021-11-18",
			with(at(item("a", "09:00-10:00"), "s1", "kim", "kim"), func(s *schedule.Session) {
				s.Parts = []schedule.Part{{Title: in("en", "1"), Roles: []schedule.Role{{Who: "kim", As: schedule.Chair}}}}
			}),
			with(item("b", "09:30-11:00"), func(s *schedule.Session) {
				s.Parts = []schedule.Part{{Title: in("en", "1")}, {Title: in("en", "2"), Roles: []schedule.Role{{Who: "kim", As: schedule.Chair}}}}
			}))}, `
days[0].sessions[1].parts[1].roles[0].who: remark: "kim" is also in a, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"across midnight and days": {[]schedule.Day{
			day("2021-11-18", at(item("late", "23:00-25:00"), "s1", "kim")),
			day("2021-11-19", at(item("early", "00:30-02:00"), "s1", "kim"))}, `
days[1].sessions[0].roles[0].who: remark: "kim" is also in late, 2021-11-18T23:00 to 2021-11-19T01:00 in America/Panama
days[1].sessions[0].room: room "s1" is taken by late, 2021-11-18T23:00 to 2021-11-19T01:00 in America/Panama`},
		"across zones: 22:30 in Seoul is 08:30 in Panama": {[]schedule.Day{day("2021-11-18",
			at(item("panama", "08:00-09:00"), "s1", "kim"), inZone(at(item("seoul", "22:30-23:30"), "s2", "kim"), "Asia/Seoul"),
			inZone(at(item("no", "08:30-09:30"), "s3", "kim"), "Asia/Seoul"))}, `
days[0].sessions[1].roles[0].who: remark: "kim" is also in panama, 2021-11-18T08:00 to 09:00 in America/Panama`},
		"the longest is named, each one once": {[]schedule.Day{day("2021-11-18",
			at(item("short", "09:00-09:30"), "s1"), at(item("long", "09:00-18:00"), "s1"), at(item("x", "10:00-11:00"), "s1"), at(item("y", "12:00-13:00"), "s1"))}, `
days[0].sessions[1].room: room "s1" is taken by short, 2021-11-18T09:00 to 09:30 in America/Panama
days[0].sessions[2].room: room "s1" is taken by long, 2021-11-18T09:00 to 18:00 in America/Panama
days[0].sessions[3].room: room "s1" is taken by long, 2021-11-18T09:00 to 18:00 in America/Panama`},
		"breaks, cancelled and all-day items take no place": {[]schedule.Day{day("2021-11-18",
			at(item("a", "09:00-10:00"), "s1", "kim"), kind(at(item("coffee", "09:00-10:00"), "s1", "kim"), schedule.Break),
			status(at(item("off", "09:00-10:00"), "s1", "kim"), schedule.Cancelled),
			at(schedule.Session{ID: "all", Title: in("en", "x"), Through: date("2021-11-18")}, "s1", "kim"))}, ``},
		"what is tentative takes its place": {[]schedule.Day{day("2021-11-18", at(item("a", "09:00-10:00"), "s1"), status(at(item("b", "09:00-10:00"), "s1"), schedule.Tentative))}, `
days[0].sessions[1].room: room "s1" is taken by a, 2021-11-18T09:00 to 10:00 in America/Panama`},

		"parallel sessions in rooms of their own": {[]schedule.Day{day("2021-11-18",
			parallel(at(item("plenary", "09:00-10:00"), "hall", "kim"), at(bare("p1"), "s1", "kim"), at(bare("p2"), "s2")))}, ``},
		"parallel sessions in one room": {[]schedule.Day{day("2021-11-18", parallel(item("p", "09:00-10:00"), at(bare("p1"), "s1"), at(bare("p2"), "s1")))}, `
days[0].sessions[0].parallel[1].room: room "s1" is taken by p1, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"parallel sessions in their parent's room: one may, two may not": {[]schedule.Day{day("2021-11-18", parallel(at(item("p", "09:00-10:00"), "hall"), bare("p1"), at(bare("p2"), "s2")), parallel(at(item("q", "10:00-11:00"), "hall"), bare("q1"), bare("q2")))}, `
days[0].sessions[1].parallel[1].room: room "hall" is taken by q1, 2021-11-18T10:00 to 11:00 in America/Panama`},
		"parallel sessions at clocks of their own": {[]schedule.Day{day("2021-11-18", parallel(item("p", "09:00-12:00"), at(item("p1", "09:00-10:00"), "s1"), at(item("p2", "10:00-11:00"), "s1"), at(item("p3", "09:30-10:30"), "s1")))}, `
days[0].sessions[0].parallel[1].room: room "s1" is taken by p3, 2021-11-18T09:30 to 10:30 in America/Panama
days[0].sessions[0].parallel[2].room: room "s1" is taken by p1, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"a person in two parallel sessions": {[]schedule.Day{day("2021-11-18", parallel(at(item("p", "09:00-10:00"), "", "kim"), at(bare("p1"), "s1", "kim"), at(bare("p2"), "s2", "kim")))}, `
days[0].sessions[0].parallel[1].roles[0].who: remark: "kim" is also in p1, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"another session in a room that the parent names, but not in one by default": {[]schedule.Day{
			{Date: date("2021-11-18"), Room: "hall", Sessions: []schedule.Session{parallel(item("p", "09:00-10:00"), at(bare("p1"), "s1")), at(item("x", "09:00-10:00"), "hall")}},
			day("2021-11-19", parallel(at(item("q", "09:00-10:00"), "hall"), at(bare("q1"), "s1")), at(item("y", "09:00-10:00"), "hall"))}, `
days[1].sessions[1].room: room "hall" is taken by q, 2021-11-19T09:00 to 10:00 in America/Panama`},
		"the room of the day": {[]schedule.Day{{Date: date("2021-11-18"), Room: "hall", Sessions: []schedule.Session{item("a", "09:00-10:00"), item("b", "09:00-10:00")}}}, `
days[0].sessions[1].room: room "hall" is taken by a, 2021-11-18T09:00 to 10:00 in America/Panama`},
		"no room is no place": {[]schedule.Day{day("2021-11-18", item("a", "09:00-10:00"), item("b", "09:00-10:00"))}, ``},
		"a series is told once": {[]schedule.Day{day("2021-11-18",
			at(series("a", "09:00-10:00", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=5"}), "s1"), at(series("b", "09:30-10:30", schedule.Repeat{Rule: "FREQ=DAILY;COUNT=5"}), "s1"))}, `
days[0].sessions[1].room: room "s1" is taken by a, 2021-11-18T09:00 to 10:00 in America/Panama`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := agenda(t, "America/Panama", test.days...)
			for _, id := range []schedule.ID{"s1", "s2", "s3", "hall"} {
				a.Rooms = append(a.Rooms, schedule.Room{ID: id, Name: in("en", "r")})
			}
			a.Participants = []schedule.Participant{{ID: "kim", Name: in("ko", "김")}, {ID: "oas", Name: in("en", "OAS"), Kind: schedule.Organization}}
			if len(test.want) > 0 {
				test.want = test.want[1:]
			}
			equal(t, "Check", a.Check().Error(), test.want)
		})
	}
}

// randomAgenda makes sessions that meet in every way.
func randomAgenda(t testing.TB, r *rand.Rand) *schedule.Agenda {
	zones := []schedule.Zone{zone(t, "America/Panama"), zone(t, "Asia/Seoul"), zone(t, "Europe/Berlin"), {}}
	rooms := []schedule.ID{"s1", "s2", "s3", ""}
	people := []schedule.ID{"kim", "lee", "oas"}
	a := agenda(t, "America/Panama")
	for _, id := range rooms[:3] {
		a.Rooms = append(a.Rooms, schedule.Room{ID: id, Name: in("en", "r")})
	}
	for _, id := range people {
		a.Participants = append(a.Participants, schedule.Participant{ID: id, Name: in("en", "p")})
	}
	a.Participants[2].Kind = schedule.Organization
	n := 0
	session := func() schedule.Session {
		n++
		s := schedule.Session{ID: schedule.ID(fmt.Sprint("x", n)), Title: in("en", "x")}
		s.Start = schedule.Clock(r.IntN(30*4)) * 15 * schedule.Minute
		s.End = s.Start + schedule.Clock(1+r.IntN(16))*15*schedule.Minute
		s.Zone, s.Room = zones[r.IntN(4)], rooms[r.IntN(4)]
		s.Kind = []schedule.Kind{"", schedule.Break}[r.IntN(8)/7]
		s.Status = []schedule.Status{"", schedule.Cancelled}[r.IntN(8)/7]
		for range r.IntN(3) {
			s.Roles = append(s.Roles, schedule.Role{Who: people[r.IntN(3)], As: schedule.Speaker})
		}
		return s
	}
	for i := range 3 {
		d := schedule.Day{Date: date("2021-11-18").AddDays(i), Room: rooms[r.IntN(4)]}
		for range r.IntN(14) {
			s := session()
			for range r.IntN(4) / 2 {
				p := session()
				if r.IntN(2) == 0 {
					p.Start, p.End, p.Zone = 0, 0, schedule.Zone{}
				}
				s.Parallel = append(s.Parallel, p)
			}
			d.Sessions = append(d.Sessions, s)
		}
		a.Days = append(a.Days, d)
	}
	return a
}

// clashOracle compares all pairs: it gives "session what" for each session
// that begins while another one needs the same room or person.
func clashOracle(a *schedule.Agenda, tl *schedule.Timeline) (all []string) {
	needs := func(i int) (list []string) {
		s := &tl.Slots[i]
		if s.Session.Kind == schedule.Break || s.Session.Status == schedule.Cancelled {
			return nil
		}
		var below []int // parallel sessions that take place
		for j := range tl.Slots {
			if c := &tl.Slots[j]; c.Parent == i && c.Session.Kind != schedule.Break && c.Session.Status != schedule.Cancelled {
				below = append(below, j)
			}
		}
		elsewhere := func(what string) bool {
			return slices.ContainsFunc(below, func(j int) bool {
				c := &tl.Slots[j]
				return what == "room "+string(c.Room) || slices.ContainsFunc(c.Session.Roles, func(r schedule.Role) bool { return what == "person "+string(r.Who) })
			})
		}
		if s.Room != "" && !(len(below) > 0 && s.Session.Room == "") {
			list = append(list, "room "+string(s.Room))
		}
		for _, r := range s.Session.Roles {
			if r.Who != "oas" {
				list = append(list, "person "+string(r.Who))
			}
		}
		return slices.DeleteFunc(list, elsewhere)
	}
	for i := range tl.Slots {
		for j := range tl.Slots {
			x, y := &tl.Slots[i], &tl.Slots[j]
			first := x.Start.Before(y.Start) || x.Start.Equal(y.Start) && i < j
			if i == j || !first || !x.End.After(y.Start) {
				continue
			}
			for _, what := range needs(j) {
				if slices.Contains(needs(i), what) {
					all = append(all, string(y.Session.ID)+" "+what)
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestClashesAgainstOracle(t *testing.T) {
	clashes := 0
	for seed := range uint64(300) {
		a := randomAgenda(t, rand.New(rand.NewPCG(seed, 1)))
		want := clashOracle(a, resolve(t, a, schedule.Reject))
		var got []string
		for _, p := range a.Check() {
			if errors.Is(p, schedule.ErrClash) {
				got = append(got, clashOf(t, a, p))
			} else if !p.Remark {
				t.Fatalf("seed %d: %v", seed, p)
			}
		}
		slices.Sort(got)
		clashes += len(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d: clashes (-want +got):\n%s", seed, diff)
		}
	}
	if clashes < 1000 {
		t.Errorf("only %d clashes in all; the random agendas are too easy", clashes)
	}
}

// clashOf reads a problem back into what the oracle says.
func clashOf(t *testing.T, a *schedule.Agenda, p schedule.Problem) string {
	var d, s, k int
	path := p.Path
	if n, _ := fmt.Sscanf(path, "days[%d].sessions[%d].parallel[%d]", &d, &s, &k); n < 2 {
		t.Fatalf("path %s", path)
	} else if n == 2 {
		k = -1
	}
	session := &a.Days[d].Sessions[s]
	if k >= 0 {
		session = &session.Parallel[k]
	}
	what := "person"
	if strings.HasSuffix(path, ".room") {
		what = "room"
	}
	if (what == "person") != p.Remark {
		t.Errorf("%v: Remark = %v; a person is a remark, a room a fault", p, p.Remark)
	}
	_, name, _ := strings.Cut(p.Err.Error(), `"`)
	name, _, _ = strings.Cut(name, `"`)
	return string(session.ID) + " " + what + " " + name
}
