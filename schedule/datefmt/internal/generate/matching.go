package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// standIn serves a CLDR locale that the table has not by one that it has.
// en-001, the English of the world, is the parent of en-GB and of nearly all
// other regions; its dates are those of en-GB, not those of en (US).
var standIn = map[string]string{"en-001": "en-GB"}

// matching is what lookup needs of CLDR's supplemental data.
type matching struct {
	parents map[string]string // parentLocales
	likely  map[string]string // likelySubtags
	aliases map[string]string // language codes that mean one of ours
}

func (s source) matching() (matching, error) {
	var parents struct {
		Supplemental struct {
			ParentLocales struct{ ParentLocale map[string]string }
		}
	}
	var likely struct {
		Supplemental struct{ LikelySubtags map[string]string }
	}
	var aliases struct {
		Supplemental struct {
			Metadata struct {
				Alias struct {
					LanguageAlias map[string]struct {
						Replacement string `json:"_replacement"`
					}
				}
			}
		}
	}
	for name, into := range map[string]any{"parentLocales": &parents, "likelySubtags": &likely, "aliases": &aliases} {
		if err := s.read(into, "cldr-core", "supplemental", name+".json"); err != nil {
			return matching{}, err
		}
	}
	m := matching{parents.Supplemental.ParentLocales.ParentLocale, likely.Supplemental.LikelySubtags, map[string]string{}}
	for code, alias := range aliases.Supplemental.Metadata.Alias.LanguageAlias {
		if !strings.Contains(code, "-") && slices.Contains(tags, alias.Replacement) {
			m.aliases[code] = alias.Replacement
		}
	}
	return m, nil
}

// serve gives the tag of the table that CLDR's inheritance reaches from id,
// and "" if it reaches the root.
func (m matching) serve(id string) string {
	for id != "" && id != "root" {
		if slices.Contains(tags, id) {
			return id
		}
		if tag, ok := standIn[id]; ok {
			return tag
		}
		parent, ok := m.parents[id]
		if !ok {
			parent = id[:max(0, strings.LastIndexByte(id, '-'))]
		}
		id = parent
	}
	return ""
}

// regions gives, for a language of the table, the regions that are not served
// by the language's own row, keyed by the row that serves them; "" holds those
// whose likely script is another than the row's (zh-TW is zh-Hant).
func (m matching) regions(lang string) map[string][]string {
	out := map[string][]string{}
	script := strings.Split(m.likely[lang], "-")[1]
	ids := slices.Concat(slices.Collect(maps.Keys(m.parents)), slices.Collect(maps.Keys(m.likely)), tags,
		slices.Collect(maps.Keys(standIn)))
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		region, ok := strings.CutPrefix(id, lang+"-")
		if !ok || len(region) > 3 {
			continue
		}
		tag := m.serve(id)
		if full, ok := m.likely[id]; ok && strings.Split(full, "-")[1] != script {
			tag = ""
		}
		if tag != lang {
			out[tag] = append(out[tag], region)
		}
	}
	return out
}

func writeMatching(b *bytes.Buffer, src source) error {
	m, err := src.matching()
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "var languages = [...]language{\n")
	for _, lang := range tags {
		if strings.Contains(lang, "-") {
			continue
		}
		fmt.Fprintf(b, "{%q, %q, []regions{", lang, strings.Split(m.likely[lang], "-")[1])
		rows := m.regions(lang)
		for _, tag := range slices.Sorted(maps.Keys(rows)) {
			fmt.Fprintf(b, "{%q, %q},\n", tag, strings.Join(rows[tag], " "))
		}
		fmt.Fprintf(b, "}},\n")
	}
	fmt.Fprintf(b, "}\n\nvar languageAliases = [...][2]string{\n")
	for _, code := range slices.Sorted(maps.Keys(m.aliases)) {
		fmt.Fprintf(b, "{%q, %q},\n", code, m.aliases[code])
	}
	fmt.Fprintf(b, "}\n")
	return nil
}
