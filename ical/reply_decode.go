package ical

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded undoes the encoding of a body, RFC 2045 §6, and says what was odd; empty:
// nothing.
func (p *receivedPart) decoded(body []byte) (b []byte, odd string) {
	word := strings.ToLower(strings.TrimSpace(p.fields["content-transfer-encoding"]))
	word, _, _ = strings.Cut(word, ";")
	switch word = strings.Trim(word, " \t\""); word {
	case "base64", "b":
		if start := bytes.TrimLeft(body, "\r\n\t "); isBegin(firstLine(start)) {
			return start, "it says that it is base64, but is not encoded"
		}
		return fromBase64(body)
	case "quoted-printable", "quoted", "q", "qp":
		return fromQuotedPrintable(body)
	case "", "7bit", "8bit", "binary", "none", "7-bit", "8-bit":
		return body, ""
	}
	return body, fmt.Sprintf("the encoding %q is not known; it is read as it is", shortText(word))
}

// isEncoded says whether a body is not as it was written.
func (p *receivedPart) isEncoded() bool {
	b, _ := p.decoded([]byte("=41"))
	return string(b) != "=41"
}

// undo decodes the body of what has parts, which RFC 2045 §6.4 does not allow to be
// encoded.
func (p *receivedPart) undo() {
	if !p.isEncoded() {
		return
	}
	body, _ := p.decoded(p.body)
	p.body, p.fixed = body, true
	p.fields["content-transfer-encoding"] = ""
	p.odd = append(p.odd, "parts are encoded, but not what they stand in (RFC 2045 §6.4)")
}

// fromBase64 decodes what there is between other characters, RFC 2045 §6.8, up to a
// "=".
func fromBase64(body []byte) (b []byte, odd string) {
	text := make([]byte, 0, len(body))
	junk := 0
	for i, c := range body {
		switch {
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/':
			text = append(text, c)
			continue
		case c == '\r' || c == '\n' || c == ' ' || c == '\t':
			continue
		case c == '=':
			if len(bytes.Trim(body[i:], "=\r\n\t ")) > 0 {
				odd = "base64 goes on behind its end; what follows is left out"
			}
		default:
			junk++
			continue
		}
		break
	}
	if junk > 0 {
		odd = fmt.Sprintf("%d characters are not of base64; they are left out", junk)
	}
	if len(text)%4 == 1 {
		text, odd = text[:len(text)-1], "base64 is cut off"
	}
	b = make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, _ := base64.RawStdEncoding.Decode(b, text) // it has letters of base64 only
	return b[:n], odd
}

// fromQuotedPrintable decodes, RFC 2045 §6.7. An equals sign that encodes nothing
// stands for itself.
func fromQuotedPrintable(body []byte) (b []byte, odd string) {
	b = make([]byte, 0, len(body))
	wrong := 0
	for len(body) > 0 {
		line, rest := cutLine(body)
		ended := len(rest) > 0 || bytes.HasSuffix(body, []byte("\n"))
		body = rest
		line = bytes.TrimRight(line, " \t\r")
		soft := bytes.HasSuffix(line, []byte("="))
		line = bytes.TrimSuffix(line, []byte("="))
		for i := 0; i < len(line); i++ {
			if line[i] != '=' {
				b = append(b, line[i])
				continue
			}
			if hi, lo := hexOf(line, i+1), hexOf(line, i+2); hi >= 0 && lo >= 0 {
				b = append(b, byte(hi<<4|lo))
				i += 2
				continue
			}
			wrong++
			b = append(b, '=')
		}
		if ended && !soft {
			b = append(b, "\r\n"...)
		}
	}
	if wrong > 0 {
		odd = fmt.Sprintf("%d equals signs encode nothing in quoted-printable; they stand for themselves", wrong)
	}
	return b, odd
}

func hexOf(line []byte, i int) int {
	if i >= len(line) {
		return -1
	}
	switch c := line[i]; {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// charsetNames are names that programs use and the Encoding Standard does not know.
var charsetNames = map[string]string{
	"cp949": "euc-kr", "ms949": "euc-kr", "cp1252": "windows-1252", "cp936": "gbk", "cp932": "shift_jis", "cp950": "big5",
	"ms_kanji": "shift_jis", "utf-8n": "utf-8", "unicode-1-1-utf-8": "utf-8", "iso-8859-8-e": "iso-8859-8",
}

// charsetOf gives the encoding of a name; nil if it is UTF-8 or not stated, which
// needs none, and false if it is not known.
func charsetOf(name string) (encoding.Encoding, bool) {
	name = strings.ToLower(strings.Trim(name, " \t\"'"))
	name, _, _ = strings.Cut(name, "*") // RFC 2231 §5: a language
	if other := charsetNames[name]; other != "" {
		name = other
	}
	switch name {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us":
		return nil, true
	}
	e, err := htmlindex.Get(name)
	if err != nil || e == encoding.Replacement {
		return nil, false
	}
	return e, true
}

// inUTF8 brings text into UTF-8, and says what was odd. What is UTF-8 though it says
// otherwise stays.
func inUTF8(b []byte, charset string) ([]byte, string) {
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		if out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(b); err == nil {
			return out, ""
		}
	}
	e, known := charsetOf(charset)
	switch {
	case !known:
		return b, fmt.Sprintf("the charset %q is not known; it is read as UTF-8", shortText(charset))
	case e == nil || isASCIIText(b) && !isUTF16(e):
		return b, ""
	case utf8.Valid(b) && !isUTF16(e) && bytes.ContainsFunc(b, func(r rune) bool { return r >= utf8.RuneSelf }):
		return b, fmt.Sprintf("the charset is UTF-8, not %s", shortText(charset))
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return b, fmt.Sprintf("the charset is not %s; it is read as UTF-8", shortText(charset))
	}
	return out, ""
}

func isASCIIText(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf || c == 0x1b { // ISO-2022-JP is ASCII with escapes
			return false
		}
	}
	return true
}

func isUTF16(e encoding.Encoding) bool {
	name, err := htmlindex.Name(e)
	return err == nil && strings.HasPrefix(name, "utf-16")
}

// headerWords decodes what a header has in encoded words, RFC 2047.
var headerWords = mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
	e, known := charsetOf(charset)
	if !known {
		return nil, fmt.Errorf("charset %q is not known", charset)
	}
	if e == nil {
		return r, nil
	}
	return transform.NewReader(r, e.NewDecoder()), nil
}}

// decodeWords gives the text of a header as one line of UTF-8. What cannot be decoded
// stays as it is.
func decodeWords(s string) string {
	if !utf8.ValidString(s) {
		if b, err := mustCharset("windows-1252").NewDecoder().String(s); err == nil {
			s = b
		}
	}
	if plain, err := headerWords.DecodeHeader(s); err == nil {
		s = plain
	}
	return flatText(s)
}

func mustCharset(name string) encoding.Encoding {
	e, _ := charsetOf(name)
	return e
}

// flatText makes spaces of control characters and of runs of blanks.
func flatText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 }), " ")
}
