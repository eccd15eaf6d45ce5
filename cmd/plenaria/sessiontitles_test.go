package main

import "testing"

// TestSessionOfEvent: which names mean an event, where an id has a hyphen too.
func TestSessionOfEvent(t *testing.T) {
	titles := sessionTitles{"lesson": nil, "panel-2": nil, "panel": nil}
	for _, test := range []struct {
		name, uid string
		want      bool
	}{
		{"lesson@example.org", "lesson@example.org", true},
		{"lesson", "lesson@example.org", true},
		{"lesson", "lesson-20270329T140000Z@example.org", true}, // an occurrence
		{"lesson-20270329T140000Z", "lesson-20270329T140000Z@example.org", true},
		{"lesson-20270405T140000Z", "lesson-20270329T140000Z@example.org", false},
		{"panel", "panel-2@example.org", false}, // a session of its own
		{"panel-2", "panel-2@example.org", true},
		{"other", "other@example.org", true}, // of which the agenda has nothing any more
		{"les", "lesson@example.org", false},
		{"", "lesson@example.org", false},
	} {
		if got := titles.isOf(test.name, test.uid); got != test.want {
			t.Errorf("isOf(%q, %q) = %t, want %t", test.name, test.uid, got, test.want)
		}
	}
}
