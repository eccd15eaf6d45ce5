package contentline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// FuzzContentLine writes a property with two parameter values and a value of
// TEXT, raw, TEXT, and reads it back with the oracle. It is written if and only
// if the oracle's rules allow it.
func FuzzContentLine(f *testing.F) {
	for _, c := range textCases {
		f.Add("SUMMARY", "LANGUAGE", c.in, "en", c.in, "", c.in)
		f.Add("X", "P", "", c.in, strings.Repeat("x", 70)+c.in, "v", c.in)
	}
	for _, c := range paramCases {
		f.Add("ATTENDEE", "CN", c.in, c.in, "", "mailto:kim@example.org", "")
	}
	for _, u := range units {
		f.Add("N", "P", strings.Repeat(u.unit, 30), u.unit, strings.Repeat(u.unit, 30), u.unit, strings.Repeat(u.unit, 30))
	}
	f.Add("END", "", "\x00", "\xff", "\x7f", "\r\n", "\xed\xa0\x80")
	f.Add("X", "", "", "", "", "", "")
	f.Add("begin", "P", "", "", "", "", "")
	f.Fuzz(func(t *testing.T, name, paramName, p1, p2, before, raw, after string) {
		out, err := write(func(w *contentline.Writer) {
			w.Name(name)
			w.Param(paramName, p1)
			w.Param(paramName, p2)
			w.Text(before)
			w.Raw(raw)
			w.Text(after)
			w.EndLine()
		})
		allowed := isName(name) && !strings.EqualFold(name, "BEGIN") && !strings.EqualFold(name, "END") && isName(paramName) &&
			carriable(p1, true) && carriable(p2, true) && carriable(before, true) && carriable(raw, false) && carriable(after, true)
		if (err == nil) != allowed {
			t.Fatalf("error = %v, but allowed = %v", err, allowed)
		}
		if err != nil {
			return
		}
		lines := readLines(t, out)
		if len(lines) != 3 {
			t.Fatalf("%d lines, want 3: %q", len(lines), lines)
		}
		got := lines[1]
		if want := []param{{paramName, []string{oneBreak(p1), oneBreak(p2)}}}; got.Name != name || fmt.Sprintf("%q", got.Params) != fmt.Sprintf("%q", want) {
			t.Errorf("name and parameters %q %q, want %q %q", got.Name, got.Params, name, want)
		}
		if strings.ContainsAny(raw, `\,;`) {
			return // the pieces of the value run together
		}
		if want := oneBreak(before) + raw + oneBreak(after); len(splitText(got.Value)) != 1 || splitText(got.Value)[0] != want {
			t.Errorf("value %q, want %q", splitText(got.Value), want)
		}
	})
}
