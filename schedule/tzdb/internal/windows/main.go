// Command windows writes the table of Windows' zone names of package tzdb from
// the npm package cldr-core of the Unicode CLDR:
//
//	npm install --prefix "$CLDR" cldr-core@48.2.0
//	go run ./internal/windows -cldr "$CLDR/node_modules" [-out dir] [-check]
//
// The ids of CLDR never change: it has Asia/Calcutta. Those that are links of
// the pinned release to a zone in the same country are written as that zone.
// Equal input gives equal output. With -check nothing is written; the exit
// status is 0 if the files are what would be written.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/schedule/tzdb"
	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

const (
	tableFile   = "windows.bin"
	licenceFile = "LICENSE-UNICODE"
)

func main() {
	cldr := flag.String("cldr", "", "`directory` that holds the unpacked package cldr-core")
	out := flag.String("out", ".", "write the files to this `directory`")
	check := flag.Bool("check", false, "compare the files instead of writing them")
	flag.Parse()
	if err := run(*cldr, *out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "windows:", err)
		os.Exit(1)
	}
}

func run(cldr, out string, check bool) error {
	if cldr == "" {
		return errors.New("no -cldr directory; the comment at the top of the command says how to get one")
	}
	table, err := read(filepath.Join(cldr, "cldr-core", "supplemental", "windowsZones.json"))
	if err != nil {
		return err
	}
	licence, err := os.ReadFile(filepath.Join(cldr, "cldr-core", "LICENSE"))
	if err != nil {
		return err
	}
	if check {
		return compare(out, table, licence)
	}
	packed, err := pack(table)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, licenceFile), licence, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, tableFile), packed, 0o644)
}

// A row is one line of CLDR's table.
type row struct {
	Name      string `json:"_other"`
	IDs       string `json:"_type"`
	Territory string `json:"_territory"`
}

// read gives the table in the form that package tzdb reads: a Windows name a
// line, then its zone for 001 (the world), then "territory zone zone…" for each
// territory, all separated by "|". Names and territories are sorted.
func read(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Supplemental struct {
			WindowsZones struct {
				MapTimezones []struct{ MapZone row }
			}
		}
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	names := map[string]map[string]string{}
	for _, m := range doc.Supplemental.WindowsZones.MapTimezones {
		r := m.MapZone
		if names[r.Name] == nil {
			names[r.Name] = map[string]string{}
		}
		names[r.Name][r.Territory] = normalize(r.IDs)
	}
	return write(names)
}

func write(names map[string]map[string]string) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(names)) {
		territories := names[name]
		world := territories["001"]
		if world == "" || strings.ContainsAny(name, "|\n") || strings.Contains(world, " ") {
			return nil, fmt.Errorf("%q has not one zone for 001 but %q", name, world)
		}
		b.WriteString(name + "|" + world)
		delete(territories, "001")
		for _, t := range slices.Sorted(maps.Keys(territories)) {
			b.WriteString("|" + t + " " + territories[t])
		}
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

// renamed gives the present name of ids of CLDR whose link leads to another
// country. The source is the remarks "#=" in the database's file backward.
var renamed = map[string]string{
	"America/Coral_Harbour": "America/Atikokan",
	"Pacific/Ponape":        "Pacific/Pohnpei",
	"Pacific/Truk":          "Pacific/Chuuk",
}

// normalize follows the links of the pinned release, within a country.
func normalize(ids string) string {
	db := tzdb.Pinned()
	words := strings.Fields(ids)
	for i, id := range words {
		if to := db.Canonical(id); db.CountryOf(to) == db.CountryOf(id) {
			words[i] = to
		} else if to, ok := renamed[id]; ok {
			words[i] = to
		}
	}
	return strings.Join(words, " ")
}

// pack compresses; the header carries no time.
func pack(table []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(table); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// compare compares unpacked data, since compression may change with Go's
// version.
func compare(out string, table, licence []byte) error {
	packed, err := os.ReadFile(filepath.Join(out, tableFile))
	if err != nil {
		return err
	}
	have, err := release.Inflate(packed)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, table) {
		return fmt.Errorf("%s is stale: run go generate", tableFile)
	}
	if text, err := os.ReadFile(filepath.Join(out, licenceFile)); err != nil || !bytes.Equal(text, licence) {
		return fmt.Errorf("%s is stale: run go generate", licenceFile)
	}
	return nil
}
