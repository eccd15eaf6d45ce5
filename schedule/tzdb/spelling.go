package tzdb

import (
	"cmp"
	"slices"
)

// nearest collects the names within few edits of a key.
type nearest struct {
	key, city string
	found     []neighbour
}

type neighbour struct {
	name     string
	distance int
}

// add considers the names behind a key. Its city is compared alone too, since
// authors mistake the region as often as the spelling.
func (n *nearest) add(key, city string, names ...string) {
	distance, ok := within(n.key, key)
	if d, near := within(n.city, city); near && (!ok || d < distance) {
		distance, ok = d, true
	}
	for _, name := range names {
		if ok {
			n.found = append(n.found, neighbour{name, distance})
		}
	}
}

// names returns the nearest names found, in the order of their adding. Names
// that are further away would only distract.
func (n *nearest) names() []string {
	slices.SortStableFunc(n.found, func(a, b neighbour) int { return cmp.Compare(a.distance, b.distance) })
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

// editDistance counts the insertions, deletions, substitutions and swaps of
// neighbours that turn a into b (optimal string alignment). b has at most
// 2*maxSuggestLen bytes.
func editDistance(a, b string) int {
	var rows [3][2*maxSuggestLen + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2] // rows i-2, i-1 and i
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+differ(a[i], b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func differ(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}
