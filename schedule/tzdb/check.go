package tzdb

import (
	"cmp"
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
	if len(name) > release.MaxName {
		return ""
	}
	if reason := settingReason(name); reason != "" {
		return reason
	}
	upper := strings.ToUpper(name)
	if places, ok := abbreviations[upper]; ok {
		return abbreviationReason(upper, places)
	}
	if number, ok := strings.CutPrefix(upper, "ETC/GMT"); ok {
		return etcReason(number)
	}
	if offset, ok := offsetOf(name); ok {
		return "an offset, which does not tell when clocks change: " + writePlaceAt(offset)
	}
	return ruleReason(name)
}

// settingReason recognizes words that stand for a setting or for nothing.
func settingReason(name string) string {
	switch strings.ToLower(name) {
	case "":
		return "an empty name: write the place where the clock hangs, such as America/Panama, or UTC"
	case "local", "localtime", "posixrules":
		return "a setting of the machine that reads it, so that every reader gets other times: write a place, such as America/Panama"
	case "factory":
		return "the name of a clock that nobody has set: write a place, such as America/Panama"
	case "z":
		return "the mark of UTC at the end of a time: write UTC"
	}
	return ""
}

func abbreviationReason(abbr string, places []string) string {
	switch abbr {
	case "EST", "MST", "HST":
		return "an abbreviation, and as a zone it never changes to summer time: write a place, such as " + orList(places)
	case "CET", "MET", "EET", "WET":
		return "an abbreviation, which countries with different rules share: write a place, such as " + orList(places)
	}
	return "an abbreviation: write a place, such as " + orList(places)
}

// etcReason explains the zones Etc/GMT-14 to Etc/GMT+12, whose sign is that of
// a POSIX TZ string (file etcetera of the database).
func etcReason(number string) string {
	hours, err := strconv.Atoi(number)
	if err != nil || hours == 0 || hours < -14 || hours > 12 || number[0] != '+' && number[0] != '-' {
		return ""
	}
	offset := -hours * hour
	return fmt.Sprintf("a fixed offset whose sign is reversed (it means UTC%s): %s", formatOffset(offset), writePlaceAt(offset))
}

// ruleReason recognizes POSIX TZ strings such as EST5EDT and <-03>3.
func ruleReason(name string) string {
	const reason = "a rule for clocks, which a law of some place may change: write that place"
	std := leadingLetters(name)
	rest := strings.TrimLeft(name[len(std):], "+-0123456789:")
	dst := leadingLetters(rest)
	switch {
	case strings.HasPrefix(name, "<"):
		return reason + ", such as America/Panama"
	case len(std) < 3 || len(std)+len(rest) == len(name) || dst != rest && rest[len(dst)] != ',':
		return ""
	}
	places := abbreviations[strings.ToUpper(cmp.Or(dst, std))]
	if len(places) == 0 {
		return ""
	}
	return reason + ", such as " + orList(places)
}

func leadingLetters(s string) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	return s[:len(s)-len(strings.TrimLeft(s, letters))]
}

// offsetOf reads "UTC-5", "GMT+5:30", "+09:00", "-0500" as seconds east of UTC.
func offsetOf(name string) (int, bool) {
	rest := strings.TrimPrefix(strings.ToUpper(name), "ETC/UTC")
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "UTC"), "GMT")
	rest = strings.TrimSpace(strings.Replace(rest, "−", "-", 1))
	if len(rest) < 2 || rest[0] != '+' && rest[0] != '-' {
		return 0, false
	}
	seconds, ok := clockOffset(rest[1:])
	if seconds == 0 && len(rest) == 2 {
		return 0, false // GMT+0 and GMT-0 are names of GMT
	}
	if rest[0] == '-' {
		seconds = -seconds
	}
	return seconds, ok
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
	return int(h)*hour + int(m)*60, true
}

// formatOffset writes an offset as "−05:00".
func formatOffset(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	return fmt.Sprintf("%s%02d:%02d", sign, seconds/hour, seconds/60%60)
}

// writePlaceAt asks for a place and names one that keeps the offset all year.
func writePlaceAt(offset int) string {
	if place, ok := placesByOffset[offset]; ok {
		return fmt.Sprintf("write a place, such as %s (UTC%s all year)", place, formatOffset(offset))
	}
	return "write a place, such as America/Panama, or UTC"
}
