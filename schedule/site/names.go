package site

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
)

// fileName makes the name of a file of an ID. An ID that is one already, in small
// ASCII letters, stays; of others it takes what can be written so, and adds a
// hash, since systems differ in what a name may be and which names are the same.
func fileName(id string) string {
	if isFileName(id) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	name := string(agendafile.NewID(id)) + "-" + hex.EncodeToString(sum[:4])
	return strings.TrimPrefix(name, "-")
}

// langName makes the name of a file of a language, whose tag is the same in any
// case.
func langName(lang schedule.Lang) string { return fileName(strings.ToLower(string(lang))) }

// maxFileName is the longest name, without what is added to it.
const maxFileName = 100

func isFileName(id string) bool {
	odd := func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_') }
	return id != "" && len(id) <= maxFileName && strings.Trim(id, "-_") == id && !strings.ContainsFunc(id, odd) && !isReserved(id)
}

// isReserved reports what is no file on Windows, with any ending.
func isReserved(name string) bool {
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt"))
}
