package contentline_test

import (
	"errors"
	"io"
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
	{"W2 comma", "Kim, Min", `"Kim, Min"`},
	{"W2 apostrophe needs nothing", "O'Brien", "O'Brien"},
	{"W2 colon", "Room: A", `"Room: A"`},
	{"semicolon", "a;b", `"a;b"`},
	{"W2 double quote", `a "b"`, "a ^'b^'"},
	{"double quote and comma", `"b", a`, `"^'b^', a"`},
	{"circumflex", "a^nb", "a^^nb"},
	{"circumflex alone", "^", "^^"},
	{"LF", "a\nb", "a^nb"},
	{"CR LF is one break", "a\r\nb", "a^nb"},
	{"bare CR", "a\rb", "a^nb"},
	{"backslash needs nothing", `a\b`, `a\b`},
	{"HTAB is legal", "a\tb", "a\tb"},
	{"W3 URI", "mailto:boss@x", `"mailto:boss@x"`},
	{"W4 injection", "A\r\nBEGIN:VALARM", `"A^nBEGIN:VALARM"`},
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

func TestLines(t *testing.T) {
	for _, c := range []struct {
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
	} {
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

// TestErrors pins every refusal whole: kind, place and remedy.
func TestErrors(t *testing.T) {
	event := func(f func(w *contentline.Writer)) func(w *contentline.Writer) {
		return func(w *contentline.Writer) {
			w.Begin("VEVENT")
			w.End("VEVENT")
			w.Begin("VEVENT")
			f(w)
		}
	}
	const invalid, misuse = ": not writable as iCalendar: ", ": content line calls out of order: "
	for _, c := range []struct {
		name  string
		write func(w *contentline.Writer)
		want  string
	}{
		{"NUL in TEXT", event(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("a,\x00") }),
			"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "control character U+0000 at byte 2; remove it, RFC 5545 §3.1 allows none but HTAB"},
		{"position over pieces", event(func(w *contentline.Writer) { w.Name("CATEGORIES"); w.Text("가\r\n"); w.Raw(","); w.Text("b\x7F") }),
			"VCALENDAR/VEVENT[1]/CATEGORIES" + invalid + "control character U+007F at byte 7; remove it, RFC 5545 §3.1 allows none but HTAB"},
		{"vertical tab in a parameter", event(func(w *contentline.Writer) { w.Name("ATTENDEE"); w.Param("ROLE", "CHAIR"); w.Param("CN", "Kim:\v") }),
			"VCALENDAR/VEVENT[1]/ATTENDEE;CN" + invalid + "control character U+000B at byte 4; remove it, RFC 5545 §3.1 allows none but HTAB"},
		{"W4 line break in a raw value", event(func(w *contentline.Writer) { w.Name("URL"); w.Raw("https://x/\r\nATTENDEE:mailto:evil@x") }),
			"VCALENDAR/VEVENT[1]/URL" + invalid + `line break ('\r') at byte 10; only TEXT and parameter values can hold one`},
		{"W4 line break in raw bytes", event(func(w *contentline.Writer) { w.Name("URL"); w.RawBytes([]byte("https://x/\nA:")) }),
			"VCALENDAR/VEVENT[1]/URL" + invalid + `line break ('\n') at byte 10; only TEXT and parameter values can hold one`},
		{"W5 invalid UTF-8", event(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("a\xFFb") }),
			"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "invalid UTF-8 (0xFF) at byte 1; RFC 5545 §3.1.4 wants UTF-8"},
		{"rune cut off", event(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("ab\xEA\xB0") }),
			"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "invalid UTF-8 (0xEA) at byte 2; RFC 5545 §3.1.4 wants UTF-8"},
		{"surrogate", event(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("\xED\xA0\x80") }),
			"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "invalid UTF-8 (0xED) at byte 0; RFC 5545 §3.1.4 wants UTF-8"},
		{"W4 line break in a name", event(func(w *contentline.Writer) { w.Name("X\r\nATTENDEE") }),
			"VCALENDAR/VEVENT[1]" + invalid + `property name "X\r\nATTENDEE"; a name has letters A-Z, digits and hyphens only`},
		{"empty name", event(func(w *contentline.Writer) { w.Name("") }),
			"VCALENDAR/VEVENT[1]" + invalid + `property name ""; a name has letters A-Z, digits and hyphens only`},
		{"parameter name", event(func(w *contentline.Writer) { w.Name("X"); w.Param("A=B", "") }),
			"VCALENDAR/VEVENT[1]/X" + invalid + `parameter name "A=B"; a name has letters A-Z, digits and hyphens only`},
		{"second parameter name", event(func(w *contentline.Writer) { w.Name("X"); w.Param("A", ""); w.Param("", "") }),
			"VCALENDAR/VEVENT[1]/X" + invalid + `parameter name ""; a name has letters A-Z, digits and hyphens only`},
		{"empty parameter name", event(func(w *contentline.Writer) { w.Name("X"); w.Param("", "") }),
			"VCALENDAR/VEVENT[1]/X" + invalid + `parameter name ""; a name has letters A-Z, digits and hyphens only`},
		{"component name", event(func(w *contentline.Writer) { w.Begin("V EVENT") }),
			"VCALENDAR/VEVENT[1]" + invalid + `component name "V EVENT"; a name has letters A-Z, digits and hyphens only`},
		{"BEGIN as a property", event(func(w *contentline.Writer) { w.Name("begin") }),
			"VCALENDAR/VEVENT[1]" + invalid + "begin as a property; use Begin and End"},
		{"END as a property", event(func(w *contentline.Writer) { w.Name("END") }),
			"VCALENDAR/VEVENT[1]" + invalid + "END as a property; use Begin and End"},
		{"the caller's own reason", event(func(w *contentline.Writer) { w.Refuse("no start") }),
			"VCALENDAR/VEVENT[1]" + invalid + "no start"},

		{"parameter after the value", func(w *contentline.Writer) { w.Name("X"); w.Raw("v"); w.Param("P", "") },
			"VCALENDAR/X" + misuse + `Param("P") outside of a line's parameters; call it after Name and before the value`},
		{"parameter without a line", func(w *contentline.Writer) { w.Param("P", "") },
			"VCALENDAR" + misuse + `Param("P") outside of a line's parameters; call it after Name and before the value`},
		{"text without a line", func(w *contentline.Writer) { w.Text("t") }, "VCALENDAR" + misuse + "Text without a line; call Name first"},
		{"raw without a line", func(w *contentline.Writer) { w.Raw("t") }, "VCALENDAR" + misuse + "Raw without a line; call Name first"},
		{"end of no line", func(w *contentline.Writer) { w.EndLine() }, "VCALENDAR" + misuse + "EndLine without a line; call Name first"},
		{"name in a line", func(w *contentline.Writer) { w.Name("X"); w.Name("Y") }, "VCALENDAR/X" + misuse + "Name inside a line; call EndLine first"},
		{"begin in a line", func(w *contentline.Writer) { w.Name("X"); w.Begin("Y") }, "VCALENDAR/X" + misuse + "Begin inside a line; call EndLine first"},
		{"end in a line", func(w *contentline.Writer) { w.Name("X"); w.End("VCALENDAR") }, "VCALENDAR/X" + misuse + "End inside a line; call EndLine first"},
		{"wrong end", func(w *contentline.Writer) { w.Begin("VEVENT"); w.End("VTODO") },
			"VCALENDAR/VEVENT[0]" + misuse + `End("VTODO") does not close the component that is open`},
		{"end in another case", func(w *contentline.Writer) { w.End("vcalendar") },
			"VCALENDAR" + misuse + `End("vcalendar") does not close the component that is open`},
		{"too many ends", func(w *contentline.Writer) { w.End("VCALENDAR") },
			"top level" + misuse + `End("VCALENDAR") does not close the component that is open`},
		{"property after the end", func(w *contentline.Writer) { w.End("VCALENDAR"); w.Name("X") },
			"top level" + misuse + "property X outside of a component"},
		{"flush in a line", func(w *contentline.Writer) { w.Name("X"); w.Flush() }, "VCALENDAR/X" + misuse + "Flush in an open line; call EndLine first"},
		{"flush in a component", func(w *contentline.Writer) { w.Flush() }, "VCALENDAR" + misuse + "Flush in an open component; call End first"},
	} {
		out, err := write(c.write)
		if err == nil {
			t.Errorf("%s: no error; output %q", c.name, out)
			continue
		}
		if err.Error() != c.want {
			t.Errorf("%s: error\n %s\nwant\n %s", c.name, err, c.want)
		}
		kind := contentline.ErrInvalid
		if strings.Contains(c.want, misuse) {
			kind = contentline.ErrMisuse
		}
		if !errors.Is(err, kind) {
			t.Errorf("%s: error does not wrap %v", c.name, kind)
		}
		if out != "" {
			t.Errorf("%s: %q was written", c.name, out)
		}
	}
}

func TestDeepPath(t *testing.T) {
	_, err := write(func(w *contentline.Writer) {
		for range 100_000 {
			w.Begin("A")
		}
		w.Name("X")
		w.Raw("\n")
	})
	want := "VCALENDAR/A[0]/A[0]/A[0]/…/A[0]/A[0]/A[0]/A[0]/X: not writable as iCalendar: " +
		`line break ('\n') at byte 0; only TEXT and parameter values can hold one`
	if err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

// A stubborn writer fails at one of its calls.
type stubborn struct {
	calls, failAt int
	short         bool
	err           error
	after         int // calls after the failure
}

func (s *stubborn) Write(p []byte) (int, error) {
	s.calls++
	switch {
	case s.calls < s.failAt:
		return len(p), nil
	case s.calls > s.failAt:
		s.after++
	}
	if s.short {
		return len(p) - 1, nil
	}
	return 0, s.err
}

func TestWriteErrors(t *testing.T) {
	broken := errors.New("pipe broken")
	const events = 4000 // about 400 kB: several writes of 64 KiB
	run := func(out io.Writer) error {
		w := contentline.NewWriter(out)
		w.Begin("VCALENDAR")
		for range events {
			w.Begin("VEVENT")
			w.Name("DESCRIPTION")
			w.Text(strings.Repeat("text, ", 10))
			w.EndLine()
			w.End("VEVENT")
		}
		w.End("VCALENDAR")
		return w.Flush()
	}
	all := &stubborn{failAt: 1 << 30}
	if err := run(all); err != nil || all.calls < 4 {
		t.Fatalf("run = %v after %d writes, want nil after several", err, all.calls)
	}
	for n := 1; n <= all.calls; n++ {
		for _, c := range []struct {
			out  *stubborn
			want error
		}{
			{&stubborn{failAt: n, err: broken}, broken},
			{&stubborn{failAt: n, short: true}, io.ErrShortWrite},
		} {
			err := run(c.out)
			if !errors.Is(err, c.want) {
				t.Errorf("write %d fails: error = %v, want %v", n, err, c.want)
			}
			if c.out.after > 0 {
				t.Errorf("write %d fails: %d more writes after it, want none", n, c.out.after)
			}
			if where := "writing VCALENDAR/VEVENT["; n < all.calls && !strings.HasPrefix(err.Error(), where) {
				t.Errorf("write %d fails: error = %q, want it to begin with %q", n, err, where)
			}
		}
	}
}

func TestErrorSticks(t *testing.T) {
	var out strings.Builder
	w := contentline.NewWriter(&out)
	w.Begin("VCALENDAR")
	w.Name("X")
	w.Raw("\n")
	first := w.Err()
	w.EndLine()
	w.Name("Y")
	w.Param("\n", "")
	w.Text("\x00")
	w.RawBytes([]byte{0})
	w.EndLine()
	w.Begin("")
	w.End("NONE")
	w.Refuse("late")
	if err := w.Flush(); first == nil || err != first || out.Len() > 0 {
		t.Errorf("Flush = %v, want the first error, %v; output %q", err, first, &out)
	}
}

func TestZeroWriter(t *testing.T) {
	var w contentline.Writer
	w.Begin("VCALENDAR")
	w.End("VCALENDAR")
	if err := w.Flush(); !errors.Is(err, contentline.ErrMisuse) {
		t.Errorf("Flush of the zero Writer = %v, want ErrMisuse", err)
	}
}
