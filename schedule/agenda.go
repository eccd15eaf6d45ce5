package schedule

import "time"

// ID names a session, a participant, a room or a track inside one agenda. It
// is stable for the life of the thing it names, since the UIDs of calendar
// files are built from it. It has at most 200 bytes and holds no white space,
// no control characters, no commas, no semicolons and no @. The zero ID names
// nothing.
type ID string

// Agenda is a whole programme, written in the wall time of its host.
type Agenda struct {
	// ID is the stable name of the agenda; required.
	ID ID
	// Title is required.
	Title Text
	// Zone is the host's zone; required. Every clock is on its wall unless a
	// day or a session says otherwise.
	Zone Zone
	// Langs are the languages of the agenda; the first is the original.
	Langs []Lang
	// Also are zones that readers are shown beside the host's by default.
	Also []Zone
	// URL is the agenda's page; empty: none.
	URL string
	// Domain is the right side of UIDs; empty: the ID is used.
	Domain string
	// Organizer is a participant; empty: none.
	Organizer ID
	// Revision is the organizer's own version text; empty: none.
	Revision string

	Days         []Day
	Participants []Participant
	Rooms        []Room
	Tracks       []Track
}

// Day is a day of the host: a date on the host's wall with a label and
// declared hours. Sessions belong to the day they are listed in, also when
// they run past midnight.
type Day struct {
	// Date is the host's date; required.
	Date Date
	// Label is what the programme calls the day, such as "Day 1"; empty: none.
	Label Text
	// Zone is the wall of this day's clocks; zero: the agenda's. A trip changes
	// city, and so zone, from day to day.
	Zone Zone
	// Opens and Closes are the declared hours; both zero: not declared. A
	// Closes at or before Opens is on the next date.
	Opens, Closes Clock
	// Room is the room of sessions that name none; empty: none.
	Room     ID
	Sessions []Session
}

// Kind is what sort of session it is. The zero Kind is a talk.
type Kind string

// The kinds of sessions.
const (
	Talk         Kind = "talk"
	Keynote      Kind = "keynote"
	Panel        Kind = "panel"
	Ceremony     Kind = "ceremony"
	Break        Kind = "break"
	Workshop     Kind = "workshop"
	Visit        Kind = "visit"
	Meeting      Kind = "meeting"
	Travel       Kind = "travel"
	Social       Kind = "social"
	Milestone    Kind = "milestone"
	Registration Kind = "registration"
)

// Status is how certain a session is. The zero Status is confirmed.
type Status string

// The states of sessions (RFC 5545 §3.8.1.11).
const (
	Confirmed Status = "confirmed"
	Tentative Status = "tentative"
	Cancelled Status = "cancelled"
)

// Session is one item of the programme.
type Session struct {
	// ID is required and unique in the agenda, unless Kind is Break.
	ID     ID
	Kind   Kind
	Status Status

	Title, Abstract, Note Text

	// Start and End are clocks on the day's wall (see Zone and EndZone), in
	// seconds after the midnight that begins the day's date. Both zero: not
	// set; from midnight to midnight is 00:00 to 24:00. Both are ignored when
	// Through is set.
	//
	// An End below 24:00 is the first time after Start at which its wall shows
	// that clock: an End at or before Start on one wall is on the next date,
	// and a flight from Seoul at 20:00 that lands in Los Angeles at 14:00 lands
	// on the same date. An End of 24:00 or more counts from the day's date.
	Start, End Clock
	// EndDate is the date of End, on the wall of EndZone, where it is not the
	// one that follows from End: for what lasts longer than a day. Zero: as End
	// tells. With an EndDate, End counts from its midnight.
	EndDate Date
	// Zone is the wall of Start; zero: the day's, and for a parallel session
	// its parent's. EndZone is the wall of End; zero: that of Start. A flight
	// lands in another zone.
	Zone, EndZone Zone
	// Offset and EndOffset settle a Start or an End in an overlap; zero: none.
	// One that its zone does not have at that wall time is a fault; in a series
	// it counts only for the occurrences in an overlap.
	Offset, EndOffset Offset
	// Through is set for an all-day item, which lasts from its day's date to
	// this date, both included. All-day items are dates, never instants.
	Through Date

	// Room is where it takes place; empty: the day's, and for a parallel
	// session its parent's.
	Room ID
	// Track is the thread it belongs to; empty: none.
	Track ID
	// Roles are the participants, in the programme's order.
	Roles []Role
	// Countries are ISO 3166-1 alpha-2 codes of the countries concerned.
	Countries []string
	// Link is the page of the session, StreamURL where one joins or watches.
	Link, StreamURL string

	// Parts are the numbered items inside the session (①②③).
	Parts []Part
	// Parallel are sessions at the same time in other rooms. One whose clocks
	// and Through are all zero takes its time, with zones, offsets and EndDate,
	// from its parent; one with clocks is on its parent's date. They have no
	// Parallel and no Repeat of their own: they repeat with their parent.
	Parallel []Session
	// Repeat makes a series of the session; nil: it takes place once.
	Repeat *Repeat
}

// IsAllDay reports whether s is an item of whole dates.
func (s *Session) IsAllDay() bool { return !s.Through.IsZero() }

// Part is a numbered item inside a session. It has no start of its own.
type Part struct {
	// Title may be empty where Roles are not: the part is called by its people,
	// as the speeches of an opening are.
	Title Text
	// Note stands behind the title or the people; empty: none.
	Note Text
	// Roles are those who give the part.
	Roles []Role
	// Length is how long the part takes; zero: not stated.
	Length time.Duration
}

// Room is a place of the event.
type Room struct {
	ID   ID
	Name Text
	// Address is the postal address; empty: none.
	Address string
	// Geo is the position of the room; nil: none.
	Geo *Geo
}

// Geo is a position on WGS 84 in decimal degrees (RFC 5545 §3.8.1.6): north
// and east are positive.
type Geo struct{ Lat, Lon float64 }

// Track is a thread that sessions belong to.
type Track struct {
	ID   ID
	Name Text
}
