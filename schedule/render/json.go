package render

import (
	"encoding/json"
	"io"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// The types below are the JSON of a timeline, format 1. Fields that have
// nothing to say are left out. Texts are of the language that "lang" names.
type jsonAgenda struct {
	Plenaria int       `json:"plenaria"`
	ID       string    `json:"id"`
	Title    *jsonText `json:"title,omitempty"`
	Zone     string    `json:"zone"`
	Zones    []string  `json:"zones"`
	URL      string    `json:"url,omitempty"`
	Revision string    `json:"revision,omitempty"`
	Days     []jsonDay `json:"days"`
}

type jsonText struct {
	Lang string `json:"lang,omitempty"`
	Text string `json:"text"`
}

type jsonDay struct {
	Day      int           `json:"day"`
	Date     string        `json:"date"`
	Label    *jsonText     `json:"label,omitempty"`
	Zone     string        `json:"zone"`
	Opens    string        `json:"opens,omitempty"`
	Closes   string        `json:"closes,omitempty"`
	Declared bool          `json:"declared"`
	Sessions []jsonSession `json:"sessions"`
}

type jsonSession struct {
	ID        string       `json:"id,omitempty"`
	Parent    string       `json:"parent,omitempty"`
	Kind      string       `json:"kind"`
	Status    string       `json:"status"`
	Title     *jsonText    `json:"title,omitempty"`
	Abstract  *jsonText    `json:"abstract,omitempty"`
	Note      *jsonText    `json:"note,omitempty"`
	Start     string       `json:"start,omitempty"` // RFC 3339 with the offset of the session's own wall
	End       string       `json:"end,omitempty"`
	From      string       `json:"from,omitempty"` // all-day items: first and last date
	Through   string       `json:"through,omitempty"`
	Zone      string       `json:"zone"`
	EndZone   string       `json:"endZone,omitempty"`
	Walls     []jsonWall   `json:"walls,omitempty"`
	Room      string       `json:"room,omitempty"`
	Track     string       `json:"track,omitempty"`
	People    []jsonPerson `json:"people,omitempty"`
	Countries []string     `json:"countries,omitempty"`
	Parts     []jsonPart   `json:"parts,omitempty"`
	Link      string       `json:"link,omitempty"`
	Stream    string       `json:"stream,omitempty"`
}

// jsonWall is a session on the wall of one of the zones.
type jsonWall struct {
	Zone  string `json:"zone"`
	Start string `json:"start"`
	End   string `json:"end"`
}

type jsonPerson struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"`
}

type jsonPart struct {
	Title  *jsonText    `json:"title,omitempty"`
	Note   *jsonText    `json:"note,omitempty"`
	People []jsonPerson `json:"people,omitempty"`
}

// JSON writes the timeline as one JSON object: the host's days with their
// sessions, each with its start and end in RFC 3339 and as wall times of every
// zone. It ends in a line feed. The error is the writer's.
func JSON(w io.Writer, tl *schedule.Timeline, o *Options) error {
	r := o.ready(tl.Agenda)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if !r.Compact {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(newJSONAgenda(tl, r))
}

func newJSONAgenda(tl *schedule.Timeline, r Options) *jsonAgenda {
	a, n := tl.Agenda, newNames(tl.Agenda, r.Langs)
	out := &jsonAgenda{
		Plenaria: 1, ID: string(a.ID), Title: in(a.Title, r.Langs), Zone: a.Zone.String(),
		URL: a.URL, Revision: a.Revision, Zones: []string{}, Days: []jsonDay{},
	}
	views := hostViews{tl, make(map[schedule.Zone][]schedule.HostDay)}
	var zones []schedule.Zone
	for _, z := range r.Zones {
		if z.IsZero() {
			z = a.Zone
		}
		zones = append(zones, z)
		out.Zones = append(out.Zones, z.String())
	}
	for i := range a.Days {
		z := a.ZoneOf(&a.Days[i])
		out.Days = append(out.Days, newJSONDay(views.day(i, z), z, r.Langs))
	}
	for i := range tl.Slots {
		s := &tl.Slots[i]
		if r.OmitBreaks && s.Session.Kind == schedule.Break {
			continue
		}
		d := &out.Days[s.Day]
		d.Sessions = append(d.Sessions, newJSONSession(tl, s, zones, n, r.Langs))
	}
	return out
}

func newJSONDay(d schedule.HostDay, z schedule.Zone, langs []schedule.Lang) jsonDay {
	return jsonDay{
		Day: d.Index + 1, Date: d.Day.Date.String(), Label: in(d.Day.Label, langs), Zone: z.String(), Sessions: []jsonSession{},
		Opens: d.Opens.String(), Closes: d.Closes.String(), Declared: d.Declared,
	}
}

// in gives a text in the reader's language; nil for an empty one.
func in(t schedule.Text, langs []schedule.Lang) *jsonText {
	if tr := t.In(langs...); tr.Text != "" {
		return &jsonText{string(tr.Lang), tr.Text}
	}
	return nil
}

func newJSONSession(tl *schedule.Timeline, s *schedule.Slot, zones []schedule.Zone, n names, langs []schedule.Lang) jsonSession {
	x := s.Session
	out := jsonSession{
		ID: string(x.ID), Kind: kindOf(x), Status: statusOf(x),
		Title: in(x.Title, langs), Abstract: in(x.Abstract, langs), Note: in(x.Note, langs),
		From: s.From.String(), Through: s.Through.String(), Zone: s.Zone.String(),
		Room: string(s.Room), Track: string(x.Track), People: n.persons(x.Roles),
		Countries: x.Countries, Link: x.Link, Stream: x.StreamURL,
	}
	if s.Parent >= 0 {
		out.Parent = string(tl.Slots[s.Parent].Session.ID)
	}
	if s.EndZone != s.Zone {
		out.EndZone = s.EndZone.String()
	}
	if !s.AllDay() {
		out.Start, out.End = rfc3339(s.Start, s.Zone), rfc3339(s.End, s.EndZone)
		for _, z := range zones {
			out.Walls = append(out.Walls, jsonWall{z.String(), z.Wall(s.Start).String(), z.Wall(s.End).String()})
		}
	}
	for i := range x.Parts {
		p := &x.Parts[i]
		out.Parts = append(out.Parts, jsonPart{in(p.Title, langs), in(p.Note, langs), n.persons(p.Roles)})
	}
	return out
}

func (n names) persons(roles []schedule.Role) []jsonPerson {
	var list []jsonPerson
	for _, r := range roles {
		list = append(list, jsonPerson{string(r.Who), n.people[r.Who], string(r.As)})
	}
	return list
}

// rfc3339 writes an instant with the offset of a zone.
func rfc3339(t time.Time, z schedule.Zone) string {
	return t.In(time.FixedZone("", z.Offset(t))).Format(time.RFC3339)
}
