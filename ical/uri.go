package ical

import "unicode/utf8"

// uri gives an address with what a URI cannot hold in percent-encoding (RFC
// 3986 §2.1; RFC 3987 §3.1 for letters beyond ASCII). Control characters stay,
// for the writer to refuse.
func uri(s string) string { return percent(s, &notInURI) }

// mailto gives the URI of an address, RFC 6068 §2.
func mailto(address string) string { return "mailto:" + percent(address, &notInMailto) }

// These tables have the octets to encode.
var (
	notInURI    = octets(" \"<>\\^`{|}")
	notInMailto = octets(" \"<>\\^`{|}%/?#[]&;=")
)

func octets(special string) (t [256]bool) {
	for c := utf8.RuneSelf; c < len(t); c++ {
		t[c] = true
	}
	for i := range len(special) {
		t[special[i]] = true
	}
	return t
}

func percent(s string, encode *[256]bool) string {
	n := 0
	for i := range len(s) {
		if encode[s[i]] {
			n++
		}
	}
	if n == 0 || !utf8.ValidString(s) {
		return s
	}
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)+2*n)
	for i := range len(s) {
		if c := s[i]; encode[c] {
			b = append(b, '%', hex[c>>4], hex[c&15])
		} else {
			b = append(b, c)
		}
	}
	return string(b)
}
