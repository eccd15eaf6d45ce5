package ical

import (
	"strings"

	ics "github.com/arran4/golang-ical"
)

// A form says how the value of a property stands on the wire, and with that how
// the Value string of a golang-ical property is to be understood.
//
// golang-ical keeps the value of every property that it takes for TEXT, and of
// every property that it does not know, with its backslashes removed, as one
// string; all others as they stand. So the separators of a list and the commas
// inside its elements look alike in the tree. In formList, formStatus and
// formLoose a backslash tells them apart. Only the backslashes directly before
// a separator count: two are one backslash, and an odd one makes the separator
// part of the text. A list of "a,b" and "c" has the Value `a\,b,c`, one of
// `a\` and "b" has `a\\,b`.
type form uint8

const (
	formLoose  form = iota // not known: commas and semicolons are separators
	formText               // one TEXT
	formList               // TEXT values separated by commas
	formStatus             // REQUEST-STATUS: TEXT values separated by semicolons
	formAsIs               // dates, URIs, numbers, rules …: no escaping
)

// separators are the characters that stand unescaped in a value of each form.
func (f form) separators() string {
	switch f {
	case formList:
		return ","
	case formStatus:
		return ";"
	case formLoose:
		return ",;"
	}
	return ""
}

// forms has every property whose value type its RFC states.
var forms = func() map[string]form {
	m := map[string]form{"REQUEST-STATUS": formStatus}
	for f, names := range map[form]string{
		formList: "CATEGORIES RESOURCES LOCATION-TYPE",

		formText: "CALSCALE METHOD PRODID VERSION " + // RFC 5545 §3.7
			"CLASS COMMENT DESCRIPTION LOCATION STATUS SUMMARY TRANSP " + // §3.8.1, §3.8.2
			"TZID TZNAME CONTACT RELATED-TO UID ACTION " + // §3.8.3, §3.8.4, §3.8.6
			"NAME COLOR " + // RFC 7986 §5
			"PARTICIPANT-TYPE RESOURCE-TYPE STYLED-DESCRIPTION " + // RFC 9073 §6
			"PROXIMITY REFID " + // RFC 9074 §8.1, RFC 9253 §8.3
			"X-WR-CALNAME X-WR-CALDESC X-WR-TIMEZONE X-WR-RELCALID X-ALT-DESC",

		formAsIs: "ATTACH GEO PERCENT-COMPLETE PRIORITY " + // RFC 5545 §3.8.1
			"COMPLETED DTEND DUE DTSTART DURATION FREEBUSY " + // §3.8.2
			"TZOFFSETFROM TZOFFSETTO TZURL ATTENDEE ORGANIZER RECURRENCE-ID URL " + // §3.8.3, §3.8.4
			"EXDATE RDATE RRULE EXRULE REPEAT TRIGGER " + // §3.8.5, §3.8.6; RFC 2445 §4.8.5.2
			"CREATED DTSTAMP LAST-MODIFIED SEQUENCE " + // §3.8.7
			"REFRESH-INTERVAL SOURCE IMAGE CONFERENCE " + // RFC 7986 §5
			"CALENDAR-ADDRESS ACKNOWLEDGED CONCEPT LINK " + // RFC 9073 §6.4, 9074 §6.1, 9253 §8
			"X-PUBLISHED-TTL X-APPLE-STRUCTURED-LOCATION",
	} {
		for name := range strings.FieldsSeq(names) {
			m[name] = f
		}
	}
	return m
}()

// formOf returns the form of a property's value. A VALUE parameter overrides the
// property's own type, RFC 5545 §3.2.20.
func formOf(p *ics.BaseProperty) form {
	f, valueType := forms[strings.ToUpper(p.IANAToken)], ""
	if len(p.ICalParameters) > 0 {
		valueType = valueParam(p)
	}
	switch {
	case p.GetValueType() != ics.ValueDataTypeText:
		return formAsIs // golang-ical has it as it stands on the wire
	case valueType == "":
		return f
	case strings.EqualFold(valueType, "TEXT"):
		if f == formAsIs || f == formLoose {
			return formText
		}
		return f
	}
	return formAsIs
}

