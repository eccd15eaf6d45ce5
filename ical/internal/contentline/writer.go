package contentline

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A Writer writes content lines to an output. It is made by [NewWriter]; the
// zero Writer has no output and fails at its first write. It is not safe for
// concurrent use.
type Writer struct {
	out   io.Writer
	buf   []byte
	col   int // octets on the physical line so far
	state state
	open  []frame
	name  string // of the property being written
	param string // the last parameter of the line, "" before the first
	taken int    // bytes of the current value, as given, before the piece in hand
	err   error
}

// A frame is an open component.
type frame struct {
	name     string
	children int // components begun inside it
}

type state uint8

const (
	betweenLines state = iota
	inParams           // after Name and Param
	inValue            // after the colon
)

const (
	maxOctets = 75       // RFC 5545 §3.1, without CR LF
	flushAt   = 64 << 10 // bytes in the buffer that send it out
)

// NewWriter returns a Writer to w. Nothing is written before 64 KiB or Flush.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: w, buf: make([]byte, 0, 4<<10)}
}

// Reset makes w one that writes to out, as [NewWriter] does, with the memory that it
// has.
func (w *Writer) Reset(out io.Writer) { *w = Writer{out: out, buf: w.buf[:0], open: w.open[:0]} }

// Err returns the first error, or nil. It says nothing about what is buffered.
func (w *Writer) Err() error { return w.err }

// Flush ends the output: it writes what is buffered and returns the first error.
// A line or a component still open is an error ([ErrMisuse]), so that a file cut
// short is never taken for a whole one.
func (w *Writer) Flush() error {
	switch {
	case w.state != betweenLines:
		w.misuse("Flush in an open line; call EndLine first")
	case len(w.open) > 0:
		w.misuse("Flush in an open component; call End first")
	}
	w.drain()
	return w.err
}

// drain writes the buffer out.
func (w *Writer) drain() {
	if w.err != nil || len(w.buf) == 0 {
		return
	}
	if w.out == nil {
		w.misuse("no output; make the Writer with NewWriter")
		return
	}
	n, err := w.out.Write(w.buf)
	if err == nil && n != len(w.buf) {
		err = io.ErrShortWrite
	}
	if err != nil {
		w.err = fmt.Errorf("writing %s: %w", w.path(), err)
	}
	w.buf = w.buf[:0]
}

// drainBut writes the buffer out but for its last n bytes.
func (w *Writer) drainBut(n int) {
	var kept [maxOctets]byte
	copy(kept[:], w.buf[len(w.buf)-n:])
	w.buf = w.buf[:len(w.buf)-n]
	w.drain()
	w.buf = append(w.buf, kept[:n]...)
}

// Begin writes the BEGIN line of a component.
func (w *Writer) Begin(component string) {
	if w.err != nil || !w.between("Begin") {
		return
	}
	if !isName(component) {
		w.badName("component", component)
		return
	}
	if n := len(w.open); n > 0 {
		w.open[n-1].children++
	}
	w.open = append(w.open, frame{name: component})
	w.boundary("BEGIN:", component)
}

// End writes the END line of the component that was opened last, which must
// have this very name.
func (w *Writer) End(component string) {
	if w.err != nil || !w.between("End") {
		return
	}
	n := len(w.open)
	if n == 0 || w.open[n-1].name != component {
		w.misuse("End(%q) does not close the component that is open", component)
		return
	}
	w.boundary("END:", component)
	w.open = w.open[:n-1]
}

func (w *Writer) boundary(keyword, component string) {
	w.ascii(keyword)
	w.ascii(component)
	w.endLine()
}

// Name begins a property line. The name's case is written as given. A property
// stands inside a component; BEGIN and END are no property names.
func (w *Writer) Name(name string) {
	switch {
	case w.err != nil || !w.between("Name"):
		return
	case !isName(name):
		w.badName("property", name)
		return
	case len(name) <= len("BEGIN") && (strings.EqualFold(name, "BEGIN") || strings.EqualFold(name, "END")):
		w.fail(ErrInvalid, "%s as a property; use Begin and End", name)
		return
	case len(w.open) == 0:
		w.misuse("property %s outside of a component", name)
		return
	}
	w.state, w.name, w.param = inParams, name, ""
	w.ascii(name)
}

