package schedule_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// garbage fills values of any type with what they should not hold.
type garbage struct {
	*rand.Rand
	zones []schedule.Zone
}

func (g *garbage) fill(v reflect.Value, depth int) {
	switch v.Interface().(type) {
	case schedule.Zone:
		v.Set(reflect.ValueOf(g.zones[g.IntN(len(g.zones))]))
		return
	case schedule.Offset:
		if o, err := schedule.OffsetOf(g.IntN(172799) - 86399); g.IntN(3) == 0 && err == nil {
			v.Set(reflect.ValueOf(o))
		}
		return
	case schedule.Date:
		if g.IntN(4) > 0 { // most dates near each other and valid
			v.Set(reflect.ValueOf(schedule.Date{Year: 2011, Month: 12, Day: 28 + g.IntN(4)}))
			return
		}
	case schedule.Clock:
		if g.IntN(4) > 0 {
			v.SetInt(int64(g.IntN(96) * 1800))
			return
		}
	}
	g.fillKind(v, depth)
}

func (g *garbage) fillKind(v reflect.Value, depth int) {
	words := []string{"", "a", "b", "kim", "\xff", "a\r\nb", "break", "cancelled", "all", "PA", "ko", "x-y", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;BYDAY=5FR;UNTIL=20991231", "https://x.org"}
	ints := []int64{0, 0, 1, -1, 7, 2021, 86400, 172800, math.MaxInt32, math.MinInt32}
	switch v.Kind() {
	case reflect.String:
		v.SetString(words[g.IntN(len(words))])
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(ints[g.IntN(len(ints))])
	case reflect.Float64:
		v.SetFloat([]float64{0, 91, -181, math.NaN(), math.Inf(1)}[g.IntN(5)])
	case reflect.Struct:
		for _, field := range v.Fields() {
			g.fill(field, depth)
		}
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), g.IntN(4), 4))
			for i := range v.Len() {
				g.fill(v.Index(i), depth-1)
			}
		}
	case reflect.Pointer:
		if g.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			g.fill(v.Elem(), depth)
		}
	}
}

// TestGarbage: whatever an agenda holds, Check and Resolve tell it, and what
// Resolve accepts can be shown.
func TestGarbage(t *testing.T) {
	zones := []schedule.Zone{{}, zone(t, "Pacific/Apia"), zone(t, "Asia/Seoul"), zone(t, "America/St_Johns"), schedule.UTC()}
	resolved := 0
	for seed := range uint64(300) {
		g := &garbage{rand.New(rand.NewPCG(seed, 2)), zones}
		var a schedule.Agenda
		g.fill(reflect.ValueOf(&a).Elem(), 5)
		if seed%2 == 0 {
			a.Zone = zones[1]
			for i := range a.Days {
				a.Days[i].Date = schedule.Date{Year: 2011, Month: time.December, Day: 28 + i}
				a.Days[i].Sessions = nil
				for j := range 3 {
					s := schedule.Session{ID: schedule.ID(rune('a' + j)), Start: schedule.Clock(g.IntN(48)) * schedule.Hour, End: schedule.Clock(g.IntN(24)) * schedule.Hour}
					a.Days[i].Sessions = append(a.Days[i].Sessions, s)
				}
			}
		}
		problems := a.Check()
		for _, p := range problems {
			if p.Err == nil || p.Error() == "" {
				t.Fatalf("seed %d: a problem without words at %s", seed, p.Path)
			}
		}
		for _, policy := range []schedule.Policy{schedule.Compatible, schedule.Earlier, schedule.Later, schedule.Reject} {
			tl, err := a.Resolve(policy)
			if err != nil {
				continue
			}
			resolved++
			if policy == schedule.Reject && len(problems.Faults()) == 0 && len(tl.HostDays(schedule.Zone{})) != len(a.Days) {
				t.Errorf("seed %d: host days are lost", seed)
			}
			checkTimeline(t, tl)
			for _, z := range zones {
				tl.Days(z)
				tl.HostDays(z)
			}
		}
	}
	if resolved < 40 {
		t.Errorf("only %d timelines; the garbage is too bad", resolved)
	}
}

// checkTimeline checks what holds for every timeline.
func checkTimeline(t *testing.T, tl *schedule.Timeline) {
	t.Helper()
	day := 0
	for i := range tl.Slots {
		s := &tl.Slots[i]
		if s.Day < day || s.Parent >= i || s.Parent >= 0 && tl.Slots[s.Parent].Parent != -1 {
			t.Fatalf("slot %d: day %d after %d, parent %d", i, s.Day, day, s.Parent)
		}
		if s.AllDay() != (s.Start.IsZero() && s.End.IsZero()) || !s.AllDay() && !s.End.After(s.Start) {
			t.Fatalf("slot %d: from %s, start %s, end %s", i, s.From, s.Start, s.End)
		}
		day = s.Day
	}
}
