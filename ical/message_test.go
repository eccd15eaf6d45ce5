package ical_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// objectOf makes a calendar object of a method about one event.
func objectOf(method, lines string) []byte {
	return []byte(strings.ReplaceAll("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example.org//EN\nMETHOD:"+method+"\nBEGIN:VEVENT\n"+
		"UID:opening@example.org\nDTSTAMP:20260701T120000Z\nSEQUENCE:2\nDTSTART:20260901T003000Z\nDTEND:20260901T013000Z\nSUMMARY:개회식\n"+
		"ORGANIZER:mailto:agenda@example.org\nATTENDEE;RSVP=TRUE:mailto:kim@example.org\n"+lines+"END:VEVENT\nEND:VCALENDAR\n", "\n", "\r\n"))
}

// invitation makes a message that has everything.
func invitation(changes ...func(*ical.Message)) *ical.Message {
	m := &ical.Message{
		From:     mail.Address{Name: "Autoridad de Innovación", Address: "agenda@example.org"},
		To:       mail.Address{Name: "김민지", Address: "kim@example.org"},
		ReplyTo:  mail.Address{Name: `Help "desk", Kim`, Address: "help@example.org"},
		Subject:  "초대: 2026 디지털 정상회의 개회식 – 서울에서 9월 1일 오전 9시 30분부터 10시 30분까지",
		Text:     "안녕하세요.\n\nA line that is much longer than the seventy-six octets that one line of quoted-printable may have, so.\n",
		HTML:     "<p>안녕하세요.</p>\n",
		Lang:     "ko",
		Calendar: objectOf("REQUEST", ""), Method: "REQUEST",
		Unsubscribe: "https://example.org/stop?who=kim", OneClick: true,
	}
	for _, change := range changes {
		change(m)
	}
	return m
}

// A sentPart is a part of a mail that is no multipart, as it was read back.
type sentPart struct {
	in, kind, disposition, encoding, body string
}

// A sentMail is a mail as the standard library reads it.
type sentMail struct {
	header mail.Header
	parts  []sentPart
}

func eml(t testing.TB, m *ical.Message) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := m.WriteTo(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n != int64(b.Len()) {
		t.Errorf("WriteTo tells %d octets, but wrote %d", n, b.Len())
	}
	return b.Bytes()
}

func readMail(t testing.TB, file []byte) (got sentMail) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	got.header = m.Header
	got.read(t, "", m.Header.Get("Content-Type"), m.Body)
	return got
}

func (m *sentMail) read(t testing.TB, in, contentType string, body io.Reader) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	r := multipart.NewReader(body, params["boundary"])
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "multipart/") {
			m.read(t, in+kind+" ", p.Header.Get("Content-Type"), p)
			continue
		}
		encoding := p.Header.Get("Content-Transfer-Encoding")
		var plain io.Reader = quotedprintable.NewReader(p)
		if encoding == "base64" {
			plain = base64.NewDecoder(base64.StdEncoding, p)
		}
		text, err := io.ReadAll(plain)
		if err != nil {
			t.Fatal(err)
		}
		m.parts = append(m.parts, sentPart{in + kind, p.Header.Get("Content-Type"), p.Header.Get("Content-Disposition"), encoding, string(text)})
	}
}

// decoded gives a header without its encoded words.
func (m sentMail) decoded(t testing.TB, name string) string {
	t.Helper()
	return must((&mime.WordDecoder{}).DecodeHeader(m.header.Get(name)))
}

