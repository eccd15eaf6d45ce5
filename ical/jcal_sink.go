package ical

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// A jsonSink writes content lines as jCal, each in a line of its own. It refuses
// what a contentline.Writer does, and properties after a sub-component, for
// which jCal has no place.
type jsonSink struct {
	checked
	out    io.Writer
	buf    []byte
	open   []jsonFrame
	name   string // of the line in hand
	params []jsonParam
	index  paramIndex
	value  jsonValues
	failed bool // out gave the error
}

// A jsonFrame is an open component.
type jsonFrame struct {
	name        string
	props, subs int
}

// A jsonParam is a parameter with its values.
type jsonParam struct {
	name   string
	values []string
}

// flushAt is how many octets in the buffer send it out.
const flushAt = 64 << 10

func newJSONSink(w io.Writer) *jsonSink {
	return &jsonSink{checked: newChecked(), out: w, buf: make([]byte, 0, 4<<10)}
}

// Flush ends the output and returns the first error.
func (j *jsonSink) Flush() error {
	if err := j.check.Flush(); err != nil && j.err == nil {
		j.err = err
	}
	if j.err == nil {
		j.buf = append(j.buf, '\n')
	}
	if !j.failed {
		j.drain()
	}
	return j.err
}

// drain writes the buffer out.
func (j *jsonSink) drain() {
	n, err := j.out.Write(j.buf)
	if err == nil && n != len(j.buf) {
		err = io.ErrShortWrite
	}
	if err != nil && j.err == nil {
		j.err, j.failed = fmt.Errorf("writing jCal: %w", err), true
	}
	j.buf = j.buf[:0]
}

// Begin opens a component.
func (j *jsonSink) Begin(component string) {
	j.check.Begin(component)
	if !j.ok() {
		return
	}
	if n := len(j.open); n > 0 {
		j.subComponent(&j.open[n-1])
	}
	j.open = append(j.open, jsonFrame{name: component})
	j.buf = append(appendLower(append(j.buf, '[', '"'), component), '"', ',', '[')
}

// subComponent goes to the place of the next component inside f.
func (j *jsonSink) subComponent(f *jsonFrame) {
	switch {
	case f.subs > 0:
		j.buf = append(j.buf, ',')
	case f.props > 0:
		j.buf = append(j.buf, "\n],["...)
	default:
		j.buf = append(j.buf, "],["...)
	}
	j.buf = append(j.buf, '\n')
	f.subs++
}

// End closes the component that was opened last.
func (j *jsonSink) End(component string) {
	j.check.End(component)
	if !j.ok() {
		return
	}
	f := j.open[len(j.open)-1]
	j.open = j.open[:len(j.open)-1]
	if f.props > 0 || f.subs > 0 {
		j.buf = append(j.buf, '\n')
	}
	if f.subs == 0 {
		j.buf = append(j.buf, "],["...)
	}
	j.buf = append(j.buf, "]]"...)
	if len(j.buf) >= flushAt {
		j.drain()
	}
}

// Name begins a property.
func (j *jsonSink) Name(name string) {
	j.check.Name(name)
	if !j.ok() {
		return
	}
	if f := &j.open[len(j.open)-1]; f.subs > 0 {
		j.Refuse("a property after a sub-component; jCal has the properties of a component first")
		return
	}
	j.name, j.params, j.wire = name, j.params[:0], j.wire[:0]
	j.index.reset()
}

// Param adds a parameter. What has the same name again, also further behind,
// adds a value: a JSON object has each name once.
func (j *jsonSink) Param(name, value string) {
	j.check.Param(name, value)
	if !j.ok() {
		return
	}
	if i, again := j.index.of(strings.ToUpper(name)); again {
		j.params[i].values = append(j.params[i].values, value)
		return
	}
	if len(j.params) < cap(j.params) {
		j.params = j.params[:len(j.params)+1]
	} else {
		j.params = append(j.params, jsonParam{})
	}
	p := &j.params[len(j.params)-1]
	p.name, p.values = name, append(p.values[:0], value)
}

// EndLine writes the property.
func (j *jsonSink) EndLine() {
	j.check.EndLine()
	if !j.ok() {
		return
	}
	f := &j.open[len(j.open)-1]
	if f.props > 0 {
		j.buf = append(j.buf, ',')
	}
	f.props++
	valueType := j.takeType()
	if valueType != typeBinary {
		j.decodeBase64()
	}
	j.buf = append(appendLower(append(j.buf, "\n[\""...), j.name), `",{`...)
	for i := range j.params {
		j.param(i)
	}
	j.buf = append(appendLower(append(j.buf, `},"`...), valueType), '"')
	j.buf = j.value.append(j.buf, j.name, valueType, j.wire)
	j.buf = append(j.buf, ']')
	if len(j.buf) >= flushAt {
		j.drain()
	}
}

// takeType gives the type of the line's value, and takes the VALUE parameter
// out of the others: the type stands behind them, RFC 7265 §3.5.1. A date where
// a time is the default has the type that VALUE should have said, as in the
// example of RFC 7265 §B.1.
func (j *jsonSink) takeType() string {
	for i := range j.params {
		p := &j.params[i]
		if strings.EqualFold(p.name, "VALUE") && len(p.values) == 1 && isTypeName(p.values[0]) {
			valueType := lowerType(p.values[0])
			j.dropParam(i)
			return valueType
		}
	}
	valueType := defaultType(j.name)
	if valueType == typeDateTime && areDates(j.wire) {
		return typeDate
	}
	return valueType
}

// decodeBase64 undoes the encoding of what is not BINARY, RFC 7265 §3.1, if the
// octets are a value that a content line could have.
func (j *jsonSink) decodeBase64() {
	for i := range j.params {
		p := &j.params[i]
		if !strings.EqualFold(p.name, "ENCODING") || len(p.values) != 1 || !strings.EqualFold(p.values[0], "BASE64") {
			continue
		}
		value, err := base64.StdEncoding.DecodeString(string(j.wire))
		if err == nil && utf8.Valid(value) && !bytes.ContainsFunc(value, unicode.IsControl) {
			j.wire = append(j.wire[:0], value...)
			j.dropParam(i)
		}
		return
	}
}

// dropParam removes a parameter, but keeps its memory.
func (j *jsonSink) dropParam(i int) {
	dropped, last := j.params[i], len(j.params)-1
	copy(j.params[i:], j.params[i+1:])
	j.params[last] = dropped
	j.params = j.params[:last]
}

func (j *jsonSink) param(i int) {
	p := &j.params[i]
	if i > 0 {
		j.buf = append(j.buf, ',')
	}
	j.buf = append(appendLower(append(j.buf, '"'), p.name), '"', ':')
	if len(p.values) == 1 {
		j.buf = appendJSON(j.buf, p.values[0])
		return
	}
	for i, v := range p.values {
		j.buf = append(j.buf, "[,"[min(i, 1)])
		j.buf = appendJSON(j.buf, v)
	}
	j.buf = append(j.buf, ']')
}

// appendLower appends a name in lower case.
func appendLower(b []byte, name string) []byte {
	for i := range len(name) {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b
}

// appendJSON appends a JSON string of valid UTF-8, RFC 8259 §7.
func appendJSON[T string | []byte](b []byte, s T) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(append(b, s[from:i]...), '\\')
		switch c {
		case '"', '\\':
			b = append(b, c)
		case '\n':
			b = append(b, 'n')
		case '\t':
			b = append(b, 't')
		default:
			b = append(b, 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		from = i + 1
	}
	return append(append(b, s[from:]...), '"')
}

var _ sink = (*jsonSink)(nil)
var _ sink = (*contentline.Writer)(nil)
