package site

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

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
	for _, step := range [...]func() error{b.calendars, b.pages, b.agendas, b.feedList} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if b.o.Live {
		b.add(File{Path: styleName, Type: typeStyle, Body: render.HTMLStyle()})
		b.add(File{Path: scriptName, Type: typeScript, Body: render.HTMLScript()})
		b.add(File{Path: liveName, Type: typeScript, Body: liveScript})
	}
	slices.SortFunc(b.site.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return b.site, nil
}

// file finds the file of a path.
func (s *Site) file(path string) (int, bool) {
	return slices.BinarySearchFunc(s.Files, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
}

// builder makes one site.
type builder struct {
	tl    *schedule.Timeline
	o     Options
	site  *Site
	feeds []feed
}

func (b *builder) add(f File) { b.site.Files = append(b.site.Files, f) }

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
func (b *builder) pages() error {
	var links []render.HTMLLink
	for _, lang := range b.o.Langs {
		links = append(links, render.HTMLLink{Lang: lang, URL: b.pageName(lang)})
	}
	for _, lang := range b.o.Langs {
		others := slices.DeleteFunc(slices.Clone(links), func(l render.HTMLLink) bool { return l.Lang == lang })
		if err := b.page(lang, others); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) page(lang schedule.Lang, others []render.HTMLLink) error {
	calendar := b.named("agenda", ".ics", lang)
	h := &render.HTMLOptions{
		Options: render.Options{Langs: b.o.langs(lang), Zones: b.o.Zones, OmitBreaks: b.o.OmitBreaks},
		Keep:    b.o.Keep,
		URL:     b.o.address(b.pageName(lang)), Pages: others, Feeds: b.pageFeeds(lang),
	}
	if i := slices.IndexFunc(b.site.Files, func(f File) bool { return f.Path == calendar }); !b.o.Live && len(b.site.Files[i].Body) <= maxCarried {
		h.Calendar = b.site.Files[i].Body
	} else {
		h.CalendarURL = calendar
	}
	if b.o.Live {
		h.StyleURL, h.ScriptURL = styleName, scriptName
	}
	var page bytes.Buffer
	if err := render.HTML(&page, b.tl, h); err != nil {
		return err
	}
	f := File{Path: b.pageName(lang), Type: typeHTML, Lang: lang, Body: page.Bytes(), policy: render.HTMLPolicy(h)}
	if b.o.Live {
		f.Body = alive(f.Body)
	}
	b.add(f)
	return nil
}

// agendas writes the agenda as JSON in each language.
func (b *builder) agendas() error {
	some := b.tl.Where(b.o.Keep)
	for _, lang := range b.o.Langs {
		o := &render.Options{Langs: b.o.langs(lang), Zones: b.o.Zones, OmitBreaks: b.o.OmitBreaks}
		err := b.write(b.named("agenda", ".json", lang), typeJSON, lang, func(w io.Writer) error { return render.JSON(w, some, o) })
		if err != nil {
			return err
		}
	}
	return nil
}

// write adds a file of what a function writes.
func (b *builder) write(path, mediaType string, lang schedule.Lang, write func(io.Writer) error) error {
	var body bytes.Buffer
	if err := write(&body); err != nil {
		return err
	}
	b.add(File{Path: path, Type: mediaType, Lang: lang, Body: body.Bytes()})
	return nil
}
