package ical

import (
	"fmt"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// A candidate is a zone that a name may mean.
type candidate struct {
	zone   schedule.Zone
	from   ZoneSource
	reason string
	// hint says that the name alone is not enough: a VTIMEZONE has to agree.
	hint bool
	// odd says that the name is misspelt.
	odd bool
}

// named gives what a name may mean, the likeliest first. The territory, an ISO
// 3166-1 code or empty, is that of the file.
func (t *zoneTable) named(name, territory string) (list []candidate) {
	name = bare(name)
	if name == "" || len(name) > maxZoneName {
		return nil
	}
	for i, find := range []func(name, territory string) []candidate{
		t.byDatabase, t.byWindows, t.byPath, t.byOffset, t.byLabel, t.bySuggestion,
	} {
		if i >= 4 && t.tired() {
			return nil
		}
		if list = find(name, territory); len(list) > 0 {
			return list
		}
	}
	return nil
}

// maxZoneName is how long a name may be that means something, in octets. The
// labels of Windows have up to 80.
const maxZoneName = 255

// bare takes away what programs leave around a name.
func bare(name string) string {
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	return strings.TrimSpace(strings.TrimPrefix(name, "TZID="))
}

// byDatabase finds names of the database, also with other capitals and with
// spaces.
func (t *zoneTable) byDatabase(name, _ string) []candidate {
	known := t.spelled(name)
	if known == "" {
		return nil
	}
	z, err := t.zone(known)
	if err != nil {
		return nil
	}
	if known == name {
		return []candidate{{zone: z, from: ZoneByName, reason: fmt.Sprintf("%s is a name of the time-zone database %s", known, t.db.Version())}}
	}
	return []candidate{{zone: z, from: ZoneByName, odd: true,
		reason: fmt.Sprintf("%q is the name %s of the time-zone database %s in another spelling", name, known, t.db.Version())}}
}

// spelled gives the name of the database that is written so, or nearly so; empty:
// none.
func (t *zoneTable) spelled(name string) string {
	if strings.EqualFold(name, "Local") || strings.EqualFold(name, "Factory") || strings.EqualFold(name, "localtime") {
		return "" // no place, but the machine's setting or that nobody has set it
	}
	if t.db.Has(name) {
		return name
	}
	if t.spelling == nil {
		t.spelling = map[string]string{"z": "UTC"}
		for _, each := range t.db.Names() {
			t.spelling[strings.ToLower(each)] = each
		}
	}
	return t.spelling[strings.ReplaceAll(strings.ToLower(name), " ", "_")]
}

// zone gives a zone of the database; that of UTC is the one of times with a Z.
func (t *zoneTable) zone(name string) (schedule.Zone, error) {
	if name == "UTC" {
		return schedule.UTC(), nil
	}
	return schedule.ZoneIn(t.db, name)
}

// byWindows finds names of Windows, also numbered as Outlook does with copies:
// "Eastern Standard Time 1". First is the zone of the territory, then that of
// the world, then those of all others.
func (t *zoneTable) byWindows(name, territory string) (list []candidate) {
	if _, ok := t.db.WindowsZone(name, ""); !ok {
		name = strings.TrimRight(strings.TrimRight(name, "0123456789"), " ")
	}
	add := func(territory, where string) {
		zone, ok := t.db.WindowsZone(name, territory)
		for _, c := range list {
			ok = ok && c.zone.String() != zone
		}
		if z, err := t.zone(zone); ok && err == nil {
			list = append(list, candidate{zone: z, from: ZoneByWindows, reason: fmt.Sprintf("%q is what Windows calls %s%s", name, zone, where)})
		}
	}
	add(territory, inPlace(territory))
	if len(list) == 0 {
		return nil
	}
	add("", "")
	for _, c := range t.db.Countries() {
		add(c.Code, inPlace(c.Code))
	}
	return list
}

func inPlace(territory string) string {
	if territory == "" {
		return ""
	}
	return " in " + territory
}

// byPath finds names behind prefixes, such as
// /freeassociation.sourceforge.net/Tzfile/America/Lima, posix/Europe/Paris or
// tzone://Microsoft/Utc. A name without a slash has to follow a path.
func (t *zoneTable) byPath(name, _ string) []candidate {
	path := strings.HasPrefix(name, "/") || strings.Contains(name, "://")
	for rest := name; ; {
		_, after, ok := strings.Cut(rest, "/")
		if !ok {
			return t.byUnderscore(name)
		}
		rest = after
		known := t.spelled(rest)
		if known == "" || !path && !strings.Contains(known, "/") {
			continue
		}
		z, err := t.zone(known)
		if err != nil {
			continue
		}
		return []candidate{{zone: z, from: ZoneByName, reason: fmt.Sprintf("%q ends in the name %s of the time-zone database %s", name, known, t.db.Version())}}
	}
}

// byUnderscore takes custom_America/Lima for a hint.
func (t *zoneTable) byUnderscore(name string) []candidate {
	_, rest, ok := strings.Cut(name, "_")
	known := t.spelled(rest)
	if !ok || !strings.Contains(known, "/") {
		return nil
	}
	z, err := t.zone(known)
	if err != nil {
		return nil
	}
	return []candidate{{zone: z, from: ZoneByName, hint: true, reason: fmt.Sprintf("%q has the name %s in it", name, known)}}
}

// byOffset finds a distance from UTC, such as GMT-0500, UTC+3 or (GMT +01:00).
func (t *zoneTable) byOffset(name, _ string) []candidate {
	offset, rest, ok := cutOffset(name)
	if !ok || rest != "" {
		return nil
	}
	return []candidate{{zone: t.fixed(offset), from: ZoneByOffset, reason: fmt.Sprintf("%q is a distance from UTC", name)}}
}

// fixed gives the zone of a clock that is never set.
func (t *zoneTable) fixed(offset int) schedule.Zone {
	if z, ok := t.offsets[offset]; ok {
		return z
	}
	z := schedule.UTC()
	if offset != 0 {
		var err error
		if z, err = t.zone(fmt.Sprintf("Etc/GMT%+d", -offset/3600)); err != nil || offset%3600 != 0 {
			z, _ = schedule.ZoneFromSpans("UTC"+colons(offset), []schedule.Span{{Offset: offset, Abbr: zoneAbbr(offset)}})
		}
	}
	t.offsets[offset] = z
	return z
}

// colons writes an offset as +05:30.
func colons(offset int) string {
	s := offsetText(offset)
	return s[:3] + ":" + s[3:5]
}

// cutOffset reads an offset at the beginning of a name: (UTC-05:00), UTC+3,
// GMT-0500, GMT+09.00, +0530, (GMT). It needs a sign, unless it is in
// parentheses.
func cutOffset(name string) (offset int, rest string, ok bool) {
	inner := name
	if after, found := strings.CutPrefix(name, "("); found {
		if inner, rest, found = strings.Cut(after, ")"); !found {
			return 0, "", false
		}
	}
	parenthesized := inner != name
	upper := strings.ToUpper(strings.ReplaceAll(strings.ReplaceAll(inner, "−", "-"), " ", ""))
	upper = strings.TrimPrefix(strings.TrimPrefix(upper, "UTC"), "GMT")
	if upper == "" {
		return 0, strings.TrimSpace(rest), parenthesized
	}
	if upper[0] != '+' && upper[0] != '-' {
		return 0, "", false
	}
	offset, ok = clockOffset(upper[1:])
	if upper[0] == '-' {
		offset = -offset
	}
	return offset, strings.TrimSpace(rest), ok
}

// clockOffset reads H, HH, HHMM, H:MM, HH:MM and HH.MM, up to 14 hours.
func clockOffset(s string) (seconds int, ok bool) {
	s = strings.ReplaceAll(s, ".", ":")
	hour, minute, _ := strings.Cut(s, ":")
	if len(s) == 4 && hour == s {
		hour, minute = s[:2], s[2:]
	}
	if minute == "" {
		minute = "00"
	}
	if len(hour) == 1 {
		hour = "0" + hour
	}
	h, okHour := decimal(hour)
	m, okMinute := decimal(minute)
	return h*3600 + m*60, okHour && okMinute && len(hour) == 2 && len(minute) == 2 && h <= 14 && m < 60
}

// bySuggestion takes what the database would propose for a hint.
func (t *zoneTable) bySuggestion(name, _ string) (list []candidate) {
	for _, known := range t.db.Suggest(name) {
		if z, err := t.zone(known); err == nil {
			list = append(list, candidate{zone: z, from: ZoneByName, hint: true, reason: fmt.Sprintf("%q is near to the name %s", name, known)})
		}
	}
	return list
}
