package ical

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// EventTime is a time of an event in a response list. The zero EventTime is not set.
type EventTime struct {
	// Wall is the time as it was written, TZID the name of its wall; empty: it is
	// in UTC, floating, or a date.
	Wall schedule.DateTime
	TZID string
	// At is the instant, in UTC; zero for a date.
	At time.Time
}

func eventTime(t PublishedTime) EventTime {
	e := EventTime{Wall: t.Wall, TZID: t.TZID}
	if !t.IsDate() {
		e.At = t.At.UTC()
	}
	return e
}

// String gives the instant in UTC, and behind it the wall with its name if it is
// another: 2026-09-01T00:30:00Z 2026-09-01T09:30 Asia/Seoul. A date is
// 2026-09-01, the zero EventTime empty.
func (t EventTime) String() string {
	switch {
	case t.Wall.IsZero() && t.At.IsZero():
		return ""
	case t.At.IsZero():
		return t.Wall.Date.String()
	}
	s := t.At.UTC().Format(time.RFC3339)
	if t.TZID == "" && schedule.UTC().Wall(t.At) == t.Wall {
		return s
	}
	s += " " + t.Wall.String()
	if t.TZID != "" {
		s += " " + t.TZID
	}
	return s
}

// MarshalText gives what String gives.
func (t EventTime) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what String writes. The error wraps [schedule.ErrInvalid].
func (t *EventTime) UnmarshalText(b []byte) error {
	text := string(b)
	*t = EventTime{}
	if text == "" {
		return nil
	}
	if d, err := schedule.ParseDate(text); err == nil {
		t.Wall.Date = d
		return nil
	}
	instant, rest, _ := strings.Cut(text, " ")
	at, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return contentlineError(schedule.ErrInvalid, "time "+strconv.Quote(shortText(text))+", want a date or an instant such as 2026-09-01T00:30:00Z")
	}
	t.At = at.UTC()
	if t.Wall = schedule.UTC().Wall(t.At); rest == "" {
		return nil
	}
	wall, tzid, _ := strings.Cut(rest, " ")
	if t.Wall, err = schedule.ParseDateTime(wall); err != nil {
		return contentlineError(schedule.ErrInvalid, "time "+strconv.Quote(shortText(text))+": "+err.Error())
	}
	t.TZID = tzid
	return nil
}

// compare orders by instant; a date begins at 00:00 in UTC. What is not set comes
// last.
func (t EventTime) compare(o EventTime) int {
	if t == o {
		return 0
	}
	if a, b := t == (EventTime{}), o == (EventTime{}); a || b {
		return boolOrder(a) - boolOrder(b)
	}
	return cmp.Or(t.instant().Compare(o.instant()), strings.Compare(t.String(), o.String()))
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (t EventTime) instant() time.Time {
	if t.At.IsZero() {
		return unixOf(schedule.DateTime{Date: t.Wall.Date})
	}
	return t.At
}

// sameAs says whether two times are one instant, or one date.
func (t EventTime) sameAs(o EventTime) bool {
	if t.At.IsZero() || o.At.IsZero() {
		return t.At.IsZero() == o.At.IsZero() && t.Wall.Date == o.Wall.Date
	}
	return t.At.Equal(o.At)
}
