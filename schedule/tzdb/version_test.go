package tzdb_test

import (
	"cmp"
	"testing"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestCompareVersions compares each pair of a sorted list, both ways.
func TestCompareVersions(t *testing.T) {
	sorted := []string{
		"", "0000a", "2a", "abcd", "unknown", // no releases
		"1999", "2025", "2025b", "2025c", "2025z", "2025za", "2025zb",
		"2026", "2026a", "2026f", "2026f-2-g9999999", "2026f-10-g0000000", "2026f-10-g0000000-dirty", "2026g",
		"9999a",
	}
	for i, a := range sorted {
		for j, b := range sorted {
			if got, want := tzdb.CompareVersions(a, b), cmp.Compare(i, j); got != want {
				t.Errorf("CompareVersions(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
}
