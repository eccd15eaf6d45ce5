package contentline

import (
	"bytes"
	"iter"
)

// AppendText appends what a TEXT value means, RFC 5545 §3.3.11: \n and \N are a
// line break, \\ \, \; are the character. So are \" and \: which many programs
// write though no RFC has them. A backslash before anything else stands for
// itself. It allocates only to make dst longer.
func AppendText(dst, wire []byte) []byte {
	for {
		i := bytes.IndexByte(wire, '\\')
		if i < 0 || i+1 == len(wire) {
			return append(dst, wire...)
		}
		dst = append(dst, wire[:i]...)
		if c, escaped := Unescape(wire[i+1]); escaped {
			dst = append(dst, c)
		} else {
			dst = append(dst, '\\', wire[i+1])
		}
		wire = wire[i+2:]
	}
}

// Unescape gives what a backslash and an octet mean in a TEXT, see [AppendText];
// false: what they are.
func Unescape(c byte) (byte, bool) {
	switch c {
	case 'n', 'N':
		return '\n', true
	case '\\', ',', ';', '"', ':':
		return c, true
	}
	return 0, false
}

// Text gives what a TEXT value means, see [AppendText]. It is wire itself if
// there is no backslash, else of its own memory.
func Text(wire []byte) []byte {
	if bytes.IndexByte(wire, '\\') < 0 {
		return wire
	}
	return AppendText(nil, wire)
}

// Elements gives the pieces of a value between separators without a backslash
// before them: of a list with a comma (CATEGORIES), of a structured value with a
// semicolon (REQUEST-STATUS). They are still escaped. The empty value has one
// element, which is empty. Values without escapes, such as dates, are split the
// same.
func Elements(wire []byte, separator byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		from := 0
		for i := 0; i < len(wire); i++ {
			switch wire[i] {
			case '\\':
				i++
			case separator:
				if !yield(wire[from:i]) {
					return
				}
				from = i + 1
			}
		}
		yield(wire[from:])
	}
}
