package contentline_test

import (
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// textCases are values of TEXT and how they stand on the wire.
var textCases = []struct{ name, in, want string }{
	{"empty", "", ""},
	{"plain", "Opening remarks", "Opening remarks"},
	{"comma", "Lima, Perú", `Lima\, Perú`},
	{"semicolon", "a;b", `a\;b`},
	{"backslash", `C:\new`, `C:\\new`},
	{"what looks like an escape", `a\,b\n`, `a\\\,b\\n`},
	{"LF", "a\nb", `a\nb`},
	{"CR LF is one break", "a\r\nb", `a\nb`},
	{"bare CR", "a\rb", `a\nb`},
	{"CR CR LF is two breaks", "a\r\r\nb", `a\n\nb`},
	{"LF CR is two breaks", "a\n\rb", `a\n\nb`},
	{"break at both ends", "\na\n", `\na\n`},
	{"colon and quote need nothing", `18:30 "now"`, `18:30 "now"`},
	{"HTAB is legal", "a\tb", "a\tb"},
	{"blanks stay", "  a  ", "  a  "},
	{"Korean", "제15회 연례회의", "제15회 연례회의"},
	{"C1 control and line separator are no controls of RFC 5545", "\u0085\u2028", "\u0085\u2028"},
	{"all in one run of eight", `abcd,ef;`, `abcd\,ef\;`},
	{"injection", "x\r\nATTENDEE:mailto:evil@x", `x\nATTENDEE:mailto:evil@x`},
}

func TestText(t *testing.T) {
	for _, c := range textCases {
		got := mustWrite(t, func(w *contentline.Writer) { w.Name("X"); w.Text(c.in); w.EndLine() })
		if want := "X:" + c.want + "\r\n"; got != want {
			t.Errorf("%s: Text(%q) = %q, want %q", c.name, c.in, got, want)
		}
	}
}

var paramCases = []struct{ name, in, want string }{
	{"empty", "", ""},
	{"plain", "Kim Min-ji", "Kim Min-ji"},
	{"comma", "Kim, Min", `"Kim, Min"`},
	{"apostrophe needs nothing", "O'Brien", "O'Brien"},
	{"colon", "Room: A", `"Room: A"`},
	{"semicolon", "a;b", `"a;b"`},
	{"double quote", `a "b"`, "a ^'b^'"},
	{"double quote and comma", `"b", a`, `"^'b^', a"`},
	{"circumflex", "a^nb", "a^^nb"},
	{"circumflex alone", "^", "^^"},
	{"LF", "a\nb", "a^nb"},
	{"CR LF is one break", "a\r\nb", "a^nb"},
	{"bare CR", "a\rb", "a^nb"},
	{"backslash needs nothing", `a\b`, `a\b`},
	{"HTAB is legal", "a\tb", "a\tb"},
	{"URI", "mailto:boss@x", `"mailto:boss@x"`},
	{"injection", "A\r\nBEGIN:VALARM", `"A^nBEGIN:VALARM"`},
	{"Korean", "김민지", "김민지"},
	{"Korean with comma", "김, 민지", `"김, 민지"`},
	{"zone is not quoted", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
}

func TestParam(t *testing.T) {
	for _, c := range paramCases {
		got := mustWrite(t, func(w *contentline.Writer) {
			w.Name("X")
			w.Param("P", c.in)
			w.Raw("v")
			w.EndLine()
		})
		if want := "X;P=" + c.want + ":v\r\n"; got != want {
			t.Errorf("%s: Param(%q) = %q, want %q", c.name, c.in, got, want)
		}
	}
}

var lineCases = []struct {
	name  string
	write func(w *contentline.Writer)
	want  string
}{
	{"list of parameter values", func(w *contentline.Writer) {
		w.Name("ATTENDEE")
		w.Param("CUTYPE", "GROUP")
		w.Param("MEMBER", "mailto:a@x")
		w.Param("member", "mailto:b@x")
		w.Param("MEMBER", "c")
		w.Param("ROLE", "CHAIR")
		w.Raw("urn:x")
		w.EndLine()
	}, `ATTENDEE;CUTYPE=GROUP;MEMBER="mailto:a@x","mailto:b@x",c;ROLE=CHAIR:urn:x`},
	{"the same parameter on the next line is no list", func(w *contentline.Writer) {
		w.Name("A")
		w.Param("P", "1")
		w.EndLine()
		w.Name("B")
		w.Param("P", "2")
		w.EndLine()
	}, "A;P=1:\r\nB;P=2:"},
	{"list of TEXT", func(w *contentline.Writer) {
		w.Name("CATEGORIES")
		w.Text("Food, drinks")
		w.Raw(",")
		w.Text("Music")
		w.EndLine()
	}, `CATEGORIES:Food\, drinks,Music`},
	{"raw bytes", func(w *contentline.Writer) {
		w.Name("GEO")
		w.RawBytes([]byte("8.98"))
		w.Raw(";")
		w.RawBytes([]byte("-79.52"))
		w.EndLine()
	}, "GEO:8.98;-79.52"},
	{"empty value", func(w *contentline.Writer) { w.Name("SUMMARY"); w.EndLine() }, "SUMMARY:"},
	{"empty value with parameter", func(w *contentline.Writer) {
		w.Name("X")
		w.Param("P", "")
		w.EndLine()
	}, "X;P=:"},
	{"case of names stays", func(w *contentline.Writer) {
		w.Name("x-Foo")
		w.Param("bAr", "v")
		w.EndLine()
	}, "x-Foo;bAr=v:"},
	{"components nest", func(w *contentline.Writer) {
		w.Begin("VEVENT")
		w.Begin("VALARM")
		w.End("VALARM")
		w.End("VEVENT")
	}, "BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"},
}

func TestLines(t *testing.T) {
	for _, c := range lineCases {
		if got := mustWrite(t, c.write); got != c.want+"\r\n" {
			t.Errorf("%s = %q, want %q", c.name, got, c.want+"\r\n")
		}
	}
}

// TestEveryOctet puts every octet at every place of a run, so that the fast path
// over eight octets meets it, and compares with the rule of RFC 5545 §3.1.
func TestEveryOctet(t *testing.T) {
	for c := range 256 {
		for place := range 20 {
			s := strings.Repeat("x", place) + string([]byte{byte(c)}) + strings.Repeat("x", 19-place)
			checkPieces(t, s)
		}
	}
}

// TestUTF8 has every lead octet of two, and the edges of what longer runes may be.
func TestUTF8(t *testing.T) {
	for pair := 0xC0_00; pair <= 0xE1_FF; pair++ {
		checkPieces(t, string([]byte{byte(pair >> 8), byte(pair)}))
	}
	edges := []byte{0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}
	for lead := 0xE0; lead <= 0xFF; lead++ {
		for _, second := range edges {
			for _, third := range edges {
				checkPieces(t, string([]byte{byte(lead), second, third}))
				checkPieces(t, string([]byte{byte(lead), second, third, 0x80}))
			}
		}
	}
}

// checkPieces writes s in each of the three ways, if it may be written.
func checkPieces(t *testing.T, s string) {
	t.Helper()
	for way, breaks := range map[string]bool{"Text": true, "Param": true, "Raw": false} {
		out, err := write(func(w *contentline.Writer) {
			w.Name("X")
			switch way {
			case "Text":
				w.Text(s)
			case "Param":
				w.Param("P", s)
			case "Raw":
				w.Raw(s)
			}
			w.EndLine()
		})
		if (err == nil) != carriable(s, breaks) {
			t.Errorf("%s(%q): error = %v, but it may be written: %v", way, s, err, carriable(s, breaks))
		}
		if err != nil {
			continue
		}
		l := readLines(t, out)[1]
		got := l.Value
		switch way {
		case "Text":
			got = strings.Join(splitText(l.Value), "separator")
		case "Param":
			got = l.Params[0].Values[0]
		}
		if got != oneBreak(s) {
			t.Errorf("%s(%q) reads back as %q", way, s, got)
		}
	}
}
