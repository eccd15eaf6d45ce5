package ical_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// TestPacks: everybody's own sessions, in their language and with their clock.
func TestPacks(t *testing.T) {
	tl := timeline(t, storyOne(t))
	got := map[schedule.ID][]string{}
	files := map[schedule.ID]string{}
	var order []schedule.ID
	for p, err := range ical.Packs(tl, &ical.InviteOptions{UpdateOptions: at(stampOne)}) {
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		n, err := p.WriteTo(&b)
		if err != nil || n != int64(b.Len()) {
			t.Fatalf("%s: %d octets told, %d written, %v", p.To.ID, n, b.Len(), err)
		}
		order, files[p.To.ID] = append(order, p.To.ID), b.String()
		for _, e := range readCalendar(t, b.String()).of("VEVENT") {
			uid, _, _ := strings.Cut(e.value("UID"), "@")
			got[p.To.ID] = append(got[p.To.ID], uid)
		}
		if len(got[p.To.ID]) != p.Sessions {
			t.Errorf("%s has %q, not %d sessions", p.To.ID, got[p.To.ID], p.Sessions)
		}
	}
	for who, want := range map[schedule.ID][]string{
		"kim": {"korea", "digital-identity"}, "bob": {"knowledge", "regional-2"}, "eva": {"revitalization", "closing"},
	} {
		if diff := cmp.Diff(want, got[who]); diff != "" {
			t.Errorf("%s: -want +got:\n%s", who, diff)
		}
	}
	at := func(who schedule.ID) int { return slices.Index(order, who) }
	if at("kim") < 0 || at("kim") > at("ana") || at("ana") > at("eva") {
		t.Errorf("not in the order of the participants: %v", order)
	}
	// 08:00 in Panama is 22:00 in Seoul.
	unfolded := strings.ReplaceAll(files["kim"], "\r\n ", "")
	for _, want := range []string{
		"X-WR-CALNAME:", " · Kim Min-ji\r\n", "UID:redgealc-2021-kim@redgealc-2021.example.org\r\n", "BEGIN:VTIMEZONE\r\nTZID:America/Panama\r\n",
		"UID:korea@redgealc-2021.example.org\r\n", "DTSTART;TZID=America/Panama:20211119T080000\r\n", "22:00 ~ 22:45 (서울 UTC+09:00)", "METHOD:PUBLISH\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("the file of Kim has no %q:\n%s", want, unfolded)
		}
	}
	if strings.Contains(files["kim"], "ATTENDEE") || strings.Contains(files["kim"], "kim@example.org") {
		t.Error("the file of Kim has an address of Kim's")
	}
}

// TestPacksSeries: of a series a pack has the occurrences that its reader is invited
// to, and leaves the others out.
func TestPacksSeries(t *testing.T) {
	a := weekly(t)
	o := ical.InviteOptions{UpdateOptions: at(stampOne), Guests: []ical.Guests{{Who: []schedule.ID{"ana"}, On: []schedule.Date{date("2021-06-08")}}}}
	o.Series = ical.RecurringEvents
	times := map[schedule.ID][]string{}
	for p, err := range ical.Packs(timeline(t, a), &o) {
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if _, err := p.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		for _, e := range readCalendar(t, b.String()).of("VEVENT") {
			times[p.To.ID] = append(times[p.To.ID], e.named("DTSTART", "RRULE", "EXDATE")...)
		}
	}
	delete(times, "yosif")
	delete(times, "cho")
	delete(times, "diaz")
	if diff := cmp.Diff(map[schedule.ID][]string{
		"son": {"DTSTART;TZID=America/Santiago:20210525T090000", "RRULE:FREQ=WEEKLY;COUNT=6"},
		"ana": {
			"DTSTART;TZID=America/Santiago:20210525T090000", "RRULE:FREQ=WEEKLY;COUNT=6",
			"EXDATE;TZID=America/Santiago:20210525T090000,20210601T090000,20210615T090000,20210622T090000,20210629T090000",
		},
	}, times); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
