package agendafile

import (
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"go.yaml.in/yaml/v4"
)

// parseLang reads a well-formed BCP 47 language tag (RFC 5646 §2.1). It does
// not ask whether the language is registered.
func parseLang(tag string) (schedule.Lang, error) {
	code := languageCodes[strings.ToLower(tag)]
	if wellFormed(tag) && code == "" {
		return schedule.Lang(tag), nil
	}
	hint := "; write a BCP 47 tag, such as es, pt-BR or zh-Hant"
	if mended := strings.ReplaceAll(tag, "_", "-"); wellFormed(mended) && code == "" {
		code = mended
	}
	if code != "" {
		hint = fmt.Sprintf("; did you mean %q?", code)
	}
	return "", fmt.Errorf("%s is not the tag of a language%s", shown(tag), hint)
}

// languageCodes are the tags of languages that people call by their names, or
// by codes that BCP 47 does not have: of three letters where there is one of
// two, or of countries.
var languageCodes = map[string]string{
	"eng": "en", "spa": "es", "por": "pt", "fra": "fr", "fre": "fr", "kor": "ko", "jpn": "ja", "zho": "zh",
	"chi": "zh", "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "jp": "ja", "cn": "zh",
	"english": "en", "spanish": "es", "español": "es", "portuguese": "pt", "português": "pt",
	"french": "fr", "français": "fr", "korean": "ko", "한국어": "ko", "japanese": "ja", "日本語": "ja",
	"chinese": "zh", "中文": "zh", "german": "de", "deutsch": "de", "dutch": "nl", "nederlands": "nl",
}

// wellFormed reports whether tag follows the grammar of RFC 5646 §2.1:
// language, up to three extended languages, script, region, variants,
// extensions, private use. Grandfathered tags are not accepted.
func wellFormed(tag string) bool {
	parts := strings.Split(tag, "-")
	for _, p := range parts {
		if len(p) == 0 || len(p) > 8 || strings.Trim(p, letters+numbers) != "" {
			return false
		}
	}
	if private(parts[0]) {
		return len(parts) > 1
	}
	if !alphabetic(parts[0], 2, 3) && !alphabetic(parts[0], 5, 8) {
		return false
	}
	return wellFormedRest(parts[1:])
}

// wellFormedRest looks at the subtags after the language.
func wellFormedRest(parts []string) bool {
	take := func(ok func(string) bool, most int) {
		for ; most > 0 && len(parts) > 0 && ok(parts[0]); most-- {
			parts = parts[1:]
		}
	}
	take(func(p string) bool { return alphabetic(p, 3, 3) }, 3)
	take(func(p string) bool { return alphabetic(p, 4, 4) }, 1)
	take(region, 1)
	take(variant, len(parts))
	for len(parts) > 0 {
		singleton := parts[0]
		if len(singleton) != 1 || len(parts) < 2 {
			return false
		}
		if parts = parts[1:]; private(singleton) {
			return true
		}
		before := len(parts)
		take(func(p string) bool { return len(p) >= 2 }, len(parts))
		if len(parts) == before {
			return false
		}
	}
	return true
}

const (
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	numbers = "0123456789"
)

func private(p string) bool { return p == "x" || p == "X" }

func alphabetic(p string, least, most int) bool {
	return len(p) >= least && len(p) <= most && strings.Trim(p, letters) == ""
}

func region(p string) bool {
	return alphabetic(p, 2, 2) || len(p) == 3 && strings.Trim(p, numbers) == ""
}

func variant(p string) bool {
	return len(p) >= 5 || len(p) == 4 && strings.Contains(numbers, p[:1])
}

// langs reads a list of languages.
func (rd *reader) langs(f *fields, key string) (langs []schedule.Lang) {
	for _, s := range rd.items(f, key, "language tags") {
		if text, ok := rd.scalar(s); ok {
			lang, err := parseLang(text)
			if err != nil {
				rd.faultErr(s, schedule.ErrInvalid, err)
				lang = schedule.Lang(text)
			}
			langs = append(langs, lang)
		} else {
			langs = append(langs, "")
		}
	}
	return langs
}

// text reads a text of a key; the zero Text if it is absent.
func (rd *reader) text(f *fields, key string) schedule.Text {
	if s, ok := f.at[key]; ok {
		return rd.textAt(s)
	}
	return nil
}

// textAt reads a bare text, which is in the original language, or a map from
// language to text.
func (rd *reader) textAt(s *spot) schedule.Text {
	switch {
	case s.node.Kind == yaml.ScalarNode && !isNull(s.node):
		return schedule.Text{{Lang: rd.original, Text: s.node.Value}}
	case s.node.Kind == yaml.MappingNode:
		return rd.translations(s)
	}
	rd.wrongKind(s, "a text, or texts by language such as {en: Break, es: Pausa}")
	return nil
}

func (rd *reader) translations(s *spot) (t schedule.Text) {
	for child := range s.children {
		if child.name.Kind != yaml.ScalarNode || rd.spoiled[child.node] {
			rd.spoil(s)
			continue
		}
		lang, err := parseLang(child.key)
		if err != nil {
			rd.log.addf(rd.pos(child.name), child, schedule.ErrInvalid, "%s", err.Error())
			rd.spoil(s)
			lang = schedule.Lang(child.key)
		}
		if text, ok := rd.scalar(child); ok {
			t = append(t, schedule.Translation{Lang: lang, Text: text})
		}
	}
	return t
}
