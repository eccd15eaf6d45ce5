// Command series writes what the judges of recurrences need, into a folder:
//
//	go run ./.ci/judges/series folder
//
// For each series of cases.go, folder/NAME.ics is a calendar file with its
// RRULE, EXDATE, RDATE and RECURRENCE-ID, and the VTIMEZONE of its zone;
// folder/NAME.tsv is what every reader must see in it: a line an occurrence with
// UID, start, end and title. The lines come from [schedule.Series], never from
// the .ics.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: series folder")
	}
	for _, c := range cases {
		if err := c.write(os.Args[1]); err != nil {
			log.Fatalf("%s: %v", c.name, err)
		}
	}
}

// write writes the two files of a case.
func (c *series) write(folder string) error {
	table, err := c.table()
	if err != nil {
		return err
	}
	file, err := c.file()
	if err != nil {
		return err
	}
	path := filepath.Join(folder, c.name)
	return errors.Join(os.WriteFile(path+".ics", file, 0o644), os.WriteFile(path+".tsv", []byte(table), 0o644))
}

func (c *series) uid() string { return c.name + "@series.example" }

// isDate says whether the series is one of whole days.
func (c *series) isDate() bool { return len(c.start) == len("2026-01-01") }

// home is the zone that the wall times are in; zero for dates.
func (c *series) home() (schedule.Zone, error) {
	switch {
	case c.isDate():
		return schedule.Zone{}, nil
	case c.zone == "UTC":
		return schedule.UTC(), nil
	}
	return schedule.ZoneIn(tzdb.Pinned(), c.zone)
}

// table gives a line for each occurrence that starts before the end of the case.
func (c *series) table() (string, error) {
	zone, err := c.home()
	if err != nil {
		return "", err
	}
	var s *schedule.Series
	if c.isDate() {
		s, err = c.Repeat.FromDate(date(c.start))
	} else {
		s, err = c.Repeat.From(wall(c.start), zone)
	}
	if err != nil {
		return "", err
	}
	if except, moved := s.Strays(); len(except)+len(moved) > 0 {
		return "", fmt.Errorf("EXDATE %v and overrides %v name no occurrence", except, moved)
	}
	var b strings.Builder
	for o, err := range s.Between(context.Background(), time.Unix(0, 0), c.end()) {
		if err != nil {
			return "", err
		}
		start, end := c.times(zone, &o)
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", c.uid(), start, end, c.title(o.Move))
	}
	if b.Len() == 0 {
		return "", errors.New("no occurrence")
	}
	return b.String(), nil
}

// end is the instant up to which the series is judged.
func (c *series) end() time.Time {
	t, err := time.Parse(time.DateOnly, c.before)
	if err != nil {
		log.Fatalf("%s: %v", c.name, err)
	}
	return t
}

// times gives UTC instants, or dates with the day after the last. An occurrence
// lasts exactly as long as the first one, RFC 5545 §3.8.5.3.
func (c *series) times(zone schedule.Zone, o *schedule.Occurrence) (start, end string) {
	if c.isDate() {
		last := o.Start().Date.AddDays(c.days() - 1)
		if !o.End().IsZero() {
			last = o.End().Date
		}
		return o.Start().Date.String(), last.AddDays(1).String()
	}
	until := o.At.Add(c.length)
	if !o.End().IsZero() {
		t, err := zone.Resolve(o.End(), schedule.Compatible)
		if err != nil {
			log.Fatalf("%s: %v", c.name, err)
		}
		until = t
	}
	return o.At.Format(time.RFC3339), until.UTC().Format(time.RFC3339)
}

// days is how many days an item of whole days has.
func (c *series) days() int { return max(1, int(c.length/(24*time.Hour))) }

// file writes the calendar.
func (c *series) file() ([]byte, error) {
	zone, err := c.home()
	if err != nil {
		return nil, err
	}
	w := &writer{series: c, zone: zone}
	w.line("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//plenaria//series//EN",
		"X-JUDGE-BEFORE:"+basic(c.before)+"T000000Z")
	if !c.isDate() && c.zone != "UTC" {
		first, err := zone.Resolve(wall(c.start), schedule.Compatible)
		if err != nil {
			return nil, err
		}
		form := &ical.TimezoneOptions{Form: c.form, From: first.AddDate(-1, 0, 0), To: c.end()}
		if err := ical.WriteTimezone(&w.out, zone, form); err != nil {
			return nil, err
		}
	}
	w.master()
	for i := range c.Moved {
		w.override(i, &c.Moved[i])
	}
	w.line("END:VCALENDAR")
	return w.out.Bytes(), nil
}

