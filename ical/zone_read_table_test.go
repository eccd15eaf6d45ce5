package ical

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// vtimezoneText puts lines into a VTIMEZONE of the name Test.
func vtimezoneText(parts ...string) string {
	return "BEGIN:VTIMEZONE\nTZID:Test\n" + strings.Join(parts, "\n") + "\nEND:VTIMEZONE"
}

// part gives an observance; what is not given with lines has the offsets given.
func part(kind, from, to string, lines ...string) string {
	if from != "" {
		lines = append(lines, "TZOFFSETFROM:"+from)
	}
	if to != "" {
		lines = append(lines, "TZOFFSETTO:"+to)
	}
	return "BEGIN:" + kind + "\n" + strings.Join(lines, "\n") + "\nEND:" + kind
}

// TestReadTimezone: what VTIMEZONEs of other programs mean. Each row lists
// instants with the offset that holds from them on; just before each, another
// one holds.
func TestReadTimezone(t *testing.T) {
	const (
		usStandard = "DTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
		usDaylight = "DTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"
	)
	tests := map[string]struct {
		text     string
		onsets   string // instants and offsets; the first offset is that before
		problems string // pieces of the messages, "; " between
	}{
		"Outlook, from 1601": {vtimezoneText( // DTSTART is not in the rule
			part("STANDARD", "-0400", "-0500", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:16010101T020000", "RRULE:FREQ=YEARLY; BYDAY=2SU;BYMONTH=3 ")),
			"-0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500 9000-03-09T07:00:00Z -0400", ""},
		"from the year 1": {vtimezoneText(
			part("STANDARD", "+0200", "+0100", "DTSTART:00010101T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
			part("DAYLIGHT", "+0100", "+0200", "DTSTART:00010101T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3")),
			"+0100 2026-03-29T01:00:00Z +0200 2026-10-25T01:00:00Z +0100 2027-03-28T01:00:00Z +0200", ""},
		"Apple, summer time since 1981, winter time since 1996": {vtimezoneText(
			part("DAYLIGHT", "+0100", "+0200", "TZNAME:CEST", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
			part("STANDARD", "+0200", "+0100", "TZNAME:CET", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")),
			"+0100 1981-03-29T01:00:00Z +0200 1996-10-27T01:00:00Z +0100 1997-03-30T01:00:00Z +0200", ""},
		"RDATE alone, DTSTART not among them": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", "DTSTART:20251102T020000", "RDATE:20261101T020000"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20250309T020000", "RDATE:20260308T020000,20270314T020000")),
			"-0500 2025-03-09T07:00:00Z -0400 2025-11-02T06:00:00Z -0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500 2027-03-14T07:00:00Z -0400", ""},
		"RDATE in UTC, as a period and as a date": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", "DTSTART:20251102T020000", "RDATE:20261101T060000Z"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20250309T020000", "RDATE;VALUE=PERIOD:20260308T020000/PT1H", "RDATE;VALUE=DATE:20270314")),
			"-0500 2025-03-09T07:00:00Z -0400 2025-11-02T06:00:00Z -0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500 2027-03-14T07:00:00Z -0400", ""},
		"EXDATE": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", usStandard),
			part("DAYLIGHT", "-0500", "-0400", usDaylight, "EXDATE:20260308T020000")),
			"-0400 2025-11-02T06:00:00Z -0500 2027-03-14T07:00:00Z -0400", ""},
		"EXRULE": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", usStandard),
			part("DAYLIGHT", "-0500", "-0400", usDaylight, "EXRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2SU")),
			"-0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500 2028-03-12T07:00:00Z -0400", ""},
		"BYMONTHDAY, two rules in one": {vtimezoneText(
			part("STANDARD", "+0300", "+0200", "DTSTART:20231027T000000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31",
				"RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=FR;BYMONTHDAY=1"),
			part("DAYLIGHT", "+0200", "+0300", "DTSTART:20230428T000000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR")),
			"+0300 2023-10-26T21:00:00Z +0200 2024-04-25T22:00:00Z +0300 2024-10-31T21:00:00Z +0200 2025-04-24T22:00:00Z +0300 2025-10-30T21:00:00Z +0200", ""},
		"UNTIL in UTC, east": {vtimezoneText(
			part("DAYLIGHT", "+0100", "+0200", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=19830327T010000Z"),
			part("STANDARD", "+0200", "+0100", "DTSTART:19810927T030000", "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU;UNTIL=19830925T030000Z")),
			"+0100 1981-03-29T01:00:00Z +0200 1981-09-27T01:00:00Z +0100 1982-03-28T01:00:00Z +0200 1982-09-26T01:00:00Z +0100 1983-03-27T01:00:00Z +0200 1983-09-25T01:00:00Z +0100", ""},
		"UNTIL in UTC with the local digits, west": {vtimezoneText( // the last onset would be lost
			part("STANDARD", "-0400", "-0500", "DTSTART:20041031T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T020000Z"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20040404T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z")),
			"-0400 2005-10-30T06:00:00Z -0500 2006-04-02T07:00:00Z -0400 2006-10-29T06:00:00Z -0500", "has the clock of DTSTART"},
		"UNTIL local and as a date": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", "DTSTART:20041031T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T020000"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20040404T020000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402")),
			"-0400 2005-10-30T06:00:00Z -0500 2006-04-02T07:00:00Z -0400 2006-10-29T06:00:00Z -0500", ""},
		"COUNT": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", "DTSTART:20251102T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;COUNT=2"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20250309T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;COUNT=3")),
			"-0400 2025-11-02T06:00:00Z -0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500 2027-03-14T07:00:00Z -0400", ""},
		"UNTIL before DTSTART": {vtimezoneText( // the DTSTART alone
			part("STANDARD", "-0400", "-0500", "DTSTART:20251102T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;UNTIL=20240101T000000Z"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20250309T020000")),
			"-0500 2025-03-09T07:00:00Z -0400 2025-11-02T06:00:00Z -0500", "gives nothing after DTSTART"},
		"an interval that the calendar's 400 years do not divide": {vtimezoneText(
			part("STANDARD", "+0100", "+0000", "DTSTART:20001101T000000", "RRULE:FREQ=YEARLY;INTERVAL=3"),
			part("DAYLIGHT", "+0000", "+0100", "DTSTART:20000301T000000", "RRULE:FREQ=YEARLY;INTERVAL=3")),
			"+0100 2000-10-31T23:00:00Z +0000 2003-03-01T00:00:00Z +0100 2003-10-31T23:00:00Z +0000", ""},
		"every fourth year, for ever": {vtimezoneText(
			part("STANDARD", "+0100", "+0000", "DTSTART:20001101T000000", "RRULE:FREQ=YEARLY;INTERVAL=4"),
			part("DAYLIGHT", "+0000", "+0100", "DTSTART:20000301T000000", "RRULE:FREQ=YEARLY;INTERVAL=4")),
			"+0100 2000-10-31T23:00:00Z +0000 2004-03-01T00:00:00Z +0100 9000-10-31T23:00:00Z +0000", ""},
		"a single onset long after the rules began": {vtimezoneText( // what follows for ever begins after it
			part("STANDARD", "-0400", "-0500", usStandard), part("DAYLIGHT", "-0500", "-0400", usDaylight),
			part("DAYLIGHT", "-0400", "-0300", "DTSTART:20260601T000000")),
			"-0400 2026-06-01T04:00:00Z -0300 2026-11-01T06:00:00Z -0500 9000-03-09T07:00:00Z -0400", ""},
		"a DTSTART that only RDATE gives": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", "DTSTART:20060115T000000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU;UNTIL=20071104T060000Z", "RDATE:20060115T000000")),
			"-0400 2006-01-15T04:00:00Z -0500", ""},
		"no TZOFFSETFROM, two summer times": {vtimezoneText(
			part("DAYLIGHT", "+0100", "+0230", "DTSTART:20100401T000000"), part("STANDARD", "", "+0100", "DTSTART:20050901T000000"),
			part("DAYLIGHT", "+0100", "+0200", "DTSTART:20050401T000000")),
			"+0100 2005-03-31T23:00:00Z +0200 2005-08-31T22:00:00Z +0100 2010-03-31T23:00:00Z +0230", "STANDARD without a TZOFFSETFROM, the offset before it; +0200 is taken"},
		"seconds in offsets": {vtimezoneText(
			part("STANDARD", "-004430", "+0000", "DTSTART:19720107T000000")), "-004430 1972-01-07T00:44:30Z +0000", ""},
		"STANDARD alone": {vtimezoneText(part("STANDARD", "+0900", "+0900", "DTSTART:16010101T000000")), "+0900", ""},
		"DAYLIGHT alone": {vtimezoneText(part("DAYLIGHT", "+0900", "+0900", "DTSTART:16010101T000000")), "+0900", ""},
		"a new standard time": {vtimezoneText(
			part("STANDARD", "+0800", "+0830", "DTSTART:20150815T000000"),
			part("STANDARD", "+0830", "+0900", "DTSTART:20180504T233000")), "+0800 2015-08-14T16:00:00Z +0830 2018-05-04T15:00:00Z +0900", ""},
		"out of order": {vtimezoneText(
			part("STANDARD", "+0830", "+0900", "DTSTART:20180504T233000"),
			part("STANDARD", "+0800", "+0830", "DTSTART:20150815T000000")), "+0800 2015-08-14T16:00:00Z +0830 2018-05-04T15:00:00Z +0900", ""},
		"twice the same": {vtimezoneText(
			part("STANDARD", "-0400", "-0500", usStandard), part("STANDARD", "-0400", "-0500", usStandard),
			part("DAYLIGHT", "-0500", "-0400", usDaylight), part("DAYLIGHT", "-0500", "-0400", usDaylight)),
			"-0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500", ""},
		"never begins": {vtimezoneText(
			part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000"),
			part("DAYLIGHT", "+0000", "+0100", "DTSTART:99991231T000000")), "+0000 9999-12-31T00:00:00Z +0100", ""},
		"an onset at the zero time": {vtimezoneText(part("STANDARD", "+0000", "+0100", "DTSTART:00010101T000000")), "+0000 0001-01-01T00:00:01Z +0100", ""},
		"two at one instant": {vtimezoneText(
			part("STANDARD", "-0500", "-0500", "DTSTART:19700101T000000"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:19700101T000000")), "-0500", "both begin at 1970-01-01T05:00:00Z; -0500, of this one, is taken"},
		"no TZOFFSETFROM": {vtimezoneText(
			part("STANDARD", "", "-0500", usStandard), part("DAYLIGHT", "", "-0400", usDaylight)),
			"-0500 2026-03-08T07:00:00Z -0400 2026-11-01T06:00:00Z -0500", "DAYLIGHT without a TZOFFSETFROM, the offset before it; -0500 is taken; STANDARD without a TZOFFSETFROM, the offset before it; -0400 is taken"},
		"wrong TZOFFSETFROM": {vtimezoneText( // winter begins an hour late
			part("STANDARD", "-0500", "-0500", usStandard), part("DAYLIGHT", "-0500", "-0400", usDaylight)),
			"-0500 2026-03-08T07:00:00Z -0400 2026-11-01T07:00:00Z -0500", "comes from TZOFFSETFROM:-0500, which the clock does not show before it"},
		"DTSTART with a TZID and a Z": {vtimezoneText( // local all the same
			part("STANDARD", "-0400", "-0500", "DTSTART;TZID=America/New_York:20251102T020000"),
			part("DAYLIGHT", "-0500", "-0400", "DTSTART:20250309T020000Z")),
			"-0500 2025-03-09T07:00:00Z -0400 2025-11-02T06:00:00Z -0500", "DTSTART with a TZID; DTSTART 20250309T020000Z is in UTC"},
		"DTSTART as a date": {vtimezoneText(part("STANDARD", "+0100", "+0200", "DTSTART;VALUE=DATE:20260101")),
			"+0100 2025-12-31T23:00:00Z +0200", "read as its midnight"},
		"no DTSTART":          {vtimezoneText(part("STANDARD", "+0100", "+0100")), "+0100", "holds from the beginning"},
		"RDATE, no DTSTART":   {vtimezoneText(part("STANDARD", "+0100", "+0200", "RDATE:20260101T010000")), "+0100 2026-01-01T00:00:00Z +0200", "its first RDATE is taken"},
		"offsets with colons": {vtimezoneText(part("STANDARD", "-05:00", "0530", "DTSTART:20260101T000000")), "-0500 2026-01-01T05:00:00Z +0530", ""},
		"small letters, other properties, another component": {strings.ToLower("BEGIN:VTIMEZONE\nTZID:Test\nX-PROLEPTIC-TZNAME:LMT\n") +
			"begin:standard\ndtstart:20260101T000000\ntzoffsetfrom:+0000\ntzoffsetto:+0100\ncomment:new\nend:standard\nbegin:x-more\nx-a:b\nend:x-more\nend:vtimezone",
			"+0000 2026-01-01T00:00:00Z +0100", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			z := readZoneText(t, tt.text)
			var told []string
			for _, p := range z.problems {
				told = append(told, p.Error())
				if !p.Remark || p.Pos.Line == 0 || p.Pos.Column == 0 {
					t.Errorf("%v is no remark with a position", p)
				}
			}
			wanted := 0
			for want := range strings.SplitSeq(tt.problems, "; ") {
				if !strings.Contains(strings.Join(told, "\n"), want) {
					t.Errorf("problems %q, want %q", told, want)
				}
				if want != "" {
					wanted++
				}
			}
			if wanted == 0 && len(told) > 0 {
				t.Errorf("problems %q, want none", told)
			}
			if z.zone.IsZero() {
				t.Fatal("no zone")
			}
			checkOnsets(t, z, tt.onsets)
		})
	}
}

// checkOnsets compares the zone with a list of offsets and instants: +0100
// 2026-03-29T01:00:00Z +0200. Between two of them nothing else happens.
func checkOnsets(t *testing.T, z *readZone, list string) {
	t.Helper()
	words := strings.Fields(list)
	for i := 1; i < len(words); i += 2 {
		at, err := time.Parse(time.RFC3339, words[i])
		if err != nil {
			t.Fatal(err)
		}
		before, after := z.zone.At(at.Add(-time.Second)), z.zone.At(at)
		if got, want := offsetText(before.Offset)+" "+offsetText(after.Offset), words[i-1]+" "+words[i+1]; got != want {
			t.Errorf("around %s: %s, want %s", words[i], got, want)
		}
		if i > 1 && words[i-2] != before.Start.Format(time.RFC3339) && at.Year() < 9000 {
			t.Errorf("the span before %s begins at %s, not at %s", words[i], before.Start, words[i-2])
		}
	}
	if len(words) == 1 {
		if s := z.zone.At(time.Time{}); offsetText(s.Offset) != words[0] || !s.End.IsZero() {
			t.Errorf("%s until %s, want %s for ever", offsetText(s.Offset), s.End, words[0])
		}
	}
}

// TestReadTimezoneFaults: what has no meaning is told with its place, and gives no
// zone.
func TestReadTimezoneFaults(t *testing.T) {
	many := func(n int, line func(i int) string) string {
		lines := make([]string, n)
		for i := range lines {
			lines[i] = line(i)
		}
		return strings.Join(lines, "\n")
	}
	tests := map[string]struct{ text, want string }{
		"no TZID":              {"BEGIN:VTIMEZONE\n" + part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000") + "\nEND:VTIMEZONE", "2:1: malformed VTIMEZONE: a VTIMEZONE without a TZID"},
		"nothing in it":        {vtimezoneText(), "2:1: malformed VTIMEZONE: a VTIMEZONE has a STANDARD or DAYLIGHT"},
		"two TZIDs":            {vtimezoneText("TZID:Other", part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000")), `4:1: malformed VTIMEZONE: a second TZID, "Other" after "Test"`},
		"no TZOFFSETTO":        {vtimezoneText(part("STANDARD", "+0000", "", "DTSTART:19700101T000000")), "4:1: malformed VTIMEZONE: STANDARD without a TZOFFSETTO"},
		"an offset of days":    {vtimezoneText(part("STANDARD", "+0000", "+5744", "DTSTART:19700101T000000")), `malformed VTIMEZONE: TZOFFSETTO "+5744" is no offset`},
		"no offset":            {vtimezoneText(part("STANDARD", "east", "+0000", "DTSTART:19700101T000000")), `6:1: malformed VTIMEZONE: TZOFFSETFROM "east" is no offset`},
		"DTSTART":              {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:yesterday")), `5:1: malformed VTIMEZONE: DTSTART "yesterday" is no date with a time`},
		"RRULE":                {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RRULE:FREQ=SOMETIMES")), "6:1: malformed VTIMEZONE: RRULE: FREQ=SOMETIMES is not a frequency"},
		"RRULE, no DTSTART":    {vtimezoneText(part("STANDARD", "+0000", "+0000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=1SU")), "with an RRULE, but without a DTSTART"},
		"RDATE":                {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RDATE:20260101T000000,20261332T000000")), `6:1: malformed VTIMEZONE: RDATE "20261332T000000" is no date`},
		"every second":         {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RRULE:FREQ=SECONDLY")), "6:1: limit exceeded: RRULE:FREQ=SECONDLY would set the clock too often"},
		"a thousand million":   {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RRULE:FREQ=WEEKLY;COUNT=1000000000")), "limit exceeded: RRULE:FREQ=WEEKLY;COUNT=1000000000 would set the clock too often"},
		"every day":            {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RRULE:FREQ=YEARLY;BYDAY=SU,MO,TU,WE,TH,FR,SA")), "limit exceeded: the VTIMEZONE sets its clock more than 100000 times"},
		"every day until 9999": {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RRULE:FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;UNTIL=99991231T235959Z")), "limit exceeded: the VTIMEZONE sets its clock"},
		"100,001 RDATEs":       {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "RDATE:"+strings.TrimSuffix(strings.Repeat("20260101T000000,", 100_001), ","))), "limit exceeded: more than 100000 times of RDATE"},
		"many rules":           {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", strings.Repeat("RRULE:FREQ=YEARLY\n", 51))), "limit exceeded: more than 50 rules of one STANDARD"},
		"many names": {vtimezoneText(many(300, func(i int) string {
			return part("STANDARD", "+0000", "+0000", fmt.Sprintf("DTSTART:%d0101T000000\nTZNAME:N%d", 2000+i, i))
		})), "257th kind of time"},
		"all left out": {vtimezoneText(part("STANDARD", "+0000", "+0000", "DTSTART:19700101T000000", "EXDATE:19700101T000000")), "no onset that is not left out again"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			z := readZoneText(t, tt.text)
			if !z.zone.IsZero() {
				t.Errorf("a zone: %v", z.zone)
			}
			if err := z.problems.Err(); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%.300v, want %s", err, tt.want)
			}
		})
	}
}
