package schedule

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// need says whether a text has to be there.
type need bool

const (
	required need = true
	optional need = false
)

// The checks of values take the path of a thing and the name of its field, so
// that the path of a field is made only where it is wrong.

// text checks a text in all its languages.
func (c *checker) text(path, field string, t Text, n need) {
	if n == required && t.IsZero() {
		c.fault(path+field, ErrMissing, "no text")
	}
	for i := range t {
		if t[i].Lang != "" {
			c.lang(path, field, t[i].Lang)
		}
		if why := badText(t[i].Text); why != "" {
			c.fault(path+field, ErrInvalid, "the text%s holds %s", inLang(t[i].Lang), why)
		}
		if i > 0 && i < maxLangs && t[:i].has(t[i].Lang) {
			c.fault(path+field, ErrDuplicateID, "two texts%s", inLang(t[i].Lang))
		}
	}
	if len(t) > maxLangs {
		c.fault(path+field, ErrInvalid, "a text in %d languages; the limit is %d", len(t), maxLangs)
	}
}

// maxLangs bounds the languages of one text.
const maxLangs = 100

func inLang(l Lang) string {
	if l == "" {
		return ""
	}
	return " in " + shortened(string(l))
}

func (t Text) has(l Lang) bool {
	for i := range t {
		if strings.EqualFold(string(t[i].Lang), string(l)) {
			return true
		}
	}
	return false
}

// lang checks a language tag.
func (c *checker) lang(path, field string, l Lang) {
	err, known := c.langs[l]
	if !known {
		err = l.check()
		c.langs[l] = err
	}
	if err != nil {
		c.problems = append(c.problems, Problem{Path: path + field, Err: err})
	}
}

// line checks a text of one language that has to be one line.
func (c *checker) line(path, field, s string) {
	if why := badText(s); why != "" {
		c.fault(path+field, ErrInvalid, "the text holds %s", why)
	}
}

// badText tells what a text holds that no calendar file can (RFC 5545 §3.1:
// control characters but HTAB; a newline is written as \n), "" if nothing.
func badText(s string) string {
	for i := range len(s) {
		b := s[i]
		if b < ' ' && b != '\n' && b != '\t' || b == 0x7f {
			return "a control character; leave it out"
		}
	}
	if !utf8.ValidString(s) {
		return "bytes that are not UTF-8"
	}
	return ""
}

// uri checks that a reference is absolute and one word (RFC 3986 §4.3).
func (c *checker) uri(path, field, s string) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	switch {
	case strings.ContainsFunc(s, notInWord) || !utf8.ValidString(s):
		c.fault(path+field, ErrInvalid, "%q holds a space or a control character; write them as %%20 and so on", shortened(s))
	case err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" && u.Path == "":
		c.fault(path+field, ErrInvalid, "%q is not a whole address; write one such as https://example.org/agenda", shortened(s))
	}
}

func notInWord(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// isEmail reports whether s has the form of an address, without a name, quotes
// or comments (RFC 5321 §4.1.2 Dot-string; letters of any script, RFC 6531).
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && len(s) <= 254 && isDomain(domain) && utf8.ValidString(s) &&
		!strings.ContainsFunc(local, func(r rune) bool {
			return notInWord(r) || strings.ContainsRune(`()<>[]\,;:@"`, r)
		})
}

// isDomain reports whether s is letters, digits and hyphens between dots.
func isDomain(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || strings.ContainsFunc(label, func(r rune) bool {
			return r != '-' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
		}) {
			return false
		}
	}
	return len(s) <= 253
}

// country checks an ISO 3166-1 code against the time-zone database's table.
func (c *checker) country(path, field, code string) {
	ok, known := c.countries[code]
	if !known && len(code) == 2 {
		found, has := c.db.Country(code)
		ok = has && found.Code == code
		c.countries[code] = ok
	}
	if ok {
		return
	}
	if found, has := c.db.Country(code); has && found.Code != code {
		c.fault(path+field, ErrInvalid, "%q is not a country code; write %s", code, found.Code)
		return
	}
	c.fault(path+field, ErrInvalid, "%q is not a country; write its ISO 3166-1 code of two letters, such as PA", shortened(code))
}

// zone remarks, once for each zone, a name whose sign is not what it seems.
func (c *checker) zone(path, field string, z Zone) {
	if z.IsZero() || c.zones[z] {
		return
	}
	c.zones[z] = true
	number, ok := strings.CutPrefix(z.String(), "Etc/GMT")
	if !ok || number == "" || number == "0" || number == "+0" || number == "-0" {
		return
	}
	c.remark(path+field, ErrInvalid, "%s is UTC%s: the sign in such names is reversed; name a place, such as America/Panama", z, offsetText(z.Offset(epoch)))
}
