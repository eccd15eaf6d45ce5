package schedule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// listedAt is where something with an ID is listed: in a list of the agenda,
// or, for a session, at a place.
type listedAt struct {
	list  string
	index int
	place place
}

func (l listedAt) path() string {
	if l.list == "" {
		return l.place.path()
	}
	return indexed(l.list, l.index)
}

// idSet is the IDs of one sort of thing.
type idSet struct {
	name, plural string
	first        map[ID]listedAt
	ids          []ID // in the order of the agenda
}

func newIDSet(name, plural string) *idSet {
	return &idSet{name: name, plural: plural, first: map[ID]listedAt{}}
}

func (s *idSet) has(id ID) bool {
	_, ok := s.first[id]
	return ok
}

// declare checks the ID of a thing and makes it known.
func (c *checker) declare(set *idSet, id ID, at listedAt) {
	if id == "" {
		c.fault(at.path()+".id", ErrMissing, "a %s needs an id", set.name)
		return
	}
	if why := id.check(); why != "" {
		c.fault(at.path()+".id", ErrInvalid, "%q %s", string(id), why)
	}
	if first, ok := set.first[id]; ok {
		c.fault(at.path()+".id", ErrDuplicateID, "two %s have the id %q; the first is %s", set.plural, string(id), first.path())
		return
	}
	set.first[id] = at
	set.ids = append(set.ids, id)
}

// maxID bounds the length of IDs in bytes.
const maxID = 200

// check tells why an ID cannot be used, "" if it can: it becomes part of UIDs,
// which are single words, and of lists in CSV files.
func (id ID) check() string {
	switch {
	case len(id) > maxID:
		return fmt.Sprintf("is an id of %d bytes; the limit is %d", len(id), maxID)
	case !utf8.ValidString(string(id)):
		return "is not valid UTF-8"
	case strings.ContainsFunc(string(id), notInID):
		return "is not an id; leave out spaces, commas, semicolons, @ and control characters"
	}
	return ""
}

func notInID(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(",;@", r)
}

// refer checks that an ID names something; "" names nothing and is no fault.
func (c *checker) refer(set *idSet, id ID, path, field string) {
	if id == "" || set.has(id) {
		return
	}
	c.fault(path+field, ErrUnknownID, "no %s %q%s", set.name, shortened(string(id)), c.candidates(set, id))
}

// shortened keeps a message readable whatever a file holds.
func shortened(s string) string {
	if len(s) <= maxID {
		return s
	}
	return strings.ToValidUTF8(s[:maxID], "") + "…"
}

const (
	maxListed  = 8    // IDs that a message lists
	maxGuesses = 1000 // unknown IDs of an agenda that get a guess
	maxCompare = 1000 // IDs that one guess is made among
)

// candidates says what there is instead of an unknown ID.
func (c *checker) candidates(set *idSet, id ID) string {
	if len(set.ids) == 0 {
		return "; there are no " + set.plural
	}
	text := ""
	if c.guesses > 0 {
		c.guesses--
		if near := set.nearest(id); near != "" {
			text = fmt.Sprintf("; did you mean %q?", string(near))
		}
	}
	if len(set.ids) > maxListed {
		if text == "" {
			text = fmt.Sprintf("; there are %d %s, such as %q", len(set.ids), set.plural, string(set.ids[0]))
		}
		return text
	}
	if text == "" {
		text = ";"
	}
	return text + " " + set.plural + " are " + quoted(set.ids)
}

func quoted(ids []ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = fmt.Sprintf("%q", string(id))
	}
	return strings.Join(words, ", ")
}

// nearest gives the ID that differs from id in a third of its letters or less,
// or only in case; "" if there is none.
func (s *idSet) nearest(id ID) (best ID) {
	word := []rune(strings.ToLower(string(id)))
	limit := min(len(word)/3, 3)
	if len(word) > 50 {
		return ""
	}
	for _, candidate := range s.ids[:min(len(s.ids), maxCompare)] {
		other := []rune(strings.ToLower(string(candidate)))
		if len(other) > len(word)+limit || len(other) < len(word)-limit {
			continue
		}
		if d := distance(word, other); d <= limit {
			best, limit = candidate, d-1
		}
	}
	return best
}

// distance counts the letters to insert, to drop or to replace.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// oneOf checks a word of a vocabulary; "" is no fault.
func oneOf[T ~string](c *checker, path, field string, word T, known []T) {
	if word != "" && !slices.Contains(known, word) {
		c.fault(path+field, ErrInvalid, "%q is not known; use one of %s", shortened(string(word)), wordList(known))
	}
}

func wordList[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return strings.Join(list, ", ")
}
