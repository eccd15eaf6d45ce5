package ical

import (
	"bytes"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// severalCalendars is the problem of Decode with a file of several calendars.
func severalCalendars(more int) error {
	return fmt.Errorf("%w: %d more after the first; they are left out, DecodeAll reads them", ErrSeveral, more)
}

// A builder makes a golang-ical tree of lines whose components are balanced.
type builder struct {
	cal  *ics.Calendar
	open []building
	// props are the properties of all open components, those of the innermost
	// last. They are copied when their component ends, so that a list has the
	// length that it needs.
	props []ics.IANAProperty
	// list has room for values of parameters, of which some are used, texts for
	// strings. What is cut from them is not touched again.
	list  []string
	used  int
	texts texts
}

// A building is a component that is being built.
type building struct {
	node
	first int // of its properties in props
}

func (b *builder) begin(name string) {
	next := building{first: len(b.props)}
	if len(b.open) > 0 {
		next.node = newNode(name)
	}
	b.open = append(b.open, next)
}

func (b *builder) end() {
	last := len(b.open) - 1
	c := b.open[last]
	b.open = b.open[:last]
	props := b.props[c.first:]
	b.props = b.props[:c.first]
	if c.base == nil {
		b.cal.CalendarProperties = calendarProperties(props)
		return
	}
	c.base.Properties = ianaProperties(props)
	if parent := b.open[last-1].base; parent != nil {
		parent.Components = append(parent.Components, c.self)
	} else {
		b.cal.Components = append(b.cal.Components, c.self)
	}
}

// cutOff leaves out what has not ended of a calendar that has not.
func (b *builder) cutOff() {
	if len(b.open) == 0 {
		return
	}
	if len(b.open) > 1 {
		b.props = b.props[:b.open[1].first]
	}
	b.open = b.open[:1]
	b.end()
}

func ianaProperties(props []ics.IANAProperty) []ics.IANAProperty {
	if len(props) == 0 {
		return nil
	}
	list := make([]ics.IANAProperty, len(props))
	copy(list, props)
	return list
}

func calendarProperties(props []ics.IANAProperty) []ics.CalendarProperty {
	list := make([]ics.CalendarProperty, len(props))
	for i, p := range props {
		list[i].BaseProperty = p.BaseProperty
	}
	return list
}

func (b *builder) property(line *contentline.Line) {
	b.props = append(b.props, ics.IANAProperty{})
	p := &b.props[len(b.props)-1].BaseProperty
	p.IANAToken = line.Name
	p.ICalParameters = make(map[string][]string, len(line.Params))
	for i := range line.Params {
		p.ICalParameters[line.Params[i].Name] = b.values(line.Params[i].Values)
	}
	if len(p.ICalParameters) < len(line.Params) {
		b.join(p.ICalParameters, line.Params)
	}
	p.Value = b.value(p, line.Value)
}

// join sets the parameters again, of which some have the same name.
func (b *builder) join(joined map[string][]string, params []contentline.Param) {
	clear(joined)
	for i := range params {
		name := params[i].Name
		joined[name] = append(joined[name], b.values(params[i].Values)...)
	}
}

// values gives the values of a parameter.
func (b *builder) values(values [][]byte) []string {
	end := b.used + len(values)
	if end > len(b.list) {
		b.list, b.used, end = make([]string, max(listRoom, len(values))), 0, len(values)
	}
	list := b.list[b.used:end:end]
	b.used = end
	for i, v := range values {
		list[i] = b.texts.param(v)
	}
	return list
}

// value gives the Value for what stands on the wire.
func (b *builder) value(p *ics.BaseProperty, wire []byte) string {
	if bytes.IndexByte(wire, '\\') < 0 {
		return b.texts.keep(wire)
	}
	switch f := formOf(p); f {
	case formAsIs:
		return b.texts.keep(wire)
	case formText:
		return b.texts.unescaped(wire)
	default:
		return f.store(string(wire))
	}
}

const (
	listRoom  = 128     // strings
	textRoom  = 4 << 10 // octets
	commonLen = 32      // octets
)

// texts makes strings. Short ones share memory, so that they cost little to make
// and to collect.
type texts struct {
	room    strings.Builder
	scratch []byte
	seen    [256]struct{ value, stored string }
}

// keep gives a string of b.
func (t *texts) keep(b []byte) string {
	if len(b) > textRoom/8 {
		return string(b)
	}
	if t.room.Cap()-t.room.Len() < len(b) {
		t.room.Reset()
		t.room.Grow(textRoom)
	}
	from := t.room.Len()
	t.room.Write(b)
	return t.room.String()[from:]
}

// param gives the value of a parameter as the tree has it. Short ones come again
// and again, and are kept once.
func (t *texts) param(b []byte) string {
	if len(b) == 0 || len(b) > commonLen {
		return storeParam(t.keep(b))
	}
	slot := &t.seen[(uint(b[0])*5^uint(b[len(b)-1])*3^uint(len(b))*17)%uint(len(t.seen))]
	if slot.value != string(b) {
		slot.value = t.keep(b)
		slot.stored = storeParam(slot.value)
	}
	return slot.stored
}

// unescaped gives what a TEXT means, as formText.store does.
func (t *texts) unescaped(wire []byte) string {
	t.scratch = t.scratch[:0]
	for {
		i := bytes.IndexByte(wire, '\\')
		if i < 0 || i+1 == len(wire) {
			t.scratch = append(t.scratch, wire...)
			return t.keep(t.scratch)
		}
		c, escaped := unescape(wire[i+1])
		t.scratch = append(append(t.scratch, wire[:i]...), c)
		if wire = wire[i+1:]; escaped {
			wire = wire[1:]
		}
	}
}
