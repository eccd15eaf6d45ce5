package datefmt

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// Locale is a language in which to write, with the habits of a region. The zero
// Locale is en. Locales are comparable.
type Locale struct{ index uint8 } // in locales

// locale is a row of the generated table.
type locale struct {
	tag      schedule.Lang
	months   [2][12]string // wide, abbreviated
	days     [4][7]string  // wide, abbreviated, from Sunday; the same standing alone
	dates    [12]string    // patterns by Style; from yearly on, those of Numeric and later with a year
	ranges   [4][3][2]string
	clockSep string // between two clocks
	rangeSep string // between two dates, or two dates with clocks
	glue     string // between a date and its clock
}

// language is a language of the table, and what of it other rows serve.
type language struct {
	code, script string
	regions      []regions
}

// regions are the regions that the row tag serves; with no tag, none does.
type regions struct{ tag, codes string }

// For gives the locale of the first of langs that one serves, and en if none
// does. See "Which locale" above. Tags are BCP 47; case does not matter, and
// "_" is taken for "-".
func For(langs ...schedule.Lang) Locale {
	for _, lang := range langs {
		if l, ok := lookup(string(lang)); ok {
			return l
		}
	}
	return Locale{}
}

// Lang tells the locale's language: one of those in the package docs, which
// may be another than [For] was asked for.
func (l Locale) Lang() schedule.Lang { return l.row().tag }

// String gives the tag of the locale.
func (l Locale) String() string { return string(l.Lang()) }

func (l Locale) row() *locale { return &locales[l.index] }

// parent gives the locale whose words l has where it has none of its own: pt
// for pt-PT. A locale without a region is its own parent.
func (l Locale) parent() Locale {
	code, _, _ := strings.Cut(string(l.Lang()), "-")
	p, _ := rowOf(code)
	return p
}

func rowOf(tag string) (Locale, bool) {
	for i := range locales {
		if string(locales[i].tag) == tag {
			return Locale{uint8(i)}, true
		}
	}
	return Locale{}, false
}

func lookup(tag string) (Locale, bool) {
	code, script, region := subtags(tag)
	for i := range languages {
		if lang := &languages[i]; strings.EqualFold(lang.code, code) {
			return rowOf(lang.serve(script, region))
		}
	}
	return Locale{}, false
}

// serve gives the tag of the row for a script and a region, both optional, and
// "" if there is none.
func (lang *language) serve(script, region string) string {
	if script != "" && !strings.EqualFold(script, lang.script) {
		return ""
	}
	for _, r := range lang.regions {
		if listed(r.codes, region) && (r.tag != "" || script == "") {
			return r.tag
		}
	}
	return lang.code
}

// listed reports whether codes, separated by spaces, has code in any case.
func listed(codes, code string) bool {
	for have := range strings.FieldsSeq(codes) {
		if strings.EqualFold(have, code) {
			return true
		}
	}
	return false
}

// subtags takes the language, the script and the region of a tag (RFC 5646
// §2.1). What follows them is of no matter here.
func subtags(tag string) (code, script, region string) {
	cut := func(r rune) bool { return r == '-' || r == '_' }
	for part := range strings.FieldsFuncSeq(tag, cut) {
		switch {
		case code == "":
			code = language2(part)
		case len(part) == 4 && script == "" && region == "" && !isDigit(part[0]):
			script = part
		case (len(part) == 2 || len(part) == 3 && isDigit(part[0])) && region == "":
			region = part
		case len(part) == 3 && script == "" && region == "":
			code = language2(part) // zh-cmn, RFC 5646 §2.2.2
		default:
			return code, script, region
		}
	}
	return code, script, region
}

// language2 gives the two letters of a language written with three.
func language2(code string) string {
	for i := range languageAliases {
		if strings.EqualFold(languageAliases[i][0], code) {
			return languageAliases[i][1]
		}
	}
	return code
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
