package ical

import (
	"bytes"
	"strings"
)

// A rulePart is a part of a recurrence rule on the wire: BYDAY=MO,TU.
type rulePart struct{ name, value []byte }

// numericParts are the rule parts whose values are numbers, RFC 7265 §3.6.10.
var numericParts = map[string]bool{
	"COUNT": true, "INTERVAL": true, "BYSECOND": true, "BYMINUTE": true, "BYHOUR": true, "BYMONTHDAY": true,
	"BYYEARDAY": true, "BYWEEKNO": true, "BYMONTH": true, "BYSETPOS": true,
}

// rule appends a RECUR, RFC 7265 §3.6.10: an object of the parts in their order,
// the list of a part as an array unless it has one element.
func (v *jsonValues) rule(b, wire []byte) []byte {
	if !v.split(wire) {
		return appendJSON(b, wire)
	}
	for i, p := range v.parts {
		b = append(b, "{,"[min(i, 1)], '"')
		b = append(appendLower(b, string(p.name)), '"', ':')
		b = appendPart(b, p)
	}
	return append(b, '}')
}

// split finds the parts of a rule, false if it is no list of different parts. A
// semicolon behind the last one, which many files have, means nothing.
func (v *jsonValues) split(wire []byte) bool {
	v.parts = v.parts[:0]
	wire = bytes.TrimSuffix(wire, []byte{';'})
	for part := range bytes.SplitSeq(wire, []byte{';'}) {
		name, value, ok := bytes.Cut(part, []byte{'='})
		if !ok || !isTypeName(string(name)) || len(v.parts) == maxParts {
			return false
		}
		for _, p := range v.parts {
			if bytes.EqualFold(p.name, name) {
				return false
			}
		}
		v.parts = append(v.parts, rulePart{name, value})
	}
	return true
}

// maxParts is more than a rule has parts: RFC 5545 §3.3.10 knows 14.
const maxParts = 64

func appendPart(b []byte, p rulePart) []byte {
	if bytes.EqualFold(p.name, []byte("UNTIL")) {
		return untilForms.quoted(b, p.value)
	}
	numeric := numericParts[strings.ToUpper(string(p.name))]
	if bytes.IndexByte(p.value, ',') < 0 {
		return appendElement(b, p.value, numeric)
	}
	before := byte('[')
	for element := range bytes.SplitSeq(p.value, []byte{','}) {
		b = appendElement(append(b, before), element, numeric)
		before = ','
	}
	return append(b, ']')
}

func appendElement(b, value []byte, numeric bool) []byte {
	if numeric && isInteger(value) {
		return appendNumber(b, value)
	}
	return appendJSON(b, value)
}
