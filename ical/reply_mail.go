package ical

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// An openMail is a mail that is being read.
type openMail struct {
	*ReceivedMail // nil: there is none around the calendar
	line          int
	parts         int
	calendars     []mailCalendar
	replies       int // of it
	told          bool
	report        string   // the report-type, RFC 6522
	failed        []string // addresses that were not reached, and why
	sealed        string   // what cannot be read
	seen          map[replyKey]int
	zoneCost      int // that is left for VTIMEZONEs
}

// A mailCalendar is a calendar object of a mail.
type mailCalendar struct {
	data   []byte
	method string // of the Content-Type
	line   int
	exact  bool // lines of data are lines of the input
}

// mail reads a mail that begins in a line.
func (in *replyReader) mail(b []byte, line int) {
	if bytes.IndexByte(b, '\n') < 0 { // lines that end in CR alone
		b = bytes.ReplaceAll(b, []byte("\r"), []byte("\n"))
	}
	for len(b) > 0 && (bytes.HasPrefix(b, []byte("From ")) || bytes.HasPrefix(b, []byte(">From ")) || len(bytes.TrimSpace(firstLine(b))) == 0) {
		_, rest := cutLine(b)
		if rest == nil {
			break
		}
		b = rest
		line++
	}
	p := parsePart(bytes.TrimPrefix(b, []byte("\uFEFF")), line, false)
	m := &openMail{ReceivedMail: receivedMail(&p), line: line}
	in.part(m, &p, 1)
	read := map[string]bool{}
	for i := range m.calendars {
		c := &m.calendars[i]
		if read[string(c.data)] {
			continue // again, as an attachment
		}
		if read[string(c.data)] = true; len(read) > maxMailCalendars {
			in.fault(c.line, ErrLimit, "more than %d calendar objects in one mail; this one and those after it are left out", maxMailCalendars)
			m.told = true
			break
		}
		in.mailCalendar(m, c)
	}
	if m.replies == 0 && !m.told {
		in.withoutReply(m, &p)
	}
}

// part reads a part of a mail, and those in it.
func (in *replyReader) part(m *openMail, p *receivedPart, depth int) {
	if m.parts++; m.parts > in.o.Limits.Parts || depth > in.o.Limits.Depth {
		if !m.told {
			in.fault(p.line, ErrLimit, "a mail with more than %d parts, or parts nested deeper than %d; what is left of it is not read", in.o.Limits.Parts, in.o.Limits.Depth)
		}
		m.told = true
		return
	}
	defer func() {
		for _, odd := range p.odd {
			in.remark(p.line, ErrSyntax, "%s", odd)
		}
	}()
	switch {
	case strings.HasPrefix(p.kind, "multipart/"):
		in.multipart(m, p, depth)
	case p.kind == "message/rfc822" || p.kind == "message/global":
		if m.report == "" {
			p.undo()
			inner := parsePart(bytes.TrimLeft(p.body, "\r\n"), p.line, p.fixed)
			in.part(m, &inner, depth+1)
		}
	case p.kind == "message/delivery-status" || p.kind == "message/global-delivery-status":
		m.failed = append(m.failed, failedIn(p)...)
	case p.kind == "message/partial":
		m.sealed = "a part of a mail that was cut into several"
	case p.kind == "application/ms-tnef" || p.kind == "application/vnd.ms-tnef" || strings.EqualFold(p.name(), "winmail.dat"):
		m.sealed = "Outlook's own format (winmail.dat); its sender has to send plain text or HTML"
	case p.kind == "application/pkcs7-mime" || p.kind == "application/x-pkcs7-mime":
		m.sealed = "encrypted or signed as a whole (S/MIME)"
	case p.isCalendar():
		in.keepCalendar(m, p)
	case p.mayBeCalendar() && p.looksLikeCalendar():
		in.keepCalendar(m, p)
	}
}

