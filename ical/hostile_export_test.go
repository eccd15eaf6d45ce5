package ical

import "testing"

// HostileNames, HostileFile and CheckOutcome are the corpus of testdata/hostile for
// the tests from outside of the package.
func HostileNames(t testing.TB) []string { return hostileNames(t) }

func HostileFile(t testing.TB, name string) []byte { return hostileFile(t, name) }

func CheckOutcome(t *testing.T, name, section, got string) {
	t.Helper()
	checkOutcome(t, name, section, got)
}
