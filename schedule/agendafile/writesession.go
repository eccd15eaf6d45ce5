package agendafile

import (
	"strings"

	"github.com/plenaria/plenaria/schedule"
)

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
