// Command generate writes the tables of package datefmt from the JSON form of
// CLDR. Its output depends on nothing but its input.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	cldr := flag.String("cldr", "", "folder that holds the unpacked packages cldr-core, cldr-dates-full and cldr-bcp47")
	out := flag.String("out", ".", "folder of package datefmt")
	check := flag.Bool("check", false, "write nothing; fail if a generated file is stale")
	flag.Parse()
	if err := run(*cldr, *out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(dir, out string, check bool) error {
	if dir == "" {
		return errors.New("no -cldr folder; the comment beside go:generate in doc.go says how to get one")
	}
	files, err := generate(source(dir))
	if err != nil {
		return err
	}
	if check {
		return compare(out, files)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compare gives an error that names every file of out that is not as files has it.
func compare(out string, files map[string][]byte) error {
	var stale []error
	for _, name := range []string{tablesFile, citiesFile, licenceFile} {
		have, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || !bytes.Equal(have, files[name]) {
			stale = append(stale, fmt.Errorf("%s is stale; run go generate", name))
		}
	}
	return errors.Join(stale...)
}

// Names of the generated files.
const (
	tablesFile  = "tables.go"
	citiesFile  = "cities_table.go"
	licenceFile = "LICENSE-UNICODE"
)

func generate(src source) (map[string][]byte, error) {
	version, err := src.version()
	if err != nil {
		return nil, err
	}
	tables, err := tablesSource(src, version)
	if err != nil {
		return nil, err
	}
	cities, err := citiesSource(src, version)
	if err != nil {
		return nil, err
	}
	licence, err := src.licence()
	if err != nil {
		return nil, err
	}
	return map[string][]byte{tablesFile: tables, citiesFile: cities, licenceFile: licence}, nil
}
