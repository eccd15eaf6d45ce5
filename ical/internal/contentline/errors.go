package contentline

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrInvalid is wrapped by errors about content that no content line can carry:
// control characters, line breaks in raw values, invalid UTF-8, bad names.
var ErrInvalid = errors.New("not writable as iCalendar")

// ErrMisuse is wrapped by errors about calls in a wrong order, such as Param
// after the value has begun or End of a component that is not the open one.
var ErrMisuse = errors.New("content line calls out of order")

// fail keeps the first error, with the place where it happened before it.
func (w *Writer) fail(kind error, format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf("%s: %w: %s", w.path(), kind, fmt.Sprintf(format, args...))
	}
}

// Refuse makes an error of the caller's stick, with the place before it: that
// what is being written cannot be written, for the reason given.
func (w *Writer) Refuse(reason string) { w.fail(ErrInvalid, "%s", reason) }

// path names what is being written: VCALENDAR/VEVENT[3]/ATTENDEE;CN. Of deeply
// nested components it tells the outermost and the innermost.
func (w *Writer) path() string {
	var parts []string
	for i, f := range w.open {
		switch left := len(w.open) - i; {
		case i == 0:
			parts = append(parts, f.name)
		case i < 4 || left <= 4:
			parts = append(parts, fmt.Sprintf("%s[%d]", f.name, w.open[i-1].children-1))
		case i == 4:
			parts = append(parts, "…")
		}
	}
	if w.state != betweenLines {
		parts = append(parts, w.name)
	}
	path := cmp.Or(strings.Join(parts, "/"), "top level")
	if w.state == inParams && w.param != "" {
		path += ";" + w.param
	}
	return path
}

// refuse reports the byte c, which is the next of the value.
func (w *Writer) refuse(c byte) {
	at := w.taken
	switch {
	case c == '\r' || c == '\n':
		w.fail(ErrInvalid, "line break (%q) at byte %d; only TEXT and parameter values can hold one", c, at)
	case c < utf8.RuneSelf:
		w.fail(ErrInvalid, "control character U+%04X at byte %d; remove it, RFC 5545 §3.1 allows none but HTAB", c, at)
	default:
		w.fail(ErrInvalid, "invalid UTF-8 (0x%02X) at byte %d; RFC 5545 §3.1.4 wants UTF-8", c, at)
	}
}

func (w *Writer) badName(kind, name string) {
	w.fail(ErrInvalid, "%s name %q; a name has letters A-Z, digits and hyphens only", kind, name)
}

// isName says whether s is an iana-token or x-name, RFC 5545 §3.1.
func isName(s string) bool {
	for i := range len(s) {
		if !nameByte[s[i]] {
			return false
		}
	}
	return s != ""
}

var nameByte = func() (t [256]bool) {
	for c := range t {
		t[c] = 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-'
	}
	return t
}()