// TestMessage reads a message back as it was meant.
func TestMessage(t *testing.T) {
	m := invitation()
	got := readMail(t, eml(t, m))
	for name, want := range map[string]mail.Address{"From": m.From, "To": m.To, "Reply-To": m.ReplyTo} {
		list, err := got.header.AddressList(name)
		if err != nil || len(list) != 1 || *list[0] != want {
			t.Errorf("%s: %v, %v; want %v", name, list, err, want)
		}
	}
	for name, want := range map[string]string{
		"Subject": m.Subject, "Date": "Wed, 01 Jul 2026 12:00:00 +0000", "Content-Language": "ko", "Mime-Version": "1.0", "In-Reply-To": "",
		"List-Unsubscribe": "<https://example.org/stop?who=kim>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	} {
		if got := got.decoded(t, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	const both = "multipart/mixed multipart/alternative"
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	want := []sentPart{
		{both, "text/plain; charset=UTF-8", "", "quoted-printable", crlf(m.Text)},
		{both, "text/html; charset=UTF-8", "", "base64", crlf(m.HTML)},
		{both, "text/calendar; charset=UTF-8; method=REQUEST", "", "base64", string(m.Calendar)},
		{"multipart/mixed", `application/ics; name="invite.ics"`, `attachment; filename="invite.ics"`, "base64", string(m.Calendar)},
	}
	if diff := cmp.Diff(want, got.parts, cmp.AllowUnexported(sentPart{})); diff != "" {
		t.Error(diff)
	}
}

// TestMessageGolden: the whole mail, to look at.
func TestMessageGolden(t *testing.T) {
	path := filepath.Join("testdata", "invite.eml")
	got := eml(t, invitation(func(m *ical.Message) { m.Update = true }))
	if updating() {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(must(os.ReadFile(path))), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestMessageMethods: a PUBLISH is no alternative of the text, all others are.
func TestMessageMethods(t *testing.T) {
	for _, method := range []string{"PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"} {
		m := invitation(func(m *ical.Message) {
			m.Calendar, m.Method, m.HTML = objectOf(method, ""), ical.Method(method), ""
		})
		var kinds []string
		for _, p := range readMail(t, eml(t, m)).parts {
			kinds = append(kinds, p.kind)
		}
		want := []string{"text/plain; charset=UTF-8", "text/calendar; charset=UTF-8; method=" + method, `application/ics; name="invite.ics"`}
		if method == "PUBLISH" {
			want = slices.Delete(want, 1, 2)
		}
		if !slices.Equal(kinds, want) {
			t.Errorf("%s: parts %q, want %q", method, kinds, want)
		}
	}
}

// TestMessageThread: which messages have one Message-ID, and what updates reply to.
func TestMessageThread(t *testing.T) {
	id := func(changes ...func(*ical.Message)) string { return must(invitation(changes...).ID()) }
	update := func(m *ical.Message) { m.Update = true }
	first := id()
	if again := id(func(m *ical.Message) {
		m.Subject, m.Text, m.Calendar = "other", "other", objectOf("REQUEST", "LOCATION:Seoul\n")
	}); again != first {
		t.Errorf("the same message again has the ID %s, not %s", again, first)
	}
	ids := map[string]string{first: "the first"}
	replace := func(old, value string) func(*ical.Message) {
		return func(m *ical.Message) { m.Calendar = bytes.Replace(m.Calendar, []byte(old), []byte(value), 1) }
	}
	for name, changes := range map[string][]func(*ical.Message){
		"an update":       {update},
		"a later one":     {update, replace("SEQUENCE:2", "SEQUENCE:3")},
		"of later":        {update, replace("DTSTAMP:20260701", "DTSTAMP:20260702")},
		"a cancellation":  {update, replace("METHOD:REQUEST", "METHOD:CANCEL"), func(m *ical.Message) { m.Method = "" }},
		"one occurrence":  {update, replace("SEQUENCE:2", "SEQUENCE:2\r\nRECURRENCE-ID:20260901T003000Z")},
		"another UID":     {replace("UID:opening", "UID:closing")},
		"another reader":  {replace("kim@", "lee@"), func(m *ical.Message) { m.To.Address = "lee@example.org" }},
		"another sender":  {func(m *ical.Message) { m.From.Address = "agenda@EXAMPLE.com" }},
		"another and new": {update, replace("UID:opening", "UID:closing")},
	} {
		got := id(changes...)
		if other := ids[got]; other != "" {
			t.Errorf("%s has the ID of %s", name, other)
		}
		ids[got] = name
	}
	h := readMail(t, eml(t, invitation(update, replace("SEQUENCE:2", "SEQUENCE:3")))).header
	if want := "<" + first + ">"; h.Get("In-Reply-To") != want || h.Get("References") != want || !strings.HasSuffix(want, "@example.org>") {
		t.Errorf("In-Reply-To %s, References %s; want %s", h.Get("In-Reply-To"), h.Get("References"), want)
	}
	if got := readMail(t, eml(t, invitation())).header.Get("Message-ID"); got != "<"+first+">" {
		t.Errorf("Message-ID %s, ID %s", got, first)
	}
}

// TestMessageLines: whatever the texts, every line is ASCII, ends in CR LF, is short
// and means nothing to an mbox or to SMTP, and all texts come back.
func TestMessageLines(t *testing.T) {
	for name, s := range map[string]string{
		"a word of 5000":       strings.Repeat("x", 5000),
		"5000 of Korean":       strings.Repeat("가", 5000),
		"pairs of surrogates":  strings.Repeat("🏳️‍🌈", 500),
		"the separator":        "From \nFrom kim@example.org Thu Jan  1 00:00:00 1970\n>From here",
		"after a soft break":   strings.Repeat("x", 75) + "From here on",
		"a dot":                ".\n.\n..",
		"an end of DATA":       "\r\n.\r\nMAIL FROM:<x@example.org>",
		"an encoded word":      "=?UTF-8?B?QmNjOg==?=",
		"half of one":          "=?utf-8?q?",
		"backslash and quotes": `\" <x@example.org>, "y" (z); \`,
		"a header":             "x\nBcc: all@example.org",
		"CR":                   "x\rBcc: all@example.org\r\rx",
		"NEL and LS":           "x\u0085Bcc: all@example.org\u2028\u2029x",
		"blanks":               "  a \t b  ",
		"a boundary":           "--=_" + strings.Repeat("a", 32) + "--",
		"the end of a quote":   `Kim"`,
		"trailing blanks":      "a \nb\t\n",
		"many words":           strings.Repeat("programme of the day ", 100),
	} {
		t.Run(name, func(t *testing.T) {
			m := invitation(func(m *ical.Message) {
				m.From.Name, m.To.Name, m.ReplyTo.Name, m.Subject, m.Text, m.HTML = s, s, s, s, s, s
			})
			file := eml(t, m)
			checkLines(t, file)
			got := readMail(t, file)
			one := strings.Join(strings.Fields(s), " ")
			for _, name := range []string{"From", "To", "Reply-To"} {
				if list, err := got.header.AddressList(name); err != nil || len(list) != 1 || list[0].Name != one {
					t.Errorf("%s: %v, %v; want the name %q", name, list, err, one)
				}
			}
			if subject := got.decoded(t, "Subject"); subject != one {
				t.Errorf("Subject %q, want %q", subject, one)
			}
			if len(got.header) != 11 || len(got.parts) != 4 {
				t.Fatalf("%d headers, want 11; %d parts, want 4", len(got.header), len(got.parts))
			}
			want := strings.NewReplacer("\r\n", "\r\n", "\r", "\r\n", "\n", "\r\n").Replace(s)
			for _, p := range got.parts[:2] {
				if strings.TrimSuffix(p.body, "\r\n") != strings.TrimSuffix(want, "\r\n") {
					t.Errorf("%s: %q, want %q", p.kind, p.body, want)
				}
			}
		})
	}
}

func checkLines(t *testing.T, file []byte) {
	t.Helper()
	text, ok := strings.CutSuffix(string(file), "\r\n")
	if !ok {
		t.Error("the last line does not end")
	}
	for i, line := range strings.Split(text, "\r\n") {
		switch {
		case len(line) > 998, strings.ContainsAny(line, "\r\n\x00"), strings.HasPrefix(line, "From "), strings.HasPrefix(line, "."):
			t.Errorf("line %d: %.100q of %d octets", i+1, line, len(line))
		case strings.Contains(line, "=?UTF-8?") && len(line) > 76: // RFC 2047 §2
			t.Errorf("line %d has an encoded word and %d octets", i+1, len(line))
		}
		if j := strings.IndexFunc(line, func(r rune) bool { return r > '~' || r < ' ' && r != '\t' }); j >= 0 {
			t.Errorf("line %d has %q", i+1, line[j])
		}
	}
}

// TestMessageRefuses: nothing is written of a message that has a fault, and the
// field is told.
func TestMessageRefuses(t *testing.T) {
	with := func(old, value string) func(*ical.Message) {
		return func(m *ical.Message) { m.Calendar = bytes.ReplaceAll(m.Calendar, []byte(old), []byte(value)) }
	}
	to := func(address string) func(*ical.Message) { return func(m *ical.Message) { m.To.Address = address } }
	from := func(address string) func(*ical.Message) { return func(m *ical.Message) { m.From.Address = address } }
	stop := func(address string) func(*ical.Message) { return func(m *ical.Message) { m.Unsubscribe = address } }
	for name, row := range map[string]struct {
		change func(*ical.Message)
		path   string
		kind   error
	}{
		"no sender":                {from(""), "from", schedule.ErrMissing},
		"no reader":                {to(""), "to", schedule.ErrMissing},
		"no subject":               {func(m *ical.Message) { m.Subject = " \n" }, "subject", schedule.ErrMissing},
		"no text":                  {func(m *ical.Message) { m.Text = "" }, "text", schedule.ErrMissing},
		"no calendar":              {func(m *ical.Message) { m.Calendar = nil }, "calendar", schedule.ErrMissing},
		"header in an address":     {from("a@example.org\r\nBcc: x@example.org"), "from", ical.ErrUnwritable},
		"second address":           {from("a@example.org, x@example.org"), "from", ical.ErrUnwritable},
		"address in brackets":      {from("<a@example.org>"), "from", ical.ErrUnwritable},
		"blank in an address":      {from("a b@example.org"), "from", ical.ErrUnwritable},
		"quoted local part":        {from(`"a\" b"@example.org`), "from", ical.ErrUnwritable},
		"no @":                     {from("example.org"), "from", ical.ErrUnwritable},
		"no domain":                {from("a@"), "from", ical.ErrUnwritable},
		"two dots":                 {from("a..b@example.org"), "from", ical.ErrUnwritable},
		"address literal":          {from("a@[127.0.0.1]"), "from", ical.ErrUnwritable},
		"wide space":               {from("a\u3000b@example.org"), "from", ical.ErrUnwritable},
		"turned direction":         {from("a\u202eb@example.org"), "from", ical.ErrUnwritable},
		"mark of byte order":       {from("\ufeffa@example.org"), "from", ical.ErrUnwritable},
		"line separator":           {from("a\u2028b@example.org"), "from", ical.ErrUnwritable},
		"half a rune":              {from("a\xed\x95@example.org"), "from", ical.ErrUnwritable},
		"Korean domain":            {from("a@한국.kr"), "from", ical.ErrUnwritable},
		"long address":             {from(strings.Repeat("a", 65) + "@example.org"), "from", ical.ErrUnwritable},
		"NUL in a name":            {func(m *ical.Message) { m.From.Name = "Kim\x00" }, "from", ical.ErrUnwritable},
		"half a rune in a name":    {func(m *ical.Message) { m.To.Name = "Kim\xff" }, "to", ical.ErrUnwritable},
		"escape in a subject":      {func(m *ical.Message) { m.Subject = "\x1b[2J" }, "subject", ical.ErrUnwritable},
		"bell in the text":         {func(m *ical.Message) { m.Text = "a\a" }, "text", ical.ErrUnwritable},
		"NUL in the page":          {func(m *ical.Message) { m.HTML = "a\x00" }, "html", ical.ErrUnwritable},
		"name of replies alone":    {func(m *ical.Message) { m.ReplyTo.Address = "" }, "replyTo", schedule.ErrMissing},
		"header in replies":        {func(m *ical.Message) { m.ReplyTo.Address = "a@example.org\nX: y" }, "replyTo", ical.ErrUnwritable},
		"header in the language":   {func(m *ical.Message) { m.Lang = "ko\r\nX: y" }, "lang", ical.ErrUnwritable},
		"another method":           {func(m *ical.Message) { m.Method = "CANCEL" }, "method", ical.ErrUnwritable},
		"header in the method":     {with("METHOD:REQUEST", "METHOD:REQUEST; x=y"), "calendar", ical.ErrUnwritable},
		"no method":                {with("METHOD:REQUEST\r\n", ""), "calendar", schedule.ErrMissing},
		"no UID":                   {with("UID:opening@example.org\r\n", ""), "calendar", schedule.ErrMissing},
		"two UIDs":                 {with("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\nEND:VCALENDAR"), "calendar", ical.ErrUnwritable},
		"two calendars":            {with("END:VCALENDAR\r\n", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "calendar", ical.ErrUnwritable},
		"half a calendar":          {with("END:VCALENDAR\r\n", ""), "calendar", ical.ErrUnwritable},
		"a line that is none":      {with("SEQUENCE:2", "SEQUENCE 2"), "calendar", ical.ErrUnwritable},
		"LF alone":                 {with("\r\n", "\n"), "calendar", ical.ErrUnwritable},
		"reader not invited":       {to("lee@example.org"), "to", schedule.ErrMissing},
		"no date":                  {with("DTSTAMP:20260701T120000Z\r\n", ""), "date", schedule.ErrMissing},
		"year 1":                   {func(m *ical.Message) { m.Date = time.Date(1, 2, 3, 0, 0, 0, 0, time.UTC) }, "date", ical.ErrUnwritable},
		"year 10000":               {func(m *ical.Message) { m.Date = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, "date", ical.ErrUnwritable},
		"header in an unsubscribe": {stop("https://example.org/\r\nBcc: x"), "unsubscribe", ical.ErrUnwritable},
		"second unsubscribe":       {stop("https://example.org/>, <https://example.com/"), "unsubscribe", ical.ErrUnwritable},
		"script to unsubscribe":    {stop("javascript:alert(1)"), "unsubscribe", ical.ErrUnwritable},
		"long unsubscribe":         {stop("https://example.org/" + strings.Repeat("a", 900)), "unsubscribe", ical.ErrUnwritable},
		"one click by mail":        {stop("mailto:stop@example.org"), "oneClick", ical.ErrUnwritable},
		"one click nowhere":        {stop(""), "oneClick", schedule.ErrMissing},
	} {
		t.Run(name, func(t *testing.T) {
			m := invitation(row.change)
			var b bytes.Buffer
			_, err := m.WriteTo(&b)
			var ps schedule.Problems
			if !errors.As(err, &ps) || len(ps) != 1 || ps[0].Path != row.path || !errors.Is(ps[0], row.kind) {
				t.Errorf("error %v, want one of %v at %s", err, row.kind, row.path)
			}
			if again := m.WriteMbox(&b); again == nil || b.Len() > 0 {
				t.Errorf("mbox error %v, %d octets written", again, b.Len())
			}
		})
	}
	if _, err := (&ical.Message{}).WriteTo(io.Discard); err == nil {
		t.Error("the zero Message was written")
	}
}

// TestInvitationMessage: who gets the mail of an invitation, in which words, and
// whether it begins a thread.
func TestInvitationMessage(t *testing.T) {
	inv := ical.Invitation{
		From:   &schedule.Participant{Name: text("es", "Autoridad", "ko", "혁신청"), Email: "agenda@example.org"},
		To:     &schedule.Participant{Name: text("en", "Kim Min-ji", "ko", "김민지"), Email: "kim@example.org"},
		Method: ical.MethodRequest, UID: "opening@example.org", Stamp: time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC),
		Lang: "ko", Title: "개회식", Text: "시간: 09:30", Calendar: objectOf("REQUEST", ""),
	}
	const rest = "\n\n개회식\n\n시간: 09:30\n"
	for name, row := range map[string]struct {
		sequence      int
		changes       []ical.Difference
		subject, news string
		update        bool
	}{
		"the first":            {0, []ical.Difference{ical.DifferentNew}, "초대: 개회식", "이 세션에 초대합니다.", false},
		"invited later":        {3, []ical.Difference{ical.DifferentNew}, "초대: 개회식", "이 세션에 초대합니다.", true},
		"moved":                {1, []ical.Difference{ical.DifferentTime}, "변경: 개회식", "세부 내용이 변경되었습니다.", true},
		"only details differ":  {0, []ical.Difference{ical.DifferentDetails}, "변경: 개회식", "세부 내용이 변경되었습니다.", true},
		"retitled":             {0, []ical.Difference{ical.DifferentTitle}, "변경: 개회식", "제목: 개회식", true},
		"no longer invited":    {1, []ical.Difference{ical.DifferentGone}, "변경: 개회식", "세부 내용이 변경되었습니다.", true},
		"nothing is different": {0, nil, "변경: 개회식", "세부 내용이 변경되었습니다.", true},
	} {
		inv.Sequence, inv.Changes = row.sequence, row.changes
		want := &ical.Message{
			From: mail.Address{Name: "혁신청", Address: "agenda@example.org"}, To: mail.Address{Name: "김민지", Address: "kim@example.org"},
			Date: inv.Stamp, Subject: row.subject, Text: row.news + rest, Lang: "ko", Calendar: inv.Calendar, Method: "REQUEST", Update: row.update,
		}
		if diff := cmp.Diff(want, inv.Message(), cmpopts.IgnoreUnexported(ical.Message{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	eml(t, inv.Message())
}

// TestInvitationMessageKnown: what is kept of an invitation from one mail to the next
// changes no octet of it, and is not believed of another calendar object or reader.
func TestInvitationMessageKnown(t *testing.T) {
	list, _ := invite(t, "", storyOne(t), ical.InviteOptions{UpdateOptions: at(stampOne)})
	for i := range list {
		m := list[i].Message()
		anew := &ical.Message{
			From: m.From, To: m.To, Date: m.Date, Subject: m.Subject, Text: m.Text, HTML: m.HTML, Lang: m.Lang,
			Calendar: m.Calendar, Method: m.Method, Update: m.Update,
		}
		if diff := cmp.Diff(string(eml(t, anew)), string(eml(t, m))); diff != "" {
			t.Errorf("%s to %s: -anew +kept:\n%s", m.Subject, m.To.Address, diff)
		}
	}
	other := list[1].Message()
	first := must(other.ID())
	copy(other.Calendar[bytes.Index(other.Calendar, []byte("UID:"))+4:], "KOREA")
	if second := must(other.ID()); second == first {
		t.Errorf("of UID KOREA… the Message-ID is that of korea…: %s", first)
	}
	other = list[1].Message()
	other.To.Address = "ana@example.org"
	if _, err := other.WriteTo(io.Discard); !errors.Is(err, schedule.ErrMissing) {
		t.Errorf("to somebody who is no ATTENDEE: %v", err)
	}
	other = list[1].Message()
	other.Text = "\x00"
	if _, err := other.WriteTo(io.Discard); !errors.Is(err, ical.ErrUnwritable) {
		t.Errorf("with another text: %v", err)
	}
}

// TestWriteMbox splits an mbox as RFC 4155 says, at lines that begin with "From ".
func TestWriteMbox(t *testing.T) {
	var b strings.Builder
	var want []string
	for _, text := range []string{"From here\nto there", "second"} {
		m := invitation(func(m *ical.Message) { m.Text = text })
		want = append(want, strings.ReplaceAll(string(eml(t, m)), "\r\n", "\n")+"\n")
		if err := m.WriteMbox(&b); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "From ") {
			if line != "From agenda@example.org Wed Jul  1 12:00:00 2026\n" {
				t.Errorf("separator %q", line)
			}
			got = append(got, "")
			continue
		}
		got[len(got)-1] += line
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
