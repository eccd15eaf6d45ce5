package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/ical/internal/contentline"
	"github.com/plenaria/plenaria/schedule"
)

// A draft is a message but for its reader: all who have one language and one clock
// are sent the same, with another ATTENDEE each.
type draft struct {
	pieces             [][]byte // between which the ATTENDEE goes
	title, text, where string
	recurrence         string
	lang               schedule.Lang
	facts              calendarFacts
	parts              *mailParts
}

// maxDrafts is how many renderings and drafts are kept: memory must not grow with
// the number of languages and zones that people have.
const maxDrafts = 2048

// A draftKey tells drafts apart.
type draftKey struct {
	renderedKey // zero: of what is gone
	event       *PublishedEvent
	method      Method
	sequence    int
	changes     string // all of them
	declined    string // addresses
	past        *past
}

// draft gives the draft of a message.
func (v *inviter) draft(m *planned) (*draft, error) {
	key := draftKey{event: m.event, method: m.method, sequence: m.sequence, declined: addressesOf(m.declined), past: m.past}
	for _, change := range m.changes {
		key.changes += string(change) + " "
	}
	if m.unit != nil {
		key.renderedKey = v.renderedKey(m.unit, m.to)
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
		recurrence: valueOf(body, "RECURRENCE-ID"), lang: v.voices[""].voice.lang, parts: &mailParts{},
	}
	if m.unit != nil {
		d.lang = v.voice(m.to).voice.lang
	}
	events := []*component{v.draftEvent(m, m.event.UID, m.sequence, body)}
	if m.unit != nil && m.method == MethodRequest {
		for _, one := range v.ownEvents(m.unit) {
			events = append(events, v.draftEvent(m, m.event.UID, v.eventOf(one).Sequence, v.rendered(one, m.to).c))
		}
	}
	calendar := &component{name: vcalendar, props: []property{
		{name: "VERSION", value: "2.0"}, {name: "PRODID", value: escapeText(cmp.Or(v.o.ProdID, defaultProdID))},
		{name: "CALSCALE", value: "GREGORIAN"}, {name: "METHOD", value: string(m.method)},
	}}
	calendar.subs = append(v.timezones(events, m), events...)
	var b bytes.Buffer
	out := contentline.NewWriter(&b)
	writeComponent(out, calendar)
	if err := out.Flush(); err != nil {
		return nil, fmt.Errorf("invitation of %s to event %q: %w", m.to.who.Email, m.event.UID, err)
	}
	d.pieces = bytes.Split(b.Bytes(), []byte("\r\n"+attendeeHere+":\r\n"))
	d.facts = calendarFacts{
		method: m.method, uid: m.event.UID, recurrence: d.recurrence, sequence: strconv.Itoa(m.sequence), stamp: stampText(v.o.Stamp),
		abouts: aboutOf(body),
	}
	d.parts.setMail(v.mailFacts(m, d))
	return d, nil
}

// draftEvent gives one event of a message.
func (v *inviter) draftEvent(m *planned, uid string, sequence int, body *component) *component {
	stamp := stampText(v.o.Stamp)
	c := &component{name: "VEVENT", subs: body.subs, props: append([]property{
		{name: "UID", value: escapeText(uid)}, {name: "DTSTAMP", value: stamp},
		{name: "SEQUENCE", value: strconv.Itoa(sequence)}, {name: "LAST-MODIFIED", value: stamp},
	}, body.props...)}
	if m.method == MethodCancel {
		c.replace([]string{"STATUS"}, []property{{name: "STATUS", value: "CANCELLED"}}, nil)
		c.subs = nil
	}
	c.props = append(c.props, property{name: attendeeHere})
	return c
}

// message makes a message.
func (v *inviter) message(m *planned) (Invitation, error) {
	d, err := v.draft(m)
	if err != nil {
		return Invitation{}, err
	}
	lines, err := v.attendeeLines(m)
	if err != nil {
		return Invitation{}, fmt.Errorf("invitation of %s to event %q: %w", m.to.who.Email, m.event.UID, err)
	}
	inv := Invitation{
		To: m.to.who, From: v.from, Role: m.to.role(v, m.slot()), Method: m.method, UID: m.event.UID, Sequence: m.sequence,
		Stamp: v.o.Stamp, Recurrence: d.recurrence, Lang: d.lang, Changes: m.changes, Title: d.title, Text: d.text, Where: d.where,
		Calendar: d.with(lines), parts: d.parts, unsent: m.past != nil,
	}
	inv.made = madeCalendar{calendarFacts: d.facts, attendee: m.to.who.Email, lang: d.lang, sum: maphash.Bytes(calendarSeed, inv.Calendar)}
	return inv, nil
}

