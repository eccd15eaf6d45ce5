package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/agendafile"
	"github.com/plenaria/plenaria/schedule/site"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

const small = `plenaria: 1
id: week
title: {en: Digital Week, ko: 디지털 주간}
zone: America/Panama
languages: [en, ko]
people: {kim: Kim Min-ji}
days:
  - date: 2027-04-08
    sessions:
      - {at: 09:00-09:30, id: opening, title: Opening, speakers: [kim]}
`

// exampleTimeline resolves an agenda without faults.
func exampleTimeline() *schedule.Timeline {
	a, err := agendafile.Read(strings.NewReader(small), &agendafile.Options{Zones: tzdb.Pinned()})
	if err != nil {
		panic(err)
	}
	tl, err := a.Resolve(schedule.Reject)
	if err != nil {
		panic(err)
	}
	return tl
}

func ExampleBuild() {
	s, err := site.Build(exampleTimeline(), &site.Options{Base: "https://example.org/week/"})
	if err != nil {
		panic(err)
	}
	for _, f := range s.Files {
		fmt.Println(f.Path, f.Type)
	}
	// Output:
	// agenda.ics text/calendar; charset=utf-8
	// agenda.json application/json
	// agenda.ko.ics text/calendar; charset=utf-8
	// agenda.ko.json application/json
	// feeds.json application/json
	// index.html text/html; charset=utf-8
	// ko.html text/html; charset=utf-8
	// person/kim.ics text/calendar; charset=utf-8
}

func ExampleSite_Write() {
	folder, err := os.MkdirTemp("", "site")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	s, err := site.Build(exampleTimeline(), nil)
	if err != nil {
		panic(err)
	}
	for range 2 {
		report, err := s.Write(filepath.Join(folder, "week"))
		if err != nil {
			panic(err)
		}
		fmt.Println(len(report.Written), "written,", len(report.Unchanged), "unchanged")
	}
	// Output:
	// 8 written, 0 unchanged
	// 0 written, 8 unchanged
}

// A program of yours shows the agenda below one of its paths.
func ExampleHandler() {
	s, err := site.Build(exampleTimeline(), nil)
	if err != nil {
		panic(err)
	}
	h := new(site.Handler)
	h.Show(s)
	mux := http.NewServeMux()
	mux.Handle("/week/", http.StripPrefix("/week/", h))

	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest("HEAD", "/week/ko.html", nil))
	fmt.Println(w.Code, w.Header().Get("Content-Language"), w.Header().Get("Cache-Control"))
	// Output: 200 ko no-cache
}
