package main

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	tests := map[string]struct{ pattern, first, second string }{
		"shared month and year":        {"d–d MMM y", "d–", "d MMM y"},
		"year first":                   {"y년 MMM d일~d일", "y년 MMM d일~", "d일"},
		"quoted letters are no fields": {"d 'de' MMM – d 'de' MMM 'de' y", "d 'de' MMM – ", "d 'de' MMM 'de' y"},
		"weekday comes twice":          {"E, d. – E, d. MMM", "E, d. – ", "E, d. MMM"},
	}
	for name, tt := range tests {
		got, err := split(tt.pattern)
		if err != nil || got != [2]string{tt.first, tt.second} {
			t.Errorf("%s: split(%q) = %q, %v, want %q, %q", name, tt.pattern, got, err, tt.first, tt.second)
		}
	}
	if got, err := split("d MMM y"); err == nil {
		t.Errorf("split of a pattern of one date = %q, want an error", got)
	}
}

func TestWiden(t *testing.T) {
	tests := map[string]struct{ pattern, like, want string }{
		"weekday and month":                  {"E, MMM d", "MMMM", "EEEE, MMMM d"},
		"standing alone":                     {"ccc, d 'de' MMMM", "MMMM", "cccc, d 'de' MMMM"},
		"months stay where like has numbers": {"y年MMMd日E", "y年M月d日EEEE", "y年MMMd日EEEE"},
		"quoted text stays":                  {"d 'de MMM' MMM", "MMMM", "d 'de MMM' MMMM"},
	}
	for name, tt := range tests {
		if got := (order{wide: true}).widen(tt.pattern, tt.like); got != tt.want {
			t.Errorf("%s: widen(%q, %q) = %q, want %q", name, tt.pattern, tt.like, got, tt.want)
		}
	}
	if got := (order{}).widen("E, MMM d", "MMMM"); got != "E, MMM d" {
		t.Errorf("a narrow order widened the pattern to %q", got)
	}
}

func TestClockSeparator(t *testing.T) {
	tests := map[string]string{
		"HH:mm ~ HH:mm":     " ~ ",
		"H:mm–H:mm":         "–",
		"HH:mm–HH:mm 'Uhr'": "–",
		"H時mm分～H時mm分":       "～", // no plain clocks: the fallback
	}
	for pattern, want := range tests {
		if got := clockSeparator(pattern, "～"); got != want {
			t.Errorf("clockSeparator(%q) = %q, want %q", pattern, got, want)
		}
	}
}

func TestKnownRefuses(t *testing.T) {
	for _, pattern := range []string{"G y", "yy", "LLLL", "EEEEE", "d 'de", "h 'o''clock'"} {
		if err := known(pattern); err == nil || !strings.Contains(err.Error(), "pattern") {
			t.Errorf("known(%q) = %v, want an error that names the pattern", pattern, err)
		}
	}
}

func TestServe(t *testing.T) {
	m := matching{parents: map[string]string{
		"es-MX": "es-419", "en-AU": "en-001", "en-DE": "en-150", "en-150": "en-001", "pt-AO": "pt-PT", "zh-Hant": "root",
	}}
	for id, want := range map[string]string{
		"es": "es", "es-MX": "es-419", "es-GQ": "es", "en-AU": "en-GB", "en-DE": "en-GB", "en-CA": "en",
		"pt-AO": "pt-PT", "pt-BR": "pt", "zh-Hant": "", "xx": "", "": "",
	} {
		if got := m.serve(id); got != want {
			t.Errorf("serve(%q) = %q, want %q", id, got, want)
		}
	}
}
