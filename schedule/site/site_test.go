package site_test

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/site"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

const agenda = `plenaria: 1
id: week
title: {en: Digital Week, ko: 디지털 주간}
zone: America/Panama
languages: [en, ko]
also: [Asia/Seoul]
domain: week.example.org
people:
  kim: {name: {en: Kim Min-ji, ko: 김민지}, org: mois}
  mois: {name: {en: MOIS, ko: 행정안전부}, kind: organization, country: KR}
  nobody: {name: Nobody}
  pa: {name: {en: Panama, ko: 파나마}, kind: delegation, country: PA}
rooms: {main: {en: Main hall, ko: 대강당}, Sala/B: Sala B}
tracks: {con: Contracts, empty: Nothing}
days:
  - date: 2027-04-08
    room: main
    sessions:
      - {at: 09:00-09:30, id: opening, title: {en: Opening, ko: 개회사}, speakers: [pa]}
      - {at: 09:30-10:00, kind: break, title: {en: Break, ko: 휴식}}
      - at: 10:00-11:00
        id: both
        title: Two rooms
        parallel:
          - {id: hands, room: Sala/B, track: con, title: Hands on, speakers: [kim]}
          - {id: open, title: Open data, countries: [CL]}
`

// timeline resolves an agenda file.
func timeline(t testing.TB, text string) *schedule.Timeline {
	t.Helper()
	a, err := agendafile.Read(strings.NewReader(text), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		t.Fatal(err)
	}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		t.Fatal(err)
	}
	return tl
}

