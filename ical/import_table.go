package ical

import "hash/maphash"

// A stringTable numbers strings in the order in which they come. It is a map for
// what an import asks most: a file may have as many people as attendees.
type stringTable struct {
	keys   []string
	hashes []uint64
	slots  []int32 // index+1 of a key; 0: free
}

// tableSeed is one for all tables of a process. Nothing but speed hangs on it.
var tableSeed = maphash.MakeSeed()

// add gives the number of a key, and whether it is new.
func (t *stringTable) add(key string) (i int32, isNew bool) {
	if 2*len(t.keys) >= len(t.slots) {
		t.grow()
	}
	hash := maphash.String(tableSeed, key)
	for at := int(hash) & (len(t.slots) - 1); ; at = (at + 1) & (len(t.slots) - 1) {
		i := t.slots[at] - 1
		switch {
		case i < 0:
			t.slots[at] = int32(len(t.keys) + 1)
			t.keys, t.hashes = append(t.keys, key), append(t.hashes, hash)
			return int32(len(t.keys) - 1), true
		case t.hashes[i] == hash && t.keys[i] == key:
			return i, false
		}
	}
}

func (t *stringTable) grow() {
	t.slots = make([]int32, max(4*len(t.slots), 64))
	for i, hash := range t.hashes {
		at := int(hash) & (len(t.slots) - 1)
		for t.slots[at] != 0 {
			at = (at + 1) & (len(t.slots) - 1)
		}
		t.slots[at] = int32(i + 1)
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
