package agendafile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/plenaria/plenaria/schedule"
	"go.yaml.in/yaml/v4"
)

// spot is a value in the file: a node of YAML and the way that leads to it.
// Its path is made only when there is something to say about it.
type spot struct {
	up    *spot
	key   string // in a map
	index int    // in a list
	name  *yaml.Node
	node  *yaml.Node
}

// path gives the way to s as people read it: days[1].sessions[3].room.
func (s *spot) path() string {
	if s.up == nil {
		return ""
	}
	up := s.up.path()
	switch {
	case s.up.node.Kind == yaml.SequenceNode:
		return fmt.Sprintf("%s[%d]", up, s.index)
	case up == "":
		return s.label()
	}
	return up + "." + s.label()
}

// label is the key of s, quoted where a path could not hold it.
func (s *spot) label() string {
	if s.key == "" || strings.ContainsAny(s.key, ".[]\" \n\t") || len(s.key) > 40 {
		return shown(s.key)
	}
	return s.key
}

// item gives the i-th value of a list.
func (s *spot) item(i int) *spot {
	return &spot{up: s, index: i, node: s.node.Content[i]}
}

// pair gives the i-th pair of a map.
func (s *spot) pair(i int) *spot {
	name := s.node.Content[2*i]
	return &spot{up: s, key: name.Value, name: name, node: s.node.Content[2*i+1]}
}

// children yields the values of a list or a map.
func (s *spot) children(yield func(*spot) bool) {
	switch s.node.Kind {
	case yaml.SequenceNode:
		for i := range s.node.Content {
			if !yield(s.item(i)) {
				return
			}
		}
	case yaml.MappingNode:
		for i := range len(s.node.Content) / 2 {
			if !yield(s.pair(i)) {
				return
			}
		}
	}
}

// load parses the text to its one document.
func load(src *source) (*yaml.Node, *schedule.Problem) {
	loader, err := yaml.NewLoader(bytes.NewReader(src.text))
	if err != nil {
		return nil, src.problem(0, err)
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); errors.Is(err, io.EOF) {
		return nil, src.problem(0, &fault{ErrSyntax, "the file is empty; an agenda file begins with \"plenaria: 1\""})
	} else if err != nil {
		return nil, src.syntax(err)
	}
	if err := loader.Load(&second); err == nil {
		return nil, &schedule.Problem{Pos: src.clamp(second.Line, second.Column), Err: &fault{ErrSyntax,
			"a second document begins here; a file holds one agenda"}}
	} else if !errors.Is(err, io.EOF) {
		return nil, src.syntax(err)
	}
	return &doc, nil
}

// syntax words an error of the YAML library for people who write agendas.
func (src *source) syntax(err error) *schedule.Problem {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return src.problem(0, &fault{ErrSyntax, "this is not YAML: " + err.Error()})
	}
	pos := src.clamp(e.Mark.Line, e.Mark.Column)
	begin := src.clamp(e.ContextMark.Line, e.ContextMark.Column)
	line := src.line(pos.Line)
	return &schedule.Problem{Pos: pos, Err: &fault{ErrSyntax, syntaxMessage(e, line, pos, begin)}}
}

