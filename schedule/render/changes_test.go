package render_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// readAgenda reads an agenda from a text.
func readAgenda(t testing.TB, yaml string) *schedule.Agenda {
	t.Helper()
	a, err := agendafile.Read(strings.NewReader(yaml), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// edit replaces parts of a text, each of which is there once.
func edit(t testing.TB, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if n := strings.Count(text, pairs[i]); n != 1 {
			t.Fatalf("%q is there %d times", pairs[i], n)
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// editions gives the meeting of RED GEALC with rooms, and its next version: a
// room changed, a session moved across midnight, one cancelled, one added, a
// panelist replaced, two swapped, one longer, one retitled in one language.
func editions(t testing.TB) *schedule.Changes {
	t.Helper()
	b, err := os.ReadFile("../../testdata/agendas/redgealc-2021.yaml")
	if err != nil {
		t.Fatal(err)
	}
	before := edit(t, string(b),
		"\ndays:\n", "\nrooms:\n  anayansi: {es: Teatro Anayansi, en: Anayansi Theater, ko: 아나얀시 극장}\n  portobelo: {es: Salón Portobelo, en: Portobelo Hall, ko: 포르토벨로홀}\n\ndays:\n",
		"- id: keynote\n", "- id: keynote\n        room: anayansi\n")
	after := edit(t, before,
		`revision: "1.0"`, `revision: "1.1"`,
		"room: anayansi", "room: portobelo",
		"at: 09:00-09:45\n        title", "at: 09:45-10:30\n        title",
		"at: 09:45-10:30\n        title: {es: Servicios", "at: 09:00-09:45\n        title: {es: Servicios",
		"- id: challenges\n", "- id: challenges\n        status: cancelled\n",
		"at: 15:30-16:00", "at: 23:45-24:15",
		"panelists: [uy, co, es]", "panelists: [uy, co, mx]",
		"at: 14:30-15:30", "at: 14:30-15:45",
		"ko: 데이터개방", "ko: 데이터 개방",
		"      - id: korea\n", "      - {id: welcome, at: 07:30-08:00, kind: social, room: anayansi, title: {es: Café de bienvenida, en: Welcome coffee, ko: 환영 다과}}\n      - id: korea\n",
	)
	return schedule.Diff(readAgenda(t, before), readAgenda(t, after))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/changes/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-golden +now):\n%s", name, diff)
	}
}

func TestChangesGolden(t *testing.T) {
	c := editions(t)
	updated := time.Date(2021, 11, 10, 12, 0, 0, 0, time.UTC)
	langs := func(l schedule.Lang) *render.ChangesOptions {
		return &render.ChangesOptions{Langs: []schedule.Lang{l}}
	}
	for name, write := range map[string]func(io.Writer) error{
		"redgealc.en.txt":     func(w io.Writer) error { return render.ChangesText(w, c, langs("en")) },
		"redgealc.es.txt":     func(w io.Writer) error { return render.ChangesText(w, c, langs("es")) },
		"redgealc.pt.txt":     func(w io.Writer) error { return render.ChangesText(w, c, langs("pt")) },
		"redgealc.fr.txt":     func(w io.Writer) error { return render.ChangesText(w, c, langs("fr")) },
		"redgealc.ko.txt":     func(w io.Writer) error { return render.ChangesText(w, c, langs("ko")) },
		"redgealc.ko.md":      func(w io.Writer) error { return render.ChangesMarkdown(w, c, langs("ko")) },
		"redgealc.es.json":    func(w io.Writer) error { return render.ChangesJSON(w, c, langs("es")) },
		"redgealc.mexico.txt": func(w io.Writer) error { return render.ChangesText(w, c, &render.ChangesOptions{Who: "mx"}) },
		"redgealc.korea.txt":  func(w io.Writer) error { return render.ChangesText(w, c, &render.ChangesOptions{Who: "mois"}) },
		"redgealc.estonia.txt": func(w io.Writer) error {
			return render.ChangesText(w, c, &render.ChangesOptions{Who: "ee", Langs: []schedule.Lang{"en"}, Zones: zones(t, "Europe/Tallinn")})
		},
		"redgealc.en.atom": func(w io.Writer) error {
			return render.ChangesFeed(w, []render.Revision{{c, updated}}, "https://redgealc-2021.example.org/changes.atom", langs("en"))
		},
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
	}
}

const allBefore = `
plenaria: 1
id: all
title: {en: Summit, es: Cumbre}
zone: America/Panama
languages: [en, es]
also: [Asia/Seoul]
revision: "1"
people:
  kim: {name: Kim, zone: Asia/Seoul}
  lee: {name: Lee, email: lee@example.org}
  ana: {name: Ana}
rooms: {a: Hall A, b: Hall B}
tracks: {t: Data, u: People}
days:
  - date: 2026-03-10
    label: Day 1
    hours: 09:00-18:00
    room: a
    sessions:
      - {id: one, at: 09:00-10:00, title: One, status: tentative, speakers: [kim, lee], note: bring water}
      - {id: two, at: 10:00-11:00, title: Two, track: t, link: "https://example.org/2", countries: [PA]}
      - {id: off, at: 11:00-12:00, title: Off, status: cancelled}
      - {id: wide, at: 12:00-13:00, title: Wide, parallel: [{id: w1, room: b, title: W1}, {id: w2, room: a, title: W2}]}
      - {id: plain, at: 13:00-14:00, title: Plain}
      - {id: alone, at: 13:00-14:00, title: Alone, room: b}
      - {id: zoned, at: 14:00-15:00, title: Zoned}
      - {id: shift, at: 15:00-16:00, title: Shift, room: b}
      - {id: series, at: 16:00-17:00, title: Series, repeat: {rule: FREQ=WEEKLY;COUNT=3}}
      - {id: fair, all-day: true, through: 2026-03-11, title: Fair}
      - {id: gone, at: 17:00-18:00, title: Gone}
      - {id: parts, at: 18:00-19:00, title: Parts, room: b, parts: [{title: first}]}
  - {date: 2026-03-11, label: Day 2, sessions: [{id: three, at: 09:00-10:00, title: Three}]}
`

// allChanges has a change of every kind.
func allChanges(t testing.TB) *schedule.Changes {
	t.Helper()
	after := edit(t, allBefore,
		`{en: Summit, es: Cumbre}`, `{en: Summit, es: La Cumbre}`, "also: [Asia/Seoul]", "also: [Asia/Seoul, Europe/Madrid]", `revision: "1"`, `revision: "2"`,
		"{name: Kim, zone: Asia/Seoul}", "{name: Kim Min-ji, zone: Europe/Madrid}", "lee@example.org", "lee@example.com",
		"b: Hall B}", "b: Hall B, c: Hall C}", "t: Data, u: People", "t: Data",
		"label: Day 1\n    hours: 09:00-18:00\n    room: a", "label: First day\n    hours: 08:30-18:00\n    room: a",
		"status: tentative, speakers: [kim, lee], note: bring water", "speakers: [lee, kim], note: bring tea",
		`track: t, link: "https://example.org/2", countries: [PA]`, `kind: panel, link: "https://example.org/two", countries: [PA, KR]`,
		", status: cancelled}", "}",
		"title: Wide, parallel: [{id: w1, room: b, title: W1}, {id: w2, room: a, title: W2}]", "title: Wide",
		"at: 13:00-14:00, title: Plain}", "at: 13:00-14:00, title: Plain, parallel: [{id: alone, room: b, title: Alone}]}",
		"      - {id: alone, at: 13:00-14:00, title: Alone, room: b}\n", "",
		"at: 14:00-15:00, title: Zoned", "at: 20:00-21:00, zone: Europe/Madrid, title: Zoned",
		"at: 15:00-16:00, title: Shift", "at: 15:00-16:00, zone: America/New_York, title: Shift",
		"COUNT=3}", "COUNT=3, except: [2026-03-17T16:00]}",
		"all-day: true, through: 2026-03-11", "all-day: true, through: 2026-03-12",
		"      - {id: gone, at: 17:00-18:00, title: Gone}\n", "",
		"[{title: first}]", "[{title: first}, {title: second, speakers: [ana]}]",
		"date: 2026-03-11, label: Day 2", "date: 2026-03-12, label: Day 2",
		"at: 09:00-10:00, title: Three", "at: 09:00-09:30, title: Three",
	)
	return schedule.Diff(readAgenda(t, allBefore), readAgenda(t, after))
}

// TestChangesEveryKind pins how each kind of change is told.
func TestChangesEveryKind(t *testing.T) {
	c := allChanges(t)
	var b bytes.Buffer
	if err := render.ChangesText(&b, c, nil); err != nil {
		t.Fatal(err)
	}
	golden(t, "all.en.txt", b.String())
	seen := map[schedule.ChangeKind]bool{}
	for _, one := range c.List {
		seen[one.Kind] = true
	}
	for _, one := range schedule.Diff(c.New.Agenda, c.Old.Agenda).List {
		seen[one.Kind] = true
	}
	for _, one := range editions(t).List {
		seen[one.Kind] = true
	}
	if len(seen) != 22 { // all but ChangeReordered
		t.Errorf("%d kinds of changes are told: %v", len(seen), seen)
	}
}

// TestChangesDatabase tells readers of a change of the time-zone database: the
// host's clock is as it was, the readers' are not.
func TestChangesDatabase(t *testing.T) {
	onset := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	old, err := schedule.ZoneFromSpans("America/Vancouver", []schedule.Span{{End: onset, Offset: -7 * 3600}, {Start: onset, Offset: -8 * 3600}})
	if err != nil {
		t.Fatal(err)
	}
	const vancouver = `
plenaria: 1
id: v
title: V
zone: America/Vancouver
also: [Asia/Seoul]
languages: [en]
days: [{date: 2026-12-02, sessions: [{id: a, at: 09:00-10:00, title: A}]}]
`
	before, after := readAgenda(t, vancouver), readAgenda(t, vancouver)
	before.Zone = old
	var b bytes.Buffer
	if err := render.ChangesText(&b, schedule.Diff(before, after), nil); err != nil {
		t.Fatal(err)
	}
	want := `V

Wednesday, December 2

A
  Clock change (Vancouver): Wed, Dec 2, 09:00 – 10:00
  Clock change (Seoul): Thu, Dec 3, 02:00 – 03:00 → Thu, Dec 3, 01:00 – 02:00
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestChangesNone(t *testing.T) {
	a := readAgenda(t, allBefore)
	for _, tt := range []struct {
		o    render.ChangesOptions
		want string
	}{
		{render.ChangesOptions{}, "Summit\n\nNothing has changed.\nUnchanged sessions: 15\n"},
		{render.ChangesOptions{Langs: []schedule.Lang{"pt"}}, "Summit\n\nNão há alterações.\nSessões sem alterações: 15\n"},
		{render.ChangesOptions{Who: "kim", Langs: []schedule.Lang{"fr"}}, "Summit · Kim\n\nVos séances ne sont pas concernées.\nSéances inchangées : One\n"},
		{render.ChangesOptions{Who: "nobody"}, "Summit · nobody\n\nYour sessions are not affected.\n"},
	} {
		var b bytes.Buffer
		if err := render.ChangesText(&b, schedule.Diff(a, a), &tt.o); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.o, got, tt.want)
		}
	}
}

// TestChangesEscape puts marks of every notation into texts.
func TestChangesEscape(t *testing.T) {
	const odd = "plenaria: 1\nid: x\ntitle: X\nzone: Asia/Seoul\nlanguages: [en]\ndays: [{date: 2026-03-10, sessions: [{at: 08:00-09:00, id: a, title: TITLE}]}]\n"
	c := schedule.Diff(readAgenda(t, odd), readAgenda(t, edit(t, odd, "TITLE", `"*b* <i> & _c_\n# d"`)))
	var text, markdown, feed bytes.Buffer
	if err := errors.Join(render.ChangesText(&text, c, nil), render.ChangesMarkdown(&markdown, c, nil),
		render.ChangesFeed(&feed, []render.Revision{{Changes: c, Updated: time.Unix(0, 0)}}, "", nil)); err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		text.String():     "  Title: TITLE → *b* <i> & _c_ # d\n",
		markdown.String(): `- **Title**: TITLE → \*b\* &lt;i&gt; &amp; \_c\_ # d` + "\n",
		feed.String():     `&lt;li&gt;Title: TITLE → *b* &amp;lt;i&amp;gt; &amp;amp; _c_ # d&lt;/li&gt;`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// TestChangesParse reads JSON and Atom as programs do.
func TestChangesParse(t *testing.T) {
	c := editions(t)
	var b bytes.Buffer
	if err := render.ChangesJSON(&b, c, &render.ChangesOptions{Who: "mx"}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		From, To, Who string
		Changes       []struct {
			Kind, Of, ID string
			Day          int
			Old, New     struct{ Start, End string }
			Came, Left   []struct{ ID, Role string }
			Facts        []struct{ Label, Value string }
		}
		Unchanged []string
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.From != "1.0" || got.To != "1.1" || got.Who != "mx" || len(got.Changes) != 2 || len(got.Unchanged) != 0 {
		t.Fatalf("JSON = %s", b.String())
	}
	people, longer := got.Changes[0], got.Changes[1]
	if people.Kind != "people" || people.Came[0].ID != "mx" || people.Left[0].ID != "es" || people.Day != 2 {
		t.Errorf("people = %+v", people)
	}
	if longer.Kind != "longer" || longer.Old.End != "2021-11-19T15:30:00-05:00" || longer.New.End != "2021-11-19T15:45:00-05:00" || len(longer.Facts) != 2 {
		t.Errorf("longer = %+v", longer)
	}

	first, second := time.Date(2021, 11, 1, 9, 0, 0, 0, time.UTC), time.Date(2021, 11, 10, 9, 0, 0, 0, time.UTC)
	b.Reset()
	if err := render.ChangesFeed(&b, []render.Revision{{Changes: c, Updated: second}, {Changes: c, Updated: first}}, "", nil); err != nil {
		t.Fatal(err)
	}
	var feed struct {
		ID, Updated string `xml:"-"`
		Entries     []struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(b.Bytes(), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 2 || feed.Entries[0].ID == feed.Entries[1].ID || feed.Entries[1].Updated != "2021-11-01T09:00:00Z" || !strings.HasPrefix(feed.Entries[0].Content, "<h2>Día 1") {
		t.Errorf("feed = %+v", feed)
	}
	for _, bad := range [][]render.Revision{nil, {{Changes: c}}} {
		if err := render.ChangesFeed(io.Discard, bad, "", nil); !errors.Is(err, render.ErrFeed) {
			t.Errorf("%d revisions without a time: %v, want %v", len(bad), err, render.ErrFeed)
		}
	}
}

func TestChangesWriteErrors(t *testing.T) {
	c := allChanges(t)
	for name, write := range map[string]func(*full) error{
		"ChangesText":     func(w *full) error { return render.ChangesText(w, c, nil) },
		"ChangesMarkdown": func(w *full) error { return render.ChangesMarkdown(w, c, nil) },
		"ChangesJSON":     func(w *full) error { return render.ChangesJSON(w, c, nil) },
		"ChangesFeed": func(w *full) error {
			return render.ChangesFeed(w, []render.Revision{{Changes: c, Updated: time.Unix(0, 0)}}, "", nil)
		},
	} {
		for _, room := range []int{0, 10, 200} {
			if err := write(&full{room}); !errors.Is(err, errFull) {
				t.Errorf("%s on a writer of %d bytes: %v, want %v", name, room, err, errFull)
			}
		}
	}
}
