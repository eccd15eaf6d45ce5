package site

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
)

// Site is the files of an agenda's web site. It is not changed after it is built
// and safe for concurrent use.
type Site struct {
	// Files are sorted by their paths.
	Files []File
	live  bool
}

// File is one file of a site.
type File struct {
	// Path is relative, with slashes, in ASCII.
	Path string
	// Type is the media type, such as "text/calendar; charset=utf-8".
	Type string
	// Lang is the language of the contents; empty: several or none.
	Lang schedule.Lang
	Body []byte
	// policy is the Content-Security-Policy of a page.
	policy string
}

// The media types.
const (
	typeHTML     = "text/html; charset=utf-8"
	typeCalendar = "text/calendar; charset=utf-8"
	typeJSON     = "application/json"
	typeStyle    = "text/css; charset=utf-8"
	typeScript   = "text/javascript; charset=utf-8"
)

// maxCarried is up to how many bytes a page carries its calendar file itself, so
// that sessions can be selected also where a browser opens it from a disk.
const maxCarried = 256 << 10

// Build makes the site of a timeline. A nil o stands for the zero Options. The
// errors are those of [ical.Write] and [render.HTML], and of a Base that is no
// address.
func Build(tl *schedule.Timeline, o *Options) (*Site, error) {
	if tl == nil || tl.Agenda == nil {
		return nil, fmt.Errorf("%w: no timeline; make it with Agenda.Resolve", ical.ErrUnwritable)
	}
	ready, err := o.ready(tl.Agenda)
	if err != nil {
		return nil, err
	}
	b := &builder{tl: tl, o: ready, site: &Site{live: ready.Live}}
	if err := b.calendars(); err != nil {
		return nil, err
	}
	b.parts()
	b.pages()
	b.agendas()
	b.feedList()
	if err := b.run(); err != nil {
		return nil, err
	}
	if b.o.Live {
		b.add(File{Path: styleName, Type: typeStyle, Body: render.HTMLStyle()})
		b.add(File{Path: scriptName, Type: typeScript, Body: render.HTMLScript()})
		b.add(File{Path: liveName, Type: typeScript, Body: liveScript})
	}
	slices.SortFunc(b.site.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return b.site, nil
}

// builder makes one site.
type builder struct {
	tl    *schedule.Timeline
	o     Options
	site  *Site
	feeds []feed
	jobs  []job
}

// job is a file that is to be written.
type job struct {
	file  File
	write func(io.Writer) error
}

func (b *builder) add(f File) { b.site.Files = append(b.site.Files, f) }

// later adds a file whose contents a function will write. Files do not depend on
// each other, so that all processors work at them.
func (b *builder) later(f File, write func(io.Writer) error) { b.jobs = append(b.jobs, job{f, write}) }

// run writes the files of all jobs. Of several errors it gives the first in the
// order of the jobs.
func (b *builder) run() error {
	jobs, errs := b.jobs, make([]error, len(b.jobs))
	b.jobs = nil
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(jobs), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(jobs)); i = next.Add(1) - 1 {
				var body bytes.Buffer
				errs[i] = jobs[i].write(&body)
				jobs[i].file.Body = body.Bytes()
			}
		})
	}
	workers.Wait()
	for i, j := range jobs {
		if errs[i] != nil {
			return errs[i]
		}
		b.add(j.file)
	}
	return nil
}

// named gives the name of the file of a language: the first has none in it.
func (b *builder) named(name, ext string, lang schedule.Lang) string {
	if lang == b.o.Langs[0] {
		return name + ext
	}
	return name + "." + langName(lang) + ext
}

// pageName gives the name of the page of a language.
func (b *builder) pageName(lang schedule.Lang) string {
	if lang == b.o.Langs[0] {
		return "index.html"
	}
	return langName(lang) + ".html"
}

// pages makes the page of each language.
func (b *builder) pages() {
	var links []render.HTMLLink
	for _, lang := range b.o.Langs {
		links = append(links, render.HTMLLink{Lang: lang, URL: b.pageName(lang)})
	}
	for _, lang := range b.o.Langs {
		b.page(lang, links)
	}
}

// page makes the page of a language, which lists itself among the pages.
func (b *builder) page(lang schedule.Lang, pages []render.HTMLLink) {
	h := &render.HTMLOptions{
		Options: render.Options{Langs: b.o.langs(lang), Zones: b.o.Zones, OmitBreaks: b.o.OmitBreaks},
		Keep:    b.o.Keep,
		URL:     b.o.address(b.pageName(lang)), Pages: pages, Feeds: b.pageFeeds(lang),
	}
	h.CalendarURL = b.named("agenda", ".ics", lang)
	calendar := slices.IndexFunc(b.site.Files, func(f File) bool { return f.Path == h.CalendarURL })
	if body := b.site.Files[calendar].Body; !b.o.Live && len(body) <= maxCarried {
		h.Calendar, h.CalendarURL = body, ""
	}
	if b.o.Live {
		h.StyleURL, h.ScriptURL = styleName, scriptName
	}
	f := File{Path: b.pageName(lang), Type: typeHTML, Lang: lang, policy: render.HTMLPolicy(h)}
	b.later(f, func(w io.Writer) error { return b.html(w, h) })
}

// html writes a page.
func (b *builder) html(w io.Writer, h *render.HTMLOptions) error {
	if !b.o.Live {
		return render.HTML(w, b.tl, h)
	}
	var page bytes.Buffer
	if err := render.HTML(&page, b.tl, h); err != nil {
		return err
	}
	_, err := w.Write(alive(page.Bytes()))
	return err
}

// agendas writes the agenda as JSON in each language.
func (b *builder) agendas() {
	some := b.tl.Where(b.o.Keep)
	for _, lang := range b.o.Langs {
		o := &render.Options{Langs: b.o.langs(lang), Zones: b.o.Zones, OmitBreaks: b.o.OmitBreaks, Compact: true}
		f := File{Path: b.named("agenda", ".json", lang), Type: typeJSON, Lang: lang}
		b.later(f, func(w io.Writer) error { return render.JSON(w, some, o) })
	}
}
