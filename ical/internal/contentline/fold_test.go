package contentline_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// units are what must not be torn apart by a fold, whatever octet it begins at.
var units = []struct{ name, unit string }{
	{"ASCII", "a"},
	{"two octets", "ñ"},
	{"three octets", "한"},
	{"three octets, last block of Hangul", "힣"},
	{"four octets", "😀"},
	{"escaped comma", `\,`},
	{"escaped backslash", `\\`},
	{"line break", `\n`},
	{"letter and two combining marks", "e\u0301\u0323"},
	{"conjoining jamo", "\u1112\u1161\u11ab"},
	{"Devanagari with vowel sign and anusvara", "\u0915\u093f\u0902"},
	{"family of ZWJ", "👨\u200d👩\u200d👧"},
	{"skin tone", "👍🏽"},
	{"flag", "🇵🇦"},
	{"flag of tags", "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"},
	{"heart with variation selector", "❤\ufe0f"},
}

// TestFoldKeepsUnits puts every unit at every octet around the 75th.
func TestFoldKeepsUnits(t *testing.T) {
	for _, u := range units {
		for lead := range 31 {
			value := strings.Repeat("x", 60+lead) + strings.Repeat(u.unit, 40)
			for _, form := range []string{"raw", "bytes"} {
				out := mustWrite(t, func(w *contentline.Writer) {
					w.Name("N")
					if form == "raw" {
						w.Raw(value)
					} else {
						w.RawBytes([]byte(value))
					}
					w.EndLine()
				})
				checkUnits(t, fmt.Sprintf("%s, %s after %d octets", u.name, form, 60+lead), out, value, u.unit)
			}
		}
	}
}

// checkUnits wants the value whole, and each physical line to hold whole units
// and as many as fit.
func checkUnits(t *testing.T, name, out, value, unit string) {
	t.Helper()
	if got := readLines(t, out); len(got) != 1 || got[0].Value != value {
		t.Fatalf("%s: read back %q, want the value %q", name, got, value)
	}
	lines := physicalLines(t, out)
	for i, l := range lines {
		content := strings.Trim(strings.TrimPrefix(l, "N:"), " x")
		if content != strings.Repeat(unit, len(content)/len(unit)) {
			t.Fatalf("%s: line %d tears a unit apart: %q", name, i, l)
		}
		if i < len(lines)-1 && len(l)+len(unit) <= 75 {
			t.Errorf("%s: line %d has %d octets though another unit fits", name, i, len(l))
		}
	}
}

// TestFoldEscapes is the same for pairs that the writer makes itself.
func TestFoldEscapes(t *testing.T) {
	for _, c := range []struct{ in, unit string }{{",", `\,`}, {";", `\;`}, {`\`, `\\`}, {"\r\n", `\n`}} {
		for lead := range 31 {
			in, want := strings.Repeat("x", 60+lead)+strings.Repeat(c.in, 90), strings.Repeat("x", 60+lead)+strings.Repeat(c.unit, 90)
			out := mustWrite(t, func(w *contentline.Writer) { w.Name("N"); w.Text(in); w.EndLine() })
			checkUnits(t, fmt.Sprintf("Text(%q) after %d", c.in, 60+lead), out, want, c.unit)
		}
	}
	for _, c := range []struct{ in, unit string }{{"^", "^^"}, {`"`, "^'"}, {"\n", "^n"}, {"\"\u0301", "^'\u0301"}} {
		for lead := range 31 {
			in := strings.Repeat("x", 60+lead) + strings.Repeat(c.in, 90)
			out := mustWrite(t, func(w *contentline.Writer) { w.Name("N"); w.Param("P", in); w.EndLine() })
			if got := readLines(t, out)[0].Params[0].Values[0]; got != in {
				t.Errorf("Param(%q…) reads back as %q", in[:70], got)
			}
			for _, l := range physicalLines(t, out) {
				l = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(l, "N;P="), ":"), " x")
				if l != strings.Repeat(c.unit, len(l)/len(c.unit)) {
					t.Errorf("Param(%q) after %d octets: a fold tears %s apart: %q", c.in, lead, c.unit, l)
				}
			}
		}
	}
}

// TestFoldLengths has a value of every length around the limit, in one piece
// and in pieces of one octet.
func TestFoldLengths(t *testing.T) {
	for n := 60; n <= 240; n++ {
		value := strings.Repeat("abcdefghi ", 30)[:n-len("N:")]
		whole := mustWrite(t, func(w *contentline.Writer) { w.Name("N"); w.Text(value); w.EndLine() })
		pieces := mustWrite(t, func(w *contentline.Writer) {
			w.Name("N")
			for i := range len(value) {
				w.Text(value[i : i+1])
			}
			w.EndLine()
		})
		if whole != pieces {
			t.Errorf("%d octets: in one piece %q, in many %q", n, whole, pieces)
		}
		want := 1 // 75 octets, then 74 a line
		for left := n - 75; left > 0; left -= 74 {
			want++
		}
		if got := len(physicalLines(t, whole)); got != want || readLines(t, whole)[0].Value != value {
			t.Errorf("%d octets: %d physical lines, want %d: %q", n, got, want, whole)
		}
	}
}

// TestFoldPieces folds between pieces without tearing what they form together.
func TestFoldPieces(t *testing.T) {
	for lead := 60; lead <= 90; lead++ {
		out := mustWrite(t, func(w *contentline.Writer) {
			w.Name("N")
			w.Text(strings.Repeat("x", lead))
			w.Text("e")
			w.Text("\u0301")
			w.EndLine()
		})
		for _, l := range physicalLines(t, out) {
			if strings.HasPrefix(l, " \u0301") {
				t.Errorf("after %d octets a fold stands between a letter and its accent", lead)
			}
		}
	}
}

