package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// A draft is a message but for its reader: all who have one language and one clock
// are sent the same, with another ATTENDEE each.
type draft struct {
	before, after      []byte // of the ATTENDEE
	title, text, where string
	lang               schedule.Lang
	facts              calendarFacts
	parts              *mailParts
}

// maxDrafts is how many renderings and drafts are kept: memory must not grow with
// the number of languages and zones that people have.
const maxDrafts = 2048

// A draftKey tells drafts apart.
type draftKey struct {
	renderedKey // slot -1: of what is gone
	event       *PublishedEvent
	method      Method
	sequence    int
}

// draft gives the draft of a message.
func (v *inviter) draft(m *planned) (*draft, error) {
	key := draftKey{renderedKey{slot: -1}, m.event, m.method, m.sequence}
	if m.slot >= 0 {
		key.renderedKey = v.keyOf(m.slot, m.to)
	}
	if d := v.drafts[key]; d != nil {
		return d, nil
	}
	d, err := v.newDraft(m)
	if err != nil {
		return nil, err
	}
	if len(v.drafts) >= maxDrafts {
		clear(v.drafts)
	}
	v.drafts[key] = d
	return d, nil
}

// attendeeHere stands in a draft where the ATTENDEE goes. No text has it: a line
// of one never begins with a letter behind a fold.
const attendeeHere = "X-PLENARIA-ATTENDEE"

func (v *inviter) newDraft(m *planned) (*draft, error) {
	body := v.body(m)
	d := &draft{
		title: textIn(body, "SUMMARY"), text: textIn(body, "DESCRIPTION"), where: textIn(body, "LOCATION"),
		lang: v.voices[""].voice.lang, parts: &mailParts{},
	}
	if m.slot >= 0 {
		d.lang = v.voice(m.to).voice.lang
	}
	stamp, sequence := stampText(v.o.Stamp), strconv.Itoa(m.sequence)
	c := &component{name: "VEVENT", subs: body.subs, props: append([]property{
		{name: "UID", value: escapeText(m.event.UID)}, {name: "DTSTAMP", value: stamp},
		{name: "SEQUENCE", value: sequence}, {name: "LAST-MODIFIED", value: stamp},
	}, body.props...)}
	if m.method == MethodCancel {
		c.replace([]string{"STATUS"}, []property{{name: "STATUS", value: "CANCELLED"}}, nil)
		c.subs = nil
	}
	c.props = append(c.props, property{name: attendeeHere})
	calendar := &component{name: vcalendar, props: []property{
		{name: "VERSION", value: "2.0"}, {name: "PRODID", value: escapeText(cmp.Or(v.o.ProdID, defaultProdID))},
		{name: "CALSCALE", value: "GREGORIAN"}, {name: "METHOD", value: string(m.method)},
	}}
	calendar.subs = append(v.timezones(c, m), c)
	var b bytes.Buffer
	out := contentline.NewWriter(&b)
	writeComponent(out, calendar)
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("invitation of %s to event %q: %w", m.to.who.Email, m.event.UID, err)
	}
	at := bytes.LastIndex(b.Bytes(), []byte("\r\n"+attendeeHere+":\r\n")) + len("\r\n")
	d.before, d.after = b.Bytes()[:at], b.Bytes()[at+len(attendeeHere+":\r\n"):]
	d.facts = calendarFacts{method: m.method, uid: m.event.UID, sequence: sequence, stamp: stamp}
	return d, nil
}

// message makes a message.
func (v *inviter) message(m *planned) (Invitation, error) {
	d, err := v.draft(m)
	if err != nil {
		return Invitation{}, err
	}
	line, err := v.attendeeLine(m)
	if err != nil {
		return Invitation{}, fmt.Errorf("invitation of %s to event %q: %w", m.to.who.Email, m.event.UID, err)
	}
	inv := Invitation{
		To: m.to.who, From: v.from, Role: m.to.role(v, m.slot), Method: m.method, UID: m.event.UID, Sequence: m.sequence,
		Stamp: v.o.Stamp, Lang: d.lang, Changes: m.changes, Title: d.title, Text: d.text, Where: d.where,
		Calendar: slices.Concat(d.before, line, d.after), parts: d.parts,
	}
	inv.made = madeCalendar{calendarFacts: d.facts, attendee: m.to.who.Email, lang: d.lang, sum: maphash.Bytes(calendarSeed, inv.Calendar)}
	return inv, nil
}

// attendeeLine writes the ATTENDEE of a reader. It is kept for the next message,
// which is most often to the same reader in the same role.
func (v *inviter) attendeeLine(m *planned) ([]byte, error) {
	as := attendeeRoleOf(m.to.role(v, m.slot))
	if v.line.to == m.to && v.line.as == as {
		return v.line.text, nil
	}
	const begin, end = "BEGIN:VEVENT\r\n", "END:VEVENT\r\n"
	p := v.attendee(m.to, m.slot, "", "")
	v.line.text = v.line.text[:0]
	v.line.out.Reset(&v.line)
	v.line.out.Begin("VEVENT")
	writeProperty(v.line.out, &p)
	v.line.out.End("VEVENT")
	if err := v.line.out.Flush(); err != nil {
		v.line.to = nil
		return nil, err
	}
	v.line.to, v.line.as = m.to, as
	v.line.text = v.line.text[len(begin) : len(v.line.text)-len(end)]
	return v.line.text, nil
}

// A lineWriter keeps the ATTENDEE that was written last.
type lineWriter struct {
	to   *invited
	as   string
	text []byte
	out  *contentline.Writer
}

func (l *lineWriter) Write(b []byte) (int, error) {
	l.text = append(l.text, b...)
	return len(b), nil
}
