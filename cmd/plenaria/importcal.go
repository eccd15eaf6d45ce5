package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// calendar makes an agenda of a calendar file and tells what became of it.
func (c *importCmd) calendar(a *app, text []byte, from, to schedule.Date) (*schedule.Agenda, bool, error) {
	o := &ical.ImportOptions{Name: shown(c.File), Database: a.db, ID: schedule.ID(c.ID), Langs: c.Lang, From: from, Through: to}
	if c.Zone != "" && c.Zone != host {
		zone, err := a.zone(c.Zone)
		if err != nil {
			return nil, false, err
		}
		o.Zone = zone
	}
	im, err := ical.Import(bytes.NewReader(text), o)
	if err != nil {
		return nil, false, err
	}
	a.printProblems(a.err, a.paintErr, im.Problems)
	if lost := summary(im.Lost()); lost != "" {
		fmt.Fprintf(a.err, "%s an agenda has no place for %s\n", a.paintErr.warn("remark:"), lost)
	}
	if c.Title != "" {
		im.Agenda.Title = schedule.Text{{Lang: slices.Concat(im.Agenda.Langs, []schedule.Lang{""})[0], Text: c.Title}}
	}
	return im.Agenda, len(im.Problems.Faults()) > 0, nil
}

// summary counts what is lost, by sorts in the order of their first.
func summary(losses []ical.Loss) string {
	var sorts []string
	count := map[string]int{}
	for _, l := range losses {
		sort := l.Component
		if l.Property != "" {
			sort += " " + l.Property
		}
		if l.Param != "" {
			sort += ";" + l.Param
		}
		if count[sort]++; count[sort] == 1 {
			sorts = append(sorts, sort)
		}
	}
	for i, sort := range sorts {
		if n := count[sort]; n > 1 {
			sorts[i] = fmt.Sprintf("%s (%d)", sort, n)
		}
	}
	return strings.Join(sorts, ", ")
}
