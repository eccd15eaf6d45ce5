package contentline_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// checkScan checks what holds for any input.
func checkScan(t *testing.T, in []byte, l *contentline.Limits) {
	t.Helper()
	checkInPieces(t, in, l)
	s := contentline.NewScanner(bytes.NewReader(in), l)
	at := newPlaces(in)
	var out bytes.Buffer
	w := contentline.NewWriter(&out)
	var told []string
	open := []string{}
	for s.Scan() {
		line := s.Line()
		told = append(told, withoutPos(tell(merged(line))))
		switch line.Kind {
		case contentline.Begin:
			if (line.Name == "VCALENDAR") != (len(open) == 0) {
				t.Fatalf("%s inside %v", line.Name, open)
			}
			open = append(open, line.Name)
			w.Begin(line.Name)
		case contentline.End:
			if len(open) == 0 || open[len(open)-1] != line.Name {
				t.Fatalf("END of %s inside %v", line.Name, open)
			}
			open = open[:len(open)-1]
			w.End(line.Name)
		default:
			checkPlaces(t, s, at)
			if len(open) == 0 {
				t.Fatalf("%s outside of a component", line.Name)
			}
			rewrite(w, line)
		}
	}
	checkFaults(t, s, at)
	if s.Err() != nil {
		return
	}
	if err := w.Flush(); err != nil || len(open) > 0 {
		t.Fatalf("what was read cannot be written: %v, open %v", err, open)
	}
	again := scan(&out, nil)
	for i := range again {
		again[i] = withoutPos(again[i])
	}
	if len(told) > 0 && !slices.Equal(again, told) {
		t.Fatalf("written and read again\n%q\nwas\n%q", again, told)
	}
}

// checkInPieces: what is read does not depend on the pieces in which it comes.
func checkInPieces(t *testing.T, in []byte, l *contentline.Limits) {
	t.Helper()
	want := scan(bytes.NewReader(in), l)
	for name, r := range map[string]io.Reader{
		"octet by octet":    iotest.OneByteReader(bytes.NewReader(in)),
		"end with the data": iotest.DataErrReader(bytes.NewReader(in)),
	} {
		if got := scan(r, l); !slices.Equal(got, want) {
			t.Fatalf("%s: read\n%q\nin one piece\n%q", name, got, want)
		}
	}
	if got, _ := scanAhead(bytes.NewReader(in), l, small); !slices.Equal(got, want) {
		t.Fatalf("read ahead\n%q\none after the other\n%q", got, want)
	}
}

func withoutPos(s string) string {
	_, s, _ = strings.Cut(strings.TrimPrefix(s, "+"), " ")
	return s
}

// merged gives a line in which parameters of one name in a row are one, as the
// Writer writes them.
func merged(line *contentline.Line) *contentline.Line {
	m := *line
	m.Params = nil
	for _, p := range line.Params {
		if n := len(m.Params) - 1; n >= 0 && m.Params[n].Name == p.Name {
			m.Params[n].Values = slices.Concat(m.Params[n].Values, p.Values)
			continue
		}
		m.Params = append(m.Params, p)
	}
	return &m
}

func rewrite(w *contentline.Writer, line *contentline.Line) {
	w.Name(line.Name)
	for _, p := range line.Params {
		for _, v := range p.Values {
			w.Param(p.Name, string(v))
		}
	}
	w.RawBytes(line.Value)
	w.EndLine()
}

// places gives the octet that stands at a position, found by counting lines and
// characters without a look at folds.
type places struct {
	in    []byte
	lines []int // where each physical line begins
}

func newPlaces(in []byte) places {
	p := places{in, []int{0}}
	for i, c := range in {
		if c == '\n' || c == '\r' && (i+1 == len(in) || in[i+1] != '\n') {
			p.lines = append(p.lines, i+1)
		}
	}
	return p
}

func (p places) offset(pos contentline.Pos) (int, bool) {
	if pos.Line < 1 || pos.Line > len(p.lines) || pos.Column < 1 {
		return 0, false
	}
	i := p.lines[pos.Line-1]
	for bytes.HasPrefix(p.in[i:], []byte("\uFEFF")) {
		i += 3
	}
	for n := 1; n < pos.Column; n++ {
		if i == len(p.in) {
			return 0, false
		}
		for i++; i < len(p.in) && p.in[i]&0xC0 == 0x80; i++ {
		}
	}
	return i, true
}

