package schedule

import (
	"slices"
	"sort"
)

// clocks is an ascending set of seconds after the beginning of a day, an hour
// or a minute: every hour with every minute with every second. Large sets are
// not written out, since a short rule can name all seconds of a day.
type clocks struct {
	n                       int
	list                    []int32 // all of them, where they are few or picked
	hours, minutes, seconds []int32
}

// fewClocks is how many are written out.
const fewClocks = 64

// newClocks makes the set from its parts, none of which is empty.
func newClocks(hours, minutes, seconds []int) clocks {
	c := clocks{hours: ascending(hours), minutes: ascending(minutes), seconds: ascending(seconds)}
	c.n = len(c.hours) * len(c.minutes) * len(c.seconds)
	if c.n <= fewClocks {
		list := make([]int32, c.n)
		for i := range list {
			list[i] = int32(c.at(i))
		}
		c.list = list
	}
	return c
}

// ascending sorts a part and drops what is repeated. Second 60 is read as 59
// (RFC 5545 §3.3.12); no other part has a 60.
func ascending(part []int) []int32 {
	sorted := make([]int32, len(part))
	for i, n := range part {
		sorted[i] = int32(min(n, 59))
	}
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// at gives the i-th, from 0.
func (c *clocks) at(i int) int64 {
	if c.list != nil {
		return int64(c.list[i])
	}
	second := c.seconds[i%len(c.seconds)]
	i /= len(c.seconds)
	return int64(c.hours[i/len(c.minutes)]*3600 + c.minutes[i%len(c.minutes)]*60 + second)
}

// rank gives how many are before a second.
func (c *clocks) rank(second int64) int {
	return sort.Search(c.n, func(i int) bool { return c.at(i) >= second })
}

// pick keeps what BYSETPOS picks.
func (c *clocks) pick(setPos []int) {
	list := []int32{}
	for _, i := range positions(nil, setPos, c.n) {
		list = append(list, int32(c.at(i)))
	}
	c.list, c.n = list, len(list)
}

// positions appends the places that BYSETPOS picks among n: ascending, from 0.
func positions(at, setPos []int, n int) []int {
	for _, p := range setPos {
		if p < 0 {
			p += n + 1
		}
		if p >= 1 && p <= n {
			at = append(at, p-1)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}
