package render_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
)

var update = flag.Bool("update", false, "rewrite the golden pages")

// apart keeps style and script out of a page, so that what is left is
// well-formed and short.
func apart(o render.HTMLOptions) *render.HTMLOptions {
	o.StyleURL, o.ScriptURL = "plenaria.css", "plenaria.js"
	return &o
}

func page(t testing.TB, tl *schedule.Timeline, o *render.HTMLOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.HTML(&b, tl, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// element is an element of a page as a reader sees it.
type element struct {
	name     string
	attrs    map[string]string
	data     string // of a text, which has no name
	children []*element
}

func (e *element) attr(name string) string { return e.attrs[name] }

func (e *element) has(class string) bool {
	return slices.Contains(strings.Fields(e.attrs["class"]), class)
}

// text gives the text of e and below, without elements of a class.
func (e *element) text(without ...string) string {
	var text strings.Builder
	text.WriteString(e.data)
	for _, c := range e.children {
		if !slices.ContainsFunc(without, c.has) {
			text.WriteString(c.text(without...))
		}
	}
	return text.String()
}

// all gives the elements below e, and e, for which want is true.
func (e *element) all(want func(*element) bool) (list []*element) {
	if want(e) {
		list = append(list, e)
	}
	for _, c := range e.children {
		list = append(list, c.all(want)...)
	}
	return list
}

func named(name string) func(*element) bool { return func(e *element) bool { return e.name == name } }

func classed(class string) func(*element) bool {
	return func(e *element) bool { return e.has(class) }
}

// parse reads a page without inline style and script, and fails where a tag is
// not closed in its turn.
func parse(t testing.TB, html string) *element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	root := &element{}
	stack := []*element{root}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		top := stack[len(stack)-1]
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			top.children, stack = append(top.children, e), append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.children = append(top.children, &element{data: string(x)})
		}
	}
	if len(stack) != 1 {
		t.Fatalf("<%s> is never closed", stack[len(stack)-1].name)
	}
	return root
}

func TestHTMLGolden(t *testing.T) {
	o := apart(render.HTMLOptions{
		Options: render.Options{Langs: []schedule.Lang{"ko"}},
		URL:     "https://example.org/webinar/ko.html",
		Pages:   []render.HTMLLink{{Lang: "ko", URL: "ko.html"}, {Lang: "es", URL: "es.html"}},
		Feeds:   []render.HTMLLink{{URL: "all.ics"}},
	})
	got := page(t, fileTimeline(t, "webinar-2021.yaml"), o)
	const name = "testdata/webinar.ko.html"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the page changed (-golden +got); -update if it is meant:\n%s", diff)
	}
}

// TestHTMLWhole looks at every agenda's page for what any page must be.
func TestHTMLWhole(t *testing.T) {
	for _, file := range []string{"redgealc-2021", "training-2018", "trip-2026", "webinar-2021", "egov-2020"} {
		for _, lang := range []schedule.Lang{"en", "ko", "ja"} {
			for _, by := range []render.Grouping{render.ByHost, render.ByDate} {
				t.Run(fmt.Sprint(file, " ", lang, " ", by), func(t *testing.T) {
					o := apart(render.HTMLOptions{Options: render.Options{Langs: []schedule.Lang{lang}, By: by}, CalendarURL: "all.ics"})
					tl := fileTimeline(t, file+".yaml")
					html := page(t, tl, o)
					if html != page(t, tl, o) {
						t.Error("two runs give two pages")
					}
					sound(t, parse(t, html))
				})
			}
		}
	}
}

