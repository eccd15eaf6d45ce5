package ical_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestStorySequences: the SEQUENCE of every UID of the organizer's file in the three
// versions of the story, and once more the same bytes. Only what is at another time, in
// another room, cancelled or held after all is raised; what is only told otherwise, as
// "panama" and "knowledge" are, is not.
func TestStorySequences(t *testing.T) {
	want := map[string]string{
		"keynote": "0 1 1", "korea": "0 1 1", "revitalization": "0 1 1", "digital-identity": "0 1 1",
		"regional-2": "0 1 2", "workshop": "- 0 0", "past-chairs": "0 0 1",
	}
	got := map[string][]string{}
	file, count := "", 0
	for i, a := range []*schedule.Agenda{storyOne(t), storyTwo(t), storyThree(t)} {
		stamp := []ical.UpdateOptions{at(stampOne), at(stampTwo), at(stampThree)}[i]
		_, file = invite(t, file, a, ical.InviteOptions{UpdateOptions: stamp})
		for _, e := range readCalendar(t, file).of("VEVENT") {
			uid := strings.TrimSuffix(e.value("UID"), "@redgealc-2021.example.org")
			for len(got[uid]) < i {
				got[uid] = append(got[uid], "-")
			}
			got[uid] = append(got[uid], e.value("SEQUENCE"))
			count++
		}
	}
	if _, again := invite(t, file, storyThree(t), ical.InviteOptions{UpdateOptions: at(stampFour)}); again != file {
		t.Errorf("once more: -before +after:\n%s", cmp.Diff(file, again))
	}
	if len(got) != 26 || count != 25+26+26 {
		t.Errorf("%d UIDs in %d events, want 26 in 77", len(got), count)
	}
	for uid, list := range got {
		expected := "0 0 0"
		if w, ok := want[uid]; ok {
			expected = w
		}
		if s := strings.Join(list, " "); s != expected {
			t.Errorf("%s: SEQUENCE %s, want %s", uid, s, expected)
		}
	}
	for uid := range want {
		if got[uid] == nil {
			t.Errorf("no %s", uid)
		}
	}
}
