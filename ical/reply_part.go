package ical

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
)

// A receivedPart is a mail, or a part of one, RFC 2045 §2.4.
type receivedPart struct {
	fields map[string]string // of partFields, by name in small letters, unfolded
	kind   string            // the media type in small letters; empty: not stated
	params map[string]string // of it, by name in small letters
	body   []byte            // as it was sent
	line   int               // in which the body begins
	fixed  bool              // lines are not those of the input: all stand for line
	odd    []string          // what is wrong with the header
}

// partFields are the fields that are read.
var partFields = map[string]bool{
	"from": true, "sender": true, "subject": true, "date": true, "message-id": true, "in-reply-to": true,
	"content-type": true, "content-transfer-encoding": true, "content-disposition": true, "content-class": true,
	"return-path": true, "auto-submitted": true, "x-failed-recipients": true, "precedence": true,
	"x-autoreply": true, "x-autorespond": true, "x-auto-response-suppress": true,
}

// maxField is how many octets of a field are read.
const maxField = 64 << 10

// parsePart reads the header of a part that begins in a line; fixed is that of the
// part around it.
func parsePart(b []byte, line int, fixed bool) receivedPart {
	p := receivedPart{fields: map[string]string{}, line: line, fixed: fixed}
	var field []byte
	malformed := 0
	for len(b) > 0 {
		text, rest := cutLine(b)
		switch {
		case len(bytes.TrimRight(text, " \t")) == 0 && (len(text) == 0 || field == nil):
			p.keepField(field)
			p.line, p.body = p.after(p.line), rest
			p.finishHeader(malformed)
			return p
		case text[0] == ' ' || text[0] == '\t':
			if len(field) < maxField {
				field = append(field, text...)
			}
		case isBegin(text) || bytes.HasPrefix(text, []byte("--")):
			p.keepField(field)
			p.odd = append(p.odd, "no empty line behind the header")
			p.body = b
			p.finishHeader(malformed)
			return p
		default:
			p.keepField(field)
			if field = nil; isField(text) {
				field = append(field, text...)
			} else {
				malformed++
			}
		}
		if rest != nil {
			p.line = p.after(p.line)
		}
		b = rest
	}
	p.keepField(field)
	p.finishHeader(malformed)
	return p
}

// after gives the line behind one.
func (p *receivedPart) after(line int) int {
	if p.fixed {
		return line
	}
	return line + 1
}

// cutLine gives a line without its end, which may be CR CR LF, and what follows.
func cutLine(b []byte) (line, rest []byte) {
	line, rest, ok := bytes.Cut(b, []byte("\n"))
	if !ok {
		return b, nil
	}
	return bytes.TrimRight(line, "\r"), rest
}

// keepField keeps the first of a name.
func (p *receivedPart) keepField(field []byte) {
	name, value, ok := bytes.Cut(field, []byte(":"))
	key := strings.ToLower(string(bytes.TrimRight(name[:min(len(name), 100)], " \t")))
	if !ok || !partFields[key] {
		return
	}
	if len(value) > maxField {
		value = value[:maxField]
		p.odd = append(p.odd, fmt.Sprintf("the field %s has more than %d octets; only these are read", key, maxField))
	}
	text := strings.TrimSpace(string(value))
	if first, twice := p.fields[key]; !twice {
		p.fields[key] = text
	} else if first != text && (key == "from" || key == "content-type" || key == "content-transfer-encoding") {
		p.odd = append(p.odd, "the field "+key+" stands there twice; the first counts")
	}
}

func (p *receivedPart) finishHeader(malformed int) {
	if malformed > 0 {
		p.odd = append(p.odd, fmt.Sprintf("%d lines of the header are no fields", malformed))
	}
	p.kind, p.params = mediaType(p.fields["content-type"])
}

