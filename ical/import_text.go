package ical

import (
	"slices"

	"golang.org/x/text/language"

	"github.com/plenaria/plenaria/schedule"
)

// A langTable has the languages of a file.
type langTable struct {
	known    map[string]schedule.Lang
	counts   map[schedule.Lang]int
	order    []schedule.Lang
	fallback schedule.Lang // of texts without LANGUAGE
	odd      []*property   // the first that has each LANGUAGE that is no language tag
	slab     []schedule.Translation
}

func (t *langTable) init(langs []schedule.Lang) {
	t.known, t.counts = map[string]schedule.Lang{}, map[schedule.Lang]int{}
	if len(langs) > 0 {
		t.fallback = langs[0]
	}
}

// of gives the language of a property, RFC 5545 §3.2.10.
func (t *langTable) of(p *property) schedule.Lang {
	if len(p.params) == 0 {
		return t.fallback
	}
	tag := p.param("LANGUAGE")
	if tag == "" {
		return t.fallback
	}
	lang, ok := t.known[tag]
	if !ok {
		if _, err := language.Parse(tag); err == nil {
			lang = schedule.Lang(tag)
		} else {
			t.odd = append(t.odd, p)
		}
		t.known[tag] = lang
	}
	if lang == "" {
		return t.fallback
	}
	if t.counts[lang] == 0 {
		t.order = append(t.order, lang)
	}
	t.counts[lang]++
	return lang
}

// join adds what another table has counted.
func (t *langTable) join(other *langTable) {
	for _, lang := range other.order {
		if t.counts[lang] == 0 {
			t.order = append(t.order, lang)
		}
		t.counts[lang] += other.counts[lang]
	}
}

// langs gives the languages, the commonest first.
func (t *langTable) langs() []schedule.Lang {
	list := slices.Clone(t.order)
	slices.SortStableFunc(list, func(a, b schedule.Lang) int { return t.counts[b] - t.counts[a] })
	return list
}

// text gives a text of one language.
func (t *langTable) text(lang schedule.Lang, s string) schedule.Text {
	if len(t.slab) == 0 {
		t.slab = make([]schedule.Translation, propertyRoom)
	}
	text := t.slab[:1:1]
	t.slab = t.slab[1:]
	text[0] = schedule.Translation{Lang: lang, Text: s}
	return schedule.Text(text)
}

// addText adds what a TEXT property means to a text, of which it is another
// translation if it has another language.
func (im *importer) addText(t *schedule.Text, p *property, s string) {
	if s == "" {
		return
	}
	lang := im.langs.of(p)
	if len(*t) == 0 {
		*t = im.langs.text(lang, s)
		return
	}
	for i := range *t {
		if (*t)[i].Lang == lang {
			im.lose(p, "", "a second text in one language")
			return
		}
	}
	*t = append(*t, schedule.Translation{Lang: lang, Text: s})
}