func build(t testing.TB, text string, o *site.Options) *site.Site {
	t.Helper()
	s, err := site.Build(timeline(t, text), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// bodies gives the contents of files by their paths.
func bodies(s *site.Site) map[string]string {
	m := map[string]string{}
	for _, f := range s.Files {
		m[f.Path] = string(f.Body)
	}
	return m
}

// TestBuildFiles: there is a file for everything that has sessions. A name that
// Windows does not take, or that is a folder, is spelt otherwise.
func TestBuildFiles(t *testing.T) {
	want := []string{
		"agenda.ics", "agenda.json", "agenda.ko.ics", "agenda.ko.json",
		"country/cl.ics", "country/kr.ics", "country/pa.ics", "feeds.json", "index.html", "ko.html",
		"person/kim.ics", "person/mois.ics", "person/pa.ics", "room/main.ics", "room/sala-b-50deccfe.ics", "track/con-1143da2b.ics",
	}
	var got []string
	for _, f := range build(t, agenda, nil).Files {
		got = append(got, f.Path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBuildTwice(t *testing.T) {
	o := &site.Options{Base: "https://example.org/a", OmitBreaks: true}
	if diff := cmp.Diff(bodies(build(t, agenda, o)), bodies(build(t, agenda, o))); diff != "" {
		t.Errorf("two builds differ:\n%s", diff)
	}
}

var link = regexp.MustCompile(`(?:href|src)="([^"#:]+)"`)

// TestLinks: what a page links to beside itself is there, and all of it but what
// is for programs and for single persons is linked to from somewhere.
func TestLinks(t *testing.T) {
	for name, o := range map[string]*site.Options{"static": nil, "live": {Live: true}} {
		s := build(t, agenda, o)
		files, linked := bodies(s), map[string]bool{}
		for page, body := range files {
			if path.Ext(page) != ".html" {
				continue
			}
			for _, m := range link.FindAllStringSubmatch(body, -1) {
				linked[m[1]] = true
				if _, ok := files[path.Join(path.Dir(page), m[1])]; !ok {
					t.Errorf("%s: %s links to %s, which is not there", name, page, m[1])
				}
			}
		}
		for file := range files {
			if ext := path.Ext(file); ext != ".json" && path.Dir(file) != "person" && !linked[file] {
				t.Errorf("%s: no page links to %s", name, file)
			}
		}
	}
}

// relations are the lines that name sessions around and beside a parallel one,
// which only a file that has both has.
var relations = regexp.MustCompile(`(?:RELATED-TO|DESCRIPTION).*\r\n(?: .*\r\n)*`)

// events cuts a calendar file into its events, without relations.
func events(file string) (list []string) {
	for rest := file; ; {
		_, after, ok := strings.Cut(rest, "BEGIN:VEVENT\r\n")
		if !ok {
			return list
		}
		event, after, _ := strings.Cut(after, "END:VEVENT\r\n")
		list, rest = append(list, relations.ReplaceAllString(event, "")), after
	}
}

// TestFeeds: feeds.json is right about every file; each has events of the whole,
// octet for octet but where they name others, and a UID of its own.
func TestFeeds(t *testing.T) {
	files := bodies(build(t, agenda, &site.Options{Base: "https://example.org/a/", OmitBreaks: true}))
	var list struct {
		Plenaria int
		Title    struct{ Lang, Text string }
		Feeds    []struct {
			Kind, ID, Lang, Name, URL string
			Events                    int
		}
	}
	if err := json.Unmarshal([]byte(files["feeds.json"]), &list); err != nil {
		t.Fatal(err)
	}
	if list.Plenaria != 1 || list.Title.Lang != "en" || list.Title.Text != "Digital Week" {
		t.Errorf("feeds.json is of version %d and titled %v", list.Plenaria, list.Title)
	}
	whole := events(files["agenda.ics"])
	tl := timeline(t, agenda)
	tl = tl.Where(func(s *schedule.Slot) bool { return s.Session.Kind != schedule.Break })
	var got []string
	uids := map[string]bool{}
	for _, f := range list.Feeds {
		file := files[strings.TrimPrefix(f.URL, "https://example.org/a/")]
		if n := strings.Count(file, "BEGIN:VEVENT"); n != f.Events || n == 0 {
			t.Errorf("%s has %d events, feeds.json says %d", f.URL, n, f.Events)
		}
		if !strings.Contains(strings.ReplaceAll(file, "\r\n ", ""), "SOURCE;VALUE=URI:"+f.URL+"\r\n") {
			t.Errorf("%s does not say where it is", f.URL)
		}
		head, _, _ := strings.Cut(file, "BEGIN:VTIMEZONE")
		_, uid, _ := strings.Cut(head, "UID:")
		uid, _, _ = strings.Cut(uid, "\r\n")
		if uids[uid] && f.Kind != "all" {
			t.Errorf("%s has the UID %q of another calendar", f.URL, uid)
		}
		uids[uid] = true
		for _, event := range events(file) {
			if f.Lang == "en" && !slices.Contains(whole, event) {
				t.Errorf("%s has an event that the whole has not:\n%s", f.URL, event)
			}
		}
		if n := len(tl.Where(filterOf(f.Kind, f.ID).Keep(tl.Agenda)).Slots); f.Kind != "all" && n != f.Events {
			t.Errorf("%s has %d events, a filter finds %d sessions", f.URL, f.Events, n)
		}
		got = append(got, f.Kind+" "+f.ID+" "+f.Name)
	}
	want := []string{
		"all  Digital Week", "all  디지털 주간", "track con Contracts", "room main Main hall", "room Sala/B Sala B",
		"country CL Chile", "country KR Korea (South)", "country PA Panama", "person kim Kim Min-ji", "person mois MOIS", "person pa Panama",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !strings.Contains(files["person/kim.ics"], "X-WR-CALNAME:Digital Week · Kim Min-ji\r\n") {
		t.Error("the file of a person does not say whose it is")
	}
}

// filterOf is the filter that chooses what a feed has.
func filterOf(kind, id string) (f schedule.Filter) {
	switch kind {
	case "track":
		f.Tracks = []schedule.ID{schedule.ID(id)}
	case "room":
		f.Rooms = []schedule.ID{schedule.ID(id)}
	case "country":
		f.Countries = []string{id}
	case "person":
		f.People = []schedule.ID{schedule.ID(id)}
	}
	return f
}

// TestPages: each page is in its language, carries its calendar, and says at
// which addresses it and the others are.
func TestPages(t *testing.T) {
	files := bodies(build(t, agenda, &site.Options{Base: "https://example.org/a"}))
	for page, want := range map[string][]string{
		"index.html": {`<html lang="en"`, "Opening", `href="ko.html"`, "https://example.org/a/", "대강당"},
		"ko.html":    {`<html lang="ko"`, "개회사", `href="index.html"`, "https://example.org/a/ko.html", "webcal://example.org/a/agenda.ko.ics"},
	} {
		for _, text := range want {
			if text == "대강당" {
				if strings.Contains(files[page], text) {
					t.Errorf("%s has %q, of another language", page, text)
				}
			} else if !strings.Contains(files[page], text) {
				t.Errorf("%s has no %q", page, text)
			}
		}
	}
}

// TestBuildSome: of sessions that are not kept there is nothing.
func TestBuildSome(t *testing.T) {
	tl := timeline(t, agenda)
	s, err := site.Build(tl, &site.Options{Keep: schedule.Filter{Tracks: []schedule.ID{"con"}}.Keep(tl.Agenda)})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files {
		if bytes.Contains(f.Body, []byte("Open data")) {
			t.Errorf("%s shows a session that was left out", f.Path)
		}
	}
	if files := bodies(s); files["room/main.ics"] != "" || files["person/kim.ics"] == "" {
		t.Error("the calendar files are not those of the sessions that are left")
	}
}

func TestBuildErrors(t *testing.T) {
	if _, err := site.Build(nil, nil); err == nil {
		t.Error("no timeline gave a site")
	}
	for _, base := range []string{"example.org/a", "ftp://example.org/", "https://example.org/?a", "https:///a", "/a"} {
		if _, err := site.Build(timeline(t, agenda), &site.Options{Base: base}); err == nil {
			t.Errorf("the base %q was taken", base)
		}
	}
}

// TestPagesListThemselves: each page marks its own language and links the others,
// also where the page's own words are in neither.
func TestPagesListThemselves(t *testing.T) {
	files := bodies(build(t, agenda, &site.Options{Langs: []schedule.Lang{"sw", "en"}}))
	current := regexp.MustCompile(`<span aria-current="page" lang="(\w+)">`)
	for name, want := range map[string][2]string{
		"index.html": {"sw", `<a href="en.html" hreflang="en" lang="en">`},
		"en.html":    {"en", `<a href="index.html" hreflang="sw" lang="sw">`},
	} {
		got := current.FindAllStringSubmatch(files[name], -1)
		if len(got) != 1 || got[0][1] != want[0] {
			t.Errorf("%s marks %q, want %s", name, got, want[0])
		}
		if !strings.Contains(files[name], want[1]) {
			t.Errorf("%s has no %s", name, want[1])
		}
	}
}
