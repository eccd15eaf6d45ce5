package ical

import (
	"encoding/base64"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes of header lines, RFC 5322 §2.1.1 and RFC 2047 §2.
const (
	headerLine  = 76
	plainWord   = 60 // longer words of ASCII are encoded too, so that they can be folded
	encodedText = 39 // octets in an encoded word, so that one fits behind the name of any field of ours
)

// appendHeader appends a field of words that are folded between them.
func appendHeader(b []byte, name string, words ...string) []byte {
	b = append(append(b, name...), ':')
	used := len(name) + 1
	for i, word := range words {
		if used += 1 + len(word); used > headerLine && i > 0 {
			b = append(b, "\r\n"...)
			used = 1 + len(word)
		}
		b = append(append(b, ' '), word...)
	}
	return append(b, "\r\n"...)
}

// phraseWords gives the words of unstructured text. All of it is encoded where some
// must be: white space between encoded words is lost.
func phraseWords(s string) []string {
	words := strings.FieldsFunc(s, unicode.IsSpace)
	s = strings.Join(words, " ")
	if isPlain(s, words) {
		return words
	}
	return encodedWords(s)
}

// isPlain says whether a text can stand in a header as it is. What looks like an
// encoded word would be read as one.
func isPlain(s string, words []string) bool {
	for _, word := range words {
		if len(word) > plainWord {
			return false
		}
	}
	return isASCII(s) && !strings.Contains(s, "=?")
}

// encodedWords encodes a text, RFC 2047 §2: each word is whole runes, so that it can
// be read alone. It ends behind a space if it can: some readers put another between
// two of a name.
func encodedWords(s string) (words []string) {
	for s != "" {
		n := len(s)
		if n > encodedText {
			for n = encodedText; !utf8.RuneStart(s[n]); {
				n--
			}
			if space := strings.LastIndexByte(s[:n], ' '); space > 0 {
				n = space + 1
			}
		}
		words = append(words, "=?UTF-8?B?"+base64.StdEncoding.EncodeToString([]byte(s[:n]))+"?=")
		s = s[n:]
	}
	return words
}

// quotedPairs escapes what a quoted string cannot have, RFC 5322 §3.2.4.
var quotedPairs = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// mailboxWords gives the words of a name and an address.
func mailboxWords(m mail.Address) []string {
	name := phraseWords(m.Name)
	if len(name) == 0 {
		return []string{m.Address}
	}
	if !strings.HasPrefix(name[0], "=?") {
		for i := range name {
			name[i] = quotedPairs.Replace(name[i])
		}
		name[0] = `"` + name[0]
		name[len(name)-1] += `"`
	}
	return append(name, "<"+m.Address+">")
}

// appendHeaders appends the fields of the mail up to those of its body.
func (f *messageFacts) appendHeaders(b []byte) []byte {
	b = appendHeader(b, "Date", f.date.Format("Mon, 02 Jan 2006 15:04:05 +0000"))
	b = appendHeader(b, "From", mailboxWords(f.From)...)
	if f.ReplyTo.Address != "" {
		b = appendHeader(b, "Reply-To", mailboxWords(f.ReplyTo)...)
	}
	b = appendHeader(b, "To", mailboxWords(f.To)...)
	b = appendHeader(b, "Subject", phraseWords(f.Subject)...)
	b = appendHeader(b, "Message-ID", "<"+f.own+">")
	if f.Update {
		b = appendHeader(b, "In-Reply-To", "<"+f.first+">")
		b = appendHeader(b, "References", "<"+f.first+">")
	}
	if f.Lang != "" {
		b = appendHeader(b, "Content-Language", string(f.Lang))
	}
	if f.Unsubscribe != "" {
		b = appendHeader(b, "List-Unsubscribe", "<"+f.Unsubscribe+">")
	}
	if f.OneClick {
		b = appendHeader(b, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	return appendHeader(b, "MIME-Version", "1.0")
}
