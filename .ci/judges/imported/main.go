// Command imported prints what [ical.Import] makes of a file of `series`: a line
// for each slot of the timeline that starts before the file's X-JUDGE-BEFORE,
// with UID, start, end and title, as ../README.md says. Faults are warnings, and
// remarks are not.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"regexp"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: imported file.ics")
	}
	if err := show(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func show(name string) error {
	file, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	before, err := time.Parse("20060102T150405Z", first(file, `(?m)^X-JUDGE-BEFORE:(\w+)`))
	if err != nil {
		return err
	}
	imported, err := ical.Import(bytes.NewReader(file), &ical.ImportOptions{Database: tzdb.Pinned()})
	if err != nil {
		return err
	}
	for _, p := range imported.Problems {
		if !p.Remark {
			fmt.Printf("warning\t%v\n", p)
		}
	}
	timeline, err := imported.Agenda.Resolve(schedule.Compatible)
	if err != nil {
		return err
	}
	uid := first(file, `(?m)^UID:(\S+)`)
	for i := range timeline.Slots {
		row(&timeline.Slots[i], uid, before)
	}
	return nil
}

// row prints a slot. The files of `series` have one UID each.
func row(slot *schedule.Slot, uid string, before time.Time) {
	title := slot.Session.Title.In().Text
	switch {
	case slot.Session.Status == schedule.Cancelled:
	case slot.AllDay():
		if slot.From.String() < before.Format(time.DateOnly) {
			fmt.Printf("%s\t%s\t%s\t%s\n", uid, slot.From, slot.Through.AddDays(1), title)
		}
	case slot.Start.Before(before):
		fmt.Printf("%s\t%s\t%s\t%s\n", uid, slot.Start.UTC().Format(time.RFC3339), slot.End.UTC().Format(time.RFC3339), title)
	}
}

// first gives what an expression finds first in a file.
func first(file []byte, expression string) string {
	found := regexp.MustCompile(expression).FindSubmatch(file)
	if found == nil {
		log.Fatalf("nothing like %s in the file", expression)
	}
	return string(found[1])
}
