package ical

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/plenaria/plenaria/schedule"
)

// messageFacts are what a Message is written from, and what is wrong with it.
type messageFacts struct {
	*Message
	calendarFacts
	date       time.Time
	text, html *mailPart
	first, own string // the Message-ID that began the thread, and that of this message
	problems   schedule.Problems
}

func (m *Message) facts() *messageFacts {
	f := &messageFacts{Message: m}
	f.setParts()
	if m.made.isOf(m.Calendar, m.To.Address) {
		f.calendarFacts = m.made.calendarFacts
		f.checkSameMethod()
	} else {
		f.checkCalendar()
	}
	f.checkDate()
	f.checkMailbox("from", m.From, true)
	f.checkMailbox("to", m.To, true)
	f.checkMailbox("replyTo", m.ReplyTo, m.ReplyTo.Name != "")
	f.checkText("subject", m.Subject, true)
	if !f.text.fits || strings.TrimSpace(m.Text) == "" {
		f.checkText("text", m.Text, true)
	}
	if !f.html.fits {
		f.checkText("html", m.HTML, false)
	}
	f.checkUnsubscribe()
	f.checkLang()
	f.problems.Sort()
	f.setIDs()
	return f
}

func (f *messageFacts) checkLang() {
	if f.Lang == "" || f.Lang == f.made.lang {
		return
	}
	if _, err := language.Parse(string(f.Lang)); err != nil {
		f.fault("lang", ErrUnwritable, "%q is no language tag such as pt-BR", shortText(string(f.Lang)))
	}
}

// setParts prepares the texts.
func (f *messageFacts) setParts() {
	var text, html *mailPart
	if f.parts != nil {
		text, html = &f.parts.text, &f.parts.html
	}
	f.text, f.html = partOf(text, f.Text), partOf(html, f.HTML)
}

func (f *messageFacts) fault(path string, kind error, format string, args ...any) {
	f.problems = append(f.problems, schedule.Problem{Path: path, Err: contentlineError(kind, fmt.Sprintf(format, args...))})
}

// checkCalendar reads the calendar object.
func (f *messageFacts) checkCalendar() {
	if len(f.Calendar) == 0 {
		f.fault("calendar", schedule.ErrMissing, "no calendar object")
		return
	}
	file, err := readCalendarFile(bytes.NewReader(f.Calendar), &ImportOptions{})
	if err != nil {
		f.fault("calendar", ErrUnwritable, "not a whole calendar object: %v", err)
		return
	}
	for _, p := range file.problems.Faults() {
		f.fault("calendar", ErrUnwritable, "%v", p)
	}
	// RFC 2046 §4.1.1
	if n := bytes.Count(f.Calendar, []byte("\r\n")); n != bytes.Count(f.Calendar, []byte("\n")) || n != bytes.Count(f.Calendar, []byte("\r")) {
		f.fault("calendar", ErrUnwritable, "has lines that do not end in CR LF")
	}
	if len(file.calendars) != 1 {
		f.fault("calendar", ErrUnwritable, "has %d VCALENDARs; a message has one", len(file.calendars))
		return
	}
	f.checkMethod(file.calendars[0])
	f.checkItems(file.calendars[0])
}

var methods = [...]Method{
	MethodPublish, MethodRequest, MethodReply, MethodAdd, MethodCancel, MethodRefresh, MethodCounter, MethodDeclineCounter,
}

// checkMethod: the parameter must equal the property, RFC 6047 §2.4.
func (f *messageFacts) checkMethod(c *component) {
	p := c.first("METHOD")
	if p == nil {
		f.fault("calendar", schedule.ErrMissing, "has no METHOD, and so is no message (RFC 5546 §1.4)")
		return
	}
	for _, m := range methods {
		if strings.EqualFold(p.value, string(m)) {
			f.method = m
		}
	}
	if f.method == "" {
		f.fault("calendar", ErrUnwritable, "METHOD is %q, which RFC 5546 §1.4 does not know", shortText(p.value))
		return
	}
	f.checkSameMethod()
}

func (f *messageFacts) checkSameMethod() {
	if f.Method != "" && f.Method != f.method {
		f.fault("method", ErrUnwritable, "%q, but the METHOD of the calendar object is %s; they must be the same (RFC 6047 §2.4)", shortText(string(f.Method)), f.method)
	}
}

