package agendafile

import (
	"errors"
	"strconv"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"go.yaml.in/yaml/v4"
)

// check adds the problems of the agenda, with the places in the file that they
// are about.
func (rd *reader) check(a *schedule.Agenda) {
	if rd.log.full() {
		return
	}
	for _, p := range a.Check() {
		s, spoiled := rd.locate(p.Path)
		if spoiled || rd.follows(p, s) {
			continue
		}
		p.Pos, p.Path = rd.pos(s.node), s.path()
		rd.log.add(p)
	}
}

// follows reports whether a problem is only what another one leads to: a
// session that needs an ID since its kind is misspelt.
func (rd *reader) follows(p schedule.Problem, s *spot) bool {
	if !errors.Is(p.Err, schedule.ErrMissing) || !strings.HasSuffix(p.Path, ".id") {
		return false
	}
	kind := rd.child(s, "kind")
	return kind != nil && rd.spoiled[kind.node]
}

// locate finds the value of the file that a path of the model is about, or the
// nearest one around it. It also tells whether that value or one around it has
// a fault of its own already.
func (rd *reader) locate(path string) (s *spot, spoiled bool) {
	s = rd.root
	what := "agenda"
	steps := splitPath(path)
	for len(steps) > 0 {
		next, rest, kind := rd.step(s, what, steps)
		if next == nil {
			break
		}
		s, steps, what = next, rest, kind
		spoiled = spoiled || rd.spoiled[s.node]
	}
	return s, spoiled
}

// splitPath cuts days[1].sessions[3].room into days, 1, sessions, 3, room.
func splitPath(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
}

// step goes from a value one step down a path of the model.
func (rd *reader) step(s *spot, what string, steps []string) (next *spot, rest []string, kind string) {
	name := steps[0]
	index, indexed := -1, false
	if len(steps) > 1 {
		i, err := strconv.Atoi(steps[1])
		index, indexed = i, err == nil && i >= 0
	}
	if indexed {
		switch name {
		case "participants":
			return rd.participant(index), steps[2:], "person"
		case "roles":
			return rd.role(s, index), steps[2:], "role"
		}
	}
	for _, key := range fileKeys(what, name) {
		if next = rd.child(s, key); next != nil {
			break
		}
	}
	if next == nil || !indexed {
		return next, steps[1:], name
	}
	kind = map[string]string{"parallel": "sessions"}[name]
	if kind == "" {
		kind = name
	}
	switch {
	case next.node.Kind == yaml.SequenceNode && index < len(next.node.Content):
		return next.item(index), steps[2:], kind
	case next.node.Kind == yaml.MappingNode && index < len(next.node.Content)/2:
		return next.pair(index), steps[2:], kind
	}
	return next, nil, kind
}

// fileKeys gives the keys of the file for a field of the model, the likeliest
// first.
func fileKeys(what, field string) []string {
	switch field {
	case "langs":
		return []string{"languages"}
	case "opens", "closes":
		return []string{"hours"}
	case "start":
		return []string{"at", "for"}
	case "end":
		return []string{"until", "for", "at"}
	case "endDate":
		return []string{"until", "for"}
	case "endZone":
		return []string{"until-zone"}
	case "endOffset":
		return []string{"until-offset"}
	case "exceptRules":
		return []string{"except-rules"}
	case "streamURL":
		return []string{"stream"}
	case "length":
		return []string{"for"}
	case "through":
		return []string{"through", "all-day"}
	case "uRL":
		return []string{"url"}
	}
	return []string{field}
}

// child gives the value of a key, also where the key is misspelt.
func (rd *reader) child(s *spot, key string) *spot {
	for c := range s.children {
		if c.name != nil && (c.key == key && !rd.again[c.name] || rd.meant[c.name] == key) {
			return c
		}
	}
	return nil
}

// participant finds a person by the place in Agenda.Participants.
func (rd *reader) participant(i int) *spot {
	if s, ok := rd.born[i]; ok {
		return s
	}
	people := rd.child(rd.root, "people")
	if people == nil || people.node.Kind != yaml.MappingNode || i >= len(people.node.Content)/2 {
		return nil
	}
	return people.pair(i)
}

// role finds a person of a session or a part by the place in Roles.
func (rd *reader) role(s *spot, i int) *spot {
	for who := range rd.roleSpots(s) {
		if i == 0 {
			return who
		}
		i--
	}
	return nil
}
