package ical_test

import (
	"strings"
	"unicode/utf16"
)

// oddEncodings are mails that are encoded oddly, RFC 2045 §6.
func oddEncodings() []oddMail {
	in := func(encoding, body string) string {
		return mailOf("Content-Type: text/calendar; method=REPLY\nContent-Transfer-Encoding: "+encoding, body)
	}
	quoted := func(s string) string { return strings.ReplaceAll(s, "=", "=3D") }
	b64 := in64(accepted)
	flat := strings.ReplaceAll(b64, "\n", "")
	return []oddMail{
		{"base64", "plain base64", in("base64", b64), "kim ACCEPTED"},
		{"base64-one-line", "base64 in one line", in("base64", flat), "kim ACCEPTED"},
		{"base64-junk", "base64 with characters of no alphabet", in("base64", strings.ReplaceAll(b64, "\n", "*\n!")), "kim ACCEPTED; ?syntax"},
		{"base64-blanks", "base64 with blanks in its lines", in("base64", strings.ReplaceAll(b64, "Q", " Q\t")), "kim ACCEPTED"},
		{"base64-no-padding", "base64 without its last =", in("base64", strings.TrimRight(in64(accepted+"\r\n"), "=\n")), "kim ACCEPTED"},
		{"base64-cut", "base64 that was cut between two letters", in("base64", flat[:len(flat)-len(flat)%4-43]), "!truncated; ?syntax"},
		{"base64-footer", "a mailing list appends text to base64", in("base64", in64(accepted+"\r\n")+"=\n-- \nlist@example.org"), "kim ACCEPTED; ?syntax"},
		{"base64-two", "two pieces of base64, each with its padding: the second is told", in("base64", in64(accepted[:100])+in64(accepted[100:])), "!truncated; ?syntax"},
		{"base64-not", "it says base64 and is none", in("base64", accepted), "kim ACCEPTED; ?syntax"},
		{"base64-garbage", "base64 of nothing", in("base64", "@@@@"), "!no calendar; ?syntax"},
		{"base64-capitals", "the word in capitals and with a comment's semicolon", in("BASE64;", b64), "kim ACCEPTED"},
		{"base64-twice", "base64 of base64 is no calendar", in("base64", in64(b64)), "!no calendar"},
		{"base64-utf8-cut", "base64 whose last letters are half a character", in("base64", in64(strings.Replace(accepted, "ATTENDEE", "COMMENT:온\xec\r\nATTENDEE", 1))), "kim ACCEPTED; !syntax"},
		{"qp", "quoted-printable", in("quoted-printable", quoted(accepted)), "kim ACCEPTED"},
		{"qp-soft-breaks", "lines that are broken in the middle", in("quoted-printable", strings.ReplaceAll(quoted(accepted), "example", "exam=\r\nple")), "kim ACCEPTED"},
		{"qp-soft-end", "a soft break as the last thing", in("quoted-printable", quoted(strings.TrimSuffix(accepted, "\r\n"))+"="), "kim ACCEPTED"},
		{"qp-soft-blanks", "blanks behind a soft break", in("quoted-printable", strings.ReplaceAll(quoted(accepted), "example", "exam= \t\nple")), "kim ACCEPTED"},
		{"qp-small-letters", "hexadecimal digits in small letters", in("quoted-printable", strings.ReplaceAll(quoted(accepted), "=3D", "=3d")), "kim ACCEPTED"},
		{"qp-not", "it says quoted-printable, but an equals sign stands for itself", in("quoted-printable", strings.Replace(accepted, "PARTSTAT=ACC", "PARTSTAT=ZCC", 1)), "kim NEEDS-ACTION; ?syntax"},
		{"qp-not-hex", "unencoded PARTSTAT=ACCEPTED is an octet and CEPTED, so that no answer can be told", in("quoted-printable", accepted), "kim NEEDS-ACTION; !syntax; ?syntax"},
		{"qp-end-of-digits", "an escape that the end cuts off", in("quoted-printable", quoted(accepted)+"=4"), "kim ACCEPTED; !syntax; ?syntax"},
		{"qp-8bit", "quoted-printable with octets beyond ASCII", in("quoted-printable", strings.Replace(quoted(accepted), "ATTENDEE", "COMMENT:온라인\r\nATTENDEE", 1)), "kim ACCEPTED"},
		{"qp-folded", "a content line that is folded, in quoted-printable that is broken too", in("quoted-printable", strings.Replace(quoted(accepted), "mailto:kim", "mailt=\r\no:k\r\n im", 1)), "kim ACCEPTED"},
		{"7bit-with-8bit", "it says 7bit, and has Korean", in("7bit", strings.Replace(accepted, "ATTENDEE", "COMMENT:온라인\r\nATTENDEE", 1)), "kim ACCEPTED"},
		{"binary", "binary", in("binary", accepted), "kim ACCEPTED"},
		{"uuencode", "an encoding older than MIME", in("x-uuencode", "begin 644 reply.ics\nM0D5'24X\nend"), "!no calendar; ?syntax"},
		{"unknown-encoding", "an encoding that nobody knows, of what is plain", in("x-none", accepted), "kim ACCEPTED; ?syntax"},
		{"encoded-multipart", "a multipart in base64, which RFC 2045 forbids", mailOf("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64", in64(joinParts("b", textPart, calendarPart(accepted)))), "kim ACCEPTED; ?syntax"},
	}
}

