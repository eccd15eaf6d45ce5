package schedule

import (
	"math/bits"
	"time"
)

// dayBits is a set of days: bit n of word w is the day 64*w+n after some first.
type dayBits [6]uint64

// put adds the days of a pattern that begins at the day at.
func (b *dayBits) put(at int, pattern uint64) {
	b[at/64] |= pattern << (at % 64)
	if at%64 > 0 && at/64 < len(b)-1 {
		b[at/64+1] |= pattern >> (64 - at%64)
	}
}

func (b *dayBits) and(o *dayBits) {
	for i := range b {
		b[i] &= o[i]
	}
}

// next gives the first day of the set from n on; -1 if there is none.
func (b *dayBits) next(n int) int {
	for w := n / 64; w < len(b); w++ {
		word := b[w]
		if w == n/64 {
			word &= ^uint64(0) << (n % 64)
		}
		if word != 0 {
			return 64*w + bits.TrailingZeros64(word)
		}
	}
	return -1
}

// count gives how many days there are.
func (b *dayBits) count() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// place gives the day of the set that has k before it. There have to be more
// than k.
func (b *dayBits) place(k int) int {
	w := 0
	for n := bits.OnesCount64(b[w]); k >= n; n = bits.OnesCount64(b[w]) {
		k -= n
		w++
	}
	word := b[w]
	for range k {
		word &= word - 1
	}
	return 64*w + bits.TrailingZeros64(word)
}

// yearTable keeps the wanted days of the fourteen kinds of years there are: two
// lengths that begin on seven weekdays.
type yearTable struct {
	made uint16
	days [14]dayBits
}

// of gives the wanted days of a year, whose first day is the day first.
func (t *yearTable) of(d *dayRule, year int, first int64) *dayBits {
	leap := daysIn(year, time.February) == 29
	weekday := int((first + 4) % 7)
	if weekday < 0 {
		weekday += 7
	}
	kind := weekday
	if leap {
		kind += 7
	}
	if t.made>>kind&1 == 0 {
		t.days[kind] = d.year(leap, weekday)
		t.made |= 1 << kind
	}
	return &t.days[kind]
}
