package agendafile

import (
	"io"
	"strconv"
	"strings"

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

func (w *writer) sessions(sessions []schedule.Session, day schedule.Date, parallel bool) value {
	v := value{kind: list, open: true}
	for i := range sessions {
		v.items = append(v.items, w.session(&sessions[i], day, parallel))
	}
	return v.orAbsent()
}

func (w *writer) session(s *schedule.Session, day schedule.Date, parallel bool) value {
	v := value{kind: mapping}
	w.times(&v, s, day, parallel)
	v.put("id", word(string(s.ID)))
	v.put("kind", word(string(s.Kind)))
	v.put("status", word(string(s.Status)))
	v.put("title", w.text(s.Title))
	v.put("room", word(string(s.Room)))
	v.put("track", word(string(s.Track)))
	w.roles(&v, s.Roles)
	v.put("countries", words(s.Countries))
	v.put("abstract", w.text(s.Abstract))
	v.put("note", w.text(s.Note))
	v.put("link", word(s.Link))
	v.put("stream", word(s.StreamURL))
	v.put("repeat", repeatValue(s.Repeat, s))
	v.put("parts", w.parts(s.Parts))
	v.put("parallel", w.sessions(s.Parallel, day, true))
	return v
}

// times writes when a session is.
func (w *writer) times(v *value, s *schedule.Session, day schedule.Date, parallel bool) {
	switch {
	case s.IsAllDay():
		v.put("all-day", bare("true"))
		if s.Through != day {
			v.put("through", date(s.Through))
		}
	case parallel && s.Start == 0 && s.End == 0:
	case s.EndDate.IsZero() && s.EndZone.IsZero():
		v.put("at", bare(s.Start.String()+"-"+s.End.String()))
	default:
		v.put("at", word(s.Start.String()))
		v.put("until", until(s))
	}
	v.put("zone", word(s.Zone.String()))
	if !s.IsAllDay() {
		v.put("until-zone", word(s.EndZone.String()))
		v.put("offset", word(s.Offset.String()))
		v.put("until-offset", word(s.EndOffset.String()))
	}
}

// until writes the end of a session that is not only a clock of the day.
func until(s *schedule.Session) value {
	if s.EndDate.IsZero() {
		return word(s.End.String())
	}
	return bare(stamp(schedule.DateTime{Date: s.EndDate, Clock: s.End}))
}

// stamp writes a wall time, in quotes if it has seconds, since YAML 1.1 takes it
// for an instant in UTC then.
func stamp(w schedule.DateTime) string {
	text := w.String()
	if strings.Count(text, ":") == 2 {
		return `"` + text + `"`
	}
	return text
}

func (w *writer) parts(parts []schedule.Part) value {
	v := value{kind: list, open: true}
	for _, p := range parts {
		part := value{kind: mapping}
		part.put("title", w.text(p.Title))
		w.roles(&part, p.Roles)
		part.put("for", word(formatDuration(p.Length)))
		part.put("note", w.text(p.Note))
		v.items = append(v.items, part)
	}
	return v.orAbsent()
}

// roles writes a list a role, in the order of their first people, or one list
// of all roles where the roles take turns.
func (w *writer) roles(v *value, roles []schedule.Role) {
	lists := value{kind: mapping}
	for i, r := range roles {
		who := value{kind: scalar, text: string(r.Who)}
		if i > 0 && roles[i-1].As == r.As {
			last := &lists.pairs[len(lists.pairs)-1].value
			last.items = append(last.items, who)
			continue
		}
		lists.put(roleName(r.As), value{kind: list, items: []value{who}})
	}
	if !taketurns(lists.pairs) {
		v.pairs = append(v.pairs, lists.pairs...)
		return
	}
	all := value{kind: list}
	for _, r := range roles {
		item := value{kind: mapping}
		item.put(string(r.As), value{kind: scalar, text: string(r.Who)})
		all.items = append(all.items, item)
	}
	v.put("roles", all)
}

// taketurns reports whether a key comes twice.
func taketurns(pairs []pair) bool {
	seen := make(map[string]bool, len(pairs))
	for _, p := range pairs {
		if seen[p.key] {
			return true
		}
		seen[p.key] = true
	}
	return false
}

// roleName gives the key of the list of a role.
func roleName(as schedule.RoleKind) string {
	for _, k := range roleKeys() {
		if k.as == as {
			return k.key
		}
	}
	return ""
}

// repeatValue writes a repetition. A wall time with the clock of its session is
// a date.
func repeatValue(r *schedule.Repeat, s *schedule.Session) value {
	if r == nil {
		return value{}
	}
	wall := func(w schedule.DateTime) string { return formatWall(w, seriesClock(s)) }
	v := value{kind: mapping}
	v.put("rule", word(r.Rule))
	except, also, moved := value{kind: list}, value{kind: list}, value{kind: mapping}
	for _, w := range r.Except {
		except.items = append(except.items, bare(wall(w)))
	}
	for _, m := range r.Moved {
		moved.pairs = append(moved.pairs, pair{key: wall(m.From), value: bare(wall(m.To)), bare: true})
	}
	for _, w := range r.Also {
		also.items = append(also.items, bare(wall(w)))
	}
	v.put("except", except.orAbsent())
	v.put("moved", moved.orAbsent())
	v.put("also", also.orAbsent())
	return v
}

// seriesClock gives the clock that dates of a series mean.
func seriesClock(s *schedule.Session) schedule.Clock {
	if s.IsAllDay() {
		return 0
	}
	return s.Start
}

// formatWall writes what parseWall reads.
func formatWall(w schedule.DateTime, clock schedule.Clock) string {
	if w.Clock == clock {
		return w.Date.String()
	}
	return stamp(w)
}
