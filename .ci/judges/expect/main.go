// Command expect writes what the judges of events need, into a folder:
//
//	go run ./.ci/judges/expect folder agenda.yaml...
//
// For each agenda, folder/NAME.ics is what [ical.Write] makes of it, in its first
// language, and folder/NAME.LANG.ics in each of the others; the .json beside each
// is what [ical.WriteJSON] makes of it. The .tsv beside each is what every reader
// must see in it: a line a slot with UID, start, end and title. The lines come
// from the timeline alone, never from the .ics.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: expect folder agenda.yaml...")
	}
	for _, name := range os.Args[2:] {
		if err := write(os.Args[1], name); err != nil {
			log.Fatal(err)
		}
	}
}

// write writes the files of one agenda.
func write(folder, name string) error {
	agenda, err := agendafile.ReadFile(name, &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		return err
	}
	timeline, err := agenda.Resolve(schedule.Reject)
	if err != nil {
		return err
	}
	path := filepath.Join(folder, strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)))
	err = writeAll(path, timeline, nil, agenda.Langs)
	for _, lang := range agenda.Langs[1:] {
		langs := []schedule.Lang{lang}
		err = errors.Join(err, writeAll(path+"."+string(lang), timeline, &ical.Options{Langs: langs}, langs))
	}
	return err
}

// writeAll writes a calendar file, the same as jCal, and what is expected of
// both.
func writeAll(path string, timeline *schedule.Timeline, o *ical.Options, langs []schedule.Lang) error {
	var jcal bytes.Buffer
	return errors.Join(
		ical.WriteFile(path+".ics", timeline, o),
		ical.WriteJSON(&jcal, timeline, o),
		os.WriteFile(path+".json", jcal.Bytes(), 0o644),
		os.WriteFile(path+".tsv", []byte(table(timeline, langs)), 0o644))
}

func table(timeline *schedule.Timeline, langs []schedule.Lang) string {
	var b strings.Builder
	for i := range timeline.Slots {
		slot := &timeline.Slots[i]
		start, end := times(slot)
		title := slot.Session.Title.In(langs...).Text
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", uid(timeline.Agenda, slot), start, end, oneLine(title))
	}
	return b.String()
}

// times gives UTC instants, or dates with the day after the last.
func times(slot *schedule.Slot) (start, end string) {
	if slot.AllDay() {
		return slot.From.String(), slot.Through.AddDays(1).String()
	}
	return slot.Start.UTC().Format(time.RFC3339), slot.End.UTC().Format(time.RFC3339)
}

// uid is the UID that package ical promises: the session's ID, in a series with
// the wall time of the occurrence; for a break without an ID its day and start.
func uid(a *schedule.Agenda, slot *schedule.Slot) string {
	s := slot.Session
	left := string(s.ID)
	switch {
	case !slot.Occurrence.IsZero():
		left += "-" + mark(slot.Occurrence, slot.AllDay())
	case s.ID == "":
		left = "break-" + mark(schedule.DateTime{Date: a.Days[slot.Day].Date, Clock: s.Start}, slot.AllDay())
		if s.Room != "" {
			left += "-" + string(s.Room)
		}
	}
	right := a.Domain
	if right == "" {
		right = string(a.ID)
	}
	return left + "@" + right
}

// mark is YYYYMMDDTHHMM, or YYYYMMDD of a date.
func mark(w schedule.DateTime, date bool) string {
	day := fmt.Sprintf("%04d%02d%02d", w.Date.Year, w.Date.Month, w.Date.Day)
	if date {
		return day
	}
	minutes := int(w.Clock) / 60
	return fmt.Sprintf("%sT%02d%02d", day, minutes/60, minutes%60)
}

// oneLine escapes what would break a line of the table.
func oneLine(s string) string {
	return strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`).Replace(s)
}
