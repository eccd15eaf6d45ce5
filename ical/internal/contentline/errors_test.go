package contentline_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// inEvent makes f write in the second VEVENT.
func inEvent(f func(w *contentline.Writer)) func(w *contentline.Writer) {
	return func(w *contentline.Writer) {
		w.Begin("VEVENT")
		w.End("VEVENT")
		w.Begin("VEVENT")
		f(w)
	}
}

const invalid, misuse = ": not writable as iCalendar: ", ": content line calls out of order: "

var errorCases = []struct {
	name  string
	write func(w *contentline.Writer)
	want  string
}{
	{"NUL in TEXT", inEvent(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("a,\x00") }),
		"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "control character U+0000 at byte 2; remove it, RFC 5545 §3.1 allows none but HTAB"},
	{"position over pieces", inEvent(func(w *contentline.Writer) { w.Name("CATEGORIES"); w.Text("가\r\n"); w.Raw(","); w.Text("b\x7F") }),
		"VCALENDAR/VEVENT[1]/CATEGORIES" + invalid + "control character U+007F at byte 7; remove it, RFC 5545 §3.1 allows none but HTAB"},
	{"vertical tab in a parameter", inEvent(func(w *contentline.Writer) { w.Name("ATTENDEE"); w.Param("ROLE", "CHAIR"); w.Param("CN", "Kim:\v") }),
		"VCALENDAR/VEVENT[1]/ATTENDEE;CN" + invalid + "control character U+000B at byte 4; remove it, RFC 5545 §3.1 allows none but HTAB"},
	{"line break in a raw value", inEvent(func(w *contentline.Writer) { w.Name("URL"); w.Raw("https://x/\r\nATTENDEE:mailto:evil@x") }),
		"VCALENDAR/VEVENT[1]/URL" + invalid + `line break ('\r') at byte 10; only TEXT and parameter values can hold one`},
	{"line break in raw bytes", inEvent(func(w *contentline.Writer) { w.Name("URL"); w.RawBytes([]byte("https://x/\nA:")) }),
		"VCALENDAR/VEVENT[1]/URL" + invalid + `line break ('\n') at byte 10; only TEXT and parameter values can hold one`},
	{"invalid UTF-8", inEvent(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("a\xFFb") }),
		"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "invalid UTF-8 (0xFF) at byte 1; RFC 5545 §3.1.4 wants UTF-8"},
	{"rune cut off", inEvent(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("ab\xEA\xB0") }),
		"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "invalid UTF-8 (0xEA) at byte 2; RFC 5545 §3.1.4 wants UTF-8"},
	{"surrogate", inEvent(func(w *contentline.Writer) { w.Name("SUMMARY"); w.Text("\xED\xA0\x80") }),
		"VCALENDAR/VEVENT[1]/SUMMARY" + invalid + "invalid UTF-8 (0xED) at byte 0; RFC 5545 §3.1.4 wants UTF-8"},
	{"line break in a name", inEvent(func(w *contentline.Writer) { w.Name("X\r\nATTENDEE") }),
		"VCALENDAR/VEVENT[1]" + invalid + `property name "X\r\nATTENDEE"; a name has letters A-Z, digits and hyphens only`},
	{"empty name", inEvent(func(w *contentline.Writer) { w.Name("") }),
		"VCALENDAR/VEVENT[1]" + invalid + `property name ""; a name has letters A-Z, digits and hyphens only`},
	{"parameter name", inEvent(func(w *contentline.Writer) { w.Name("X"); w.Param("A=B", "") }),
		"VCALENDAR/VEVENT[1]/X" + invalid + `parameter name "A=B"; a name has letters A-Z, digits and hyphens only`},
	{"second parameter name", inEvent(func(w *contentline.Writer) { w.Name("X"); w.Param("A", ""); w.Param("", "") }),
		"VCALENDAR/VEVENT[1]/X" + invalid + `parameter name ""; a name has letters A-Z, digits and hyphens only`},
	{"empty parameter name", inEvent(func(w *contentline.Writer) { w.Name("X"); w.Param("", "") }),
		"VCALENDAR/VEVENT[1]/X" + invalid + `parameter name ""; a name has letters A-Z, digits and hyphens only`},
	{"component name", inEvent(func(w *contentline.Writer) { w.Begin("V EVENT") }),
		"VCALENDAR/VEVENT[1]" + invalid + `component name "V EVENT"; a name has letters A-Z, digits and hyphens only`},
	{"BEGIN as a property", inEvent(func(w *contentline.Writer) { w.Name("begin") }),
		"VCALENDAR/VEVENT[1]" + invalid + "begin as a property; use Begin and End"},
	{"END as a property", inEvent(func(w *contentline.Writer) { w.Name("END") }),
		"VCALENDAR/VEVENT[1]" + invalid + "END as a property; use Begin and End"},
	{"the caller's own reason", inEvent(func(w *contentline.Writer) { w.Refuse("no start") }),
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
}

// TestErrors pins every refusal whole: kind, place and remedy.
func TestErrors(t *testing.T) {
	for _, c := range errorCases {
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
