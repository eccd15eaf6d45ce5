// Package contentline reads and writes the lines of an iCalendar stream, RFC 5545
// §3.1. See [Scanner] for reading.
//
// An iCalendar file is a sequence of content lines: a name, parameters, a
// colon and a value. Everything above that (events, zones, invitations) is
// decided by the caller; everything below it (octets) is decided here, once:
//
//	w := contentline.NewWriter(out)
//	w.Begin("VCALENDAR")
//	w.Name("ATTENDEE")
//	w.Param("CN", "Kim, Min")
//	w.Raw("mailto:kim@example.org")
//	w.EndLine() // ATTENDEE;CN="Kim, Min":mailto:kim@example.org
//	w.End("VCALENDAR")
//	err := w.Flush()
//
// # What the writer guarantees
//
//   - Lines end in CR LF. A physical line has at most 75 octets, its CR LF not
//     counted (RFC 5545 §3.1).
//   - A fold stands between two runes, never inside a rune and never inside an
//     escape pair (`\,` `\n` `\\` `^n` …). It does not separate a base letter from
//     its combining marks, nor the members of a ZWJ emoji or of a flag, unless
//     the sequence alone is longer than a line or comes in several pieces.
//   - Text escapes a backslash, a semicolon, a comma and a line break (RFC 5545
//     §3.3.11). CR LF, CR and LF are one line break each.
//   - A parameter value is quoted when it contains a colon, a semicolon or a
//     comma (RFC 5545 §3.2). A circumflex, a double quote and a line break are
//     written ^^ ^' ^n (RFC 6868).
//   - A control character other than HTAB, a line break in a raw value, invalid
//     UTF-8 and a name that is no iana-token or x-name are refused with
//     [ErrInvalid]. So no value can begin a line of its own.
//   - Every END closes the component that was opened last; the output of a
//     Flush that returned nil is whole.
//
// # Errors
//
// A [Writer] is used like a [bufio.Writer]: the calls return nothing, the first
// error sticks, all calls after it do nothing, and Err or Flush tell it. The
// message names the line by its components, such as
// VCALENDAR/VEVENT[3]/ATTENDEE;CN: the ATTENDEE of the fourth component inside
// VCALENDAR (sub-components of all names count, from 0), and in it the parameter
// CN. The byte in the message counts from 0 in the value that the caller gave,
// before escaping.
//
// # Memory and speed
//
// Values are checked, escaped, folded and copied in one pass into a buffer that
// goes out at 64 KiB, also in the middle of a line: memory stays flat whatever
// the number of lines or the length of one. No call allocates once the buffer
// has its size.
package contentline
