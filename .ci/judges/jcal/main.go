// Command jcal makes jCal of calendar files, for the judge of jCal:
//
//	go run ./.ci/judges/jcal folder file.ics...
//
// For each file, folder/NAME.ics is what [ical.Encode] makes of what
// [ical.Decode] reads from it, and folder/NAME.json what [ical.EncodeJSON] does.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/ical"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: jcal folder file.ics...")
	}
	for _, name := range os.Args[2:] {
		if err := write(os.Args[1], name); err != nil {
			log.Fatalf("%s: %v", name, err)
		}
	}
}

// write writes the two files of one.
func write(folder, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	calendar, _, err := ical.Decode(bytes.NewReader(text), nil)
	if err != nil {
		return err
	}
	var file, jcal bytes.Buffer
	if err := errors.Join(ical.Encode(&file, calendar), ical.EncodeJSON(&jcal, calendar)); err != nil {
		return err
	}
	path := filepath.Join(folder, strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	if _, err := os.Stat(path + ".ics"); err == nil {
		return fmt.Errorf("%s.ics is there already", path)
	}
	return errors.Join(os.WriteFile(path+".ics", file.Bytes(), 0o644), os.WriteFile(path+".json", jcal.Bytes(), 0o644))
}
