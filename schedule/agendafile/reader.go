package agendafile

import (
	"fmt"
	"slices"

	"github.com/plenaria/plenaria/schedule"
	"github.com/plenaria/plenaria/schedule/tzdb"
	"go.yaml.in/yaml/v4"
)

// reader walks one file.
type reader struct {
	src  *source
	log  log
	db   *tzdb.Database
	doc  *yaml.Node // around the root; it has the comments at the file's ends
	root *spot
	// original is the language of a bare text.
	original schedule.Lang
	agenda   *schedule.Agenda
	// zones remembers the zones by their names; failed ones are zero.
	zones map[string]schedule.Zone
	// spoiled are the values with a fault. What follows from one is not worth
	// a message of its own.
	spoiled map[*yaml.Node]bool
	// again are the keys that a map had before, meant what misspelt keys were
	// taken for.
	again map[*yaml.Node]bool
	meant map[*yaml.Node]string
	// inline are the people who stand in lists of roles, by their content, and
	// where they stand, by their place in agenda.Participants.
	inline map[string]schedule.ID
	taken  map[schedule.ID]bool
	born   map[int]*spot
}

func newReader(src *source, db *tzdb.Database) *reader {
	return &reader{
		src: src, db: db,
		agenda:  new(schedule.Agenda),
		zones:   make(map[string]schedule.Zone),
		spoiled: make(map[*yaml.Node]bool),
		again:   make(map[*yaml.Node]bool),
		meant:   make(map[*yaml.Node]string),
		inline:  make(map[string]schedule.ID),
		taken:   make(map[schedule.ID]bool),
		born:    make(map[int]*spot),
	}
}

// read walks the whole file. It gives nil if the text has no form at all.
func (rd *reader) read() *schedule.Agenda {
	doc, problem := load(rd.src)
	if problem != nil {
		rd.log.add(*problem)
		return nil
	}
	rd.doc, rd.root = doc, &spot{node: doc.Content[0]}
	if !rd.version() {
		return nil
	}
	rd.strict(rd.root)
	f, ok := rd.fields(rd.root, agendaKeys)
	if !ok {
		return nil
	}
	rd.readAgenda(f)
	return rd.agenda
}

// version checks the format version. It is false for that of another format,
// whose keys would only be called unknown.
func (rd *reader) version() bool {
	if rd.root.node.Kind != yaml.MappingNode {
		return true // told by fields
	}
	s := rd.child(rd.root, "plenaria")
	if s == nil {
		rd.log.addf(rd.pos(rd.root.node), rd.root, schedule.ErrMissing, "the format version is missing; begin the file with \"plenaria: 1\"")
		return true
	}
	if v, ok := rd.scalar(s); ok && v != "1" {
		rd.fault(s, ErrSyntax, "format %s is not known; this reader knows \"plenaria: 1\"", shown(v))
		return false
	}
	return true
}

// pos gives the position of a node. The YAML library counts columns in
// characters, from 1.
func (rd *reader) pos(n *yaml.Node) schedule.Position {
	return rd.src.clamp(n.Line, n.Column)
}

// fault reports what is wrong with a value, and spoils it.
func (rd *reader) fault(s *spot, is error, format string, args ...any) {
	rd.spoil(s)
	rd.log.addf(rd.pos(s.node), s, is, format, args...)
}

// faultErr reports an error of package schedule about a value.
func (rd *reader) faultErr(s *spot, is, err error) { rd.fault(s, is, "%s", err.Error()) }

func (rd *reader) spoil(s *spot) { rd.spoiled[s.node] = true }

// fields are the values of a map by their keys.
type fields struct {
	*spot
	at    map[string]*spot
	order []*spot // as they stand in the file
}

// keys tells which keys a map may have.
type keys struct {
	what  string            // "a session"
	known []string          // in the order of the documentation
	meant map[string]string // words that people write for one of them
}

// fields opens a map and reports the keys that it cannot have. A key that was
// misspelt is taken for what was meant, so that its value is looked at too.
func (rd *reader) fields(s *spot, k *keys) (*fields, bool) {
	if s.node.Kind != yaml.MappingNode {
		rd.wrongKind(s, k.what+", which is a map ({key: value, …} or lines of \"key: value\")")
		return nil, false
	}
	f := &fields{spot: s, at: make(map[string]*spot, len(s.node.Content)/2)}
	var unknown []*spot
	for child := range s.children {
		switch {
		case rd.spoiled[child.node]:
		case k.has(child.key):
			f.put(child)
		default:
			unknown = append(unknown, child)
		}
	}
	for _, child := range unknown {
		rd.unknownKey(f, k, child)
	}
	return f, true
}

func (f *fields) put(s *spot) {
	f.at[s.key] = s
	f.order = append(f.order, s)
}

func (k *keys) has(key string) bool { return slices.Contains(k.known, key) }

