package datefmt

import (
	"cmp"
	"slices"
	"strings"
)

// City names the city that stands for a zone, such as "Panama", "Panamá" or
// "파나마" for America/Panama. Other names of a zone have its city (Asia/Calcutta,
// ROK), but names of a place of their own keep it (America/Montreal). A zone
// that CLDR does not know has the last part of its name, with spaces for "_".
// Fixed offsets such as Etc/GMT+5 have their name as it stands: its sign is the
// opposite of the usual one, so [Locale.Zone] leaves it out.
func (l Locale) City(zone string) string {
	zone = preferredName(zone)
	if line, ok := cityLine(zone); ok {
		if city := column(line, int(l.index)); city != "" {
			return city
		}
		if city := column(line, int(l.parent().index)); city != "" {
			return city
		}
	}
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}

// Zone labels a zone at an offset in seconds: "Panamá UTC−05:00". A zone without
// a place (UTC, Etc/GMT+5) has the offset only.
func (l Locale) Zone(zone string, offset int) string {
	var b [64]byte
	return string(l.AppendZone(b[:0], zone, offset))
}

// AppendZone appends what [Locale.Zone] gives.
func (l Locale) AppendZone(dst []byte, zone string, offset int) []byte {
	if !placeless(zone) {
		dst = append(dst, l.City(zone)...)
		dst = append(dst, ' ')
	}
	return l.AppendOffset(dst, offset)
}

// placeless reports whether zone is a fixed offset (or nothing).
func placeless(zone string) bool {
	switch zone {
	case "", "UTC", "UCT", "Zulu", "Universal", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich":
		return true
	}
	return strings.HasPrefix(zone, "Etc/")
}

// preferredName gives the name of a zone that the table of cities uses.
func preferredName(zone string) string {
	i, ok := slices.BinarySearchFunc(zoneAliases[:], zone, func(row [2]string, zone string) int {
		return cmp.Compare(row[0], zone)
	})
	if ok {
		return zoneAliases[i][1]
	}
	return zone
}

// cityLine gives the columns of a zone of the table.
func cityLine(zone string) (string, bool) {
	i, ok := slices.BinarySearchFunc(cities[:], zone, func(line, zone string) int {
		name, _, _ := strings.Cut(line, "|")
		return cmp.Compare(name, zone)
	})
	if !ok {
		return "", false
	}
	_, columns, _ := strings.Cut(cities[i], "|")
	return columns, true
}

// column gives column i of a line whose columns are parted by "|".
func column(line string, i int) string {
	for range i {
		_, line, _ = strings.Cut(line, "|")
	}
	text, _, _ := strings.Cut(line, "|")
	return text
}