// TestFoldBlanksAtTheEnd puts blanks at the end of a value around the 75th
// octet: they must not be a line of their own, in one piece or in several.
func TestFoldBlanksAtTheEnd(t *testing.T) {
	for _, last := range []string{"x", "한", "e\u0301", ","} {
		for lead := range 31 {
			for n := 1; n <= 4; n++ {
				value, blanks := strings.Repeat("x", 50+lead)+last, strings.Repeat(" ", n)
				one := mustWrite(t, func(w *contentline.Writer) { w.Name("N"); w.Text(value + blanks); w.EndLine() })
				two := mustWrite(t, func(w *contentline.Writer) { w.Name("N"); w.Text(value); w.Text(blanks); w.EndLine() })
				for _, out := range []string{one, two} {
					if got := splitText(readLines(t, out)[0].Value); len(got) != 1 || got[0] != value+blanks {
						t.Fatalf("read back %q, want %q", got, value+blanks)
					}
				}
			}
		}
	}
}

// TestFoldLongUnit has sequences longer than a line: they are cut between runes.
func TestFoldLongUnit(t *testing.T) {
	for _, unit := range []string{"\u0301", "\u200d", "👩\u200d", "🇵", "\ufe0f", `\`} {
		value := strings.Repeat(unit, 400)
		out := mustWrite(t, func(w *contentline.Writer) { w.Name("N"); w.Raw(value); w.EndLine() })
		if got := readLines(t, out); got[0].Value != value {
			t.Errorf("400 times %q: read back %q", unit, got[0].Value)
		}
		if got, most := len(physicalLines(t, out)), len(value)/60+2; got > most {
			t.Errorf("400 times %q: %d physical lines, want at most %d", unit, got, most)
		}
	}
}

// TestLongNames folds where the names alone fill lines.
func TestLongNames(t *testing.T) {
	for n := 60; n < 160; n++ {
		name := strings.Repeat("N", n)
		out := mustWrite(t, func(w *contentline.Writer) {
			w.Begin(name)
			w.Name(name)
			w.Param(name, name+":")
			w.Param(name, name)
			w.Text("v")
			w.EndLine()
			w.End(name)
		})
		want := []line{
			{Name: "BEGIN", Value: name},
			{Name: name, Params: []param{{name, []string{name + ":", name}}}, Value: "v"},
			{Name: "END", Value: name},
		}
		if got := readLines(t, out); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("names of %d octets: read back\n %v\nwant\n %v", n, got, want)
		}
	}
}

// A measure counts what passes.
type measure struct{ octets, lines, longest, column, largest int }

func (m *measure) Write(p []byte) (int, error) {
	m.octets, m.largest = m.octets+len(p), max(m.largest, len(p))
	for _, c := range p {
		switch c {
		case '\n':
			m.lines, m.longest, m.column = m.lines+1, max(m.longest, m.column-1), 0
		default:
			m.column++
		}
	}
	return len(p), nil
}

// TestHugeLine writes a line of 64 MB, in one piece and in many.
func TestHugeLine(t *testing.T) {
	const size = 64 << 20
	value := strings.Repeat("0123456789abcdef", size/16)
	for _, pieces := range []int{1, 1 << 16} {
		var m measure
		w := contentline.NewWriter(&m)
		w.Begin("V")
		w.Name("N")
		for i := range pieces {
			w.Text(value[i*(size/pieces) : (i+1)*(size/pieces)])
		}
		w.EndLine()
		w.End("V")
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if m.largest > 64<<10+75 {
			t.Errorf("%d pieces: a write has %d octets, want at most a full buffer and a line", pieces, m.largest)
		}
		m.largest = 0
		folds := (size + len("N:") - 75 + 73) / 74
		if want := (measure{size + len("BEGIN:V\r\nN:\r\nEND:V\r\n") + 3*folds, 3 + folds, 75, 0, 0}); m != want {
			t.Errorf("%d pieces: wrote %+v, want %+v", pieces, m, want)
		}
	}
}

// TestManyLines writes short lines: they too go out at 64 KiB.
func TestManyLines(t *testing.T) {
	const n = 100_000
	var m measure
	w := contentline.NewWriter(&m)
	w.Begin("V")
	for range n {
		w.Name("N")
		w.EndLine()
	}
	w.End("V")
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if m.lines != n+2 || m.largest > 64<<10+75 {
		t.Errorf("%d lines, the largest write has %d octets; want %d lines, at most a full buffer and a line", m.lines, m.largest, n+2)
	}
}

// TestNoAllocations writes events of every kind of value again and again.
func TestNoAllocations(t *testing.T) {
	w := contentline.NewWriter(io.Discard)
	w.Begin("VCALENDAR")
	long, raw := strings.Repeat("전체회의, plenary e\u0301; \n", 20), []byte("20261102T090000")
	event := func() {
		w.Begin("VEVENT")
		w.Name("ATTENDEE")
		w.Param("CN", `Kim, "Min"`)
		w.Param("CN", "김민지")
		w.Raw("mailto:kim@example.org")
		w.EndLine()
		w.Name("DESCRIPTION")
		w.Text(long)
		w.EndLine()
		w.Name("DTSTART")
		w.RawBytes(raw)
		w.EndLine()
		w.End("VEVENT")
	}
	for range 1000 { // until the buffer has been full once
		event()
	}
	if got := testing.AllocsPerRun(1000, event); got != 0 {
		t.Errorf("an event allocates %v times, want 0", got)
	}
	if w.Err() != nil {
		t.Error(w.Err())
	}
}
