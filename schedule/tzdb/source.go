package tzdb

import (
	_ "embed"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

//go:embed pinned.bin
var pinnedData []byte

// Pinned returns the release that is part of this package. It is decompressed
// at the first call.
func Pinned() *Database { return pinned() }

var pinned = sync.OnceValue(unpackPinned)

func unpackPinned() *Database {
	r, err := release.Unpack(pinnedData)
	if err != nil {
		panic("tzdb: the embedded data is damaged: " + err.Error())
	}
	return open("pinned", r)
}

// systemPlaces returns where systems keep their zoneinfo directory.
func systemPlaces() []string {
	return []string{
		"/usr/share/zoneinfo",       // Linux, BSD, macOS
		"/var/db/timezone/zoneinfo", // macOS
		"/etc/zoneinfo",             // NixOS
		"/usr/share/lib/zoneinfo",   // Solaris
	}
}

// System reads the zoneinfo directory of the machine: the first of
// /usr/share/zoneinfo, /var/db/timezone/zoneinfo, /etc/zoneinfo and
// /usr/share/lib/zoneinfo that states its version. See [Dir] for what is read.
//
// The environment variables ZONEINFO and TZDIR are not heeded: what they say
// belongs to one shell, not to the machine. Programs that want them pass their
// value to Dir. Windows has no such directory.
//
// The error wraps [ErrNoVersion] when there is no directory of known version.
func System() (*Database, error) {
	dir, _, err := findSystem(systemPlaces())
	if err != nil {
		return nil, err
	}
	return readDir(dir, "system: "+dir)
}

// findSystem returns the first of places that states a version, and the version.
func findSystem(places []string) (dir, version string, err error) {
	for _, dir := range places {
		if version, err := release.DirVersion(os.DirFS(dir)); err == nil {
			return dir, version, nil
		}
	}
	return "", "", fmt.Errorf("%w on this machine: none of %s states one", ErrNoVersion, strings.Join(places, ", "))
}

// Newest returns the newer of [System] and [Pinned] by version. It is Pinned
// when both are of one version, and when the machine has no database of a known
// version or an unreadable one; Version and Source tell which it is. The choice
// is made at the first call and then kept for the life of the process.
func Newest() *Database { return newest() }

var newest = sync.OnceValue(func() *Database {
	return newestOf(systemPlaces())
})

// newestOf reads a directory of places only if it is newer than the pinned data.
func newestOf(places []string) *Database {
	dir, version, err := findSystem(places)
	if err != nil || !newer(version, pinnedVersion) {
		return Pinned()
	}
	db, err := readDir(dir, "system: "+dir)
	if err != nil {
		return Pinned()
	}
	return db
}

// newer reports whether a system of the given version is preferred to the
// pinned release.
func newer(system, pinned string) bool {
	return CompareVersions(system, pinned) > 0
}
