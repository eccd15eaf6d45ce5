package agendafile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// value is a value of YAML to be written: a scalar, a list or a map.
type value struct {
	kind  valueKind
	text  string // of a scalar, as it is, or as it is to be written (raw)
	items []value
	pairs []pair
	// open asks for the block form, one entry a line, even if it would fit
	// between brackets.
	open bool
	// apart asks for an empty line before each entry but the first.
	apart bool
	notes notes
}

type pair struct {
	key   string
	value value
	apart bool // an empty line before it
	// bare marks a key that needs no quotes.
	bare bool
}

// name gives the key as it is written.
func (p *pair) name() string {
	if p.bare {
		return p.key
	}
	return quoted(p.key)
}

type valueKind int

const (
	absent valueKind = iota // not written
	scalar
	raw
	list
	mapping
)

// width is how many characters a line has at most, where values can be broken
// into lines.
const width = 110

// word makes a scalar of a text, absent if it is empty.
func word(text string) value {
	if text == "" {
		return value{}
	}
	return value{kind: scalar, text: text}
}

// bare makes a scalar that needs no quotes.
func bare(text string) value { return value{kind: raw, text: text} }

// words makes a list of texts, absent if it is empty.
func words[T ~string](texts []T) value {
	v := value{kind: list}
	for _, t := range texts {
		v.items = append(v.items, value{kind: scalar, text: string(t)})
	}
	return v.orAbsent()
}

// orAbsent leaves out what is empty.
func (v value) orAbsent() value {
	if len(v.items) == 0 && len(v.pairs) == 0 {
		return value{}
	}
	return v
}

// put adds a pair to a map, unless its value is absent.
func (v *value) put(key string, val value) {
	if val.kind != absent {
		v.pairs = append(v.pairs, pair{key: key, value: val})
	}
}

// flow writes v between brackets, or as one scalar.
func (v *value) flow(b *strings.Builder) {
	switch v.kind {
	case raw:
		b.WriteString(v.text)
	case scalar:
		b.WriteString(quoted(v.text))
	case list:
		b.WriteByte('[')
		for i := range v.items {
			separate(b, i)
			v.items[i].flow(b)
		}
		b.WriteByte(']')
	case mapping:
		b.WriteByte('{')
		for i := range v.pairs {
			separate(b, i)
			b.WriteString(v.pairs[i].name() + ": ")
			v.pairs[i].value.flow(b)
		}
		b.WriteByte('}')
	}
}

func separate(b *strings.Builder, i int) {
	if i > 0 {
		b.WriteString(", ")
	}
}

// closed gives the flow form if v fits into the rest of a line.
func (v *value) closed(rest int) (string, bool) {
	if v.hasLines() {
		return "", false
	}
	var b strings.Builder
	v.flow(&b)
	text := b.String()
	return text, v.empty() || utf8.RuneCountInString(text) <= rest
}

// empty reports whether v is a scalar or has no entries: such values have no
// block form.
func (v *value) empty() bool { return len(v.items) == 0 && len(v.pairs) == 0 }

// hasLines reports whether v asks for more than one line.
func (v *value) hasLines() bool {
	return v.open && !v.empty() || v.kind == scalar && literal(v.text) ||
		slices.ContainsFunc(v.items, func(i value) bool { return i.notes.any() || i.hasLines() }) ||
		slices.ContainsFunc(v.pairs, func(p pair) bool { return p.value.notes.any() || p.value.hasLines() })
}

// emitter writes values in block form.
type emitter struct{ b strings.Builder }

// after writes v behind "key:" or "-" in a line that has used some characters;
// what does not fit stands in lines of its own, indented.
func (e *emitter) after(v *value, used, indent int) {
	if text, ok := v.closed(width - used - 1); ok {
		e.b.WriteString(" " + text + v.notes.behind() + "\n")
		return
	}
	switch v.kind {
	case scalar:
		e.b.WriteString(" |-" + v.notes.behind() + "\n")
		e.literal(v.text, indent)
	case list:
		e.b.WriteString(v.notes.behind() + "\n")
		e.list(v, indent)
	case mapping:
		e.b.WriteString(v.notes.behind() + "\n")
		e.mapping(v, indent, false)
	}
}

// list writes one item a line.
func (e *emitter) list(v *value, indent int) {
	for i := range v.items {
		item := &v.items[i]
		e.apart(v.apart && i > 0)
		e.item(item, indent)
	}
}