// checkItems finds what the message is about: the components beside zones.
func (f *messageFacts) checkItems(c *component) {
	items, invited := 0, false
	for _, item := range c.subs {
		if item.name == "VTIMEZONE" {
			continue
		}
		uid := ""
		if p := item.first("UID"); p != nil {
			uid = strings.TrimSpace(p.text())
		}
		if items++; items == 1 {
			f.uid, f.recurrence, f.sequence, f.stamp = uid, valueOf(item, "RECURRENCE-ID"), valueOf(item, "SEQUENCE"), valueOf(item, "DTSTAMP")
			f.abouts = aboutOf(item)
		} else if uid != f.uid {
			f.fault("calendar", ErrUnwritable, "has items with different UIDs, %q and %q; clients take the first only, so that each needs a message", shortText(f.uid), shortText(uid))
			return
		} else {
			f.abouts += "\n" + aboutOf(item)
		}
		invited = invited || mentions(item, "ATTENDEE", f.To.Address)
	}
	switch {
	case items == 0 || f.uid == "":
		f.fault("calendar", schedule.ErrMissing, "has no item with a UID")
	case !invited && notAnAddress(f.To.Address) == "" && (f.method == MethodRequest || f.method == MethodAdd || f.method == MethodCancel):
		f.fault("to", schedule.ErrMissing, "%q is no ATTENDEE of the calendar object; clients show no buttons to others", shortText(f.To.Address))
	}
}

func valueOf(c *component, name string) string {
	if p := c.first(name); p != nil {
		return strings.TrimSpace(p.value)
	}
	return ""
}

func (f *messageFacts) checkDate() {
	f.date = f.Date.UTC()
	if f.Date.IsZero() {
		s := parseStamp(f.stamp)
		if s.form != utcStamp {
			if len(f.problems) > 0 {
				return // what is wrong with the calendar object is the reason
			}
			f.fault("date", schedule.ErrMissing, "no date, and no DTSTAMP in UTC that could stand for it")
			return
		}
		f.date = unixOf(s.wall).UTC()
	}
	if y := f.date.Year(); y < 1900 || y > 9999 { // RFC 5322 §3.3
		f.fault("date", ErrUnwritable, "the year %d is not one of 1900 to 9999", y)
	}
}

// checkText refuses what no text can have.
func (f *messageFacts) checkText(path, s string, needed bool) {
	if needed && strings.TrimSpace(s) == "" {
		f.fault(path, schedule.ErrMissing, "no %s", path)
	} else if why := textFault(s); why != "" {
		f.fault(path, ErrUnwritable, "%s", why)
	}
}

// textFault says why a text cannot be sent.
func textFault(s string) string {
	if !utf8.ValidString(s) {
		return "is not UTF-8"
	}
	bad := func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n\v\f\u0085", r) }
	if i := strings.IndexFunc(s, bad); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Sprintf("has the control character %U in byte %d", r, i)
	}
	return ""
}

func (f *messageFacts) checkUnsubscribe() {
	s := f.Unsubscribe
	if s == "" {
		if f.OneClick {
			f.fault("oneClick", schedule.ErrMissing, "no address in unsubscribe")
		}
		return
	}
	u, err := url.Parse(s)
	bad := strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("<>\"\\^`{|}", r) })
	switch {
	case err != nil || bad || len(s) > 900:
		f.fault("unsubscribe", ErrUnwritable, "%q is no address of at most 900 octets of a URI (RFC 3986)", shortText(s))
	case u.Scheme != "https" && u.Scheme != "mailto":
		f.fault("unsubscribe", ErrUnwritable, "%q is no https: or mailto: address", shortText(s))
	case f.OneClick && u.Scheme != "https":
		f.fault("oneClick", ErrUnwritable, "needs an https: address (RFC 8058 §3.1)")
	}
}

// setIDs makes the Message-IDs.
func (f *messageFacts) setIDs() {
	f.first = f.hashed("first", f.uid, f.To.Address)
	f.own = f.first
	if f.Update {
		f.own = f.hashed("update", f.uid, f.To.Address, f.recurrence, string(f.method), f.sequence, f.stamp)
	}
}

// hashed makes an identifier of RFC 5322 §3.6.4 in the domain of the sender.
func (f *messageFacts) hashed(parts ...string) string {
	_, domain, _ := strings.Cut(f.From.Address, "@")
	return shortHash(parts...) + "@" + strings.ToLower(domain)
}

var smallBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567")

// shortHash makes a word of 32 small letters and digits.
func shortHash(parts ...string) string {
	var b []byte
	for _, p := range parts {
		b = append(append(strconv.AppendInt(b, int64(len(p)), 10), ':'), p...)
	}
	sum := sha256.Sum256(b)
	return smallBase32.EncodeToString(sum[:20])
}
