package main

import (
	"fmt"
	"os"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// zones is the time-zone database in use.
type zones struct{ db *tzdb.Database }

// openZones chooses the database.
func (z *zones) openZones(choice string) (err error) {
	switch choice {
	case "newest":
		z.db = tzdb.Newest()
	case "pinned":
		z.db = tzdb.Pinned()
	case "system":
		z.db, err = tzdb.System()
	default:
		if info, err := os.Stat(choice); err != nil || !info.IsDir() {
			return fmt.Errorf("--tzdata %s: there is no such folder; name one such as /usr/share/zoneinfo, or write newest, pinned or system", choice)
		}
		z.db, err = tzdb.Dir(choice)
	}
	if err != nil {
		return fmt.Errorf("--tzdata %s: %w", choice, err)
	}
	return nil
}

// host is what stands for the host's own wall on the command line.
const host = "host"

// zone gives the zone of a name that somebody may use for a place; the zero
// Zone for "host".
func (z *zones) zone(name string) (schedule.Zone, error) {
	if name == host {
		return schedule.Zone{}, nil
	}
	if err := z.db.Check(name); err != nil {
		return schedule.Zone{}, err
	}
	return schedule.ZoneIn(z.db, name)
}

// zoneList gives the zones of several names.
func (z *zones) zoneList(names []string) (list []schedule.Zone, err error) {
	for _, name := range names {
		zone, err := z.zone(name)
		if err != nil {
			return nil, err
		}
		list = append(list, zone)
	}
	return list, nil
}
