package agendafile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/plenaria/plenaria/schedule"
)

// Errors about a file as such. What is wrong with the agenda in it wraps the
// sentinels of package schedule.
var (
	// ErrSyntax is wrapped where the text is not the YAML or the CSV that the
	// format wants: broken notation, an alias, a key that does not exist, a map
	// where a list should be.
	ErrSyntax = errors.New("not in the form of an agenda file")
	// ErrTooLarge is wrapped where a file is longer, deeper or denser than the
	// limits allow.
	ErrTooLarge = errors.New("too large")
)

// Limits that keep a hostile file from costing more than an honest one. The
// YAML library is linear in time, but takes some 500 bytes of memory for an
// entry in block form, and ten times that in flow form, which it buffers up to
// the closing bracket; so entries are counted before it sees them.
const (
	// defaultMaxBytes is the largest file without Options.MaxBytes.
	defaultMaxBytes = 16 << 20
	// maxLine is the longest line in bytes.
	maxLine = 1 << 20
	// bytesPerMark gives the most marks (see [counter]) of a file as a share of
	// its largest size: 419,430 with the default. An item of a programme has
	// some 20.
	bytesPerMark = 40
	// maxFlowMarks is the most marks between the brackets of one collection.
	maxFlowMarks = 100_000
)

// source is the text of a file and its name.
type source struct {
	name string
	text []byte // without a byte order mark
	// lines are the offsets at which lines begin, found when first asked for.
	lines []int
}

// readSource reads a whole file, up to the limit.
func readSource(r io.Reader, opts *Options) (*source, *schedule.Problem) {
	limit := opts.maxBytes()
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	src := &source{name: opts.name(), text: bytes.TrimPrefix(text, []byte("\ufeff"))}
	if err != nil {
		return src, src.problem(len(src.text), fmt.Errorf("reading failed: %w", err))
	}
	if int64(len(text)) > limit {
		return src, src.tooLarge(int(limit), "the file is longer than %s bytes; split the agenda, or raise MaxBytes", grouped(int(limit)))
	}
	return src, src.count(int(limit / bytesPerMark))
}