// A writer writes the file of a case. Its lines are short and plain, so that
// nothing needs folding or escaping.
type writer struct {
	*series
	zone schedule.Zone
	out  bytes.Buffer
}

func (w *writer) line(lines ...string) {
	for _, l := range lines {
		for len(l) > 75 {
			w.out.WriteString(l[:75] + "\r\n")
			l = " " + l[75:]
		}
		w.out.WriteString(l + "\r\n")
	}
}

// at writes a property of wall times, or of dates.
func (w *writer) at(name string, times ...schedule.DateTime) {
	values := make([]string, len(times))
	for i, t := range times {
		values[i] = w.value(t)
	}
	w.line(name + w.param() + ":" + strings.Join(values, ","))
}

func (w *writer) param() string {
	switch {
	case w.isDate():
		return ";VALUE=DATE"
	case w.series.zone == "UTC":
		return ""
	}
	return ";TZID=" + w.series.zone
}

func (w *writer) value(t schedule.DateTime) string {
	text := basic(t.Date.String())
	if w.isDate() {
		return text
	}
	seconds := int(t.Clock)
	text += fmt.Sprintf("T%02d%02d%02d", seconds/3600, seconds/60%60, seconds%60)
	if w.series.zone == "UTC" {
		text += "Z"
	}
	return text
}

// utc writes a property of instants.
func (w *writer) utc(name string, times ...schedule.DateTime) {
	for _, t := range times {
		at, err := w.zone.Resolve(t, schedule.Compatible)
		if err != nil {
			log.Fatalf("%s: %v", w.name, err)
		}
		w.line(name + ":" + at.UTC().Format("20060102T150405Z"))
	}
}

// begin writes what every event begins with.
func (w *writer) begin(title string, start, end schedule.DateTime) {
	w.line("BEGIN:VEVENT", "UID:"+w.uid(), "DTSTAMP:20260101T000000Z", "SUMMARY:"+title)
	w.at("DTSTART", start)
	w.at("DTEND", end)
}

// master writes the event of the series.
func (w *writer) master() {
	first := wall(w.start)
	w.begin(w.name, first, w.after(first))
	for _, rule := range w.rules() {
		w.line("RRULE:" + rule)
	}
	switch {
	case len(w.Except) == 0:
	case w.exceptInUTC:
		w.utc("EXDATE", w.Except...)
	default:
		w.at("EXDATE", w.Except...)
	}
	if len(w.Also) > 0 {
		w.at("RDATE", w.Also...)
	}
	for _, p := range w.Periods {
		w.line("RDATE;VALUE=PERIOD" + w.param() + ":" + w.value(p.Start) + "/" + w.value(p.End))
	}
	w.line("END:VEVENT")
}

func (w *writer) rules() []string {
	if w.Rule == "" {
		return w.Rules
	}
	return append([]string{w.Rule}, w.Rules...)
}

// after is the wall time at the end of an item that starts at a wall time.
func (w *writer) after(start schedule.DateTime) schedule.DateTime {
	if w.isDate() {
		return schedule.DateTime{Date: start.Date.AddDays(w.days())}
	}
	seconds := int(start.Clock) + int(w.length/time.Second)
	return schedule.DateTime{Date: start.Date.AddDays(seconds / 86400), Clock: schedule.Clock(seconds % 86400)}
}

// override writes the event of what is moved or cancelled.
func (w *writer) override(i int, m *schedule.Move) {
	start, end := m.To, m.End
	if m.Cancelled {
		start = m.From
	}
	switch {
	case end.IsZero():
		end = w.after(start)
	case w.isDate():
		end.Date = end.Date.AddDays(1)
	}
	w.begin(w.title(i), start, end)
	name := "RECURRENCE-ID"
	if m.Onward {
		name += ";RANGE=THISANDFUTURE"
	}
	if w.idInUTC {
		w.utc(name, m.From)
	} else {
		w.at(name, m.From)
	}
	if m.Cancelled {
		w.line("STATUS:CANCELLED")
	}
	w.line("END:VEVENT")
}

// title is what an occurrence is called that an override applies to, or none,
// which is -1. Those moved onward keep the name of the series.
func (c *series) title(override int) string {
	if override < 0 || c.Moved[override].Onward {
		return c.name
	}
	return fmt.Sprintf("override %d", override)
}

// basic removes the hyphens of a date.
func basic(date string) string { return strings.ReplaceAll(date, "-", "") }
