package schedule_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
)

// filterable is an agenda of one morning: an opening in the day's room, then two
// parallel sessions, the first of which has a room of its own.
func filterable() *schedule.Agenda {
	h := func(n schedule.Clock) schedule.Clock { return n * schedule.Hour }
	return &schedule.Agenda{
		ID: "f", Zone: schedule.UTC(), Title: schedule.Text{{Lang: "en", Text: "F"}},
		Participants: []schedule.Participant{
			{ID: "kim", Name: schedule.Text{{Lang: "ko", Text: "김민지"}, {Lang: "en", Text: "Kim Min-ji"}}, Org: "mois"},
			{ID: "mois", Country: "KR"},
			{ID: "ana", Country: "UY"},
		},
		Rooms:  []schedule.Room{{ID: "main"}, {ID: "side", Name: schedule.Text{{Lang: "en", Text: "Side Room"}}}},
		Tracks: []schedule.Track{{ID: "sec"}},
		Days: []schedule.Day{{Date: schedule.Date{Year: 2027, Month: 4, Day: 8}, Room: "main", Sessions: []schedule.Session{
			{ID: "opening", Start: h(9), End: h(10), Kind: schedule.Ceremony,
				Parts: []schedule.Part{{Roles: []schedule.Role{{Who: "ana", As: schedule.Speaker}}}}},
			{ID: "both", Start: h(10), End: h(11), Parallel: []schedule.Session{
				{ID: "a", Room: "side", Track: "sec", Roles: []schedule.Role{{Who: "kim", As: schedule.Moderator}}},
				{ID: "b", Countries: []string{"CL"}},
			}},
		}}},
	}
}

func TestFilter(t *testing.T) {
	tests := map[string]struct {
		filter schedule.Filter
		want   string
	}{
		"the zero filter lets all pass":                     {schedule.Filter{}, "opening both a b"},
		"a room of the day, but not where another is named": {schedule.Filter{Rooms: []schedule.ID{"main"}}, "opening both b"},
		"a track":                              {schedule.Filter{Tracks: []schedule.ID{"sec"}}, "a"},
		"a person of a part":                   {schedule.Filter{People: []schedule.ID{"ana"}}, "opening"},
		"an organization by its people":        {schedule.Filter{People: []schedule.ID{"mois"}}, "a"},
		"a country by a person's organization": {schedule.Filter{Countries: []string{"KR"}}, "a"},
		"a country of a session":               {schedule.Filter{Countries: []string{"CL"}}, "b"},
		"one of two countries":                 {schedule.Filter{Countries: []string{"CL", "UY"}}, "opening b"},
		"a kind that is not set is a talk":     {schedule.Filter{Kinds: []schedule.Kind{schedule.Talk}}, "both a b"},
		"two fields have to hold together":     {schedule.Filter{Rooms: []schedule.ID{"main"}, Kinds: []schedule.Kind{schedule.Talk}}, "both b"},
		"nothing is left":                      {schedule.Filter{Kinds: []schedule.Kind{schedule.Visit}}, ""},
	}
	for name, tt := range tests {
		a := filterable()
		tl, err := a.Resolve(schedule.Reject)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range tl.Where(tt.filter.Keep(a)).Slots {
			got = append(got, string(s.Session.ID))
		}
		if text := strings.Join(got, " "); text != tt.want {
			t.Errorf("%s: got %q, want %q", name, text, tt.want)
		}
	}
}

// TestWhereParents: a parent keeps its parallel sessions under its new index; one
// without its parent stands alone.
func TestWhereParents(t *testing.T) {
	tl, err := filterable().Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	parents := func(keep func(*schedule.Slot) bool) (got []int) {
		for _, s := range tl.Where(keep).Slots {
			got = append(got, s.Parent)
		}
		return got
	}
	if diff := cmp.Diff([]int{-1, 0, 0}, parents(func(s *schedule.Slot) bool { return s.Session.ID != "opening" })); diff != "" {
		t.Errorf("without the opening (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{-1, -1, -1}, parents(func(s *schedule.Slot) bool { return s.Session.ID != "both" })); diff != "" {
		t.Errorf("without the parent (-want +got):\n%s", diff)
	}
	if tl.Slots[2].Parent != 1 {
		t.Errorf("the timeline itself was changed: parent %d, want 1", tl.Slots[2].Parent)
	}
}

func TestFilterFind(t *testing.T) {
	written := schedule.Filter{
		Tracks: []schedule.ID{"SEC"}, Rooms: []schedule.ID{" side room"}, People: []schedule.ID{"kim min-ji", "김민지"},
		Countries: []string{"kr"}, Kinds: []schedule.Kind{"Keynote"},
	}
	want := schedule.Filter{
		Tracks: []schedule.ID{"sec"}, Rooms: []schedule.ID{"side"}, People: []schedule.ID{"kim", "kim"},
		Countries: []string{"KR"}, Kinds: []schedule.Kind{schedule.Keynote},
	}
	got, err := written.Find(filterable())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v, (-want +got):\n%s", err, diff)
	}
}

func TestFilterFindFaults(t *testing.T) {
	wrong := schedule.Filter{
		Tracks: []schedule.ID{"sek", "sec"}, Rooms: []schedule.ID{"Side Rom"}, People: []schedule.ID{"x"},
		Countries: []string{"Uruguay", "PA"}, Kinds: []schedule.Kind{"lecture"},
	}
	_, err := wrong.Find(filterable())
	want := []string{
		`countries[0]: no session or person of country "Uruguay"; did you mean "UY"?`,
		`countries[1]: no session or person of country "PA"; countries are "CL", "KR", "UY"`,
		`kinds[0]: "lecture" is not known; use one of talk, keynote, panel, ceremony, break, workshop, visit, meeting, travel, social, milestone, registration`,
		`people[0]: no person "x"; people are "kim", "mois", "ana"`,
		`rooms[0]: no room "Side Rom"; did you mean "Side Room"?`,
		`tracks[0]: no track "sek"; did you mean "sec"? tracks are "sec"`,
	}
	var got []string
	if problems, ok := errors.AsType[schedule.Problems](err); ok {
		for _, p := range problems {
			got = append(got, p.Error())
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !errors.Is(err, schedule.ErrUnknownID) || !errors.Is(err, schedule.ErrInvalid) {
		t.Errorf("%v wraps not both of ErrUnknownID and ErrInvalid", err)
	}
}
