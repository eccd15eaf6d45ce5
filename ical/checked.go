package ical

import (
	"io"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// checked is what the sinks that are no Writer have in common: a Writer without
// an output, which refuses what no iCalendar file can hold, and the value of
// the line in hand as it stands on the wire, unfolded.
type checked struct {
	check *contentline.Writer
	wire  []byte
	err   error
}

func newChecked() checked { return checked{check: contentline.NewWriter(io.Discard)} }

// Err returns the first error, or nil.
func (c *checked) Err() error { return c.err }

// Refuse makes an error of the caller's stick; see [contentline.Writer.Refuse].
func (c *checked) Refuse(reason string) {
	c.check.Refuse(reason)
	c.ok()
}

// ok says whether the call just checked may go on.
func (c *checked) ok() bool {
	if c.err == nil {
		c.err = c.check.Err()
	}
	return c.err == nil
}

// Text appends a piece of the value, escaped.
func (c *checked) Text(s string) {
	c.check.Text(s)
	if c.ok() {
		c.wire = appendEscaped(c.wire, s)
	}
}

// Raw appends a piece of the value as it stands.
func (c *checked) Raw(s string) {
	c.check.Raw(s)
	if c.ok() {
		c.wire = append(c.wire, s...)
	}
}

// RawBytes is Raw for bytes.
func (c *checked) RawBytes(b []byte) {
	c.check.RawBytes(b)
	if c.ok() {
		c.wire = append(c.wire, b...)
	}
}

// appendEscaped appends a TEXT as it stands on the wire, RFC 5545 §3.3.11; every
// kind of line break is \n.
func appendEscaped(wire []byte, s string) []byte {
	for {
		i := strings.IndexAny(s, "\\;,\r\n")
		if i < 0 {
			return append(wire, s...)
		}
		wire = append(append(wire, s[:i]...), '\\')
		switch c := s[i]; {
		case c == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			wire = append(wire, 'n')
			i++
		case c == '\r' || c == '\n':
			wire = append(wire, 'n')
		default:
			wire = append(wire, c)
		}
		s = s[i+1:]
	}
}
