package ical

import (
	"net/mail"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
)

// mentions says whether a property has an address.
func mentions(c *component, property, address string) bool {
	for i := range c.props {
		if p := &c.props[i]; p.name == property && strings.EqualFold(mailAddress(p.value), address) {
			return true
		}
	}
	return false
}

// mailAddress gives the address of a mailto: URI, RFC 6068; else the value itself.
func mailAddress(value string) string {
	value = strings.TrimSpace(value)
	if len(value) < len("mailto:") || !strings.EqualFold(value[:len("mailto:")], "mailto:") {
		return value
	}
	value, _, _ = strings.Cut(value[len("mailto:"):], "?")
	if plain, err := url.PathUnescape(value); err == nil {
		return strings.TrimSpace(plain)
	}
	return strings.TrimSpace(value)
}

func (f *messageFacts) checkMailbox(path string, m mail.Address, needed bool) {
	f.checkText(path, m.Name, false)
	switch why := notAnAddress(m.Address); {
	case m.Address == "" && needed:
		f.fault(path, schedule.ErrMissing, "no address")
	case m.Address != "" && why != "":
		f.fault(path, ErrUnwritable, "address %q %s", shortText(m.Address), why)
	}
}

// notAnAddress says why a text is no addr-spec of RFC 5322 §3.4.1 without quotes,
// comments and literals.
func notAnAddress(s string) string {
	at := strings.LastIndexByte(s, '@')
	switch {
	case at < 0:
		return "has no @"
	case len(s) > 254 || at > 64: // RFC 5321 §4.5.3.1
		return "is longer than mail allows"
	case !isASCII(s):
		return "has characters beyond ASCII; write the domain as xn--…"
	case !isDotted(s[:at], "!#$%&'*+-/=?^_`{|}~"):
		return "has before its @ what an address cannot have unquoted"
	case !isDotted(s[at+1:], "-"):
		return "has behind its @ what is no domain"
	}
	return ""
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// isDotted says whether a text is words between dots, of letters, digits and some
// other characters.
func isDotted(s, others string) bool {
	for word := range strings.SplitSeq(s, ".") {
		if word == "" || strings.IndexFunc(word, func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune(others, r)
		}) >= 0 {
			return false
		}
	}
	return true
}
