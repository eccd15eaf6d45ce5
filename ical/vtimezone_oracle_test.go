package ical

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// The oracle reads the bytes of a VTIMEZONE as RFC 5545 has it, slowly, and
// takes the truth from package time: none of the code under test, and none of
// package schedule, has a part in it.

// A readTimezone is a VTIMEZONE as read.
type readTimezone struct {
	tzid  string
	parts []readPart
}

// A readPart is a STANDARD or DAYLIGHT.
type readPart struct {
	kind     string
	dtstart  time.Time // the wall time, as if in UTC
	from, to int
	name     string
	rrule    map[string]string
	rdates   []time.Time
}

// readVTimezone fails the test for everything that is not in a VTIMEZONE.
func readVTimezone(t *testing.T, text []byte) readTimezone {
	t.Helper()
	if !bytes.HasSuffix(text, []byte("\r\n")) {
		t.Fatalf("the last line does not end in CR LF: %q", text)
	}
	unfolded := strings.ReplaceAll(string(text), "\r\n ", "")
	var tz readTimezone
	var part *readPart
	for line := range strings.SplitSeq(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
		name, value, ok := strings.Cut(line, ":")
		switch {
		case !ok:
			t.Fatalf("%q is no content line", line)
		case line == "BEGIN:VTIMEZONE" || line == "END:VTIMEZONE":
		case name == "TZID" && part == nil:
			tz.tzid = value
		case name == "BEGIN":
			part = &readPart{kind: value}
		case name == "END" && part != nil && value == part.kind:
			tz.parts, part = append(tz.parts, *part), nil
		case part == nil || !part.read(name, value):
			t.Fatalf("unexpected line %q", line)
		}
	}
	return tz
}

func (p *readPart) read(name, value string) bool {
	var err error
	switch name {
	case "DTSTART":
		p.dtstart, err = time.Parse("20060102T150405", value)
	case "RDATE":
		var d time.Time
		d, err = time.Parse("20060102T150405", value)
		p.rdates = append(p.rdates, d)
	case "TZOFFSETFROM":
		p.from, err = parseOffset(value)
	case "TZOFFSETTO":
		p.to, err = parseOffset(value)
	case "TZNAME":
		p.name = value
	case "RRULE":
		p.rrule = map[string]string{}
		for part := range strings.SplitSeq(value, ";") {
			key, v, _ := strings.Cut(part, "=")
			p.rrule[key] = v
		}
	default:
		return false
	}
	return err == nil
}

func parseOffset(s string) (int, error) {
	layout := "-0700"
	if len(s) == 7 {
		layout = "-070000"
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return 0, err
	}
	_, offset := t.Zone()
	return offset, nil
}

// A readOnset is a moment at which a reader sets its clock.
type readOnset struct {
	at       int64
	from, to int
	name     string
}

// onsets expands everything up to the end of a year.
func (tz readTimezone) onsets(t *testing.T, lastYear int) []readOnset {
	t.Helper()
	var list []readOnset
	for _, p := range tz.parts {
		walls := append(p.expand(t, lastYear), p.rdates...)
		if len(walls) == 0 {
			walls = []time.Time{p.dtstart}
		}
		if !slices.ContainsFunc(walls, p.dtstart.Equal) {
			t.Errorf("%s: DTSTART %v is not named by its own rule or RDATE %v", tz.tzid, p.dtstart, p.rrule)
		}
		for _, w := range walls {
			list = append(list, readOnset{w.Unix() - int64(p.from), p.from, p.to, p.name})
		}
	}
	slices.SortFunc(list, func(a, b readOnset) int { return cmp.Compare(a.at, b.at) })
	return list
}

