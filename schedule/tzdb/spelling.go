package tzdb

import (
	"cmp"
	"slices"
	"strings"
)

// nearest collects the names within few edits of a key.
type nearest struct {
	key, city string
	found     []neighbour
}

type neighbour struct {
	name     string
	distance int
	rank     int // decides between equal distances
}

func newNearest(key, city string) *nearest { return &nearest{key: key, city: city} }

// add considers name, whose folded form is key. A city is compared alone too,
// since authors mistake the region more than the city.
func (n *nearest) add(key, name string, rank int) {
	city := key[strings.LastIndexByte(key, '/')+1:]
	distance, ok := within(n.key, key)
	if d, near := within(n.city, city); near && (!ok || d < distance) {
		distance, ok = d, true
	}
	if ok {
		n.found = append(n.found, neighbour{name, distance, rank})
	}
}

// names returns the names found, nearest first. Names twice as far as the
// nearest would only distract.
func (n *nearest) names() []string {
	slices.SortStableFunc(n.found, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.rank, b.rank))
	})
	var names []string
	for _, f := range n.found {
		if f.distance == n.found[0].distance {
			names = append(names, f.name)
		}
	}
	return names
}

// within returns the edit distance of a and b if it is small for their length:
// one edit for each four bytes, at most three.
func within(a, b string) (int, bool) {
	limit := min(max(len(a), len(b))/4, 3)
	if limit == 0 || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return 0, false
	}
	d := editDistance(a, b)
	return d, d <= limit
}

// editDistance counts insertions, deletions, substitutions and swaps of
// neighbours that turn a into b (optimal string alignment).
func editDistance(a, b string) int {
	before := make([]int, len(b)+1) // row i-2
	last := make([]int, len(b)+1)   // row i-1
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost(a[i] != b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func cost(differ bool) int {
	if differ {
		return 1
	}
	return 0
}
