package contentline

import "bytes"

// names gives names in upper case without an allocation for those it has seen.
type names [128]struct{ spelling, upper string }

const maxCached = 64 // octets

// upper gives a name in upper case.
func (ns *names) upper(name []byte) string {
	if len(name) == 0 || len(name) > maxCached {
		return string(bytes.ToUpper(name))
	}
	slot := &ns[(uint(name[0])*5^uint(name[len(name)-1])*3^uint(len(name))*17)%uint(len(ns))]
	if slot.spelling != string(name) {
		slot.spelling = string(name)
		slot.upper = string(bytes.ToUpper(name))
	}
	return slot.upper
}

// nameLen gives the octets of a name at the beginning of b, RFC 5545 §3.1.
func nameLen(b []byte) int {
	for i, c := range b {
		if !nameByte[c] {
			return i
		}
	}
	return len(b)
}

// blanks gives the spaces and tabs at the beginning of b.
func blanks(b []byte) int {
	for i, c := range b {
		if c != ' ' && c != '\t' {
			return i
		}
	}
	return len(b)
}

// keyword says whether name is a keyword, which is in upper case.
func keyword(name []byte, keyword string) bool {
	return len(name) == len(keyword) && bytes.EqualFold(name, []byte(keyword))
}

// short cuts a name for a message.
func short(name string) string {
	if len(name) > maxExcerpt {
		return name[:maxExcerpt] + "…"
	}
	return name
}
