package ical

import (
	"bytes"
	"errors"
	"io"
	"strings"

	ics "github.com/arran4/golang-ical"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// DecodeJSON reads a calendar in jCal, RFC 7265, into a golang-ical tree: the
// one that [Decode] gives of the same calendar as an iCalendar file, so that
// [Encode] makes that file.
//
// Problems and errors are as with Decode. A problem is what RFC 7265 does not
// allow: a remark where the meaning is plain and nothing was left out, such as a
// name in capital letters, a date without hyphens, a number as a string; else a
// fault. What cannot be used is left out, a value, a parameter, a property or a
// component, and reading goes on. A string that is no value of its type is kept
// as it stands and is a fault. Of two members of one name the last one counts,
// and that is a fault.
//
// The error is not nil where the input ends too early ([ErrTruncated]), is no
// JSON any more ([ErrSyntax]), has no calendar ([ErrNoCalendar]), goes beyond a
// limit ([ErrLimit]) or cannot be read. The calendar then is what was read until
// then, of components only those that had ended, and nil if none began.
//
// Of an array of calendars the first is given; the others are a fault, see
// [DecodeAllJSON]. Of [Limits], Line and Values are those of one property,
// and Lines counts properties. JSON nests to twice their Depth.
func DecodeJSON(r io.Reader, o *DecodeOptions) (*ics.Calendar, schedule.Problems, error) {
	d := newJSONDecoder(o)
	d.first = true
	d.run(r)
	if len(d.calendars) == 0 {
		return nil, d.problems(), d.err
	}
	return d.calendars[0], d.problems(), d.err
}

// DecodeAllJSON is [DecodeJSON] for an array of any number of calendars, RFC
// 7265 §3.2, or for one alone. One that the error cut off is the last of them.
func DecodeAllJSON(r io.Reader, o *DecodeOptions) ([]*ics.Calendar, schedule.Problems, error) {
	d := newJSONDecoder(o)
	d.run(r)
	return d.calendars, d.problems(), d.err
}

// A jsonDecoder builds trees of a jCal text.
type jsonDecoder struct {
	jsonText
	limits    contentline.Limits
	first     bool // keep the first calendar only
	calendars []*ics.Calendar
	others    int // calendars that are not kept
	second    int // offset of the first of them
	builder   builder
	inside    []string // names of the open components
	implied   bool     // the calendar is one that the text does not have
	names     map[string]string
	begun     int // components so far
	lines     int // properties so far
	jsonProperty
}

func newJSONDecoder(o *DecodeOptions) *jsonDecoder {
	if o == nil {
		o = &DecodeOptions{}
	}
	d := &jsonDecoder{limits: contentline.Limits(o.Limits).WithDefaults(), names: map[string]string{}}
	d.file = o.Name
	d.limits.Depth = min(d.limits.Depth, maxDepth+1)
	d.most = 2*d.limits.Depth + 4
	return d
}

// run reads a whole input.
func (d *jsonDecoder) run(r io.Reader) {
	text, err := io.ReadAll(io.LimitReader(r, d.limits.Total+1))
	if d.buf = text; int64(len(text)) > d.limits.Total {
		d.buf = text[:d.limits.Total]
		err = contentline.Errorf(ErrLimit, "the input has more than %d octets; raise the limit for a larger calendar", d.limits.Total)
	}
	if bytes.HasPrefix(d.buf, []byte(byteOrderMark)) {
		d.at = len(byteOrderMark)
	}
	d.stream()
	if err != nil && (d.err == nil || errors.Is(d.err, ErrTruncated) || d.ended()) {
		d.err = schedule.Problem{Pos: d.pos(len(d.buf)), Err: err}
	}
	d.cutOff()
	if d.others > 0 {
		d.report(d.second, false, ErrSyntax, "the array has %d more calendars after the first; "+
			"they are left out, DecodeAllJSON reads them", d.others)
	}
}

// stream reads the calendar, or the array of calendars, that the text is.
func (d *jsonDecoder) stream() {
	const wanted = `jCal begins with ["vcalendar"`
	switch at := d.at; {
	case d.ended():
		d.fail(at, ErrNoCalendar, "the input is empty; %s", wanted)
		return
	case d.peek() != '[':
		d.fail(d.at, ErrNoCalendar, "no calendar: %s; %s", d.token(), wanted)
		return
	}
	if behind := bytes.TrimLeft(d.buf[d.at+1:], " \t\r\n"); len(behind) > 0 && behind[0] == '[' {
		d.array(func(int) { d.component() })
	} else {
		d.component()
	}
	if d.err == nil && !d.ended() {
		d.leftOut(d.at, "%s behind the calendar; it and all up to the end is left out", d.token())
	}
	if len(d.calendars) == 0 {
		d.fail(d.at, ErrNoCalendar, "no calendar in the input; %s", wanted)
	}
}

// cutOff ends the calendar that the error ended.
func (d *jsonDecoder) cutOff() {
	d.builder.cutOff()
	d.inside = nil
}

// component reads a component, RFC 7265 §3.3: its name, its properties and the
// components inside it.
func (d *jsonDecoder) component() {
	d.begin = d.at
	if d.peek() != '[' {
		d.misplaced("a component (an array)")
		return
	}
	open, parts := false, 0
	d.array(func(i int) {
		parts = i + 1
		switch {
		case i == 0:
			open = d.beginComponent()
		case !open:
			d.skip()
		case i == 1:
			d.list("an array of properties", d.property)
		case i == 2:
			d.list("an array of components", d.component)
		default:
			d.misplaced("the end of the component")
		}
	})
	if d.err != nil || !open {
		return
	}
	if parts < 3 {
		d.repaired(d.at-1, "a component of %d elements; it has three, its name, its properties and its components", parts)
	}
	d.endComponent()
}

// list reads an array, or leaves out what is none.
func (d *jsonDecoder) list(wanted string, each func()) {
	if d.peek() != '[' {
		d.misplaced(wanted)
		return
	}
	d.array(func(int) { d.peek(); each() })
}

// misplaced leaves out the next value.
func (d *jsonDecoder) misplaced(wanted string) {
	at, found := d.at, ""
	if !d.full() {
		found = d.token()
	}
	if d.skip(); d.err == nil {
		d.leftOut(at, "%s where %s should be; it is left out", found, wanted)
	}
}

// beginComponent reads the name of a component, false if the component is to be
// left out.
func (d *jsonDecoder) beginComponent() bool {
	at := d.at
	if d.peek() != '"' {
		d.misplaced(`the name of a component`)
		return false
	}
	d.room = d.room[:0]
	name, ok := d.capital(at, "component", d.str())
	switch {
	case !ok:
		return false
	case len(d.inside) == 0:
		return d.beginTop(at, name)
	case name == vcalendar, contentline.IsTopmost(name) && len(d.inside) > 1:
		d.leftOut(at, "%s inside of %s, where it cannot stand; it is left out", shown(name), shown(d.inside[len(d.inside)-1]))
		return false
	}
	return d.push(at, name)
}

// beginTop begins a calendar, also around a component that has none.
func (d *jsonDecoder) beginTop(at int, name string) bool {
	switch {
	case name != vcalendar && !contentline.IsTopmost(name):
		d.leftOut(at, "component %s where a calendar should be; it is left out", shown(name))
		return false
	case d.first && len(d.calendars) > 0:
		if d.others++; d.others == 1 {
			d.second = at
		}
		return false
	}
	d.builder.cal = &ics.Calendar{}
	d.calendars = append(d.calendars, d.builder.cal)
	if name == vcalendar {
		return d.push(at, name)
	}
	d.repaired(at, "%s outside of a calendar; read as if it stood in one", shown(name))
	d.implied = true
	return d.push(at, vcalendar) && d.push(at, name)
}

func (d *jsonDecoder) push(at int, name string) bool {
	switch {
	case len(d.inside) == d.limits.Depth:
		d.fail(at, ErrLimit, "components nest deeper than %d; no calendar program does that", d.limits.Depth)
		return false
	case d.begun == d.limits.Components:
		d.fail(at, ErrLimit, "more than %d components; raise the limit for a larger calendar", d.limits.Components)
		return false
	}
	d.begun++
	d.inside = append(d.inside, name)
	d.builder.begin(name)
	return true
}

func (d *jsonDecoder) endComponent() {
	d.pop()
	if d.implied && len(d.inside) == 1 {
		d.implied = false
		d.pop()
	}
}

func (d *jsonDecoder) pop() {
	d.builder.end()
	d.inside = d.inside[:len(d.inside)-1]
}

// capital gives the name of a component, a property, a parameter or a type as a
// tree has it, in capital letters, false if it is none.
func (d *jsonDecoder) capital(at int, what string, name []byte) (string, bool) {
	if d.err != nil {
		return "", false
	}
	if known, ok := d.names[string(name)]; ok {
		return known, true
	}
	if !isTypeName(string(name)) {
		d.leftOut(at, "%s name %s; a name has letters, digits and hyphens only. It is left out", what, shown(name))
		return "", false
	}
	upper := strings.ToUpper(string(name))
	switch {
	case bytes.ContainsFunc(name, func(r rune) bool { return 'A' <= r && r <= 'Z' }):
		d.repaired(at, "%s name %s; jCal has names in small letters", what, shown(name))
	case len(d.names) < maxNames:
		d.names[string(name)] = upper
	}
	return upper, true
}

// maxNames are kept in capital letters, so that they are made but once.
const maxNames = 500
