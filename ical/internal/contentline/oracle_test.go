package contentline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// A line is what the oracle reads: slow, obvious, and written from RFC 5545 §3.1
// and RFC 6868 without a look at the writer.
type line struct {
	Name   string
	Params []param
	Value  string // as it stands on the wire
}

type param struct {
	Name   string
	Values []string
}

// physicalLines splits at CR LF and checks every physical line by itself.
func physicalLines(t testing.TB, out string) []string {
	t.Helper()
	if out == "" {
		return nil
	}
	body, ok := strings.CutSuffix(out, "\r\n")
	if !ok {
		t.Fatalf("output does not end in CR LF: %q", out)
	}
	lines := strings.Split(body, "\r\n")
	for i, l := range lines {
		switch {
		case len(l) > 75:
			t.Errorf("physical line %d has %d octets, want at most 75: %q", i, len(l), l)
		case strings.Trim(l, " ") == "" && fillable(lines[:i+1]):
			t.Errorf("physical line %d is empty", i)
		case !utf8.ValidString(l):
			t.Errorf("physical line %d is cut inside a rune: %q", i, l)
		case strings.ContainsAny(l, "\r\n"):
			t.Errorf("physical line %d has a bare line break: %q", i, l)
		}
	}
	return lines
}

// fillable says whether the last of some physical lines, which is blank, could
// have some of the text before it: not where the blanks alone are a line, or
// nearly, nor where they follow what may be a long grapheme.
func fillable(lines []string) bool {
	blanks := 0
	for _, l := range slices.Backward(lines) {
		text := strings.TrimRight(l, " ")
		if blanks += len(l) - len(text); text != "" {
			last, _ := utf8.DecodeLastRuneInString(text)
			return blanks < 60 && last < utf8.RuneSelf
		}
	}
	return false
}

// readLines unfolds and splits.
func readLines(t testing.TB, out string) []line {
	t.Helper()
	var lines []line
	physical := physicalLines(t, out)
	for i := 0; i < len(physical); {
		var logical strings.Builder
		logical.WriteString(physical[i])
		for i++; i < len(physical) && physical[i][0] == ' '; i++ {
			logical.WriteString(physical[i][1:])
		}
		l, err := readLine(logical.String())
		if err != nil {
			t.Fatalf("%v in %q", err, &logical)
		}
		lines = append(lines, l)
	}
	return lines
}

func readLine(s string) (line, error) {
	end := strings.IndexAny(s, ";:")
	if end < 1 {
		return line{}, fmt.Errorf("no name")
	}
	l := line{Name: s[:end]}
	for s = s[end:]; s[0] == ';'; {
		name, rest, ok := strings.Cut(s[1:], "=")
		if !ok {
			return l, fmt.Errorf("parameter without =")
		}
		p := param{Name: name}
		for more := true; more; {
			var v string
			if quoted, found := strings.CutPrefix(rest, `"`); found {
				v, rest, ok = strings.Cut(quoted, `"`)
				if !ok {
					return l, fmt.Errorf("quote not closed")
				}
			} else {
				n := strings.IndexAny(rest, ",;:")
				if n < 0 {
					return l, fmt.Errorf("no value")
				}
				v, rest = rest[:n], rest[n:]
			}
			if strings.Contains(v, `"`) {
				return l, fmt.Errorf("quote inside a parameter value")
			}
			p.Values = append(p.Values, decode6868(v))
			if more = rest != "" && rest[0] == ','; more {
				rest = rest[1:]
			}
		}
		l.Params = append(l.Params, p)
		if s = rest; s == "" {
			return l, fmt.Errorf("no value")
		}
	}
	if s[0] != ':' {
		return l, fmt.Errorf("%q where a colon should be", s)
	}
	l.Value = s[1:]
	return l, nil
}

func decode6868(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '^' && i+1 < len(s) {
			if k := strings.IndexByte("^'n", s[i+1]); k >= 0 {
				b.WriteByte("^\"\n"[k])
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// splitText splits a value at unescaped commas and semicolons and removes the
// escapes of RFC 5545 §3.3.11.
func splitText(s string) (parts []string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			if s[i] == 'n' || s[i] == 'N' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(s[i])
			}
		case s[i] == ',' || s[i] == ';':
			parts = append(parts, b.String())
			b.Reset()
		default:
			b.WriteByte(s[i])
		}
	}
	return append(parts, b.String())
}

// oneBreak makes every line break a \n.
func oneBreak(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// carriable says whether s can stand in a value, with line breaks or without.
func carriable(s string, breaks bool) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		switch r {
		case '\t':
			return false
		case '\r', '\n':
			return !breaks
		}
		return r < ' ' || r == 0x7F
	})
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// write runs f between BEGIN and END:VCALENDAR and returns what comes out.
func write(f func(w *contentline.Writer)) (string, error) {
	var out strings.Builder
	w := contentline.NewWriter(&out)
	w.Begin("VCALENDAR")
	f(w)
	w.End("VCALENDAR")
	err := w.Flush()
	return out.String(), err
}

// mustWrite is write without the two lines of VCALENDAR.
func mustWrite(t testing.TB, f func(w *contentline.Writer)) string {
	t.Helper()
	out, err := write(f)
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	out, begins := strings.CutPrefix(out, "BEGIN:VCALENDAR\r\n")
	out, ends := strings.CutSuffix(out, "END:VCALENDAR\r\n")
	if !begins || !ends {
		t.Fatalf("output is not framed by VCALENDAR: %q", out)
	}
	return out
}

// TestOracle keeps the oracle honest on lines written by hand.
func TestOracle(t *testing.T) {
	got := readLines(t, "A;B=1,\"2,;:\";C=^n^^^'^x:va\r\n l\\,ue\r\n")
	want := []line{{"A", []param{{"B", []string{"1", "2,;:"}}, {"C", []string{"\n^\"^x"}}}, `val\,ue`}}
	if !slices.EqualFunc(got, want, func(a, b line) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
		t.Errorf("readLines = %q, want %q", got, want)
	}
	if got, want := fmt.Sprintf("%q", splitText(`a\,b,c\nd;\\`)), `["a,b" "c\nd" "\\"]`; got != want {
		t.Errorf("splitText = %s, want %s", got, want)
	}
}
