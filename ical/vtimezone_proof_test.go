package ical

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestProveFindsFaults spoils a right VTIMEZONE and wants it refused.
func TestProveFindsFaults(t *testing.T) {
	tests := map[string]struct {
		zone  string
		form  Form
		spoil func(lines []line) []line
		want  string // part of the message
	}{
		"Santiago a week late": {"America/Santiago", Client, replace("BYDAY=1SU", "BYDAY=2SU"), "is not one of the onsets"},
		"Santiago a week late, DTSTART too": {"America/Santiago", Client,
			both(replace("BYDAY=1SU", "BYDAY=2SU"), both(replace("20260405T", "20260412T"), replace("20260906T", "20260913T"))),
			"at 2026-09-06T04:00:00Z it would say -10800 s, then -14400 s (-04); the data say -14400 s, then -10800 s (-03)"},
		"Santiago on a Saturday":      {"America/Santiago", Open, both(replace("BYDAY=SU", "BYDAY=SA"), replace("20270404T", "20270403T")), "is not one of the onsets"},
		"a day less in the list":      {"America/Santiago", Open, replace("BYMONTHDAY=2,3,4,5,6,7,8", "BYMONTHDAY=2,3,4,5,6,7"), "at 2029-04-08T03:00:00Z"},
		"Seoul half an hour off":      {"Asia/Seoul", Client, replace("+0900", "+0930"), "34200 s (KST); the data say 32400 s, then 32400 s (KST)"},
		"Cairo without its November":  {"Africa/Cairo", Open, drop("BYMONTH=11"), "at 2030-10-31T21:00:00Z"},
		"Cairo's plain last Friday":   {"Africa/Cairo", Open, replace("BYDAY=FR;BYMONTHDAY=26,27,28,29,30,31", "BYDAY=-1FR"), "at 2030-10-24T21:00:00Z"},
		"UNTIL a year early":          {"America/New_York", Full, replace("UNTIL=20061030T060000Z", "UNTIL=20051031T060000Z"), "at 2006-10-29T06:00:00Z"},
		"UNTIL a year late":           {"America/New_York", Full, replace("UNTIL=20061030T060000Z", "UNTIL=20071030T060000Z"), "at 2007-10-28T06:00:00Z"},
		"one RDATE less":              {"Asia/Gaza", Open, drop("20371010T020000"), "at 2037-10-09T23:00:00Z"},
		"DTSTART not among the RDATE": {"Asia/Gaza", Open, dropOne("RDATE", "20361018T020000"), "is not one of the onsets"},
		"wrong offset before":         {"America/Santiago", Client, replaceIn("TZOFFSETFROM", "-0400", "-0430"), "at 2026-09-06T04:00:00Z"},
		"wrong offset before only":    {"Europe/Dublin", Open, both(replaceIn("TZOFFSETFROM", "+0100", "+0200"), replace("T020000", "T030000")), "it would say 7200 s, then 0 s (GMT); the data say 3600 s, then 0 s (GMT)"},
		"wrong name":                  {"Europe/Dublin", Open, replace("GMT", "UTC"), "(UTC); the data say 3600 s, then 0 s (GMT)"},
		"no name":                     {"Europe/Dublin", Open, drop("GMT"), "(); the data say"},
		"begins too late":             {"Asia/Seoul", Client, replace("19881009", "20291009"), "it would say nothing"},
		"the same part twice":         {"Asia/Seoul", Client, twice, "two observances begin at 1988-10-08T17:00:00Z"},
		"an onset that is none":       {"Asia/Seoul", Client, both(twice, replaceLast("19881009", "20271010")), "at 2027-10-09T17:00:00Z it would say 36000 s, then 32400 s (KST); the data say 32400 s, then 32400 s (KST)"},
		"no part":                     {"Asia/Seoul", Client, func([]line) []line { return nil }, "it would say nothing"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p, err := plan(pinnedZone(t, tt.zone), tt.form, day("2027-05-01"), day("2027-05-02"))
			if err != nil {
				t.Fatal(err)
			}
			right := vtimezone(tt.zone, p.list)
			if err := p.prove(right); err != nil {
				t.Fatalf("unspoilt: %v", err)
			}
			err = p.prove(tt.spoil(slices.Clone(right)))
			if !errors.Is(err, ErrInexact) || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.zone) {
				t.Errorf("error %v, want ErrInexact for zone %s with %q", err, tt.zone, tt.want)
			}
		})
	}
}

