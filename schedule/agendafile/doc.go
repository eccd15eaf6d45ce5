// Package agendafile reads and writes agenda files, format 1: YAML that an
// organizer writes by hand and keeps under version control, and tables (CSV)
// that translators and spreadsheets edit.
//
// A file holds one [schedule.Agenda] on the wall time of its host. Reading is
// strict and complete: a key that does not exist, a person nobody declared, a
// clock that the zone skips are all told in one run, each with line and column,
// with what was expected and, where one is near, with what was probably meant.
// Writing gives one fixed form, and reading that gives the same agenda.
//
//	plenaria: 1
//	id: digital-week
//	title: {es: Semana Digital, en: Digital Week, ko: 디지털 주간}
//	zone: America/Panama
//	languages: [es, en, ko]
//	people:
//	  kim: {name: {ko: 김민지, en: Kim Min-ji}, country: KR}
//	days:
//	  - date: 2026-11-18
//	    hours: 08:30-18:00
//	    sessions:
//	      - {at: 08:30-09:00, id: opening, title: {es: Apertura, en: Opening}}
//	      - {for: 45m, id: korea, title: {en: Digital government of Korea}, speakers: [kim]}
//	      - {for: 15m, kind: break, title: Pausa}
//
// # The agenda
//
//	plenaria    1, the version of the format; required
//	id          stable, since UIDs are built from it; required
//	title       a text; required
//	zone        IANA zone of the host, such as America/Panama; required
//	languages   BCP 47 tags; the first one is that of bare texts
//	also        zones that are shown beside the host's by default
//	organizer   a key of people
//	url         the agenda's page
//	domain      right side of UIDs; without it the id is used
//	revision    the organizer's own version, any text
//	people      map from keys to persons, organizations and delegations
//	rooms       map from keys to rooms
//	tracks      map from keys to texts
//	days        list of days, in any order of dates
//
// A text is a bare string in the first of the languages, or a map from language
// to string, {es: Pausa, en: Break}; the first entry is the original. A bare
// string in an agenda without languages has no language.
//
//	people   name       a text; a person may also be nothing but a name, kim: Kim Min-ji
//	         kind       person (default), organization, delegation
//	         org        a key of people
//	         country    code of ISO 3166-1 alpha-2
//	         email      without mailto:
//	         zone       where the person follows from
//	         languages  list, best first
//	rooms    name       a text; a room may also be nothing but its name, a: Room A
//	         address    one text
//	         geo        [latitude, longitude] in degrees, north and east positive
//
// # Days
//
//	date      YYYY-MM-DD on the host's wall; required
//	label     what the programme calls the day, a text
//	zone      of the day's clocks, if not the agenda's, as on a trip
//	hours     declared opening hours: 08:30-18:00, 20:00-02:00 or 20:00-26:00
//	room      of the sessions that name none
//	sessions  list of sessions
//
// # Sessions
//
// A session has one of these times:
//
//	at: 08:30-09:00                      from and to
//	at: 09:00, for: 2h                   a start and a length
//	at: 18:05, until: 21:50              a start and an end, for another wall:
//	   until-zone: Africa/Cairo          a flight lands in another zone
//	at: 22:00, until: 2026-11-22T07:00   an end on a date of its own
//	for: 45m                             from where the session above ends
//	all-day: true                        the whole date of its day
//	all-day: true, through: 2026-11-20   whole dates, the last one included
//
// Clocks are HH:MM or HH:MM:SS, with hours from 0 to 47: 25:30 is half past one
// on the next morning and still belongs to the day. An end at or before its
// start is on the next date. Lengths are whole hours, minutes and seconds: 45m,
// 1h30m, 90s. They are time that passes, so that two hours are two hours also
// when a clock is changed meanwhile or when the end is on another wall.
//
// A session with nothing but "for" is chained: it starts at the end of the last
// session above it in its day that has clocks, on the wall where that ends. A
// chain that runs past the start of the next session is a fault. A parallel
// session with nothing but "for" starts with its parent. The writer writes all
// of them with their clocks.
//
//	id            unique in the agenda; required unless kind is break
//	zone          of the start, if not the day's
//	until-zone    of the end, if not that of the start
//	offset        ±HH:MM, which of two readings the start has that a clock shows twice
//	until-offset  the same for the end
//	kind          talk (default), keynote, panel, ceremony, break, workshop, visit, meeting,
//	              travel, social, milestone, registration
//	status        confirmed (default), tentative, cancelled
//	title         a text
//	abstract      a text
//	note          a text
//	room, track   keys of rooms and tracks
//	speakers, moderators, panelists, chairs, interpreters, attendees
//	              lists of keys of people, or of people: [kim, {name: Ana, country: UY}]
//	roles         list of the same, where roles take turns: [{chair: ana}, {speaker: kim}, {chair: oas}]
//	countries     list of codes of ISO 3166-1 alpha-2
//	link          page of the session
//	stream        where one joins or watches
//	parts         list of what is numbered inside the session: title, note, for and the
//	              lists of people; a part may also be nothing but its title
//	parallel      list of sessions at the same time in other rooms; without a time they
//	              have their parent's
//	repeat        makes a series of the session, see Series
//
// # Series
//
// A session with "repeat" takes place more than once, its own time being the
// first. Wall times are those of its wall; a date alone means the clock of the
// session.
//
//	rule          an RRULE of RFC 5545: FREQ=WEEKLY;COUNT=4
//	rules         list of further ones
//	except-rules  list of rules of what is left out
//	except        list of starts that are left out: [2026-12-03]
//	moved         what becomes of single occurrences, by the start that the rule gives
//	also          list of further starts: [2026-12-29, 2026-12-30T14:00]
//	periods       list of further occurrences with an end: [2026-12-29/2026-12-29T18:00]
//
// An occurrence is moved to another start, to a start and an end, or cancelled;
// a map says that all later ones go with it, on the wall by as much:
//
//	moved:
//	  2026-12-10: 2026-12-11T10:00
//	  2026-12-17: 2026-12-17T10:00/2026-12-17T13:00
//	  2026-12-24: cancelled
//	  2027-01-07: {to: 2027-01-08, onward: true}
//
// # People in lists
//
// People who stand in lists themselves become participants with an ID made of
// their name; where that is taken, with a hash of all that is said of them. So
// the ID does not depend on other people, and the same person twice is one.
//
// # What is refused
//
// The file is UTF-8, with or without a byte order mark, with LF or CR LF. Of
// YAML it has maps, lists, texts and comments. Refused are aliases, anchors, tags,
// merge keys, directives, a second document, keys that come twice, values that
// are left empty, and control characters that are not written as escapes. No
// value is taken for a number, a boolean or a date: 22:30, 010, 1.20, NO are the
// texts they look like. For the sake of other readers the writer quotes what
// YAML 1.1 takes for something else.
//
// A file has at most 16 MiB (Options.MaxBytes), a line 1 MiB, and there may be
// one entry for every 40 of these bytes; entries are counted roughly, by the
// signs that separate them. Reading takes time and memory in proportion to the
// file. No more than a thousand problems are listed.
//
// # Tables
//
// [WriteCSV] writes one row a session, [ReadCSV] merges such rows into an agenda
// by their id. A table may have any of these columns, in any order:
//
//	id          required. #1.3 is the third session of the first day, which has no ID
//	parent      id of the session to which this one is parallel
//	day         the number of the day, from 1, or its date
//	start, end  clocks. An all-day item has no start, and its last date as end; an end on a
//	            date of its own is a wall time, 2026-11-22T07:00; parallel sessions with
//	            their parent's clocks have neither
//	zone        kind        status      room        track
//	title_es    note_es     one for each language; title and note alone are in the first one
//	speakers    moderators  panelists   chairs      keys of people, joined by ";"
//	countries   codes, joined by ";"
//	link
//
// An empty cell leaves its field as it is; a lone "-" clears it. A row with an
// unknown id is a new session and needs a day; it is put before the first session
// that starts later. A row without an id is a break: the one with the same day
// and clocks, else a new one. Sessions without a row stay, and
// so does what has no column: parts, abstracts, series.
//
// The text is UTF-8; the byte order mark, which spreadsheets need, is written,
// and need not be there for reading. Columns are separated by commas, or, as
// spreadsheets in many countries save them, by semicolons or tabs; the header
// tells which. A cell that begins with =, +, -, @, a tab or a carriage return
// gets an apostrophe before it, so that no spreadsheet runs it as a formula; the
// reader takes it away. Line ends in cells are LF.
package agendafile