// expand reads the limits of the rule.
func (p readPart) expand(t *testing.T, lastYear int) []time.Time {
	t.Helper()
	if p.rrule == nil {
		return nil
	}
	until := time.Date(lastYear, time.December, 31, 23, 59, 59, 0, time.UTC)
	for key, value := range p.rrule {
		switch key {
		case "FREQ":
			if value != "YEARLY" {
				t.Fatalf("FREQ=%s", value)
			}
		case "UNTIL":
			u, err := time.Parse("20060102T150405Z", value)
			if err != nil {
				t.Fatal(err)
			}
			until = u.Add(time.Duration(p.from) * time.Second) // on the wall
		case "BYMONTH", "BYDAY", "BYMONTHDAY":
		default:
			t.Fatalf("RRULE has %s", key)
		}
	}
	return p.days(until)
}

// days lists the days of the rule from DTSTART on.
func (p readPart) days(until time.Time) (walls []time.Time) {
	for d := p.dtstart; !d.After(until); d = d.AddDate(0, 0, 1) {
		if p.rrule["BYMONTH"] != strconv.Itoa(int(d.Month())) {
			d = d.AddDate(0, 1, -d.Day()) // to the last day of the month
			continue
		}
		if p.hasDay(d) {
			walls = append(walls, d)
		}
	}
	return walls
}

// hasDay applies BYDAY and BYMONTHDAY, RFC 5545 §3.3.10.
func (p readPart) hasDay(d time.Time) bool {
	if days, ok := p.rrule["BYMONTHDAY"]; ok && !slices.Contains(strings.Split(days, ","), strconv.Itoa(d.Day())) {
		return false
	}
	weekday := twoLetters(d)
	nth := strconv.Itoa((d.Day() + 6) / 7)
	switch p.rrule["BYDAY"] {
	case "", weekday, nth + weekday:
		return true
	case "-1" + weekday:
		return d.AddDate(0, 0, 7).Month() != d.Month()
	}
	return false
}

func twoLetters(d time.Time) string { return strings.ToUpper(d.Weekday().String()[:2]) }

// at gives what a reader takes for the instant; ok is false before the first onset.
func at(list []readOnset, sec int64) (readOnset, bool) {
	i, found := slices.BinarySearchFunc(list, sec, func(o readOnset, sec int64) int { return cmp.Compare(o.at, sec) })
	if found {
		i++
	}
	if i == 0 {
		return readOnset{}, false
	}
	return list[i-1], true
}

// A truth is what package time knows of a zone.
type truth struct {
	loc    *time.Location
	onsets []int64 // where the offset or the abbreviation changes, in order
}

// firstTruth and lastTruth are the years that the truth of a zone covers.
const firstTruth, lastTruth = 1967, 2103

var truths sync.Map // name of the zone without links → truth

// truthOf gives what package time knows of a zone of the pinned database.
func truthOf(t testing.TB, name string) truth {
	t.Helper()
	canonical := tzdb.Pinned().Canonical(name)
	if known, ok := truths.Load(canonical); ok {
		return known.(truth)
	}
	data, err := tzdb.Pinned().TZif(name)
	if err != nil {
		t.Fatal(err)
	}
	tr := newTruth(t, name, data, firstTruth, lastTruth)
	truths.Store(canonical, tr)
	return tr
}

