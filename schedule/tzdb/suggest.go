package tzdb

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// maxSuggestions is how many names Suggest returns at most.
const maxSuggestions = 3

// Suggest returns up to three names that somebody who wrote name perhaps meant,
// the likeliest first, and none when nothing is near. It understands
//
//   - other case, separators and accents: "america/panama", "America/New York", "Panamá";
//   - cities without a region or in a wrong one: "Seoul", "Europe/Buenos Aires";
//   - capitals and large cities after which no zone is named: "Quito", "Sejong";
//   - countries by name or ISO code: "Chile", "America/Chile", "CL", "South Korea";
//   - abbreviations: "KST";
//   - spelling mistakes: "America/Bogotta".
func (db *Database) Suggest(name string) []string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "posix/"), "right/")
	key := fold(name)
	if key == "" || len(name) > 2*maxSuggestLen {
		return nil
	}
	city := key[strings.LastIndexByte(key, '/')+1:]
	for _, find := range []func(key, city string) []string{
		db.byName, db.byCity, db.byOtherName, db.byCountry, db.byAbbreviation, db.bySpelling,
	} {
		if found := db.best(find(key, city)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// maxSuggestLen bounds the comparison of spellings.
const maxSuggestLen = 64

// best returns the first names that db has, one for each zone.
func (db *Database) best(names []string) []string {
	var found []string
	for _, name := range names {
		same := func(other string) bool { return db.Same(name, other) }
		if !db.Has(name) || slices.ContainsFunc(found, same) {
			continue
		}
		if found = append(found, name); len(found) == maxSuggestions {
			break
		}
	}
	return found
}

// byName finds names that differ in case, separators or accents only.
func (db *Database) byName(key, _ string) []string {
	loose := strings.ReplaceAll(key, "/", "")
	return db.where(func(name string) bool {
		return strings.ReplaceAll(fold(name), "/", "") == loose
	})
}

// byCity finds names whose last component is the city.
func (db *Database) byCity(_, city string) []string {
	return db.where(func(name string) bool {
		name = fold(name)
		return name[strings.LastIndexByte(name, '/')+1:] == city
	})
}

// where returns the names that match, zones before links, places (with a
// region) before others.
func (db *Database) where(match func(name string) bool) []string {
	var found []string
	for _, name := range db.names {
		if match(name) {
			found = append(found, name)
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Compare(db.rank(a), db.rank(b)) })
	return found
}

// rank is lower for names that are better to propose.
func (db *Database) rank(name string) int {
	switch {
	case db.codes[name] != "":
		return 0
	case db.Canonical(name) == name:
		return 1
	}
	return 2
}

// byOtherName finds the zones of cities and countries under names that the
// database does not use.
func (db *Database) byOtherName(_, city string) []string {
	if zone, ok := otherCities[city]; ok {
		return []string{zone}
	}
	if code, ok := otherCountries[city]; ok {
		return db.zonesOf(code)
	}
	return nil
}

// byCountry finds the zones of a country by its English name or ISO code.
func (db *Database) byCountry(_, city string) []string {
	for _, c := range db.countries {
		if city == strings.ToLower(c.Code) || city == fold(c.Name) || city == fold(withoutParenthesis(c.Name)) {
			return db.zonesOf(c.Code)
		}
	}
	return nil
}

func withoutParenthesis(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}

// zonesOf returns the zones of a country, those with most people first.
func (db *Database) zonesOf(code string) []string {
	c, _ := db.Country(code)
	return append(largest[code], c.Zones...)
}

func (db *Database) byAbbreviation(key, _ string) []string {
	return abbreviations[strings.ToUpper(key)]
}

// bySpelling finds names, cities and countries within few edits of name.
func (db *Database) bySpelling(key, city string) []string {
	if len(key) > maxSuggestLen {
		return nil
	}
	near := newNearest(key, city)
	for _, name := range db.names {
		near.add(fold(name), name, db.rank(name))
	}
	for _, c := range db.countries {
		for i, zone := range db.zonesOf(c.Code) {
			near.add(fold(withoutParenthesis(c.Name)), zone, 3+i)
		}
	}
	return near.names()
}

// fold reduces a name to what people agree on: lower case without accents,
// spaces and signs, components joined by "/".
func fold(name string) string { return folder().Replace(strings.ToLower(name)) }

var folder = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"\\", "/"}
	for _, sign := range []string{" ", "_", "-", ".", ",", "'", "’", "&", "\u00a0"} {
		pairs = append(pairs, sign, "")
	}
	for letters, plain := range map[string]string{
		"áàâãäåā": "a", "éèêëē": "e", "íìîïī": "i", "óòôõöøō": "o", "úùûüū": "u",
		"ç": "c", "ñ": "n", "ý": "y", "ß": "ss", "š": "s", "ž": "z",
	} {
		for _, letter := range letters {
			pairs = append(pairs, string(letter), plain)
		}
	}
	return strings.NewReplacer(pairs...)
})