// sound checks what must be true of every page: ids once and whatever refers to
// them, no code in attributes, no address that a browser would run or load.
func sound(t *testing.T, root *element) {
	t.Helper()
	ids := map[string]bool{}
	root.all(func(e *element) bool {
		if id := e.attr("id"); id != "" && ids[id] {
			t.Errorf("id %q twice", id)
		} else {
			ids[id] = true
		}
		return false
	})
	root.all(func(e *element) bool {
		for name, value := range e.attrs {
			switch {
			case strings.HasPrefix(name, "on"), name == "style":
				t.Errorf("<%s %s=%q>: a strict policy refuses it", e.name, name, value)
			case name == "aria-labelledby", name == "aria-describedby", name == "aria-controls":
				if !ids[value] {
					t.Errorf("<%s %s=%q> names nothing", e.name, name, value)
				}
			case name == "src" && value != "plenaria.js":
				t.Errorf("<%s src=%q> loads something", e.name, value)
			case name == "href":
				u, err := url.Parse(value)
				if err != nil || !slices.Contains([]string{"", "http", "https", "webcal", "mailto", "tel"}, u.Scheme) {
					t.Errorf("href=%q", value)
				}
				if u.Scheme == "" && u.Fragment != "" && !ids[u.Fragment] {
					t.Errorf("href=%q leads nowhere", value)
				}
			case name == "datetime":
				if !regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d$`).MatchString(value) {
					t.Errorf("datetime=%q", value)
				}
			}
		}
		return false
	})
	if n := len(root.all(named("h1"))); n != 1 {
		t.Errorf("%d h1", n)
	}
}

// TestHTMLPressRelease compares the page for Seoul with the document that the
// meeting's first readers had: its days, dates, clocks, texts and notes.
func TestHTMLPressRelease(t *testing.T) {
	o := apart(render.HTMLOptions{Options: render.Options{Langs: []schedule.Lang{"ko"}, Zones: zones(t, "Asia/Seoul")}})
	root := parse(t, page(t, fileTimeline(t, "redgealc-2021.yaml"), o))
	golden, err := os.ReadFile("../../testdata/golden/redgealc-press-release.txt")
	if err != nil {
		t.Fatal(err)
	}
	// The page sets what the document writes with commas and parentheses.
	bare := strings.NewReplacer(" ", "", ",", "", "(", "", ")", "", "\n", "", ":", "").Replace
	var want, got []string
	for _, row := range rows(string(golden)) {
		want = append(want, bare(row))
	}
	for _, section := range root.all(named("section")) {
		if heads := section.all(named("h2")); section.attr("data-date") != "" {
			got = append(got, bare(heads[0].text()))
		}
		for _, tr := range section.all(named("tr"))[1:] {
			var cells []string
			for _, td := range tr.children {
				if !td.has("you") {
					cells = append(cells, td.text("kind"))
				}
			}
			got = append(got, bare(strings.Join(cells, "|")))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table is not the document's (-document +ours):\n%s", diff)
	}
}

// TestHTMLClocks: the host's wall and another beside it, with marks that say
// which date is meant.
func TestHTMLClocks(t *testing.T) {
	root := parse(t, page(t, fileTimeline(t, "redgealc-2021.yaml"), apart(render.HTMLOptions{Options: render.Options{Langs: []schedule.Lang{"en"}}})))
	row := root.all(func(e *element) bool { return e.attr("id") == "s-cross-border" })[0]
	times := row.all(named("time"))
	var got []string
	for _, time := range times {
		got = append(got, time.attr("datetime")+" "+time.text())
	}
	want := []string{
		"2021-11-18T09:45-05:00 09:45", "2021-11-18T10:30-05:00 10:30",
		"2021-11-18T23:45+09:00 23:45", "2021-11-19T00:30+09:00 00:30",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	marks := row.all(named("sup"))
	if len(marks) != 1 || marks[0].text() != "+1" || marks[0].attr("title") != "Fri, Nov 19" {
		t.Errorf("marks: %+v, want one +1 of Friday", marks)
	}
}

// TestHTMLColumns: fourteen countries have as many columns as clocks.
func TestHTMLColumns(t *testing.T) {
	root := parse(t, page(t, timeline(t, course), apart(render.HTMLOptions{})))
	heads := root.all(named("thead"))[0].all(classed("t"))
	var got []string
	for _, th := range heads {
		if !th.has("you") {
			got = append(got, th.text())
		}
	}
	want := []string{
		"Seoul UTC+09:00", "Buenos Aires · São Paulo UTC−03:00", "Nassau · Santiago · Caracas UTC−04:00", "Lima · Jamaica UTC−05:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// In June Nassau is on UTC−04:00 and Santiago too.
const course = `
plenaria: 1
id: course
title: Course
zone: Asia/Seoul
languages: [en]
also: [America/Argentina/Buenos_Aires, America/Nassau, America/Sao_Paulo, America/Santiago, America/Lima, America/Jamaica, America/Caracas]
days:
  - date: 2027-06-14
    sessions:
      - {at: 09:00-10:00, id: one, title: One}
`

const hostile = `
plenaria: 1
id: hostile
title: "</title></script><script>alert(1)</script>"
zone: America/Panama
languages: [en]
url: "javascript:alert(1)"
people:
  mallory: {name: "<img src=x onerror=alert(1)>", country: PA}
  "\"onmouseover=alert(1)": {name: "'\"><svg onload=alert(1)>"}
rooms: {a: "<b>A</b>", b: "--><script>"}
tracks: {t: "{{.}}${1}", u: "]]>"}
days:
  - date: 2021-11-18
    label: "<script>"
    sessions:
      - {at: 08:30-09:00, id: "\"><script>", title: "<!-- <script>", abstract: "</p><iframe>", link: "javascript:alert(1)", stream: "data:text/html,x", room: a, track: t, speakers: [mallory]}
      - {at: 09:00-10:00, id: "x'onclick=", title: "\u2028</script>", note: "<style>*{}</style>", link: "JaVaScRiPt:alert(1)", stream: "https://example.org/?a=\"><b>", room: b, track: u, speakers: [mallory]}
`

// TestHTMLHostile: what others wrote stays text, wherever it stands.
func TestHTMLHostile(t *testing.T) {
	tl := timeline(t, hostile)
	o := render.HTMLOptions{
		URL:      "javascript:alert(1)",
		Pages:    []render.HTMLLink{{Lang: `"><script>`, Name: "<b>", URL: "vbscript:x"}, {Lang: "es", URL: `?"onclick="x`}},
		Feeds:    []render.HTMLLink{{Name: "<script>", URL: "data:,x"}, {Name: "<script>", URL: "a.ics?<script>"}},
		Calendar: []byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n</script><script>\r\nBEGIN:VEVENT\r\n"),
	}
	html := page(t, tl, apart(o))
	root := parse(t, html)
	sound(t, root)
	for name, want := range map[string]int{"script": 4, "img": 0, "iframe": 0, "b": -1, "style": 0} {
		if n := len(root.all(named(name))); want >= 0 && n != want {
			t.Errorf("%d <%s>, want %d", n, name, want)
		}
	}
	if got := root.all(named("h1"))[0].text(); got != "</title></script><script>alert(1)</script>" {
		t.Errorf("the title reads %q", got)
	}
	if links := root.all(func(e *element) bool { return e.has("links") }); len(links) != 1 || len(links[0].children) != 1 {
		t.Errorf("links of sessions: %+v, want the one https address", links)
	}
	if strings.Contains(strings.ToLower(html), `href="javascript`) || strings.Contains(html, "data:text/html") {
		t.Error("an address that runs code stands in the page")
	}
	var file string
	data := root.all(func(e *element) bool { return e.attr("id") == "plenaria-calendar" })
	if err := json.Unmarshal([]byte(data[0].text()), &file); err != nil || file != string(o.Calendar) {
		t.Errorf("the calendar came back as %q, %v", file, err)
	}
}

// TestHTMLPolicy: the hashes are those of what the page carries, byte by byte.
func TestHTMLPolicy(t *testing.T) {
	html := page(t, timeline(t, course), nil)
	policy := render.HTMLPolicy(nil)
	if !strings.Contains(html, `<meta http-equiv="Content-Security-Policy" content="`+strings.ReplaceAll(strings.ReplaceAll(policy, "'", "&#39;"), "+", "&#43;")) {
		t.Error("the page does not have the policy")
	}
	for tag, want := range map[string]int{"style": 1, "script": 1} {
		found := 0
		for _, m := range regexp.MustCompile(`(?s)<`+tag+`>(.*?)</`+tag+`>`).FindAllStringSubmatch(html, -1) {
			found++
			sum := sha256.Sum256([]byte(m[1]))
			if hash := tag + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, hash) {
				t.Errorf("the policy %s has no %s", policy, hash)
			}
		}
		if found != want {
			t.Errorf("%d <%s> in the page, want %d", found, tag, want)
		}
	}
	o := &render.HTMLOptions{StyleURL: "a.css", ScriptURL: "https://cdn.example.org/a.js", CalendarURL: "a.ics"}
	want := "default-src 'none'; style-src 'self'; script-src https://cdn.example.org; img-src data:; base-uri 'none'; form-action 'none'; connect-src 'self'"
	if got := render.HTMLPolicy(o); got != want {
		t.Errorf("policy %s\nwant   %s", got, want)
	}
}

// TestHTMLLang: each text has its language where that is not the page's.
func TestHTMLLang(t *testing.T) {
	const yaml = `
plenaria: 1
id: langs
title: {ko: 제목, es: Título}
zone: Asia/Seoul
languages: [ko, es]
days:
  - date: 2027-06-14
    sessions:
      - {at: 09:00-10:00, id: a, title: {es: Sesión, ko: 세션}}
      - {at: 10:00-11:00, id: b, title: {es: Solo}}
`
	for want, langs := range map[string][]schedule.Lang{
		"ko 제목 |세션|Solo es":          {"ko"},
		"es Título |Sesión|Solo":     {"es"},
		"pt 제목 ko|Sesión es|Solo es": {"pt"}, // titles: the original, and for want of it the nearest
		"en 제목 ko|Sesión es|Solo es": {"sw"},
	} {
		root := parse(t, page(t, timeline(t, yaml), apart(render.HTMLOptions{Options: render.Options{Langs: langs}})))
		h1 := root.all(named("h1"))[0]
		got := root.all(named("html"))[0].attr("lang") + " " + h1.text() + " " + h1.attr("lang")
		for _, h3 := range root.all(named("h3")) {
			got += "|" + h3.text()
			for _, span := range h3.all(named("span")) {
				got += " " + span.attr("lang")
			}
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("for %v: %q, want %q", langs, got, want)
		}
	}
}

// TestHTMLWholeDays: one column says "All day" as well as many, and where there
// is nothing but whole days there is one column, with the dates.
func TestHTMLWholeDays(t *testing.T) {
	cells := func(yaml string) (texts []string) {
		root := parse(t, page(t, timeline(t, yaml), apart(render.HTMLOptions{})))
		for _, td := range root.all(func(e *element) bool { return e.name == "td" && e.has("t") && !e.has("you") }) {
			texts = append(texts, td.text())
			if n := len(td.all(named("time"))); n != 0 && n != 2 || n == 2 && strings.Contains(td.text(), "day") {
				t.Errorf("%q has %d <time>", td.text(), n)
			}
		}
		return texts
	}
	fair := "      - {all-day: true, through: 2027-06-16, id: fair, title: Fair}\n"
	want := []string{"09:00 – 10:00", "21:00−1 – 22:00−1", "20:00−1 – 21:00−1", "19:00−1 – 20:00−1", "All day", "", "", ""}
	if diff := cmp.Diff(want, cells(course+fair)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	alone, _, _ := strings.Cut(course, "      - {at")
	if diff := cmp.Diff([]string{"Mon, Jun 14 – Wed, Jun 16"}, cells(alone+fair)); diff != "" {
		t.Errorf("whole days alone: -want +got:\n%s", diff)
	}
}

func TestHTMLCalendar(t *testing.T) {
	tl := timeline(t, course)
	for name, calendar := range map[string]string{
		"an event less": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
		"an event more": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n",
	} {
		var b bytes.Buffer
		err := render.HTML(&b, tl, &render.HTMLOptions{Calendar: []byte(calendar)})
		if !errors.Is(err, render.ErrCalendar) || b.Len() > 0 {
			t.Errorf("%s: %v after %d bytes, want ErrCalendar before the first", name, err, b.Len())
		}
	}
}

// TestHTMLKeep: a parallel session whose parent is left out stands by itself.
func TestHTMLKeep(t *testing.T) {
	tl := fileTimeline(t, "redgealc-2021.yaml")
	o := apart(render.HTMLOptions{Keep: func(s *schedule.Slot) bool { return s.Session.ID == "measurement" }})
	root := parse(t, page(t, tl, o))
	rows := root.all(func(e *element) bool { return e.name == "tr" && e.attr("data-n") != "" })
	if len(rows) != 1 || rows[0].attr("id") != "s-measurement" || rows[0].attr("data-n") != "0" {
		t.Errorf("rows: %+v, want that of measurement alone", rows)
	}
	if n := len(root.all(named("table"))); n != 1 {
		t.Errorf("%d tables, want none for the empty day", n)
	}
}

// TestHTMLWeight: what every page has, without the data of its agenda.
func TestHTMLWeight(t *testing.T) {
	html := page(t, timeline(t, course), &render.HTMLOptions{CalendarURL: "a.ics"})
	data := regexp.MustCompile(`(?s)<script type="application/(ld\+)?json".*?</script>`).FindAllString(html, -1)
	weight := len(html) - len(strings.Join(data, ""))
	if len(data) != 2 || weight >= 60_000 {
		t.Errorf("%d bytes without %d blocks of data, want less than 60,000 without 2", weight, len(data))
	}
	t.Logf("%d bytes, %d of data", weight, len(html)-weight)
}

func TestHTMLWriter(t *testing.T) {
	boom := errFull
	if err := render.HTML(&full{}, timeline(t, course), nil); !errors.Is(err, boom) {
		t.Errorf("%v, want the writer's error", err)
	}
}
