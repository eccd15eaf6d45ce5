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
// differ in nothing more than in recurrences; Options.Series asks for one event
// with an RRULE, see [RecurringEvents]. There are no floating times.
//
// # Reading a calendar
//
// [Import] makes an agenda of any program's file, also of jCal, [ImportCalendar]
// of a golang-ical tree. Every VEVENT becomes a session of the day on which the
// host's wall has its start:
//
//	UID             the ID: its left side where Write makes the same UID of it
//	                again; the right side is the agenda's domain. A long one
//	                becomes event- and a hash, so that IDs are the same in every
//	                version of a file
//	DTSTART, DTEND  the clocks of the session, its zone where it is not the
//	                host's. UTC is nobody's wall and is shown on the host's,
//	                but for series, whose rules count in UTC;
//	                dates are an all-day item; what floats is on the wall of
//	                ImportOptions.Floating
//	DURATION        the end: days are counted on the wall, hours as they pass
//	RRULE, RDATE,   the Repeat, or sessions within ImportOptions.From and
//	EXDATE, EXRULE  Through. A start that its rule does not give is one of Also
//	RECURRENCE-ID   a Move; where more than the time differs, a session of its
//	                own, named as Write names an occurrence
//	SUMMARY,        title and abstract, with LANGUAGE
//	DESCRIPTION
//	LOCATION        a room, one for each name; a link is where one joins. GEO and
//	                X-APPLE-STRUCTURED-LOCATION are its position and address
//	CATEGORIES      a word for a kind in any of our languages is the kind, the
//	                first other one the track
//	ORGANIZER       who has most events is the agenda's
//	ATTENDEE        a role: chair with ROLE=CHAIR, else attendee. Rooms, things,
//	                those who are only kept informed or have declined have none
//	STATUS          the status; so has METHOD:CANCEL
//	URL, CONFERENCE the page and the link to join, of Google and Microsoft too
//	RELATED-TO      a parallel session, if it is during the other
//	UID, SEQUENCE   of two events of one UID the newer revision (RFC 5546 §2.1.5)
//
// Of the calendar, the UID, NAME or X-WR-CALNAME, URL and X-WR-TIMEZONE are read.
// Participants stand in the order of the file, those whom only an event with a
// RECURRENCE-ID has behind the others.
// What a TZID is taken for is in Imported.Zones. Descriptions that Write made
// lose what Write makes of other fields: the day's label becomes the day's, the
// time on the wall is left to the next Write.
//
// An agenda has no place for these; [Imported.Lost] lists each with its position:
//
//	answers         PARTSTAT, RSVP and other parameters of people
//	alarms          VALARM
//	other texts     COMMENT, CONTACT, ATTACH, CLASS, PRIORITY, HTML, X- properties
//	categories      all but one track and one kind
//	TRANSP          follows from kind and status
//	organizers      of single events, if they are not the agenda's
//	no length       events without one last ImportOptions.Length
//	other items     VTODO, VJOURNAL, VFREEBUSY and components not known
//
// Nothing of it is gone: Imported keeps the file. Gaps and overlaps are read as
// RFC 5545 §3.3.5 says. A DTEND of a series is on the wall: an occurrence over a
// change of the clocks ends when the wall shows its end.
//
// # Writing a calendar back
//
// With Options.Kept, Write puts an agenda that was imported back into its file.
// All properties stay as they are that say the same as before; if there are no
// changes the file is the same, to the byte if Write made it. What was changed in
// the agenda is written anew, together with what hangs on it:
//
//	times           DTSTART and DTEND, in UTC or floating where they were, in the
//	                file's own TZID while its VTIMEZONE is right; the rules of a
//	                series with them
//	texts           without the HTML that says what was before
//	people          an ATTENDEE who is no longer there goes, one with an address
//	                is added where others are; answers stay
//	revisions       SEQUENCE, one higher when time, place or status changed;
//	                DTSTAMP and LAST-MODIFIED with Options.Stamp
//
// Series stay series. Occurrences that were moved in the agenda become overrides,
// whose SEQUENCE is one above that of their series.
//
// A session that the timeline does not have is left out of the file, so Write is
// to get the timeline of the whole agenda, not one of Timeline.Where that was made
// to show a week. Of series it needs no occurrences: where some are endless, as in
// most people's calendars, Agenda.ResolveWithin of any dates serves. Of an import
// with From and Through only the window is written: what starts outside is left out,
// and series are the events of their occurrences.
//
// # Mail
//
// A [Message] is a calendar object as a mail, RFC 6047: what clients need to show
// their buttons to accept or decline. It is written as an .eml file or into an
// mbox; package outbox sends it.
//
// # Revisions and invitations
//
// The published file is the state: no other record says what people have been told.
// Published reads it with the clocks of its own VTIMEZONEs, Update writes the next
// version of it, with a SEQUENCE that is higher where time, place or status have
// changed (RFC 5546 §2.1.4) and with the old revision of all that has not. The same
// agenda gives the same bytes again. WriteCancel takes everything back.
//
// Invitations gives the messages to those who have a role or are guests: REQUEST
// and CANCEL, an event and a reader each, in the reader's language and with the
// time on the reader's wall. Their state is the organizer's own file, which
// UpdateInvited writes. It has the revisions of the file for all, and beside them
// every ATTENDEE; X-PLENARIA-TOLD marks what each was told, X-PLENARIA-AT with which
// SEQUENCE if that is no longer the event's, X-PLENARIA-LEFT who is no longer invited,
// X-PLENARIA-ONLY an occurrence of a series that has an event of its own for the sake
// of its guests. It is not for publication.
//
// The organizer is an ATTENDEE of their own sessions who comes, and is sent nothing:
// Outlook and Google Calendar do not take a REQUEST that comes from the one to whom it
// goes. X-PLENARIA-TOLD is then not there.
//
// With [RecurringEvents] a series is one invitation, and what changes of one
// occurrence is a message about that alone, with its RECURRENCE-ID. The SEQUENCE of a
// series is then above those of all events that its occurrences had and no longer
// have, and that of an occurrence is not below that of its series: so no reader takes
// the newer of the two for stale (RFC 5546 §2.1.5).
//
// Mails may wait in an outbox until a newer one takes their place. InviteOptions.Unsent
// says which: the newer one then tells all that its reader does not know, not the last
// change alone.
//
// What is the same for all who read one language on one clock is made once, so that
// tens of thousands of messages and their mails take seconds, and no more memory than
// a few. [Packs] gives to each person a file of all their sessions instead, in the
// same way.
//
// # Replies
//
// [ReadReply] reads what people answer: calendar files, mails and mboxes, whatever
// program wrote them. [Responses] is the list of who was invited to what and has
// answered what; [Responses.Apply] takes replies into it in any order, and tells those
// apart which are late, stale, of somebody else, or about something else. The list
// is kept as CSV or JSON. InviteOptions.Answers puts the answers into the organizer's
// file, and InviteOptions.Again sends an invitation once more to who asks for it;
// [DeclineCounter] answers a proposal of another time, and [Responses.Decline] notes that
// in the list.
//
// # Delegates
//
// Who sends somebody else forwards the invitation to them, and says so in a REPLY with
// PARTSTAT=DELEGATED and DELEGATED-TO (RFC 5546 §3.2.2.3). The delegate is then in the
// list, and their answers count. UpdateInvited makes them an ATTENDEE with
// DELEGATED-FROM, and from then on Invitations sends updates and CANCELs to both, with an
// ATTENDEE for each of the two in a REQUEST to either. A delegate who is not in the agenda
// reads the language, on the clock, of who sends them.
//
//   - An answer alone sends the delegate no mail, since who sends them has forwarded the
//     invitation; only if the event has changed meanwhile do they get it as it is.
//   - It goes on when the event is moved or cancelled and reinstated, and then the delegate
//     is asked again.
//   - Who answers anything else takes it back, who names another replaces them, and who
//     is no longer invited sends nobody: the delegate gets a CANCEL.
//   - When a delegate declines, who has sent them is asked again (RFC 5546 §4.2.7).
//   - A delegate may send somebody in turn, up to the third in a row, and each at most
//     three. Nobody comes for others who is invited anyway, the organizer, or without an
//     address that mail can go to. Apply tells of these, see [OutcomeNotDelegated], and
//     no mail goes to them.
//
// Who sends a delegate to all of a series cannot take one occurrence back. The files of
// [Packs] are made from the agenda alone, and delegates have none.
//
// # When the rules change
//
// Parliaments move clocks, sometimes at a few days' notice. The wall times of an
// agenda stay, and its instants are others from then on. A file's VTIMEZONEs record
// the rules that it was published with: Drift compares them with those of the
// agenda's zones and tells which sessions have moved and by how much, which walls
// have fallen into a gap or an overlap, and which readers' clocks show another time
// though the instant is the same. The latter needs a VTIMEZONE of the reader's zone:
// the organizer's own file has those of everybody with an address, Options.Zones
// asks for others. Update and Invitations then write and send what has moved, and
// nothing else.
//
// # What is lost in writing
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
