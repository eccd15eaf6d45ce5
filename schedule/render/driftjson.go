package render

import (
	"encoding/json"
	"io"
	"time"

	"github.com/plenaria/plenaria/schedule"
)

// The types below are the JSON of drift, format 1. Fields that have nothing to say
// are left out.
type jsonDrift struct {
	Plenaria int                `json:"plenaria"`
	ID       string             `json:"id"`
	Title    *jsonText          `json:"title,omitempty"`
	Who      string             `json:"who,omitempty"`
	Keep     string             `json:"keep"` // wall or instant
	Sessions []jsonDriftSession `json:"sessions"`
	Clocks   []jsonDriftClock   `json:"clocks"`
	Apart    []jsonApart        `json:"apart"`
}

type jsonDriftSession struct {
	ID         string        `json:"id,omitempty"`
	Title      *jsonText     `json:"title,omitempty"`
	Day        int           `json:"day"` // from 1
	Occurrence string        `json:"occurrence,omitempty"`
	Moved      bool          `json:"moved"`
	Start      jsonDriftWall `json:"start"`
	End        jsonDriftWall `json:"end"`
	Walls      []jsonReading `json:"walls"`
}

// jsonDriftWall is one wall time.
type jsonDriftWall struct {
	Wall     string `json:"wall"`
	Zone     string `json:"zone"`
	Then     string `json:"then"` // RFC 3339 with the offsets of the wall
	Now      string `json:"now"`
	By       int    `json:"by"`   // seconds; negative: earlier
	Kept     string `json:"kept"` // the wall time that keeps the instant
	KindThen string `json:"kindThen,omitempty"`
	Kind     string `json:"kind,omitempty"` // gap or overlap
}

type jsonReading struct {
	ID   string      `json:"id,omitempty"` // of the session, under a clock
	Zone string      `json:"zone,omitempty"`
	Then jsonDuring  `json:"then"`
	Now  *jsonDuring `json:"now,omitempty"` // where it differs
}

type jsonDuring struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

type jsonDriftClock struct {
	Zone   string        `json:"zone"`
	Record bool          `json:"record"`
	Moved  []jsonReading `json:"moved,omitempty"` // sessions that have not, but are at another time on this wall
}

type jsonApart struct {
	Why   string `json:"why"`
	ID    string `json:"id,omitempty"`
	Title string `json:"title,omitempty"`
}

// DriftJSON writes drift as one JSON object: every session that can be compared, with
// its instants then and now in RFC 3339 and the wall time that would keep the
// instant; what readers' clocks showed and show; and what cannot be compared, and
// why. It ends in a line feed. The error is the writer's.
func DriftJSON(w io.Writer, d *schedule.Drift, o *DriftOptions) error {
	t := newDriftTeller(d, o)
	a := d.Timeline.Agenda
	out := &jsonDrift{
		Plenaria: 1, ID: string(a.ID), Title: in(a.Title, t.Langs), Who: string(t.Who), Keep: "wall",
		Sessions: []jsonDriftSession{}, Clocks: []jsonDriftClock{}, Apart: []jsonApart{},
	}
	if t.Keep == schedule.KeepInstant {
		out.Keep = "instant"
	}
	for i := range t.drift.Sessions {
		out.Sessions = append(out.Sessions, t.jsonSession(i))
	}
	for _, c := range t.drift.Clocks {
		clock := jsonDriftClock{Zone: c.Zone.String(), Record: !c.Then.IsZero()}
		for _, r := range t.drift.ClockMoved(c.Zone) {
			clock.Moved = append(clock.Moved, jsonReadingOf(&r, "", string(r.Session.Slot.Session.ID)))
		}
		out.Clocks = append(out.Clocks, clock)
	}
	for _, p := range t.drift.Apart {
		apart := jsonApart{Why: string(p.Why), Title: p.Title}
		if p.Slot != nil {
			apart.ID, apart.Title = string(p.Slot.Session.ID), t.title(p.Slot.Session)
		}
		out.Apart = append(out.Apart, apart)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func (t *driftTeller) jsonSession(i int) jsonDriftSession {
	s := &t.drift.Sessions[i]
	out := jsonDriftSession{
		ID: string(s.Slot.Session.ID), Title: in(s.Slot.Session.Title, t.Langs), Day: s.Slot.Day + 1, Occurrence: s.Slot.Occurrence.String(),
		Moved: s.Moved(), Start: jsonWallDrift(&s.Start), End: jsonWallDrift(&s.End),
	}
	for n, z := range t.Zones {
		if z.IsZero() {
			z = s.Start.Zone
		}
		out.Walls = append(out.Walls, jsonReadingOf(&t.walls[n][i], z.String(), ""))
	}
	return out
}

func jsonWallDrift(w *schedule.WallDrift) jsonDriftWall {
	stamp := func(t time.Time, offset int) string {
		return t.In(time.FixedZone("", offset)).Format(time.RFC3339)
	}
	out := jsonDriftWall{
		Wall: w.Wall.String(), Zone: w.Zone.String(), Then: stamp(w.Then, w.OffsetThen), Now: stamp(w.Now, w.OffsetNow),
		By: int(w.By().Seconds()), Kept: w.Kept().String(),
	}
	if w.KindThen != schedule.Unique {
		out.KindThen = w.KindThen.String()
	}
	if w.KindNow != schedule.Unique {
		out.Kind = w.KindNow.String()
	}
	return out
}

func jsonReadingOf(r *schedule.Reading, zone, id string) jsonReading {
	out := jsonReading{ID: id, Zone: zone, Then: jsonDuring{r.Then.String(), r.ThenEnd.String()}}
	if r.Changed() {
		out.Now = &jsonDuring{r.Now.String(), r.NowEnd.String()}
	}
	return out
}
