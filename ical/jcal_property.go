package ical

import (
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// A jsonProperty is a property that is read from jCal, as it will stand in a
// content line.
type jsonProperty struct {
	name      string
	valueType string
	params    []contentline.Param
	index     paramIndex
	values    [][]byte // of all parameters
	wire      []byte
	count     int // values so far
	bad       bool
}

// A paramIndex numbers the names of parameters, in capital letters. It is quick
// for few of them and linear for very many.
type paramIndex struct {
	names []string
	many  map[string]int
}

// of gives the number of a name, and whether it came before.
func (x *paramIndex) of(name string) (n int, again bool) {
	const few = 16
	if x.many == nil {
		if n = slices.Index(x.names, name); n >= 0 {
			return n, true
		}
		if x.names = append(x.names, name); len(x.names) == few {
			x.many = map[string]int{}
			for i, name := range x.names {
				x.many[name] = i
			}
		}
		return len(x.names) - 1, false
	}
	n, again = x.many[name]
	if !again {
		n = len(x.many)
		x.many[name] = n
	}
	return n, again
}

// reset forgets all names.
func (x *paramIndex) reset() { x.names, x.many = x.names[:0], nil }

// property reads a property, RFC 7265 §3.4: its name, its parameters, the type
// of its values and the values.
func (d *jsonDecoder) property() {
	at := d.at
	if d.peek() != '[' {
		d.misplaced("a property (an array)")
		return
	}
	if d.lines++; d.lines > d.limits.Lines {
		d.fail(at, ErrLimit, "more than %d properties; raise the limit for a larger calendar", d.limits.Lines)
		return
	}
	d.begin, d.room = at, d.room[:0]
	d.jsonProperty = jsonProperty{params: d.params[:0], index: d.index, values: d.values[:0], wire: d.wire[:0]}
	d.index.reset()
	parts := 0
	d.array(func(i int) {
		parts = i + 1
		d.part(i)
	})
	switch {
	case d.err != nil || d.bad:
	case parts < 3:
		d.leftOut(at, "a property of %d elements; one has a name, parameters, a type and values. It is left out", parts)
	case d.count == 0:
		if parts == 3 {
			d.leftOut(at, "%s without a value; it is left out", d.name)
		}
	case d.at-at > d.limits.Line:
		d.report(at, false, ErrLimit, "a property of more than %d octets, %s; it is left out", d.limits.Line, d.name)
	case len(d.values) > d.limits.Values:
		d.report(at, false, ErrLimit, "a property of more than %d parameter values, %s; it is left out", d.limits.Values, d.name)
	default:
		d.finish()
	}
}

// part reads an element of a property; of one that is left out it goes over it.
func (d *jsonDecoder) part(i int) {
	switch {
	case d.bad:
		d.skip()
	case i == 0:
		d.bad = !d.propertyName()
	case i == 1:
		d.parameters()
	case i == 2:
		d.bad = !d.propertyType()
	default:
		d.element()
	}
}

func (d *jsonDecoder) propertyName() (ok bool) {
	at := d.at
	if d.peek() != '"' {
		d.misplaced("the name of a property")
		return false
	}
	d.name, ok = d.capital(at, "property", d.str())
	if d.name == "BEGIN" || d.name == "END" {
		d.leftOut(at, "%s as a property; it is left out", d.name)
		return false
	}
	return ok
}

// propertyType reads the type of the values.
func (d *jsonDecoder) propertyType() bool {
	at := d.at
	if d.peek() != '"' {
		d.misplaced("the type of the values")
		return false
	}
	name, ok := d.capital(at, "type", d.str())
	d.valueType = lowerType(name)
	return ok
}

// parameters reads the parameters, RFC 7265 §3.5.
func (d *jsonDecoder) parameters() {
	if d.peek() != '{' {
		d.misplaced("the parameters of " + d.name + " (an object)")
		return
	}
	d.object(func(at int, name []byte) {
		upper, ok := d.capital(at, "parameter", name)
		switch {
		case !ok:
			d.skip()
		case upper == "VALUE":
			d.leftOut(at, "parameter value of %s; jCal has the type behind the parameters. It is left out", d.name)
			d.skip()
		default:
			d.param(at, upper)
		}
	})
}

// param reads the value of a parameter, or its values.
func (d *jsonDecoder) param(at int, name string) {
	first, told := len(d.values), d.told()
	if d.peek() == '[' {
		d.array(func(int) { d.paramValue(name) })
	} else {
		d.paramValue(name)
	}
	if len(d.values) == first {
		if d.told() == told {
			d.leftOut(at, "parameter %s of %s without a value; it is left out", name, d.name)
		}
		return
	}
	p := contentline.Param{Name: name, Values: d.values[first:len(d.values):len(d.values)]}
	i, twice := d.index.of(name)
	if twice {
		d.leftOut(at, "parameter %s of %s stands here again; the last one counts", name, d.name)
		d.params[i] = p
		return
	}
	d.params = append(d.params, p)
}

func (d *jsonDecoder) paramValue(name string) {
	switch c := d.peek(); {
	case c == '"':
		d.values = append(d.values, d.str())
	case isNumber(c) || c == 't' || c == 'f':
		at := d.at
		literal := d.literal()
		d.repaired(at, "%s as the value of parameter %s; it is a string", literal, name)
		d.values = append(d.values, literal)
	default:
		d.misplaced("the value of parameter " + name + " (a string)")
	}
}

func isNumber(c byte) bool { return c == '-' || '0' <= c && c <= '9' }

// literal reads a number, true or false as it stands in an iCalendar file.
func (d *jsonDecoder) literal() []byte {
	if isNumber(d.peek()) {
		return d.number()
	}
	return []byte(strings.ToUpper(d.word()))
}

// finish gives the property to the tree.
func (d *jsonDecoder) finish() {
	if d.valueType != typeUnknown && d.valueType != defaultType(d.name) {
		d.values = append(d.values, []byte(strings.ToUpper(d.valueType)))
		n := len(d.values)
		d.params = append(d.params, contentline.Param{Name: "VALUE", Values: d.values[n-1 : n]})
	}
	d.builder.property(&contentline.Line{Name: d.name, Params: d.params, Value: d.wire})
}
