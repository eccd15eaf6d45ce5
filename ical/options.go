package ical

import (
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// Options say how a timeline is exported. The zero Options and nil are ready.
type Options struct {
	// Stamp is when the file's contents were last settled: the DTSTAMP of every
	// event and, unless Revisions say more, the LAST-MODIFIED of events and
	// calendar. It is written in whole seconds of UTC, in the years 1 to 9999.
	//
	// Zero: DTSTAMP is 1970-01-01T00:00:00Z and there is no LAST-MODIFIED, so
	// that the same agenda gives the same bytes on every machine at any time,
	// and every Stamp that a later file has is newer. A file that is published
	// more than once needs a Stamp: clients compare SEQUENCE, then DTSTAMP.
	Stamp time.Time
	// Form is the form of the VTIMEZONEs; zero: Client. With UTCTimes there are
	// none, and all times are written in UTC.
	Form Form
	// Langs are the languages of the file, best first; each text is in the
	// first of them that it has. Empty: the agenda's languages, and so the
	// original of every text.
	Langs []schedule.Lang
	// OmitBreaks leaves out the sessions of kind Break.
	OmitBreaks bool
	// Keep says which slots are written; nil: all. It is called more than once
	// for a slot and must answer the same.
	Keep func(*schedule.Slot) bool
	// Series is how the occurrences of series are written; zero: SeparateEvents.
	Series SeriesForm
	// Part says which part of the agenda the file has, if it has not all of it;
	// zero: not stated.
	Part Part
	// NoMethod leaves out METHOD:PUBLISH, as an object on a CalDAV server must
	// have none (RFC 4791 §4.1). It is also left out where the agenda has no
	// organizer with an address, whom RFC 5546 §3.2.1 requires.
	NoMethod bool
	// ProdID is the PRODID, which names the software that made the file; empty:
	// plenaria's own.
	ProdID string
	// Source is the address that the file is published at (RFC 7986 §5.8);
	// empty: not stated.
	Source string
	// Color is a CSS3 colour name such as "turquoise" (RFC 7986 §5.9); empty:
	// not stated.
	Color string
	// Refresh is how often a subscriber should ask again, in whole seconds;
	// zero: 4 hours, negative: not stated.
	Refresh time.Duration
	// Sequence is the SEQUENCE of every event that Revisions do not name, 0 to
	// 2147483647.
	Sequence int
	// Revisions are the revisions of single events, by UID.
	Revisions map[string]Revision
	// Alarms are the lead times of the alarms of every event, in whole seconds
	// before its start; a negative one is after it. Breaks, cancelled events
	// and all-day events have none. Empty: no alarms, which is what a feed
	// should have.
	Alarms []time.Duration
	// Zones are those of readers: a VTIMEZONE of each is written, right over the
	// time of all events of the file, so that [Drift] can tell later whether their
	// clocks have changed. No event needs them, and they are not written with
	// UTCTimes and Kept. The host's zone is one to name where all times are written
	// in UTC. Empty: none.
	Zones []schedule.Zone
	// Kept is the import that the agenda comes from; nil: none. What the agenda
	// still says as it did then is written as the file had it: its properties,
	// alarms, series and zones, also those that an agenda has no place for, in
	// the file's order. What was changed is written from the agenda, and of an
	// event of which time, place or status changed SEQUENCE is one higher, unless
	// Revisions tell another. Sessions are the same if their IDs are; those that
	// the timeline does not have are left out, new ones follow at the end. See
	// "Writing a calendar back" in the package documentation, also for series without
	// an end and for an import with From and Through.
	//
	// Of the other options, those that say how an event or a calendar is written
	// count for what is written anew only.
	Kept *Imported
}

// Part is a part of an agenda that has a file of its own, such as a track. Two
// files of one agenda need different parts, or readers take them for one calendar
// (RFC 7986 §5.3).
type Part struct {
	// ID stands behind the agenda's in the UID of the calendar. It is one word,
	// as a [schedule.ID] is. The UIDs of events do not depend on it.
	ID schedule.ID
	// Name stands behind the agenda's title in the name of the calendar.
	Name schedule.Text
}

// Revision is how often and when an event was changed.
type Revision struct {
	// Sequence is the SEQUENCE, 0 to 2147483647 (RFC 5545 §3.8.7.4). It must be
	// raised when time, place or status change.
	Sequence int
	// Modified is the LAST-MODIFIED; zero: Options.Stamp.
	Modified time.Time
}

const (
	defaultProdID  = "-//plenaria//plenaria//EN"
	defaultRefresh = 4 * time.Hour
)

// withDefaults gives a copy with the defaults in place.
func (o *Options) withDefaults(a *schedule.Agenda) Options {
	var d Options
	if o != nil {
		d = *o
	}
	if len(d.Langs) == 0 {
		d.Langs = a.Langs
	}
	if d.ProdID == "" {
		d.ProdID = defaultProdID
	}
	if d.Refresh == 0 {
		d.Refresh = defaultRefresh
	}
	return d
}
