package render

// Sessions and their clocks are most of a page: 40 clocks beside 2,000 sessions
// are 80,000 cells. Package html/template takes several times as long for these as
// for everything else together. So they are appended to a slice of bytes by the
// functions of htmlrow.go, and all that is not markup goes through one of the three
// functions below, which do what html/template does in the same place. What
// stands once on a page is left to the template.

// appendText appends what stands between tags or in an attribute with double
// quotes.
func appendText(b []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		if escaped := escapeOf(s[i]); escaped != "" {
			b = append(append(b, s[from:i]...), escaped...)
			from = i + 1
		}
	}
	return append(b, s[from:]...)
}

// escapeOf gives the character reference of a byte that HTML reads as something
// else than text, and of +, which UTF-7 does; "" for any other.
func escapeOf(c byte) string {
	if c > '>' {
		return ""
	}
	switch c {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&#34;"
	case '\'':
		return "&#39;"
	case '+':
		return "&#43;"
	case 0: // HTML has no reference for it
		return "\uFFFD"
	}
	return ""
}

// appendHref appends an address that safeURL has let pass, for an attribute with
// double quotes.
func appendHref(b []byte, url string) []byte {
	for i := range len(url) {
		switch c := url[i]; {
		case isUnreserved(c):
			b = append(b, c)
		case isReserved(c), c == '%' && i+2 < len(url) && isHex(url[i+1]) && isHex(url[i+2]):
			b = appendText(b, url[i:i+1])
		default:
			b = appendPercent(b, c)
		}
	}
	return b
}

// appendFragment appends what follows the # of an address.
func appendFragment(b []byte, id string) []byte {
	for i := range len(id) {
		if c := id[i]; isUnreserved(c) {
			b = append(b, c)
		} else {
			b = appendPercent(b, c)
		}
	}
	return b
}

func appendPercent(b []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	return append(b, '%', digits[c>>4], digits[c&15])
}

// isUnreserved reports whether a byte stands for itself everywhere in an address
// (RFC 3986 §2.3).
func isUnreserved(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	}
	return c == '-' || c == '.' || c == '_' || c == '~'
}

// isReserved reports whether a byte parts an address (RFC 3986 §2.2). Quotes and
// parentheses are left out, since style sheets give them a meaning.
func isReserved(c byte) bool {
	switch c {
	case '!', '#', '$', '&', '*', '+', ',', '/', ':', ';', '=', '?', '@', '[', ']':
		return true
	}
	return false
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
