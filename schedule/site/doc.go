// Package site makes the web site of an agenda: a page in each language, calendar
// files to subscribe to, and the agenda as JSON. It is a folder for any static
// host, or an [http.Handler].
//
//	s, err := site.Build(timeline, &site.Options{Base: "https://example.org/agenda/"})
//	...
//	report, err := s.Write("public/agenda")     // for a static host
//
//	h := new(site.Handler)                      // in a Go program
//	h.Show(s)
//	mux.Handle("/agenda/", http.StripPrefix("/agenda/", h))
//
// # What there is
//
//	index.html          the page in the first language
//	ko.html             the page in another one
//	agenda.ics          all sessions, in the first language
//	agenda.ko.ics       all sessions, in another one
//	track/security.ics  the sessions of a track
//	room/plenary.ics    of a room
//	country/kr.ics      about or with people of a country
//	person/kim.ics      in which a person or an organization has a role
//	agenda.json         the agenda as [render.JSON] writes it, compact, in the first language
//	agenda.ko.json      in another one
//	feeds.json          the calendar files, for programs
//
// A calendar file has its events under the same UIDs as every other, so that who
// subscribes to two sees nothing twice. There is none without sessions. An ID
// that cannot be the name of a file on every system is spelt in small letters,
// with eight digits that tell it from others: "Sala A/B" is sala-a-b-ae12cf4a.
// The links between the files are relative, so that the folder can stand anywhere
// and works when it is opened from a disk.
//
// The same timeline and options give the same bytes, and [Site.Write] touches no
// file whose contents stay. So copying programs have nothing to do after a build
// that changed nothing.
//
// # feeds.json
//
// One object. A later version that a reader of this one would misread has
// another number.
//
//	plenaria   1, the version of the form
//	id, title  the agenda's, the title as {lang, text}
//	feeds      a list of objects:
//	    kind    "all", "track", "room", "country" or "person"
//	    id      of the track, room or person, or the code of the country; "all" has none
//	    lang    the language of the file
//	    name    what people call it
//	    url     absolute if Options.Base is set, else relative to feeds.json
//	    events  the number of VEVENTs
//
// # How long to keep copies
//
// Every file has the same address for ever and changes when the agenda does. So
// tell caches to ask each time ("Cache-Control: no-cache", which is what Handler
// sends) or for some minutes at most, and let the host send an ETag, as all of
// them do: an answer then costs a few hundred bytes. There is neither a
// robots.txt nor a word to search engines; that is the host's business.
package site