// checkText looks for what is not text: bytes that are not UTF-8, control
// characters, and line ends that editors count differently.
func (src *source) checkText() *schedule.Problem {
	text := src.text
	for i := 0; i < len(text); {
		if b := text[i]; b >= ' ' && b < 0x7f || b == '\n' || b == '\t' {
			if b == '%' && (i == 0 || text[i-1] == '\n') {
				return src.problem(i, &fault{ErrSyntax, "a directive (%) of YAML; agenda files have none, remove the line"})
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if msg := badRune(r, text[i:]); msg != "" {
			return src.problem(i, &fault{ErrSyntax, msg})
		}
		i += size
	}
	return nil
}

// checkUTF8 looks for the first byte that is not UTF-8.
func (src *source) checkUTF8() *schedule.Problem {
	for i := 0; i < len(src.text); {
		r, size := utf8.DecodeRune(src.text[i:])
		if r == utf8.RuneError && size == 1 {
			return src.problem(i, &fault{ErrSyntax, notUTF8(src.text[i])})
		}
		i += size
	}
	return nil
}

func notUTF8(b byte) string {
	return fmt.Sprintf("the byte 0x%02X is not UTF-8; save the file as UTF-8", b)
}

// badRune says what is wrong with the character r at the start of text, if it
// is not printable ASCII; "" if nothing is.
func badRune(r rune, text []byte) string {
	switch {
	case r == utf8.RuneError && !bytes.HasPrefix(text, []byte("\ufffd")):
		return notUTF8(text[0])
	case r == '\r' && bytes.HasPrefix(text, []byte("\r\n")):
		return ""
	case r == '\r':
		return "a carriage return without a line feed; end lines with LF or CR LF"
	case r == '\u2028' || r == '\u2029':
		return fmt.Sprintf("an invisible line end (U+%04X); replace it, or write it as \\u%04X in double quotes", r, r)
	case r < ' ' || r >= 0x7f && r <= 0x9f || r == '\ufeff' || r == '\ufffe' || r == '\uffff':
		return fmt.Sprintf("an invisible control character (U+%04X); remove it, or write it as \\u%04X in double quotes", r, r)
	}
	return ""
}

// count holds the text against the limits of lines and marks.
func (src *source) count(maxMarks int) *schedule.Problem {
	c := counter{maxMarks: maxMarks}
	for i, b := range src.text {
		c.add(src.text, i, b)
		if b != '\n' && i+1 < len(src.text) {
			continue
		}
		if msg := c.excess(i); msg != "" {
			return src.tooLarge(c.lineStart, "%s", msg)
		}
		c.endLine(src.text, i+1)
	}
	return nil
}

// counter counts the marks of a text: the signs that can begin or end an
// entry. It counts those in prose and in quotes too, since to know quotes it
// would have to be a YAML parser, and one entry too few is worse than a
// thousand signs too many.
type counter struct {
	maxMarks, lineStart, marks int
	// depth and flow follow the brackets and the marks between them, peak is
	// the largest flow.
	depth, flow, peak int
}

func (c *counter) add(text []byte, i int, b byte) {
	switch b {
	case '[', '{':
		c.depth++
	case ']', '}':
		if c.depth--; c.depth <= 0 {
			c.depth, c.flow = 0, 0
		}
		return
	case ':':
		if i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
			return // a clock
		}
	case '-', '?':
		if i+1 < len(text) && text[i+1] > ' ' {
			return
		}
	case ',', '\n':
	default:
		return
	}
	c.marks++
	if c.depth > 0 {
		c.flow++
		c.peak = max(c.peak, c.flow)
	}
}

// endLine begins a new line at i. Brackets start anew with an item of a block
// list, so that one in a text does not open a collection for ever.
func (c *counter) endLine(text []byte, i int) {
	c.lineStart = i
	if bytes.HasPrefix(bytes.TrimLeft(text[i:min(i+256, len(text))], " "), []byte("- ")) {
		c.depth, c.flow = 0, 0
	}
}

// excess says which limit the text up to the line end at i has passed.
func (c *counter) excess(i int) string {
	switch {
	case i-c.lineStart > maxLine:
		return fmt.Sprintf("this line is longer than %s bytes", grouped(maxLine))
	case c.marks > c.maxMarks:
		return fmt.Sprintf("here the file passes %s entries; split the agenda, or raise MaxBytes", grouped(c.maxMarks))
	case c.peak > maxFlowMarks:
		return fmt.Sprintf("here a pair of brackets passes %s entries; write a long list as lines that begin with \"- \"", grouped(maxFlowMarks))
	}
	return ""
}

// problem makes a problem of a byte offset.
func (src *source) problem(offset int, err error) *schedule.Problem {
	return &schedule.Problem{Pos: src.position(offset), Err: err}
}

func (src *source) tooLarge(offset int, format string, args ...any) *schedule.Problem {
	return src.problem(offset, &fault{ErrTooLarge, fmt.Sprintf(format, args...)})
}

// starts gives the offsets at which lines begin. An end of the file right after
// the end of a line begins none.
func (src *source) starts() []int {
	if src.lines == nil {
		src.lines = append(src.lines, 0)
		for i, b := range src.text {
			if b == '\n' && i+1 < len(src.text) {
				src.lines = append(src.lines, i+1)
			}
		}
	}
	return src.lines
}

// position counts lines and characters up to a byte offset.
func (src *source) position(offset int) schedule.Position {
	offset = max(0, min(offset, len(src.text)))
	n, found := slices.BinarySearch(src.starts(), offset)
	if found {
		n++
	}
	column := utf8.RuneCount(src.text[src.starts()[n-1]:offset]) + 1
	return schedule.Position{File: src.name, Line: n, Column: min(column, utf8.RuneCountInString(src.line(n))+1)}
}

// line gives the text of a line, counted from 1, without its end.
func (src *source) line(n int) string {
	if n < 1 || n > len(src.starts()) {
		return ""
	}
	text, _, _ := bytes.Cut(src.text[src.starts()[n-1]:], []byte("\n"))
	return string(bytes.TrimSuffix(text, []byte("\r")))
}

// clamp makes a position of a parser's mark. Marks count characters from 1 and
// may lie behind the end of the file; they are zero where nothing is known.
func (src *source) clamp(line, column int) schedule.Position {
	if line < 1 {
		return schedule.Position{File: src.name}
	}
	if last := len(src.starts()); line > last {
		return schedule.Position{File: src.name, Line: last, Column: utf8.RuneCountInString(src.line(last)) + 1}
	}
	return schedule.Position{File: src.name, Line: line, Column: max(1, column)}
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// fault is an error with a sentence of its own that wraps a sentinel.
type fault struct {
	is  error
	msg string
}

func (f *fault) Error() string { return f.msg }
func (f *fault) Unwrap() error { return f.is }
