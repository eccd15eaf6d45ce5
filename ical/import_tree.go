package ical

import (
	"maps"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// calendarFileOf gives the components of a golang-ical tree.
func calendarFileOf(cal *ics.Calendar) *calendarFile {
	c := &component{name: vcalendar}
	for i := range cal.CalendarProperties {
		c.props = append(c.props, treeProperty(&cal.CalendarProperties[i].BaseProperty))
	}
	left := maxTreeComponents
	c.subs = treeComponents(cal.Components, 1, &left)
	return &calendarFile{calendars: []*component{c}}
}

// maxTreeComponents bounds a tree that may lead back to itself.
const maxTreeComponents = 500_000

// treeComponents gives those components that golang-ical has a type for.
func treeComponents(list []ics.Component, depth int, left *int) (subs []*component) {
	for _, from := range list {
		name := componentName(from)
		if name == "" || depth > maxDepth || *left == 0 {
			continue
		}
		*left--
		c := &component{name: strings.ToUpper(name)}
		props := from.UnknownPropertiesIANAProperties()
		for i := range props {
			c.props = append(c.props, treeProperty(&props[i].BaseProperty))
		}
		c.subs = treeComponents(from.SubComponents(), depth+1, left)
		subs = append(subs, c)
	}
	return subs
}

func treeProperty(from *ics.BaseProperty) property {
	p := property{name: strings.ToUpper(from.IANAToken), value: formOf(from).wire(from.Value)}
	for _, name := range slices.Sorted(maps.Keys(from.ICalParameters)) {
		values := from.ICalParameters[name]
		loaded := make([]string, len(values))
		for i, v := range values {
			loaded[i] = loadParam(v)
		}
		p.params = append(p.params, param{strings.ToUpper(name), loaded})
	}
	return p
}
