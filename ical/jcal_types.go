package ical

import "strings"

// The value types of RFC 5545 §3.3 by their names in jCal, RFC 7265 §3.6.
const (
	typeBinary     = "binary"
	typeBoolean    = "boolean"
	typeCalAddress = "cal-address"
	typeDate       = "date"
	typeDateTime   = "date-time"
	typeDuration   = "duration"
	typeFloat      = "float"
	typeInteger    = "integer"
	typePeriod     = "period"
	typeRecur      = "recur"
	typeText       = "text"
	typeTime       = "time"
	typeURI        = "uri"
	typeUTCOffset  = "utc-offset"
	typeUnknown    = "unknown" // as on the wire, RFC 7265 §5
)

// defaultTypes has the type that the value of a property has without a VALUE
// parameter. Properties whose RFC states no default stand in none of its rows,
// such as REFRESH-INTERVAL, which must have VALUE=DURATION: RFC 7986 §5.7,
// RFC 9073 §6.5, §6.6, RFC 9253 §8.2.
var defaultTypes = func() map[string]string {
	m := map[string]string{}
	for valueType, names := range map[string]string{
		typeText: "CALSCALE METHOD PRODID VERSION " + // RFC 5545 §3.7
			"CATEGORIES CLASS COMMENT DESCRIPTION LOCATION RESOURCES STATUS SUMMARY " + // §3.8.1
			"TRANSP TZID TZNAME CONTACT RELATED-TO UID ACTION REQUEST-STATUS " + // §3.8.2 to §3.8.8
			"NAME COLOR " + // RFC 7986 §5
			"LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE " + // RFC 9073 §6
			"PROXIMITY REFID " + // RFC 9074 §8.1, RFC 9253 §8.3
			"TZID-ALIAS-OF BUSYTYPE", // RFC 7808 §7.2, RFC 7953 §3.2
		typeInteger:  "PERCENT-COMPLETE PRIORITY REPEAT SEQUENCE",
		typeFloat:    "GEO",
		typeDuration: "DURATION TRIGGER",
		typePeriod:   "FREEBUSY",
		typeDateTime: "COMPLETED DTEND DUE DTSTART RECURRENCE-ID EXDATE RDATE CREATED DTSTAMP LAST-MODIFIED " +
			"ACKNOWLEDGED TZUNTIL", // RFC 9074 §6.1, RFC 7808 §7.1
		typeUTCOffset:  "TZOFFSETFROM TZOFFSETTO",
		typeURI:        "ATTACH TZURL URL CONCEPT", // RFC 9253 §8.1
		typeCalAddress: "ATTENDEE ORGANIZER CALENDAR-ADDRESS",
		typeRecur:      "RRULE EXRULE",
	} {
		for name := range strings.FieldsSeq(names) {
			m[name] = valueType
		}
	}
	return m
}()

// defaultType gives the type of a property without a VALUE parameter.
func defaultType(name string) string {
	if t, ok := defaultTypes[name]; ok {
		return t
	}
	if t, ok := defaultTypes[strings.ToUpper(name)]; ok {
		return t
	}
	return typeUnknown
}

// lowerType gives a VALUE parameter as a type of jCal.
func lowerType(value string) string {
	for _, t := range [...]string{typeText, typeDateTime, typeDate, typeURI, typeCalAddress, typeUnknown, typeInteger} {
		if strings.EqualFold(t, value) {
			return t
		}
	}
	return strings.ToLower(value)
}

// isMulti says whether a property of a type can have several values, with commas
// between them on the wire. Of a property that no RFC here names, any value that
// has no commas in itself may be one of several.
func isMulti(name, valueType string) bool {
	switch name = strings.ToUpper(name); name {
	case "CATEGORIES", "RESOURCES", "LOCATION-TYPE", "EXDATE", "RDATE", "FREEBUSY":
		return valueType != typeURI && valueType != typeUnknown
	}
	if _, known := forms[name]; known {
		return false
	}
	switch valueType {
	case typeDate, typeDateTime, typeDuration, typeFloat, typeInteger, typePeriod, typeTime, typeUTCOffset, typeBoolean:
		return true
	}
	return false
}

// isTypeName says whether a VALUE parameter can be a type of jCal.
func isTypeName(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if !('a' <= c && c <= 'z' || '0' <= s[i] && s[i] <= '9' || s[i] == '-') {
			return false
		}
	}
	return s != ""
}