// mediaType reads a Content-Type. One that is not by RFC 2045 §5.1 is read as far
// as its parameters can be told apart.
func mediaType(value string) (kind string, params map[string]string) {
	kind, params, err := mime.ParseMediaType(value)
	if err == nil {
		return kind, params
	}
	params = map[string]string{}
	for i, piece := range splitUnquoted(value) {
		if i == 0 {
			kind = strings.ToLower(strings.TrimSpace(strings.Trim(piece, `"`)))
			continue
		}
		name, text, ok := strings.Cut(piece, "=")
		if name = strings.ToLower(strings.TrimSpace(name)); ok && params[name] == "" {
			params[name] = strings.Trim(strings.TrimSpace(text), `"'`)
		}
	}
	return kind, params
}

// splitUnquoted splits at semicolons that do not stand between quotes.
func splitUnquoted(s string) (list []string) {
	from, quoted := 0, false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted && len(list) < 100:
			list = append(list, s[from:i])
			from = i + 1
		}
	}
	return append(list, s[from:])
}

// name gives the file name of a part; empty: none.
func (p *receivedPart) name() string {
	_, params := mediaType(p.fields["content-disposition"])
	for _, name := range []string{params["filename"], p.params["name"]} {
		if name != "" {
			return decodeWords(name)
		}
	}
	return ""
}

// isCalendar says whether a part is a calendar object by its type or its name.
func (p *receivedPart) isCalendar() bool {
	switch p.kind {
	case "text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics", "text/vcalendar", "application/x-ics":
		return true
	}
	if strings.HasPrefix(p.kind, "multipart/") || strings.HasPrefix(p.kind, "message/") {
		return false
	}
	name := strings.ToLower(p.name())
	for _, end := range []string{".ics", ".ical", ".vcs", ".icalendar"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// mayBeCalendar says whether a part is to be looked into.
func (p *receivedPart) mayBeCalendar() bool {
	switch p.kind {
	case "application/octet-stream", "application/octetstream", "application/x-download", "application/force-download", "application/binary":
		return true
	}
	return strings.HasPrefix(p.kind, "text/") || !strings.Contains(p.kind, "/")
}

// A section is a part of a multipart body, with its header.
type section struct {
	text []byte
	line int
}

// sections splits a multipart body, RFC 2046 §5.1. It is closed if its last
// boundary is there.
func (p *receivedPart) sections(most int) (list []section, closed bool) {
	boundary := strings.TrimRight(p.params["boundary"], " \t")
	delimiter := []byte("--" + boundary)
	if boundary == "" || len(boundary) > 1000 || !bytes.Contains(p.body, delimiter) {
		if delimiter = guessDelimiter(p.body); delimiter == nil {
			return nil, false
		}
		p.odd = append(p.odd, fmt.Sprintf("the boundary %q is nowhere; the first line that begins with -- is taken for one", shortText(boundary)))
	}
	line, from, fromLine := p.line, -1, 0
	for at := 0; at < len(p.body) && len(list) <= most; line = p.after(line) {
		text, rest := cutLine(p.body[at:])
		next := len(p.body) - len(rest)
		if rest == nil {
			next = len(p.body)
		}
		if tail, ok := bytes.CutPrefix(text, delimiter); ok {
			tail = bytes.TrimRight(tail, " \t")
			if len(tail) == 0 || bytes.Equal(tail, []byte("--")) {
				if from >= 0 {
					list = append(list, section{p.body[from:at], fromLine})
				}
				if from, fromLine = next, p.after(line); len(tail) > 0 {
					return list, true
				}
			}
		}
		at = next
	}
	if from >= 0 && from < len(p.body) {
		list = append(list, section{p.body[from:], fromLine})
	}
	return list, false
}

// guessDelimiter gives the first line that could be one; nil if there is none.
func guessDelimiter(b []byte) []byte {
	for len(b) > 0 {
		text, rest := cutLine(b)
		if text = bytes.TrimRight(text, " \t"); len(text) > 2 && len(text) < 200 && bytes.HasPrefix(text, []byte("--")) {
			return text
		}
		b = rest
	}
	return nil
}
