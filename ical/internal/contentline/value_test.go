package contentline_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// TestTextOfWire undoes the escapes of RFC 5545 §3.3.11, and those that programs write
// beside them.
func TestTextOfWire(t *testing.T) {
	for _, c := range []struct{ name, wire, want string }{
		{"plain", "Lima", "Lima"},
		{"empty", "", ""},
		{"each escape", `a\nb\Nc\\d\,e\;f`, "a\nb\nc\\d,e;f"},
		{"escapes that no RFC has", `a\:b\"c`, `a:b"c`},
		{"backslash before anything else", `a\xb\ \t`, `a\xb\ \t`},
		{"backslash at the end", `a\`, `a\`},
		{"two at the end", `a\\`, `a\`},
		{"backslash, then a letter", `C:\\new\\dir`, `C:\new\dir`},
		{"three and a letter", `\\\n`, "\\\n"},
		{"first and last", `\,a\,`, ",a,"},
		{"hangul", `한\,글`, "한,글"},
	} {
		if got := string(contentline.AppendText([]byte("x"), []byte(c.wire))); got != "x"+c.want {
			t.Errorf("%s: AppendText gives %q, want %q", c.name, got, "x"+c.want)
		}
		if got := string(contentline.Text([]byte(c.wire))); got != c.want {
			t.Errorf("%s: Text gives %q, want %q", c.name, got, c.want)
		}
	}
	wire := []byte(`a\nb`)
	contentline.Text(wire)[0] = 'z'
	if string(wire) != `a\nb` {
		t.Errorf("Text writes into the wire: %q", wire)
	}
}

// TestElements splits where no backslash stands before.
func TestElements(t *testing.T) {
	for _, c := range []struct {
		name, wire string
		separator  byte
		want       []string
	}{
		{"one", "a", ',', []string{"a"}},
		{"empty", "", ',', []string{""}},
		{"several", "a,b,c", ',', []string{"a", "b", "c"}},
		{"empty ones", ",a,,", ',', []string{"", "a", "", ""}},
		{"escaped", `a\,b,c`, ',', []string{`a\,b`, "c"}},
		{"backslash of its own", `a\\,b`, ',', []string{`a\\`, "b"}},
		{"three backslashes", `a\\\,b`, ',', []string{`a\\\,b`}},
		{"backslash at the end", `a,b\`, ',', []string{"a", `b\`}},
		{"semicolons", `2.0;a,b\;c;d`, ';', []string{"2.0", `a,b\;c`, "d"}},
	} {
		var got []string
		for e := range contentline.Elements([]byte(c.wire), c.separator) {
			got = append(got, string(e))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		for e := range contentline.Elements([]byte(c.wire), c.separator) {
			if string(e) != c.want[0] {
				t.Errorf("%s: the first is %q", c.name, e)
			}
			break // and is not called again
		}
	}
}

// TestLineParam finds parameters by name.
func TestLineParam(t *testing.T) {
	s := contentline.NewScanner(strings.NewReader(in("X;a=1,2;B=3;A=4:v\r\n")), nil)
	s.Scan()
	s.Scan()
	l := s.Line()
	if p := l.Param("A"); p == nil || len(p.Values) != 2 || string(p.Spelling) != "a" {
		t.Errorf("Param(A) = %v, want the first, of two values", p)
	}
	if got := string(l.ParamValue("A")) + string(l.ParamValue("B")); got != "13" {
		t.Errorf("ParamValue(A), ParamValue(B) = %s, want 13", got)
	}
	if p, v := l.Param("C"), l.ParamValue("C"); p != nil || v != nil {
		t.Errorf("Param(C) = %v, %q; want none", p, v)
	}
	if l.Name != "X" || string(l.Spelling) != "X" || string(l.Value) != "v" {
		t.Errorf("line %s %s %s", l.Name, l.Spelling, l.Value)
	}
}

// TestScanAllocatesNothingALine: after the first lines of a file, more lines do
// not take more memory.
func TestScanAllocatesNothingALine(t *testing.T) {
	allocs := func(n int) float64 {
		file := in(strings.Repeat("ATTENDEE;CN=\"Kim,\r\n  Min\";ROLE=CHAIR;X=a^nb:mailto:kim@example.org\r\n", n))
		return testing.AllocsPerRun(5, func() {
			s := contentline.NewScanner(strings.NewReader(file), nil)
			for s.Scan() {
			}
		})
	}
	if few, many := allocs(2_000), allocs(20_000); many > few {
		t.Errorf("20,000 lines take %v allocations, 2,000 take %v", many, few)
	}
}
