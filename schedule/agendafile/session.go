package agendafile

import (
	"github.com/plenaria/plenaria/schedule"
	"go.yaml.in/yaml/v4"
)

var sessionKeys = &keys{
	what: "a session",
	known: []string{
		"id", "at", "for", "until", "zone", "until-zone", "offset", "until-offset", "all-day", "through",
		"kind", "status", "title", "abstract", "note", "room", "track",
		"speakers", "moderators", "panelists", "chairs", "interpreters", "attendees", "roles",
		"countries", "link", "stream", "parts", "parallel", "repeat",
	},
	meant: map[string]string{
		"name": "title", "time": "at", "start": "at", "begin": "at", "when": "at", "end": "until", "duration": "for",
		"length": "for", "timezone": "zone", "time-zone": "zone", "tz": "zone", "end-zone": "until-zone",
		"end-offset": "until-offset", "allday": "all-day", "type": "kind", "state": "status",
		"description": "abstract", "summary": "abstract", "notes": "note", "remark": "note", "location": "room",
		"place": "room", "venue": "room", "country": "countries", "url": "link", "speaker": "speakers",
		"chair": "chairs", "moderator": "moderators", "panelist": "panelists", "interpreter": "interpreters",
		"attendee": "attendees", "participants": "attendees", "streaming": "stream", "video": "stream",
		"rrule": "repeat", "recurrence": "repeat", "items": "parts", "sessions": "parallel",
	},
}

func kinds() []schedule.Kind {
	return []schedule.Kind{
		schedule.Talk, schedule.Keynote, schedule.Panel, schedule.Ceremony, schedule.Break, schedule.Workshop,
		schedule.Visit, schedule.Meeting, schedule.Travel, schedule.Social, schedule.Milestone, schedule.Registration,
	}
}

func statuses() []schedule.Status {
	return []schedule.Status{schedule.Confirmed, schedule.Tentative, schedule.Cancelled}
}

// session reads a session. One that is parallel may leave its clocks to its
// parent, and does not take part in the chain of the day.
func (rd *reader) session(s *spot, c *dayChain, parallel bool) (v schedule.Session) {
	f, ok := rd.fields(s, sessionKeys)
	if !ok {
		return v
	}
	v.ID = rd.id(f, "id")
	v.Kind = enum(rd, f, "kind", kinds())
	v.Status = enum(rd, f, "status", statuses())
	v.Title, v.Abstract, v.Note = rd.text(f, "title"), rd.text(f, "abstract"), rd.text(f, "note")
	v.Zone, v.EndZone = rd.zone(f, "zone"), rd.zone(f, "until-zone")
	v.Offset = parsed(rd, f, "offset", schedule.ParseOffset)
	v.EndOffset = parsed(rd, f, "until-offset", schedule.ParseOffset)
	rd.times(f, &v, c, parallel)
	rd.hints(f)
	v.Room, v.Track = rd.id(f, "room"), rd.id(f, "track")
	v.Roles = rd.roles(f)
	v.Countries = rd.countries(f)
	v.Link, v.StreamURL = rd.str(f, "link"), rd.str(f, "stream")
	for _, item := range rd.items(f, "parts", "parts") {
		v.Parts = append(v.Parts, rd.part(item))
	}
	for _, item := range rd.items(f, "parallel", "sessions") {
		v.Parallel = append(v.Parallel, rd.session(item, c.of(&v), true))
	}
	if repeat, ok := f.at["repeat"]; ok {
		v.Repeat = rd.repeat(repeat, &v)
	}
	return v
}

// hints spoils the clocks whose offset has a fault: that they are ambiguous
// without it goes without saying.
func (rd *reader) hints(f *fields) {
	for _, key := range []string{"offset", "until-offset"} {
		if s := f.at[key]; s == nil || !rd.spoiled[s.node] {
			continue
		}
		for _, clock := range []string{"at", "for", "until"} {
			if s := f.at[clock]; s != nil {
				rd.spoil(s)
			}
		}
	}
}

var partKeys = &keys{
	what: "a part",
	known: []string{
		"title", "for", "speakers", "moderators", "panelists", "chairs", "interpreters", "attendees", "roles", "note",
	},
	meant: map[string]string{
		"name": "title", "duration": "for", "length": "for", "speaker": "speakers", "notes": "note",
		"chair": "chairs", "moderator": "moderators", "panelist": "panelists",
	},
}

func (rd *reader) part(s *spot) (p schedule.Part) {
	if s.node.Kind == yaml.ScalarNode && !isNull(s.node) {
		return schedule.Part{Title: rd.textAt(s)}
	}
	f, ok := rd.fields(s, partKeys)
	if !ok {
		return p
	}
	p.Title, p.Note = rd.text(f, "title"), rd.text(f, "note")
	p.Roles = rd.roles(f)
	p.Length = parsed(rd, f, "for", parseDuration)
	return p
}
