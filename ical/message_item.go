package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// MessageItem is what a message tells, and of which event: with the UID and the reader it
// says whether a later message leaves anything of it to be told (RFC 5546 §2.1.5).
type MessageItem struct {
	// Method is the METHOD of the message, UID that of its event.
	Method Method
	UID    string
	// Recurrences are the RECURRENCE-IDs of its items as they are written, each with its
	// TZID and a colon before it if it has one. Empty: it is about all of the event, of
	// which single occurrences may be items too.
	Recurrences []string
	// Sequence and Stamp are SEQUENCE and DTSTAMP of the first item; zero: it has none.
	Sequence int
	Stamp    time.Time
	// New is whether its reader was not told of the event before, or not since a CANCEL:
	// it is the first message, or an [Invitation] with DifferentNew.
	New bool
}

// Item gives what the message tells. Errors are those of WriteTo.
func (m *Message) Item() (MessageItem, error) {
	f := m.facts()
	r := MessageItem{Method: f.method, UID: f.uid, New: f.isNew || !f.Update}
	r.Sequence, _ = strconv.Atoi(f.sequence) // none is 0, RFC 5545 §3.8.7.4
	if s := parseStamp(f.stamp); s.form == utcStamp {
		r.Stamp = unixOf(s.wall)
	}
	if all := strings.Split(f.abouts, "\n"); !slices.Contains(all, "") {
		r.Recurrences = all
	}
	return r, f.problems.Err()
}
