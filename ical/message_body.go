package ical

import (
	"bytes"
	"encoding/base64"
	"mime/quotedprintable"
	"slices"
	"strings"
)

// appendMail appends the whole mail.
func (f *messageFacts) appendMail(b []byte) []byte {
	mixed, alternative := f.boundary("mixed"), f.boundary("alternative")
	b = f.appendHeaders(b)
	b = appendHeader(b, "Content-Type", "multipart/mixed;", `boundary="`+mixed+`"`)
	b = append(b, "\r\n--"+mixed+"\r\nContent-Type: multipart/alternative;\r\n boundary=\""+alternative+"\"\r\n\r\n"...)
	b = f.appendAlternatives(b, alternative)
	b = append(b, "\r\n--"+mixed+"\r\nContent-Disposition: attachment; filename=\"invite.ics\"\r\n"...)
	b = appendMailPart(b, "base64", `application/ics; name="invite.ics"`, nil)
	b = appendBase64(b, f.Calendar)
	return append(b, "\r\n--"+mixed+"--\r\n"...)
}

// appendAlternatives appends the text, the page and the object, the last one being
// what a client should show if it can (RFC 2046 §5.1.4). The object has neither a
// Content-Disposition nor a Content-ID: with them Thunderbird shows no buttons.
func (f *messageFacts) appendAlternatives(b []byte, boundary string) []byte {
	b = append(b, "--"+boundary+"\r\n"...)
	b = appendMailPart(b, f.text.encoding, "text/plain; charset=UTF-8", f.text.encoded)
	if f.HTML != "" {
		b = append(b, "\r\n--"+boundary+"\r\n"...)
		b = appendMailPart(b, f.html.encoding, "text/html; charset=UTF-8", f.html.encoded)
	}
	if f.method != MethodPublish {
		b = append(b, "\r\n--"+boundary+"\r\n"...)
		b = appendMailPart(b, "base64", "text/calendar; charset=UTF-8; method="+string(f.method), nil)
		b = appendBase64(b, f.Calendar)
	}
	return append(b, "\r\n--"+boundary+"--\r\n"...)
}

func appendMailPart(b []byte, encoding, contentType string, encoded []byte) []byte {
	b = append(b, "Content-Transfer-Encoding: "+encoding+"\r\nContent-Type: "+contentType+"\r\n\r\n"...)
	return append(b, encoded...)
}

// boundary makes a boundary that no body has: "=_" is neither in base64 nor in
// quoted-printable (RFC 2045 §6.7).
func (f *messageFacts) boundary(of string) string { return "=_" + shortHash(of, f.own) }

var canonicalLineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// canonicalLines ends all lines in CR LF, the last one too.
func canonicalLines(s string) []byte {
	s = canonicalLineEnds.Replace(s)
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return []byte(strings.ReplaceAll(s, "\n", "\r\n"))
}

// encodedBody encodes a text in quoted-printable or, where that is longer or not
// allowed, in base64.
func encodedBody(body []byte) (encoding string, encoded []byte) {
	encoded = appendBase64(nil, body)
	if quoted, ok := inQuotedPrintable(body); ok && len(quoted) <= len(encoded) {
		return "quoted-printable", quoted
	}
	return "base64", encoded
}

// appendBase64 encodes in lines of 76 octets, RFC 2045 §6.8.
func appendBase64(b, body []byte) []byte {
	const octets = 57 // of a line
	b = slices.Grow(b, base64.StdEncoding.EncodedLen(len(body))+len(body)/octets*2+2)
	for len(body) > octets {
		b = append(base64.StdEncoding.AppendEncode(b, body[:octets]), "\r\n"...)
		body = body[octets:]
	}
	return base64.StdEncoding.AppendEncode(b, body)
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
