package tzdb

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

//go:generate go run ./internal/windows -cldr $CLDR/node_modules -out .

// The table windowsZones of the Unicode CLDR 48.2, © Unicode, Inc., under the
// Unicode License v3: see LICENSE-UNICODE. Its form is that of the command
// internal/windows.
//
//go:embed windows.bin
var windowsPacked []byte

// windowsZone is one line of the table.
type windowsZone struct {
	name  string
	world string       // the zone for territory 001
	rows  []windowsRow // sorted by territory
}

type windowsRow struct {
	territory string
	zones     []string
}

// windowsTable unpacks the table when it is first asked.
var windowsTable = sync.OnceValue(func() map[string]windowsZone {
	text, err := release.Inflate(windowsPacked)
	if err != nil {
		panic("tzdb: embedded table of Windows' names: " + err.Error())
	}
	table := make(map[string]windowsZone, 160)
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		w := windowsZone{name: fields[0], world: fields[1]}
		for _, field := range fields[2:] {
			words := strings.Split(field, " ")
			w.rows = append(w.rows, windowsRow{words[0], words[1:]})
		}
		table[strings.ToLower(w.name)] = w
	}
	return table
})

// WindowsZone gives the zone that Windows calls name, such as "SA Pacific
// Standard Time", in any case. Windows has one name for many places; territory,
// an ISO 3166-1 alpha-2 code in any case, picks among them: America/Panama for
// PA. An empty territory, and one that CLDR has no row for, gives the zone that
// CLDR names for the world (001): America/Bogota. Of several zones in a territory
// it is the first, which is the largest.
//
// ok is false if CLDR does not have the name, or db has none of its zones.
func (db *Database) WindowsZone(name, territory string) (zone string, ok bool) {
	w, ok := windowsTable()[strings.ToLower(name)]
	if !ok {
		return "", false
	}
	for _, r := range w.rows {
		if r.territory == strings.ToUpper(territory) {
			for _, zone := range r.zones {
				if db.Has(zone) {
					return zone, true
				}
			}
		}
	}
	if !db.Has(w.world) {
		return "", false
	}
	return w.world, true
}

// WindowsName gives the name that Windows has for a zone under any of its names
// in db: "SA Pacific Standard Time" for America/Panama. ok is false if Windows
// has none.
func (db *Database) WindowsName(zone string) (name string, ok bool) {
	names := windowsNames()
	if name, ok = names[zone]; ok {
		return name, true
	}
	name, ok = names[db.Canonical(zone)]
	return name, ok
}

// windowsNames gives the Windows name of each zone of the table. A zone that has
// two is of the first that names it for the world, else of the first.
var windowsNames = sync.OnceValue(func() map[string]string {
	table := windowsTable()
	names := make(map[string]string, 512)
	for _, name := range WindowsNames() {
		for _, r := range table[strings.ToLower(name)].rows {
			for _, zone := range r.zones {
				if names[zone] == "" {
					names[zone] = name
				}
			}
		}
	}
	for _, name := range slices.Backward(WindowsNames()) {
		names[table[strings.ToLower(name)].world] = name
	}
	return names
})

// WindowsNames lists the names that Windows gives to time zones, sorted by
// bytes.
func WindowsNames() []string {
	names := make([]string, 0, 160)
	for _, w := range windowsTable() {
		names = append(names, w.name)
	}
	slices.Sort(names)
	return names
}
