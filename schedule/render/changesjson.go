package render

import (
	"cmp"
	"encoding/json"
	"io"

	"github.com/plenaria/plenaria/schedule"
)

// The types below are the JSON of changes, format 1. Fields that have nothing to
// say are left out.
type jsonChanges struct {
	Plenaria  int          `json:"plenaria"`
	ID        string       `json:"id"`
	Title     *jsonText    `json:"title,omitempty"`
	From      string       `json:"from,omitempty"` // the revisions
	To        string       `json:"to,omitempty"`
	Who       string       `json:"who,omitempty"`
	Changes   []jsonChange `json:"changes"`
	Unchanged []string     `json:"unchanged"` // IDs of sessions
}

type jsonChange struct {
	Kind       string     `json:"kind"`
	Of         string     `json:"of"`
	ID         string     `json:"id,omitempty"`
	Day        int        `json:"day,omitempty"` // from 1, in the later agenda
	OldDay     int        `json:"oldDay,omitempty"`
	Occurrence string     `json:"occurrence,omitempty"`
	Old        *jsonTime  `json:"old,omitempty"`
	New        *jsonTime  `json:"new,omitempty"`
	Fields     []string   `json:"fields,omitempty"`
	Came       []jsonRole `json:"came,omitempty"`
	Left       []jsonRole `json:"left,omitempty"`
	With       []string   `json:"with,omitempty"`
	Facts      []jsonFact `json:"facts,omitempty"` // as the text has them
}

// jsonTime is a session as it was or is.
type jsonTime struct {
	Title   *jsonText  `json:"title,omitempty"`
	Status  string     `json:"status"`
	Start   string     `json:"start,omitempty"` // RFC 3339 with the offset of its own wall
	End     string     `json:"end,omitempty"`
	From    string     `json:"from,omitempty"` // all-day items: first and last date
	Through string     `json:"through,omitempty"`
	Zone    string     `json:"zone,omitempty"`
	EndZone string     `json:"endZone,omitempty"`
	Walls   []jsonWall `json:"walls,omitempty"`
	Room    string     `json:"room,omitempty"`
}

type jsonRole struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"`
}

type jsonFact struct {
	Label string `json:"label"`
	Value string `json:"value,omitempty"`
}

// ChangesJSON writes changes as one JSON object: each with its kind, the
// session's times before and after in RFC 3339 and on the reader's walls, and
// the words that [ChangesText] has for it; and the IDs of the sessions that have
// not changed. It ends in a line feed. The error is the writer's.
func ChangesJSON(w io.Writer, c *schedule.Changes, o *ChangesOptions) error {
	t := newTeller(c, o)
	a, b := c.Old.Agenda, c.New.Agenda
	out := &jsonChanges{
		Plenaria: 1, ID: string(cmp.Or(b.ID, a.ID)), Title: in(b.Title, t.Langs), From: a.Revision, To: b.Revision, Who: string(t.Who),
		Changes: []jsonChange{}, Unchanged: []string{},
	}
	for i := range t.changes.List {
		out.Changes = append(out.Changes, t.json(&t.changes.List[i]))
	}
	for _, s := range t.changes.Unchanged {
		if s.Session.ID != "" {
			out.Unchanged = append(out.Unchanged, string(s.Session.ID))
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func (t *teller) json(one *schedule.Change) jsonChange {
	out := jsonChange{
		Kind: string(one.Kind), Of: string(one.Of), ID: string(one.ID), Occurrence: one.Occurrence.String(), Fields: one.Fields,
		Old: t.jsonTime(one.Old), New: t.jsonTime(one.New), Came: t.jsonRoles(t.new, one.Came), Left: t.jsonRoles(t.old, one.Left),
	}
	if one.Of == schedule.OfDay || one.Of == schedule.OfSession {
		out.Day, out.OldDay = one.NewIndex+1, one.OldIndex+1
	}
	for _, id := range one.With {
		out.With = append(out.With, string(id))
	}
	for _, f := range t.facts(one) {
		out.Facts = append(out.Facts, jsonFact{f.label, f.value})
	}
	return out
}

func (t *teller) jsonTime(s *schedule.Slot) *jsonTime {
	if s == nil {
		return nil
	}
	out := &jsonTime{
		Title: in(s.Session.Title, t.Langs), Status: statusOf(s.Session), From: s.From.String(), Through: s.Through.String(),
		Zone: s.Zone.String(), Room: string(s.Room),
	}
	if s.EndZone != s.Zone {
		out.EndZone = s.EndZone.String()
	}
	if s.Start.IsZero() {
		return out
	}
	out.Start, out.End = rfc3339(s.Start, s.Zone), rfc3339(s.End, s.EndZone)
	for _, z := range t.Zones {
		if z.IsZero() {
			z = s.Zone
		}
		out.Walls = append(out.Walls, jsonWall{z.String(), z.Wall(s.Start).String(), z.Wall(s.End).String()})
	}
	return out
}

func (t *teller) jsonRoles(l *layout, roles []schedule.Role) (list []jsonRole) {
	for _, r := range roles {
		list = append(list, jsonRole{string(r.Who), l.names.people[r.Who], string(r.As)})
	}
	return list
}