// newTruth looks at every second day of the years, and bisects two days that
// begin otherwise than they end. Nowhere are clocks set forth and back within
// two days.
func newTruth(t testing.TB, name string, tzif []byte, firstYear, lastYear int) truth {
	t.Helper()
	loc, err := time.LoadLocationFromTZData(name, tzif)
	if err != nil {
		t.Fatal(err)
	}
	tr := truth{loc: loc}
	sec := time.Date(firstYear, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	end := time.Date(lastYear+1, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
	for state := tr.state(sec); sec < end; sec += 2 * 86400 {
		next := tr.state(sec + 2*86400)
		for lo := sec; state != next; {
			hi := sec + 2*86400
			for hi-lo > 1 {
				if mid := (lo + hi) / 2; tr.state(mid) == state {
					lo = mid
				} else {
					hi = mid
				}
			}
			tr.onsets = append(tr.onsets, hi)
			lo, state = hi, tr.state(hi)
		}
	}
	return tr
}

// A clockState is what a clock shows beside UTC.
type clockState struct {
	name   string
	offset int
}

func (tr truth) state(sec int64) clockState {
	name, offset := tr.at(sec)
	return clockState{name, offset}
}

func (tr truth) at(sec int64) (name string, offset int) {
	return time.Unix(sec, 0).In(tr.loc).Zone()
}

// probes lists the ends of the time from lo to hi, each onset in it, the seconds
// beside them and the middles between them.
func (tr truth) probes(lo, hi int64) []int64 {
	edges := []int64{lo}
	for _, o := range tr.onsets {
		if o > lo && o < hi {
			edges = append(edges, o)
		}
	}
	edges = append(edges, hi)
	var list []int64
	for i, e := range edges {
		list = append(list, e-1, e, e+1)
		if i > 0 {
			list = append(list, (edges[i-1]+e)/2)
		}
	}
	return slices.DeleteFunc(list, func(sec int64) bool { return sec < lo || sec >= hi })
}

// judge compares a VTIMEZONE with the truth from lo to hi, both as a reader
// asks it for an instant and as it asks for the offset before an onset.
func (tr truth) judge(t *testing.T, text []byte, lo, hi time.Time, names bool) {
	t.Helper()
	tz := readVTimezone(t, text)
	list := tz.onsets(t, hi.Year()+1)
	wrong := 0
	for _, sec := range tr.probes(lo.Unix(), hi.Unix()) {
		name, offset := tr.at(sec)
		o, ok := at(list, sec)
		if !ok || o.to != offset || names && o.name != name {
			if wrong++; wrong < 4 {
				t.Errorf("%s at %v: the VTIMEZONE says %d %s, package time %d %s", tz.tzid, time.Unix(sec, 0).UTC(), o.to, o.name, offset, name)
			}
		}
	}
	for i, o := range list {
		if o.at <= lo.Unix() || o.at >= hi.Unix() {
			continue
		}
		if _, before := tr.at(o.at - 1); before != o.from {
			t.Errorf("%s at %v: TZOFFSETFROM is %d, package time has %d", tz.tzid, time.Unix(o.at, 0).UTC(), o.from, before)
		}
		if i > 0 && list[i-1].at == o.at {
			t.Errorf("%s at %v: two observances", tz.tzid, time.Unix(o.at, 0).UTC())
		}
	}
	if wrong > 0 {
		t.Logf("%d wrong in\n%s", wrong, text)
	}
}

// zoneNames lists all names but those of UTC; a sample under -short.
func zoneNames(t testing.TB) []string {
	t.Helper()
	var names []string
	for _, name := range tzdb.Pinned().Names() {
		if !isUTC(pinnedZone(t, name)) {
			names = append(names, name)
		}
	}
	if !testing.Short() {
		return names
	}
	sample := []string{"Africa/Cairo", "America/New_York", "America/Santiago", "Asia/Gaza", "Asia/Jerusalem", "Europe/Dublin", "Africa/Monrovia"}
	for i := 0; i < len(names); i += 20 {
		sample = append(sample, names[i])
	}
	return sample
}

func pinnedZone(t testing.TB, name string) schedule.Zone {
	t.Helper()
	z, err := schedule.ZoneIn(tzdb.Pinned(), name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// footerTZif makes a TZif file (RFC 9636) of nothing but a footer.
func footerTZif(footer string) []byte {
	header := func() []byte {
		b := append([]byte("TZif2"), make([]byte, 15)...)
		for _, n := range []uint32{0, 0, 0, 0, 1, 4} { // one type, four octets of names
			b = binary.BigEndian.AppendUint32(b, n)
		}
		return append(b, "\x00\x00\x00\x00\x00\x00LMT\x00"...)
	}
	return slices.Concat(header(), header(), []byte("\n"+footer+"\n"))
}
