package schedule

import (
	"errors"
	"sync"

	"golang.org/x/text/language"
)

// matchKey is a question: which of the languages of a text for a reader of
// some languages? Longer lists are not remembered.
type matchKey struct {
	want [4]Lang
	have [8]Lang
}

// matched remembers the answers, since building a matcher costs as much as
// rendering a session. It is emptied when it is full.
var matched struct {
	sync.RWMutex
	index map[matchKey]int
}

const matchedSize = 1024

// match gives the index of the entry for a reader of langs, -1 if none is
// even related.
func (t Text) match(langs []Lang) int {
	if len(langs) > len(matchKey{}.want) || len(t) > len(matchKey{}.have) {
		return t.closest(langs)
	}
	var key matchKey
	copy(key.want[:], langs)
	for i := range t {
		if t[i].Text != "" {
			key.have[i] = t[i].Lang
		}
	}
	matched.RLock()
	i, ok := matched.index[key]
	matched.RUnlock()
	if !ok {
		i = t.closest(langs)
		key.remember(i)
	}
	return i
}

func (key matchKey) remember(i int) {
	if !key.short() {
		return
	}
	matched.Lock()
	defer matched.Unlock()
	if matched.index == nil || len(matched.index) >= matchedSize {
		matched.index = make(map[matchKey]int)
	}
	matched.index[key] = i
}

// short reports whether the key is cheap to keep.
func (key matchKey) short() bool {
	size := 0
	for _, l := range key.want {
		size += len(l)
	}
	for _, l := range key.have {
		size += len(l)
	}
	return size <= 256
}

// closest asks CLDR's language matching for each wanted language in turn. The
// matcher's tag is of no use, as it carries the reader's region; its index is.
func (t Text) closest(langs []Lang) int {
	m, index := t.matcher()
	related := -1
	for _, want := range langs {
		if i := t.exact(want); i >= 0 {
			return i
		}
		tag, ok := parseLang(want)
		if !ok || m == nil {
			continue
		}
		_, i, confidence := m.Match(tag)
		if confidence >= language.High {
			return index[i]
		}
		if confidence == language.Low && related < 0 {
			related = index[i]
		}
	}
	return related
}

// matcher makes a matcher of the languages of t that are valid tags, with
// their indices in t; nil if there are none.
func (t Text) matcher() (m language.Matcher, index []int) {
	var tags []language.Tag
	for i := range t {
		if tag, ok := parseLang(t[i].Lang); ok && t[i].Text != "" {
			tags = append(tags, tag)
			index = append(index, i)
		}
	}
	if len(tags) == 0 {
		return nil, nil
	}
	return language.NewMatcher(tags), index
}

// maxLang bounds the length of a tag: RFC 5646 §4.4.1 wants room for 35
// characters.
const maxLang = 100

// parseLang reads a tag. A tag that is well-formed but has subtags that are
// not registered is kept as far as it is known.
func parseLang(l Lang) (language.Tag, bool) {
	if l == "" || len(l) > maxLang {
		return language.Und, false
	}
	tag, err := language.Parse(string(l))
	if err != nil {
		if _, ok := errors.AsType[language.ValueError](err); !ok {
			return language.Und, false
		}
	}
	return tag, tag != language.Und
}

// check tells what is wrong with a tag; nil if it is well-formed BCP 47 of
// registered subtags.
func (l Lang) check() error {
	if len(l) > maxLang {
		return errorf(ErrInvalid, "a language tag of %d characters; write a BCP 47 tag, such as ko or es-419", len(l))
	}
	if _, err := language.Parse(string(l)); err != nil {
		return errorf(ErrInvalid, "%q is not a language; write a BCP 47 tag, such as ko or es-419", string(l))
	}
	return nil
}
