package agendafile

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"
	"unicode"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
	"go.yaml.in/yaml/v4"
)

var personKeys = &keys{
	what:  "a person",
	known: []string{"name", "kind", "org", "country", "email", "zone", "languages"},
	meant: map[string]string{
		"title": "name", "type": "kind", "organization": "org", "organisation": "org", "affiliation": "org",
		"mail": "email", "e-mail": "email", "timezone": "zone", "time-zone": "zone", "tz": "zone",
		"langs": "languages", "language": "languages", "nationality": "country",
	},
}

func participantKinds() []schedule.ParticipantKind {
	return []schedule.ParticipantKind{schedule.Person, schedule.Organization, schedule.Delegation}
}

func (rd *reader) readPeople(f *fields) {
	for s := range rd.named(f, "people", "people") {
		id := schedule.ID(s.key)
		rd.taken[id] = true
		p := schedule.Participant{ID: id}
		if s.node.Kind == yaml.ScalarNode {
			p.Name = rd.textAt(s)
		} else if !rd.spoiled[s.node] {
			p = rd.person(s)
			p.ID = id
		}
		rd.agenda.Participants = append(rd.agenda.Participants, p)
	}
}

// person reads a participant without an ID.
func (rd *reader) person(s *spot) (p schedule.Participant) {
	f, ok := rd.fields(s, personKeys)
	if !ok {
		return p
	}
	p.Name = rd.text(f, "name")
	p.Kind = enum(rd, f, "kind", participantKinds())
	p.Org = rd.id(f, "org")
	p.Country = parsed(rd, f, "country", rd.country)
	p.Email = rd.str(f, "email")
	p.Zone = rd.zone(f, "zone")
	p.Langs = rd.langs(f, "languages")
	return p
}

// country reads an ISO 3166-1 alpha-2 code.
func (rd *reader) country(text string) (string, error) {
	return text, checkCountry(rd.db, text, !rd.log.full())
}

// checkCountry looks a code up in the table of countries of a database. To
// propose another one costs more, and can be left out.
func checkCountry(db *tzdb.Database, text string, propose bool) error {
	c, known := db.Country(text)
	switch {
	case known && c.Code == text:
		return nil
	case known:
		return fmt.Errorf("country codes are in capitals; did you mean %q?", c.Code)
	case text == "UK":
		return fmt.Errorf("no country %q; did you mean \"GB\"?", text)
	case propose && len(text) > 2:
		for _, zone := range db.Suggest(text) {
			return fmt.Errorf("no country %s; did you mean %q?", shown(text), db.CountryOf(zone))
		}
	}
	return fmt.Errorf("no country %s; write a code of ISO 3166-1 in two capitals, such as PA", shown(text))
}

func (rd *reader) countries(f *fields) (codes []string) {
	for _, s := range rd.items(f, "countries", "country codes") {
		codes = append(codes, parsedAt(rd, s, rd.country))
	}
	return codes
}

// roleKeys are the lists of people, in the order in which they are written.
func roleKeys() []roleKey {
	return []roleKey{
		{"speakers", schedule.Speaker}, {"moderators", schedule.Moderator}, {"panelists", schedule.Panelist},
		{"chairs", schedule.Chair}, {"interpreters", schedule.Interpreter}, {"attendees", schedule.Attendee},
	}
}

type roleKey struct {
	key string
	as  schedule.RoleKind
}

// roleOf gives the role of a list's key.
func roleOf(key string) (schedule.RoleKind, bool) {
	for _, k := range roleKeys() {
		if k.key == key {
			return k.as, true
		}
	}
	return "", false
}

// roles reads the lists of people in the order in which they stand.
func (rd *reader) roles(f *fields) (roles []schedule.Role) {
	for _, list := range f.order {
		_, isRole := roleOf(list.key)
		if (isRole || list.key == "roles") && list.node.Kind != yaml.SequenceNode {
			rd.wrongKind(list, "a list of keys of people, such as [kim, oas]")
		}
	}
	for s, as := range rd.roleSpots(f.spot) {
		roles = append(roles, schedule.Role{Who: rd.who(s), As: as})
	}
	return roles
}

// roleSpots yields the people of a session or a part, and what they do, in the
// order of the file, which is that of Roles.
func (rd *reader) roleSpots(s *spot) iter.Seq2[*spot, schedule.RoleKind] {
	return func(yield func(*spot, schedule.RoleKind) bool) {
		for list := range s.children {
			key := cmp.Or(rd.meant[list.name], list.key)
			as, ok := roleOf(key)
			if list.node.Kind != yaml.SequenceNode || !ok && key != "roles" || rd.again[list.name] {
				continue
			}
			for item := range list.children {
				who, does := item, as
				if !ok {
					who, does = rd.mixedRole(item)
				}
				if !yield(who, does) {
					return
				}
			}
		}
	}
}

// mixedRole opens an item of "roles", {speaker: kim}. The spot of what is none
// is the item itself.
func (rd *reader) mixedRole(item *spot) (*spot, schedule.RoleKind) {
	if item.node.Kind == yaml.MappingNode && len(item.node.Content) == 2 {
		who := item.pair(0)
		for _, k := range roleKeys() {
			if who.key == string(k.as) {
				return who, k.as
			}
		}
	}
	if !rd.spoiled[item.node] {
		rd.fault(item, ErrSyntax, "expected one person and a role, such as {speaker: kim}; roles are %s", joined(roleWords(), "or"))
	}
	return item, schedule.Speaker
}

func roleWords() (words []string) {
	for _, k := range roleKeys() {
		words = append(words, string(k.as))
	}
	return words
}

// who reads a key of people or a person who stands in the list itself.
func (rd *reader) who(s *spot) schedule.ID {
	if rd.spoiled[s.node] {
		return ""
	}
	if s.node.Kind != yaml.MappingNode {
		text, _ := rd.scalar(s)
		return schedule.ID(text)
	}
	p := rd.person(s)
	if rd.spoiled[s.node] {
		return ""
	}
	return rd.bear(s, p)
}

// bear adds a person of a list to the participants, once for the same person.
func (rd *reader) bear(s *spot, p schedule.Participant) schedule.ID {
	content := fmt.Sprintf("%q %q %q %q %q %q %q", p.Name, p.Kind, p.Org, p.Country, p.Email, p.Zone, p.Langs)
	if id, ok := rd.inline[content]; ok {
		return id
	}
	p.ID = slug(p.Name.Original())
	for sum := sha256.Sum256([]byte(content)); p.ID == "" || rd.taken[p.ID]; sum = sha256.Sum256(sum[:]) {
		p.ID = schedule.ID(strings.TrimPrefix(string(slug(p.Name.Original()))+"-"+hex.EncodeToString(sum[:4]), "-"))
	}
	rd.inline[content], rd.taken[p.ID] = p.ID, true
	rd.born[len(rd.agenda.Participants)] = s
	rd.agenda.Participants = append(rd.agenda.Participants, p)
	return p.ID
}

// slug makes an ID of a name: its letters and digits in lower case, joined by
// hyphens.
func slug(name string) schedule.ID {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return schedule.ID(strings.Join(words, "-"))
}
