package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// htmlZones is what the clocks of many zones do in a stretch of time: one
// [offsets, names, other names] for each that differs from the others. Offsets
// are seconds east of Greenwich, with the instants of change between them:
// [-10800, 1617505200, -14400]. Names are grouped by their first part:
//
//	America/|Panama~PA|Lima~PE^Asia/|Seoul~KR~서울
//
// with the code of the country and, where it is not the name's last part, the
// city in the page's language. Other names are those to recognize, not to
// offer: links such as Asia/Calcutta and names of no place such as EST.
type htmlZones [][3]any

// The marks of that notation.
const (
	areaMark  = "^"
	entryMark = "|"
	fieldMark = "~"
)

// newHTMLZones gives the zones of a database from from to to, and besides them
// others that may be of other databases.
func newHTMLZones(db *tzdb.Database, others []schedule.Zone, from, to time.Time, loc datefmt.Locale) htmlZones {
	type group struct {
		offsets       []int64
		listed, other []string
	}
	groups := map[string]*group{}
	var order []string
	add := func(z schedule.Zone, listed bool) {
		offsets := offsetsOf(z, from, to)
		key := fmt.Sprint(offsets)
		g := groups[key]
		if g == nil {
			g = &group{offsets: offsets}
			groups[key], order = g, append(order, key)
		}
		if listed {
			g.listed = append(g.listed, z.String())
		} else {
			g.other = append(g.other, z.String())
		}
	}
	own := map[string]bool{"Factory": true} // the name of a clock that nobody has set
	for _, z := range others {
		if !own[z.String()] && z.Database() != db {
			own[z.String()] = true
			add(z, true)
		}
	}
	for _, name := range db.Names() {
		if z, err := schedule.ZoneIn(db, name); err == nil && !own[name] {
			add(z, db.Canonical(name) == name && db.Check(name) == nil)
		}
	}
	slices.SortFunc(order, func(a, b string) int { return slices.Compare(groups[a].offsets, groups[b].offsets) })
	table := make(htmlZones, 0, len(order))
	for _, key := range order {
		g := groups[key]
		table = append(table, [3]any{g.offsets, zoneNames(db, g.listed, loc), zoneNames(db, g.other, loc)})
	}
	return table
}

// offsetsOf gives the offset of a zone's clock at from, then each instant at
// which it is set before to and its offset from there on.
func offsetsOf(z schedule.Zone, from, to time.Time) []int64 {
	var offsets []int64
	for s := range z.Spans(from, to) {
		n := len(offsets)
		switch {
		case n == 0:
			offsets = append(offsets, int64(s.Offset))
		case offsets[n-1] != int64(s.Offset): // else it has another abbreviation only
			offsets = append(offsets, s.Start.Unix(), int64(s.Offset))
		}
	}
	return offsets
}

// zoneNames writes names in the notation of htmlZones.
func zoneNames(db *tzdb.Database, names []string, loc datefmt.Locale) string {
	slices.Sort(names)
	var b strings.Builder
	area := "none"
	for _, name := range names {
		cut := strings.LastIndexByte(name, '/') + 1
		if name[:cut] != area {
			area = name[:cut]
			if b.Len() > 0 {
				b.WriteString(areaMark)
			}
			b.WriteString(area)
		}
		last, country, city := name[cut:], db.CountryOf(name), loc.City(name)
		entry := entryMark + last + fieldMark + country + fieldMark
		if city != strings.ReplaceAll(last, "_", " ") && !strings.ContainsAny(city, areaMark+entryMark+fieldMark) {
			entry += city
		}
		b.WriteString(strings.TrimRight(entry, fieldMark))
	}
	return b.String()
}
