package ical

import (
	"bytes"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// jsonValues writes values of the wire as jCal has them, RFC 7265 §3.6. What is
// not of its type is written as a string, as it stands, and is read so again.
type jsonValues struct {
	text  []byte // a TEXT without its backslashes
	parts []rulePart
}

// append appends the values of a property with a comma before each.
func (v *jsonValues) append(b []byte, name, valueType string, wire []byte) []byte {
	switch {
	case valueType == typeText && strings.EqualFold(name, "REQUEST-STATUS"):
		return v.structured(append(b, ','), wire)
	case valueType == typeFloat && strings.EqualFold(name, "GEO"):
		return v.position(append(b, ','), wire)
	case !isMulti(name, valueType):
		return v.one(append(b, ','), valueType, wire)
	}
	for element := range contentline.Elements(wire, ',') {
		b = v.one(append(b, ','), valueType, element)
	}
	return b
}

// structured appends the TEXT values of a structured value, RFC 7265 §3.4.1.2.
func (v *jsonValues) structured(b, wire []byte) []byte {
	before := byte('[')
	for element := range contentline.Elements(wire, ';') {
		b = v.one(append(b, before), typeText, element)
		before = ','
	}
	return append(b, ']')
}

// position appends a GEO, RFC 7265 §3.4.1.1.
func (v *jsonValues) position(b, wire []byte) []byte {
	if !isPosition(wire) {
		return appendJSON(b, wire)
	}
	latitude, longitude, _ := bytes.Cut(wire, []byte{';'})
	b = append(appendNumber(append(b, '['), latitude), ',')
	return append(appendNumber(b, longitude), ']')
}

// one appends a single value.
func (v *jsonValues) one(b []byte, valueType string, wire []byte) []byte {
	switch {
	case valueType == typeText:
		v.text = contentline.AppendText(v.text[:0], wire)
		return appendJSON(b, v.text)
	case valueType == typeInteger && isInteger(wire), valueType == typeFloat && isFloat(wire):
		return appendNumber(b, wire)
	case valueType == typeBoolean && bytes.EqualFold(wire, []byte("TRUE")):
		return append(b, "true"...)
	case valueType == typeBoolean && bytes.EqualFold(wire, []byte("FALSE")):
		return append(b, "false"...)
	case valueType == typePeriod:
		return appendPeriod(b, wire)
	case valueType == typeRecur:
		return v.rule(b, wire)
	}
	if l, ok := layouts[valueType]; ok {
		return l.quoted(b, wire)
	}
	return appendJSON(b, wire)
}

// appendPeriod appends a PERIOD, RFC 7265 §3.6.9: its start, and its end or its
// duration.
func appendPeriod(b, wire []byte) []byte {
	start, end, ok := bytes.Cut(wire, []byte{'/'})
	if !ok {
		return appendJSON(b, wire)
	}
	b = append(dateTimeForms.quoted(append(b, '['), start), ',')
	return append(dateTimeForms.quoted(b, end), ']')
}

// A layout is how a date or a time looks on the wire and in jCal: 9 stands for a
// digit, + for a sign. Where it has several forms, the first that fits is taken.
type layout []struct{ wire, json string }

var (
	dateTimeForms = layout{
		{"99999999T999999", "9999-99-99T99:99:99"},
		{"99999999T999999Z", "9999-99-99T99:99:99Z"},
	}
	dateForms   = layout{{"99999999", "9999-99-99"}}
	untilForms  = append(dateForms[:1:1], dateTimeForms...)
	timeForms   = layout{{"999999", "99:99:99"}, {"999999Z", "99:99:99Z"}}
	offsetForms = layout{{"+9999", "+99:99"}, {"+999999", "+99:99:99"}}
)

// layouts are those of RFC 7265 §3.6.4, §3.6.5, §3.6.12 and §3.6.13.
var layouts = map[string]layout{
	typeDate: dateForms, typeDateTime: dateTimeForms, typeTime: timeForms, typeUTCOffset: offsetForms,
}

// quoted appends a value of the wire as a JSON string.
func (l layout) quoted(b, wire []byte) []byte {
	for _, form := range l {
		if fits(form.wire, wire) {
			return append(fill(append(b, '"'), form.json, wire), '"')
		}
	}
	return appendJSON(b, wire)
}

// areDates says whether a value is a list of DATEs.
func areDates(wire []byte) bool {
	for element := range bytes.SplitSeq(wire, []byte{','}) {
		if !fits(dateForms[0].wire, element) {
			return false
		}
	}
	return true
}

// fits says whether a value looks as a form says.
func fits[T string | []byte](form string, value T) bool {
	if len(form) != len(value) {
		return false
	}
	for i := range len(form) {
		c := value[i]
		switch form[i] {
		case '9':
			if c < '0' || c > '9' {
				return false
			}
		case '+':
			if c != '+' && c != '-' {
				return false
			}
		default:
			if c != form[i] {
				return false
			}
		}
	}
	return true
}

// fill appends the digits, the sign and the letters of a value in another form.
func fill[T string | []byte](b []byte, form string, value T) []byte {
	from := 0
	for i := range len(form) {
		c := form[i]
		switch c {
		case '-', ':':
			b = append(b, c)
			continue
		case '9', '+':
			for value[from] == ':' || value[from] == '-' && c == '9' {
				from++
			}
			c = value[from]
		case 'T', 'Z':
			for value[from] != c {
				from++
			}
		}
		b = append(b, c)
		from++
	}
	return b
}

// isInteger says whether a value is an INTEGER, RFC 5545 §3.3.8, of any size.
func isInteger(wire []byte) bool {
	return digits(unsigned(wire)) == len(unsigned(wire)) && len(unsigned(wire)) > 0
}

// isFloat says whether a value is a FLOAT, RFC 5545 §3.3.7.
func isFloat(wire []byte) bool {
	whole, fraction, ok := bytes.Cut(wire, []byte{'.'})
	return isInteger(whole) && (!ok || len(fraction) > 0 && digits(fraction) == len(fraction))
}

// isPosition says whether a value is a GEO, RFC 5545 §3.8.1.6.
func isPosition(wire []byte) bool {
	latitude, longitude, ok := bytes.Cut(wire, []byte{';'})
	return ok && isFloat(latitude) && isFloat(longitude)
}

func unsigned(wire []byte) []byte {
	if len(wire) > 0 && (wire[0] == '+' || wire[0] == '-') {
		return wire[1:]
	}
	return wire
}

// digits gives how many digits b begins with.
func digits[T string | []byte](b T) int {
	for i := range len(b) {
		if b[i] < '0' || b[i] > '9' {
			return i
		}
	}
	return len(b)
}

// appendNumber appends a FLOAT or an INTEGER as a JSON number, which has no plus
// sign and no zeros before it.
func appendNumber(b, wire []byte) []byte {
	number := unsigned(wire)
	if wire[0] == '-' {
		b = append(b, '-')
	}
	for len(number) > 1 && number[0] == '0' && number[1] != '.' {
		number = number[1:]
	}
	return append(b, number...)
}
