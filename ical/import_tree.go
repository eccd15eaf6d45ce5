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
	for _, sub := range cal.Components {
		c.subs = append(c.subs, treeComponent(sub, 0))
	}
	return &calendarFile{calendars: []*component{c}}
}

// maxTreeDepth bounds the nesting of a tree, which may lead back to itself.
const maxTreeDepth = 1000

func treeComponent(from ics.Component, depth int) *component {
	c := &component{name: strings.ToUpper(componentName(from))}
	props := from.UnknownPropertiesIANAProperties()
	for i := range props {
		c.props = append(c.props, treeProperty(&props[i].BaseProperty))
	}
	if depth == maxTreeDepth {
		return c
	}
	for _, sub := range from.SubComponents() {
		c.subs = append(c.subs, treeComponent(sub, depth+1))
	}
	return c
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
