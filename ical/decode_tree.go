package ical

import (
	"bytes"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// A treePiece is what a piece of a file adds to the calendar that it stands in.
type treePiece struct {
	props      []ics.IANAProperty
	components []ics.Component
}

// readTreePieces gives a worker of [contentline.ReadAhead].
func readTreePieces() func(*contentline.Scanner) treePiece {
	var b builder
	return func(in *contentline.Scanner) treePiece {
		b.cal, b.open, b.props = &ics.Calendar{}, append(b.open[:0], building{}), b.props[:0]
		for in.Scan() {
			b.line(in.Line())
		}
		return treePiece{ianaProperties(b.props), b.cal.Components}
	}
}

// add adds what was read ahead.
func (b *builder) add(p treePiece) {
	b.props = append(b.props, p.props...)
	b.cal.Components = append(b.cal.Components, p.components...)
}

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
	props   []ics.IANAProperty
	texts   texts
	heads   [64]knownValues
	scratch []byte
}

// A building is a component that is being built.
type building struct {
	node
	first int // of its properties in props
}

// line adds a line.
func (b *builder) line(line *contentline.Line) {
	switch line.Kind {
	case contentline.Begin:
		b.begin(line.Name)
	case contentline.End:
		b.end()
	default:
		b.property(line)
	}
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
	if line.Head != 0 {
		b.known(p.ICalParameters, line)
	} else {
		for i := range line.Params {
			p.ICalParameters[line.Params[i].Name] = b.values(line.Params[i].Values)
		}
	}
	if len(p.ICalParameters) < len(line.Params) {
		b.join(p.ICalParameters, line.Params)
	}
	p.Value = b.value(p, line.Value)
}

// knownValues are the values of the parameters of lines with the same head. Their
// strings are kept once; each property has lists of its own.
type knownValues struct {
	head  uint32
	lists [][]string
}

// known sets the parameters of a line whose head others have too.
func (b *builder) known(to map[string][]string, line *contentline.Line) {
	k := &b.heads[line.Head%uint32(len(b.heads))]
	if k.head != line.Head {
		k.head, k.lists = line.Head, k.lists[:0]
		for i := range line.Params {
			k.lists = append(k.lists, b.values(line.Params[i].Values))
		}
	}
	for i, list := range k.lists {
		to[line.Params[i].Name] = b.texts.copyList(list)
	}
}

// join sets the parameters again, of which some have the same name.
func (b *builder) join(joined map[string][]string, params []contentline.Param) {
	clear(joined)
	for i := range params {
		name := params[i].Name
		joined[name] = append(joined[name], b.values(params[i].Values)...)
	}
}

// values gives the values of a parameter as the tree has them.
func (b *builder) values(values [][]byte) []string {
	list := b.texts.list(values)
	for i, v := range list {
		if strings.IndexByte(v, '^') >= 0 {
			list[i] = storeParam(v)
		}
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
		return b.unescaped(wire)
	default:
		return f.store(string(wire))
	}
}

// unescaped gives what a TEXT means, as formText.store does.
func (b *builder) unescaped(wire []byte) string {
	b.scratch = b.scratch[:0]
	for {
		i := bytes.IndexByte(wire, '\\')
		if i < 0 || i+1 == len(wire) {
			b.scratch = append(b.scratch, wire...)
			return b.texts.keep(b.scratch)
		}
		c, escaped := unescape(wire[i+1])
		b.scratch = append(append(b.scratch, wire[:i]...), c)
		if wire = wire[i+1:]; escaped {
			wire = wire[1:]
		}
	}
}
