package ical

import (
	"net/url"
	"strings"
)

// A user is the address of a calendar user (RFC 5545 §3.3.3) in the forms in which
// an import asks for it.
type user struct {
	address string // as the file has it, without mailto:
	folded  string // in the form in which addresses are compared
	base    string // the slug of what is before the @ of folded
	hash    uint32 // of base, see stringTable
	mail    bool   // is a mail address
}

// A userMark tells a value that is mailto: and an address in small letters which is
// its own folded form, and whose part before the @ is its own slug. Nearly all are.
// It is made where the line is read, whose octets are at hand there: an import then
// does not look at them again.
type userMark struct {
	hash uint32 // of what is before the @
	at   uint8  // how many octets that has; 0: another value
}

const mailtoScheme = "mailto:"

func markUser(value string) userMark {
	address, ok := strings.CutPrefix(value, mailtoScheme)
	at := strings.IndexByte(address, '@')
	if !ok || at <= 0 || !isSlug(address[:at]) || !isSlug(address[at+1:]) || !isHost(address[at+1:]) {
		return userMark{}
	}
	return userMark{hashOfKey(address[:at]), uint8(at)} // a slug has 40 octets at most
}

// user gives the address of a calendar user.
func (p *property) user() user {
	if at := p.mark.at; at > 0 {
		address := p.value[len(mailtoScheme):]
		return user{address, address, address[:at], p.mark.hash, true}
	}
	address := userAddress(p)
	folded := foldAddress(address)
	local, _, _ := strings.Cut(folded, "@")
	base := slug(local)
	return user{address, folded, base, hashOfKey(base), isAddress(address)}
}

// foldAddress gives the form in which addresses are compared.
func foldAddress(address string) string { return strings.ToLower(address) }

// userAddress gives the address of a calendar user, without mailto:. Where the
// value is another URI, EMAIL has the address, RFC 7986 §6.2.
func userAddress(p *property) string {
	v := strings.TrimSpace(p.value)
	if len(v) > 7 && strings.EqualFold(v[:7], "mailto:") {
		v = v[7:]
		if strings.IndexByte(v, '?') >= 0 {
			v, _, _ = strings.Cut(v, "?")
		}
		if strings.IndexByte(v, '%') >= 0 {
			if plain, err := url.PathUnescape(v); err == nil {
				v = plain
			}
		}
		return v
	}
	if email := p.param("EMAIL"); email != "" {
		return email
	}
	return v
}

// commonName gives the CN, which is one text (RFC 5545 §3.2.2): a comma without
// quotes around it belongs to it, also one that was escaped as in a TEXT.
func (p *property) commonName() string {
	for i := range p.params {
		if q := &p.params[i]; q.name == "CN" && len(q.values) > 1 {
			return strings.TrimSpace(strings.ReplaceAll(strings.Join(q.values, ","), `\,`, ","))
		}
	}
	return strings.TrimSpace(p.param("CN"))
}
