package ical

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// An expectation is what a file NNN.json of the corpus has for one calendar of
// NNN.ics: the instances that the file's authors read. Recurrences end after
// about a hundred instances of a calendar.
type expectation struct {
	Events []struct {
		Component int `json:"comp_id"` // by its BEGIN, the VCALENDAR's is 0
		Start     string
		End       string
	}
	Errors []struct {
		Component int `json:"comp_id"`
	}
}

// expectations reads them; none without a file.
func expectations(t *testing.T, file string) (list []expectation) {
	t.Helper()
	text, err := os.ReadFile(strings.TrimSuffix(file, ".ics") + ".json")
	if err != nil {
		return nil
	}
	for d := json.NewDecoder(bytes.NewReader(text)); d.More(); {
		var e expectation
		if err := d.Decode(&e); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		list = append(list, e)
	}
	return list
}

// TestCorpusImport: the instances of our import are those that are expected, or
// the difference is in the list of this test; all problems have a position; and
// no file which a calendar program wrote is refused.
func TestCorpusImport(t *testing.T) {
	auckland, err := schedule.ZoneIn(tzdb.Pinned(), "Pacific/Auckland") // where the expectations are at home
	if err != nil {
		t.Fatal(err)
	}
	equal, explained := 0, 0
	for _, file := range corpus(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := corpusFile{t: t, name: corpusName(file), text: text, auckland: auckland}
		c.read()
		want := expectations(t, file)
		if want == nil || c.imported == nil {
			continue
		}
		differences := c.compare(want)
		switch reason, known := corpusDifferences[c.name]; {
		case len(differences) == 0 && known:
			t.Errorf("%s: is in the list of differences, and has none", c.name)
		case len(differences) == 0:
			equal++
		case known && reason != "":
			explained++
		default:
			t.Errorf("%s: %d differences:\n\t%s", c.name, len(differences), strings.Join(differences[:min(8, len(differences))], "\n\t"))
		}
	}
	t.Logf("%d files have the expected instances, of %d the difference is explained", equal, explained)
}

// A corpusFile is a file and what has become of it.
type corpusFile struct {
	t        *testing.T
	name     string
	text     []byte
	auckland schedule.Zone
	imported *Imported
}

// read imports the file. Events without a length get one of a second, which no
// event of the corpus has by itself.
func (c *corpusFile) read() {
	im, err := Import(bytes.NewReader(c.text), &ImportOptions{
		Name: c.name, Floating: c.auckland, Database: tzdb.Pinned(), Length: time.Second,
	})
	if reason := corpusRefused[c.name]; (err != nil) != (reason != "") {
		c.t.Errorf("%s: refused by %v; the list of this test says %q", c.name, err, reason)
	}
	if im == nil {
		return
	}
	c.imported = im
	for i, p := range im.Problems {
		if i == 1000 {
			break // it tells how many more there are
		}
		if p.Pos.Line == 0 || p.Pos.Column == 0 || p.Pos.File != c.name {
			c.t.Errorf("%s: a problem without a position: %v", c.name, p)
		}
	}
}

// An expectedInstance is one that is expected.
type expectedInstance struct {
	key  string
	date schedule.Date // as it is written
}