// item writes one item. Above a map in block form stands what stood behind it.
func (e *emitter) item(item *value, indent int) {
	_, closed := item.closed(width - indent - 2)
	e.comment(item.notes.head, indent)
	if !closed && item.kind == mapping {
		e.comment(lines(item.notes.line), indent)
		e.indent(indent)
		e.b.WriteString("- ")
		e.mapping(item, indent+2, true)
	} else {
		e.indent(indent)
		e.b.WriteByte('-')
		e.after(item, indent+1, indent+2)
	}
	e.comment(item.notes.foot, indent)
}

// mapping writes one pair a line. The first may stand behind "- ".
func (e *emitter) mapping(v *value, indent int, begun bool) {
	for i := range v.pairs {
		p := &v.pairs[i]
		e.apart(p.apart || indent == 0 && i > 0 && len(p.value.notes.head) > 0)
		if !begun || i > 0 {
			e.comment(p.value.notes.head, indent)
			e.indent(indent)
		}
		key := p.name()
		e.b.WriteString(key + ":")
		e.after(&p.value, indent+utf8.RuneCountInString(key)+1, indent+2)
		e.apart(indent == 0 && len(p.value.notes.foot) > 0)
		e.comment(p.value.notes.foot, indent)
	}
}

// apart writes an empty line where one is wanted.
func (e *emitter) apart(wanted bool) {
	if wanted {
		e.b.WriteByte('\n')
	}
}

func (e *emitter) indent(n int) { e.b.WriteString(strings.Repeat(" ", n)) }

// literal writes the lines of a text.
func (e *emitter) literal(text string, indent int) {
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			e.indent(indent)
			e.b.WriteString(line)
		}
		e.b.WriteByte('\n')
	}
}

// literal reports whether a text of several lines can stand as it is.
func literal(text string) bool {
	if !strings.Contains(text, "\n") || strings.HasSuffix(text, "\n") || strings.ContainsAny(text[:1], " \n") {
		return false
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasSuffix(line, " ") || len(line) > maxLine/2 || strings.ContainsFunc(line, escaped) {
			return false
		}
	}
	return true
}

// escaped reports whether a character cannot stand in a file as it is.
func escaped(r rune) bool {
	return r < ' ' || r >= 0x7f && r <= 0x9f || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffe' || r == '\uffff'
}

// quoted writes a text plain where every reader of YAML takes it for the same
// text, and between double quotes elsewhere.
func quoted(text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range text {
		if i > 0 && i/quotedLine != (i-1)/quotedLine {
			b.WriteString("\\\n" + strings.Repeat(" ", quotedIndent))
			if r == ' ' {
				b.WriteByte('\\')
			}
		}
		writeQuoted(&b, r)
	}
	b.WriteByte('"')
	return b.String()
}

// quotedLine is after how many bytes a quoted text goes on in a new line, so
// that no line is longer than readers accept; the line is indented more than
// any value around it.
const (
	quotedLine   = maxLine / 8
	quotedIndent = 40
)

func writeQuoted(b *strings.Builder, r rune) {
	switch {
	case r == '"' || r == '\\':
		b.WriteByte('\\')
		b.WriteRune(r)
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case escaped(r) && r < 0x100:
		fmt.Fprintf(b, `\x%02X`, r)
	case escaped(r):
		fmt.Fprintf(b, `\u%04X`, r)
	default:
		b.WriteRune(r)
	}
}

// plain reports whether a text needs no quotes, inside brackets or not, for a
// reader of YAML 1.1 or 1.2.
func plain(text string) bool {
	switch {
	case text == "" || len(text) > quotedLine,
		strings.ContainsAny(text[:1], " !&*-?:|>@`%\"'#=.<~"),
		strings.HasSuffix(text, " "), strings.HasSuffix(text, ":"),
		strings.ContainsAny(text, ",[]{}"), strings.Contains(text, ": "), strings.Contains(text, " #"):
		return false
	}
	return !strings.ContainsFunc(text, escaped) && !otherThanText(text)
}

// otherThanText reports whether YAML 1.1 (PyYAML, Ruby) takes an unquoted text
// for a boolean, nothing, a number, a number of base 60 (22:30) or a date.
func otherThanText(text string) bool {
	switch strings.ToLower(text) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return true
	}
	if !strings.Contains("0123456789+", text[:1]) {
		return false
	}
	return strings.Trim(text, "0123456789+-_.:xXoObBeEaAcCdDfFtTzZ ") == ""
}