// valueParam returns the VALUE parameter, "" if there is none. The name is
// compared without regard to case, which golang-ical does not.
func valueParam(p *ics.BaseProperty) string {
	for name, values := range p.ICalParameters {
		if len(values) == 1 && strings.EqualFold(name, "VALUE") {
			return values[0]
		}
	}
	return ""
}

// write gives the pieces of a value to a sink: text escaped, the rest as it is.
func (f form) write(value string, text, raw func(string)) {
	if f == formAsIs {
		raw(value)
		return
	}
	for separators := f.separators(); ; {
		i := strings.IndexAny(value, separators)
		if i < 0 {
			text(value)
			return
		}
		before := strings.TrimRight(value[:i], `\`)
		backslashes := i - len(before)
		text(value[:len(before)+backslashes/2])
		separator := value[i : i+1]
		if value = value[i+1:]; backslashes%2 == 1 {
			text(separator)
		} else {
			raw(separator)
		}
	}
}

// wire returns the value as it stands on the wire.
func (f form) wire(value string) string {
	var b strings.Builder
	f.write(value, func(s string) { b.WriteString(escapeText(s)) }, func(s string) { b.WriteString(s) })
	return b.String()
}

// store is the reverse of wire: it returns the Value for a golang-ical property.
func (f form) store(wire string) string {
	if f == formAsIs {
		return wire
	}
	separators := f.separators()
	value := make([]byte, 0, len(wire))
	for i := 0; i < len(wire); i++ {
		c, escaped := wire[i], false
		if c == '\\' && i+1 < len(wire) {
			c, escaped = unescape(wire[i+1])
			if escaped {
				i++
			}
		}
		if strings.IndexByte(separators, c) >= 0 {
			value = doubleBackslashes(value)
			if escaped {
				value = append(value, '\\')
			}
		}
		value = append(value, c)
	}
	return string(value)
}

// unescape returns what a backslash before c stands for, and whether the two
// are an escape pair of RFC 5545 §3.3.11.
func unescape(c byte) (byte, bool) {
	switch c {
	case 'n', 'N':
		return '\n', true
	case '\\', ',', ';':
		return c, true
	}
	return '\\', false
}

// doubleBackslashes doubles those that value ends in.
func doubleBackslashes(value []byte) []byte {
	n := len(value)
	for n > 0 && value[n-1] == '\\' {
		n--
	}
	return append(value, value[n:]...)
}

// textEscapes are those of RFC 5545 §3.3.11; every kind of line break is \n.
var textEscapes = strings.NewReplacer("\r\n", `\n`, "\r", `\n`, "\n", `\n`, `\`, `\\`, `;`, `\;`, `,`, `\,`)

func escapeText(s string) string { return textEscapes.Replace(s) }

// loadParam decodes RFC 6868 in a parameter value of a golang-ical tree, whose
// parser leaves it encoded. A circumflex before anything else stands for itself.
func loadParam(stored string) string {
	if !strings.Contains(stored, "^") { // a Replacer allocates even then
		return stored
	}
	return paramEscapes.Replace(stored)
}

var paramEscapes = strings.NewReplacer("^^", "^", "^'", `"`, "^n", "\n")

// storeParam is the reverse of loadParam. It encodes no more than it must: a
// reader of the tree sees quotes and line breaks.
func storeParam(value string) string {
	if !strings.Contains(value, "^") {
		return value
	}
	var b strings.Builder
	for i := range len(value) {
		b.WriteByte(value[i])
		if value[i] == '^' && i+1 < len(value) && strings.IndexByte("^'n", value[i+1]) >= 0 {
			b.WriteByte('^')
		}
	}
	return b.String()
}
