package ical

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"unicode"
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

// CheckAddress says why no mail can be sent to or from an address; nil: one can. It is an
// addr-spec of RFC 5322 §3.4.1 without quotes, comments and literals. Before its @ it may
// have letters of any script (RFC 6531): servers on the way have to offer SMTPUTF8 then. Its
// domain is in ASCII: another one is written as programs and servers know it, with xn--. The
// error wraps [ErrUnwritable].
func CheckAddress(address string) error {
	if why := notAnAddress(address); why != "" {
		return contentlineError(ErrUnwritable, fmt.Sprintf("address %q %s", shortText(address), why))
	}
	return nil
}

// notAnAddress says why a text is no address that mail can have.
func notAnAddress(s string) string {
	at := strings.LastIndexByte(s, '@')
	switch {
	case at < 0:
		return "has no @"
	case len(s) > 254 || at > 64: // RFC 5321 §4.5.3.1
		return "is longer than mail allows"
	case !isASCII(s[at:]):
		return "has characters beyond ASCII behind its @; write the domain in the form that begins with xn--, such as xn--mnchen-3ya.example"
	case !isDotted(s[:at], "!#$%&'*+-/=?^_`{|}~", isWordRune):
		return "has before its @ what an address cannot have unquoted"
	case !isDotted(s[at+1:], "-", nil):
		return "has behind its @ what is no domain"
	}
	return ""
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// isWordRune says whether a character beyond ASCII is one of words: no space, no control
// and nothing that turns the direction of writing.
func isWordRune(r rune) bool {
	return r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
}

// isDotted says whether a text is words between dots, of letters, digits and some
// other characters.
func isDotted(s, others string, more func(rune) bool) bool {
	for word := range strings.SplitSeq(s, ".") {
		if word == "" || strings.IndexFunc(word, func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune(others, r) && (more == nil || !more(r))
		}) >= 0 {
			return false
		}
	}
	return true
}
