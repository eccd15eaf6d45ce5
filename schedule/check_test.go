package schedule_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// host is a whole agenda without a fault, for tests to break.
func host(t testing.TB) *schedule.Agenda {
	a := gealc(t)
	a.Organizer = "aig"
	a.Participants = []schedule.Participant{
		{ID: "aig", Name: in("es", "AIG"), Kind: schedule.Organization, Country: "PA"},
		{ID: "kim", Name: in("ko", "김민지"), Org: "aig", Email: "kim@example.org", Zone: zone(t, "Asia/Seoul"), Langs: []schedule.Lang{"ko"}},
		{ID: "lee", Name: in("ko", "이")},
	}
	a.Rooms = []schedule.Room{{ID: "plenary", Name: in("es", "Plenaria")}, {ID: "s1", Name: in("es", "Sala 1")}}
	a.Tracks = []schedule.Track{{ID: "security", Name: in("es", "Ciberseguridad")}}
	a.Days[0].Room = "plenary"
	return a
}

func TestCheck(t *testing.T) {
	type change = func(a *schedule.Agenda)
	first := func(f func(s *schedule.Session)) change {
		return func(a *schedule.Agenda) { f(&a.Days[0].Sessions[0]) }
	}
	tests := map[string]struct {
		change change
		is     error
		want   string
	}{
		"nothing is wrong": {func(a *schedule.Agenda) {}, nil, ""},
		"nothing at all": {func(a *schedule.Agenda) { *a = schedule.Agenda{} }, schedule.ErrMissing, `
days: remark: there are no days
id: no id; UIDs are built from it, so choose one that lasts
title: no text
zone: no zone; name the host's, such as America/Panama`},

		"an unknown room, few rooms": {first(func(s *schedule.Session) { s.Room = "B2" }), schedule.ErrUnknownID, `
days[0].sessions[0].room: no room "B2"; rooms are "plenary", "s1"`},
		"an unknown room, one is near": {func(a *schedule.Agenda) { a.Days[1].Room = "Plenry" }, schedule.ErrUnknownID, `
days[1].room: no room "Plenry"; did you mean "plenary"? rooms are "plenary", "s1"`},
		"the nearest of two": {func(a *schedule.Agenda) {
			a.Rooms = append(a.Rooms, schedule.Room{ID: "plenary2", Name: in("en", "R")})
			a.Days[1].Room = "plenari"
		}, schedule.ErrUnknownID, `
days[1].room: no room "plenari"; did you mean "plenary"? rooms are "plenary", "s1", "plenary2"`},
		"an unknown track": {first(func(s *schedule.Session) { s.Track = "SECURITY" }), schedule.ErrUnknownID, `
days[0].sessions[0].track: no track "SECURITY"; did you mean "security"? tracks are "security"`},
		"an unknown track where there are none": {func(a *schedule.Agenda) { a.Tracks, a.Days[0].Sessions[0].Track = nil, "x" }, schedule.ErrUnknownID, `
days[0].sessions[0].track: no track "x"; there are no tracks`},
		"unknown people": {func(a *schedule.Agenda) {
			a.Organizer, a.Participants[1].Org = "agi", "mois"
			a.Days[0].Sessions[0].Roles = []schedule.Role{{Who: "kim", As: schedule.Speaker}, {Who: "kimm", As: schedule.Speaker}}
			a.Days[0].Sessions[0].Parts = []schedule.Part{{Title: in("en", "1"), Roles: []schedule.Role{{Who: "le", As: schedule.Chair}}}}
		}, schedule.ErrUnknownID, `
days[0].sessions[0].parts[0].roles[0].who: no participant "le"; participants are "aig", "kim", "lee"
days[0].sessions[0].roles[1].who: no participant "kimm"; did you mean "kim"? participants are "aig", "kim", "lee"
organizer: no participant "agi"; participants are "aig", "kim", "lee"
participants[1].org: no participant "mois"; participants are "aig", "kim", "lee"`},
		"too many rooms to list": {func(a *schedule.Agenda) {
			for _, id := range []schedule.ID{"r1", "r2", "r3", "r4", "r5", "r6", "r7"} {
				a.Rooms = append(a.Rooms, schedule.Room{ID: id, Name: in("en", "R")})
			}
			a.Days[0].Sessions[0].Room, a.Days[0].Sessions[1].Room = "xyz", "plenaria"
		}, schedule.ErrUnknownID, `
days[0].sessions[0].room: no room "xyz"; there are 9 rooms, such as "plenary"
days[0].sessions[1].room: no room "plenaria"; did you mean "plenary"?`},

		"ids used twice": {func(a *schedule.Agenda) {
			a.Days[1].Sessions[1].ID = "opening"
			a.Days[1].Sessions[0].Parallel = []schedule.Session{{ID: "panama", Title: in("en", "x")}, {ID: "oas", Title: in("en", "y")}}
			a.Rooms[1].ID, a.Participants[2].ID = "plenary", "kim"
			a.Tracks = append(a.Tracks, a.Tracks[0])
			a.Days[0].Sessions[2].ID, a.Days[0].Sessions[2].Kind = "opening", schedule.Break
		}, schedule.ErrDuplicateID, `
days[0].sessions[2].id: two sessions have the id "opening"; the first is days[0].sessions[0]
days[1].sessions[0].parallel[0].id: two sessions have the id "panama"; the first is days[0].sessions[1]
days[1].sessions[0].parallel[1].id: two sessions have the id "oas"; the first is days[1].sessions[0]
days[1].sessions[1].id: two sessions have the id "opening"; the first is days[0].sessions[0]
participants[2].id: two participants have the id "kim"; the first is participants[1]
rooms[1].id: two rooms have the id "plenary"; the first is rooms[0]
tracks[1].id: two tracks have the id "security"; the first is tracks[0]`},
		"no id, but a break needs none": {func(a *schedule.Agenda) {
			a.Days[0].Sessions[0].ID = ""
			a.Days[0].Sessions[2].ID, a.Days[0].Sessions[2].Kind = "", schedule.Break
			a.Rooms[1].ID = ""
		}, schedule.ErrMissing, `
days[0].sessions[0].id: a session needs an id
rooms[1].id: a room needs an id`},
		"ids that cannot be used": {func(a *schedule.Agenda) {
			a.ID, a.Days[0].Sessions[0].ID, a.Days[0].Sessions[1].ID = "a b", "a@b", "x\x00"
			a.Participants[2].ID = "a;b"
		}, schedule.ErrInvalid, `
days[0].sessions[0].id: "a@b" is not an id; leave out spaces, commas, semicolons, @ and control characters
days[0].sessions[1].id: "x\x00" is not an id; leave out spaces, commas, semicolons, @ and control characters
id: "a b" is not an id; leave out spaces, commas, semicolons, @ and control characters
participants[2].id: "a;b" is not an id; leave out spaces, commas, semicolons, @ and control characters`},

		"texts": {func(a *schedule.Agenda) {
			a.Title = schedule.Text{{Lang: "es"}}
			a.Rooms[0].Name = nil
			a.Days[0].Label = schedule.Text{{Lang: "es", Text: "Día\x01"}, {Lang: "español", Text: "x"}, {Lang: "ES", Text: "y"}}
			a.Days[0].Sessions[0].Title = in("en", "bad \xff")
			a.Days[0].Sessions[0].Note = in("en", "two\nlines\tare fine")
		}, schedule.ErrInvalid, `
days[0].label: "español" is not a language; write a BCP 47 tag, such as ko or es-419
days[0].label: the text in es holds a control character; leave it out
days[0].label: two texts in ES
days[0].sessions[0].title: the text in en holds bytes that are not UTF-8
rooms[0].name: no text
title: no text`},
		"words outside their vocabulary": {func(a *schedule.Agenda) {
			s := &a.Days[0].Sessions[0]
			s.Kind, s.Status, s.Roles = "talks", "off", []schedule.Role{{Who: "kim", As: "boss"}, {}, {Who: "lee"}}
			a.Participants[0].Kind = "company"
		}, schedule.ErrInvalid, `
days[0].sessions[0].kind: "talks" is not known; use one of talk, keynote, panel, ceremony, break, workshop, visit, meeting, travel, social, milestone, registration
days[0].sessions[0].roles[0].as: "boss" is not known; use one of speaker, chair, moderator, panelist, interpreter, attendee
days[0].sessions[0].roles[1].as: no role; use one of speaker, chair, moderator, panelist, interpreter, attendee
days[0].sessions[0].roles[1].who: no participant
days[0].sessions[0].roles[2].as: no role; use one of speaker, chair, moderator, panelist, interpreter, attendee
days[0].sessions[0].status: "off" is not known; use one of confirmed, tentative, cancelled
participants[0].kind: "company" is not known; use one of person, organization, delegation`},
		"countries": {func(a *schedule.Agenda) {
			a.Days[0].Sessions[0].Countries = []string{"NO", "pa", "XX", "Panama", ""}
			a.Participants[1].Country = "KOR"
		}, schedule.ErrInvalid, `
days[0].sessions[0].countries[1]: "pa" is not a country code; write PA
days[0].sessions[0].countries[2]: "XX" is not a country; write its ISO 3166-1 code of two letters, such as PA
days[0].sessions[0].countries[3]: "Panama" is not a country; write its ISO 3166-1 code of two letters, such as PA
days[0].sessions[0].countries[4]: "" is not a country; write its ISO 3166-1 code of two letters, such as PA
participants[1].country: "KOR" is not a country; write its ISO 3166-1 code of two letters, such as PA`},
		"addresses": {func(a *schedule.Agenda) {
			a.URL, a.Domain = "example.org", "exa mple"
			a.Participants[0].Email, a.Participants[1].Email, a.Participants[2].Email = "mailto:a@b.org", "Kim <kim@b.org>", "kim@b.org\r\nX"
			a.Days[0].Sessions[0].Link = "https://example.org/a b"
			a.Days[0].Sessions[0].StreamURL = "https://x.org/\r\nATTENDEE:mailto:evil@x"
			a.Days[0].Sessions[1].Link = "zoommtg:join?id=1"
		}, schedule.ErrInvalid, `
days[0].sessions[0].link: "https://example.org/a b" holds a space or a control character; write them as %20 and so on
days[0].sessions[0].streamURL: "https://x.org/\r\nATTENDEE:mailto:evil@x" holds a space or a control character; write them as %20 and so on
domain: "exa mple" is not a domain; write one such as example.org
participants[0].email: "mailto:a@b.org" is not an address; write one such as kim@example.org, without mailto:
participants[1].email: "Kim <kim@b.org>" is not an address; write one such as kim@example.org, without mailto:
participants[2].email: "kim@b.org\r\nX" is not an address; write one such as kim@example.org, without mailto:
url: "example.org" is not a whole address; write one such as https://example.org/agenda`},
		"places and lengths": {func(a *schedule.Agenda) {
			a.Rooms[0].Geo, a.Rooms[1].Geo = &schedule.Geo{Lat: 91}, &schedule.Geo{Lon: math.NaN()}
			a.Days[0].Sessions[0].Parts = []schedule.Part{{Title: in("en", "1"), Length: -time.Minute}}
			a.Days[0].Sessions[1].Parts = []schedule.Part{{Title: in("en", "1"), Length: 40 * time.Minute}, {Title: in("en", "2"), Length: 25 * time.Minute}}
		}, schedule.ErrLength, `
days[0].sessions[0].parts[0].length: lasts -1m0s; a length is not negative
days[0].sessions[1].parts: remark: last longer together than their session, which lasts 1h0m0s
rooms[0].geo: 91, 0 is not a position; latitudes run from -90 to 90, longitudes from -180 to 180
rooms[1].geo: 0, NaN is not a position; latitudes run from -90 to 90, longitudes from -180 to 180`},
		"its own organization": {func(a *schedule.Agenda) { a.Participants[0].Org = "aig" }, schedule.ErrInvalid, `
participants[0].org: "aig" is its own organization; leave it out`},
		"languages and zones": {func(a *schedule.Agenda) {
			a.Langs = []schedule.Lang{"es", "Spanish", ""}
			a.Participants[1].Langs = []schedule.Lang{"k"}
			a.Also = []schedule.Zone{{}, zone(t, "Etc/GMT-9"), zone(t, "Etc/UTC"), zone(t, "Etc/GMT")}
		}, schedule.ErrInvalid, `
also[0]: no zone; name one, such as Asia/Seoul
also[1]: remark: Etc/GMT-9 is UTC+09:00: the sign in such names is reversed; name a place, such as America/Panama
langs[1]: "Spanish" is not a language; write a BCP 47 tag, such as ko or es-419
langs[2]: "" is not a language; write a BCP 47 tag, such as ko or es-419
participants[1].langs[0]: "k" is not a language; write a BCP 47 tag, such as ko or es-419`},

		"days out of order": {func(a *schedule.Agenda) { a.Days[0], a.Days[1] = a.Days[1], a.Days[0] }, schedule.ErrBackwards, `
days[1].date: remark: 2021-11-18 is before the day above it, 2021-11-19`},
		"a date twice": {func(a *schedule.Agenda) { a.Days[1].Date = a.Days[0].Date; a.Days[1].Sessions = nil }, schedule.ErrDuplicateID, `
days[1].date: remark: 2021-11-18 is the date of the day above it too`},
		"hours that are no clocks": {func(a *schedule.Agenda) { a.Days[0].Opens, a.Days[0].Closes = -1, 1<<30 }, schedule.ErrInvalid, `
days[0].closes: 1073741824 s is not a clock; the range is 00:00 to 47:59:59
days[0].opens: -1 s is not a clock; the range is 00:00 to 47:59:59`},
		"hours in a gap and an overlap": {func(a *schedule.Agenda) {
			a.Days, a.Zone = []schedule.Day{day("2026-03-29"), day("2026-10-25")}, zone(t, "Europe/Berlin")
			a.Days[0].Opens, a.Days[0].Closes = clock("02:30"), clock("18:00")
			a.Days[1].Opens, a.Days[1].Closes = clock("00:30"), clock("02:30")
		}, schedule.ErrSkipped, `
days[0].opens: remark: 2026-03-29T02:30 does not exist in Europe/Berlin; it is shown as 2026-03-29T03:30
days[1].closes: remark: 2026-10-25T02:30 comes twice in Europe/Berlin; the first is meant`},
		"sessions outside the hours": {func(a *schedule.Agenda) {
			a.Days[0].Sessions = append(a.Days[0].Sessions,
				item("breakfast", "07:00-08:00"), item("into", "08:00-09:30"), item("party", "17:30-25:00"), item("night", "25:30-26:00"),
				with(item("off", "05:00-06:00"), func(s *schedule.Session) { s.Status = schedule.Cancelled }),
				with(item("call", "22:30-23:00"), func(s *schedule.Session) { s.Zone = zone(t, "Asia/Seoul") }))
			a.Days[0].Room = ""
		}, schedule.ErrOutside, `
days[0].sessions[4].start: remark: 2021-11-18T07:00 to 08:00 in America/Panama is outside the day's hours, 2021-11-18T08:30 to 18:00 in America/Panama
days[0].sessions[5].start: remark: 2021-11-18T08:00 to 09:30 in America/Panama is outside the day's hours, 2021-11-18T08:30 to 18:00 in America/Panama
days[0].sessions[6].end: remark: 2021-11-18T17:30 to 2021-11-19T01:00 in America/Panama is outside the day's hours, 2021-11-18T08:30 to 18:00 in America/Panama
days[0].sessions[7].start: remark: 2021-11-19T01:30 to 02:00 in America/Panama is outside the day's hours, 2021-11-18T08:30 to 18:00 in America/Panama`},
		"very long and very short, a series once": {func(a *schedule.Agenda) {
			a.Days[1].Opens, a.Days[1].Closes = 0, 0
			a.Days[1].Sessions = []schedule.Session{item("back", "11:00-10:00"), item("blink", "10:00:00-10:00:30"), item("noon", "00:00-12:00"),
				series("long", "09:00-22:00", schedule.Repeat{Rule: "FREQ=WEEKLY;COUNT=3"})}
		}, schedule.ErrLength, `
days[1].sessions[0].end: remark: lasts 23h0m0s, 2021-11-19T11:00 in America/Panama to 2021-11-20T10:00 in America/Panama; is the end on the right date?
days[1].sessions[1].end: remark: lasts only 30s
days[1].sessions[3].end: remark: lasts 13h0m0s, 2021-11-19T09:00 in America/Panama to 2021-11-19T22:00 in America/Panama; is the end on the right date?`},
		"a zone without clocks has no effect": {first(func(s *schedule.Session) {
			s.Parallel = []schedule.Session{{ID: "p", Title: in("en", "p"), Room: "s1", Zone: zone(t, "Asia/Seoul")}}
		}), schedule.ErrInvalid, `
days[0].sessions[0].parallel[0]: remark: takes its clocks from the session that it is parallel to; its zones, offsets and end date count only with clocks of its own`},

		"walls in a gap and an overlap": {func(a *schedule.Agenda) {
			a.Zone = zone(t, "Europe/Berlin")
			a.Days = []schedule.Day{day("2026-03-29", item("x", "01:00-02:30"))}
		}, schedule.ErrSkipped, `
days[0].sessions[0].end: the clock skips this time: 2026-03-29T02:30 does not exist in Europe/Berlin, whose clock goes from UTC+01:00 to UTC+02:00 at 2026-03-29T01:00:00Z; write 2026-03-29T01:30 or 2026-03-29T03:30`},
		"a date that Samoa skipped": {func(a *schedule.Agenda) {
			a.Zone, a.Days[0].Date, a.Days[1].Date = zone(t, "Pacific/Apia"), date("2011-12-29"), date("2011-12-30")
		}, schedule.ErrSkippedDate, `
days[1].date: 2011-12-30 does not exist in Pacific/Apia, where 2011-12-31 followed 2011-12-29; write one of these`},
		"a skipped date is no matter elsewhere": {func(a *schedule.Agenda) {
			a.Zone, a.Days[1].Zone = zone(t, "Pacific/Apia"), zone(t, "Pacific/Auckland")
			a.Days[0].Date, a.Days[1].Date = date("2011-12-29"), date("2011-12-30")
			a.Participants[1].Zone = schedule.Zone{}
		}, nil, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := host(t)
			test.change(a)
			got := a.Check()
			if len(test.want) > 0 {
				test.want = test.want[1:]
			}
			equal(t, "Check", got.Error(), test.want)
			if test.is != nil && !errors.Is(got, test.is) {
				t.Errorf("errors.Is(Check(), %q) = false", test.is)
			}
		})
	}
}

