package ical

import (
	"bytes"
	"testing"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/schedule/tzdb"
)

// golangRead is what a program does with golang-ical that wants to know when the
// events of a file are.
func golangRead(file []byte) error {
	cal, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		return err
	}
	for _, e := range cal.Events() {
		if _, err := e.GetStartAt(); err != nil {
			return err
		}
		if _, err := e.GetEndAt(); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkImport10000 compares Import, which makes an agenda with days, people
// and rooms, with golang-ical's parser and its times, and with the mere scanning
// of the lines, on the same file of 10,000 events in one run.
func BenchmarkImport10000(b *testing.B) {
	file := benchFile(b, benchEvents)
	o := &ImportOptions{Database: tzdb.Pinned()}
	benchReaders(b, len(file), []benchReader{
		{"scan", func() error { _, err := scanAll(bytes.NewReader(file), nil); return err }},
		{"components", func() error {
			d := o.withDefaults()
			_, err := readCalendarFile(bytes.NewReader(file), &d)
			return err
		}},
		{"plenaria/Import", func() error { _, err := Import(bytes.NewReader(file), o); return err }},
		{"golang-ical/parse+times", func() error { return golangRead(file) }},
	})
}

// BenchmarkImportEvents shows that time and memory are linear in the events.
func BenchmarkImportEvents(b *testing.B) {
	o := &ImportOptions{Database: tzdb.Pinned()}
	benchSlope(b, func(file []byte) error { _, err := Import(bytes.NewReader(file), o); return err })
}
