package schedule

import "strings"

// Lang is a BCP 47 language tag, such as "ko" or "es-419". The zero Lang is
// not set.
type Lang string

// Translation is a text in one language.
type Translation struct {
	Lang Lang
	Text string
}

// Text is a text in one or more languages. The first entry is the original.
// The zero Text is empty, and so is one whose entries have no text.
type Text []Translation

// IsZero reports whether t has no text in any language.
func (t Text) IsZero() bool { return t.original() < 0 }

// Original gives the text of the first entry that has any, "" if none has.
func (t Text) Original() string {
	if i := t.original(); i >= 0 {
		return t[i].Text
	}
	return ""
}

// original gives the index of the first entry with a text, -1 if none has.
func (t Text) original() int {
	for i := range t {
		if t[i].Text != "" {
			return i
		}
	}
	return -1
}

// In gives the translation for a reader of langs, best first. It takes the
// first of langs that the text has (case does not matter), or that is close to
// a language it has as CLDR sees it: es-MX reads es-419, then es; pt reads
// pt-BR before pt-PT; zh-TW reads zh-Hant. If none is close it takes one that
// is at least related, such as zh-Hant for zh-CN, and else the original.
// Translation.Lang says which language it gave; it never gives nothing when
// there is a text. Tags that are not BCP 47 match only themselves.
func (t Text) In(langs ...Lang) Translation {
	original := t.original()
	if original < 0 {
		return Translation{}
	}
	if len(langs) == 0 {
		return t[original]
	}
	if i := t.exact(langs[0]); i >= 0 {
		return t[i]
	}
	if i := t.match(langs); i >= 0 {
		return t[i]
	}
	return t[original]
}

// exact gives the index of the entry in lang, -1 if there is none. A Lang that
// is not set is no language that somebody reads.
func (t Text) exact(lang Lang) int {
	for i := range t {
		if t[i].Text != "" && lang != "" && strings.EqualFold(string(t[i].Lang), string(lang)) {
			return i
		}
	}
	return -1
}
