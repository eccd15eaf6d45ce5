package tzdb

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

var (
	// ErrUnknownZone says that a database has no zone of the name asked for.
	ErrUnknownZone = errors.New("unknown time zone")

	// ErrNotAPlace says that a name is an abbreviation, an offset, a POSIX rule
	// or the machine's own setting, and names no place. See [Database.Check].
	ErrNotAPlace = errors.New("not a place")

	// ErrNoVersion says that a zoneinfo directory is missing or does not state
	// the version of its data.
	ErrNoVersion = release.ErrNoVersion
)

// A Database is one release of the IANA time-zone database. It does not change
// after it is made and is safe for concurrent use. The zero Database is invalid;
// [Pinned], [System], [Newest], [Dir] and [New] return ready ones.
type Database struct {
	source    string
	data      *release.Release
	names     []string          // sorted
	countries []Country         // sorted by code, without zones that the database lacks
	codes     map[string]string // zone to country code
	index     func() *nameIndex // made at the first question for suggestions
}

// New makes a database of the caller's own data: TZif files (RFC 9636) by zone
// name, and links by link name, each to a zone or to another link. version is a
// word such as "2026f" that tells this data from other data. The data is copied.
//
// The error names every malformed name or file, every link that leads to no
// zone and every name that is both. Countries are those of the pinned release,
// as far as the database has their zones.
func New(version string, tzif map[string][]byte, links map[string]string) (*Database, error) {
	r := &release.Release{
		Version: version,
		Zones:   make(map[string][]byte, len(tzif)),
		Links:   maps.Clone(links),
	}
	for name, data := range tzif {
		r.Zones[name] = slices.Clone(data)
	}
	if err := cmp.Or(r.Check(), readable(r)); err != nil {
		return nil, fmt.Errorf("time-zone database %s: %w", release.Quote(version), err)
	}
	r.Countries = Pinned().data.Countries
	return open("given: "+version, r), nil
}

// readable reports the zones whose contents package time cannot read.
func readable(r *release.Release) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(r.Zones)) {
		if _, err := time.LoadLocationFromTZData(name, r.Zones[name]); err != nil {
			errs = append(errs, fmt.Errorf("zone %q: %w (RFC 9636)", name, err))
		}
	}
	return errors.Join(errs...)
}

// Dir reads an installed zoneinfo directory, such as a copy of
// /usr/share/zoneinfo, completely: a later change of its files does not touch
// the database.
//
// The version is taken from the first line of tzdata.zi ("# version 2026f"),
// else from a file +VERSION; the error wraps [ErrNoVersion] when there is
// neither. Names and links are those of tzdata.zi, as far as files are installed
// for them. Without tzdata.zi every TZif file is a zone, and the links of the
// pinned release hold where both files have equal bytes. Files counting leap
// seconds (the right/ tree) are refused.
func Dir(dir string) (*Database, error) {
	return readDir(dir, "directory: "+dir)
}

func readDir(dir, source string) (*Database, error) {
	r, err := release.ReadDir(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("time-zone directory %q: %w", dir, err)
	}
	if len(r.Links) == 0 {
		adoptLinks(r, Pinned().data)
	}
	if r.Countries == nil {
		r.Countries = Pinned().data.Countries
	}
	return open(source, r), nil
}

// adoptLinks turns zones of r into links where from says so and where both
// files are equal.
func adoptLinks(r, from *release.Release) {
	for link := range from.Links {
		target, _ := from.Target(link)
		data, ok := r.Zones[link]
		if ok && slices.Equal(data, r.Zones[target]) {
			r.Links[link] = target
			delete(r.Zones, link)
		}
	}
}

// open makes the tables that are derived from r, which has been checked.
func open(source string, r *release.Release) *Database {
	db := &Database{source: source, data: r, names: r.Names()}
	db.setCountries(r.Countries)
	db.index = sync.OnceValue(db.newIndex)
	return db
}

// Version returns the release of the data, such as "2026f".
func (db *Database) Version() string { return db.data.Version }

// Source tells where the data comes from, for people to read: "pinned",
// "system: /usr/share/zoneinfo", "directory: ..." or "given: ...".
func (db *Database) Source() string { return db.source }

// Names returns all names, sorted by bytes: the zones and the links of the
// database. Factory (the name of a clock nobody has set) and abbreviations such
// as EST are among them, for they are names of the database; [Database.Check]
// tells which names an author should use. The trees posix/ and right/ and the
// files localtime and posixrules belong to an installation and are left out.
func (db *Database) Names() []string { return slices.Clone(db.names) }

// Has reports whether name is a zone or a link of db, written exactly so.
func (db *Database) Has(name string) bool {
	_, ok := db.data.Target(name)
	return ok
}

// TZif returns the TZif file (RFC 9636) of a zone or link: for pinned data
// always version 2 or later and in slim form, that is with the rules of the far
// future in the footer only. The bytes are the caller's own.
//
// The error wraps [ErrUnknownZone] and says what names were perhaps meant.
func (db *Database) TZif(name string) ([]byte, error) {
	target, ok := db.data.Target(name)
	if !ok {
		return nil, db.unknown(name)
	}
	return slices.Clone(db.data.Zones[target]), nil
}

// unknown explains why db has no zone of this name.
func (db *Database) unknown(name string) error {
	if Pinned().Has(name) {
		return fmt.Errorf("%w %q in tz database %s (%s), which lacks it; the pinned one, %s, has it: use that one, or add the file of the zone", ErrUnknownZone, name, db.Version(), db.Source(), Pinned().Version())
	}
	names := db.Suggest(name)
	if len(names) == 0 {
		names = Pinned().Suggest(name)
	}
	if zone, ok := db.WindowsZone(name, ""); ok && len(names) == 0 {
		return fmt.Errorf("%w %q in tz database %s; it is what Windows calls %s and others, see Database.WindowsZone", ErrUnknownZone, name, db.Version(), zone)
	}
	if err := release.CheckName(name); err != nil && len(names) == 0 {
		return fmt.Errorf("%w %s: the name %v", ErrUnknownZone, release.Quote(name), err)
	}
	advice := "zones are named after cities, such as America/Panama"
	if len(names) > 0 {
		advice = "did you mean " + orList(names) + "?"
	}
	return fmt.Errorf("%w %q in tz database %s; %s", ErrUnknownZone, name, db.Version(), advice)
}

// orList joins words as "a", "a or b", "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// Canonical returns the zone at the end of the links that start at name, and
// name itself when it is no link or unknown: Asia/Kolkata for Asia/Calcutta. It
// serves comparisons; an author's own name is never replaced by it.
func (db *Database) Canonical(name string) string {
	if target, ok := db.data.Target(name); ok {
		return target
	}
	return name
}

// Same reports whether a and b are equal, or names of db for one zone. Places
// with a history of their own are not the same, however much their clocks agree
// today: the pinned release is built with the file backzone, in which
// America/Cayman is a zone, not a link to America/Panama.
func (db *Database) Same(a, b string) bool {
	return db.Canonical(a) == db.Canonical(b)
}
