package ical_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
)

func published(t testing.TB, file string) *ical.Publication {
	t.Helper()
	p, err := ical.Published(strings.NewReader(file), importOptions())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// file makes a calendar of lines.
func file(lines ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//EN\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
}

// oldCairo is Cairo's clock as it was told before March 2023: UTC+2 all year.
var oldCairo = []string{"BEGIN:VTIMEZONE", "TZID:Africa/Cairo", "BEGIN:STANDARD", "DTSTART:19700101T000000",
	"TZOFFSETFROM:+0200", "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE"}

func event(lines ...string) []string {
	return append(append([]string{"BEGIN:VEVENT"}, lines...), "END:VEVENT")
}

// TestPublished: what a file says is read with the file's own rules, in whatever
// form it is written.
func TestPublished(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string // UID, RECURRENCE-ID, SEQUENCE, status, start, end
	}{
		{"the file's VTIMEZONE counts, not the database, which has summer time",
			append(oldCairo, event("UID:a", "SEQUENCE:3", "DTSTART;TZID=Africa/Cairo:20230510T090000", "DTEND;TZID=Africa/Cairo:20230510T100000")...),
			"a  3 confirmed 2023-05-10T09:00 Africa/Cairo 2023-05-10T07:00:00Z to 2023-05-10T10:00 2023-05-10T08:00:00Z"},
		{"without one the name counts",
			event("UID:a", "DTSTART;TZID=Africa/Cairo:20230510T090000", "DURATION:PT1H"),
			"a  0 confirmed 2023-05-10T09:00 Africa/Cairo 2023-05-10T06:00:00Z to 2023-05-10T10:00 2023-05-10T07:00:00Z"},
		{"UTC and the end in another form",
			event("UID:a", "STATUS:TENTATIVE", "DTSTART:20230510T060000Z", "DTEND;TZID=Asia/Seoul:20230510T163000"),
			"a  0 tentative 2023-05-10T06:00  2023-05-10T06:00:00Z to 2023-05-10T16:30 2023-05-10T07:30:00Z"},
		{"dates end on their last one",
			event("UID:a", "DTSTART;VALUE=DATE:20230510", "DTEND;VALUE=DATE:20230512"),
			"a  0 confirmed 2023-05-10T00:00  date to 2023-05-11T00:00 date"},
		{"no end",
			event("UID:a", "DTSTART:20230510T060000Z"),
			"a  0 confirmed 2023-05-10T06:00  2023-05-10T06:00:00Z to 2023-05-10T06:00 2023-05-10T06:00:00Z"},
		{"a cancelled occurrence that says no more",
			event("UID:a", "RECURRENCE-ID:20230510T060000Z", "STATUS:CANCELLED"),
			"a 20230510T060000Z 0 cancelled 2023-05-10T06:00  2023-05-10T06:00:00Z to 2023-05-10T06:00 2023-05-10T06:00:00Z"},
		{"METHOD:CANCEL cancels all",
			append([]string{"METHOD:CANCEL"}, event("UID:a", "DTSTART:20230510T060000Z")...),
			"a  0 cancelled 2023-05-10T06:00  2023-05-10T06:00:00Z to 2023-05-10T06:00 2023-05-10T06:00:00Z"},
		{"the newer revision, wherever it is",
			append(event("UID:a", "SEQUENCE:2", "DTSTART:20230511T060000Z"), event("UID:a", "SEQUENCE:1", "DTSTART:20230510T060000Z")...),
			"a  2 confirmed 2023-05-11T06:00  2023-05-11T06:00:00Z to 2023-05-11T06:00 2023-05-11T06:00:00Z"},
		{"one occurrence is the same in UTC and on a wall",
			append(event("UID:a", "RECURRENCE-ID;TZID=Asia/Seoul:20230510T150000", "DTSTART:20230511T060000Z"),
				event("UID:a", "SEQUENCE:1", "RECURRENCE-ID:20230510T060000Z", "DTSTART:20230512T060000Z")...),
			"a 20230510T060000Z 1 confirmed 2023-05-12T06:00  2023-05-12T06:00:00Z to 2023-05-12T06:00 2023-05-12T06:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := published(t, file(c.lines...))
			var got []string
			for i := range p.Events {
				got = append(got, eventText(&p.Events[i]))
			}
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func eventText(e *ical.PublishedEvent) string {
	at := func(p ical.PublishedTime) string {
		if p.IsDate() {
			return "date"
		}
		return p.At.UTC().Format(time.RFC3339)
	}
	return fmt.Sprintf("%s %s %d %s %s %s %s to %s %s", e.UID, e.Recurrence, e.Sequence, e.Status,
		e.Start.Wall, e.Start.TZID, at(e.Start), e.End.Wall, at(e.End))
}

// TestPublishedFaults: what cannot be told from others, or has no time, is left out
// and told.
func TestPublishedFaults(t *testing.T) {
	p := published(t, file(append(event("SUMMARY:x", "DTSTART:20230510T060000Z"), append(event("UID:b"), event("UID:c", "DTSTART:20230510T060000Z")...)...)...))
	if len(p.Events) != 1 || p.Events[0].UID != "c" {
		t.Errorf("events %v, want c alone", p.Events)
	}
	if n := len(p.Problems.Faults()); n != 2 {
		t.Errorf("%d faults, want 2: %v", n, p.Problems)
	}
	if _, err := ical.Published(strings.NewReader("nothing"), nil); err == nil {
		t.Error("no calendar, and no error")
	}
}

// TestPublishedSeries: when a series is over.
func TestPublishedSeries(t *testing.T) {
	for rule, want := range map[string]string{
		"FREQ=DAILY;COUNT=3":              "2023-05-15T00:00:00Z",
		"FREQ=DAILY;UNTIL=20230513T0600Z": "2023-05-12T00:00:00Z", // no rule: once
		"FREQ=DAILY;UNTIL=20230513":       "2023-05-16T00:00:00Z",
		"FREQ=DAILY":                      "0001-01-01T00:00:00Z",
	} {
		p := published(t, file(event("UID:a", "DTSTART:20230510T060000Z", "RRULE:"+rule)...))
		if got := p.Events[0].Last.Format(time.RFC3339); got != want || !p.Events[0].Repeats {
			t.Errorf("%s is over at %s, want %s", rule, got, want)
		}
	}
}
