package ical

import "hash/maphash"

// A stringTable numbers strings in the order in which they come. It is a map for
// what an import asks most: a file may have as many people as attendees. It grows
// without copying the strings.
type stringTable struct {
	keys  chunked[string]
	slots []slot
}

// A slot has the number of a key, and half of its hash, so that other keys are
// seldom looked at.
type slot struct {
	hash uint32
	key  int32 // the number and 1; 0: free
}

// tableSeed is one for all tables of a process. Nothing but speed hangs on it.
var tableSeed = maphash.MakeSeed()

// add gives the number of a key, and whether it is new.
func (t *stringTable) add(key string) (i int32, isNew bool) { return t.addHashed(key, hashOfKey(key)) }

// addHashed is add for a key whose hash is known.
func (t *stringTable) addHashed(key string, hash uint32) (i int32, isNew bool) {
	if 2*t.keys.n >= len(t.slots) {
		t.grow()
	}
	at := t.probe(hash, key)
	if known := t.slots[at].key; known != 0 {
		return known - 1, false
	}
	*t.keys.add() = key
	t.slots[at] = slot{hash, int32(t.keys.n)}
	return int32(t.keys.n - 1), true
}

// find gives the number of a key, false if it has none.
func (t *stringTable) find(key string, hash uint32) (i int32, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	known := t.slots[t.probe(hash, key)].key
	return known - 1, known != 0
}

func hashOfKey(key string) uint32 { return uint32(maphash.String(tableSeed, key)) }

// probe gives the slot of a key, or the free one where it belongs.
func (t *stringTable) probe(hash uint32, key string) int {
	mask := len(t.slots) - 1
	for at := int(hash) & mask; ; at = (at + 1) & mask {
		s := t.slots[at]
		if s.key == 0 || s.hash == hash && *t.keys.at(int(s.key - 1)) == key {
			return at
		}
	}
}

func (t *stringTable) grow() { t.rehash(max(2*len(t.slots), minSlots)) }

// minSlots is how many slots a table begins with, a power of two as all sizes are.
const minSlots = 64

// reserve makes room for n keys, so that the table need not grow for them.
func (t *stringTable) reserve(n int) {
	size := max(len(t.slots), minSlots)
	for size < 2*n {
		size *= 2
	}
	if size > minSlots {
		t.rehash(size)
	}
}

// rehash puts the slots into as many as size.
func (t *stringTable) rehash(size int) {
	old := t.slots
	t.slots = make([]slot, size)
	mask := len(t.slots) - 1
	for _, s := range old {
		if s.key == 0 {
			continue
		}
		at := int(s.hash) & mask
		for t.slots[at].key != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = s
	}
}

// A chunked list grows without copying what is in it.
type chunked[T any] struct {
	chunks [][]T
	n      int
}

const chunkSize = 256

// add adds a zero item.
func (c *chunked[T]) add() *T {
	if c.n%chunkSize == 0 {
		c.chunks = append(c.chunks, make([]T, chunkSize))
	}
	c.n++
	return c.at(c.n - 1)
}

func (c *chunked[T]) at(i int) *T { return &c.chunks[i/chunkSize][i%chunkSize] }