// looksLikeCalendar looks at the beginning of a part.
func (p *receivedPart) looksLikeCalendar() bool {
	b, _ := p.decoded(p.body[:min(len(p.body), 400)])
	if start, _ := inUTF8(b, p.params["charset"]); len(start) > 0 {
		b = start
	}
	return isBegin(firstLine(bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\uFEFF")), "\r\n\t ")))
}

func (in *replyReader) multipart(m *openMail, p *receivedPart, depth int) {
	switch p.kind {
	case "multipart/report":
		if depth == 1 {
			m.report = strings.ToLower(p.params["report-type"])
		}
	case "multipart/encrypted":
		m.sealed = "encrypted (PGP/MIME)"
		return
	}
	p.undo()
	list, closed := p.sections(in.o.Limits.Parts)
	switch {
	case len(list) == 0:
		if plain := *p; plain.looksLikeCalendar() {
			plain.odd = nil
			in.keepCalendar(m, &plain)
		}
		p.odd = append(p.odd, "no parts in a "+shortText(p.kind))
	case !closed && len(list) <= in.o.Limits.Parts:
		p.odd = append(p.odd, "the last boundary is missing; perhaps the mail is cut off")
	}
	for _, s := range list {
		sub := parsePart(s.text, s.line, p.fixed)
		in.part(m, &sub, depth+1)
	}
}

// keepCalendar decodes a calendar object.
func (in *replyReader) keepCalendar(m *openMail, p *receivedPart) {
	b, odd := p.decoded(p.body)
	if odd != "" {
		in.remark(p.line, ErrSyntax, "%s", odd)
	}
	b, odd = inUTF8(b, p.params["charset"])
	if odd != "" {
		in.remark(p.line, ErrSyntax, "%s", odd)
	}
	m.calendars = append(m.calendars, mailCalendar{b, p.params["method"], p.line, !p.fixed && !p.isEncoded()})
}

// mailCalendar reads a calendar object.
func (in *replyReader) mailCalendar(m *openMail, c *mailCalendar) {
	f, err := readCalendarFile(bytes.NewReader(c.data), in.importOptions())
	if err != nil {
		in.fault(c.line, kindOf(err), "the calendar object of %s is not whole: %s", m.name(), messageOf(err))
		m.told = true
	}
	if !errors.Is(err, ErrNoCalendar) {
		in.objects(f, c, m)
	}
}

// receivedMail reads who has sent a mail.
func receivedMail(p *receivedPart) *ReceivedMail {
	m := &ReceivedMail{
		From: mailbox(p.fields["from"]), Sender: mailbox(p.fields["sender"]),
		Subject: decodeWords(p.fields["subject"]), Date: mailDate(p.fields["date"]),
	}
	if ids := messageIDs(p.fields["message-id"]); len(ids) > 0 {
		m.ID = ids[0]
	}
	m.InReplyTo = messageIDs(p.fields["in-reply-to"])
	return m
}

// mailbox reads the first address of a field, RFC 5322 §3.4.
func mailbox(field string) mail.Address {
	field = strings.ToValidUTF8(field, "\uFFFD")
	parser := mail.AddressParser{WordDecoder: &headerWords}
	if list, err := parser.ParseList(field); err == nil && len(list) > 0 {
		return mail.Address{Name: flatText(list[0].Name), Address: cleanAddress(list[0].Address)}
	}
	// Whatever stands in angle brackets, or has an @.
	if open := strings.LastIndexByte(field, '<'); open >= 0 {
		inside, _, _ := strings.Cut(field[open+1:], ">")
		if _, last, ok := strings.Cut(inside, ":"); ok && strings.HasPrefix(inside, "@") { // a route, RFC 5322 §4.4
			inside = last
		}
		return mail.Address{Name: decodeWords(strings.Trim(field[:open], ` "'`)), Address: cleanAddress(inside)}
	}
	for _, word := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(" \t,;()\"", r) }) {
		if strings.Contains(word, "@") {
			return mail.Address{Address: cleanAddress(word)}
		}
	}
	return mail.Address{Name: decodeWords(field)}
}

// cleanAddress gives an address as this package compares it, without what can be in
// none.
func cleanAddress(s string) string {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || r >= 0x7f && r <= 0xa0 || r == '<' || r == '>' || r == 0x2028 || r == 0x2029 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return foldAddress(s)
}

func mailDate(field string) time.Time {
	if len(field) > 200 {
		return time.Time{}
	}
	t, err := mail.ParseDate(field)
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}
	}
	return t.UTC()
}

// messageIDs reads identifiers, RFC 5322 §3.6.4.
func messageIDs(field string) (list []string) {
	for len(list) < 20 {
		_, rest, ok := strings.Cut(field, "<")
		if !ok {
			break
		}
		var id string
		if id, field, ok = strings.Cut(rest, ">"); ok && len(id) < 1000 {
			list = append(list, flatText(id))
		}
	}
	return list
}

// name says which mail a message is about.
func (m *openMail) name() string {
	if m.ReceivedMail == nil {
		return "the file"
	}
	who := m.From.Address
	if who == "" {
		who = "nobody"
	}
	return fmt.Sprintf("the mail %q from %s", shortText(m.Subject), shortText(who))
}
