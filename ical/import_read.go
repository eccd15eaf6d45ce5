package ical

import (
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// readCalendarFile reads all calendars of a file.
func readCalendarFile(r io.Reader, o *ImportOptions) (*calendarFile, error) {
	limits := contentline.Limits(o.Limits)
	return readCalendars(contentline.NewScanner(r, &limits), contentline.Ahead{}, o.Name)
}

// readCalendars reads all that a Scanner gives.
func readCalendars(in *contentline.Scanner, ahead contentline.Ahead, name string) (*calendarFile, error) {
	f := &calendarFile{name: name}
	var b componentBuilder
	add := b.add // made once, not for each line
	for in.Scan() {
		if c := b.line(in.Line()); c != nil {
			f.calendars = append(f.calendars, c)
		}
		contentline.ReadAhead(in, ahead, readComponentPieces, add)
	}
	if c := b.cutOff(); c != nil {
		f.calendars = append(f.calendars, c)
	}
	for _, fault := range in.Faults() {
		f.problems = append(f.problems, schedule.Problem{Pos: f.position(fault.Pos), Remark: fault.Repaired, Err: fault.Err})
	}
	if fault, ok := in.Err().(contentline.Fault); ok {
		return f, schedule.Problem{Pos: f.position(fault.Pos), Err: fault.Err}
	}
	return f, in.Err()
}

// A componentPiece is what a piece of a file adds to the calendar that it stands
// in.
type componentPiece struct {
	props []property
	subs  []*component
}

// readComponentPieces gives a worker of [contentline.ReadAhead].
func readComponentPieces() func(*contentline.Scanner) componentPiece {
	var b componentBuilder
	return func(in *contentline.Scanner) componentPiece {
		b.open, b.props, b.subs = append(b.open[:0], opening{component: &component{}}), b.props[:0], b.subs[:0]
		for in.Scan() {
			b.line(in.Line())
		}
		return componentPiece{slices.Clone(b.props), slices.Clone(b.subs)}
	}
}

// add adds what was read ahead.
func (b *componentBuilder) add(p componentPiece) {
	b.props, b.subs = append(b.props, p.props...), append(b.subs, p.subs...)
}

// A componentBuilder makes components of lines that are balanced. All that they
// are made of is cut from slabs, so that a file of any size takes few
// allocations.
type componentBuilder struct {
	open []opening
	// props are the properties of all open components, subs their components,
	// those of the innermost last.
	props []property
	subs  []*component

	components []component
	facts      []eventFacts
	properties []property
	pointers   []*component
	params     []param
	heads      [64]knownParams
	texts      texts
}

// An opening is a component that has begun.
type opening struct {
	*component
	props, subs int // where its own begin
}

// Sizes of slabs.
const (
	componentRoom = 64
	propertyRoom  = 512
	paramRoom     = 256
)

// line adds a line, and gives the calendar that has ended with it; nil if none has.
func (b *componentBuilder) line(line *contentline.Line) *component {
	switch line.Kind {
	case contentline.Begin:
		b.begin(line.Name, line.Pos)
	case contentline.End:
		return b.end()
	default:
		b.property(line)
	}
	return nil
}

func (b *componentBuilder) begin(name string, at contentline.Pos) {
	if len(b.components) == 0 {
		b.components = make([]component, componentRoom)
	}
	c := &b.components[0]
	b.components = b.components[1:]
	c.name, c.pos = name, at
	b.open = append(b.open, opening{c, len(b.props), len(b.subs)})
}

// end ends the innermost component, and gives it if it is a calendar.
func (b *componentBuilder) end() *component {
	last := len(b.open) - 1
	o := b.open[last]
	b.open = b.open[:last]
	o.component.props = cut(&b.properties, b.props[o.props:], propertyRoom)
	o.component.subs = cut(&b.pointers, b.subs[o.subs:], componentRoom)
	b.props, b.subs = b.props[:o.props], b.subs[:o.subs]
	if o.name == "VEVENT" {
		o.facts = b.eventFacts(o.component)
	}
	if last == 0 {
		return o.component
	}
	b.subs = append(b.subs, o.component)
	return nil
}

func (b *componentBuilder) eventFacts(c *component) *eventFacts {
	if len(b.facts) == 0 {
		b.facts = make([]eventFacts, componentRoom)
	}
	f := &b.facts[0]
	b.facts = b.facts[1:]
	*f = factsOf(c, &b.texts)
	return f
}

// cutOff gives the calendar that has not ended, without what has not ended in
// it; nil if there is none.
func (b *componentBuilder) cutOff() *component {
	if len(b.open) == 0 {
		return nil
	}
	if len(b.open) > 1 {
		b.props, b.subs = b.props[:b.open[1].props], b.subs[:b.open[1].subs]
	}
	b.open = b.open[:1]
	return b.end()
}

// cut copies items into a slab, of which it gives a piece.
func cut[T any](slab *[]T, items []T, room int) []T {
	n := len(items)
	if n == 0 {
		return nil
	}
	if n > room/4 {
		return append([]T(nil), items...)
	}
	if len(*slab) < n {
		*slab = make([]T, room)
	}
	piece := (*slab)[:n:n]
	*slab = (*slab)[n:]
	copy(piece, items)
	return piece
}

func (b *componentBuilder) property(line *contentline.Line) {
	p := property{name: line.Name, value: b.texts.keep(line.Value), pos: line.Pos}
	if len(line.Params) > 0 {
		p.params = b.paramList(line)
	}
	if p.name == "ATTENDEE" || p.name == "ORGANIZER" {
		p.mark = markUser(p.value)
	}
	b.props = append(b.props, p)
}

// knownParams are the parameters of lines with the same head, which are kept once.
type knownParams struct {
	head uint32
	list []param
}

// paramList gives the parameters of a line.
func (b *componentBuilder) paramList(line *contentline.Line) []param {
	if line.Head == 0 {
		return b.newParams(line.Params)
	}
	known := &b.heads[line.Head%uint32(len(b.heads))]
	if known.head != line.Head {
		*known = knownParams{line.Head, b.newParams(line.Params)}
	}
	return known.list
}

func (b *componentBuilder) newParams(from []contentline.Param) []param {
	n := len(from)
	if len(b.params) < n {
		b.params = make([]param, max(paramRoom, n))
	}
	list := b.params[:n:n]
	b.params = b.params[n:]
	for i := range from {
		list[i] = param{name: from[i].Name, values: b.texts.list(from[i].Values)}
	}
	return list
}

// param gives the first value of the first parameter of a name in upper case.
func (p *property) param(name string) string {
	for i := range p.params {
		if p.params[i].name == name && len(p.params[i].values) > 0 {
			return p.params[i].values[0]
		}
	}
	return ""
}

// text gives the value as TEXT, RFC 5545 §3.3.11.
func (p *property) text() string {
	if strings.IndexByte(p.value, '\\') < 0 {
		return p.value
	}
	return string(contentline.AppendText(nil, []byte(p.value)))
}

// first gives the first property of a name; nil if there is none.
func (c *component) first(name string) *property {
	for i := range c.props {
		if c.props[i].name == name {
			return &c.props[i]
		}
	}
	return nil
}
