package ical

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// element reads a value of the property in hand and appends it to those before
// it.
func (d *jsonDecoder) element() {
	if d.count > 0 && !d.hasMore() {
		d.misplaced("the end of " + d.name + " (which has one value)")
		return
	}
	before := len(d.wire)
	if d.count > 0 {
		d.wire = append(d.wire, ',')
	}
	if d.value() {
		d.count++
	} else {
		d.wire = d.wire[:before]
	}
}

// hasMore says whether the property can have another value.
func (d *jsonDecoder) hasMore() bool {
	_, known := forms[d.name]
	return isMulti(d.name, d.valueType) || !known && d.valueType != typeText
}

// value appends the next value as it stands on the wire, false if it is left
// out.
func (d *jsonDecoder) value() bool {
	switch c := d.peek(); {
	case c == '"':
		at := d.at
		d.fromString(at, d.str())
	case isNumber(c):
		d.fromNumber()
	case c == 't' || c == 'f':
		if at := d.at; d.valueType != typeBoolean {
			d.repaired(at, "%s as a value of type %s", d.token(), d.valueType)
		}
		d.wire = append(d.wire, d.literal()...)
	case c == '[' && d.valueType == typePeriod:
		return d.structured('/', 2, 2)
	case c == '[' && d.name == "GEO":
		return d.structured(';', 2, 2)
	case c == '[' && d.hasParts():
		return d.structured(';', 1, math.MaxInt)
	case c == '{' && d.valueType == typeRecur:
		return d.fromRule()
	default:
		d.misplaced("a value of type " + d.valueType)
		return false
	}
	return d.err == nil
}

// hasParts says whether the property may have a structured value: REQUEST-STATUS
// has, and others may have that no RFC here names.
func (d *jsonDecoder) hasParts() bool {
	_, known := forms[d.name]
	return !known || d.name == "REQUEST-STATUS"
}

// structured reads a structured value, RFC 7265 §3.4.1, of a number of parts.
func (d *jsonDecoder) structured(separator byte, least, most int) bool {
	at, start, parts := d.at, len(d.wire), 0
	d.array(func(int) {
		if c := d.peek(); c == '[' || c == '{' || parts == most {
			d.misplaced("a part of the value of " + d.name)
			return
		}
		before := len(d.wire)
		if parts > 0 {
			d.wire = append(d.wire, separator)
		}
		if parts++; !d.value() {
			parts, d.wire = parts-1, d.wire[:before]
		}
	})
	if d.err == nil && parts < least {
		d.leftOut(at, "a value of %s with %d parts of %d; it is left out", d.name, parts, least)
		d.wire = d.wire[:start]
	}
	return d.err == nil && parts >= least
}

// fromNumber reads a number.
func (d *jsonDecoder) fromNumber() {
	at := d.at
	number := d.number()
	integer := !bytes.ContainsAny(number, ".eE")
	switch {
	case d.err != nil:
		return
	case d.valueType != typeInteger && d.valueType != typeFloat:
		d.repaired(at, "number %s as a value of type %s", shown(number), d.valueType)
	case integer, d.valueType == typeFloat && isFloat(number):
	default:
		number = d.decimal(at, number)
	}
	d.wire = append(d.wire, number...)
}

// decimal writes a number without an exponent, RFC 5545 §3.3.7, and one that
// should be an integer without a fraction.
func (d *jsonDecoder) decimal(at int, number []byte) []byte {
	f, err := strconv.ParseFloat(string(number), 64)
	if err != nil || d.valueType == typeInteger && f != math.Trunc(f) {
		d.leftOut(at, "%s is no %s; it is kept as it stands", shown(number), d.valueType)
		return number
	}
	return strconv.AppendFloat(nil, f, 'f', -1, 64)
}