// oddCharsets are mails in odd charsets.
func oddCharsets() []oddMail {
	in := func(charset, body string) string {
		return mailOf("Content-Type: text/calendar; method=REPLY; charset="+charset, body)
	}
	with := func(comment string) string {
		return strings.Replace(accepted, "ATTENDEE", "COMMENT:"+comment+"\r\nATTENDEE", 1)
	}
	wide := func(s string, low bool) string {
		var b strings.Builder
		for _, c := range utf16.Encode([]rune(s)) {
			if low {
				b.WriteString(string([]byte{byte(c), byte(c >> 8)}))
			} else {
				b.WriteString(string([]byte{byte(c >> 8), byte(c)}))
			}
		}
		return b.String()
	}
	wideMail := func(s, charset string) string {
		return mailOf("Content-Type: text/calendar; charset="+charset+"\nContent-Transfer-Encoding: base64", in64(s))
	}
	return []oddMail{
		{"utf-8-bom", "UTF-8 with a byte order mark", in("utf-8", "\uFEFF"+accepted), "kim ACCEPTED"},
		{"utf8", "the name without its hyphen", in("utf8", with("온라인")), "kim ACCEPTED"},
		{"euc-kr", "Korean, as webmails of Korea write it", in("euc-kr", with("\xbf\xc2\xb6\xf3\xc0\xce")), "kim ACCEPTED"},
		{"ks-c-5601", "Korean, as Outlook calls it", in("\"ks_c_5601-1987\"", with("\xbf\xc2\xb6\xf3\xc0\xce")), "kim ACCEPTED"},
		{"cp949", "Korean, by a name of Windows", in("cp949", with("\xbf\xc2\xb6\xf3\xc0\xce")), "kim ACCEPTED"},
		{"iso-2022-jp", "Japanese with escapes, in seven bits", in("iso-2022-jp", with("\x1b$B%*%s%i%$%s\x1b(B")), "kim ACCEPTED"},
		{"iso-2022-kr", "Korean with shifts, which the Encoding Standard refuses to read", in("iso-2022-kr", with("\x1b$)C\x0e?B6sQ\x0f")), "kim ACCEPTED; ?syntax ×2"},
		{"gb18030", "Chinese", in("gb18030", with("\xcd\xf8\xc9\xcf")), "kim ACCEPTED"},
		{"koi8-r", "Cyrillic", in("koi8-r", with("\xcf\xce\xcc\xc1\xca\xce")), "kim ACCEPTED"},
		{"iso-8859-1", "Spanish, of the nineties", in("iso-8859-1", with("ma\xf1ana")), "kim ACCEPTED"},
		{"windows-1252", "Spanish, of Windows", in("windows-1252", with("\x93ma\xf1ana\x94")), "kim ACCEPTED"},
		{"latin1-is-utf-8", "it says ISO-8859-1 and is UTF-8", in("iso-8859-1", with("mañana")), "kim ACCEPTED; ?syntax"},
		{"utf-8-is-latin1", "it says UTF-8 and is Windows-1252", in("utf-8", with("ma\xf1ana")), "kim ACCEPTED; ?syntax"},
		{"us-ascii-is-utf-8", "it says US-ASCII and is UTF-8", in("us-ascii", with("mañana")), "kim ACCEPTED"},
		{"no-charset-is-euc-kr", "no charset, and Korean: of each octet a letter is made", in("\"\"", with("\xbf\xc2\xb6\xf3")), "kim ACCEPTED; !syntax"},
		{"utf-7", "UTF-7, which nobody should read any more", in("utf-7", with("ma+APE-ana")), "kim ACCEPTED; ?syntax"},
		{"x-unknown", "a charset that is no name of one", in("x-unknown", with("mañana")), "kim ACCEPTED; ?syntax"},
		{"unicode-1-1", "the old name of UTF-8", in("unicode-1-1-utf-8", with("mañana")), "kim ACCEPTED"},
		{"utf-16-bom", "UTF-16 with a mark, in base64", wideMail("\xff\xfe"+wide(accepted, true), "utf-16"), "kim ACCEPTED"},
		{"utf-16be", "UTF-16 with the high octet first, without a mark", wideMail(wide(accepted, false), "utf-16be"), "kim ACCEPTED"},
		{"utf-16le", "UTF-16 with the low octet first, without a mark", wideMail(wide(accepted, true), "utf-16le"), "kim ACCEPTED"},
		{"utf-16-unsaid", "UTF-16 with a mark that says UTF-8", wideMail("\xfe\xff"+wide(accepted, false), "utf-8"), "kim ACCEPTED"},
		{"utf-16-odd", "UTF-16 with an octet too many at its end", wideMail("\xff\xfe"+wide(accepted, true)+"x", "utf-16"), "kim ACCEPTED; !syntax"},
		{"utf-16-not", "it says UTF-16 and is ASCII", wideMail(accepted, "utf-16"), "!no calendar"},
		{"charset-with-language", "a charset with a language, RFC 2231 §5", in("us-ascii*en", accepted), "kim ACCEPTED"},
		{"two-charsets", "the parameter twice", in("utf-8; charset=euc-kr", with("온라인")), "kim ACCEPTED"},
		{"nul", "a NUL in the object", calendarMail(with("a\x00b")), "kim ACCEPTED; ?syntax"},
		{"nuls", "a NUL behind every letter: UTF-16 that nobody says", calendarMail(wide(accepted, true)), "!no calendar"},
		{"control-characters", "escape sequences of terminals", calendarMail(with("\x1b[2J\x07")), "kim ACCEPTED; ?syntax"},
		{"bidi", "marks that turn the writing direction stay text", calendarMail(with("\u202Eevil\u202C")), "kim ACCEPTED"},
	}
}
