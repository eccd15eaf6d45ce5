package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"maps"
	"slices"
	"strings"
)

// noPlace are names that CLDR makes aliases of a city, but that name a clock
// and no place: "EST" is not Panama.
var noPlace = []string{"CET", "CST6CDT", "EET", "EST", "EST5EDT", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET", "Factory"}

// ownPlace are names that CLDR, or the tz database, makes aliases of another
// city because the clocks agree. They name a place of their own, and whoever
// writes America/Montreal is not to read "Toronto".
var ownPlace = []string{
	"Africa/Timbuktu",
	"America/Argentina/ComodRivadavia", "America/Coral_Harbour", "America/Ensenada", "America/Fort_Wayne",
	"America/Montreal", "America/Nipigon", "America/Pangnirtung", "America/Rainy_River", "America/Rosario",
	"America/Santa_Isabel", "America/Shiprock", "America/Thunder_Bay", "America/Yellowknife",
	"Antarctica/South_Pole",
	"Asia/Choibalsan", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "Asia/Tel_Aviv",
	"Atlantic/Jan_Mayen",
	"Australia/ACT", "Australia/Canberra", "Australia/Currie",
	"Europe/Belfast", "Europe/Tiraspol", "Europe/Uzhgorod", "Europe/Zaporozhye",
	"Pacific/Johnston", "Pacific/Yap",
}

// zones are the zone names of CLDR.
type zones struct {
	iana  map[string]string // CLDR's id → the name that IANA prefers
	alias map[string]string // another name → the name that IANA prefers
}

func (s source) zones() (zones, error) {
	var file struct {
		Keyword struct {
			U struct {
				TZ map[string]json.RawMessage
			}
		}
	}
	z := zones{map[string]string{}, map[string]string{}}
	if err := s.read(&file, "cldr-bcp47", "bcp47", "timezone.json"); err != nil {
		return z, err
	}
	for key, raw := range file.Keyword.U.TZ {
		if strings.HasPrefix(key, "_") {
			continue
		}
		var row struct {
			Alias string `json:"_alias"`
			IANA  string `json:"_iana"`
		}
		if err := json.Unmarshal(raw, &row); err != nil {
			return z, err
		}
		z.add(strings.Fields(row.Alias), row.IANA)
	}
	return z, nil
}

// add takes the names of one zone, of which the first is CLDR's id.
func (z zones) add(names []string, iana string) {
	if len(names) == 0 || strings.HasPrefix(names[0], "Etc/") {
		return
	}
	if iana == "" {
		iana = names[0]
	}
	z.iana[names[0]] = iana
	for _, name := range names {
		if name != iana && !slices.Contains(noPlace, name) && !slices.Contains(ownPlace, name) {
			z.alias[name] = iana
		}
	}
}

// cities gives the exemplar cities of a locale by CLDR's id.
func (s source) cities(tag string) (map[string]string, error) {
	var file struct {
		Main map[string]struct {
			Dates struct {
				TimeZoneNames struct{ Zone json.RawMessage }
			}
		}
	}
	if err := s.read(&file, "cldr-dates-full", "main", tag, "timeZoneNames.json"); err != nil {
		return nil, err
	}
	var tree map[string]any
	err := json.Unmarshal(file.Main[tag].Dates.TimeZoneNames.Zone, &tree)
	out := map[string]string{}
	walk(out, "", tree)
	return out, err
}

// walk flattens the tree {"America": {"Panama": {"exemplarCity": …}}}.
func walk(out map[string]string, path string, tree map[string]any) {
	if city, ok := tree["exemplarCity"].(string); ok {
		out[path] = city
		return
	}
	for name, sub := range tree {
		if sub, ok := sub.(map[string]any); ok {
			walk(out, strings.TrimPrefix(path+"/"+name, "/"), sub)
		}
	}
}

// parent is the row that a row of the table inherits from, "" for none.
func parent(tag string) string {
	lang, _, ok := strings.Cut(tag, "-")
	if !ok {
		return ""
	}
	return lang
}

// citiesSource writes one line a zone: its name and its city in each locale of
// tags, empty where it is the parent row's, or the last part of the name.
func citiesSource(src source, version string) ([]byte, error) {
	z, err := src.zones()
	if err != nil {
		return nil, err
	}
	table := map[string]map[string]string{}
	for _, tag := range tags {
		if table[tag], err = src.cities(tag); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	header(&b, version)
	fmt.Fprintf(&b, "// cities has a zone a line: its name, then its city in each of locales.\nvar cities = [...]string{\n")
	for _, line := range z.lines(table) {
		fmt.Fprintf(&b, "%q,\n", line)
	}
	fmt.Fprintf(&b, "}\n\n// zoneAliases has other names of the zones, each with the one that cities uses.\nvar zoneAliases = [...][2]string{\n")
	for _, other := range slices.Sorted(maps.Keys(z.alias)) {
		fmt.Fprintf(&b, "{%q, %q},\n", other, z.alias[other])
	}
	fmt.Fprintf(&b, "}\n")
	return format.Source(b.Bytes())
}

// lines gives the lines of the table, sorted by name.
func (z zones) lines(table map[string]map[string]string) []string {
	var lines []string
	for id, iana := range z.iana {
		if line := cityLine(id, iana, table); line != "" {
			lines = append(lines, line)
		}
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(name(a), name(b)) })
	return lines
}

func name(line string) string { return line[:strings.IndexByte(line, '|')] }

// cityLine gives "" for a zone whose city is the last part of its name in all
// locales.
func cityLine(id, iana string, table map[string]map[string]string) string {
	last := strings.ReplaceAll(iana[strings.LastIndexByte(iana, '/')+1:], "_", " ")
	full := map[string]string{"": last}
	line, some := iana, false
	for _, tag := range tags {
		city := table[tag][id]
		if city == "" {
			city = full[parent(tag)]
		}
		full[tag] = city
		line += "|"
		if city != full[parent(tag)] {
			line += city
			some = true
		}
	}
	if !some {
		return ""
	}
	return line
}
