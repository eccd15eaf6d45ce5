package tzdb

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

const (
	maxSuggestions = 3   // names that Suggest returns at most
	maxSuggestLen  = 128 // bytes; longer names are near to nothing
)

// Suggest returns up to three names that somebody who wrote name perhaps meant,
// the likeliest first, and none when nothing is near. [Database.Check] accepts
// all of them. It understands
//
//   - other case, separators and accents: "america/panama", "America/New York", "Panamá";
//   - cities without a region or in a wrong one: "Seoul", "Europe/Buenos Aires";
//   - capitals and large cities after which no zone is named: "Quito", "Sejong";
//   - countries by name or ISO code: "Chile", "America/Chile", "CL", "South Korea";
//   - abbreviations and offsets: "KST", "UTC-5";
//   - spelling mistakes: "America/Bogotta".
func (db *Database) Suggest(name string) []string {
	if len(name) > maxSuggestLen {
		return nil
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "posix/"), "right/")
	q := query{written: name, key: fold(name)}
	q.city = lastPart(q.key)
	if q.key == "" {
		return nil
	}
	for _, find := range []func(query) []string{
		db.byName, db.byAbbreviation, db.byCity, db.byOtherName, db.byCountry, db.bySpelling,
	} {
		if found := db.best(find(q)); len(found) > 0 {
			return found
		}
	}
	return nil
}

// A query is a name as somebody wrote it.
type query struct {
	written string
	key     string // folded
	city    string // the last component of key
}

func lastPart(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// best returns the first names that an author may use, one for each zone.
func (db *Database) best(names []string) []string {
	var found []string
	for _, name := range names {
		same := func(other string) bool { return db.Same(name, other) }
		if db.Check(name) != nil || slices.ContainsFunc(found, same) {
			continue
		}
		if found = append(found, name); len(found) == maxSuggestions {
			break
		}
	}
	return found
}

// byName finds full names that differ in case, separators or accents only.
func (db *Database) byName(q query) []string {
	if !strings.Contains(q.key, "/") {
		return nil // a city of that name is a better proposal than the link Jamaica
	}
	var found []string
	for _, e := range db.index().names {
		if e.key == q.key {
			found = append(found, e.name)
		}
	}
	return found
}

// byAbbreviation finds places that have the abbreviation or offset.
func (db *Database) byAbbreviation(q query) []string {
	if offset, ok := offsetOf(q.written); ok {
		return []string{placesByOffset[offset]}
	}
	return abbreviations[strings.ToUpper(q.written)]
}

// byCity finds names whose last component is the city, or which are the city
// when separators are left out ("AmericaPanama").
func (db *Database) byCity(q query) []string {
	loose := strings.ReplaceAll(q.key, "/", "")
	var found []string
	for _, e := range db.index().names {
		if e.city == q.city || e.loose == loose {
			found = append(found, e.place)
		}
	}
	return found
}

// byOtherName finds the zones of cities and countries under names that the
// database does not use.
func (db *Database) byOtherName(q query) []string {
	if zone, ok := otherCities[q.city]; ok {
		return []string{zone}
	}
	return db.zonesOf(otherCountries[q.city])
}

// byCountry finds the zones of a country by its English name or ISO code.
func (db *Database) byCountry(q query) []string {
	for _, c := range db.index().countries {
		if q.city == c.key || q.city == c.short || q.city == c.code {
			return db.zonesOf(strings.ToUpper(c.code))
		}
	}
	return nil
}

// zonesOf returns the zones of a country, those with most people first.
func (db *Database) zonesOf(code string) []string {
	c, _ := db.Country(code)
	return slices.Concat(largest[code], c.Zones)
}

// bySpelling finds names, cities and countries within few edits.
func (db *Database) bySpelling(q query) []string {
	var near nearest
	for _, e := range db.index().names {
		if d, ok := q.distance(e.key, e.city); ok {
			near.add(d, e.place)
		}
	}
	for _, c := range db.index().countries {
		if d, ok := q.distance(c.short, c.short); ok {
			near.add(d, db.zonesOf(strings.ToUpper(c.code))...)
		}
	}
	return near.names()
}

// nameIndex holds the names in folded form.
type nameIndex struct {
	names     []nameEntry // places of zone.tab first, then zones, then links
	countries []countryEntry
}

type nameEntry struct {
	name, key, city string
	loose           string // key without separators
	place           string // what to propose for it
}

type countryEntry struct{ code, key, short string }

func (db *Database) newIndex() *nameIndex {
	x := &nameIndex{}
	for _, name := range db.names {
		key := fold(name)
		x.names = append(x.names, nameEntry{
			name: name, key: key, city: lastPart(key),
			loose: strings.ReplaceAll(key, "/", ""), place: db.placeOf(name),
		})
	}
	slices.SortStableFunc(x.names, func(a, b nameEntry) int {
		return cmp.Compare(db.rank(a.name), db.rank(b.name))
	})
	for _, c := range db.countries {
		short, _, _ := strings.Cut(c.Name, " (")
		x.countries = append(x.countries, countryEntry{strings.ToLower(c.Code), fold(c.Name), fold(short)})
	}
	return x
}

// placeOf returns the present name for names that are older or name a country:
// Asia/Kolkata for Asia/Calcutta, Atlantic/Reykjavik for Iceland.
func (db *Database) placeOf(name string) string {
	switch {
	case db.codes[name] != "", name == "UTC", name == "GMT":
		return name
	case homeland[name] != "":
		return homeland[name]
	}
	return db.Canonical(name)
}

// rank is lower for names that are better to propose.
func (db *Database) rank(name string) int {
	switch {
	case db.codes[name] != "", name == "UTC", name == "GMT":
		return 0
	case db.Canonical(name) == name:
		return 1
	}
	return 2
}

// fold reduces a name to what people agree on: lower case without accents,
// spaces and signs, components joined by "/".
func fold(name string) string {
	return strings.Trim(folder().Replace(strings.ToLower(name)), "/")
}

var folder = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"\\", "/", "//", "/"}
	for _, sign := range []string{" ", "_", "-", ".", ",", "'", "’", "\u00a0"} {
		pairs = append(pairs, sign, "")
	}
	for _, same := range []struct{ letters, plain string }{
		{"áàâãäåā", "a"}, {"éèêëē", "e"}, {"íìîïī", "i"}, {"óòôõöøō", "o"}, {"úùûüū", "u"},
		{"ç", "c"}, {"ñ", "n"}, {"ý", "y"}, {"š", "s"}, {"ž", "z"}, {"&", "and"},
	} {
		for _, letter := range same.letters {
			pairs = append(pairs, string(letter), same.plain)
		}
	}
	return strings.NewReplacer(pairs...)
})
