package contentline

import (
	"bytes"
	"hash/maphash"
	"slices"
)

// heads remembers the heads of lines with parameters: name and parameters, through
// the colon. In most files few heads come again and again, and in much the same order:
// the people of a meeting, the zone of its times. What is remembered is not read again.
//
// # Why the result is the same
//
// A head is read from its first octet to the colon, and what is behind the colon is
// not looked at, unless a quote before it is not closed. That is a fault, and a head
// with a fault is not remembered; so a line that begins with one that is, is read as
// the other line was.
type heads struct {
	slots    []knownHead // in sets; none until a line has parameters
	sets     [headSets]headSet
	last     int // slot of the head that came last
	expected int // slot of the head that came after that one the last time
	made     uint32
}

// A headSet says what is not in the slots of a set.
type headSet struct {
	once           [setSize]uint32 // hashes of heads that came once
	next, nextOnce uint8           // what is used next of slots and of once
}

// again says whether a head comes for the second time at least, as far as that is known.
func (s *headSet) again(hash uint32) bool {
	if slices.Contains(s.once[:], hash) {
		return true
	}
	s.once[s.nextOnce%setSize] = hash
	s.nextOnce++
	return false
}

// Some heads that come in turn are in one set, whatever the seed: with four slots in
// each, hardly ever too many.
const (
	headSets = 32
	setSize  = 4
	maxHead  = 512 // octets; longer ones are not remembered
)

// A knownHead is a head, and what a Line has of it. Its memory is its own, and is used
// again for another head of the slot.
type knownHead struct {
	text   []byte
	hash   uint32
	number uint32 // in the order in which heads were remembered, from 1
	next   int    // slot of the head that came after it the last time
	name   string
	params []Param
	values [][]byte // of all parameters
}

var headSeed = maphash.MakeSeed() // nothing but speed hangs on it

// recall gives the head that a line begins with, if it is the one that is expected;
// else nil.
func (h *heads) recall(line []byte) *knownHead {
	if len(h.slots) == 0 {
		return nil
	}
	k := &h.slots[h.expected]
	if len(k.text) == 0 || !bytes.HasPrefix(line, k.text) {
		return nil
	}
	h.last, h.expected = h.expected, k.next
	return k
}

// learn takes the head of a line that was read, and gives its number; 0 if it is not
// remembered, as one is not that comes for the first time.
func (h *heads) learn(text []byte, name string, params []Param) uint32 {
	if len(text) > maxHead {
		return 0
	}
	hash := uint32(maphash.Bytes(headSeed, text))
	at, set := h.find(text, hash)
	if at < 0 {
		if !set.again(hash) {
			return 0
		}
		at = h.take(hash, set)
		h.made++
		h.slots[at].set(text, hash, h.made, name, params)
	}
	h.slots[h.last].next = at
	h.last, h.expected = at, h.slots[at].next
	return h.slots[at].number
}

// find gives the slot of a head, less than 0 if it has none, and its set.
func (h *heads) find(text []byte, hash uint32) (at int, set *headSet) {
	if len(h.slots) == 0 {
		h.slots = make([]knownHead, headSets*setSize)
	}
	of := int(hash % headSets)
	for at = of * setSize; at < (of+1)*setSize; at++ {
		if k := &h.slots[at]; k.hash == hash && bytes.Equal(k.text, text) {
			return at, &h.sets[of]
		}
	}
	return -1, &h.sets[of]
}

// take gives the slot of a set that is used next.
func (h *heads) take(hash uint32, set *headSet) int {
	at := int(hash%headSets)*setSize + int(set.next%setSize)
	set.next++
	return at
}

// set makes another head that of the slot. Values are not longer than what they were
// decoded of, so that the memory is enough for all.
func (k *knownHead) set(text []byte, hash, number uint32, name string, params []Param) {
	if cap(k.text) == 0 {
		k.text = make([]byte, 0, 2*maxHead)
	}
	memory := append(k.text[:0], text...)
	k.text, k.hash, k.number, k.name = memory, hash, number, name
	k.params, k.values = k.params[:0], k.values[:0]
	for i := range params {
		p := &params[i]
		first := len(k.values)
		for _, v := range p.Values {
			from := len(memory)
			memory = append(memory, v...)
			k.values = append(k.values, memory[from:len(memory):len(memory)])
		}
		k.params = append(k.params, Param{
			Name: p.Name, Spelling: k.text[p.at : p.at+len(p.Spelling)], Values: k.values[first:len(k.values):len(k.values)], at: p.at,
		})
	}
}
