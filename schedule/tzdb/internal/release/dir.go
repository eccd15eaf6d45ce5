package release

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// ErrNoVersion says that a directory holds no time-zone database of a known
// version.
var ErrNoVersion = errors.New("no time-zone database of a known version")

// The largest files read: 2026f has 3.6 kB (a TZif file) and 112 kB (tzdata.zi).
const (
	maxTZif  = 256 << 10
	maxTable = 4 << 20
)

// DirVersion returns the version that a zoneinfo directory states: in the first
// line of tzdata.zi ("# version 2026f"), else in a file +VERSION.
func DirVersion(dir fs.FS) (string, error) {
	zi, err := readFile(dir, "tzdata.zi", maxTable)
	if err == nil {
		return ziVersion(zi)
	}
	plain, err := readFile(dir, "+VERSION", maxTable)
	if err != nil {
		return "", fmt.Errorf("%w: neither tzdata.zi nor +VERSION can be read", ErrNoVersion)
	}
	return checkedVersion(string(bytes.TrimSpace(plain)))
}

func ziVersion(zi []byte) (string, error) {
	line, _, _ := bytes.Cut(zi, []byte("\n"))
	version, ok := strings.CutPrefix(strings.TrimSpace(string(line)), "# version ")
	if !ok {
		return "", fmt.Errorf("%w: tzdata.zi starts with %s instead of \"# version\" and a version", ErrNoVersion, Quote(string(line)))
	}
	return checkedVersion(version)
}

func checkedVersion(version string) (string, error) {
	if err := CheckVersion(version); err != nil || version == "unknown" {
		return "", fmt.Errorf("%w: the version stated is %s", ErrNoVersion, Quote(version))
	}
	return version, nil
}

// ReadDir reads an installed zoneinfo directory completely.
//
// Its names are the zones and links of tzdata.zi, as far as files are installed
// for them (distributions move old names into packages of their own); a link
// needs only the file of its target. Where there is no tzdata.zi, every TZif
// file is a zone and links are unknown. Where iso3166.tab or zone.tab is
// missing there are no countries.
func ReadDir(dir fs.FS) (*Release, error) {
	version, err := DirVersion(dir)
	if err != nil {
		return nil, err
	}
	r := &Release{Version: version, Zones: map[string][]byte{}, Links: map[string]string{}}
	zi, err := readFile(dir, "tzdata.zi", maxTable)
	if err == nil {
		r.readNamed(dir, zi)
	} else if err := r.walk(dir); err != nil {
		return nil, err
	}
	r.Countries = readCountries(dir)
	return r, r.Check()
}

// readNamed reads the zones and links that tzdata.zi names. Where a name is
// both, the file of the zone wins.
func (r *Release) readNamed(dir fs.FS, zi []byte) {
	zones, links := ziNames(zi)
	for _, name := range zones {
		if data, err := readFile(dir, name, maxTZif); err == nil {
			r.Zones[name] = data
		}
	}
	maps.DeleteFunc(links, func(link, _ string) bool { return r.Zones[link] != nil })
	r.Links = links
	maps.DeleteFunc(links, func(_, target string) bool {
		_, ok := r.Target(target)
		return !ok
	})
}

// ziNames returns the names of the Zone and Link lines of a zic input file,
// whose keywords may be shortened to one letter (zic(8)).
func ziNames(zi []byte) (zones []string, links map[string]string) {
	links = make(map[string]string)
	for line := range bytes.Lines(zi) {
		if len(line) == 0 || !bytes.ContainsRune([]byte("ZzLl"), rune(line[0])) {
			continue
		}
		fields := strings.Fields(string(line))
		switch {
		case isKeyword(fields[0], "zone") && len(fields) > 1:
			zones = append(zones, fields[1])
		case isKeyword(fields[0], "link") && len(fields) > 2:
			links[fields[2]] = fields[1]
		}
	}
	return zones, links
}

func isKeyword(word, keyword string) bool {
	return strings.HasPrefix(keyword, strings.ToLower(word))
}

// walk reads every TZif file below dir under its path, but for the trees and
// files that are no names of the database.
func (r *Release) walk(dir fs.FS) error {
	return fs.WalkDir(dir, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (path == "posix" || path == "right" || strings.Count(path, "/") > 3):
			return fs.SkipDir
		case d.IsDir(), path == "localtime", path == "posixrules", CheckName(path) != nil:
			return nil
		}
		data, err := readFile(dir, path, maxTZif)
		if err == nil && bytes.HasPrefix(data, []byte("TZif")) {
			r.Zones[path] = data
		}
		return nil
	})
}

// readFile reads a regular file of at most limit bytes.
func readFile(dir fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(dir, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, fmt.Errorf("%s is not a file of at most %d bytes", name, limit)
	}
	return fs.ReadFile(dir, name)
}

// readCountries joins iso3166.tab and zone.tab. It returns nil when either is
// missing.
func readCountries(dir fs.FS) []Country {
	iso, err1 := readFile(dir, "iso3166.tab", maxTable)
	tab, err2 := readFile(dir, "zone.tab", maxTable)
	if err1 != nil || err2 != nil {
		return nil
	}
	byCode := make(map[string]*Country)
	for row := range tableRows(iso, 2) {
		byCode[row[0]] = &Country{Code: row[0], Name: row[1]}
	}
	for row := range tableRows(tab, 3) {
		if c := byCode[row[0]]; c != nil && CheckName(row[2]) == nil {
			c.Zones = append(c.Zones, row[2])
		}
	}
	sorted := make([]Country, 0, len(byCode))
	for _, c := range slices.SortedFunc(maps.Values(byCode), func(a, b *Country) int { return cmp.Compare(a.Code, b.Code) }) {
		sorted = append(sorted, *c)
	}
	return sorted
}

// tableRows yields the rows of a tab-separated table with at least n columns,
// without comments.
func tableRows(table []byte, n int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(string(table)) {
			row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if strings.HasPrefix(line, "#") || len(row) < n {
				continue
			}
			if !yield(row) {
				return
			}
		}
	}
}
