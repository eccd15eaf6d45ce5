// Command jcal makes jCal of calendar files, for the judge of jCal:
//
//	go run ./.ci/judges/jcal folder file.ics...
//
// For each calendar of a file, folder/NAME.N.ics is what [ical.Encode] makes of
// what [ical.DecodeAll] reads, and folder/NAME.N.json what [ical.EncodeJSON] does.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	ics "github.com/arran4/golang-ical"

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

// write writes the files of one.
func write(folder, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	calendars, _, err := ical.DecodeAll(bytes.NewReader(text), nil)
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	for i, calendar := range calendars {
		err = errors.Join(err, writePair(filepath.Join(folder, fmt.Sprintf("%s.%d", base, i+1)), calendar))
	}
	return err
}

// writePair writes a calendar as iCalendar and as jCal.
func writePair(path string, calendar *ics.Calendar) error {
	var file, jcal bytes.Buffer
	if err := errors.Join(ical.Encode(&file, calendar), ical.EncodeJSON(&jcal, calendar)); err != nil {
		return err
	}
	return errors.Join(os.WriteFile(path+".ics", file.Bytes(), 0o644), os.WriteFile(path+".json", jcal.Bytes(), 0o644))
}
