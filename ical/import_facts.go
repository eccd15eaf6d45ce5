package ical

import (
	"strconv"
	"strings"
)

// eventFacts are what a VEVENT says by itself. They are read by the goroutine that
// has read its lines, while those are at hand, and are not changed afterwards.
type eventFacts struct {
	uid                  string
	uidLeft              int       // where the last @ of uid is; 0 or less: nowhere
	start, end, duration *property // nil: none
	recurrence           *property // RECURRENCE-ID
	from, to             stamp     // of start and end; floating where there is a TZID
	repeats              bool      // has RRULE, RDATE or the like
	attendees            int
	sequence             int
	stamped              string       // DTSTAMP
	plain                [3]plainText // the first SUMMARY, DESCRIPTION and LOCATION
}

// A plainText is what a TEXT means, without blanks around it.
type plainText struct {
	p    *property
	text string
}

// factsOf reads a VEVENT.
func factsOf(c *component, t *texts) (f eventFacts) {
	for i := range c.props {
		p := &c.props[i]
		switch p.name {
		case "ATTENDEE":
			f.attendees++
		case "UID":
			f.uid = strings.TrimSpace(p.text())
			f.uidLeft = strings.LastIndexByte(f.uid, '@')
		case "DTSTART":
			keepFirst(&f.start, p)
		case "DTEND":
			keepFirst(&f.end, p)
		case "DURATION":
			keepFirst(&f.duration, p)
		case "RECURRENCE-ID":
			keepFirst(&f.recurrence, p)
		case "RRULE", "RDATE", "EXRULE":
			f.repeats = true
		case "SEQUENCE":
			f.sequence, _ = strconv.Atoi(strings.TrimSpace(p.value))
		case "DTSTAMP":
			f.stamped = p.value
		case "SUMMARY":
			f.plain[0].keepFirst(p, t)
		case "DESCRIPTION":
			f.plain[1].keepFirst(p, t)
		case "LOCATION":
			f.plain[2].keepFirst(p, t)
		}
	}
	if f.start != nil {
		f.from = parseStamp(f.start.value)
	}
	if f.end != nil {
		f.to = parseStamp(f.end.value)
	}
	return f
}

// cutUID parts the UID at its last @, as the function of that name.
func (f *eventFacts) cutUID() (left, right string, ok bool) {
	if f.uidLeft <= 0 {
		return f.uid, "", false
	}
	return f.uid[:f.uidLeft], f.uid[f.uidLeft+1:], true
}

func (k *plainText) keepFirst(p *property, t *texts) {
	if k.p == nil {
		*k = plainText{p, strings.TrimSpace(t.text(p.value))}
	}
}

// text gives what a TEXT of the event means, without blanks around it.
func (f *eventFacts) text(p *property, t *texts) string {
	for i := range f.plain {
		if f.plain[i].p == p {
			return f.plain[i].text
		}
	}
	return strings.TrimSpace(t.text(p.value))
}
