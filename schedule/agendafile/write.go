package agendafile

import (
	"io"
	"strconv"

	"github.com/plenaria/plenaria/schedule"
)

// Write writes an agenda as YAML in one fixed form, made for people and for
// line-by-line differences: maps of short values between brackets, one session
// a line where it fits, every text in all its languages, in their order.
// Clocks are ranges, also of sessions that were read as a chain. Reading gives
// an agenda that is equal, but that empty lists are nil, and that an item of
// whole dates loses its clocks and offsets, which mean nothing there.
//
// The error is [schedule.Problems] if the agenda holds what a file cannot hold,
// such as two translations into one language or an invalid date. Nothing is
// written then. What [schedule.Agenda.Check] finds does not matter here.
func Write(w io.Writer, a *schedule.Agenda) error {
	if err := writable(a).Err(); err != nil {
		return err
	}
	var e emitter
	root := newWriter(a).agenda(a)
	e.mapping(&root, 0, false)
	_, err := io.WriteString(w, e.b.String())
	return err
}

// writer makes values of the parts of an agenda.
type writer struct{ original schedule.Lang }

func newWriter(a *schedule.Agenda) *writer {
	w := new(writer)
	if len(a.Langs) > 0 {
		w.original = a.Langs[0]
	}
	return w
}

func (w *writer) agenda(a *schedule.Agenda) value {
	v := value{kind: mapping, open: true}
	v.put("plenaria", bare("1"))
	v.put("id", word(string(a.ID)))
	v.put("title", w.text(a.Title))
	v.put("zone", word(a.Zone.String()))
	v.put("languages", words(a.Langs))
	v.put("also", words(zoneNames(a.Also)))
	v.put("organizer", word(string(a.Organizer)))
	v.put("url", word(a.URL))
	v.put("domain", word(a.Domain))
	v.put("revision", word(a.Revision))
	for _, part := range []pair{
		{key: "people", value: w.people(a.Participants)},
		{key: "rooms", value: w.rooms(a.Rooms)},
		{key: "tracks", value: w.tracks(a.Tracks)},
		{key: "days", value: w.days(a.Days)},
	} {
		if !part.value.empty() {
			part.apart = true
			v.pairs = append(v.pairs, part)
		}
	}
	return v
}

func zoneNames(zones []schedule.Zone) (names []string) {
	for _, z := range zones {
		names = append(names, z.String())
	}
	return names
}

// text writes a single text of the original language bare, others as a map.
func (w *writer) text(t schedule.Text) value {
	if len(t) == 0 {
		return value{}
	}
	if len(t) == 1 && t[0].Lang == w.original {
		return value{kind: scalar, text: t[0].Text}
	}
	v := value{kind: mapping}
	for _, tr := range t {
		v.put(string(tr.Lang), value{kind: scalar, text: tr.Text})
	}
	return v
}

func (w *writer) people(people []schedule.Participant) value {
	v := value{kind: mapping, open: true}
	for _, p := range people {
		person := value{kind: mapping}
		person.put("name", w.text(p.Name))
		person.put("kind", word(string(p.Kind)))
		person.put("org", word(string(p.Org)))
		person.put("country", word(p.Country))
		person.put("email", word(p.Email))
		person.put("zone", word(p.Zone.String()))
		person.put("languages", words(p.Langs))
		v.put(string(p.ID), person)
	}
	return v
}

func (w *writer) rooms(rooms []schedule.Room) value {
	v := value{kind: mapping, open: true}
	for _, r := range rooms {
		v.put(string(r.ID), w.room(r))
	}
	return v
}

// room writes the name alone, unless there is more.
func (w *writer) room(r schedule.Room) value {
	name := w.text(r.Name)
	plainName := r.Address == "" && r.Geo == nil
	for _, p := range name.pairs {
		plainName = plainName && !roomKeys.has(p.key)
	}
	if plainName && name.kind != absent {
		return name
	}
	v := value{kind: mapping}
	v.put("name", name)
	v.put("address", word(r.Address))
	if r.Geo != nil {
		v.put("geo", value{kind: list, items: []value{degree(r.Geo.Lat), degree(r.Geo.Lon)}})
	}
	return v
}

func degree(d float64) value { return bare(strconv.FormatFloat(d, 'f', -1, 64)) }

func (w *writer) tracks(tracks []schedule.Track) value {
	v := value{kind: mapping, open: true}
	for _, t := range tracks {
		name := w.text(t.Name)
		if name.kind == absent {
			name = value{kind: mapping}
		}
		v.put(string(t.ID), name)
	}
	return v
}

func (w *writer) days(days []schedule.Day) value {
	v := value{kind: list, open: true, apart: true}
	for _, d := range days {
		day := value{kind: mapping, open: true}
		day.put("date", date(d.Date))
		day.put("label", w.text(d.Label))
		day.put("zone", word(d.Zone.String()))
		if d.Opens != 0 || d.Closes != 0 {
			day.put("hours", bare(d.Opens.String()+"-"+d.Closes.String()))
		}
		day.put("room", word(string(d.Room)))
		day.put("sessions", w.sessions(d.Sessions, d.Date, false))
		v.items = append(v.items, day)
	}
	return v
}

// date writes a date bare: a reader of YAML 1.1 takes it for what it is.
func date(d schedule.Date) value {
	if d.IsZero() {
		return value{}
	}
	return bare(d.String())
}
