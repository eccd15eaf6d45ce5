package contentline_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/plenaria/plenaria/ical/internal/contentline"
)

// oddHeads are heads that may be read once and remembered, and such as may not.
var oddHeads = []string{
	"SUMMARY", "summary;language=ko", "SUMMARY;LANGUAGE=ko", "SUMMARY;LANGUAGE=ko;LANGUAGE=en",
	"DTSTART;TZID=America/Panama", "DTSTART;TZID=\"America/Panama\"", "DTSTART;TZID=America/Pan\r\n ama", "DTSTART;TZID=Asia/Seoul",
	"ATTENDEE;CN=\"Kim; Min-ji\";ROLE=CHAIR", "ATTENDEE;CN=\"Kim: Min-ji\";ROLE=CHAIR", "ATTENDEE;CN=김민지;ROLE=CHAIR",
	"ATTENDEE;CN=a^nb^'c^^;X=\"1\",\"2,3\",4", "ATTENDEE;CN=;ROLE=", "ATTENDEE;MEMBER=\"mailto:a@b.c\",\"mailto:d@e.f\"",
	"X;P=\"open", "X;P=\"a\"b\"", "X;P=a\"b", "X;P", "X;;P=a", "X;P=a ", "X ;P=a", "X; P=a", ";P=a", "X;=a", "X;P=\xE9", "X;P=\x01",
	"X;P=" + strings.Repeat("long", 200), "X;P=" + strings.Repeat("a,", 5) + "b", "X-NOTHING;P=a;Q=b",
}

// TestScanHeads reads lines whose heads come again and again, in changing order: each
// as it is read in a file of its own.
func TestScanHeads(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	heads := slices.Clone(oddHeads)
	for i := range 150 { // more than are remembered
		heads = append(heads, fmt.Sprintf("ATTENDEE;ROLE=CHAIR;CN=Person %d", i))
	}
	for _, limits := range []*contentline.Limits{nil, {Values: 4}} {
		for range 60 {
			some := heads[r.IntN(len(heads)):]
			some = some[:min(len(some), 1+r.IntN(12)*r.IntN(12))]
			var lines []string
			for i := range 400 {
				head := some[i%len(some)] // in turn, as most often
				if r.IntN(8) == 0 {
					head = some[r.IntN(len(some))]
				}
				lines = append(lines, head+":"+[]string{"v", "", "a\"b", ";c=d:e\"", "\xE9", "한\r\n 글"}[r.IntN(6)]+"\r\n")
			}
			compareAlone(t, lines, limits)
		}
	}
}

// compareAlone compares how lines are read in one file and each in its own.
func compareAlone(t *testing.T, lines []string, l *contentline.Limits) {
	t.Helper()
	all, allFaults := scanPlaces(lines, 0, l)
	var alone, aloneFaults []string
	before := 0
	for _, line := range lines {
		own, faults := scanPlaces([]string{line}, before, l)
		alone, aloneFaults = append(alone, own...), append(aloneFaults, faults...)
		before += strings.Count(line, "\n")
	}
	compare(t, "lines", all, alone)
	compare(t, "faults", allFaults, aloneFaults)
}

// scanPlaces tells the lines in a calendar with all their places, and the faults, as
// if other physical lines came before.
func scanPlaces(lines []string, before int, l *contentline.Limits) (told, faults []string) {
	s := contentline.NewScanner(strings.NewReader(in(strings.Join(lines, ""))), l)
	at := func(p contentline.Pos) string { return fmt.Sprintf("%d:%d", p.Line+before, p.Column) }
	for s.Scan() {
		line := s.Line()
		if line.Name == "VCALENDAR" {
			continue
		}
		text, spelled := tell(line), bytes.Join(spellings(line), []byte(" "))
		_, text, _ = strings.Cut(text, " ")
		text = fmt.Sprintf("%s %s spelled %q, value %s", at(line.Pos), text, spelled, at(s.ValuePos(len(line.Value))))
		for i := range line.Params {
			text += " " + at(s.ParamPos(&line.Params[i]))
		}
		told = append(told, text)
	}
	for _, f := range s.Faults() {
		faults = append(faults, fmt.Sprintf("%s %v %v", at(f.Pos), f.Repaired, f.Err))
	}
	return told, faults
}

func spellings(line *contentline.Line) (all [][]byte) {
	all = append(all, line.Spelling)
	for i := range line.Params {
		all = append(all, line.Params[i].Spelling)
	}
	return all
}

// TestScanHeadsLimit: values of heads that are known count as those of others.
func TestScanHeadsLimit(t *testing.T) {
	told := scan(strings.NewReader(in(strings.Repeat("X;P=a,b:1\r\n", 9))), &contentline.Limits{AllValues: 10})
	want := "7:1 error: more than 10 parameter values; raise the limit for a larger calendar"
	if n := len(told); n != 7 || told[n-1] != want {
		t.Errorf("got\n%s\nwant BEGIN, 5 lines and\n%s", strings.Join(told, "\n"), want)
	}
}

// TestLineHead: lines with one Head, which is not 0, have one name and the same
// parameters, and lines that come in turn have it from the third time on.
func TestLineHead(t *testing.T) {
	heads := []string{"ATTENDEE;CN=A;ROLE=CHAIR", "ATTENDEE;CN=B;ROLE=CHAIR", "DTSTART;TZID=Asia/Seoul", "SUMMARY", "DTEND;TZID=Asia/Seoul"}
	s := contentline.NewScanner(strings.NewReader(in(strings.Repeat(strings.Join(heads, ":1\r\n")+":1\r\n", 40))), nil)
	s.Scan()
	known := map[uint32]string{}
	for i := 0; s.Scan() && s.Line().Kind == contentline.Property; i++ {
		line := s.Line()
		_, head, _ := strings.Cut(tell(line), " ")
		if before, ok := known[line.Head]; line.Head != 0 && ok && before != head {
			t.Errorf("head %d is of %s and of %s", line.Head, before, head)
		}
		known[line.Head] = head
		if hasParams := len(line.Params) > 0; i >= 2*len(heads) && hasParams != (line.Head != 0) {
			t.Errorf("line %d: %s has head %d", i, head, line.Head)
		}
	}
	if len(known) != len(heads) {
		t.Errorf("%d heads, want %d", len(known), len(heads))
	}
}
