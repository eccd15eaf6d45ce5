package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// TestHTMLZones reads the table of zones as the script does, and compares each
// clock with the library's: every name, every hour of a fortnight with changes,
// and of seven years.
func TestHTMLZones(t *testing.T) {
	db := tzdb.Pinned()
	for _, test := range []struct {
		from time.Time
		days int
		step time.Duration
	}{
		{time.Date(2021, 11, 16, 0, 0, 0, 0, time.UTC), 6, time.Hour},
		{time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC), 14, time.Hour},
		{time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), 7 * 365, 53 * time.Hour},
		{time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), 4, time.Hour}, // Monrovia's offset had seconds
	} {
		to := test.from.AddDate(0, 0, test.days)
		b, err := json.Marshal(newHTMLZones(db, nil, test.from, to, datefmt.For("ko")))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s, %d days: %d bytes", test.from.Format(time.DateOnly), test.days, len(b))
		table := readZones(t, b)
		if len(table) != len(db.Names())-1 {
			t.Errorf("%d names, want all %d but Factory", len(table), len(db.Names()))
		}
		for name, offsets := range table {
			z, err := schedule.ZoneIn(db, name)
			if err != nil {
				t.Fatal(err)
			}
			for at := test.from; at.Before(to); at = at.Add(test.step) {
				if got := offsetIn(offsets, at.Unix()); got != int64(z.Offset(at)) {
					t.Fatalf("%s at %s: offset %d, want %d", name, at, got, z.Offset(at))
				}
			}
		}
	}
}

func readZones(t *testing.T, b []byte) map[string][]int64 {
	var groups [][3]json.RawMessage
	if err := json.Unmarshal(b, &groups); err != nil {
		t.Fatal(err)
	}
	table := map[string][]int64{}
	for _, g := range groups {
		var offsets []int64
		if err := json.Unmarshal(g[0], &offsets); err != nil {
			t.Fatal(err)
		}
		for _, raw := range g[1:] {
			var names string
			if err := json.Unmarshal(raw, &names); err != nil {
				t.Fatal(err)
			}
			for area := range strings.SplitSeq(names, "^") {
				entries := strings.Split(area, "|")
				for _, entry := range entries[1:] {
					last, _, _ := strings.Cut(entry, "~")
					table[entries[0]+last] = offsets
				}
			}
		}
	}
	return table
}

func offsetIn(offsets []int64, at int64) int64 {
	offset := offsets[0]
	for i := 1; i < len(offsets) && offsets[i] <= at; i += 2 {
		offset = offsets[i+1]
	}
	return offset
}

// TestHTMLZoneCities: the city in the page's language is there where the name
// does not say it.
func TestHTMLZoneCities(t *testing.T) {
	from := time.Date(2021, 11, 16, 0, 0, 0, 0, time.UTC)
	for lang, want := range map[schedule.Lang][]string{
		"ko": {"|Seoul~KR~서울", "|Panama~PA~파나마", "|Calcutta~IN~콜카타"},
		"en": {"|Seoul~KR", "|Sao_Paulo~BR~São Paulo", "|Calcutta~IN~Kolkata"},
	} {
		text := fmt.Sprint(newHTMLZones(tzdb.Pinned(), nil, from, from.AddDate(0, 0, 6), datefmt.For(lang)))
		for _, entry := range want {
			if !strings.Contains(text, entry) {
				t.Errorf("%s: no %s", lang, entry)
			}
		}
	}
}

// TestHTMLWords: every word is there in every language.
func TestHTMLWords(t *testing.T) {
	for key, row := range htmlWords {
		columns := strings.Split(row, "|")
		if len(columns) != len(htmlLangs) {
			t.Errorf("%s: %d columns, want %d", key, len(columns), len(htmlLangs))
		}
		for i, word := range columns {
			if word == "" || strings.Count(word, "#") != strings.Count(columns[0], "#") {
				t.Errorf("%s in %s: %q", key, htmlLangs[i], word)
			}
		}
	}
	for _, key := range scriptWords {
		if htmlWords[key] == "" {
			t.Errorf("no word %q", key)
		}
	}
}

// TestHTMLStrip: a day in Seoul that begins in its evening, has midnight in it
// and ends in its morning; by hand.
func TestHTMLStrip(t *testing.T) {
	seoul, err := schedule.ZoneIn(tzdb.Pinned(), "Asia/Seoul")
	if err != nil {
		t.Fatal(err)
	}
	opens := time.Date(2021, 11, 18, 13, 30, 0, 0, time.UTC).Unix() // 22:30 in Seoul
	const hour = 3600
	var got []string
	eachPhase(interval{opens, opens + 11*hour}, seoul, func(class string, from, to int64) {
		got = append(got, fmt.Sprint(class, (to-from)/60))
	})
	if want := "[v30 n420 e180 w30]"; fmt.Sprint(got) != want {
		t.Errorf("phases %v, want %s", got, want)
	}
	if got := nightly([]interval{{opens, opens + hour}, {opens + 7*hour, opens + 9*hour}}, seoul); got != hour {
		t.Errorf("%d s at night, want half an hour before midnight and half an hour before six", got)
	}
	if got := fmt.Sprint(union([]interval{{0, 10}, {5, 20}, {20, 30}, {40, 50}})); got != "[{0 30} {40 50}]" {
		t.Errorf("union: %s", got)
	}
}