func TestCheckNil(t *testing.T) {
	var none *schedule.Agenda
	equal(t, "Check", none.Check().Error(), "there is no agenda")
}

func TestShifts(t *testing.T) {
	weekend := []schedule.Day{day("2026-03-28", item("sat", "09:00-18:00")), day("2026-03-29", item("sun", "09:00-18:00"))}
	tests := map[string]struct {
		zone   string
		also   []string
		people []string
		days   []schedule.Day
		want   string
	}{
		"the host's clock changes between two days": {"Europe/Berlin", []string{"Asia/Seoul", "Europe/Paris"}, []string{"Asia/Tokyo"}, weekend, `
also[0]: remark: the difference of Asia/Seoul to Europe/Berlin goes from +08:00 to +07:00 at 2026-03-29T01:00:00Z (2026-03-29T03:00 in Europe/Berlin), during the event
zone: remark: the clock of Europe/Berlin goes from UTC+01:00 to UTC+02:00 at 2026-03-29T01:00:00Z (2026-03-29T03:00 in Europe/Berlin), during the event`},
		"only a reader's clock changes": {"Asia/Seoul", []string{"Europe/Berlin"}, []string{"Europe/Berlin", "Europe/Paris", "America/New_York"}, weekend, `
also[0]: remark: the difference of Europe/Berlin to Asia/Seoul goes from -08:00 to -07:00 at 2026-03-29T01:00:00Z (2026-03-29T10:00 in Asia/Seoul), during the event
participants[1].zone: remark: the difference of Europe/Paris to Asia/Seoul goes from -08:00 to -07:00 at 2026-03-29T01:00:00Z (2026-03-29T10:00 in Asia/Seoul), during the event`},
		"the clock changes before it starts": {"Europe/Berlin", []string{"Asia/Seoul"}, nil, weekend[1:], ``},
		"dates have no clocks": {"Europe/Berlin", []string{"Asia/Seoul"}, nil,
			[]schedule.Day{day("2026-03-01", schedule.Session{ID: "x", Title: in("en", "x"), Through: date("2026-11-30")})}, ``},
		"a change of the name is none of the clock": {"America/Panama", []string{"America/Edmonton"}, nil,
			[]schedule.Day{day("2026-10-31", item("a", "09:00-18:00")), day("2026-11-02", item("b", "09:00-18:00"))}, ``},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := agenda(t, test.zone, test.days...)
			for _, name := range test.also {
				a.Also = append(a.Also, zone(t, name))
			}
			for _, name := range test.people {
				a.Participants = append(a.Participants, schedule.Participant{ID: schedule.ID(name), Name: in("en", name), Zone: zone(t, name)})
			}
			if len(test.want) > 0 {
				test.want = test.want[1:]
			}
			equal(t, "Check", a.Check().Error(), test.want)
		})
	}
}