// TestNothingIsWrittenUnproven spoils what emitTimezone is about to write.
func TestNothingIsWrittenUnproven(t *testing.T) {
	p, err := plan(pinnedZone(t, "America/Santiago"), Client, day("2027-05-01"), day("2027-05-02"))
	if err != nil {
		t.Fatal(err)
	}
	p.list[0].rule = yearly{weekdayFrom, 4, 8, 0}.recurrence() // a week late
	s := newTreeSink()
	s.Begin(vcalendar)
	if err := p.emit(s); !errors.Is(err, ErrInexact) {
		t.Errorf("error %v, want ErrInexact", err)
	}
	s.End(vcalendar)
	if cal, err := s.calendar(); err != nil || len(cal.Components) > 0 {
		t.Errorf("the calendar has %d components (%v), want none", len(cal.Components), err)
	}
}

func replace(old, new string) func([]line) []line { return replaceIn("", old, new) }

// replaceIn replaces a text in the lines of a name, or in all.
func replaceIn(name, old, new string) func([]line) []line {
	return func(lines []line) []line {
		for i := range lines {
			if name == "" || lines[i].name == name {
				lines[i].text = strings.ReplaceAll(lines[i].text, old, new)
				lines[i].raw = []byte(strings.ReplaceAll(string(lines[i].raw), old, new))
			}
		}
		return lines
	}
}

// drop takes away the lines with a text, and the whole part if it is in a rule.
func drop(text string) func([]line) []line {
	return func(lines []line) []line {
		has := func(l line) bool { return strings.Contains(l.text+string(l.raw), text) }
		i := slices.IndexFunc(lines, has)
		if lines[i].name != "RRULE" {
			return slices.DeleteFunc(lines, has)
		}
		end := i + 2 // after END
		for lines[i].name != "BEGIN" {
			i--
		}
		return slices.Delete(lines, i, end)
	}
}

// dropOne takes away the first line of a name and value.
func dropOne(name, value string) func([]line) []line {
	return func(lines []line) []line {
		i := slices.IndexFunc(lines, func(l line) bool { return l.name == name && string(l.raw) == value })
		return slices.Delete(lines, i, i+1)
	}
}

func both(a, b func([]line) []line) func([]line) []line {
	return func(lines []line) []line { return b(a(lines)) }
}

// replaceLast replaces a text in the last line that has it.
func replaceLast(old, new string) func([]line) []line {
	return func(lines []line) []line {
		for _, l := range slices.Backward(lines) {
			if i := bytes.Index(l.raw, []byte(old)); i >= 0 {
				copy(l.raw[i:], new)
				break
			}
		}
		return lines
	}
}

// twice repeats the first part.
func twice(lines []line) []line {
	end := slices.IndexFunc(lines, func(l line) bool { return l.name == "END" }) + 1
	part := slices.Clone(lines[2:end])
	for i := range part {
		part[i].raw = slices.Clone(part[i].raw)
	}
	return slices.Insert(lines, end, part...)
}

// TestProveByTheRules checks the small expander on RFC 5545's own terms.
func TestProveByTheRules(t *testing.T) {
	tests := map[string]struct {
		rule, from string
		want       string // dates up to the end of 2030
	}{
		"second Sunday":  {"FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "2027-03-14", "2027-03-14 2028-03-12 2029-03-11 2030-03-10"},
		"last Sunday":    {"FREQ=YEARLY;BYMONTH=2;BYDAY=-1SU", "2027-02-28", "2027-02-28 2028-02-27 2029-02-25 2030-02-24"},
		"second to last": {"FREQ=YEARLY;BYMONTH=10;BYDAY=-2SA", "2027-10-23", "2027-10-23 2028-10-21 2029-10-20 2030-10-19"},
		"fixed date":     {"FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", "2028-04-01", "2028-04-01 2029-04-01 2030-04-01"},
		"leap day":       {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2027-01-01", "2028-02-29"},
		"days of a week": {"FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8", "2028-09-03", "2028-09-03 2029-09-02 2030-09-08"},
		"until":          {"FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=20280313T000000Z", "2027-03-14", "2027-03-14 2028-03-12"},
	}
	for name, tt := range tests {
		var got []string
		readRule([]byte(tt.rule)).expand(day(tt.from).Unix(), 0, day("2031-01-01").Unix(), func(wall int64) {
			got = append(got, utcText(wall)[:10])
		})
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %s from %s gives %s, want %s", name, tt.rule, tt.from, strings.Join(got, " "), tt.want)
		}
	}
}
