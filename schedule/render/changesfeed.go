package render

import (
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/datefmt"
)

// Revision is an agenda's step from one version to the next.
type Revision struct {
	// Changes are what the step has changed.
	Changes *schedule.Changes
	// Updated is when it was published; required.
	Updated time.Time
}

// ErrFeed is wrapped by the errors about feeds that cannot be.
var ErrFeed = errors.New("feed")

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Content atomContent `xml:"content"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

// ChangesFeed writes revisions of one agenda as an Atom feed (RFC 4287), in the
// order in which they are given, which is the latest first by custom. Each entry
// has as HTML what [ChangesText] writes. The self link is the address that the
// feed is published at; empty: none. IDs are made of the agenda's ID and domain
// and of Updated, so that they last. An error is the writer's, or wraps
// [ErrFeed] where there is no revision or a time is not set.
func ChangesFeed(w io.Writer, revisions []Revision, self string, o *ChangesOptions) error {
	if len(revisions) == 0 {
		return fmt.Errorf("%w: there is no revision; a feed has at least one", ErrFeed)
	}
	a := revisions[0].Changes.New.Agenda
	t := newTeller(revisions[0].Changes, o)
	name := string(a.ID) + "@" + cmp.Or(a.Domain, string(a.ID))
	feed := atomFeed{
		Lang: string(t.loc.Lang()), ID: urn(name), Title: oneLine(t.new.text(a.Title)) + between + t.loc.Word(datefmt.WordChanges),
		Author: atomAuthor{cmp.Or(t.new.names.people[a.Organizer], oneLine(t.new.text(a.Title)), string(a.ID))},
	}
	feed.Links = append(links("self", self), links("alternate", a.URL)...)
	for i, r := range revisions {
		if r.Updated.IsZero() {
			return fmt.Errorf("%w: revision %d has no time; say when it was published", ErrFeed, i)
		}
		updated := r.Updated.UTC().Format(time.RFC3339)
		feed.Updated = max(feed.Updated, updated)
		report := newReport(r.Changes, o)
		feed.Entries = append(feed.Entries, atomEntry{
			ID: urn(name + " " + updated), Updated: updated, Links: links("alternate", r.Changes.New.Agenda.URL),
			Title: cmp.Or(report.versions, report.title), Content: atomContent{"html", report.html()},
		})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(feed); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func links(rel, href string) []atomLink {
	if href == "" {
		return nil
	}
	return []atomLink{{rel, href}}
}

// urn gives the UUID of a name, by SHA-1 in the space of names that are none
// else (RFC 9562 §5.5).
func urn(name string) string {
	sum := sha1.Sum([]byte("\x6b\xa7\xb8\x12\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8plenaria agenda " + name))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// html writes a report as headings and lists.
func (r *report) html() string {
	var b strings.Builder
	line := func(tag, text string) {
		b.WriteString("<" + tag + ">" + html.EscapeString(oneLine(text)) + "</" + tag + ">\n")
	}
	for _, s := range r.sections {
		if s.head != "" {
			line("h2", s.head)
		}
		for _, item := range s.items {
			if item.name != "" {
				line("h3", item.name)
			}
			b.WriteString("<ul>\n")
			for _, f := range item.facts {
				line("li", f.text(r.colon))
			}
			b.WriteString("</ul>\n")
		}
	}
	for _, text := range r.closing {
		line("p", text)
	}
	return b.String()
}
