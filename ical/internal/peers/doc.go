// Package peers compares plenaria with other libraries of Go, in one run and on
// the same input:
//
//	cd ical/internal/peers && go test -run '^$' -bench .
//
// It is a module of its own, so that nobody who uses plenaria downloads them.
// Read ratios, not times: BenchmarkRead/plenaria/… against the others.
package peers
