package render_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule/render"
)

// weekly has series on dates that are no days of it; on April 12 one of the second day
// begins before one of the first, and all of them are on a day of it on April 5.
const weekly = `plenaria: 1
id: weekly
title: Weekly
zone: America/Panama
also: [Asia/Seoul]
languages: [en]
days:
  - date: 2027-03-22
    label: Start
    sessions:
      - {at: 23:00-25:00, id: eve, title: Evening, repeat: {rule: FREQ=WEEKLY;COUNT=4}}
      - {at: 24:30-25:00, id: late, title: Late, repeat: {rule: FREQ=WEEKLY;COUNT=2}}
      - {all-day: true, id: fair, title: Fair, repeat: {rule: FREQ=DAILY;COUNT=2}}
  - date: 2027-04-05
    sessions:
      - at: 10:00-12:00
        id: lab
        title: Lab
        parallel: [{id: a, title: A}, {id: b, at: 11:00-12:00, title: B}]
        repeat: {rule: FREQ=WEEKLY;COUNT=2}
      - {at: 13:00, until: "2027-04-06T14:00", until-zone: Asia/Seoul, id: flight, title: Flight, repeat: {rule: FREQ=DAILY;COUNT=2}}
`

const weeklyText = `Weekly
March 22 – April 12, 2027
Panama UTC−05:00 · Seoul UTC+09:00, +14 h

Start (Panama Mon, Mar 22, 23:00 – Tue, Mar 23, 01:00 · Seoul Tue, Mar 23, 13:00 – 15:00)

Panama             Seoul              Program                       Notes
─────────────────  ─────────────────  ────────────────────────────  ─────
23:00 – 01:00⁺¹    13:00⁺¹ – 15:00⁺¹  Evening
00:30⁺¹ – 01:00⁺¹  14:30⁺¹ – 15:00⁺¹  Late
All day            All day            Fair

Tuesday, March 23

Time               Program            Notes
─────────────────  ─────────────────  ────────────────────────────
All day            Fair

Panama Mon, Mar 29, 23:00 – Tue, Mar 30, 01:00 · Seoul Tue, Mar 30, 13:00 – 15:00

Panama             Seoul              Program                       Notes
─────────────────  ─────────────────  ────────────────────────────  ─────
23:00 – 01:00⁺¹    13:00⁺¹ – 15:00⁺¹  Evening
00:30⁺¹ – 01:00⁺¹  14:30⁺¹ – 15:00⁺¹  Late

Day 2 (Panama Mon, Apr 5, 10:00 – Tue, Apr 6, 01:00 · Seoul Tue, Apr 6, 00:00 – 15:00)

Panama             Seoul              Program                       Notes
─────────────────  ─────────────────  ────────────────────────────  ─────
10:00 – 12:00      00:00⁺¹ – 02:00⁺¹  Lab
                                      ① A, ② B
13:00 – 00:00⁺¹    03:00⁺¹ – 14:00⁺¹  Flight
                                      13:00 Panama → 14:00⁺¹ Seoul
23:00 – 01:00⁺¹    13:00⁺¹ – 15:00⁺¹  Evening

Panama Tue, Apr 6, 13:00 – Wed, Apr 7, 00:00 · Seoul Wed, Apr 7, 03:00 – 14:00

Panama             Seoul              Program                       Notes
─────────────────  ─────────────────  ────────────────────────────  ─────
13:00 – 00:00⁺¹    03:00⁺¹ – 14:00⁺¹  Flight
                                      13:00 Panama → 14:00⁺¹ Seoul

Panama Mon, Apr 12, 10:00 – Tue, Apr 13, 01:00 · Seoul Tue, Apr 13, 00:00 – 15:00

Panama             Seoul              Program                       Notes
─────────────────  ─────────────────  ────────────────────────────  ─────
10:00 – 12:00      00:00⁺¹ – 02:00⁺¹  Lab
                                      ① A, ② B
23:00 – 01:00⁺¹    13:00⁺¹ – 15:00⁺¹  Evening
`

// TestStraySeries: what a series does on another date stands under that date, so that no
// mark counts the days from the one in which it is listed.
func TestStraySeries(t *testing.T) {
	tl := timeline(t, weekly)
	var b bytes.Buffer
	if err := render.Text(&b, tl, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(weeklyText, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.Reset()
	if err := render.HTML(&b, tl, nil); err != nil {
		t.Fatal(err)
	}
	var sections, days []string
	for _, s := range strings.Split(b.String(), "<section ")[1:] {
		id := regexp.MustCompile(`id="([^"]*)"`).FindStringSubmatch(s)[1]
		sections = append(sections, id+" "+strings.Join(regexp.MustCompile(`<span class="day">([^<]*)`).FindStringSubmatch(s)[1:], ""))
		for _, mark := range regexp.MustCompile(`<sup[^>]*>([^<]*)`).FindAllStringSubmatch(s, -1) {
			days = append(days, mark[1])
		}
	}
	want := []string{
		"day-1 Monday, March 22", "day-2027-03-23 Tuesday, March 23", "day-2027-03-29 Monday, March 29",
		"day-2 Monday, April 5", "day-2027-04-06 Tuesday, April 6", "day-2027-04-12 Monday, April 12",
	}
	if diff := cmp.Diff(want, sections); diff != "" {
		t.Errorf("sections of the page (-want +got):\n%s", diff)
	}
	slices.Sort(days)
	if got := slices.Compact(days); !slices.Equal(got, []string{"&#43;1"}) {
		t.Errorf("marks of the page: %q, want only +1", got)
	}
}

// TestStrayBreaks: a date with nothing to show has no heading.
func TestStrayBreaks(t *testing.T) {
	tl := timeline(t, `plenaria: 1
id: breaks
title: Breaks
zone: America/Panama
languages: [en]
days:
  - date: 2027-03-22
    sessions: [{at: 09:00-10:00, id: coffee, kind: break, title: Coffee, repeat: {rule: FREQ=DAILY;COUNT=2}}, {at: 10:00-11:00, id: talk, title: Talk}]
`)
	for _, omit := range []bool{false, true} {
		var b bytes.Buffer
		if err := render.Text(&b, tl, &render.Options{OmitBreaks: omit}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "Mar 23, 09:00") == omit {
			t.Errorf("without breaks %t, the second date's heading is wrong:\n%s", omit, b.String())
		}
	}
}