// syntaxMessage says what a parser's complaint means.
func syntaxMessage(e *yaml.LoadError, line string, pos, begin schedule.Position) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	since := fmt.Sprintf("that begins at line %d, column %d", begin.Line, begin.Column)
	if begin.Line == 0 {
		since = "around it"
	}
	has := func(part string) bool { return strings.Contains(e.Message, part) }
	switch {
	case strings.Contains(indent, "\t"), has("tab character"):
		return "a tab in the indentation; YAML counts spaces only"
	case has("exceeded max depth"):
		return "brackets or lists nest too deeply here; no agenda does"
	case has("mapping values are not allowed"):
		return "a \": \" cannot stand here; put a text that holds one in quotes, or mend the indentation"
	case has("expected ',' or ']'"):
		return "the list " + since + " lacks a \",\" or its \"]\" before this"
	case has("expected ',' or '}'"):
		return "the map " + since + " lacks a \",\" or its \"}\" before this"
	case has("expected '-' indicator"):
		return "this is no item of the list " + since + "; begin it with \"- \" in line with the others, or mend the indentation"
	case has("did not find expected key"):
		return "this is no key of the map " + since + "; mend the indentation, or quote the text before it"
	case has("did not find expected node content"):
		return "a value is missing before this; a bracket may not be closed, or be closed twice"
	case has("unexpected end of stream"):
		return "the file ends inside the quoted text " + since
	case has("unexpected document indicator"):
		return "the quoted text " + since + " is not closed before this line"
	case has("cannot start any token"):
		return fmt.Sprintf("a text cannot begin with %s; put it in quotes", signAt(line, pos.Column))
	case has("unknown escape character"):
		return "this escape does not exist; write \\\\ for a backslash, or use single quotes"
	case has("unknown anchor"):
		return aliasMessage
	case has("could not find expected ':'"):
		return "the key " + since + " lacks its \": \""
	}
	return "this is not YAML: " + e.Message
}

const aliasMessage = "an alias (*name) of YAML; write the value itself"

// signAt quotes the character in a column of a line.
func signAt(line string, column int) string {
	if r := []rune(line); column-1 < len(r) {
		return fmt.Sprintf("%q", string(r[column-1]))
	}
	return "this sign"
}

// strict reports what YAML has and agenda files have not: aliases, anchors,
// tags, merge keys, keys that are no texts, and keys that come twice.
func (rd *reader) strict(s *spot) {
	rd.strictNode(s, s.node)
	if s.node.Kind == yaml.MappingNode {
		rd.strictKeys(s)
	}
	for child := range s.children {
		if child.name == nil || !isMerge(child.name) {
			rd.strict(child)
		}
	}
}

func isMerge(name *yaml.Node) bool { return name.Value == "<<" && name.Style == 0 }

// strictNode looks at what a value or a key has beside its text.
func (rd *reader) strictNode(s *spot, n *yaml.Node) {
	if n.Anchor != "" {
		rd.log.addf(rd.pos(n), s, ErrSyntax, "an anchor (&%s) of YAML; agenda files have none, remove it", n.Anchor)
	}
	if n.Style&yaml.TaggedStyle != 0 {
		rd.log.addf(rd.pos(n), s, ErrSyntax, "a tag (%s) of YAML; agenda files have none, remove it", n.Tag)
	}
	if n.Kind == yaml.AliasNode {
		rd.spoil(s)
		rd.log.addf(rd.pos(n), s, ErrSyntax, aliasMessage)
	}
}

// strictKeys looks at the keys of a map.
func (rd *reader) strictKeys(s *spot) {
	first := make(map[string]*yaml.Node, len(s.node.Content)/2)
	for child := range s.children {
		name := child.name
		rd.strictNode(child, name)
		switch earlier := first[name.Value]; {
		case name.Kind == yaml.AliasNode:
		case name.Kind != yaml.ScalarNode:
			rd.spoil(child)
			rd.log.addf(rd.pos(name), s, ErrSyntax, "%s cannot be a key; write a word and \": \"", kindOf(name))
		case isMerge(name):
			rd.spoil(child)
			rd.log.addf(rd.pos(name), child, ErrSyntax, "a merge key (<<) of YAML; write the keys themselves")
		case earlier != nil:
			rd.spoil(child)
			rd.again[name] = true
			rd.log.addf(rd.pos(name), child, ErrSyntax, "the key %s is here twice; it was first on line %d", shown(name.Value), earlier.Line)
		default:
			first[name.Value] = name
		}
	}
}

// kindOf names the kind of a node for a message.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a map"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "an alias"
	case isNull(n):
		return "nothing"
	}
	return "the text " + shown(n.Value)
}

// isNull reports whether n is an unquoted nothing of YAML: an empty value, ~ or
// null.
func isNull(n *yaml.Node) bool {
	if n.Kind != yaml.ScalarNode || n.Style&^yaml.TaggedStyle != 0 {
		return false
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}
