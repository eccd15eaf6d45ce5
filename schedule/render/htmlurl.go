package render

import (
	"html/template"
	"net/url"
	"strings"
)

// safeURL gives an address that may stand in a link, and "" for any other: a
// script, a data URI, what is no URL at all.
func safeURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "tel":
		return u.String()
	}
	return ""
}

// origin gives the source expression of an address for a policy.
func origin(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return "'self'"
	}
	if u.Scheme == "" {
		return u.Host
	}
	return u.Scheme + "://" + u.Host
}

// absolute resolves an address against that of the page; "" if the result has
// no host, so that nobody else could follow it.
func absolute(base, s string) string {
	b, err := url.Parse(base)
	if err != nil {
		return ""
	}
	u, err := b.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// subscription holds the links by which calendar programs subscribe to a feed.
type subscription struct {
	Webcal                  template.URL // html/template knows no webcal
	Google, Outlook, Office string
}

// subscribe makes the links of a feed with an absolute address; nil without.
func subscribe(feed, name string) *subscription {
	_, rest, ok := strings.Cut(feed, "://")
	if !ok {
		return nil
	}
	webcal := "webcal://" + rest
	add := "/calendar/0/addfromweb?url=" + url.QueryEscape(feed) + "&name=" + url.QueryEscape(name)
	return &subscription{
		Webcal:  template.URL(webcal), // #nosec: made of an http address
		Google:  "https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		Outlook: "https://outlook.live.com" + add,
		Office:  "https://outlook.office.com" + add,
	}
}