// Param adds a parameter to the line begun by Name, quoted and encoded as RFC
// 6868 says where needed. The same name again directly after it adds a value to
// its list: MEMBER="mailto:a@x","mailto:b@x". Names are compared without regard
// to case.
func (w *Writer) Param(name, value string) {
	if w.err != nil {
		return
	}
	if w.state != inParams {
		w.misuse("Param(%q) outside of a line's parameters; call it after Name and before the value", name)
		return
	}
	switch {
	case !isName(name):
		w.param = ""
		w.badName("parameter", name)
		return
	case len(name) == len(w.param) && strings.EqualFold(name, w.param):
		w.octet(',')
	default:
		w.param = name
		w.enclose(';', name, '=')
	}
	w.paramValue(value)
}

func (w *Writer) paramValue(value string) {
	var needs byte
	for i := range len(value) {
		needs |= paramNeeds[value[i]]
	}
	w.taken = 0
	switch {
	case needs == 0:
		w.ascii(value)
	case needs == needsQuotes:
		w.enclose('"', value, '"')
	case needs == needsEncoding:
		w.put(&paramValue, value)
	default:
		w.octet('"')
		w.put(&paramValue, value)
		w.octet('"')
	}
}

const (
	needsQuotes   = 1 << iota // RFC 5545 §3.2: not a SAFE-CHAR
	needsEncoding             // or a check
)

var paramNeeds = func() (t [256]byte) {
	for c, class := range paramValue.class {
		if class != plain {
			t[c] = needsEncoding
		}
	}
	t[':'], t[';'], t[','] = needsQuotes, needsQuotes, needsQuotes
	return t
}()

// Text appends a piece of the value with TEXT escaping, RFC 5545 §3.3.11. A
// piece is valid UTF-8 in itself: a rune or a CR LF is not split over two.
func (w *Writer) Text(s string) {
	if w.startValue("Text") {
		w.put(&text, s)
	}
}

// Raw appends a piece of the value as it stands: dates, URIs, structured values,
// the separators of lists. Line breaks and control characters are refused.
func (w *Writer) Raw(s string) {
	if w.startValue("Raw") {
		w.put(&raw, s)
	}
}

// RawBytes is Raw for bytes; it keeps no reference to b.
func (w *Writer) RawBytes(b []byte) {
	if !w.startValue("RawBytes") {
		return
	}
	for len(b) > 0 {
		n := min(len(b), 32) // a string this short is made on the stack
		for n > 32-utf8.UTFMax && n < len(b) && !utf8.RuneStart(b[n]) {
			n--
		}
		w.put(&raw, string(b[:n]))
		b = b[n:]
	}
}

// EndLine ends the line. A line without a value piece has the empty value.
func (w *Writer) EndLine() {
	if w.startValue("EndLine") {
		w.fillBlank()
		w.endLine()
		w.state = betweenLines
	}
}

// startValue writes the colon unless it stands already.
func (w *Writer) startValue(call string) bool {
	switch {
	case w.err != nil:
		return false
	case w.state == betweenLines:
		w.misuse("%s without a line; call Name first", call)
		return false
	case w.state == inParams:
		w.state, w.taken = inValue, 0
		w.octet(':')
	}
	return w.err == nil
}

func (w *Writer) between(call string) bool {
	if w.state != betweenLines {
		w.misuse("%s inside a line; call EndLine first", call)
	}
	return w.err == nil
}

func (w *Writer) misuse(format string, args ...any) { w.fail(ErrMisuse, format, args...) }

func (w *Writer) endLine() {
	w.buf = append(w.buf, "\r\n"...)
	w.col = 0
	if len(w.buf) >= flushAt {
		w.drain()
	}
}
