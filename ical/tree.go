package ical

import (
	"errors"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// A sink takes content lines: [contentline.Writer] writes them, treeSink
// collects them in a golang-ical tree. The first error sticks; see
// [contentline.Writer] for what each call means and refuses.
type sink interface {
	Begin(component string)
	End(component string)
	Name(name string)
	Param(name, value string)
	Text(s string)
	Raw(s string)
	RawBytes(b []byte)
	EndLine()
	Err() error
}

var (
	_ sink = (*contentline.Writer)(nil)
	_ sink = (*treeSink)(nil)
)

// errTree is wrapped by errors about lines that can be written but that a
// golang-ical tree cannot hold.
var errTree = errors.New("no place in a golang-ical tree")

// A treeSink builds a *ics.Calendar. Encode of that calendar gives the bytes
// that a contentline.Writer gives for the same calls, provided that the
// parameters of each line come in sorted order (the tree has them in a map).
//
// It refuses exactly what the Writer does.
type treeSink struct {
	checked
	cal   *ics.Calendar
	open  []node
	prop  ics.BaseProperty
	param string // the last parameter of prop
}

// A node is a component being built.
type node struct {
	base *ics.ComponentBase // nil for VCALENDAR
	self ics.Component
}

func newTreeSink() *treeSink {
	return &treeSink{checked: newChecked()}
}

// calendar returns the tree, once everything begun has ended.
func (t *treeSink) calendar() (*ics.Calendar, error) {
	if err := t.check.Flush(); t.err == nil && err != nil {
		t.err = err
	}
	if t.err == nil && t.cal == nil {
		t.err = fmt.Errorf("%w: no VCALENDAR was begun", errTree)
	}
	if t.err != nil {
		return nil, t.err
	}
	return t.cal, nil
}

func (t *treeSink) refuse(format string, args ...any) {
	if t.err == nil {
		t.err = fmt.Errorf("%w: %s", errTree, fmt.Sprintf(format, args...))
	}
}

func (t *treeSink) Begin(component string) {
	t.check.Begin(component)
	switch {
	case !t.ok():
	case len(t.open) > 0 && component == vcalendar:
		t.refuse("VCALENDAR inside %s", vcalendar)
	case len(t.open) > 0:
		t.open = append(t.open, newNode(component))
	case component != vcalendar || t.cal != nil:
		t.refuse("%s outside of the one VCALENDAR", component)
	default:
		t.cal = &ics.Calendar{}
		t.open = append(t.open, node{})
	}
}

// newNode returns an empty component of golang-ical's type for that name.
func newNode(name string) node {
	switch ics.ComponentType(name) {
	case ics.ComponentVEvent:
		c := &ics.VEvent{}
		return node{&c.ComponentBase, c}
	case ics.ComponentVTodo:
		c := &ics.VTodo{}
		return node{&c.ComponentBase, c}
	case ics.ComponentVJournal:
		c := &ics.VJournal{}
		return node{&c.ComponentBase, c}
	case ics.ComponentVFreeBusy:
		c := &ics.VBusy{}
		return node{&c.ComponentBase, c}
	case ics.ComponentVTimezone:
		c := &ics.VTimezone{}
		return node{&c.ComponentBase, c}
	case ics.ComponentVAlarm:
		c := &ics.VAlarm{}
		return node{&c.ComponentBase, c}
	case ics.ComponentStandard:
		c := &ics.Standard{}
		return node{&c.ComponentBase, c}
	case ics.ComponentDaylight:
		c := &ics.Daylight{}
		return node{&c.ComponentBase, c}
	}
	c := &ics.GeneralComponent{Token: name}
	return node{&c.ComponentBase, c}
}

// components returns the list that n's sub-components stand in.
func (t *treeSink) components(n node) *[]ics.Component {
	if n.base == nil {
		return &t.cal.Components
	}
	return &n.base.Components
}

func (t *treeSink) End(component string) {
	t.check.End(component)
	if !t.ok() {
		return
	}
	last := len(t.open) - 1
	if last > 0 {
		list := t.components(t.open[last-1])
		*list = append(*list, t.open[last].self)
	}
	t.open = t.open[:last]
}

func (t *treeSink) Name(name string) {
	t.check.Name(name)
	if !t.ok() {
		return
	}
	if len(*t.components(t.open[len(t.open)-1])) > 0 {
		t.refuse("%s after a sub-component; write a component's properties first", name)
		return
	}
	t.prop = ics.BaseProperty{IANAToken: name, ICalParameters: map[string][]string{}}
	t.param, t.wire = "", t.wire[:0]
}

func (t *treeSink) Param(name, value string) {
	t.check.Param(name, value)
	if !t.ok() {
		return
	}
	if strings.EqualFold(name, t.param) {
		name = t.param
	} else if _, twice := t.prop.ICalParameters[name]; twice {
		t.refuse("%s has %s twice", t.prop.IANAToken, name)
		return
	}
	t.param = name
	t.prop.ICalParameters[name] = append(t.prop.ICalParameters[name], storeParam(value))
}

func (t *treeSink) EndLine() {
	t.check.EndLine()
	if !t.ok() {
		return
	}
	form, wire := formOf(&t.prop), string(t.wire)
	t.prop.Value = form.store(wire)
	if form.wire(t.prop.Value) != wire {
		t.refuse("%s:%s; golang-ical keeps the value unescaped and cannot tell it from %s",
			t.prop.IANAToken, wire, form.wire(t.prop.Value))
		return
	}
	if n := t.open[len(t.open)-1]; n.base == nil {
		t.cal.CalendarProperties = append(t.cal.CalendarProperties, ics.CalendarProperty{BaseProperty: t.prop})
	} else {
		n.base.Properties = append(n.base.Properties, ics.IANAProperty{BaseProperty: t.prop})
	}
}
