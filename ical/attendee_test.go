package ical_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/ical"
)

// An attendee is a calendar into which invitations come, by RFC 5546 §2.1.5 and §3.2:
// of an event the highest SEQUENCE counts, then the newest DTSTAMP; a RECURRENCE-ID
// replaces or takes out one occurrence. It knows nothing of the code under test.
type attendee struct {
	t      *testing.T
	series map[string]*attendedEvent // by UID
}

type attendedEvent struct {
	master *component
	ones   map[string]*component // by the instant of RECURRENCE-ID; nil: cancelled
	newest map[string]revision   // of the master under "", else by that instant
}

type revision struct {
	sequence int
	stamp    string
}

// isAfter says whether a message is newer than what there is. One of the same SEQUENCE
// and DTSTAMP is the same again, and is refused here: it need not have been sent.
func (r revision) isAfter(o revision) bool {
	return r.sequence > o.sequence || r.sequence == o.sequence && r.stamp > o.stamp
}

func newAttendee(t *testing.T) *attendee {
	return &attendee{t: t, series: map[string]*attendedEvent{}}
}

// take applies a message.
func (a *attendee) take(m *ical.Invitation) {
	a.t.Helper()
	cal := readCalendar(a.t, string(m.Calendar))
	events := cal.of("VEVENT")
	uid := events[0].value("UID")
	s := a.series[uid]
	if s == nil {
		s = &attendedEvent{ones: map[string]*component{}, newest: map[string]revision{}}
		a.series[uid] = s
	}
	first := recurrenceInstant(events[0])
	for i, e := range events {
		id := recurrenceInstant(e)
		now := revision{must(strconv.Atoi(e.value("SEQUENCE"))), e.value("DTSTAMP")}
		last, known := s.newest[id]
		if !known && i == 0 {
			last, known = s.newest[""] // an occurrence that was as its series
		}
		if known && !now.isAfter(last) {
			a.t.Errorf("%s to %s: %s %q with SEQUENCE %d is stale, as there is %d", m.Method, m.To.Email, uid, id, now.sequence, last.sequence)
		}
		if i == 0 && id == "" { // the whole
			s.ones = map[string]*component{}
		}
		if i > 0 && (first != "" || id == "" || cal.value("METHOD") == "CANCEL") {
			a.t.Errorf("%s to %s: several events, and not a series with its occurrences", m.Method, m.To.Email)
		}
		s.newest[id] = now
		if cal.value("METHOD") == "CANCEL" {
			e = nil
		}
		if id == "" {
			s.master = e
		} else {
			s.ones[id] = e
		}
	}
}

// recurrenceInstant gives the instant of the RECURRENCE-ID; empty: none.
func recurrenceInstant(e *component) string {
	if lines := e.named("RECURRENCE-ID"); len(lines) > 0 {
		return instantLine(lines[0]).Format(time.RFC3339)
	}
	return ""
}

// instantLine reads a time in UTC or with a TZID.
func instantLine(line string) time.Time {
	p := readProperty(line)
	if at, err := time.Parse("20060102T150405Z", p.value); err == nil {
		return at
	}
	return resolveWall(p.param("TZID"), must(time.Parse("20060102T150405", p.value)))
}

// instants gives when all takes place that the calendar shows.
func (a *attendee) instants() (lines []string) {
	add := func(from, to time.Time) { lines = append(lines, from.Format(time.RFC3339)+" "+to.Format(time.RFC3339)) }
	for _, s := range a.series {
		if s.master != nil {
			start := readProperty(s.master.named("DTSTART")[0])
			length := instantLine(s.master.named("DTEND")[0]).Sub(instantLine(s.master.named("DTSTART")[0]))
			except := strings.Join(s.master.named("EXDATE"), ",")
			walls := []time.Time{must(time.Parse("20060102T150405", start.value))}
			for _, line := range s.master.named("RRULE") {
				walls = expandRule(a.t, strings.TrimPrefix(line, "RRULE:"), walls[0], start.param("TZID"))
			}
			for _, wall := range walls {
				at := resolveWall(start.param("TZID"), wall)
				_, own := s.ones[at.Format(time.RFC3339)]
				if !own && !strings.Contains(except, wall.Format("20060102T150405")) {
					add(at, at.Add(length))
				}
			}
		}
		for _, e := range s.ones {
			if e != nil {
				add(instantLine(e.named("DTSTART")[0]), instantLine(e.named("DTEND")[0]))
			}
		}
	}
	slices.Sort(lines)
	return lines
}

// seriesSummary is who is told what of a series: also which occurrence, and how many
// events there are.
func seriesSummary(t *testing.T, list []ical.Invitation) (lines []string) {
	for i, line := range summary(list) {
		m := &list[i]
		if m.Recurrence != "" {
			line += " of " + m.Recurrence
		}
		if n := len(readCalendar(t, string(m.Calendar)).of("VEVENT")); n > 1 {
			line += fmt.Sprint(" +", n-1)
		}
		lines = append(lines, line)
	}
	return lines
}