// with gives the calendar object for the ATTENDEEs of its events.
func (d *draft) with(lines [][]byte) []byte {
	size := 0
	for i, piece := range d.pieces {
		if size += len(piece); i > 0 {
			size += len(lines[i-1]) + len("\r\n")
		}
	}
	b := make([]byte, 0, size)
	for i, piece := range d.pieces {
		if i > 0 {
			b = append(append(b, "\r\n"...), lines[i-1]...)
		}
		b = append(b, piece...)
	}
	return b
}

// slot gives the slot of a message; -1: none.
func (m *planned) slot() int {
	if m.unit == nil {
		return -1
	}
	return m.unit.slot
}

// attendeeLines write the ATTENDEEs for each event of a message: the reader, and those of
// their chain. Clients take a REQUEST in the place of what they have, so it has the answers
// that are known: else a new title would undo them.
func (v *inviter) attendeeLines(m *planned) ([][]byte, error) {
	if m.unit == nil || m.method != MethodRequest {
		line, err := v.attendeeLine(m, partstat{})
		return [][]byte{line}, err
	}
	line, err := v.attendeesOf(m, m.unit)
	lines := [][]byte{line}
	for _, one := range v.ownEvents(m.unit) {
		lines[len(lines)-1] = bytes.Clone(line) // the next one is written over it
		if err == nil {
			line, err = v.attendeesOf(m, one)
		}
		lines = append(lines, line)
	}
	return lines, err
}

// attendeesOf writes the ATTENDEEs of one event.
func (v *inviter) attendeesOf(m *planned, u *unit) ([]byte, error) {
	line, err := v.attendeeLine(m, v.answerOf(m.to, u))
	if err != nil || len(v.coming) == 0 {
		return line, err
	}
	list := v.chain(m.to, u)
	if len(list) == 1 {
		return line, nil
	}
	all := bytes.Clone(line)
	for _, who := range list[1:] {
		answer := v.answerOf(who, u)
		answer.to, answer.from = amongThese(answer.to, list), amongThese(answer.from, list)
		other := *m
		if other.to = who; err == nil {
			line, err = v.attendeeLine(&other, answer)
		}
		all = append(append(all, "\r\n"...), line...)
	}
	return all, err
}

// amongThese gives those addresses that are of some.
func amongThese(addresses string, list []*invited) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(addresses), func(address string) bool {
		return !slices.ContainsFunc(list, func(to *invited) bool { return to.address == address })
	}), " ")
}

// attendeeLine writes an ATTENDEE. It is kept for the next message, which is most often
// to the same reader in the same role.
func (v *inviter) attendeeLine(m *planned, answer partstat) ([]byte, error) {
	as := attendeeRoleOf(m.to.role(v, m.slot()))
	if v.line.to == m.to && v.line.as == as && v.line.answer == answer {
		return v.line.text, nil
	}
	const begin, end = "BEGIN:VEVENT\r\n", "END:VEVENT\r\n"
	p := v.attendee(m.to, m.slot(), answer, "")
	v.line.text = v.line.text[:0]
	v.line.out.Reset(&v.line)
	v.line.out.Begin("VEVENT")
	writeProperty(v.line.out, &p)
	v.line.out.End("VEVENT")
	if err := v.line.out.Flush(); err != nil {
		v.line.to = nil
		return nil, err
	}
	v.line.to, v.line.as, v.line.answer = m.to, as, answer
	v.line.text = v.line.text[len(begin) : len(v.line.text)-len(end)]
	return v.line.text, nil
}

// A lineWriter keeps the ATTENDEE that was written last.
type lineWriter struct {
	to     *invited
	as     string
	answer partstat
	text   []byte
	out    *contentline.Writer
}

func (l *lineWriter) Write(b []byte) (int, error) {
	l.text = append(l.text, b...)
	return len(b), nil
}
