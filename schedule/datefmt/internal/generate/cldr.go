package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// tags are the locales of the table. The first is the locale of last resort.
var tags = []string{"en", "en-GB", "es", "es-419", "pt", "pt-PT", "fr", "ko", "ja", "zh", "de", "nl"}

// source is a folder that holds the unpacked packages.
type source string

// version gives the version of the packages, which must be one and the same.
func (s source) version() (string, error) {
	var found []string
	for _, name := range []string{"cldr-core", "cldr-dates-full", "cldr-bcp47"} {
		var pkg struct{ Version string }
		if err := s.read(&pkg, name, "package.json"); err != nil {
			return "", err
		}
		found = append(found, pkg.Version)
	}
	if len(slices.Compact(slices.Clone(found))) != 1 {
		return "", fmt.Errorf("packages of different versions %q; get them of one", found)
	}
	return found[0], nil
}

// licence gives the licence under which all packages are, and fails if they differ.
func (s source) licence() ([]byte, error) {
	var text []byte
	for _, name := range []string{"cldr-core", "cldr-dates-full", "cldr-bcp47"} {
		data, err := os.ReadFile(filepath.Join(string(s), name, "LICENSE"))
		if err != nil {
			return nil, err
		}
		if text != nil && string(text) != string(data) {
			return nil, errors.New("the packages have different licences; keep all of them")
		}
		text = data
	}
	return text, nil
}

// read decodes the JSON file whose path is made of elem.
func (s source) read(into any, elem ...string) error {
	name := filepath.Join(append([]string{string(s)}, elem...)...)
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// names are the names of months (keys 1 to 12) or weekdays (keys sun to sat).
type names struct {
	Format     widths
	StandAlone widths `json:"stand-alone"`
}

type widths struct{ Wide, Abbreviated map[string]string }

// gregorian is what the table needs of ca-gregorian.json.
type gregorian struct {
	Months          names
	Days            names
	DateFormats     map[string]any
	DateTimeFormats struct {
		Medium           string
		AvailableFormats map[string]string
		IntervalFormats  map[string]json.RawMessage
	}
}

func (s source) gregorian(tag string) (gregorian, error) {
	var file struct {
		Main map[string]struct {
			Dates struct {
				Calendars struct{ Gregorian gregorian }
			}
		}
	}
	err := s.read(&file, "cldr-dates-full", "main", tag, "ca-gregorian.json")
	return file.Main[tag].Dates.Calendars.Gregorian, err
}
