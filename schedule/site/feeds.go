package site

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/plenaria/plenaria/ical"
	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/render"
	"github.com/plenaria/plenaria/schedule/tzdb"
)

// feed is a calendar file of a site, as feeds.json lists it.
type feed struct {
	Kind   string        `json:"kind"`
	ID     string        `json:"id,omitempty"`
	Lang   schedule.Lang `json:"lang,omitempty"`
	Name   string        `json:"name"`
	URL    string        `json:"url"`
	Events int           `json:"events"`
	path   string
	name   schedule.Text
}

// The kinds of feeds.
const (
	feedAll     = "all"
	feedTrack   = "track"
	feedRoom    = "room"
	feedCountry = "country"
	feedPerson  = "person"
)

// calendars writes the calendar files of all sessions.
func (b *builder) calendars() error {
	some := b.tl.Where(b.kept)
	for _, lang := range b.o.Langs {
		f := feed{Kind: feedAll, Lang: lang, name: b.tl.Agenda.Title, path: b.named("agenda", ".ics", lang)}
		b.calendar(f, some)
	}
	return b.run()
}

// kept reports whether a slot is on the site.
func (b *builder) kept(s *schedule.Slot) bool {
	return b.o.Keep(s) && !(b.o.OmitBreaks && s.Session.Kind == schedule.Break)
}

// parts writes the calendar files of tracks, rooms, countries and people.
func (b *builder) parts() {
	a, g := b.tl.Agenda, b.groups()
	for i := range a.Tracks {
		b.part(g, feedTrack, a.Tracks[i].ID, a.Tracks[i].Name)
	}
	for i := range a.Rooms {
		b.part(g, feedRoom, a.Rooms[i].ID, a.Rooms[i].Name)
	}
	for _, code := range b.countries() {
		b.part(g, feedCountry, schedule.ID(code), b.land(code))
	}
	for i := range a.Participants {
		b.part(g, feedPerson, a.Participants[i].ID, a.Participants[i].Name)
	}
}

// part writes the calendar file of a group, if there is one.
func (b *builder) part(g groups, kind string, id schedule.ID, name schedule.Text) {
	slots := g[group{kind, string(id)}]
	if len(slots) == 0 {
		return
	}
	if name.IsZero() {
		name = schedule.Text{{Text: string(id)}}
	}
	b.calendar(feed{Kind: kind, ID: string(id), Lang: b.o.Langs[0], name: name, path: feedPath(kind, id)}, part(b.tl, slots))
}

func feedPath(kind string, id schedule.ID) string {
	if kind == feedCountry { // a code is the same in any case
		id = schedule.ID(strings.ToLower(string(id)))
	}
	return kind + "/" + fileName(string(id)) + ".ics"
}

// calendar writes a calendar file of all slots of a timeline.
func (b *builder) calendar(f feed, tl *schedule.Timeline) {
	o := b.o.Calendar
	o.Langs, o.OmitBreaks, o.Keep, o.Source = b.o.langs(f.Lang), false, nil, b.o.address(f.path)
	f.Name, f.URL, f.Events = f.name.In(o.Langs...).Text, f.path, len(tl.Slots)
	if f.Kind != feedAll {
		o.Part = b.partOf(f)
	}
	if o.Source != "" {
		f.URL = o.Source
	}
	b.feeds = append(b.feeds, f)
	b.later(File{Path: f.path, Type: typeCalendar, Lang: f.Lang}, func(w io.Writer) error { return ical.Write(w, tl, &o) })
}

// partOf tells a file from that of all. If Options.Calendar has a part, it is one
// of that.
func (b *builder) partOf(f feed) ical.Part {
	p := ical.Part{ID: schedule.ID(f.Kind + "-" + f.ID), Name: f.name}
	if all := b.o.Calendar.Part; all.ID != "" {
		p.ID = all.ID + "-" + p.ID
	}
	return p
}

// pageFeeds are the feeds that a page lists: all sessions in its language, then
// tracks, rooms and countries. Those of people are for who has their address.
func (b *builder) pageFeeds(lang schedule.Lang) (links []render.HTMLLink) {
	for _, f := range b.feeds {
		if f.Kind == feedPerson || f.Kind == feedAll && f.Lang != lang {
			continue
		}
		name := f.name.In(b.o.langs(lang)...)
		links = append(links, render.HTMLLink{Lang: name.Lang, Name: name.Text, URL: f.path})
	}
	return links
}

// feedList writes feeds.json.
func (b *builder) feedList() {
	title := b.tl.Agenda.Title.In(b.o.langs(b.o.Langs[0])...)
	list := struct {
		Plenaria int    `json:"plenaria"`
		ID       string `json:"id"`
		Title    struct {
			Lang string `json:"lang,omitempty"`
			Text string `json:"text"`
		} `json:"title"`
		Feeds []feed `json:"feeds"`
	}{Plenaria: 1, ID: string(b.tl.Agenda.ID), Feeds: b.feeds}
	list.Title.Lang, list.Title.Text = string(title.Lang), title.Text
	b.later(File{Path: "feeds.json", Type: typeJSON}, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(list)
	})
}

// countries gives the codes of the countries of sessions and people, sorted.
func (b *builder) countries() (codes []string) {
	for i := range b.tl.Slots {
		codes = append(codes, b.tl.Slots[i].Session.Countries...)
	}
	for i := range b.tl.Agenda.Participants {
		if code := b.tl.Agenda.Participants[i].Country; code != "" {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// land names a country as calendar files do: as the delegation that the agenda
// has of it, else in the English of the time-zone database's table.
func (b *builder) land(code string) schedule.Text {
	for i := range b.tl.Agenda.Participants {
		if p := &b.tl.Agenda.Participants[i]; p.Kind == schedule.Delegation && strings.EqualFold(p.Country, code) {
			return p.Name
		}
	}
	if c, ok := tzdb.Pinned().Country(code); ok {
		return schedule.Text{{Lang: "en", Text: c.Name}}
	}
	return nil
}
