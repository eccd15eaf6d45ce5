package site

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
)

// Options say how a site is made. Nil and the zero Options are ready.
type Options struct {
	// Base is the address at which the folder will be found, such as
	// https://example.org/agenda/. Subscribing from the page needs it, since
	// calendar programs want whole addresses. Empty: not known.
	Base string
	// Langs are the languages of the pages, the first that of index.html; empty:
	// the agenda's.
	Langs []schedule.Lang
	// Zones are the walls that every page shows; empty: the host's and the
	// agenda's Also.
	Zones []schedule.Zone
	// Keep says which slots there are, on pages and in calendar files; nil: all.
	// It is called more than once for a slot, by several goroutines, and must
	// answer the same.
	Keep func(*schedule.Slot) bool
	// OmitBreaks leaves breaks out, of pages and of calendar files.
	OmitBreaks bool
	// Calendar is what all calendar files have in common, such as Stamp, Form and
	// Revisions. Its Langs, OmitBreaks, Keep and Source are set by Build.
	Calendar ical.Options
	// Live makes pages for a [Handler] alone: they take style and script from
	// files beside them, load themselves again when the handler has a new
	// version, and show what [Handler.Fault] was told.
	Live bool
}

// ready gives the options with every default filled in for an agenda.
func (o *Options) ready(a *schedule.Agenda) (Options, error) {
	var r Options
	if o != nil {
		r = *o
	}
	if r.Keep == nil {
		r.Keep = func(*schedule.Slot) bool { return true }
	}
	if len(r.Langs) == 0 {
		r.Langs = a.Langs
	}
	if len(r.Langs) == 0 {
		r.Langs = []schedule.Lang{a.Title.In().Lang}
	}
	if r.Base != "" {
		u, err := url.Parse(r.Base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return r, fmt.Errorf("the base %q is no address of a folder; write one such as https://example.org/agenda/", r.Base)
		}
		r.Base = strings.TrimSuffix(r.Base, "/") + "/"
	}
	return r, nil
}

// address gives the whole address of a file; "" if the base is not known.
func (o *Options) address(path string) string {
	if o.Base == "" {
		return ""
	}
	return o.Base + strings.TrimSuffix(path, "index.html")
}

// langs gives the languages of a file in lang, best first.
func (o *Options) langs(lang schedule.Lang) []schedule.Lang {
	if lang == "" {
		return nil
	}
	list := []schedule.Lang{lang}
	for _, l := range o.Langs {
		if l != lang {
			list = append(list, l)
		}
	}
	return list
}