// isOctet says whether a place is in a line that is not UTF-8, of which each octet may
// be a character.
func (p places) isOctet(pos contentline.Pos) bool {
	if pos.Line < 1 || pos.Line > len(p.lines) || pos.Column < 1 {
		return false
	}
	rest := p.in[p.lines[pos.Line-1]:]
	if end := bytes.IndexAny(rest, "\r\n"); end >= 0 {
		rest = rest[:end]
	}
	return !utf8.Valid(rest) && pos.Column <= len(rest)+1
}

// continues says whether a line may continue another.
func (p places) continues(line int) bool {
	i := p.lines[line-1]
	return i == len(p.in) || strings.IndexByte(" \t\r\n", p.in[i]) >= 0
}

// unfoldedAt gives the octets of the content line from an offset on.
func (p places) unfoldedAt(i int) []byte {
	var b []byte
	for i < len(p.in) {
		if p.in[i] != '\r' && p.in[i] != '\n' {
			b = append(b, p.in[i])
			i++
			continue
		}
		i += len(lineEnd(p.in[i:]))
		if i < len(p.in) && (p.in[i] == '\r' || p.in[i] == '\n') {
			i += len(lineEnd(p.in[i:]))
		}
		if i == len(p.in) || p.in[i] != ' ' && p.in[i] != '\t' {
			break
		}
		i++
	}
	return b
}

func lineEnd(b []byte) []byte {
	if bytes.HasPrefix(b, []byte("\r\n")) {
		return b[:2]
	}
	return b[:1]
}

// checkPlaces: at the position of a property, of its parameters and of its value
// stands what was read, where nothing in the line was repaired.
func checkPlaces(t *testing.T, s *contentline.Scanner, at places) {
	t.Helper()
	line := s.Line()
	i, ok := at.offset(line.Pos)
	if !ok || !plain(at.unfoldedAt(i)) {
		return
	}
	check := func(what string, pos contentline.Pos, want []byte) {
		i, ok := at.offset(pos)
		if !ok {
			t.Fatalf("%s of %s at %v, where nothing is", what, line.Spelling, pos)
		}
		if got := at.unfoldedAt(i); !bytes.HasPrefix(got, want) {
			t.Fatalf("%s of %s at %v: there stands %q, want %q", what, line.Spelling, pos, got, want)
		}
	}
	check("name", line.Pos, line.Spelling)
	for i := range line.Params {
		check("parameter", s.ParamPos(&line.Params[i]), line.Params[i].Spelling)
	}
	check("value", s.ValuePos(0), line.Value)
	if n := len(line.Value) / 2; utf8.RuneStart(append(line.Value, 'x')[n]) {
		check("middle of the value", s.ValuePos(n), line.Value[n:])
	}
}

// plain says whether a content line has nothing that is repaired in its value.
func plain(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7F })
}

// checkFaults: each fault has a place in the input, and all come in the order of
// the content lines.
func checkFaults(t *testing.T, s *contentline.Scanner, at places) {
	t.Helper()
	last := 0
	for _, f := range s.Faults() {
		_, ok := at.offset(f.Pos)
		ok = ok || at.isOctet(f.Pos)
		line := f.Pos.Line
		for ok && line > 1 && at.continues(line) {
			line--
		}
		if !ok || line < last {
			t.Fatalf("fault %v is nowhere, or before that of line %d", f, last)
		}
		last = line
		if strings.ContainsFunc(f.Error(), func(r rune) bool { return r < ' ' }) || len(f.Error()) > 400 {
			t.Fatalf("fault %q has control characters or is very long", f.Error())
		}
	}
}

