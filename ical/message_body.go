package ical

import (
	"bytes"
	"encoding/base64"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
)

// mail gives the whole mail. Nothing that writes to memory fails, and boundaries
// are made of what SetBoundary takes.
func (f *messageFacts) mail() []byte {
	var b bytes.Buffer
	b.Write(f.header())
	mixed := multipart.NewWriter(&b)
	_ = mixed.SetBoundary(f.boundary("mixed"))
	b.Write(appendHeader(nil, "Content-Type", "multipart/mixed;", `boundary="`+mixed.Boundary()+`"`))
	b.WriteString("\r\n")
	f.alternatives(mixed)
	addPart(mixed, f.Calendar, true,
		"Content-Type", `application/ics; name="invite.ics"`,
		"Content-Disposition", `attachment; filename="invite.ics"`)
	_ = mixed.Close()
	return b.Bytes()
}

// alternatives writes the text, the page and the object, the last one being what a
// client should show if it can (RFC 2046 §5.1.4). The object has neither a
// Content-Disposition nor a Content-ID: with them Thunderbird shows no buttons.
func (f *messageFacts) alternatives(mixed *multipart.Writer) {
	boundary := f.boundary("alternative")
	part, _ := mixed.CreatePart(textproto.MIMEHeader{"Content-Type": {`multipart/alternative;` + "\r\n boundary=\"" + boundary + `"`}})
	w := multipart.NewWriter(part)
	_ = w.SetBoundary(boundary)
	addPart(w, canonicalLines(f.Text), false, "Content-Type", "text/plain; charset=UTF-8")
	if f.HTML != "" {
		addPart(w, canonicalLines(f.HTML), false, "Content-Type", "text/html; charset=UTF-8")
	}
	if f.method != MethodPublish {
		addPart(w, f.Calendar, true, "Content-Type", "text/calendar; charset=UTF-8; method="+string(f.method))
	}
	_ = w.Close()
}

// boundary makes a boundary that no body has: "=_" is neither in base64 nor in
// quoted-printable (RFC 2045 §6.7).
func (f *messageFacts) boundary(of string) string { return "=_" + shortHash(of, f.id()) }

// canonicalLines ends all lines in CR LF, the last one too.
func canonicalLines(s string) []byte {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return []byte(strings.ReplaceAll(s, "\n", "\r\n"))
}

// addPart writes a part, in base64 or, where that is shorter and allowed, in
// quoted-printable.
func addPart(w *multipart.Writer, body []byte, binary bool, headers ...string) {
	encoding, encoded := "base64", inBase64(body)
	if quoted, ok := inQuotedPrintable(body); ok && !binary && len(quoted) <= len(encoded) {
		encoding, encoded = "quoted-printable", quoted
	}
	h := textproto.MIMEHeader{"Content-Transfer-Encoding": {encoding}}
	for i := 0; i < len(headers); i += 2 {
		h[headers[i]] = []string{headers[i+1]}
	}
	part, _ := w.CreatePart(h)
	_, _ = part.Write(encoded)
}

// inBase64 encodes in lines of 76 octets, RFC 2045 §6.8.
func inBase64(body []byte) []byte {
	text := base64.StdEncoding.EncodeToString(body)
	b := make([]byte, 0, len(text)+len(text)/38+2)
	for len(text) > 76 {
		b = append(append(b, text[:76]...), "\r\n"...)
		text = text[76:]
	}
	return append(b, text...)
}

// inQuotedPrintable gives false if a line begins with what mbox files and SMTP mean
// something else by.
func inQuotedPrintable(body []byte) ([]byte, bool) {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write(body)
	_ = w.Close()
	lines := append([]byte("\r\n"), b.Bytes()...)
	return b.Bytes(), !bytes.Contains(lines, []byte("\r\nFrom ")) && !bytes.Contains(lines, []byte("\r\n."))
}
