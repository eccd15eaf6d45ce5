// Package ical turns the timelines of package schedule into iCalendar files
// (RFC 5545) that every calendar client reads alike.
//
// [Write] streams a file, [WriteFile] puts one in its place, [Calendar] gives
// the same calendar as a tree of github.com/arran4/golang-ical, for programs
// that want to change it, and [Encode] writes any such tree. One description of
// an event feeds the stream and the tree: Encode of Calendar gives the bytes of
// Write. [WriteJSON] streams the same calendar as jCal (RFC 7265), [EncodeJSON]
// writes a tree so, and [Decode] and [DecodeJSON] read a file of either kind
// into one tree. [WriteTimezone] writes a VTIMEZONE alone. [Options] are ready when
// they are zero or nil.
//
//	tl, err := agenda.Resolve(schedule.Reject)
//	...
//	err = ical.WriteFile("agenda.ics", tl, &ical.Options{
//		Stamp: published,
//		Langs: []schedule.Lang{"ko", "en"},
//	})
//
// The same timeline and options give the same bytes on every machine: there is
// no clock, no local zone and no random number in them.
//
// # What an event says
//
// There is a VEVENT for each slot of the timeline:
//
//	UID            <session>@<domain>; see below
//	DTSTAMP        Options.Stamp
//	SEQUENCE       Options.Sequence or Revisions
//	LAST-MODIFIED  Options.Revisions or Stamp
//	DTSTART, DTEND wall times with TZID, dates, or UTC; see below
//	SUMMARY        the title
//	DESCRIPTION    plain text: abstract, parts, people by role, notes, parallel
//	               sessions, track, countries, links, the day's label and the
//	               time on the wall of the place, with its offset
//	LOCATION       the room and its address; the link to join where there is no room
//	GEO            the room's position, again as X-APPLE-STRUCTURED-LOCATION,
//	               which is the one that Apple shows on a map
//	CATEGORIES     the track, the kind unless it is a talk, the countries
//	URL            the link to join, else the page
//	CONFERENCE     the link to join (RFC 7986 §5.11)
//	STATUS         TENTATIVE, CONFIRMED or CANCELLED
//	TRANSP         TRANSPARENT for breaks, whole days and cancelled sessions
//	ORGANIZER      the agenda's organizer, if it has an address
//	RELATED-TO     of a parallel session, the session it is parallel in
//	VALARM         only with Options.Alarms
//
// A session with parallel ones is an event too, so that those who follow only
// the main programme see its time taken; its description lists the others.
//
// Each text is in one language, the first of Options.Langs that it has, and
// LANGUAGE says which that is. A DESCRIPTION of several languages has none.
//
// All calendar properties stand before the first component, as Outlook ignores
// later ones: PRODID, METHOD:PUBLISH (RFC 5546 §3.2.1), the UID, the name twice
// (NAME of RFC 7986 and X-WR-CALNAME), the description twice, X-WR-TIMEZONE,
// URL, SOURCE, LAST-MODIFIED, the time between two looks twice
// (REFRESH-INTERVAL and X-PUBLISHED-TTL), COLOR.
//
// A file for all has no ATTENDEE, and no address of a participant.
//
// # UIDs
//
// Clients know an event by its UID, so it is made of what stays: the session's
// ID and the agenda's domain, or else the agenda's ID. A domain should be one
// agenda's own, such as 2021.example.org, since "opening" will come again.
//
//   - An occurrence of a series has the wall start that its rule gave, also
//     when it was moved: webinar-20210615T0900@example.org.
//   - A break without an ID has its wall start, and its room if it names one
//     itself: break-20211118T1030@example.org. It is another event when it is
//     moved; an ID prevents that.
//
// Titles and the order of the programme do not matter. Events of one UID are
// refused before a byte is written.
//
// # When
//
// A time is written as the wall shows it, with the zone's name as TZID and a
// VTIMEZONE made of the same data (see [Form] for the forms of it), with three
// exceptions that are written in UTC:
//
//   - A start or an end that the clock shows twice, or that was asked for in a
//     gap. RFC 5545 §3.3.5 takes the first of two readings; most clients take
//     the second, and an event would be an hour late in these.
//   - An item that starts and ends in different zones, since some clients read
//     DTEND in the zone of DTSTART.
//   - A zone that is UTC itself, which needs no VTIMEZONE.
//
// Both times of an event are always written in the same way. All-day items are
// dates, with the exclusive DTEND of RFC 5545 §3.6.1; they never shift.
// Occurrences of a series are events of their own, without RRULE, since clients
// differ in nothing more than in recurrences. There are no floating times.
//
// # What is lost
//
// A file is a projection of the agenda, not a copy. It leaves out translations
// into other languages, the rules of series, declared hours and days without
// sessions, zones shown beside the host's, the order of events of one time, and
// of participants everything but the name and the organization. Parts, roles and
// notes are kept as text only.
//
// # Size
//
// Google Calendar takes no file over 1 MB, some thousand sessions with full
// descriptions. Options.Keep and Options.OmitBreaks make smaller ones, such as
// one for each day or track; their UIDs are those of the whole.
//
// # Errors
//
// Every fault that is found is in the error, by the path of the session in the
// agenda, and wraps [ErrUnwritable] or one of package schedule's sentinels.
package ical
