package tzdb

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule/tzdb/internal/release"
)

// Check reports whether an author may give name as the zone of an agenda: a
// place of the database, in any of its names, or UTC or GMT.
//
// An error that wraps [ErrNotAPlace] refuses what says nothing of the place
// where the clock hangs, also where the database has such a name: the empty
// name, Local and Factory, abbreviations (EST, CET, KST), rules (EST5EDT),
// offsets (UTC-5, Etc/GMT+5). An error that wraps [ErrUnknownZone] refuses all
// other names that db lacks. Both say what to write instead.
func (db *Database) Check(name string) error {
	if reason := notAPlace(name); reason != "" {
		return fmt.Errorf("time zone %s is %w but %s", release.Quote(name), ErrNotAPlace, reason)
	}
	if !db.Has(name) {
		return db.unknown(name)
	}
	return nil
}

// notAPlace says what name is if it is no place, and what to write instead. It
// is empty for other names.
func notAPlace(name string) string {
	switch strings.ToLower(name) {
	case "":
		return "an empty name: write the place of the clock, such as America/Panama, or UTC"
	case "local", "localtime":
		return "the setting of the machine that reads it, so everybody would read other times: write the place, such as America/Panama"
	case "factory":
		return "the name of a clock that nobody has set: write the place, such as America/Panama"
	case "z":
		return "the mark of UTC in a time: write UTC"
	}
	if places, ok := abbreviations[strings.ToUpper(name)]; ok {
		return abbreviationReason(strings.ToUpper(name), places)
	}
	if strings.HasPrefix(name, "Etc/GMT") {
		return etcReason(strings.TrimPrefix(name, "Etc/GMT"))
	}
	if offset, ok := offsetOf(name); ok {
		return offsetReason(offset)
	}
	return ruleReason(name)
}

func abbreviationReason(abbr string, places []string) string {
	places = places[:min(len(places), maxSuggestions)]
	switch abbr {
	case "EST", "MST", "HST":
		return "an abbreviation, and as a zone it never changes to summer time: write a place, such as " + orList(places)
	case "CET", "MET", "EET", "WET":
		return "an abbreviation, which countries with different rules share: write a place, such as " + orList(places)
	}
	return "an abbreviation: write a place, such as " + orList(places)
}

// etcReason explains the zones Etc/GMT+5 and so on, whose sign is that of a
// POSIX TZ string (file etcetera of the database).
func etcReason(number string) string {
	hours, err := strconv.Atoi(number)
	if err != nil || hours == 0 || number[0] != '+' && number[0] != '-' {
		return ""
	}
	offset := -hours * 3600
	return fmt.Sprintf("a fixed offset with its sign reversed: it means UTC%s, all year; %s", formatOffset(offset), placeAt(offset))
}

func offsetReason(offset int) string {
	return "an offset, which does not tell when clocks change; " + placeAt(offset)
}

// ruleReason recognizes POSIX TZ strings such as EST5EDT and <-03>3.
func ruleReason(name string) string {
	abbr := strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
	letters := name[:len(name)-len(abbr)]
	rule := "a rule (a POSIX TZ string), which history and future changes of law do not follow: write a place"
	switch {
	case strings.HasPrefix(name, "<"):
		return rule + ", such as America/Panama"
	case len(letters) < 3 || abbr == "" || !strings.ContainsAny(abbr[:1], "+-0123456789"):
		return ""
	}
	if places, ok := abbreviations[strings.ToUpper(letters)]; ok {
		return rule + ", such as " + orList(places[:min(len(places), maxSuggestions)])
	}
	return ""
}

// offsetOf reads "UTC-5", "GMT+5:30", "+09:00", "-0500" as seconds east of UTC.
func offsetOf(name string) (int, bool) {
	rest := strings.ToUpper(name)
	for _, prefix := range []string{"ETC/", "UTC", "GMT"} {
		rest = strings.TrimPrefix(rest, prefix)
	}
	rest = strings.TrimSpace(strings.Replace(rest, "−", "-", 1))
	if len(rest) < 2 || rest[0] != '+' && rest[0] != '-' {
		return 0, false
	}
	seconds, ok := clockOffset(rest[1:])
	if !ok || seconds == 0 && rest != name {
		return 0, false // GMT+0 and GMT-0 are names of GMT
	}
	if rest[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}

// clockOffset reads "5", "05", "0530" and "05:30".
func clockOffset(s string) (int, bool) {
	hours, minutes, colon := strings.Cut(s, ":")
	if !colon && len(s) == 4 {
		hours, minutes = s[:2], s[2:]
	}
	h, err := strconv.ParseUint(hours, 10, 8)
	if err != nil || h > 26 || len(hours) > 2 {
		return 0, false
	}
	m, err := strconv.ParseUint(minutes, 10, 8)
	if minutes != "" && (err != nil || m > 59 || len(minutes) != 2) {
		return 0, false
	}
	return int(h)*3600 + int(m)*60, true
}

// formatOffset writes an offset as "−05:00".
func formatOffset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	return fmt.Sprintf("%s%02d:%02d", sign, seconds/3600, seconds/60%60)
}

// placeAt asks for a place and names one that keeps the offset all year.
func placeAt(offset int) string {
	if place, ok := placesByOffset[offset]; ok {
		return "write a place; one at UTC" + formatOffset(offset) + " is " + place
	}
	return "write a place, such as America/Panama, or UTC"
}
