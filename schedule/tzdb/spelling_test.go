package tzdb

import (
	"strings"
	"testing"
)

func TestEditDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "lima", 4},
		{"lima", "", 4},
		{"lima", "lima", 0},
		{"lina", "lima", 1},   // substitution
		{"lma", "lima", 1},    // insertion
		{"limaa", "lima", 1},  // deletion
		{"liam", "lima", 1},   // swap
		{"limp", "mali", 4},   // nothing in place
		{"seoul", "soeul", 1}, // swap in the middle
		{strings.Repeat("a", maxSuggestLen+3), strings.Repeat("b", maxSuggestLen), maxSuggestLen + 3},
	}
	for _, tt := range tests {
		if got := editDistance(tt.a, tt.b); got != tt.want {
			t.Errorf("editDistance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestWithinIsEditDistance compares the answer to the plain distance, for all
// pairs of names.
func TestWithinIsEditDistance(t *testing.T) {
	names := Pinned().index().names
	for i, a := range names {
		for _, b := range names[i%7:] {
			limit := min(max(len(a.city), len(b.city))/4, 3)
			want := editDistance(a.city, b.city)
			got, ok := within(a.city, b.city)
			if ok != (limit > 0 && want <= limit) || ok && got != want {
				t.Fatalf("within(%q, %q) = %d, %v; the distance is %d, the limit %d", a.city, b.city, got, ok, want, limit)
			}
		}
	}
}

func TestWithin(t *testing.T) {
	tests := []struct {
		a, b string
		want int
		ok   bool
	}{
		{"utc", "utd", 0, false},   // too short to guess
		{"lima", "lina", 1, true},  // one edit for four letters
		{"lima", "lino", 0, false}, // two
		{"panamacity", "panamasity", 1, true},
		{"argentinabuenosaires", "rgentinbuenosairs", 3, true},
		{"argentinabuenosaires", "rgentinbuenosair", 0, false},
		{strings.Repeat("a", 300), strings.Repeat("a", 300), 0, false}, // longer than any name
	}
	for _, tt := range tests {
		if got, ok := within(tt.a, tt.b); got != tt.want || ok != tt.ok {
			t.Errorf("within(%q, %q) = %d, %v, want %d, %v", tt.a, tt.b, got, ok, tt.want, tt.ok)
		}
	}
}
