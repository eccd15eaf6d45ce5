package agendafile

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// notes are the comments of a value, with their #.
type notes struct {
	head []string // lines above it
	line string   // behind it
	foot []string // lines below it
}

func (n *notes) any() bool { return len(n.head)+len(n.line)+len(n.foot) > 0 }

// behind gives the comment at the end of a line.
func (n *notes) behind() string {
	if n.line == "" {
		return ""
	}
	return " " + n.line
}

// lines cuts a comment into its lines, without empty ones around it; none if
// there is none.
func lines(comment string) []string {
	if comment = strings.Trim(comment, "\n"); comment == "" {
		return nil
	}
	return strings.Split(comment, "\n")
}

// comment writes comments in lines of their own.
func (e *emitter) comment(lines []string, indent int) {
	for _, line := range lines {
		if line != "" {
			e.indent(indent)
			e.b.WriteString(line)
		}
		e.b.WriteByte('\n')
	}
}

// annotate puts the comments of a node on the value that is written for it, and
// those of what is in it on what is in the value. A comment on what is not
// written, such as a "for" that became a clock, goes to the value around it.
func (v *value) annotate(n *yaml.Node) {
	v.notes.take(n)
	switch {
	case v.kind == mapping && n.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, val := n.Content[i], n.Content[i+1]
			if p := v.pairOf(key.Value); p != nil {
				p.notes.take(key)
				p.annotate(val)
			} else {
				v.notes.gather(key)
				v.notes.gather(val)
			}
		}
	case v.kind == list && n.Kind == yaml.SequenceNode:
		for i, item := range n.Content {
			if i < len(v.items) {
				v.items[i].annotate(item)
				v.items[i].hoist()
			} else {
				v.notes.gather(item)
			}
		}
	default:
		for _, inner := range n.Content {
			v.notes.gather(inner)
		}
	}
}

// hoist takes what stands above the first pair of an item to the item itself:
// there is one place for both.
func (v *value) hoist() {
	if v.kind == mapping && len(v.pairs) > 0 {
		first := &v.pairs[0].value.notes
		v.notes.head, first.head = append(v.notes.head, first.head...), nil
	}
}

// pairOf finds the value that is written for a key.
func (v *value) pairOf(key string) *value {
	for _, name := range [...]string{key, map[string]string{"for": "at", "until": "at"}[key]} {
		for i := range v.pairs {
			if v.pairs[i].key == name {
				return &v.pairs[i].value
			}
		}
	}
	return nil
}

// take adds a node's own comments.
func (n *notes) take(node *yaml.Node) {
	n.head = append(n.head, lines(node.HeadComment)...)
	if n.line == "" && !strings.Contains(node.LineComment, "\n") {
		n.line = node.LineComment
	} else {
		n.head = append(n.head, lines(node.LineComment)...)
	}
	n.foot = append(n.foot, lines(node.FootComment)...)
}

// gather adds the comments of a node and of all that is in it, above.
func (n *notes) gather(node *yaml.Node) {
	for _, text := range [...]string{node.HeadComment, node.LineComment} {
		n.head = append(n.head, lines(text)...)
	}
	for _, inner := range node.Content {
		n.gather(inner)
	}
	n.head = append(n.head, lines(node.FootComment)...)
}