// compare gives the instances that are expected and that we do not have, and
// those that we have and that are not expected.
func (c *corpusFile) compare(list []expectation) (differences []string) {
	expected, cut := c.expected(list)
	got, first, last := c.instances(expected)
	want := map[string]int{}
	for _, e := range expected {
		if e.date.Compare(first) >= 0 && e.date.Compare(last) <= 0 {
			want[e.key]++
		}
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] < want[key] {
			differences = append(differences, fmt.Sprintf("want %s, %d; got %d", key, want[key], got[key]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if got[key] > want[key] && !cut {
			differences = append(differences, fmt.Sprintf("got %s, %d; want %d", key, got[key], want[key]))
		}
	}
	return differences
}

// expected lists the instances of events; cut is whether there would be more.
func (c *corpusFile) expected(list []expectation) (instances []expectedInstance, cut bool) {
	root, _ := components(bytes.NewReader(c.text))
	recurring := 0
	for i, e := range list {
		var all []*component
		if i < len(root.subs) {
			all = flat(root.subs[i], nil)
		}
		if len(all) > 0 && !bytes.Contains(bytes.ToUpper(c.text), []byte("BEGIN:VCALENDAR")) {
			all = all[1:] // a calendar that is not in the file
		}
		count := map[int]int{}
		for _, event := range e.Events {
			if event.Component < len(all) && all[event.Component].name != "VEVENT" {
				continue // an agenda has no tasks, journals and busy times
			}
			d, err := schedule.ParseDate(event.Start[:10])
			if err != nil {
				c.t.Fatalf("%s: %v", c.name, err)
			}
			instances = append(instances, expectedInstance{expectedKey(c.t, all, event.Component, event.Start, event.End), d})
			if count[event.Component]++; count[event.Component] > 1 {
				recurring++
			}
		}
	}
	return instances, recurring >= 80
}

// flat lists a component and all in it by their BEGINs.
func flat(c *component, list []*component) []*component {
	list = append(list, c)
	for _, sub := range c.subs {
		list = flat(sub, list)
	}
	return list
}

// expectedKey names an expected instance: dates by the date that is written,
// times by their instants, without the end if the event has none.
func expectedKey(t *testing.T, all []*component, i int, start, end string) string {
	from, err1 := time.Parse(time.RFC3339, start)
	to, err2 := time.Parse(time.RFC3339, end)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if i < len(all) {
		c := all[i]
		if p := c.first("DTSTART"); p != nil && len(strings.TrimSpace(p.value)) == 8 {
			if !to.After(from) {
				return start[:10]
			}
			return start[:10] + "/" + end[:10]
		}
		if c.first("DTEND") == nil && c.first("DURATION") == nil || !to.After(from) {
			return from.UTC().Format(time.RFC3339)
		}
	}
	return from.UTC().Format(time.RFC3339) + "/" + to.UTC().Format(time.RFC3339)
}

// instances names ours in the same way, and gives the dates that they are from:
// those of the expected ones, or as many as an agenda can hold.
func (c *corpusFile) instances(expected []expectedInstance) (got map[string]int, first, last schedule.Date) {
	first, last = schedule.Date{Year: 2000, Month: 1, Day: 1}, schedule.Date{Year: 2030, Month: 1, Day: 1}
	for i, e := range expected {
		if i == 0 || e.date.Compare(first) < 0 {
			first = e.date
		}
		if i == 0 || e.date.Compare(last) > 0 {
			last = e.date
		}
	}
	tl, err := c.imported.Agenda.ResolveWithin(schedule.Compatible, first.AddDays(-1), last.AddDays(1))
	for days := 20 * 365; err != nil && days > 30; days /= 2 {
		last = first.AddDays(days)
		tl, err = c.imported.Agenda.ResolveWithin(schedule.Compatible, first.AddDays(-1), last.AddDays(1))
	}
	if err != nil {
		c.t.Fatalf("%s: %v", c.name, err)
	}
	got = map[string]int{}
	for i := range tl.Slots {
		s := &tl.Slots[i]
		switch {
		case s.AllDay():
			got[s.From.String()+"/"+s.Through.AddDays(1).String()]++
		case s.Length() == time.Second:
			got[s.Start.Format(time.RFC3339)]++
		default:
			got[s.Start.Format(time.RFC3339)+"/"+s.End.Format(time.RFC3339)]++
		}
	}
	return got, first, last
}

// corpusRefused are the files that Import gives an error for, with why. None of
// them is as a calendar program wrote it.
var corpusRefused = map[string]string{
	"calcard/049.ics": "random octets",
	"calcard/050.ics": "random octets",
	"calcard/066.ics": "a VALARM alone, which is in no calendar and no event",
	"calcard/067.ics": "a VALARM alone",
	"calcard/068.ics": "a VALARM alone",
	"calcard/081.ics": "cut off: the VCALENDAR has no END",
	"calcard/092.ics": "a component MYCOMP alone",
	"calcard/093.ics": "a component MYCOMPTOO alone",
	"calcard/115.ics": "cut off: the VCALENDAR has no END",
	"calcard/118.ics": "cut off: the VCALENDAR has no END",
	"calcard/121.ics": "END:VCALENDARD, so that the VCALENDAR has no END",
	"calcard/148.ics": "cut off inside an event",
}

// Reasons that hold for several files.
const (
	ownZone   = "ours is the zone of the file's VTIMEZONE; theirs is their own, as the TZID is no name they know"
	inLabel   = "ours is the zone that the TZID's label means; theirs is their own"
	periodIs  = "the RDATE has the time of DTSTART again; ours is one instance of it (RFC 5545 §3.8.5.2), theirs are two"
	isMoved   = "a RECURRENCE-ID moves an instance; theirs has it at its old time too"
	emptyDate = "a date that ends at its start; ours lasts that date, theirs no time"
)

// corpusDifferences are the files in which we read other instances, with why. In
// all but calcard/031.ics we think that ours are right.
var corpusDifferences = map[string]string{
	"calcard/008.ics": "a date with a negative DURATION; ours lasts that date, theirs no time",
	"calcard/009.ics": "a date with a negative DURATION; ours lasts that date, theirs no time",
	"calcard/010.ics": ownZone,
	"calcard/014.ics": "DTSTART has a time in UTC, DTEND is a date; ours is its midnight in UTC, theirs in their own zone",
	"calcard/018.ics": "UNTIL=20160828T110000Z is the instant of 2016-08-28T14:00 in Kiev, and so counts; theirs has not that instance",
	"calcard/019.ics": "DTSTART:20170814T140000Z is in UTC; theirs is in their own zone",
	"calcard/021.ics": "DTEND is in another zone than DTSTART: 12:00 in New York to 13:00 in Los Angeles are four hours; theirs is one",
	"calcard/030.ics": "after 2099 theirs has no summer time in Berlin",
	"calcard/031.ics": "two episodes with one UID, SEQUENCE and DTSTAMP, against RFC 5545 §3.8.4.7; ours keeps the last and tells it, theirs keeps both, which a reader would rather have",
	"calcard/034.ics": "DTSTART;VALUE=DATE:20110804T120000 has a time; ours takes it, theirs the date",
	"calcard/041.ics": ownZone,
	"calcard/044.ics": isMoved,
	"calcard/046.ics": "an event that is in two calendars of the file, by its UID; ours is one",
	"calcard/051.ics": ownZone,
	"calcard/058.ics": periodIs,
	"calcard/065.ics": ownZone,
	"calcard/080.ics": ownZone,
	"calcard/085.ics": emptyDate,
	"calcard/087.ics": periodIs,
	"calcard/088.ics": ownZone,
	"calcard/089.ics": ownZone,
	"calcard/102.ics": ownZone,
	"calcard/103.ics": inLabel,
	"calcard/104.ics": inLabel,
	"calcard/105.ics": inLabel,
	"calcard/106.ics": inLabel,
	"calcard/108.ics": "an RDATE that is a period of two hours in an event of three; and a RECURRENCE-ID without a DTSTART, which is no event",
	"calcard/109.ics": ownZone,
	"calcard/110.ics": "the first calendar is folded between empty lines; ours reads it, theirs does not",
	"calcard/111.ics": "two DTSTARTs; ours is the first, theirs the last",
	"calcard/117.ics": "rules of the Chinese, Ethiopic and Hebrew calendars (RFC 7529), which we tell to be not supported; theirs reads them as Gregorian",
	"calcard/148.ics": "the last event is cut off; ours leaves it out",
	"calcard/162.ics": "DTSTART is a date and DTEND a time with a TZID; ours are whole dates, theirs ends at the time",
	"calcard/181.ics": "DTSTART is not in the rule; ours counts it, also for COUNT=1, whose one instance an EXDATE takes away",
	"calcard/185.ics": "the file's VTIMEZONE has the rules of before 2007, and its times are meant so: the equinox of 2007 was on 2007-03-21 at 00:07 UTC, which is ours",
	"calcard/186.ics": "EXDATE takes DTSTART away, which is the RDATE too; theirs has both",
	"calcard/201.ics": periodIs,
	"calcard/203.ics": periodIs,
	"calcard/205.ics": periodIs,
	"calcard/206.ics": periodIs,
	"calcard/207.ics": periodIs,
	"calcard/208.ics": periodIs,
	"calcard/211.ics": "two calendars with one event by its UID; ours is that of the higher SEQUENCE",
	"calcard/217.ics": "theirs does not know EXRULE",
	"calcard/220.ics": "several requests and replies for one event, by its UID; ours is the one of the highest SEQUENCE",
	"calcard/222.ics": "DTSTART:20030314T030000Z, folded before the colon, is in UTC; theirs is in their own zone",
	"calcard/253.ics": "RECURRENCE-IDs of a UID that has no series; ours is an event for each, theirs leaves one out",
	"calcard/255.ics": "two RRULEs and a DTSTART that only the first gives; theirs has the second alone, without DTSTART",
	"calcard/259.ics": isMoved,
	"calcard/261.ics": ownZone,
	"calcard/298.ics": "times that the clock shows twice; ours is the first (RFC 5545 §3.3.5), theirs the second",
}
