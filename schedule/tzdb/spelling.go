package tzdb

import (
	"cmp"
	"math/bits"
	"slices"
)

// distance returns how many edits a name is away. Its city is compared alone
// too, since authors mistake the region as often as the spelling.
func (q query) distance(key, city string) (int, bool) {
	whole, ok1 := within(q.key, key)
	part, ok2 := within(q.city, city)
	if ok1 && ok2 {
		return min(whole, part), true
	}
	return whole + part, ok1 || ok2 // one of them is 0
}

// nearest collects names by their distance.
type nearest struct{ found []neighbour }

type neighbour struct {
	name     string
	distance int
}

func (n *nearest) add(distance int, names ...string) {
	for _, name := range names {
		n.found = append(n.found, neighbour{name, distance})
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
// one edit for each four bytes, at most three. Otherwise it returns 0, false.
func within(a, b string) (int, bool) {
	limit := min(max(len(a), len(b))/4, 3)
	if limit == 0 || len(b) > maxSuggestLen || max(len(a)-len(b), len(b)-len(a)) > limit {
		return 0, false
	}
	a, b = withoutCommonEnds(a, b)
	la, lb := letters(a), letters(b)
	if max(bits.OnesCount32(la&^lb), bits.OnesCount32(lb&^la)) > limit {
		return 0, false // an edit brings one new letter at most; this spares most tables
	}
	if d := editDistance(a, b); d <= limit {
		return d, true
	}
	return 0, false
}

// withoutCommonEnds drops what a and b start and end with alike. Their distance
// stays.
func withoutCommonEnds(a, b string) (string, string) {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// letters returns the set of letters in s. Other bytes share bits, which can
// only make sets look more alike.
func letters(s string) uint32 {
	var set uint32
	for i := range len(s) {
		set |= 1 << (s[i] & 31)
	}
	return set
}

// editDistance counts the insertions, deletions, substitutions and swaps of
// neighbours that turn a into b (optimal string alignment). b has at most
// maxSuggestLen bytes, a a few more.
func editDistance(a, b string) int {
	var rows [3][maxSuggestLen + 1]uint8
	before, last, row := &rows[0], &rows[1], &rows[2] // rows i-2, i-1 and i
	for j := range len(b) + 1 {
		last[j] = uint8(j)
	}
	for i := range len(a) {
		row[0] = uint8(i + 1)
		for j := range len(b) {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+differ(a[i], b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return int(last[len(b)])
}

func differ(a, b byte) uint8 {
	if a == b {
		return 0
	}
	return 1
}