// unknownKey reports a key. Its words cost more than others, so it stops when
// the list of problems is full.
func (rd *reader) unknownKey(f *fields, k *keys, s *spot) {
	if rd.log.full() {
		rd.log.more++
		return
	}
	near := k.meant[s.key]
	if near == "" {
		near = nearest(s.key, k.known)
	}
	if near == "" {
		rd.log.addf(rd.pos(s.name), s, ErrSyntax, "%s has no key %s; it has %s", k.what, shown(s.key), joined(k.known, "and"))
		return
	}
	rd.log.addf(rd.pos(s.name), s, ErrSyntax, "%s has no key %s; did you mean %q?", k.what, shown(s.key), near)
	rd.spoil(s)
	if f.at[near] == nil {
		rd.meant[s.name] = near
		f.at[near] = s
	}
}

// scalar gives the text of a value as it stands in the file.
func (rd *reader) scalar(s *spot) (string, bool) {
	if s.node.Kind != yaml.ScalarNode || isNull(s.node) {
		rd.wrongKind(s, "a single text")
		return "", false
	}
	return s.node.Value, true
}

// wrongKind reports a value of another kind than the one expected.
func (rd *reader) wrongKind(s *spot, expected string) {
	switch {
	case s.node.Kind == yaml.AliasNode: // told already
	case !isNull(s.node):
		rd.fault(s, ErrSyntax, "found %s; expected %s", kindOf(s.node), expected)
	case s.node.Value == "":
		rd.fault(s, ErrSyntax, "no value; write %s, or leave this out", expected)
	default:
		rd.fault(s, ErrSyntax, "%s without quotes means no value in YAML; quote it if it is a text, or leave this out", shown(s.node.Value))
	}
}

// items gives the values of a list; an absent key has none.
func (rd *reader) items(f *fields, key, expected string) []*spot {
	s, ok := f.at[key]
	if !ok {
		return nil
	}
	if s.node.Kind != yaml.SequenceNode {
		rd.wrongKind(s, "a list of "+expected+" ([…] or lines that begin with \"- \")")
		return nil
	}
	list := make([]*spot, 0, len(s.node.Content))
	for child := range s.children {
		list = append(list, child)
	}
	return list
}

// str gives the text of a key, "" if it is absent.
func (rd *reader) str(f *fields, key string) string {
	if s, ok := f.at[key]; ok {
		text, _ := rd.scalar(s)
		return text
	}
	return ""
}

func (rd *reader) id(f *fields, key string) schedule.ID { return schedule.ID(rd.str(f, key)) }

// parsed reads the text of a key with parse; the zero value if it is absent.
func parsed[T any](rd *reader, f *fields, key string, parse func(string) (T, error)) (v T) {
	if s, ok := f.at[key]; ok {
		v = parsedAt(rd, s, parse)
	}
	return v
}

// parsedAt reads one value with parse.
func parsedAt[T any](rd *reader, s *spot, parse func(string) (T, error)) (v T) {
	text, ok := rd.scalar(s)
	if !ok {
		return v
	}
	v, err := parse(text)
	if err != nil {
		rd.faultErr(s, schedule.ErrInvalid, err)
	}
	return v
}

// enum reads one of a few words.
func enum[T ~string](rd *reader, f *fields, key string, words []T) T {
	return parsed(rd, f, key, func(text string) (T, error) { return oneWord(key, text, words) })
}

// oneWord finds a text in a vocabulary.
func oneWord[T ~string](what, text string, words []T) (T, error) {
	all := make([]string, len(words))
	for i, w := range words {
		if all[i] = string(w); all[i] == text {
			return w, nil
		}
	}
	return "", fmt.Errorf("no %s %s%s", what, shown(text), didYouMean(text, all))
}

// zone reads the zone of a key; the zero Zone if it is absent or unknown.
func (rd *reader) zone(f *fields, key string) (z schedule.Zone) {
	if s, ok := f.at[key]; ok {
		z = rd.zoneAt(s)
	}
	return z
}

func (rd *reader) zoneAt(s *spot) schedule.Zone {
	name, ok := rd.scalar(s)
	if !ok {
		return schedule.Zone{}
	}
	z, known := rd.zones[name]
	if known && !z.IsZero() {
		return z
	}
	z, err := rd.loadZone(name)
	if err != nil {
		rd.spoil(s)
		rd.log.add(schedule.Problem{Path: s.path(), Pos: rd.pos(s.node), Err: err})
	}
	rd.zones[name] = z
	return z
}

// loadZone loads a zone that names a place. Proposals for a wrong name are
// dear, so they end with the list of problems.
func (rd *reader) loadZone(name string) (schedule.Zone, error) {
	if rd.log.full() && !rd.db.Has(name) {
		return schedule.Zone{}, schedule.ErrUnknownZone
	}
	return placeZone(rd.db, name)
}

// placeZone loads a zone of a database, unless it names no place.
func placeZone(db *tzdb.Database, name string) (schedule.Zone, error) {
	if err := db.Check(name); err != nil {
		return schedule.Zone{}, err
	}
	return schedule.ZoneIn(db, name)
}
