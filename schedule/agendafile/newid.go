package agendafile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/plenaria/plenaria/schedule"
)

// maxNewID is how long an ID is that is made of a name, in bytes.
const maxNewID = 40

// NewID makes an ID of a name: its ASCII letters, without accents and in lower
// case, and its digits, with hyphens for what stands between them, cut between
// two words after some forty characters. IDs become parts of UIDs and addresses,
// which not every program reads beyond ASCII. It gives "" where nothing is left,
// as of 개회사.
func NewID(name string) schedule.ID {
	var words []string
	length := 0
	for _, word := range strings.FieldsFunc(norm.NFKD.String(strings.ToLower(name)), isGap) {
		word = strings.Map(asciiOnly, word)
		if word == "" {
			continue
		}
		if length += len(word) + 1; length > maxNewID+1 {
			break
		}
		words = append(words, word)
	}
	return schedule.ID(strings.Join(words, "-"))
}

// isGap reports whether a character parts words. Apostrophes do not, and neither
// do accents, which follow their letters here.
func isGap(r rune) bool {
	return r != '\'' && r != '’' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

func asciiOnly(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return -1
}
