package ical

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// windowsLabels gives the Windows names of labels that name no city which the
// database has. Keys are in small letters.
var windowsLabels = map[string]string{
	"alaska":                        "Alaskan Standard Time",
	"aleutian islands":              "Aleutian Standard Time",
	"arizona":                       "US Mountain Standard Time",
	"atlantic time (canada)":        "Atlantic Standard Time",
	"baja california":               "Pacific Standard Time (Mexico)",
	"cabo verde is.":                "Cape Verde Standard Time",
	"cape verde is.":                "Cape Verde Standard Time",
	"central america":               "Central America Standard Time",
	"central time (us & canada)":    "Central Standard Time",
	"chatham islands":               "Chatham Islands Standard Time",
	"coordinated universal time":    "UTC",
	"coordinated universal time-02": "UTC-02",
	"coordinated universal time-08": "UTC-08",
	"coordinated universal time-09": "UTC-09",
	"coordinated universal time-11": "UTC-11",
	"coordinated universal time+12": "UTC+12",
	"coordinated universal time+13": "UTC+13",
	"easter island":                 "Easter Island Standard Time",
	"eastern time (us & canada)":    "Eastern Standard Time",
	"greenland":                     "Greenland Standard Time",
	"hawaii":                        "Hawaiian Standard Time",
	"indiana (east)":                "US Eastern Standard Time",
	"international date line west":  "Dateline Standard Time",
	"kiritimati island":             "Line Islands Standard Time",
	"lord howe island":              "Lord Howe Standard Time",
	"marquesas islands":             "Marquesas Standard Time",
	"marshall is.":                  "UTC+12",
	"mid-atlantic":                  "UTC-02",
	"mountain time (us & canada)":   "Mountain Standard Time",
	"newfoundland":                  "Newfoundland Standard Time",
	"norfolk island":                "Norfolk Standard Time",
	"pacific time (us & canada)":    "Pacific Standard Time",
	"saint pierre and miquelon":     "Saint Pierre Standard Time",
	"saskatchewan":                  "Canada Central Standard Time",
	"solomon is.":                   "Central Pacific Standard Time",
	"sri jayawardenapura":           "Sri Lanka Standard Time",
	"sri jayawardenepura":           "Sri Lanka Standard Time",
	"turks and caicos":              "Turks And Caicos Standard Time",
	"west central africa":           "W. Central Africa Standard Time",
	"western/central europe":        "W. Europe Standard Time", // of Lotus
	"yukon":                         "Yukon Standard Time",
}

// hintLabels are short names of Lotus and others that may also mean another
// continent.
var hintLabels = map[string]string{
	"eastern":  "Eastern Standard Time",
	"central":  "Central Standard Time",
	"mountain": "Mountain Standard Time",
	"pacific":  "Pacific Standard Time",
	"atlantic": "Atlantic Standard Time",
}

// A labelled is what a label says: (UTC-05:00) Bogota, Lima, Quito. Lotus writes
// (GMT-05.00) Bogota / Lima / Quito.
type labelled struct {
	offset    int
	hasOffset bool
	places    []string
}

func readLabel(name string) labelled {
	var l labelled
	if offset, rest, ok := cutOffset(name); ok {
		l.offset, l.hasOffset, name = offset, true, rest
	}
	for place := range strings.SplitSeq(strings.ReplaceAll(name, " / ", ","), ",") {
		if place = strings.TrimSpace(place); place != "" && len(l.places) < 12 {
			l.places = append(l.places, place)
		}
	}
	return l
}

// byLabel finds the zones of the places that a label names, those of the file's
// territory first. With an offset, each has to have had it since 1990. Without
// one, the places have to be several and of one clock to be more than a hint,
// or one of windowsLabels.
func (t *zoneTable) byLabel(name, territory string) []candidate {
	if windows := hintLabels[strings.ToLower(name)]; windows != "" {
		return t.relabel(t.byWindows(windows, territory), name, true)
	}
	label := readLabel(name)
	if !label.hasOffset && len(label.places) == 1 && windowsLabels[placeKey(name)] == "" {
		return nil
	}
	var list []candidate
	for _, place := range label.places {
		z := t.placed(place, territory)
		same := func(o candidate) bool { return o.zone == z }
		if !z.IsZero() && (!label.hasOffset || hasOffset(z, label.offset)) && !slices.ContainsFunc(list, same) {
			list = append(list, candidate{zone: z})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Compare(t.foreign(a.zone, territory), t.foreign(b.zone, territory))
	})
	sure := label.hasOffset || oneClock(list) || len(label.places) == 1
	return t.relabel(list, name, !sure)
}

// placed gives the zone of one place of a label; zero: none.
func (t *zoneTable) placed(place, territory string) schedule.Zone {
	if windows := windowsLabels[placeKey(place)]; windows != "" {
		return t.byWindows(windows, territory)[0].zone
	}
	for _, city := range t.db.Suggest(place) {
		if z, err := t.zone(city); err == nil {
			return z
		}
	}
	return schedule.Zone{}
}

// placeKey gives the key of a place in windowsLabels.
func placeKey(place string) string {
	return strings.ReplaceAll(strings.ToLower(place), " and canada", " & canada")
}

// relabel says in the candidates that a label was read.
func (t *zoneTable) relabel(list []candidate, name string, hint bool) []candidate {
	for i := range list {
		list[i].from, list[i].hint = ZoneByLabel, hint
		list[i].reason = fmt.Sprintf("%q is a label for %s", name, list[i].zone)
	}
	return list
}

// oneClock reports whether several zones show the same since 2010.
func oneClock(list []candidate) bool {
	for i := 1; i < len(list); i++ {
		if _, differs := differ(list[0].zone, list[i].zone, nil, labelsBegin.AddDate(20, 0, 0), labelsEnd, false); differs {
			return false
		}
	}
	return len(list) > 1
}

// foreign is 0 for a zone in the territory, else 1.
func (t *zoneTable) foreign(z schedule.Zone, territory string) int {
	if territory != "" && t.db.CountryOf(z.String()) == territory {
		return 0
	}
	return 1
}

// hasOffset reports whether a zone has had an offset since 1990.
func hasOffset(z schedule.Zone, offset int) bool {
	for s := range z.Spans(labelsBegin, labelsEnd) {
		if s.Offset == offset {
			return true
		}
	}
	return false
}

var (
	labelsBegin = time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC)
	labelsEnd   = time.Date(2038, time.January, 1, 0, 0, 0, 0, time.UTC)
)