// fromString reads a value that is a string.
func (d *jsonDecoder) fromString(at int, s []byte) {
	if d.err != nil {
		return
	}
	if d.valueType == typeText {
		d.wire = appendEscaped(d.wire, string(s))
		return
	}
	s = d.oneLine(at, s)
	l, ok := layouts[d.valueType]
	switch {
	case ok:
		d.wire = d.appendClock(d.wire, at, d.valueType, l, s)
	case d.valueType == typePeriod:
		d.period(at, s)
	case d.valueType == typeInteger && isInteger(s), d.valueType == typeFloat && isFloat(s),
		d.valueType == typeFloat && d.name == "GEO" && isPosition(s), d.valueType == typeRecur,
		d.valueType == typeBoolean && (bytes.EqualFold(s, []byte("true")) || bytes.EqualFold(s, []byte("false"))):
		d.repaired(at, "string %s as a value of type %s; read as it stands in an iCalendar file", shown(s), d.valueType)
		d.wire = append(d.wire, s...)
	case d.valueType == typeInteger, d.valueType == typeFloat, d.valueType == typeBoolean:
		d.leftOut(at, "string %s is no %s; it is kept as it stands", shown(s), d.valueType)
		d.wire = append(d.wire, s...)
	default:
		d.wire = append(d.wire, s...)
	}
}

// oneLine makes spaces of the line breaks in a value that is no TEXT.
func (d *jsonDecoder) oneLine(at int, s []byte) []byte {
	if bytes.IndexByte(s, '\n') < 0 {
		return s
	}
	d.repaired(at, "line break in a value of type %s; read as a space", d.valueType)
	return bytes.ReplaceAll(s, []byte{'\n'}, []byte{' '})
}

// appendClock appends a date or a time; what says how to call it.
func (d *jsonDecoder) appendClock(b []byte, at int, what string, l layout, s []byte) []byte {
	for _, form := range l {
		if fits(form.json, s) {
			return fill(b, form.wire, s)
		}
		if fits(form.wire, s) {
			d.repaired(at, "%s as %s; jCal has hyphens and colons in it, as in %s", shown(s), what, examples[what])
			return append(b, s...)
		}
	}
	if whole := withoutFraction(s); len(whole) < len(s) {
		for _, form := range l {
			if fits(form.json, whole) {
				d.repaired(at, "%s has parts of a second, which iCalendar has not; they are left out", shown(s))
				return fill(b, form.wire, whole)
			}
		}
	}
	d.leftOut(at, "%s is no %s, which is like %s; it is kept as it stands", shown(s), what, examples[what])
	return append(b, s...)
}

// examples are values of the types in messages.
var examples = map[string]string{
	typeDate: "2026-05-17", typeDateTime: "2026-05-17T12:00:00 or 2026-05-17T12:00:00Z",
	typeTime: "12:00:00", typeUTCOffset: "-05:00", typePeriod: "2026-05-17T12:00:00Z or PT1H",
	"until": "2026-05-17 or 2026-05-17T12:00:00Z",
}

// withoutFraction removes the zeros behind a point that JavaScript writes:
// 2026-05-17T12:00:00.000Z.
func withoutFraction(s []byte) []byte {
	before, behind, ok := bytes.Cut(s, []byte{'.'})
	fraction := bytes.TrimSuffix(behind, []byte{'Z'})
	if !ok || len(fraction) == 0 || strings.Trim(string(fraction), "0") != "" {
		return s
	}
	return append(before[:len(before):len(before)], behind[len(fraction):]...)
}

// period appends a PERIOD, or one of its two parts.
func (d *jsonDecoder) period(at int, s []byte) {
	start, end, whole := bytes.Cut(s, []byte{'/'})
	if whole {
		d.repaired(at, "%s as a period; jCal has an array of its start and its end", shown(s))
	}
	d.edge(at, start)
	if whole {
		d.wire = append(d.wire, '/')
		d.edge(at, end)
	}
}

// edge appends the start, the end or the duration of a period.
func (d *jsonDecoder) edge(at int, s []byte) {
	if len(s) > 0 && bytes.IndexByte([]byte("P+-"), s[0]) >= 0 {
		d.wire = append(d.wire, s...)
		return
	}
	d.wire = d.appendClock(d.wire, at, typePeriod, dateTimeForms, s)
}
