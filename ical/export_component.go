package ical

import (
	"slices"

	ics "github.com/arran4/golang-ical"
)

// A componentSink makes components of what is described to it.
type componentSink struct {
	open []*component
	done []*component
	line property
}

var _ sink = (*componentSink)(nil)

func (s *componentSink) Begin(name string) { s.open = append(s.open, &component{name: name}) }

func (s *componentSink) End(string) {
	last := len(s.open) - 1
	c := s.open[last]
	if s.open = s.open[:last]; last == 0 {
		s.done = append(s.done, c)
		return
	}
	s.open[last-1].subs = append(s.open[last-1].subs, c)
}

func (s *componentSink) Name(name string) { s.line = property{name: name} }

func (s *componentSink) Param(name, value string) {
	if n := len(s.line.params); n > 0 && s.line.params[n-1].name == name {
		s.line.params[n-1].values = append(s.line.params[n-1].values, value)
		return
	}
	s.line.params = append(s.line.params, param{name, []string{value}})
}

func (s *componentSink) Text(text string)  { s.line.value += escapeText(text) }
func (s *componentSink) Raw(raw string)    { s.line.value += raw }
func (s *componentSink) RawBytes(b []byte) { s.line.value += string(b) }

func (s *componentSink) EndLine() {
	c := s.open[len(s.open)-1]
	c.props = append(c.props, s.line)
}

// Err is nil: what cannot be written is met when the components are.
func (s *componentSink) Err() error { return nil }

// described gives the component that a description makes.
func described(name string, e *exporter, describe func()) *component {
	made := &componentSink{}
	e.s = made
	made.Begin(name)
	describe()
	made.End(name)
	return made.done[0]
}

// writeComponent describes a component to a sink.
func writeComponent(s sink, c *component) {
	s.Begin(c.name)
	writeContents(s, c)
	s.End(c.name)
}

func writeContents(s sink, c *component) {
	for i := range c.props {
		writeProperty(s, &c.props[i])
	}
	for _, sub := range c.subs {
		writeComponent(s, sub)
	}
}

// writeProperty writes a property as it was read. Parameters of one name stand
// together, as a list.
func writeProperty(s sink, p *property) {
	s.Name(p.name)
	for i := range p.params {
		name := p.params[i].name
		if slices.ContainsFunc(p.params[:i], func(q param) bool { return q.name == name }) {
			continue
		}
		for _, q := range p.params[i:] {
			for _, v := range q.values {
				if q.name == name {
					s.Param(name, v)
				}
			}
		}
	}
	form := p.form()
	if stored := form.store(p.value); form != formAsIs && form.wire(stored) == p.value {
		form.write(stored, s.Text, s.Raw) // so that no fold parts an escape
	} else {
		s.Raw(p.value)
	}
	s.EndLine()
}

// form gives the form of the value.
func (p *property) form() form {
	like := ics.BaseProperty{IANAToken: p.name}
	if v := p.param("VALUE"); v != "" {
		like.ICalParameters = map[string][]string{"VALUE": {v}}
	}
	return formOf(&like)
}

// sameProperties says whether two lists say the same.
func sameProperties(a, b []property) bool {
	return slices.EqualFunc(a, b, func(p, q property) bool {
		return p.name == q.name && p.value == q.value && slices.EqualFunc(p.params, q.params, func(x, y param) bool {
			return x.name == y.name && slices.Equal(x.values, y.values)
		})
	})
}

func sameComponents(a, b []*component) bool {
	return slices.EqualFunc(a, b, func(x, y *component) bool {
		return x.name == y.name && sameProperties(x.props, y.props) && sameComponents(x.subs, y.subs)
	})
}

// named gives the properties of some names, in their order.
func (c *component) named(names []string) (list []property) {
	for i := range c.props {
		if slices.Contains(names, c.props[i].name) {
			list = append(list, c.props[i])
		}
	}
	return list
}

// replace puts properties in the place of those of some names: where the first of
// them was, else behind the last property of before that there is, else at the
// end.
func (c *component) replace(names []string, with []property, before []string) {
	at := -1
	kept := make([]property, 0, len(c.props)+len(with))
	for i := range c.props {
		if !slices.Contains(names, c.props[i].name) {
			kept = append(kept, c.props[i])
			continue
		}
		if at < 0 {
			at = len(kept)
		}
	}
	if at < 0 {
		at = len(kept)
		for i := range kept {
			if slices.Contains(before, kept[i].name) {
				at = i + 1
			}
		}
	}
	c.props, c.facts = slices.Insert(kept, at, with...), nil
}
