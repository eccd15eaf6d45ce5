package ical

import (
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// ErrUnwritable is wrapped by errors about content that iCalendar cannot carry:
// control characters, line breaks outside of text, invalid UTF-8, names that are
// no names.
var ErrUnwritable = contentline.ErrInvalid

const vcalendar = string(ics.ComponentVCalendar)

// maxDepth is how deep components may nest: as deep as golang-ical reads them.
// A component that contains itself ends here too.
const maxDepth = 1000

// Encode writes a golang-ical calendar as RFC 5545 says, which golang-ical's own
// Serialize does not always: lines end in CR LF and have at most 75 octets,
// parameter values are quoted or encoded (RFC 6868) instead of escaped with
// backslashes, control characters, line breaks outside of text and invalid UTF-8
// are refused ([ErrUnwritable]), and the first error of w is returned.
//
// Components and properties keep their order, parameters come sorted by name.
// VTIMEZONE and components of unknown name are written like any other. Nothing
// is added, so a calendar without UID or PRODID stays one.
//
// An error names the place, such as VCALENDAR/VEVENT[3]/ATTENDEE;CN: the CN of an
// ATTENDEE of cal.Components[3]. What was written until then is no whole calendar.
//
// # Values
//
// A golang-ical property has its value in one string. Encode escapes it as its
// value type asks: TEXT is escaped, dates, URIs, numbers and rules are not, a
// VALUE parameter overrides. Where parsing has removed the backslashes from a
// value with separators, the tree no longer tells `a,b` from `a\,b`, and Encode
// takes
//
//   - commas in CATEGORIES, RESOURCES and LOCATION-TYPE,
//   - semicolons in REQUEST-STATUS,
//   - commas and semicolons in properties that it does not know and that have no
//     VALUE parameter
//
// for separators. So what golang-ical has parsed is written as it was read,
// unless an element of such a list had an escaped separator: a category
// `Food\, drinks` becomes two. Write a backslash before the separator in Value
// to make it part of the text: `Food\, drinks,Music`; double a backslash that
// ends an element.
//
// Parameter values are taken as golang-ical parses them, with the encoding of
// RFC 6868 still in place: ^n is a line break, ^' a double quote, ^^ a
// circumflex. Plain line breaks and quotes mean the same, and so does a
// circumflex before any other character.
func Encode(w io.Writer, cal *ics.Calendar) error {
	if cal == nil {
		return fmt.Errorf("ical: %w: the calendar is nil", ErrUnwritable)
	}
	out := contentline.NewWriter(w)
	encodeTo(out, cal)
	return out.Flush()
}

// encodeTo describes a tree to a sink.
func encodeTo(out refusingSink, cal *ics.Calendar) {
	e := encoder{out: out}
	out.Begin(vcalendar)
	for i := range cal.CalendarProperties {
		e.property(&cal.CalendarProperties[i].BaseProperty)
	}
	e.components(cal.Components, 1)
	out.End(vcalendar)
}

// A refusingSink can be made to fail; see [contentline.Writer.Refuse].
type refusingSink interface {
	sink
	Refuse(reason string)
}

type encoder struct {
	out  refusingSink
	keys []string // parameter names of the property in hand
}

// components writes what stands inside the component begun last.
func (e *encoder) components(list []ics.Component, depth int) {
	if depth > maxDepth && len(list) > 0 {
		e.out.Refuse(fmt.Sprintf("components nest deeper than %d", maxDepth))
	}
	for i, c := range list {
		name := componentName(c)
		if name == "" {
			e.out.Refuse(fmt.Sprintf("component %d (%T) is nil or of a type without a name; "+
				"use golang-ical's types, *ics.GeneralComponent for others", i, c))
		}
		if e.out.Err() != nil {
			return
		}
		e.out.Begin(name)
		props := c.UnknownPropertiesIANAProperties()
		for j := range props {
			e.property(&props[j].BaseProperty)
		}
		e.components(c.SubComponents(), depth+1)
		e.out.End(name)
	}
}

// componentName returns the name that c has on the wire, "" for nil and for
// types that are not golang-ical's.
func componentName(c ics.Component) string {
	if v := reflect.ValueOf(c); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return ""
	}
	switch c := c.(type) {
	case *ics.VEvent:
		return string(ics.ComponentVEvent)
	case *ics.VTodo:
		return string(ics.ComponentVTodo)
	case *ics.VJournal:
		return string(ics.ComponentVJournal)
	case *ics.VBusy:
		return string(ics.ComponentVFreeBusy)
	case *ics.VTimezone:
		return string(ics.ComponentVTimezone)
	case *ics.VAlarm:
		return string(ics.ComponentVAlarm)
	case *ics.Standard:
		return string(ics.ComponentStandard)
	case *ics.Daylight:
		return string(ics.ComponentDaylight)
	case *ics.GeneralComponent:
		return c.Token
	}
	return ""
}

func (e *encoder) property(p *ics.BaseProperty) {
	if p.IANAToken == string(ics.PropertyRefreshInterval) {
		p = refreshInterval(p)
	}
	e.out.Name(p.IANAToken)
	e.parameters(p.ICalParameters)
	formOf(p).write(p.Value, e.out.Text, e.out.Raw)
	e.out.EndLine()
}

// refreshInterval mends the property of SetRefreshInterval, which has its VALUE
// parameter in the name.
func refreshInterval(p *ics.BaseProperty) *ics.BaseProperty {
	mended := &ics.BaseProperty{
		IANAToken:      "REFRESH-INTERVAL",
		ICalParameters: map[string][]string{"VALUE": {"DURATION"}},
		Value:          p.Value,
	}
	maps.Copy(mended.ICalParameters, p.ICalParameters)
	return mended
}

// parameters writes params sorted by name.
func (e *encoder) parameters(params map[string][]string) {
	e.keys = slices.AppendSeq(e.keys[:0], maps.Keys(params))
	slices.Sort(e.keys)
	for _, name := range e.keys {
		for _, v := range params[name] {
			e.out.Param(name, loadParam(v))
		}
		if len(params[name]) == 0 {
			e.out.Param(name, "")
		}
	}
}
