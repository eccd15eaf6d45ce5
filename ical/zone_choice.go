package ical

import (
	"errors"
	"strconv"

	"github.com/plenaria/plenaria/schedule"
)

// ErrTimezone is wrapped by the problems of a VTIMEZONE that is read.
var ErrTimezone = errors.New("malformed VTIMEZONE")

// A ZoneChoice tells what a TZID of a file was taken for, and why. The file's
// VTIMEZONE counts where it differs from what the name means at the times of the
// file; else the zone is one of the database, if there is one:
//
//  1. the first that agrees with the VTIMEZONE of those that the name can mean: as
//     a name of the database, of Windows, behind a path, as an offset, as a label;
//  2. one that a property of the VTIMEZONE names, such as X-LIC-LOCATION or TZURL,
//     if it agrees;
//  3. unless the name is one of the database or of Windows, a zone that agrees from
//     a year before these times to a year after them: the calendar's own, else one
//     of its country, else one that Windows names for the world, by the order of
//     these names, else the first of all; one with the same abbreviations goes
//     before one without;
//  4. the VTIMEZONE by itself.
//
// Without a VTIMEZONE that can be used, the first meaning of the name counts.
//
// Two zones agree if their clocks show the same, but for the time around an onset:
// up to 15 hours, since programs write an onset at 23:59:59 instead of midnight,
// or by the wrong one of two clocks. A VTIMEZONE says nothing of the time before
// its first onset, of a time whose end it contradicts, and of what is more than a
// year after the last onset of a clock that goes between STANDARD and DAYLIGHT by
// single onsets without a rule.
type ZoneChoice struct {
	// TZID is the name as the file has it.
	TZID string
	// Zone is what it was taken for; zero: it means nothing, see ZoneUnknown.
	Zone schedule.Zone
	// From is where the zone comes from.
	From ZoneSource
	// Reason is a sentence for people.
	Reason string
}

// ZoneSource is where the zone of a TZID comes from.
type ZoneSource int

const (
	// ZoneUnknown: the name means nothing and the file has no VTIMEZONE for it
	// that can be used. That is a fault. Its times are read as floating times are
	// (RFC 5545 §3.3.5), never in UTC and never in the machine's zone.
	ZoneUnknown ZoneSource = iota
	// ZoneByName: a name of the IANA database, perhaps in another spelling or
	// behind the prefix of a program: America/Lima, america/lima,
	// /mozilla.org/20070129_1/America/Lima.
	ZoneByName
	// ZoneByWindows: a name of Windows, such as SA Pacific Standard Time. Which of
	// its zones it is depends on the country that the file tells, if it does.
	ZoneByWindows
	// ZoneByLabel: a text that programs show to people, such as (UTC-05:00)
	// Bogota, Lima, Quito.
	ZoneByLabel
	// ZoneByOffset: a distance from UTC, such as GMT-0500: a clock that is never
	// set.
	ZoneByOffset
	// ZoneByMatch: a zone of the database whose clock shows the same as the file's
	// VTIMEZONE.
	ZoneByMatch
	// ZoneByFile: the file's VTIMEZONE itself. The zone has the name of the TZID
	// and no database.
	ZoneByFile
)

var zoneSources = []string{"unknown", "name", "windows", "label", "offset", "match", "file"}

// String gives "unknown", "name", "windows", "label", "offset", "match" or
// "file".
func (s ZoneSource) String() string {
	if s < 0 || int(s) >= len(zoneSources) {
		return "ZoneSource(" + strconv.Itoa(int(s)) + ")"
	}
	return zoneSources[s]
}
