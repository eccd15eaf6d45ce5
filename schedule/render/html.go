package render

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"html/template"
	"io"
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

// HTMLOptions say for whom to make a page and what lies beside it. Nil and the
// zero HTMLOptions are ready: one file that needs nothing else.
//
// Addresses may be relative. An address whose scheme is none of http, https,
// mailto and tel is left out, here as in an agenda.
type HTMLOptions struct {
	// Options has the languages, the zones, the grouping and whether breaks are
	// left out. The page's own words are in the first of Langs that is English,
	// Spanish, Portuguese, French or Korean, else in English. Zones of one clock
	// share a column.
	Options
	// Keep says which slots the page has; nil: all. A parallel session whose
	// parent is not kept has a row of its own.
	Keep func(*schedule.Slot) bool
	// URL is the absolute address of this page; empty: the agenda's URL. What
	// subscribes to a calendar and what search engines read need it.
	URL string
	// Pages are this page in all its languages. The Lang of each is required; that
	// which is the first of Langs is this page, and is marked instead of linked.
	Pages []HTMLLink
	// Feeds are the calendar files that lie beside the page, to download and to
	// subscribe to. Their names are those that readers see; empty: the title.
	Feeds []HTMLLink
	// Calendar is the iCalendar file (RFC 5545) of the page's sessions, with a
	// VEVENT for each slot of the page in the timeline's order, as package ical
	// writes it with the same breaks and the same Keep. The page carries it, and
	// its script cuts from it what a reader selects. Nil: see CalendarURL.
	Calendar []byte
	// CalendarURL is where such a file lies beside the page, which fetches it
	// when a reader wants it. Browsers do not allow this to a page that was
	// opened as a file. If both are empty, nothing can be selected.
	CalendarURL string
	// StyleURL and ScriptURL are where [HTMLStyle] and [HTMLScript] lie; empty:
	// the page carries them.
	StyleURL, ScriptURL string
}

// HTMLLink is the address of something beside the page.
type HTMLLink struct {
	// Lang is the language of what is there; empty: not stated.
	Lang schedule.Lang
	// Name is what readers see; empty: the language's own name, or the title.
	Name string
	URL  string
}

// ErrCalendar is wrapped where HTMLOptions.Calendar is not the file of the
// page's sessions.
var ErrCalendar = errors.New("not the calendar of the page")

//go:embed page/page.html page/page.css page/page.js
var pageFiles embed.FS

var pageTemplate = template.Must(template.ParseFS(pageFiles, "page/page.html"))

func pageFile(name string) []byte {
	b, err := pageFiles.ReadFile("page/" + name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return b
}

// HTMLStyle gives the style sheet of pages.
func HTMLStyle() []byte { return pageFile("page.css") }

// HTMLScript gives the script of pages.
func HTMLScript() []byte { return pageFile("page.js") }

// HTML writes the timeline as a web page in one language: a table a day with
// the host's clock and the others' side by side, a picture of each zone's day,
// and JSON-LD of schema.org. It needs no server and asks no other host.
//
// Where scripts run, the page adds the clock of the reader's own zone, or of
// any zone that the reader picks; it groups by the reader's dates, shows rooms
// side by side, searches, filters, marks what is on, and adds sessions to
// calendars. Its clocks come from the time-zone data of the host's zone, which
// it carries for the time of the event; the browser's data is not asked. A zone
// without a database has that of [tzdb.Pinned].
//
// Every text is escaped, a Content-Security-Policy in the page allows its own
// style and script only, and the same input gives the same bytes. The error
// wraps [ErrCalendar] if the calendar does not fit, and else is the writer's.
func HTML(w io.Writer, tl *schedule.Timeline, o *HTMLOptions) error {
	p, err := newHTMLPage(tl, o)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	if err := pageTemplate.Execute(b, p); err != nil {
		return err
	}
	return b.Flush()
}

// HTMLPolicy gives the Content-Security-Policy of pages with these options. It
// stands in the page; a server may send it as a header too.
func HTMLPolicy(o *HTMLOptions) string {
	if o == nil {
		o = &HTMLOptions{}
	}
	policy := []string{
		"default-src 'none'",
		"style-src " + source(o.StyleURL, HTMLStyle),
		"script-src " + source(o.ScriptURL, HTMLScript),
		"img-src data:", // the icons of the style sheet
		"base-uri 'none'",
		"form-action 'none'",
	}
	if o.Calendar == nil && safeURL(o.CalendarURL) != "" {
		policy = append(policy, "connect-src "+origin(o.CalendarURL))
	}
	return strings.Join(policy, "; ")
}

// source names where a style or a script may come from: its hash, if the page
// carries it (CSP 3 §6.7.2.3).
func source(url string, content func() []byte) string {
	if safeURL(url) != "" {
		return origin(url)
	}
	sum := sha256.Sum256(content())
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