// oddPieces are what random inputs are made of.
var oddPieces = []string{
	"BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "begin:valarm", "END:VALARM", "BEGIN:X-A", "END:X-A",
	"\r\n", "\r\n", "\r\n", "\n", "\r", "\r\n ", "\n\t", "\r ", "\r\r\n", "\uFEFF", " ", "\t", ":", ";", ",", "=", `"`, "^", "^n", "^'", `\`, `\n`,
	"SUMMARY:", "ATTENDEE;CN=", "X;P=a,\"b\";Q=c:", "dtstart;tzid=A/B:2026", "a", "é", "한", "😀", "\xED", "\x95\x9C", "\xE1", "\x00", "\x7F", "BEGIN", "END:",
	"long enough to go beyond the limit of a line in this test of limits",
}

func randomInput(r *rand.Rand) []byte {
	var b bytes.Buffer
	if r.IntN(4) > 0 {
		b.WriteString("BEGIN:VCALENDAR\r\n")
	}
	for range r.IntN(60) {
		b.WriteString(oddPieces[r.IntN(len(oddPieces))])
	}
	if r.IntN(2) > 0 {
		b.WriteString("\r\nEND:VCALENDAR\r\n")
	}
	return b.Bytes()
}

// TestScanRandom checks the laws on random inputs, also with small limits.
func TestScanRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(5545, 6868))
	for range 3_000 {
		in := randomInput(r)
		checkScan(t, in, nil)
		checkScan(t, in, &contentline.Limits{Line: 60, Values: 4, Depth: 3, Components: 6, Lines: 20, Total: 500})
	}
}

// TestScanPositions asks for places in a value and of parameters, also backwards
// and in lines that are not UTF-8.
func TestScanPositions(t *testing.T) {
	for _, c := range []struct {
		name, line string
		find       string // in the value as it is read
		want       string
	}{
		{"first", "RDATE:20260101,20260202", "20260101", "2:7"},
		{"second", "RDATE:20260101,20260202", "20260202", "2:16"},
		{"end", "RDATE:20260101", "", "2:15"},
		{"behind folds", "RDATE:20260101,\r\n 2026\r\n\t0202,3", "3", "4:7"},
		{"begins with a fold", "RDATE:20260101,\r\n 20260202", "20260202", "3:2"},
		{"behind hangul", "X:한글,a", "a", "2:6"},
		{"in Windows-1252", "X:\xE9\xE9\x80,a", "a", "2:7"},
		{"behind half a rune", "X:\xED\x95한,a", "a", "2:6"},
	} {
		text := in(strings.NewReplacer(`\r`, "\r", `\n`, "\n").Replace(c.line) + "\r\n")
		s := contentline.NewScanner(strings.NewReader(text), nil)
		s.Scan()
		s.Scan()
		value := s.Line().Value
		at := len(value)
		if c.find != "" {
			at = bytes.Index(value, []byte(c.find))
		}
		first, end, got := s.ValuePos(0), s.ValuePos(len(value)), s.ValuePos(at)
		if got.String() != c.want || s.ValuePos(0) != first || s.ValuePos(len(value)) != end {
			t.Errorf("%s: %q at %v, want %s; begin %v, end %v", c.name, c.find, got, c.want, first, end)
		}
	}
}

// TestScanBuffers moves a line with a fold, and a rune in it, over the ends of
// the buffers.
func TestScanBuffers(t *testing.T) {
	for _, size := range []int{4 << 10, 8 << 10, 64 << 10, 128 << 10} {
		for shift := range 24 {
			pad := size - 12 - shift - len(in("X:\r\n")) + len("END:VCALENDAR\r\n")
			text := in("X:" + strings.Repeat("x", pad) + "\r\nY;P=\"\r\n 한\":\xED\r\n \x95\x9C\r\n\r\n z\r\nZ:1\r\n")
			got := inside(scan(strings.NewReader(text), nil))[1:]
			compare(t, fmt.Sprint(size, " − ", shift), got, []string{`3:1 Y;P="한":"한z"`, `8:1 Z:"1"`})
		}
	}
}

// TestScanWhatIsWritten reads what the Writer has written of the pieces of its
// own tests, and compares it with the oracle.
func TestScanWhatIsWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(6868, 5545))
	for range 1_000 {
		word := func() string {
			var b strings.Builder
			for range r.IntN(20) {
				if s := oddPieces[r.IntN(len(oddPieces))]; carriable(s, false) && strings.Trim(s, " \t") != "" {
					b.WriteString(s)
				}
			}
			return b.String()
		}
		out, err := write(func(w *contentline.Writer) {
			for range 3 {
				w.Name("X")
				w.Param("P", word())
				w.Param("P", word())
				w.Param("Q", word())
				w.Raw(word())
				w.Text(word())
				w.EndLine()
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, l := range readLines(t, out)[1:4] {
			line := contentline.Line{Name: l.Name, Value: []byte(l.Value)}
			for _, p := range l.Params {
				line.Params = append(line.Params, contentline.Param{Name: p.Name})
				for _, v := range p.Values {
					last := &line.Params[len(line.Params)-1]
					last.Values = append(last.Values, []byte(v))
				}
			}
			want = append(want, withoutPos(tell(&line)))
		}
		got := inside(scan(strings.NewReader(out), nil))
		for i := range got {
			got[i] = withoutPos(got[i])
		}
		compare(t, "written", got, want)
	}
}

func FuzzScan(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		f.Add(randomInput(r))
	}
	f.Add([]byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE;CN=\"Kim, Min\";ROLE=CHAIR:mailto:\r\n kim@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		checkScan(t, in, nil)
		checkScan(t, in, &contentline.Limits{Line: 60, Values: 4, Depth: 3, Components: 6, Lines: 20, Total: 500})
	})
}
